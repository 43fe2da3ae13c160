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
from geo.roads.kernel import INF, Ints, Longs
from geo.roads.profiles import Passage
from geo.roads.restrictions import Drives, Fate, Restriction, Turn, forbidden_turns
from geo.roads.turns import TurnGraph

MIN_JUNCTIONS: Final = 100
"""Roads of fewer junctions that lead nowhere else are left out, unless there is no larger network."""

_CLONES: Final = -(1 << 62)


@dataclass(frozen=True, slots=True)
class Way:
    """A road as it is drawn: the numbers of its points on the map, how it is driven, and its own number there."""

    points: Sequence[int]
    passage: Passage
    number: int = 0


@dataclass(slots=True)
class _Stretch:
    """A part of a way between two points where something may happen; the numbers of the ways at both its ends."""

    points: list[int]
    passage: Passage
    ways: tuple[int, int]


def draw_edges(
    ways: Iterable[Way],
    places: Mapping[int, tuple[float, float]],
    blocked: frozenset[int] = frozenset(),
    *,
    min_junctions: int = MIN_JUNCTIONS,
    restrictions: Sequence[Restriction] = (),
    fates: Counter[Fate] | None = None,
) -> Edges:
    """Join ways into a network: points between junctions become part of a line, dead islands are left out.

    Args:
        ways: The roads.
        places: Longitude and latitude of each point of them.
        blocked: Points that no vehicle passes: a road ends there on both sides.
        min_junctions: Parts of the network whose junctions all reach one another stay when they have as many; the
            largest one always stays.
        restrictions: Turns that are forbidden.
        fates: What became of each restriction is counted here.

    Raises:
        ValueError: There is no road at all.
    """
    vias = frozenset(each.via for each in restrictions)
    stretches = _merged(_stretches(ways, blocked), vias)
    barred, told = forbidden_turns(restrictions, *_drives(stretches, vias))
    if fates is not None:
        fates.update(told)
    kept = _kept(stretches, barred, min_junctions)
    if not len(kept):
        raise ValueError("there is no road between two junctions that can be driven both there and back")
    return _edges([stretches[each] for each in kept], _renumbered(barred, kept), places)


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
                found.append(_Stretch(part, way.passage, (way.number, way.number)))
                part = [point]
        if len(part) > 1:
            found.append(_Stretch(part, way.passage, (way.number, way.number)))
    for stretch in found:
        for at in (0, -1):
            if stretch.points[at] in blocked:
                fresh += 1
                stretch.points.insert(0 if at == 0 else len(stretch.points), _clone(fresh))
    return found


def _clone(number: int) -> int:
    """Return a number that no map uses."""
    return _CLONES - number


def _merged(stretches: list[_Stretch], vias: frozenset[int]) -> list[_Stretch]:
    """Join two stretches that meet at a point where nothing else does and that are driven in the same manner."""
    at: dict[int, list[_Stretch]] = defaultdict(list)
    for stretch in stretches:
        at[stretch.points[0]].append(stretch)
        at[stretch.points[-1]].append(stretch)
    gone: set[int] = set()
    for point in list(at):
        both = at[point]
        if len(both) != 2 or both[0] is both[1] or point in vias:  # noqa: PLR2004 - two ends meet
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
    return _Stretch([*one.points, *two.points[1:]], one.passage, (one.ways[0], two.ways[1]))


def _turned(stretch: _Stretch) -> _Stretch:
    way = stretch.passage
    turned = Passage(way.backward_kmh, way.forward_kmh, way.stops)
    return _Stretch(stretch.points[::-1], turned, stretch.ways[::-1])


def _drives(stretches: list[_Stretch], vias: frozenset[int]) -> tuple[Drives, Drives]:
    """Return the roads that can be driven to some points, and from them; see `forbidden_turns`."""
    arriving: dict[tuple[int, int], list[int]] = defaultdict(list)
    leaving: dict[tuple[int, int], list[int]] = defaultdict(list)
    for road, stretch in enumerate(stretches):
        begin, end = zip(stretch.ways, (stretch.points[0], stretch.points[-1]), strict=True)
        for back, may, first, last in (
            (0, stretch.passage.forward_kmh, begin, end),
            (1, stretch.passage.backward_kmh, end, begin),
        ):
            if may and first[1] in vias:
                leaving[first].append(2 * road + back)
            if may and last[1] in vias:
                arriving[last].append(2 * road + back)
    return arriving, leaving


def _renumbered(barred: list[Turn], kept: Longs) -> Ints:
    """Return the turns between roads that stay, by their new numbers."""
    turns = np.array(barred, dtype=np.int64).reshape(-1, 2)
    at = np.minimum(np.searchsorted(kept, turns // 2), len(kept) - 1)
    stays = (kept[at] == turns // 2).all(axis=1)
    renumbered: Ints = (2 * at + turns % 2)[stays].astype(np.int32)
    return renumbered


def _kept(stretches: list[_Stretch], barred: list[Turn], min_junctions: int) -> Longs:
    """Return the stretches that can be reached from a part of the network large enough and left for it again."""
    names = {point: i for i, point in enumerate({end for s in stretches for end in (s.points[0], s.points[-1])})}
    start = np.array([names[s.points[0]] for s in stretches], dtype=np.int32)
    end = np.array([names[s.points[-1]] for s in stretches], dtype=np.int32)
    may = np.array([(bool(s.passage.forward_kmh), bool(s.passage.backward_kmh)) for s in stretches]).reshape(-1, 2)
    turns = TurnGraph.of(len(names), start, end, np.array(barred, dtype=np.int32).reshape(-1, 2))
    there, back = turns.weights(*np.where(may.T, np.int32(1), np.int32(INF)))
    tail, head = (
        np.concatenate([one[there < INF], two[back < INF]])
        for one, two in ((turns.tail, turns.head), (turns.head, turns.tail))
    )
    count = len(turns.junction)
    if not count:
        return np.zeros(0, np.int64)
    _, part = connected_components(
        csr_matrix((np.ones(len(tail)), (tail, head)), shape=(count, count)), connection="strong"
    )
    sizes = np.bincount(np.unique(np.stack([part, turns.junction]), axis=1)[0])
    stays = (sizes >= min_junctions) | (np.arange(len(sizes)) == sizes.argmax())
    left, reached = np.where(may, part[turns.arrive], -1), np.where(may, part[turns.depart], -1)
    back_again = (left[:, :, None] == reached[:, None, :]) & may[:, :, None] & stays[left][:, :, None]
    return np.flatnonzero(back_again.any(axis=(1, 2)))


def _edges(stretches: list[_Stretch], barred: Ints, places: Mapping[int, tuple[float, float]]) -> Edges:
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
        barred=barred,
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
