"""A plan as columns: every stop of every crew, one after the other, as its judge timed it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from geo.matching.judge import HOUR
from geo.matching.legs import MatrixLegs
from geo.matching.objective import Weights
from geo.matching.plan import Plan
from geo.matching.problem import Problem
from geo.matching.values import FOREVER, Job, Key, Surroundings

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


class Zones(NamedTuple):
    """Surroundings that occur, one row each; stops and crews hold a number of theirs."""

    zone: Ints
    """0 outside every zone."""
    level: Ints
    prepare: Ints
    leave: Ints
    stand_down: Ints

    def gap_s(self, here: Ints, there: Ints, travel_s: Ints) -> Ints:
        """See `geo.matching.judge.gap_s`; numbers of surroundings, and seconds, all of one shape."""
        waits = self.level[here] != self.level[there]
        away = np.where(waits, np.maximum(travel_s, self.stand_down[here]), travel_s)
        same = self.zone[here] == self.zone[there]
        return np.where(same, travel_s, self.leave[here] + away + self.prepare[there])


class Crews(NamedTuple):
    """One row per crew."""

    start: Ints
    soft_end: Ints
    last: Ints
    inside: Ints
    hold_class: Ints
    hold_until: Ints
    pauses: Ints
    """Shape (crews, breaks, 2); unused ones lie at FOREVER."""
    first: Ints
    """Its first stop; one row more than crews, so that the next crew's is where it ends."""
    pinned: Ints
    """How many of its stops are pinned to a position: nothing may be put before them."""
    done: Ints
    """When it is done as planned."""
    tail: Ints
    """Seconds from its last work until it is done; 0 without work."""
    has_end: Bools
    """Whether it must be somewhere at the end."""

    @property
    def length(self) -> Ints:
        """How many stops each crew has."""
        return self.first[1:] - self.first[:-1]


class Stops(NamedTuple):
    """One row per stop."""

    crew: Ints
    job: Ints
    start: Ints
    service: Ints
    travel: Ints
    gap: Ints
    """From the end of the work before until work may begin here."""
    soonest: Ints
    """By release, window, entry and hold."""
    latest: Ints
    due: Ints
    around: Ints
    rate: Floats
    """Cost of one second, weighted hours."""
    late_rate: Floats
    bound: Bools
    """Other crews' work moves with it, or it is under way: its time is not its own crew's alone."""


class Running(NamedTuple):
    """A plan and its problem."""

    problem: Problem
    plan: Plan
    weights: Weights
    zones: Zones
    crews: Crews
    stops: Stops
    job_around: int
    """Number of the surroundings of the job that is asked about."""

    def past_breaks(self, crew: Ints, start: Ints, service: Ints) -> Ints:
        """See `geo.matching.judge.past_breaks`; numbers of crews, and seconds, all of one shape."""
        pauses = self.crews.pauses
        for number in range(pauses.shape[1]):
            begins, ends = pauses[crew, number, 0], pauses[crew, number, 1]
            start = np.where((start < ends) & (start + service > begins), ends, start)
        return start


def tabulate(problem: Problem, plan: Plan, weights: Weights, job: Job) -> Running:
    """Turn a plan into columns.

    Args:
        problem: What the plan is for.
        plan: As the judge timed it.
        weights: What counts how much.
        job: The job that is asked about; the plan leaves it out.
    """
    places = _Surroundings()
    lengths = [len(route.stops) for route in plan.routes]
    first = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    crew = np.repeat(np.arange(len(lengths)), lengths)
    stops = _stops(problem, plan, weights, crew, places)
    crews = _crews(problem, plan, first, stops, places, job.key)
    job_around = places.number(job.around)
    zones = places.table()
    ahead = np.concatenate([[0], stops.around[:-1]]).astype(np.int64) if len(crew) else stops.around
    heads = crews.first[:-1][crews.length > 0]
    ahead[heads] = crews.inside[crews.length > 0]
    other = crews.hold_until[crew]
    held = np.where(zones.level[stops.around] != crews.hold_class[crew], other, -FOREVER)
    stops = stops._replace(gap=zones.gap_s(ahead, stops.around, stops.travel), soonest=np.maximum(stops.soonest, held))
    return Running(problem, plan, weights, zones, crews, stops, job_around)


