"""Roads between junctions as arrays, and the nearest one to a place."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray
from shapely import STRtree

from geo.places import metres_per_degree_at
from geo.roads.kernel import INF, Ints, Longs

Floats = NDArray[np.float64]
Shapes = NDArray[np.object_]

NOWHERE: Final = -1
"""Edge of a place that lies too far from every road."""


@dataclass(frozen=True, slots=True, eq=False)
class Edges:
    """Roads between junctions. Immutable.

    Attributes:
        nodes: Longitudes and latitudes of the junctions, shape (n, 2).
        start: Junction where each edge begins, shape (m,).
        end: Junction where it ends, shape (m,).
        first: Where each edge's line begins in `points`, shape (m + 1,).
        points: Longitudes and latitudes of all lines, both junctions included, shape (p, 2).
        length_m: Metres, shape (m,).
        forward_cs: Centiseconds from start to end, `INF` where that is not allowed, shape (m,).
        backward_cs: Centiseconds from end to start, likewise.
        stops: Whether a crew may stop on it: not on a motorway, not on a ferry; shape (m,).
        barred: Turns that are forbidden: the road by which one arrives and the one by which one leaves, each 2 x road,
            and one more when it is driven backward; shape (t, 2).

    Raises:
        ValueError: Shapes that do not match, or junctions that do not exist.
    """

    nodes: Floats
    start: Ints
    end: Ints
    first: Longs
    points: Floats
    length_m: Floats
    forward_cs: Ints
    backward_cs: Ints
    stops: NDArray[np.bool_]
    barred: Ints = field(default_factory=lambda: np.zeros((0, 2), np.int32))

    def __post_init__(self) -> None:
        count = len(self.start)
        for name in ("end", "length_m", "forward_cs", "backward_cs", "stops"):
            if len(getattr(self, name)) != count:
                raise ValueError(f"{name}: {len(getattr(self, name))} entries, not {count}")
        if len(self.first) != count + 1 or self.first[0] != 0 or self.first[-1] != len(self.points):
            raise ValueError("first: does not divide the points among the edges")
        if count and (np.diff(self.first) < 2).any():  # noqa: PLR2004 - a line has two ends
            raise ValueError("first: a line of less than two points")
        ends = np.concatenate([self.start, self.end])
        if count and not 0 <= ends.min() <= ends.max() < len(self.nodes):
            raise ValueError("start, end: a junction that does not exist")
        if len(self.barred) and not 0 <= self.barred.min() <= self.barred.max() < 2 * count:
            raise ValueError("barred: a road that does not exist")
        came, goes = self.barred.T
        to, out_of = (np.stack(ends, axis=1).reshape(-1) for ends in ((self.end, self.start), (self.start, self.end)))
        if (to[came] != out_of[goes]).any():
            raise ValueError("barred: a turn between two roads that do not meet")

    def __len__(self) -> int:
        return len(self.start)

    def line(self, edge: int) -> Floats:
        """Return the points of one edge, shape (k, 2)."""
        return self.points[self.first[edge] : self.first[edge + 1]]


@dataclass(frozen=True, slots=True, eq=False)
class Snapped:
    """Places on the nearest road.

    Attributes:
        edge: The road, `NOWHERE` for none near enough, shape (n,).
        fraction: How far along it, 0 at its start, 1 at its end, shape (n,).
        off_m: Metres from the place to the road, shape (n,).
    """

    edge: Longs
    fraction: Floats
    off_m: Floats


class Ground:
    """All edges in a plane of metres around the middle of the network, ready to be asked what is near."""

    def __init__(self, edges: Edges) -> None:
        middle = (edges.nodes.min(axis=0) + edges.nodes.max(axis=0)) / 2 if len(edges.nodes) else np.zeros(2)
        kx, ky = metres_per_degree_at(middle[1])
        self._middle, self._scale = middle, np.array([float(kx), ky])
        owner = np.repeat(np.arange(len(edges)), np.diff(edges.first))
        self.lines: Shapes = np.asarray(shapely.linestrings(self.flat(edges.points), indices=owner), dtype=object)
        self._stops = np.flatnonzero(edges.stops)
        self._near = STRtree(self.lines[self._stops])
        self.tree = STRtree(self.lines)

    def flat(self, places: ArrayLike) -> Floats:
        """Return places in metres east and north of the middle, shape (n, 2)."""
        flat: Floats = (np.asarray(places, dtype=np.float64).reshape(-1, 2) - self._middle) * self._scale
        return flat

    def flatten(self, shape: Any) -> Any:
        """Return a geometry in the same metres."""
        return shapely.transform(shape, self.flat)

    def places(self, flat: ArrayLike) -> Floats:
        """Return longitudes and latitudes of points in the plane."""
        found: Floats = np.asarray(flat, dtype=np.float64).reshape(-1, 2) / self._scale + self._middle
        return found

    def snap(self, places: ArrayLike, within_m: float, closed: NDArray[np.bool_] | None = None) -> Snapped:
        """Find the nearest road at which a crew may stop, within some metres; closed edges are passed over."""
        points: Shapes = np.asarray(shapely.points(self.flat(places)), dtype=object)
        edge = np.full(len(points), NOWHERE, dtype=np.int64)
        asked, found = self._near.query_nearest(points, max_distance=within_m, all_matches=False)
        edge[asked] = self._stops[found]
        if closed is not None and closed.any():
            for each in np.flatnonzero((edge != NOWHERE) & closed[edge]):
                edge[each] = self._nearest_open(points[each], within_m, closed)
        known = edge != NOWHERE
        fraction, off_m = np.zeros(len(points)), np.full(len(points), np.inf)
        fraction[known] = shapely.line_locate_point(self.lines[edge[known]], points[known], normalized=True)
        off_m[known] = shapely.distance(self.lines[edge[known]], points[known])
        return Snapped(edge, np.clip(np.nan_to_num(fraction), 0.0, 1.0), off_m)

    def _nearest_open(self, point: Any, within_m: float, closed: NDArray[np.bool_]) -> int:
        around = self._stops[self._near.query(point, predicate="dwithin", distance=within_m)]
        around = np.sort(around[~closed[around]])
        return int(around[shapely.distance(self.lines[around], point).argmin()]) if len(around) else NOWHERE


def open_either_way(edges: Edges) -> NDArray[np.bool_]:
    """Return which edges can be driven in at least one direction, shape (m,)."""
    return (edges.forward_cs < INF) | (edges.backward_cs < INF)
