"""OSRM and Valhalla over HTTP, against a small server that speaks their protocols."""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from app.adapters.routing import RoutingSettingsError, make_router
from app.adapters.routing_http import HttpRouter
from app.adapters.routing_osrm import Osrm
from app.adapters.routing_valhalla import Valhalla, decoded
from app.settings import Settings
from app.standins.routing import Running, run_in_thread
from app.standins.routing.valhalla import encoded
from geo.roads.drawing import Way
from geo.travel import UNREACHABLE_SECONDS, Mark, Source, StraightLineByClass, TravelError
from tests.support.ports import free_port
from tests.support.roads import CITY, city, corner, network, points
from tests.support.roads import TWO_WAY as STREET

CORNERS = points(*(corner(number) for number in CITY))
Asking = Callable[..., HttpRouter]
DIALECTS = {"osrm": Osrm(), "valhalla": Valhalla()}


@pytest.fixture(scope="module")
def served() -> Iterator[Running]:
    with run_in_thread(city(), table_size=4) as running:
        yield running


@pytest.fixture
def server(served: Running) -> Iterator[Running]:
    served.asked.clear()
    yield served
    served.delay_seconds, served.garbage = 0.0, None


@pytest.fixture(params=["osrm", "valhalla"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def asking() -> Iterator[Callable[..., HttpRouter]]:
    """Makes routers, and closes them at the end."""
    made: list[HttpRouter] = []

    def make(kind: str, running: Running, *, table_size: int = 4, timeout_seconds: float = 20.0) -> HttpRouter:
        made.append(HttpRouter(DIALECTS[kind], running.url, timeout_seconds, table_size))
        return made[-1]

    yield make
    for each in made:
        each.close()


def test_the_table_is_the_servers_whatever_number_of_blocks_it_takes(
    kind: str, server: Running, asking: Asking
) -> None:
    found = asking(kind, server).times(CORNERS, CORNERS)
    assert np.abs(found.seconds - city().seconds(CORNERS, CORNERS)).max() <= 1  # places travel as six decimals
    assert found.mark == Mark(Source(kind))
    assert len(server.asked) == 9


def test_a_table_that_is_too_large_for_the_server_is_an_error_and_no_guess(
    kind: str, server: Running, asking: Asking
) -> None:
    with pytest.raises(TravelError):
        asking(kind, server, table_size=9).seconds(CORNERS, CORNERS)


def test_the_way_has_points_time_and_length(kind: str, server: Running, asking: Asking) -> None:
    way = asking(kind, server).route(corner(7), corner(9))
    assert way is not None
    assert (way.seconds, round(way.distance_m)) == (200, 2000)
    assert way.points[[0, -1]] == pytest.approx(np.array(points(corner(7), corner(9))), abs=1e-6)


def test_what_cannot_be_reached_is_said_so(kind: str, asking: Asking) -> None:
    with run_in_thread(network([Way((1, 2), STREET)], within_m=10)) as apart:
        router = asking(kind, apart)
        found = router.seconds(points(corner(1)), points(corner(2), corner(7)))[0].tolist()
        assert found == [pytest.approx(100, abs=1), UNREACHABLE_SECONDS]
        assert router.route(corner(1), corner(7)) is None


def test_a_server_that_is_too_slow_is_not_waited_for(kind: str, server: Running, asking: Asking) -> None:
    server.delay_seconds = 1.0
    router = asking(kind, server, timeout_seconds=0.05)
    with pytest.raises(TravelError):
        router.seconds(CORNERS, CORNERS)
    with pytest.raises(TravelError):
        router.route(corner(1), corner(2))


@pytest.mark.parametrize("garbage", [b"<html>", b"[]", b"{}", b'{"code": "Ok", "durations": [[1]]}'])
def test_an_answer_that_makes_no_sense_is_an_error(kind: str, server: Running, asking: Asking, garbage: bytes) -> None:
    server.garbage = garbage
    router = asking(kind, server)
    with pytest.raises(TravelError):
        router.seconds(CORNERS, CORNERS)
    with pytest.raises(TravelError):
        router.route(corner(1), corner(2))


def test_polylines_go_there_and_back() -> None:
    line = np.array([[108.2208, 16.0678], [108.2208, 16.0678], [-0.000001, -89.5]])
    assert decoded(encoded(line)) == pytest.approx(line, abs=1e-6)
    assert decoded("_izlhA~rlgdF_{geC~ywl@_kwzCn`{nI") == pytest.approx(
        np.array([[-120.2, 38.5], [-120.95, 40.7], [-126.453, 43.252]])
    )


def test_the_settings_put_cache_rest_and_stand_in_around_a_server(kind: str, server: Running) -> None:
    made = make_router(Settings(routing=kind, routing_url=server.url, routing_table_size=4))  # type: ignore[arg-type]
    first, again = (made.router.times(CORNERS, CORNERS) for _ in range(2))
    assert first.mark == again.mark == Mark(Source(kind))
    assert len(server.asked) == 9
    made.close()


def test_a_server_that_is_not_there_is_stood_in_for_by_the_straight_line(kind: str) -> None:
    url = f"http://127.0.0.1:{free_port()}"
    made = make_router(Settings(routing=kind, routing_url=url))  # type: ignore[arg-type]
    found = made.router.times(CORNERS, CORNERS)
    assert found.mark == Mark(Source.STRAIGHT_LINE, fallback=True)
    assert (found.seconds == StraightLineByClass().seconds(CORNERS, CORNERS)).all()
    made.close()


def test_without_settings_the_straight_line_answers_for_itself() -> None:
    found = make_router(Settings()).router.times(CORNERS, CORNERS)
    assert found.mark == Mark(Source.STRAIGHT_LINE)


@pytest.mark.parametrize(
    ("settings", "told"),
    [(Settings(routing="osrm"), "CORDON_ROUTING_URL"), (Settings(routing="roads"), "CORDON_ROADS_FILE")],
)
def test_settings_that_do_not_fit_together_name_what_is_missing(settings: Settings, told: str) -> None:
    with pytest.raises(RoutingSettingsError, match=told):
        make_router(settings)


def test_a_road_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(Exception, match=r"gone\.npz"):
        make_router(Settings(routing="roads", roads_file=tmp_path / "gone.npz"))
