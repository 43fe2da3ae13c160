"""Who is asked, reminded and passed over, and when: by hours, by half and whole time, up the tree of authorities."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from fastapi.testclient import TestClient

from app.access import Role
from app.clock import ManualClock
from app.services.due import apply_due
from app.services.work import Work
from tests.support.accounts import add_authority, add_user
from tests.support.jobs import Job, permit_of, request
from tests.support.permits import PERMITS, Headers, history, letters, reach, run_due, step, steps_of, told

SignIn = Callable[[UUID], Headers]
Asker = Callable[[], Headers]
"""Signs in anew at each use: access tokens do not outlive these tests' hours."""
OFFICE: dict[str, Any] = {
    "time_zone": "Asia/Ho_Chi_Minh",
    "weekly": [
        {"day": day, "opens": opens, "closes": closes}
        for day in range(1, 6)
        for opens, closes in (("07:30", "11:30"), ("13:30", "17:00"))
    ],
    "special_days": [],
}
"""Noon, at which tests begin, lies in its break."""


@pytest.fixture
def dispatcher(work: Work, job: Job, sign_in: SignIn) -> Asker:
    user_id = add_user(work, "dispatcher", Role.DISPATCHER, job.unit).id
    return lambda: sign_in(user_id)


def asks(client: TestClient, headers: Headers, permit_id: UUID) -> list[dict[str, object]]:
    found: list[dict[str, object]] = client.get(f"{PERMITS}/{permit_id}", headers=headers).json()["asks"]
    return found


def test_it_is_reminded_at_half_of_its_time_and_once_only(work: Work, job: Job, clock: ManualClock) -> None:
    permit_id = request(work, job)
    assert run_due(work, clock, minutes=29) == 0
    assert run_due(work, clock, minutes=1) == 1
    assert run_due(work, clock, minutes=1) == 0
    assert told(work, permit_id)[1:] == [("permit.reminded", job.authority.id)]


def test_at_the_end_of_its_time_the_one_above_is_asked_and_has_its_own_time(
    work: Work, client: TestClient, dispatcher: Asker, job: Job, clock: ManualClock
) -> None:
    reach(work, job.parent, response_minutes=20)
    permit_id = request(work, job)
    run_due(work, clock, minutes=60)
    assert told(work, permit_id)[1:] == [("permit.reminded", job.authority.id), ("permit.escalated", job.parent.id)]
    first, second = asks(client, dispatcher(), permit_id)
    assert first["passed_at"] == "2026-04-01T06:00:00Z"
    assert (second["asked_at"], second["respond_by"]) == ("2026-04-01T06:00:00Z", "2026-04-01T06:20:00Z")
    shown = client.get(f"{PERMITS}/{permit_id}", headers=dispatcher()).json()
    assert (shown["overdue"], shown["unanswered"]) == (True, False)


def test_when_nobody_is_left_above_the_dispatcher_is_told(
    work: Work, client: TestClient, dispatcher: Asker, job: Job, clock: ManualClock
) -> None:
    permit_id = request(work, job)
    run_due(work, clock, minutes=60)
    run_due(work, clock, minutes=60)
    assert run_due(work, clock, minutes=60) == 0
    assert steps_of(client, dispatcher(), permit_id) == [
        "requested", "reminded", "escalated", "reminded", "unanswered"
    ]  # fmt: skip
    assert client.get(f"{PERMITS}/{permit_id}", headers=dispatcher()).json()["unanswered"]


def test_a_worker_that_was_down_asks_the_one_above_anew_and_holds_nothing_against_it(
    work: Work, client: TestClient, dispatcher: Asker, job: Job, clock: ManualClock
) -> None:
    permit_id = request(work, job)
    assert run_due(work, clock, minutes=150) == 1
    assert asks(client, dispatcher(), permit_id)[1]["respond_by"] == "2026-04-01T08:30:00Z"
    assert run_due(work, clock, minutes=1) == 0


@pytest.mark.parametrize(
    ("clock_of", "respond_by"),
    [("open_hours", "2026-04-01T07:30:00Z"), ("always", "2026-04-01T06:00:00Z")],
)
def test_its_time_runs_only_while_it_is_open_unless_it_runs_always(
    work: Work, client: TestClient, dispatcher: Asker, job: Job, clock_of: str, respond_by: str
) -> None:
    """Asked at noon, open again at 13:30 (06:30 UTC): an hour ends at 14:30, or at 13:00 around the clock."""
    reach(work, job.authority, opening=OFFICE, response_clock=clock_of)
    (asked,) = asks(client, dispatcher(), request(work, job))
    assert asked["respond_by"] == respond_by
    assert (asked["open_now"], asked["opens_at"]) == (False, "2026-04-01T06:30:00Z")


def test_after_the_answer_nobody_is_reminded(
    work: Work, client: TestClient, job: Job, sign_in: SignIn, clock: ManualClock
) -> None:
    permit_id = request(work, job)
    liaison = sign_in(add_user(work, "liaison", Role.LIAISON, job.authority).id)
    step(client, liaison, permit_id, "acknowledged")
    assert run_due(work, clock, minutes=40) == 1  # it was looked at, not answered
    step(client, sign_in(add_user(work, "l2", Role.LIAISON, job.authority).id), permit_id, "denied", reason="no")
    assert run_due(work, clock, minutes=600) == 0


