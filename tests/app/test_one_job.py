"""One job on the demo's data: ticket in a quarantine zone, crew, consent, checklists, gate, work, exit, closed."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from app.clock import ManualClock
from tests.support.crew_phone import Desk, Phone, assigned, codes, open_ticket


def test_the_ticket_says_that_it_lies_in_a_quarantine_zone(desk: Desk) -> None:
    ticket = open_ticket(desk, "Bệnh viện")
    assert ticket["zone_badge"] == "inside"
    assert ticket["priority_class"] == 1
    assert [each["code"] for each in ticket["blocked"]] == ["gate.permit.missing"]


def test_a_crew_off_shift_is_listed_with_its_reason(desk: Desk) -> None:
    ticket = open_ticket(desk, "Bệnh viện")
    found = desk("dispatcher", "get", f"/api/v1/tickets/{ticket['id']}/candidates")
    assert found["candidates"][0]["crew"]["code"] == "T1"
    refused = {each["crew"]["code"]: codes(each) for each in found["refused"]}
    assert "crew.off_shift" in refused["T4"]
    starts = [each["earliest_start_at"] for each in found["candidates"]]
    assert starts == sorted(starts)


def test_work_not_allowed_under_isolation_is_deferred(desk: Desk) -> None:
    listed = desk("dispatcher", "get", "/api/v1/tickets", state="deferred")["items"]
    assert [each["work_type"] for each in listed] == ["new_connection"]
    assert listed[0]["deferred_by"]["legal_reference"] == "16/CT-TTg"


def test_nobody_enters_without_consent(desk: Desk, clock: ManualClock) -> None:
    job, phone = assigned(desk)["id"], Phone(desk, clock)
    for kind in ("accepted", "en_route", "waiting_entry"):
        assert phone.go(job, kind)["outcome"] == "applied"
    refused = phone.go(job, "inside")
    assert refused["outcome"] == "conflict"
    assert "gate.permit.still_requested" in codes(refused)
    assert phone.pack()["state"] == "waiting_entry"


def test_its_history_names_people_and_not_their_accounts(desk: Desk, clock: ManualClock) -> None:
    made = assigned(desk)
    Phone(desk, clock).go(made["id"], "accepted")
    told = desk("dispatcher", "get", f"/api/v1/assignments/{made['id']}")
    assert {each["actor"] for each in told["history"]} == {"Trần Quốc Bảo", "Nguyễn Văn An"}
    assert told["answer"]["actor"] == "Nguyễn Văn An"


def test_no_path_leads_around_the_zone(desk: Desk, clock: ManualClock) -> None:
    job, phone = assigned(desk)["id"], Phone(desk, clock)
    for kind in ("accepted", "en_route"):
        phone.go(job, kind)
    assert "lifecycle.entry_first" in codes(phone.go(job, "working"))
    step = f"/api/v1/assignments/{job}/transitions"
    assert desk("dispatcher", "post", step, expect=409, to="working")["code"] == "conflict"


def test_the_whole_job(desk: Desk, clock: ManualClock) -> None:
    made = assigned(desk)
    job, phone = made["id"], Phone(desk, clock)
    assert {each["user_name"] for each in made["pushes"]} == {"Nguyễn Văn An", "Hồ Sỹ Dũng"}
    permit = made["permits"][0]
    assert permit["state"] == "requested"
    phone.go(job, "accepted")
    phone.go(job, "en_route")
    phone.go(job, "waiting_entry")
    answer = desk(
        "liaison", "post", f"/api/v1/entry-permits/{permit['id']}/transitions", to="approved",
        conditions=["Đi theo chốt Quang Trung"],
    )  # fmt: skip
    assert answer["state"] == "approved"
    assert "gate.briefing.incomplete" in codes(phone.go(job, "inside"))
    for purpose in ("briefing", "entry", "work"):
        phone.fill(purpose)
    for member in phone.pack()["members"]:
        assert phone.send("ppe.check", job, member_id=member["id"])["outcome"] == "applied"
    gate = phone.pack()["gate"]
    assert gate["allowed"], [line for line in gate["lines"] if line["status"] == "failed"]
    for state in ("inside", "working", "restored", "exiting"):
        assert phone.go(job, state)["outcome"] == "applied"
    assert ticket_state(desk, made) == "restored"
    early = phone.go(job, "closed")
    assert early["outcome"] == "conflict"
    phone.fill("exit")
    closed = phone.go(job, "closed")
    assert closed["outcome"] == "applied", closed
    assert ticket_state(desk, made) == "closed"
    whole = desk("dispatcher", "get", f"/api/v1/assignments/{job}")
    assert whole["permits"][0]["state"] == "closed"


def test_a_crew_that_leaves_before_supply_is_back_leaves_the_ticket_to_the_next(desk: Desk, clock: ManualClock) -> None:
    made = assigned(desk)
    job, phone = made["id"], Phone(desk, clock)
    for state in ("accepted", "en_route", "waiting_entry"):
        phone.go(job, state)
    desk("liaison", "post", f"/api/v1/entry-permits/{made['permits'][0]['id']}/transitions", to="approved")
    for purpose in ("briefing", "entry", "work"):
        phone.fill(purpose)
    for member in phone.pack()["members"]:
        phone.send("ppe.check", job, member_id=member["id"])
    for state in ("inside", "working", "exiting"):
        assert phone.go(job, state)["outcome"] == "applied"
    assert ticket_state(desk, made) == "in_progress"
    phone.fill("exit")
    assert phone.go(job, "closed")["outcome"] == "applied"
    assert ticket_state(desk, made) == "new"


def ticket_state(desk: Desk, made: dict[str, Any]) -> str:
    return str(desk("dispatcher", "get", f"/api/v1/tickets/{made['ticket']['id']}")["state"])


def test_a_revoked_permit_closes_the_gate_at_once(desk: Desk, clock: ManualClock) -> None:
    made = assigned(desk)
    permit = made["permits"][0]["id"]
    step = f"/api/v1/entry-permits/{permit}/transitions"
    desk("liaison", "post", step, to="approved")
    clock.advance(timedelta(minutes=30))
    desk("liaison", "post", step, to="revoked", reason="ca mới")
    gate = desk("dispatcher", "get", f"/api/v1/assignments/{made['id']}/gate")
    assert "gate.permit.revoked" in codes(gate)


def test_the_same_crew_is_never_booked_twice_for_one_ticket(desk: Desk) -> None:
    made = assigned(desk)
    body = {"ticket_id": made["ticket"]["id"], "crew_id": made["crew"]["id"]}
    refused = desk("dispatcher", "post", "/api/v1/assignments", expect=409, **body)
    assert refused["code"] == "booking.slot_taken"


def test_a_withdrawn_assignment_frees_ticket_and_permit(desk: Desk) -> None:
    made = assigned(desk)
    step = f"/api/v1/assignments/{made['id']}/transitions"
    gone = desk("dispatcher", "post", step, to="withdrawn", reason="đổi tổ")
    assert gone["state"] == "withdrawn"
    assert gone["permits"][0]["state"] == "withdrawn"
    assert ticket_state(desk, made) == "new"


def test_an_id_of_nobody_is_not_found(desk: Desk) -> None:
    desk("dispatcher", "get", f"/api/v1/assignments/{UUID(int=7)}", expect=404)


def test_who_changes_the_method_is_not_told_so_but_the_crew_is(desk: Desk, clock: ManualClock) -> None:
    job, phone = assigned(desk)["id"], Phone(desk, clock)

    def told() -> list[str]:
        pushed = desk("dispatcher", "get", f"/api/v1/assignments/{job}")["pushes"]
        return sorted(each["user_name"] for each in pushed if each["kind"] == "method.changed")

    before = told()
    chosen = phone.send("assignment.method", job, work_method="dead_line", reason="mưa nhỏ", weather="rain")
    assert chosen["outcome"] == "applied", chosen
    assert told() == sorted([*before, "Hồ Sỹ Dũng"])
