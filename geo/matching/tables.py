"""The numbers that the search works on: a problem, or a part of it, as arrays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from geo.matching.judge import HOUR
from geo.matching.objective import Weights
from geo.matching.problem import Problem
from geo.matching.values import FOREVER, Key, Surroundings
from geo.travel import UNREACHABLE_SECONDS

NEVER: Final = 2**30
"""Earliest start of a pair that cannot be; later than everything."""

NEAR: Final = 120
"""How many near tasks are remembered for each task."""

PINNED: Final = 1000.0
"""How many times more it costs the search to leave out a job that is pinned."""

_WORD: Final = 2**64 - 1

Ints = NDArray[np.int64]
Shorts = NDArray[np.int32]
Floats = NDArray[np.float64]


class Tasks(NamedTuple):
    """One row per task; a job for three crews is three tasks that follow each other. Costs are weighted hours."""

    job: Ints
    """Number of the job."""
    service: Ints
    rate: Floats
    """Cost of one second."""
    earliest: Ints
    latest: Ints
    due: Ints
    late_rate: Floats
    """Cost of one second after the due time."""
    prize: Floats
    """Cost of leaving it out."""
    use: Ints
    """Shape (tasks, resources)."""
    leader: Ints
    """First task of the same job."""
    team: Ints
    """How many tasks the job has."""
    depth: Ints
    """How many precedences lead to it."""


class Zones(NamedTuple):
    """Surroundings, one row each: those of tasks, or those that crews are in."""

    zone: Ints
    """0 outside every zone."""
    level: Ints
    prepare: Ints
    leave: Ints
    stand_down: Ints


class Crews(NamedTuple):
    """One row per crew."""

    start: Ints
    soft_end: Ints
    last: Ints
    pauses: Ints
    """Shape (crews, breaks, 2); unused ones lie at FOREVER."""
    stock: Ints
    """What is left of each resource, shape (crews, resources)."""
    people: Ints
    hold_class: Ints
    hold_until: Ints


class Links(NamedTuple):
    """``before[i]`` is done ``lag[i]`` seconds before ``after[i]`` begins; first tasks of their jobs."""

    before: Ints
    after: Ints
    lag: Ints


class Whole(NamedTuple):
    """All that a problem says, but for pairs and legs."""

    problem: Problem
    weights: Weights
    tasks: Tasks
    around: Zones
    crews: Crews
    inside: Zones
    links: Links
    can: NDArray[np.uint64]
    """Skills of crews, shape (crews, words)."""
    needs_all: NDArray[np.uint64]
    needs_any: NDArray[np.uint64]
    barred: Ints
    """Task and crew, shape (pairs, 2)."""
    entry: Ints
    """Task, crew and seconds, shape (pairs, 3)."""
    today: Ints
    """Crew of each task in today's plan; -1 for none."""
    pinned: Ints
    """Crew that a task is pinned to; -1 for none."""
    began: Ints
    """When a task under way began; NEVER for all others."""
    settled: NDArray[np.bool_]
    """Tasks that are pinned to a position."""
    first: Ints
    """How many tasks are pinned at the beginning of each crew's order."""


