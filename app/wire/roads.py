"""Roads on the wire: where one is closed, and the way from a crew to its work."""

from datetime import datetime
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from geoalchemy2.shape import to_shape
from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema
from shapely import Point, get_coordinates
from shapely.geometry.base import BaseGeometry

from app.errors import InvalidError
from app.services.assignment_routes import AssignmentRoute, ZoneCrossing
from app.wire.common import WireOut
from app.wire.geojson import MultiPolygonOut, PointOut, Position, area_out, place_out, read_area, read_place
from geo.faults import ShapeError
from geo.shapes import read_line
from geo.travel import Mark, Source

MAX_LINE_VERTICES = 5_000

RoadShapeIn = Annotated[
    dict[str, Any],
    WithJsonSchema(
        {
            "type": "object",
            "required": ["type", "coordinates"],
            "properties": {
                "type": {"type": "string", "enum": ["Point", "LineString", "Polygon", "MultiPolygon"]},
                "coordinates": {"type": "array", "items": {}},
            },
        }
    ),
    Field(
        description="GeoJSON geometry, WGS 84, longitude first: a point on the road, a line along it, an area.",
        examples=[{"type": "LineString", "coordinates": [[108.2208, 16.0678], [108.2231, 16.0681]]}],
    ),
]


class LineStringOut(BaseModel):
    """A GeoJSON line."""

    model_config = ConfigDict(json_schema_serialization_defaults_required=True)

    type: Literal["LineString"] = "LineString"
    coordinates: Annotated[list[Position], Field(min_length=2)]


RoadShapeOut = Annotated[PointOut | LineStringOut | MultiPolygonOut, Field(discriminator="type")]


def read_road_shape(raw: dict[str, Any], field: str) -> BaseGeometry:
    """Read where a road is closed.

    Raises:
        InvalidError: with the place of the fault inside ``field``, its code and what to do.
    """
    kind = raw.get("type")
    if kind == "Point":
        place = read_place(raw, field)
        return Point(place.lon, place.lat)
    if kind in ("Polygon", "MultiPolygon"):
        return read_area(raw, field)
    try:
        return read_line(raw, max_vertices=MAX_LINE_VERTICES, path=field)
    except ShapeError as error:
        raise InvalidError.of(error.path, error.code.value, error.detail, error.remedy) from error


def road_shape_out(stored: Any) -> PointOut | LineStringOut | MultiPolygonOut:
    """Where a road is closed, as it is stored."""
    shape: BaseGeometry = to_shape(stored)
    if shape.geom_type == "LineString":
        return line_out(get_coordinates(shape).tolist())
    area = area_out(shape) if shape.geom_type == "MultiPolygon" else None
    return area or place_out(shape)


def line_out(points: list[list[float]]) -> LineStringOut:
    """A line of longitudes and latitudes, to the centimetre."""
    return LineStringOut(coordinates=[[round(lon, 7), round(lat, 7)] for lon, lat in points])


class TravelSource(WireOut):
    """Who says how long it takes."""

    source: Source
    fallback: bool
    """True where it stands in for a better source that could not answer."""

    @classmethod
    def of(cls, mark: Mark) -> Self:
        """As the source marked its answer."""
        return cls(source=mark.source, fallback=mark.fallback)


class GatePassedOut(WireOut):
    """A control point on the way."""

    name: str
    place: PointOut
    at_m: int


class CrossingOut(WireOut):
    """One stay of the way in one zone."""

    zone_id: UUID
    zone_number: str
    zone_name: str
    hazard_class: str
    entry: PointOut
    exit: PointOut
    entry_m: int
    exit_m: int
    starts_inside: bool
    ends_inside: bool
    permit_needed: bool
    transit_permit_needed: bool
    gates: list[GatePassedOut]

    @classmethod
    def of(cls, crossing: ZoneCrossing) -> Self:
        """As the service found it."""
        zone, stay = crossing.zone, crossing.stay
        return cls(
            zone_id=zone.id,
            zone_number=zone.number,
            zone_name=zone.name,
            hazard_class=zone.hazard_class,
            entry=place_out(stay.entry),
            exit=place_out(stay.exit),
            entry_m=round(stay.entry_m),
            exit_m=round(stay.exit_m),
            starts_inside=stay.starts_inside,
            ends_inside=stay.ends_inside,
            permit_needed=crossing.version.permit_needed,
            transit_permit_needed=crossing.transit_permit_needed,
            gates=[
                GatePassedOut(name=each.gate.name, place=place_out(each.gate.place), at_m=round(each.at_m))
                for each in stay.gates
            ],
        )


class AssignmentRouteOut(WireOut):
    """The way of a crew to its work. Without a way all that belongs to it is null."""

    assignment_id: UUID
    begins_at: Literal["position", "base"]
    origin: PointOut
    destination: PointOut
    geometry: LineStringOut | None
    seconds: int | None
    distance_m: int | None
    travel: TravelSource | None
    zones_at: datetime
    crossings: list[CrossingOut]

    @classmethod
    def of(cls, found: AssignmentRoute) -> Self:
        """As the service found it."""
        way = found.way
        return cls(
            assignment_id=found.assignment_id,
            begins_at=found.begins_at,
            origin=place_out(found.origin),
            destination=place_out(found.destination),
            geometry=line_out(way.points.tolist()) if way else None,
            seconds=way.seconds if way else None,
            distance_m=round(way.distance_m) if way else None,
            travel=TravelSource.of(way.mark) if way else None,
            zones_at=found.zones_at,
            crossings=[CrossingOut.of(each) for each in found.crossings],
        )
