"""Requests of data subjects: due in two working days, answered with all there is or by erasure; looks are on record."""

import io
import json
import zipfile
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select, text

from app.access import Role
from app.clock import ManualClock
from app.schema.assignments import Assignment
from app.schema.base import new_id
from app.schema.crews import CrewMember
from app.schema.events import Event, EventDetail
from app.schema.exposure import Exposure
from app.schema.exposure_records import ExposureNote
from app.schema.people import User
from app.schema.positions import PositionFix
from app.schema.privacy import HealthRead, PrivacyRequest
from app.schema.tickets import Ticket
from app.services import alarms, exposure_notes, people, privacy_requests
from app.services.alarms import Raised
from app.services.audit_verify import walk
from app.services.events import About, record
from app.services.privacy_requests import NewRequest
from app.services.work import Work
from app.storage.alarms import RAISED
from app.storage.geometry import stored_place
from tests.support.accounts import OPERATOR, add_unit, add_user
from tests.support.jobs import PLACE, Job, make_job
from tests.support.routes import all_routes
from tests.support.trails import Trail

Headers = dict[str, str]
SignIn = Callable[[UUID], Headers]
URL = "/api/v1/privacy"
PHONE = "0905 123 456"


@pytest.fixture
def admin(work: Work, job: Job, sign_in: SignIn) -> Headers:
    return sign_in(add_user(work, "admin", Role.ADMIN, job.unit).id)


@pytest.fixture
def hse(work: Work, job: Job, sign_in: SignIn) -> Headers:
    return sign_in(add_user(work, "hse", Role.HSE, job.unit).id)


def ask(client: TestClient, headers: Headers, kind: str, **who: str) -> dict[str, Any]:
    """Write a request down."""
    answer = client.post(f"{URL}/requests", json={"kind": kind, **who}, headers=headers)
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


def step(client: TestClient, headers: Headers, request: dict[str, Any], what: str, **body: str) -> Any:
    """One step with a request, based on the version that was read."""
    return client.post(
        f"{URL}/requests/{request['id']}/{what}", json=body or None,
        headers=headers | {"If-Match": f'"{request["version"]}"'},
    )  # fmt: skip


def seen_and_noted(work: Work, job: Job) -> None:
    """The leader was in the zone, their phone told where, something was noted of their health."""
    with work.begin() as tx:
        stay = Exposure(
            unit_id=job.unit.id, assignment_id=job.assignment.id, member_id=job.members[0].id, zone_id=job.zone.id,
            zone_version_id=job.version.id, hazard_class=job.zone.hazard_class, authority_id=job.authority.id,
            crew_id=job.crew.crew.id, entered_at=tx.now - timedelta(hours=1), left_at=tx.now,
        )  # fmt: skip
        fix = PositionFix(
            crew_id=job.crew.crew.id, user_id=job.leader.id, place=stored_place(PLACE), accuracy_m=5.0,
            device_time=tx.now, server_time=tx.now,
        )  # fmt: skip
        tx.session.add_all([stay, fix])
        tx.session.flush()
        own = {"unit_id": job.unit.id, "member_id": job.members[0].id}
        exposure_notes.write(tx, OPERATOR, "classification", stay.id, text="ho khan", **own)


def leave(work: Work, job: Job) -> None:
    """The leader works here no more."""
    people.change_user(work, OPERATOR, job.leader.id, None, {"active": False})
    with work.begin() as tx:
        tx.session.get_one(CrewMember, job.members[0].id).active = False


def unpacked(packed: bytes) -> tuple[dict[str, list[dict[str, Any]]], dict[str, str]]:
    """The data of an export, and its summaries."""
    with zipfile.ZipFile(io.BytesIO(packed)) as file:
        texts = {name: file.read(name).decode() for name in file.namelist() if name.startswith("summary")}
        return json.loads(file.read("data.json"))["data"], texts


