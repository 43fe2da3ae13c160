"""A road network in memory: travel times between any places near it, the way, and what is closed."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray
from shapely import LineString
from shapely.ops import substring

from geo.places import Place
from geo.roads.closures import OUTSIDE, TOLL_CS, Areas, Closures, Shut
from geo.roads.edges import NOWHERE, Edges, Floats, Ground, Snapped
from geo.roads.hierarchy import Ends, Hierarchy, Metric
from geo.roads.kernel import INF, Longs
from geo.roads.turns import TurnGraph
from geo.travel import UNREACHABLE_SECONDS, Mark, Route, Source, Times

WITHIN_M: Final = 5_000.0
"""A place farther than this from every road has no way."""
OFF_ROAD_M_PER_CS: Final = 5 / 3.6 / 100
"""From a place to the road: as the crow flies, on foot."""

MARK: Final = Mark(Source.ROADS)


@dataclass(frozen=True, slots=True, eq=False)
class _Placed:
    """Places on the network.

    Attributes:
        given: Where they are, shape (n, 2).
        snapped: The road of each.
        sides: Whether no closure lies between it and the start, and the end, of its road, shape (n, 2).
        area: Which area each lies in, shape (n,).
        off_cs: From the place to the road, shape (n,).
    """

    given: Floats
    snapped: Snapped
    sides: NDArray[np.bool_]
    area: Longs
    off_cs: Floats


@dataclass(frozen=True, slots=True, eq=False)
class RoadNetwork:
    """Roads with what is closed on them. Immutable: other closures make another network that shares the rest.

    Attributes:
        edges: The roads.
        ground: The same in a plane.
        turns: The same as a graph in which no forbidden turn is possible.
        graph: That graph as a hierarchy.
        metric: The hierarchy with today's weights.
        shut: Which roads are closed; None for none.
        areas: What nobody drives through; None for nothing.
        version: See `Router.version`.
        within_m: A place farther than this from every road has no way.
    """

    edges: Edges
    ground: Ground
    turns: TurnGraph
    graph: Hierarchy
    metric: Metric
    shut: Shut | None
    areas: Areas | None
    version: Hashable
    within_m: float = WITHIN_M

    @classmethod
    def build(
        cls, edges: Edges, order: ArrayLike, *, version: Hashable = "roads", within_m: float = WITHIN_M
    ) -> RoadNetwork:
        """Make a network on which everything is open.

        Args:
            edges: The roads.
            order: All nodes of their `TurnGraph`, the one to be contracted first in front, shape (n,).
            version: What tells these roads from others.
            within_m: A place farther than this from every road has no way.
        """
        turns = TurnGraph.of(len(edges.nodes), edges.start, edges.end, edges.barred)
        graph = Hierarchy.build(order, turns.tail, turns.head)
        metric = graph.weigh(*turns.weights(edges.forward_cs, edges.backward_cs))
        return cls(edges, Ground(edges), turns, graph, metric, None, None, version, within_m)

    def with_closures(self, closures: Closures, version: Hashable) -> RoadNetwork:
        """Return the network with exactly these closures; nothing that was closed before stays so.

        The less differs from what is closed on this network, the faster.

        Args:
            closures: What is closed.
            version: What tells the result from the same roads with other closures.
        """
        shut = Shut(self.edges, self.ground, closures.roads) if closures.roads else None
        areas = Areas(self.edges, self.ground, closures.areas) if closures.areas else None
        forward, backward = self.edges.forward_cs, self.edges.backward_cs
        if shut is not None:
            forward, backward = (np.where(shut.edges, np.int32(INF), each) for each in (forward, backward))
        if areas is not None:
            forward, backward = areas.tolls(forward, backward)
        metric = self.metric.reweigh(*self.turns.weights(forward, backward))
        return replace(self, metric=metric, shut=shut, areas=areas, version=version)

    def seconds(self, origins: ArrayLike, destinations: ArrayLike) -> NDArray[np.int32]:
        """Return the travel times of every pair, rounded up to whole seconds; see `Travel.seconds`."""
        return _seconds(self._between(self._place(origins), self._place(destinations)))

    def times(self, origins: ArrayLike, destinations: ArrayLike) -> Times:
        """See `Router.times`."""
        return Times(self.seconds(origins, destinations), MARK)

    def route(self, origin: Place, destination: Place) -> Route | None:
        """Return the quickest way, from the place over the roads to the other place; None where there is none."""
        start, goal = self._place([[origin.lon, origin.lat]]), self._place([[destination.lon, destination.lat]])
        taken = int(_seconds(self._between(start, goal))[0, 0])
        if taken == UNREACHABLE_SECONDS:
            return None
        over, along = self._over_junctions(start, goal), self._along(start, goal)
        pieces = self._pieces(start, goal) if over[0, 0] < along[0, 0] else [self._piece(start, goal)]
        points = np.concatenate([start.given, *pieces, goal.given])
        off_m = float(start.snapped.off_m[0] + goal.snapped.off_m[0])
        return Route(
            _without_repeats(points), taken, off_m + sum(_length(self.ground.flat(each)) for each in pieces), MARK
        )

    def _place(self, places: ArrayLike) -> _Placed:
        given = np.asarray(places, dtype=np.float64).reshape(-1, 2)
        snapped, sides = self._snap(given)
        area = np.full(len(given), OUTSIDE, dtype=np.int64)
        known = snapped.edge != NOWHERE
        if self.areas is not None and known.any():
            lines = self.ground.lines[snapped.edge[known]]
            ends = [
                line.interpolate(at, normalized=True) for line, at in zip(lines, snapped.fraction[known], strict=True)
            ]
            area[known] = self.areas.holding(np.array([(end.x, end.y) for end in ends]))
        off_cs = np.rint(np.where(known, snapped.off_m, 0.0) / OFF_ROAD_M_PER_CS)
        return _Placed(given, snapped, sides, area, off_cs)

    def _snap(self, places: Floats) -> tuple[Snapped, NDArray[np.bool_]]:
        """Find each place's road and its open sides; who stands inside a closure takes the nearest open road."""
        snapped = self.ground.snap(places, self.within_m)
        sides = np.ones((len(places), 2), dtype=np.bool_)
        if self.shut is None:
            return snapped, sides
        for each in np.flatnonzero((snapped.edge != NOWHERE) & self.shut.edges[snapped.edge]):
            edge, at = int(snapped.edge[each]), float(snapped.fraction[each])
            sides[each] = [not self.shut.blocks(edge, at, side) for side in (0.0, 1.0)]
        inside = ~sides.any(axis=1)
        if inside.any():
            other = self.ground.snap(places[inside], self.within_m, self.shut.edges)
            for column in ("edge", "fraction", "off_m"):
                getattr(snapped, column)[inside] = getattr(other, column)
            sides[inside] = True
        return snapped, sides

    def _between(self, start: _Placed, goal: _Placed) -> NDArray[np.float64]:
        """Return centiseconds of every pair, infinite where there is no way, shape (n, m)."""
        best = np.minimum(self._over_junctions(start, goal), self._along(start, goal))
        given_back = (goal.area[None, :] != OUTSIDE) & (goal.area[None, :] != start.area[:, None])
        best -= np.where(given_back, TOLL_CS, 0)
        best = np.where(best < TOLL_CS, best, np.inf)
        return np.maximum(best, 0.0) + start.off_cs[:, None] + goal.off_cs[None, :]

    def _over_junctions(self, start: _Placed, goal: _Placed) -> NDArray[np.float64]:
        if len(self.edges) == 0:
            return np.full((len(start.area), len(goal.area)), np.inf)
        found = self.metric.matrix(self._ends(start, outward=True), self._ends(goal, outward=False))
        return np.where(found < INF, found.astype(np.float64), np.inf)

    def _along(self, start: _Placed, goal: _Placed) -> NDArray[np.float64]:
        """Return centiseconds of the pairs that lie on one edge, along it; all others are infinite."""
        found = np.full((len(start.area), len(goal.area)), np.inf)
        same = start.snapped.edge[:, None] == goal.snapped.edge[None, :]
        for i, j in zip(*np.nonzero(same & (start.snapped.edge[:, None] != NOWHERE)), strict=True):
            edge = int(start.snapped.edge[i])
            before, behind = float(start.snapped.fraction[i]), float(goal.snapped.fraction[j])
            if self.shut is not None and self.shut.blocks(edge, before, behind):
                continue
            weights = int(self.edges.forward_cs[edge]), int(self.edges.backward_cs[edge])
            weight = min(weights) if behind == before else weights[0 if behind > before else 1]
            if weight < INF:
                toll = self._toll(edge, before, behind, int(start.area[i]), int(goal.area[j]))
                found[i, j] = weight * abs(behind - before) + toll
        return found

    def _ends(self, placed: _Placed, *, outward: bool) -> Ends:
        """Return the junctions at both ends of each place's road, and what it costs to get there (or from there)."""
        snapped = placed.snapped
        edge, known = np.maximum(snapped.edge, 0), snapped.edge != NOWHERE
        to_start, to_end = self.edges.backward_cs, self.edges.forward_cs
        if not outward:
            to_start, to_end = to_end, to_start
        parts = np.stack([snapped.fraction, 1 - snapped.fraction], axis=1)
        whole = np.stack([to_start[edge], to_end[edge]], axis=1)
        nodes = self.turns.arrive[edge][:, ::-1] if outward else self.turns.depart[edge]
        costs = np.rint(parts * whole).astype(np.int64) + self._tolls(placed, edge, outward=outward)
        leads = (whole < INF) & known[:, None] & placed.sides
        costs = np.where(leads, np.minimum(costs, INF), INF).astype(np.int32)
        return Ends(np.where(known[:, None], nodes, np.int32(-1)), costs)

    def _tolls(self, placed: _Placed, edge: Longs, *, outward: bool) -> Longs:
        """Return what entering areas costs between each place and the ends of its road, shape (n, 2)."""
        tolls = np.zeros((len(edge), 2), dtype=np.int64)
        if self.areas is None:
            return tolls
        ends = np.stack([self.edges.start[edge], self.edges.end[edge]], axis=1)
        there, here = self.areas.nodes[ends], placed.area[:, None]
        came, goes = (here, there) if outward else (there, here)
        tolls[(goes != OUTSIDE) & (goes != came)] = TOLL_CS
        for each in np.flatnonzero(self.areas.pierced[edge] & (placed.area == OUTSIDE)):
            for side in (0, 1):
                at = float(placed.snapped.fraction[each])
                tolls[each, side] = self._toll(int(edge[each]), at, float(side), OUTSIDE, OUTSIDE)
        return tolls

    def _toll(self, edge: int, before: float, behind: float, came: int, goes: int) -> int:
        """Return what a part of one road costs where it enters an area."""
        if self.areas is None:
            return 0
        if goes not in (came, OUTSIDE):
            return TOLL_CS
        if came == goes == OUTSIDE and self.areas.pierced[edge]:
            part = substring(self.ground.lines[edge], before, behind, normalized=True)
            return TOLL_CS if self.areas.crossed(part) else 0
        return 0

    def _pieces(self, start: _Placed, goal: _Placed) -> list[Floats]:
        """Return the lines of a way over at least one junction, in order."""
        out, into = self._ends(start, outward=True), self._ends(goal, outward=False)
        step = self.metric.path(out, into)
        if step is None:
            raise ValueError("no way where there was a time")
        if len(step.edges):
            leaves = self._node(int(step.edges[0]), first=bool(step.forward[0]))
            enters = self._node(int(step.edges[-1]), first=not step.forward[-1])
        else:
            leaves = enters = _meeting(out, into)
        first, last = _side(out, leaves), _side(into, enters)
        lines = [
            self.edges.line(int(edge))[:: 1 if ahead else -1]
            for edge, ahead in zip(*self.turns.roads(step.edges, step.forward), strict=True)
        ]
        fractions = start.snapped.fraction[0], goal.snapped.fraction[0]
        begin = self._part(int(start.snapped.edge[0]), float(fractions[0]), float(first))
        return [begin, *lines, self._part(int(goal.snapped.edge[0]), float(last), float(fractions[1]))]

    def _piece(self, start: _Placed, goal: _Placed) -> Floats:
        at = float(start.snapped.fraction[0]), float(goal.snapped.fraction[0])
        return self._part(int(start.snapped.edge[0]), *at)

    def _part(self, edge: int, begin: float, end: float) -> Floats:
        """Return the points of a part of one road, shape (k, 2); turned round where it ends before it begins."""
        line: LineString = self.ground.lines[edge]
        return self.ground.places(substring(line, begin, end, normalized=True).coords)

    def _node(self, arc: int, *, first: bool) -> int:
        return int(self.turns.tail[arc] if first else self.turns.head[arc])


