"""Authorities without a screen, several requests at once, and drafts: each by the same rules as a single answer."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from fastapi.testclient import TestClient

from app.access import Role
from app.clock import ManualClock
from app.errors import CordonError
from app.services import people, permits
from app.services.permits import PermitStep
from app.services.work import Work
from tests.support.accounts import add_user
from tests.support.booking import at_once
from tests.support.jobs import Job, make_job, permit_of, request, request_in
from tests.support.permits import PERMITS, Headers, history, letters, reach, step, steps_of, told

SignIn = Callable[[UUID], Headers]
CALL = {
    "to": "approved", "channel": "phone", "said_by": "Trần Thị Hoa", "function": "Phó chủ tịch phường",
    "number_called": "0236 3 822 114", "said_at": "2026-04-01T04:55:00Z", "note": "đã đọc lại tên từng người",
}  # fmt: skip
LETTER = {
    "to": "denied", "channel": "letter", "said_by": "Lê Văn Tám", "letter_number": "45/UBND-VX",
    "letter_date": "2026-03-31", "file_reference": "HS-2026/17", "reason": "ổ dịch mới",
}  # fmt: skip


def record(client: TestClient, headers: Headers, permit_id: UUID, body: dict[str, Any]) -> Any:
    return client.post(f"{PERMITS}/{permit_id}/records", headers=headers, json=body)


def test_a_call_counts_like_an_answer_on_the_screen_and_is_marked_for_ever(
    work: Work, client: TestClient, dispatcher: Headers, permit_id: UUID
) -> None:
    shown = record(client, dispatcher, permit_id, CALL | {"conditions": ["chỉ hai người"]}).json()
    assert (shown["state"], shown["channel"], shown["conditions"]) == ("approved", "phone", ["chỉ hai người"])
    last = history(client, dispatcher, permit_id)["steps"][-1]
    assert (last["step"], last["channel"], last["actor"]) == ("approved", "phone", "Dispatcher")
    assert {name: last["said"][name] for name in ("name", "function", "number_called", "said_at")} == {
        "name": "Trần Thị Hoa", "function": "Phó chủ tịch phường", "number_called": "0236 3 822 114",
        "said_at": "2026-04-01T04:55:00Z",
    }  # fmt: skip
    assert last["note"] == "đã đọc lại tên từng người"
    assert "Hoa" not in str(last["facts"])


def test_a_letter_is_kept_with_number_date_and_file(client: TestClient, dispatcher: Headers, permit_id: UUID) -> None:
    assert record(client, dispatcher, permit_id, LETTER).json()["state"] == "denied"
    said = history(client, dispatcher, permit_id)["steps"][-1]["said"]
    kept = (said["letter_number"], said["letter_date"], said["file_reference"])
    assert kept == ("45/UBND-VX", "2026-03-31", "HS-2026/17")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (CALL | {"said_by": " "}, "said_by"),
        (CALL | {"number_called": ""}, "number_called"),
        (CALL | {"said_at": "2026-04-01T05:00:01Z"}, "said_at"),
        (CALL | {"valid_from": "2026-04-01T08:00:00Z"}, "valid_until"),
        (CALL | {"gate": {"name": "nowhere"}}, "gate"),
        (LETTER | {"letter_number": None}, "letter_number"),
        (LETTER | {"letter_date": None}, "letter_date"),
        (LETTER | {"reason": ""}, "reason"),
    ],
)
def test_a_note_without_what_proves_it_is_refused(
    work: Work, client: TestClient, dispatcher: Headers, permit_id: UUID, body: dict[str, Any], field: str
) -> None:
    answer = record(client, dispatcher, permit_id, body)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, field)
    with permit_of(work, permit_id) as (_, permit):
        assert permit.state == "requested"


def test_only_dispatch_of_the_unit_notes_answers(
    work: Work, client: TestClient, liaison: Headers, sign_in: SignIn, permit_id: UUID
) -> None:
    stranger = sign_in(add_user(work, "hue", Role.DISPATCHER, make_job(work, "HUE").unit).id)
    assert record(client, liaison, permit_id, CALL).status_code == 403
    assert record(client, stranger, permit_id, CALL).status_code == 404


def test_neither_the_screen_nor_a_call_overwrites_what_was_answered_before(
    client: TestClient, dispatcher: Headers, liaison: Headers, permit_id: UUID
) -> None:
    record(client, dispatcher, permit_id, CALL)
    for late in (step(client, liaison, permit_id, "denied", reason="no"), step(client, liaison, permit_id, "approved")):
        assert (late.status_code, late.json()["code"]) == (409, "permit.answered_already")
    again = record(client, dispatcher, permit_id, LETTER)
    assert (again.status_code, again.json()["code"]) == (409, "permit.answered_already")
    taken = step(client, liaison, permit_id, "revoked", reason="chúng tôi không đồng ý").json()
    assert (taken["state"], taken["channel"]) == ("revoked", "screen")
    assert steps_of(client, liaison, permit_id) == ["requested", "approved", "revoked"]


def test_the_authority_is_told_of_a_word_that_was_noted_for_it(
    work: Work, client: TestClient, dispatcher: Headers, job: Job, permit_id: UUID
) -> None:
    reach(work, job.authority, contacts=[{"name": "Chốt", "phone": None, "email": "ward@danang.vn"}])
    record(client, dispatcher, permit_id, CALL)
    assert letters(work) == [("permit.recorded", "email", "ward@danang.vn", "queued")]


def test_several_are_answered_in_one_call_each_on_its_own(
    work: Work, client: TestClient, job: Job, sign_in: SignIn, permit_id: UUID
) -> None:
    other = make_job(work, "HUE", job.parent)
    second, stranger = request(work, other), uuid4()
    above = sign_in(add_user(work, "above", Role.LIAISON, job.parent).id)
    step(client, above, second, "denied", reason="no")
    ids = [str(each) for each in (second, permit_id, stranger, permit_id)]
    body = {"permit_ids": ids, "to": "approved", "conditions": ["đeo N95"], "exit_conditions": ["khai báo y tế"]}
    answers = client.post(f"{PERMITS}/transitions", headers=above, json=body).json()
    assert [(each["permit_id"], each["outcome"], each["status"]) for each in answers] == [
        (ids[0], "refused", 409), (ids[1], "applied", None), (ids[2], "refused", 404)
    ]  # fmt: skip
    assert answers[0]["code"] == "permit.answered_already"
    assert answers[1]["permit"]["conditions"] == ["đeo N95"]
    assert answers[1]["permit"]["exit_conditions"] == ["khai báo y tế"]


def test_several_at_once_need_the_right_of_the_step(client: TestClient, dispatcher: Headers, permit_id: UUID) -> None:
    body = {"permit_ids": [str(permit_id)], "to": "approved"}
    assert client.post(f"{PERMITS}/transitions", headers=dispatcher, json=body).status_code == 403
    done = client.post(f"{PERMITS}/transitions", headers=dispatcher, json=body | {"to": "withdrawn"}).json()
    assert [each["outcome"] for each in done] == ["applied"]


@pytest.fixture
def draft_id(work: Work, job: Job) -> UUID:
    with work.begin() as tx:
        return request_in(tx, job, send=False)[0].id


def test_no_authority_sees_or_hears_of_a_draft(
    work: Work, client: TestClient, liaison: Headers, draft_id: UUID, clock: ManualClock
) -> None:
    assert client.get(PERMITS, headers=liaison).json()["items"] == []
    assert client.get(f"{PERMITS}/{draft_id}", headers=liaison).status_code == 404
    assert told(work, draft_id) == [("permit.drafted", None)]
    clock.advance(timedelta(hours=1))
    assert letters(work) == []


def test_a_draft_is_completed_and_sent_and_its_time_begins_then(
    client: TestClient, dispatcher: Headers, liaison: Headers, draft_id: UUID, clock: ManualClock
) -> None:
    version = client.get(f"{PERMITS}/{draft_id}", headers=dispatcher).headers["ETag"]
    change = {"reason": "thay sứ", "requested_until": "2026-04-01T09:00:00Z"}
    shown = client.patch(f"{PERMITS}/{draft_id}", headers=dispatcher | {"If-Match": version}, json=change).json()
    assert (shown["reason"], shown["requested_window"]["until"]) == ("thay sứ", "2026-04-01T09:00:00Z")
    clock.advance(timedelta(minutes=10))
    sent = step(client, dispatcher, draft_id, "requested").json()
    assert (sent["state"], sent["respond_by"]) == ("requested", "2026-04-01T06:10:00Z")
    assert steps_of(client, liaison, draft_id) == ["drafted", "completed", "requested"]


def test_what_was_sent_or_cannot_be_is_not_completed(client: TestClient, dispatcher: Headers, draft_id: UUID) -> None:
    path = f"{PERMITS}/{draft_id}"

    def put(**change: Any) -> Any:
        version = client.get(path, headers=dispatcher).headers["ETag"]
        return client.patch(path, headers=dispatcher | {"If-Match": version}, json=change)

    wrong = put(requested_until="2026-04-01T04:00:00Z")
    assert (wrong.status_code, wrong.json()["errors"][0]["field"]) == (422, "requested_until")
    step(client, dispatcher, draft_id, "requested")
    late = put(reason="x")
    assert (late.status_code, late.json()["code"]) == (409, "permit.sent")


def test_a_draft_that_is_withdrawn_is_told_to_nobody_outside(
    work: Work, client: TestClient, dispatcher: Headers, draft_id: UUID
) -> None:
    assert step(client, dispatcher, draft_id, "withdrawn").json()["state"] == "withdrawn"
    assert told(work, draft_id) == [("permit.drafted", None), ("permit.withdrawn", None)]


@pytest.mark.race
@pytest.mark.parametrize("seed", range(3))
def test_of_many_who_answer_in_the_same_moment_one_answer_stands(committed: Work, seed: int) -> None:
    job = make_job(committed, f"R{seed}")
    permit_id = request(committed, job)
    officers = [
        people.find_subject(committed, add_user(committed, f"o{number}", Role.LIAISON, over).id)
        for number, over in enumerate((job.authority, job.parent, job.authority, job.parent))
    ]
    wanted = [PermitStep("approved"), PermitStep("denied", "no")] * 2
    answers = at_once(
        [
            lambda who=who, step=step: permits.transition(committed, who, permit_id, step)  # type: ignore[misc]
            for who, step in zip(officers, wanted, strict=True)
        ]
    )
    stood = [each for each in answers if not isinstance(each, Exception)]
    assert len(stood) == 1
    assert all(isinstance(each, CordonError) for each in answers if isinstance(each, Exception))
    verbs = [verb for verb, _ in told(committed, permit_id)]
    assert len(verbs) == 2
