"""Which zones hold a place: the same answers in memory as the SQL that stores them."""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from threading import Lock
from typing import Any, Final, Generic, TypeVar

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray
from shapely import STRtree
from shapely.geometry.base import BaseGeometry

from geo.places import METRES_PER_DEGREE, Place, distance_m, distances_to_m

K = TypeVar("K", bound=Hashable)
N = TypeVar("N", float, NDArray[np.float64])

_SLACK_DEGREES: Final = 1e-12
"""Above the rounding of longitude differences; the exact formula decides whatever lies within it."""

_SLACK: Final = 1e-9
_MIN_COSINE: Final = 1e-9
_CHUNK_PAIRS: Final = 20_000
_preparing: Final = Lock()


class Verdict(StrEnum):
    """How a place with its accuracy lies to one zone."""

    INSIDE = "inside"
    POSSIBLY = "possibly"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Judgements:
    """Every (place, zone) pair that is not outside, ordered by place and then by zone.

    Attributes:
        places: Index of the place in the call's arrays, int64, shape (n,).
        zones: Index of the zone in the index's `keys`, int64, shape (n,).
        inside: True for inside, False for possibly, shape (n,).
    """

    places: NDArray[np.int64]
    zones: NDArray[np.int64]
    inside: NDArray[np.bool_]


def judge_zone(zone: BaseGeometry, place: Place, accuracy_m: float = 0.0) -> Verdict:
    """Judge one place against one zone: the rule itself.

    Inside when the zone covers the place, its boundary included; possibly when it does not but lies within
    `accuracy_m` metres of it (`geo.places.distance_m`); an accuracy of 0 is never possibly. SQL: `ST_Covers`, then
    `<=` on the distance.

    Raises:
        ValueError: `accuracy_m` is negative or not finite.
    """
    _check_radius(accuracy_m)
    if zone.covers(shapely.Point(place.lon, place.lat)):
        return Verdict.INSIDE
    if accuracy_m > 0 and distance_m(place, zone) <= accuracy_m:
        return Verdict.POSSIBLY
    return Verdict.OUTSIDE


