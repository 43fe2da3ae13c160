"""The gate reads issues, not promises; one press hands over a member's whole set."""

from datetime import timedelta
from typing import Any

import pytest

from app.clock import ManualClock
from app.errors import ConflictError
from app.services import assignments, ppe_movements, ppe_profiles, ppe_stock, safety
from app.services.ppe_issues import Named
from app.services.ppe_movements import LotPieces, Pieces
from app.services.ppe_profiles import NewVersion
from app.services.work import Work
from app.storage import ppe_jobs
from compliance.ppe import ProfileItem
from compliance.text import Text
from tests.support.crew_phone import Desk, Phone, assigned, codes
from tests.support.ppe import CREW_OF_TWO, Kit, make_kit


@pytest.fixture
def kit(work: Work) -> Kit:
    made = make_kit(work)
    made.fill(made.truck, surgical_mask=6, medical_gloves=8)
    return made


def test_what_is_only_reserved_does_not_open_the_gate(kit: Kit) -> None:
    row = kit.send()
    assert kit.reserved(row)
    assert kit.gate(row) == {"gate.ppe.not_issued", "gate.ppe.item_missing"}


def test_one_press_for_each_member_hands_everything_over_from_the_truck(kit: Kit) -> None:
    row = kit.send()
    kit.press(row)
    assert kit.gate(row) == set()
    assert kit.on_hand(kit.truck) == {"surgical_mask": 4, "medical_gloves": 4}
    assert kit.reserved(row) == {("truck", "surgical_mask"): 2, ("truck", "medical_gloves"): 2}, "the spare ones"


def test_one_member_without_a_set_holds_the_crew(kit: Kit) -> None:
    row = kit.send()
    kit.press(row, kit.members()[0])
    assert "gate.ppe.not_issued" in kit.gate(row)


def test_pressing_again_hands_nothing_over_again(kit: Kit) -> None:
    row = kit.send()
    kit.press(row)
    kit.press(row)
    assert kit.on_hand(kit.truck) == {"surgical_mask": 4, "medical_gloves": 4}


def test_what_the_books_do_not_know_of_is_worn_all_the_same_and_told_to_the_keeper(kit: Kit) -> None:
    row = kit.send(kit.other)
    kit.press(row, *kit.members(kit.other))
    assert kit.gate(row) == set()
    assert kit.on_hand(kit.truck) == {"surgical_mask": 6, "medical_gloves": 8}
    differences = [
        line for view in ppe_stock.list_stock(kit.work, kit.keeper) for line in view.lines if line.difference
    ]
    assert {line.item_code: line.difference for line in differences} == {"surgical_mask": 2, "medical_gloves": 4}


def test_a_count_settles_the_difference(kit: Kit) -> None:
    row = kit.send(kit.other)
    kit.press(row, *kit.members(kit.other))
    store = next(
        view.store.id for view in ppe_stock.list_stock(kit.work, kit.keeper) if any(x.difference for x in view.lines)
    )
    counted = [Pieces("surgical_mask", 0), Pieces("medical_gloves", 0)]
    ppe_movements.count(kit.work, kit.keeper, store, counted, "after the job")
    assert kit.differences(store) == {}


def test_where_only_pieces_past_their_date_are_left_the_press_is_refused_with_the_reason(
    work: Work, clock: ManualClock
) -> None:
    kit = make_kit(work)
    kit.fill(kit.truck, medical_gloves=8)
    kit.put(kit.truck, "surgical_mask", 8, expires_at=clock.now() + timedelta(hours=1))
    row = kit.send()
    clock.advance(timedelta(hours=1))
    with pytest.raises(ConflictError) as refused:
        kit.press(row)
    assert [each.code for each in refused.value.reasons] == ["ppe.expired"]
    assert kit.on_hand(kit.truck) == {"medical_gloves": 8, "surgical_mask": 8}, "nothing was handed over"


def test_what_passes_its_date_on_a_person_closes_the_gate_without_any_job_having_run(
    work: Work, clock: ManualClock
) -> None:
    kit = make_kit(work)
    kit.fill(kit.truck, medical_gloves=8)
    kit.put(kit.truck, "surgical_mask", 2, expires_at=clock.now() + timedelta(hours=20))
    row = kit.send()
    kit.press(row)
    assert kit.gate(row) == set()
    clock.advance(timedelta(hours=20))
    assert kit.gate(row) == {"gate.ppe.not_issued", "gate.ppe.item_expired"}


def test_a_profile_that_asks_for_more_by_now_is_pressed_again(kit: Kit, clock: ManualClock) -> None:
    row = kit.send()
    kit.press(row)
    kit.fill(kit.room, goggles=5)
    items = (ProfileItem("surgical_mask"), ProfileItem("medical_gloves", 2), ProfileItem("goggles"))
    ppe_profiles.publish(kit.work, kit.keeper, NewVersion("medical_basic", Text("mới", "new"), items, 1))
    assert kit.gate(row) == {"gate.ppe.not_issued", "gate.ppe.item_missing"}
    clock.advance(timedelta(minutes=1))
    kit.press(row)
    assert kit.gate(row) == set()
    assert kit.on_hand(kit.room) == {"goggles": 3}


