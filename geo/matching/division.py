"""Cuts a problem into parts: crews that are near each other with the work that they hold."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

from geo.matching.tables import Ints, Whole

PART_CREWS, PART_TASKS = 32, 400
"""Crews of one part: few enough that a round is short, enough that they find work to exchange; or, where days are long,
as many crews as hold so many tasks."""

FEW_TASKS = 100
"""Below this a problem is not cut; every core searches the whole with a seed of its own."""

LEAST_TASKS = 40
"""Parts are not cut smaller than this on average."""

NEAR_CREWS = 16
"""A task that is left out goes to the part of one of so many near crews."""


@dataclass
class Board:
    """The plan under way: the order of tasks of each crew, and the crew of each task."""

    orders: list[Ints]
    crew_of: Ints
    at: Ints
    """When each task begins."""

    @classmethod
    def of(cls, orders: list[Ints], at: Ints) -> Board:
        """Note the crew of each task."""
        crew_of = np.full(len(at), -1, dtype=np.int64)
        for k, order in enumerate(orders):
            crew_of[order] = k
        return cls(orders, crew_of, at)


class Division:
    """How one problem is cut."""

    def __init__(self, whole: Whole) -> None:
        self.whole = whole
        self.tasks, self.crews = len(whole.tasks.job), len(whole.crews.start)
        where = whole.problem.legs.where(np.arange(len(whole.problem.jobs) + self.crews))
        self.task_at = where[whole.tasks.job] if self.tasks else np.empty((0, 2))
        self.crew_at = where[len(whole.problem.jobs) :]
        self.bundle = _bundles(whole)
        self.bundled = (
            np.flatnonzero(np.bincount(self.bundle, minlength=1)[self.bundle] > 1) if self.tasks else self.bundle
        )

    def parts(self, board: Board, rng: np.random.Generator, lanes: int) -> list[tuple[Ints, Ints]]:
        """Cut along random lines: crews of each part, and its tasks, sorted."""
        everyone = np.arange(self.crews)
        if self.tasks < FEW_TASKS:
            return [(everyone, np.arange(self.tasks))]
        centres = self.centres(board)
        parts = [everyone]
        wanted = max(lanes, round(self.crews / PART_CREWS), round(self.tasks / PART_TASKS))
        wanted = min(wanted, self.crews, -(-self.tasks // LEAST_TASKS))
        while len(parts) < wanted:
            parts.sort(key=len)
            largest = parts.pop()
            angle = rng.uniform(0, np.pi)
            along = centres[largest] @ np.array([np.cos(angle), np.sin(angle)])
            ordered = largest[np.argsort(along, kind="stable")]
            parts += [np.sort(ordered[: len(ordered) // 2]), np.sort(ordered[len(ordered) // 2 :])]
        part_of_crew = np.empty(self.crews, dtype=np.int64)
        for number, crews in enumerate(parts):
            part_of_crew[crews] = number
        part_of_task = np.where(board.crew_of >= 0, part_of_crew[board.crew_of], -1)
        absent = np.flatnonzero(part_of_task < 0)
        part_of_task[absent] = part_of_crew[self._near_crews(absent, board, centres, rng)]
        return [(crews, np.flatnonzero(part_of_task == number)) for number, crews in enumerate(parts)]

    def centres(self, board: Board) -> NDArray[np.float64]:
        """Where each crew is at work, half way between its start and its jobs; shape (crews, 2)."""
        planned = np.flatnonzero(board.crew_of >= 0)
        crew = board.crew_of[planned]
        count = np.bincount(crew, minlength=self.crews)
        sums = [np.bincount(crew, weights=along[planned], minlength=self.crews) for along in self.task_at.T]
        busy, found = count > 0, self.crew_at.copy()
        found[busy] = (found[busy] + np.column_stack(sums)[busy] / count[busy, None]) / 2
        return found

    def _near_crews(self, tasks: Ints, board: Board, centres: NDArray[np.float64], rng: np.random.Generator) -> Ints:
        """One of the near crews of each task, now this one, now that; tasks bound to each other go together."""
        rank = min(self.crews, NEAR_CREWS)
        _, nearest = cKDTree(centres).query(self.task_at[tasks], k=range(1, rank + 1))
        found: Ints = nearest[np.arange(len(tasks)), rng.integers(0, rank, len(tasks))].astype(np.int64)
        chosen = {int(self.bundle[task]): int(board.crew_of[task]) for task in self.bundled if board.crew_of[task] >= 0}
        for at in np.flatnonzero(np.isin(tasks, self.bundled)):
            found[at] = chosen.setdefault(int(self.bundle[tasks[at]]), int(found[at]))
        return found

    def held(self, board: Board, groups: list[tuple[Ints, Ints]]) -> NDArray[np.bool_]:
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


def _bundles(whole: Whole) -> Ints:
    """Number the sets of tasks that are bound to each other: of one job, or by precedence."""
    tasks, links = len(whole.tasks.job), whole.links
    ends = np.concatenate([np.arange(tasks), links.before]), np.concatenate([whole.tasks.leader, links.after])
    graph = coo_matrix((np.ones(len(ends[0])), ends), shape=(tasks, tasks))
    found: Ints = connected_components(graph, directed=False)[1].astype(np.int64)
    return found
