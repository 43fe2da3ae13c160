"""People in service: roles that combine, rest and hours of persons who move, cohorts, HSE's word on PPE."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from fastapi.testclient import TestClient

from app.access import Role
from app.clock import ManualClock
from app.errors import ConflictError
from app.schema.base import new_id
from app.schema.exposure import Exposure
from app.services import crews, shifts
from app.services.crew_parts import MemberSpec
from app.services.crews import CrewView, NewCrew, create_crew
from app.services.work import Work
from tests.support.accounts import OPERATOR, add_unit, add_user
from tests.support.crew_phone import Desk, Phone, codes, open_ticket
from tests.support.jobs import PLACE, Job

RULES = "/api/v1/people-rules"
COMBINATIONS = "/api/v1/hse-combinations"


def crew_of(work: Work, unit_id: UUID, code: str, *members: MemberSpec) -> CrewView:
    return create_crew(work, OPERATOR, NewCrew(unit_id, code, code, PLACE, members=members))


def shift(work: Work, crew: CrewView, begins: float, hours: float) -> None:
    at = work.clock.now()
    shifts.create_shift(
        work, OPERATOR, crew.crew.id, at + timedelta(hours=begins), at + timedelta(hours=begins + hours)
    )


@pytest.fixture
def strict(work: Work) -> Work:
    """The hours that ship."""
    hours = {"duty_hours_day": 12.0, "duty_hours_week": 60.0}
    return replace(work, settings=work.settings.model_copy(update=hours))


# Roles


def test_two_roles_are_refused_until_the_matrix_allows_them(desk: Desk) -> None:
    crew = next(each for each in desk("admin", "get", "/api/v1/crews")["items"] if each["code"] == "T2")
    first, *rest = [{key: each[key] for key in ("id", "name", "role", "safety_grade")} for each in crew["members"]]
    members = [first | {"extra_roles": ["electrical_safety_supervisor"]}, *rest]

    def put() -> Any:
        headers = desk.headers("admin") | {"If-Match": f'"{crew["version"]}"'}
        return desk.client.patch(f"/api/v1/crews/{crew['id']}", headers=headers, json={"members": members})

    refused = put()
    assert (refused.status_code, codes(refused.json())) == (409, {"crew.roles_apart"})
    desk("admin", "put", f"{RULES}/role-combinations", pairs=[["direct_supervisor", "electrical_safety_supervisor"]])
    taken = put()
    assert taken.status_code == 200, taken.text
    assert taken.json()["members"][0]["extra_roles"] == ["electrical_safety_supervisor"]


def test_the_matrix_is_kept_by_a_whole_utility_and_names_real_roles(desk: Desk) -> None:
    pair = ["permit_issuer", "permitter"]
    desk("hse", "put", f"{RULES}/role-combinations", expect=403, pairs=[pair])
    desk("admin", "put", f"{RULES}/role-combinations", expect=422, pairs=[["permitter", "permitter"]])
    assert desk("admin", "put", f"{RULES}/role-combinations", pairs=[pair])["pairs"] == [pair]
    assert desk("admin", "put", f"{RULES}/role-combinations", pairs=[])["pairs"] == []


# Rest and hours


def test_a_shift_leaves_twelve_hours_of_rest(strict: Work, job: Job) -> None:
    shift(strict, job.crew, 0, 8)
    with pytest.raises(ConflictError) as refused:
        shift(strict, job.crew, 16, 8)
    assert {each.code for each in refused.value.reasons} == {"crew.not_rested", "crew.hours_day"}
    shift(strict, job.crew, 20, 8)


def test_who_moves_to_another_crew_keeps_their_hours(strict: Work, clock: ManualClock) -> None:
    unit = add_unit(strict, "KH")
    an = add_user(strict, "an", Role.WORKER, unit)
    night = crew_of(strict, unit.id, "N", MemberSpec("An", 4, "direct_supervisor", user_id=an.id), MemberSpec("B", 3))
    day = crew_of(strict, unit.id, "D", MemberSpec("C", 4, "direct_supervisor"), MemberSpec("D", 3))
    shift(strict, night, 0, 10)
    clock.advance(timedelta(hours=10))
    kept = tuple(MemberSpec(each.name, 3, each.role, id=each.id) for each in night.members[1:])
    _put(strict, night, kept)
    shift(strict, day, 2, 8)
    joining = (*(MemberSpec(e.name, 4, e.role, id=e.id) for e in day.members), MemberSpec("An", 4, user_id=an.id))
    with pytest.raises(ConflictError) as refused:
        _put(strict, day, joining)
    assert "crew.not_rested" in {each.code for each in refused.value.reasons}
    clock.advance(timedelta(hours=24))
    _put(strict, day, joining)


def _put(work: Work, crew: CrewView, members: tuple[MemberSpec, ...]) -> None:
    with work.begin() as tx:
        row = tx.session.get_one(type(crew.crew), crew.crew.id)
        crews.alter(tx, OPERATOR, None, row, {"members": members})


# Cohorts


def _stay(work: Work, job: Job, member_id: UUID, crew_id: UUID, zone_class: str, hours_ago: float) -> None:
    with work.begin() as tx:
        at = tx.now - timedelta(hours=hours_ago)
        tx.session.add(
            Exposure(
                id=new_id(), unit_id=job.unit.id, assignment_id=job.assignment.id, member_id=member_id,
                zone_id=job.zone.id, zone_version_id=job.version.id, hazard_class=zone_class,
                authority_id=job.authority.id, crew_id=crew_id, entered_at=at - timedelta(hours=1), left_at=at,
            )
        )  # fmt: skip


@pytest.mark.parametrize(("hours_ago", "refused"), [(1, True), (24 * 3 + 1, False)])
def test_people_of_other_crews_and_zone_classes_are_not_mixed_inside_the_window(
    work: Work, job: Job, client: TestClient, dispatcher: dict[str, str], hours_ago: float, refused: bool
) -> None:
    other = crew_of(work, job.unit.id, "T9", MemberSpec("Khoa", 4), MemberSpec("Lộc", 4, "direct_supervisor"))
    _stay(work, job, job.members[0].id, job.crew.crew.id, "infectious_human", hours_ago)
    _stay(work, job, other.members[0].id, other.crew.id, "chemical", hours_ago)
    body = {"member_out_id": str(job.members[1].id), "member_in_id": str(other.members[0].id), "reason": "ốm"}
    answer = client.post(f"/api/v1/assignments/{job.assignment.id}/swaps", headers=dispatcher, json=body)
    assert (answer.status_code == 409) is refused, answer.text
    if refused:
        assert codes(answer.json()) == {"crew.cohort_mixed"}


# Swapping into a method


def test_a_newcomer_without_the_grade_is_not_swapped_into_live_line_work(desk: Desk, clock: ManualClock) -> None:
    desk("dispatcher", "post", "/api/v1/weather", expect=201, kind="calm")
    ticket = open_ticket(desk, "Hòa Khánh Bắc")
    found = desk("dispatcher", "get", "/api/v1/crews")["items"]
    crew = next(each for each in found if each["code"] == "T1")
    people = {each["name"]: each["id"] for each in (m for c in found for m in c["members"])}
    live = {"work_method": "live_line", "method_reason": "x", "procedure_ref": "QT-07", "voltage": "hv"}
    body = {"ticket_id": ticket["id"], "crew_id": crew["id"], **live}
    job = desk("dispatcher", "post", "/api/v1/assignments", expect=201, **body)["id"]
    swap = {"member_out_id": people["Hồ Sỹ Dũng"], "member_in_id": people["Mai Văn Khoa"], "reason": "ốm"}
    refused = desk("dispatcher", "post", f"/api/v1/assignments/{job}/swaps", expect=409, **swap)
    assert codes(refused) == {"method.grade_too_low", "method.safety_supervisor_missing"}


def test_late_offline_choices_meet_the_same_rules(desk: Desk, clock: ManualClock) -> None:
    ticket = open_ticket(desk, "Hòa Khánh Bắc")
    crew = next(each for each in desk("dispatcher", "get", "/api/v1/crews")["items"] if each["code"] == "T1")
    body = {"ticket_id": ticket["id"], "crew_id": crew["id"]}
    job = desk("dispatcher", "post", "/api/v1/assignments", expect=201, **body)["id"]
    phone = Phone(desk, clock)
    late = phone.note("assignment.method", job, work_method="live_line", reason="x", procedure_ref="")
    clock.advance(timedelta(hours=2))
    (answer,) = phone.send_all([late])
    assert codes(answer) == {"method.procedure_missing", "method.weather_unknown"}


def test_dead_line_where_the_zone_prefers_live_line_asks_why_by_its_own_code(desk: Desk) -> None:
    ticket = open_ticket(desk, "Bệnh viện")
    crew = next(each for each in desk("dispatcher", "get", "/api/v1/crews")["items"] if each["code"] == "T1")
    body = {"ticket_id": ticket["id"], "crew_id": crew["id"], "work_method": "dead_line", "method_reason": " "}
    refused = desk("dispatcher", "post", "/api/v1/assignments", expect=422, **body)
    assert refused["code"] == "method.dead_line_reason_missing"


# HSE's word


def waiting(desk: Desk) -> list[list[str]]:
    return [each["ppe_profiles"] for each in desk("hse", "get", f"{COMBINATIONS}/waiting")]


@pytest.fixture
def live_job(desk: Desk) -> str:
    """Live-line work inside the quarantine, which HSE has not spoken on."""
    desk("dispatcher", "post", "/api/v1/weather", expect=201, kind="calm")
    ticket = open_ticket(desk, "Bệnh viện")
    crew = next(each for each in desk("dispatcher", "get", "/api/v1/crews")["items"] if each["code"] == "T1")
    live = {"work_method": "live_line", "method_reason": "x", "procedure_ref": "QT-07"}
    body = {"ticket_id": ticket["id"], "crew_id": crew["id"], **live}
    return str(desk("dispatcher", "post", "/api/v1/assignments", expect=201, **body)["id"])


def hse_line(desk: Desk, job: str) -> str:
    lines = desk("dispatcher", "get", f"/api/v1/assignments/{job}/gate")["lines"]
    return str(next(each["status"] for each in lines if each["number"] == 5))


def test_a_combination_is_waited_for_signed_and_withdrawn(desk: Desk, live_job: str) -> None:
    assert waiting(desk) == [["medical_full_level3"]]
    assert hse_line(desk, live_job) == "failed"
    word = {"ppe_profile": "medical_full_level3", "work_method": "live_line", "note": "cotton bên trong"}
    signed = desk("hse", "post", COMBINATIONS, expect=201, **word)
    assert (waiting(desk), hse_line(desk, live_job)) == ([], "ok")
    desk("hse", "post", COMBINATIONS, expect=409, **word)
    ended = desk("hse", "post", f"{COMBINATIONS}/{signed['id']}/withdraw", reason="thử nghiệm lại")
    assert (ended["holds"], ended["withdrawn_reason"]) == (False, "thử nghiệm lại")
    assert hse_line(desk, live_job) == "failed"
    pushed = desk("dispatcher", "get", f"/api/v1/assignments/{live_job}")["pushes"]
    assert "combination.withdrawn" in [each["kind"] for each in pushed]
    assert [each["holds"] for each in desk("hse", "get", COMBINATIONS)] == [False, True]  # the demo's own one holds


def test_a_sign_off_ends_by_itself(desk: Desk, clock: ManualClock, live_job: str) -> None:
    until = (clock.now() + timedelta(hours=1)).isoformat()
    word = {"ppe_profile": "medical_full_level3", "work_method": "live_line", "note": "x", "valid_until": until}
    desk("hse", "post", COMBINATIONS, expect=201, **word)
    assert hse_line(desk, live_job) == "ok"
    clock.advance(timedelta(hours=1))
    assert hse_line(desk, live_job) == "failed"


def test_only_hse_signs(desk: Desk) -> None:
    word = {"ppe_profile": "flood", "work_method": "live_line", "note": "x"}
    for user in ("dispatcher", "leader", "admin", "worker"):
        desk(user, "post", COMBINATIONS, expect=403, **word)
