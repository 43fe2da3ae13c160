"""Work that is bound to other work, compiled: crews that begin together, and jobs that wait for others."""

from __future__ import annotations

import numpy as np

from geo.matching.compiled import compiled
from geo.matching.kernel import FAR, best_place, insert, refresh, take_out
from geo.matching.tables import NEVER

_TEAM_TRIES = 6
"""How many moments are tried for crews to begin together."""


@compiled
def keep(s, marks, touched_n, k):
    """Remember a route before it is changed for the first time in this turn."""
    stamp, touched, old_route, old_length, old_cost, now = marks
    if stamp[k] == now:
        return touched_n
    stamp[k] = now
    touched[touched_n] = k
    old_length[k], old_cost[k] = s.crews[k].length, s.crews[k].cost
    for p in range(s.crews[k].length):
        old_route[k, p] = s.spots[k, p].task
    return touched_n + 1


@compiled
def take_friends(part, s, marks, touched_n, pool, pool_n):
    """Take out the twins of tasks taken out, and the tasks that wait for them."""
    x = 0
    while x < pool_n:
        j = pool[x]
        s.tasks[j].low = -NEVER
        s.tasks[j].high = part.tasks[j].latest
        leader = part.tasks[j].leader
        if leader >= 0:
            for twin in range(leader, leader + part.tasks[j].team):
                if s.tasks[twin].crew >= 0 and not s.tasks[twin].fixed:
                    touched_n = keep(s, marks, touched_n, s.tasks[twin].crew)
                    take_out(part, s, twin)
                    pool[pool_n] = twin
                    pool_n += 1
            for link in range(len(part.links)):
                later = part.links[link].after
                if part.links[link].before != leader or s.tasks[later].crew < 0:
                    continue
                if s.tasks[later].fixed:
                    limit = s.tasks[later].at - part.links[link].lag - part.tasks[j].service
                    s.tasks[j].high = min(s.tasks[j].high, limit)
                else:
                    touched_n = keep(s, marks, touched_n, s.tasks[later].crew)
                    take_out(part, s, later)
                    pool[pool_n] = later
                    pool_n += 1
        x += 1
    return touched_n, pool_n


@compiled
def recreate_team(part, s, rng, marks, touched_n, j):
    """Find a moment at which enough crews can begin together, and book them."""
    team = part.tasks[j].team
    if len(part.links) and not ready(part, s, j):
        return touched_n
    low, high = s.tasks[j].low, s.tasks[j].high
    can = part.tasks[j].can_from
    size = part.tasks[j].can_to - can
    begins, costs = np.full(size, np.int64(NEVER)), np.empty(size)
    crews, places = np.empty(size, np.int64), np.empty(size, np.int64)
    for x in range(size):
        crews[x] = part.can[can + x]
        _, k, _, begin = best_place(part, s, j, can + x, can + x + 1, part.tasks[j].prize * 4.0, 0.0, rng)
        if k >= 0:
            begins[x] = begin
    moments = np.sort(begins)
    best, best_moment = part.tasks[j].prize * team, np.int64(NEVER)
    for attempt in range(team - 1, min(team - 1 + _TEAM_TRIES, size)):
        moment = moments[attempt]
        if moment >= NEVER:
            break
        _price_team(part, s, rng, j, moment, crews, costs, places)
        cost = 0.0
        for cheapest in np.sort(costs)[:team]:
            cost += cheapest
        if cost < best:
            best, best_moment = cost, moment
    if best_moment < NEVER:
        _price_team(part, s, rng, j, best_moment, crews, costs, places)
        order = np.argsort(costs)
        for member in range(team):
            x, twin = order[member], j + member
            s.tasks[twin].low = best_moment
            s.tasks[twin].high = best_moment
            touched_n = keep(s, marks, touched_n, crews[x])
            insert(part, s, twin, crews[x], places[x])
        if len(part.links):
            hold_back(part, s, j)
    else:
        s.tasks[j].low = low
        s.tasks[j].high = high
    return touched_n


@compiled
def _price_team(part, s, rng, j, moment, crews, costs, places):
    """What it costs each crew to begin the task at one moment."""
    s.tasks[j].low = moment
    s.tasks[j].high = moment
    can = part.tasks[j].can_from
    for x in range(len(crews)):
        cost, k, p, begin = best_place(part, s, j, can + x, can + x + 1, FAR, 0.0, rng)
        costs[x], places[x] = (cost, p) if k >= 0 and begin == moment else (FAR, -1)


@compiled
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


@compiled
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


@compiled
def agree(part, s):
    """Keep the moments at which teams begin now."""
    for j in range(part.n):
        if part.tasks[j].team > 1 and not s.tasks[j].fixed:
            s.tasks[j].moment = s.tasks[j].at if s.tasks[j].crew >= 0 else NEVER


@compiled
def rebound(part, s):
    """Bind tasks to those that they wait for, as these stand now."""
    for _ in range(len(part.links) + 1):
        moved = False
        for link in range(len(part.links)):
            first, later = part.links[link].before, part.links[link].after
            if s.tasks[first].crew < 0 or s.tasks[later].crew < 0 or part.tasks[later].team > 1 or s.tasks[later].fixed:
                continue
            low = -np.int64(NEVER)
            for other in range(len(part.links)):
                if part.links[other].after == later:
                    earlier = part.links[other].before
                    if s.tasks[earlier].crew >= 0:
                        low = max(low, s.tasks[earlier].at + part.tasks[earlier].service + part.links[other].lag)
            if low != s.tasks[later].low:
                s.tasks[later].low = low
                refresh(part, s, s.tasks[later].crew)
                moved = True
        if not moved:
            break
    for link in range(len(part.links)):
        first = part.links[link].before
        for twin in range(first, first + part.tasks[first].team):
            if part.tasks[first].team == 1 and not s.tasks[twin].fixed:
                s.tasks[twin].high = part.tasks[twin].latest
    for link in range(len(part.links)):
        if s.tasks[part.links[link].after].crew >= 0:
            hold_back(part, s, part.links[link].after)
