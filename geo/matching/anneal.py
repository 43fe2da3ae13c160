"""Ruin and recreate under a falling temperature, compiled; `geo.matching.kernel` prices every step."""

from __future__ import annotations

import numpy as np

from geo.matching.binding import agree, hold_back, keep, ready, rebound, recreate_team, take_friends
from geo.matching.compiled import compiled
from geo.matching.kernel import below, best_place, draw, insert, refresh, unit
from geo.matching.tables import NEVER

_LONGEST_STRING = 10.0
_MEAN_RUIN = 10.0
_BLINK = 0.01
_CALLED = 10
"""How many tasks that are left out are tried again in a turn."""
_SPLIT = 0.5
_RULES, _AT_RANDOM, _BY_WEIGHT, _BY_CHOICE = 8, 3, 6, 7
"""Of eight orders three are drawn, three go by weight, one by how few crews can do it, one by weight per minute."""


@compiled
def anneal(part, s, seed, iterations, warm, cold):
    """Search.

    Args:
        part: The tables.
        s: Where everything stands; left at the last accepted state.
        seed: Any number.
        iterations: How many rounds of ruin and recreate.
        warm: Temperature at the beginning, weighted hours.
        cold: Temperature at the end.

    Returns:
        The best value found, its routes and lengths.
    """
    rng = np.empty(1, np.uint64)
    rng[0] = np.uint64(seed) * np.uint64(2654435761) + np.uint64(88172645463325252)
    for _ in range(8):
        draw(rng)
    n, c = part.n, part.c
    total = 0.0
    for k in range(c):
        refresh(part, s, k)
    linked = len(part.links) > 0
    bound = linked
    for j in range(n):
        bound = bound or part.tasks[j].team > 1
    if linked:
        rebound(part, s)
    for k in range(c):
        total += s.crews[k].cost
    planned = n
    for j in range(n):
        if s.tasks[j].crew < 0:
            planned -= 1
            total += part.tasks[j].prize
    best = total
    best_order, best_length = np.empty(s.spots.shape, np.int64), np.empty(c, np.int64)
    _copy(s, best_order, best_length)
    pool, keys = np.empty(n, np.int64), np.empty(n)
    old_route, old_length, old_cost = np.empty_like(best_order), np.empty(c, np.int64), np.empty(c)
    stamp, touched, touched_n = np.zeros(c, np.int64), np.empty(c, np.int64), 0
    temperature, fall = warm, np.log(cold / warm)
    for turn in range(iterations):
        if turn % 64 == 0:
            temperature = warm * np.exp(fall * turn / iterations)
        marks = (stamp, touched, old_route, old_length, old_cost, turn + 1)
        centre = below(rng, n)
        absent_n = _call_absent(part, s, pool, centre, n if turn == 0 else _CALLED)
        new = total
        for x in range(absent_n):
            new -= part.tasks[pool[x]].prize
        touched_n, pool_n = _ruin(part, s, rng, marks, pool, absent_n, centre, planned / c)
        if bound:
            touched_n, pool_n = take_friends(part, s, marks, touched_n, pool, pool_n)
        _sort(part, rng, pool, keys, pool_n)
        touched_n = _recreate(part, s, rng, marks, touched_n, pool, pool_n)
        for x in range(touched_n):
            new += s.crews[touched[x]].cost - old_cost[touched[x]]
        left = 0
        for x in range(pool_n):
            if s.tasks[pool[x]].crew < 0:
                left += 1
                new += part.tasks[pool[x]].prize
        if new < total - temperature * np.log(unit(rng) + 1e-300):
            total, planned = new, planned + absent_n - left
            if bound:
                agree(part, s)
            if linked:
                rebound(part, s)
                total = _total(part, s)
            if total < best - 1e-9:
                best = total
                _copy(s, best_order, best_length)
        else:
            _undo(part, s, marks, touched_n)
            if linked:
                rebound(part, s)
    return best, best_order, best_length


@compiled
def _copy(s, order, length):
    for k in range(len(s.crews)):
        length[k] = s.crews[k].length
        for p in range(length[k]):
            order[k, p] = s.spots[k, p].task


