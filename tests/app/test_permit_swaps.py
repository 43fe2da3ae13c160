"""A worker or the vehicle is exchanged after the approval: one line falls, the newcomer is asked for."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from fastapi.testclient import TestClient

from app.clock import ManualClock
from app.schema.crews import CrewMember, Vehicle
from app.services import checklists, permits
from app.services.crew_parts import MemberSpec, VehicleSpec
from app.services.crews import NewCrew, create_crew
from app.services.work import Work
from compliance.permits import covers
from geo.places import Place
from tests.support.accounts import OPERATOR
from tests.support.booking import broken_rules
from tests.support.jobs import Job, in_force, make_job, request
from tests.support.permits import PERMITS, Headers, step, steps_of, told


@pytest.fixture
def job(work: Work) -> Job:
    made = make_job(work)
    with work.begin() as tx:
        checklists.seed(tx)
    return made


@pytest.fixture
def spare(work: Work, job: Job) -> tuple[CrewMember, Vehicle]:
    """Another crew's worker and truck."""
    crew = create_crew(
        work,
        OPERATOR,
        NewCrew(
            job.unit.id, "T9", "T9", Place(108.2, 16.0), members=(MemberSpec("Phúc", 4, "direct_supervisor"),),
            vehicles=(VehicleSpec("43C-99999", "bucket_truck"),),
        ),
    )  # fmt: skip
    return crew.members[0], crew.vehicles[0]


def swap(client: TestClient, headers: Headers, job: Job, **who: object) -> Any:
    body = {"reason": "ốm"} | {name: str(value) for name, value in who.items()}
    return client.post(f"/api/v1/assignments/{job.assignment.id}/swaps", headers=headers, json=body)


def names(permit: dict[str, Any]) -> dict[str, bool]:
    """Everybody named, and whether the line is void."""
    return {each["name"]: each["void"] for each in permit["people"]}


def refused(work: Work, job: Job, people: list[CrewMember], vehicle_id: UUID) -> tuple[str, ...]:
    with work.look() as tx:
        facts = permits.facts_of(tx, job.assignment.id)
    return covers(facts, in_force(job), people, vehicle_id, work.clock.now() + timedelta(minutes=30)).codes


def test_only_the_line_of_the_one_who_goes_falls_and_the_newcomer_is_asked_for(
    work: Work, client: TestClient, dispatcher: Headers, liaison: Headers, job: Job,
    spare: tuple[CrewMember, Vehicle],
) -> None:  # fmt: skip
    permit_id = request(work, job)
    step(client, liaison, permit_id, "approved")
    leader, gone = job.members
    shown = swap(client, dispatcher, job, member_out_id=gone.id, member_in_id=spare[0].id)
    assert shown.status_code == 201, shown.text
    assert [each["name"] for each in shown.json()["members"]] == ["Minh", "Phúc"]
    newest, main = client.get(PERMITS, headers=liaison).json()["items"]
    assert (main["state"], names(main)) == ("approved", {"Minh": False, "Nam": True})
    assert (newest["state"], names(newest), newest["supplements_id"]) == (
        "requested", {"Phúc": False}, str(permit_id)
    )  # fmt: skip
    assert steps_of(client, liaison, permit_id) == ["requested", "approved", "line_voided"]
    assert refused(work, job, [leader], job.vehicle.id) == ()
    assert refused(work, job, [leader, spare[0]], job.vehicle.id) == ("gate.permit.person_not_named",)
    step(client, liaison, newest["id"], "approved")
    assert refused(work, job, [leader, spare[0]], job.vehicle.id) == ()
    assert broken_rules(work) == []


def test_a_newcomer_who_is_denied_is_kept_out_and_nobody_else(
    work: Work, client: TestClient, dispatcher: Headers, liaison: Headers, job: Job,
    spare: tuple[CrewMember, Vehicle],
) -> None:  # fmt: skip
    step(client, liaison, request(work, job), "approved")
    leader, gone = job.members
    swap(client, dispatcher, job, member_out_id=gone.id, member_in_id=spare[0].id)
    asked = client.get(PERMITS, headers=liaison).json()["items"][0]
    step(client, liaison, asked["id"], "denied", reason="chưa xét nghiệm")
    assert refused(work, job, [leader, spare[0]], job.vehicle.id) == ("gate.permit.person_not_named",)
    assert refused(work, job, [leader], job.vehicle.id) == ()


