"""Ruin and recreate under a falling temperature, compiled; `geo.matching.kernel` prices every step."""

from __future__ import annotations

import numpy as np

from geo.matching.binding import agree, hold_back, keep, ready, rebound, recreate_team, take_friends
from geo.matching.compiled import lean
from geo.matching.kernel import below, best_place, draw, in_order, insert, refresh, unit
from geo.matching.tables import NEVER

_LONGEST_STRING = 10.0
_MEAN_RUIN = 10.0
_BLINK = 0.01
_CALLED = 10
"""How many tasks that are left out are tried again in a round."""
_SPLIT = 0.5
_RULES, _AT_RANDOM, _BY_WEIGHT, _BY_CHOICE = 8, 3, 6, 7
"""Of eight orders three are drawn, three go by weight, one by how few crews can do it, one by weight per minute."""


@lean
def anneal(part, s, m, rng, iterations, warm, cold):
    """Search.

    Args:
        part: The tables.
        s: Where everything stands; left at the last accepted state.
        m: What to remember; left with the best plan in it.
        rng: State of the random numbers.
        iterations: How many rounds of ruin and recreate.
        warm: Temperature at the beginning, weighted hours.
        cold: Temperature at the end.

    Returns:
        The best value found.
    """
    n, c = part.n, part.c
    for _ in range(8):
        draw(rng)
    linked, bound = len(part.links) > 0, _is_bound(part)
    for k in range(c):
        refresh(part, s, k)
    if linked:
        rebound(part, s, m)
    planned = n
    for j in range(n):
        planned -= s.tasks[j].crew < 0
    total = _total(part, s)
    best = total
    _remember(s, m)
    temperature, fall = warm, np.log(cold / warm)
    for turn in range(iterations):
        if turn % 64 == 0:
            temperature = warm * np.exp(fall * turn / iterations)
        m.turn[0], m.turn[1] = turn + 1, 0
        centre = below(rng, n)
        absent_n = 0
        if planned < n:
            absent_n = _call_absent(part, s, m, centre, n if turn == 0 else _CALLED)
        new = total
        for x in range(absent_n):
            new -= part.tasks[m.pool[x]].prize
        pool_n = _ruin(part, s, m, rng, absent_n, centre, planned / c)
        if bound:
            pool_n = take_friends(part, s, m, pool_n)
        _sort(part, m, rng, pool_n)
        _recreate(part, s, m, rng, pool_n, _BLINK)
        for x in range(m.turn[1]):
            new += s.crews[m.touched[x]].cost - m.crews[m.touched[x]].cost
        left = 0
        for x in range(pool_n):
            if s.tasks[m.pool[x]].crew < 0:
                left += 1
                new += part.tasks[m.pool[x]].prize
        possible = True
        if linked:
            possible = rebound(part, s, m)
            new = _total(part, s)
        if possible and new < total - temperature * np.log(unit(rng) + 1e-300):
            total, planned = new, planned + absent_n - left
            if bound:
                agree(part, s)
            if total < best - 1e-9:
                best = total
                _remember(s, m)
        else:
            _undo(s, m)
            if linked:
                rebound(part, s, m)
    return best


@lean
def place(part, s, m, rng, j):
    """Put one job, whose first task is given, where it costs least; nothing else leaves its crew or order.

    Returns:
        Whether it is in; the routes are left in the memory as `anneal` leaves them.
    """
    m.turn[0], m.turn[1] = 1, 0
    for k in range(part.c):
        refresh(part, s, k)
    if len(part.links):
        rebound(part, s, m)
    for twin in range(part.tasks[j].team):
        m.pool[twin] = j + twin
    _recreate(part, s, m, rng, part.tasks[j].team, 0.0)
    possible = s.tasks[j].crew >= 0
    if len(part.links):
        possible = rebound(part, s, m) and possible
    _remember(s, m)
    return possible


@lean
def _is_bound(part):
    """Tell whether any work is bound to other work."""
    bound = len(part.links) > 0
    for j in range(part.n):
        bound = bound or part.tasks[j].team > 1
    return bound


@lean
def _remember(s, m):
    for k in range(len(s.crews)):
        m.length[k] = s.crews[k].length
        for p in range(m.length[k]):
            m.order[k, p] = s.spots[k, p].task


@lean
def _total(part, s):
    total = 0.0
    for k in range(part.c):
        total += s.crews[k].cost
    for j in range(part.n):
        if s.tasks[j].crew < 0:
            total += part.tasks[j].prize
    return total