@compiled
def _total(part, s):
    total = 0.0
    for k in range(part.c):
        total += s.crews[k].cost
    for j in range(part.n):
        if s.tasks[j].crew < 0:
            total += part.tasks[j].prize
    return total


@compiled
def _undo(part, s, marks, touched_n):
    _, touched, old_route, old_length, _, _ = marks
    for x in range(touched_n):
        k = touched[x]
        for p in range(s.crews[k].length):
            s.tasks[s.spots[k, p].task].crew = -1
    for x in range(touched_n):
        k = touched[x]
        s.crews[k].length = old_length[k]
        for p in range(old_length[k]):
            j = old_route[k, p]
            s.spots[k, p].task = j
            s.tasks[j].crew = k
            if s.tasks[j].moment < NEVER:
                s.tasks[j].low = s.tasks[j].moment
                s.tasks[j].high = s.tasks[j].moment
    for x in range(touched_n):
        refresh(part, s, touched[x])


@compiled
def _call_absent(part, s, pool, centre, most):
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
            pool[called] = twin
            called += 1
    return called


@compiled
def _ruin(part, s, rng, marks, pool, pool_n, centre, mean_length):
    """Take strings of work near one task out of the routes that pass there."""
    touched_n = 0
    longest = min(_LONGEST_STRING, max(1.0, mean_length))
    strings = int(unit(rng) * (4.0 * _MEAN_RUIN / (1.0 + longest) - 1.0) + 1.0)
    for x in range(-1, part.near.shape[1]):
        if strings == 0:
            break
        j = centre if x < 0 else np.int64(part.near[centre, x])
        k = s.tasks[j].crew
        if k < 0 or marks[0][k] == marks[5]:
            continue
        touched_n = keep(s, marks, touched_n, k)
        pool_n = _cut_string(part, s, rng, pool, pool_n, j, k, longest)
        strings -= 1
    return touched_n, pool_n


@compiled
def _cut_string(part, s, rng, pool, pool_n, j, k, longest):
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
            pool[pool_n] = task
            pool_n += 1
            s.tasks[task].crew = -1
        else:
            s.spots[k, w].task = task
            w += 1
    s.crews[k].length = w
    refresh(part, s, k)
    return pool_n


@compiled
def _sort(part, rng, pool, keys, pool_n):
    """Choose an order in which the work is put back; what others wait for comes first."""
    rule = below(rng, _RULES)
    for x in range(pool_n):
        j = pool[x]
        if rule < _AT_RANDOM:
            key = unit(rng)
        elif rule < _BY_WEIGHT:
            key = -part.tasks[j].rate * 3600.0 + 0.5 * unit(rng)
        elif rule < _BY_CHOICE:
            key = float(part.tasks[j].can_to - part.tasks[j].can_from)
        else:
            key = -part.tasks[j].rate / (part.tasks[j].service + 60.0)
        keys[x] = key + 1e12 * part.tasks[j].depth
    for x in range(1, pool_n):
        key, j = keys[x], pool[x]
        y = x - 1
        while y >= 0 and keys[y] > key:
            keys[y + 1], pool[y + 1] = keys[y], pool[y]
            y -= 1
        keys[y + 1], pool[y + 1] = key, j


@compiled
def _recreate(part, s, rng, marks, touched_n, pool, pool_n):
    """Put every task where it costs least, or leave it out where that costs less."""
    for x in range(pool_n):
        j = pool[x]
        if s.tasks[j].fixed:
            continue
        if part.tasks[j].team > 1:
            if part.tasks[j].leader == j:
                touched_n = recreate_team(part, s, rng, marks, touched_n, j)
            continue
        if len(part.links) and not ready(part, s, j):
            continue
        task = part.tasks[j]
        _, k, p, _ = best_place(part, s, j, task.can_from, task.can_to, task.prize, _BLINK, rng)
        if k >= 0:
            touched_n = keep(s, marks, touched_n, k)
            insert(part, s, j, k, p)
            if len(part.links):
                hold_back(part, s, j)
    return touched_n