def _seconds(centiseconds: NDArray[np.float64]) -> NDArray[np.int32]:
    whole = np.minimum(np.ceil(np.rint(centiseconds) / 100), UNREACHABLE_SECONDS - 1)
    return np.where(np.isinf(centiseconds), UNREACHABLE_SECONDS, whole).astype(np.int32)


def _meeting(out: Ends, into: Ends) -> int:
    """Return the junction that ends one road and begins the other, the cheapest where there are two."""
    sums = {
        int(node): int(out.costs[0, i]) + int(into.costs[0, j])
        for i, node in enumerate(out.nodes[0])
        for j, other in enumerate(into.nodes[0])
        if node == other
    }
    return min(sums, key=lambda node: sums[node])


def _side(ends: Ends, node: int) -> int:
    """Return by which end of a road, 0 or 1, the way leads to a junction: the cheaper one of a loop."""
    return min((side for side in (0, 1) if ends.nodes[0, side] == node), key=lambda side: int(ends.costs[0, side]))


def _length(flat: Floats) -> float:
    return float(np.hypot(*np.diff(flat, axis=0).T).sum())


def _without_repeats(points: Floats) -> Floats:
    """Return points without those that repeat the one before; at least two stay."""
    kept = np.concatenate([[True], (np.abs(np.diff(points, axis=0)) > 1e-9).any(axis=1)])  # noqa: PLR2004 - a tenth of a mm
    return points[kept] if kept.sum() > 1 else points[[0, -1]]