class _Surroundings:
    """Numbers surroundings as they come; the problem keeps the objects alive, so that one is known by where it lies."""

    def __init__(self) -> None:
        self.rows: list[Surroundings] = []
        self.known: dict[int, int] = {}

    def number(self, around: Surroundings) -> int:
        """Return the number of these surroundings."""
        found = self.known.get(id(around))
        if found is None:
            found = self.known[id(around)] = len(self.rows)
            self.rows.append(around)
        return found

    def table(self) -> Zones:
        """All that occurred."""
        names: dict[object, int] = {None: 0}
        return Zones(
            zone=_ints([names.setdefault(row.zone, len(names)) for row in self.rows]),
            level=_ints([row.zone_class for row in self.rows]),
            prepare=_ints([row.prepare_s for row in self.rows]),
            leave=_ints([row.leave_s for row in self.rows]),
            stand_down=_ints([row.stand_down_s for row in self.rows]),
        )


def _stops(problem: Problem, plan: Plan, weights: Weights, crew: Ints, places: _Surroundings) -> Stops:
    rows = [stop for route in plan.routes for stop in route.stops]
    job = _ints([problem.job_numbers[stop.job] for stop in rows])
    work = [problem.jobs[number] for number in job.tolist()]
    linked = {key for each in problem.precedences for key in (each.before, each.after)}
    linked |= {pin.job for pin in problem.pins if pin.started_s is not None}
    rate = np.array([each.weight / each.crews_needed for each in work], dtype=np.float64) / HOUR
    return Stops(
        crew=crew,
        job=job,
        start=_ints([stop.start_s for stop in rows]),
        service=_ints([each.service_s for each in work]),
        travel=_ints([stop.travel_s for stop in rows]),
        gap=np.zeros(len(rows), dtype=np.int64),
        soonest=np.maximum(_ints([each.earliest_s for each in work]), _entries(problem, work, crew)),
        latest=_ints([each.latest_s for each in work]),
        due=_ints([FOREVER if each.due_s is None else each.due_s for each in work]),
        around=_ints([places.number(each.around) for each in work]),
        rate=rate,
        late_rate=weights.lateness * rate,
        bound=np.array([each.crews_needed > 1 or each.key in linked for each in work], dtype=np.bool_),
    )


def _entries(problem: Problem, work: Sequence[Job], crew: Ints) -> Ints:
    if not problem.entry_s:
        return np.full(len(work), -FOREVER, dtype=np.int64)
    keys = [problem.crews[number].key for number in crew.tolist()]
    pairs = [(each.key, key) for each, key in zip(work, keys, strict=True)]
    return _ints([problem.entry_s.get(pair, -FOREVER) for pair in pairs])


def _crews(problem: Problem, plan: Plan, first: Ints, stops: Stops, places: _Surroundings, asked: Key) -> Crews:
    crews = problem.crews
    most = max((len(crew.breaks) for crew in crews), default=0)
    pauses = np.full((len(crews), most, 2), FOREVER, dtype=np.int64)
    for number, crew in enumerate(crews):
        for at, pause in enumerate(crew.breaks):
            pauses[number, at] = pause.start_s, pause.end_s
    pinned = np.zeros(len(crews), dtype=np.int64)
    for pin in problem.pins:
        if pin.position is not None and pin.job != asked:
            pinned[problem.crew_numbers[pin.crew]] += 1
    length = first[1:] - first[:-1]
    done = _ints([route.done_s for route in plan.routes])
    finish = np.zeros(len(crews), dtype=np.int64)
    last = first[1:][length > 0] - 1
    finish[length > 0] = stops.start[last] + stops.service[last]
    return Crews(
        start=_ints([crew.duty.start_s for crew in crews]),
        soft_end=_ints([crew.duty.end_s for crew in crews]),
        last=_ints([crew.last_s for crew in crews]),
        inside=_ints([places.number(crew.inside) for crew in crews]),
        hold_class=_ints([crew.hold_class for crew in crews]),
        hold_until=_ints([-FOREVER if crew.hold_until_s is None else crew.hold_until_s for crew in crews]),
        pauses=pauses,
        first=first,
        pinned=np.minimum(pinned, length),
        done=done,
        tail=np.where(length > 0, done - finish, 0),
        has_end=ends_somewhere(problem),
    )


def ends_somewhere(problem: Problem) -> Bools:
    """Tell which crews must be somewhere at the end."""
    if isinstance(problem.travel, MatrixLegs):
        return np.asarray(problem.travel.numbers[len(problem.jobs) + len(problem.crews) :] >= 0)
    return np.array([crew.end is not None for crew in problem.crews], dtype=np.bool_)


def _ints(values: list[int]) -> Ints:
    return np.array(values, dtype=np.int64)
