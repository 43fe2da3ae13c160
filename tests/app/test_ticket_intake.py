"""A report is taken by one function of the database; whatever it decides, the long way decides alike."""

import json
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from fastapi.testclient import TestClient
from shapely import MultiPolygon, box
from sqlalchemy import text

from app.access import Role, Subject
from app.api import ticket_intake as short_route
from app.clock import ManualClock
from app.errors import ConflictError, CordonError, InvalidError
from app.services import people, ticket_intake, tickets
from app.services.idempotency import Once
from app.services.isolation_orders import NewOrder, create_order
from app.services.ticket_intake import NewView
from app.services.tickets import NewTicket
from app.services.units import NewUnit, create_unit
from app.services.work import Work
from app.wire.tickets import TicketOut
from compliance.work_types import ALLOWED_UNDER_DIRECTIVE_16
from compliance.zones import ZoneRequirements
from geo.places import Place
from tests.support.accounts import OPERATOR, add_authority, add_user, sign_in_as
from tests.support.places import FAR, INSIDE, NEAR, SQUARE, add_zone

ORDERED = Place(107.15, 15.05)
"""Under an isolation order over an area."""
ORDERED_BY_UNIT = Place(106.0, 15.0)
"""In the district that an isolation order covers as a whole."""
NOWHERE = Place(20.0, 5.0)
"""In no unit's territory."""


@dataclass(frozen=True)
class Utility:
    """A company with a district, zones and orders, and somebody who takes reports for all of it."""

    work: Work
    agent: Subject
    district: UUID
    foreign: UUID


@pytest.fixture
def utility(work: Work, clock: ManualClock) -> Utility:
    company = create_unit(work, OPERATOR, NewUnit("PC", "Company", None, territory=_land(105, 14, 110, 18)))
    district = create_unit(work, OPERATOR, NewUnit("DN", "District", company.id, territory=_land(108, 15.5, 108.5, 17)))
    ordered = create_unit(work, OPERATOR, NewUnit("QN", "Ordered", company.id, territory=_land(105.5, 14.5, 106.5, 16)))
    further = create_unit(work, OPERATOR, NewUnit("QT", "Too", company.id, territory=_land(106.6, 14.5, 107, 16)))
    foreign = create_unit(work, OPERATOR, NewUnit("XX", "Foreign", None))
    authority = add_authority(work, "AU")
    add_zone(work, authority, name="Phường A")
    add_zone(work, authority, name="Không cần phép", requirements=ZoneRequirements(permit_needed=False))
    add_zone(work, authority, name="Sắp tới", valid_from=clock.now() + timedelta(hours=5))
    around = _land(107.1, 15.0, 107.2, 15.1)
    for area, unit_ids in ((around, ()), (None, (further.id, ordered.id))):
        allowed = frozenset(ALLOWED_UNDER_DIRECTIVE_16)
        create_order(work, OPERATOR, _order(clock, area, unit_ids, allowed))
    subject = people.find_subject(work, add_user(work, "agent", Role.AGENT, company).id)
    assert subject is not None
    return Utility(work, subject, district.id, foreign.id)


def _land(west: float, south: float, east: float, north: float) -> MultiPolygon:
    return MultiPolygon([box(west, south, east, north)])


def _order(
    clock: ManualClock, area: MultiPolygon | None, unit_ids: tuple[UUID, ...], allowed: frozenset[str]
) -> NewOrder:
    return NewOrder(
        legal_reference="16/CT-TTg", name="Directive 16", level="directive_16", area=area, unit_ids=unit_ids,
        valid_from=clock.now(), valid_until=None, allowed_work_types=tuple(sorted(allowed)),
    )  # fmt: skip


FULL = NewTicket(
    "fault_repair", INSIDE, 30.5, ("sparking",), 120, "hospital", "transformer", SQUARE, 2,
    facts={
        "address": "12 Lê Lợi, 'Hải Châu'", "description": 'nói "nổ" \\ 100%', "reporter_name": "Hoa",
        "reporter_phone": "0905", "meter_no": "PE1", "pole_no": "C2", "feeder": "471", "transformer": "T9",
        "required_skills": ["hv"], "service_minutes": 90, "source": "crm", "external_id": "77",
    },
)  # fmt: skip

PLAIN = {"address": "", "description": "", "required_skills": [], "service_minutes": 60}

