"""GeoJSON geometry in, shapes out; or a precise reason why not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from shapely import LineString, MultiPolygon

from geo.faults import ShapeCode, ShapeError
from geo.places import Place
from geo.positions import Box, PositionReader, Ring, check_numbers, filled_array
from geo.topology import build_multipolygon, build_polygon

__all__ = ["Box", "PlacedArea", "PointRead", "Shape", "ShapeCode", "ShapeError"]
__all__ += ["read_collection", "read_line", "read_point", "read_shape"]

MAX_VERTICES: Final = 50_000
AREA_KINDS: Final = ("Polygon", "MultiPolygon")
ROOT: Final = "geometry"


@dataclass(frozen=True, slots=True)
class Shape:
    """An area as it was given.

    Attributes:
        area: Valid, WGS 84, longitude-latitude, two dimensions.
        warnings: What was dropped on the way in, one sentence each.
    """

    area: MultiPolygon
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PointRead:
    """A place as it was given, with what was dropped on the way in."""

    place: Place
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlacedArea:
    """A place with the area around it, where the sender gave one."""

    place: Place
    area: MultiPolygon | None
    warnings: tuple[str, ...] = ()


def read_shape(
    geojson: object,
    *,
    flatten_z: bool,
    max_vertices: int = MAX_VERTICES,
    kinds: Sequence[str] = AREA_KINDS,
    expected_area: Box | None = None,
    path: str = ROOT,
) -> Shape:
    """Read a GeoJSON Polygon or MultiPolygon; nothing is repaired silently.

    Args:
        geojson: The geometry, as the JSON parser gave it.
        flatten_z: True for files: third coordinates are dropped with a warning. False for the API: they are an error.
        max_vertices: More positions than this are refused before any is looked at.
        kinds: The types that are welcome, of Polygon and MultiPolygon.
        expected_area: Where shapes of this sender lie; a shape that fits there only with exchanged axes is refused.
        path: How errors call the geometry.

    Raises:
        ShapeError: Any code of `ShapeCode`.
    """
    members = _of_type(geojson, kinds, path)
    reader = PositionReader(flatten_z=flatten_z)
    path = f"{path}.coordinates"
    many = members["type"] == "MultiPolygon"
    coordinates = filled_array(members.get("coordinates"), path)
    parts = [(f"{path}[{i}]", part) for i, part in enumerate(coordinates)] if many else [(path, coordinates)]
    _refuse_too_many([part for _, part in parts], max_vertices, path)
    polygons = [(where, reader.polygon(part, where)) for where, part in parts]
    check_numbers([ring for _, rings in polygons for ring in rings], expected_area)
    area = build_multipolygon([build_polygon(rings, where) for where, rings in polygons], path)
    return Shape(area, _warnings(reader))


def read_point(geojson: object, *, flatten_z: bool, expected_area: Box | None = None, path: str = ROOT) -> PointRead:
    """Read a GeoJSON Point; arguments as in `read_shape`.

    Raises:
        ShapeError: not_an_object, unknown_type, not_an_array, empty, not_a_number, third_coordinate, swapped_axes,
            out_of_range.
    """
    members = _of_type(geojson, ("Point",), path)
    reader = PositionReader(flatten_z=flatten_z)
    path = f"{path}.coordinates"
    lon, lat = reader.position(members.get("coordinates"), path)
    check_numbers([Ring(path, np.array([[lon, lat]]), lone=True)], expected_area)
    return PointRead(Place(lon, lat), _warnings(reader))


def read_line(geojson: object, *, max_vertices: int = MAX_VERTICES, path: str = ROOT) -> LineString:
    """Read a GeoJSON LineString of at least two different positions; arguments as in `read_shape`.

    Raises:
        ShapeError: As `read_point`, and too_many_vertices, too_few_points.
    """
    members = _of_type(geojson, ("LineString",), path)
    reader = PositionReader(flatten_z=False)
    path = f"{path}.coordinates"
    given = filled_array(members.get("coordinates"), path)
    _refuse_too_many([[given]], max_vertices, path)
    positions = np.array([reader.position(each, f"{path}[{i}]") for i, each in enumerate(given)])
    check_numbers([Ring(path, positions)], None)
    if len(np.unique(positions, axis=0)) < 2:  # noqa: PLR2004 - a line has two ends
        detail = "has fewer than two different positions"
        raise ShapeError(ShapeCode.TOO_FEW_POINTS, path, detail, "Give the line from one place to another.")
    return LineString(positions)


def read_collection(
    geojson: object,
    *,
    flatten_z: bool,
    max_vertices: int = MAX_VERTICES,
    expected_area: Box | None = None,
    path: str = ROOT,
) -> PlacedArea:
    """Read a Point, or a GeometryCollection of exactly one Point and at most one Polygon or MultiPolygon.

    Arguments as in `read_shape`.

    Raises:
        ShapeError: Any code of `ShapeCode`; unexpected_members when the collection holds anything else.
    """
    members = _of_type(geojson, ("Point", "GeometryCollection"), path)
    if members["type"] == "Point":
        point = read_point(members, flatten_z=flatten_z, expected_area=expected_area, path=path)
        return PlacedArea(point.place, None, point.warnings)
    path = f"{path}.geometries"
    placed, around = _point_and_area(filled_array(members.get("geometries"), path), path)
    point = read_point(placed[1], flatten_z=flatten_z, expected_area=expected_area, path=placed[0])
    if around is None:
        return PlacedArea(point.place, None, point.warnings)
    shape = read_shape(
        around[1], flatten_z=flatten_z, max_vertices=max_vertices, expected_area=expected_area, path=around[0]
    )
    return PlacedArea(point.place, shape.area, point.warnings + shape.warnings)


def _of_type(geojson: object, kinds: Sequence[str], path: str) -> Mapping[str, Any]:
    """Return the geometry's members when its type is one of `kinds`."""
    if not isinstance(geojson, Mapping):
        raise ShapeError(
            ShapeCode.NOT_AN_OBJECT, path, "is not a JSON object", "Give a GeoJSON geometry with type and coordinates."
        )
    kind = geojson.get("type")
    if kind not in kinds:
        wanted = " or ".join(kinds)
        remedy = "Give the feature's geometry." if kind in ("Feature", "FeatureCollection") else f"Give a {wanted}."
        raise ShapeError(ShapeCode.UNKNOWN_TYPE, f"{path}.type", f"is {kind!r}, not {wanted}", remedy)
    return geojson


