"""Actions from phones: each applied once, in order, with one answer for ever."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select

from app.clock import ManualClock
from app.errors import ConflictError, ForbiddenError, NotFoundError, StaleError, UnavailableError
from app.schema.devices import FieldAction
from app.schema.events import Event
from app.services import field
from app.services.events import About, record
from app.services.field import Action, ActionState, Handler, Outcome
from app.services.work import Tx, Work
from compliance.reasons import Reason
from tests.support.phones import Hand, make_hand, queue_push, read_push

PHONE = UUID("0192f0c0-0000-7000-8000-0000000000aa")


@pytest.fixture
def hand(work: Work) -> Hand:
    return make_hand(work)


def count(tx: Tx, _: Work, subject: Any, action: Action) -> ActionState:
    record(tx, subject, "test.counted", About("test", action.entity_id))
    return ActionState(f"count {counted(tx, action.entity_id)}", version=7)


def counted(tx: Tx, entity: UUID) -> int:
    return tx.session.scalar(select(func.count()).where(Event.subject_id == entity)) or 0


def refusing(error: Exception) -> Handler:
    def handler(tx: Tx, work: Work, subject: Any, action: Action) -> ActionState:
        count(tx, work, subject, action)
        raise error

    return handler


HANDLERS: Mapping[str, Handler] = {"count": count}
ENTITY = UUID("0192f0c0-0000-7000-8000-0000000000ee")


@pytest.fixture
def action(work: Work) -> Any:
    def make(seq: int, kind: str = "count", **changes: Any) -> Action:
        told = {"action_id": uuid4(), "client_seq": seq, "kind": kind, "entity_id": ENTITY, "body": {}}
        return Action(**(told | {"device_time": work.clock.now()} | changes))

    return make


def submit(work: Work, hand: Hand, *actions: Action, handlers: Mapping[str, Handler] = HANDLERS) -> field.Submitted:
    return field.submit(work, hand.subject, PHONE, actions, handlers)


def done(work: Work) -> int:
    with work.look() as tx:
        return counted(tx, ENTITY)


def test_an_action_is_applied_and_its_state_answered(work: Work, hand: Hand, action: Any) -> None:
    (answer,) = submit(work, hand, action(1)).answers
    assert (answer.outcome, answer.after) == (Outcome.APPLIED, ActionState("count 1", 7))


def test_a_replayed_action_answers_duplicate_with_the_same_state_and_doubles_nothing(
    work: Work, hand: Hand, action: Any
) -> None:
    first, second = action(1), action(2)
    submit(work, hand, first, second)
    again = submit(work, hand, first, second).answers
    assert [answer.outcome for answer in again] == [Outcome.DUPLICATE] * 2
    assert [answer.after for answer in again] == [ActionState("count 1", 7), ActionState("count 2", 7)]
    assert done(work) == 2


@pytest.mark.parametrize(
    ("error", "outcome", "code"),
    [
        (ConflictError("no", code="gate.denied", reasons=[Reason("gate.permit")]), Outcome.CONFLICT, "gate.denied"),
        (StaleError("changed"), Outcome.CONFLICT, "stale"),
        (NotFoundError("gone"), Outcome.REJECTED, "not_found"),
        (ForbiddenError("not yours"), Outcome.REJECTED, "auth.forbidden"),
    ],
)
def test_a_refused_action_leaves_nothing_behind_but_its_answer(
    work: Work, hand: Hand, action: Any, error: Exception, outcome: Outcome, code: str
) -> None:
    (answer,) = submit(work, hand, action(1), handlers={"count": refusing(error)}).answers
    assert (answer.outcome, answer.code, answer.after) == (outcome, code, None)
    assert done(work) == 0


def test_a_refusal_stays_the_refusal_that_it_was(work: Work, hand: Hand, action: Any) -> None:
    """Were it answered as a duplicate, the phone would believe that it had been applied."""
    error = ConflictError("no", reasons=[Reason("gate.permit", {"zone_id": "z"})])
    late = action(1)
    first = submit(work, hand, late, handlers={"count": refusing(error)}).answers
    assert submit(work, hand, late).answers == first
    assert done(work) == 0


def test_actions_after_a_refused_one_go_on(work: Work, hand: Hand, action: Any) -> None:
    answers = submit(work, hand, action(1), action(2, "no.such.kind"), action(3)).answers
    assert [answer.outcome for answer in answers] == [Outcome.APPLIED, Outcome.REJECTED, Outcome.APPLIED]
    assert answers[1].code == "sync.unknown_kind"


def test_the_numbers_of_a_phone_count_for_each_person_apart(work: Work, hand: Hand, action: Any) -> None:
    submit(work, hand, action(1), action(2))
    told = submit(work, make_hand(work), action(1))
    assert [answer.outcome for answer in told.answers] == [Outcome.APPLIED]
    assert submit(work, hand, action(3)).stopped is None


def test_a_gap_stops_there_and_the_rest_stays_with_the_phone(work: Work, hand: Hand, action: Any) -> None:
    told = submit(work, hand, action(1), action(3), action(4))
    assert [answer.outcome for answer in told.answers] == [Outcome.APPLIED]
    assert told.stopped == Reason("sync.gap", {"expected": 2, "got": 3})
    assert done(work) == 1


def test_what_comes_after_a_gap_is_applied_once_the_missing_one_is_there(work: Work, hand: Hand, action: Any) -> None:
    third = action(3)
    submit(work, hand, action(1), third)
    told = submit(work, hand, action(2), third)
    assert [answer.outcome for answer in told.answers] == [Outcome.APPLIED] * 2
    assert told.stopped is None


def test_a_phone_never_heard_of_may_begin_anywhere(work: Work, hand: Hand, action: Any) -> None:
    assert [answer.outcome for answer in submit(work, hand, action(41), action(42)).answers] == [Outcome.APPLIED] * 2


def test_the_same_number_with_another_id_is_rejected(work: Work, hand: Hand, action: Any) -> None:
    submit(work, hand, action(1))
    (answer,) = submit(work, hand, action(1)).answers
    assert (answer.outcome, answer.code) == (Outcome.REJECTED, "sync.seq_taken")
    assert done(work) == 1


def test_the_same_id_with_another_content_is_rejected(work: Work, hand: Hand, action: Any) -> None:
    first = action(1)
    submit(work, hand, first)
    (answer,) = submit(work, hand, action(1, action_id=first.action_id, body={"reason": "other"})).answers
    assert (answer.outcome, answer.code) == (Outcome.REJECTED, "sync.action_id_reused")


def test_somebody_elses_action_is_not_told(work: Work, hand: Hand, action: Any) -> None:
    first = action(1)
    submit(work, hand, first)
    (answer,) = submit(work, make_hand(work), first).answers
    assert (answer.outcome, answer.code, answer.after) == (Outcome.REJECTED, "sync.action_id_reused", None)


def test_a_database_that_fails_at_once_is_said_so_that_the_phone_tries_again(
    work: Work, hand: Hand, action: Any
) -> None:
    with pytest.raises(UnavailableError):
        submit(work, hand, action(1), handlers={"count": refusing(UnavailableError("down"))})
    with work.look() as tx:
        assert tx.session.scalars(select(FieldAction)).all() == []


def test_a_database_that_fails_half_way_answers_what_is_done(work: Work, hand: Hand, action: Any) -> None:
    handlers = {"count": count, "down": refusing(UnavailableError("down"))}
    answers = submit(work, hand, action(1), action(2, "down"), action(3), handlers=handlers).answers
    assert [answer.outcome for answer in answers] == [Outcome.APPLIED]
    assert done(work) == 1


def test_who_is_in_no_crew_sends_nothing(work: Work, hand: Hand, action: Any) -> None:
    nobody = type(hand.subject)(user_id=hand.user_id, name="x", grants=hand.subject.grants, crew_id=None)
    with pytest.raises(ForbiddenError):
        field.submit(work, nobody, PHONE, [action(1)], HANDLERS)


def wire(work: Work, seq: int, entity: UUID, kind: str, **changes: Any) -> dict[str, Any]:
    told = {"action_id": str(uuid4()), "client_seq": seq, "kind": kind, "entity": str(entity), "body": {}}
    return told | {"device_time": work.clock.now().isoformat(), "monotonic_ms": 5} | changes


def test_a_phone_says_over_http_that_a_push_arrived(work: Work, hand: Hand, client: Any, sign_in: Any) -> None:
    push_id = queue_push(work, hand)
    body = {
        "client_id": str(PHONE),
        "actions": [wire(work, 1, push_id, "push.delivered"), wire(work, 2, push_id, "push.read")],
    }
    told = client.post("/mobile/v1/sync/push", json=body, headers=sign_in(hand.user_id))
    assert told.status_code == 200
    assert [(each["outcome"], each["state"]) for each in told.json()["answers"]] == [
        ("applied", "delivered"),
        ("applied", "read"),
    ]
    assert read_push(work, push_id).state == "read"
    again = client.post("/mobile/v1/sync/push", json=body, headers=sign_in(hand.user_id)).json()
    assert [each["outcome"] for each in again["answers"]] == ["duplicate", "duplicate"]


def test_a_gap_is_told_in_the_phones_language(work: Work, hand: Hand, client: Any, sign_in: Any) -> None:
    entity = uuid4()
    body = {"client_id": str(PHONE), "actions": [wire(work, n, entity, "x") for n in (1, 3)]}
    headers = sign_in(hand.user_id) | {"Accept-Language": "vi"}
    told = client.post("/mobile/v1/sync/push", json=body, headers=headers).json()
    assert len(told["answers"]) == 1
    assert told["stopped"]["code"] == "sync.gap"
    assert "Thiếu thao tác 2" in told["stopped"]["text"]


@pytest.mark.parametrize("changes", [{"device_time": "2026-11-23T03:00:00"}, {"device_time": "0001-01-01T00:00:00Z"}])
def test_a_time_that_cannot_be_kept_is_refused_by_name(
    work: Work, hand: Hand, client: Any, sign_in: Any, changes: dict[str, Any]
) -> None:
    body = {"client_id": str(PHONE), "actions": [wire(work, 1, uuid4(), "x", **changes)]}
    told = client.post("/mobile/v1/sync/push", json=body, headers=sign_in(hand.user_id))
    assert told.status_code == 422
    assert told.json()["errors"][0]["field"] == "actions[0].device_time"


def test_without_signing_in_nothing_is_taken(work: Work, client: Any) -> None:
    body = {"client_id": str(PHONE), "actions": []}
    assert client.post("/mobile/v1/sync/push", json=body).status_code == 401


def test_answers_keep_the_devices_own_time(work: Work, hand: Hand, action: Any, clock: ManualClock) -> None:
    late = action(1)
    clock.advance(timedelta(days=3))
    submit(work, hand, late)
    with work.look() as tx:
        kept = tx.session.get_one(FieldAction, late.action_id)
    assert kept.server_time - kept.device_time == timedelta(days=3)


def test_a_later_batch_that_overtakes_the_first_waits_for_it(work: Work, hand: Hand, action: Any) -> None:
    """The phone says from where on it has no answers, so that nothing before is lost."""
    first, second = action(41), action(42)
    told = field.submit(work, hand.subject, PHONE, [second], HANDLERS, from_seq=41)
    assert (told.answers, told.stopped) == ([], Reason("sync.gap", {"expected": 41, "got": 42}))
    told = field.submit(work, hand.subject, PHONE, [first, second], HANDLERS, from_seq=41)
    assert [answer.outcome for answer in told.answers] == [Outcome.APPLIED] * 2
