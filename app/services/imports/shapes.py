"""Geometries of a row: GeoJSON, well-known text or longitude and latitude, judged by ``geo.shapes``."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from app.services.imports.cells import to_float
from app.services.imports.mapping import Mapped, is_empty
from app.services.imports.rows import Aim, Fault, Row
from compliance.reasons import reason
from geo.shapes import AREA_KINDS, ShapeCode, ShapeError, read_collection, read_point, read_shape
from geo.wkt import WktError, read_wkt

GEOMETRY = "geometry"
ShapeReader = Callable[[object, Aim], tuple[dict[str, Any], bool]]
"""Takes raw GeoJSON; gives our columns with their shapes, and whether third coordinates were dropped."""

REASONS: Mapping[ShapeCode, str] = {
    ShapeCode.NOT_AN_OBJECT: "shape.not_an_object",
    ShapeCode.NOT_AN_ARRAY: "shape.not_an_array",
    ShapeCode.UNKNOWN_TYPE: "shape.unknown_type",
    ShapeCode.UNEXPECTED_MEMBERS: "shape.unexpected_members",
    ShapeCode.EMPTY: "shape.empty",
    ShapeCode.TOO_MANY_VERTICES: "shape.too_many_vertices",
    ShapeCode.NOT_A_NUMBER: "shape.not_a_number",
    ShapeCode.THIRD_COORDINATE: "shape.third_coordinate",
    ShapeCode.SWAPPED_AXES: "shape.swapped_axes",
    ShapeCode.OUT_OF_RANGE: "shape.out_of_range",
    ShapeCode.ANTIMERIDIAN: "shape.antimeridian",
    ShapeCode.TOO_FEW_POINTS: "shape.too_few_points",
    ShapeCode.UNCLOSED_RING: "shape.unclosed_ring",
    ShapeCode.SELF_CROSSING: "shape.self_crossing",
    ShapeCode.HOLE_OUTSIDE: "shape.hole_outside",
    ShapeCode.NESTED_RINGS: "shape.nested_rings",
    ShapeCode.SPLIT_INTERIOR: "shape.split_interior",
}
"""Every fault of a shape as a reason of the catalogue."""


def nowhere(_raw: object, _aim: Aim) -> tuple[dict[str, Any], bool]:
    """Rows without a place: a geometry that the file has all the same is not looked at."""
    return {}, False


def area_as(column: str) -> ShapeReader:
    """Polygons become this column."""

    def read(raw: object, aim: Aim) -> tuple[dict[str, Any], bool]:
        shape = read_shape(raw, flatten_z=True, expected_area=aim.expected, path=GEOMETRY)
        return {column: shape.area}, bool(shape.warnings)

    return read


def point_as(column: str) -> ShapeReader:
    """A point becomes this column."""

    def read(raw: object, aim: Aim) -> tuple[dict[str, Any], bool]:
        point = read_point(raw, flatten_z=True, expected_area=aim.expected, path=GEOMETRY)
        return {column: point.place}, bool(point.warnings)

    return read


def point_and_area_as(place: str, area: str) -> ShapeReader:
    """A point becomes one column; polygons beside it in a collection, where there are any, the other."""

    def read(raw: object, aim: Aim) -> tuple[dict[str, Any], bool]:
        found = read_collection(_gathered(raw), flatten_z=True, expected_area=aim.expected, path=GEOMETRY)
        shapes: dict[str, Any] = {place: found.place}
        return shapes | ({area: found.area} if found.area is not None else {}), bool(found.warnings)

    return read


def find_raw(row: Row, mapped: Mapped) -> object | None:
    """The raw GeoJSON of a row: the feature's, else of its columns geometry or lon and lat; None for none.

    Raises:
        Fault: text that is neither GeoJSON nor well-known text.
    """
    if row.geometry is not None:
        return row.geometry
    given = mapped.cell(row, GEOMETRY)
    if given is not None:
        return _parsed(given) if isinstance(given, str) else given
    lon, lat = mapped.cell(row, "lon"), mapped.cell(row, "lat")
    if is_empty(lon) and is_empty(lat):
        return None
    return {"type": "Point", "coordinates": [_number(lon, "lon"), _number(lat, "lat")]}


def read_geometry(raw: object, reader: ShapeReader, aim: Aim) -> tuple[dict[str, Any], bool]:
    """Our columns of a raw geometry.

    Raises:
        Fault: the geometry cannot stand, with where and why.
    """
    try:
        return reader(raw, aim)
    except ShapeError as error:
        told = reason(REASONS[error.code], path=error.path)
        raise Fault(told, field=GEOMETRY, detail=f"{error.path}: {error.detail}") from error


def _parsed(given: str) -> object:
    try:
        return json.loads(given) if given.lstrip().startswith("{") else read_wkt(given)
    except (WktError, ValueError, RecursionError) as error:
        raise Fault(reason("import.not_geometry", detail=str(error)), field=GEOMETRY) from error


def _number(raw: object, name: str) -> float:
    number = to_float(raw)
    if number is None:
        code = "import.missing" if is_empty(raw) else "import.not_a_number"
        raise Fault(reason(code, field=name, value=str(raw)[:60]), field=name)
    return number


def _gathered(raw: object) -> object:
    """The same collection with all its polygons as one shape; others as they are."""
    if not isinstance(raw, Mapping) or raw.get("type") != "GeometryCollection":
        return raw
    members = raw.get("geometries")
    if not isinstance(members, list):
        return raw
    areas = [each for each in members if isinstance(each, Mapping) and each.get("type") in AREA_KINDS]
    if len(areas) < 2 or not all(isinstance(each.get("coordinates"), list) for each in areas):  # noqa: PLR2004
        return raw
    others = [each for each in members if not any(each is area for area in areas)]
    whole = {"type": "MultiPolygon", "coordinates": [part for each in areas for part in _polygons(each)]}
    return {"type": "GeometryCollection", "geometries": [*others, whole]}


def _polygons(area: Mapping[str, Any]) -> Sequence[Any]:
    coordinates: list[Any] = area["coordinates"]
    return coordinates if area["type"] == "MultiPolygon" else [coordinates]
