import math

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo.places import METRES_PER_DEGREE, Place, PlaceError, distance_m, distances_m, distances_to_m


def test_longitude_comes_first() -> None:
    assert Place(108.2, 16.05) == Place(lon=108.2, lat=16.05)


@pytest.mark.parametrize(
    ("lon", "lat", "field"),
    [(180.1, 0, "lon"), (-181, 0, "lon"), (120, 90.5, "lat"), (math.nan, 0, "lon"), (0, math.inf, "lat")],
)
def test_an_impossible_number_is_refused_by_field(lon: float, lat: float, field: str) -> None:
    with pytest.raises(PlaceError) as refused:
        Place(lon, lat)
    assert refused.value.field == field
    assert not refused.value.swapped


def test_swapped_axes_are_recognised() -> None:
    with pytest.raises(PlaceError, match="longitude comes first") as refused:
        Place(16.05, 108.2)
    assert (refused.value.field, refused.value.swapped) == ("lat", True)


@pytest.mark.parametrize("lon", ["108.2", None, True])
def test_what_is_no_number_is_refused(lon: object) -> None:
    with pytest.raises(PlaceError, match="not a finite number"):
        Place(lon, 16.05)  # type: ignore[arg-type]


def test_the_edges_of_the_world_are_places() -> None:
    assert Place(-180, -90) != Place(180, 90)


def test_a_degree_of_latitude_is_the_same_everywhere_and_of_longitude_halves_at_60() -> None:
    assert distances_m([108], [17], 108, 16)[0] == pytest.approx(METRES_PER_DEGREE)
    assert distances_m([11], [60], 10, 60)[0] == pytest.approx(METRES_PER_DEGREE / 2)


def test_distance_to_a_square_is_measured_to_its_nearest_edge() -> None:
    square = shapely.box(1, 0, 2, 1)
    assert distance_m(Place(0, 0), square) == pytest.approx(METRES_PER_DEGREE)
    assert distance_m(Place(1.5, 2), square) == pytest.approx(METRES_PER_DEGREE)


def test_inside_and_on_the_boundary_the_distance_is_nothing() -> None:
    square = shapely.box(1, 0, 2, 1)
    assert distance_m(Place(1.5, 0.5), square) == 0
    assert distance_m(Place(1, 0.5), square) == 0


def test_the_middle_of_a_hole_is_away_from_the_zone() -> None:
    ring = shapely.box(-2, -2, 2, 2).difference(shapely.box(-1, -1, 1, 1))
    assert distance_m(Place(0, 0), ring) == pytest.approx(METRES_PER_DEGREE)


def test_measuring_leaves_the_geometries_alone() -> None:
    shapes = np.array([shapely.box(1, 0, 2, 1)])
    distances_to_m([0], [0], shapes)
    assert shapes[0].equals(shapely.box(1, 0, 2, 1))
    assert distances_to_m([], [], []).shape == (0,)


@given(st.floats(-170, 170), st.floats(-80, 80), st.floats(-0.5, 0.5), st.floats(-0.5, 0.5))
def test_distance_to_a_point_shape_is_distance_to_the_point(lon: float, lat: float, dx: float, dy: float) -> None:
    shape = shapely.Point(lon + dx, lat + dy)
    assert distance_m(Place(lon, lat), shape) == pytest.approx(float(distances_m(shape.x, shape.y, lon, lat)), abs=1e-6)


def test_a_speck_of_a_degree_is_zero() -> None:
    assert Place(5e-324, -1e-13) == Place(0, 0)
    assert Place(1e-11, 0).lon == 1e-11
