"""Where a way crosses zones: in and out, how far along, and which control points lie on it."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo.places import Place, metres_per_degree_at

K = TypeVar("K", bound=Hashable)
Floats = NDArray[np.float64]

SHORTEST_M: Final = 1.0
"""What lies inside for less than this only touches the zone; two stays with less between them are one."""
GATE_REACH_M: Final = 60.0
"""A control point so near to the way lies on it."""


@dataclass(frozen=True, slots=True)
class ControlPoint:
    """A control point of a zone."""

    name: str
    place: Place


@dataclass(frozen=True, slots=True)
class CrossedZone(Generic[K]):
    """A zone that a way may cross.

    Attributes:
        key: What the caller calls it.
        area: Polygon or multipolygon, WGS 84.
        gates: Its control points.
    """

    key: K
    area: BaseGeometry
    gates: tuple[ControlPoint, ...] = ()


@dataclass(frozen=True, slots=True)
class GatePassed:
    """A control point on the way, so many metres from its start."""

    gate: ControlPoint
    at_m: float


@dataclass(frozen=True, slots=True)
class Crossing(Generic[K]):
    """One stay of a way inside one zone.

    Attributes:
        key: The zone.
        entry: Where it comes in; the start of the way when it begins inside.
        exit: Where it goes out; the end of the way when it ends inside.
        entry_m: Metres from the start of the way.
        exit_m: Likewise.
        starts_inside: The way begins in the zone.
        ends_inside: The way ends in the zone.
        gates: Control points of the zone near this stay, in the order in which they are passed.
    """

    key: K
    entry: Place
    exit: Place
    entry_m: float
    exit_m: float
    starts_inside: bool
    ends_inside: bool
    gates: tuple[GatePassed, ...]

    @property
    def passes_through(self) -> bool:
        """Whether the zone is only driven through: neither left for good nor the goal."""
        return not self.starts_inside and not self.ends_inside


def find_crossings(points: Floats, zones: Sequence[CrossedZone[K]]) -> tuple[Crossing[K], ...]:
    """Return every stay of a way in every zone, in the order of entries; equal ones in the order of the zones.

    Args:
        points: Longitudes and latitudes along the way, shape (k, 2), k >= 2.
        zones: The zones.
    """
    along = _along(points)
    found = [crossing for zone in zones for crossing in _of_zone(points, along, zone)]
    return tuple(sorted(found, key=lambda each: each.entry_m))


def _along(points: Floats) -> Floats:
    """Return metres from the start to each point, shape (k,)."""
    steps, middles = np.diff(points, axis=0), (points[1:, 1] + points[:-1, 1]) / 2
    kx, ky = metres_per_degree_at(middles)
    found: Floats = np.concatenate([[0.0], np.cumsum(np.hypot(steps[:, 0] * kx, steps[:, 1] * ky))])
    return found


def _of_zone(points: Floats, along: Floats, zone: CrossedZone[K]) -> list[Crossing[K]]:
    gates = [(gate, _nearest(points, along, gate.place)) for gate in zone.gates]
    stays = _stays(points, along, zone.area)
    total = float(along[-1])
    return [
        Crossing(
            zone.key, _at(points, along, begin), _at(points, along, end), begin, end,
            starts_inside=begin <= 0.0, ends_inside=end >= total,
            gates=tuple(
                GatePassed(gate, at)
                for gate, (at, off) in sorted(gates, key=lambda each: each[1][0])
                if off <= GATE_REACH_M and begin - GATE_REACH_M <= at <= end + GATE_REACH_M
            ),
        )
        for begin, end in stays
    ]  # fmt: skip


def _stays(points: Floats, along: Floats, area: BaseGeometry) -> list[tuple[float, float]]:
    """Return from where to where, in metres along, the way lies inside: leg by leg, for a way may cross itself."""
    legs: NDArray[np.object_] = np.array(shapely.linestrings(np.stack([points[:-1], points[1:]], axis=1)), dtype=object)
    found: list[tuple[float, float]] = []
    for leg in np.flatnonzero(shapely.intersects(legs, area) & (np.diff(along) > 0)):
        begin, step = points[leg], points[leg + 1] - points[leg]
        for part in shapely.get_parts(shapely.intersection(legs[leg], area)):
            ends = (shapely.get_coordinates(part) - begin) @ step / (step @ step)
            low, high = np.clip([ends.min(), ends.max()], 0.0, 1.0)
            length = along[leg + 1] - along[leg]
            found.append((float(along[leg] + low * length), float(along[leg] + high * length)))
    joined: list[tuple[float, float]] = []
    for low_m, high_m in sorted(found):
        if joined and low_m - joined[-1][1] < SHORTEST_M:
            joined[-1] = (joined[-1][0], max(joined[-1][1], high_m))
        else:
            joined.append((low_m, high_m))
    return [_to_ends(stay, float(along[-1])) for stay in joined if stay[1] - stay[0] >= SHORTEST_M]


def _to_ends(stay: tuple[float, float], total: float) -> tuple[float, float]:
    """Let a stay that begins or ends within rounding of the way's ends do so there."""
    begin, end = stay
    return (0.0 if begin < SHORTEST_M / 1000 else begin), (total if total - end < SHORTEST_M / 1000 else end)


def _at(points: Floats, along: Floats, metres: float) -> Place:
    lon, lat = (float(np.interp(metres, along, points[:, axis])) for axis in (0, 1))
    return Place(lon, lat)


def _nearest(points: Floats, along: Floats, place: Place) -> tuple[float, float]:
    """Return how far along the way is nearest to a place, and how far off that is, metres."""
    kx, ky = metres_per_degree_at(place.lat)
    flat = (points - [place.lon, place.lat]) * [float(kx), ky]
    steps = np.diff(flat, axis=0)
    squares = (steps**2).sum(axis=1)
    shares = np.clip(-(flat[:-1] * steps).sum(axis=1) / np.where(squares > 0, squares, 1.0), 0.0, 1.0)
    off = np.hypot(*(flat[:-1] + shares[:, None] * steps).T)
    leg = int(off.argmin())
    return float(along[leg] + shares[leg] * (along[leg + 1] - along[leg])), float(off[leg])
