import math
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely import MultiPolygon, Polygon

from geo.places import METRES_PER_DEGREE, Place, distance_m
from geo.zones import Verdict, ZoneIndex, judge_zone
from tests.support.zone_cases import zone_cases

# A courtyard: a square of 4 degrees with a hole of 2; two islands of 1 degree, 2 apart; a square over the courtyard's
# north-east quarter.
COURTYARD = Polygon([(0, 0), (4, 0), (4, 4), (0, 4)], [[(1, 1), (3, 1), (3, 3), (1, 3)]])
ISLANDS = MultiPolygon([shapely.box(10, 0, 11, 1), shapely.box(13, 0, 14, 1)])
QUARTER = shapely.box(2, 2, 4, 4)
INDEX = ZoneIndex([COURTYARD, ISLANDS, QUARTER], ["courtyard", "islands", "quarter"])
DEGREE_M = math.ceil(METRES_PER_DEGREE)

INSIDE, POSSIBLY, OUTSIDE = Verdict.INSIDE, Verdict.POSSIBLY, Verdict.OUTSIDE


@pytest.mark.parametrize(
    ("lon", "lat", "verdicts"),
    [
        pytest.param(0.5, 2, {"courtyard": INSIDE}, id="in the courtyard's west wing"),
        pytest.param(0, 0, {"courtyard": INSIDE}, id="boundary vertex"),
        pytest.param(2, 0, {"courtyard": INSIDE}, id="edge midpoint"),
        pytest.param(1, 2, {"courtyard": INSIDE}, id="edge of the hole"),
        pytest.param(1, 1, {"courtyard": INSIDE}, id="vertex of the hole"),
        pytest.param(1.5, 1.5, {}, id="in the hole"),
        pytest.param(2.5, 2.5, {"quarter": INSIDE}, id="in the hole, covered by another zone"),
        pytest.param(3.5, 3.5, {"courtyard": INSIDE, "quarter": INSIDE}, id="all overlapping zones apply"),
        pytest.param(13.5, 0.5, {"islands": INSIDE}, id="second part of a multipolygon"),
        pytest.param(12, 0.5, {}, id="between the parts"),
        pytest.param(-0.0001, 2, {}, id="just outside"),
    ],
)
def test_a_place_without_radius_is_inside_or_outside(lon: float, lat: float, verdicts: dict[str, Verdict]) -> None:
    assert dict(INDEX.judge(Place(lon, lat))) == verdicts


def test_a_circle_that_touches_is_possibly_inside() -> None:
    assert INDEX.judge(Place(12, 0), DEGREE_M) == (("islands", POSSIBLY),)
    assert INDEX.judge(Place(12, 0), DEGREE_M - 2) == ()


def test_a_circle_in_the_hole_may_touch_the_courtyard() -> None:
    assert INDEX.judge(Place(2, 1.5), DEGREE_M / 2 + 1) == (("courtyard", POSSIBLY), ("quarter", POSSIBLY))


def test_the_radius_never_weakens_inside() -> None:
    assert INDEX.judge(Place(0.5, 0.5), 10) == (("courtyard", INSIDE),)


def test_the_radius_is_metres_on_the_ground_so_a_degree_of_longitude_counts_half_at_60() -> None:
    north = ZoneIndex([shapely.box(10, 59, 11, 61)], ["north"])
    assert north.judge(Place(9, 60), DEGREE_M / 2 + 1) == (("north", POSSIBLY),)
    assert north.judge(Place(9, 60), DEGREE_M / 2 - 1) == ()


def test_a_zone_counts_from_its_start_until_just_before_its_end() -> None:
    index = ZoneIndex([QUARTER, QUARTER], ["june", "always"], starts=[100, -np.inf], ends=[200, np.inf])
    found = {at: [key for key, _ in index.judge(Place(3, 3), at=at)] for at in (99, 100, 199, 200)}
    assert found == {99: ["always"], 100: ["june", "always"], 199: ["june", "always"], 200: ["always"]}
    many = index.judge_many([3, 3, 3, 3], [3, 3, 3, 3], at=[99, 100, 199, 200])
    assert many.places.tolist() == [0, 1, 1, 2, 2, 3]
    assert len(index.judge(Place(3, 3))) == 2


@pytest.mark.parametrize("radius", [-1, math.nan, math.inf])
def test_an_impossible_radius_is_refused(radius: float) -> None:
    for judge in (
        lambda: INDEX.judge(Place(0, 0), radius),
        lambda: INDEX.judge_many([0, 1], [0, 1], [0, radius]),
        lambda: judge_zone(QUARTER, Place(0, 0), radius),
    ):
        with pytest.raises(ValueError, match="accuracy"):
            judge()


def test_every_zone_needs_a_key() -> None:
    with pytest.raises(ValueError, match="one entry per zone"):
        ZoneIndex([QUARTER], [])


def test_no_zones_and_no_places_are_no_trouble() -> None:
    nothing: ZoneIndex[str] = ZoneIndex([], [])
    assert nothing.judge(Place(0, 0), 100) == ()
    assert len(nothing.judge_many([0], [0], 100).places) == 0
    assert len(INDEX.judge_many([], []).places) == 0
    assert (len(nothing), len(INDEX)) == (0, 3)