def test_a_request_of_wednesday_noon_is_due_on_friday_evening(client: TestClient, job: Job, admin: Headers) -> None:
    made = ask(client, admin, "access", member_id=str(job.members[0].id))
    assert made["due_at"] == "2026-04-03T10:00:00Z"
    assert (made["state"], made["who"], made["late"]) == ("open", "Minh", False)


def test_an_open_request_is_late_when_its_time_is_over(
    client: TestClient, job: Job, admin: Headers, clock: ManualClock
) -> None:
    came_in = clock.now() - timedelta(days=5)
    ask(client, admin, "access", member_id=str(job.members[0].id), received_at=came_in.isoformat())
    assert [each["late"] for each in client.get(f"{URL}/requests", headers=admin).json()] == [True]


def test_an_export_holds_everything_in_json_and_in_words(
    client: TestClient, work: Work, job: Job, admin: Headers
) -> None:
    seen_and_noted(work, job)
    request = ask(client, admin, "access", member_id=str(job.members[0].id))
    answer = client.post(f"{URL}/requests/{request['id']}/export", headers=admin)
    assert answer.headers["content-type"] == "application/zip"
    data, texts = unpacked(answer.content)
    assert {"users", "crew_members", "exposures", "exposure_notes", "position_fixes", "assignment_members"} <= set(data)
    assert data["exposure_notes"][0]["text"] == "ho khan"
    assert data["position_fixes"][0]["place"].startswith("POINT(108.22 16.06")
    assert "password_hash" not in data["users"][0]
    assert "Sổ phơi nhiễm" in texts["summary.vi.txt"]
    assert "Exposure ledger" in texts["summary.en.txt"]
    found = client.get(f"{URL}/requests", headers=admin).json()
    assert [each["state"] for each in found] == ["answered"]


def test_what_names_others_is_not_in_an_export(client: TestClient, work: Work, job: Job, sign_in: SignIn) -> None:
    seen_and_noted(work, job)
    answer = client.get("/api/v1/me/data", headers=sign_in(job.member.id))
    data, _ = unpacked(answer.content)
    assert str(job.members[0].id) not in json.dumps(data)
    assert "Minh" not in json.dumps(data)
    assert "exposures" not in data


def test_a_customer_is_known_by_the_telephone_however_it_is_written(
    client: TestClient, work: Work, job: Job, admin: Headers
) -> None:
    with work.begin() as tx:
        ticket = tx.session.get_one(Ticket, job.ticket.id)
        ticket.reporter_name, ticket.reporter_phone = "Hoa", "+84905123456"
    request = ask(client, admin, "access", phone=PHONE, unit_id=str(job.unit.id))
    assert request["who"] == PHONE
    data, _ = unpacked(client.post(f"{URL}/requests/{request['id']}/export", headers=admin).content)
    assert [each["reporter_name"] for each in data["tickets"]] == ["Hoa"]
    with work.look() as tx:
        kept = tx.session.scalars(select(PrivacyRequest.sealed_phone)).one()
    assert kept is not None
    assert b"905" not in kept


def test_who_still_works_here_is_not_erased(client: TestClient, job: Job, admin: Headers) -> None:
    request = ask(client, admin, "erasure", member_id=str(job.members[0].id))
    answer = step(client, admin, request, "erase")
    assert (answer.status_code, answer.json()["code"]) == (409, "privacy.still_employed")
    refused = step(client, admin, request, "refuse", ground="still_employed").json()
    assert (refused["state"], refused["refusal"]) == ("refused", "still_employed")


