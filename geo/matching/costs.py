"""What it costs to put one job into a plan, by the parts of its value: all places at once, in columns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import NamedTuple

import numpy as np

from geo.matching.judge import HOUR
from geo.matching.objective import Value
from geo.matching.running import Bools, Floats, Ints, Running
from geo.matching.values import FOREVER, Job

PARTS = tuple(each.name for each in fields(Value))


class Moves(NamedTuple):
    """Which stops move, one row each."""

    opening: Ints
    stop: Ints
    seconds: Ints
    """Later by so much; earlier below 0."""


@dataclass(frozen=True, slots=True, eq=False)
class Openings:
    """One row per place.

    Attributes:
        running: The plan without the job.
        job: The job.
        crew: Number of the crew.
        position: Place in its order of work, from 0.
        arrive: At the place, seconds.
        start: Work begins, seconds.
        finish: Supply is restored, seconds.
        done: When the crew is done, seconds.
        over: Seconds by which windows and duties are overrun, all together; FOREVER and more where there is no way or
            jobs would wait for each other in a circle.
        circle: Jobs would wait for each other; the times mean nothing.
        no_way_to: There is no way to the job.
        no_way_on: There is no way from it to what follows.
        parts: What it costs, one column per part of a value, weighted hours.
        total: All parts together, rounded so that the order of adding up decides nothing.
        moves: What would move.
    """

    running: Running
    job: Job
    crew: Ints
    position: Ints
    arrive: Ints
    start: Ints
    finish: Ints
    done: Ints
    over: Ints
    circle: Bools
    no_way_to: Bools
    no_way_on: Bools
    parts: Floats
    total: Floats
    moves: Moves

    @property
    def undisturbing(self) -> Bools:
        """Places where nothing that is planned begins later."""
        later = self.moves.opening[self.moves.seconds > 0]
        found: Bools = np.bincount(later, minlength=len(self.crew)) == 0
        return found

    def best(self, order: Iterable[Ints | Floats], allowed: Bools | None = None) -> Ints:
        """Return the row of each crew that comes first, by these columns and then by position; crews in order.

        Args:
            order: What decides, the most important first.
            allowed: Rows that count; all of them where left out. A crew without any has no row.
        """
        rows = np.arange(len(self.crew)) if allowed is None else np.flatnonzero(allowed)
        keys = [self.position[rows], *(column[rows] for column in reversed(list(order))), self.crew[rows]]
        ranked = rows[np.lexsort(keys)]
        return ranked[np.unique(self.crew[ranked], return_index=True)[1]]


class Legs(NamedTuple):
    """Seconds of the drives to and from the job; UNREACHABLE_SECONDS where there is no way."""

    to_from_stops: Ints
    to_from_starts: Ints
    on: Ints
    """To each stop."""
    home: Ints
    """To each crew's end; 0 for those that may end anywhere."""


class Places(NamedTuple):
    """One row per place, before anything has moved."""

    crew: Ints
    position: Ints
    ahead: Ints
    """The stop before; -1 at the beginning."""
    behind: Ints
    """The stop after; -1 at the end."""
    drive: Ints
    drive_on: Ints
    no_way_to: Bools
    no_way_on: Bools
    arrive: Ints
    start: Ints


def priced(running: Running, job: Job, places: Places, legs: Legs, moves: Moves, circle: Bools) -> Openings:
    """Price all places.

    Args:
        running: The plan without the job.
        job: The job, for one crew.
        places: Where it could be put.
        legs: The drives to it and on from it.
        moves: What would move.
        circle: Places at which jobs would wait for each other in a circle.
    """
    days = _days(running, job, places, legs, moves)
    finish, ways = places.start + job.service_s, places.no_way_to | places.no_way_on
    over = days.over + _window_over(running, job, places, moves)
    by_name = _parts(running, job, places, moves, days)
    parts = np.column_stack([by_name[name] for name in PARTS])
    return Openings(
        running=running,
        job=job,
        crew=places.crew,
        position=places.position,
        arrive=places.arrive,
        start=places.start,
        finish=finish,
        done=days.done,
        over=over.astype(np.int64) + FOREVER * ways + FOREVER * 2 * circle,
        circle=circle,
        no_way_to=places.no_way_to,
        no_way_on=places.no_way_on,
        parts=parts,
        total=np.round(parts.sum(axis=1), 9),
        moves=moves,
    )


class _Days(NamedTuple):
    """When crews are done, one row per place, seconds."""

    done: Ints
    """Of the crew that gets the job."""
    overtime: Floats
    """More than before, of all crews."""
    over: Floats
    """Past what a duty allows, where it ends later than before."""