def test_a_request_without_an_answer_names_the_newcomer_instead(
    work: Work, client: TestClient, dispatcher: Headers, liaison: Headers, job: Job,
    spare: tuple[CrewMember, Vehicle],
) -> None:  # fmt: skip
    permit_id = request(work, job)
    swap(client, dispatcher, job, member_out_id=job.members[1].id, member_in_id=spare[0].id)
    (only,) = client.get(PERMITS, headers=liaison).json()["items"]
    assert (only["id"], names(only)) == (str(permit_id), {"Minh": False, "Nam": True, "Phúc": False})
    assert steps_of(client, liaison, permit_id) == ["requested", "line_voided", "line_added"]


def test_who_comes_back_before_the_answer_stands_again(
    work: Work, client: TestClient, dispatcher: Headers, liaison: Headers, job: Job,
    spare: tuple[CrewMember, Vehicle],
) -> None:  # fmt: skip
    request(work, job)
    swap(client, dispatcher, job, member_out_id=job.members[1].id, member_in_id=spare[0].id)
    swap(client, dispatcher, job, member_out_id=spare[0].id, member_in_id=job.members[1].id)
    (only,) = client.get(PERMITS, headers=liaison).json()["items"]
    assert names(only) == {"Minh": False, "Nam": False, "Phúc": True}


def test_a_vehicle_is_exchanged_like_a_worker(
    work: Work, client: TestClient, dispatcher: Headers, liaison: Headers, job: Job,
    spare: tuple[CrewMember, Vehicle],
) -> None:  # fmt: skip
    step(client, liaison, request(work, job), "approved")
    swap(client, dispatcher, job, vehicle_in_id=spare[1].id)
    newest, main = client.get(PERMITS, headers=liaison).json()["items"]
    assert [(each["plate"], each["void"]) for each in main["vehicles"]] == [("43C-DN", True)]
    assert [(each["plate"], each["void"]) for each in newest["vehicles"]] == [("43C-99999", False)]
    assert newest["people"] == []
    assert refused(work, job, list(job.members), spare[1].id) == ("gate.permit.vehicle_not_named",)
    step(client, liaison, newest["id"], "approved")
    assert refused(work, job, list(job.members), spare[1].id) == ()


def test_the_leaders_place_is_taken_by_whoever_comes_for_him(
    client: TestClient, dispatcher: Headers, job: Job, spare: tuple[CrewMember, Vehicle]
) -> None:
    shown = swap(client, dispatcher, job, member_out_id=job.members[0].id, member_in_id=spare[0].id).json()
    assert {each["name"]: each["role"] for each in shown["members"]}["Phúc"] == "direct_supervisor"


def test_an_exchange_that_cannot_be_is_refused(
    work: Work, client: TestClient, dispatcher: Headers, job: Job, spare: tuple[CrewMember, Vehicle]
) -> None:
    leader, member = job.members
    stranger = make_job(work, "HUE")
    cases = (
        ({"member_out_id": spare[0].id, "member_in_id": spare[0].id}, 422),
        ({"member_out_id": leader.id, "member_in_id": member.id}, 409),
        ({"member_out_id": leader.id}, 422),
        ({"vehicle_in_id": job.vehicle.id}, 409),
        ({"member_out_id": leader.id, "member_in_id": stranger.members[0].id}, 404),
        ({"vehicle_in_id": uuid4()}, 404),
    )
    assert [swap(client, dispatcher, job, **who).status_code for who, _ in cases] == [code for _, code in cases]


def test_it_is_told_without_the_reason_standing_in_the_trail_for_ever(
    work: Work, client: TestClient, dispatcher: Headers, job: Job, spare: tuple[CrewMember, Vehicle], clock: ManualClock
) -> None:
    swap(client, dispatcher, job, member_out_id=job.members[1].id, member_in_id=spare[0].id)
    assert told(work, job.assignment.id)[0][0] == "assignment.member_swapped"
