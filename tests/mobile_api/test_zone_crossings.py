"""Crews that cross a zone's border: by right, driving through, or without leave; and fixes are never lost for it."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from geoalchemy2.shape import to_shape
from sqlalchemy import func, select

from app.clock import ManualClock
from app.schema.assignments import Assignment
from app.schema.devices import Push
from app.schema.events import Event
from app.schema.people import User
from app.schema.positions import PositionFix
from app.schema.zones import ZoneVersion
from app.services import zone_crossings
from app.services.assignment_steps import open_stays
from app.services.work import Work
from tests.support.accounts import OPERATOR
from tests.support.crew_phone import Desk, Phone, assigned


@pytest.fixture
def phone(desk: Desk, clock: ManualClock) -> Phone:
    return Phone(desk, clock)


@pytest.fixture
def job(desk: Desk, phone: Phone) -> dict[str, Any]:
    """The crew is on its way to a place in the quarantine zone."""
    made = assigned(desk)
    for to in ("accepted", "en_route"):
        assert phone.go(made["id"], to)["outcome"] == "applied"
    return phone.pack()


def drive(
    desk: Desk, clock: ManualClock, *stops: tuple[float, float], at: datetime | None = None, who: str = "worker"
) -> Any:
    """A fix every two minutes, sent together."""
    begin = at or clock.now()
    if at is None:
        clock.advance(timedelta(minutes=2 * len(stops)))
    times = [(begin + timedelta(minutes=2 * turn)).isoformat() for turn in range(len(stops))]
    fixes = [
        {"lon": lon, "lat": lat, "accuracy_m": 10, "device_time": time}
        for (lon, lat), time in zip(stops, times, strict=True)
    ]
    return desk(who, "post", "/mobile/v1/positions", expect=202, fixes=fixes)


def middle(job: dict[str, Any]) -> tuple[float, float]:
    lon, lat = job["ticket"]["place"]["coordinates"]
    return lon, lat


def far(job: dict[str, Any]) -> tuple[float, float]:
    """Outside, to the west of all zones of the job."""
    west = min(point[0] for zone in job["zones"] for point in zone["geometry"]["coordinates"][0][0])
    return west - 0.01, middle(job)[1]


def told(work: Work) -> list[Event]:
    with work.look() as tx:
        return list(tx.session.scalars(select(Event).where(Event.verb == zone_crossings.UNADMITTED)))


def admitted_since(work: Work, job: dict[str, Any], at: datetime) -> None:
    """The crew passed the gate: their stays are open."""
    with work.begin() as tx:
        open_stays(tx, OPERATOR, tx.session.get_one(Assignment, job["id"]), at)


def test_a_crew_that_enters_without_having_passed_the_gate_is_called_back_and_the_desk_is_told(
    desk: Desk, clock: ManualClock, work: Work, job: dict[str, Any]
) -> None:
    drive(desk, clock, far(job), middle(job))
    (event,) = told(work)
    zone = job["zones"][0]
    assert (event.payload["zone_id"], str(event.assignment_id)) == (zone["zone_id"], job["id"])
    assert "lon" not in str(event.payload)
    (shown,) = desk("dispatcher", "get", "/api/v1/zone-crossings")
    assert (shown["zone"]["id"], shown["assignment_id"]) == (zone["zone_id"], job["id"])
    with work.look() as tx:
        kinds = tx.session.scalars(select(Push.kind).where(Push.kind == "zone.unadmitted")).all()
    assert len(kinds) == len([each for each in job["members"] if each["user_id"]])


def test_who_passed_the_gate_is_expected_inside(
    desk: Desk, clock: ManualClock, work: Work, job: dict[str, Any]
) -> None:
    admitted_since(work, job, clock.now())
    drive(desk, clock, far(job), middle(job))
    assert told(work) == []


def test_a_crossing_is_told_once_however_often_and_by_however_many_phones_it_is_seen(
    desk: Desk, clock: ManualClock, work: Work, job: dict[str, Any]
) -> None:
    begin = clock.now()
    stops = [far(job), middle(job)]
    drive(desk, clock, *stops)
    drive(desk, clock, *stops, at=begin)
    drive(desk, clock, middle(job))
    drive(desk, clock, *stops, at=begin + timedelta(seconds=30), who="worker2")
    assert len(told(work)) == 1


def test_a_border_that_lies_between_two_batches_is_seen_too(
    desk: Desk, clock: ManualClock, work: Work, job: dict[str, Any]
) -> None:
    drive(desk, clock, far(job))
    assert told(work) == []
    drive(desk, clock, middle(job))
    assert len(told(work)) == 1


def test_late_fixes_are_judged_by_what_held_then_and_call_nobody_back(
    desk: Desk, clock: ManualClock, work: Work, job: dict[str, Any]
) -> None:
    """The zone has ended by the time the phone finds a network; at that moment it was in force."""
    begin = clock.now()
    clock.advance(timedelta(minutes=30))
    desk("liaison", "post", f"/api/v1/zones/{job['zones'][0]['zone_id']}/end", reason="hết ổ dịch")
    clock.advance(timedelta(minutes=30))
    drive(desk, clock, far(job), middle(job), at=begin)
    (event,) = told(work)
    assert event.device_time is not None
    assert begin < event.device_time < begin + timedelta(minutes=2)
    with work.look() as tx:
        assert tx.session.scalar(select(func.count()).where(Push.kind == "zone.unadmitted")) == 0


def test_what_happens_after_a_zone_ended_is_no_crossing(
    desk: Desk, clock: ManualClock, work: Work, job: dict[str, Any]
) -> None:
    desk("liaison", "post", f"/api/v1/zones/{job['zones'][0]['zone_id']}/end", reason="hết ổ dịch")
    clock.advance(timedelta(minutes=1))
    drive(desk, clock, far(job), middle(job))
    assert told(work) == []


def test_driving_through_is_no_matter(desk: Desk, clock: ManualClock, work: Work, job: dict[str, Any]) -> None:
    lon, lat = far(job)
    with work.look() as tx:
        shape = to_shape(tx.session.get_one(ZoneVersion, job["zones"][0]["version_id"]).geometry)
    east = shape.bounds[2] + 0.01
    drive(desk, clock, (lon, lat), (east, lat))
    assert told(work) == []


def test_fixes_are_kept_although_they_cannot_be_judged(
    desk: Desk, clock: ManualClock, work: Work, job: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zone_crossings, "MOST_FIXES", -1)  # the database refuses such a limit
    answers = drive(desk, clock, far(job), middle(job))["answers"]
    assert [each["stored"] for each in answers] == [True, True]
    with work.look() as tx:
        assert tx.session.scalar(select(func.count()).select_from(PositionFix)) == 2


def test_a_desk_of_another_unit_hears_of_none(desk: Desk, clock: ManualClock, work: Work, job: dict[str, Any]) -> None:
    drive(desk, clock, far(job), middle(job))
    assert len(desk("hse", "get", "/api/v1/zone-crossings")) == 1
    assert desk("liaison", "get", "/api/v1/zone-crossings", expect=403)["code"] == "auth.forbidden"


def test_a_crossing_that_a_desk_deals_with_is_so_for_all_desks_and_the_first_to_do_so_stays(
    desk: Desk, clock: ManualClock, work: Work, job: dict[str, Any]
) -> None:
    drive(desk, clock, far(job), middle(job))
    (shown,) = desk("dispatcher", "get", "/api/v1/zone-crossings")
    assert (shown["seen_by"], shown["seen_at"], shown["ticket_id"]) == (None, None, job["ticket"]["id"])
    path = f"/api/v1/zone-crossings/{shown['id']}/seen"
    first = desk("dispatcher", "post", path)
    clock.advance(timedelta(minutes=1))
    assert desk("leader", "post", path) == first
    assert desk("hse", "get", "/api/v1/zone-crossings") == [first]
    with work.look() as tx:
        (event,) = tx.session.scalars(select(Event).where(Event.verb == zone_crossings.SEEN))
        assert tx.session.get_one(User, event.actor_id).name == first["seen_by"]


def test_who_does_not_send_crews_does_not_deal_with_their_crossings(
    desk: Desk, clock: ManualClock, job: dict[str, Any]
) -> None:
    drive(desk, clock, far(job), middle(job))
    (shown,) = desk("hse", "get", "/api/v1/zone-crossings")
    path = f"/api/v1/zone-crossings/{shown['id']}/seen"
    assert desk("hse", "post", path, expect=403)["code"] == "auth.forbidden"
    assert desk("dispatcher", "post", f"/api/v1/zone-crossings/{job['id']}/seen", expect=404)