def _days(running: Running, job: Job, places: Places, legs: Legs, moves: Moves) -> _Days:
    stops, crews, crew, count = running.stops, running.crews, places.crew, len(places.crew)
    lasts = moves.stop + 1 == crews.first[stops.crew[moves.stop] + 1]
    opening, whose, pushed = moves.opening[lasts], stops.crew[moves.stop[lasts]], moves.seconds[lasts]
    own, ends, worked = whose == crew[opening], places.behind < 0, crews.length[crew] > 0
    done = crews.done[crew].copy()
    done[opening[own]] += pushed[own]
    done[ends] = (places.start + job.service_s + running.zones.leave[running.job_around] + legs.home[crew])[ends]
    before, after = crews.done[whose], crews.done[whose] + pushed
    others = (_past(after, crews.soft_end[whose]) - _past(before, crews.soft_end[whose])) * ~own
    mine = _past(done, crews.soft_end[crew]) - np.where(worked, _past(crews.done[crew], crews.soft_end[crew]), 0)
    others_over = np.where(pushed > 0, _past(after, crews.last[whose]), 0) * ~own
    mine_over = np.where(ends | (done > crews.done[crew]), _past(done, crews.last[crew]), 0)
    return _Days(done, _sum(opening, others, count) + mine, _sum(opening, others_over, count) + mine_over)


def _window_over(running: Running, job: Job, places: Places, moves: Moves) -> Floats:
    """Seconds by which windows are overrun, the job's own among them; a job under way has begun in time."""
    latest, start = running.stops.latest[moves.stop], running.stops.start[moves.stop] + moves.seconds
    others = np.where(moves.seconds > 0, _past(start, latest), 0)
    begun = np.isin(places.crew, under_way(running, job))
    mine = np.where(begun, 0, np.maximum(places.start - job.latest_s, 0))
    return _sum(moves.opening, others, len(places.crew)) + mine


def _parts(running: Running, job: Job, places: Places, moves: Moves, days: _Days) -> dict[str, Floats]:
    """What each place costs, weighted hours, by the names of a value's parts."""
    stops, weights, count = running.stops, running.weights, len(places.crew)
    before, rate = stops.start[moves.stop], job.weight / HOUR
    late = _past(before + moves.seconds, stops.due[moves.stop]) - _past(before, stops.due[moves.stop])
    own_late = 0 * places.start if job.due_s is None else np.maximum(places.start - job.due_s, 0)
    others = _sum(moves.opening, stops.rate[moves.stop] * moves.seconds, count)
    others_late = _sum(moves.opening, stops.late_rate[moves.stop] * late, count)
    return {
        "response": rate * (places.start + job.service_s) + others,
        "left_out": np.full(count, -job.weight * (weights.left_out_h if job.prize_h is None else job.prize_h)),
        "travel": weights.travel / HOUR * _driven(running, places),
        "overtime": weights.overtime / HOUR * days.overtime,
        "lateness": weights.lateness * rate * own_late + others_late,
        "exposure": weights.exposure * _person_hours(running, job)[places.crew],
        "change": weights.change * _changes(running, job)[places.crew],
    }


def under_way(running: Running, job: Job) -> Ints:
    """Numbers of the crews that have begun the job."""
    numbers = running.problem.crew_numbers
    began = [numbers[pin.crew] for pin in running.problem.pins if pin.job == job.key and pin.started_s is not None]
    return np.array(began, dtype=np.int64)


def _driven(running: Running, places: Places) -> Ints:
    """Seconds driven more than before."""
    stops, crews = running.stops, running.crews
    worked = crews.length[places.crew] > 0
    home = np.zeros(len(places.crew), dtype=np.int64)
    if len(stops.job):
        last = np.maximum(crews.first[places.crew + 1] - 1, 0)
        home = np.where(worked, crews.tail[places.crew] - running.zones.leave[stops.around[last]], 0)
        home = np.where(places.behind >= 0, stops.travel[places.behind], home)
    return places.drive + places.drive_on - home


def _person_hours(running: Running, job: Job) -> Floats:
    hours = job.service_s / HOUR if job.around.zone is not None else 0.0
    return np.array([crew.people for crew in running.problem.crews], dtype=np.float64) * hours


def _changes(running: Running, job: Job) -> Bools:
    """Tell for which crews it would be a change of today's plan."""
    today = {crew for crew, order in running.problem.today.items() if job.key in order}
    return np.array([bool(today) and crew.key not in today for crew in running.problem.crews], dtype=np.bool_)


def _past(moment: Ints, limit: Ints) -> Ints:
    """Seconds past a limit."""
    found: Ints = np.maximum(moment - limit, 0)
    return found


def _sum(opening: Ints, amount: Floats | Ints, count: int) -> Floats:
    return np.bincount(opening, weights=amount, minlength=count).astype(np.float64)
