"""Map tiles: which squares of the usual grid (Web Mercator, XYZ) cover a box, the coarse ones first."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from geo.places import METRES_PER_DEGREE, Place, metres_per_degree_at
from geo.positions import Box

MAX_LAT: Final = 85.05112878
"""Where the square map of the world ends."""


@dataclass(frozen=True, slots=True)
class Tile:
    """One square: zoom, column from the west, row from the north."""

    z: int
    x: int
    y: int


def box_around(places: list[Place], margin_m: float) -> Box:
    """Return the box that holds all places (at least one) with a margin, metres; it ends at the world's edges."""
    west, east = min(each.lon for each in places), max(each.lon for each in places)
    south, north = min(each.lat for each in places), max(each.lat for each in places)
    kx = float(metres_per_degree_at(max(abs(south), abs(north)))[0])
    dx = margin_m / max(kx, 1.0)
    dy = margin_m / METRES_PER_DEGREE
    return Box(max(west - dx, -180.0), max(south - dy, -90.0), min(east + dx, 180.0), min(north + dy, 90.0))


def tiles_of(box: Box, min_zoom: int, max_zoom: int, most: int) -> tuple[Tile, ...]:
    """Return the tiles that cover a box, zoom by zoom; a zoom that does not fit into `most` whole is left out.

    Args:
        box: Degrees, not across the antimeridian.
        min_zoom: The first zoom, 0 is the world in one tile.
        max_zoom: The last one.
        most: How many tiles at the most.
    """
    found: list[Tile] = []
    for zoom in range(min_zoom, max_zoom + 1):
        (west, north), (east, south) = _square(box.west, box.north, zoom), _square(box.east, box.south, zoom)
        if len(found) + (east - west + 1) * (south - north + 1) > most:
            break
        found += _rows(zoom, range(west, east + 1), range(north, south + 1))
    return tuple(found)


def _rows(zoom: int, columns: range, rows: range) -> Iterator[Tile]:
    return (Tile(zoom, x, y) for y in rows for x in columns)


def _square(lon: float, lat: float, zoom: int) -> tuple[int, int]:
    """Return column and row of the tile that holds a point."""
    count = 1 << zoom
    phi = math.radians(max(-MAX_LAT, min(MAX_LAT, lat)))
    x = (lon + 180.0) / 360.0 * count
    y = (1.0 - math.asinh(math.tan(phi)) / math.pi) / 2.0 * count
    return min(max(int(x), 0), count - 1), min(max(int(y), 0), count - 1)
