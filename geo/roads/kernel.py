"""The compiled part of customisable contraction hierarchies (Dibbelt, Strasser, Wagner, 2016).

Nodes are called by their rank: 0 is contracted first. ``INF`` is no way; two of them still fit into 32 bits.
All numbers of time are centiseconds.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeVar, cast

import numba
import numpy as np
from numpy.typing import NDArray

F = TypeVar("F", bound=Callable[..., Any])

Ints = NDArray[np.int32]
Longs = NDArray[np.int64]

INF: Final = 2**30 - 1


def compiled(function: F) -> F:
    """Compile a function, kept on disk; it needs no interpreter, so that threads run side by side."""
    return cast("F", numba.njit(cache=True, nogil=True)(function))


@compiled
def eliminate(first: Longs, heads: Ints) -> tuple[Longs, Ints, Ints]:
    """Contract all nodes in turn and return the upward graph that comes out, with each node's parent.

    Args:
        first: Where each node's upward neighbours begin in `heads`, shape (n + 1,).
        heads: Upward neighbours.

    Returns:
        The same of the chordal graph, neighbours in any order; the lowest neighbour of each node, -1 for none.
    """
    count = len(first) - 1
    parent = np.full(count, -1, dtype=np.int32)
    eldest = np.full(count, -1, dtype=np.int32)
    sibling = np.full(count, -1, dtype=np.int32)
    seen = np.full(count, -1, dtype=np.int32)
    begins = np.zeros(count + 1, dtype=np.int64)
    out = np.empty(2 * len(heads) + count + 16, dtype=np.int32)
    size = 0
    for node in range(count):
        if size + count > len(out):  # one node has fewer neighbours than there are nodes
            grown = np.empty(2 * len(out) + count, dtype=np.int32)
            grown[:size] = out[:size]
            out = grown
        lowest = count
        seen[node] = node
        for each in range(first[node], first[node + 1]):
            seen[heads[each]] = node
            out[size] = heads[each]
            size += 1
            lowest = min(lowest, heads[each])
        child = eldest[node]
        while child >= 0:  # what a child leaves behind
            for each in range(begins[child], begins[child + 1]):
                head = out[each]
                if seen[head] != node:
                    seen[head] = node
                    out[size] = head
                    size += 1
                    lowest = min(lowest, head)
            child = sibling[child]
        begins[node + 1] = size
        if lowest < count:
            parent[node] = lowest
            sibling[node] = eldest[lowest]
            eldest[lowest] = node
    return begins, out[:size].copy(), parent


@compiled
def turned(first: Longs, heads: Ints) -> tuple[Longs, Ints, Longs]:
    """Turn all arcs round.

    Returns:
        Per node where the arcs that reach it begin; their tails, ascending; and which arcs they were.
    """
    count = len(first) - 1
    begins = np.zeros(count + 1, dtype=np.int64)
    for arc in range(len(heads)):
        begins[heads[arc] + 1] += 1
    for node in range(count):
        begins[node + 1] += begins[node]
    place = begins[:-1].copy()
    tails = np.empty(len(heads), dtype=np.int32)
    arcs = np.empty(len(heads), dtype=np.int64)
    for node in range(count):
        for arc in range(first[node], first[node + 1]):
            at = place[heads[arc]]
            tails[at], arcs[at] = node, arc
            place[heads[arc]] = at + 1
    return begins, tails, arcs


@compiled
def depths(parent: Ints) -> Ints:
    """Return how many ancestors each node has."""
    found = np.zeros(len(parent), dtype=np.int32)
    for node in range(len(parent) - 1, -1, -1):
        if parent[node] >= 0:
            found[node] = found[parent[node]] + 1
    return found


@compiled
def find_arc(first: Longs, heads: Ints, low: int, high: int) -> int:
    """Return the arc from a node up to another, -1 where there is none; neighbours ascend."""
    begin, end = first[low], first[low + 1]
    while begin < end:
        middle = (begin + end) // 2
        if heads[middle] < high:
            begin = middle + 1
        else:
            end = middle
    return begin if begin < first[low + 1] and heads[begin] == high else -1


@compiled
def find_arcs(first: Longs, heads: Ints, low: Ints, high: Ints) -> Longs:
    """Return the arc between each two nodes; -1 where both are one."""
    found = np.full(len(low), -1, dtype=np.int64)
    for each in range(len(low)):
        found[each] = find_arc(first, heads, low[each], high[each])
    return found


@compiled
def lay(arcs: Longs, weights: Ints, begin: Ints, edge: Ints) -> None:
    """Give each arc the lightest of the edges that lie on it, and note which."""
    for each in range(len(arcs)):
        arc = arcs[each]
        if arc >= 0 and weights[each] < begin[arc]:
            begin[arc] = weights[each]
            edge[arc] = each


@compiled
def customise(
    first: Longs, heads: Ints, tails: Ints, below_first: Longs, below_arc: Longs, up: Ints, down: Ints
) -> None:
    """Make each arc as light as the lightest way over lower nodes, in place."""
    slot = np.zeros(len(first), dtype=np.int64)
    for middle in range(len(first) - 1):
        for arc in range(first[middle], first[middle + 1]):
            slot[heads[arc]] = arc
        for each in range(below_first[middle], below_first[middle + 1]):
            arc = below_arc[each]
            here_up, here_down = up[arc], down[arc]
            if here_up >= INF and here_down >= INF:
                continue
            for other in range(arc + 1, first[tails[arc] + 1]):
                target = slot[heads[other]]
                up[target] = min(up[target], np.int32(here_down + up[other]))
                down[target] = min(down[target], np.int32(down[other] + here_up))


@compiled
def sweep(
    first: Longs, heads: Ints, weights: Ints, parent: Ints, depth: Ints, nodes: Ints, costs: Ints
) -> tuple[Ints, Ints]:
    """Return the way up from each place: to each ancestor, and which node that is, by its depth.

    Args:
        first: See `eliminate`.
        heads: See `eliminate`.
        weights: Of the arcs, in the direction of the sweep.
        parent: See `eliminate`.
        depth: See `depths`.
        nodes: The two nodes that each place lies between, the lower one first, shape (n, 2); -1 for no place.
        costs: From the place to each of the two, shape (n, 2).

    Returns:
        Times and nodes, shape (n, greatest depth + 1); `INF` and -1 beyond the end.
    """
    width = 1
    for each in range(len(nodes)):
        if nodes[each, 0] >= 0:
            width = max(width, depth[nodes[each, 0]] + 1)
    times = np.full((len(nodes), width), np.int32(INF), dtype=np.int32)
    path = np.full((len(nodes), width), np.int32(-1), dtype=np.int32)
    for each in range(len(nodes)):
        node = nodes[each, 0]
        if node < 0:
            continue
        row = times[each]
        row[depth[node]] = min(costs[each, 0], INF)
        other = depth[nodes[each, 1]]
        row[other] = min(row[other], costs[each, 1])
        while node >= 0:
            here = row[depth[node]]
            path[each, depth[node]] = node
            if here < INF:
                for arc in range(first[node], first[node + 1]):
                    at = depth[heads[arc]]
                    row[at] = min(row[at], np.int32(here + weights[arc]))
            node = parent[node]
    return times, path


@compiled
def join(forth: Ints, forth_path: Ints, back: Ints, back_path: Ints) -> Ints:
    """Return the time from each origin to each destination: the best over the ancestors that both have.

    Ancestors that two nodes share are the first ones of both, counted from the top.
    """
    found = np.full((len(forth), len(back)), np.int32(INF), dtype=np.int32)
    width = min(forth.shape[1], back.shape[1])
    for i in range(len(forth)):
        for j in range(len(back)):
            low, high = 0, width
            while low < high:
                middle = (low + high) // 2
                if forth_path[i, middle] == back_path[j, middle] and forth_path[i, middle] >= 0:
                    low = middle + 1
                else:
                    high = middle
            best = np.int32(INF)
            for k in range(low):
                best = min(best, np.int32(forth[i, k] + back[j, k]))
            found[i, j] = best
    return found


@compiled
def climb(first: Longs, heads: Ints, weights: Ints, times: Ints, path: Ints, costs: Ints, meeting: int) -> Longs:
    """Return the arcs by which a sweep of one place reached an ancestor, the last one first.

    Args:
        first: See `eliminate`.
        heads: See `eliminate`.
        weights: As in the sweep.
        times: Of the sweep, shape (k,).
        path: Of the sweep, shape (k,).
        costs: What each depth cost at the start of the sweep, shape (k,).
        meeting: Depth of the ancestor.
    """
    found = np.empty(len(path), dtype=np.int64)
    size = 0
    at = meeting
    while costs[at] != times[at]:
        came = -1
        for lower in range(at + 1, len(path)):
            arc = find_arc(first, heads, path[lower], path[at]) if path[lower] >= 0 else -1
            if arc >= 0 and times[lower] + weights[arc] == times[at]:
                came = lower
                found[size] = arc
                size += 1
                break
        if came < 0:
            raise ValueError("a time without a way")
        at = came
    return found[:size]


@compiled
def unpack(  # noqa: PLR0913, PLR0917 - arrays of one graph
    arcs: Longs, upward: NDArray[np.bool_], heads: Ints, tails: Ints, below_first: Longs, below_arc: Longs,
    up: Ints, down: Ints, up_laid: Ints, down_laid: Ints,
) -> tuple[Longs, NDArray[np.bool_]]:  # fmt: skip
    """Return the arcs of the road itself, in order, that others stand for; and which of them are driven upward."""
    room = 1024
    done, done_up = np.empty(room, dtype=np.int64), np.empty(room, dtype=np.bool_)
    stack, stack_up = arcs[::-1].copy(), upward[::-1].copy()
    size, height = 0, len(arcs)
    while height > 0:
        height -= 1
        arc, is_up = stack[height], stack_up[height]
        if (up[arc] == up_laid[arc]) if is_up else (down[arc] == down_laid[arc]):
            if size == len(done):
                done, done_up = np.append(done, done), np.append(done_up, done_up)
            done[size], done_up[size] = arc, is_up
            size += 1
            continue
        if height + 2 > len(stack):
            stack, stack_up = np.append(stack, stack), np.append(stack_up, stack_up)
        i, j = below_first[tails[arc]], below_first[heads[arc]]
        one, two = below_arc[i], below_arc[j]
        while not (
            tails[one] == tails[two]
            and ((down[one] + up[two] == up[arc]) if is_up else (down[two] + up[one] == down[arc]))
        ):
            if tails[one] <= tails[two]:
                i += 1
            else:
                j += 1
            one, two = below_arc[i], below_arc[j]
        last, then = (two, one) if is_up else (one, two)
        stack[height], stack_up[height] = last, True
        stack[height + 1], stack_up[height + 1] = then, False
        height += 2
    return done[:size].copy(), done_up[:size].copy()
