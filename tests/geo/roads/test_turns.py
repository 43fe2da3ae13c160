"""Forbidden turns: matrices and ways are what Dijkstra finds among roads, one state for each road and direction."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import dijkstra
from shapely import LineString

from geo.places import METRES_PER_DEGREE, Place
from geo.roads.closures import Closures
from geo.roads.edges import Edges
from geo.roads.kernel import INF
from geo.roads.network import RoadNetwork
from geo.roads.turns import TurnGraph
from geo.travel import UNREACHABLE_SECONDS
from tests.support.roads import CITY, KM, STREETS

CORNERS = np.array([(x * KM, y * KM) for x, y in CITY.values()])
BLOCKS = [(one - 1, two - 1) for street in STREETS for one, two in pairwise(street)]
HALF = 50
"""Seconds of half a block; places lie in the middles of blocks."""

Turn = tuple[int, int]


def edges_of(forward: list[bool], backward: list[bool], barred: list[Turn]) -> Edges:
    """Return the twelve blocks of the city, a hundred seconds each."""
    start, end = np.array(BLOCKS, dtype=np.int32).T
    lines = np.stack([CORNERS[start], CORNERS[end]], axis=1)
    return Edges(
        CORNERS, start, end, np.arange(len(BLOCKS) + 1) * 2, lines.reshape(-1, 2), np.full(len(BLOCKS), 1000.0),
        np.where(forward, 10_000, INF).astype(np.int32), np.where(backward, 10_000, INF).astype(np.int32),
        np.ones(len(BLOCKS), np.bool_), np.array(barred, np.int32).reshape(-1, 2),
    )  # fmt: skip


def ends(drive: int) -> tuple[int, int]:
    """Return where a block begins and ends that is driven forward, or backward."""
    return BLOCKS[drive // 2][:: -1 if drive % 2 else 1]


TURNS = [(one, two) for one in range(24) for two in range(24) if ends(one)[1] == ends(two)[0]]


@st.composite
def cities(draw: st.DrawFn) -> tuple[Edges, list[int]]:
    """Return a city with one-way blocks and forbidden turns, and an order of its nodes."""
    open_ways = draw(st.lists(st.sampled_from([(True, True), (True, False), (False, True)]), min_size=12, max_size=12))
    barred = draw(st.lists(st.sampled_from(TURNS), unique=True, max_size=20))
    edges = edges_of([one for one, _ in open_ways], [two for _, two in open_ways], barred)
    nodes = len(TurnGraph.of(9, edges.start, edges.end, edges.barred).junction)
    return edges, draw(st.permutations(range(nodes)))


def floor(edges: Edges, shut: frozenset[int] = frozenset()) -> np.ndarray:
    """Return the seconds from the middle of each block to that of each other, over states of driven blocks."""
    weights = np.stack([edges.forward_cs, edges.backward_cs], axis=1).reshape(-1)
    barred = set(map(tuple, edges.barred.tolist()))
    goes = [
        (a, b) for a, b in TURNS if (a, b) not in barred and weights[a] < INF and weights[b] < INF
        and b // 2 not in shut and a // 2 not in shut
    ]  # fmt: skip
    rows, columns = np.array(goes, dtype=np.int64).reshape(-1, 2).T
    states = dijkstra(coo_matrix((np.full(len(goes), 100), (rows, columns)), shape=(24, 24)))
    states[:, weights >= INF] = np.inf
    states[weights >= INF] = np.inf
    found = states.reshape(12, 2, 12, 2).min(axis=(1, 3))
    found[np.arange(12), np.arange(12)] = 0
    return found


def middles() -> np.ndarray:
    start, end = np.array(BLOCKS).T
    return (CORNERS[start] + CORNERS[end]) / 2


def as_seconds(found: np.ndarray) -> np.ndarray:
    return np.where(np.isinf(found), UNREACHABLE_SECONDS, found)


@given(cities())
def test_the_matrix_is_what_dijkstra_finds_among_roads(city: tuple[Edges, list[int]]) -> None:
    edges, order = city
    found = RoadNetwork.build(edges, order).seconds(middles(), middles())
    assert (found == as_seconds(floor(edges))).all()


@given(cities(), st.sampled_from(range(12)))
def test_it_stays_so_when_a_road_closes(city: tuple[Edges, list[int]], closed: int) -> None:
    edges, order = city
    line = LineString(CORNERS[list(BLOCKS[closed])])
    roads = RoadNetwork.build(edges, order).with_closures(Closures(roads=(line,)), "closed")
    others = np.arange(12) != closed
    places = middles()[others]
    wanted = as_seconds(floor(edges, frozenset({closed})))[others][:, others]
    assert (roads.seconds(places, places) == wanted).all()


@given(cities(), st.integers(0, 11), st.integers(0, 11))
def test_a_way_takes_no_forbidden_turn_and_as_long_as_the_matrix_says(
    city: tuple[Edges, list[int]], begin: int, end: int
) -> None:
    edges, order = city
    wanted = floor(edges)[begin, end]
    roads = RoadNetwork.build(edges, order)
    way = roads.route(*(Place(*middles()[each].tolist()) for each in (begin, end)))
    assert (way is None) == np.isinf(wanted)
    if way is not None and begin != end:
        assert way.seconds == wanted
        assert way.distance_m == pytest.approx(wanted * 10, abs=5)
        taken = driven(way.points)
        assert not set(pairwise(taken)) & set(map(tuple, edges.barred.tolist()))


def driven(points: np.ndarray) -> list[int]:
    """Return the blocks that a line runs along, as they are driven."""
    at = np.rint(points / KM * 2).astype(int).tolist()  # halves of blocks
    found = []
    for (x, y), (u, v) in pairwise(at):
        spot, step = ((x + u) / 4, (y + v) / 4), (u - x, v - y)
        for drive in range(24):
            (ax, ay), (bx, by) = (CITY[each + 1] for each in ends(drive))
            inside = min(ax, bx) <= spot[0] <= max(ax, bx) and min(ay, by) <= spot[1] <= max(ay, by)
            if inside and (bx - ax) * step[0] + (by - ay) * step[1] > 0:
                found.append(drive)
    return found


def test_junctions_without_forbidden_turns_stay_one_node() -> None:
    graph = TurnGraph.of(9, *np.array(BLOCKS, dtype=np.int32).T, np.zeros((0, 2), np.int32))
    assert (len(graph.junction), len(graph.tail), graph.turns) == (9, 12, 0)


def test_one_forbidden_turn_takes_its_junction_into_four_nodes() -> None:
    """At 5, coming from 4, not to 2: an arrival of its own, that of the others, and the same of departures."""
    graph = TurnGraph.of(9, *np.array(BLOCKS, dtype=np.int32).T, np.array([barred_at(4, 5, 2)], np.int32))
    assert (np.bincount(graph.junction)[4], len(graph.junction), graph.turns) == (4, 12, 3)


def barred_at(came: int, corner: int, goes: int) -> Turn:
    drives = {ends(drive): drive for drive in range(24)}
    return drives[came - 1, corner - 1], drives[corner - 1, goes - 1]


@pytest.mark.parametrize("barred", [[(0, 0)], [(0, 24)], [(-1, 0)]])
def test_turns_between_roads_that_do_not_meet_are_refused(barred: list[Turn]) -> None:
    with pytest.raises(ValueError, match="barred"):
        edges_of([True] * 12, [True] * 12, barred)


def test_a_place_ten_metres_before_the_junction_obeys_it_too() -> None:
    """From before corner 5, coming from 4, not to 2: straight on, round at 6 (or 8), and at 5 from there to 2."""
    edges = edges_of([True] * 12, [True] * 12, [barred_at(4, 5, 2)])
    roads = RoadNetwork.build(edges, np.arange(12))
    before = CORNERS[4] - [10 / METRES_PER_DEGREE, 0]
    above = CORNERS[4] + [0, 10 / METRES_PER_DEGREE]
    assert roads.seconds([before], [above]).tolist() == [[1 + 200 + 1]]
