"""Search for a plan: anytime, on all cores, the same for the same seed and number of rounds.

The problem is cut into parts of near crews with the work that they hold, each part is annealed on a core of its own,
and the parts are put together again; the next cut runs along other lines, so that borders wander and are repaired.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

from geo.matching.anneal import anneal
from geo.matching.judge import judge
from geo.matching.objective import Weights
from geo.matching.parts import cut
from geo.matching.plan import Plan
from geo.matching.problem import Problem
from geo.matching.start import first_orders
from geo.matching.state import begin, random_state, remember
from geo.matching.tables import Ints, Whole, tabulate
from geo.matching.values import Key

PART_CREWS, PART_TASKS = 32, 400
"""Crews of one part: few enough that a round is short, enough that they find work to exchange; or, where days are long,
as many crews as hold so many tasks."""

FEW_TASKS = 100
"""Below this a problem is not cut; every core searches the whole with a seed of its own."""

ROUNDS_PER_CUT = 1000
"""Rounds of ruin and recreate in one part before the next cut, where the rounds are limited."""

CUT_SECONDS = 0.025
"""Time between cuts for each part, where the time is limited: long beside the milliseconds that cutting takes."""

LEAST_CUT_SECONDS = 0.1

LEAST_TASKS = 40
"""Parts are not cut smaller than this on average."""

NEAR_CREWS = 16
"""A task that is left out goes to the part of one of so many near crews."""

WARM, COLD = 0.5, 0.01
"""Temperature at the beginning and the end, in hours of a mean job's weight."""


