"""Electrical work permits in service: from the choice of the method to closed, with everybody's signature."""

from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from app.clock import ManualClock
from tests.support.crew_phone import DRAWN, Desk, Phone, codes, ordered

PAPERS = "/api/v1/work-permits"
HV = {"work_method": "dead_line", "reason": "cắt nhánh rẽ", "voltage": "hv"}


@pytest.fixture
def job(desk: Desk) -> str:
    """A crew ordered to a fault outside zones, without a method yet."""
    return ordered(desk)


def choose(desk: Desk, job: str, **method: Any) -> dict[str, Any]:
    """Choose the method; the document that comes with it."""
    found: dict[str, Any] = desk("dispatcher", "put", f"/api/v1/assignments/{job}/method", **method)["work_permit"]
    return found


def paper(desk: Desk, job: str) -> dict[str, Any]:
    found: dict[str, Any] = desk("dispatcher", "get", f"/api/v1/assignments/{job}")["work_permit"]
    return found


def missing(paper: dict[str, Any]) -> list[str]:
    return [each["role"] for each in paper["missing"]]


def good(paper: dict[str, Any]) -> dict[str, str]:
    return {each["role"]: each["name"] for each in paper["signatures"] if each["fell_at"] is None}


def ready(desk: Desk, clock: ManualClock, job: str) -> Phone:
    """On the way, briefed; the papers signed by whoever of the crew has to."""
    phone = Phone(desk, clock)
    for step in ("accepted", "en_route"):
        phone.go(job, step)
    for purpose in ("briefing", "work"):
        phone.fill(purpose)
    return phone


def test_an_order_comes_with_the_method_and_waits_for_the_crew_leader(desk: Desk, job: str) -> None:
    made = choose(desk, job, work_method="dead_line", reason="x")
    assert (made["kind"], made["state"], missing(made)) == ("order", "issued", ["direct_supervisor"])
    assert made["number"].startswith("DN-LCT26-")
    assert good(made) == {"issuer": "Trần Quốc Bảo"}
    assert made["measures"]
    assert [each["name"] for each in made["workers"]] == ["Nguyễn Văn An", "Hồ Sỹ Dũng"]


def test_the_gate_waits_for_the_signature_and_opens_with_it(desk: Desk, clock: ManualClock, job: str) -> None:
    choose(desk, job, work_method="dead_line", reason="x")
    gate = desk("dispatcher", "get", f"/api/v1/assignments/{job}/gate")
    assert "gate.work_permit.not_signed" in codes(gate)
    ready(desk, clock, job)
    assert paper(desk, job)["state"] == "permitted"
    assert desk("dispatcher", "get", f"/api/v1/assignments/{job}/gate")["allowed"]


def test_a_crew_that_chooses_itself_works_under_the_order_of_whoever_sent_it(
    desk: Desk, clock: ManualClock, job: str
) -> None:
    chosen = Phone(desk, clock).send("assignment.method", job, work_method="dead_line", reason="x")
    assert chosen["outcome"] == "applied", chosen
    (issuer,) = paper(desk, job)["signatures"]
    assert (issuer["role"], issuer["name"], issuer["means"]) == ("issuer", "Trần Quốc Bảo", "assignment")


def test_high_voltage_takes_a_permit_issued_and_permitted_by_two_persons(
    desk: Desk, clock: ManualClock, job: str
) -> None:
    made = choose(desk, job, **HV)
    assert (made["kind"], missing(made)[0]) == ("permit", "permitter")
    sign = f"{PAPERS}/{made['id']}/signatures"
    refused = desk("dispatcher", "post", sign, expect=409, role="permitter")
    assert refused["code"] == "work_permit.roles_apart"
    phone = Phone(desk, clock)
    early = phone.send("work_permit.sign", job, role="direct_supervisor", signature=DRAWN)
    assert "work_permit.out_of_order" in codes(early)
    desk("leader", "post", sign, role="permitter")
    ready(desk, clock, job)
    signed = paper(desk, job)
    assert signed["state"] == "permitted"
    assert good(signed) == {
        "issuer": "Trần Quốc Bảo", "permitter": "Phạm Minh Đức", "direct_supervisor": "Nguyễn Văn An",
        "electrical_safety_supervisor": "Hồ Sỹ Dũng",
    }  # fmt: skip


