import copy
from typing import Any

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo.places import Place
from geo.shapes import Box, ShapeCode, ShapeError, read_collection, read_point, read_shape
from tests.support.zone_cases import zone_cases

SHELL = [[0, 0], [4, 0], [4, 4], [0, 4], [0, 0]]
HOLE = [[1, 1], [1, 3], [3, 3], [3, 1], [1, 1]]
VIETNAM = Box(102, 8, 110, 24)


def polygon(*rings: Any) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": list(rings)}


def multipolygon(*parts: Any) -> dict[str, Any]:
    return {"type": "MultiPolygon", "coordinates": list(parts)}


def box(west: float, south: float, size: float = 1) -> list[list[float]]:
    east, north = west + size, south + size
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def refusal(geojson: object, **options: Any) -> ShapeError:
    with pytest.raises(ShapeError) as refused:
        read_shape(geojson, **{"flatten_z": False, **options})
    assert refused.value.detail
    assert refused.value.remedy.endswith(".")
    return refused.value


def test_a_polygon_with_a_hole_comes_back_as_it_was_given() -> None:
    shape = read_shape(polygon(SHELL, HOLE), flatten_z=False)
    assert shapely.to_wkt(shape.area) == ("MULTIPOLYGON (((0 0, 4 0, 4 4, 0 4, 0 0), (1 1, 1 3, 3 3, 3 1, 1 1)))")
    assert shape.warnings == ()


def test_parts_of_a_multipolygon_may_touch_in_a_point() -> None:
    shape = read_shape(multipolygon([box(0, 0)], [box(1, 1)]), flatten_z=False)
    assert len(shape.area.geoms) == 2


@pytest.mark.parametrize(
    ("geojson", "code", "path"),
    [
        pytest.param(None, "not_an_object", "geometry", id="nothing"),
        pytest.param([SHELL], "not_an_object", "geometry", id="bare coordinates"),
        pytest.param({"coordinates": [SHELL]}, "unknown_type", "geometry.type", id="no type"),
        pytest.param({"type": "Feature", "geometry": {}}, "unknown_type", "geometry.type", id="a feature"),
        pytest.param({"type": ["Polygon"]}, "unknown_type", "geometry.type", id="type is an array"),
        pytest.param({"type": "Polygon"}, "not_an_array", "geometry.coordinates", id="no coordinates"),
        pytest.param({"type": "Polygon", "coordinates": {}}, "not_an_array", "geometry.coordinates", id="object"),
        pytest.param(polygon(), "empty", "geometry.coordinates", id="no ring"),
        pytest.param(polygon([]), "empty", "geometry.coordinates[0]", id="empty ring"),
        pytest.param(multipolygon([SHELL], []), "empty", "geometry.coordinates[1]", id="empty part"),
        pytest.param(polygon(SHELL, "x"), "not_an_array", "geometry.coordinates[1]", id="text for a ring"),
        pytest.param(polygon([[0, 0], 7]), "not_an_array", "geometry.coordinates[0][1]", id="number for a position"),
        pytest.param(polygon([[0, 0], []]), "empty", "geometry.coordinates[0][1]", id="empty position"),
        pytest.param(polygon([[0, 0], [1]]), "not_a_number", "geometry.coordinates[0][1][1]", id="no latitude"),
        pytest.param(polygon([["0", 0]]), "not_a_number", "geometry.coordinates[0][0][0]", id="text"),
        pytest.param(polygon([[0, None]]), "not_a_number", "geometry.coordinates[0][0][1]", id="null"),
        pytest.param(polygon([[True, 0]]), "not_a_number", "geometry.coordinates[0][0][0]", id="true"),
        pytest.param(polygon([[float("nan"), 0]]), "not_a_number", "geometry.coordinates[0][0][0]", id="NaN"),
        pytest.param(polygon([[10**400, 0]]), "not_a_number", "geometry.coordinates[0][0][0]", id="too big to be"),
        pytest.param(polygon([SHELL]), "not_a_number", "geometry.coordinates[0][0][0]", id="nested too deep"),
        pytest.param(polygon([*SHELL[:2], [4, 4, 9]]), "third_coordinate", "geometry.coordinates[0][2]", id="height"),
        pytest.param(polygon(SHELL[:4]), "unclosed_ring", "geometry.coordinates[0]", id="unclosed"),
        pytest.param(polygon(SHELL, HOLE[:4]), "unclosed_ring", "geometry.coordinates[1]", id="unclosed hole"),
        pytest.param(polygon([[0, 0], [1, 1]]), "too_few_points", "geometry.coordinates[0]", id="two positions"),
        pytest.param(
            polygon([[0, 0], [1, 1], [0, 0]]), "too_few_points", "geometry.coordinates[0]", id="there and back"
        ),
        pytest.param(polygon([[3, 3]] * 4), "too_few_points", "geometry.coordinates[0]", id="one point four times"),
        pytest.param(polygon(box(180, 0)), "out_of_range", "geometry.coordinates[0][1]", id="beyond 180"),
        pytest.param(polygon(box(545_000, 1_776_000)), "out_of_range", "geometry.coordinates[0][0]", id="metres"),
        pytest.param(polygon(box(16, 107)), "swapped_axes", "geometry.coordinates[0][0]", id="axes swapped"),
        pytest.param(
            multipolygon([box(0, 0)], [box(16, 90)]), "swapped_axes", "geometry.coordinates[1][0][2]", id="part swapped"
        ),
        pytest.param(
            polygon([[-179, 0], [179, 0], [179, 1], [-179, 0]]),
            "antimeridian",
            "geometry.coordinates[0]",
            id="across the antimeridian",
        ),
        pytest.param(
            polygon(SHELL, [[5, 5], [6, 5], [6, 6], [5, 5]]), "hole_outside", "geometry.coordinates", id="hole outside"
        ),
        pytest.param(polygon(SHELL, HOLE, box(1.5, 1.5)), "nested_rings", "geometry.coordinates", id="hole in a hole"),
        pytest.param(
            polygon(SHELL, [[0, 2], [2, 4], [4, 2], [2, 0], [0, 2]]),
            "split_interior",
            "geometry.coordinates",
            id="a hole cuts the corners off",
        ),
        pytest.param(
            polygon(SHELL, [[2, 2], [3, 3], [3, 2], [2, 3], [2, 2]]),
            "self_crossing",
            "geometry.coordinates[1]",
            id="crossing hole",
        ),
        pytest.param(
            multipolygon([SHELL], [box(9, 9)], [box(1, 1)]), "nested_rings", "geometry.coordinates[2]", id="in a part"
        ),
        pytest.param(
            multipolygon([box(0, 0)], [box(9, 9)], [box(1, 0)]),
            "self_crossing",
            "geometry.coordinates[2]",
            id="parts share an edge",
        ),
    ],
)
def test_a_fault_is_named_with_its_code_and_place(geojson: object, code: str, path: str) -> None:
    refused = refusal(geojson)
    assert (refused.code, refused.path) == (code, path)


