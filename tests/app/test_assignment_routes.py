"""The way of a crew to its work: drawn, timed, with the zones that it crosses."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from fastapi.testclient import TestClient
from geoalchemy2.shape import from_shape
from shapely import MultiPolygon, Point, box

from app.access import Role
from app.adapters.routing_http import HttpRouter
from app.adapters.routing_osrm import Osrm
from app.main import create_app
from app.schema.assignments import Assignment
from app.schema.base import SRID
from app.schema.crews import Crew
from app.schema.units import Unit
from app.services.work import Work
from app.services.zones import Content, Gate, NewZone, create_zone
from app.wiring import Wiring
from compliance.zones import ZoneRequirements
from geo.places import Place
from geo.routers import WithFallback
from geo.travel import Router, StraightLine
from tests.support.accounts import OPERATOR, add_authority, add_user, sign_in_as
from tests.support.places import add_assignment, add_ticket, add_zone
from tests.support.ports import free_port
from tests.support.roads import city, corner


@pytest.fixture
def job(work: Work, unit: Unit) -> UUID:
    """A crew at corner 4 of the city, with a job at corner 6, two kilometres to the east."""
    made = add_assignment(work, unit, add_ticket(work, unit, corner(6)), "assigned")
    with work.begin() as tx:
        crew = tx.session.get_one(Crew, tx.session.get_one(Assignment, made).crew_id)
        crew.base = from_shape(Point(corner(4).lon, corner(4).lat), srid=SRID)  # type: ignore[assignment]
    return made


def read(work: Work, unit: Unit, job: UUID, travel: Router) -> dict[str, Any]:
    user = add_user(work, "dispatcher", Role.DISPATCHER, unit)
    with TestClient(create_app(work.settings, Wiring.around(replace(work, travel=travel)))) as client:
        answer = client.get(f"/api/v1/assignments/{job}/route", headers=sign_in_as(client, user.username))
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def around(place: Place, reach: float = 0.001) -> MultiPolygon:
    return MultiPolygon([box(place.lon - reach, place.lat - reach, place.lon + reach, place.lat + reach)])


def test_the_way_follows_the_roads_from_the_base(work: Work, unit: Unit, job: UUID) -> None:
    found = read(work, unit, job, city())
    assert (found["seconds"], found["distance_m"], found["begins_at"]) == (200, 2000, "base")
    assert found["travel"] == {"source": "roads", "fallback": False}
    ends = [pytest.approx([corner(number).lon, corner(number).lat], abs=1e-7) for number in (4, 6)]
    assert [found["geometry"]["coordinates"][each] for each in (0, -1)] == ends
    assert found["crossings"] == []


def test_the_way_begins_where_the_crew_was_seen(work: Work, unit: Unit, job: UUID) -> None:
    with work.begin() as tx:
        crew = tx.session.get_one(Crew, tx.session.get_one(Assignment, job).crew_id)
        crew.position = from_shape(Point(corner(5).lon, corner(5).lat), srid=SRID)  # type: ignore[assignment]
    found = read(work, unit, job, city())
    assert (found["seconds"], found["begins_at"]) == (100, "position")


def test_a_server_that_does_not_answer_is_stood_in_for_by_a_line_that_says_so(
    work: Work, unit: Unit, job: UUID
) -> None:
    found = read(work, unit, job, WithFallback(HttpRouter(Osrm(), f"http://127.0.0.1:{free_port()}"), StraightLine()))
    assert found["travel"] == {"source": "straight_line", "fallback": True}
    assert len(found["geometry"]["coordinates"]) == 2


def test_without_a_way_everything_of_it_is_null(work: Work, unit: Unit, job: UUID) -> None:
    with work.begin() as tx:
        crew = tx.session.get_one(Crew, tx.session.get_one(Assignment, job).crew_id)
        crew.base = from_shape(Point(50, 50), srid=SRID)  # type: ignore[assignment]
    found = read(work, unit, job, city())
    assert [found[name] for name in ("geometry", "seconds", "distance_m", "travel")] == [None] * 4


def test_a_zone_on_the_way_is_named_with_its_control_points_and_what_it_asks_of_who_drives_through(
    work: Work, unit: Unit, job: UUID
) -> None:
    authority = add_authority(work, "DN")
    gate = Gate("Chốt 1", corner(5).lon - 0.001, corner(5).lat)
    content = Content(around(corner(5)), gates=(gate,), requirements=ZoneRequirements(transit_permit=True))
    zone = create_zone(work, OPERATOR, NewZone("Phường A", "infectious_human", authority.id, content))
    (crossing,) = read(work, unit, job, StraightLine())["crossings"]
    assert crossing["zone_number"] == zone.zone.number
    assert (crossing["entry_m"], crossing["exit_m"]) == (889, 1111)
    assert crossing["transit_permit_needed"]
    assert [(each["name"], each["at_m"]) for each in crossing["gates"]] == [("Chốt 1", 889)]


def test_who_works_in_the_zone_needs_no_permit_to_drive_through(work: Work, unit: Unit, job: UUID) -> None:
    add_zone(work, add_authority(work, "DN"), around(corner(6)), requirements=ZoneRequirements(transit_permit=True))
    (crossing,) = read(work, unit, job, StraightLine())["crossings"]
    assert (crossing["ends_inside"], crossing["transit_permit_needed"], crossing["permit_needed"]) == (
        True, False, True,
    )  # fmt: skip


def test_a_zone_that_is_over_by_then_is_not_crossed(work: Work, unit: Unit, job: UUID) -> None:
    now = work.clock.now()
    add_zone(work, add_authority(work, "DN"), around(corner(5)), valid_from=now, valid_until=now.replace(hour=6))
    with work.begin() as tx:
        tx.session.get_one(Assignment, job).planned_entry_at = now.replace(hour=7)
    assert read(work, unit, job, StraightLine())["crossings"] == []