def test_supply_comes_back_after_the_permit_and_the_permit_is_kept(desk: Desk, clock: ManualClock, job: str) -> None:
    made = choose(desk, job, **HV)
    desk("leader", "post", f"{PAPERS}/{made['id']}/signatures", role="permitter")
    phone = ready(desk, clock, job)
    assert phone.go(job, "working")["outcome"] == "applied"
    assert "work_permit.hand_back_first" in codes(phone.go(job, "restored"))
    assert phone.send("work_permit.hand_back", job)["outcome"] == "applied"
    for step in ("restored", "closed"):
        assert phone.go(job, step)["outcome"] == "applied"
    kept = paper(desk, job)
    assert kept["state"] == "closed"
    assert kept["kept_until"] >= (clock.now() + timedelta(days=31)).isoformat()


def test_an_order_ends_with_the_job(desk: Desk, clock: ManualClock, job: str) -> None:
    choose(desk, job, work_method="dead_line", reason="x")
    phone = ready(desk, clock, job)
    for step in ("working", "restored", "closed"):
        assert phone.go(job, step)["outcome"] == "applied"
    assert paper(desk, job)["state"] == "closed"


def test_a_job_that_is_withdrawn_cancels_its_document(desk: Desk, job: str) -> None:
    made = choose(desk, job, work_method="dead_line", reason="x")
    desk("dispatcher", "post", f"/api/v1/assignments/{job}/transitions", to="withdrawn", reason="đổi tổ")
    assert desk("dispatcher", "get", f"{PAPERS}/{made['id']}")["state"] == "cancelled"


def exchange(desk: Desk, job: str, user: str = "dispatcher") -> dict[str, Any]:
    """Somebody at a desk exchanges a worker; the document after that."""
    crews = desk("dispatcher", "get", "/api/v1/crews")["items"]
    people = {each["name"]: each["id"] for crew in crews for each in crew["members"]}
    swap = {"member_out_id": people["Hồ Sỹ Dũng"], "member_in_id": people["Tạ Quang Vinh"], "reason": "ốm"}
    desk(user, "post", f"/api/v1/assignments/{job}/swaps", expect=201, **swap)
    return paper(desk, job)


def test_a_document_for_other_people_is_signed_anew_by_everybody(desk: Desk, clock: ManualClock, job: str) -> None:
    choose(desk, job, work_method="dead_line", reason="x")
    ready(desk, clock, job)
    before, after = paper(desk, job), exchange(desk, job)
    assert (after["state"], missing(after)) == ("issued", ["direct_supervisor"])
    assert after["content_hash"] != before["content_hash"]
    assert "Tạ Quang Vinh" in [each["name"] for each in after["workers"]]
    fallen = [(each["role"], each["fell_reason"]) for each in after["signatures"] if each["fell_at"]]
    assert fallen == [(role, "work_permit.crew_changed") for role in ("issuer", "direct_supervisor")]
    good_now = [each for each in after["signatures"] if each["fell_at"] is None]
    assert [(each["role"], each["content_hash"]) for each in good_now] == [("issuer", after["content_hash"])]


def permitted(desk: Desk, clock: ManualClock, job: str) -> None:
    """A high-voltage permit with all its signatures: the dispatcher issued it, the shift leader permitted it."""
    made = choose(desk, job, **HV)
    desk("leader", "post", f"{PAPERS}/{made['id']}/signatures", role="permitter")
    ready(desk, clock, job)
    assert paper(desk, job)["state"] == "permitted"


def test_a_permit_for_other_people_waits_for_its_permitter_too(desk: Desk, clock: ManualClock, job: str) -> None:
    permitted(desk, clock, job)
    after = exchange(desk, job)
    assert (after["state"], missing(after)) == ("issued", ["permitter", "direct_supervisor"])
    assert good(after) == {"issuer": "Trần Quốc Bảo"}
    gate = desk("dispatcher", "get", f"/api/v1/assignments/{job}/gate")
    assert "gate.work_permit.not_signed" in codes(gate)
    desk("leader", "post", f"{PAPERS}/{after['id']}/signatures", role="permitter")
    Phone(desk, clock).sign()
    assert paper(desk, job)["state"] == "permitted"


