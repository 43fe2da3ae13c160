"""Which crew could start soonest at one place: plain numbers in, an order out."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, Protocol, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from geo.places import Place
from geo.travel import UNREACHABLE_SECONDS, Travel, great_circle_m


class CrewKey(Hashable, Protocol):
    """What a caller may call a crew: a UUID, a text, a number; equal starts and distances are ordered by it."""

    def __lt__(self, other: Any, /) -> bool: ...


K = TypeVar("K", bound=CrewKey)
K_co = TypeVar("K_co", bound=CrewKey, covariant=True)

ANY_TIME: Final = 0
"""Earliest entry, in epoch seconds, of a crew that need not wait for anybody's permission."""


@dataclass(frozen=True, slots=True)
class CandidateCrews(Generic[K_co]):
    """The crews that may be asked, one entry per crew in every field.

    Attributes:
        keys: What the caller calls each crew.
        lons: Longitude from which it leaves, degrees.
        lats: Latitude from which it leaves, degrees.
        free_at_s: When it can leave, epoch seconds.
        earliest_entry_s: When it may begin inside at the place, epoch seconds; `ANY_TIME` where nothing bars it.
        before_start_s: Seconds it needs at the place before it can begin (briefing, donning); waiting for entry and
            this run side by side.

    Raises:
        ValueError: The fields differ in length.
    """

    keys: Sequence[K_co]
    lons: ArrayLike
    lats: ArrayLike
    free_at_s: ArrayLike
    earliest_entry_s: ArrayLike
    before_start_s: ArrayLike

    def __post_init__(self) -> None:
        fields = (self.lons, self.lats, self.free_at_s, self.earliest_entry_s, self.before_start_s)
        if any(np.shape(field) != (len(self.keys),) for field in fields):
            raise ValueError("every field of CandidateCrews must have one entry per crew")


@dataclass(frozen=True, slots=True)
class Ranked(Generic[K_co]):
    """One crew and its times, epoch seconds.

    Attributes:
        crew_key: The crew.
        depart_at_s: When it leaves: at once, or when it gets free.
        arrive_at_s: When it reaches the place.
        start_at_s: When it may begin: arrived, prepared, and permitted.
        travel_seconds: On the way.
        distance_m: Great circle from where it leaves, metres.
    """

    crew_key: K_co
    depart_at_s: int
    arrive_at_s: int
    start_at_s: int
    travel_seconds: int
    distance_m: float


def rank(crews: CandidateCrews[K], place: Place, travel: Travel, *, now_s: int) -> tuple[Ranked[K], ...]:
    """Return the crews by earliest permitted start; ties go to the nearer crew, then to the smaller key.

    A crew leaves at the later of now and when it is free, and starts at the later of arrival plus preparation and its
    earliest entry. Crews that have no way to the place are left out.

    Args:
        crews: Crews that are not barred; whether one is, is the caller's question to `compliance`.
        place: Where the work is.
        travel: Source of travel times.
        now_s: The present, epoch seconds.
    """
    origins = np.column_stack([crews.lons, crews.lats]).astype(np.float64)
    destination = [[place.lon, place.lat]]
    travelling = travel.seconds(origins, destination)[:, 0].astype(np.int64)
    depart = np.maximum(_whole(crews.free_at_s), now_s)
    arrive = depart + travelling
    start = np.maximum(arrive + _whole(crews.before_start_s), _whole(crews.earliest_entry_s))
    metres = great_circle_m(origins, destination)[:, 0]
    ranked = [
        Ranked(
            crew_key=key,
            depart_at_s=int(depart[i]),
            arrive_at_s=int(arrive[i]),
            start_at_s=int(start[i]),
            travel_seconds=int(travelling[i]),
            distance_m=float(metres[i]),
        )
        for i, key in enumerate(crews.keys)
        if travelling[i] != UNREACHABLE_SECONDS
    ]
    return tuple(sorted(ranked, key=lambda one: (one.start_at_s, one.distance_m, one.crew_key)))


def _whole(seconds: ArrayLike) -> NDArray[np.int64]:
    """Return whole seconds, rounded up: nothing starts before its moment."""
    whole: NDArray[np.int64] = np.ceil(np.asarray(seconds)).astype(np.int64)
    return whole
