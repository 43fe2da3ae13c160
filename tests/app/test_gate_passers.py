"""Who takes a crew through the gate, and who chooses the method: asked on every path, of everybody who might try."""

from typing import Any
from uuid import UUID

import pytest

from app.access import Role
from app.clock import ManualClock
from app.demo.people import PASSWORD, USERS
from app.schema.assignments import Assignment
from app.services import people
from app.services.people import RoleOver
from compliance.lifecycles import GATED
from tests.support.accounts import OPERATOR
from tests.support.crew_phone import Desk, Phone, assigned, codes

OTHERS = sorted(user for user, *_ in USERS if user != "worker")


@pytest.fixture
def leader(desk: Desk, clock: ManualClock) -> Phone:
    return Phone(desk, clock)


def prepare(desk: Desk, leader: Phone) -> str:
    """A crew at its control point for whom all eight lines hold; the assignment's id."""
    made = assigned(desk)
    for to in ("accepted", "en_route", "waiting_entry"):
        leader.go(made["id"], to)
    desk("liaison", "post", f"/api/v1/entry-permits/{made['permits'][0]['id']}/transitions", to="approved")
    for purpose in ("briefing", "entry", "work"):
        leader.fill(purpose)
    for member in leader.pack()["members"]:
        leader.send("ppe.check", made["id"], member_id=member["id"])
    assert leader.pack()["gate"]["allowed"]
    return str(made["id"])


def put(desk: Desk, user: str, method: str, path: str, **body: Any) -> Any:
    """The whole answer, whatever its status."""
    who = desk.sign_in(people.get_by_username(desk.work, user).id)
    return desk.client.request(method, f"/api/v1/assignments{path}", headers=who, json=body)


def go(desk: Desk, user: str, job: str, to: str) -> Any:
    return put(desk, user, "POST", f"/{job}/transitions", to=to)


def test_nobody_but_the_crew_leader_passes_by_the_api(desk: Desk, leader: Phone) -> None:
    job = prepare(desk, leader)
    tried = {(user, to): go(desk, user, job, to).status_code for user in OTHERS for to in sorted(GATED)}
    assert leader.pack()["state"] == "waiting_entry"
    assert go(desk, "worker", job, "inside").status_code == 200
    tried |= {(user, "working from inside"): go(desk, user, job, "working").status_code for user in OTHERS}
    assert leader.pack()["state"] == "inside"
    assert {each: status for each, status in tried.items() if status not in {403, 404, 409}} == {}


def test_another_member_is_told_who_passes_on_the_phone_and_by_the_api(
    desk: Desk, leader: Phone, clock: ManualClock
) -> None:
    job, member = prepare(desk, leader), Phone(desk, clock, "worker2")
    refused = member.go(job, "inside")
    assert (refused["outcome"], refused["code"], codes(refused)) == (
        "rejected",
        "gate.leader_only",
        {"gate.leader_only"},
    )
    assert "direct supervisor" in refused["reasons"][0]["text"]
    answer = go(desk, "worker2", job, "inside")
    assert (answer.status_code, answer.json()["code"], codes(answer.json())) == (
        403,
        "gate.leader_only",
        {"gate.leader_only"},
    )
    assert leader.go(job, "inside")["outcome"] == "applied"
    assert member.go(job, "working")["code"] == "gate.leader_only"
    assert leader.go(job, "working")["outcome"] == "applied"
    assert member.go(job, "restored")["outcome"] == "applied"  # what is no gate is anybody's of the crew


def test_outside_zones_the_crew_leader_alone_begins_the_work(desk: Desk, leader: Phone, clock: ManualClock) -> None:
    job, member = assigned(desk, "Nguyễn Văn Linh")["id"], Phone(desk, clock, "worker2")
    for to in ("accepted", "en_route"):
        assert member.go(job, to)["outcome"] == "applied"
    assert member.go(job, "working")["code"] == "gate.leader_only"


def test_a_role_at_a_desk_makes_no_crew_leader_of_a_member(desk: Desk, leader: Phone, clock: ManualClock) -> None:
    """Two hats: the second member holds the desk's roles too, and still only the crew leader passes."""
    job = prepare(desk, leader)
    user = people.get_by_username(desk.work, "worker2")
    hats = [RoleOver(role, unit_id=user_unit(desk, job)) for role in (Role.WORKER, Role.DISPATCHER, Role.SHIFT_LEADER)]
    people.change_user(desk.work, OPERATOR, user.id, None, {"roles": hats})
    assert go(desk, "worker2", job, "inside").json()["code"] == "gate.leader_only"
    assert Phone(desk, clock, "worker2").go(job, "inside")["code"] == "gate.leader_only"


def test_an_override_sets_the_consent_aside_and_not_the_crew_leader(
    desk: Desk, leader: Phone, clock: ManualClock
) -> None:
    job = assigned(desk, "Hòa Khánh Bắc")["id"]
    for to in ("accepted", "en_route"):
        leader.go(job, to)
    second = {"second_username": "leader", "second_password": PASSWORD, "reason": "a life", "minutes": 60}
    assert put(desk, "dispatcher", "POST", f"/{job}/override", **second).status_code == 200
    for user in OTHERS:
        assert go(desk, user, job, "working").status_code in {403, 404, 409}
    assert Phone(desk, clock, "worker2").go(job, "working")["code"] == "gate.leader_only"


CHOOSERS = {"worker", "dispatcher", "leader"}
"""The crew leader, the dispatcher, and the shift leader, who sits at the dispatcher's desk."""


@pytest.mark.parametrize("user", sorted(user for user, *_ in USERS))
def test_the_crew_leader_and_the_dispatchers_desk_choose_the_method(desk: Desk, user: str) -> None:
    job = assigned(desk)["id"]
    answer = put(desk, user, "PUT", f"/{job}/method", work_method="dead_line", reason="mưa", weather="rain")
    assert (answer.status_code == 200) is (user in CHOOSERS), answer.text
    if user == "worker2":
        assert codes(answer.json()) == {"method.chooser_not_allowed"}


def test_the_method_of_another_member_is_not_taken_from_a_phone_either(desk: Desk, clock: ManualClock) -> None:
    job = assigned(desk)["id"]
    refused = Phone(desk, clock, "worker2").send("assignment.method", job, work_method="dead_line", reason="mưa")
    assert (refused["outcome"], codes(refused)) == ("conflict", {"method.chooser_not_allowed"})


@pytest.mark.parametrize("reason", ["", "   "])
@pytest.mark.parametrize("user", sorted(CHOOSERS))
def test_no_method_without_its_reason(desk: Desk, clock: ManualClock, user: str, reason: str) -> None:
    job = assigned(desk)["id"]
    assert put(desk, user, "PUT", f"/{job}/method", work_method="dead_line", reason=reason).status_code == 422
    refused = Phone(desk, clock).send("assignment.method", job, work_method="dead_line", reason=reason)
    assert refused["outcome"] == "rejected"


def user_unit(desk: Desk, job: str) -> UUID:
    """The unit that the job belongs to."""
    with desk.work.look() as tx:
        return tx.session.get_one(Assignment, UUID(job)).unit_id


def test_a_crew_that_gets_a_job_with_its_method_is_told_once(desk: Desk) -> None:
    made = assigned(desk)
    assert made["work_method"] == "dead_line"
    assert sorted((each["user_name"], each["kind"]) for each in made["pushes"]) == [
        ("Hồ Sỹ Dũng", "assignment.new"),
        ("Nguyễn Văn An", "assignment.new"),
    ]
