"""From ways to roads between junctions: the city of `tests.support.roads`."""

import numpy as np
import pytest

from geo.places import METRES_PER_DEGREE
from geo.roads.drawing import Way, draw_edges
from geo.roads.kernel import INF
from geo.roads.profiles import Passage
from tests.support.roads import CITY, KM, ONE_WAY, TWO_WAY, corner, network, points

PLACES = {number: (x * KM, y * KM) for number, (x, y) in CITY.items()}


def test_points_between_junctions_become_part_of_a_line() -> None:
    """Three roads meet at 5; nothing happens at 4, where two ways of the same kind meet."""
    edges = draw_edges([Way((1, 4), TWO_WAY), Way((4, 5, 6), TWO_WAY), Way((5, 8), TWO_WAY)], PLACES)
    assert sorted(edges.length_m.round()) == [1000, 1000, 2000]
    assert len(edges.nodes) == 4


def test_a_change_of_speed_is_a_junction_so_that_times_stay_exact() -> None:
    edges = draw_edges([Way((1, 4), TWO_WAY), Way((4, 7), Passage(72, 72))], PLACES)
    assert sorted(edges.forward_cs) == [5_000, 10_000]


def test_a_way_that_is_drawn_the_other_way_round_is_joined_all_the_same() -> None:
    edges = draw_edges([Way((1, 4), Passage(36, 72)), Way((7, 4), Passage(72, 36))], PLACES)
    assert edges.length_m.round().tolist() == [2000]
    assert sorted([int(edges.forward_cs[0]), int(edges.backward_cs[0])]) == [10_000, 20_000]


def test_a_one_way_street_that_leads_nowhere_is_left_out() -> None:
    edges = draw_edges([Way((1, 2, 3), TWO_WAY), Way((2, 5), ONE_WAY)], PLACES)
    assert edges.length_m.sum().round() == 2000
    assert (edges.backward_cs < INF).all()


def test_a_one_way_ring_stays() -> None:
    ring = draw_edges([Way((1, 2, 5, 4, 1), ONE_WAY), Way((4, 7), TWO_WAY)], PLACES)
    assert ring.length_m.sum().round() == 5000


def test_small_islands_are_left_out_and_large_ones_stay() -> None:
    ways = [Way((1, 2, 3), TWO_WAY), Way((2, 5), TWO_WAY), Way((7, 8), TWO_WAY)]
    assert draw_edges(ways, PLACES).length_m.sum().round() == 3000
    assert draw_edges(ways, PLACES, min_junctions=2).length_m.sum().round() == 4000


def test_nobody_passes_a_blocked_point_but_drives_up_to_it_on_both_sides() -> None:
    """A bollard at 2 and no other way round: corner 3 hangs on 6."""
    roads = network([Way((1, 2, 3), TWO_WAY), Way((1, 4, 7, 8, 9, 6, 3), TWO_WAY)], blocked=frozenset({2}))
    there = roads.seconds(points(corner(1)), points(corner(2, east_m=-100), corner(2, east_m=100)))
    assert there.tolist() == [[90, 600 + 90]]


def test_without_any_road_there_is_no_network() -> None:
    with pytest.raises(ValueError, match="no road"):
        draw_edges([], PLACES)
    with pytest.raises(ValueError, match="no road"):
        draw_edges([Way((1, 2), ONE_WAY)], PLACES)


def test_a_line_keeps_its_bends() -> None:
    bent = PLACES | {10: (0.5 * KM, 2 * KM + 100 / METRES_PER_DEGREE)}
    edges = draw_edges([Way((1, 10, 2), TWO_WAY), Way((2, 5), Passage(50, 50))], bent)
    line = max((edges.line(i) for i in range(len(edges))), key=len)
    assert np.allclose(line[1], bent[10])
    assert edges.length_m.max() == pytest.approx(2 * np.hypot(500, 100))
