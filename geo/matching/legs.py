"""Travel between the places of one problem, by number: jobs first, then where crews start, then where they end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray

from geo.places import Place
from geo.travel import Travel

Numbers = NDArray[np.int64]


_BLOCK = 32
"""Legs that are asked for in one table: fewer cost more questions, more cost more that nobody wants to know."""


class Legs(Protocol):
    """Travel times of a problem with n jobs and c crews.

    Place ``j`` is job ``j``, place ``n + k`` is where crew ``k`` starts, place ``n + c + k`` where it ends.
    """

    def seconds(self, origins: Numbers, destinations: Numbers) -> NDArray[np.int32]:
        """Return whole seconds of every pair, shape (len(origins), len(destinations)).

        `geo.travel.UNREACHABLE_SECONDS` where there is no way.
        """
        ...

    def along(self, routes: Sequence[Sequence[int]]) -> list[list[int]]:
        """Return the seconds of each route's legs, from its first number to the second and so on."""
        ...

    def where(self, numbers: Numbers) -> NDArray[np.float64]:
        """Return longitudes and latitudes, or any other plane that near places are near in, shape (len(numbers), 2)."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class TravelLegs:
    """Legs by a source of travel times; only the pairs that are asked for are ever computed.

    Attributes:
        travel: The source.
        places: Longitudes and latitudes of all numbers, shape (n + 2 c, 2); a crew that ends anywhere has NaN there.
    """

    travel: Travel
    places: NDArray[np.float64]

    @classmethod
    def of(
        cls, travel: Travel, jobs: Sequence[Place], starts: Sequence[Place], ends: Sequence[Place | None]
    ) -> TravelLegs:
        """Number the places of a problem."""
        nowhere = (np.nan, np.nan)
        rows = [(place.lon, place.lat) for place in (*jobs, *starts)]
        rows += [(place.lon, place.lat) if place else nowhere for place in ends]
        return cls(travel, np.array(rows, dtype=np.float64).reshape(-1, 2))

    def seconds(self, origins: Numbers, destinations: Numbers) -> NDArray[np.int32]:
        """See `Legs.seconds`."""
        return self.travel.seconds(self.places[origins], self.places[destinations])

    def along(self, routes: Sequence[Sequence[int]]) -> list[list[int]]:
        """See `Legs.along`; a source knows only tables, so the legs of all routes are the diagonals of small ones."""
        here, there = _ends(routes)
        blocks = [slice(at, at + _BLOCK) for at in range(0, len(here), _BLOCK)]
        legs = iter([leg for block in blocks for leg in self.seconds(here[block], there[block]).diagonal().tolist()])
        return [list(islice(legs, max(len(route) - 1, 0))) for route in routes]

    def where(self, numbers: Numbers) -> NDArray[np.float64]:
        """See `Legs.where`; degrees, longitudes shortened as the latitude demands."""
        found = self.places[numbers].copy()
        found[:, 0] *= np.cos(np.radians(np.nanmean(self.places[:, 1]))) if len(self.places) else 1.0
        return found


@dataclass(frozen=True, slots=True, eq=False)
class MatrixLegs:
    """Legs by a whole matrix.

    Attributes:
        matrix: Whole seconds from row to column, shape (m, m).
        numbers: Row of each of the problem's numbers; -1 for a crew that ends anywhere.
        plane: Where each row lies in a plane; made from the matrix itself (two far rows as axes) when left out.
    """

    matrix: NDArray[np.int32]
    numbers: Numbers
    plane: NDArray[np.float64] | None = None

    def seconds(self, origins: Numbers, destinations: Numbers) -> NDArray[np.int32]:
        """See `Legs.seconds`."""
        found: NDArray[np.int32] = self.matrix[np.ix_(self.numbers[origins], self.numbers[destinations])]
        return found

    def along(self, routes: Sequence[Sequence[int]]) -> list[list[int]]:
        """See `Legs.along`."""
        here, there = _ends(routes)
        legs = iter(self.matrix[self.numbers[here], self.numbers[there]].tolist())
        return [list(islice(legs, max(len(route) - 1, 0))) for route in routes]

    def on(self, plane: NDArray[np.float64]) -> MatrixLegs:
        """The same matrix, with where its rows lie, shape (m, 2)."""
        return replace(self, plane=plane)

    def where(self, numbers: Numbers) -> NDArray[np.float64]:
        """See `Legs.where`."""
        plane = self.plane if self.plane is not None else _plane(self.matrix)
        return plane[self.numbers[numbers]]


def matrix_legs(
    matrix: ArrayLike, jobs: Sequence[int], starts: Sequence[int], ends: Sequence[int | None]
) -> MatrixLegs:
    """Number the rows of a matrix of seconds as the places of a problem."""
    rows = [*jobs, *starts, *(-1 if end is None else end for end in ends)]
    return MatrixLegs(np.ascontiguousarray(matrix, dtype=np.int32), np.array(rows, dtype=np.int64))


def _ends(routes: Sequence[Sequence[int]]) -> tuple[Numbers, Numbers]:
    """First and second numbers of all legs of all routes, one after the other."""
    here = [number for route in routes for number in route[:-1]]
    there = [number for route in routes for number in route[1:]]
    return np.array(here, dtype=np.int64), np.array(there, dtype=np.int64)


def _plane(matrix: NDArray[np.int32]) -> NDArray[np.float64]:
    """Place rows by their seconds from two rows that lie far apart."""
    if len(matrix) == 0:
        return np.empty((0, 2))
    first = int(matrix[0].argmax())
    second = int(np.minimum(matrix[0], matrix[first]).argmax())
    return np.column_stack([matrix[first], matrix[second]]).astype(np.float64)