@pytest.mark.parametrize(
    ("named", "code"),
    [(Named("life_jacket"), "ppe.not_in_profile"), (Named("surgical_mask", lot_no="OLD"), "ppe.expired")],
)
def test_a_named_article_that_may_not_be_worn_is_refused(kit: Kit, clock: ManualClock, named: Named, code: str) -> None:
    old = [Pieces("surgical_mask", 1, "", "OLD", clock.now() + timedelta(minutes=1))]
    ppe_movements.receive(kit.work, kit.keeper, kit.room, old, None)
    row, who = kit.send(), kit.members()[0]
    clock.advance(timedelta(minutes=1))
    with kit.work.begin() as tx, pytest.raises(ConflictError) as refused:
        safety.check_ppe_in(tx, kit.depot.dispatcher, tx.session.merge(row), who, [named])
    assert [each.code for each in refused.value.reasons] == [code]


def test_reusable_pieces_that_somebody_has_for_keeps_count(kit: Kit) -> None:
    items = (ProfileItem("goggles"),)
    ppe_profiles.publish(kit.work, kit.keeper, NewVersion("medical_basic", Text("kính", "goggles"), items, 1))
    kit.fill(kit.room, goggles=2)
    row = kit.send()
    room = next(view for view in ppe_stock.list_stock(kit.work, kit.keeper) if view.store.id == kit.room)
    lot = next(line for line in room.lines if line.item_code == "goggles").lots[0].lot.id
    for member_id in kit.members():
        ppe_movements.issue(kit.work, kit.keeper, kit.room, member_id, [LotPieces(lot, 1)])
    assert kit.gate(row) == {"gate.ppe.not_checked"}
    kit.press(row)
    assert kit.gate(row) == set()
    assert [(each.member, each.in_hand.pieces) for each in ppe_stock.list_held(kit.work, kit.keeper)] == [
        ("T0 An", 1), ("T0 Bình", 1),
    ]  # fmt: skip


def test_a_job_given_up_before_the_zone_uses_up_what_was_put_on(kit: Kit) -> None:
    row = kit.send()
    kit.press(row)
    assignments.transition(kit.work, kit.depot.dispatcher, row.id, "withdrawn", why="storm")
    with kit.work.look() as tx:
        assert ppe_jobs.list_of_jobs_in_hand(tx.session, [row.id]) == []
    assert kit.on_hand(kit.truck) == {"surgical_mask": 4, "medical_gloves": 4}


def whole_job(desk: Desk, clock: ManualClock) -> dict[str, Any]:
    made = assigned(desk)
    job, phone = made["id"], Phone(desk, clock)
    permit = made["permits"][0]["id"]
    for state in ("accepted", "en_route", "waiting_entry"):
        phone.go(job, state)
    desk("liaison", "post", f"/api/v1/entry-permits/{permit}/transitions", to="approved")
    for purpose in ("briefing", "entry", "work"):
        phone.fill(purpose)
    for each in phone.pack()["ppe"]:
        assert {item["state"] for item in each["items"]} == {"reserved"}
        assert phone.send("ppe.check", job, member_id=each["member_id"])["outcome"] == "applied"
    for each in phone.pack()["ppe"]:
        assert {item["state"] for item in each["items"]} == {"issued"}
    for state in ("inside", "working", "restored", "exiting"):
        answer = phone.go(job, state)
        assert answer["outcome"] == "applied", codes(answer)
    phone.fill("exit")
    assert phone.go(job, "closed")["outcome"] == "applied"
    return made


def test_at_the_exit_what_is_worn_once_is_used_up_and_the_rest_goes_back(desk: Desk, clock: ManualClock) -> None:
    made = whole_job(desk, clock)
    moved = desk("hse", "get", "/api/v1/ppe-stock/movements", assignment_id=made["id"], limit=100)["items"]
    pieces: dict[str, int] = {}
    for each in moved:
        key = f"{each['kind']} {each['item']}"
        pieces[key] = pieces.get(key, 0) + each["pieces"]
    assert pieces["issue goggles"] == pieces["return goggles"] == 2
    assert pieces["issue coverall"] == pieces["use coverall"] == CREW_OF_TWO["surgical_mask"] - 2
    assert sum(n for key, n in pieces.items() if key.startswith("issue")) == sum(
        n for key, n in pieces.items() if key.startswith(("use", "return"))
    )
    sizes = {(each["member_name"], each["size"]) for each in moved if each["item"] == "coverall"}
    assert sizes == {("Nguyễn Văn An", "M"), ("Hồ Sỹ Dũng", "L")}
