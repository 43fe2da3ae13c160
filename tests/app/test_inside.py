"""Who is inside now: seen by the zone's authority and by dispatch, by nobody else; gone once they are out."""

from datetime import timedelta
from typing import Any

import pytest

from app.access import Role
from app.clock import ManualClock
from app.services.work import Work
from tests.support.accounts import add_authority, add_user
from tests.support.crew_phone import Desk, Phone, assigned

INSIDE = "/api/v1/exposures/inside"


def enter(desk: Desk, phone: Phone) -> str:
    """Bring the demo's crew through the gate; the assignment's id."""
    job = to_the_gate(desk, phone)
    assert phone.go(job, "inside")["outcome"] == "applied"
    return job


def to_the_gate(desk: Desk, phone: Phone) -> str:
    """Bring the demo's crew as far as the gate, with all that it asks for; the assignment's id."""
    made = assigned(desk)
    job: str = made["id"]
    for to in ("accepted", "en_route", "waiting_entry"):
        phone.go(job, to)
    desk("liaison", "post", f"/api/v1/entry-permits/{made['permits'][0]['id']}/transitions", to="approved")
    for purpose in ("briefing", "entry", "work"):
        phone.fill(purpose)
    for member in phone.pack()["members"]:
        phone.send("ppe.check", job, member_id=member["id"])
    return job


def test_nobody_is_inside_before_the_gate(desk: Desk) -> None:
    assigned(desk)
    assert desk("liaison", "get", INSIDE) == []


@pytest.mark.parametrize("reader", ["liaison", "dispatcher", "hse", "auditor"])
def test_who_is_inside_is_named_with_crew_zone_and_since_when(desk: Desk, clock: ManualClock, reader: str) -> None:
    enter(desk, Phone(desk, clock))
    found = desk(reader, "get", INSIDE)
    assert {each["name"] for each in found} == {"Nguyễn Văn An", "Hồ Sỹ Dũng"}
    assert {each["zone"]["name"] for each in found} == {"Khu cách ly Thạch Thang"}
    assert {each["vehicle_plate"] for each in found} == {"43C-101.01"}
    assert {each["assignment_state"] for each in found} == {"inside"}
    assert not any(each["overdue"] for each in found)


def test_another_authority_sees_nobody(desk: Desk, work: Work, clock: ManualClock, sign_in: Any) -> None:
    enter(desk, Phone(desk, clock))
    stranger = add_user(work, "stranger", Role.LIAISON, add_authority(work, "ELSE"))
    answer = desk.client.get(INSIDE, headers=sign_in(stranger.id))
    assert answer.status_code == 200
    assert answer.json() == []


def test_agents_are_not_told(desk: Desk) -> None:
    assert desk("agent", "get", INSIDE, expect=403)["code"] == "auth.forbidden"


def test_who_is_out_is_inside_no_more(desk: Desk, clock: ManualClock) -> None:
    phone = Phone(desk, clock)
    job = enter(desk, phone)
    for to in ("working", "restored", "exiting"):
        phone.go(job, to)
    phone.fill("exit")
    assert phone.go(job, "closed")["outcome"] == "applied"
    assert desk("liaison", "get", INSIDE) == []


def test_a_stay_beyond_the_longest_is_overdue(desk: Desk, work: Work, clock: ManualClock) -> None:
    zone = desk("liaison", "get", "/api/v1/zones")["items"][0]
    current = zone["current"]
    needs = current["requirements"] | {"max_minutes": 60}
    shape = {"geometry": current["geometry"], "requirements": needs, "gates": current["gates"]}
    desk("liaison", "post", f"/api/v1/zones/{zone['id']}/versions", **shape, doffing_point=current["doffing_point"])
    enter(desk, Phone(desk, clock))
    entered = desk("liaison", "get", INSIDE)[0]
    assert entered["leave_by"] is not None
    assert not entered["overdue"]
    clock.advance(timedelta(minutes=61))
    assert desk("liaison", "get", INSIDE)[0]["overdue"]


@pytest.mark.parametrize("change", ["another version", "the end"])
def test_a_crew_that_entered_at_the_very_moment_at_which_the_zone_was_changed_comes_out_again(
    desk: Desk, clock: ManualClock, change: str
) -> None:
    """A history found it: what they had entered under was in force for no time at all, and they were kept inside."""
    zone = desk("liaison", "get", "/api/v1/zones")["items"][0]
    said = {name: zone["current"][name] for name in ("geometry", "requirements", "gates", "doffing_point")}
    versions = f"/api/v1/zones/{zone['id']}/versions"
    phone = Phone(desk, clock)
    job = to_the_gate(desk, phone)
    desk("liaison", "post", versions, **said)
    published = clock.now()
    phone.fill("briefing")
    clock.advance(published - clock.now())
    assert phone.go(job, "inside")["outcome"] == "applied"
    if change == "the end":
        desk("liaison", "post", f"/api/v1/zones/{zone['id']}/end", reason="lifted")
    else:
        desk("liaison", "post", versions, **said)
    for to in ("working", "restored", "exiting"):
        phone.go(job, to)
    assert phone.go(job, "closed")["code"] == "exit.incomplete", "what they entered under asks for disinfection"
    phone.fill("exit")
    assert phone.go(job, "closed")["outcome"] == "applied"
    assert desk("liaison", "get", INSIDE) == []
