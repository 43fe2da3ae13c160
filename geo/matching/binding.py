"""Work that is bound to other work, compiled: crews that begin together, and jobs that wait for others."""

from __future__ import annotations

import numpy as np

from geo.matching.compiled import lean
from geo.matching.kernel import FAR, best_place, in_order, insert, refresh, take_out
from geo.matching.tables import NEVER

_TEAM_TRIES = 6
"""How many moments are tried for crews to begin together."""


@lean
def keep(s, m, k):
    """Remember a route before it is changed for the first time in this round."""
    if m.stamp[k] == m.turn[0]:
        return
    m.stamp[k] = m.turn[0]
    m.touched[m.turn[1]] = k
    m.turn[1] += 1
    m.crews[k] = s.crews[k]
    for p in range(s.crews[k].length):
        m.spots[k, p] = s.spots[k, p]
    for d in range(s.load.shape[1]):
        m.load[k, d] = s.load[k, d]


@lean
def take_friends(part, s, m, pool_n):
    """Take out the twins of tasks taken out, and the tasks that wait for them."""
    x = 0
    while x < pool_n:
        j = m.pool[x]
        s.tasks[j].low = -NEVER
        s.tasks[j].high = part.tasks[j].latest
        leader = part.tasks[j].leader
        if leader >= 0:
            for twin in range(leader, leader + part.tasks[j].team):
                if s.tasks[twin].crew >= 0 and not s.tasks[twin].fixed:
                    pool_n = _also_out(part, s, m, pool_n, twin)
            for link in range(len(part.links)):
                later = part.links[link].after
                if part.links[link].before != leader or s.tasks[later].crew < 0:
                    continue
                if s.tasks[later].fixed:
                    limit = s.tasks[later].at - part.links[link].lag - part.tasks[j].service
                    s.tasks[j].high = min(s.tasks[j].high, limit)
                else:
                    pool_n = _also_out(part, s, m, pool_n, later)
        x += 1
    return pool_n


@lean
def _also_out(part, s, m, pool_n, j):
    keep(s, m, s.tasks[j].crew)
    take_out(part, s, j)
    m.pool[pool_n] = j
    return pool_n + 1


@lean
def recreate_team(part, s, m, rng, j):
    """Find a moment at which enough crews can begin together, and book them."""
    team = part.tasks[j].team
    if len(part.links) and not ready(part, s, j):
        return
    low, high = s.tasks[j].low, s.tasks[j].high
    can = part.tasks[j].can_from
    size = part.tasks[j].can_to - can
    for x in range(size):
        _, k, _, begin = best_place(part, s, m, j, (0, can + x, can + x + 1), part.tasks[j].prize * 4.0, 0.0, rng)
        m.keys[x] = begin if k >= 0 else NEVER
    in_order(m.keys, m.places, size)
    best, best_moment = part.tasks[j].prize * team, np.int64(NEVER)
    for attempt in range(team - 1, min(team - 1 + _TEAM_TRIES, size)):
        moment = np.int64(m.keys[attempt])
        if moment >= NEVER:
            break
        _price_team(part, s, m, rng, j, moment, size)
        cost = 0.0
        for _ in range(team):
            cost += m.offers[_take_cheapest(m, size)].cost
        if cost < best:
            best, best_moment = cost, moment
    if best_moment < NEVER:
        _book_team(part, s, m, rng, j, best_moment, size)
    else:
        s.tasks[j].low = low
        s.tasks[j].high = high


@lean
def _book_team(part, s, m, rng, j, moment, size):
    _price_team(part, s, m, rng, j, moment, size)
    for twin in range(j, j + part.tasks[j].team):
        offer = m.offers[_take_cheapest(m, size)]
        s.tasks[twin].low = moment
        s.tasks[twin].high = moment
        keep(s, m, offer.crew)
        insert(part, s, twin, offer.crew, offer.place)
    if len(part.links):
        hold_back(part, s, j)