class ZoneIndex(Generic[K]):
    """Many zones, ready to judge places by the rule of `judge_zone`. Immutable; safe to share between threads.

    Args:
        shapes: Valid polygons and multipolygons in WGS 84.
        keys: What the caller calls each shape, in the same order.
        starts: Epoch seconds from which each zone is in force; -inf or None where it always was.
        ends: Epoch seconds from which it no longer is; inf or None where that is open.

    Raises:
        ValueError: The sequences differ in length.
    """

    def __init__(
        self,
        shapes: Sequence[BaseGeometry],
        keys: Sequence[K],
        starts: ArrayLike | None = None,
        ends: ArrayLike | None = None,
    ) -> None:
        self.keys: tuple[K, ...] = tuple(keys)
        count = len(self.keys)
        self._shapes: NDArray[np.object_] = np.empty(len(shapes), dtype=np.object_)
        self._shapes[:] = shapes
        self._starts = np.full(count, -np.inf) if starts is None else np.array(starts, dtype=np.float64)
        self._ends = np.full(count, np.inf) if ends is None else np.array(ends, dtype=np.float64)
        if not len(self._shapes) == count == len(self._starts) == len(self._ends):
            raise ValueError("shapes, keys, starts and ends must have one entry per zone")
        self._tree = STRtree(self._shapes)
        self._ready: NDArray[np.bool_] = np.zeros(count, dtype=np.bool_)

    def __len__(self) -> int:
        return len(self.keys)

    def judge(self, place: Place, accuracy_m: float = 0.0, at: float | None = None) -> tuple[tuple[K, Verdict], ...]:
        """Return the zones that are not outside, in index order, each with inside or possibly.

        Args:
            place: Where.
            accuracy_m: Radius of the place's uncertainty, metres.
            at: Epoch seconds; only zones with start <= at < end count. None counts all, whatever their period.

        Raises:
            ValueError: `accuracy_m` is negative or not finite.
        """
        _check_radius(accuracy_m)
        point = shapely.Point(place.lon, place.lat)
        near, far = _bounds_in_degrees(accuracy_m, max(math.cos(math.radians(place.lat)), _MIN_COSINE))
        window = (
            shapely.box(place.lon - far, place.lat - far, place.lon + far, place.lat + far) if accuracy_m else point
        )
        judged: list[tuple[K, Verdict]] = []
        for zone in sorted(self._tree.query(window).tolist()):
            if at is not None and not self._starts[zone] <= at < self._ends[zone]:
                continue
            if not self._ready[zone]:
                self._prepare([zone])
            shape = self._shapes[zone]
            if shapely.covers(shape, point):
                judged.append((self.keys[zone], Verdict.INSIDE))
            elif (
                accuracy_m
                and shapely.dwithin(shape, point, far)
                and (shapely.dwithin(shape, point, near) or distance_m(place, shape) <= accuracy_m)
            ):
                judged.append((self.keys[zone], Verdict.POSSIBLY))
        return tuple(judged)

    def judge_many(
        self, lons: ArrayLike, lats: ArrayLike, radii_m: ArrayLike = 0.0, at: ArrayLike | None = None
    ) -> Judgements:
        """Judge many places at once; the same answers as `judge` for each.

        Args:
            lons: Longitudes, shape (n,).
            lats: Latitudes, shape (n,).
            radii_m: Accuracy of each place in metres, shape (n,) or one for all.
            at: Epoch seconds for each place, shape (n,) or one for all; None counts every zone.

        Raises:
            ValueError: A radius is negative or not finite.
        """
        x, y = np.array(lons, dtype=np.float64), np.array(lats, dtype=np.float64)
        radii = np.broadcast_to(np.asarray(radii_m, dtype=np.float64), x.shape)
        if len(x):
            _check_radius(float(radii.min()))
            _check_radius(float(radii.max()))
        near, far = _bounds_in_degrees(radii, np.maximum(np.cos(np.radians(y)), _MIN_COSINE))
        reach = np.where(radii > 0, far, 0.0)
        places, zones = self._tree.query(shapely.box(x - reach, y - reach, x + reach, y + reach))
        if at is not None:
            moments = np.broadcast_to(np.asarray(at, dtype=np.float64), x.shape)[places]
            in_force = (self._starts[zones] <= moments) & (moments < self._ends[zones])
            places, zones = places[in_force], zones[in_force]
        order = np.argsort(zones, kind="stable")  # zone by zone, so that each prepared shape stays in the cache
        places, zones = places[order], zones[order]
        self._prepare(np.unique(zones))
        inside: NDArray[np.bool_] = shapely.intersects_xy(self._shapes[zones], x[places], y[places])
        kept = inside.copy()
        open_pairs = np.flatnonzero(~inside & (radii[places] > 0))
        p, z = places[open_pairs], zones[open_pairs]
        kept[open_pairs] = self._within_radius(_Circles(x[p], y[p], radii[p], near[p], far[p]), z)
        places, zones, inside = places[kept], zones[kept], inside[kept]
        order = np.lexsort((zones, places))
        return Judgements(places[order], zones[order], inside[order])

    def _within_radius(self, circles: _Circles, zones: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Return which circles touch their zone: degrees settle most pairs, the exact formula the rest."""
        points: Any = shapely.points(circles.x, circles.y)
        shapes: Any = self._shapes[zones]
        near: Any = circles.near  # the stubs know one distance only
        far: Any = circles.far
        touching: NDArray[np.bool_] = shapely.dwithin(shapes, points, near)
        unsettled = np.flatnonzero(~touching & shapely.dwithin(shapes, points, far))
        for start in range(0, len(unsettled), _CHUNK_PAIRS):
            some = unsettled[start : start + _CHUNK_PAIRS]
            touching[some] = distances_to_m(circles.x[some], circles.y[some], shapes[some]) <= circles.radii_m[some]
        return touching

    def _prepare(self, zones: Sequence[int] | NDArray[np.int64]) -> None:
        """Build the zones' inner indexes under a lock: GEOS builds them on first use and does not guard that."""
        with _preparing:
            for zone in (int(zone) for zone in zones if not self._ready[zone]):
                shape = self._shapes[zone]
                shapely.prepare(shape)
                somewhere = shapely.Point(shape.bounds[:2])
                shapely.covers(shape, somewhere)
                shapely.dwithin(shape, somewhere, METRES_PER_DEGREE)
                self._ready[zone] = True


@dataclass(frozen=True, slots=True)
class _Circles:
    """Places with their radii, one entry per pair; `near` and `far` as in `_bounds_in_degrees`."""

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    radii_m: NDArray[np.float64]
    near: NDArray[np.float64]
    far: NDArray[np.float64]


def _bounds_in_degrees(radius_m: N, cosine: N) -> tuple[N, N]:
    """Return degrees within which a shape surely lies inside the radius, and beyond which it surely does not.

    Args:
        radius_m: Metres.
        cosine: Cosine of the latitude, at least `_MIN_COSINE`.
    """
    degrees = radius_m / METRES_PER_DEGREE
    return degrees * (1 - _SLACK) - _SLACK_DEGREES, degrees / cosine * (1 + _SLACK) + _SLACK_DEGREES


def _check_radius(radius_m: float) -> None:
    if not 0 <= radius_m < math.inf:
        raise ValueError("an accuracy must be a finite number of metres, 0 or more")