def other_vehicle(desk: Desk, job: str) -> tuple[str, str]:
    """The dispatcher sends the crew with the vehicle of another; the plates before and after."""
    held = desk("dispatcher", "get", f"/api/v1/assignments/{job}")["vehicle"]
    crews = desk("dispatcher", "get", "/api/v1/crews")["items"]
    spare = next(each for crew in crews for each in crew["vehicles"] if each["id"] != held["id"])
    swap = {"vehicle_in_id": spare["id"], "reason": "hỏng cẩu"}
    desk("dispatcher", "post", f"/api/v1/assignments/{job}/swaps", expect=201, **swap)
    return str(held["plate"]), str(spare["plate"])


def printed(desk: Desk, document: dict[str, Any]) -> str:
    """What stands on the paper."""
    answer = desk.client.get(f"{PAPERS}/{document['id']}/pdf", headers=desk.headers("dispatcher"))
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages)


def test_a_document_for_another_vehicle_says_so_and_is_signed_anew(desk: Desk, clock: ManualClock, job: str) -> None:
    permitted(desk, clock, job)
    before = paper(desk, job)
    old, new = other_vehicle(desk, job)
    after = paper(desk, job)
    assert after["id"] == before["id"]
    assert [plate in printed(desk, after) for plate in (old, new)] == [False, True]
    assert (after["state"], good(after)) == ("issued", {"issuer": "Trần Quốc Bảo"})
    fallen = {each["fell_reason"] for each in after["signatures"] if each["fell_at"]}
    assert fallen == {"work_permit.vehicle_changed"}
    gate = desk("dispatcher", "get", f"/api/v1/assignments/{job}/gate")
    assert "gate.work_permit.not_signed" in codes(gate)
    desk("leader", "post", f"{PAPERS}/{after['id']}/signatures", role="permitter")
    Phone(desk, clock).sign()
    assert paper(desk, job)["state"] == "permitted"


def test_a_signature_that_waited_on_a_phone_is_not_for_another_vehicle(
    desk: Desk, clock: ManualClock, job: str
) -> None:
    choose(desk, job, work_method="dead_line", reason="x")
    clock.advance(timedelta(seconds=1))
    waiting = Phone(desk, clock).note("work_permit.sign", job, role="direct_supervisor", signature=DRAWN)
    clock.advance(timedelta(minutes=3))
    other_vehicle(desk, job)
    late = Phone(desk, clock).send_all([waiting | {"age_ms": 3 * 60_000}])[0]
    assert (late["outcome"], codes(late)) == ("conflict", {"work_permit.changed_since"})


def test_another_vehicle_needs_no_paper_where_there_was_none(desk: Desk, job: str) -> None:
    other_vehicle(desk, job)
    assert paper(desk, job) is None


def test_who_permitted_it_does_not_issue_it_by_exchanging_people(desk: Desk, clock: ManualClock, job: str) -> None:
    permitted(desk, clock, job)
    after = exchange(desk, job, "leader")
    assert (after["state"], good(after)) == ("draft", {})
    assert missing(after)[0] == "issuer"
    desk("dispatcher", "post", f"{PAPERS}/{after['id']}/signatures", role="issuer")
    assert paper(desk, job)["state"] == "issued"


def test_a_signature_that_waited_on_a_phone_is_not_for_what_was_written_since(
    desk: Desk, clock: ManualClock, job: str
) -> None:
    choose(desk, job, work_method="dead_line", reason="x")
    clock.advance(timedelta(seconds=1))
    phone = Phone(desk, clock)
    waiting = phone.note("work_permit.sign", job, role="direct_supervisor", signature=DRAWN)
    clock.advance(timedelta(minutes=3))
    exchange(desk, job)
    clock.advance(timedelta(minutes=3))
    late = phone.send_all([waiting | {"age_ms": 6 * 60_000}])[0]
    assert (late["outcome"], codes(late)) == ("conflict", {"work_permit.changed_since"})
    assert missing(paper(desk, job)) == ["direct_supervisor"]
    now = phone.send("work_permit.sign", job, role="direct_supervisor", signature=DRAWN)
    assert now["outcome"] == "applied", now


def test_other_work_takes_another_document(desk: Desk, job: str) -> None:
    order = choose(desk, job, work_method="dead_line", reason="x")
    permit = choose(desk, job, **HV)
    assert (permit["kind"], permit["id"] == order["id"]) == ("permit", False)
    assert desk("dispatcher", "get", f"{PAPERS}/{order['id']}")["end_reason"] == "work_permit.method_changed"
    same = choose(desk, job, **(HV | {"reason": "another reason"}))
    assert same["id"] == permit["id"]


