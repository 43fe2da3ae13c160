"""What a storm came to under one policy, read from the database that it left: its events, stays, answers, positions."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

import numpy as np

from app.errors import GateDeniedError
from app.services.work import Work
from app.simulation.desks import SOURCE
from app.simulation.storm import Storm
from app.storage import simulation
from app.storage.simulation import Seen, Stay, TicketTimes
from geo.travel import great_circle_m

CURVE_STEPS = 120
"""Points of a curve over the storm."""
_MOVED_M = 1.0


@dataclass(frozen=True)
class Spread:
    """How long something took, minutes; None where it never happened."""

    count: int
    mean_minutes: float | None
    p90_minutes: float | None


@dataclass(frozen=True)
class ClassFigures:
    """One priority class."""

    priority_class: int
    tickets: int
    restored: int
    to_begin: Spread
    """From report to begun work."""
    to_restore: Spread
    """From report to restored supply."""


@dataclass(frozen=True)
class Figures:
    """One policy's storm."""

    policy: str
    tickets: int
    restored: int
    customer_minutes: float
    """Minutes without supply summed over customers, from each report to restoration or the end of the storm."""
    without_supply: tuple[int, ...]
    """Customers without supply at ``CURVE_STEPS + 1`` equal steps from beginning to end."""
    lost_so_far: tuple[float, ...]
    """Customer-minutes up to each of these moments."""
    classes: tuple[ClassFigures, ...]
    stays: int
    exposure_minutes: float
    """People times minutes inside zones."""
    gate_refusals: int
    """How often a crew stood at the gate or at its work and was refused."""
    refusal_reasons: dict[str, int]
    orders_refused: dict[str, int]
    """What the rules or the database refused to desks, by code."""
    driven_km: float
    driven_hours: float
    assignments: dict[str, int]
    permits: dict[str, int]

    def as_json(self) -> dict[str, Any]:
        """For machines."""
        return asdict(self)


def read(work: Work, storm: Storm, policy: str, orders_refused: Counter[str]) -> Figures:
    """Read everything that a storm left behind."""
    with work.look() as tx:
        tickets = simulation.list_tickets(tx.session, SOURCE)
        stays = simulation.list_stays(tx.session)
        refusals = simulation.list_refusals(tx.session, GateDeniedError.code)
        seen = simulation.list_seen(tx.session)
        assignments, permits = simulation.count_states(tx.session)
    metres, seconds = driven(seen)
    without, lost = curves(tickets, storm)
    return Figures(
        policy=policy,
        tickets=len(tickets),
        restored=sum(each.restored_at is not None for each in tickets),
        customer_minutes=customer_minutes(tickets, storm.ends_at),
        without_supply=without,
        lost_so_far=lost,
        classes=by_class(tickets),
        stays=len(stays),
        exposure_minutes=exposure_minutes(stays, storm.ends_at),
        gate_refusals=len(refusals),
        refusal_reasons=dict(sorted(Counter(code for codes in refusals for code in set(codes)).items())),
        orders_refused=dict(sorted(orders_refused.items())),
        driven_km=metres * work.settings.travel_circuity / 1000,
        driven_hours=seconds / 3600,
        assignments=assignments,
        permits=permits,
    )


def customer_minutes(tickets: Iterable[TicketTimes], until: datetime) -> float:
    """Customers times minutes from each report to restoration, or to ``until`` where there was none before."""
    return sum(each.customers * _minutes(each.reported_at, _end(each, until)) for each in tickets)


def curves(tickets: Sequence[TicketTimes], storm: Storm) -> tuple[tuple[int, ...], tuple[float, ...]]:
    """Customers without supply, and customer-minutes so far, at equal steps."""
    step = (storm.ends_at - storm.starts_at) / CURVE_STEPS
    moments = [storm.starts_at + step * number for number in range(CURVE_STEPS + 1)]
    without = tuple(sum(each.customers for each in tickets if _is_without(each, at)) for at in moments)
    lost = tuple(
        sum(each.customers * _minutes(each.reported_at, min(at, _end(each, storm.ends_at))) for each in tickets)
        for at in moments
    )
    return without, lost


def by_class(tickets: Sequence[TicketTimes]) -> tuple[ClassFigures, ...]:
    """Figures of each priority class that there is, the most urgent first."""
    found = []
    for number in sorted({each.priority_class for each in tickets}):
        own = [each for each in tickets if each.priority_class == number]
        begun = [_minutes(each.reported_at, each.begun_at) for each in own if each.begun_at]
        restored = [_minutes(each.reported_at, each.restored_at) for each in own if each.restored_at]
        found.append(ClassFigures(number, len(own), len(restored), spread(begun), spread(restored)))
    return tuple(found)


def spread(minutes: Sequence[float]) -> Spread:
    """Mean and 90th percentile (linear between ranks)."""
    if not minutes:
        return Spread(0, None, None)
    return Spread(len(minutes), float(np.mean(minutes)), float(np.percentile(minutes, 90)))


def exposure_minutes(stays: Iterable[Stay], until: datetime) -> float:
    """Minutes that people were inside zones; who is inside still is counted to ``until``."""
    return sum(_minutes(each.entered_at, each.left_at or until) for each in stays)


def driven(seen: Sequence[Seen]) -> tuple[float, float]:
    """Metres along straight lines, and seconds on the move, of all crews; ``seen`` is by crew and time."""
    metres = seconds = 0.0
    for before, after in pairwise(seen):
        if before.crew_code != after.crew_code:
            continue
        leg = float(great_circle_m([[before.lon, before.lat]], [[after.lon, after.lat]])[0, 0])
        if leg > _MOVED_M:
            metres += leg
            seconds += (after.at - before.at).total_seconds()
    return metres, seconds


def _is_without(ticket: TicketTimes, at: datetime) -> bool:
    return ticket.reported_at <= at and (ticket.restored_at is None or at < ticket.restored_at)


def _end(ticket: TicketTimes, until: datetime) -> datetime:
    return max(ticket.reported_at, min(ticket.restored_at or until, until))


def _minutes(begin: datetime, end: datetime) -> float:
    return max(0.0, (end - begin).total_seconds() / 60)
