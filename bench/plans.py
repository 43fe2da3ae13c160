"""Plans of our own making that the engine is measured against: greedy ones, and rounds of assignment."""

from __future__ import annotations

import numpy as np
from scipy.optimize import linear_sum_assignment

from bench.storm import Ints, Storm

Routes = list[list[int]]

_NEVER = np.iinfo(np.int64).max // 4
_MISSING = 24.0 * 3600


class _Board:
    """Where every crew stands after what it has been given."""

    def __init__(self, storm: Storm) -> None:
        self.storm = storm
        self.routes: Routes = [[] for _ in storm.skills]
        self.now: Ints = storm.shift_start_s.copy()
        self.here: Ints = len(storm.needs) + np.arange(len(storm.skills))

    def begins(self, tickets: Ints) -> Ints:
        """When each crew could begin each ticket next, shape (tickets, crews); `_NEVER` where a rule forbids it."""
        storm, row = self.storm, tickets[:, None]
        begin = np.maximum(self.now + storm.travel_s[self.here][:, tickets].T, storm.earliest_s[row])
        cannot = (storm.needs[row] & ~storm.skills) != 0
        cannot |= (begin > storm.latest_s[row]) | (begin + storm.service_s[row] > storm.shift_end_s)
        return np.where(cannot, _NEVER, begin)

    def give(self, ticket: int, crew: int, begin: int) -> None:
        self.routes[crew].append(ticket)
        self.now[crew], self.here[crew] = begin + self.storm.service_s[ticket], ticket


def greedy_nearest(storm: Storm) -> Routes:
    """Tickets by weight; each to the crew that is nearest in its place after what it has."""
    return _greedy(storm, nearest=True)


def greedy_earliest(storm: Storm) -> Routes:
    """Tickets by weight; each to the crew that can begin first."""
    return _greedy(storm, nearest=False)


def _greedy(storm: Storm, *, nearest: bool) -> Routes:
    board = _Board(storm)
    for ticket in np.argsort(-storm.weight, kind="stable"):
        begin = board.begins(np.array([ticket]))[0]
        order = (
            np.where(begin < _NEVER, storm.travel_s[board.here, ticket].astype(np.int64), begin) if nearest else begin
        )
        crew = int(order.argmin())
        if begin[crew] < _NEVER:
            board.give(int(ticket), crew, int(begin[crew]))
    return board.routes


def assignment_rounds(storm: Storm) -> Routes:
    """Rounds of the best matching of open tickets to crews, one ticket a crew: Hungarian method, weighted waiting."""
    board, left = _Board(storm), np.arange(len(storm.needs))
    while len(left):
        begin = board.begins(left)
        weight = storm.weight[left][:, None].astype(float)
        worth = np.where(begin < _NEVER, weight * (begin - _MISSING), 0.0)
        rows, crews = linear_sum_assignment(worth)
        taken = [(row, crew) for row, crew in zip(rows, crews, strict=True) if begin[row, crew] < _NEVER]
        if not taken:
            break
        for row, crew in taken:
            board.give(int(left[row]), int(crew), int(begin[row, crew]))
        left = np.delete(left, [row for row, _ in taken])
    return board.routes
