import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.places import EARTH_RADIUS_M, METRES_PER_DEGREE, Place
from geo.travel import (
    ROAD_CLASSES,
    UNREACHABLE_SECONDS,
    Mark,
    RoadClass,
    Source,
    StraightLine,
    StraightLineByClass,
    great_circle_m,
)


def test_a_degree_along_a_meridian_is_the_degree() -> None:
    assert great_circle_m([[108, 16]], [[108, 17]])[0, 0] == pytest.approx(METRES_PER_DEGREE)


def test_the_great_circle_takes_the_short_way_over_the_antimeridian_and_to_the_other_side() -> None:
    assert great_circle_m([[179.5, 0]], [[-179.5, 0]])[0, 0] == pytest.approx(METRES_PER_DEGREE)
    assert great_circle_m([[0, 0]], [[180, 0]])[0, 0] == pytest.approx(math.pi * EARTH_RADIUS_M)


def test_seconds_are_distance_times_circuity_over_speed_rounded_up() -> None:
    """One degree is 111,195.08 m; at 36 km/h (10 m/s) without detour that is 11,119.5 s."""
    assert StraightLine(36, 1).seconds([[0, 0]], [[0, 1]]).tolist() == [[11_120]]
    assert StraightLine(36, 2).seconds([[0, 0]], [[0, 1]]).tolist() == [[22_240]]


def test_the_default_is_thirty_kilometres_an_hour_and_three_tenths_of_detour() -> None:
    assert StraightLine() == StraightLine(speed_kmh=30, circuity=1.3)


def test_the_matrix_has_a_row_per_origin_and_a_column_per_destination() -> None:
    seconds = StraightLine().seconds([[0, 0], [0, 1]], [[0, 0], [0, 1], [0, 2]])
    assert seconds.shape == (2, 3)
    assert seconds.dtype == np.int32
    assert seconds[0, 0] == seconds[1, 1] == 0
    assert seconds[0, 1] == seconds[1, 0] == seconds[1, 2]
    assert StraightLine().seconds([], [[0, 0]]).shape == (0, 1)


def test_a_crawl_around_the_world_is_still_reachable() -> None:
    assert StraightLine(0.001, 1000).seconds([[0, 0]], [[180, 0]])[0, 0] < UNREACHABLE_SECONDS


@pytest.mark.parametrize(("speed", "circuity"), [(0, 1), (-1, 1), (math.nan, 1), (30, 0.9), (30, math.inf)])
def test_impossible_settings_are_refused(speed: float, circuity: float) -> None:
    with pytest.raises(ValueError, match="must be"):
        StraightLine(speed, circuity)


def test_a_straight_way_has_the_time_of_the_matrix_and_the_length_of_the_road() -> None:
    way = StraightLine(36, 2).route(Place(0, 0), Place(0, 1))
    assert (way.points.tolist(), way.seconds) == ([[0, 0], [0, 1]], 22_240)
    assert way.distance_m == pytest.approx(2 * METRES_PER_DEGREE)
    assert way.mark == Mark(Source.STRAIGHT_LINE)


CLASSES = StraightLineByClass((RoadClass(10_000, 36, 1.5), RoadClass(np.inf, 72, 1.0)))
"""Ten kilometres of great circle at 10 m/s with half as much again of detour, then 20 m/s without."""


def test_the_first_part_is_driven_on_streets_and_the_rest_on_the_next_class() -> None:
    """10 km x 1.5 / 10 m/s are 1500 s; the other 20 km take 1000 s."""
    near, far = 5_000 / METRES_PER_DEGREE, 30_000 / METRES_PER_DEGREE
    assert CLASSES.seconds([[0, 0]], [[0, near], [0, far]]).tolist() == [[750, 2500]]
    way = CLASSES.route(Place(0, 0), Place(0, far))
    assert (way.seconds, round(way.distance_m)) == (2500, 35_000)
    assert CLASSES.times([[0, 0]], [[0, far]]).mark == Mark(Source.STRAIGHT_LINE)


def test_one_class_alone_is_the_plain_straight_line() -> None:
    one = StraightLineByClass((RoadClass(np.inf, 30, 1.3),))
    places = [[108.2, 16.0], [108.3, 16.4], [107.0, 15.0]]
    assert (one.seconds(places, places) == StraightLine(30, 1.3).seconds(places, places)).all()


DEGREE = st.floats(-1, 1)
SPOT = st.tuples(DEGREE, DEGREE)


@given(SPOT, SPOT, SPOT)
def test_a_detour_is_never_quicker(
    one: tuple[float, float], two: tuple[float, float], way: tuple[float, float]
) -> None:
    """Rounding up adds at most a second to each leg."""
    seconds = StraightLineByClass(ROAD_CLASSES).seconds([one, way], [two, way])
    assert seconds[0, 0] <= seconds[0, 1] + seconds[1, 0]


@pytest.mark.parametrize(
    ("classes", "told"),
    [
        ((), "infinity"),
        ((RoadClass(5_000, 30, 1.3),), "infinity"),
        ((RoadClass(5_000, 30, 1.3), RoadClass(5_000, 40, 1.3), RoadClass(np.inf, 50, 1.2)), "farther"),
        ((RoadClass(5_000, 30, 1.3), RoadClass(np.inf, 29, 1.3)), "slower"),
        ((RoadClass(np.inf, 0, 1.3),), "speed_kmh"),
        ((RoadClass(np.inf, 30, 0.9),), "circuity"),
    ],
)
def test_classes_that_make_no_sense_are_refused(classes: tuple[RoadClass, ...], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        StraightLineByClass(classes)
