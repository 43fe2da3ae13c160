"""How many are in a zone: the gate refuses the one too many, desks see the count, who stays too long is told."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from shapely import MultiPolygon, box
from sqlalchemy import func, select, text

from app.clock import ManualClock
from app.schema.assignments import Assignment
from app.schema.crews import Crew
from app.schema.devices import Push
from app.schema.events import Event
from app.schema.exposure import Exposure
from app.schema.zones import Zone
from app.services import headcounts, zones
from app.services.assignment_steps import open_stays
from app.services.assignments import NewAssignment, assign
from app.services.due import apply_due
from app.services.work import Tx, Work
from app.services.zones import Content
from app.storage.geometry import stored_place
from compliance.zones import ZoneRequirements
from geo.places import Place
from tests.app.test_inside import enter
from tests.support.accounts import OPERATOR, add_authority
from tests.support.booking import PLACE, at_once, make_depot
from tests.support.crew_phone import Desk, Phone, assigned, codes
from tests.support.places import add_zone

AROUND = MultiPolygon([box(PLACE.lon - 0.01, PLACE.lat - 0.01, PLACE.lon + 0.01, PLACE.lat + 0.01)])


def told(work: Work, verb: str) -> list[Any]:
    with work.look() as tx:
        query = select(Event).where(Event.verb == verb).order_by(Event.id)
        return list(tx.session.scalars(query))


def limit(desk: Desk, **asks: Any) -> str:
    """Give the demo's zone another limit; its id."""
    zone = desk("liaison", "get", "/api/v1/zones")["items"][0]
    current = zone["current"]
    body = {"geometry": current["geometry"], "requirements": current["requirements"] | asks}
    desk("liaison", "post", f"/api/v1/zones/{zone['id']}/versions", **body, doffing_point=current["doffing_point"])
    zone_id: str = zone["id"]
    return zone_id


def test_the_list_says_how_many_are_inside_and_each_entry_and_exit_is_told(desk: Desk, clock: ManualClock) -> None:
    zone_id = limit(desk, max_people=5)

    def shown() -> tuple[int, int]:
        zone = desk("liaison", "get", f"/api/v1/zones/{zone_id}")
        return zone["people_inside"], zone["current"]["requirements"]["max_people"]

    assert shown() == (0, 5)
    phone = Phone(desk, clock)
    job = enter(desk, phone)
    assert shown() == (2, 5)
    events = told(desk.work, "zone.headcount")
    assert [each.payload["inside"] for each in events] == [2] * len(events)
    assert {each.authority_id is None for each in events} == {True, False}
    for to in ("working", "restored", "exiting"):
        phone.go(job, to)
    phone.fill("exit")
    phone.go(job, "closed")
    assert shown() == (0, 5)
    assert told(desk.work, "zone.headcount")[-1].payload == {"inside": 0}


def test_the_gate_refuses_the_one_too_many(desk: Desk, clock: ManualClock) -> None:
    made, phone = assigned(desk), Phone(desk, clock)
    limit(desk, max_people=1)
    for to in ("accepted", "en_route", "waiting_entry"):
        phone.go(made["id"], to)
    (asked,) = (each for each in phone.pack()["permits"] if each["state"] == "requested")
    desk("liaison", "post", f"/api/v1/entry-permits/{asked['id']}/transitions", to="approved")
    for purpose in ("briefing", "entry", "work"):
        phone.fill(purpose)
    for member in phone.pack()["members"]:
        phone.send("ppe.check", made["id"], member_id=member["id"])
    assert codes(phone.go(made["id"], "inside")) == {"gate.zone.full"}


def test_whoever_passes_the_gate_holds_the_count_until_it_is_written(desk: Desk, clock: ManualClock) -> None:
    zone_id = limit(desk, max_people=5)
    take = text("SELECT pg_try_advisory_xact_lock(hashtextextended('headcount:' || :zone, 0))")
    with desk.work.look() as tx:
        other = tx.session.connection().engine

    def is_free() -> bool:
        with other.connect() as connection:
            return bool(connection.scalar(take, {"zone": zone_id}))

    assert is_free()
    enter(desk, Phone(desk, clock))  # its transaction is the test's, which is still open
    assert not is_free()


def test_who_stays_almost_too_long_is_warned_once_and_again_when_it_is_over(desk: Desk, clock: ManualClock) -> None:
    limit(desk, max_minutes=120)
    enter(desk, Phone(desk, clock))
    entered = clock.now()
    apply_due(desk.work)
    assert told(desk.work, "exposure.running_out") == []
    clock.advance(entered + timedelta(minutes=111) - clock.now())
    for _ in range(2):
        apply_due(desk.work)
    soon = told(desk.work, "exposure.running_out")
    assert len(soon) == 2
    assert all(each.authority_id and each.unit_id and each.crew_id for each in soon)
    clock.advance(timedelta(minutes=10))
    for _ in range(2):
        apply_due(desk.work)
    assert len(told(desk.work, "exposure.over_time")) == 2
    with desk.work.look() as tx:
        kinds = tx.session.scalars(select(Push.kind).where(Push.kind.like("stay.%")).order_by(Push.id)).all()
    assert kinds == ["stay.ends_soon"] * 2 + ["stay.over"] * 2