SHORT = {
    "everything told": FULL,
    "inside": NewTicket("fault_repair", INSIDE, facts=PLAIN),
    "perhaps inside": NewTicket("customer_repair", NEAR, 50.0, facts=PLAIN),
    "near but exact": NewTicket("fault_repair", NEAR, facts=PLAIN),
    "far": NewTicket("meter_check", FAR, customers_affected=7, facts=PLAIN),
    "in no territory": NewTicket("fault_repair", NOWHERE, facts=PLAIN),
    "life safety": NewTicket("fault_repair", FAR, hazards=("wire_down", "fire"), facts=PLAIN),
    "allowed under an order": NewTicket("fault_repair", ORDERED, facts=PLAIN),
    "allowed in a unit under an order": NewTicket("fault_repair", ORDERED_BY_UNIT, facts=PLAIN),
}
LONG = {
    "forbidden by an order": NewTicket("meter_check", ORDERED, facts=PLAIN),
    "forbidden in a unit": NewTicket("new_connection", ORDERED_BY_UNIT, facts=PLAIN),
    "forbidden, but life is in danger": NewTicket("meter_check", ORDERED, hazards=("fire",), facts=PLAIN),
}


@pytest.mark.parametrize("said", [*SHORT, *LONG])
def test_both_ways_write_the_same_rows_and_give_the_same_answer(utility: Utility, said: str) -> None:
    new = (SHORT | LONG)[said]
    short = ticket_intake.take_report(utility.work, utility.agent, new, Once("k", "POST /tickets", "a" * 64))
    long = tickets.create_ticket(
        utility.work, utility.agent, _renamed(new), Once("l", "POST /tickets", "a" * 64)
    )  # fmt: skip
    assert isinstance(short, NewView) == (said in SHORT)
    assert _answer(short) == _answer(long)
    assert _rows(utility.work, short.ticket.id) == _rows(utility.work, long.ticket.id)


def _renamed(new: NewTicket) -> NewTicket:
    """The same report from another source's row: a source's id comes once."""
    return replace(new, facts=new.facts | {"external_id": "78"}) if "external_id" in new.facts else new


def _answer(view: Any) -> dict[str, Any]:
    return TicketOut.of_new(view, "vi").model_dump(exclude={"id", "number"})


_ROWS = {
    "ticket": "SELECT to_jsonb(t) - '{id,number,external_id}'::text[] FROM tickets t WHERE id = :id",
    "zones": "SELECT to_jsonb(z) - 'ticket_id' FROM ticket_zones z WHERE ticket_id = :id ORDER BY zone_id",
    "events": "SELECT to_jsonb(e) - '{id,xid,ticket_id,subject_id,erasable_hash}'::text[] || jsonb_build_object('of',"
    " e.subject_id = e.ticket_id) FROM events e WHERE ticket_id = :id ORDER BY e.id",
    "details": "SELECT d.body - '_salt' FROM event_details d JOIN events e ON e.id = d.event_id"
    " WHERE e.ticket_id = :id",
    "jobs": "SELECT to_jsonb(j) - '{id,args}'::text[] FROM procrastinate_jobs j WHERE args = jsonb_build_object("
    "'ticket_id', CAST(:id AS text))",
    "keys": "SELECT to_jsonb(k) - '{key,subject_id}'::text[] FROM idempotency_keys k WHERE subject_id = :id",
}  # fmt: skip


def _rows(work: Work, ticket_id: UUID) -> dict[str, list[Any]]:
    with work.look() as tx:
        return {name: list(tx.session.scalars(text(query), {"id": ticket_id})) for name, query in _ROWS.items()}


def test_a_report_belongs_to_the_smallest_unit_around_its_place_else_to_the_top_one(utility: Utility) -> None:
    for place, code in ((INSIDE, "DN"), (FAR, "PC"), (NOWHERE, "PC")):
        taken = ticket_intake.take_report(utility.work, utility.agent, NewTicket("fault_repair", place, facts=PLAIN))
        assert isinstance(taken, NewView)
        assert taken.unit_code == code
        assert taken.ticket.number.startswith(f"{code}-26-")


def test_a_named_unit_holds_if_it_is_ones_own(utility: Utility) -> None:
    new = NewTicket("fault_repair", FAR, facts=PLAIN)
    taken = ticket_intake.take_report(utility.work, utility.agent, replace(new, unit_id=utility.district))
    assert taken.ticket.unit_id == utility.district
    with pytest.raises(InvalidError):
        ticket_intake.take_report(utility.work, utility.agent, replace(new, unit_id=utility.foreign))


@pytest.mark.parametrize("wrong", [{"work_type": "dancing"}, {"hazards": ("boredom",)}])
def test_words_that_nobody_knows_are_refused(utility: Utility, wrong: dict[str, Any]) -> None:
    with pytest.raises(InvalidError):
        ticket_intake.take_report(utility.work, utility.agent, replace(SHORT["far"], **wrong))
    with utility.work.look() as tx:
        assert tx.session.scalar(text("SELECT count(*) FROM tickets")) == 0


def test_one_key_makes_one_ticket(utility: Utility) -> None:
    once = Once("key", "POST /tickets", "a" * 64)
    made = {ticket_intake.take_report(utility.work, utility.agent, SHORT["inside"], once).ticket.id for _ in range(3)}
    assert len(made) == 1
    other = replace(once, body_hash="b" * 64)
    with pytest.raises(ConflictError) as refused:
        ticket_intake.take_report(utility.work, utility.agent, SHORT["far"], other)
    assert refused.value.code == "idempotency.reused"


