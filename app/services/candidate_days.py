"""Where in each crew's day a ticket could be done: between or after what it has, and by moving what it has not begun.

A booking stays where it is: what is offered to be booked lies in a gap of the crew's planned times or behind them all.
Beginning sooner, in front of planned work, is told apart, with what that would delay.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import numpy as np

from app.services.board_crews import BoardCrew
from app.services.candidate_problem import ASKED, FAR_S, Days, Needs, days_of
from app.services.work import Tx, Work
from app.storage.candidates import list_in_hand
from compliance.matching import WORTH_TELLING, Delayed
from compliance.reasons import Reason
from geo.matching.costs import Openings
from geo.matching.explain import Delay, delays_of, openings_of
from geo.matching.running import Bools, Floats, Ints
from geo.matching.values import FOREVER
from geo.travel import Travel, great_circle_m


@dataclass(frozen=True, slots=True)
class DelayedTicket:
    """A planned ticket that would begin later."""

    key: str
    told: Delayed

    @property
    def ticket_id(self) -> UUID:
        """The ticket's key; few of many are asked for it."""
        return UUID(self.key)


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
        notes: where the crew's place is an estimate.
    """

    free: Way | None
    moving: Way | None
    work_minutes: int
    notes: tuple[Reason, ...]


def find_days(work: Work, tx: Tx, crews: Sequence[BoardCrew], needs: Needs) -> dict[UUID, Day]:
    """Look through the days of these crews all at once: one statement, however many crews there are."""
    if not crews:
        return {}
    in_hand = list_in_hand(tx.session, [crew.id for crew in crews])
    return look_through(days_of(work.settings, tx.now, crews, in_hand, work.travel), needs, work.travel)


def look_through(days: Days, needs: Needs, travel: Travel) -> dict[UUID, Day]:
    """``find_days`` for days that are known."""
    problem, plan = days.problem(needs, travel)
    openings, _ = openings_of(problem, plan, ASKED)
    possible = openings.over == 0
    rows = openings.best([openings.finish], possible & _bookable(days, openings))
    free = _ways(days, needs, openings, rows)
    rows = openings.best([openings.finish], possible & _within_shift(days, openings) & ~openings.undisturbing)
    moving = _ways(days, needs, openings, rows)
    return {
        each.who.id: Day(
            free.get(number),
            _if_sooner(moving.get(number), free.get(number)),
            each.minutes,
            each.driving.notes if each.driving else (),
        )
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
    until = [each.who.shift_until(days.now) for each in days.begun]
    ends = [FAR_S if at is None else int((at - days.now).total_seconds()) for at in until]
    found: Bools = openings.done <= np.array(ends, dtype=np.int64)[openings.crew]
    return found


def _ways(days: Days, needs: Needs, openings: Openings, rows: Ints) -> dict[int, Way]:
    """These places as people see them, by the crew's number."""
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


def _departures(days: Days, openings: Openings, rows: Ints) -> tuple[list[int], Floats]:
    """When and from where the crew of each place leaves for it; degrees, shape (rows, 2)."""
    running, crew, position = openings.running, openings.crew[rows], openings.position[rows]
    starts = [each.crew.start for each in days.begun]
    places = np.array([(place.lon, place.lat) for place in starts if place])[crew]
    left, behind = running.crews.start[crew], position > 0
    stop = (running.crews.first[crew] + position - 1)[behind]
    left[behind] = running.stops.start[stop] + running.stops.service[stop]
    rows_before = [days.waiting[at].row for at in stop.tolist()]
    places[behind] = np.array([(row.lon, row.lat) for row in rows_before]).reshape(-1, 2)
    return left.tolist(), places


def _delayed(days: Days, delays: Sequence[Delay]) -> tuple[DelayedTicket, ...]:
    found: list[DelayedTicket] = []
    for each in delays:
        row, later = days.waiting[int(str(each.job))].row, timedelta(seconds=each.seconds)
        if later >= WORTH_TELLING:
            found.append(DelayedTicket(row.ticket_id, Delayed(row.number, later, each.customers)))
    return tuple(found)


def _if_sooner(moving: Way | None, free: Way | None) -> Way | None:
    """What moving planned work is worth: only where supply is back sooner by it."""
    if moving is None or not moving.delays:
        return None
    return moving if free is None or free.restored_at - moving.restored_at >= WORTH_TELLING else None
