"""Pushes: queued with the change, sent within their time to live, proven only by the phone."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, text

from app.clock import ManualClock
from app.errors import ConflictError, NotFoundError
from app.schema.devices import Push
from app.schema.events import Event
from app.services import devices, push_delivery, pushes
from app.services.push_delivery import LEASE, back_off, send_due
from app.services.pushes import PushKind
from app.services.senders import Message, Outcome, Sent
from app.services.work import Work
from mobile_api.wording import PUSHES, push_text
from tests.support.phones import (
    Hand,
    ScriptedSender,
    add_phone,
    make_hand,
    queue_push,
    read_device,
    read_push,
)


@pytest.fixture
def hand(work: Work) -> Hand:
    return make_hand(work, token="phone-a")


def verbs(work: Work, push_id: UUID) -> list[str]:
    with work.look() as tx:
        return list(tx.session.scalars(select(Event.verb).where(Event.subject_id == push_id).order_by(Event.id)))


def test_a_push_is_queued_with_its_event_and_its_job(work: Work, hand: Hand) -> None:
    push_id = queue_push(work, hand)
    with work.look() as tx:
        jobs = tx.session.execute(text("SELECT task_name, lock FROM procrastinate_jobs")).all()
    assert read_push(work, push_id).state == "queued"
    assert verbs(work, push_id) == ["push.queued"]
    assert ("send_pushes", "send_pushes") in [tuple(job) for job in jobs]


def queue_and_fail(work: Work, hand: Hand) -> None:
    with work.begin() as tx:
        told = {"user_id": hand.user_id, "unit_id": hand.unit_id, "ttl_seconds": 60}
        pushes.queue(tx, hand.subject, kind=PushKind.ASSIGNMENT_NEW, **told)
        raise ConflictError("the change does not happen")


def test_a_push_of_a_change_that_is_rolled_back_does_not_exist(work: Work, hand: Hand) -> None:
    with pytest.raises(ConflictError):
        queue_and_fail(work, hand)
    with work.look() as tx:
        assert tx.session.scalars(select(Push).where(Push.user_id == hand.user_id)).all() == []
        assert tx.session.execute(text("SELECT 1 FROM procrastinate_jobs")).all() == []


def test_what_is_sent_names_kind_id_and_sequence_and_no_person(work: Work, hand: Hand, clock: ManualClock) -> None:
    push_id = queue_push(work, hand)
    clock.advance(timedelta(seconds=30))
    sender = ScriptedSender()
    assert send_due(work, sender) == 1
    (message,) = sender.got
    assert (message.token, message.kind, message.push_id) == ("phone-a", "assignment.new", push_id)
    assert message.sequence == int((clock.now() - timedelta(seconds=30)).timestamp() * 1000)
    assert message.ttl_seconds == 1770


def test_handing_over_is_not_delivery(work: Work, hand: Hand) -> None:
    push_id = queue_push(work, hand)
    send_due(work, ScriptedSender())
    push = read_push(work, push_id)
    assert (push.state, push.message_id, push.delivered_at) == ("handed_over", f"m-{push_id}", None)
    assert verbs(work, push_id) == ["push.queued", "push.handed_over"]


def test_a_push_handed_over_is_not_sent_again(work: Work, hand: Hand) -> None:
    queue_push(work, hand)
    sender = ScriptedSender()
    send_due(work, sender)
    assert send_due(work, sender) == 0
    assert len(sender.got) == 1


@pytest.mark.parametrize("outcome", [Outcome.LATER, Outcome.OPERATOR])
def test_a_failure_that_may_pass_is_tried_again_after_a_wait(
    work: Work, hand: Hand, clock: ManualClock, outcome: Outcome
) -> None:
    push_id = queue_push(work, hand)
    sender = ScriptedSender([outcome])
    send_due(work, sender)
    waiting = read_push(work, push_id)
    assert (waiting.state, waiting.error, waiting.attempts) == ("queued", f"push.{outcome}", 1)
    assert send_due(work, sender) == 0
    clock.advance(timedelta(seconds=3))
    send_due(work, sender)
    assert (read_push(work, push_id).state, len(sender.got)) == ("handed_over", 2)


def test_retry_after_is_respected(work: Work, hand: Hand, clock: ManualClock) -> None:
    queue_push(work, hand)
    sender = ScriptedSender([Outcome.LATER], retry_after_s=90)
    send_due(work, sender)
    clock.advance(timedelta(seconds=89))
    assert send_due(work, sender) == 0
    clock.advance(timedelta(seconds=1))
    assert send_due(work, sender) == 1


def test_a_push_is_given_up_when_its_time_to_live_is_over(work: Work, hand: Hand, clock: ManualClock) -> None:
    push_id = queue_push(work, hand, ttl_seconds=300)
    sender = ScriptedSender([Outcome.LATER] * 100)
    for _ in range(301):
        send_due(work, sender)
        clock.advance(timedelta(seconds=1))
    push = read_push(work, push_id)
    assert (push.state, push.error) == ("failed", "push.later")
    assert 5 <= len(sender.got) <= 12
    assert verbs(work, push_id) == ["push.queued", "push.failed"]


def test_waits_double_up_to_five_minutes_and_differ_between_pushes() -> None:
    waits = [back_off(UUID(int=0x8000), attempt).total_seconds() for attempt in range(1, 12)]
    assert waits[:3] == pytest.approx([2, 4, 8], rel=0.01)
    assert max(waits) == pytest.approx(300, rel=0.01)
    assert len({back_off(uuid4(), 3) for _ in range(20)}) > 1


def test_a_refused_message_fails_at_once_and_its_token_stays(work: Work, hand: Hand) -> None:
    phone = add_phone(work, hand.user_id, "phone-b")
    push_id = queue_push(work, hand)
    send_due(work, ScriptedSender([Outcome.REFUSED]))
    assert (read_push(work, push_id).state, read_device(work, phone).disabled_at) == ("failed", None)


@pytest.mark.parametrize("outcome", [Outcome.TOKEN_GONE, Outcome.WRONG_SENDER])
def test_a_token_that_is_gone_is_disabled_and_the_push_waits_for_the_next_phone(
    work: Work, clock: ManualClock, outcome: Outcome
) -> None:
    hand = make_hand(work)
    phone = add_phone(work, hand.user_id, "old")
    push_id = queue_push(work, hand)
    sender = ScriptedSender([outcome])
    send_due(work, sender)
    assert read_device(work, phone).disabled_reason == f"push.{outcome}"
    assert (read_push(work, push_id).state, read_push(work, push_id).error) == ("queued", "push.no_device")
    devices.register(work, hand.subject, platform="web", token="new")
    send_due(work, sender)
    assert [message.token for message in sender.got] == ["old", "new"]
    assert read_push(work, push_id).state == "handed_over"


def test_a_push_to_nobody_fails_when_its_time_is_over(work: Work, clock: ManualClock) -> None:
    push_id = queue_push(work, make_hand(work), ttl_seconds=60)
    sender = ScriptedSender()
    send_due(work, sender)
    clock.advance(timedelta(seconds=60))
    send_due(work, sender)
    assert (read_push(work, push_id).state, read_push(work, push_id).error) == ("failed", "push.no_device")
    assert sender.got == []


def test_one_phone_that_takes_it_is_enough(work: Work, hand: Hand) -> None:
    add_phone(work, hand.user_id, "phone-b")
    push_id = queue_push(work, hand)

    class OneOfTwo(ScriptedSender):
        def send(self, messages: Sequence[Message]) -> Sequence[Sent]:
            first, second = messages
            self.script = [Outcome.LATER]
            return [*super().send([first]), *super().send([second])]

    send_due(work, OneOfTwo())
    assert read_push(work, push_id).state == "handed_over"


def test_without_a_push_service_pushes_wait_for_the_phone_to_pull(work: Work, hand: Hand, clock: ManualClock) -> None:
    push_id = queue_push(work, hand, ttl_seconds=60)
    send_due(work, None)
    assert read_push(work, push_id).state == "queued"
    assert pushes.acknowledge(work, hand.subject, push_id, "delivered") == "delivered"
    clock.advance(timedelta(seconds=61))
    send_due(work, None)
    assert read_push(work, push_id).state == "delivered"


def test_a_sender_that_dies_in_the_middle_loses_nothing(work: Work, hand: Hand, clock: ManualClock) -> None:
    push_id = queue_push(work, hand)

    class Dies(ScriptedSender):
        def send(self, messages: Sequence[Message]) -> Sequence[Sent]:
            raise ConnectionError(f"the worker is killed over {len(messages)} messages")

    with pytest.raises(ConnectionError):
        send_due(work, Dies())
    sender = ScriptedSender()
    assert send_due(work, sender) == 0
    clock.advance(LEASE)
    assert send_due(work, sender) == 1
    assert read_push(work, push_id).state == "handed_over"


def test_more_than_a_batch_is_drained_in_one_go(work: Work, hand: Hand) -> None:
    for _ in range(push_delivery.BATCH + 5):
        queue_push(work, hand)
    sender = ScriptedSender()
    assert send_due(work, sender) == push_delivery.BATCH + 5
    assert len({message.push_id for message in sender.got}) == push_delivery.BATCH + 5


def test_the_phones_word_moves_a_push_to_delivered_and_read(work: Work, hand: Hand) -> None:
    push_id = queue_push(work, hand)
    send_due(work, ScriptedSender())
    assert pushes.acknowledge(work, hand.subject, push_id, "delivered") == "delivered"
    assert pushes.acknowledge(work, hand.subject, push_id, "read") == "read"
    push = read_push(work, push_id)
    assert push.delivered_at is not None
    assert push.read_at is not None
    assert verbs(work, push_id) == ["push.queued", "push.handed_over", "push.delivered", "push.read"]


def test_saying_it_again_or_late_changes_nothing(work: Work, hand: Hand) -> None:
    push_id = queue_push(work, hand)
    pushes.acknowledge(work, hand.subject, push_id, "read")
    assert pushes.acknowledge(work, hand.subject, push_id, "read") == "read"
    assert pushes.acknowledge(work, hand.subject, push_id, "delivered") == "read"
    assert verbs(work, push_id) == ["push.queued", "push.read"]


def test_a_phone_may_prove_delivery_after_we_gave_up(work: Work, hand: Hand, clock: ManualClock) -> None:
    push_id = queue_push(work, hand, ttl_seconds=10)
    clock.advance(timedelta(seconds=10))
    send_due(work, ScriptedSender())
    assert read_push(work, push_id).state == "failed"
    assert pushes.acknowledge(work, hand.subject, push_id, "delivered") == "delivered"


def test_nobody_acknowledges_somebody_elses_push(work: Work, hand: Hand) -> None:
    push_id = queue_push(work, hand)
    other = make_hand(work)
    with pytest.raises(NotFoundError):
        pushes.acknowledge(work, other.subject, push_id, "delivered")


def test_a_phone_cannot_claim_states_that_are_not_its_own(work: Work, hand: Hand) -> None:
    push_id = queue_push(work, hand)
    with pytest.raises(ConflictError):
        pushes.acknowledge(work, hand.subject, push_id, "failed")


@pytest.mark.parametrize("kind", PushKind)
def test_every_kind_has_words_in_both_languages(kind: PushKind) -> None:
    assert set(PUSHES) == set(PushKind)
    assert push_text(kind, "vi") != push_text(kind, "en")


def test_a_kind_of_a_later_release_shows_itself() -> None:
    assert push_text("moon.rises", "en") == "moon.rises"
