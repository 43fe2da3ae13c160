"""Roads are closed by dispatchers; roads in memory follow within a second, in every process."""

from datetime import timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx import Response
from shapely import MultiPolygon, box
from sqlalchemy import select

from app.access import Role
from app.adapters.routing_roads import LiveRoads
from app.clock import ManualClock
from app.schema.events import Event
from app.schema.units import Unit
from app.services.road_closures import ClosedRoads
from app.services.work import Work
from compliance.zones import ZoneRequirements
from geo.places import Place
from geo.roads.closures import Closures
from tests.support.accounts import add_authority, add_user, sign_in_as
from tests.support.places import add_zone
from tests.support.roads import city, corner, points

CLOSURES = "/api/v1/road-closures"
Headers = dict[str, str]


@pytest.fixture
def dispatcher(work: Work, client: TestClient, unit: Unit) -> Headers:
    add_user(work, "dispatcher", Role.DISPATCHER, unit)
    return sign_in_as(client, "dispatcher")


def body(unit: Unit, place: Place, **changes: object) -> dict[str, Any]:
    geometry = {"type": "Point", "coordinates": [place.lon, place.lat]}
    return {"unit_id": str(unit.id), "geometry": geometry, "reason": "tree down", **changes}


def close(client: TestClient, headers: Headers, asked: dict[str, Any]) -> dict[str, Any]:
    answer = client.post(CLOSURES, json=asked, headers=headers)
    assert answer.status_code == 201, answer.text
    return answer.json()


def end(client: TestClient, headers: Headers, closure_id: str, reason: str = "tree is gone") -> Response:
    return client.post(f"{CLOSURES}/{closure_id}/end", json={"reason": reason}, headers=headers)


def test_a_closure_is_listed_until_it_is_ended_and_both_are_told(
    work: Work, client: TestClient, dispatcher: Headers, unit: Unit
) -> None:
    made = close(client, dispatcher, body(unit, corner(7)))
    assert [each["id"] for each in client.get(CLOSURES, headers=dispatcher).json()["items"]] == [made["id"]]
    ended = end(client, dispatcher, made["id"])
    assert ended.json()["ended_at"] is not None
    assert client.get(CLOSURES, headers=dispatcher).json()["items"] == []
    again = end(client, dispatcher, made["id"])
    assert (again.status_code, again.json()["code"]) == (409, "road_closure.ended")
    with work.look() as tx:
        told = tx.session.scalars(select(Event).where(Event.subject_kind == "road_closure").order_by(Event.id)).all()
        assert [each.verb for each in told] == ["road_closure.created", "road_closure.ended"]
        assert [each.payload.get("ended_because") for each in told] == [None, "tree is gone"]


def test_nobody_opens_a_road_without_saying_why(client: TestClient, dispatcher: Headers, unit: Unit) -> None:
    made = close(client, dispatcher, body(unit, corner(7)))
    answer = end(client, dispatcher, made["id"], reason="")
    assert [each["field"] for each in answer.json()["errors"]] == ["reason"]


@pytest.mark.parametrize(
    "geometry",
    [
        {"type": "LineString", "coordinates": [[108.2, 16.0], [108.21, 16.0]]},
        {"type": "Polygon", "coordinates": [[[108, 16], [108.1, 16], [108.1, 16.1], [108, 16]]]},
    ],
)
def test_a_closure_may_be_a_line_or_an_area(
    client: TestClient, dispatcher: Headers, unit: Unit, geometry: dict[str, Any]
) -> None:
    made = close(client, dispatcher, body(unit, corner(7), geometry=geometry))
    kept = made["geometry"]["coordinates"]
    assert (kept[0] if geometry["type"] == "Polygon" else kept) == geometry["coordinates"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"geometry": {"type": "LineString", "coordinates": [[108.2, 16.0]]}}, "geometry.coordinates"),
        (
            {"geometry": {"type": "LineString", "coordinates": [[16.0, 108.2], [16.1, 108.2]]}},
            "geometry.coordinates[0]",
        ),
        ({"geometry": {"type": "MultiPoint", "coordinates": [[108.2, 16.0]]}}, "geometry.type"),
        ({"valid_until": "2026-04-01T04:00:00Z"}, "valid_until"),
        ({"unit_id": "018f0000-0000-7000-8000-000000000000"}, "unit_id"),
    ],
)
def test_a_closure_that_makes_no_sense_is_refused_by_its_field(
    client: TestClient, dispatcher: Headers, unit: Unit, changes: dict[str, Any], field: str
) -> None:
    answer = client.post(CLOSURES, json=body(unit, corner(7), **changes), headers=dispatcher)
    assert answer.status_code == 422
    assert [each["field"] for each in answer.json()["errors"]] == [field]