def test_an_erasure_takes_names_and_says_what_stays(client: TestClient, work: Work, job: Job, admin: Headers) -> None:
    seen_and_noted(work, job)
    leave(work, job)
    request = ask(client, admin, "erasure", member_id=str(job.members[0].id))
    told = client.get(f"{URL}/requests/{request['id']}/preview", headers=admin).json()
    with work.look() as tx:
        assert tx.session.get_one(User, job.leader.id).name != "", "a preview changes nothing"
        assert tx.session.scalars(select(PositionFix)).all()
    done = step(client, admin, request, "erase").json()
    assert done["answer"] == told
    kept = {each["what"]: each["kept"] for each in told if each["kept"]}
    assert kept == {"ledger": "period", "safety_records": "safety", "trail": "accountability"}
    with work.look() as tx:
        member, user = tx.session.get_one(CrewMember, job.members[0].id), tx.session.get_one(User, job.leader.id)
        assert (member.phone, user.phone, user.email, user.active) == (None, None, None, False)
        assert {member.name, user.name, user.username} == {f"erased-{job.leader.id.hex[-12:]}"}
        assert tx.session.scalars(select(PositionFix)).all() == []
        assert tx.session.scalars(select(ExposureNote)).all() == []
        assert len(tx.session.scalars(select(Exposure)).all()) == 1, "the ledger stays while its period runs"
        assert "Minh" not in [each for body in tx.session.scalars(select(EventDetail.body)) for each in _values(body)]


def _values(body: Any) -> list[Any]:
    if isinstance(body, dict):
        return [each for value in body.values() for each in _values(value)]
    return [each for value in body for each in _values(value)] if isinstance(body, list) else [body]


def test_a_hold_on_a_person_stops_an_erasure(client: TestClient, work: Work, job: Job, admin: Headers) -> None:
    seen_and_noted(work, job)
    leave(work, job)
    hold = {"kind": "person", "subject_id": str(job.members[0].id), "reason": "claim"}
    placed = client.post(f"{URL}/holds", json=hold, headers=admin).json()
    assert (placed["name"], placed["in_force"]) == ("Minh", True)
    request = ask(client, admin, "erasure", member_id=str(job.members[0].id))
    told = client.get(f"{URL}/requests/{request['id']}/preview", headers=admin).json()
    assert {each["kept"] for each in told} == {"hold"}
    lifted = client.post(f"{URL}/holds/{placed['id']}/lift", headers=admin).json()
    assert lifted["in_force"] is False
    assert client.post(f"{URL}/holds/{placed['id']}/lift", headers=admin).status_code == 409


def test_a_customers_open_ticket_keeps_the_number_until_it_is_closed(
    client: TestClient, work: Work, job: Job, admin: Headers
) -> None:
    with work.begin() as tx:
        tx.session.get_one(Ticket, job.ticket.id).reporter_phone = PHONE
    request = ask(client, admin, "erasure", phone=PHONE, unit_id=str(job.unit.id))
    done = step(client, admin, request, "erase").json()
    assert done["answer"] == [{"what": "reporter", "count": 1, "kept": "job_open"}]


def test_an_admin_of_elsewhere_finds_nobody(client: TestClient, work: Work, job: Job, sign_in: SignIn) -> None:
    other = sign_in(add_user(work, "other", Role.ADMIN, add_unit(work, "HUE")).id)
    for who in ({"member_id": str(job.members[0].id)}, {"phone": PHONE, "unit_id": str(job.unit.id)}):
        answer = client.post(f"{URL}/requests", json={"kind": "access", **who}, headers=other)
        assert answer.status_code == 404, answer.text


def test_the_database_erases_positions_for_an_open_request_only(work: Work, job: Job, admin: Headers) -> None:
    del admin
    seen_and_noted(work, job)
    with work.begin() as tx:
        request = PrivacyRequest(
            unit_id=job.unit.id, kind="access", person_kind="worker", user_id=job.leader.id, received_at=tx.now,
            due_at=tx.now,
        )  # fmt: skip
        tx.session.add(request)
        tx.session.flush()
        call = text("SELECT privacy_erase_positions(:id, :at)")
        assert tx.session.scalar(call, {"id": request.id, "at": tx.now}) == 0