def test_a_worker_that_was_down_says_only_that_it_is_over(desk: Desk, clock: ManualClock) -> None:
    limit(desk, max_minutes=60)
    enter(desk, Phone(desk, clock))
    clock.advance(timedelta(hours=5))
    apply_due(desk.work)
    assert told(desk.work, "exposure.running_out") == []
    assert len(told(desk.work, "exposure.over_time")) == 2


def test_a_version_that_allows_less_counts_for_those_inside(desk: Desk, clock: ManualClock) -> None:
    limit(desk, max_minutes=600)
    enter(desk, Phone(desk, clock))
    clock.advance(timedelta(minutes=30))
    limit(desk, max_minutes=20)
    apply_due(desk.work)
    assert len(told(desk.work, "exposure.over_time")) == 2


def _crew_at(work: Work, place: Place, minutes_ago: int = 1) -> UUID:
    depot = make_depot(work)
    (crew,) = depot.add_crews(1)
    with work.begin() as tx:
        stored = tx.session.get_one(Crew, crew.id)
        stored.position, stored.position_accuracy_m = stored_place(place), 5.0
        stored.position_at = tx.now - timedelta(minutes=minutes_ago)
    return crew.id


@pytest.mark.parametrize(
    ("place", "minutes_ago", "expected"),
    [(PLACE, 1, 1), (PLACE, 45, 0), (Place(PLACE.lon + 0.02, PLACE.lat), 1, 0)],
)
def test_a_crew_without_a_job_there_is_told_of_a_zone_around_it_by_its_last_position(
    work: Work, place: Place, minutes_ago: int, expected: int
) -> None:
    crew_id = _crew_at(work, place, minutes_ago)
    add_zone(work, add_authority(work, "W1"), AROUND)
    events = told(work, "crew.zone_around")
    assert [each.subject_id for each in events if each.unit_id] == [crew_id] * expected
    assert len([each for each in events if each.authority_id]) == expected


def test_it_is_told_when_a_coming_zone_begins_and_not_again_by_the_next_version(work: Work, clock: ManualClock) -> None:
    _crew_at(work, PLACE, -59)  # seen a minute before it begins
    zone = add_zone(work, add_authority(work, "W1"), AROUND, valid_from=clock.now() + timedelta(hours=1)).zone
    assert told(work, "crew.zone_around") == []
    clock.advance(timedelta(hours=1))
    apply_due(work)
    assert len(told(work, "crew.zone_around")) == 2  # the unit and the authority
    zones.add_version(work, OPERATOR, zone.id, Content(AROUND, level=3))
    assert len(told(work, "crew.zone_around")) == 2


@pytest.mark.race
def test_of_two_crews_at_the_gate_at_once_the_zone_takes_what_it_has_room_for(committed: Work) -> None:
    depot = make_depot(committed)
    crews, tickets = depot.add_crews(2), depot.add_tickets(2)
    asks = ZoneRequirements(permit_needed=False, max_people=3)
    zone = add_zone(committed, add_authority(committed, "W1"), AROUND, requirements=asks).zone
    jobs = [
        assign(committed, depot.dispatcher, NewAssignment(ticket, crew.id)).row.id
        for ticket, crew in zip(tickets, crews, strict=True)
    ]

    def enter_if_room(job_id: UUID) -> bool:
        with committed.begin() as tx:
            row = tx.session.get_one(Assignment, job_id)
            headcounts.hold(tx, row)
            if _inside(tx, zone) + 2 > 3:
                return False
            tx.session.execute(text("SELECT pg_sleep(0.2)"))  # both would be in here without the hold
            open_stays(tx, OPERATOR, row, None)
            return True

    entered = at_once([lambda job_id=job_id: enter_if_room(job_id) for job_id in jobs])
    assert sorted(entered) == [False, True]
    with committed.look() as tx:
        assert _inside(tx, zone) == 2


def _inside(tx: Tx, zone: Zone) -> int:
    query = select(func.count()).select_from(Exposure).where(Exposure.zone_id == zone.id, Exposure.left_at.is_(None))
    return tx.session.scalar(query) or 0


@pytest.mark.race
def test_two_workers_warn_once(committed: Work, clock: ManualClock) -> None:
    depot = make_depot(committed)
    (crew,), (ticket,) = depot.add_crews(1), depot.add_tickets(1)
    asks = ZoneRequirements(permit_needed=False, max_minutes=30)
    add_zone(committed, add_authority(committed, "W1"), AROUND, requirements=asks)
    job = assign(committed, depot.dispatcher, NewAssignment(ticket, crew.id)).row.id
    with committed.begin() as tx:
        open_stays(tx, OPERATOR, tx.session.get_one(Assignment, job), None)
    clock.advance(timedelta(hours=1))
    at_once([lambda: apply_due(committed)] * 2)
    assert len(told(committed, "exposure.over_time")) == 2