def test_a_sources_row_comes_once_and_the_refusal_is_the_same_on_both_ways(utility: Utility) -> None:
    ticket_intake.take_report(utility.work, utility.agent, FULL)
    assert _refusal(lambda: ticket_intake.take_report(utility.work, utility.agent, FULL)) == _refusal(
        lambda: tickets.create_ticket(utility.work, utility.agent, FULL)
    )


def _refusal(ask: Any) -> tuple[type[CordonError], str, str]:
    with pytest.raises(CordonError) as refused:
        ask()
    return type(refused.value), refused.value.code, str(refused.value)


def test_over_http_a_repeated_request_is_answered_alike(client: TestClient, utility: Utility) -> None:
    headers = sign_in_as(client, "agent") | {"Idempotency-Key": "k1", "Accept-Language": "vi"}
    body = {"work_type": "fault_repair", "place": {"type": "Point", "coordinates": [INSIDE.lon, INSIDE.lat]}}
    first, again = (client.post("/api/v1/tickets", json=body, headers=headers) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert first.headers["etag"] == again.headers["etag"] == '"1"'
    assert first.json()["zone_badge"] == "inside"
    assert [each["code"] for each in first.json()["blocked"]] == ["gate.permit.missing"]


PLACE = {"type": "Point", "coordinates": [INSIDE.lon, INSIDE.lat]}
REQUESTS: dict[str, tuple[Any, dict[str, str]]] = {
    "plain": ({"work_type": "fault_repair", "place": PLACE, "reporter_phone": " 0905 "}, {}),
    "in English": ({"work_type": "fault_repair", "place": PLACE}, {"Accept-Language": "en"}),
    "forbidden by an order": ({"work_type": "meter_check", "place": PLACE | {"coordinates": [107.15, 15.05]}}, {}),
    "no such field": ({"work_type": "fault_repair", "place": PLACE, "colour": "red"}, {}),
    "no such place": ({"work_type": "fault_repair", "place": PLACE | {"coordinates": [16.0, 108.0]}}, {}),
    "no such work": ({"work_type": "dancing", "place": PLACE}, {}),
    "a NUL": ({"work_type": "fault_repair", "place": PLACE, "address": "\0"}, {}),
    "half a letter": ({"work_type": "fault_repair", "place": PLACE, "address": "\ud800"}, {}),
    "no object": ([], {}),
    "an empty key": ({"work_type": "fault_repair", "place": PLACE}, {"Idempotency-Key": ""}),
    "a strange kind of token": ({"work_type": "fault_repair", "place": PLACE}, {"Authorization": "Basic eDp5"}),
    "no JSON": ({"work_type": "fault_repair", "place": PLACE}, {"Content-Type": "text/plain"}),
}


GO_SHORT = {"plain", "in English", "forbidden by an order", "no such place", "no such work"}


@pytest.mark.parametrize("said", REQUESTS)
def test_the_short_route_answers_what_the_ordinary_one_answers(
    client: TestClient, utility: Utility, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    went: list[object] = []
    short_way = short_route._take
    monkeypatch.setattr("app.api.ticket_intake._take", lambda *given: went.append(given) or short_way(*given))
    body, headers = REQUESTS[said]
    own = sign_in_as(client, "agent") | {"Content-Type": "application/json", "X-Request-ID": "same-for-both"} | headers
    answers = []
    for lifetime in (0.0, 60.0):  # who is asking is looked up each time, and that goes the ordinary way
        client.app.state.auth.subjects.lifetime_seconds = lifetime  # type: ignore[attr-defined]
        client.get("/api/v1/me", headers=own)
        answers.append(client.post("/api/v1/tickets", content=json.dumps(body), headers=own))
    ordinary, short = ((each.status_code, dict(each.headers), _without_name(each.json())) for each in answers)
    assert short == ordinary
    assert len(went) == (said in GO_SHORT)


def _without_name(body: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in body.items() if name not in ("id", "number")}


def test_the_short_route_asks_who_is_asking(client: TestClient, utility: Utility, monkeypatch: Any) -> None:
    client.app.state.auth.subjects.lifetime_seconds = 60  # type: ignore[attr-defined]
    taken: list[object] = []
    monkeypatch.setattr("app.api.ticket_intake._take", lambda *given: taken.append(given))
    for headers in ({}, {"Authorization": "Bearer "}, {"Authorization": "Bearer of.bad.news"}):
        answer = client.post("/api/v1/tickets", json={"work_type": "fault_repair", "place": PLACE}, headers=headers)
        assert answer.status_code == 401
    assert taken == []
