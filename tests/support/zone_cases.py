"""Seeded zones and places whose verdict is known by construction, for every engine that judges zones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon
from shapely.affinity import translate
from shapely.geometry.base import BaseGeometry

from geo.places import Place, distance_m
from geo.zones import Verdict

HOLE = 0.3  # a star's hole is the star itself, shrunk around its centre
MARGIN_M = 0.001  # engines may differ by rounding, far below this


@dataclass(frozen=True, slots=True)
class ZoneCase:
    """One place against one zone.

    Attributes:
        kind: What the case tries, for messages.
        zone: Valid polygon or multipolygon.
        place: Where.
        accuracy_m: Metres.
        expected: The verdict by construction; None where rounding alone decides and engines need only agree.
    """

    kind: str
    zone: BaseGeometry
    place: Place
    accuracy_m: float
    expected: Verdict | None


def zone_cases(seed: int, zones: int) -> Iterator[ZoneCase]:
    """Yield about 26 cases for each of `zones` zones; the same seed gives the same cases."""
    rng = np.random.default_rng(seed)
    for number in range(zones):
        if number % 3 == 0:
            yield from _lattice_cases(rng)
        else:
            yield from _star_cases(rng, parts=number % 3)


def _star_cases(rng: np.random.Generator, parts: int) -> Iterator[ZoneCase]:
    """Stars seen from their centre: along the ray through a corner lie hole, flesh, corner and outside, in order."""
    centre = np.array([rng.uniform(-170, 170), rng.uniform(-70, 70)])
    size = 10 ** rng.uniform(-4, -1)  # about 10 m to 10 km
    rays = _rays(rng, size)
    star = Polygon(centre + rays, [centre + HOLE * rays])
    twin = translate(star, xoff=4 * size)
    zone = star if parts == 1 else MultiPolygon([star, twin])
    yield _case("centre of the hole", zone, centre, 0, Verdict.OUTSIDE)
    for i in rng.choice(len(rays), 4, replace=False):
        ray = rays[i]
        yield _case("between hole and shell", zone, centre + 0.65 * ray, 0, Verdict.INSIDE)
        yield _case("vertex of the shell", zone, centre + ray, 0, Verdict.INSIDE)
        yield _case("vertex of the hole", zone, centre + HOLE * ray, 0, Verdict.INSIDE)
        along = (centre + ray) + rng.uniform() * (rays[i - 1] - ray)
        yield _case("on a slanting edge, rounded", zone, along, 0, None)
        outside = centre + rng.uniform(1.05, 1.6) * ray
        yield _case("outside", zone, outside, 0, Verdict.OUTSIDE)
        yield from _near_threshold(zone, outside)
    yield from _near_threshold(zone, centre)


def _lattice_cases(rng: np.random.Generator) -> Iterator[ZoneCase]:
    """A diamond in a box, all in 1/1024 degree: midpoints of edges, even slanting ones, are exact in binary."""
    west, south = (float(rng.integers(-90_000, 80_000)) / 1024 for _ in range(2))
    half = float(rng.integers(2, 60)) * 2 / 1024
    x, y = west + half, south + half
    shell = [(west, south), (west + 2 * half, south), (west + 2 * half, south + 2 * half), (west, south + 2 * half)]
    quarter = half / 2
    hole = [(x, y - quarter), (x + quarter, y), (x, y + quarter), (x - quarter, y)]
    zone = Polygon(shell, [hole])
    for ring, kind in ((shell, "midpoint of a straight edge"), (hole, "midpoint of a slanting edge")):
        for a, b in zip(ring, [*ring[1:], ring[0]], strict=True):
            yield _case(kind, zone, np.array([(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]), 0, Verdict.INSIDE)
            yield _case("corner", zone, np.array(a), 0, Verdict.INSIDE)
    step = 1 / 1024 / 1024
    for sign, expected in ((1, Verdict.INSIDE), (-1, Verdict.OUTSIDE)):
        yield _case("a step from the edge", zone, np.array([west + sign * step, y]), 0, expected)
        yield _case("a step from the corner", zone, np.array([west, south]) + sign * step, 0, expected)
    yield _case("centre of the hole", zone, np.array([x, y]), 0, Verdict.OUTSIDE)
    yield from _near_threshold(zone, np.array([x, y]))
    yield from _near_threshold(zone, np.array([west - half, south - half]))


def _near_threshold(zone: BaseGeometry, outside: NDArray[np.float64]) -> Iterator[ZoneCase]:
    metres = distance_m(Place(*outside.tolist()), zone)
    yield _case("radius just reaches", zone, outside, metres + MARGIN_M, Verdict.POSSIBLY)
    yield _case("radius just misses", zone, outside, max(metres - MARGIN_M, 0), Verdict.OUTSIDE)


def _rays(rng: np.random.Generator, size: float) -> NDArray[np.float64]:
    corners = int(rng.integers(5, 60))
    angles = 2 * np.pi * (np.arange(corners) + rng.uniform(0.1, 0.9, corners)) / corners
    lengths = size * rng.uniform(0.4, 1, corners)
    return np.column_stack([lengths * np.cos(angles), lengths * np.sin(angles)])


def _case(
    kind: str, zone: BaseGeometry, at: NDArray[np.float64], accuracy_m: float, expected: Verdict | None
) -> ZoneCase:
    return ZoneCase(kind, zone, Place(*at.tolist()), accuracy_m, expected)
