"""Junctions at which a turn is forbidden, taken apart: one node for each kind of arrival and each kind of departure.

Only such junctions grow. Roads from which the same turns are forbidden arrive at one node, roads to which the same
arrivals are forbidden leave from one node, and a turn that is allowed is an arc without weight between the two. So the
graph stays one of nodes and weights, and knows nothing of turns.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo.roads.kernel import INF, Ints, Longs


@dataclass(frozen=True, slots=True, eq=False)
class TurnGraph:
    """Roads as a graph in which every way is one that may be driven. Immutable.

    Its arcs are, in this order: one for each road; one more, for driving it backward, for each road with an end at
    which it arrives and leaves by different nodes; the turns; and, closed in both directions, one between the nodes of
    each road at which one arrives, and one between those from which one leaves, where no other arc joins the two.

    Attributes:
        junction: Which junction each node belongs to, shape (n,).
        arrive: Node at which each road arrives when driven forward, and backward, shape (m, 2).
        depart: Node from which it leaves, likewise.
        tail: First node of each arc, shape (a,).
        head: Second node of each arc, shape (a,).
        apart: Roads that have an arc for each direction, shape (k,).
        turns: How many arcs are turns.
    """

    junction: Ints
    arrive: Ints
    depart: Ints
    tail: Ints
    head: Ints
    apart: Longs
    turns: int

    @classmethod
    def of(cls, junctions: int, start: Ints, end: Ints, barred: Ints) -> TurnGraph:
        """Take junctions apart.

        Args:
            junctions: How many there are.
            start: Junction where each road begins, shape (m,).
            end: Junction where it ends, shape (m,).
            barred: Turns that are forbidden; see `Edges.barred`.
        """
        arrive, depart = (
            np.stack([end, start], axis=1).astype(np.int32),
            np.stack([start, end], axis=1).astype(np.int32),
        )
        junction, turns = _take_apart(junctions, arrive, depart, barred)
        one_node = (depart[:, 0] == arrive[:, 1]) & (depart[:, 1] == arrive[:, 0])
        apart = np.flatnonzero(~one_node)
        both = apart[(depart[apart, 0] != arrive[apart, 1]) & (depart[apart, 1] != arrive[apart, 0])]
        tail = np.concatenate([depart[:, 0], depart[apart, 1], turns[:, 0], arrive[both, 1], depart[both, 0]])
        head = np.concatenate([arrive[:, 0], arrive[apart, 1], turns[:, 1], arrive[both, 0], depart[both, 1]])
        return cls(junction, arrive, depart, tail, head, apart, len(turns))

    def weights(self, forward_cs: Ints, backward_cs: Ints) -> tuple[Ints, Ints]:
        """Return the weights of the arcs, there and back, from those of the roads."""
        rest = len(self.tail) - len(forward_cs)
        if rest == 0:
            return forward_cs, backward_cs
        there = np.concatenate([forward_cs, backward_cs[self.apart], np.full(rest - len(self.apart), INF, np.int32)])
        back = np.concatenate([backward_cs, np.full(rest, INF, np.int32)])
        first = len(forward_cs) + len(self.apart)
        there[first : first + self.turns] = 0
        back[self.apart] = INF
        return there, back

    def roads(self, arcs: Longs, ahead: NDArray[np.bool_]) -> tuple[Longs, NDArray[np.bool_]]:
        """Return the roads of a way and whether each is driven forward; turns are left out.

        Args:
            arcs: Of the way, in order, shape (k,).
            ahead: Whether each is driven from its first node to its second, shape (k,).
        """
        count = len(self.arrive)
        driven = arcs < count + len(self.apart)
        arcs, ahead = arcs[driven], ahead[driven]
        backward = arcs >= count
        roads = arcs.copy()
        roads[backward] = self.apart[arcs[backward] - count]
        return roads, ahead & ~backward


def _take_apart(junctions: int, arrive: Ints, depart: Ints, barred: Ints) -> tuple[Ints, Ints]:
    """Give the roads at junctions with forbidden turns other nodes, in place.

    Returns:
        Junction of each node, shape (n,); nodes of each turn that is allowed, shape (t, 2).
    """
    bars: dict[int, set[int]] = defaultdict(set)
    for came, goes in barred.tolist():
        bars[came].add(goes)
    came_at, goes_at = arrive.reshape(-1), depart.reshape(-1)  # by 2 x road, one more when it is driven backward
    here = np.unique(came_at[list(bars)]) if bars else np.zeros(0, np.int32)
    arriving, leaving = _grouped(came_at, here), _grouped(goes_at, here)
    owner, turns = list(range(junctions)), []
    for node in here.tolist():
        kinds = _kinds(arriving[node], {came: frozenset(bars.get(came, ())) for came in arriving[node]})
        out = _kinds(
            leaving[node],
            {goes: frozenset(i for i, (barring, _) in enumerate(kinds) if goes in barring) for goes in leaving[node]},
        )
        names = [node, *range(len(owner), len(owner) + len(kinds) + len(out) - 1)]
        owner += [node] * (len(names) - 1)
        for name, (_, drives) in zip(names, kinds + out, strict=True):
            (came_at if name in names[: len(kinds)] else goes_at)[drives] = name
        for i, (by, _) in enumerate(out):
            turns += [(names[j], names[len(kinds) + i]) for j in range(len(kinds)) if j not in by]
    return np.array(owner, np.int32), np.array(turns, np.int32).reshape(-1, 2)


def _grouped(nodes: Ints, wanted: Ints) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {node: [] for node in wanted.tolist()}
    for drive in np.flatnonzero(np.isin(nodes, wanted)).tolist():
        found[int(nodes[drive])].append(drive)
    return found


def _kinds(drives: list[int], traits: dict[int, frozenset[int]]) -> list[tuple[frozenset[int], list[int]]]:
    """Return the traits that there are, each with what has it."""
    found: dict[frozenset[int], list[int]] = defaultdict(list)
    for drive in drives:
        found[traits[drive]].append(drive)
    return list(found.items())
