"""What time brings: told once, however long nobody looked."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from shapely import MultiPolygon
from sqlalchemy import select

from app.access import Subject
from app.clock import ManualClock
from app.schema.authorities import Authority
from app.schema.events import Event
from app.schema.tickets import Ticket, TicketZone
from app.schema.units import Unit
from app.schema.zones import ZoneVersion
from app.services import permits, zone_changes
from app.services.crews import NewCrew, create_crew
from app.services.due import apply_due
from app.services.isolation_orders import NewOrder, create_order
from app.services.shifts import create_shift
from app.services.work import Tx, Work
from app.services.zones import Content, add_version
from geo.places import Place
from tests.support.accounts import OPERATOR
from tests.support.places import ELSEWHERE, SQUARE, add_ticket, add_zone

HOUR = timedelta(hours=1)


def told(work: Work, subject_id: UUID) -> list[str]:
    with work.look() as tx:
        query = select(Event.verb).where(Event.subject_id == subject_id, Event.unit_id.is_(None))
        return list(tx.session.scalars(query.order_by(Event.id)))


def unit_hears(work: Work, unit: Unit, subject_id: UUID) -> list[str]:
    with work.look() as tx:
        query = select(Event.verb).where(Event.subject_id == subject_id, Event.unit_id == unit.id)
        return list(tx.session.scalars(query.order_by(Event.id)))


def test_a_coming_zone_begins_and_ends_once_even_when_nobody_looked_in_between(
    work: Work, unit: Unit, ward: Authority, clock: ManualClock
) -> None:
    ticket = add_ticket(work, unit)
    now = clock.now()
    view = add_zone(work, ward, valid_from=now + HOUR, valid_until=now + 2 * HOUR)
    assert apply_due(work) == 0
    clock.advance(HOUR)
    assert (apply_due(work), apply_due(work)) == (1, 0)
    assert told(work, view.zone.id) == ["zone.published", "zone.started"]
    clock.advance(timedelta(days=30))
    assert (apply_due(work), apply_due(work)) == (1, 0)
    assert told(work, view.zone.id) == unit_hears(work, unit, view.zone.id)
    assert told(work, view.zone.id)[-1] == "zone.ended"
    with work.look() as tx:
        assert tx.session.scalars(select(TicketZone).where(TicketZone.ticket_id == ticket)).all() == []


def test_a_zone_that_came_and_went_while_the_worker_was_down_is_told_as_ended(
    work: Work, ward: Authority, clock: ManualClock
) -> None:
    view = add_zone(work, ward, valid_from=clock.now() + HOUR, valid_until=clock.now() + 2 * HOUR)
    clock.advance(timedelta(days=2))
    assert (apply_due(work), apply_due(work)) == (1, 0)
    assert told(work, view.zone.id) == ["zone.published", "zone.ended"]


def test_one_version_follows_another_without_the_zone_ending(
    work: Work, unit: Unit, ward: Authority, clock: ManualClock
) -> None:
    add_ticket(work, unit)
    view = add_zone(work, ward)
    add_version(work, OPERATOR, view.zone.id, Content(MultiPolygon(ELSEWHERE), valid_from=clock.now() + HOUR))
    clock.advance(HOUR)
    assert (apply_due(work), apply_due(work)) == (2, 0)
    assert told(work, view.zone.id)[2:] == ["zone.version_replaced", "zone.started"]
    with work.look() as tx:
        query = select(ZoneVersion.state).where(ZoneVersion.zone_id == view.zone.id).order_by(ZoneVersion.version_no)
        assert tx.session.scalars(query).all() == ["ended", "published"]


def test_an_order_defers_when_it_begins_and_lets_go_when_it_is_over(work: Work, unit: Unit, clock: ManualClock) -> None:
    ticket = add_ticket(work, unit, work_type="meter_check")
    now = clock.now()
    create_order(work, OPERATOR, NewOrder("16/CT-TTg", "D16", "directive_16", now + HOUR, now + 3 * HOUR, area=SQUARE))
    expected = {now: "new", now + HOUR: "deferred", now + 2 * HOUR: "deferred", now + 3 * HOUR: "new"}
    for moment, state in expected.items():
        clock.advance(moment - clock.now())
        apply_due(work)
        with work.look() as tx:
            assert tx.session.get_one(Ticket, ticket).state == state
    assert apply_due(work) == 0


def test_the_end_of_a_shift_is_told_once(work: Work, unit: Unit, clock: ManualClock) -> None:
    crew = create_crew(work, OPERATOR, NewCrew(unit.id, "C1", "Crew 1", Place(108.0, 16.0))).crew
    create_shift(work, OPERATOR, crew.id, clock.now(), clock.now() + HOUR)
    assert apply_due(work) == 0
    clock.advance(HOUR)
    assert (apply_due(work), apply_due(work)) == (1, 0)
    assert unit_hears(work, unit, crew.id)[-1] == "crew.shift_ended"


def test_one_thing_that_fails_holds_up_nothing_else_and_is_tried_again(
    work: Work, ward: Authority, clock: ManualClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = clock.now() + HOUR
    views = [add_zone(work, ward, valid_from=moment) for _ in range(2)]
    clock.advance(HOUR)
    begin = zone_changes.begin

    def fail_once(tx: object, subject: object, zone: object, version: ZoneVersion) -> None:
        if version.zone_id == views[0].zone.id:
            raise RuntimeError("broken")
        begin(tx, subject, zone, version)  # type: ignore[arg-type]

    monkeypatch.setattr(zone_changes, "begin", fail_once)
    assert apply_due(work) == 1
    monkeypatch.undo()
    assert apply_due(work) == 1
    for view in views:
        assert told(work, view.zone.id) == ["zone.published", "zone.started"]


def test_permits_are_looked_after_too(work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[datetime] = []

    def count(found: int) -> Callable[[Tx, Subject], int]:
        def step(tx: Tx, subject: Subject) -> int:
            assert subject.task == "due"
            asked.append(tx.now)
            return found

        return step

    monkeypatch.setattr(permits, "expire_due", count(2))
    monkeypatch.setattr(permits, "remind_due", count(3))
    assert apply_due(work) == 5
    assert asked == [work.clock.now()] * 2
