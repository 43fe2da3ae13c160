"""Checklists: who confirms what in which order, what completes or stops them, who may read them."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import func, select

from app.access import Grant, Role, Subject
from app.clock import ManualClock
from app.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError
from app.schema.assignments import Assignment, AssignmentMember
from app.schema.checklists import Checklist, ChecklistTemplate
from app.schema.crews import CrewMember
from app.schema.events import Event
from app.schema.operations import ReferenceData
from app.schema.people import User
from app.services import checklists
from app.services.checklist_entries import Given
from app.services.checklist_entries import confirm as confirm_entry
from app.services.checklist_templates import template_of
from app.services.work import Work
from compliance.shipped import TEMPLATES
from tests.support.accounts import OPERATOR, add_user
from tests.support.jobs import Job, make_job

SignIn = Callable[[UUID], dict[str, str]]
DONNING = [item.key for item in TEMPLATES["donning"].items]


@pytest.fixture
def job(work: Work) -> Job:
    made = make_job(work)
    with work.begin() as tx:
        checklists.seed(tx)
        assignment = tx.session.get_one(Assignment, made.assignment.id)
        checklists.create_for(tx, OPERATOR, assignment, ["donning", "disinfection", "donning"])
    return made


def as_worker(job: Job, user: User, member: CrewMember) -> Subject:
    grants = (Grant(Role.WORKER, frozenset({job.unit.id})),)
    return Subject(user.id, user.username, grants, job.crew.crew.id, member.id)


@pytest.fixture
def leader(job: Job) -> Subject:
    return as_worker(job, job.leader, job.members[0])


@pytest.fixture
def member(job: Job) -> Subject:
    return as_worker(job, job.member, job.members[1])


def list_of(work: Work, job: Job, code: str = "donning") -> checklists.ChecklistView:
    with work.look() as tx:
        return next(view for view in checklists.statuses(tx, job.assignment.id) if view.row.template_code == code)


def confirm(work: Work, subject: Subject, checklist_id: UUID, item: str, of: UUID | None, **more: Any) -> Checklist:
    given: dict[str, Any] = {"id": uuid4(), "outcome": "ok", "value": None, "reason": None} | more
    with work.begin() as tx:
        given.setdefault("device_time", tx.now)
        return confirm_entry(tx, subject, checklist_id, Given(item_key=item, member_id=of, **given))


def verbs(work: Work, checklist_id: UUID) -> list[str]:
    with work.look() as tx:
        query = select(Event.verb).where(Event.subject_id == checklist_id).order_by(Event.id)
        return list(tx.session.scalars(query))


def test_what_ships_is_loaded_once_and_read_back_as_it_was(work: Work, job: Job) -> None:
    with work.begin() as tx:
        tx.session.query(ReferenceData).filter_by(kind="work_type", code="meter_check").update({"active": False})
        checklists.seed(tx)
        stored = list(tx.session.scalars(select(ChecklistTemplate)))
        assert {row.code: template_of(row) for row in stored} == dict(TEMPLATES)
        assert len(stored) == len(TEMPLATES)
        offered = next(template_of(row) for row in stored if row.code == "disinfection").find("agent")
        assert list(offered.choices or ()) == list(TEMPLATES["disinfection"].find("agent").choices)
        assert not tx.session.get_one(ReferenceData, ("work_type", "meter_check")).active
        kinds = dict(tx.session.execute(select(ReferenceData.kind, func.count()).group_by(ReferenceData.kind)).all())
    assert kinds["work_type"] == 12
    assert set(kinds) == {
        "work_type", "hazard", "hazard_class", "isolation_level", "ppe_profile", "disinfection_profile",
        "cap_category", "exposure_level",
    }  # fmt: skip


def test_an_assignment_gets_each_list_once_and_unknown_ones_never(work: Work, job: Job) -> None:
    with work.begin() as tx:
        assignment = tx.session.get_one(Assignment, job.assignment.id)
        checklists.create_for(tx, OPERATOR, assignment, ["donning"])
        assert [view.row.template_code for view in checklists.statuses(tx, assignment.id)] == [
            "donning", "disinfection",
        ]  # fmt: skip
        with pytest.raises(ConflictError):
            checklists.create_for(tx, OPERATOR, assignment, ["dancing"])


def test_each_confirms_in_order_on_the_own_phone_until_it_is_complete(
    work: Work, job: Job, leader: Subject, member: Subject
) -> None:
    view = list_of(work, job)
    assert (view.state, view.done, view.total) == ("open", 0, 10)
    with pytest.raises(ConflictError) as early:
        confirm(work, member, view.row.id, "gloves", member.member_id)
    assert early.value.code == "checklist.order.earlier_missing"
    for who in (leader, member):
        for item in DONNING:
            assert list_of(work, job).state == "open"
            confirm(work, who, view.row.id, item, who.member_id)
    done = list_of(work, job)
    assert (done.state, done.row.state, done.done, done.total) == ("complete", "complete", 10, 10)
    assert done.row.completed_at is not None
    assert verbs(work, view.row.id) == ["checklist.created", *["checklist.confirmed"] * 10, "checklist.completed"]


def test_only_the_leaders_phone_confirms_for_another(work: Work, job: Job, leader: Subject, member: Subject) -> None:
    checklist_id = list_of(work, job).row.id
    with pytest.raises(ForbiddenError):
        confirm(work, member, checklist_id, DONNING[0], leader.member_id)
    confirm(work, leader, checklist_id, DONNING[0], member.member_id)
    (entry,) = list_of(work, job).entries
    assert (entry.member_id, entry.by_user) == (member.member_id, leader.user_id)


def test_the_same_action_again_changes_nothing(work: Work, job: Job, leader: Subject) -> None:
    checklist_id, entry_id = list_of(work, job).row.id, uuid4()
    first = confirm(work, leader, checklist_id, DONNING[0], leader.member_id, id=entry_id).version
    again = confirm(work, leader, checklist_id, DONNING[0], leader.member_id, id=entry_id).version
    assert (first, again, len(list_of(work, job).entries)) == (2, 2, 1)
    with pytest.raises(ConflictError):
        confirm(work, leader, checklist_id, DONNING[1], leader.member_id, id=entry_id)


def test_a_critical_failure_stops_the_list_and_is_told(work: Work, job: Job, leader: Subject, member: Subject) -> None:
    checklist_id = list_of(work, job).row.id
    for item in DONNING[:2]:
        confirm(work, leader, checklist_id, item, leader.member_id)
    confirm(work, leader, checklist_id, "respirator", leader.member_id, outcome="failed", reason="leaks")
    assert (list_of(work, job).state, verbs(work, checklist_id)[-1]) == ("failed", "checklist.failed")
    with pytest.raises(ConflictError) as stopped:
        confirm(work, member, checklist_id, DONNING[0], member.member_id)
    assert stopped.value.code == "checklist.stopped"
    with work.look() as tx:
        told = tx.session.scalars(select(Event).where(Event.verb == "checklist.failed")).one()
    assert (told.unit_id, told.crew_id) == (job.unit.id, job.crew.crew.id)
    assert (told.ticket_id, told.assignment_id) == (job.ticket.id, job.assignment.id)
    assert "leaks" not in str(told.payload)


def test_a_contact_time_must_have_passed(work: Work, job: Job, leader: Subject, clock: ManualClock) -> None:
    checklist_id = list_of(work, job, "disinfection").row.id
    for item in ("soap_clean", "agent", "touch_points", "tools"):
        confirm(work, leader, checklist_id, item, None, value="alcohol_70_wipe" if item == "agent" else None)
    started_at = clock.now().isoformat()
    clock.advance(timedelta(seconds=599))
    with pytest.raises(ConflictError) as short:
        confirm(work, leader, checklist_id, "dwell", None, value=started_at)
    assert short.value.code == "checklist.timer.too_short"
    clock.advance(timedelta(seconds=1))
    confirm(work, leader, checklist_id, "dwell", None, value=started_at)
    assert list_of(work, job, "disinfection").status.next_item == ("wipe", None)


def test_a_member_who_joins_has_to_confirm_too(work: Work, job: Job, leader: Subject) -> None:
    with work.begin() as tx:
        other = tx.session.get_one(AssignmentMember, (job.assignment.id, job.members[1].id))
        other.active = False
    checklist_id = list_of(work, job).row.id
    for item in DONNING:
        confirm(work, leader, checklist_id, item, leader.member_id)
    assert list_of(work, job).state == "complete"
    with work.begin() as tx:
        tx.session.get_one(AssignmentMember, (job.assignment.id, job.members[1].id)).active = True
    assert (list_of(work, job).state, len(list_of(work, job).status.missing)) == ("open", 5)


def test_what_is_confirmed_on_a_void_list_is_kept_and_leads_to_nothing(work: Work, job: Job, leader: Subject) -> None:
    old = list_of(work, job).row.id
    with work.begin() as tx:
        assignment = tx.session.get_one(Assignment, job.assignment.id)
        checklists.void_for(tx, OPERATOR, assignment, "entry", "zone.changed")
        checklists.create_for(tx, OPERATOR, assignment, ["donning"])
        states = [(view.row.template_code, view.state) for view in checklists.statuses(tx, job.assignment.id)]
    assert states == [("donning", "void"), ("disinfection", "open"), ("donning", "open")]
    for item in DONNING:
        for member in job.members:
            confirm(work, leader, old, item, member.id)
    with work.begin() as tx:
        lists = checklists.statuses(tx, job.assignment.id)
        assert [(view.row.template_code, view.state) for view in lists] == states
        assert [len(view.entries) for view in lists] == [len(DONNING) * len(job.members), 0, 0]


def test_other_crews_and_odd_values_are_refused(work: Work, job: Job, leader: Subject) -> None:
    checklist_id = list_of(work, job).row.id
    other = make_job(work, "HUE")
    with pytest.raises(NotFoundError):
        confirm(work, as_worker(other, other.leader, other.members[0]), checklist_id, DONNING[0], None)
    with pytest.raises(InvalidError):
        confirm(work, leader, checklist_id, DONNING[0], leader.member_id, value={"a": 1})
    assert list_of(work, job).entries == ()


def test_the_unit_and_the_crew_read_a_list_in_their_language(
    work: Work, client: TestClient, sign_in: SignIn, job: Job, leader: Subject
) -> None:
    row = list_of(work, job).row
    confirm(work, leader, row.id, DONNING[0], leader.member_id)
    desk = add_user(work, "dispatcher", Role.DISPATCHER, job.unit)
    for user in (desk, job.member):
        headers = sign_in(user.id) | {"Accept-Language": "vi"}
        shown = client.get(f"/api/v1/checklists/{row.id}", headers=headers).json()
        assert (shown["state"], shown["done"], shown["total"]) == ("open", 1, 10)
        assert shown["template"]["items"][0]["label"] == "Vệ sinh tay"
        assert shown["entries"][0]["value"] is True
        assert shown["next_item"]["item_key"] in DONNING[:2]
    other = make_job(work, "HUE")
    stranger = add_user(work, "stranger", Role.DISPATCHER, other.unit)
    for user in (stranger, other.leader):
        assert client.get(f"/api/v1/checklists/{row.id}", headers=sign_in(user.id)).status_code == 404


def test_templates_are_listed_with_their_items(client: TestClient, sign_in: SignIn, job: Job) -> None:
    found = client.get("/api/v1/checklist-templates", headers=sign_in(job.leader.id)).json()
    assert [each["code"] for each in found] == sorted(TEMPLATES)
    donning = next(each for each in found if each["code"] == "donning")
    assert (donning["kind"], donning["hse_must_confirm"], len(donning["items"])) == ("entry", True, 5)
    assert donning["items"][2]["critical"]
