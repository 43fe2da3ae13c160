"""Every place of a plan where one job could be put, what would move and what it would cost: all at once, in columns.

A walk follows each place down its route until nothing moves any more; all walks take their steps together. Where a walk
comes upon work that moves other crews as well, `geo.matching.ripple` times what follows.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from geo.matching.costs import Legs, Moves, Openings, Places, priced, under_way
from geo.matching.judge import earliest_s
from geo.matching.ripple import Changed, Ripple
from geo.matching.running import Bools, Ints, Running
from geo.matching.values import Job
from geo.travel import UNREACHABLE_SECONDS

__all__ = ["Openings", "find_openings"]


def find_openings(running: Running, job: Job) -> Openings:
    """Measure all places where a job could be put.

    Args:
        running: A plan that leaves the job out.
        job: The job, for one crew.
    """
    legs = _legs_of(running, job)
    places = _places(running, job, legs)
    links = {key for each in running.problem.precedences for key in (each.before, each.after)}
    tied = np.isin(places.crew, under_way(running, job)) | (job.key in links)
    moves, tied = _walk(running, job, places, tied)
    start, arrive, circle = places.start.copy(), places.arrive.copy(), np.zeros(len(tied), dtype=np.bool_)
    if tied.any():
        moves = _follow(running, job, places, np.flatnonzero(tied), moves, (start, arrive, circle))
    return priced(running, job, places._replace(start=start, arrive=arrive), legs, moves, circle)


def _legs_of(running: Running, job: Job) -> Legs:
    problem, stops = running.problem, running.stops
    n, c, here = len(problem.jobs), len(problem.crews), np.array([problem.job_numbers[job.key]])
    to = problem.legs.seconds(np.concatenate([stops.job, n + np.arange(c)]), here)[:, 0].astype(np.int64)
    home = np.zeros(c, dtype=np.int64)
    ends = np.flatnonzero(running.crews.has_end)
    if len(ends):
        home[ends] = problem.legs.seconds(here, n + c + ends)[0]
    on = problem.legs.seconds(here, stops.job)[0].astype(np.int64)
    return Legs(to[: len(stops.job)], to[len(stops.job) :], on, home)


def _places(running: Running, job: Job, legs: Legs) -> Places:
    crews, stops, zones = running.crews, running.stops, running.zones
    lowest, highest = crews.pinned.copy(), crews.length.copy()
    for pin in running.problem.pins:
        if pin.job == job.key and pin.position is not None:
            k = running.problem.crew_numbers[pin.crew]
            lowest[k] = highest[k] = min(pin.position, int(highest[k]))
    counts = highest - lowest + 1
    crew = np.repeat(np.arange(len(counts)), counts)
    position = np.arange(len(crew)) - np.repeat(np.cumsum(counts) - counts, counts) + lowest[crew]
    ahead = np.where(position > 0, crews.first[crew] + position - 1, -1)
    behind = np.where(position < crews.length[crew], crews.first[crew] + position, -1)
    at_start, at_end = ahead < 0, behind < 0
    drive, drive_on = legs.to_from_starts[crew], legs.home[crew]
    left, here = crews.start[crew], crews.inside[crew]
    if len(stops.job):
        drive = np.where(at_start, drive, legs.to_from_stops[ahead])
        drive_on = np.where(at_end, drive_on, legs.on[behind])
        left = np.where(at_start, left, (stops.start + stops.service)[ahead])
        here = np.where(at_start, here, stops.around[ahead])
    begun = np.isin(crew, under_way(running, job))  # the crew is there
    no_way_to = (drive == UNREACHABLE_SECONDS) & ~begun
    no_way_on = (drive_on == UNREACHABLE_SECONDS) & ~at_end
    drive, drive_on = np.where(begun | no_way_to, 0, drive), np.where(no_way_on, 0, drive_on)
    there = np.full(len(crew), running.job_around)
    ready = left + zones.gap_s(here, there, drive)
    early = np.array([earliest_s(running.problem, job, each) for each in running.problem.crews], dtype=np.int64)
    begin = np.maximum(ready, early[crew] if len(early) else ready)
    begin = running.past_breaks(crew, begin, np.full(len(crew), job.service_s))
    away = np.where(zones.zone[here] == zones.zone[there], 0, zones.prepare[there])
    return Places(crew, position, ahead, behind, drive, drive_on, no_way_to, no_way_on, ready - away, begin)


def _walk(running: Running, job: Job, places: Places, tied: Bools) -> tuple[Moves, Bools]:
    """Follow all places down their routes; those that come upon work of other crews are tied, and left where they are.

    Returns:
        What moves, and which places are tied.
    """
    stops, crews = running.stops, running.crews
    found: list[Moves] = []
    row = np.flatnonzero((places.behind >= 0) & ~tied)
    stop = places.behind[row]
    here = np.full(len(row), running.job_around)
    gap = running.zones.gap_s(here, stops.around[stop], places.drive_on[row])
    ready = places.start[row] + job.service_s + gap
    tied = tied.copy()
    while len(row):
        crew = stops.crew[stop]
        start = running.past_breaks(crew, np.maximum(ready, stops.soonest[stop]), stops.service[stop])
        moved = start != stops.start[stop]
        tied[row[moved & stops.bound[stop]]] = True
        goes_on = moved & ~stops.bound[stop]
        row, stop, start = row[goes_on], stop[goes_on], start[goes_on]
        found.append(Moves(row, stop, start - stops.start[stop]))
        inside = stop + 1 < crews.first[stops.crew[stop] + 1]
        row, start, stop = row[inside], (start + stops.service[stop])[inside], stop[inside] + 1
        ready = start + stops.gap[stop]
    return _joined(found), tied


def _follow(
    running: Running,
    job: Job,
    places: Places,
    tied: Ints,
    moves: Moves,
    into: tuple[Ints, Ints, Bools],
) -> Moves:
    """Time what follows from tied places; writes start, arrival and circles, and returns all moves."""
    ripple = Ripple(running.problem, running.plan)
    start, arrive, circle = into
    is_tied = np.zeros(len(places.crew), dtype=np.bool_)
    is_tied[tied] = True
    free = ~is_tied[moves.opening]
    rows: list[tuple[int, int, int]] = []
    for row in tied.tolist():
        changed = _put(running, ripple, job, places, row)
        if changed is None:
            circle[row] = True
            continue
        crew = running.problem.crews[places.crew[row]].key
        start[row], arrive[row] = changed.start_s(job.key), changed.arrival(job.key, crew)[0]
        rows += [(row, stop, seconds) for stop, seconds in _moved(running, ripple, changed, job)]
    table = np.array(rows, dtype=np.int64).reshape(-1, 3)
    return _joined([Moves(*(each[free] for each in moves)), Moves(*table.T)])


def _put(running: Running, ripple: Ripple, job: Job, places: Places, row: int) -> Changed | None:
    crew = running.problem.crews[places.crew[row]].key
    order, at = ripple.orders[crew], int(places.position[row])
    legs = {(job.key, crew): int(places.drive[row])}
    if at < len(order):
        legs[order[at], crew] = int(places.drive_on[row])
    return ripple.changed({crew: (*order[:at], job.key, *order[at:])}, legs, [job.key])


def _moved(running: Running, ripple: Ripple, changed: Changed, job: Job) -> Iterable[tuple[int, int]]:
    """Stops that move, and by how much."""
    for key, start in changed.starts.items():
        if key != job.key and start != ripple.starts[key]:
            for crew in ripple.crews_of[key]:
                first = int(running.crews.first[running.problem.crew_numbers[crew]])
                yield first + ripple.position[key, crew], start - ripple.starts[key]


def _joined(parts: list[Moves]) -> Moves:
    empty = np.empty(0, dtype=np.int64)
    if not parts:
        return Moves(empty, empty, empty)
    return Moves(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))