def tabulate(problem: Problem, weights: Weights) -> Whole:
    """Turn a problem into arrays."""
    names: dict[object, int] = {None: 0}
    jobs = problem.jobs
    copies = np.array([job.crews_needed for job in jobs], dtype=np.int64)
    job = np.repeat(np.arange(len(jobs)), copies)
    first = np.concatenate([[0], np.cumsum(copies)[:-1]]).astype(np.int64) if len(jobs) else np.empty(0, np.int64)
    team = copies[job]
    weight = np.array([each.weight for each in jobs], dtype=np.float64)[job] / team
    prize = np.array([weights.left_out_h if each.prize_h is None else each.prize_h for each in jobs])[job]
    tasks = Tasks(
        job=job,
        service=_column((each.service_s for each in jobs), job),
        rate=weight / HOUR,
        earliest=_column((each.earliest_s for each in jobs), job),
        latest=_column((each.latest_s for each in jobs), job),
        due=_column((FOREVER if each.due_s is None else each.due_s for each in jobs), job),
        late_rate=weights.lateness * weight / HOUR,
        prize=weight * prize * np.where(_is_pinned(problem), PINNED, 1.0)[job],
        use=_amounts([each.use for each in jobs], problem.resources)[job],
        leader=first[job],
        team=team,
        depth=_depths(problem)[job],
    )
    words = sorted({skill for each in jobs for skill in each.skills_all | each.skills_any})
    pinned, began, settled = _pins(problem, first, len(job))
    return Whole(
        problem=problem,
        weights=weights,
        tasks=tasks,
        around=_zones([each.around for each in jobs], names, job),
        crews=_crews(problem),
        inside=_zones([each.inside for each in problem.crews], names, np.arange(len(problem.crews))),
        links=_links(problem, first),
        can=_words([each.skills for each in problem.crews], words),
        needs_all=_words([each.skills_all for each in jobs], words)[job],
        needs_any=_words([each.skills_any for each in jobs], words)[job],
        barred=_pairs(problem, dict.fromkeys(problem.barred, 0), first, copies)[:, :2],
        entry=_pairs(problem, problem.entry_s, first, copies),
        today=_today(problem, first, copies, len(job)),
        pinned=pinned,
        began=began,
        settled=settled,
        first=np.bincount(pinned[settled], minlength=len(problem.crews)).astype(np.int64),
    )


def legs_between(whole: Whole, tasks: Ints, crews: Ints) -> tuple[Shorts, Shorts, Shorts]:
    """Travel seconds of a part: from tasks and crews' starts to tasks, and from tasks to crews' ends.

    Returns:
        From every node to each task, shape (tasks + crews, tasks); from each task to every end, shape (tasks, crews);
        and 1 for crews that have an end, else 0. Unreachable is `UNREACHABLE_SECONDS`.
    """
    n, c = len(whole.problem.jobs), len(whole.problem.crews)
    legs, here = whole.problem.legs, whole.tasks.job[tasks]
    to = legs.seconds(np.concatenate([here, n + crews]), here)
    has_end = _has_end(whole.problem, crews)
    home = np.zeros((len(tasks), len(crews)), dtype=np.int32)
    if has_end.any():
        home[:, has_end] = legs.seconds(here, n + c + crews[has_end])
    return to, home, has_end.astype(np.int32)


def _has_end(problem: Problem, crews: Ints) -> NDArray[np.bool_]:
    numbers = getattr(problem.travel, "numbers", None)
    if numbers is not None:
        found: NDArray[np.bool_] = numbers[len(problem.jobs) + len(problem.crews) + crews] >= 0
        return found
    return np.array([problem.crews[crew].end is not None for crew in crews], dtype=np.bool_)


def _column(values: Iterable[int], job: Ints) -> Ints:
    return np.array(list(values), dtype=np.int64)[job] if len(job) else np.empty(0, np.int64)


def _amounts(rows: list[tuple[int, ...]], width: int) -> Ints:
    return np.array([row or (0,) * width for row in rows], dtype=np.int64).reshape(len(rows), width)


def _crews(problem: Problem) -> Crews:
    crews = problem.crews
    most = max((len(crew.breaks) for crew in crews), default=0)
    pauses = np.full((len(crews), most, 2), FOREVER, dtype=np.int64)
    for number, crew in enumerate(crews):
        for at, pause in enumerate(crew.breaks):
            pauses[number, at] = pause.start_s, pause.end_s
    stock = _amounts([crew.stock for crew in crews], problem.resources)
    used = _amounts([crew.used for crew in crews], problem.resources)
    hold = [-NEVER if crew.hold_until_s is None else crew.hold_until_s for crew in crews]
    return Crews(
        start=np.array([crew.duty.start_s for crew in crews], dtype=np.int64),
        soft_end=np.array([crew.duty.end_s for crew in crews], dtype=np.int64),
        last=np.array([crew.last_s for crew in crews], dtype=np.int64),
        pauses=pauses,
        stock=stock - used,
        people=np.array([crew.people for crew in crews], dtype=np.int64),
        hold_class=np.array([crew.hold_class for crew in crews], dtype=np.int64),
        hold_until=np.array(hold, dtype=np.int64),
    )