def test_the_number_of_the_paper_stands_on_the_document_and_stays_until_another_is_told(desk: Desk, job: str) -> None:
    first = choose(desk, job, **HV, work_permit_ref="PCT-12/ĐN")
    assert first["paper_ref"] == "PCT-12/ĐN"
    assert choose(desk, job, **HV)["id"] == first["id"]
    assert desk("dispatcher", "get", f"/api/v1/assignments/{job}")["work_permit_ref"] == "PCT-12/ĐN"
    sheet = desk.client.get(f"{PAPERS}/{first['id']}/pdf", headers=desk.headers("dispatcher"))
    assert "PCT-12/ĐN" in PdfReader(BytesIO(sheet.content)).pages[0].extract_text()
    again = desk("dispatcher", "post", PAPERS, expect=201, assignment_id=job, kind="permit")
    assert again["paper_ref"] == "PCT-12/ĐN"
    assert choose(desk, job, **HV, work_permit_ref="PCT-13/ĐN")["id"] != again["id"]


def test_another_procedure_takes_another_document(desk: Desk, job: str) -> None:
    first = choose(desk, job, **HV, procedure_ref="QT-07")
    assert choose(desk, job, **HV, procedure_ref="QT-07")["id"] == first["id"]
    assert choose(desk, job, **HV, procedure_ref="QT-12")["id"] != first["id"]


def test_only_the_leader_s_phone_signs_for_another_and_by_hand(desk: Desk, clock: ManualClock, job: str) -> None:
    choose(desk, job, work_method="dead_line", reason="x")
    leader = next(each for each in Phone(desk, clock).pack()["members"] if each["role"] == "direct_supervisor")["id"]
    other = Phone(desk, clock, "worker2")
    refused = other.send("work_permit.sign", job, role="direct_supervisor", member_id=leader, signature=DRAWN)
    assert refused["code"] == "checklist.not_yours"
    alone = Phone(desk, clock).send("work_permit.sign", job, role="direct_supervisor", signature=DRAWN)
    assert alone["outcome"] == "applied", alone


def test_it_prints_on_a4_with_names_measures_and_signatures(desk: Desk, clock: ManualClock, job: str) -> None:
    choose(desk, job, work_method="dead_line", reason="x")
    ready(desk, clock, job)
    made = paper(desk, job)
    headers = desk.headers("dispatcher")
    answer = desk.client.get(f"{PAPERS}/{made['id']}/pdf", headers=headers)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    reader = PdfReader(BytesIO(answer.content))
    text = " ".join(page.extract_text() for page in reader.pages)
    assert [round(float(each)) for each in reader.pages[0].mediabox[2:]] == [595, 842]
    for wanted in (
        "LỆNH CÔNG TÁC",
        "work order",
        made["number"],
        "Nguyễn Văn An",
        "Trần Quốc Bảo",
        made["content_hash"],
    ):
        assert wanted in text, wanted


def test_a_desk_may_ask_for_more_than_the_rule_does_and_cancel_what_it_drew_up(desk: Desk, job: str) -> None:
    order = choose(desk, job, work_method="dead_line", reason="x")
    permit = desk("dispatcher", "post", PAPERS, expect=201, assignment_id=job, kind="permit")
    assert desk("dispatcher", "get", f"{PAPERS}/{order['id']}")["state"] == "cancelled"
    ended = desk("dispatcher", "post", f"{PAPERS}/{permit['id']}/end", to="cancelled", reason="nhầm")
    assert ended["state"] == "cancelled"
    assert "gate.work_permit.missing" in codes(desk("dispatcher", "get", f"/api/v1/assignments/{job}/gate"))


def test_what_needs_which_document_is_data_of_the_whole_utility(desk: Desk, job: str) -> None:
    rule = {"work_method": "dead_line", "voltage": "lv", "document": "permit"}
    desk("hse", "put", "/api/v1/people-rules/documents", expect=403, **rule)  # of one unit only
    desk("admin", "put", "/api/v1/people-rules/documents", **rule)
    assert choose(desk, job, work_method="dead_line", reason="x")["kind"] == "permit"


@pytest.fixture(autouse=True)
def _nothing_left(desk: Desk) -> Iterator[None]:
    """Documents are never deleted, and no two of a job are live."""
    yield
    found = desk("dispatcher", "get", PAPERS)["items"]
    live = [each["assignment_id"] for each in found if each["state"] not in ("closed", "cancelled")]
    assert len(live) == len(set(live))
