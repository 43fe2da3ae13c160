"""A road graph put in order once, so that any weights on it answer many-to-many questions at once.

The order of the nodes (nested dissection) comes from outside; pyroutingkit computes a good one. Each road's two ends
are ancestor and descendant in the elimination tree, so a place on a road needs one sweep upward, not two; and a whole
matrix is additions over the ancestors that two places share.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from geo.roads import kernel, renewal
from geo.roads.kernel import INF, Ints, Longs

FEW: Final = 0.001
"""Where a larger share of the edges changes, laying all weights anew takes less time than following the changes."""


@dataclass(frozen=True, slots=True, eq=False)
class Ends:
    """Places on the road: the nodes before and behind each, and the time to (or from) them.

    Attributes:
        nodes: Two nodes per place, joined by an edge or the same, shape (n, 2); -1 in both for a place off the network.
        costs: Centiseconds to each, `INF` where the road does not lead there, shape (n, 2).
    """

    nodes: Ints
    costs: Ints

    def take(self, index: int) -> Ends:
        """Return one of the places."""
        return Ends(self.nodes[index : index + 1], self.costs[index : index + 1])


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """Edges of a way, in order: which, and whether each is driven from its first node to its second."""

    edges: Longs
    forward: NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Hierarchy:
    """The contracted graph, without any weights. Immutable; shared by all weights on it."""

    rank: Ints
    first: Longs
    heads: Ints
    tails: Ints
    parent: Ints
    depth: Ints
    below_first: Longs
    below_arc: Longs
    arcs: Longs
    """Arc on which each edge lies, -1 for an edge from a node to itself."""
    flipped: NDArray[np.bool_]
    """Edges whose first node is the higher one."""
    on_first: Longs
    """Where the edges on each arc begin in `on_edge`."""
    on_edge: Longs

    @classmethod
    def build(cls, order: ArrayLike, edge_from: ArrayLike, edge_to: ArrayLike) -> Hierarchy:
        """Contract the nodes in order.

        Args:
            order: All nodes, the one to be contracted first in front, shape (n,).
            edge_from: First node of each edge, shape (m,).
            edge_to: Second node of each edge, shape (m,).

        Raises:
            ValueError: `order` is no permutation.
        """
        given = np.asarray(order, dtype=np.int64)
        rank = np.full(len(given), -1, dtype=np.int32)
        if ((given < 0) | (given >= len(given))).any():
            raise ValueError("order: a node that does not exist")
        rank[given] = np.arange(len(given), dtype=np.int32)
        if (rank < 0).any():
            raise ValueError("order: a node is missing")
        one, two = rank[np.asarray(edge_from, np.int64)], rank[np.asarray(edge_to, np.int64)]
        low, high = np.minimum(one, two), np.maximum(one, two)
        first, heads, parent = kernel.eliminate(*_upward(low, high, len(rank)))
        first, heads, _ = kernel.turned(*kernel.turned(first, heads)[:2])  # turned twice, neighbours ascend
        below_first, _, below_arc = kernel.turned(first, heads)
        tails = np.repeat(np.arange(len(rank), dtype=np.int32), np.diff(first))
        arcs = kernel.find_arcs(first, heads, low, high)
        on_edge = np.argsort(arcs, kind="stable")[np.count_nonzero(arcs < 0) :]
        on_first = np.concatenate([[0], np.cumsum(np.bincount(arcs[on_edge], minlength=len(heads)))]).astype(np.int64)
        return cls(
            rank, first, heads, tails, parent, kernel.depths(parent), below_first, below_arc, arcs, one > two,
            on_first, on_edge,
        )  # fmt: skip

    def weigh(self, forward_cs: Ints, backward_cs: Ints) -> Metric:
        """Lay weights on the graph: centiseconds of each edge in both directions, `INF` where it is closed."""
        size = len(self.heads)
        upward_cs, downward_cs = self.by_rank(forward_cs, backward_cs)
        up, down = np.full(size, INF, dtype=np.int32), np.full(size, INF, dtype=np.int32)
        up_edge, down_edge = np.full(size, -1, dtype=np.int32), np.full(size, -1, dtype=np.int32)
        kernel.lay(self.arcs, upward_cs, up, up_edge)
        kernel.lay(self.arcs, downward_cs, down, down_edge)
        up_laid, down_laid = up.copy(), down.copy()
        kernel.customise(self.first, self.heads, self.tails, self.below_first, self.below_arc, up, down)
        return Metric(self, upward_cs, downward_cs, up, down, up_laid, down_laid, up_edge, down_edge)

    def by_rank(self, forward_cs: Ints, backward_cs: Ints) -> tuple[Ints, Ints]:
        """Return weights of the edges from their lower to their higher node, and down again."""
        return np.where(self.flipped, backward_cs, forward_cs), np.where(self.flipped, forward_cs, backward_cs)


@dataclass(frozen=True, slots=True, eq=False)
class Metric:
    """The graph with weights. Immutable: other weights are another metric."""

    graph: Hierarchy
    upward_cs: Ints
    """Weights of the edges, from lower to higher node."""
    downward_cs: Ints
    up: Ints
    """Weights of the arcs."""
    down: Ints
    up_laid: Ints
    """Weights before the way over lower nodes was looked at."""
    down_laid: Ints
    up_edge: Ints
    """The edge behind each of these weights."""
    down_edge: Ints

    def reweigh(self, forward_cs: Ints, backward_cs: Ints, *, few: float = FEW) -> Metric:
        """Return the graph with other weights, exactly as `Hierarchy.weigh` does; what stays the same costs nothing.

        Args:
            forward_cs: Of all edges, not only of those that change.
            backward_cs: Likewise.
            few: See `FEW`.
        """
        graph = self.graph
        upward_cs, downward_cs = graph.by_rank(forward_cs, backward_cs)
        changed = (upward_cs != self.upward_cs) | (downward_cs != self.downward_cs)
        if np.count_nonzero(changed) > few * len(changed):
            return graph.weigh(forward_cs, backward_cs)
        touched = np.unique(graph.arcs[changed & (graph.arcs >= 0)])
        up, down, up_laid, down_laid, up_edge, down_edge = (
            each.copy() for each in (self.up, self.down, self.up_laid, self.down_laid, self.up_edge, self.down_edge)
        )
        renewal.lay_again(touched, graph.on_first, graph.on_edge, upward_cs, up_laid, up_edge)
        renewal.lay_again(touched, graph.on_first, graph.on_edge, downward_cs, down_laid, down_edge)
        arcs = renewal.Arcs(graph.first, graph.heads, graph.tails, graph.below_first, graph.below_arc, up, down)
        renewal.renew(arcs, up_laid, down_laid, touched)
        return Metric(graph, upward_cs, downward_cs, up, down, up_laid, down_laid, up_edge, down_edge)

    def matrix(self, origins: Ends, destinations: Ends) -> Ints:
        """Return centiseconds of every pair, shape (n, m); `INF` where there is no way over any node."""
        forth, forth_path = self._sweep(self.up, *self._ranked(origins))
        back, back_path = self._sweep(self.down, *self._ranked(destinations))
        return kernel.join(forth, forth_path, back, back_path)

    def path(self, origin: Ends, destination: Ends) -> Step | None:
        """Return the edges from one place to another, the ones that the places lie on left out; None without a way."""
        start, goal = self._ranked(origin), self._ranked(destination)
        (forth,), (forth_path,) = self._sweep(self.up, *start)
        (back,), (back_path,) = self._sweep(self.down, *goal)
        width = min(len(forth), len(back))
        shared = (forth_path[:width] == back_path[:width]) & (forth_path[:width] >= 0)
        total = np.where(shared, forth[:width] + back[:width], INF)
        if width == 0 or total.min() >= INF:
            return None
        meeting = int(total.argmin())
        ahead = self._climb(self.up, start, forth, forth_path, meeting)[::-1]
        behind = self._climb(self.down, goal, back, back_path, meeting)
        arcs = np.concatenate([ahead, behind])
        upward = np.arange(len(arcs)) < len(ahead)
        arcs, upward = kernel.unpack(
            arcs, upward, self.graph.heads, self.graph.tails, self.graph.below_first, self.graph.below_arc,
            self.up, self.down, self.up_laid, self.down_laid,
        )  # fmt: skip
        edges = np.where(upward, self.up_edge[arcs], self.down_edge[arcs]).astype(np.int64)
        return Step(edges, upward != self.graph.flipped[edges])

    def _sweep(self, weights: Ints, nodes: Ints, costs: Ints) -> tuple[Ints, Ints]:
        graph = self.graph
        return kernel.sweep(graph.first, graph.heads, weights, graph.parent, graph.depth, nodes, costs)

    def _ranked(self, ends: Ends) -> tuple[Ints, Ints]:
        """Return nodes by their rank, the lower one of each two first, and their costs likewise."""
        ranks = np.where(ends.nodes >= 0, self.graph.rank[ends.nodes], -1).astype(np.int32)
        swap = ranks[:, 0] > ranks[:, 1]
        ranks[swap], costs = ranks[swap][:, ::-1], ends.costs.astype(np.int32)
        costs[swap] = costs[swap][:, ::-1]
        return ranks, costs

    def _climb(self, weights: Ints, start: tuple[Ints, Ints], times: Ints, path: Ints, meeting: int) -> Longs:
        graph = self.graph
        costs = np.full(len(path), INF, dtype=np.int32)
        for node, cost in zip(start[0][0], start[1][0], strict=True):
            costs[graph.depth[node]] = min(costs[graph.depth[node]], cost)
        return kernel.climb(graph.first, graph.heads, weights, times, path, costs, meeting)


def _upward(low: Ints, high: Ints, count: int) -> tuple[Longs, Ints]:
    """Return each node's upward neighbours, once each: where they begin, and the neighbours."""
    pairs = np.unique(np.stack([low, high], axis=1)[low != high], axis=0)
    first = np.zeros(count + 1, dtype=np.int64)
    np.cumsum(np.bincount(pairs[:, 0], minlength=count), out=first[1:])
    return first, np.ascontiguousarray(pairs[:, 1])
