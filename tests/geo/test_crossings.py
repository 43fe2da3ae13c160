"""Where a way crosses zones; the numbers are metres on the equator, where degrees are the same both ways."""

import numpy as np
import pytest
from shapely import MultiPolygon, Polygon, box

from geo.crossings import ControlPoint, CrossedZone, find_crossings
from geo.places import METRES_PER_DEGREE, Place

M = 1 / METRES_PER_DEGREE
EAST = np.array([[0, 0], [1000 * M, 0]])
"""A kilometre due east."""


def strip(west_m: float, east_m: float, *gates: ControlPoint) -> CrossedZone[str]:
    return CrossedZone(f"{west_m}-{east_m}", box(west_m * M, -500 * M, east_m * M, 500 * M), gates)


def metres(points: np.ndarray, *zones: CrossedZone[str]) -> list[tuple[str, int, int]]:
    return [(each.key, round(each.entry_m), round(each.exit_m)) for each in find_crossings(points, zones)]


def test_a_way_through_a_zone_comes_in_and_goes_out() -> None:
    (found,) = find_crossings(EAST, [strip(200, 500)])
    assert (found.entry_m, found.exit_m) == pytest.approx((200, 500))
    assert found.entry.lon == pytest.approx(200 * M)
    assert found.exit.lon == pytest.approx(500 * M)
    assert found.passes_through


def test_a_way_that_ends_in_a_zone_does_not_pass_through_and_neither_does_one_that_begins_there() -> None:
    (goal,) = find_crossings(EAST, [strip(800, 2000)])
    assert (goal.starts_inside, goal.ends_inside, goal.passes_through) == (False, True, False)
    (start,) = find_crossings(EAST, [strip(-100, 100)])
    assert (start.starts_inside, start.ends_inside, start.passes_through) == (True, False, False)
    assert start.entry == Place(0, 0)


def test_stays_come_in_the_order_of_entries_whichever_zone() -> None:
    assert metres(EAST, strip(600, 700), strip(100, 650)) == [("100-650", 100, 650), ("600-700", 600, 700)]


def test_a_zone_of_two_parts_is_crossed_twice() -> None:
    two = MultiPolygon([box(100 * M, -M, 200 * M, M), box(300 * M, -M, 400 * M, M)])
    assert metres(EAST, CrossedZone("two", two)) == [("two", 100, 200), ("two", 300, 400)]


def test_a_way_that_goes_back_on_itself_crosses_again() -> None:
    back = np.array([[0, 0], [1000 * M, 0], [0, 0]])
    assert metres(back, strip(200, 500)) == [("200-500", 200, 500), ("200-500", 1500, 1800)]


def test_a_bend_inside_a_zone_is_one_stay() -> None:
    bent = np.array([[0, 0], [300 * M, 0], [300 * M, 100 * M], [1000 * M, 100 * M]])
    assert metres(bent, strip(200, 500)) == [("200-500", 200, 600)]


def test_what_only_touches_a_zone_does_not_cross_it() -> None:
    assert metres(EAST, CrossedZone("corner", Polygon([(500 * M, 0), (600 * M, 100 * M), (400 * M, 100 * M)]))) == []
    assert metres(EAST, strip(2000, 3000)) == []


def test_a_way_along_the_border_lies_inside_for_the_border_belongs_to_the_zone() -> None:
    assert metres(EAST, CrossedZone("above", box(200 * M, 0, 500 * M, 100 * M))) == [("above", 200, 500)]


def test_control_points_near_the_stay_are_named_in_the_order_in_which_they_are_passed() -> None:
    west, east = ControlPoint("west", Place(210 * M, 20 * M)), ControlPoint("east", Place(480 * M, -30 * M))
    far, later = ControlPoint("far", Place(300 * M, 100 * M)), ControlPoint("later", Place(900 * M, 0))
    (found,) = find_crossings(EAST, [strip(200, 500, later, east, far, west)])
    assert [(each.gate.name, round(each.at_m)) for each in found.gates] == [("west", 210), ("east", 480)]


def test_a_way_without_length_crosses_nothing() -> None:
    assert metres(np.zeros((2, 2)), strip(-100, 100)) == []