def test_a_crossing_is_told_with_its_longitude_and_latitude() -> None:
    refused = refusal(polygon([[108, 16], [109, 17], [109, 16], [108, 17], [108, 16]]))
    assert (refused.code, refused.path) == (ShapeCode.SELF_CROSSING, "geometry.coordinates[0]")
    assert "[108.5, 16.5]" in refused.detail


def test_overlapping_parts_are_named() -> None:
    refused = refusal(multipolygon([box(0, 0, 2)], [box(8, 8)], [box(1, 1, 2)]))
    assert "parts 0 and 2 overlap" in refused.detail


def test_a_hundred_thousand_vertices_are_counted_and_refused_before_they_are_read() -> None:
    ring = [["not even a number"]] * 60_000
    refused = refusal(multipolygon([ring], [ring[:40_000]]))
    assert refused.code == "too_many_vertices"
    assert "100000 vertices, at most 50000" in refused.detail


def test_the_limit_itself_is_welcome() -> None:
    assert read_shape(polygon(SHELL, HOLE), flatten_z=False, max_vertices=10).area.is_valid
    assert refusal(polygon(SHELL, HOLE), max_vertices=9).code == "too_many_vertices"


def test_a_file_loses_its_heights_with_a_warning() -> None:
    heights = [[*position, 12.5] for position in SHELL]
    shape = read_shape(polygon(heights, HOLE), flatten_z=True)
    assert shape.warnings == ("third coordinate dropped from 5 positions",)
    assert not shape.area.has_z


def test_a_ring_closed_but_for_its_height_is_closed() -> None:
    ring = [*([*position, 1] for position in SHELL[:4]), [0, 0, 2]]
    assert read_shape(polygon(ring), flatten_z=True).area.area == 16


def test_only_the_welcome_kinds_are_read() -> None:
    assert refusal(multipolygon([SHELL]), kinds=("Polygon",)).code == "unknown_type"


def test_a_shape_that_fits_the_expected_area_only_when_swapped_is_refused() -> None:
    swapped = refusal(polygon(box(16, 20)), expected_area=Box(19, 15, 22, 18))
    assert (swapped.code, swapped.path) == ("swapped_axes", "geometry.coordinates[0][0]")


def test_a_shape_elsewhere_is_no_swap() -> None:
    assert read_shape(polygon(box(150, -28)), flatten_z=False, expected_area=VIETNAM).area.is_valid
    assert read_shape(polygon(box(107, 16)), flatten_z=False, expected_area=VIETNAM).area.is_valid


def test_an_area_cut_at_the_antimeridian_is_welcome() -> None:
    shape = read_shape(multipolygon([box(179, -17)], [box(-180, -17)]), flatten_z=False)
    assert len(shape.area.geoms) == 2


def test_a_point_is_read_longitude_first() -> None:
    assert read_point({"type": "Point", "coordinates": [108.2, 16.05]}, flatten_z=False).place == Place(108.2, 16.05)


