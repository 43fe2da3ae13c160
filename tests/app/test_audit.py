"""The audit trail: who reads what of it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from fastapi.testclient import TestClient

from app.access import Role, Scope, system
from app.clock import ManualClock
from app.schema.events import Event
from app.schema.units import Unit
from app.services.events import About, record
from app.services.listening import hears
from app.services.work import Work
from app.storage import events
from tests.support.accounts import add_authority, add_unit, add_user

AUDIT = "/api/v1/audit"
SOMEBODY = system("test")
Headers = dict[str, str]
SignIn = Callable[[UUID], Headers]


def happen(work: Work, about: About, verb: str = "test.done") -> UUID:
    with work.begin() as tx:
        return record(tx, SOMEBODY, verb, about, payload={"fact": 1}, erasable={"caller": "Lan"})


def read(client: TestClient, headers: Headers, **query: object) -> list[dict[str, Any]]:
    answer = client.get(AUDIT, headers=headers, params={key: str(value) for key, value in query.items()})
    assert answer.status_code == 200, answer.text
    return list(answer.json()["items"])


@pytest.fixture
def auditor(work: Work, unit: Unit, sign_in: SignIn) -> Headers:
    return sign_in(add_user(work, "auditor", Role.AUDITOR, unit).id)


@pytest.fixture
def dispatcher(work: Work, unit: Unit, sign_in: SignIn) -> Headers:
    return sign_in(add_user(work, "dispatcher", Role.DISPATCHER, unit).id)


def test_an_auditor_reads_all_of_the_unit_and_nothing_of_others(
    work: Work, client: TestClient, unit: Unit, auditor: Headers
) -> None:
    other = add_unit(work, "HN")
    mine, theirs = uuid4(), uuid4()
    happen(work, About("ticket", mine, unit.id))
    happen(work, About("ticket", theirs, other.id))
    read_of = {entry["subject_id"] for entry in read(client, auditor, subject_kind="ticket")}
    assert read_of == {str(mine)}


def test_an_entry_says_who_did_what_when_and_keeps_back_what_names_people(
    work: Work, client: TestClient, clock: ManualClock, unit: Unit, auditor: Headers
) -> None:
    subject_id = uuid4()
    clock.advance(timedelta(minutes=5))
    event_id = happen(work, About("permit", subject_id, unit.id), "permit.approved")
    (entry,) = read(client, auditor, subject_id=subject_id)
    assert entry == {
        "id": str(event_id), "verb": "permit.approved", "subject_kind": "permit", "subject_id": str(subject_id),
        "unit_id": str(unit.id), "ticket_id": None, "assignment_id": None, "at": "2026-04-01T05:05:00Z",
        "actor": "system:test", "device_time": None, "payload": {"fact": 1},
    }  # fmt: skip


def test_the_history_of_a_ticket_has_what_happened_to_its_assignments(
    work: Work, client: TestClient, unit: Unit, dispatcher: Headers
) -> None:
    ticket_id, assignment_id = uuid4(), uuid4()
    happen(work, About("ticket", ticket_id, unit.id), "ticket.created")
    happen(work, About("assignment", assignment_id, unit.id, ticket_id=ticket_id), "assignment.assigned")
    happen(work, About("ticket", uuid4(), unit.id), "ticket.created")
    verbs = [entry["verb"] for entry in read(client, dispatcher, subject_id=ticket_id)]
    assert verbs == ["ticket.created", "assignment.assigned"]


def test_a_dispatcher_reads_the_history_of_one_thing_only(client: TestClient, dispatcher: Headers) -> None:
    answer = client.get(AUDIT, headers=dispatcher)
    assert (answer.status_code, answer.json()["code"]) == (403, "auth.forbidden")


def test_a_dispatcher_never_reads_the_history_of_an_account(
    work: Work, client: TestClient, unit: Unit, dispatcher: Headers, auditor: Headers
) -> None:
    user = add_user(work, "lan", Role.AGENT, unit)
    assert read(client, dispatcher, subject_id=user.id) == []
    assert [entry["verb"] for entry in read(client, auditor, subject_id=user.id)] == ["user.created"]


def test_pages_follow_each_other_without_gap(work: Work, client: TestClient, unit: Unit, auditor: Headers) -> None:
    subject_id = uuid4()
    written = [str(happen(work, About("ticket", subject_id, unit.id))) for _ in range(5)]
    seen: list[str] = []
    query = {"subject_id": str(subject_id), "limit": "2"}
    while True:
        page = client.get(AUDIT, headers=auditor, params=query).json()
        seen += [entry["id"] for entry in page["items"]]
        if page["next_cursor"] is None:
            break
        query["cursor"] = page["next_cursor"]
    assert seen == written


@pytest.mark.parametrize(
    "cursor", ["x", "WzFd", "WzkyMjMzNzIwMzY4NTQ3NzU4MDgsIjAxOTJmMGMwLTAwMDAtNzAwMC04MDAwLTAwMDAwMDAwMDBlZSJd"]
)
def test_a_cursor_that_we_did_not_make_is_refused(client: TestClient, auditor: Headers, cursor: str) -> None:
    answer = client.get(AUDIT, headers=auditor, params={"cursor": cursor})
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid.cursor")


def test_the_database_and_the_live_stream_agree_on_who_hears_what(work: Work) -> None:
    units, authorities, crews = [[uuid4(), uuid4()] for _ in range(3)]
    ids = [
        happen(work, About(kind, uuid4(), unit_id, authority_id, crew_id))
        for kind in ("ticket", "zone", "isolation_order")
        for unit_id in (None, *units)
        for authority_id in (None, *authorities)
        for crew_id in (None, *crews)
    ]
    scopes = [
        Scope(),
        Scope(unit_ids=frozenset(units[:1])),
        Scope(authority_ids=frozenset(authorities[:1])),
        Scope(crew_ids=frozenset(crews[:1])),
        Scope(frozenset(units), frozenset(authorities), frozenset(crews)),
    ]
    with work.look() as tx:
        written = [tx.session.get_one(Event, event_id) for event_id in ids]
        for scope in scopes:
            readable = events.list_readable(
                tx.session, scope, Scope(), subject_id=None, subject_kind=None, cursor=None, limit=1000
            )
            assert {e.id for e in readable} == {e.id for e in written if hears(scope, e)}


def test_zones_concern_all_staff_but_not_other_authorities(work: Work) -> None:
    own, other = add_authority(work, "A"), add_authority(work, "B")
    with work.begin() as tx:
        event = tx.session.get_one(Event, record(tx, SOMEBODY, "zone.published", About("zone", uuid4(), None, own.id)))
    assert hears(Scope(unit_ids=frozenset({uuid4()})), event)
    assert hears(Scope(authority_ids=frozenset({own.id})), event)
    assert not hears(Scope(authority_ids=frozenset({other.id})), event)


def test_what_one_unit_is_told_of_a_zone_or_of_a_job_in_it_is_for_that_unit(work: Work) -> None:
    unit, staff = uuid4(), Scope(unit_ids=frozenset({uuid4()}))
    one_unit, one_job = About("zone", uuid4(), unit), About("zone", uuid4(), assignment_id=uuid4())
    with work.begin() as tx:
        told = [record(tx, SOMEBODY, "zone.published", about) for about in (one_unit, one_job)]
        draft = record(tx, SOMEBODY, "zone.drafted", About("zone", uuid4(), authority_id=uuid4()))
        heard = [hears(staff, tx.session.get_one(Event, each)) for each in (*told, draft)]
    assert heard == [False, False, False]


def test_a_nul_in_a_query_is_refused_by_name(client: TestClient, auditor: Headers) -> None:
    asked = (("/api/v1/tickets", "q"), (AUDIT, "subject_kind"))
    answers = [client.get(path, headers=auditor, params={name: "a\0b"}) for path, name in asked]
    assert [answer.status_code for answer in answers] == [422, 422]
    assert [answer.json()["errors"][0]["field"] for answer in answers] == [name for _, name in asked]
