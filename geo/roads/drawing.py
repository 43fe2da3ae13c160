"""From ways as they are drawn on a map to roads between junctions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

from geo.places import distances_m
from geo.roads.edges import Edges
from geo.roads.kernel import INF
from geo.roads.profiles import Passage

MIN_JUNCTIONS: Final = 100
"""Roads of fewer junctions that lead nowhere else are left out, unless there is no larger network."""

_CLONES: Final = -(1 << 62)


@dataclass(frozen=True, slots=True)
class Way:
    """A road as it is drawn: the numbers of its points on the map, and how it is driven."""

    points: Sequence[int]
    passage: Passage


@dataclass(slots=True)
class _Stretch:
    """A part of a way between two points where something may happen."""

    points: list[int]
    passage: Passage


def draw_edges(
    ways: Iterable[Way],
    places: Mapping[int, tuple[float, float]],
    blocked: frozenset[int] = frozenset(),
    *,
    min_junctions: int = MIN_JUNCTIONS,
) -> Edges:
    """Join ways into a network: points between junctions become part of a line, dead islands are left out.

    Args:
        ways: The roads.
        places: Longitude and latitude of each point of them.
        blocked: Points that no vehicle passes: a road ends there on both sides.
        min_junctions: Parts of the network whose junctions all reach one another stay when they have as many; the
            largest one always stays.

    Raises:
        ValueError: There is no road at all.
    """
    stretches = _merged(_stretches(ways, blocked))
    kept = _kept(stretches, min_junctions)
    if not kept:
        raise ValueError("there is no road between two junctions that can be driven both there and back")
    return _edges(kept, places)


def _stretches(ways: Iterable[Way], blocked: frozenset[int]) -> list[_Stretch]:
    """Cut ways where they meet; a blocked point gets another number for each road that ends there."""
    given = [way for way in ways if len(way.points) > 1]
    uses = Counter(point for way in given for point in way.points)
    uses.update(end for way in given for end in (way.points[0], way.points[-1]))
    found, fresh = [], 0
    for way in given:
        part: list[int] = []
        for i, point in enumerate(way.points):
            if part and point == part[-1]:
                continue
            part.append(point)
            inner = 0 < i < len(way.points) - 1
            if inner and (uses[point] > 1 or point in blocked) and len(part) > 1:
                found.append(_Stretch(part, way.passage))
                part = [point]
        if len(part) > 1:
            found.append(_Stretch(part, way.passage))
    for stretch in found:
        for at in (0, -1):
            if stretch.points[at] in blocked:
                fresh += 1
                stretch.points.insert(0 if at == 0 else len(stretch.points), _clone(fresh))
    return found


def _clone(number: int) -> int:
    """Return a number that no map uses."""
    return _CLONES - number


def _merged(stretches: list[_Stretch]) -> list[_Stretch]:
    """Join two stretches that meet at a point where nothing else does and that are driven in the same manner."""
    at: dict[int, list[_Stretch]] = defaultdict(list)
    for stretch in stretches:
        at[stretch.points[0]].append(stretch)
        at[stretch.points[-1]].append(stretch)
    gone: set[int] = set()
    for point in list(at):
        both = at[point]
        if len(both) != 2 or both[0] is both[1]:  # noqa: PLR2004 - two ends meet
            continue
        first, second = both
        joined = _joined(first, second, point)
        if joined is None:
            continue
        gone |= {id(first), id(second)}
        del at[point]
        for end in (joined.points[0], joined.points[-1]):
            at[end] = [each for each in at[end] if each is not first and each is not second]
        for end in (joined.points[0], joined.points[-1]):
            at[end].append(joined)
        stretches.append(joined)
    return [stretch for stretch in stretches if id(stretch) not in gone]


def _joined(first: _Stretch, second: _Stretch, point: int) -> _Stretch | None:
    one = first if first.points[-1] == point else _turned(first)
    two = second if second.points[0] == point else _turned(second)
    if one.passage != two.passage:
        return None
    return _Stretch([*one.points, *two.points[1:]], one.passage)


def _turned(stretch: _Stretch) -> _Stretch:
    way = stretch.passage
    return _Stretch(stretch.points[::-1], Passage(way.backward_kmh, way.forward_kmh, way.stops))


def _kept(stretches: list[_Stretch], min_junctions: int) -> list[_Stretch]:
    """Return the stretches between junctions of one strongly connected part, of the parts that are large enough."""
    names = {point: i for i, point in enumerate({end for s in stretches for end in (s.points[0], s.points[-1])})}
    ahead = [(names[s.points[0]], names[s.points[-1]]) for s in stretches if s.passage.forward_kmh]
    back = [(names[s.points[-1]], names[s.points[0]]) for s in stretches if s.passage.backward_kmh]
    pairs = np.array(ahead + back, dtype=np.int64).reshape(-1, 2)
    graph = csr_matrix((np.ones(len(pairs), np.int8), (pairs[:, 0], pairs[:, 1])), shape=(len(names), len(names)))
    if not names:
        return []
    _, part = connected_components(graph, connection="strong")
    sizes = np.bincount(part)
    stays = (sizes >= min_junctions) | (np.arange(len(sizes)) == sizes.argmax())
    found = []
    for stretch in stretches:
        begin, end = part[names[stretch.points[0]]], part[names[stretch.points[-1]]]
        if begin == end and stays[begin] and (stretch.passage.forward_kmh or stretch.passage.backward_kmh):
            found.append(stretch)
    return found


def _edges(stretches: list[_Stretch], places: Mapping[int, tuple[float, float]]) -> Edges:
    where = _Places(places, stretches)
    ends = sorted({end for s in stretches for end in (s.points[0], s.points[-1])})
    names = {point: i for i, point in enumerate(ends)}
    lines = [np.array([where[point] for point in s.points]) for s in stretches]
    first = np.concatenate([[0], np.cumsum([len(line) for line in lines])]).astype(np.int64)
    length_m = np.array([line_length_m(line) for line in lines])
    return Edges(
        nodes=np.array([where[point] for point in ends]),
        start=np.array([names[s.points[0]] for s in stretches], dtype=np.int32),
        end=np.array([names[s.points[-1]] for s in stretches], dtype=np.int32),
        first=first,
        points=np.concatenate(lines),
        length_m=length_m,
        forward_cs=_centiseconds(length_m, [s.passage.forward_kmh for s in stretches]),
        backward_cs=_centiseconds(length_m, [s.passage.backward_kmh for s in stretches]),
        stops=np.array([s.passage.stops for s in stretches], dtype=np.bool_),
    )


class _Places:
    """Where each point lies; a clone of a blocked point lies where the point beside it in its line does."""

    def __init__(self, places: Mapping[int, tuple[float, float]], stretches: list[_Stretch]) -> None:
        self._places = places
        self._clones = {}
        for stretch in stretches:
            for at, beside in ((0, 1), (-1, -2)):
                if stretch.points[at] < _CLONES:
                    self._clones[stretch.points[at]] = stretch.points[beside]

    def __getitem__(self, point: int) -> tuple[float, float]:
        return self._places[self._clones.get(point, point)]


def line_length_m(line: NDArray[np.float64]) -> float:
    """Return the length of a line of longitudes and latitudes, metres by the project's local formula, leg by leg."""
    middle = float(line[:, 1].mean())
    steps = np.diff(line, axis=0)
    return float(distances_m(steps[:, 0], steps[:, 1] + middle, 0.0, middle).sum())


def _centiseconds(length_m: NDArray[np.float64], speeds_kmh: list[float | None]) -> NDArray[np.int32]:
    speed = np.array([each or np.nan for each in speeds_kmh], dtype=np.float64)
    taken = np.maximum(np.rint(length_m / (speed / 3.6) * 100), 1)
    return np.where(np.isnan(speed), INF, np.nan_to_num(taken)).astype(np.int32)
