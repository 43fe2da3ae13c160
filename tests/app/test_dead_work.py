"""On a dead line work begins when it is switched off, tested dead, earthed and fenced: on every way to `working`."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from app.clock import ManualClock
from app.schema.events import Event
from app.services.work import Work
from tests.support.crew_phone import Desk, Phone, assigned, ordered

OUTSIDE = "Hòa Khánh Bắc"


@pytest.fixture
def phone(desk: Desk, clock: ManualClock) -> Phone:
    """At a dead-line fault outside zones, briefed; nothing was done at the line yet."""
    made, phone = assigned(desk, OUTSIDE), Phone(desk, clock)
    for step in ("accepted", "en_route"):
        phone.go(made["id"], step)
    phone.fill("briefing")
    return phone


def answers(phone: Phone, *items: str) -> list[dict[str, Any]]:
    """Confirmations of the dead-work order that wait on the phone."""
    pack = phone.pack()
    order = next(each for each in pack["checklists"] if each["template_code"] == "dead_work")
    return [
        phone.note("checklist.entry", pack["id"], checklist_id=order["id"], item_key=item, outcome="ok")
        for item in items
    ]


def test_work_waits_until_all_of_it_is_confirmed(phone: Phone, desk: Desk) -> None:
    job = phone.pack()["id"]
    assert desk("dispatcher", "get", f"/api/v1/assignments/{job}/gate")["allowed"]
    phone.send_all(answers(phone, "switch_off", "test_dead", "earth"))
    refused = phone.go(job, "working")
    assert (refused["outcome"], refused["code"], refused["state"]) == ("conflict", "dead_work.open", "en_route")
    phone.send_all(answers(phone, "fence_and_sign"))
    assert phone.go(job, "working")["outcome"] == "applied"


def test_what_waited_on_the_phone_comes_in_its_order(phone: Phone, clock: ManualClock) -> None:
    """Confirmed and begun without a network: by what holds when it comes, all of it is done."""
    job = phone.pack()["id"]
    waiting = [
        *answers(phone, "switch_off", "test_dead", "earth", "fence_and_sign"),
        phone.note("assignment.transition", job, to="working"),
    ]
    clock.advance(timedelta(minutes=30))
    assert [each["outcome"] for each in phone.send_all(waiting)] == ["applied"] * 5


def test_a_crew_that_worked_without_it_is_reported_and_its_work_is_a_fact(
    work: Work, phone: Phone, clock: ManualClock
) -> None:
    job = phone.pack()["id"]
    waiting = [phone.note("assignment.transition", job, to="working")]
    clock.advance(timedelta(minutes=30))
    waiting.append(phone.note("assignment.transition", job, to="restored"))
    clock.advance(timedelta(minutes=30))
    began, done = phone.send_all(waiting)
    assert (began["outcome"], began["code"], began["state"]) == ("conflict", "dead_work.open", "en_route")
    assert (done["outcome"], done["code"], done["state"]) == ("applied", "lifecycle.flagged", "en_route")
    with work.look() as tx:
        told = (
            select(Event.payload["to"].as_string()).where(Event.verb == "assignment.work_reported").order_by(Event.id)
        )
        assert list(tx.session.scalars(told)) == ["working", "restored"]


def test_a_line_that_stays_live_needs_none(desk: Desk, clock: ManualClock) -> None:
    desk("dispatcher", "post", "/api/v1/weather", expect=201, kind="calm")
    live = {"work_method": "live_line", "method_reason": "không cắt được", "procedure_ref": "QT-07"}
    job, phone = ordered(desk, OUTSIDE, **live), Phone(desk, clock)
    for step in ("accepted", "en_route"):
        phone.go(job, step)
    phone.fill("briefing")
    assert phone.go(job, "working")["outcome"] == "applied"