def _point_and_area(
    geometries: Sequence[Any], path: str
) -> tuple[tuple[str, Mapping[str, Any]], tuple[str, Mapping[str, Any]] | None]:
    """Return the collection's point and, where there is one, its area, each with its path."""
    named = [
        (f"{path}[{i}]", _of_type(one, ("Point", *AREA_KINDS), f"{path}[{i}]")) for i, one in enumerate(geometries)
    ]
    points = [one for one in named if one[1]["type"] == "Point"]
    areas = [one for one in named if one[1]["type"] != "Point"]
    if len(points) != 1 or len(areas) > 1:
        detail = f"holds {len(points)} points and {len(areas)} areas"
        raise ShapeError(
            ShapeCode.UNEXPECTED_MEMBERS, path, detail, "Give one Point and at most one Polygon or MultiPolygon."
        )
    return points[0], areas[0] if areas else None


def _refuse_too_many(parts: Sequence[object], max_vertices: int, path: str) -> None:
    given = sum(len(ring) for ring in _rings_of(parts))
    if given > max_vertices:
        detail = f"has {given} vertices, at most {max_vertices} are taken"
        raise ShapeError(ShapeCode.TOO_MANY_VERTICES, path, detail, "Simplify the shape, or split it into several.")


def _rings_of(parts: Sequence[object]) -> Iterator[Sequence[object]]:
    for part in parts:
        if isinstance(part, list | tuple):
            yield from (ring for ring in part if isinstance(ring, list | tuple))


def _warnings(reader: PositionReader) -> tuple[str, ...]:
    return (f"third coordinate dropped from {reader.flattened} positions",) if reader.flattened else ()
