"""A job goes from one crew to the next: what is told, in which order people come and go, and that nothing is lost."""

import hashlib
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from PIL import Image
from sqlalchemy import select

from app.access import Role
from app.clock import ManualClock
from app.schema.assignments import Assignment
from app.schema.crews import Crew, CrewMember
from app.schema.hand_overs import HandOver
from app.schema.tickets import Ticket
from app.schema.units import Unit
from app.services.work import Work
from tests.support.accounts import add_user
from tests.support.crew_phone import DRAWN, Desk, Phone, codes, ordered

SAID = {
    "cause": "shift_end", "done": "Đã thay sứ", "remaining": "Căng lại dây", "isolation": "isolated",
    "earthing": "in_place", "signature": DRAWN,
}  # fmt: skip


@pytest.fixture
def phone(desk: Desk, clock: ManualClock) -> Phone:
    """The leader of crew T1."""
    return Phone(desk, clock)


@pytest.fixture
def second(desk: Desk, clock: ManualClock, work: Work) -> Phone:
    """The leader of crew T2, who has got a phone."""
    with work.look() as tx:
        unit = tx.session.scalars(select(Unit).join(Crew, Crew.unit_id == Unit.id).where(Crew.code == "T2")).one()
    user = add_user(work, "second", Role.WORKER, unit)
    with work.begin() as tx:
        crew = tx.session.scalars(select(Crew).where(Crew.code == "T2")).one()
        query = select(CrewMember).where(CrewMember.crew_id == crew.id, CrewMember.role == "direct_supervisor")
        tx.session.scalars(query).one().user_id = user.id
    return Phone(desk, clock, "second")


def to_work(phone: Phone, job: str) -> None:
    """From accepting to working, outside all zones."""
    phone.send("assignment.accept", job)
    assert phone.go(job, "en_route")["outcome"] == "applied"
    phone.fill("briefing")
    phone.fill("work")
    answer = phone.go(job, "working")
    assert answer["outcome"] == "applied", answer


def working(phone: Phone, desk: Desk) -> str:
    job = ordered(desk, work_method="dead_line", method_reason="an toàn")
    to_work(phone, job)
    return job


def next_job(desk: Desk, job: str, code: str = "T2") -> str:
    """The ticket of a job ordered to another crew as a dispatcher does."""
    ticket = desk("dispatcher", "get", f"/api/v1/assignments/{job}")["ticket"]["id"]
    crew = next(each for each in desk("dispatcher", "get", "/api/v1/crews")["items"] if each["code"] == code)
    body = {"ticket_id": ticket, "crew_id": crew["id"], "work_method": "dead_line", "method_reason": "an toàn"}
    return str(desk("dispatcher", "post", "/api/v1/assignments", expect=201, **body)["id"])