@dataclass(frozen=True, slots=True)
class Limit:
    """When to stop; at least one of the two.

    Attributes:
        seconds: Wall time.
        rounds: Rounds of ruin and recreate in all; the plan is then the same on every machine.

    Raises:
        ValueError: Neither is given, or one is not above 0.
    """

    seconds: float | None = None
    rounds: int | None = None

    def __post_init__(self) -> None:
        if self.seconds is None and self.rounds is None:
            raise ValueError("give seconds or rounds")
        for name, value in (("seconds", self.seconds), ("rounds", self.rounds)):
            if value is not None and not value > 0:
                raise ValueError(f"{name} must be above 0, not {value}")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the search is.

    Attributes:
        share: From 0 to 1.
        value: The best value found, weighted hours.
        rounds: Rounds of ruin and recreate until now.
    """

    share: float
    value: float
    rounds: int


@dataclass
class _Board:
    """The plan under way: the order of tasks of each crew, and the crew of each task."""

    orders: list[Ints]
    crew_of: Ints
    at: Ints
    """When each task begins."""


def solve(
    problem: Problem,
    limit: Limit,
    *,
    weights: Weights | None = None,
    seed: int = 0,
    start: Mapping[Key, Sequence[Key]] | None = None,
    cores: int | None = None,
    told: Callable[[Progress], bool] | None = None,
) -> Plan:
    """Find a good plan that breaks no rule.

    Args:
        problem: What is to be matched.
        limit: When to stop.
        weights: What counts how much.
        seed: Same seed and same number of rounds, same plan.
        start: Orders to begin with; the problem's ``today`` when left out. What no longer fits falls out.
        cores: How many to use; all when left out. Does not change the plan where the rounds are limited.
        told: Hears of progress several times a second; returns False to stop with the best plan so far.

    Returns:
        The best plan found, timed and valued by the judge.
    """
    settings = weights or Weights()
    whole = tabulate(problem, settings)
    search = _Search(whole, limit, seed, cores or len(os.sched_getaffinity(0)))
    orders = search.run(*first_orders(whole, problem.today if start is None else start), told)
    jobs, crews = whole.tasks.job, problem.crews
    named = {crews[k].key: tuple(problem.jobs[jobs[task]].key for task in order) for k, order in enumerate(orders)}
    return judge(problem, named, settings)


class _Search:
    """One search over one problem."""

    def __init__(self, whole: Whole, limit: Limit, seed: int, cores: int) -> None:
        self.whole, self.limit, self.cores = whole, limit, cores
        self.lanes = cores if limit.rounds is None else 2
        """Parts at least, or copies of a small problem; a plan under a limit of rounds must not depend on the cores."""
        self.rng = np.random.default_rng(seed)
        self.tasks, self.crews = len(whole.tasks.job), len(whole.crews.start)
        numbers = np.arange(len(whole.problem.jobs) + self.crews)
        where = whole.problem.legs.where(numbers)
        self.task_at = where[whole.tasks.job] if self.tasks else np.empty((0, 2))
        self.crew_at = where[len(whole.problem.jobs) :]
        weight = float(whole.tasks.rate.mean()) * 3600 if self.tasks else 0.0
        self.warm, self.cold = WARM * max(weight, 1e-6), COLD * max(weight, 1e-6)
        self.bundle = _bundles(whole)
        self.bundled = (
            np.flatnonzero(np.bincount(self.bundle, minlength=1)[self.bundle] > 1) if self.tasks else self.bundle
        )
        self.done = 0
        self.began = time.perf_counter()
        self.pace = 400.0
        """Rounds of one part in a cut; follows the machine where time is the limit."""

    def run(self, first: list[Ints], at: Ints, told: Callable[[Progress], bool] | None) -> list[Ints]:
        """Search until the limit; the best orders found."""
        board = _Board(first, np.full(self.tasks, -1, dtype=np.int64), at)
        for k, order in enumerate(first):
            board.crew_of[order] = k
        best, best_value = [order.copy() for order in board.orders], np.inf
        if not self.tasks or not self.crews:
            return best
        with ThreadPoolExecutor(self.cores) as pool:
            share = 0.0
            while share < 1.0:
                value, orders = self._turn(pool, board, share)
                if value < best_value:
                    best, best_value = orders, value
                share = self._share()
                if told is not None and not told(Progress(min(share, 1.0), best_value, self.done)):
                    break
        return best

    def _share(self) -> float:
        """How much of the limit is used up."""
        used = [0.0]
        if self.limit.seconds is not None:
            used.append((time.perf_counter() - self.began) / self.limit.seconds)
        if self.limit.rounds is not None:
            used.append(self.done / self.limit.rounds)
        return max(used)

    def _turn(self, pool: Executor, board: _Board, share: float) -> tuple[float, list[Ints]]:
        """Cut, anneal all parts, put them together.

        Returns:
            The best value seen within the parts and its orders; the board itself stands where the annealing left it.
        """
        groups = self._groups(board)
        copies = 1 if len(groups) > 1 else self.lanes
        rounds, until = self._rounds(len(groups) * copies, share)
        warm = self.warm * (self.cold / self.warm) ** share
        cold = self.warm * (self.cold / self.warm) ** until
        seeds = self.rng.integers(1, 2**31, size=(len(groups), copies))
        before = time.perf_counter()
        held = self._held(board, groups)
        calls = [
            pool.submit(self._anneal, board, crews, tasks, held, int(seed), rounds, warm, cold)
            for (crews, tasks), row in zip(groups, seeds, strict=True)
            for seed in row
        ]
        answers = [call.result() for call in calls]
        self._adapt(time.perf_counter() - before, rounds, len(calls))
        self.done += rounds * len(calls)
        best = [order.copy() for order in board.orders]
        total = 0.0
        for at, (crews, tasks) in enumerate(groups):
            answer = min(answers[at * copies : (at + 1) * copies], key=lambda one: one.best)
            total += answer.best
            board.crew_of[tasks] = -1
            for k, now, good in zip(crews, answer.now, answer.orders, strict=True):
                board.orders[k], best[k] = now, good
                board.crew_of[now] = k
            board.at[tasks] = answer.at
        return total, best

    def _rounds(self, parts: int, share: float) -> tuple[int, float]:
        """Rounds for each part until the next cut, and the share of the limit that is used up then."""
        if self.limit.rounds is not None:
            left = max(self.limit.rounds - self.done, 1)
            rounds = max(min(ROUNDS_PER_CUT, -(-left // parts)), 1)
            return rounds, min(share + rounds * parts / self.limit.rounds, 1.0)
        return max(int(self.pace), 1), min(share + self._cut_seconds(parts) / (self.limit.seconds or 1.0), 1.0)

    def _cut_seconds(self, parts: int) -> float:
        return max(CUT_SECONDS * parts / self.lanes, LEAST_CUT_SECONDS)

    def _adapt(self, seconds: float, rounds: int, parts: int) -> None:
        """Follow the speed of the machine."""
        left = (self.limit.seconds or 0.0) - (time.perf_counter() - self.began)
        wanted = max(min(self._cut_seconds(parts), left), 0.01)
        self.pace = rounds * float(np.clip(wanted / max(seconds, 1e-4), 0.2, 4.0))

    def _groups(self, board: _Board) -> list[tuple[Ints, Ints]]:
        """Cut along random lines: crews of each part, and its tasks, sorted."""
        everyone = np.arange(self.crews)
        if self.tasks < FEW_TASKS:
            return [(everyone, np.arange(self.tasks))]
        centres = self._centres(board)
        parts = [everyone]
        wanted = max(self.lanes, round(self.crews / PART_CREWS), round(self.tasks / PART_TASKS))
        wanted = min(wanted, self.crews, -(-self.tasks // LEAST_TASKS))
        while len(parts) < wanted:
            parts.sort(key=len)
            largest = parts.pop()
            angle = self.rng.uniform(0, np.pi)
            along = centres[largest] @ np.array([np.cos(angle), np.sin(angle)])
            ordered = largest[np.argsort(along, kind="stable")]
            parts += [np.sort(ordered[: len(ordered) // 2]), np.sort(ordered[len(ordered) // 2 :])]
        part_of_crew = np.empty(self.crews, dtype=np.int64)
        for number, crews in enumerate(parts):
            part_of_crew[crews] = number
        part_of_task = np.where(board.crew_of >= 0, part_of_crew[board.crew_of], -1)
        absent = np.flatnonzero(part_of_task < 0)
        part_of_task[absent] = part_of_crew[self._near_crews(absent, board, centres)]
        return [(crews, np.flatnonzero(part_of_task == number)) for number, crews in enumerate(parts)]

    def _centres(self, board: _Board) -> NDArray[np.float64]:
        found = self.crew_at.copy()
        for k, order in enumerate(board.orders):
            if len(order):
                found[k] = (found[k] + self.task_at[order].mean(axis=0)) / 2
        return found

    def _near_crews(self, tasks: Ints, board: _Board, centres: NDArray[np.float64]) -> Ints:
        """One of the near crews of each task, now this one, now that; tasks bound to each other go together."""
        rank = min(self.crews, NEAR_CREWS)
        _, nearest = cKDTree(centres).query(self.task_at[tasks], k=range(1, rank + 1))
        found: Ints = nearest[np.arange(len(tasks)), self.rng.integers(0, rank, len(tasks))].astype(np.int64)
        chosen = {int(self.bundle[task]): int(board.crew_of[task]) for task in self.bundled if board.crew_of[task] >= 0}
        for at in np.flatnonzero(np.isin(tasks, self.bundled)):
            found[at] = chosen.setdefault(int(self.bundle[tasks[at]]), int(found[at]))
        return found

    def _held(self, board: _Board, groups: list[tuple[Ints, Ints]]) -> NDArray[np.bool_]:
        """Tell which tasks stay put, in a route or out: pinned in order, waited for by such, or bound elsewhere."""
        held = self.whole.settled.copy()
        for _ in range(int(self.whole.tasks.depth.max(initial=0))):
            waited_for = self.whole.links.before[held[self.whole.links.after]]
            held |= np.isin(self.whole.tasks.leader, waited_for) & (board.crew_of >= 0)
        part_of = np.empty(self.tasks, dtype=np.int64)
        for number, (_, tasks) in enumerate(groups):
            part_of[tasks] = number
        rows, links = self.whole.tasks, self.whole.links
        apart = part_of != part_of[rows.leader]
        held |= np.isin(rows.leader, rows.leader[apart])
        if len(links.before):
            split = part_of[links.before] != part_of[links.after]
            held |= np.isin(rows.leader, np.concatenate([links.before[split], links.after[split]]))
        return held

    def _anneal(
        self,
        board: _Board,
        crews: Ints,
        tasks: Ints,
        held: NDArray[np.bool_],
        seed: int,
        rounds: int,
        warm: float,
        cold: float,
    ) -> _Answer:
        part = cut(self.whole, tasks, crews)
        at = np.full(self.tasks, -1, dtype=np.int64)
        at[tasks] = np.arange(len(tasks))
        orders = [at[board.orders[k]] for k in crews]
        state = begin(part, orders, board.at[tasks], held[tasks], self.whole.first[crews])
        memory = remember(part, state)
        value = anneal(part, state, memory, random_state(seed), rounds, warm, cold)
        order, length = memory.order, memory.length
        now = [tasks[state.spots["task"][k, : state.crews["length"][k]]] for k in range(part.c)]
        return _Answer(value, [tasks[order[k, : length[k]]] for k in range(part.c)], now, state.tasks["at"])


@dataclass(frozen=True, slots=True)
class _Answer:
    """What annealing a part gave: the best value, its orders, and the orders where it stands now."""

    best: float
    orders: list[Ints]
    now: list[Ints]
    at: Ints


def _bundles(whole: Whole) -> Ints:
    """Number the sets of tasks that are bound to each other: of one job, or by precedence."""
    tasks, links = len(whole.tasks.job), whole.links
    ends = np.concatenate([np.arange(tasks), links.before]), np.concatenate([whole.tasks.leader, links.after])
    graph = coo_matrix((np.ones(len(ends[0])), ends), shape=(tasks, tasks))
    found: Ints = connected_components(graph, directed=False)[1].astype(np.int64)
    return found


__all__ = ["Limit", "Progress", "solve"]
