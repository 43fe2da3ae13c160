"""The cheapest route of a crew under prices of tasks, from below, compiled; `geo.matching.bound` says why it holds.

Dynamic programming backwards in time over (task just done, moment rounded down to a grid). A route may come back to a
task, but not at once and not after one other; from a task it goes to one of its near tasks by the true leg, or to any
task by a leg as short as that to the nearest of the others.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from geo.matching.compiled import compiled, inlined
from geo.matching.kernel import past_breaks
from geo.matching.tables import NEVER, Floats, Ints, Shorts

NOBODY = -1
FAR = 1e300


class Kind(NamedTuple):
    """Tasks that some crews can do, m of them, and the ways between; shared by all crews of one kind."""

    tasks: Ints
    """Their numbers in the problem's tables."""
    service: Ints
    latest: Ints
    due: Ints
    rate: Floats
    late_rate: Floats
    begun: Shorts
    """1 for a task under way: it can only be a crew's first, and began when it began."""
    near: Shorts
    """Nearest tasks of each, shape (m, near), NOBODY where there are no more; `gap` and `drive` of the legs to them."""
    gap: Shorts
    drive: Floats
    far_gap: Ints
    """A leg from each task to any that is not near is no shorter, seconds."""
    far_drive: Floats
    """And costs no less."""


class One(NamedTuple):
    """One crew: m tasks of its kind as it sees them, and its duty."""

    gap: Ints
    """From where it starts."""
    drive: Floats
    early: Ints
    cost: Floats
    finish: Ints
    home: Floats
    pauses: Ints
    """Shape (1, breaks, 2)."""
    start: int
    origin: int
    """Where the grid of time begins; no work of the crew is done before."""
    soft_end: int
    last: int
    horizon: int
    """After this no work is worth its price."""
    over_rate: float


@inlined
def _keep(row, j, value, going, best, who, second, whom):
    """Enter a way to go on into the best and the second best; the two go to different tasks."""
    if value < best[row, j]:
        if going >> 1 != who[row, j] >> 1:
            second[row, j], whom[row, j] = best[row, j], who[row, j]
        best[row, j], who[row, j] = value, going
    elif value < second[row, j] and going >> 1 != who[row, j] >> 1:
        second[row, j], whom[row, j] = value, going


@inlined
def _begins(kind, one, i, ready):
    """When the work can begin for somebody who is ready at a moment."""
    begin = max(ready, one.early[i])
    return past_breaks(one.pauses, 0, begin, kind.service[i]) if one.pauses.shape[1] else begin


@inlined
def _net(kind, net, i, begin):
    """Cost of the task begun at a moment, less its price."""
    return net[i] + kind.rate[i] * begin + kind.late_rate[i] * max(begin - kind.due[i], 0)


