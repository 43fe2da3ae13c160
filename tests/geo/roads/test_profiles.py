"""Which ways a vehicle may drive, in which direction, how fast."""

import pytest

from geo.roads.profiles import PROFILES, measure, speed_kmh

CAR, TRUCK, MOTORBIKE = PROFILES["car"], PROFILES["truck"], PROFILES["motorbike"]


def directions(**tags: str) -> tuple[bool, bool]:
    found = CAR.passage({"highway": "residential"} | tags)
    assert found is not None
    return found.forward_kmh is not None, found.backward_kmh is not None


@pytest.mark.parametrize(
    ("tags", "wanted"),
    [
        ({}, (True, True)),
        ({"oneway": "yes"}, (True, False)),
        ({"oneway": "-1"}, (False, True)),
        ({"junction": "roundabout"}, (True, False)),
        ({"highway": "motorway"}, (True, False)),
        ({"highway": "motorway", "oneway": "no"}, (True, True)),
        ({"oneway": "yes", "oneway:motorcar": "no"}, (True, True)),
    ],
)
def test_one_way_streets_are_driven_one_way(tags: dict[str, str], wanted: tuple[bool, bool]) -> None:
    assert directions(**tags) == wanted


@pytest.mark.parametrize(
    ("tags", "car", "truck"),
    [
        ({"highway": "footway"}, False, False),
        ({"highway": "service", "access": "private"}, False, False),
        ({"highway": "service", "access": "no", "motor_vehicle": "yes"}, True, True),
        ({"highway": "primary", "hgv": "no"}, True, False),
        ({"highway": "primary", "maxheight": "3.2"}, True, False),
        ({"highway": "primary", "maxweight": "3.5 t"}, True, False),
        ({"highway": "pedestrian"}, False, False),
        ({"highway": "residential", "area": "yes"}, False, False),
        ({"highway": "primary", "maxheight": "default"}, True, True),
    ],
)
def test_what_a_vehicle_may_not_use_is_no_road_for_it(tags: dict[str, str], car: object, truck: object) -> None:
    assert (CAR.passage(tags) is not None, TRUCK.passage(tags) is not None) == (car, truck)


def test_a_motorbike_takes_paths_and_is_barred_from_motorways() -> None:
    assert MOTORBIKE.passage({"highway": "path"}) is not None
    assert MOTORBIKE.passage({"highway": "motorway"}) is None


def test_a_limit_says_more_than_the_class_and_each_direction_may_have_its_own() -> None:
    found = CAR.passage({"highway": "primary", "maxspeed": "50", "maxspeed:backward": "30"})
    assert found is not None
    assert (found.forward_kmh, found.backward_kmh) == (40.0, 24.0)


def test_a_truck_is_never_faster_than_its_top_speed() -> None:
    found = TRUCK.passage({"highway": "motorway", "maxspeed": "120"})
    assert found is not None
    assert (found.forward_kmh, found.stops) == (80.0, False)


def test_a_ferry_counts_only_where_it_is_asked_for_and_carries_vehicles() -> None:
    ferry = {"route": "ferry", "motor_vehicle": "yes"}
    assert CAR.passage(ferry) is None
    assert CAR.passage(ferry, ferries=True) is not None
    assert CAR.passage({"route": "ferry"}, ferries=True) is None


@pytest.mark.parametrize(
    ("tags", "car"),
    [
        ({"barrier": "bollard"}, False),
        ({"barrier": "bollard", "access": "yes"}, True),
        ({"barrier": "gate"}, True),
        ({"barrier": "gate", "access": "private"}, False),
        ({"barrier": "height_restrictor", "maxheight": "1.9"}, False),
        ({"highway": "crossing"}, True),
    ],
)
def test_a_barrier_lets_through_whom_it_is_made_for(tags: dict[str, str], car: object) -> None:
    assert CAR.passes(tags) == car


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("50", 50), ("30 mph", 48.28032), ("walk", 7), ("none", None), ("VN:urban", None), ("0", None), (None, None)],
)
def test_speed_limits_are_read(text: str | None, wanted: float | None) -> None:
    assert speed_kmh(text) == (None if wanted is None else pytest.approx(wanted))


@pytest.mark.parametrize(
    ("text", "wanted"), [("3.5", 3.5), ("3,5 m", 3.5), ("13'6\"", 4.1148), ("7.5 t", 7.5), ("default", None)]
)
def test_heights_and_weights_are_read(text: str, wanted: float | None) -> None:
    assert measure(text) == (None if wanted is None else pytest.approx(wanted))
