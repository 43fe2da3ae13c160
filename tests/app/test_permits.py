"""Entry permits: who sees and answers them, what an answer sets, who hears of it, and what makes them void."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response
from sqlalchemy import Connection, select

from app.access import Role, system
from app.adapters.jobs import ProcrastinateJobs
from app.clock import ManualClock
from app.schema.authorities import Authority
from app.schema.devices import Push
from app.schema.events import Event
from app.schema.people import User
from app.services import permits
from app.services.work import Work
from tests.support.accounts import OPERATOR, add_user
from tests.support.jobs import AREA, GATE, Job, add_version, in_force, make_job, permit_of, request, request_in

PERMITS = "/api/v1/entry-permits"
Headers = dict[str, str]
SignIn = Callable[[UUID], Headers]
TASK = system("test")


@pytest.fixture
def officer(work: Work, job: Job) -> User:
    return add_user(work, "liaison", Role.LIAISON, job.authority)


@pytest.fixture
def liaison(officer: User, sign_in: SignIn) -> Headers:
    return sign_in(officer.id)


def step(client: TestClient, headers: Headers, permit_id: object, to: str, **more: object) -> Response:
    return client.post(f"{PERMITS}/{permit_id}/transitions", headers=headers, json={"to": to} | more)


def events_of(work: Work, permit_id: UUID) -> list[Event]:
    with work.look() as tx:
        return list(tx.session.scalars(select(Event).where(Event.subject_id == permit_id).order_by(Event.id)))


def pushes_of(work: Work, job: Job) -> list[tuple[str, UUID]]:
    with work.look() as tx:
        query = select(Push.kind, Push.user_id).where(Push.assignment_id == job.assignment.id)
        return [(kind, user_id) for kind, user_id in tx.session.execute(query)]


def state_of(work: Work, permit_id: UUID) -> str:
    with permit_of(work, permit_id) as (_, permit):
        return permit.state


def test_a_request_names_everybody_and_is_due_by_the_authoritys_time(
    client: TestClient, officer: User, sign_in: SignIn, permit_id: UUID, job: Job, clock: ManualClock
) -> None:
    permit = client.get(f"{PERMITS}/{permit_id}", headers=sign_in(officer.id)).json()
    assert permit["number"] == "DN-P26-000001"
    assert (permit["state"], permit["overdue"], permit["reason"]) == ("requested", False, "no supply")
    assert [each["name"] for each in permit["people"]] == ["Minh", "Nam"]
    assert [each["plate"] for each in permit["vehicles"]] == ["43C-DN"]
    assert permit["zone"]["geometry"]["type"] == "MultiPolygon"
    assert permit["requested_window"]["until"] == "2026-04-01T08:00:00Z"
    assert permit["respond_by"] == "2026-04-01T06:00:00Z"
    clock.advance(timedelta(minutes=job.authority.response_minutes))
    assert client.get(f"{PERMITS}/{permit_id}", headers=sign_in(officer.id)).json()["overdue"]


def test_no_second_request_while_one_is_live_and_none_where_none_is_needed(
    work: Work, job: Job, permit_id: UUID
) -> None:
    with work.begin() as tx:
        assert request_in(tx, job) == []
        assert request_in(tx, job, in_force(make_job(work, "HUE"), permit_needed=False)) == []


@pytest.mark.parametrize("which", ["authority", "parent"])
def test_an_authority_and_those_above_it_see_and_answer(
    work: Work, client: TestClient, sign_in: SignIn, job: Job, permit_id: UUID, which: str
) -> None:
    over: Authority = getattr(job, which)
    headers = sign_in(add_user(work, "officer", Role.LIAISON, over).id)
    found = client.get(PERMITS, headers=headers, params={"state": "open"}).json()["items"]
    assert [each["id"] for each in found] == [str(permit_id)]
    assert step(client, headers, permit_id, "acknowledged").json()["state"] == "acknowledged"
    assert step(client, headers, permit_id, "approved").json()["state"] == "approved"


def test_a_sibling_authority_and_another_unit_see_and_answer_nothing(
    work: Work, client: TestClient, sign_in: SignIn, job: Job, permit_id: UUID
) -> None:
    other = make_job(work, "HUE", job.parent)
    for role, over in ((Role.LIAISON, other.authority), (Role.DISPATCHER, other.unit)):
        headers = sign_in(add_user(work, f"other-{role}", role, over).id)
        assert client.get(PERMITS, headers=headers).json()["items"] == []
        assert client.get(f"{PERMITS}/{permit_id}", headers=headers).status_code == 404
        to = "approved" if role is Role.LIAISON else "withdrawn"
        assert step(client, headers, permit_id, to).status_code == 404
    assert state_of(work, permit_id) == "requested"


def test_dispatch_reads_and_withdraws_but_never_answers(
    client: TestClient, dispatcher: Headers, liaison: Headers, permit_id: UUID
) -> None:
    assert len(client.get(PERMITS, headers=dispatcher).json()["items"]) == 1
    assert step(client, dispatcher, permit_id, "approved").status_code == 403
    assert step(client, liaison, permit_id, "withdrawn").status_code == 403
    assert step(client, dispatcher, permit_id, "withdrawn").json()["state"] == "withdrawn"


def test_an_approval_is_as_requested_unless_it_says_otherwise(
    client: TestClient, liaison: Headers, permit_id: UUID
) -> None:
    permit = step(client, liaison, permit_id, "approved").json()
    window = permit["requested_window"]
    assert (permit["valid_from"], permit["valid_until"]) == (window["from"], window["until"])
    assert (permit["channel"], permit["gate"], permit["conditions"]) == ("screen", None, [])
    assert permit["decided_by"] == "Liaison"


def test_an_approval_sets_window_gate_conditions_and_channel(
    client: TestClient, liaison: Headers, permit_id: UUID
) -> None:
    said = {"valid_from": "2026-04-01T06:00:00Z", "valid_until": "2026-04-01T07:00:00Z", "conditions": ["two people"]}
    note = {"channel": "letter", "channel_note": "No 12", "gate": {"name": GATE}}
    permit = step(client, liaison, permit_id, "approved", **said, **note).json()
    assert {name: permit[name] for name in said} == said
    assert permit["gate"] == {"name": GATE, "place": {"type": "Point", "coordinates": [108.21, 16.05]}}
    assert (permit["channel"], permit["channel_note"]) == ("letter", "No 12")


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"to": "approved", "gate": {"name": "nowhere"}}, "gate"),
        ({"to": "approved", "valid_from": "2026-04-01T08:00:00Z"}, "valid_until"),
        ({"to": "denied"}, "reason"),
    ],
)
def test_an_answer_that_cannot_be_is_refused(
    work: Work, client: TestClient, liaison: Headers, permit_id: UUID, more: dict[str, object], field: str
) -> None:
    answer = client.post(f"{PERMITS}/{permit_id}/transitions", headers=liaison, json=more)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, field)
    assert state_of(work, permit_id) == "requested"


def test_steps_that_the_life_cycle_does_not_know_and_stale_ones_are_refused(
    client: TestClient, officer: User, liaison: Headers, sign_in: SignIn, permit_id: UUID, clock: ManualClock
) -> None:
    refused = step(client, liaison, permit_id, "revoked", reason="outbreak")
    assert (refused.status_code, refused.json()["reasons"][0]["code"]) == (409, "lifecycle.not_allowed")
    assert step(client, liaison, permit_id, "approved", version=99).status_code == 412
    clock.advance(timedelta(hours=3))
    late = step(client, sign_in(officer.id), permit_id, "approved")
    assert (late.status_code, late.json()["reasons"][0]["code"]) == (409, "gate.permit.window_passed")


def test_approval_and_revocation_reach_unit_authority_crew_and_phones(
    work: Work, client: TestClient, liaison: Headers, permit_id: UUID, job: Job
) -> None:
    step(client, liaison, permit_id, "approved")
    step(client, liaison, permit_id, "revoked", reason="outbreak")
    told = events_of(work, permit_id)
    assert [each.verb for each in told] == ["permit.requested", "permit.approved", "permit.revoked"]
    for each in told:
        assert (each.unit_id, each.authority_id) == (job.unit.id, job.authority.id)
        assert (each.crew_id, each.ticket_id) == (job.crew.crew.id, job.ticket.id)
        assert each.assignment_id == job.assignment.id
    both = (job.leader.id, job.member.id)
    assert sorted(pushes_of(work, job)) == sorted(
        (kind, user) for kind in ("permit.approved", "permit.revoked") for user in both
    )
    assert "outbreak" not in str([each.payload for each in told])


def test_asking_again_after_a_denial_makes_a_new_permit(
    client: TestClient, liaison: Headers, dispatcher: Headers, permit_id: UUID
) -> None:
    step(client, liaison, permit_id, "denied", reason="not today")
    again = step(client, dispatcher, permit_id, "requested").json()
    assert (again["state"], again["number"]) == ("requested", "DN-P26-000002")
    assert [each["name"] for each in again["people"]] == ["Minh", "Nam"]
    taken = step(client, dispatcher, permit_id, "requested")
    assert (taken.status_code, taken.json()["code"]) == (409, "permit.already_requested")


def test_facts_fall_back_to_the_requested_window(work: Work, job: Job, permit_id: UUID) -> None:
    with work.look() as tx:
        (facts,) = permits.facts_of(tx, job.assignment.id)
    assert (facts.state, facts.valid_until) == ("requested", job.assignment.planned.upper)
    assert {line.id for line in facts.people} == {each.id for each in job.members}
    assert [line.id for line in facts.vehicles] == [job.vehicle.id]


@pytest.mark.parametrize(
    ("asks", "area", "expected"),
    [
        ({"max_people": 1}, AREA, "void"),
        ({}, (108.215, 16.055, 108.23, 16.07), "requested"),
        ({}, (108.23, 16.07, 108.24, 16.08), "void"),
    ],
)
def test_a_new_version_voids_when_it_asks_more_or_changes_over_the_place_and_binds_anew_else(
    work: Work,
    job: Job,
    permit_id: UUID,
    asks: dict[str, Any],
    area: tuple[float, float, float, float],
    expected: str,
) -> None:
    with permit_of(work, permit_id) as (tx, permit):
        new = add_version(tx, job.zone, 2, area=area, **asks)
        voided = permits.on_zone_version(tx, OPERATOR, job.zone.id, job.version, new)
        assert (permit.state, voided) == (expected, int(expected == "void"))
        assert permit.zone_version_id == (new.id if expected == "requested" else job.version.id)


def test_a_coming_version_voids_when_it_comes_not_before(
    work: Work, job: Job, permit_id: UUID, clock: ManualClock
) -> None:
    with permit_of(work, permit_id) as (tx, permit):
        new = add_version(tx, job.zone, 2, starts=timedelta(hours=1), max_people=1)
        assert permits.on_zone_version(tx, OPERATOR, job.zone.id, job.version, new) == 0
        assert permit.state == "requested"
    clock.advance(timedelta(hours=1))
    with work.begin() as tx:
        assert permits.expire_due(tx, TASK) == 1
    assert state_of(work, permit_id) == "void"
    assert events_of(work, permit_id)[-1].verb == "permit.voided"


def test_the_end_of_a_zone_voids_without_alarming_the_crew(work: Work, job: Job, permit_id: UUID) -> None:
    with work.begin() as tx:
        assert permits.on_zone_version(tx, OPERATOR, job.zone.id, job.version, None) == 1
    assert (state_of(work, permit_id), pushes_of(work, job)) == ("void", [])


def test_a_permit_expires_at_the_end_of_its_window_and_not_before(
    work: Work, client: TestClient, liaison: Headers, job: Job, permit_id: UUID, clock: ManualClock
) -> None:
    step(client, liaison, permit_id, "approved")
    clock.advance(timedelta(hours=3) - timedelta(seconds=1))
    with work.begin() as tx:
        assert permits.expire_due(tx, TASK) == 0
    clock.advance(timedelta(seconds=1))
    with work.begin() as tx:
        assert (permits.expire_due(tx, TASK), permits.expire_due(tx, TASK)) == (1, 0)
    assert state_of(work, permit_id) == "expired"
    assert ("permit.expired", job.leader.id) in pushes_of(work, job)


class BrokenOnce(ProcrastinateJobs):
    """A queue that refuses one job."""

    def __init__(self) -> None:
        self.refused = 0

    def defer(self, connection: Connection, task: str, *, lock: str | None = None, **args: str | int) -> None:
        self.refused += 1
        if self.refused == 1:
            raise RuntimeError("the queue is broken")
        super().defer(connection, task, lock=lock, **args)


def test_a_permit_that_cannot_be_expired_now_holds_up_no_other_and_comes_again(
    work: Work, client: TestClient, liaison: Headers, job: Job, permit_id: UUID, sign_in: SignIn, clock: ManualClock
) -> None:
    other = make_job(work, "HUE")
    others = sign_in(add_user(work, "liaison-hue", Role.LIAISON, other.authority).id)
    second = request(work, other)
    step(client, liaison, permit_id, "approved")
    step(client, others, second, "approved")
    clock.advance(timedelta(hours=4))
    with replace(work, jobs=BrokenOnce()).begin() as tx:
        permits.expire_due(tx, TASK)
    assert sorted(state_of(work, each) for each in (permit_id, second)) == ["approved", "expired"]
    with work.begin() as tx:
        assert permits.expire_due(tx, TASK) == 1
    assert {state_of(work, each) for each in (permit_id, second)} == {"expired"}


def test_a_late_answer_is_told_once_to_the_authority_and_its_parent(
    work: Work, job: Job, permit_id: UUID, clock: ManualClock
) -> None:
    clock.advance(timedelta(minutes=job.authority.response_minutes))
    with work.begin() as tx:
        assert (permits.remind_due(tx, TASK), permits.remind_due(tx, TASK)) == (1, 0)
    told = [(each.verb, each.authority_id) for each in events_of(work, permit_id)[1:]]
    assert sorted(told) == [("permit.escalated", job.parent.id), ("permit.reminded", job.authority.id)]


@pytest.mark.parametrize(("approved", "expected"), [(True, "closed"), (False, "withdrawn")])
def test_the_end_of_the_job_closes_what_was_given_and_takes_back_what_was_asked(
    work: Work, client: TestClient, liaison: Headers, job: Job, permit_id: UUID, approved: bool, expected: str
) -> None:
    if approved:
        step(client, liaison, permit_id, "approved")
    with work.begin() as tx:
        permits.close_for(tx, OPERATOR, job.assignment.id)
    assert state_of(work, permit_id) == expected


def test_permits_are_listed_newest_first_in_pages(
    work: Work, client: TestClient, dispatcher: Headers, liaison: Headers, job: Job, permit_id: UUID
) -> None:
    step(client, liaison, permit_id, "denied", reason="no")
    newer = step(client, dispatcher, permit_id, "requested").json()["id"]
    first = client.get(PERMITS, headers=dispatcher, params={"limit": 1}).json()
    rest = client.get(PERMITS, headers=dispatcher, params={"limit": 1, "cursor": first["next_cursor"]}).json()
    assert [each["id"] for each in first["items"] + rest["items"]] == [newer, str(permit_id)]
    assert rest["next_cursor"] is None
    none = client.get(PERMITS, headers=dispatcher, params={"authority_id": str(uuid4())}).json()
    assert none["items"] == []


def test_views_stand_by_their_assignment(work: Work, job: Job, permit_id: UUID) -> None:
    with work.look() as tx:
        views = permits.views_of(tx, [job.assignment.id])
    assert [each.permit.id for each in views[job.assignment.id]] == [permit_id]
