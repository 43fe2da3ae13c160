"""Conditions of an approval: items that the crew confirms before entry or at the exit, void with their permit."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from app.clock import ManualClock
from app.schema.checklists import Checklist
from app.services import people
from app.services.work import Work
from compliance.permit_conditions import is_of_permit
from tests.support.crew_phone import Desk, Phone, assigned, codes
from tests.support.permits import PERMITS

BEFORE, LEAVING = "Chỉ vào qua chốt 2", "Khai báo y tế tại chốt"


@pytest.fixture
def made(desk: Desk, clock: ManualClock) -> dict[str, Any]:
    """Ordered and asked for; the authority has not answered."""
    return assigned(desk)


def permit_id(made: dict[str, Any]) -> str:
    found: str = made["permits"][0]["id"]
    return found


def approve(desk: Desk, made: dict[str, Any], clock: ManualClock, **conditions: Any) -> dict[str, Any]:
    until = (clock.now() + timedelta(hours=3)).isoformat()
    shown: dict[str, Any] = desk(
        "liaison", "post", f"{PERMITS}/{permit_id(made)}/transitions", to="approved", valid_until=until, **conditions
    )
    return shown


def lists(desk: Desk, made: dict[str, Any]) -> list[tuple[str, str]]:
    """Purpose and state of the checklists that conditions made, void ones too, oldest first."""
    with desk.work.look() as tx:
        query = select(Checklist).where(Checklist.assignment_id == made["id"]).order_by(Checklist.id)
        return [(row.purpose, row.state) for row in tx.session.scalars(query) if is_of_permit(row.template_code)]


def condition_lists(phone: Phone, purpose: str) -> list[dict[str, Any]]:
    return [
        each
        for each in phone.pack()["checklists"]
        if is_of_permit(each["template"]["code"]) and each["purpose"] == purpose
        if each["state"] != "void"
    ]


def confirm(phone: Phone, made: dict[str, Any], purpose: str, **how: Any) -> dict[str, Any]:
    (found,) = condition_lists(phone, purpose)
    said: dict[str, Any] = {"outcome": "ok", "member_id": None, "value": None} | how
    return phone.send("checklist.entry", made["id"], checklist_id=found["id"], item_key="condition_1", **said)


def ready(phone: Phone, made: dict[str, Any]) -> None:
    """All done but what the conditions ask for: they are filled by hand in these tests."""
    for state in ("accepted", "en_route", "waiting_entry"):
        phone.go(made["id"], state)
    for purpose in ("briefing", "work"):
        phone.fill(purpose)
    for member in phone.pack()["members"]:
        phone.send("ppe.check", made["id"], member_id=member["id"])


def test_each_condition_is_an_item_in_the_authoritys_words(
    desk: Desk, made: dict[str, Any], clock: ManualClock
) -> None:
    approve(desk, made, clock, conditions=[BEFORE, "Tối đa 3 người"], exit_conditions=[LEAVING])
    entry, leaving = (condition_lists(Phone(desk, clock), purpose)[0]["template"] for purpose in ("entry", "exit"))
    assert [item["label"] for item in entry["items"]] == [BEFORE, "Tối đa 3 người"]
    assert [item["label"] for item in leaving["items"]] == [LEAVING]
    assert made["permits"][0]["number"] in entry["title"]


def test_an_approval_without_conditions_makes_no_list(desk: Desk, made: dict[str, Any], clock: ManualClock) -> None:
    approve(desk, made, clock)
    assert lists(desk, made) == []


def test_nobody_enters_before_the_conditions_are_confirmed(
    desk: Desk, made: dict[str, Any], clock: ManualClock
) -> None:
    phone = Phone(desk, clock)
    ready(phone, made)
    phone.fill("entry")  # what the zone asks for
    approve(desk, made, clock, conditions=[BEFORE])
    refused = phone.go(made["id"], "inside")
    assert (refused["outcome"], codes(refused)) == ("conflict", {"gate.permit.conditions_open"})
    assert confirm(phone, made, "entry")["outcome"] == "applied"
    assert phone.go(made["id"], "inside")["outcome"] == "applied"


def test_a_condition_that_cannot_be_met_keeps_them_out(desk: Desk, made: dict[str, Any], clock: ManualClock) -> None:
    phone = Phone(desk, clock)
    ready(phone, made)
    phone.fill("entry")
    approve(desk, made, clock, conditions=[BEFORE])
    confirm(phone, made, "entry", outcome="failed", reason="chốt 2 đã đóng")
    assert lists(desk, made) == [("entry", "failed")]
    assert codes(phone.go(made["id"], "inside")) == {"follow_up.open"}
    assert "gate.permit.conditions_open" in codes(desk("dispatcher", "get", f"/api/v1/assignments/{made['id']}/gate"))


def test_what_was_confirmed_counts_no_more_once_the_conditions_change(
    work: Work, desk: Desk, made: dict[str, Any], clock: ManualClock
) -> None:
    phone = Phone(desk, clock)
    ready(phone, made)
    phone.fill("entry")
    shown = approve(desk, made, clock, conditions=[BEFORE])
    confirm(phone, made, "entry")
    clock.advance(timedelta(seconds=1))
    answer = desk.client.put(
        f"{PERMITS}/{permit_id(made)}/conditions",
        headers=_headers(desk, "liaison") | {"If-Match": f'"{shown["version"]}"'},
        json={"conditions": ["Chỉ vào qua chốt 1"], "exit_conditions": [LEAVING]},
    )
    assert answer.status_code == 200, answer.text
    assert lists(desk, made) == [("entry", "void"), ("entry", "open"), ("exit", "open")]
    assert codes(phone.go(made["id"], "inside")) == {"gate.permit.conditions_open"}
    confirm(phone, made, "entry")
    assert phone.go(made["id"], "inside")["outcome"] == "applied"


def test_only_a_good_permit_has_conditions_to_change(desk: Desk, made: dict[str, Any]) -> None:
    path = f"{PERMITS}/{permit_id(made)}/conditions"
    headers = _headers(desk, "liaison") | {"If-Match": f'"{made["permits"][0]["version"]}"'}
    refused = desk.client.put(path, headers=headers, json={"conditions": ["x"]})
    assert (refused.status_code, refused.json()["code"]) == (409, "permit.not_approved")


def test_revocation_voids_the_lists_and_keeps_what_was_confirmed(
    desk: Desk, made: dict[str, Any], clock: ManualClock
) -> None:
    approve(desk, made, clock, conditions=[BEFORE], exit_conditions=[LEAVING])
    confirm(Phone(desk, clock), made, "entry")
    desk("liaison", "post", f"{PERMITS}/{permit_id(made)}/transitions", to="revoked", reason="ca mới")
    assert lists(desk, made) == [("entry", "void"), ("exit", "void")]


def test_a_crew_inside_leaves_only_with_the_exit_conditions_confirmed(
    desk: Desk, made: dict[str, Any], clock: ManualClock
) -> None:
    phone = Phone(desk, clock)
    approve(desk, made, clock, exit_conditions=[LEAVING])
    ready(phone, made)
    phone.fill("entry")
    for state in ("inside", "working", "restored", "exiting"):
        assert phone.go(made["id"], state)["outcome"] == "applied"
    _fill_zone_exit(phone)
    refused = phone.go(made["id"], "closed")
    assert (refused["outcome"], codes(refused)) == ("conflict", {"leave.permit_conditions_open"})
    confirm(phone, made, "exit")
    assert phone.go(made["id"], "closed")["outcome"] == "applied"
    assert desk("dispatcher", "get", f"{PERMITS}/{permit_id(made)}")["state"] == "closed"


def test_a_crew_that_is_called_out_still_leaves_as_it_was_told(
    desk: Desk, made: dict[str, Any], clock: ManualClock
) -> None:
    phone = Phone(desk, clock)
    approve(desk, made, clock, exit_conditions=[LEAVING])
    ready(phone, made)
    phone.fill("entry")
    phone.go(made["id"], "inside")
    desk("liaison", "post", f"{PERMITS}/{permit_id(made)}/transitions", to="revoked", reason="ca mới")
    assert lists(desk, made) == [("exit", "open")]


def test_lists_of_permits_are_in_no_catalogue(desk: Desk, made: dict[str, Any], clock: ManualClock) -> None:
    approve(desk, made, clock, conditions=[BEFORE])
    listed = desk("dispatcher", "get", "/api/v1/checklist-templates")
    assert BEFORE not in str(listed)


def _headers(desk: Desk, user: str) -> dict[str, str]:
    return desk.sign_in(people.get_by_username(desk.work, user).id)


def _fill_zone_exit(phone: Phone) -> None:
    """Everything on leaving but what the authority asks for."""
    pack = phone.pack()
    own = {each["id"] for each in condition_lists(phone, "exit")}
    kept = [each for each in pack["checklists"] if each["id"] not in own]
    phone.pack = lambda: pack | {"checklists": kept}  # type: ignore[method-assign]
    for purpose in ("exit", "disinfection"):
        phone.fill(purpose)
    del phone.pack
