"""What closes roads: a road that is shut, and an area that nobody may drive through without a permit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import STRtree
from shapely.geometry.base import BaseGeometry
from shapely.ops import nearest_points, substring

from geo.roads.edges import Edges, Floats, Ground
from geo.roads.kernel import INF, Ints, Longs

LINE_REACH_M: Final = 15.0
"""A line drawn along a road closes what runs this near to it."""
POINT_REACH_M: Final = 50.0
"""A point closes the nearest road within this distance."""
SPOT_M: Final = 5.0
"""So much of the road it closes to either side."""
LINE_SHARE: Final = 0.5
"""A road is closed by a line when so much of the shorter of the two runs beside the other."""

TOLL_CS: Final = 50_000_000
"""What entering an area costs, centiseconds (139 hours): more than any detour, so that no way leads through."""

OUTSIDE: Final = -1


@dataclass(frozen=True)
class Closures:
    """What is closed at one moment, WGS 84.

    Attributes:
        roads: Points, lines and areas; see `Shut`.
        areas: Areas that may be entered and left, to work there, but not driven through.
    """

    roads: tuple[BaseGeometry, ...] = ()
    areas: tuple[BaseGeometry, ...] = ()


class Shut:
    """Roads that are closed somewhere: nobody drives through, but up to there from either side.

    An area closes every road that touches it; a line the roads that it is drawn along; a point the nearest road.
    """

    def __init__(self, edges: Edges, ground: Ground, roads: tuple[BaseGeometry, ...]) -> None:
        self.edges = np.zeros(len(edges), dtype=np.bool_)
        """Which edges are closed, shape (m,)."""
        shapes: list[BaseGeometry] = []
        for shape in roads:
            for part in shapely.get_parts(ground.flatten(shape)):
                closed, spot = _closed_by(ground, part)
                self.edges[closed] = True
                shapes.append(spot)
        self._tree = STRtree(shapes)
        self._ground = ground

    def blocks(self, edge: int, begin: float, end: float) -> bool:
        """Tell whether a closure lies between two places of an edge, given as parts of its length."""
        if not self.edges[edge]:
            return False
        part = substring(self._ground.lines[edge], begin, end, normalized=True)
        return len(self._tree.query(part, predicate="intersects")) > 0


def _closed_by(ground: Ground, part: BaseGeometry) -> tuple[Longs, BaseGeometry]:
    """Return which edges a closure shuts, and where."""
    if part.geom_type == "Point":
        near: Longs = ground.tree.query_nearest(part, max_distance=POINT_REACH_M)
        spots = [nearest_points(line, part)[0].buffer(SPOT_M) for line in ground.lines[near]]
        return near, shapely.union_all(np.array(spots, dtype=object))
    if part.geom_type == "Polygon":
        return ground.tree.query(part, predicate="intersects"), part
    corridor = part.buffer(LINE_REACH_M, cap_style="flat")
    near = ground.tree.query(corridor, predicate="intersects")
    lines = ground.lines[near]
    beside = shapely.length(shapely.intersection(lines, corridor))
    return near[beside >= LINE_SHARE * np.minimum(shapely.length(lines), part.length)], corridor


class Areas:
    """Areas that nobody drives through: each set of areas that touch one another is one.

    Whoever enters one pays `TOLL_CS`; where the destination lies inside, the toll is given back. What still costs a
    toll then leads through an area, and is no way.
    """

    def __init__(self, edges: Edges, ground: Ground, areas: tuple[BaseGeometry, ...]) -> None:
        merged = shapely.union_all(np.array([ground.flatten(area) for area in areas], dtype=object))
        self._ground = ground
        self._parts = np.array([part for part in shapely.get_parts(merged) if part.area > 0], dtype=object)
        self._tree = STRtree(self._parts)
        part, edge = ground.tree.query(self._parts, predicate="intersects")
        self.nodes = np.full(len(edges.nodes), OUTSIDE, dtype=np.int64)
        near = np.unique(np.concatenate([edges.start[edge], edges.end[edge]]))  # no other junction lies in an area
        self.nodes[near] = self.holding(ground.flat(edges.nodes[near]))
        start, end = self.nodes[edges.start], self.nodes[edges.end]
        inside = shapely.length(shapely.intersection(ground.lines[edge], self._parts[part])) > 0
        through = np.zeros(len(edges), dtype=np.bool_)
        through[edge[inside]] = True
        self.pierced = through & (start == OUTSIDE) & (end == OUTSIDE)
        """Edges that lead through an area between two junctions outside."""
        self._enters = (end != OUTSIDE) & (end != start) | self.pierced
        self._enters_back = (start != OUTSIDE) & (start != end) | self.pierced

    def holding(self, flat: Floats) -> Longs:
        """Return which area covers each point of the plane, `OUTSIDE` for none, shape (n,)."""
        found = np.full(len(flat), OUTSIDE, dtype=np.int64)
        asked, part = self._tree.query(shapely.points(flat), predicate="covered_by")
        found[asked] = part
        return found

    def tolls(self, forward_cs: Ints, backward_cs: Ints) -> tuple[Ints, Ints]:
        """Return the weights of the edges with what entering costs."""
        return _with(forward_cs, self._enters), _with(backward_cs, self._enters_back)

    def crossed(self, line: BaseGeometry) -> bool:
        """Tell whether a part of a road, in the plane, leads through any area."""
        near = self._tree.query(line, predicate="intersects")
        return bool((shapely.length(shapely.intersection(self._parts[near], line)) > 0).any())


def _with(weights: Ints, enters: NDArray[np.bool_]) -> Ints:
    return np.where((weights < INF) & enters, weights + TOLL_CS, weights).astype(np.int32)