def test_at_the_pole_every_longitude_is_near() -> None:
    cap = ZoneIndex([shapely.box(100, 89.9999, 110, 90)], ["cap"])
    assert cap.judge(Place(0, 90), 1) == (("cap", POSSIBLY),)


def test_verdicts_known_by_construction_hold() -> None:
    cases = list(zone_cases(seed=20, zones=120))
    wrong = [
        case for case in cases if case.expected and judge_zone(case.zone, case.place, case.accuracy_m) != case.expected
    ]
    assert not wrong
    assert len(cases) > 3000
    assert {case.expected for case in cases} == {INSIDE, POSSIBLY, OUTSIDE, None}


def test_the_index_gives_the_same_verdict_as_the_rule_in_every_case() -> None:
    cases = list(zone_cases(seed=21, zones=60))
    index = ZoneIndex([case.zone for case in cases], range(len(cases)))
    lons, lats = [case.place.lon for case in cases], [case.place.lat for case in cases]
    many = index.judge_many(lons, lats, [case.accuracy_m for case in cases])
    bulk = {
        (place, zone): INSIDE if inside else POSSIBLY
        for place, zone, inside in zip(many.places, many.zones, many.inside, strict=True)
    }
    for i, case in enumerate(cases):
        expected = judge_zone(case.zone, case.place, case.accuracy_m)
        assert dict(index.judge(case.place, case.accuracy_m)).get(i, OUTSIDE) == expected, case
        assert bulk.get((i, i), OUTSIDE) == expected, case


def test_threads_share_an_index() -> None:
    cases = list(zone_cases(seed=22, zones=30))
    index = ZoneIndex([case.zone for case in cases], range(len(cases)))
    with ThreadPoolExecutor(8) as pool:
        rounds = list(pool.map(lambda _: [index.judge(case.place, case.accuracy_m) for case in cases], range(8)))
    assert all(one == rounds[0] for one in rounds)
    assert any(rounds[0])


# Whole sixteenths of a degree make places fall on corners and edges often.
sixteenths = st.integers(-16, 80).map(lambda n: n / 16)
places = st.builds(Place, sixteenths, sixteenths)
boxes = st.tuples(sixteenths, sixteenths, st.integers(1, 32), st.integers(1, 32)).map(
    lambda b: shapely.box(b[0], b[1], b[0] + b[2] / 16, b[1] + b[3] / 16)
)
triangles = (
    st.lists(st.tuples(sixteenths, sixteenths), min_size=3, max_size=3, unique=True)
    .map(Polygon)
    .filter(lambda triangle: triangle.is_valid and triangle.area > 0)
)
zone_lists = st.lists(boxes | triangles | st.just(COURTYARD) | st.just(ISLANDS), max_size=8)
radii = st.sampled_from([0.0, 1e-9, 1.0, 5_000.0, 111_195.0802335329, 300_000.0]) | st.floats(0, 400_000)


@given(zone_lists, st.lists(st.tuples(places, radii), max_size=8))
def test_many_at_once_is_one_by_one_is_brute_force(zones: list[Polygon], questions: list[tuple[Place, float]]) -> None:
    index = ZoneIndex(zones, range(len(zones)))
    brute = [
        (i, zone, verdict)
        for i, (place, radius) in enumerate(questions)
        for zone in range(len(zones))
        if (verdict := judge_zone(zones[zone], place, radius)) is not OUTSIDE
    ]
    single = [(i, *pair) for i, (place, radius) in enumerate(questions) for pair in index.judge(place, radius)]
    many = index.judge_many(
        [place.lon for place, _ in questions], [place.lat for place, _ in questions], [r for _, r in questions]
    )
    verdicts = [INSIDE if inside else POSSIBLY for inside in many.inside]
    assert single == brute
    assert list(zip(many.places.tolist(), many.zones.tolist(), verdicts, strict=True)) == brute


@given(zone_lists, places, radii, st.randoms(use_true_random=False))
def test_the_order_of_the_zones_changes_nothing(zones: list[Polygon], place: Place, radius: float, rng: object) -> None:
    order = list(range(len(zones)))
    rng.shuffle(order)  # type: ignore[attr-defined]
    shuffled = ZoneIndex([zones[i] for i in order], order)
    assert sorted(shuffled.judge(place, radius)) == list(ZoneIndex(zones, range(len(zones))).judge(place, radius))


@given(zone_lists, places, radii, radii)
def test_a_larger_radius_never_loses_a_zone(zones: list[Polygon], place: Place, one: float, other: float) -> None:
    index = ZoneIndex(zones, range(len(zones)))
    small, large = dict(index.judge(place, min(one, other))), dict(index.judge(place, max(one, other)))
    assert small.keys() <= large.keys()
    assert {k for k, v in small.items() if v is INSIDE} == {k for k, v in large.items() if v is INSIDE}


@given(boxes | triangles, places)
def test_a_radius_of_exactly_the_distance_reaches(zone: Polygon, place: Place) -> None:
    metres = distance_m(place, zone)
    expected = INSIDE if zone.covers(shapely.Point(place.lon, place.lat)) else POSSIBLY
    index = ZoneIndex([zone], [0])
    assert judge_zone(zone, place, metres) is expected
    assert index.judge(place, metres) == ((0, expected),)
    assert index.judge_many([place.lon], [place.lat], metres).inside.tolist() == [expected is INSIDE]
