"""How good a plan can be at best: a lower bound of the objective, for small and middle problems.

**The bound.** Give every task (a job, or each crew's share of a job for several) a price u of no more than what leaving
it out costs. For every plan that breaks no rule::

    value(plan) >= sum of u + sum over crews of min(0, cheapest route of the crew, its tasks' prices taken off)

**Proof.** The value of a plan is the cost of its routes and of what is left out: each part of the objective belongs to
one crew's route, or to one task left out. Take u off each task in a route and add it again; a task left out costs at
least u. So the value is at least the sum of u and of (cost of the route - prices of its tasks) over crews, and a crew's
route costs no less than its cheapest one. This holds for *any* prices, and when the cheapest route is itself bounded
from below.

**A route, from below** (`geo.matching.pricing`). Skills, barred pairs, entry times, windows, breaks and duty hold. Jobs
for several crews, precedences, stock and positions only forbid routes or delay them, so leaving them out of the account
lowers the bound and no more. Work never begins later when the work before it ends sooner, and no cost falls with time;
so when every end is rounded down to a grid, the same sequence stays possible and costs no more: by induction along the
route. What the rounding took is given back as far as it must cost something: the best way on rises by the rates of the
work in it until the second best takes over, and that one does not fall.

The account allows more routes than there are: one may come back to a task after two others; legs to tasks that are not
near count as the shortest of them. Work that ends in the row of the grid in which the work before it ended is followed,
from below, by every task that is worth its price then. After the horizon, when the response alone of any task costs
what leaving it out does, the rest of a route counts nothing.

**The prices** are found by a subgradient method: dearer where nobody comes, cheaper where several do. They decide how
tight the bound is, not whether it holds. It is rounded down by a millionth, as the tables have single precision.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo.matching.judge import HOUR
from geo.matching.objective import Weights
from geo.matching.parts import Part, cut
from geo.matching.plan import Plan
from geo.matching.pricing import NOBODY, Kind, One, cheapest
from geo.matching.problem import Problem
from geo.matching.search import Limit
from geo.matching.tables import NEVER, Floats, Ints, Whole, tabulate

NEAR = 32
"""Legs that are counted in full from each task."""

GRIDS_S = (600, 300, 120, 60)
"""Widths of the grid of time: coarse until the prices stand still or their share of the limit is used, then finer."""

_STANDS_STILL = 12
_FIRST_STEP, _LEAST_STEP = 1.0, 0.01
_KEPT = 0.7
"""How much of the last direction goes on."""

_ROUNDING = 1e-6


@dataclass(frozen=True, slots=True)
class Bound:
    """What no plan can be better than.

    Attributes:
        value: The bound, weighted hours, as `geo.matching.objective.Value.total`.
        rounds: How many sets of prices were tried.
        grid_s: Width of the grid of time that gave the bound, seconds.
    """

    value: float
    rounds: int
    grid_s: int

    def gap(self, plan: Plan) -> float:
        """How far a plan may be from the best, as a share of its value; 0 is proven best."""
        return (plan.value.total - self.value) / plan.value.total if plan.value.total > 0 else 0.0


def lower_bound(problem: Problem, plan: Plan, limit: Limit, *, weights: Weights | None = None) -> Bound:
    """Bound the value of every plan that breaks no rule from below.

    Args:
        problem: What is to be matched; tables of all pairs of jobs are made, so it should have a few thousand at most.
        plan: A plan to begin from. Any will do; the better it is, the sooner the bound is good.
        limit: When to stop.
        weights: What counts how much.

    Returns:
        The best bound found.
    """
    settings = weights or Weights()
    whole = tabulate(problem, settings)
    tasks, crews = np.arange(len(whole.tasks.job)), np.arange(len(problem.crews))
    least = float(np.sum(_prizes(whole)))
    if not len(tasks) or not len(crews):
        return Bound(least, 0, 0)
    return _Prices(whole, cut(whole, tasks, crews), plan).improve(limit)


class _Prices:
    """Prices under way."""

    def __init__(self, whole: Whole, part: Part, plan: Plan) -> None:
        self.prize = _prizes(whole)
        self.upper = plan.value.total
        self.price = np.minimum(_worth(whole, plan), self.prize)
        self.crews = [(kind, one) for kind, ks in _kinds(whole, part) for one in _ones(part, kind, ks, self.prize)]
        self.crews.sort(key=lambda crew: -len(crew[0].tasks))

    def improve(self, limit: Limit) -> Bound:
        """Move the prices until the limit, or until they stand still on the finest grid."""
        began, best, rounds = time.perf_counter(), Bound(-np.inf, 0, 0), 0
        with ThreadPoolExecutor(len(os.sched_getaffinity(0))) as pool:
            for number, grid in enumerate(GRIDS_S):
                share = (number + 1) / len(GRIDS_S)
                until = None if limit.seconds is None else began + share * limit.seconds
                most = None if limit.rounds is None else max(round(share * limit.rounds) - rounds, 1)
                found = self._on(pool, grid, _FIRST_STEP / 8 ** min(number, 1), until, most)
                rounds += found.rounds
                best = max(best, found, key=lambda one: one.value)
                if not self._has_time(pool, began, limit, number):
                    break
        return Bound(best.value - _ROUNDING * abs(best.value), rounds, best.grid_s)

    def _has_time(self, pool: ThreadPoolExecutor, began: float, limit: Limit, number: int) -> bool:
        """Tell whether a round on the next grid would end within the limit."""
        if limit.seconds is None or number + 1 == len(GRIDS_S):
            return True
        before = time.perf_counter()
        self.value(pool, GRIDS_S[number])
        now = time.perf_counter()
        return now + (now - before) * GRIDS_S[number] / GRIDS_S[number + 1] < began + limit.seconds

    def _on(self, pool: ThreadPoolExecutor, grid: int, step: float, until: float | None, most: int | None) -> Bound:
        """Move the prices on one grid; they are left at the best."""
        best, best_price, direction = -np.inf, self.price, np.zeros_like(self.price)
        still, rounds = 0, 0
        while step >= _LEAST_STEP:
            value, visits = self.value(pool, grid)
            rounds += 1
            still = 0 if value > best else still + 1
            if value > best:
                best, best_price = value, self.price
            if (until is not None and time.perf_counter() > until) or rounds == most:
                break
            if still >= _STANDS_STILL:
                step, still, self.price, direction = step / 2, 0, best_price, np.zeros_like(self.price)
            direction = _KEPT * direction + self._slope(visits)
            self.price = self._moved(direction, step * max(self.upper - value, 0.0))
        self.price = best_price
        return Bound(float(best), rounds, grid)

    def value(self, pool: ThreadPoolExecutor, grid: int) -> tuple[float, NDArray[np.int64]]:
        """The bound that the prices give, and how often each task is visited."""
        threads = len(os.sched_getaffinity(0))
        answers = list(pool.map(lambda at: self._some(self.crews[at::threads], grid), range(threads)))
        return float(self.price.sum()) + sum(value for value, _ in answers), sum(
            (visits for _, visits in answers), start=np.zeros(len(self.price), np.int64)
        )

    def _some(self, crews: list[tuple[Kind, One]], grid: int) -> tuple[float, NDArray[np.int64]]:
        total, visits = 0.0, np.zeros(len(self.price), np.int64)
        for kind, one in crews:
            mine = np.zeros(len(kind.tasks), np.int64)
            total += cheapest(kind, one, self.price[kind.tasks], grid, mine)
            visits[kind.tasks] += mine
        return total, visits

    def _slope(self, visits: NDArray[np.int64]) -> Floats:
        """Up where nobody comes, down where more than one does; what may be left out need not be visited."""
        slope: Floats = 1.0 - visits.astype(np.float64)
        slope[(self.price >= self.prize) & (slope > 0)] = 0.0
        slope[(self.price <= 0) & (slope < 0)] = 0.0
        return slope

    def _moved(self, direction: Floats, way: float) -> Floats:
        length = float(direction @ direction)
        if length == 0:
            return self.price
        moved: Floats = np.clip(self.price + way / length * direction, 0.0, self.prize)
        return moved


def _prizes(whole: Whole) -> Floats:
    """What leaving out each task costs, weighted hours."""
    usual, jobs = whole.weights.left_out_h, whole.problem.jobs
    each = np.array(
        [job.weight / job.crews_needed * (usual if job.prize_h is None else job.prize_h) for job in jobs],
        dtype=np.float64,
    )
    return each[whole.tasks.job] if len(jobs) else each


def _worth(whole: Whole, plan: Plan) -> Floats:
    """What a plan would save by leaving out each task: its own cost, and its delay of those behind it."""
    worth, numbers = _prizes(whole), whole.problem.job_numbers
    first = np.searchsorted(whole.tasks.job, np.arange(len(numbers)))
    taken: dict[int, int] = {}
    for route in plan.routes:
        behind = 0.0
        for at in range(len(route.stops) - 1, -1, -1):
            stop, number = route.stops[at], numbers[route.stops[at].job]
            task = int(first[number]) + taken.get(number, 0)
            taken[number] = taken.get(number, 0) + 1
            before = route.stops[at - 1].finish_s if at else stop.arrive_s - stop.travel_s
            rate = float(whole.tasks.rate[task])
            worth[task] = rate * stop.finish_s + behind * (stop.finish_s - before)
            worth[task] += whole.weights.travel * stop.travel_s / HOUR
            behind += rate
    return worth


def _kinds(whole: Whole, part: Part) -> Iterator[tuple[Kind, Ints]]:
    """Crews that can do the same tasks share the ways between these."""
    possible = part.pairs["early"] < NEVER
    rows, kind_of = np.unique(possible.T, axis=0, return_inverse=True)
    for number, row in enumerate(rows):
        tasks = np.flatnonzero(row)
        yield _kind(whole, part, tasks), np.flatnonzero(kind_of.reshape(-1) == number)


def _kind(whole: Whole, part: Part, tasks: Ints) -> Kind:
    rows, m = part.tasks[tasks], len(tasks)
    begun = whole.began[tasks] < NEVER
    gaps = part.back["gap"][np.ix_(tasks, tasks)].astype(np.int64)
    drives = part.back["drive"][np.ix_(tasks, tasks)].astype(np.float64)
    gaps[rows["leader"][:, None] == rows["leader"][None, :]] = NEVER
    gaps[:, begun] = NEVER
    order = np.argsort(gaps, axis=1, kind="stable")
    near = order[:, :NEAR]
    gap, drive = np.take_along_axis(gaps, near, axis=1), np.take_along_axis(drives, near, axis=1)
    drives[gaps >= NEVER] = np.inf
    np.put_along_axis(drives, near, np.inf, axis=1)
    beyond = order[:, NEAR : NEAR + 1]
    far_gap = np.take_along_axis(gaps, beyond, axis=1)[:, 0] if beyond.shape[1] else np.full(m, NEVER)
    far_drive = drives.min(axis=1, initial=np.inf)
    return Kind(
        tasks=tasks,
        service=np.ascontiguousarray(rows["service"]),
        latest=np.ascontiguousarray(rows["latest"]),
        due=np.ascontiguousarray(rows["due"]),
        rate=np.ascontiguousarray(rows["rate"]),
        late_rate=np.ascontiguousarray(rows["late_rate"]),
        begun=begun.astype(np.int32),
        near=np.where(gap < NEVER, near, NOBODY).astype(np.int32),
        gap=np.minimum(gap, NEVER).astype(np.int32),
        drive=np.ascontiguousarray(drive),
        far_gap=far_gap,
        far_drive=np.where(np.isfinite(far_drive), far_drive, 0.0),
    )


def _ones(part: Part, kind: Kind, crews: Ints, prize: Floats) -> Iterator[One]:
    worth = kind.rate > 0
    horizon = float((prize[kind.tasks][worth] / kind.rate[worth]).max(initial=0.0))
    for k in crews.tolist():
        pair, crew, way = part.pairs[kind.tasks, k], part.crews[k], part.to[kind.tasks, part.n + k]
        under_way = (pair["early"] + kind.service)[kind.begun > 0]
        yield One(
            gap=way["gap"].astype(np.int64),
            drive=way["drive"].astype(np.float64),
            early=pair["early"].astype(np.int64),
            cost=pair["cost"].astype(np.float64),
            finish=pair["finish"].astype(np.int64),
            home=pair["home"].astype(np.float64),
            pauses=part.pauses[k : k + 1],
            start=int(crew["start"]),
            origin=int(min(crew["start"], under_way.min(initial=NEVER))),
            soft_end=int(crew["soft_end"]),
            last=int(crew["last"]),
            horizon=int(np.ceil(horizon)),
            over_rate=float(part.over_rate),
        )
