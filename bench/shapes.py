"""Seeded zones and places over one square of land."""

import numpy as np
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon

WEST, SOUTH, EAST, NORTH = 105.0, 14.0, 109.0, 18.0
"""Degrees; central Vietnam."""

MIN_VERTICES, MAX_VERTICES = 50, 500


def make_zones(count: int, seed: int = 1) -> list[MultiPolygon]:
    """Stars of 50 to 500 vertices and half a kilometre to five kilometres of radius.

    With 10,000 of them a place lies in two zones of three places.
    """
    rng = np.random.default_rng(seed)
    return [_star(rng, *centre) for centre in make_places(count, rng)]


def make_places(count: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """Places anywhere in the square; longitude and latitude in degrees, shape (count, 2)."""
    return rng.uniform((WEST, SOUTH), (EAST, NORTH), (count, 2))


def _star(rng: np.random.Generator, lon: float, lat: float) -> MultiPolygon:
    corners = int(rng.integers(MIN_VERTICES, MAX_VERTICES + 1))
    angles = np.sort(rng.uniform(0, 2 * np.pi, corners))
    radii = rng.uniform(0.005, 0.04) * rng.uniform(0.7, 1.0, corners)
    return MultiPolygon([Polygon(np.column_stack((lon + radii * np.cos(angles), lat + radii * np.sin(angles))))])
