"""A critical item that failed stops the job at once, is followed up, and lets it go on only by somebody's decision."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from app.access import Role, Subject
from app.clock import ManualClock
from app.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError, StaleError
from app.schema.assignments import Assignment
from app.schema.events import Event
from app.services import assignments, checklists, follow_ups, people
from app.services.checklist_entries import Given, confirm
from app.services.follow_up_views import FollowUpView
from app.services.work import Work
from compliance.shipped import TEMPLATES
from tests.support.accounts import OPERATOR, add_user
from tests.support.crew_phone import Desk, Phone, assigned, codes
from tests.support.jobs import Job, make_job

SignIn = Callable[[UUID], dict[str, str]]
DONNING = [item.key for item in TEMPLATES["donning"].items]


@pytest.fixture
def job(work: Work) -> Job:
    made = make_job(work)
    with work.begin() as tx:
        checklists.seed(tx)
        assignment = tx.session.get_one(Assignment, made.assignment.id)
        checklists.create_for(tx, OPERATOR, assignment, ["donning", "tailboard"])
    return made


def of(work: Work, user_id: UUID) -> Subject:
    found = people.find_subject(work, user_id)
    assert found is not None
    return found


@pytest.fixture
def leader(work: Work, job: Job) -> Subject:
    return of(work, job.leader.id)


@pytest.fixture
def dispatcher(work: Work, job: Job) -> Subject:
    return of(work, add_user(work, "desk", Role.DISPATCHER, job.unit).id)


@pytest.fixture
def hse(work: Work, job: Job) -> Subject:
    return of(work, add_user(work, "hse", Role.HSE, job.unit).id)


def lists(work: Work, job: Job) -> list[checklists.ChecklistView]:
    with work.look() as tx:
        found = checklists.statuses(tx, job.assignment.id)
    return [each for each in found if each.row.template_code == "donning"]


def answer(work: Work, leader: Subject, job: Job, item: str, **more: Any) -> None:
    given: dict[str, Any] = {"outcome": "ok", "value": None, "reason": None} | more
    with work.begin() as tx:
        open_list = lists(work, job)[-1].row.id
        confirm(tx, leader, open_list, Given(uuid4(), item, leader.member_id, device_time=tx.now, **given))


def fail(work: Work, leader: Subject, job: Job) -> FollowUpView:
    for item in DONNING[:2]:
        answer(work, leader, job, item)
    answer(work, leader, job, "respirator", outcome="failed", reason="leaks at the chin")
    (found,) = listed(work, leader, "open")
    return found


def listed(work: Work, subject: Subject, state: str | None = None) -> list[FollowUpView]:
    return follow_ups.list_follow_ups(work, subject, state=state, assignment_id=None, before=None, limit=50)


def told(work: Work, verb: str) -> Event:
    with work.look() as tx:
        return tx.session.scalars(select(Event).where(Event.verb == verb)).one()


def state_of(work: Work, job: Job) -> str:
    with work.look() as tx:
        return tx.session.get_one(Assignment, job.assignment.id).state


def test_a_failure_opens_a_follow_up_that_says_what_failed_and_whose(work: Work, job: Job, leader: Subject) -> None:
    found = fail(work, leader, job)
    assert (found.row.state, found.item.key, found.member_name) == ("open", "respirator", "Minh")
    assert found.entry.reason == "leaks at the chin"
    event = told(work, "follow_up.opened")
    assert (event.unit_id, event.crew_id) == (job.unit.id, job.crew.crew.id)
    assert (event.ticket_id, event.assignment_id) == (job.ticket.id, job.assignment.id)
    assert event.payload["item"] == "respirator"
    assert "chin" not in str(event.payload)


def test_a_failure_that_is_not_critical_is_nobodys_to_decide(work: Work, job: Job, leader: Subject) -> None:
    answer(work, leader, job, DONNING[0], outcome="failed", reason="no soap")
    assert listed(work, leader) == []


def test_an_answer_corrected_to_failed_stops_the_job_too(work: Work, job: Job, leader: Subject) -> None:
    for item in DONNING[:3]:
        answer(work, leader, job, item)
    held = next(each for each in lists(work, job)[-1].entries if each.item_key == "respirator")
    answer(work, leader, job, "respirator", outcome="failed", reason="leaks after all", corrects=held.id)
    assert len(listed(work, leader, "open")) == 1
    entries = {(each.outcome, each.corrects) for each in lists(work, job)[-1].entries if each.item_key == "respirator"}
    assert entries == {("ok", None), ("failed", held.id)}
    assert told(work, "checklist.corrected").payload["corrects"] == str(held.id)


def test_repeating_gives_the_crew_a_new_list_of_the_same_version(
    work: Work, job: Job, leader: Subject, dispatcher: Subject
) -> None:
    found = fail(work, leader, job)
    solved = follow_ups.resolve(work, dispatcher, found.row.id, "repeated", "took a new mask", 1)
    assert (solved.row.state, solved.row.resolution, solved.row.note) == ("resolved", "repeated", "took a new mask")
    assert (solved.row.resolved_name, solved.row.resolved_by) == ("desk", dispatcher.user_id)
    old, new = lists(work, job)
    assert (old.state, old.row.void_reason, len(old.entries)) == ("void", "follow_up.repeated", 3)
    assert (new.state, new.row.template_id, new.entries) == ("open", old.row.template_id, ())
    answer(work, leader, job, DONNING[0])


def test_hse_accepts_and_the_list_goes_on_with_its_failure(work: Work, job: Job, leader: Subject, hse: Subject) -> None:
    found = fail(work, leader, job)
    follow_ups.resolve(work, hse, found.row.id, "accepted", "half mask is enough here")
    (view,) = lists(work, job)
    assert (view.state, view.row.state) == ("open", "open")
    answer(work, leader, job, "eye_protection")


def test_only_hse_accepts(work: Work, job: Job, leader: Subject, dispatcher: Subject) -> None:
    found = fail(work, leader, job)
    with pytest.raises(ForbiddenError) as refused:
        follow_ups.resolve(work, dispatcher, found.row.id, "accepted", "go on")
    assert refused.value.code == "follow_up.hse_only"
    assert listed(work, leader, "open")


def test_the_crew_decides_nothing(work: Work, job: Job, leader: Subject) -> None:
    found = fail(work, leader, job)
    with pytest.raises(ForbiddenError):
        follow_ups.resolve(work, leader, found.row.id, "repeated", "fine now")


def test_ending_the_job_takes_it_off_the_crew(work: Work, job: Job, leader: Subject, dispatcher: Subject) -> None:
    found = fail(work, leader, job)
    follow_ups.resolve(work, dispatcher, found.row.id, "aborted", "no masks left")
    assert state_of(work, job) == "withdrawn"


def test_a_decision_needs_a_word_the_newest_version_and_is_taken_once(
    work: Work, job: Job, leader: Subject, dispatcher: Subject
) -> None:
    found = fail(work, leader, job)
    with pytest.raises(InvalidError):
        follow_ups.resolve(work, dispatcher, found.row.id, "repeated", " ")
    with pytest.raises(StaleError):
        follow_ups.resolve(work, dispatcher, found.row.id, "repeated", "x", 7)
    follow_ups.resolve(work, dispatcher, found.row.id, "repeated", "x")
    with pytest.raises(ConflictError) as before:
        follow_ups.resolve(work, dispatcher, found.row.id, "aborted", "x")
    assert before.value.code == "follow_up.resolved_before"


def test_another_unit_sees_and_decides_nothing(work: Work, job: Job, leader: Subject) -> None:
    found = fail(work, leader, job)
    other = make_job(work, "HUE")
    stranger = of(work, add_user(work, "stranger", Role.DISPATCHER, other.unit).id)
    for who in (stranger, of(work, other.leader.id)):
        assert listed(work, who) == []
        with pytest.raises(NotFoundError):
            follow_ups.get_follow_up(work, who, found.row.id)
    with pytest.raises(NotFoundError):
        follow_ups.resolve(work, stranger, found.row.id, "repeated", "x")


def test_a_list_that_was_made_void_does_not_free_the_job(
    work: Work, job: Job, leader: Subject, dispatcher: Subject
) -> None:
    found = fail(work, leader, job)
    with work.begin() as tx:
        assignment = tx.session.get_one(Assignment, job.assignment.id)
        checklists.void_for(tx, OPERATOR, assignment, "entry", "zone.changed")
        checklists.create_for(tx, OPERATOR, assignment, ["donning"])
    assert listed(work, leader, "open")
    follow_ups.resolve(work, dispatcher, found.row.id, "repeated", "done again")
    assert [each.state for each in lists(work, job)] == ["void", "open"]


@pytest.mark.parametrize("to", ["working", "restored", "closed"])
def test_no_step_forward_is_taken_while_it_is_open(work: Work, job: Job, leader: Subject, to: str) -> None:
    fail(work, leader, job)
    before = {"working": "inside", "restored": "working", "closed": "restored"}[to]
    with work.begin() as tx:
        tx.session.get_one(Assignment, job.assignment.id).state = before
    with pytest.raises(ConflictError) as stopped:
        assignments.transition(work, leader, job.assignment.id, to)
    assert next(each.code for each in stopped.value.reasons) in ("follow_up.open", "lifecycle.exit_first")
    assert state_of(work, job) == before


def test_the_way_out_stays_open(work: Work, job: Job, leader: Subject) -> None:
    fail(work, leader, job)
    with work.begin() as tx:
        tx.session.get_one(Assignment, job.assignment.id).state = "working"
    assignments.transition(work, leader, job.assignment.id, "exiting")
    assert state_of(work, job) == "exiting"


def test_a_late_replay_does_not_slip_past_and_the_console_shows_what_failed(desk: Desk, clock: ManualClock) -> None:
    made, phone = assigned(desk), Phone(desk, clock)
    for kind in ("assignment.accept",):
        assert phone.send(kind, made["id"])["outcome"] == "applied"
    for to in ("en_route", "waiting_entry"):
        assert phone.go(made["id"], to)["outcome"] == "applied"
    order = next(each for each in phone.pack()["checklists"] if each["template_code"] == "dead_work")
    body = {"checklist_id": order["id"], "item_key": "switch_off", "outcome": "failed", "reason": "khóa không ăn"}
    failed, working = phone.send_all(
        [
            phone.note("checklist.entry", made["id"], **body),
            phone.note("assignment.transition", made["id"], to="inside"),
        ]
    )
    assert failed["outcome"] == "applied"
    assert (working["outcome"], working["code"], codes(working)) == (
        "conflict",
        "checklist.stopped",
        {"follow_up.open"},
    )
    (shown,) = desk("dispatcher", "get", f"/api/v1/assignments/{made['id']}")["follow_ups"]
    assert (shown["state"], shown["said"], shown["item_key"]) == ("open", "khóa không ăn", "switch_off")
    (listed_,) = desk("dispatcher", "get", "/api/v1/follow-ups", state="open")["items"]
    assert listed_ == shown


def test_a_decision_over_http_names_its_version(
    work: Work, client: TestClient, sign_in: SignIn, job: Job, leader: Subject, dispatcher: Subject
) -> None:
    found = fail(work, leader, job)
    assert dispatcher.user_id is not None
    path, headers = f"/api/v1/follow-ups/{found.row.id}", sign_in(dispatcher.user_id)
    read = client.get(path, headers=headers)
    body = {"resolution": "repeated", "note": "lần nữa"}
    assert client.post(f"{path}/resolve", headers=headers, json=body).status_code == 428
    solved = client.post(f"{path}/resolve", headers=headers | {"If-Match": read.headers["ETag"]}, json=body)
    assert (solved.status_code, solved.json()["state"], solved.json()["note"]) == (200, "resolved", "lần nữa")
