"""GeoJSON on the wire: raw geometry in, read by ``geo.shapes``; stored geometry out."""

from collections.abc import Callable
from typing import Annotated, Any, Literal, TypeVar

from geoalchemy2.elements import WKBElement
from geoalchemy2.shape import to_shape
from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema
from shapely import MultiPolygon, get_coordinates, to_geojson
from shapely.geometry.base import BaseGeometry

from app.errors import InvalidError
from geo.faults import ShapeError
from geo.places import Place
from geo.shapes import read_point, read_shape

T = TypeVar("T")

_ALWAYS_WHOLE = ConfigDict(json_schema_serialization_defaults_required=True)

GeometryIn = Annotated[
    dict[str, Any],
    WithJsonSchema(
        {
            "type": "object",
            "required": ["type", "coordinates"],
            "properties": {
                "type": {"type": "string", "enum": ["Point", "Polygon", "MultiPolygon"]},
                "coordinates": {"type": "array", "items": {}},
            },
        }
    ),
    Field(
        description="GeoJSON geometry (RFC 7946), WGS 84, longitude first.",
        examples=[{"type": "Point", "coordinates": [108.2208, 16.0678]}],
    ),
]
"""A geometry as it came; ``read_place`` and ``read_area`` say precisely what is wrong with it."""

Position = Annotated[list[float], Field(min_length=2, max_length=2, description="[longitude, latitude]")]


class PointOut(BaseModel):
    """A GeoJSON point."""

    model_config = _ALWAYS_WHOLE

    type: Literal["Point"] = "Point"
    coordinates: Position


class MultiPolygonOut(BaseModel):
    """A GeoJSON multipolygon."""

    model_config = _ALWAYS_WHOLE

    type: Literal["MultiPolygon"] = "MultiPolygon"
    coordinates: list[list[list[Position]]]


def read_place(raw: object, field: str) -> Place:
    """Read a GeoJSON point of a request.

    Raises:
        InvalidError: with the place of the fault inside ``field``, its code and what to do.
    """
    return _read(lambda: read_point(raw, flatten_z=False, path=field).place)


def read_area(raw: object, field: str) -> MultiPolygon:
    """Read a GeoJSON polygon or multipolygon of a request.

    Raises:
        InvalidError: with the place of the fault inside ``field``, its code and what to do.
    """
    return _read(lambda: read_shape(raw, flatten_z=False, path=field).area)


def find_area(raw: object | None, field: str) -> MultiPolygon | None:
    """``read_area`` for a geometry that may be left out."""
    return None if raw is None else read_area(raw, field)


def point_out(stored: Any) -> PointOut | None:
    """A stored point (WKB element, shape or place), None for none."""
    if stored is None:
        return None
    if isinstance(stored, Place):
        return PointOut(coordinates=[stored.lon, stored.lat])
    lon, lat = get_coordinates(_shape(stored))[0].tolist()
    return PointOut(coordinates=[lon, lat])


def place_out(stored: Any) -> PointOut:
    """A stored point that is always there."""
    shown = point_out(stored)
    if shown is None:
        raise ValueError("a place is missing where none may be")
    return shown


def area_out(stored: Any) -> MultiPolygonOut | None:
    """A stored multipolygon (WKB element or shape), None for none."""
    return None if stored is None else MultiPolygonOut.model_validate_json(to_geojson(_shape(stored)))


def shape_out(stored: Any) -> MultiPolygonOut:
    """A stored multipolygon that is always there."""
    shown = area_out(stored)
    if shown is None:
        raise ValueError("an area is missing where none may be")
    return shown


def _shape(stored: Any) -> BaseGeometry:
    shape: BaseGeometry = to_shape(stored) if isinstance(stored, WKBElement) else stored
    return shape


def _read(reader: Callable[[], T]) -> T:
    try:
        return reader()
    except ShapeError as error:
        raise InvalidError.of(error.path, error.code.value, error.detail, error.remedy) from error
