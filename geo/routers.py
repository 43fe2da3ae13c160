"""Sources of travel times put together from others: remembered, stood in for, spared while ill, noted down."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import Final, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from geo.places import Place
from geo.travel import Mark, Route, Router, Source, Times, TravelError, great_circle_m, whole_seconds

T = TypeVar("T")

_DEGREE_PARTS: Final = 100_000
"""Places are told apart to the fifth decimal of a degree, about a metre."""


@dataclass(slots=True)
class _Around:
    """A router put around another one: what it does not change is the other one's answer.

    Attributes:
        source: The other one.
    """

    source: Router

    @property
    def version(self) -> Hashable:
        """See `Router.version`."""
        return self.source.version

    def seconds(self, origins: ArrayLike, destinations: ArrayLike) -> NDArray[np.int32]:
        """See `Travel.seconds`."""
        return self.times(origins, destinations).seconds

    def times(self, origins: ArrayLike, destinations: ArrayLike) -> Times:
        """See `Router.times`."""
        return self.source.times(origins, destinations)

    def route(self, origin: Place, destination: Place) -> Route | None:
        """See `Router.route`."""
        return self.source.route(origin, destination)


@dataclass(slots=True)
class WithFallback(_Around):
    """Asks its source, and a second one where the first cannot answer; its answers are then marked.

    Attributes:
        stand_in: Asked where the source raises `TravelError`; must not fail itself.
        told: Hears of each failure.
    """

    stand_in: Router
    told: Callable[[TravelError], None] = field(default=lambda _: None)

    def times(self, origins: ArrayLike, destinations: ArrayLike) -> Times:
        """See `Router.times`."""
        try:
            return self.source.times(origins, destinations)
        except TravelError as error:
            self.told(error)
        found = self.stand_in.times(origins, destinations)
        return Times(found.seconds, Mark(found.mark.source, fallback=True))

    def route(self, origin: Place, destination: Place) -> Route | None:
        """See `Router.route`."""
        try:
            return self.source.route(origin, destination)
        except TravelError as error:
            self.told(error)
        found = self.stand_in.route(origin, destination)
        if found is None:
            return None
        return Route(found.points, found.seconds, found.distance_m, Mark(found.mark.source, fallback=True))


@dataclass(slots=True)
class CircuitBreaker(_Around):
    """Leaves a source that failed several times in a row alone for a while, so that nobody waits for it in vain.

    When the time is over, one question is let through; its answer decides.

    Attributes:
        now: Seconds on a clock that only goes forward.
        failures: So many in a row, and it is left alone.
        rest_seconds: For so long.
    """

    now: Callable[[], float]
    failures: int = 3
    rest_seconds: float = 10.0
    _failed: int = field(default=0, init=False)
    _until: float = field(default=-np.inf, init=False)
    _lock: Lock = field(default_factory=Lock, init=False)

    def times(self, origins: ArrayLike, destinations: ArrayLike) -> Times:
        """See `Router.times`."""
        return self._asked(lambda: self.source.times(origins, destinations))

    def route(self, origin: Place, destination: Place) -> Route | None:
        """See `Router.route`."""
        return self._asked(lambda: self.source.route(origin, destination))

    def _asked(self, ask: Callable[[], T]) -> T:
        with self._lock:
            if self.now() < self._until:
                raise TravelError("left alone after several failures")
            if self._failed >= self.failures:  # one question goes through; the others stay away meanwhile
                self._until = self.now() + self.rest_seconds
        try:
            answer = ask()
        except TravelError:
            with self._lock:
                self._failed += 1
                if self._failed >= self.failures:
                    self._until = self.now() + self.rest_seconds
            raise
        with self._lock:
            self._failed, self._until = 0, -np.inf
        return answer


@dataclass(slots=True)
class Cached(_Around):
    """Remembers the travel times of pairs, not ways; bounded, and emptied when the source has a new version.

    The source is asked for pairs that are not known; its mark stands for all of an answer.

    Every pair has one slot, found by its hash; a newcomer takes the slot over. So memory is fixed from the start
    (24 bytes a slot), and 500 x 500 pairs are looked up in a few milliseconds without a loop.

    Attributes:
        slots: Size of the memory, pairs.
    """

    slots: int = 1 << 18
    _keys: NDArray[np.int64] = field(init=False)
    _seconds: NDArray[np.int32] = field(init=False)
    _mark: Mark | None = field(default=None, init=False)
    _version: Hashable = field(default=None, init=False)
    _lock: Lock = field(default_factory=Lock, init=False)

    def __post_init__(self) -> None:
        if self.slots < 1:
            raise ValueError(f"slots must be 1 or more, not {self.slots}")
        self._keys = np.full((self.slots, 2), -1, dtype=np.int64)
        self._seconds = np.zeros(self.slots, dtype=np.int32)

    def times(self, origins: ArrayLike, destinations: ArrayLike) -> Times:
        """Return the times; the source is asked for the smallest block that holds all unknown pairs."""
        starts = np.asarray(origins, dtype=np.float64).reshape(-1, 2)
        ends = np.asarray(destinations, dtype=np.float64).reshape(-1, 2)
        version = self.source.version
        keys = np.stack(np.broadcast_arrays(_keys(starts)[:, None], _keys(ends)[None, :]), axis=-1)
        slots = (_mixed(keys[..., 0], keys[..., 1]) % np.uint64(self.slots)).astype(np.int64)
        with self._lock:
            known = (self._keys[slots] == keys).all(axis=-1) & (self._version == version)
            seconds, mark = self._seconds[slots], self._mark
        if mark is not None and known.all():
            return Times(seconds, mark)
        rows, columns = np.flatnonzero(~known.all(axis=1)), np.flatnonzero(~known.all(axis=0))
        if mark is None:
            rows, columns = np.arange(len(starts)), np.arange(len(ends))
        asked = self.source.times(starts[rows], ends[columns])
        block = np.ix_(rows, columns)
        seconds[block] = asked.seconds
        self._keep(version, slots[block], keys[block], asked)
        return Times(seconds, asked.mark)

    def _keep(self, version: Hashable, slots: NDArray[np.int64], keys: NDArray[np.int64], answer: Times) -> None:
        with self._lock:
            if self._version != version:
                self._keys[:] = -1
                self._version = version
            flat, last = slots.ravel()[::-1], keys.reshape(-1, 2)[::-1]
            _, chosen = np.unique(flat, return_index=True)  # of pairs with one slot the last: key and value together
            self._keys[flat[chosen]] = last[chosen]
            self._seconds[flat[chosen]] = answer.seconds.ravel()[::-1][chosen]
            self._mark = answer.mark


@dataclass(slots=True)
class Noting(_Around):
    """Passes questions on and notes who answered, for work that asks many times.

    Attributes:
        marks: Of all answers so far.
    """

    marks: set[Mark] = field(default_factory=set, init=False)

    def times(self, origins: ArrayLike, destinations: ArrayLike) -> Times:
        """See `Router.times`."""
        found = self.source.times(origins, destinations)
        self.marks.add(found.mark)
        return found

    def route(self, origin: Place, destination: Place) -> Route | None:
        """See `Router.route`."""
        found = self.source.route(origin, destination)
        if found is not None:
            self.marks.add(found.mark)
        return found

    @property
    def mark(self) -> Mark | None:
        """Return the least trustworthy mark of all answers: a fallback if there was any; None before the first."""
        return max(self.marks, key=lambda mark: (mark.fallback, mark.source), default=None)


@dataclass(frozen=True, slots=True, eq=False)
class FixedMatrix:
    """Travel times between named places, from a table; a question is answered for the nearest named places.

    Attributes:
        names: What each row and column is called.
        places: Where each lies, longitude and latitude, shape (k, 2).
        matrix: Seconds from row to column, shape (k, k); infinite or NaN where there is no way.
        reach_m: A place farther than this from every named one has no way, metres.

    Raises:
        ValueError: Names that are not unique, shapes that do not match, or a negative time.
    """

    names: tuple[str, ...]
    places: NDArray[np.float64]
    matrix: NDArray[np.float64]
    reach_m: float = 1_000.0

    def __post_init__(self) -> None:
        count = len(self.names)
        if len(set(self.names)) != count:
            raise ValueError("names: each may stand only once")
        if self.places.shape != (count, 2):
            raise ValueError(f"places: shape {self.places.shape}, not {(count, 2)}")
        if self.matrix.shape != (count, count):
            raise ValueError(f"matrix: shape {self.matrix.shape}, not {(count, count)}")
        if (self.matrix < 0).any():
            raise ValueError("matrix: a time below 0")

    @classmethod
    def of(cls, places: Mapping[str, Place], seconds: Mapping[tuple[str, str], float]) -> FixedMatrix:
        """Put a table together from named places and the times of pairs; pairs that are left out have no way."""
        names = tuple(places)
        index = {name: i for i, name in enumerate(names)}
        matrix = np.full((len(names), len(names)), np.inf)
        np.fill_diagonal(matrix, 0.0)
        for (origin, destination), taken in seconds.items():
            matrix[index[origin], index[destination]] = taken
        where = np.array([(place.lon, place.lat) for place in places.values()], dtype=np.float64).reshape(-1, 2)
        return cls(names, where, matrix)

    @property
    def version(self) -> Hashable:
        """See `Router.version`."""
        return id(self)

    def between(self, origins: list[str], destinations: list[str]) -> NDArray[np.int32]:
        """Return the times between places by name, shape (n, m).

        Raises:
            KeyError: A name that the table does not hold.
        """
        index = {name: i for i, name in enumerate(self.names)}
        return self._whole([index[name] for name in origins], [index[name] for name in destinations])

    def seconds(self, origins: ArrayLike, destinations: ArrayLike) -> NDArray[np.int32]:
        """See `Travel.seconds`."""
        return self._whole(self._nearest(origins), self._nearest(destinations))

    def times(self, origins: ArrayLike, destinations: ArrayLike) -> Times:
        """See `Router.times`."""
        return Times(self.seconds(origins, destinations), Mark(Source.MATRIX))

    def route(self, origin: Place, destination: Place) -> Route | None:
        """Return the straight line with the table's time; a table knows no roads."""
        ends = np.array([[origin.lon, origin.lat], [destination.lon, destination.lat]], dtype=np.float64)
        row, column = int(self._nearest(ends[0])[0]), int(self._nearest(ends[1])[0])
        if min(row, column) < 0 or not np.isfinite(self.matrix[row, column]):
            return None
        metres = float(great_circle_m(ends[0], ends[1])[0, 0])
        return Route(ends, int(self._whole([row], [column])[0, 0]), metres, Mark(Source.MATRIX))

    def _nearest(self, places: ArrayLike) -> NDArray[np.int64]:
        """Return the row of each place, -1 where none is near."""
        metres = great_circle_m(places, self.places)
        if metres.size == 0:
            return np.full(len(metres), -1, dtype=np.int64)
        found = metres.argmin(axis=1)
        return np.where(metres.min(axis=1) <= self.reach_m, found, -1)

    def _whole(self, rows: ArrayLike, columns: ArrayLike) -> NDArray[np.int32]:
        padded = np.full((len(self.names) + 1, len(self.names) + 1), np.inf)  # the last one stands for -1
        padded[:-1, :-1] = np.where(np.isnan(self.matrix), np.inf, self.matrix)
        taken: NDArray[np.float64] = padded[np.ix_(np.asarray(rows, np.int64), np.asarray(columns, np.int64))]
        return whole_seconds(taken)


def _keys(places: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return one number for each place, rounded; never -1."""
    rounded = np.round(np.nan_to_num(places) * _DEGREE_PARTS).astype(np.int64)
    key: NDArray[np.int64] = (rounded[:, 0] + 180 * _DEGREE_PARTS) * (1 << 32) + rounded[:, 1] + 90 * _DEGREE_PARTS
    return key


def _mixed(first: NDArray[np.int64], second: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Return a hash of two numbers (the finaliser of splitmix64)."""
    with np.errstate(over="ignore"):
        mixed = first.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15) + second.astype(np.uint64)
        mixed ^= mixed >> np.uint64(30)
        mixed *= np.uint64(0xBF58476D1CE4E5B9)
        mixed ^= mixed >> np.uint64(27)
        mixed *= np.uint64(0x94D049BB133111EB)
        return mixed ^ (mixed >> np.uint64(31))
