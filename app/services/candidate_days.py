"""Where in each crew's day a ticket could be done: between or after what it has, and by moving what it has not begun.

A booking stays where it is: what is offered to be booked lies in a gap of the crew's planned times or behind them all.
Beginning sooner, in front of planned work, is told apart, with what that would delay.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import numpy as np

from app.services.candidate_problem import FAR_S, Begun, Days, Needs, days_of, end_of
from app.services.crews import CrewView
from app.services.work import Tx, Work
from app.storage import board
from compliance.matching import WORTH_TELLING, Delayed
from geo.matching.costs import Openings
from geo.matching.explain import Delay, delays_of, openings_of
from geo.matching.running import Bools, Ints
from geo.matching.values import FOREVER
from geo.places import Place
from geo.travel import great_circle_m


@dataclass(frozen=True, slots=True)
class DelayedTicket:
    """A planned ticket that would begin later."""

    ticket_id: UUID
    told: Delayed


@dataclass(frozen=True, slots=True)
class Way:
    """One crew doing the ticket at one place of its day."""

    depart_at: datetime
    """At once, or when the work before is done."""
    arrive_at: datetime
    start_at: datetime
    """Arrived, prepared and permitted."""
    restored_at: datetime
    travel_seconds: int
    distance_m: float
    """Great circle from where it leaves."""
    busy: bool
    """Its departure waits for work that it has."""
    delays: tuple[DelayedTicket, ...] = ()


@dataclass(frozen=True, slots=True)
class Day:
    """What a crew's day allows.

    Attributes:
        free: where the ticket fits without moving anything; None where there is no way.
        moving: the soonest place in front of planned work, where that restores supply sooner.
        work_minutes: planned work in hand.
    """

    free: Way | None
    moving: Way | None
    work_minutes: int


def find_days(work: Work, tx: Tx, views: Sequence[CrewView], needs: Needs) -> dict[UUID, Day]:
    """Look through the days of these crews all at once: two statements, however many crews there are."""
    if not views:
        return {}
    held = board.list_held(tx.session, [view.crew.id for view in views], ())
    tickets = {row.id: row for row in board.list_tickets_by_id(tx.session, {each.ticket_id for each in held})}
    days = days_of(work.settings, tx.now, views, held, tickets)
    problem, plan = days.problem(needs, work.travel)
    openings, _ = openings_of(problem, plan, needs.ticket_id)
    free = _ways(days, needs, openings, _bookable(days, openings))
    moving = _ways(days, needs, openings, _within_shift(days, openings))
    return {
        each.view.crew.id: Day(free.get(number), _if_sooner(moving.get(number), free.get(number)), _minutes(days, each))
        for number, each in enumerate(days.begun)
    }


def _bookable(days: Days, openings: Openings) -> Bools:
    """Places that lie outside the planned times of everything else, and delay nothing."""
    crews, at = openings.running.crews, openings.running.crews.first[openings.crew] + openings.position
    departures = np.array([*days.departures, FOREVER], dtype=np.int64)
    behind = openings.position < crews.length[openings.crew]
    found: Bools = openings.undisturbing & (openings.finish <= departures[np.where(behind, at, len(departures) - 1)])
    return found


def _within_shift(days: Days, openings: Openings) -> Bools:
    """Places with which the crew's day ends before its shift does."""
    until = [each.view.shift_until for each in days.begun]
    ends = [FAR_S if at is None else int((at - days.now).total_seconds()) for at in until]
    found: Bools = openings.done <= np.array(ends, dtype=np.int64)[openings.crew]
    return found


def _ways(days: Days, needs: Needs, openings: Openings, allowed: Bools) -> dict[int, Way]:
    """The soonest of the allowed places of each crew, by the crew's number."""
    rows = openings.best([openings.finish], allowed & (openings.over == 0))
    left, places = _departures(days, openings, rows)
    metres = great_circle_m(places, [[needs.place.lon, needs.place.lat]])[:, 0].tolist()
    crews, arrive, start = (column[rows].tolist() for column in (openings.crew, openings.arrive, openings.start))
    delays = delays_of(openings, rows)
    return {
        crew: Way(
            depart_at=days.moment(left[at]),
            arrive_at=days.moment(arrive[at]),
            start_at=days.moment(start[at] + needs.before_s),
            restored_at=days.moment(start[at] + needs.before_s + needs.work_s),
            travel_seconds=arrive[at] - left[at],
            distance_m=metres[at],
            busy=left[at] > 0,
            delays=_delayed(days, delays[at]),
        )
        for at, crew in enumerate(crews)
    }


def _departures(days: Days, openings: Openings, rows: Ints) -> tuple[list[int], list[tuple[float, float]]]:
    """When and from where the crew of each place leaves for it."""
    running, crew = openings.running, openings.crew[rows]
    before = np.where(openings.position[rows] > 0, running.crews.first[crew] + openings.position[rows] - 1, -1)
    left: list[int] = []
    places: list[tuple[float, float]] = []
    for number, stop in zip(crew.tolist(), before.tolist(), strict=True):
        at_stop = stop >= 0
        place: Place | None = days.begun[number].crew.start
        if at_stop:
            place = running.problem.jobs[running.stops.job[stop]].place
        left.append(
            int(running.stops.start[stop] + running.stops.service[stop])
            if at_stop
            else int(running.crews.start[number])
        )
        places.append((place.lon, place.lat) if place else (0.0, 0.0))
    return left, places


def _delayed(days: Days, delays: Sequence[Delay]) -> tuple[DelayedTicket, ...]:
    found: list[DelayedTicket] = []
    for each in delays:
        row = days.tickets[days.ticket_of[each.job]]
        later = timedelta(seconds=each.seconds)
        if later >= WORTH_TELLING:
            found.append(DelayedTicket(row.id, Delayed(row.number, later, each.customers)))
    return tuple(found)


def _if_sooner(moving: Way | None, free: Way | None) -> Way | None:
    """What moving planned work is worth: only where supply is back sooner by it, and something is delayed."""
    if moving is None or not moving.delays:
        return None
    return moving if free is None or free.restored_at - moving.restored_at >= WORTH_TELLING else None


def _minutes(days: Days, begun: Begun) -> int:
    """Minutes of planned work in hand."""
    spans = ((each.planned.lower or days.now, end_of(each, days.now)) for each in begun.held)
    return sum(round(max(end_s - max((start - days.now).total_seconds(), 0), 0) / 60) for start, end_s in spans)