def test_who_only_takes_calls_closes_no_road(work: Work, client: TestClient, unit: Unit) -> None:
    add_user(work, "agent", Role.AGENT, unit)
    answer = client.post(CLOSURES, json=body(unit, corner(7)), headers=sign_in_as(client, "agent"))
    assert answer.status_code == 403


def seconds(roads: LiveRoads, origin: int, destination: int) -> int:
    return int(roads.seconds(points(corner(origin)), points(corner(destination)))[0, 0])


def live(work: Work, ticks: list[float]) -> LiveRoads:
    return LiveRoads(city(), ClosedRoads(work.sessions, work.clock), lambda: ticks[0])


def test_roads_in_memory_follow_the_tables_within_a_second(
    work: Work, client: TestClient, dispatcher: Headers, unit: Unit
) -> None:
    ticks = [0.0]
    roads = live(work, ticks)
    assert seconds(roads, 7, 8) == 100
    before = roads.version
    made = close(client, dispatcher, body(unit, corner(7, east_m=500)))
    ticks[0] = 0.9
    assert seconds(roads, 7, 8) == 100
    ticks[0] = 1.9
    assert seconds(roads, 7, 8) == 300
    assert roads.version != before
    end(client, dispatcher, made["id"])
    ticks[0] = 3.0
    assert seconds(roads, 7, 8) == 100
    assert roads.version == before


def test_a_closure_begins_and_ends_by_itself(
    work: Work, client: TestClient, dispatcher: Headers, unit: Unit, clock: ManualClock
) -> None:
    now, ticks = clock.now(), [0.0]
    roads = live(work, ticks)
    begin, end = now + timedelta(hours=1), now + timedelta(hours=2)
    asked = body(unit, corner(7, east_m=500), valid_from=begin.isoformat(), valid_until=end.isoformat())
    close(client, dispatcher, asked)
    for hours, wanted in ((0, 100), (1, 300), (1, 100)):
        clock.advance(timedelta(hours=hours))
        ticks[0] += 1
        assert seconds(roads, 7, 8) == wanted


def test_a_zone_without_transit_is_driven_around_and_others_are_driven_through(work: Work) -> None:
    middle = corner(5)
    reach = 0.001
    area = MultiPolygon([box(middle.lon - reach, middle.lat - reach, middle.lon + reach, middle.lat + reach)])
    ticks, authority = [0.0], add_authority(work, "DN")
    roads = live(work, ticks)
    add_zone(work, authority, area)
    assert seconds(roads, 2, 8) == 200
    add_zone(work, authority, area, requirements=ZoneRequirements(transit_permit=True))
    ticks[0] = 1.0
    assert (seconds(roads, 2, 8), seconds(roads, 2, 5)) == (400, 100)


def test_a_database_that_does_not_answer_leaves_the_roads_as_they_are() -> None:
    class Gone:
        def key(self) -> object:
            raise OSError("gone")

        def read(self) -> Closures:
            raise AssertionError("never asked")

    assert seconds(LiveRoads(city(), Gone()), 7, 8) == 100
