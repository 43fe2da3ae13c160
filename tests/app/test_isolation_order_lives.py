"""Isolation orders through their life: levels as data, what one would do, changes that stay readable, crews at work."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import func, select

from app.access import Role
from app.clock import ManualClock
from app.schema.assignments import Assignment
from app.schema.devices import Push
from app.schema.events import Event
from app.schema.tickets import Ticket
from app.schema.units import Unit
from app.services.due import apply_due
from app.services.work import Work
from compliance.isolation import DEFAULT_ALLOWED, LEVELS, classify_effect
from compliance.work_types import ALLOWED_UNDER_DIRECTIVE_16, WORK_TYPES
from tests.support.accounts import add_unit, add_user, sign_in_as
from tests.support.crew_phone import Desk, Phone, assigned, codes
from tests.support.places import FAR, INSIDE, SQUARE, add_assignment, add_ticket, geojson

ORDERS, LEVELS_PATH = "/api/v1/isolation-orders", "/api/v1/isolation-levels"
Headers = dict[str, str]


@pytest.fixture
def admin(work: Work, client: TestClient, root: Unit) -> Headers:
    add_user(work, "admin", Role.ADMIN, root)
    return sign_in_as(client, "admin")


def body(clock: ManualClock, **changes: object) -> dict[str, object]:
    return {
        "legal_reference": "16/CT-TTg", "name": "Directive 16", "level": "directive_16", "area": geojson(SQUARE),
        "valid_from": clock.now().isoformat(), **changes,
    }  # fmt: skip


def publish(client: TestClient, admin: Headers, clock: ManualClock, **changes: object) -> dict[str, Any]:
    answer = client.post(ORDERS, headers=admin, json=body(clock, **changes))
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


def change(client: TestClient, admin: Headers, order: dict[str, Any], **changes: object) -> dict[str, Any]:
    headers = admin | {"If-Match": f'"{order["version"]}"'}
    answer = client.patch(f"{ORDERS}/{order['id']}", headers=headers, json={"reason": "nới lỏng"} | changes)
    assert answer.status_code == 200, answer.text
    changed: dict[str, Any] = answer.json()
    return changed


def state(work: Work, ticket_id: UUID) -> str:
    with work.look() as tx:
        return tx.session.get_one(Ticket, ticket_id).state


def test_an_order_without_work_types_takes_those_of_its_level(
    client: TestClient, admin: Headers, clock: ManualClock
) -> None:
    assert set(publish(client, admin, clock)["allowed_work_types"]) == ALLOWED_UNDER_DIRECTIVE_16
    assert publish(client, admin, clock, allowed_work_types=[])["allowed_work_types"] == []


def test_every_level_of_the_law_ships_with_both_names_and_what_it_allows(client: TestClient, admin: Headers) -> None:
    shipped = {each["code"]: each for each in client.get(LEVELS_PATH, headers=admin).json()}
    assert set(shipped) == set(LEVELS) == set(DEFAULT_ALLOWED)
    assert all(each["name"]["vi"] and each["name"]["en"] and each["hse_must_confirm"] for each in shipped.values())
    assert all("fault_repair" in each["allowed_work_types"] for each in shipped.values())


def test_an_administrator_makes_and_retires_levels(client: TestClient, admin: Headers, clock: ManualClock) -> None:
    level = {"code": "local_17", "name": {"vi": "Mức 17", "en": "Level 17"}, "allowed_work_types": ["meter_check"]}
    assert client.put(LEVELS_PATH, headers=admin, json=level).status_code == 200
    assert publish(client, admin, clock, level="local_17")["allowed_work_types"] == ["meter_check"]
    client.put(LEVELS_PATH, headers=admin, json=level | {"active": False})
    answer = client.post(ORDERS, headers=admin, json=body(clock, level="local_17"))
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "level")
    unknown = client.put(LEVELS_PATH, headers=admin, json=level | {"allowed_work_types": ["knitting"]})
    assert (unknown.status_code, unknown.json()["errors"][0]["field"]) == (422, "allowed_work_types")


def test_only_a_whole_utilitys_administrator_keeps_levels(
    work: Work, client: TestClient, root: Unit, clock: ManualClock
) -> None:
    add_user(work, "local", Role.ADMIN, add_unit(work, "DN", root))
    level = {"code": "x", "name": {"vi": "x", "en": "x"}, "allowed_work_types": []}
    assert client.put(LEVELS_PATH, headers=sign_in_as(client, "local"), json=level).status_code == 403


def test_a_change_of_level_defers_and_lets_return_at_once(
    work: Work, client: TestClient, admin: Headers, root: Unit, clock: ManualClock
) -> None:
    check, connect = (add_ticket(work, root, work_type=each) for each in ("meter_check", "new_connection"))
    order = publish(client, admin, clock)
    assert (state(work, check), state(work, connect)) == ("deferred", "deferred")
    order = change(client, admin, order, level="directive_15")
    assert (state(work, check), state(work, connect)) == ("deferred", "new")
    order = change(client, admin, order, level="directive_19")
    assert state(work, check) == "new"
    change(client, admin, order, allowed_work_types=[])
    assert (state(work, check), state(work, connect)) == ("deferred", "deferred")


def test_a_smaller_area_lets_what_lies_outside_return(
    work: Work, client: TestClient, admin: Headers, root: Unit, clock: ManualClock
) -> None:
    ticket = add_ticket(work, root, INSIDE, work_type="meter_check")
    order = publish(client, admin, clock)
    smaller = {"type": "Polygon", "coordinates": [[[108.1, 16.0], [108.12, 16.0], [108.12, 16.02], [108.1, 16.0]]]}
    change(client, admin, order, area=smaller)
    assert state(work, ticket) == "new"


def test_what_an_order_said_before_stays_readable(client: TestClient, admin: Headers, clock: ManualClock) -> None:
    order, first = publish(client, admin, clock), clock.now()
    clock.advance(timedelta(minutes=5))
    order = change(client, admin, order, level="directive_19")
    clock.advance(timedelta(minutes=5))
    client.post(f"{ORDERS}/{order['id']}/end", headers=admin, json={"reason": "hết dịch"})
    past = client.get(f"{ORDERS}/{order['id']}/history", headers=admin).json()
    assert [each["level"] for each in past] == ["directive_16", "directive_19"]
    assert past[0]["effective_until"] == past[1]["effective_from"]
    assert past[1]["effective_until"] is not None
    assert past[1]["reason"] == "nới lỏng"

    def allowed(at: Any) -> Any:
        asked = {"lon": INSIDE.lon, "lat": INSIDE.lat, "at": at.isoformat()}
        return client.get("/api/v1/judgement/past", headers=admin, params=asked).json()["allowed_work_types"]

    assert set(allowed(first)) == ALLOWED_UNDER_DIRECTIVE_16
    assert set(allowed(first + timedelta(minutes=5))) == set(WORK_TYPES)
    assert allowed(clock.now()) is None


def test_orders_over_one_place_allow_what_all_of_them_allow(
    work: Work, client: TestClient, admin: Headers, root: Unit, clock: ManualClock
) -> None:
    publish(client, admin, clock, allowed_work_types=["fault_repair", "meter_check"])
    publish(client, admin, clock, area=None, unit_id=str(root.id), allowed_work_types=["fault_repair", "relocation"])
    ticket = add_ticket(work, root, INSIDE)
    asked = {"ticket_id": str(ticket), "at": clock.now().isoformat()}
    past = client.get("/api/v1/judgement/past", headers=admin, params=asked).json()
    assert past["allowed_work_types"] == ["fault_repair"]
    assert len(past["orders"]) == 2


def test_a_change_is_based_on_what_was_read_and_an_order_that_ended_stays_so(
    client: TestClient, admin: Headers, clock: ManualClock
) -> None:
    order = publish(client, admin, clock)
    path, sent = f"{ORDERS}/{order['id']}", {"level": "directive_19", "reason": "x"}
    assert client.patch(path, headers=admin, json=sent).status_code == 428
    assert client.patch(path, headers=admin | {"If-Match": '"9"'}, json=sent).status_code == 412
    client.post(f"{path}/end", headers=admin, json={"reason": "x"})
    ended = client.get(path, headers=admin).json()
    headers = admin | {"If-Match": f'"{ended["version"]}"'}
    assert client.patch(path, headers=headers, json=sent).json()["code"] == "isolation_order.ended"


def test_the_preview_counts_by_work_type_and_writes_nothing(
    work: Work, client: TestClient, admin: Headers, root: Unit, clock: ManualClock
) -> None:
    add_ticket(work, root, work_type="meter_check")
    add_ticket(work, root, work_type="meter_check", hazards=("wire_down",))
    begun = add_ticket(work, root, work_type="meter_check", state="assigned")
    add_assignment(work, root, begun, "en_route")
    add_ticket(work, root)
    add_ticket(work, root, FAR, work_type="meter_check")
    with work.look() as tx:
        before = tx.session.scalar(select(func.count()).select_from(Event))
    for begins in (clock.now(), clock.now() + timedelta(hours=1)):
        answer = client.post(f"{ORDERS}/preview", headers=admin, json=body(clock, valid_from=begins.isoformat()))
        assert answer.status_code == 200, answer.text
        seen = answer.json()
        assert (seen["deferred"], seen["returning"]) == (1, 0)
        by_type = {each["work_type"]: each for each in seen["by_work_type"]}
        counted = {name: by_type["meter_check"][name] for name in ("deferred", "exempt", "under_way", "unaffected")}
        assert counted == {"deferred": 1, "exempt": 1, "under_way": 1, "unaffected": 0}
        assert by_type["fault_repair"]["unaffected"] == 1
    with work.look() as tx:
        assert tx.session.scalar(select(func.count()).select_from(Event)) == before
    assert client.get(ORDERS, headers=admin).json()["items"] == []


def test_the_preview_of_a_change_and_of_an_end_says_who_returns(
    work: Work, client: TestClient, admin: Headers, root: Unit, clock: ManualClock
) -> None:
    for each in ("meter_check", "new_connection"):
        add_ticket(work, root, work_type=each)
    order = publish(client, admin, clock)
    path = f"{ORDERS}/{order['id']}/preview"
    asked = {"change": {"level": "directive_15", "reason": "x"}}
    assert client.post(path, headers=admin, json=asked).json()["returning"] == 1
    assert client.post(path, headers=admin, json={"end": True}).json()["returning"] == 2
    assert client.get(f"{ORDERS}/{order['id']}", headers=admin).json()["version"] == order["version"]


def test_what_the_preview_says_is_what_publishing_does(
    work: Work, client: TestClient, admin: Headers, root: Unit, clock: ManualClock
) -> None:
    made = [add_ticket(work, root, place, work_type=each) for each in WORK_TYPES for place in (INSIDE, FAR)]
    seen = client.post(f"{ORDERS}/preview", headers=admin, json=body(clock, level="directive_15")).json()
    publish(client, admin, clock, level="directive_15")
    deferred = {str(each) for each in made if state(work, each) == "deferred"}
    assert {each["id"] for each in seen["tickets"] if each["effect"] == "deferred"} == deferred
    assert deferred


@pytest.mark.parametrize(
    ("before", "after", "forbidden", "life_safety", "started", "expected"),
    [
        (False, True, True, False, False, "deferred"),
        (True, False, False, False, False, "returning"),
        (True, True, True, False, False, "staying_deferred"),
        (False, False, True, True, True, "exempt"),
        (False, False, True, False, True, "under_way"),
        (False, False, False, True, True, "unaffected"),
        (False, False, True, False, False, "unaffected"),
    ],
)
def test_each_effect_has_its_name(
    *, before: bool, after: bool, forbidden: bool, life_safety: bool, started: bool, expected: str
) -> None:
    found = classify_effect(
        deferred_before=before, deferred_after=after, forbidden=forbidden, life_safety=life_safety, started=started
    )
    assert found == expected


def _order_over(desk: Desk, clock: ManualClock, *allowed: str, begins_in: timedelta = timedelta()) -> dict[str, Any]:
    everywhere = [[[107.5, 15.5], [109, 15.5], [109, 16.6], [107.5, 16.6], [107.5, 15.5]]]
    made: dict[str, Any] = desk(
        "admin", "post", ORDERS, expect=201, legal_reference="CV 9", name="siết", level="directive_16_plus",
        area={"type": "Polygon", "coordinates": everywhere}, valid_from=(clock.now() + begins_in).isoformat(),
        allowed_work_types=list(allowed),
    )  # fmt: skip
    return made


def test_a_crew_at_work_is_told_and_goes_on_and_who_has_not_entered_is_stopped(desk: Desk, clock: ManualClock) -> None:
    made = assigned(desk, "25 Nguyễn Văn Linh")
    phone = Phone(desk, clock)
    for to in ("accepted", "en_route"):
        phone.go(made["id"], to)
    for purpose in ("briefing", "work"):
        phone.fill(purpose)
    order = _order_over(desk, clock, begins_in=timedelta(minutes=1))
    assert phone.pack()["notice"] is None
    clock.advance(timedelta(minutes=1))
    apply_due(desk.work)
    assert phone.pack()["notice"] == "order.forbids"
    assert "order.forbids" in {push["kind"] for push in phone.pack()["pushes"]}
    assert "gate.work_type.not_allowed" in codes(phone.go(made["id"], "working"))
    with desk.work.look() as tx:
        told = select(Event.verb).where(Event.verb.like("%.order_forbids"), Event.assignment_id == made["id"])
        customer = select(Event.verb).where(Event.verb == "ticket.order_forbids")
        assert tx.session.scalars(told).all() == ["assignment.order_forbids"]
        assert len(tx.session.scalars(customer).all()) == 1
    desk("admin", "post", f"{ORDERS}/{order['id']}/end", reason="nới")
    assert phone.pack()["notice"] is None
    assert phone.go(made["id"], "working")["outcome"] == "applied"
    _order_over(desk, clock)
    assert phone.pack()["notice"] == "order.forbids"
    assert phone.go(made["id"], "restored")["outcome"] == "applied"


def test_an_order_tells_a_crew_once(
    work: Work, client: TestClient, admin: Headers, root: Unit, clock: ManualClock
) -> None:
    ticket = add_ticket(work, root, work_type="meter_check", state="assigned")
    job = add_assignment(work, root, ticket, "en_route")
    order = publish(client, admin, clock)
    change(client, admin, order, name="Chỉ thị 16 sửa đổi")
    with work.look() as tx:
        told = select(func.count()).select_from(Event).where(Event.verb == "assignment.order_forbids")
        assert tx.session.scalar(told) == 1
        assert tx.session.get_one(Assignment, job).notice == "order.forbids"
        assert tx.session.scalar(select(func.count()).select_from(Push)) == 0  # nobody of this crew has a phone
