"""What the search begins with: a plan that people know, without what no longer fits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from geo.matching.judge import judge
from geo.matching.plan import Breach, Plan
from geo.matching.tables import Ints, Whole
from geo.matching.values import Key

Orders = dict[Key, list[Key]]


def first_orders(whole: Whole, start: Mapping[Key, Sequence[Key]]) -> tuple[list[Ints], Ints]:
    """Number a plan that breaks no rule.

    Args:
        whole: The problem's tables.
        start: Orders to begin with; jobs pinned to a position come first, whatever they say.

    Returns:
        Tasks of each crew in order, and when each task begins.
    """
    orders, at = _fitting(whole, start), np.zeros(len(whole.tasks.job), dtype=np.int64)
    taken = np.zeros(len(at), dtype=np.bool_)
    numbered: list[Ints] = []
    for number, route in enumerate(orders.routes):
        row: list[int] = []
        for stop in route.stops:
            task = _task(whole, whole.problem.job_numbers[stop.job], number, taken)
            at[task] = stop.start_s
            row.append(task)
        numbered.append(np.array(row, dtype=np.int64))
    return numbered, at


def name_orders(whole: Whole, orders: Sequence[Ints]) -> dict[Key, tuple[Key, ...]]:
    """Name the tasks of each crew again as jobs."""
    jobs, of = whole.problem.jobs, whole.tasks.job
    return {
        crew.key: tuple(jobs[of[task]].key for task in order)
        for crew, order in zip(whole.problem.crews, orders, strict=True)
    }


def _fitting(whole: Whole, start: Mapping[Key, Sequence[Key]]) -> Plan:
    """Take jobs out until the judge is content; each round takes at least one."""
    problem = whole.problem
    orders: Orders = {crew.key: [] for crew in problem.crews}
    for pin in sorted((pin for pin in problem.pins if pin.position is not None), key=lambda pin: pin.position or 0):
        orders[pin.crew].append(pin.job)
    settled = {job for order in orders.values() for job in order}
    for crew, order in start.items():
        orders[crew] += [job for job in dict.fromkeys(order) if job not in settled]
    while True:
        plan = judge(problem, orders, whole.weights)
        out = {job for breach in plan.breaches if (job := _to_take(breach, orders, settled)) is not None}
        if not out:
            return plan
        orders = {crew: [job for job in order if job not in out] for crew, order in orders.items()}


def _to_take(breach: Breach, orders: Orders, settled: set[Key]) -> Key | None:
    """The job to take out for a breach; None where only jobs that stay put are left."""
    if breach.job is not None:
        return None if breach.job in settled or not any(breach.job in each for each in orders.values()) else breach.job
    loose = [job for job in orders.get(breach.crew, ()) if job not in settled]
    return loose[-1] if loose else None


def _task(whole: Whole, job: int, crew: int, taken: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> int:
    """A free task of a job: the one that is pinned to the crew if there is one."""
    first = int(np.searchsorted(whole.tasks.job, job))
    twins = range(first, first + whole.problem.jobs[job].crews_needed)
    free = [task for task in twins if not taken[task] and whole.pinned[task] in (-1, crew)]
    task = next((task for task in free if whole.pinned[task] == crew), free[0])
    taken[task] = True
    return task
