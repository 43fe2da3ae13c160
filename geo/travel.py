"""How long it takes to get from many places to many others, which way, and who says so."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Final, Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray

from geo.places import EARTH_RADIUS_M, Place

UNREACHABLE_SECONDS: Final = int(np.iinfo(np.int32).max)
"""Travel time of a pair without a way; never added to anything."""


class TravelError(Exception):
    """A source of travel times cannot answer now; another one may."""


class Source(StrEnum):
    """Where a travel time comes from."""

    STRAIGHT_LINE = "straight_line"
    ROADS = "roads"
    OSRM = "osrm"
    VALHALLA = "valhalla"
    MATRIX = "matrix"


@dataclass(frozen=True, slots=True)
class Mark:
    """Who answered.

    Attributes:
        source: The source that answered.
        fallback: True where it stood in for a better one that could not answer.
    """

    source: Source
    fallback: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Times:
    """Travel times of every pair.

    Attributes:
        seconds: Whole seconds, int32, shape (n, m); `UNREACHABLE_SECONDS` where there is no way.
        mark: Who says so.
    """

    seconds: NDArray[np.int32]
    mark: Mark


@dataclass(frozen=True, slots=True, eq=False)
class Route:
    """One way from a place to another.

    Attributes:
        points: Longitudes and latitudes along it, from origin to destination, shape (k, 2), k >= 2.
        seconds: How long it takes; what `Times` says of the same pair.
        distance_m: How long it is, metres on the road.
        mark: Who says so.
    """

    points: NDArray[np.float64]
    seconds: int
    distance_m: float
    mark: Mark


class Travel(Protocol):
    """A source of travel times: straight lines, a road network in memory, a routing server."""

    def seconds(self, origins: ArrayLike, destinations: ArrayLike) -> NDArray[np.int32]:
        """Return the travel times of every pair.

        Args:
            origins: Longitudes and latitudes, shape (n, 2).
            destinations: Longitudes and latitudes, shape (m, 2).

        Returns:
            Whole seconds, shape (n, m); `UNREACHABLE_SECONDS` where there is no way.
        """
        ...


class Router(Travel, Protocol):
    """A source of travel times that says who it is, and that shows the way.

    Each method raises `TravelError` where the source cannot answer now.
    """

    @property
    def version(self) -> Hashable:
        """Equal as long as the same question gets the same answer: roads that close give a new one."""
        ...

    def times(self, origins: ArrayLike, destinations: ArrayLike) -> Times:
        """Return the travel times of every pair, marked; arguments as in `seconds`."""
        ...

    def route(self, origin: Place, destination: Place) -> Route | None:
        """Return the way from one place to another; None where there is none."""
        ...


@dataclass(frozen=True, slots=True)
class StraightLine:
    """Travel as the great circle, stretched by how much longer roads are, at one speed.

    Attributes:
        speed_kmh: Mean speed on the road, kilometres per hour.
        circuity: Road length divided by great-circle length, 1 or more.

    Raises:
        ValueError: The speed is not above 0, or the circuity is below 1.
    """

    speed_kmh: float = 30.0
    circuity: float = 1.3

    def __post_init__(self) -> None:
        _check_speed(self.speed_kmh, self.circuity)

    @property
    def version(self) -> Hashable:
        """See `Router.version`."""
        return self

    def seconds(self, origins: ArrayLike, destinations: ArrayLike) -> NDArray[np.int32]:
        """Return the travel times of every pair, rounded up to whole seconds; see `Travel.seconds`."""
        metres = great_circle_m(origins, destinations) * self.circuity
        return whole_seconds(metres / (self.speed_kmh / 3.6))

    def times(self, origins: ArrayLike, destinations: ArrayLike) -> Times:
        """See `Router.times`."""
        return Times(self.seconds(origins, destinations), Mark(Source.STRAIGHT_LINE))

    def route(self, origin: Place, destination: Place) -> Route:
        """Return the straight line, as long as the road is taken to be."""
        ends = _ends(origin, destination)
        metres = float(great_circle_m(ends[0], ends[1])[0, 0]) * self.circuity
        return Route(ends, int(self.seconds(ends[0], ends[1])[0, 0]), metres, Mark(Source.STRAIGHT_LINE))


@dataclass(frozen=True, slots=True)
class RoadClass:
    """What a part of a journey is driven on.

    Attributes:
        up_to_m: Great-circle metres from the start at which the part ends; infinite for the last one.
        speed_kmh: Mean speed there, stops counted.
        circuity: Road length divided by great-circle length there.
    """

    up_to_m: float
    speed_kmh: float
    circuity: float


ROAD_CLASSES: Final = (
    RoadClass(5_000, 25, 1.45),
    RoadClass(25_000, 40, 1.35),
    RoadClass(np.inf, 60, 1.2),
)
"""Streets, main roads, highways. `docs/routing.md` names the sources."""


@dataclass(frozen=True, slots=True)
class StraightLineByClass:
    """Travel as the great circle, its first part driven on streets, the next on main roads, the rest on highways.

    The farther, the faster and the straighter: so a detour over a third place is never quicker (the triangle
    inequality holds), as on real roads.

    Attributes:
        classes: In the order in which a journey meets them.

    Raises:
        ValueError: No class, ends that do not grow, a last end that is finite, a speed or circuity out of range, or a
            class that takes longer for a great-circle metre than the one before it.
    """

    classes: Sequence[RoadClass] = ROAD_CLASSES

    def __post_init__(self) -> None:
        object.__setattr__(self, "classes", tuple(self.classes))
        ends = [each.up_to_m for each in self.classes]
        if not ends or ends[-1] != np.inf:
            raise ValueError("classes: the last one must reach to infinity")
        if any(end <= before for before, end in pairwise([0.0, *ends])):
            raise ValueError("classes: each must end farther out than the one before")
        for each in self.classes:
            _check_speed(each.speed_kmh, each.circuity)
        paces = [each.circuity / each.speed_kmh for each in self.classes]
        if any(pace > before for before, pace in pairwise(paces)):
            raise ValueError("classes: none may be slower, circuity counted, than the one before")

    @property
    def version(self) -> Hashable:
        """See `Router.version`."""
        return self

    def seconds(self, origins: ArrayLike, destinations: ArrayLike) -> NDArray[np.int32]:
        """Return the travel times of every pair, rounded up to whole seconds; see `Travel.seconds`."""
        line = great_circle_m(origins, destinations)
        return whole_seconds(self._sum(line, [each.circuity / (each.speed_kmh / 3.6) for each in self.classes]))

    def times(self, origins: ArrayLike, destinations: ArrayLike) -> Times:
        """See `Router.times`."""
        return Times(self.seconds(origins, destinations), Mark(Source.STRAIGHT_LINE))

    def route(self, origin: Place, destination: Place) -> Route:
        """Return the straight line, as long as the road is taken to be."""
        ends = _ends(origin, destination)
        metres = self._sum(great_circle_m(ends[0], ends[1]), [each.circuity for each in self.classes])
        seconds = int(self.seconds(ends[0], ends[1])[0, 0])
        return Route(ends, seconds, float(metres[0, 0]), Mark(Source.STRAIGHT_LINE))

    def _sum(self, line_m: NDArray[np.float64], per_metre: Sequence[float]) -> NDArray[np.float64]:
        """Add up what each class asks for each great-circle metre driven on it."""
        found = np.zeros_like(line_m)
        begin = 0.0
        for each, rate in zip(self.classes, per_metre, strict=True):
            found += np.clip(line_m, begin, each.up_to_m) * rate - begin * rate
            begin = each.up_to_m
        return found


def whole_seconds(seconds: NDArray[np.float64]) -> NDArray[np.int32]:
    """Return times rounded up, kept below `UNREACHABLE_SECONDS`; infinite ones become it."""
    reachable = np.minimum(np.ceil(seconds), UNREACHABLE_SECONDS - 1)
    return np.where(np.isinf(seconds), UNREACHABLE_SECONDS, reachable).astype(np.int32)


def great_circle_m(origins: ArrayLike, destinations: ArrayLike) -> NDArray[np.float64]:
    """Return the great-circle metres of every pair (haversine on the mean sphere).

    Args:
        origins: Longitudes and latitudes, shape (n, 2).
        destinations: Longitudes and latitudes, shape (m, 2).

    Returns:
        Metres, float64, shape (n, m).
    """
    lon_a, lat_a = np.radians(np.asarray(origins, dtype=np.float64).reshape(-1, 2)).T[:, :, None]
    lon_b, lat_b = np.radians(np.asarray(destinations, dtype=np.float64).reshape(-1, 2)).T[:, None, :]
    half_chord = np.sin((lat_b - lat_a) / 2) ** 2
    half_chord = half_chord + np.cos(lat_a) * np.cos(lat_b) * np.sin((lon_b - lon_a) / 2) ** 2
    metres: NDArray[np.float64] = 2 * EARTH_RADIUS_M * np.arcsin(np.sqrt(np.minimum(half_chord, 1.0)))
    return metres


def _ends(origin: Place, destination: Place) -> NDArray[np.float64]:
    return np.array([[origin.lon, origin.lat], [destination.lon, destination.lat]], dtype=np.float64)


def _check_speed(speed_kmh: float, circuity: float) -> None:
    if not 0 < speed_kmh < np.inf:
        raise ValueError(f"speed_kmh must be above 0, not {speed_kmh}")
    if not 1 <= circuity < np.inf:
        raise ValueError(f"circuity must be 1 or more, not {circuity}")
