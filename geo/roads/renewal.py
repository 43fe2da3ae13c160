"""The compiled part of laying other weights on a few roads: only the arcs that depend on them are looked at again.

Every way over a lower node that an arc stands for consists of two arcs of that node. So going through the nodes in the
order of contraction, whatever an arc depends on is settled before it is its turn.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from geo.roads.kernel import INF, Ints, Longs, compiled, find_arc

OFFERED: Final = 1
"""A lighter way over a lower node is known."""
LOST: Final = 2
"""A way that may have been the lightest became heavier: all of them are compared again."""

SINGLE_ARCS: Final = 8
"""Up to so many arcs of one node are compared one by one; of more, all at once."""


class Arcs(NamedTuple):
    """The contracted graph with the weights of its arcs; the weights are changed in place.

    Attributes:
        first: See `kernel.eliminate`.
        heads: Likewise.
        tails: Lower node of each arc.
        below_first: See `kernel.turned`.
        below_arc: Likewise.
        up: Weights upward.
        down: Weights downward.
    """

    first: Longs
    heads: Ints
    tails: Ints
    below_first: Longs
    below_arc: Longs
    up: Ints
    down: Ints


class Before(NamedTuple):
    """Weights of one node's arcs as they were, and which of its arcs changed; room to work in.

    Attributes:
        up: By the arc's place among those of the node.
        down: Likewise.
        changed: Places of the arcs that changed, ascending.
        slot: Arc to each upper neighbour.
    """

    up: Ints
    down: Ints
    changed: Longs
    slot: Longs


class Marks(NamedTuple):
    """What is to be looked at.

    Attributes:
        arcs: `OFFERED`, `LOST` or 0, for each arc.
        nodes: Nodes with an arc that is marked.
        up: Lightest way that an arc was offered, upward.
        down: The same downward.
    """

    arcs: NDArray[np.uint8]
    nodes: NDArray[np.bool_]
    up: Ints
    down: Ints


@compiled
def lay_again(arcs: Longs, on_first: Longs, on_edge: Longs, weights: Ints, laid: Ints, edge: Ints) -> None:
    """Give some arcs the lightest of the edges that lie on them, as `kernel.lay` does for all, in place."""
    for arc in arcs:
        laid[arc], edge[arc] = INF, -1
        for each in range(on_first[arc], on_first[arc + 1]):
            if weights[on_edge[each]] < laid[arc]:
                laid[arc], edge[arc] = weights[on_edge[each]], on_edge[each]


@compiled
def renew(arcs: Arcs, up_laid: Ints, down_laid: Ints, touched: Longs) -> None:
    """Make the touched arcs, and those that depend on them, as light as the lightest way over lower nodes, in place.

    Args:
        arcs: The graph, with the weights as they were.
        up_laid: Weights of the roads alone, upward.
        down_laid: The same, downward.
        touched: Arcs whose own roads have other weights.
    """
    size, count = len(arcs.heads), len(arcs.first)
    none = np.int32(INF)
    marks = Marks(np.zeros(size, np.uint8), np.zeros(count, np.bool_), np.full(size, none), np.full(size, none))
    before = Before(
        np.empty(count, np.int32), np.empty(count, np.int32), np.empty(count, np.int64), np.empty(count, np.int64)
    )
    for arc in touched:
        marks.arcs[arc], marks.nodes[arcs.tails[arc]] = LOST, True
    for node in range(count - 1):
        if marks.nodes[node]:
            _settle(node, arcs, up_laid, down_laid, marks, before)
            _spread(node, arcs, marks, before)


@compiled
def _settle(node: int, arcs: Arcs, up_laid: Ints, down_laid: Ints, marks: Marks, before: Before) -> None:
    """Give the marked arcs of a node their weights; what lies below it is settled."""
    begin, end, lost = arcs.first[node], arcs.first[node + 1], 0
    for arc in range(begin, end):
        before.up[arc - begin], before.down[arc - begin] = arcs.up[arc], arcs.down[arc]
        if marks.arcs[arc] == LOST:
            arcs.up[arc], arcs.down[arc] = up_laid[arc], down_laid[arc]
            lost += 1
        elif marks.arcs[arc] == OFFERED:
            arcs.up[arc], arcs.down[arc] = min(arcs.up[arc], marks.up[arc]), min(arcs.down[arc], marks.down[arc])
    if lost > SINGLE_ARCS:
        _compare_all(node, arcs, before.slot)
    elif lost > 0:
        for arc in range(begin, end):
            if marks.arcs[arc] == LOST:
                _compare(arc, arcs)


@compiled
def _compare_all(node: int, arcs: Arcs, slot: Longs) -> None:
    """Make all arcs of a node as light as the lightest way over a lower node; `slot` is room to work in."""
    up, down = arcs.up, arcs.down
    for arc in range(arcs.first[node], arcs.first[node + 1]):
        slot[arcs.heads[arc]] = arc
    for each in range(arcs.below_first[node], arcs.below_first[node + 1]):
        arc = arcs.below_arc[each]
        here_up, here_down = up[arc], down[arc]
        if here_up < INF or here_down < INF:
            for other in range(arc + 1, arcs.first[arcs.tails[arc] + 1]):
                target = slot[arcs.heads[other]]
                up[target] = min(up[target], np.int32(here_down + up[other]))
                down[target] = min(down[target], np.int32(down[other] + here_up))


@compiled
def _compare(arc: int, arcs: Arcs) -> None:
    """Make one arc as light as the lightest way over a lower node."""
    up, down = arcs.up, arcs.down
    node, high = arcs.tails[arc], arcs.heads[arc]
    best_up, best_down = up[arc], down[arc]
    for each in range(arcs.below_first[node], arcs.below_first[node + 1]):
        one = arcs.below_arc[each]
        if down[one] < best_up or up[one] < best_down:
            two = find_arc(arcs.first, arcs.heads, arcs.tails[one], high)
            if two >= 0:
                best_up = min(best_up, np.int32(down[one] + up[two]))
                best_down = min(best_down, np.int32(down[two] + up[one]))
    up[arc], down[arc] = best_up, best_down


@compiled
def _spread(node: int, arcs: Arcs, marks: Marks, before: Before) -> None:
    """Tell the arcs between each two upper neighbours of a node, where the way over it has another weight now."""
    begin, end, size = arcs.first[node], arcs.first[node + 1], 0
    for place in range(end - begin):
        if before.up[place] != arcs.up[begin + place] or before.down[place] != arcs.down[begin + place]:
            before.changed[size] = place
            size += 1
    at = 0
    for low in range(end - begin):
        if at == size:
            break  # neither this arc nor any behind it changed
        if before.changed[at] == low:
            at += 1
            over = arcs.first[arcs.heads[begin + low]]
            for high in range(low + 1, end - begin):
                over = _tell_of(begin, low, high, over, arcs, marks, before)
        else:
            # what is joined to the node and lies beyond the lower one is joined to that too: no need to begin before
            over = arcs.first[arcs.heads[begin + low]]
            for each in range(at, size):
                high = before.changed[each]
                ahead = arcs.first[arcs.heads[begin + low]] + high - low - 1
                over = _tell_of(begin, low, high, max(over, ahead), arcs, marks, before)


@compiled
def _tell_of(begin: int, low: int, high: int, over: int, arcs: Arcs, marks: Marks, before: Before) -> int:
    """Tell the arc over two arcs of a node, which is not before `over`, of the ways over both; return which it is."""
    one, two = begin + low, begin + high
    while arcs.heads[over] != arcs.heads[two]:
        over += 1
    _tell(over, before.down[low] + before.up[high], arcs.down[one] + arcs.up[two], arcs.up, marks.up, arcs, marks)
    _tell(over, before.up[low] + before.down[high], arcs.up[one] + arcs.down[two], arcs.down, marks.down, arcs, marks)
    return over


@compiled
def _tell(arc: int, old: int, new: int, weights: Ints, offers: Ints, arcs: Arcs, marks: Marks) -> None:
    """Tell an arc that one of its ways has another weight.

    Its turn has not come, so its own weight is still the old one. If none of its ways that was as light became heavier,
    the new one is the least of that and of what it is offered.
    """
    if new > old:
        if old == weights[arc]:
            marks.arcs[arc], marks.nodes[arcs.tails[arc]] = LOST, True
    elif new < weights[arc]:
        marks.arcs[arc], marks.nodes[arcs.tails[arc]] = max(marks.arcs[arc], np.uint8(OFFERED)), True
        offers[arc] = min(offers[arc], np.int32(new))
