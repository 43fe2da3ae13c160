"""Polishing: what an expert does to the plan of an engine that knows no cost of time. Compiled.

What was left out is put in where it adds least to the storm's value, and each route is reordered, until neither helps.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numba
import numpy as np
from numpy.typing import NDArray

from bench.storm import Ints, Storm

Routes = list[list[int]]

_OUT_S = 24 * 3600.0


class _Tables(NamedTuple):
    """The storm's arrays that count."""

    travel: NDArray[np.int32]
    needs: Ints
    skills: Ints
    weight: NDArray[np.float64]
    service: Ints
    earliest: Ints
    latest: Ints
    starts: Ints
    ends: Ints


def polish(storm: Storm, routes: Sequence[Sequence[int]]) -> Routes:
    """Fill and reorder; never worse by the storm's value."""
    tables = _Tables(
        storm.travel_s, storm.needs, storm.skills, storm.weight.astype(np.float64), storm.service_s, storm.earliest_s,
        storm.latest_s, storm.shift_start_s, storm.shift_end_s,
    )  # fmt: skip
    length = np.array([len(route) for route in routes], dtype=np.int64)
    order = np.full((len(routes), 2 * int(length.max(initial=0)) + 50), -1, dtype=np.int64)
    for crew, route in enumerate(routes):
        order[crew, : len(route)] = route
    _polish(tables, order, length)
    return [order[crew, : length[crew]].tolist() for crew in range(len(routes))]


@numba.njit(cache=True)
def _polish(tables, order, length):
    done = np.zeros(len(tables.needs), np.bool_)
    for crew in range(len(order)):
        for at in range(length[crew]):
            done[order[crew, at]] = True
        _reorder(tables, order[crew], length[crew], crew)
    by_weight, again = np.argsort(-tables.weight), True
    while again:
        again = False
        for ticket in by_weight:
            if done[ticket]:
                continue
            crew, at = _place(tables, order, length, ticket)
            if crew >= 0:
                size = length[crew]
                order[crew, at + 1 : size + 1] = order[crew, at:size].copy()
                order[crew, at] = ticket
                length[crew] = size + 1
                done[ticket] = again = True
                _reorder(tables, order[crew], size + 1, crew)


@numba.njit(cache=True)
def _cost(tables, row, length, crew):
    """Weighted seconds of a route; infinite where it breaks a window or the shift."""
    now, here, cost = tables.starts[crew], len(tables.needs) + crew, 0.0
    for at in range(length):
        ticket = row[at]
        now = max(now + tables.travel[here, ticket], tables.earliest[ticket])
        if now > tables.latest[ticket]:
            return np.inf
        cost += tables.weight[ticket] * now + 0.5 * tables.travel[here, ticket]
        now += tables.service[ticket]
        here = ticket
    return cost if now <= tables.ends[crew] or length == 0 else np.inf


@numba.njit(cache=True)
def _place(tables, order, length, ticket):
    """The crew and position where a ticket costs least; crew -1 where it is better left out."""
    trial = np.empty(order.shape[1], np.int64)
    best, best_crew, best_at = tables.weight[ticket] * _OUT_S, -1, 0
    for crew in range(len(order)):
        size, row = length[crew], order[crew]
        if tables.needs[ticket] & ~tables.skills[crew] or size + 1 == order.shape[1]:
            continue
        before = _cost(tables, row, size, crew)
        for at in range(size + 1):
            trial[:at] = row[:at]
            trial[at] = ticket
            trial[at + 1 : size + 1] = row[at:size]
            more = _cost(tables, trial, size + 1, crew) - before
            if more < best:
                best, best_crew, best_at = more, crew, at
    return best_crew, best_at


@numba.njit(cache=True)
def _reorder(tables, row, length, crew):
    """Move one ticket, or exchange two, as long as that helps."""
    best, improved = _cost(tables, row, length, crew), True
    trial = row.copy()
    while improved:
        improved = False
        for one in range(length):
            for other in range(length):
                for way in range(2):
                    _changed(row, length, one, other, way, trial)
                    cost = _cost(tables, trial, length, crew)
                    if cost < best - 1e-6:
                        best, improved = cost, True
                        row[:length] = trial[:length]


@numba.njit(cache=True)
def _changed(row, length, one, other, way, trial):
    """Write the route with one ticket moved to the place of the other, or with both exchanged."""
    trial[:length] = row[:length]
    if way == 0:
        trial[one], trial[other] = row[other], row[one]
        return
    step = 1 if other > one else -1
    for at in range(one, other, step):
        trial[at] = row[at + step]
    trial[other] = row[one]