@lean
def _price_team(part, s, m, rng, j, moment, size):
    """What it costs each crew to begin the task at one moment."""
    s.tasks[j].low = moment
    s.tasks[j].high = moment
    can = part.tasks[j].can_from
    for x in range(size):
        cost, k, p, begin = best_place(part, s, m, j, (0, can + x, can + x + 1), FAR, 0.0, rng)
        m.offers[x].crew, m.offers[x].taken = part.can[can + x], False
        m.offers[x].cost, m.offers[x].place = (cost, p) if k >= 0 and begin == moment else (FAR, -1)


@lean
def _take_cheapest(m, size):
    """The cheapest offer that has not been taken yet; marks it as taken."""
    best = 0
    while m.offers[best].taken:
        best += 1
    for x in range(best + 1, size):
        if not m.offers[x].taken and m.offers[x].cost < m.offers[best].cost:
            best = x
    m.offers[best].taken = True
    return best


@lean
def ready(part, s, j):
    """Set when a task may begin by what it waits for; False while that is left out.

    What it waits for is nailed to its time until `rebound`: put before it in one route, the task would push it away.
    """
    low = -np.int64(NEVER)
    for link in range(len(part.links)):
        if part.links[link].after == part.tasks[j].leader:
            first = part.links[link].before
            if s.tasks[first].crew < 0:
                return False
            low = max(low, s.tasks[first].at + part.tasks[first].service + part.links[link].lag)
            for twin in range(first, first + part.tasks[first].team):
                if s.tasks[twin].crew >= 0:
                    s.tasks[twin].high = s.tasks[twin].at
                    refresh(part, s, s.tasks[twin].crew)
    s.tasks[j].low = low
    return True


@lean
def hold_back(part, s, j):
    """What a task waits for must not be pushed into it."""
    for link in range(len(part.links)):
        if part.links[link].after == part.tasks[j].leader:
            first = part.links[link].before
            for twin in range(first, first + part.tasks[first].team):
                limit = s.tasks[j].at - part.links[link].lag - part.tasks[first].service
                s.tasks[twin].high = min(s.tasks[twin].high, limit)
                if s.tasks[twin].crew >= 0:
                    refresh(part, s, s.tasks[twin].crew)


@lean
def agree(part, s):
    """Keep the moments at which teams begin now."""
    for j in range(part.n):
        if part.tasks[j].team > 1 and not s.tasks[j].fixed:
            s.tasks[j].moment = s.tasks[j].at if s.tasks[j].crew >= 0 else NEVER


@lean
def rebound(part, s, m):
    """Bind tasks to those that they wait for, as these stand now; returns False where a route cannot be any more."""
    possible = True
    for _ in range(len(part.links) + 1):
        moved = False
        for link in range(len(part.links)):
            first, later = part.links[link].before, part.links[link].after
            if s.tasks[first].crew < 0 or s.tasks[later].crew < 0 or part.tasks[later].team > 1 or s.tasks[later].fixed:
                continue
            low = _soonest(part, s, later)
            if low != s.tasks[later].low:
                s.tasks[later].low = low
                keep(s, m, s.tasks[later].crew)
                possible = refresh(part, s, s.tasks[later].crew) and possible
                moved = True
        if not moved:
            break
    for link in range(len(part.links)):
        first = part.links[link].before
        if part.tasks[first].team == 1 and not s.tasks[first].fixed:
            s.tasks[first].high = part.tasks[first].latest
    for link in range(len(part.links)):
        if s.tasks[part.links[link].after].crew >= 0:
            hold_back(part, s, part.links[link].after)
    return possible


@lean
def _soonest(part, s, j):
    """When a task may begin by those that it waits for and that are planned."""
    low = -np.int64(NEVER)
    for link in range(len(part.links)):
        if part.links[link].after == j:
            first = part.links[link].before
            if s.tasks[first].crew >= 0:
                low = max(low, s.tasks[first].at + part.tasks[first].service + part.links[link].lag)
    return low
