"""A part of a problem, dense and compact: what one run of the kernel works on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from geo.matching.filling import fill_legs
from geo.matching.judge import HOUR
from geo.matching.tables import NEAR, NEVER, Ints, Shorts, Whole, legs_between
from geo.matching.values import FOREVER
from geo.travel import UNREACHABLE_SECONDS

Rows = NDArray[np.void]
"""An array of records."""


LEG = np.dtype([("gap", np.int32), ("drive", np.float32)], align=True)
"""Seconds from the end of work until work at the next place may begin; cost of the drive, weighted hours."""

PAIR = np.dtype([("early", np.int32), ("finish", np.int32), ("cost", np.float32), ("home", np.float32)], align=True)
"""A task and a crew: earliest start, NEVER where it cannot be; seconds from the end of the work until the crew is done,
if it is the last; what it costs that this crew does it; cost of the way to its end."""

TASK = np.dtype(
    [
        ("rate", np.float64), ("late_rate", np.float64), ("prize", np.float64), ("service", np.int32),
        ("latest", np.int32), ("due", np.int32), ("leader", np.int32), ("team", np.int32), ("depth", np.int32),
        ("can_from", np.int32), ("can_to", np.int32),
    ],
    align=True,
)  # fmt: skip
"""As in `geo.matching.tables.Tasks`; the crews that can do it are ``can[can_from:can_to]``."""

CREW = np.dtype([("start", np.int64), ("soft_end", np.int64), ("last", np.int64)], align=True)
"""When it starts, when its shift ends, when it must be done."""

LINK = np.dtype([("before", np.int64), ("after", np.int64), ("lag", np.int64)], align=True)


_NUMBER_BITS = 32
"""Bits of a task's number where it stands behind a distance in one whole number."""


class Part(NamedTuple):
    """Tables of n tasks and c crews; node ``j`` is task ``j``, node ``n + k`` the start of crew ``k``."""

    n: int
    c: int
    over_rate: float
    """Cost of one second after the end of a shift."""
    tasks: Rows
    crews: Rows
    to: Rows
    """Legs to a task from every node, shape (n, n + c): row of the task."""
    back: Rows
    """Legs from a task to others, shape (n, n): row of the task that is left."""
    pairs: Rows
    """Shape (n, c)."""
    use: Ints
    stock: Ints
    pauses: Ints
    can: Shorts
    """Crews of each task, those that start near it first."""
    near: Shorts
    """Nearest tasks of each task, shape (n, near)."""
    links: Rows


def cut(whole: Whole, tasks: Ints, crews: Ints) -> Part:
    """Make the part of these tasks and crews. Tasks of one job and of one precedence are all in it or all held."""
    n, c = len(tasks), len(crews)
    travel, home, has_end = legs_between(whole, tasks, crews)
    to, back = np.empty((n, n + c), dtype=LEG), np.empty((n, n), dtype=LEG)
    fill_legs(travel, _gaps(whole, travel, tasks, crews), whole.weights.travel / HOUR, to, back)
    pairs = np.empty((n, c), dtype=PAIR)
    pairs["early"] = early_starts(whole, tasks, crews)
    pairs["cost"] = _pair_cost(whole, tasks, crews)
    way_home = home.astype(np.int64) * has_end
    pairs["finish"] = np.minimum(way_home + whole.around.leave[tasks, None], NEVER)
    pairs["home"] = np.where(way_home == UNREACHABLE_SECONDS, 0, way_home) * (whole.weights.travel / HOUR)
    began = whole.began[tasks]
    for task in np.flatnonzero(began < NEVER):
        to[task, n:] = 0, 0
        pairs["early"][task] = np.where(pairs["early"][task] < NEVER, began[task], NEVER)
    possible = pairs["early"] < NEVER
    return Part(
        n=n,
        c=c,
        over_rate=whole.weights.overtime / HOUR,
        tasks=_tasks(whole, tasks, possible, began),
        crews=_records(CREW, (whole.crews.start[crews], whole.crews.soft_end[crews], whole.crews.last[crews])),
        to=to,
        back=back,
        pairs=pairs,
        use=whole.tasks.use[tasks],
        stock=whole.crews.stock[crews],
        pauses=whole.crews.pauses[crews],
        can=_can(possible, to["gap"][:, n:]),
        near=_near(back["gap"], whole.tasks.leader[tasks]),
        links=_links(whole, tasks),
    )


def _tasks(whole: Whole, tasks: Ints, possible: NDArray[np.bool_], began: Ints) -> Rows:
    rows, ends = whole.tasks, np.cumsum(possible.sum(axis=1))
    latest = np.where(began < NEVER, began, rows.latest[tasks])
    leader = _inverse(tasks, len(rows.job))[rows.leader[tasks]]
    starts = np.concatenate([[0], ends[:-1]]) if len(ends) else ends
    return _records(
        TASK,
        (
            rows.rate[tasks], rows.late_rate[tasks], rows.prize[tasks], rows.service[tasks], latest, rows.due[tasks],
            leader, rows.team[tasks], rows.depth[tasks], starts, ends,
        ),
    )  # fmt: skip


def _can(possible: NDArray[np.bool_], gap: Shorts) -> Shorts:
    """Crews that can do each task, row after row, near ones first: a good place found early spares the others."""
    order = np.argsort(np.where(possible, gap, FOREVER * 2), axis=1, kind="stable")
    chosen = np.arange(possible.shape[1])[None, :] < possible.sum(axis=1)[:, None]
    found: Shorts = order[chosen].astype(np.int32)
    return found


