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

from geo.matching.anneal import anneal
from geo.matching.division import Board, Division
from geo.matching.judge import HOUR, judge
from geo.matching.objective import Weights
from geo.matching.parts import cut
from geo.matching.plan import Plan
from geo.matching.problem import Problem
from geo.matching.start import first_orders, name_orders
from geo.matching.state import begin, random_state, remember
from geo.matching.tables import Ints, Whole, tabulate
from geo.matching.values import Key
from geo.travel import UNREACHABLE_SECONDS

ROUNDS_PER_CUT = 500
"""Rounds of ruin and recreate in one part before the next cut, where the rounds are limited. New borders are worth more
than long runs (ten storms of 1000 x 200, 120 k rounds: 2500 a cut 4336, 1000 a cut 4290, 500 a cut 4275)."""

CUT_SECONDS = 0.01
"""Time between cuts for each part, where the time is limited: some 1000 rounds on a quiet core."""

LEAST_CUT_SECONDS = 0.03
"""Wall time of a cut with all its parts, at least."""

CUTS_WORTH = 5.0
"""A part is annealed at least so many times as long as it took to cut it."""

WARM, COLD = 0.12, 0.003
"""Temperature at the beginning and the end, in what a typical change costs."""

SAMPLE = 64
"""So many tasks tell how far apart work lies."""

LONG_WAY = 4.0
"""A typical change of the driving alone, in mean legs."""

CALM = 4.0
"""Temperature at the beginning of a calm search, in those at the end."""


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


def solve(
    problem: Problem,
    limit: Limit,
    *,
    weights: Weights | None = None,
    seed: int = 0,
    start: Mapping[Key, Sequence[Key]] | None = None,
    cores: int | None = None,
    told: Callable[[Progress], bool] | None = None,
    calm: bool = False,
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
        calm: Begin cool, for a start that is good already: what does not help is hardly ever tried.

    Returns:
        The best plan found, timed and valued by the judge.
    """
    began, settings = time.perf_counter(), weights or Weights()
    whole = tabulate(problem, settings)
    search = _Search(whole, limit, seed, cores or len(os.sched_getaffinity(0)), began)
    if calm:
        search.warm = search.cold * CALM
    orders = search.run(*first_orders(whole, problem.today if start is None else start), told)
    return judge(problem, name_orders(whole, orders), settings)


class _Search:
    """One search over one problem."""

    def __init__(self, whole: Whole, limit: Limit, seed: int, cores: int, began: float) -> None:
        self.whole, self.limit, self.cores = whole, limit, cores
        self.lanes = cores if limit.rounds is None else 2
        """Parts at least, or copies of a small problem; a plan under a limit of rounds must not depend on the cores."""
        self.rng = np.random.default_rng(seed)
        self.tasks, self.crews = len(whole.tasks.job), len(whole.crews.start)
        self.division = Division(whole)
        change = max(_typical_change(whole), 1e-9)
        self.warm, self.cold = WARM * change, COLD * change
        self.done = 0
        self.began = began
        self.turn_s = LEAST_CUT_SECONDS
        """Wall time of the last cut with all its parts."""
        self.pace = 400.0
        """Rounds of one part in a cut; follows the machine where time is the limit."""

    def run(self, first: list[Ints], at: Ints, told: Callable[[Progress], bool] | None) -> list[Ints]:
        """Search until the limit; the best orders found."""
        board = Board.of(first, at)
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

    def _turn(self, pool: Executor, board: Board, share: float) -> tuple[float, list[Ints]]:
        """Cut, anneal all parts, put them together.

        Returns:
            The best value seen within the parts and its orders; the board itself stands where the annealing left it.
        """
        groups = self.division.parts(board, self.rng, self.lanes)
        copies = 1 if len(groups) > 1 else self.lanes
        rounds, until = self._rounds(len(groups) * copies, share)
        warm = self.warm * (self.cold / self.warm) ** share
        cold = self.warm * (self.cold / self.warm) ** until
        seeds = self.rng.integers(1, 2**31, size=(len(groups), copies))
        before = time.perf_counter()
        held = self.division.held(board, groups)
        calls = [
            pool.submit(self._anneal, board, crews, tasks, held, int(seed), rounds, warm, cold)
            for (crews, tasks), row in zip(groups, seeds, strict=True)
            for seed in row
        ]
        answers = [call.result() for call in calls]
        self._adapt(answers, rounds, time.perf_counter() - before)
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
        return max(int(self.pace), 1), min(share + self.turn_s / (self.limit.seconds or 1.0), 1.0)

    def _adapt(self, answers: list[_Answer], rounds: int, wall_s: float) -> None:
        """Follow the machine: anneal some times as long as cutting takes, and end in time on however busy cores."""
        parts, self.turn_s = len(answers), wall_s
        cutting, annealing = (sum(times) / parts for times in zip(*(each.cpu_s for each in answers), strict=True))
        left = (self.limit.seconds or 0.0) - (time.perf_counter() - self.began)
        share = min((cutting + annealing) * parts / (wall_s * self.lanes), 1.0)
        wanted = max(CUT_SECONDS, CUTS_WORTH * cutting, LEAST_CUT_SECONDS * self.lanes / parts)
        wanted = max(min(wanted, left * self.lanes / parts * share - cutting), 0.001)
        self.pace = rounds * float(np.clip(wanted / max(annealing, 1e-5), 0.1, 8.0))

    def _anneal(
        self,
        board: Board,
        crews: Ints,
        tasks: Ints,
        held: NDArray[np.bool_],
        seed: int,
        rounds: int,
        warm: float,
        cold: float,
    ) -> _Answer:
        began = time.thread_time()
        part = cut(self.whole, tasks, crews)
        at = np.full(self.tasks, -1, dtype=np.int64)
        at[tasks] = np.arange(len(tasks))
        orders = [at[board.orders[k]] for k in crews]
        state = begin(part, orders, board.at[tasks], held[tasks], self.whole.first[crews])
        memory = remember(part, state)
        ready = time.thread_time()
        value = anneal(part, state, memory, random_state(seed), rounds, warm, cold)
        order, length = memory.order, memory.length
        now = [tasks[state.spots["task"][k, : state.crews["length"][k]]] for k in range(part.c)]
        return _Answer(
            value,
            [tasks[order[k, : length[k]]] for k in range(part.c)],
            now,
            state.tasks["at"],
            (ready - began, time.thread_time() - ready),
        )


def _typical_change(whole: Whole) -> float:
    """What it costs about to put one more leg and one more work in front of half of a route, weighted hours."""
    tasks, crews = whole.tasks, len(whole.crews.start)
    if not len(tasks.job) or not crews:
        return 0.0
    some = tasks.job[np.unique(np.linspace(0, len(tasks.job) - 1, SAMPLE).astype(np.int64))]
    legs = whole.problem.legs.seconds(some, some)
    apart = legs[(some[:, None] != some[None, :]) & (legs != UNREACHABLE_SECONDS)]
    leg_s = float(apart.mean()) if len(apart) else 0.0
    behind = max(len(tasks.job) / crews, 1.0) / 2
    pushed = float(tasks.rate.mean()) * behind * (leg_s + float(tasks.service.mean()))
    return pushed + whole.weights.travel / HOUR * leg_s * LONG_WAY


@dataclass(frozen=True, slots=True)
class _Answer:
    """What annealing a part gave: the best value, its orders, the orders where it stands now, and the time taken."""

    best: float
    orders: list[Ints]
    now: list[Ints]
    at: Ints
    cpu_s: tuple[float, float]
    """For cutting, and for annealing."""


__all__ = ["Limit", "Progress", "solve"]
