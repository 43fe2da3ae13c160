"""A crew's shift through the phone and at the desk: sign-on, breaks, vehicles, help, what the next crew takes over."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from app.clock import ManualClock
from app.schema.base import new_id
from app.schema.crews import Shift
from app.schema.fitness import FitnessReport
from app.schema.sign_ons import SignOn
from app.schema.vehicle_checks import VehicleDefect
from app.services.due import apply_due
from app.services.people_facts import on_record
from tests.support.crew_phone import Desk, Phone, codes, open_ticket, ordered

SHIFT, LISTS = "/mobile/v1/shift", "/api/v1/crew-lists"


@pytest.fixture
def phone(desk: Desk, clock: ManualClock) -> Phone:
    """The leader of crew T1."""
    return Phone(desk, clock)


def own(phone: Phone) -> dict[str, Any]:
    found: dict[str, Any] = phone.desk(phone.user, "get", SHIFT)
    return found


def shift_id(phone: Phone) -> str:
    return str(own(phone)["day"]["shift_id"])


def on(phone: Phone, **body: Any) -> str:
    """Sign everybody on."""
    day = own(phone)["day"]
    everybody = [each["member_id"] for each in day["members"]]
    answer = phone.send("shift.sign_on", day["shift_id"], **({"members": everybody} | body))
    assert answer["outcome"] == "applied", answer
    return str(day["shift_id"])


def checked(phone: Phone, moment: str = "start", **wrong: str) -> dict[str, Any]:
    """Look at the first vehicle; ``wrong`` says of which item what is wrong."""
    told = own(phone)
    answers = [
        {"item": each["code"], "ok": each["code"] not in wrong, "why": wrong.get(each["code"], "")}
        | ({"value": "2027-01-01"} if each["kind"] == "date" else {"value": 90} if each["kind"] == "number" else {})
        for each in told["choices"]["vehicle_items"]
        if moment in each["moments"]
    ]
    vehicle = told["vehicles"][0]["id"]
    return phone.send("vehicle.check", vehicle, shift_id=told["day"]["shift_id"], moment=moment, answers=answers)


def day_of(desk: Desk, code: str = "T1") -> dict[str, Any]:
    return next(each for each in desk("dispatcher", "get", "/api/v1/crew-days") if each["crew_code"] == code)


def refused_for(desk: Desk, address: str, code: str = "T1") -> set[str]:
    ticket = open_ticket(desk, address)
    found = desk("dispatcher", "get", f"/api/v1/tickets/{ticket['id']}/candidates")
    against = next((each for each in found["refused"] if each["crew"]["code"] == code), {"reasons": []})
    return codes(against)


def test_the_leader_signs_the_crew_on_and_the_desk_sees_who_is_there(phone: Phone, desk: Desk) -> None:
    assert day_of(desk)["signed_on"] == 0
    on(phone)
    day = day_of(desk)
    assert day["signed_on"] == len(day["members"])
    assert own(phone)["signed_on_at"] is not None
    assert day["break_due_at"] is not None


def test_signing_on_again_changes_nothing_and_nobody_else_signs_for_the_crew(
    phone: Phone, desk: Desk, clock: ManualClock, work: Any
) -> None:
    on(phone)
    clock.advance(timedelta(minutes=5))
    on(phone)
    member = Phone(desk, clock, "worker2")
    leader = next(each for each in day_of(desk)["members"] if each["role"] == "direct_supervisor")
    refused = member.send("shift.sign_off", shift_id(phone), members=[leader["member_id"]])
    assert (refused["outcome"], refused["code"]) in (("conflict", "shift.leader_only"), ("rejected", "not_found"))
    with work.look() as tx:
        rows = tx.session.scalars(select(SignOn).where(SignOn.shift_id == UUID(shift_id(phone)))).all()
        assert {row.signed_on_at for row in rows} == {clock.now() - timedelta(minutes=5)}


def test_what_was_signed_offline_counts_from_when_it_was_done(phone: Phone, clock: ManualClock, work: Any) -> None:
    noted = phone.note("shift.sign_on", shift_id(phone))
    clock.advance(timedelta(hours=1))
    assert phone.send_all([noted])[0]["outcome"] == "applied"
    with work.look() as tx:
        assert tx.session.scalars(select(SignOn.signed_on_at)).one() == clock.now() - timedelta(hours=1)


def test_a_crew_of_which_nobody_came_is_told_of_once(phone: Phone, desk: Desk, work: Any, clock: ManualClock) -> None:
    with work.begin() as tx:
        shift = tx.session.get_one(Shift, UUID(shift_id(phone)))
        begun = shift.during.lower
    assert begun is not None
    apply_due(work)
    clock.advance(timedelta(minutes=20))
    apply_due(work)
    assert day_of(desk)["missing_since"] is not None
    with work.look() as tx:
        told = tx.session.get_one(Shift, shift.id).unsigned_event_id
        assert told is not None
    apply_due(work)
    with work.look() as tx:
        assert tx.session.get_one(Shift, shift.id).unsigned_event_id == told
    on(phone)
    assert day_of(desk)["missing_since"] is None


def test_a_crew_on_a_break_is_offered_for_life_safety_only(phone: Phone, desk: Desk, clock: ManualClock) -> None:
    shift = on(phone)
    assert phone.send("shift.break_begin", shift)["state"] == "on_break"
    assert day_of(desk)["break_until"] is not None
    assert "crew.on_break" in refused_for(desk, "Bệnh viện")
    assert "crew.on_break" not in refused_for(desk, "Hòa Khánh Bắc")  # a wire on the road
    clock.advance(timedelta(minutes=30))
    assert phone.send("shift.break_end", shift)["state"] == "signed_on"
    assert "crew.on_break" not in refused_for(desk, "Bệnh viện")
    (taken,) = day_of(desk)["breaks"]
    assert taken["ended_at"] is not None


def test_nobody_rests_who_has_not_signed_on(phone: Phone) -> None:
    assert phone.send("shift.break_begin", shift_id(phone))["code"] == "shift.not_signed_on"


def test_a_vehicle_with_a_blocking_defect_stays_until_it_is_mended(phone: Phone, desk: Desk) -> None:
    on(phone)
    assert checked(phone, tyres="flat", disinfectant="empty")["state"] == "blocked"
    assert "vehicle.blocked" in refused_for(desk, "Hòa Khánh Bắc")
    found = desk("dispatcher", "get", "/api/v1/vehicle-defects", open="true")["items"]
    assert {(each["item"], each["blocking"], each["for_keeper"]) for each in found} == {
        ("tyres", True, False), ("disinfectant", False, True),
    }  # fmt: skip
    tyres = next(each["id"] for each in found if each["item"] == "tyres")
    answer = desk.client.post(
        f"/api/v1/vehicle-defects/{tyres}/mend", headers=desk.headers("dispatcher"), json={"note": "new tyre"}
    )
    assert answer.status_code == 204
    assert "vehicle.blocked" not in refused_for(desk, "Hòa Khánh Bắc")


def test_the_same_defect_noted_twice_is_one(phone: Phone, work: Any) -> None:
    on(phone)
    checked(phone, tyres="flat")
    checked(phone, tyres="still flat")
    with work.look() as tx:
        assert [row.why for row in tx.session.scalars(select(VehicleDefect))] == ["flat"]


def test_a_crew_does_not_leave_with_a_vehicle_that_may_not_be_driven(phone: Phone, desk: Desk) -> None:
    job = ordered(desk, work_method="dead_line", method_reason="x")
    on(phone)
    checked(phone, brakes="weak")
    phone.send("assignment.accept", job)
    refused = phone.go(job, "en_route")
    assert (refused["outcome"], refused["code"]) == ("conflict", "vehicle.blocked")


def test_a_no_without_a_word_is_refused(phone: Phone) -> None:
    on(phone)
    told = own(phone)
    vehicle = told["vehicles"][0]["id"]
    body = {"shift_id": told["day"]["shift_id"], "moment": "start", "answers": [{"item": "tyres", "ok": False}]}
    refused = phone.send("vehicle.check", vehicle, **body)
    assert {"vehicle.why_missing", "vehicle.not_answered"} <= codes(refused)


def test_who_is_not_well_is_not_sent_and_only_hse_reads_why(
    phone: Phone, desk: Desk, work: Any, clock: ManualClock
) -> None:
    shift = shift_id(phone)
    assert phone.send("shift.unfit", shift, symptoms=["fever", "cough"])["state"] == "unfit"
    assert phone.send("shift.sign_on", shift)["code"] == "shift.unfit_open"
    assert "crew.unavailable" in refused_for(desk, "Hòa Khánh Bắc")
    assert "fever" not in str(day_of(desk))
    with work.look() as tx:
        sealed = tx.session.scalars(select(FitnessReport.sealed)).one()
        assert sealed is not None
        assert b"fever" not in sealed
    (report,) = desk("hse", "get", "/api/v1/fitness-reports", open="true")["items"]
    assert [each["code"] for each in report["symptoms"]] == ["cough", "fever"]
    looked = desk(phone.user, "get", "/api/v1/me/health-reads")
    assert "fitness.listed" in str(looked)
    until = (clock.now() + timedelta(days=2)).isoformat()
    decided = desk.client.post(
        f"/api/v1/fitness-reports/{report['id']}/decide", headers=desk.headers("hse"), json={"until": until}
    )
    assert decided.status_code == 204
    assert own(phone)["stand_downs"][0]["until"].startswith(until[:16])
    assert "crew.stand_down" in refused_for(desk, "Hòa Khánh Bắc")


def test_a_dispatcher_does_not_read_symptoms(desk: Desk) -> None:
    desk("dispatcher", "get", "/api/v1/fitness-reports", expect=403)


def test_a_job_is_declined_with_a_reason_of_the_list_and_the_next_crew_is_another_one(phone: Phone, desk: Desk) -> None:
    job = ordered(desk)
    assert phone.send("assignment.decline", job, reason_code="tired", reason="x")["outcome"] == "rejected"
    assert phone.send("assignment.decline", job, reason_code="vehicle")["state"] == "declined"
    found = desk("dispatcher", "get", f"/api/v1/assignments/{job}/next-crew")["next"]
    assert found is None or found["crew"]["code"] != "T1"


def test_lists_that_crews_choose_from_are_data(desk: Desk, phone: Phone) -> None:
    new = {"vi": "Mưa lũ", "en": "Flood", "active": True}
    desk("admin", "put", f"{LISTS}/decline-reasons", code="flood", **new)
    desk("admin", "put", f"{LISTS}/decline-reasons", code="far", **(new | {"active": False}))
    item = {"vi": "Còi?", "en": "Horn?", "moments": ["start"], "blocking": True}
    desk("admin", "put", f"{LISTS}/vehicle-items", code="horn", **item)
    desk("dispatcher", "put", f"{LISTS}/vehicle-items", code="horn", expect=403, **item)
    reasons = {each["code"] for each in own(phone)["choices"]["decline_reasons"]}
    assert "flood" in reasons
    assert "far" not in reasons
    assert "horn" in {each["code"] for each in own(phone)["choices"]["vehicle_items"]}


def test_a_call_for_help_is_seen_answered_and_told_to_the_phone(phone: Phone, desk: Desk, clock: ManualClock) -> None:
    job, call = ordered(desk), str(new_id())
    asked = phone.send("help.ask", call, need="material", item="goggles", pieces=2, assignment_id=job)
    assert (asked["outcome"], asked["state"]) == ("applied", "asked")
    (seen,) = desk("dispatcher", "get", "/api/v1/help-requests", open="true")["items"]
    assert (seen["kind"], seen["item"], seen["pieces"], seen["crew_code"]) == ("material", "goggles", 2, "T1")
    url, at = f"/api/v1/help-requests/{call}/answer", (clock.now() + timedelta(minutes=40)).isoformat()
    desk("dispatcher", "post", url, expect=409, to="accepted")
    for _ in range(2):
        told = desk("dispatcher", "post", url, to="accepted", text="xe kho", expected_at=at)
        assert told["state"] == "accepted"
    (mine,) = own(phone)["help_requests"]
    assert (mine["state"], mine["answer"]) == ("accepted", "xe kho")
    pushes = desk(phone.user, "get", "/mobile/v1/sync/pull")["pushes"]
    assert [each["kind"] for each in pushes].count("help.answered") == 1
    assert phone.send("help.end", call, to="done")["state"] == "done"
    assert desk("dispatcher", "get", "/api/v1/help-requests", open="true")["items"] == []


def test_help_is_refused_with_a_reason_and_that_is_the_end_of_it(phone: Phone, desk: Desk) -> None:
    call = str(new_id())
    phone.send("help.ask", call, need="second_crew")
    url = f"/api/v1/help-requests/{call}/answer"
    desk("dispatcher", "post", url, expect=409, to="refused")
    assert desk("dispatcher", "post", url, to="refused", text="không còn tổ")["ended_at"] is not None
    assert phone.send("help.end", call, to="done")["outcome"] == "conflict"
    assert phone.send("help.ask", call, need="police")["code"] == "help.id_taken"


def test_one_signs_off_after_the_job_with_the_vehicle_given_back(phone: Phone, desk: Desk, work: Any) -> None:
    shift = on(phone)
    checked(phone)
    assert codes(phone.send("shift.sign_off", shift)) == {"shift.vehicle_not_returned"}
    assert checked(phone, "return")["state"] == "checked"
    job = ordered(desk, work_method="dead_line", method_reason="x")
    phone.send("assignment.accept", job)
    assert phone.go(job, "en_route")["outcome"] == "applied"
    assert codes(phone.send("shift.sign_off", shift)) == {"shift.job_under_way"}
    assert "shift.job_under_way" in {each["code"] for each in own(phone)["sign_off_against"]}
    phone.send("assignment.transition", job, to="aborted", reason="x")
    members = [each["member_id"] for each in own(phone)["day"]["members"]]
    assert phone.send("shift.sign_off", shift, members=members)["state"] == "signed_off"
    assert day_of(desk)["signed_on"] == 0
    del work


def test_rest_counts_from_when_somebody_really_went_home(
    phone: Phone, desk: Desk, work: Any, clock: ManualClock
) -> None:
    shift = on(phone)
    with work.look() as tx:
        ends = tx.session.get_one(Shift, UUID(shift)).during.upper
        member = UUID(own(phone)["member_id"])
    assert ends is not None
    clock.advance(ends - clock.now() + timedelta(hours=3))
    noted = phone.send("shift.sign_off", shift)
    assert noted["state"] == "signed_off"
    clock.advance(timedelta(hours=1))
    with work.look() as tx:
        rested_at = on_record(tx, [member]).duties[member].rested_at
        assert rested_at == ends + timedelta(hours=3) + tx.house.duty.rest or tx.house.duty.rest == timedelta()
    del desk


def test_a_worker_sees_the_own_way_and_nobody_elses(phone: Phone, desk: Desk, clock: ManualClock) -> None:
    fixes = [
        {"lon": 108.15, "lat": 16.05 + n / 1000, "accuracy_m": 5, "device_time": clock.now().isoformat()}
        for n in range(2)
    ]
    fixes[0]["device_time"] = (clock.now() - timedelta(minutes=1)).isoformat()
    desk(phone.user, "post", "/mobile/v1/positions", expect=202, fixes=fixes)
    track = desk(phone.user, "get", f"{SHIFT}/track")
    assert [round(each["lat"], 3) for each in track["fixes"]] == [16.05, 16.051]
    assert 105 < track["distance_m"] < 117
    desk("dispatcher", "get", f"{SHIFT}/track", expect=403)