def test_the_chain_verifies_after_an_erasure(trail: Trail) -> None:
    work = trail.work
    job = make_job(work, f"E{trail.unit_id.hex[-6:]}".upper())
    with work.begin() as tx:
        about = About("crew_member", job.members[0].id, job.unit.id)
        record(tx, OPERATOR, "test.done", about, erasable={"name": "Minh"})
    trail.seal()
    leave(work, job)
    admin = people.find_subject(work, add_user(work, f"admin-{job.unit.code}".lower(), Role.ADMIN, job.unit).id)
    assert admin is not None
    request = privacy_requests.receive(work, admin, NewRequest("erasure", member_id=job.members[0].id)).row
    privacy_requests.erase(work, admin, request.id, request.version)
    trail.seal()
    stretch = walk(work, job.unit.id)
    assert stretch.fault is None
    assert stretch.erased >= 1


def test_a_cry_for_help_keeps_neither_place_nor_words_of_who_is_erased_and_the_chain_verifies(trail: Trail) -> None:
    """Three emergencies: raised by the one who leaves, raised by a colleague for them, raised by the colleague."""
    work = trail.work
    job = make_job(work, f"M{trail.unit_id.hex[-6:]}".upper())
    place = {"lon": 108.2, "lat": 16.05, "accuracy_m": 8.0}
    mine, hurt = job.members[0], (job.members[0].id,)
    cries = [
        (job.leader.id, Raised("emergency", note="help", place=place)),
        (job.member.id, Raised("injury", hurt, "he fell", place)),
        (job.member.id, Raised("breach", note="my gloves", place=place)),
    ]
    for user_id, raised in cries:
        who = people.find_subject(work, user_id)
        assert who is not None
        with work.begin() as tx:
            row = tx.session.get_one(Assignment, job.assignment.id)
            alarms.raise_in(tx, who, row, new_id(), raised, None)
    trail.seal()
    leave(work, job)
    admin = people.find_subject(work, add_user(work, f"admin-{job.unit.code}".lower(), Role.ADMIN, job.unit).id)
    assert admin is not None
    request = privacy_requests.receive(work, admin, NewRequest("erasure", member_id=mine.id)).row
    privacy_requests.erase(work, admin, request.id, request.version)
    trail.seal()
    with work.look() as tx:
        events = tx.session.scalars(
            select(Event).where(Event.verb == RAISED, Event.unit_id == job.unit.id).order_by(Event.id)
        ).all()
        details = tx.session.scalars(select(EventDetail)).all()
        bodies = {each.event_id: each.body.get("note") for each in details}
    assert [each.payload["what"] for each in events] == ["emergency", "injury", "breach"], "that it was stays"
    assert [bodies.get(each.id) for each in events] == [None, None, "my gloves"]
    assert walk(work, job.unit.id).fault is None
    assert walk(work, job.unit.id).erased >= 2


HEALTH_ROUTES: dict[str, Callable[[Job, UUID], tuple[str, str, Any]]] = {
    "list_exposures": lambda _, __: ("GET", "/api/v1/exposures", None),
    "get_exposure": lambda _, stay: ("GET", f"/api/v1/exposures/{stay}?why=audit", None),
    "list_stand_downs": lambda _, __: ("GET", "/api/v1/stand-downs", None),
    "list_positives": lambda _, __: ("GET", "/api/v1/exposures/positives", None),
    "trace_exposures": lambda job, _: ("POST", "/api/v1/exposures/trace", {"id": str(job.members[0].id)}),
    "export_trace": lambda job, _: ("POST", "/api/v1/exposures/trace.csv", {"id": str(job.members[0].id)}),
}
"""Routes that show health data of others, and how to ask each for the leader's."""
NO_LOOK = {
    "list_inside": "who is inside now, for the gate; no health",
    "list_own_stays": "one's own", "list_own_stand_downs": "one's own",
    "correct_exposure": "a change, told by its own event", "classify_exposure": "a change, told by its own event",
    "add_contact": "a change, told by its own event", "add_breach": "a change, told by its own event",
    "begin_stand_down": "a change, told by its own event", "change_stand_down": "a change, told by its own event",
    "hold_traced": "a change, told by its own event", "report_positive": "a change, told by its own event",
    "list_exposure_levels": "the catalogue of levels", "list_levels": "the catalogue of levels",
    "put_exposure_level": "the catalogue of levels",
}  # fmt: skip
"""Routes of the same subject that are no look at somebody else's health, and why."""


