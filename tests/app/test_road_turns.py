"""Forbidden turns of OpenStreetMap: a junction with a no-left-turn and an only-straight-on, and what is left out."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from app.adapters.osm_roads import Drawn, read_roads
from app.adapters.routing_roads import load_roads
from app.cli import cli
from geo.places import Place
from geo.roads.network import RoadNetwork
from geo.roads.profiles import PROFILES
from geo.roads.restrictions import Fate
from tests.support.roads import CITY, KM, corner, points

Tags = dict[str, str]
ONE_WAY = {(4, 5), (5, 6), (8, 5)}
"""Eastward through the middle of the city of `tests.support.roads`, and northward from 8."""
BLOCKS = {
    100 + i: pair
    for i, pair in enumerate(
        [(1, 2), (2, 3), (4, 5), (5, 6), (7, 8), (8, 9), (1, 4), (4, 7), (2, 5), (8, 5), (3, 6), (6, 9)]
    )
}
WAY = {pair: number for number, pair in BLOCKS.items()}


@dataclass(frozen=True)
class Sign:
    """A relation: from one way over a point to another."""

    tags: Tags
    origin: int
    via: int
    destination: int
    via_kind: str = "node"


NO_LEFT = Sign({"restriction": "no_left_turn"}, WAY[4, 5], 5, WAY[2, 5])
ONLY_STRAIGHT = Sign({"restriction": "only_straight_on"}, WAY[8, 5], 5, WAY[2, 5])


def extract(folder: Path, *signs: Sign) -> Path:
    """Write the city, driven at ten metres a second by a car, with signs."""
    nodes = "".join(f'<node id="{n}" version="1" lon="{x * KM:.9f}" lat="{y * KM:.9f}"/>' for n, (x, y) in CITY.items())
    ways = "".join(
        f'<way id="{number}" version="1"><nd ref="{one}"/><nd ref="{two}"/>'
        + tagged({"highway": "residential", "maxspeed": "45"} | ({"oneway": "yes"} if (one, two) in ONE_WAY else {}))
        + "</way>"
        for number, (one, two) in BLOCKS.items()
    )
    relations = "".join(
        f'<relation id="{i}" version="1"><member type="way" ref="{sign.origin}" role="from"/>'
        f'<member type="{sign.via_kind}" ref="{sign.via}" role="via"/>'
        f'<member type="way" ref="{sign.destination}" role="to"/>'
        f"{tagged({'type': 'restriction'} | sign.tags)}</relation>"
        for i, sign in enumerate(signs, start=1)
    )
    file = folder / "signs.osm"
    file.write_text(f'<?xml version="1.0"?><osm version="0.6">{nodes}{ways}{relations}</osm>', encoding="utf-8")
    return file


def tagged(tags: Tags) -> str:
    return "".join(f'<tag k="{key}" v="{value}"/>' for key, value in tags.items())


def read(folder: Path, *signs: Sign, vehicle: str = "car") -> Drawn:
    return read_roads(extract(folder, *signs), PROFILES[vehicle])


def built(drawn: Drawn) -> RoadNetwork:
    return RoadNetwork.build(drawn.edges, drawn.order)


def middle(one: int, two: int) -> Place:
    """Return the middle of a block."""
    (x, y), (u, v) = CITY[one], CITY[two]
    return Place((x + u) / 2 * KM, (y + v) / 2 * KM)


def passes(roads: RoadNetwork, origin: Place, destination: Place) -> tuple[int, list[int]]:
    """Return the seconds of a way and the corners on it, in order."""
    way = roads.route(origin, destination)
    assert way is not None
    table = roads.seconds([(origin.lon, origin.lat)], [(destination.lon, destination.lat)])
    assert table.tolist() == [[way.seconds]]
    near = [(name, np.array(points(corner(name))[0])) for name in CITY]
    return way.seconds, [name for at in way.points for name, place in near if np.allclose(at, place, atol=1e-7)]


def test_without_signs_one_turns_left(tmp_path: Path) -> None:
    assert passes(built(read(tmp_path)), middle(4, 5), middle(5, 2)) == (100, [5])


def test_where_turning_left_is_forbidden_the_way_goes_round_the_block(tmp_path: Path) -> None:
    roads = built(read(tmp_path, NO_LEFT))
    assert passes(roads, middle(4, 5), middle(5, 2)) == (400, [5, 6, 3, 2])
    assert passes(roads, middle(8, 5), middle(5, 2)) == (100, [5])
    assert passes(roads, middle(4, 5), middle(5, 6)) == (100, [5])


def test_where_only_straight_on_is_allowed_the_way_turns_round_at_the_next_corner(tmp_path: Path) -> None:
    roads = built(read(tmp_path, ONLY_STRAIGHT))
    assert passes(roads, middle(8, 5), middle(5, 6)) == (300, [5, 2, 5])
    assert passes(roads, middle(8, 5), middle(5, 2)) == (100, [5])
    assert passes(roads, middle(4, 5), middle(5, 2)) == (100, [5])


def test_turning_round_is_forbidden_where_a_sign_says_so(tmp_path: Path) -> None:
    """Not at 2 either: on over 1 and 4, and at 5 from there straight on."""
    no_return = Sign({"restriction": "no_u_turn"}, WAY[2, 5], 2, WAY[2, 5])
    roads = built(read(tmp_path, ONLY_STRAIGHT, no_return))
    assert passes(roads, middle(8, 5), middle(5, 6)) == (500, [5, 2, 1, 4, 5])


@pytest.mark.parametrize(
    ("tags", "applied"),
    [
        ({"restriction": "no_left_turn", "except": "bus;hgv"}, ["car", "motorbike"]),
        ({"restriction": "no_left_turn", "except": "bicycle"}, ["car", "motorbike", "truck"]),
        ({"restriction:hgv": "no_left_turn"}, ["truck"]),
        ({"restriction:motorcycle": "no_left_turn"}, ["motorbike"]),
        ({"restriction:motor_vehicle": "no_left_turn"}, ["car", "motorbike", "truck"]),
        ({"restriction:bus": "no_left_turn"}, []),
    ],
)
def test_a_sign_holds_for_the_vehicles_that_it_names(tmp_path: Path, tags: Tags, applied: list[str]) -> None:
    sign = Sign(tags, NO_LEFT.origin, NO_LEFT.via, NO_LEFT.destination)
    found = {vehicle: read(tmp_path, sign, vehicle=vehicle) for vehicle in PROFILES}
    assert sorted(each for each, drawn in found.items() if len(drawn.edges.barred)) == applied
    for vehicle, drawn in found.items():
        assert drawn.restrictions == {Fate.APPLIED if vehicle in applied else Fate.OTHER_VEHICLES: 1}


@pytest.mark.parametrize(
    ("sign", "fate"),
    [
        (Sign({"restriction": "no_left_turn"}, WAY[4, 5], WAY[5, 6], WAY[6, 9], "way"), Fate.VIA_WAY),
        (Sign({"restriction:conditional": "no_left_turn @ (07:00-09:00)"}, WAY[4, 5], 5, WAY[2, 5]), Fate.CONDITIONAL),
        (Sign({"restriction": "no_left_turn", "hour_on": "07:00"}, WAY[4, 5], 5, WAY[2, 5]), Fate.CONDITIONAL),
        (Sign({"restriction": "give_way"}, WAY[4, 5], 5, WAY[2, 5]), Fate.UNCLEAR),
        (Sign({"restriction": "no_left_turn"}, WAY[5, 6], 5, WAY[2, 5]), Fate.NO_ROAD),
        (Sign({"restriction": "only_left_turn"}, WAY[4, 5], 5, 999), Fate.NO_ROAD),
        (Sign({"restriction": "no_left_turn"}, WAY[4, 5], 6, WAY[2, 5]), Fate.NO_ROAD),
    ],
)
def test_what_cannot_be_applied_is_counted_and_forbids_nothing(tmp_path: Path, sign: Sign, fate: Fate) -> None:
    drawn = read(tmp_path, sign)
    assert drawn.restrictions == {fate: 1}
    assert len(drawn.edges.barred) == 0


def test_of_two_roads_that_are_the_only_one_allowed_each_is_allowed(tmp_path: Path) -> None:
    left = Sign({"restriction": "only_left_turn"}, WAY[4, 5], 5, WAY[2, 5])
    straight = Sign({"restriction": "only_straight_on"}, WAY[4, 5], 5, WAY[5, 6])
    roads = built(read(tmp_path, left, straight))
    assert passes(roads, middle(4, 5), middle(5, 2)) == (100, [5])
    assert passes(roads, middle(4, 5), middle(5, 6)) == (100, [5])


def test_a_road_that_signs_let_nobody_leave_is_left_out(tmp_path: Path) -> None:
    """From 4 to 5 one way, and there neither left nor straight on."""
    no_straight = Sign({"restriction": "no_straight_on"}, WAY[4, 5], 5, WAY[5, 6])
    drawn = read(tmp_path, NO_LEFT, no_straight)
    assert len(drawn.edges) == len(read(tmp_path).edges) - 1
    assert built(drawn).route(corner(4), corner(6)) is not None


def test_the_command_says_what_became_of_the_signs_and_the_file_keeps_them(tmp_path: Path) -> None:
    over_a_road = Sign({"restriction": "no_u_turn"}, WAY[4, 5], WAY[5, 6], WAY[6, 9], "way")
    file, roads = extract(tmp_path, NO_LEFT, ONLY_STRAIGHT, over_a_road), tmp_path / "roads.npz"
    made = CliRunner().invoke(cli, ["routing", "build", str(file), "--out", str(roads), "--profile", "car"])
    assert "restrictions of turns: 2 applied, 1 over a whole road (not supported)" in made.output
    assert "'via_way': 1" in CliRunner().invoke(cli, ["routing", "show", str(roads)]).output
    origin, goal = middle(4, 5), middle(5, 2)
    assert load_roads(roads).seconds([(origin.lon, origin.lat)], [(goal.lon, goal.lat)]).tolist() == [[400]]