def _zones(rows: list[Surroundings], names: dict[object, int], job: Ints) -> Zones:
    numbers = np.array([names.setdefault(row.zone, len(names)) for row in rows], dtype=np.int64)
    facts = np.array([(row.zone_class, row.prepare_s, row.leave_s, row.stand_down_s) for row in rows], dtype=np.int64)
    facts = facts.reshape(len(rows), 4)
    return Zones(numbers[job], *(np.ascontiguousarray(facts[job, at]) for at in range(4)))


def _words(rows: list[frozenset[str]], names: list[str]) -> NDArray[np.uint64]:
    """Skills as bits, 64 to a word."""
    bit = {name: 1 << at for at, name in enumerate(names)}
    sums = [sum([bit.get(name, 0) for name in row]) for row in rows]
    words = [[some >> low & _WORD for low in range(0, len(names) + 1, 64)] for some in sums]
    return np.array(words, dtype=np.uint64).reshape(len(rows), len(names) // 64 + 1)


def _depths(problem: Problem) -> Ints:
    depth = dict.fromkeys(problem.job_numbers, 0)
    for _ in problem.jobs:
        changed = False
        for each in problem.precedences:
            if depth[each.after] <= depth[each.before]:
                depth[each.after], changed = depth[each.before] + 1, True
        if not changed:
            break
    return np.array(list(depth.values()), dtype=np.int64)


def _links(problem: Problem, first: Ints) -> Links:
    rows = [
        (first[problem.job_numbers[each.before]], first[problem.job_numbers[each.after]], each.lag_s)
        for each in problem.precedences
    ]
    table = np.array(rows, dtype=np.int64).reshape(-1, 3)
    return Links(*(np.ascontiguousarray(table[:, at]) for at in range(3)))


def _pairs(problem: Problem, pairs: Mapping[tuple[Key, Key], int], first: Ints, copies: Ints) -> Ints:
    jobs, crews = problem.job_numbers, problem.crew_numbers
    rows = [
        (first[jobs[job]] + copy, crews[crew], value)
        for (job, crew), value in pairs.items()
        for copy in range(copies[jobs[job]])
    ]
    return np.array(rows, dtype=np.int64).reshape(-1, 3)


def _is_pinned(problem: Problem) -> NDArray[np.bool_]:
    pinned = {pin.job for pin in problem.pins}
    return np.array([job.key in pinned for job in problem.jobs], dtype=np.bool_)


def _pins(problem: Problem, first: Ints, tasks: int) -> tuple[Ints, Ints, NDArray[np.bool_]]:
    settled = np.zeros(tasks, dtype=np.bool_)
    pinned, began = np.full(tasks, -1, dtype=np.int64), np.full(tasks, NEVER, dtype=np.int64)
    taken: dict[Key, int] = {}
    for pin in problem.pins:
        task = first[problem.job_numbers[pin.job]] + taken.get(pin.job, 0)
        taken[pin.job] = taken.get(pin.job, 0) + 1
        pinned[task] = problem.crew_numbers[pin.crew]
        if pin.started_s is not None:
            began[task] = pin.started_s
        settled[task] = pin.position is not None
    return pinned, began, settled


def _today(problem: Problem, first: Ints, copies: Ints, tasks: int) -> Ints:
    """Crew of each task today. The tasks of one job are alike, so a job's crews stand in any order."""
    found = np.full(tasks, -1, dtype=np.int64)
    for crew, order in problem.today.items():
        for job in order:
            number = problem.job_numbers[job]
            free = next((at for at in range(copies[number]) if found[first[number] + at] < 0), None)
            if free is not None:
                found[first[number] + free] = problem.crew_numbers[crew]
    return found


__all__ = ["NEAR", "NEVER", "UNREACHABLE_SECONDS", "Tasks", "Whole", "Zones", "legs_between", "tabulate"]
