"""Why one crew is chosen and another is not: reasons from the times of both."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from compliance.reasons import Reason, reason

WORTH_TELLING = timedelta(minutes=1)
"""Less than this is the same moment to a person."""


@dataclass(frozen=True, slots=True)
class Turn:
    """When one crew could do one job.

    Attributes:
        crew: What people call it.
        depart_at: It leaves: at once, or when its work before is done.
        arrive_at: It is at the place.
        start_at: It may begin: arrived, prepared and permitted.
        restored_at: Supply is back.
        busy: Its departure waits for work that it has.
    """

    crew: str
    depart_at: datetime
    arrive_at: datetime
    start_at: datetime
    restored_at: datetime
    busy: bool = False


@dataclass(frozen=True, slots=True)
class Delayed:
    """A ticket that would begin later.

    Attributes:
        number: Its readable number.
        later: By so much.
        customers: Customers without supply there.
    """

    number: str
    later: timedelta
    customers: int


def why_first(first: Turn, second: Turn | None) -> tuple[Reason, ...]:
    """Say why the first of the ranked crews is the first."""
    if second is None:
        return (reason("candidate.only"),)
    sooner = second.restored_at - first.restored_at
    if sooner < WORTH_TELLING:
        return (reason("candidate.nearer_than", crew=second.crew),)
    return (reason("candidate.sooner_than", crew=second.crew, minutes=minutes(sooner)),)


def why_behind(mine: Turn, first: Turn) -> tuple[Reason, ...]:
    """Say by how much a crew is behind the first one, and what decides: its work, its way, or the wait at the place."""
    later = mine.restored_at - first.restored_at
    if later < WORTH_TELLING:
        return (reason("candidate.farther_than", crew=first.crew),)
    return (reason("candidate.later_than", crew=first.crew, minutes=minutes(later)), *_decides(mine, first))


def why_moving(begin_at: datetime, sooner: timedelta, delayed: Iterable[Delayed]) -> tuple[Reason, ...]:
    """Say what beginning sooner in front of planned work would gain, and what it would cost whom."""
    costs = (
        reason("candidate.would_delay", number=each.number, customers=each.customers, minutes=minutes(each.later))
        for each in delayed
    )
    return (reason("candidate.by_moving", begin_at=begin_at, minutes=minutes(sooner)), *costs)


def minutes(span: timedelta) -> int:
    """Whole minutes, rounded; what is worth telling is at least one."""
    return max(round(span.total_seconds() / 60), 1)


def _decides(mine: Turn, first: Turn) -> tuple[Reason, ...]:
    waits = mine.depart_at - first.depart_at
    drives = (mine.arrive_at - mine.depart_at) - (first.arrive_at - first.depart_at)
    prepares = (mine.start_at - mine.arrive_at) - (first.start_at - first.arrive_at)
    most = max(waits, drives, prepares)
    if most < WORTH_TELLING:
        return ()
    if most == waits and mine.busy:
        return (reason("candidate.busy", busy_until=mine.depart_at),)
    if most == drives:
        return (reason("candidate.drives_longer", minutes=minutes(drives)),)
    return (reason("candidate.waits_longer", minutes=minutes(prepares)),) if most == prepares else ()
