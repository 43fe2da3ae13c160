"""From an extract of OpenStreetMap to a road file to travel times."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from app.adapters.osm_roads import order_of, read_roads
from app.adapters.road_files import RoadFileError, describe, load, read_about, save
from app.adapters.routing_roads import load_roads
from app.cli import cli
from app.doctor.routing import check_routing
from app.errors import InvalidError
from app.settings import Settings
from app.standins.routing import run_in_thread
from geo.roads.drawing import Way, draw_edges
from geo.roads.hierarchy import Hierarchy
from geo.roads.network import RoadNetwork
from geo.roads.profiles import PROFILES
from geo.travel import UNREACHABLE_SECONDS
from tests.support.ports import free_port
from tests.support.real_data import find_folder
from tests.support.roads import CITY, KM, TWO_WAY, city, corner, points

NOW = datetime(2026, 4, 1, tzinfo=UTC)
WAYS = {
    10: ((1, 2, 3), {"highway": "residential", "maxspeed": "45"}),
    11: ((4, 5, 6), {"highway": "residential", "maxspeed": "45", "oneway": "yes"}),
    12: ((7, 8, 9), {"highway": "residential", "maxspeed": "45"}),
    13: ((1, 4, 7), {"highway": "residential", "maxspeed": "45"}),
    14: ((2, 5, 8), {"highway": "footway"}),
    15: ((3, 6, 9), {"highway": "residential", "maxspeed": "45", "maxheight": "2.5"}),
}
"""The city of `tests.support.roads`: a car drives 36 km/h of 45, so ten metres a second."""


@pytest.fixture(scope="module")
def extract(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The city as OpenStreetMap has it, with a bollard at 8."""
    nodes = "".join(
        f'<node id="{number}" version="1" lon="{x * KM:.9f}" lat="{y * KM:.9f}">'
        + ('<tag k="barrier" v="bollard"/>' if number == 8 else "")
        + "</node>"
        for number, (x, y) in CITY.items()
    )
    ways = "".join(
        f'<way id="{number}" version="1">{"".join(f"<nd ref={chr(34)}{at}{chr(34)}/>" for at in through)}'
        + "".join(f'<tag k="{key}" v="{value}"/>' for key, value in tags.items())
        + "</way>"
        for number, (through, tags) in WAYS.items()
    )
    file = tmp_path_factory.mktemp("osm") / "city.osm"
    file.write_text(f'<?xml version="1.0"?><osm version="0.6">{nodes}{ways}</osm>', encoding="utf-8")
    return file


def built(extract: Path, vehicle: str) -> RoadNetwork:
    drawn = read_roads(extract, PROFILES[vehicle])
    return RoadNetwork.build(drawn.edges, drawn.order)


def seconds(roads: RoadNetwork, origin: int, destination: int) -> int:
    return int(roads.seconds(points(corner(origin)), points(corner(destination)))[0, 0])


def test_streets_one_way_streets_footpaths_and_bollards_are_what_they_are(extract: Path) -> None:
    """4 to 6 is two blocks, back it is 6-3-2-1-4 or 6-9... where 8 cannot be passed; nobody drives 2-5."""
    roads = built(extract, "car")
    assert seconds(roads, 4, 6) == 200
    assert seconds(roads, 6, 4) == 400
    assert seconds(roads, 2, 5) == 100 + 100 + 100
    assert seconds(roads, 7, 9) == 400


def test_a_truck_does_not_pass_below_a_low_bridge(extract: Path) -> None:
    """Without 3-6-9 the one-way street leads nowhere; what is left is the west side with its two dead ends."""
    truck = built(extract, "truck")
    assert truck.edges.length_m.sum().round(-1) == 5000


def test_a_file_that_is_no_extract_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "no.osm"
    file.write_text("hello", encoding="utf-8")
    with pytest.raises(InvalidError, match=r"no\.osm"):
        read_roads(file, PROFILES["car"])
    with pytest.raises(InvalidError):
        read_roads(tmp_path / "gone.osm.pbf", PROFILES["car"])


def test_an_extract_without_roads_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "empty.osm"
    file.write_text('<?xml version="1.0"?><osm version="0.6"></osm>', encoding="utf-8")
    with pytest.raises(InvalidError, match="no road"):
        read_roads(file, PROFILES["car"])


