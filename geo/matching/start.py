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
    plan, jobs, at = _fitting(whole, start), whole.problem.job_numbers, [0] * len(whole.tasks.job)
    twins = _twins(whole)
    numbered: list[Ints] = []
    for number, route in enumerate(plan.routes):
        row = [_take(twins[jobs[stop.job]], number, whole.pinned) for stop in route.stops]
        for task, stop in zip(row, route.stops, strict=True):
            at[task] = stop.start_s
        numbered.append(np.array(row, dtype=np.int64))
    return numbered, np.array(at, dtype=np.int64)


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


def _twins(whole: Whole) -> list[list[int]]:
    """Tasks of each job."""
    ends = np.cumsum([job.crews_needed for job in whole.problem.jobs]).tolist()
    return [list(range(end - job.crews_needed, end)) for job, end in zip(whole.problem.jobs, ends, strict=True)]


def _take(free: list[int], crew: int, pinned: Ints) -> int:
    """Take a task out of those of a job that are free: the one that is pinned to the crew if there is one."""
    if len(free) == 1:
        return free.pop()
    task = next((task for task in free if pinned[task] == crew), None)
    if task is None:
        task = next(task for task in free if pinned[task] < 0)
    free.remove(task)
    return task