def listed(desk: Desk, **which: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = desk("dispatcher", "get", "/api/v1/hand-overs", **which)["items"]
    return found


def row_of(work: Work, job: str) -> Assignment:
    with work.look() as tx:
        return tx.session.get_one(Assignment, UUID(job))


def test_the_crew_goes_and_the_ticket_waits_for_the_next_one_with_all_that_was_said(
    phone: Phone, desk: Desk, work: Work
) -> None:
    job = working(phone, desk)
    assert phone.send("assignment.hand_over", job, **SAID)["state"] == "aborted"
    (waiting,) = listed(desk, open="true")
    assert (waiting["state"], waiting["remaining"], waiting["earthing"]) == ("waiting", "Căng lại dây", "in_place")
    row = row_of(work, job)
    assert (row.state, row.end_code) == ("aborted", "handed_over")
    with work.look() as tx:
        assert tx.session.get_one(Ticket, row.ticket_id).state == "new"


def test_the_next_crew_gets_it_with_its_order_and_works_only_after_it_has_signed(
    phone: Phone, second: Phone, desk: Desk, work: Work
) -> None:
    job = working(phone, desk)
    phone.send("assignment.hand_over", job, **SAID)
    suggested = desk("dispatcher", "get", f"/api/v1/assignments/{job}/next-crew")["next"]
    assert suggested["crew"]["code"] != "T1"
    new = next_job(desk, job)
    (passed,) = listed(desk, open="true")
    assert (passed["state"], passed["to_assignment_id"], passed["to_crew_code"]) == ("passed", new, "T2")
    second.send("assignment.accept", new)
    second.go(new, "en_route")
    second.fill("briefing")
    second.fill("work")
    assert codes(second.go(new, "working")) == {"hand_over.not_taken"}
    (mine,) = desk("second", "get", "/mobile/v1/shift")["hand_overs"]
    for _ in range(2):
        assert second.send("hand_over.take", mine["id"], signature=DRAWN)["state"] == "taken"
    assert second.go(new, "working")["outcome"] == "applied"
    assert listed(desk, open="true") == []
    with work.look() as tx:
        taken = tx.session.scalars(select(HandOver)).one()
        assert (taken.given_signature, taken.taken_signature) == (DRAWN, DRAWN)


def test_a_crew_that_declines_leaves_the_hand_over_to_the_one_after_it(phone: Phone, second: Phone, desk: Desk) -> None:
    job = working(phone, desk)
    phone.send("assignment.hand_over", job, **SAID)
    new = next_job(desk, job)
    assert second.send("assignment.decline", new, reason_code="far")["state"] == "declined"
    (waiting,) = listed(desk, open="true")
    assert (waiting["state"], waiting["to_assignment_id"]) == ("waiting", None)
    third = next_job(desk, job, "T3")
    assert listed(desk, open="true")[0]["to_assignment_id"] == third


def test_a_crew_that_waits_keeps_the_job_until_the_next_one_signs_at_the_place(
    phone: Phone, second: Phone, desk: Desk, work: Work
) -> None:
    job = working(phone, desk)
    for _ in range(2):
        assert phone.send("assignment.hand_over", job, meets=True, **SAID)["state"] == "working"
    new = next_job(desk, job)
    assert {row_of(work, job).slot, row_of(work, new).slot} == {1, 2}
    (mine,) = desk("second", "get", "/mobile/v1/shift")["hand_overs"]
    assert codes(second.send("hand_over.take", mine["id"])) == {"hand_over.meet_there"}
    second.send("assignment.accept", new)
    second.go(new, "en_route")
    assert second.send("hand_over.take", mine["id"], signature=DRAWN)["state"] == "taken"
    assert (row_of(work, job).state, row_of(work, job).end_code) == ("aborted", "handed_over")
    assert row_of(work, new).slot == 1
    with work.look() as tx:
        assert tx.session.get_one(Ticket, row_of(work, new).ticket_id).crews_needed == 1
    second.fill("briefing")
    second.fill("work")
    assert second.go(new, "working")["outcome"] == "applied"


def test_a_crew_that_was_to_wait_may_always_go_and_says_how_it_leaves_the_place(
    phone: Phone, desk: Desk, work: Work
) -> None:
    job = working(phone, desk)
    phone.send("assignment.hand_over", job, meets=True, **SAID)
    assert phone.send("assignment.hand_over", job, **(SAID | {"cause": "exhausted"}))["state"] == "aborted"
    (waiting,) = listed(desk, open="true")
    assert (waiting["cause"], waiting["meets"]) == ("exhausted", False)
    with work.look() as tx:
        assert tx.session.get_one(Ticket, row_of(work, job).ticket_id).crews_needed == 1


@pytest.mark.parametrize(
    "lacking", [{"cause": "bored"}, {"done": ""}, {"earthing": "maybe"}, {"photos": ["no hash"]}, {"isolation": None}]
)
def test_what_has_to_be_said_is_said(phone: Phone, desk: Desk, lacking: dict[str, Any]) -> None:
    job = ordered(desk)
    phone.send("assignment.accept", job)
    assert phone.send("assignment.hand_over", job, **(SAID | lacking))["outcome"] == "rejected"
    assert listed(desk) == []


def test_only_the_leader_hands_over_and_only_what_is_in_hand(phone: Phone, desk: Desk, clock: ManualClock) -> None:
    job = ordered(desk)
    assert codes(phone.send("assignment.hand_over", job, **SAID)) == {"hand_over.not_now"}
    phone.send("assignment.accept", job)
    member = Phone(desk, clock, "worker2")
    assert codes(member.send("assignment.hand_over", job, **SAID)) == {"hand_over.leader_only"}


def test_a_hand_over_of_a_ticket_that_needs_nobody_any_more_is_not_shown(phone: Phone, desk: Desk) -> None:
    job = working(phone, desk)
    ticket = desk("dispatcher", "get", f"/api/v1/assignments/{job}")["ticket"]["id"]
    phone.send("assignment.hand_over", job, **SAID)
    version = desk("dispatcher", "get", f"/api/v1/tickets/{ticket}")["version"]
    moved = desk.client.post(
        f"/api/v1/tickets/{ticket}/transitions", headers=desk.headers("dispatcher") | {"If-Match": f'"{version}"'},
        json={"to": "cancelled", "reason": "x"},
    )  # fmt: skip
    assert moved.status_code == 200, moved.text
    assert listed(desk, open="true") == []
    assert len(listed(desk)) == 1


def test_a_photo_of_the_place_is_seen_at_the_desk(phone: Phone, desk: Desk) -> None:
    written = BytesIO()
    Image.new("L", (2, 2), 200).save(written, "PNG")
    photo = written.getvalue()
    sha256 = hashlib.sha256(photo).hexdigest()
    headers = desk.headers(phone.user) | {"Content-Type": "image/png"}
    assert desk.client.put(f"/mobile/v1/evidence/{sha256}", headers=headers, content=photo).is_success
    url = f"/api/v1/evidence/{sha256}"
    assert desk.client.get(url, headers=desk.headers("dispatcher")).status_code == 404
    job = working(phone, desk)
    phone.send("assignment.hand_over", job, **(SAID | {"photos": [sha256]}))
    assert desk.client.get(url, headers=desk.headers("dispatcher")).status_code == 200
