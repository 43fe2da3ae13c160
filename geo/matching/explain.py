"""Why this crew: for any crew and job, whether it can, when it would be there, what it would delay, and what decides.

Every figure is the difference between two plans as the judge times and values them: with the job put where it costs the
crew least, and without the job. Same input, same answer.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from geo.matching.costs import PARTS, Openings
from geo.matching.explanation import Aim, Comparison, Delay, Explanation, Obstacle
from geo.matching.objective import Value, Weights
from geo.matching.obstacles import obstacles_at, standing_obstacles
from geo.matching.openings import find_openings
from geo.matching.plan import Plan
from geo.matching.problem import Problem
from geo.matching.removal import without
from geo.matching.running import Bools, Floats, Ints, tabulate
from geo.matching.values import Key

__all__ = [
    "Aim",
    "Comparison",
    "Delay",
    "Explanation",
    "Obstacle",
    "delays_of",
    "explain",
    "explain_all",
    "openings_of",
]


def explain_all(
    problem: Problem, plan: Plan, job: Key, weights: Weights | None = None, *, aim: Aim = Aim.VALUE
) -> tuple[Explanation, ...]:
    """Explain every crew for one job: those that can, the best first, then the others, the least obstructed first.

    A job for several crews is explained crew by crew: as if the others could begin whenever this one does.

    Args:
        problem: What the plan is for. A new job stands in it and is left out of the plan.
        plan: As the judge timed it.
        job: The job. If the plan does it, that is compared as planned with everybody else's best place.
        weights: What counts how much; those that the plan was made with.
        aim: What decides between the places of one crew, and between crews.

    Raises:
        KeyError: No such job.
    """
    openings, held = openings_of(problem, plan, job, weights)
    return explain(openings, held=held, aim=aim)


def openings_of(
    problem: Problem, plan: Plan, job: Key, weights: Weights | None = None
) -> tuple[Openings, dict[int, int]]:
    """All places for a job, and where it stands today: position by the number of the crew."""
    asked = problem.jobs[problem.job_numbers[job]]
    held = {
        number: at for number, route in enumerate(plan.routes) for at, stop in enumerate(route.stops) if stop.job == job
    }
    rest = without(problem, plan, job) if held else plan
    share = replace(asked, crews_needed=1, weight=asked.weight / asked.crews_needed)
    running = tabulate(problem, rest, weights or Weights(), share)
    return find_openings(running, share), held


def explain(
    openings: Openings, *, held: dict[int, int] | None = None, aim: Aim = Aim.VALUE, allowed: Bools | None = None
) -> tuple[Explanation, ...]:
    """``explain_all`` on places that are known; only ``allowed`` ones count, and crews without any are left out."""
    held = held or {}
    rows = _rows(openings, held, aim, allowed)
    static = standing_obstacles(openings)
    barred = np.isin(openings.crew[rows], list(static))
    feasible = (openings.over[rows] == 0) & ~barred
    by = (openings.crew, *reversed(_order(openings, aim)))
    ranked = np.lexsort((*(column[rows] for column in by), ~feasible))
    rows, feasible = rows[ranked], feasible[ranked]
    delays = delays_of(openings, rows)
    first = _first(openings, rows, feasible, held)
    beside = _beside(openings, rows, first, [sum(each.seconds for each in some) for some in delays])
    columns = (openings.crew, openings.position, openings.arrive, openings.start, openings.finish, openings.done)
    times = zip(*(column[rows].tolist() for column in columns), strict=True)
    costs = openings.parts[rows].tolist()
    found: list[Explanation] = []
    for at, (row, (number, position, arrive, start, finish, done)) in enumerate(zip(rows.tolist(), times, strict=True)):
        dynamic = obstacles_at(openings, row) if openings.over[row] else ()
        obstacles = tuple(dict.fromkeys((*static.get(number, ()), *dynamic)))
        each = Explanation(
            openings.running.problem.crews[number].key,
            not obstacles,
            at == first or number in held,
            obstacles,
            position,
            arrive,
            start,
            finish,
            done,
            delays[at],
            Value(*costs[at]),
            None if obstacles else beside[at],
        )
        found.append(_untimed(each) if openings.circle[row] else each)
    return tuple(found)


def _untimed(each: Explanation) -> Explanation:
    """Jobs wait for each other in a circle: no time means anything."""
    return replace(
        each, position=None, arrive_s=None, start_s=None, finish_s=None, done_s=None, delays=(), cost=Value()
    )


def _rows(openings: Openings, held: dict[int, int], aim: Aim, allowed: Bools | None) -> Ints:
    """The place of each crew: where it has the job, else the best."""
    rows = openings.best(_order(openings, aim), allowed)
    for crew, position in held.items():
        stands = np.flatnonzero((openings.crew == crew) & (openings.position == position))
        rows = np.concatenate([rows[openings.crew[rows] != crew], stands])
    return rows


def _order(openings: Openings, aim: Aim) -> tuple[Ints | Floats, ...]:
    over, total, finish = openings.over, openings.total, openings.finish
    return (over, finish, total) if aim is Aim.RESTORATION else (over, total, finish)


def _first(openings: Openings, rows: Ints, feasible: Bools, held: dict[int, int]) -> int | None:
    """Which of the rows is the chosen one: the crew that has the job, else the best that can."""
    holds = np.isin(openings.crew[rows], list(held)) if held else feasible
    found = np.flatnonzero(holds & feasible)
    return int(found[0]) if len(found) else None


def _beside(openings: Openings, rows: Ints, first: int | None, delayed: list[int]) -> list[Comparison | None]:
    """Compare each row with the chosen one."""
    if first is None:
        return [None] * len(rows)
    chosen = openings.running.problem.crews[openings.crew[rows[first]]].key
    more = openings.parts[rows] - openings.parts[rows[first]]
    total = openings.total[rows] - openings.total[rows[first]]
    part = np.where(total >= 0, more.argmax(axis=1), more.argmin(axis=1))
    columns = (part, more[np.arange(len(rows)), part], total, openings.finish[rows] - openings.finish[rows[first]])
    return [
        None if at == first else Comparison(chosen, PARTS[number], part_h, total_h, later, delayed[at] - delayed[first])
        for at, (number, part_h, total_h, later) in enumerate(zip(*(each.tolist() for each in columns), strict=True))
    ]


def delays_of(openings: Openings, rows: Ints) -> list[tuple[Delay, ...]]:
    """What each of these rows of the openings delays, longest first."""
    jobs, moves = openings.running.problem.jobs, openings.moves
    at = np.full(len(openings.crew), -1, dtype=np.int64)
    at[rows] = np.arange(len(rows))
    here = np.flatnonzero((at[moves.opening] >= 0) & (moves.seconds > 0))
    job = openings.running.stops.job[moves.stop[here]]
    here = here[np.lexsort((job, -moves.seconds[here]))]
    found: list[dict[int, Delay]] = [{} for _ in rows]  # a job for several crews stands at several stops
    columns = (at[moves.opening[here]], openings.running.stops.job[moves.stop[here]], moves.seconds[here])
    for place, number, seconds in zip(*(each.tolist() for each in columns), strict=True):
        found[place][number] = Delay(jobs[number].key, seconds, jobs[number].customers)
    return [tuple(each.values()) for each in found]
