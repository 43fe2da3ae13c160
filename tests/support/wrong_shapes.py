"""Geometries that cannot stand, by the code of what is wrong with each."""

import math
from typing import Any

from tests.support.imports import square

RING = square()["coordinates"][0]


def polygon(*rings: Any) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": list(rings)}


def circle(vertices: int) -> list[list[float]]:
    ring = [
        [108 + math.cos(2 * math.pi * n / vertices) / 10, 16 + math.sin(2 * math.pi * n / vertices) / 10]
        for n in range(vertices)
    ]
    return [*ring, ring[0]]


def shifted(by: float) -> list[list[float]]:
    return [[lon + by, lat] for lon, lat in RING]


HOLE = [[108.12, 16.02], [108.14, 16.02], [108.14, 16.04], [108.12, 16.02]]
BOW_TIE = [[108, 16], [109, 17], [109, 16], [108, 17], [108, 16]]

WRONG = {
    "not_an_object": "here",
    "unknown_type": {"type": "LineString", "coordinates": RING},
    "not_an_array": {"type": "Polygon", "coordinates": "here"},
    "empty": polygon([]),
    "too_many_vertices": polygon(circle(100_000)),
    "not_a_number": polygon([[108.1, "16"], *RING[1:]]),
    "swapped_axes": polygon([[lat, lon] for lon, lat in RING]),
    "out_of_range": polygon([[lon * 1e5, lat * 1e5] for lon, lat in RING]),
    "antimeridian": polygon([[-179, 0], [179, 0], [179, 1], [-179, 1], [-179, 0]]),
    "too_few_points": polygon([[108, 16], [109, 16], [108, 16]]),
    "unclosed_ring": polygon(RING[:-1]),
    "self_crossing": polygon(BOW_TIE),
    "hole_outside": polygon(RING, shifted(1)),
    "nested_rings": {"type": "MultiPolygon", "coordinates": [[RING], [HOLE]]},
    "split_interior": polygon(RING, [[108.15, 16.0], [108.19, 16.05], [108.15, 16.1], [108.11, 16.05], [108.15, 16.0]]),
}