@pytest.mark.parametrize(
    ("coordinates", "code", "path"),
    [
        ([16.05, 108.2], "swapped_axes", "geometry.coordinates"),
        ([545_000, 1_776_000], "out_of_range", "geometry.coordinates"),
        ([108.2, 16.05, 3], "third_coordinate", "geometry.coordinates"),
        ([108.2, "16"], "not_a_number", "geometry.coordinates[1]"),
        ([], "empty", "geometry.coordinates"),
        (None, "not_an_array", "geometry.coordinates"),
    ],
)
def test_a_faulty_point_is_named(coordinates: object, code: str, path: str) -> None:
    with pytest.raises(ShapeError) as refused:
        read_point({"type": "Point", "coordinates": coordinates}, flatten_z=False)
    assert (refused.value.code, refused.value.path) == (code, path)


def test_a_points_height_is_dropped_from_files() -> None:
    read = read_point({"type": "Point", "coordinates": [108.2, 16.05, 3]}, flatten_z=True)
    assert read.warnings == ("third coordinate dropped from 1 positions",)


def test_a_point_swapped_within_range_shows_against_the_expected_area() -> None:
    with pytest.raises(ShapeError) as refused:
        read_point({"type": "Point", "coordinates": [16, 20]}, flatten_z=False, expected_area=Box(19, 15, 22, 18))
    assert refused.value.code == "swapped_axes"


POINT = {"type": "Point", "coordinates": [2, 2]}


def collection(*geometries: Any) -> dict[str, Any]:
    return {"type": "GeometryCollection", "geometries": list(geometries)}


def test_a_collection_gives_its_point_and_its_area_in_any_order() -> None:
    for members in ((POINT, polygon(SHELL)), (polygon(SHELL), POINT)):
        placed = read_collection(collection(*members), flatten_z=False)
        assert placed.place == Place(2, 2)
        assert placed.area is not None
        assert placed.area.area == 16


@pytest.mark.parametrize("geojson", [POINT, collection(POINT)])
def test_a_point_alone_has_no_area(geojson: object) -> None:
    assert read_collection(geojson, flatten_z=False).area is None


@pytest.mark.parametrize("members", [(POINT, POINT), (polygon(SHELL),), (POINT, polygon(SHELL), polygon(SHELL))])
def test_a_collection_of_anything_else_is_refused(members: tuple[Any, ...]) -> None:
    with pytest.raises(ShapeError) as refused:
        read_collection(collection(*members), flatten_z=False)
    assert refused.value.code == "unexpected_members"


def test_a_fault_in_a_collection_is_placed_in_it() -> None:
    with pytest.raises(ShapeError) as refused:
        read_collection(collection(POINT, polygon(SHELL[:4])), flatten_z=False)
    assert refused.value.path == "geometry.geometries[1].coordinates[0]"


def test_reading_changes_nothing_in_what_was_given() -> None:
    given_shape = polygon([[*position, 1] for position in SHELL])
    kept = copy.deepcopy(given_shape)
    read_shape(given_shape, flatten_z=True)
    assert given_shape == kept


def test_every_valid_shape_survives_the_way_through_geojson() -> None:
    for zone in {id(case.zone): case.zone for case in zone_cases(seed=5, zones=60)}.values():
        given_shape = shapely.geometry.mapping(zone)
        read = read_shape(given_shape, flatten_z=False).area
        parts = given_shape["coordinates"] if given_shape["type"] == "MultiPolygon" else [given_shape["coordinates"]]
        assert shapely.geometry.mapping(read)["coordinates"] == parts


numbers: st.SearchStrategy[Any] = (
    st.floats(-200, 200) | st.integers(-3, 3) | st.sampled_from([None, "1", float("nan"), 10**400, [], True])
)
nested: st.SearchStrategy[Any] = st.recursive(numbers, lambda inner: st.lists(inner, max_size=5), max_leaves=40)
corners = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=2, max_size=7)
rings = corners.map(lambda ring: [*ring, ring[0]])


@given(st.sampled_from(["Polygon", "MultiPolygon", "Point", None]), nested)
def test_junk_is_refused_as_a_fault_and_never_breaks(kind: str | None, coordinates: Any) -> None:
    try:
        read = read_shape({"type": kind, "coordinates": coordinates}, flatten_z=True)
    except ShapeError as refused:
        assert refused.path.startswith("geometry.")  # noqa: PT017 - junk may happen to be a shape
    else:
        assert read.area.is_valid


@given(st.lists(st.lists(rings, min_size=1, max_size=3), min_size=1, max_size=3))
def test_a_shape_is_read_exactly_when_it_is_valid(parts: list[Any]) -> None:
    long_enough = all(len(ring) > 3 for part in parts for ring in part)
    if long_enough and shapely.MultiPolygon([(part[0], part[1:]) for part in parts]).is_valid:
        assert len(read_shape(multipolygon(*parts), flatten_z=False).area.geoms) == len(parts)
    else:
        assert refusal(multipolygon(*parts)).path.startswith("geometry.coordinates")