@compiled
def cheapest(kind, one, price, grid, visits):
    """Bound the cost, less prices, of every route of a crew from below.

    Args:
        kind: Tasks.
        one: The crew.
        price: Of each task, weighted hours; no more than leaving it out costs.
        grid: Width of the grid of time, seconds.
        visits: How often the route that gives the bound comes to each task; added to.

    Returns:
        The bound; 0 for staying where it is.
    """
    m, end = len(kind.tasks), min(one.last, one.horizon)
    if m == 0 or end < one.origin:
        return 0.0
    rows = (end - one.origin) // grid + 2
    best, second = np.zeros((rows, m)), np.full((rows, m), FAR)
    who, whom = np.full((rows, m), NOBODY, np.int32), np.full((rows, m), NOBODY, np.int32)
    slope = np.zeros((rows, m))
    arrival = _Arrival(np.full((rows, 2), FAR), np.full((rows, 2), NOBODY, np.int32))
    net = np.empty(m)
    for i in range(m):
        net[i] = kind.rate[i] * kind.service[i] + one.cost[i] - price[i]
    facts, shift = _steps(kind, one, net, grid)
    lowest = np.zeros(rows)  # of all rests of routes that begin in a row
    near, gap, drive, due, late_rate = kind.near, kind.gap, kind.drive, kind.due, kind.late_rate
    plain, prompt = one.pauses.shape[1] == 0, not np.any(late_rate > 0)
    for row in range(rows - 2, -1, -1):
        now = one.origin + row * grid
        least = _arrive(kind, one, net, row, now, grid, best, arrival)
        for j in range(m):
            _end(kind, one, j, row, now, grid, best)
            for a in range(near.shape[1]):
                i = near[j, a]
                if i == NOBODY:
                    break
                fact = facts[i]
                begin = max(now + gap[j, a], fact.early)
                then = max(row + shift[j, a], fact.row)
                if not plain:
                    begin = past_breaks(one.pauses, 0, begin, kind.service[i])
                    then = (begin + kind.service[i] - one.origin) // grid
                if begin > fact.latest:
                    continue
                then = min(then, rows - 1)
                value = drive[j, a] + fact.net + fact.rate * begin
                if not prompt:
                    value += late_rate[i] * max(begin - due[i], 0)
                if then <= row:
                    value += least
                elif value + lowest[then] >= second[row, j]:
                    continue
                elif who[then, i] >> 1 == j:
                    value += second[then, i]
                else:
                    rest = begin + kind.service[i] - (one.origin + then * grid)
                    value += best[then, i] + slope[then, i] * rest
                if value < second[row, j]:
                    _keep(row, j, value, 2 * i, best, who, second, whom)
            later = min(row + kind.far_gap[j] // grid, rows - 1)
            for a in range(2):
                i = arrival.task[later, a]
                if i not in (NOBODY, j):
                    _keep(row, j, kind.far_drive[j] + arrival.value[later, a], 2 * i + 1, best, who, second, whom)
            lowest[row] = min(lowest[row], best[row, j])
            rise = _rise(kind, one, j, row, now, grid, who, slope)
            slope[row, j] = min(rise, (second[row, j] - best[row, j]) / grid)
    return _first(kind, one, net, grid, visits, _Rests(best, slope, who, whom))


class _Rests(NamedTuple):
    """What the rest of a route costs after each task in each row of the grid, and where it goes; shape (rows, m)."""

    best: Floats
    slope: Floats
    """What it costs more for each second, at least, until the next row."""
    who: Shorts
    """Twice the next task, and 1 more where the leg is that of the far ones; NOBODY at the end of the route."""
    whom: Shorts
    """The same for the best rest that goes to another task."""


class _Arrival(NamedTuple):
    """Whoever is ready anywhere at a row of the grid: the two best tasks to do, and what they and the rest cost."""

    value: Floats
    task: Shorts


_FACT = np.dtype(
    [("early", np.int64), ("latest", np.int64), ("row", np.int64), ("rate", np.float64), ("net", np.float64)],
    align=True,
)
"""A task as one crew sees it: earliest and latest start, row of the grid in which it ends at the earliest, cost of a
second, and all other costs less its price."""


@compiled
def _steps(kind, one, net, grid):
    """Facts of each task, and rows of the grid from one end to the next."""
    m = len(net)
    facts, shift = np.empty(m, _FACT), np.zeros(kind.gap.shape, np.int64)
    for j in range(m):
        facts[j].early, facts[j].rate, facts[j].net = one.early[j], kind.rate[j], net[j]
        facts[j].latest = min(kind.latest[j], one.last - kind.service[j])
        facts[j].row = (one.early[j] + kind.service[j] - one.origin) // grid
        for a in range(kind.near.shape[1]):
            if kind.near[j, a] != NOBODY:
                shift[j, a] = (kind.gap[j, a] + kind.service[kind.near[j, a]]) // grid
    return facts, shift


@compiled
def _arrive(kind, one, net, row, now, grid, best, arrival):
    """Enter the two best tasks for whoever is ready now; return what all that are worth it could save together."""
    least, value, task = 0.0, arrival.value, arrival.task
    for i in range(len(net)):
        if kind.begun[i]:
            continue
        least += min(0.0, _net(kind, net, i, max(now, one.early[i])))
    for i in range(len(net)):
        begin = _begins(kind, one, i, now)
        done = begin + kind.service[i]
        if kind.begun[i] or begin > kind.latest[i] or done > one.last:
            continue
        then = min((done - one.origin) // grid, len(best) - 1)
        found = _net(kind, net, i, begin) + (best[then, i] if then > row else least)
        if found < value[row, 0]:
            value[row, 1], task[row, 1] = value[row, 0], task[row, 0]
            value[row, 0], task[row, 0] = found, i
        elif found < value[row, 1]:
            value[row, 1], task[row, 1] = found, i
    return least


@compiled
def _end(kind, one, j, row, now, grid, best):
    """Enter what it costs to stop after a task; after the horizon, what comes then is worth nothing."""
    done, ends = now + one.finish[j], len(best) - 1
    beyond = one.horizon < one.last and row + kind.far_gap[j] // grid >= ends
    best[row, j] = kind.far_drive[j] if beyond else FAR
    if done <= one.last:
        best[row, j] = min(best[row, j], one.home[j] + one.over_rate * max(done - one.soft_end, 0))


@compiled
def _rise(kind, one, j, row, now, grid, who, slope):
    """What the best way on from a task costs more for each second that it begins later, within a row of the grid."""
    going = who[row, j]
    if going == NOBODY or going & 1:
        return 0.0
    i, ready = going >> 1, now
    for a in range(kind.near.shape[1]):
        if kind.near[j, a] == i:
            ready += kind.gap[j, a]
            break
    begin = _begins(kind, one, i, ready)
    if begin > ready:
        return 0.0
    then = (begin + kind.service[i] - one.origin) // grid
    if then <= row or then >= len(who) - 1 or who[then, i] >> 1 == j:
        return kind.rate[i]
    rest = begin + kind.service[i] - (one.origin + then * grid)
    return kind.rate[i] + slope[then, i] * (grid - rest) / grid


@compiled
def _first(kind, one, net, grid, visits, rests):
    """Choose the first task and follow the route."""
    best, slope, who, whom = rests
    rows, m = best.shape
    found, task, row = 0.0, NOBODY, 0
    for i in range(m):
        begin = one.early[i] if kind.begun[i] else _begins(kind, one, i, one.start + one.gap[i])
        done = begin + kind.service[i]
        if one.early[i] >= NEVER or begin > kind.latest[i] or done > one.last:
            continue
        then = min((done - one.origin) // grid, rows - 1)
        rest = done - (one.origin + then * grid) if then < rows - 1 else 0
        value = one.drive[i] + _net(kind, net, i, begin) + best[then, i] + slope[then, i] * rest
        if value < found:
            found, task, row = value, i, then
    before = NOBODY
    while task != NOBODY:
        visits[task] += 1
        going = who[row, task]
        if going != NOBODY and going >> 1 == before:
            going = whom[row, task]
        if going == NOBODY or row >= rows - 1:
            break
        following, then = _follow(kind, one, task, row, going, grid, rows)
        before = NOBODY if going & 1 else task
        task, row = (following, then) if then > row else (NOBODY, 0)
    return found


@compiled
def _follow(kind, one, task, row, going, grid, rows):
    """The next task, and the row of the grid in which it ends."""
    following, ready = going >> 1, one.origin + row * grid
    if going & 1:
        ready = one.origin + min(row + kind.far_gap[task] // grid, rows - 1) * grid
    else:
        for a in range(kind.near.shape[1]):
            if kind.near[task, a] == following:
                ready += kind.gap[task, a]
                break
    done = _begins(kind, one, following, ready) + kind.service[following]
    return following, min((done - one.origin) // grid, rows - 1)
