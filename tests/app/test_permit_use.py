"""A permit that was used, and one that ends while the crew is still inside."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from app.clock import ManualClock
from app.schema.devices import Push
from app.schema.events import Event
from app.services.due import apply_due
from app.services.work import Work
from tests.support.crew_phone import Desk, Phone, assigned


@pytest.fixture
def job(desk: Desk, clock: ManualClock) -> tuple[dict[str, Any], Phone]:
    """Approved, at the control point, all confirmed: the next step is the gate."""
    made, phone = assigned(desk), Phone(desk, clock)
    answer(desk, made, "approved", valid_until=(clock.now() + timedelta(hours=2)).isoformat())
    for state in ("accepted", "en_route", "waiting_entry"):
        phone.go(made["id"], state)
    for purpose in ("briefing", "entry", "work"):
        phone.fill(purpose)
    for member in phone.pack()["members"]:
        phone.send("ppe.check", made["id"], member_id=member["id"])
    return made, phone


def answer(desk: Desk, made: dict[str, Any], to: str, **more: Any) -> None:
    desk("liaison", "post", f"/api/v1/entry-permits/{made['permits'][0]['id']}/transitions", to=to, **more)


def permit_of(desk: Desk, made: dict[str, Any], user: str = "liaison") -> dict[str, Any]:
    found: dict[str, Any] = desk(user, "get", f"/api/v1/entry-permits/{made['permits'][0]['id']}")
    return found


def verbs(work: Work, subject_id: str) -> list[str]:
    with work.look() as tx:
        query = select(Event.verb).where(Event.subject_id == subject_id).order_by(Event.id)
        return list(tx.session.scalars(query))


def kinds(work: Work, made: dict[str, Any]) -> list[str]:
    with work.look() as tx:
        query = select(Push.kind).where(Push.assignment_id == made["id"]).order_by(Push.queued_at, Push.id)
        return list(tx.session.scalars(query))


def test_the_first_entry_is_noted_with_time_and_name_and_kept(
    work: Work, desk: Desk, job: tuple[dict[str, Any], Phone], clock: ManualClock
) -> None:
    made, phone = job
    assert (permit_of(desk, made)["used_at"], permit_of(desk, made)["used_by"]) == (None, None)
    entered_at = clock.now()
    assert phone.go(made["id"], "inside")["outcome"] == "applied"
    clock.advance(timedelta(minutes=5))
    assert phone.go(made["id"], "working")["outcome"] == "applied"
    for user in ("liaison", "dispatcher"):
        used = permit_of(desk, made, user)
        assert datetime.fromisoformat(used["used_at"]) == entered_at
        assert used["used_by"] == "Nguyễn Văn An"
    assert verbs(work, made["permits"][0]["id"]).count("permit.used") == 1
    inside = desk("dispatcher", "get", f"/api/v1/assignments/{made['id']}")["permits"][0]
    assert inside["used_at"] == used["used_at"]


def test_nothing_is_noted_while_the_gate_says_no(
    desk: Desk, job: tuple[dict[str, Any], Phone], clock: ManualClock
) -> None:
    made, phone = job
    clock.advance(timedelta(hours=3))
    assert phone.go(made["id"], "inside")["outcome"] == "conflict"
    assert permit_of(desk, made)["used_at"] is None


def test_a_permit_that_expires_around_a_crew_is_told_to_it_and_to_the_dispatcher(
    work: Work, desk: Desk, job: tuple[dict[str, Any], Phone], clock: ManualClock
) -> None:
    made, phone = job
    phone.go(made["id"], "inside")
    clock.advance(timedelta(days=1))  # the worker was down for long
    apply_due(work)
    apply_due(work)
    shown = permit_of(desk, made)
    assert (shown["state"], shown["used_by"]) == ("expired", "Nguyễn Văn An")
    assert shown["used_at"] is not None
    assert phone.pack()["notice"] == "permit.lapsed_inside"
    board = desk("dispatcher", "get", f"/api/v1/assignments/{made['id']}")
    assert (board["state"], board["notice"]) == ("inside", "permit.lapsed_inside")
    assert verbs(work, made["id"]).count("assignment.permit_lapsed") == 1
    assert kinds(work, made).count("permit.lapsed_inside") == 2  # each of the two
    assert "permit.expired" not in kinds(work, made)


def test_a_permit_that_is_revoked_around_a_crew_calls_it_out(
    work: Work, desk: Desk, job: tuple[dict[str, Any], Phone]
) -> None:
    made, phone = job
    phone.go(made["id"], "inside")
    answer(desk, made, "revoked", reason="ca mới")
    assert phone.pack()["notice"] == "permit.lapsed_inside"
    assert "permit.lapsed_inside" in kinds(work, made)


def test_a_crew_that_is_not_inside_yet_hears_of_the_expiry_only(
    work: Work, desk: Desk, job: tuple[dict[str, Any], Phone], clock: ManualClock
) -> None:
    made, _ = job
    clock.advance(timedelta(hours=3))
    apply_due(work)
    assert "permit.expired" in kinds(work, made)
    assert desk("dispatcher", "get", f"/api/v1/assignments/{made['id']}")["notice"] != "permit.lapsed_inside"