def saved(folder: Path, built_at: datetime = NOW) -> Path:
    edges, file = city().edges, folder / "city.npz"
    about = describe(edges, source="city.osm", profile="car", built_at=built_at, ferries=False, restrictions={})
    save(file, edges, order_of(edges), about)
    return file


def test_a_road_file_gives_back_what_was_written(tmp_path: Path) -> None:
    file = saved(tmp_path)
    corners = points(*(corner(number) for number in CITY))
    assert (load_roads(file).seconds(corners, corners) == city().seconds(corners, corners)).all()
    about = read_about(file)
    assert (about.source, about.profile, about.built, about.length_km) == ("city.osm", "car", NOW, 12)
    assert "OpenStreetMap" in about.licence
    assert list(tmp_path.iterdir()) == [file]


def test_a_road_file_of_another_format_or_no_road_file_is_refused_with_what_to_do(tmp_path: Path) -> None:
    file = saved(tmp_path)
    with np.load(file) as found:
        arrays = dict(found)
    head = json.loads(str(arrays["about"])) | {"format": 99}
    np.savez(file, **arrays | {"about": np.array(json.dumps(head))})
    with pytest.raises(RoadFileError, match="format 99"):
        load(file)
    file.write_bytes(b"no")
    with pytest.raises(RoadFileError, match="cordon routing build"):
        load(file)


def test_the_command_builds_a_file_and_says_what_is_in_it(extract: Path, tmp_path: Path) -> None:
    file = tmp_path / "roads.npz"
    made = CliRunner().invoke(cli, ["routing", "build", str(extract), "--out", str(file), "--profile", "car"])
    assert made.exit_code == 0, made.output
    assert "OpenStreetMap" in made.output
    shown = CliRunner().invoke(cli, ["routing", "show", str(file)])
    assert "profile: car" in shown.output


@pytest.mark.parametrize(("age_days", "level"), [(10, "ok"), (400, "warn")])
def test_the_doctor_says_how_old_the_roads_are(tmp_path: Path, age_days: int, level: str) -> None:
    file = saved(tmp_path, NOW - timedelta(days=age_days))
    assert check_routing(Settings(routing="roads", roads_file=file), lambda: NOW).level == level


def test_the_doctor_misses_a_road_file_and_an_address(tmp_path: Path) -> None:
    for settings in (
        Settings(routing="roads"),
        Settings(routing="roads", roads_file=tmp_path / "gone.npz"),
        Settings(routing="osrm"),
    ):
        found = check_routing(settings, lambda: NOW)
        assert (found.level, bool(found.remedy)) == ("fail", True)
    assert check_routing(Settings(), lambda: NOW).level == "ok"


def test_the_doctor_asks_the_routing_server() -> None:
    with run_in_thread(city()) as running:
        assert check_routing(Settings(routing="osrm", routing_url=running.url), lambda: NOW).level == "ok"
    gone = f"http://127.0.0.1:{free_port()}"
    assert check_routing(Settings(routing="valhalla", routing_url=gone), lambda: NOW).level == "warn"


def test_the_order_of_the_junctions_cuts_a_city_into_halves() -> None:
    """Of 30 x 30 corners a median line cuts 30 off: contracted by halves, a corner has few ancestors."""
    side = 30
    places = {number: (number % side * KM, number // side * KM) for number in range(side * side)}
    rows = [Way(range(line * side, (line + 1) * side), TWO_WAY) for line in range(side)]
    columns = [Way(range(line, side * side, side), TWO_WAY) for line in range(side)]
    edges = draw_edges([*rows, *columns], places)
    assert Hierarchy.build(order_of(edges), edges.start, edges.end).depth.max() < 4 * side


def test_liechtenstein_can_be_driven_through(tmp_path: Path) -> None:
    """Ruggell in the north to Balzers in the south: about 25 km of road, half an hour for a truck."""
    file = find_folder() / "roads" / "liechtenstein.osm.pbf"
    drawn = read_roads(file, PROFILES["truck"])
    roads = RoadNetwork.build(drawn.edges, drawn.order)
    north, south = [9.5256, 47.2386], [9.5013, 47.0663]
    there, back = roads.seconds([north], [south])[0, 0], roads.seconds([south], [north])[0, 0]
    for taken in (there, back):
        assert 20 * 60 < taken < 50 * 60
    sample = drawn.edges.nodes[:: max(len(drawn.edges.nodes) // 60, 1)]
    assert (roads.seconds(sample, sample) != UNREACHABLE_SECONDS).all()
