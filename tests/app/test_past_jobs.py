"""A job at a past moment, over HTTP, on the demo's story: what was known then is what is told."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from app.clock import ManualClock
from app.schema.assignments import AssignmentMember
from app.schema.zones import Zone
from app.services import people
from tests.support.crew_phone import Desk, Phone, assigned

JOBS = "/api/v1/audit/jobs"


def at(desk: Desk, job: str, clock: ManualClock | None, user: str = "auditor") -> dict[str, Any]:
    asked = {} if clock is None else {"time": clock.now().isoformat()}
    found: dict[str, Any] = desk(user, "get", f"{JOBS}/{job}/at", **asked)
    return found


def pause(clock: ManualClock) -> None:
    clock.advance(timedelta(minutes=1))


def test_before_it_was_assigned_a_job_had_no_crew_and_the_zones_were_those_of_then(
    desk: Desk, clock: ManualClock
) -> None:
    before = clock.now()
    pause(clock)
    job = assigned(desk)
    told = desk("auditor", "get", f"{JOBS}/{job['ticket']['id']}/at", time=before.isoformat())
    assert (told["state"]["state"], told["assignments"], told["permits"]) == ("new", [], [])
    assert [zone["name"] for zone in told["zones"]] == [permit["zone"]["name"] for permit in job["permits"]]
    now = at(desk, job["ticket"]["id"], None)
    assert now["state"]["state"] == "assigned"
    assert [each["number"] for each in now["assignments"]] == [job["number"]]


def test_before_it_was_reported_there_was_no_job(desk: Desk, clock: ManualClock) -> None:
    job = assigned(desk)
    early = (clock.now() - timedelta(days=30)).isoformat()
    told = desk("auditor", "get", f"{JOBS}/{job['ticket']['id']}/at", time=early)
    assert (told["state"], told["assignments"], told["zones"]) == (None, [], [])


def test_an_assignment_and_its_ticket_are_the_same_job(desk: Desk, clock: ManualClock) -> None:
    job = assigned(desk)
    assert at(desk, job["id"], clock) == at(desk, job["ticket"]["id"], clock)


def enter(desk: Desk, clock: ManualClock) -> tuple[dict[str, Any], Phone]:
    """A job with its permit, its briefing done, its crew past the gate."""
    job = assigned(desk)
    phone = Phone(desk, clock)
    pause(clock)
    phone.send("assignment.accept", job["id"])
    for permit in job["permits"]:
        pause(clock)
        path = f"/api/v1/entry-permits/{permit['id']}/transitions"
        desk("liaison", "post", path, to="approved", channel="phone")
    return job, phone


def test_a_permit_is_as_it_was_and_by_which_way_it_was_answered_is_told(desk: Desk, clock: ManualClock) -> None:
    job, _ = enter(desk, clock)
    answered = clock.now()
    clock.advance(-timedelta(seconds=30))
    before = at(desk, job["id"], clock)
    assert {each["state"] for each in before["permits"]} == {"requested"}
    clock.advance(answered - clock.now())
    after = at(desk, job["id"], clock)
    assert [(each["state"], each["by"]) for each in after["permits"]] == [("approved", "liaison")] * len(
        after["permits"]
    )
    steps = [each for each in after["events"] if each["verb"] == "permit.approved"]
    assert {(each["channel"], each["actor"]) for each in steps} == {("phone", "liaison")}


def test_lists_count_what_was_confirmed_by_then(desk: Desk, clock: ManualClock) -> None:
    job, phone = enter(desk, clock)
    clock.advance(timedelta(seconds=1))
    before = at(desk, job["id"], clock)
    phone.fill("briefing")
    briefing = [each for each in at(desk, job["id"], clock)["checklists"] if each["purpose"] == "briefing"]
    assert [(each["state"], each["template"]) for each in briefing] == [("complete", "tailboard")]
    assert briefing[0]["title"]
    assert briefing[0]["confirmed"] > 0
    assert [each["confirmed"] for each in before["checklists"] if each["purpose"] == "briefing"] == [0]


def test_events_behind_the_moment_are_told_too_for_whoever_slides(desk: Desk, clock: ManualClock) -> None:
    began = clock.now()
    pause(clock)
    job, _ = enter(desk, clock)
    told = desk("auditor", "get", f"{JOBS}/{job['id']}/at", time=began.isoformat())
    verbs = [each["verb"] for each in told["events"]]
    assert told["assignments"] == []
    assert verbs.index("assignment.assigned") < verbs.index("assignment.accepted") < verbs.index("permit.approved")
    phones = [each for each in told["events"] if each["verb"] == "assignment.accepted"]
    assert [each["channel"] for each in phones] == ["field"]


def test_people_on_the_job_are_told_by_name_and_role(desk: Desk, clock: ManualClock) -> None:
    job = assigned(desk)
    (crew,) = at(desk, job["id"], clock)["assignments"]
    assert {(each["name"], each["role"]) for each in crew["members"]} == {
        ("Nguyễn Văn An", "direct_supervisor"), ("Hồ Sỹ Dũng", "electrical_safety_supervisor"),
    }  # fmt: skip
    with desk.work.look() as tx:
        known = set(tx.session.scalars(select(AssignmentMember.member_id)))
    assert {each["id"] for each in crew["members"]} <= {str(each) for each in known}


def test_a_place_that_was_corrected_later_is_said_so(desk: Desk, clock: ManualClock) -> None:
    job = assigned(desk)
    ticket = desk("dispatcher", "get", f"/api/v1/tickets/{job['ticket']['id']}")
    before = clock.now()
    pause(clock)
    lon, lat = ticket["place"]["coordinates"]
    answer = desk.client.patch(
        f"/api/v1/tickets/{ticket['id']}",
        headers=_headers(desk, "dispatcher") | {"If-Match": f'"{ticket["version"]}"'},
        json={"place": {"type": "Point", "coordinates": [lon + 0.0001, lat]}},
    )
    assert answer.status_code == 200, answer.text
    told = desk("auditor", "get", f"{JOBS}/{job['id']}/at", time=before.isoformat())
    assert told["moved_since"] is True
    assert at(desk, job["id"], clock)["moved_since"] is False


def _headers(desk: Desk, user: str) -> dict[str, str]:
    return desk.sign_in(people.get_by_username(desk.work, user).id)


@pytest.mark.parametrize(("user", "status"), [("hse", 200), ("admin", 200), ("dispatcher", 403), ("liaison", 403)])
def test_safety_people_look_back_and_others_do_not(desk: Desk, user: str, status: int) -> None:
    job = assigned(desk)
    desk(user, "get", f"{JOBS}/{job['id']}/at", expect=status)


def test_what_is_no_job_is_not_there(desk: Desk) -> None:
    with desk.work.look() as tx:
        zone_id = tx.session.scalars(select(Zone.id)).first()
    desk("auditor", "get", f"{JOBS}/{zone_id}/at", expect=404)


def test_what_the_gate_said_is_recorded_and_shown_with_who_was_inside(desk: Desk, clock: ManualClock) -> None:
    job, phone = assigned(desk), Phone(desk, clock)
    for step in ("accepted", "en_route", "waiting_entry"):
        phone.go(job["id"], step)
    for permit in job["permits"]:
        desk("liaison", "post", f"/api/v1/entry-permits/{permit['id']}/transitions", to="approved")
    for purpose in ("briefing", "entry", "work"):
        phone.fill(purpose)
    for member in phone.pack()["members"]:
        phone.send("ppe.check", job["id"], member_id=member["id"])
    outside = clock.now()
    pause(clock)
    assert phone.go(job["id"], "inside")["outcome"] == "applied"
    (crew,) = at(desk, job["id"], clock)["assignments"]
    assert crew["state"] == "inside"
    assert [line["line"] for line in crew["gate"]] == list(range(1, 9))
    assert {line["status"] for line in crew["gate"]} <= {"ok", "not_required"}
    assert crew["gate_at"] is not None
    assert all(member["inside"] and member["ppe_checked"] for member in crew["members"])
    (before,) = desk("auditor", "get", f"{JOBS}/{job['id']}/at", time=outside.isoformat())["assignments"]
    assert (before["state"], before["gate"]) == ("waiting_entry", [])
    assert not any(member["inside"] for member in before["members"])
