"""A running plan after something has changed: planned again at once, or one job put in and all else left alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np

from geo.matching.anneal import place
from geo.matching.division import Board, Division
from geo.matching.judge import judge
from geo.matching.objective import Weights
from geo.matching.parts import cut, early_starts
from geo.matching.plan import Plan
from geo.matching.problem import Problem
from geo.matching.search import Limit, Progress, solve
from geo.matching.start import first_orders, name_orders
from geo.matching.state import begin, random_state, remember
from geo.matching.tables import NEVER, Ints, Whole, tabulate
from geo.matching.values import Key

SOON = Limit(seconds=0.1)
"""Time for a plan that somebody waits for."""

TRIED_CREWS = 32
"""Crews that an emergency is offered to at once, the nearest first; the next ones hear of it if none of these can."""


def replan(
    problem: Problem,
    running: Mapping[Key, Sequence[Key]],
    limit: Limit = SOON,
    *,
    weights: Weights | None = None,
    seed: int = 0,
    cores: int | None = None,
    told: Callable[[Progress], bool] | None = None,
) -> Plan:
    """Plan again after a change: never worse than the running plan as far as that still holds.

    Crews are not shuffled for nothing where the problem's ``today`` is the running plan: each job that goes to another
    crew costs `Weights.change`. `geo.matching.changes` says what became of every job.

    Args:
        problem: What is to be matched now.
        running: Each crew's jobs in order, as people know them. What no longer fits falls out and is placed anew.
        limit: When to stop, counted from the call.
        weights: What counts how much.
        seed: Same seed and same number of rounds, same plan.
        cores: How many to use; all when left out.
        told: Hears of progress; returns False to stop.

    Returns:
        The best plan found.
    """
    return solve(problem, limit, weights=weights, seed=seed, start=running, cores=cores, told=told, calm=True)


def insert(problem: Problem, running: Mapping[Key, Sequence[Key]], job: Key, *, weights: Weights | None = None) -> Plan:
    """Put one job into a running plan where it costs least; all others keep crew and order, and wait where they must.

    Args:
        problem: What is to be matched, the job included.
        running: Each crew's jobs in order. What breaks a rule falls out.
        job: The job to put in.
        weights: What counts how much.

    Returns:
        The plan; the job is among those left out where no crew can do it, or where that costs more than leaving it out.

    Raises:
        KeyError: The problem has no such job.
    """
    settings = weights or Weights()
    number, whole = problem.job_numbers[job], tabulate(problem, settings)
    board = Board.of(*first_orders(whole, running))
    tasks = np.flatnonzero(whole.tasks.job == number)
    if not (board.crew_of[tasks] >= 0).any():
        division = Division(whole)
        for crews in _nearest(whole, division, board, tasks):
            if _place(whole, division, board, tasks, crews):
                break
    return judge(problem, name_orders(whole, board.orders), settings)


def _nearest(whole: Whole, division: Division, board: Board, tasks: Ints) -> Iterator[Ints]:
    """Crews that can do the job, those with work or start near it first, each time with those that it is bound to."""
    able = np.flatnonzero((early_starts(whole, tasks[:1], np.arange(division.crews)) < NEVER)[0])
    place_at = division.task_at[tasks[0]]
    nearness = ((division.crew_at - place_at) ** 2).sum(axis=1)
    planned = np.flatnonzero(board.crew_of >= 0)
    np.minimum.at(nearness, board.crew_of[planned], ((division.task_at[planned] - place_at) ** 2).sum(axis=1))
    able = able[np.argsort(nearness[able], kind="stable")]
    kin = np.flatnonzero(np.isin(division.bundle, division.bundle[tasks]) & (board.crew_of >= 0))
    size = TRIED_CREWS
    for first in range(0, len(able), size):
        yield np.unique(np.concatenate([able[first : first + size], board.crew_of[kin]]))
    if len(tasks) > 1 and len(able) > size:
        yield np.unique(np.concatenate([able, board.crew_of[kin]]))


def _place(whole: Whole, division: Division, board: Board, tasks: Ints, crews: Ints) -> bool:
    """Offer the job to these crews; True when one has taken it."""
    kin = np.flatnonzero(np.isin(division.bundle, division.bundle[tasks]) & (board.crew_of < 0))
    here = np.unique(np.concatenate([np.flatnonzero(np.isin(board.crew_of, crews)), kin, tasks]))
    held = division.held(board, [(crews, here), (crews[:0], np.setdiff1d(np.arange(division.tasks), here))])
    part = cut(whole, here, crews)
    at = np.full(division.tasks, -1, dtype=np.int64)
    at[here] = np.arange(len(here))
    state = begin(part, [at[board.orders[k]] for k in crews], board.at[here], held[here], whole.first[crews])
    memory = remember(part, state)
    if not place(part, state, memory, random_state(0), at[tasks[0]]):
        return False
    for row, k in enumerate(crews):
        board.orders[k] = here[memory.order[row, : memory.length[row]]]
    return True