def _links(whole: Whole, tasks: Ints) -> Rows:
    at = _inverse(tasks, len(whole.tasks.job))
    before, after, lag = at[whole.links.before], at[whole.links.after], whole.links.lag
    here = (before >= 0) & (after >= 0)
    return _records(LINK, (before[here], after[here], lag[here]))


def _records(kind: np.dtype[np.void], columns: Sequence[NDArray[Any]]) -> Rows:
    found: Rows = np.empty(len(columns[0]), dtype=kind)
    for name, column in zip(kind.names or (), columns, strict=True):
        found[name] = column
    return found


def _gaps(whole: Whole, travel: Shorts, tasks: Ints, crews: Ints) -> Shorts:
    """Add what leaving one zone and entering another takes; see `geo.matching.judge.gap_s`."""
    there = tuple(facts[tasks][None, :] for facts in whole.around)
    here = tuple(np.concatenate([a[tasks], b[crews]])[:, None] for a, b in zip(whole.around, whole.inside, strict=True))
    if not (there[0].any() or here[0].any()):
        return np.minimum(travel, NEVER)
    same = here[0] == there[0]
    away = np.where(here[1] != there[1], np.maximum(travel, here[4]), travel)
    gaps = np.where(same, travel, np.minimum(here[3] + away + there[2], NEVER))
    return np.where(travel == UNREACHABLE_SECONDS, NEVER, gaps).astype(np.int32)


def early_starts(whole: Whole, tasks: Ints, crews: Ints) -> Shorts:
    """Earliest start of each pair, seconds, shape (tasks, crews); NEVER where the crew cannot or may not do it."""
    can, need_all, need_any = whole.can[crews], whole.needs_all[tasks], whole.needs_any[tasks]
    fits = np.ones((len(tasks), len(crews)), dtype=np.bool_)
    some = np.zeros((len(tasks), len(crews)), dtype=np.bool_)
    for word in range(can.shape[1]):
        fits &= (need_all[:, None, word] & ~can[None, :, word]) == 0
        some |= (need_any[:, None, word] & can[None, :, word]) != 0
    choice: NDArray[np.bool_] = np.any(need_any != 0, axis=1)
    fits &= some | ~choice[:, None]
    pinned, under_way = whole.pinned[tasks], whole.began[tasks] < NEVER
    fits |= under_way[:, None]
    fits &= (pinned[:, None] < 0) | (pinned[:, None] == crews[None, :])
    other = whole.around.level[tasks][:, None] != whole.crews.hold_class[crews][None, :]
    early = np.maximum(
        whole.tasks.earliest[tasks][:, None], np.where(other, whole.crews.hold_until[crews][None, :], -NEVER)
    )
    task_at, crew_at = _inverse(tasks, len(whole.tasks.job)), _inverse(crews, len(whole.crews.start))
    for pairs in (whole.entry,):
        here = (task_at[pairs[:, 0]] >= 0) & (crew_at[pairs[:, 1]] >= 0)
        at = (task_at[pairs[here, 0]], crew_at[pairs[here, 1]])
        early[at] = np.maximum(early[at], pairs[here, 2])
    here = (task_at[whole.barred[:, 0]] >= 0) & (crew_at[whole.barred[:, 1]] >= 0)
    fits[task_at[whole.barred[here, 0]], crew_at[whole.barred[here, 1]]] = False
    return np.where(fits, early, NEVER).astype(np.int32)


def _pair_cost(whole: Whole, tasks: Ints, crews: Ints) -> NDArray[np.float32]:
    """Exposure of the crew's people, and the change against today's plan."""
    hours = np.where(whole.around.zone[tasks] != 0, whole.tasks.service[tasks] / HOUR, 0.0)
    found = whole.weights.exposure * hours[:, None] * whole.crews.people[crews][None, :]
    if whole.problem.today:
        found = found + whole.weights.change * _changes(whole, tasks, crews)
    return found.astype(np.float32)


def _changes(whole: Whole, tasks: Ints, crews: Ints) -> NDArray[np.bool_]:
    """Tell which pairs are not today's; the tasks of one job are alike."""
    leaders = whole.tasks.leader
    crew_at = _inverse(crews, len(whole.crews.start))
    known = np.isin(leaders[tasks], leaders[whole.today >= 0])
    changed = np.repeat(known[:, None], len(crews), axis=1)
    members: dict[int, list[int]] = {}
    for row, leader in enumerate(leaders[tasks].tolist()):
        members.setdefault(leader, []).append(row)
    for task in np.flatnonzero(whole.today >= 0):
        column = crew_at[whole.today[task]]
        if column >= 0:
            changed[members.get(int(leaders[task]), []), column] = False
    return changed


def _near(gap_from: Shorts, leader: Ints) -> Shorts:
    """Nearest tasks of each, the task itself and its twins left out where there are others."""
    n = len(gap_from)
    width = min(NEAR, n - 1)
    if width <= 0:
        return np.empty((n, 0), dtype=np.int32)
    keys = gap_from.astype(np.int64) << _NUMBER_BITS
    keys[leader[:, None] == leader[None, :]] = FOREVER << _NUMBER_BITS
    np.fill_diagonal(keys, NEVER << _NUMBER_BITS)
    keys |= np.arange(n)
    keys.sort(axis=1)  # whole numbers sort several times as fast as their places do
    return np.ascontiguousarray(keys[:, :width] & ((1 << _NUMBER_BITS) - 1), dtype=np.int32)


def _inverse(numbers: Ints, size: int) -> Ints:
    found = np.full(size, -1, dtype=np.int64)
    found[numbers] = np.arange(len(numbers))
    return found