def test_every_route_of_the_ledger_is_a_look_or_says_why_not() -> None:
    tagged = {each.name for each in all_routes() if _of_the_ledger(each.path)}
    assert tagged - set(HEALTH_ROUTES) - set(NO_LOOK) == set()


def _of_the_ledger(path: str) -> bool:
    return path.startswith(("/api/v1/exposures", "/api/v1/stand-downs"))


@pytest.mark.parametrize("name", HEALTH_ROUTES)
def test_every_look_at_health_data_is_on_record(
    client: TestClient, work: Work, job: Job, hse: Headers, sign_in: SignIn, name: str
) -> None:
    seen_and_noted(work, job)
    with work.begin() as tx:
        stay = tx.session.scalars(select(Exposure.id)).one()
        tx.session.execute(
            text(
                "INSERT INTO positive_cases (id, unit_id, member_id, hazard_class, found_at, reported_at)"
                " VALUES (gen_random_uuid(), :unit, :member, 'flood', :now, :now)"
            ),
            {"unit": job.unit.id, "member": job.members[0].id, "now": tx.now},
        )
        tx.session.execute(
            text(
                "INSERT INTO stand_downs (id, unit_id, crew_id, member_id, cause, begins_at, until)"
                " VALUES (gen_random_uuid(), :unit, :crew, :member, 'hse', :now, :until)"
            ),
            {
                "unit": job.unit.id, "crew": job.crew.crew.id, "member": job.members[0].id, "now": tx.now,
                "until": tx.now + timedelta(days=1),
            },
        )  # fmt: skip
    method, path, body = HEALTH_ROUTES[name](job, stay)
    answer = client.request(method, path, json=body, headers=hse)
    assert answer.status_code == 200, answer.text
    with work.look() as tx:
        found = tx.session.scalars(select(HealthRead).where(HealthRead.member_id == job.members[0].id)).all()
        assert [each.reader for each in found] == ["hse"]
        assert tx.session.get_one(Event, found[0].event_id).verb == found[0].what
    own = client.get("/api/v1/me/health-reads", headers=sign_in(job.leader.id)).json()
    assert [(each["reader"], each["what"]) for each in own] == [("hse", found[0].what)]
    listed = client.get(f"{URL}/health-reads", headers=hse).json()["items"]
    assert [each["name"] for each in listed] == ["Minh"]


def test_an_export_by_the_administrator_is_a_look_too(client: TestClient, work: Work, job: Job, admin: Headers) -> None:
    seen_and_noted(work, job)
    request = ask(client, admin, "access", member_id=str(job.members[0].id))
    client.post(f"{URL}/requests/{request['id']}/export", headers=admin)
    with work.look() as tx:
        found = tx.session.scalars(select(HealthRead)).one()
    assert (found.what, found.why, found.reader) == ("privacy.exported", "request", "admin")


def test_everybody_may_know_how_long_data_is_kept(client: TestClient, job: Job, sign_in: SignIn) -> None:
    asked = sign_in(job.member.id) | {"Accept-Language": "vi"}
    rules = {each["code"]: each for each in client.get(f"{URL}/rules", headers=asked).json()}
    assert (rules["positions"]["days"], rules["exposures"]["days"]) == (30, 90)
    assert rules["positions"]["title"] == "Vị trí khi làm nhiệm vụ"
