"""Crews that have begun something: where they are by now, and when they are free. Plans and the list count alike."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from compliance.lifecycles import AT_THE_PLACE, STARTED_ASSIGNMENT
from compliance.reasons import Reason, reason
from geo.matching.legs import TravelLegs
from geo.places import Place
from geo.travel import UNREACHABLE_SECONDS, Travel

ON_THE_WAY = STARTED_ASSIGNMENT - AT_THE_PLACE
"""The crew has left for the job and is not at work there yet."""

ARRIVED = "waiting_entry"
"""Of these the state in which it says itself that it is there."""

OVERRUN_S = 15 * 60
"""Seconds; work that should be done by now is taken to last this much longer."""

DONE = frozenset({"restored", "exiting"})
"""Supply is back; nothing keeps the crew but the time that it is booked for."""

SILENT = timedelta(minutes=5)
"""A crew that drives and has not been seen for so long is told of: where it is said to be is an estimate."""


@dataclass(frozen=True, slots=True)
class Leg:
    """A crew on its way.

    Attributes:
        state: of the assignment that it drives to.
        here: where it was seen last, or else is based.
        there: the job.
        left_at: when it left.
        seen_at: when it was at ``here``; None when it was never seen.
    """

    state: str
    here: Place
    there: Place
    left_at: datetime
    seen_at: datetime | None

    @property
    def known_at(self) -> datetime:
        """When it was at ``here``: seen, or about to leave."""
        return self.left_at if self.seen_at is None else max(self.left_at, self.seen_at)


@dataclass(frozen=True, slots=True)
class UnderWay:
    """Where a crew on its way is by now if it has driven as long as roads take.

    Attributes:
        place: along the straight line to the job.
        there: the job.
        remaining_s: seconds until it is there.
        silent_since: when it was known for sure where it is, if that is long ago.
    """

    place: Place
    there: Place
    remaining_s: int
    silent_since: datetime | None

    @property
    def notes(self) -> tuple[Reason, ...]:
        """What people are told of an estimate."""
        return silent_notes(self.silent_since)


def silent_notes(since: datetime | None) -> tuple[Reason, ...]:
    """What people are told of a crew that has not been seen since a moment."""
    return () if since is None else (reason("crew.silent", since_at=since),)


def under_way(legs: Mapping[UUID, Leg], travel: Travel, now: datetime) -> dict[UUID, UnderWay]:
    """Where crews on their way are by now, by the crews' ids; those to whose job there is no way are left out.

    The time since it was known where a crew is has gone into its drive, of which no less than nothing is left: so its
    job does not come later each time that one asks.
    """
    heres, theres = [leg.here for leg in legs.values()], [leg.there for leg in legs.values()]
    pairs = [(number, number + len(heres)) for number in range(len(heres))]
    drives = TravelLegs.of(travel, heres, theres, ()).along(pairs)
    found = {
        crew_id: _by_now(leg, drive_s, now) for (crew_id, leg), (drive_s,) in zip(legs.items(), drives, strict=True)
    }
    return {crew_id: each for crew_id, each in found.items() if each is not None}


def _by_now(leg: Leg, drive_s: int, now: datetime) -> UnderWay | None:
    if leg.state == ARRIVED:
        return UnderWay(leg.there, leg.there, 0, None)
    if drive_s == UNREACHABLE_SECONDS:
        return None
    passed_s = max((now - leg.known_at).total_seconds(), 0.0)
    remaining_s = max(round(drive_s - passed_s), 0)
    left = remaining_s / drive_s if drive_s else 0.0
    place = Place(_between(leg.there.lon, leg.here.lon, left), _between(leg.there.lat, leg.here.lat, left))
    return UnderWay(place, leg.there, remaining_s, leg.known_at if now - leg.known_at >= SILENT else None)


def _between(one: float, other: float, share: float) -> float:
    return one + (other - one) * share


def free_s(state: str, ends_s: int, needs_s: int = 0) -> int:
    """Seconds from now until a crew is free of work in this state that is booked to end at ``ends_s``.

    Nobody is booked twice at one time, so the booked end counts although the work may be done before; where a crew
    that is on its way still ``needs_s`` for drive and work, that counts when it is longer.
    """
    if state in ON_THE_WAY and needs_s:
        return max(ends_s, needs_s)
    if ends_s > 0:
        return ends_s
    return OVERRUN_S if state in STARTED_ASSIGNMENT - DONE else 0
