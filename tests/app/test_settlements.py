"""What a person settled about a ticket's place holds until the ticket moves or the zone changes there."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from fastapi.testclient import TestClient
from shapely import MultiPolygon, box
from sqlalchemy import select

from app.access import Role
from app.clock import ManualClock
from app.schema.authorities import Authority
from app.schema.tickets import TicketZone
from app.schema.units import Unit
from app.schema.zones import Zone
from app.services.due import apply_due
from app.services.rejudging import rejudge_ticket, rejudge_zone
from app.services.work import Work
from app.services.zones import Content, add_version, end_zone
from compliance.zones import ZoneRequirements
from tests.support.accounts import OPERATOR, add_user
from tests.support.places import NEAR, SQUARE, add_ticket, add_zone

FAR_CORNER_CUT = MultiPolygon([box(108.1, 16.0, 108.2, 16.1) - box(108.1, 16.09, 108.11, 16.1)])
NEARER = MultiPolygon([box(108.1, 16.0, 108.20005, 16.1)])

Settle = Callable[[str], None]


@pytest.fixture
def zone(work: Work, ward: Authority) -> Zone:
    return add_zone(work, ward).zone


@pytest.fixture
def ticket(work: Work, unit: Unit, zone: Zone) -> UUID:
    """About 11 m outside the square, known to 50 m."""
    ticket = add_ticket(work, unit, NEAR, accuracy_m=50)
    rejudge_ticket(work, ticket)
    return ticket


@pytest.fixture
def settle(work: Work, client: TestClient, sign_in: Any, unit: Unit, zone: Zone, ticket: UUID) -> Settle:
    headers = sign_in(add_user(work, "dispatcher", Role.DISPATCHER, unit).id)

    def say(verdict: str) -> None:
        told = {"zone_id": str(zone.id), "verdict": verdict, "reason": "the fence stands before the house"}
        answer = client.post(f"/api/v1/tickets/{ticket}/settlements", headers=headers, json=told)
        assert answer.status_code == 200, answer.text

    return say


def judged(work: Work, ticket: UUID) -> list[tuple[str, bool]]:
    """The verdict of each version, the oldest first, and whether a person gave it."""
    query = select(TicketZone).where(TicketZone.ticket_id == ticket).order_by(TicketZone.zone_version_id)
    with work.look() as tx:
        return [(row.verdict, row.settled_by is not None) for row in tx.session.scalars(query)]


def publish(work: Work, zone: Zone, **content: Any) -> None:
    add_version(work, OPERATOR, zone.id, Content(**({"area": SQUARE} | content)))


@pytest.mark.parametrize("verdict", ["inside", "outside"])
def test_a_version_that_is_the_same_there_takes_the_settlement_over(
    work: Work, zone: Zone, ticket: UUID, settle: Settle, clock: ManualClock, verdict: str
) -> None:
    settle(verdict)
    clock.advance(timedelta(minutes=1))
    publish(work, zone, requirements=ZoneRequirements(max_people=2))
    publish(work, zone, area=FAR_CORNER_CUT)
    rejudge_zone(work, zone.id)
    rejudge_ticket(work, ticket)
    assert judged(work, ticket) == [(verdict, True)]


def test_who_settled_it_when_and_why_comes_along(work: Work, zone: Zone, ticket: UUID, settle: Settle) -> None:
    settle("outside")
    query = select(TicketZone).where(TicketZone.ticket_id == ticket)
    with work.look() as tx:
        before = tx.session.scalars(query).one()
    publish(work, zone, level=3)
    with work.look() as tx:
        after = tx.session.scalars(query).one()
    assert after.zone_version_id != before.zone_version_id
    told = ("settled_by", "settled_at", "settled_reason", "verdict")
    assert [getattr(after, name) for name in told] == [getattr(before, name) for name in told]


def test_a_change_of_the_geometry_there_resets_it(work: Work, zone: Zone, ticket: UUID, settle: Settle) -> None:
    settle("outside")
    publish(work, zone, area=NEARER)
    assert judged(work, ticket) == [("possibly", False)]
    publish(work, zone)
    assert judged(work, ticket) == [("possibly", False)]


def test_a_coming_version_has_it_when_it_begins(
    work: Work, zone: Zone, ticket: UUID, settle: Settle, clock: ManualClock
) -> None:
    settle("outside")
    publish(work, zone, valid_from=clock.now() + timedelta(hours=1))
    assert judged(work, ticket) == [("outside", True)] * 2
    clock.advance(timedelta(hours=2))
    apply_due(work)
    assert judged(work, ticket) == [("outside", True)]


def test_it_is_no_word_on_a_coming_version_of_another_shape_there(
    work: Work, zone: Zone, ticket: UUID, settle: Settle, clock: ManualClock
) -> None:
    publish(work, zone, area=NEARER, valid_from=clock.now() + timedelta(hours=1))
    settle("outside")
    assert judged(work, ticket) == [("outside", True), ("possibly", False)]


def test_it_holds_for_a_coming_version_of_the_same_shape_there(
    work: Work, zone: Zone, ticket: UUID, settle: Settle, clock: ManualClock
) -> None:
    publish(work, zone, area=FAR_CORNER_CUT, valid_from=clock.now() + timedelta(hours=1))
    settle("outside")
    assert judged(work, ticket) == [("outside", True)] * 2


def test_a_version_takes_the_word_over_that_was_said_of_its_own_shape(
    work: Work, zone: Zone, ticket: UUID, settle: Settle, clock: ManualClock
) -> None:
    publish(work, zone, area=NEARER, valid_until=clock.now() + timedelta(hours=2))
    publish(work, zone, valid_from=clock.now() + timedelta(hours=1))
    settle("inside")
    publish(work, zone, area=NEARER, valid_from=clock.now() + timedelta(hours=3))
    assert judged(work, ticket) == [("inside", True), ("possibly", False), ("inside", True)]


def test_a_ticket_that_moves_is_judged_afresh(
    work: Work, client: TestClient, sign_in: Any, unit: Unit, ticket: UUID, settle: Settle
) -> None:
    settle("outside")
    headers = sign_in(add_user(work, "agent", Role.AGENT, unit).id)
    etag = client.get(f"/api/v1/tickets/{ticket}", headers=headers).headers["etag"]
    moved = {"place": {"type": "Point", "coordinates": [108.2002, 16.05]}}
    answer = client.patch(f"/api/v1/tickets/{ticket}", headers=headers | {"If-Match": etag}, json=moved)
    assert answer.status_code == 200, answer.text
    assert judged(work, ticket) == [("possibly", False)]


def test_a_zone_that_ended_leaves_nothing(work: Work, zone: Zone, ticket: UUID, settle: Settle) -> None:
    settle("outside")
    end_zone(work, OPERATOR, zone.id, "over")
    assert judged(work, ticket) == []


def test_it_survives_the_end_of_the_zone_and_holds_when_the_same_shape_is_published_again(
    work: Work, zone: Zone, ticket: UUID, settle: Settle, clock: ManualClock
) -> None:
    settle("outside")
    end_zone(work, OPERATOR, zone.id, "over")
    clock.advance(timedelta(days=1))
    publish(work, zone)
    assert judged(work, ticket) == [("outside", True)]


def test_another_shape_in_between_ends_it_for_good(
    work: Work, zone: Zone, ticket: UUID, settle: Settle, clock: ManualClock
) -> None:
    settle("outside")
    end_zone(work, OPERATOR, zone.id, "over")
    publish(work, zone, area=NEARER)
    clock.advance(timedelta(minutes=1))
    end_zone(work, OPERATOR, zone.id, "over")
    publish(work, zone)
    assert judged(work, ticket) == [("possibly", False)]


def test_another_shape_that_comes_later_ends_it_when_it_begins(
    work: Work, zone: Zone, ticket: UUID, settle: Settle, clock: ManualClock
) -> None:
    settle("outside")
    publish(work, zone, area=NEARER, valid_from=clock.now() + timedelta(hours=1))
    assert judged(work, ticket) == [("outside", True), ("possibly", False)]
    clock.advance(timedelta(hours=1))
    apply_due(work)
    publish(work, zone)
    assert judged(work, ticket) == [("possibly", False)]


def test_the_last_word_counts(work: Work, zone: Zone, ticket: UUID, settle: Settle, clock: ManualClock) -> None:
    settle("outside")
    clock.advance(timedelta(minutes=1))
    settle("inside")
    end_zone(work, OPERATOR, zone.id, "over")
    publish(work, zone)
    assert judged(work, ticket) == [("inside", True)]


def test_what_held_at_a_past_moment_can_be_asked(
    work: Work, client: TestClient, sign_in: Any, unit: Unit, zone: Zone, ticket: UUID, settle: Settle,
    clock: ManualClock,
) -> None:  # fmt: skip
    headers = sign_in(add_user(work, "reader", Role.DISPATCHER, unit).id)

    def verdict(at: Any) -> list[tuple[str, bool]]:
        asked = {"at": at.isoformat(), "ticket_id": str(ticket)}
        answer = client.get("/api/v1/judgement/past", headers=headers, params=asked)
        assert answer.status_code == 200, answer.text
        return [(each["verdict"], each["settled"] is not None) for each in answer.json()["zones"]]

    before = clock.now()
    clock.advance(timedelta(minutes=1))
    settle("outside")
    settled = clock.now()
    clock.advance(timedelta(minutes=1))
    publish(work, zone, area=NEARER)
    clock.advance(timedelta(minutes=1))
    end_zone(work, OPERATOR, zone.id, "over")
    clock.advance(timedelta(minutes=1))
    assert verdict(before) == [("possibly", False)]
    assert verdict(settled) == [("outside", True)]
    assert verdict(settled + timedelta(minutes=1)) == [("possibly", False)]
    assert verdict(clock.now()) == []