@lean
def _undo(s, m):
    """Put every route that was touched back as it was."""
    for x in range(m.turn[1]):
        k = m.touched[x]
        for p in range(s.crews[k].length):
            s.tasks[s.spots[k, p].task].crew = -1
    for x in range(m.turn[1]):
        k = m.touched[x]
        s.crews[k] = m.crews[k]
        for d in range(s.load.shape[1]):
            s.load[k, d] = m.load[k, d]
        for p in range(s.crews[k].length):
            s.spots[k, p] = m.spots[k, p]
            j = s.spots[k, p].task
            s.tasks[j].crew = k
            s.tasks[j].at = s.spots[k, p].begin
            if s.tasks[j].moment < NEVER:
                s.tasks[j].low = s.tasks[j].moment
                s.tasks[j].high = s.tasks[j].moment


@lean
def _call_absent(part, s, m, centre, most):
    """Choose tasks that are left out near one task, to be tried again; twins together."""
    called = 0
    reach = part.near.shape[1] if most < part.n else part.n
    for x in range(-1, reach):
        if called >= most:
            break
        j = np.int64(centre)
        if x >= 0:
            j = np.int64(part.near[centre, x]) if most < part.n else np.int64((centre + x + 1) % part.n)
        if s.tasks[j].crew >= 0 or s.tasks[j].fixed or part.tasks[j].leader != j or (x >= 0 and j == centre):
            continue
        for twin in range(j, j + part.tasks[j].team):
            m.pool[called] = twin
            called += 1
    return called


@lean
def _ruin(part, s, m, rng, pool_n, centre, mean_length):
    """Take strings of work near one task out of the routes that pass there."""
    longest = min(_LONGEST_STRING, max(1.0, mean_length))
    strings = int(unit(rng) * (4.0 * _MEAN_RUIN / (1.0 + longest) - 1.0) + 1.0)
    for x in range(-1, part.near.shape[1]):
        if strings == 0:
            break
        j = centre if x < 0 else np.int64(part.near[centre, x])
        k = s.tasks[j].crew
        if k < 0 or m.stamp[k] == m.turn[0]:
            continue
        keep(s, m, k)
        pool_n = _cut_string(part, s, m, rng, pool_n, j, k, longest)
        strings -= 1
    return pool_n


@lean
def _cut_string(part, s, m, rng, pool_n, j, k, longest):
    """Take a string that holds task j out of route k; half of the time keep some work in its middle."""
    length = s.crews[k].length
    size = min(int(unit(rng) * min(length, longest) + 1.0), length)
    here = 0
    while s.spots[k, here].task != j:
        here += 1
    kept = 0
    if 1 < size < length and unit(rng) < _SPLIT:
        kept = 1
        while size + kept < length and unit(rng) < _SPLIT:
            kept += 1
    span = size + kept
    low, high = max(0, here - span + 1), min(here, length - span)
    start = low + below(rng, high - low + 1)
    gap = start + 1 + below(rng, size) if kept else length
    w = start
    for p in range(start, length):
        task = s.spots[k, p].task
        if p < start + span and not (gap <= p < gap + kept) and not s.tasks[task].fixed:
            m.pool[pool_n] = task
            pool_n += 1
            s.tasks[task].crew = -1
        else:
            s.spots[k, w].task = task
            w += 1
    s.crews[k].length = w
    refresh(part, s, k)
    return pool_n


@lean
def _sort(part, m, rng, pool_n):
    """Choose an order in which the work is put back; what others wait for comes first."""
    rule = below(rng, _RULES)
    for x in range(pool_n):
        task = part.tasks[m.pool[x]]
        if rule < _AT_RANDOM:
            key = unit(rng)
        elif rule < _BY_WEIGHT:
            key = -task.rate * 3600.0 + 0.5 * unit(rng)
        elif rule < _BY_CHOICE:
            key = float(task.can_to - task.can_from)
        else:
            key = -task.rate / (task.service + 60.0)
        m.keys[x] = key + 1e12 * task.depth
    in_order(m.keys, m.pool, pool_n)


@lean
def _recreate(part, s, m, rng, pool_n, blink):
    """Put every task where it costs least, or leave it out where that costs less."""
    for x in range(pool_n):
        j = m.pool[x]
        if s.tasks[j].fixed:
            continue
        task = part.tasks[j]
        if task.team > 1:
            if task.leader == j:
                recreate_team(part, s, m, rng, j)
            continue
        if len(part.links) and not ready(part, s, j):
            continue
        _, k, p, _ = best_place(part, s, m, j, (m.turn[1], task.can_from, task.can_to), task.prize, blink, rng)
        if k >= 0:
            keep(s, m, k)
            insert(part, s, j, k, p)
            if len(part.links):
                hold_back(part, s, j)
