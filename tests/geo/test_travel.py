import math

import numpy as np
import pytest

from geo.places import EARTH_RADIUS_M, METRES_PER_DEGREE
from geo.travel import UNREACHABLE_SECONDS, StraightLine, great_circle_m


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