def test_the_one_above_answers_in_its_own_name_and_the_first_answer_stands(
    work: Work, client: TestClient, job: Job, sign_in: SignIn, clock: ManualClock
) -> None:
    permit_id = request(work, job)
    run_due(work, clock, minutes=60)
    above, below = (
        sign_in(add_user(work, name, Role.LIAISON, over).id)
        for name, over in (("above", job.parent), ("below", job.authority))
    )
    assert step(client, above, permit_id, "approved").status_code == 200
    second = step(client, below, permit_id, "denied", reason="no")
    assert (second.status_code, second.json()["code"]) == (409, "permit.answered_already")
    last = history(client, below, permit_id)["steps"][-1]
    assert (last["step"], last["authority"], last["actor"]) == ("approved", job.parent.name, "Above")


def test_a_tree_that_bites_its_own_tail_ends_the_climb(work: Work, job: Job, clock: ManualClock) -> None:
    reach(work, job.parent, parent_id=job.authority.id)
    permit_id = request(work, job)
    run_due(work, clock, minutes=60)
    run_due(work, clock, minutes=60)
    assert told(work, permit_id)[-1][0] == "permit.unanswered"


def test_everybody_who_answers_is_told_by_email_or_sms_each_once(work: Work, job: Job, clock: ManualClock) -> None:
    reach(work, add_user(work, "liaison", Role.LIAISON, job.authority), email="an@ward.vn", phone="0905")
    contacts = [
        {"name": "Chốt", "phone": "0236 3 888 111", "email": None},
        {"name": "An", "phone": None, "email": "AN@ward.vn"},
    ]
    reach(work, job.authority, contacts=contacts)
    reach(work, add_user(work, "above", Role.LIAISON, job.parent), email="tren@city.vn")
    request(work, job)
    first = [
        ("permit.requested", "email", "an@ward.vn", "queued"), ("permit.requested", "sms", "02363888111", "queued")
    ]  # fmt: skip
    assert sorted(letters(work)) == first
    run_due(work, clock, minutes=30)
    run_due(work, clock, minutes=30)
    kinds = [(kind, to) for kind, _, to, _ in letters(work)]
    assert ("permit.reminder", "an@ward.vn") in kinds
    assert ("permit.late", "02363888111") in kinds
    assert ("permit.escalated", "tren@city.vn") in kinds
    assert len(kinds) == len(set(kinds))


def test_an_answer_takes_back_letters_that_still_wait(
    work: Work, client: TestClient, job: Job, sign_in: SignIn
) -> None:
    officer = add_user(work, "liaison", Role.LIAISON, job.authority)
    reach(work, officer, email="an@ward.vn")
    permit_id = request(work, job)
    step(client, sign_in(officer.id), permit_id, "approved")
    assert letters(work) == [("permit.requested", "email", "an@ward.vn", "superseded")]


def test_it_is_derived_with_everything_else_that_is_due(work: Work, job: Job, clock: ManualClock) -> None:
    permit_id = request(work, job)
    clock.advance(timedelta(minutes=31))
    apply_due(work)
    apply_due(work)
    assert [verb for verb, _ in told(work, permit_id)] == ["permit.requested", "permit.reminded"]


def test_hours_are_kept_and_shown_and_impossible_ones_refused(
    work: Work, client: TestClient, job: Job, sign_in: SignIn
) -> None:
    headers = sign_in(add_user(work, "admin", Role.ADMIN, job.unit).id)
    path = f"/api/v1/authorities/{job.authority.id}"

    def put(opening: object) -> tuple[int, dict[str, object]]:
        version = client.get(path, headers=headers).headers["ETag"]
        answer = client.patch(path, headers=headers | {"If-Match": version}, json={"opening": opening})
        return answer.status_code, answer.json()

    status, shown = put(OFFICE)
    assert (status, shown["opening"], shown["open_now"]) == (200, OFFICE, False)
    for wrong in (
        OFFICE | {"time_zone": "Asia/Nowhere"},
        OFFICE | {"weekly": [{"day": 1, "opens": "10:00", "closes": "09:00"}]},
        OFFICE
        | {
            "weekly": [{"day": 1, "opens": "08:00", "closes": "10:00"}, {"day": 1, "opens": "09:00", "closes": "11:00"}]
        },
    ):
        status, problem = put(wrong)
        assert (status, problem["code"]) == (422, "invalid.hours")
    assert put(None)[1]["open_now"] is True


def test_only_those_who_are_asked_hear_of_it(
    work: Work, client: TestClient, job: Job, sign_in: SignIn, clock: ManualClock
) -> None:
    sibling = add_authority(work, "DN-A2", job.parent)
    outsider = add_user(work, "sibling", Role.LIAISON, sibling).id
    permit_id = request(work, job)
    run_due(work, clock, minutes=60)
    assert client.get(f"{PERMITS}/{permit_id}/history", headers=sign_in(outsider)).status_code == 404
    assert {authority for _, authority in told(work, permit_id)} == {job.authority.id, job.parent.id}


def test_a_request_is_asked_at_the_moment_at_which_it_is_sent(work: Work, job: Job, clock: ManualClock) -> None:
    with permit_of(work, request(work, job)) as (_, permit):
        assert permit.respond_by == datetime(2026, 4, 1, 6, 0, tzinfo=UTC)
        assert permit.requested_at == clock.now()
