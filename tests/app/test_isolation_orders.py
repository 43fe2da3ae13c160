"""Isolation orders: who publishes them, what they defer, and how it returns."""

from datetime import timedelta
from uuid import UUID

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from app.access import Role
from app.clock import ManualClock
from app.schema.events import Event
from app.schema.tickets import Ticket
from app.schema.units import Unit
from app.services.work import Work
from compliance.work_types import ALLOWED_UNDER_DIRECTIVE_16
from tests.support.accounts import add_unit, add_user, sign_in_as
from tests.support.places import FAR, SQUARE, add_assignment, add_ticket, geojson

ORDERS = "/api/v1/isolation-orders"
Headers = dict[str, str]


@pytest.fixture
def district(work: Work, root: Unit) -> Unit:
    return add_unit(work, "DN", root)


@pytest.fixture
def admin(work: Work, client: TestClient, root: Unit) -> Headers:
    add_user(work, "admin", Role.ADMIN, root)
    return sign_in_as(client, "admin")


def body(clock: ManualClock, **changes: object) -> dict[str, object]:
    return {
        "legal_reference": "16/CT-TTg", "name": "Directive 16", "level": "directive_16",
        "valid_from": clock.now().isoformat(), "allowed_work_types": sorted(ALLOWED_UNDER_DIRECTIVE_16), **changes,
    }  # fmt: skip


def state(work: Work, ticket_id: UUID) -> tuple[str, bool]:
    with work.look() as tx:
        ticket = tx.session.get_one(Ticket, ticket_id)
        return ticket.state, ticket.deferred_by is not None


def verbs(work: Work, ticket_id: UUID) -> list[str]:
    with work.look() as tx:
        return list(tx.session.scalars(select(Event.verb).where(Event.ticket_id == ticket_id).order_by(Event.id)))


@pytest.mark.parametrize("where", ["area", "unit"])
def test_an_order_defers_what_it_forbids_and_its_end_lets_it_return(
    work: Work, client: TestClient, admin: Headers, root: Unit, district: Unit, clock: ManualClock, where: str
) -> None:
    reach: dict[str, object] = {"area": geojson(SQUARE)} if where == "area" else {"unit_id": str(root.id)}
    forbidden = add_ticket(work, district, work_type="meter_check")
    urgent = add_ticket(work, district, work_type="meter_check", hazards=("wire_down",))
    allowed = add_ticket(work, district)
    answer = client.post(ORDERS, headers=admin, json=body(clock, **reach))
    assert answer.status_code == 201, answer.text
    assert answer.json()["number"] == "O-26-000001"
    assert state(work, forbidden) == ("deferred", True)
    assert state(work, urgent) == state(work, allowed) == ("new", False)
    ended = client.post(f"{ORDERS}/{answer.json()['id']}/end", headers=admin, json={"reason": "lifted"})
    assert ended.json()["state"] == "ended"
    assert state(work, forbidden) == ("new", False)
    assert verbs(work, forbidden) == ["ticket.deferred", "ticket.resumed"]


def test_only_what_lies_under_the_order_is_deferred(
    work: Work, client: TestClient, admin: Headers, district: Unit, root: Unit, clock: ManualClock
) -> None:
    beside = add_unit(work, "HC", root)
    outside = add_ticket(work, district, FAR, work_type="meter_check")
    other = add_ticket(work, beside, FAR, work_type="meter_check")
    client.post(ORDERS, headers=admin, json=body(clock, area=geojson(SQUARE)))
    assert state(work, outside) == ("new", False)
    client.post(ORDERS, headers=admin, json=body(clock, unit_id=str(district.id)))
    assert state(work, outside) == ("deferred", True)
    assert state(work, other) == ("new", False)


def test_a_ticket_under_two_orders_returns_when_both_have_ended(
    work: Work, client: TestClient, admin: Headers, district: Unit, clock: ManualClock
) -> None:
    ticket = add_ticket(work, district, work_type="meter_check")
    made = [client.post(ORDERS, headers=admin, json=body(clock, area=geojson(SQUARE))).json()["id"] for _ in range(2)]
    for order_id, expected in zip(made, ["deferred", "new"], strict=True):
        client.post(f"{ORDERS}/{order_id}/end", headers=admin, json={"reason": "lifted"})
        assert state(work, ticket)[0] == expected


