"""What a step of the search costs, compiled: a route timed anew, and the cheapest place for a task.

After Christiaens and Vanden Berghe, "Slack Induction by String Removals" (2020), on a sum of weighted completion times
instead of distance: a new task in front of others pushes them, so a place in a route costs what it delays. Where a
route has no waiting, break or due time behind the place, the delay is one product; elsewhere the rest is walked.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from geo.matching.compiled import inlined, lean
from geo.matching.parts import Rows
from geo.matching.tables import NEVER, Floats, Ints
from geo.matching.values import FOREVER

FAR = 1e300


SPOT = np.dtype(
    [
        ("task", np.int32), ("begin", np.int32), ("finish", np.int32), ("soonest", np.int32), ("wait", np.int32),
        ("slack", np.int32), ("rate", np.float32), ("leg", np.float32),
    ],
    align=True,
)  # fmt: skip
"""One position of a route, two to a line of the processor's cache: its task; when the work begins and is done; when it
could begin but for the way there, and how long it waits; how far it may be pushed; what a second's push of it and all
behind it costs where nothing absorbs it; cost of the leg to it."""

CREW_NOW = np.dtype(
    [
        ("cost", np.float64), ("length", np.int64), ("first", np.int64), ("done", np.int64), ("room", np.int64),
        ("plain", np.bool_),
    ],
    align=True,
)  # fmt: skip
"""A crew's route: its cost; how long; position before which nothing may be put; when the crew is done; how much more
work it could hold at most; whether nothing on it absorbs or bends a push."""

TASK_NOW = np.dtype(
    [
        ("crew", np.int64), ("low", np.int64), ("high", np.int64), ("at", np.int64), ("moment", np.int64),
        ("fixed", np.bool_),
    ],
    align=True,
)  # fmt: skip
"""A task: its crew or -1; earliest and latest start that other work leaves it; when it begins; moment at which
it begins with its twins, NEVER for a task of one crew; whether it stays put."""


class State(NamedTuple):
    """Where everything stands; written by the search."""

    spots: Rows
    """Shape (crews, positions)."""
    crews: Rows
    tasks: Rows
    load: Ints
    """Resources that each route uses, shape (crews, resources)."""


class Memory(NamedTuple):
    """What a round remembers so that it can be undone, the best so far, and room to work in."""

    turn: Ints
    """Number of the round, and how many routes it has touched; shape (2,)."""
    stamp: Ints
    """Round that last touched each route."""
    touched: Ints
    """Routes touched in this round."""
    spots: Rows
    """As each touched route was; likewise `crews` and `load`."""
    crews: Rows
    load: Ints
    order: Ints
    """Tasks of each crew in the best plan, shape (crews, positions); `length` of them."""
    length: Ints
    pool: Ints
    """Tasks out of their routes."""
    keys: Floats
    """By what something is sorted, and `places`, the numbers sorted along."""
    places: Ints
    offers: Rows
    """What each crew offers for a task of several crews."""


OFFER = np.dtype([("cost", np.float64), ("crew", np.int64), ("place", np.int64), ("taken", np.bool_)], align=True)
"""What a task costs a crew, the crew and the position; whether the crew has been chosen."""


@inlined
def draw(seed):
    """Next 64 random bits (xorshift)."""
    x = seed[0]
    x ^= x << np.uint64(13)
    x ^= x >> np.uint64(7)
    x ^= x << np.uint64(17)
    seed[0] = x
    return x


@inlined
def unit(seed):
    """Draw a number from 0 up to 1."""
    return (draw(seed) >> np.uint64(11)) * (1.0 / 9007199254740992.0)


@inlined
def below(seed, n):
    """Draw a whole number from 0 up to ``n``."""
    return np.int64((draw(seed) >> np.uint64(33)) % np.uint64(n))


@lean
def in_order(keys, numbers, count):
    """Sort keys, and numbers along with them; they are few."""
    for x in range(1, count):
        key, number = keys[x], numbers[x]
        y = x - 1
        while y >= 0 and keys[y] > key:
            keys[y + 1], numbers[y + 1] = keys[y], numbers[y]
            y -= 1
        keys[y + 1], numbers[y + 1] = key, number


@lean
def past_breaks(pauses, k, begin, service):
    """First moment at which the work meets no break of the crew."""
    for b in range(pauses.shape[1]):
        if begin < pauses[k, b, 1] and begin + service > pauses[k, b, 0]:
            begin = pauses[k, b, 1]
    return begin


@inlined
def _price(task, begin):
    """Cost of a task that begins at a moment."""
    cost = task.rate * (begin + task.service)
    if begin > task.due:
        cost += task.late_rate * (begin - task.due)
    return cost


@inlined
def _close(pair, soft_end, over_rate, finished):
    """Cost of the end of a route whose last work is finished at a moment."""
    return pair.home + over_rate * max(finished + pair.finish - soft_end, 0)


@lean
def refresh(part, s, k):
    """Time a route anew; returns False where it cannot be."""
    tasks, to, pairs, pauses, now_tasks = part.tasks, part.to, part.pairs, part.pauses, s.tasks
    spots, resources = s.spots[k], part.stock.shape[1]
    length = s.crews[k].length
    node = part.n + k
    now = part.crews[k].start
    breaks = pauses.shape[1] > 0
    plain, possible = not breaks, True
    cost, waited = 0.0, np.int64(0)
    for d in range(resources):
        s.load[k, d] = 0
    for p in range(length):
        j = spots[p].task
        ready = now + to[j, node].gap
        soonest = max(np.int64(pairs[j, k].early), now_tasks[j].low)
        begin = max(ready, soonest)
        if breaks:
            begin = past_breaks(pauses, k, begin, tasks[j].service)
        begin = min(begin, np.int64(NEVER))
        now = begin + tasks[j].service
        spots[p].soonest = soonest
        spots[p].begin = begin
        spots[p].finish = now
        spots[p].wait = begin - ready
        spots[p].leg = to[j, node].drive
        waited += begin - ready
        now_tasks[j].at = begin
        plain = plain and begin == ready and tasks[j].due == FOREVER
        possible = possible and begin <= now_tasks[j].high and pairs[j, k].early < NEVER
        cost += _price(tasks[j], begin) + to[j, node].drive + pairs[j, k].cost
        for d in range(resources):
            s.load[k, d] += part.use[j, d]
        node = np.int64(j)
    slack, done = np.int64(FOREVER), now
    if length:
        cost += _close(pairs[node, k], part.crews[k].soft_end, part.over_rate, now)
        done += pairs[node, k].finish
        slack = part.crews[k].last - done
        possible = possible and slack >= 0
    rate = 0.0
    for p in range(length - 1, -1, -1):
        j = spots[p].task
        slack = min(slack, now_tasks[j].high - spots[p].begin)
        spots[p].slack = slack
        slack += spots[p].wait
        rate += tasks[j].rate
        spots[p].rate = rate
    for d in range(resources):
        possible = possible and s.load[k, d] <= part.stock[k, d]
    s.crews[k].plain = plain
    s.crews[k].cost = cost
    s.crews[k].done = done
    s.crews[k].room = part.crews[k].last - done + waited
    return possible


@lean
def _walk(part, s, k, p, begin, bound):
    """Cost that is added when the work at a position begins at another moment, and all behind it follows."""
    tasks, pairs, spots, soft_end = part.tasks, part.pairs, s.spots, part.crews[k].soft_end
    added = 0.0
    length = s.crews[k].length
    while True:
        j = spots[k, p].task
        before = spots[k, p].begin
        if begin > s.tasks[j].high:
            return FAR
        if begin == before:
            return added
        added += _price(tasks[j], begin) - _price(tasks[j], before)
        if added >= bound:
            return FAR
        now, then = begin + tasks[j].service, np.int64(spots[k, p].finish)
        p += 1
        if p == length:
            if now + pairs[j, k].finish > part.crews[k].last:
                return FAR
            added += _close(pairs[j, k], soft_end, part.over_rate, now)
            return added - _close(pairs[j, k], soft_end, part.over_rate, then)
        following = spots[k, p].task
        ready = now + part.to[following, j].gap
        begin = max(ready, np.int64(spots[k, p].soonest))
        if part.pauses.shape[1]:
            begin = past_breaks(part.pauses, k, begin, tasks[following].service)


@lean
def best_place(part, s, m, j, among, bound, blink, seed):
    """Find the crew and position where a task costs least.

    One long function on purpose: it is where the time goes, and a call for every crew costs more than the work inside.
    A crew is passed over where it can be neither there nor done in time even if the way there were straight. Routes
    that this round has touched come first: most tasks go back to one of them, and a good place found early spares the
    others. In a route that waits for nobody a place is passed over where the work alone, without any way, delays too
    much; by the triangle inequality no better place is lost.

    Args:
        part: The tables.
        s: Where everything stands.
        m: What the round remembers.
        j: The task.
        among: How many of the routes that the round has touched to try first, all or none; first of the crews to try,
            as an index of ``part.can``; the one after the last.
        bound: Only what costs less is wanted, weighted hours.
        blink: Chance to overlook a position.
        seed: State of the random numbers.

    Returns:
        Cost (the bound when there is none), crew (-1), position and start.
    """
    ahead, first, last = among
    tasks, crews, pauses, now_crews, over_rate = part.tasks, part.crews, part.pauses, s.crews, part.over_rate
    to_j, back_j, pairs_j = part.to[j], part.back[j], part.pairs[j]
    breaks, resources = pauses.shape[1] > 0, part.stock.shape[1]
    low, high = s.tasks[j].low, s.tasks[j].high
    service, rate, due, late_rate = np.int64(tasks[j].service), tasks[j].rate, tasks[j].due, tasks[j].late_rate
    best, best_k, best_p, best_begin = bound, np.int64(-1), np.int64(-1), np.int64(0)
    for x in range(first - ahead, last):
        if x < first:
            k = np.int64(m.touched[first - 1 - x])
            if pairs_j[k].early >= NEVER:
                continue
        else:
            k = np.int64(part.can[x])
            if ahead > 0 and m.stamp[k] == m.turn[0]:
                continue
        if service > now_crews[k].room:
            continue
        early = max(np.int64(pairs_j[k].early), low)
        fixed = np.float64(pairs_j[k].cost)
        node, now = part.n + k, crews[k].start
        if fixed + rate * (max(now + to_j[node].gap, early) + service) >= best:
            continue
        if resources:
            fits = True
            for d in range(resources):
                fits = fits and s.load[k, d] + part.use[j, d] <= part.stock[k, d]
            if not fits:
                continue
        spots, length, p = s.spots[k], now_crews[k].length, now_crews[k].first
        if p > 0:
            node, now = np.int64(spots[p - 1].task), np.int64(spots[p - 1].finish)
        soft_end, crew_last, plain = crews[k].soft_end, crews[k].last, now_crews[k].plain
        while True:
            if plain:
                floor = fixed + rate * (now + service)
                while p < length and floor < best <= floor + spots[p].rate * service:
                    node, now = np.int64(spots[p].task), np.int64(spots[p].finish)
                    floor = fixed + rate * (now + service)
                    p += 1
                if floor >= best:
                    break
            begin = max(now + to_j[node].gap, early)
            if breaks:
                begin = past_breaks(pauses, k, begin, service)
            finished = begin + service
            if begin > high or finished > crew_last:
                break
            cost = fixed + rate * finished
            if begin > due:
                cost += late_rate * (begin - due)
            if cost >= best:
                break
            if p == length:
                if finished + pairs_j[k].finish > crew_last:
                    break
                cost += to_j[node].drive + _close(pairs_j[k], soft_end, over_rate, finished)
                if length:
                    cost -= _close(part.pairs[node, k], soft_end, over_rate, now)
                if cost < best and (blink == 0.0 or unit(seed) >= blink):
                    best, best_k, best_p, best_begin = cost, k, p, begin
                break
            following = np.int64(spots[p].task)
            cost += to_j[node].drive + back_j[following].drive - spots[p].leg
            if cost < best:
                push = max(finished + back_j[following].gap, np.int64(spots[p].soonest)) - spots[p].begin
                if push <= spots[p].slack or breaks:
                    if push >= 0 and plain:
                        cost += push * spots[p].rate
                        over = now_crews[k].done - soft_end
                        if over + push > 0:
                            cost += over_rate * (over + push - max(over, 0))
                    elif cost + tasks[following].rate * push >= best:
                        cost = best
                    elif push != 0 or breaks:
                        then = spots[p].begin + push
                        if breaks:
                            then = past_breaks(pauses, k, then, tasks[following].service)
                        cost += _walk(part, s, k, p, then, best - cost)
                    if cost < best and (blink == 0.0 or unit(seed) >= blink):
                        best, best_k, best_p, best_begin = cost, k, p, begin
            node, now = following, np.int64(spots[p].finish)
            p += 1
    return best, best_k, best_p, best_begin


@lean
def insert(part, s, j, k, p):
    """Put a task into a route."""
    for q in range(s.crews[k].length, p, -1):
        s.spots[k, q].task = s.spots[k, q - 1].task
    s.spots[k, p].task = j
    s.crews[k].length += 1
    s.tasks[j].crew = k
    refresh(part, s, k)


@lean
def take_out(part, s, j):
    """Take a task out of its route."""
    k = s.tasks[j].crew
    w = 0
    for p in range(s.crews[k].length):
        s.spots[k, w].task = s.spots[k, p].task
        if s.spots[k, p].task != j:
            w += 1
    s.crews[k].length = w
    s.tasks[j].crew = -1
    refresh(part, s, k)


@lean
def load(part, s, order, length, held):
    """Put a whole plan in; what does not fit falls out, the last first, and what stays put last of all."""
    for k in range(part.c):
        s.crews[k].length = length[k]
        for p in range(length[k]):
            s.spots[k, p].task = order[k, p]
            s.tasks[order[k, p]].crew = k
        while not refresh(part, s, k):
            out = np.int64(-1)
            for p in range(s.crews[k].length):
                if not held[s.spots[k, p].task]:
                    out = np.int64(s.spots[k, p].task)
            if out < 0:
                break
            take_out(part, s, out)
