"""The life of a checklist: made once, voided where it no longer fits, completed once, in its own template version."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select

from app.access import Grant, Role, Subject
from app.clock import ManualClock
from app.errors import ConflictError
from app.schema.assignments import Assignment
from app.schema.checklists import Checklist, ChecklistTemplate
from app.schema.events import Event
from app.services import checklist_templates, checklists
from app.services.checklist_entries import Given
from app.services.checklist_entries import confirm as confirm_entry
from app.services.checklists import ChecklistView
from app.services.work import Tx, Work
from compliance.shipped import TEMPLATES
from compliance.text import Text
from tests.app.test_zone_around import OUTSIDE, publish
from tests.support.accounts import OPERATOR
from tests.support.crew_phone import Desk, Phone, assigned
from tests.support.jobs import Job, make_job

ALL = ("tailboard", "donning", "dead_work", "doffing", "disinfection")


@pytest.fixture
def job(work: Work) -> Job:
    made = make_job(work)
    with work.begin() as tx:
        checklists.seed(tx)
        checklists.create_for(tx, OPERATOR, row_of(tx, made), ALL)
    return made


@pytest.fixture
def leader(job: Job) -> Subject:
    grants = (Grant(Role.WORKER, frozenset({job.unit.id})),)
    return Subject(job.leader.id, job.leader.username, grants, job.crew.crew.id, job.members[0].id)


def row_of(tx: Tx, job: Job) -> Assignment:
    return tx.session.get_one(Assignment, job.assignment.id)


def lists_of(work: Work, job: Job) -> dict[str, ChecklistView]:
    with work.look() as tx:
        views = checklists.statuses(tx, job.assignment.id)
    return {view.row.template_code: view for view in views if view.state != "void"}


def told(work: Work, assignment_id: object, verb: str) -> list[str]:
    """Templates of the lists to which something happened."""
    query = select(Event).where(Event.assignment_id == assignment_id, Event.verb == verb).order_by(Event.id)
    with work.look() as tx:
        return [each.payload["template"] for each in tx.session.scalars(query)]


def confirm(work: Work, subject: Subject, view: ChecklistView, item: str, of: UUID | None, value: Any = None) -> None:
    with work.begin() as tx:
        confirm_entry(tx, subject, view.row.id, Given(uuid4(), item, of, "ok", value, None, tx.now))


def test_each_list_is_told_once_when_it_is_made(work: Work, job: Job) -> None:
    with work.begin() as tx:
        checklists.create_for(tx, OPERATOR, row_of(tx, job), ALL)
    assert told(work, job.assignment.id, "checklist.created") == list(ALL)


@pytest.mark.parametrize(
    ("purpose", "gone"),
    [
        ("briefing", {"tailboard"}),
        ("entry", {"donning"}),
        ("work", {"dead_work"}),
        ("exit", {"doffing", "disinfection"}),
    ],
)
def test_a_purpose_voids_its_own_lists_once_and_no_others(work: Work, job: Job, purpose: str, gone: set[str]) -> None:
    for _ in range(2):
        with work.begin() as tx:
            checklists.void_for(tx, OPERATOR, row_of(tx, job), purpose, "zone.changed")
    assert set(lists_of(work, job)) == set(ALL) - gone
    assert sorted(told(work, job.assignment.id, "checklist.voided")) == sorted(gone)
    with work.look() as tx:
        void = tx.session.scalars(select(Checklist).where(Checklist.state == "void")).all()
    assert {(each.template_code, each.void_reason) for each in void} == {(code, "zone.changed") for code in gone}


@pytest.mark.parametrize("code", ["donning", "doffing", "disinfection"])
def test_the_steps_are_confirmed_in_their_order_only(
    work: Work, job: Job, leader: Subject, clock: ManualClock, code: str
) -> None:
    items = TEMPLATES[code].items
    for at, item in enumerate(items):
        view = lists_of(work, job)[code]
        for later in items[at + 1 :]:
            with pytest.raises(ConflictError) as early:
                confirm(work, leader, view, later.key, of(later.per, leader), "x")
            assert early.value.code == "checklist.order.earlier_missing"
        value: Any = {"text": "R-17", "choice": "alcohol_70_wipe"}.get(item.kind)
        if item.kind == "timer":
            value = clock.now().isoformat()
            clock.advance(timedelta(seconds=item.min_seconds or 0))
        for member in [each.id for each in job.members] if item.per == "person" else [None]:
            confirm(work, leader, view, item.key, member, value)
    assert lists_of(work, job)[code].state == "complete"
    assert told(work, job.assignment.id, "checklist.completed") == [code]


def of(per: str, subject: Subject) -> UUID | None:
    return subject.member_id if per == "person" else None


def test_loading_what_ships_again_changes_nothing(work: Work, job: Job) -> None:
    def stored() -> list[tuple[Any, ...]]:
        columns = (ChecklistTemplate.id, ChecklistTemplate.code, ChecklistTemplate.version_no)
        with work.look() as tx:
            return [tuple(row) for row in tx.session.execute(select(*columns).order_by(ChecklistTemplate.id))]

    before = stored()
    with work.begin() as tx:
        checklists.seed(tx)
    assert stored() == before


def test_a_changed_template_is_a_new_version_and_running_jobs_keep_theirs(
    work: Work, job: Job, leader: Subject
) -> None:
    donning = TEMPLATES["donning"]
    confirm(work, leader, lists_of(work, job)["donning"], donning.items[0].key, leader.member_id)
    changed = replace(
        donning, version=2, items=(*donning.items, replace(donning.items[0], key="mirror", text=Text("Soi", "Look")))
    )
    checklist_templates.publish(work, OPERATOR, changed)
    other = make_job(work, "HUE")
    with work.begin() as tx:
        checklists.seed(tx)
        checklists.create_for(tx, OPERATOR, row_of(tx, job), ALL)
        checklists.create_for(tx, OPERATOR, row_of(tx, other), ["donning"])
        versions = tx.session.scalar(select(func.count()).where(ChecklistTemplate.code == "donning"))
    assert versions == 2
    running, new = lists_of(work, job)["donning"], lists_of(work, other)["donning"]
    assert (running.template, running.done, running.total) == (donning, 1, 10)
    assert (new.template, new.total) == (changed, 12)


def purposes(pack: dict[str, Any]) -> set[str]:
    return {each["purpose"] for each in pack["checklists"]}


def test_lists_that_no_zone_asks_for_any_more_are_void_and_come_back_with_it(
    work: Work, desk: Desk, clock: ManualClock
) -> None:
    zone = publish(desk)
    made, phone = assigned(desk, OUTSIDE), Phone(desk, clock)
    assert purposes(phone.pack()) == {"briefing", "entry", "work", "exit"}
    clock.advance(timedelta(minutes=1))
    desk("liaison", "post", f"/api/v1/zones/{zone['id']}/end", reason="hết ổ dịch")
    assert purposes(phone.pack()) == {"briefing", "work"}
    voided = ["disinfection", "doffing", "donning", "tailboard"]
    assert sorted(told(work, made["id"], "checklist.voided")) == voided
    clock.advance(timedelta(minutes=1))
    publish(desk)
    assert purposes(phone.pack()) == {"briefing", "entry", "work", "exit"}


def test_the_dead_work_order_goes_with_its_method(work: Work, desk: Desk, clock: ManualClock) -> None:
    desk("dispatcher", "post", "/api/v1/weather", expect=201, kind="calm")
    made = assigned(desk, OUTSIDE)
    path = f"/api/v1/assignments/{made['id']}/method"
    live = {"work_method": "live_line", "reason": "không cắt được", "procedure_ref": "QT-07"}
    after = desk("dispatcher", "put", path, **live)
    assert "work" not in purposes(after)
    assert told(work, made["id"], "checklist.voided") == ["tailboard", "dead_work"]
    again = desk("dispatcher", "put", path, work_method="dead_line", reason="cắt được rồi")
    assert "work" in purposes(again)