def test_work_that_a_crew_has_begun_goes_on_and_what_only_waits_is_deferred(
    work: Work, client: TestClient, admin: Headers, district: Unit, clock: ManualClock
) -> None:
    begun = add_ticket(work, district, work_type="meter_check", state="assigned")
    waiting = add_ticket(work, district, work_type="meter_check", state="assigned")
    add_assignment(work, district, begun, "en_route")
    add_assignment(work, district, waiting, "accepted")
    order = client.post(ORDERS, headers=admin, json=body(clock, area=geojson(SQUARE))).json()
    assert state(work, begun) == ("assigned", False)
    assert state(work, waiting) == ("deferred", True)
    client.post(f"{ORDERS}/{order['id']}/end", headers=admin, json={"reason": "lifted"})
    assert state(work, waiting) == ("assigned", False)


def test_what_a_person_deferred_does_not_return_by_itself(
    work: Work, client: TestClient, admin: Headers, district: Unit, clock: ManualClock
) -> None:
    ticket = add_ticket(work, district, work_type="fault_repair", state="deferred")
    order = client.post(ORDERS, headers=admin, json=body(clock, area=geojson(SQUARE))).json()
    client.post(f"{ORDERS}/{order['id']}/end", headers=admin, json={"reason": "lifted"})
    assert state(work, ticket) == ("deferred", False)


def test_a_units_staff_reads_orders_over_it_and_above_it_and_no_others(
    work: Work, client: TestClient, admin: Headers, root: Unit, district: Unit, clock: ManualClock
) -> None:
    beside = add_unit(work, "HC", root)
    add_user(work, "dispatcher", Role.DISPATCHER, district)
    dispatcher = sign_in_as(client, "dispatcher")
    reaches: list[dict[str, object]] = [
        {"area": geojson(SQUARE)}, {"unit_id": str(root.id)}, {"unit_id": str(district.id)},
        {"unit_id": str(beside.id)},
    ]  # fmt: skip
    ids = [client.post(ORDERS, headers=admin, json=body(clock, **reach)).json()["id"] for reach in reaches]
    seen = client.get(ORDERS, headers=dispatcher).json()["items"]
    assert [each["id"] for each in seen] == ids[:3]
    assert client.get(f"{ORDERS}/{ids[3]}", headers=dispatcher).status_code == 404
    assert client.post(ORDERS, headers=dispatcher, json=body(clock, unit_id=str(district.id))).status_code == 403


def test_the_administrator_of_a_part_gives_no_orders_to_the_whole(
    work: Work, client: TestClient, root: Unit, district: Unit, clock: ManualClock
) -> None:
    add_user(work, "local", Role.ADMIN, district)
    local = sign_in_as(client, "local")
    assert client.post(ORDERS, headers=local, json=body(clock, area=geojson(SQUARE))).status_code == 403
    answer = client.post(ORDERS, headers=local, json=body(clock, unit_id=str(root.id)))
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid.unknown")
    assert client.post(ORDERS, headers=local, json=body(clock, unit_id=str(district.id))).status_code == 201


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, "invalid.one_area"),
        ({"area": geojson(SQUARE), "unit_id": "00000000-0000-0000-0000-000000000000"}, "invalid.unknown"),
        ({"area": geojson(SQUARE), "valid_until": "2020-01-01T00:00:00Z"}, "invalid.period"),
        ({"area": geojson(SQUARE), "allowed_work_types": ["knitting"]}, "invalid"),
    ],
)
def test_an_order_that_makes_no_sense_is_refused(
    client: TestClient, admin: Headers, clock: ManualClock, changes: dict[str, object], code: str
) -> None:
    answer = client.post(ORDERS, headers=admin, json=body(clock, **changes))
    assert (answer.status_code, answer.json()["code"]) == (422, code)


def test_an_order_ends_once_and_a_repeated_creation_is_one_order(
    client: TestClient, admin: Headers, clock: ManualClock
) -> None:
    asked = body(clock, area=geojson(SQUARE), valid_until=(clock.now() + timedelta(days=1)).isoformat())
    headers = {**admin, "Idempotency-Key": "k1"}
    first, again = (client.post(ORDERS, headers=headers, json=asked).json()["id"] for _ in range(2))
    assert first == again
    ends = [client.post(f"{ORDERS}/{first}/end", headers=admin, json={"reason": "x"}) for _ in range(2)]
    assert [each.status_code for each in ends] == [200, 409]


def test_an_order_over_a_unit_is_told_to_each_unit_below_it(
    work: Work, client: TestClient, admin: Headers, root: Unit, district: Unit, clock: ManualClock
) -> None:
    made = client.post(ORDERS, headers=admin, json=body(clock, unit_id=str(root.id))).json()
    with work.look() as tx:
        told = tx.session.scalars(select(Event.unit_id).where(Event.subject_id == UUID(made["id"]))).all()
    assert sorted(each for each in told if each) == sorted([root.id, district.id])
