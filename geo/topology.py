"""Builds polygons from rings and says precisely why they cannot stand."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Final

import numpy as np
from shapely import MultiPolygon, Point, Polygon, STRtree
from shapely.geometry.base import BaseGeometry
from shapely.validation import explain_validity

from geo.faults import ShapeCode, ShapeError
from geo.positions import Ring

HALF_TURN: Final = 180.0
_NEAR_DEGREES: Final = 1e-9

_CODES: Final = {
    "Self-intersection": ShapeCode.SELF_CROSSING,
    "Ring Self-intersection": ShapeCode.SELF_CROSSING,
    "Hole lies outside shell": ShapeCode.HOLE_OUTSIDE,
    "Holes are nested": ShapeCode.NESTED_RINGS,
    "Nested shells": ShapeCode.NESTED_RINGS,
    "Duplicate Rings": ShapeCode.NESTED_RINGS,
    "Interior is disconnected": ShapeCode.SPLIT_INTERIOR,
    "Too few points in geometry component": ShapeCode.TOO_FEW_POINTS,
}
_REMEDIES: Final = {
    ShapeCode.SELF_CROSSING: "Move the corners near that point so that no line crosses or runs along another.",
    ShapeCode.HOLE_OUTSIDE: "Move the hole into its polygon, or send it as a polygon of its own.",
    ShapeCode.NESTED_RINGS: "Merge the rings that lie in one another.",
    ShapeCode.SPLIT_INTERIOR: "Send the pieces that the hole cuts apart as polygons of their own.",
    ShapeCode.TOO_FEW_POINTS: "Give three corners or more that differ, or send a point instead.",
}


def build_polygon(rings: Sequence[Ring], path: str) -> Polygon:
    """Return the polygon of one shell and its holes, exactly as given.

    Args:
        rings: Closed rings with positions in range, shell first.
        path: Where the polygon stands.

    Raises:
        ShapeError: antimeridian, self_crossing, hole_outside, nested_rings, split_interior, too_few_points.
    """
    _refuse_half_turn(rings[0])
    polygon = Polygon(rings[0].positions, [hole.positions for hole in rings[1:]])
    if polygon.is_valid:
        return polygon
    for ring in rings:  # a fault of one ring alone is named with that ring's path
        _refuse_invalid(Polygon(ring.positions), ring.path)
    _refuse_invalid(polygon, path)
    raise AssertionError("an invalid polygon has a reason")


def build_multipolygon(polygons: Sequence[Polygon], path: str) -> MultiPolygon:
    """Return the polygons as one shape, when they stand apart or touch in single points only.

    Raises:
        ShapeError: self_crossing or nested_rings, naming the parts that overlap or share an edge.
    """
    whole = MultiPolygon(polygons)
    if not whole.is_valid:
        reason, where = _explain(whole)
        parts = _parts_at(polygons, where)
        names = " and ".join(str(part) for part in parts)
        code = ShapeCode.NESTED_RINGS if _CODES.get(reason) is ShapeCode.NESTED_RINGS else ShapeCode.SELF_CROSSING
        detail = f"parts {names} overlap or share an edge at {where}"
        raise ShapeError(code, f"{path}[{parts[-1]}]", detail, "Merge the parts into one polygon.")
    return whole


def _refuse_half_turn(shell: Ring) -> None:
    span = float(np.ptp(shell.positions[:, 0]))
    if span > HALF_TURN:
        detail = f"spans {span:g} degrees of longitude, so it seems to cross the antimeridian"
        remedy = "Cut it at longitude 180 into two parts of a MultiPolygon (RFC 7946, section 3.1.9)."
        raise ShapeError(ShapeCode.ANTIMERIDIAN, shell.path, detail, remedy)


def _refuse_invalid(polygon: Polygon, path: str) -> None:
    if polygon.is_valid:
        return
    reason, where = _explain(polygon)
    code = _CODES.get(reason, ShapeCode.SELF_CROSSING)
    raise ShapeError(code, path, f"{reason.lower()} at {where}", _REMEDIES[code])


def _explain(geometry: BaseGeometry) -> tuple[str, list[float]]:
    """Return GEOS's reason and the longitude and latitude that it names."""
    reason, _, where = explain_validity(geometry).rstrip("]").rpartition("[")
    return reason, [float(number) for number in where.split()]


def _parts_at(polygons: Sequence[Polygon], where: list[float]) -> list[int]:
    """Return the first two parts that meet at a place where the whole is invalid."""
    near = sorted(STRtree(polygons).query(Point(where), predicate="dwithin", distance=_NEAR_DEGREES).tolist())
    faulty = (pair for pair in combinations(near, 2) if not MultiPolygon([polygons[i] for i in pair]).is_valid)
    return list(next(faulty, near[:2]))
