"""Tiles that cover a box: each point of it lies in one, the coarse zooms come first, and no zoom is half there."""

import math

from hypothesis import given
from hypothesis import strategies as st

from geo.places import Place, distances_m
from geo.positions import Box
from geo.tiles import Tile, box_around, tiles_of

DA_NANG = Place(108.2208, 16.0678)


def test_the_world_is_one_tile() -> None:
    assert tiles_of(Box(-180, -85, 180, 85), 0, 0, 10) == (Tile(0, 0, 0),)


def test_the_tile_of_da_nang_at_zoom_ten() -> None:
    """As every map server counts: x = (lon + 180) / 360 * 1024, floored."""
    assert tiles_of(Box(108.2208, 16.0678, 108.2208, 16.0678), 10, 10, 9) == (Tile(10, 819, 465),)


def test_a_zoom_that_does_not_fit_is_left_out_whole() -> None:
    box = box_around([DA_NANG], 3000)
    every = tiles_of(box, 10, 14, 10_000)
    some = tiles_of(box, 10, 14, len(every) - 1)
    assert {each.z for each in some} == {10, 11, 12, 13}
    assert some == tuple(each for each in every if each.z < 14)


def test_a_box_reaches_as_far_as_its_margin() -> None:
    box = box_around([DA_NANG], 2000)
    assert math.isclose(float(distances_m(box.east, DA_NANG.lat, DA_NANG.lon, DA_NANG.lat)), 2000, rel_tol=1e-3)
    assert math.isclose(float(distances_m(DA_NANG.lon, box.north, DA_NANG.lon, DA_NANG.lat)), 2000, rel_tol=1e-3)


@given(st.floats(-179, 179), st.floats(-84, 84), st.floats(10, 5000), st.floats(0, 1), st.floats(0, 1))
def test_every_point_of_the_box_lies_in_a_tile_of_each_zoom(
    lon: float, lat: float, margin_m: float, along: float, up: float
) -> None:
    box = box_around([Place(lon, lat)], margin_m)
    point = (box.west + along * (box.east - box.west), box.south + up * (box.north - box.south))
    tiles = set(tiles_of(box, 8, 12, 100_000))
    held = {tiles_of(Box(*point, *point), zoom, zoom, 1)[0] for zoom in range(8, 13)}
    assert held <= tiles
