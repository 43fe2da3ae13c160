"""A push that nobody answers: again, a short message, then the dispatcher is told; any answer ends that."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from pydantic import SecretStr
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import Range

from app.clock import ManualClock
from app.schema.assignments import Assignment
from app.schema.crews import Shift
from app.schema.devices import Push
from app.schema.events import Event
from app.schema.messages import Message as Letter
from app.schema.people import User
from app.services import due, push_delivery, pushes
from app.services.assignments import transition
from app.services.pushes import PushKind, queue
from app.services.work import Work
from tests.support.phones import Hand, ScriptedSender, add_phone, make_assignment, make_hand, read_push

MINUTE = timedelta(minutes=1)
WAIT = timedelta(minutes=5)
"""For an order of a ticket of class 4."""


@pytest.fixture
def texting(work: Work) -> Work:
    keys = {"esms_api_key": SecretStr("k"), "esms_secret_key": SecretStr("s"), "esms_brandname": "CORDON"}
    return replace(work, settings=work.settings.model_copy(update=keys))


@pytest.fixture
def hand(texting: Work) -> Hand:
    made = make_hand(texting, token="phone-a")
    give_number(texting, made.user_id, "0905 000 111")
    return made


def give_number(work: Work, user_id: UUID, number: str) -> None:
    with work.begin() as tx:
        tx.session.get_one(User, user_id).phone = number


def order(work: Work, hand: Hand, kind: PushKind = PushKind.ASSIGNMENT_NEW) -> tuple[UUID, UUID]:
    """A job of the crew and the push that tells of it, handed over; (push, assignment)."""
    assignment_id, _ = make_assignment(work, hand)
    return tell(work, hand, assignment_id, kind), assignment_id


def tell(work: Work, hand: Hand, assignment_id: UUID | None, kind: PushKind = PushKind.ASSIGNMENT_NEW) -> UUID:
    told = {"user_id": hand.user_id, "unit_id": hand.unit_id, "ttl_seconds": 1800, "assignment_id": assignment_id}
    with work.begin() as tx:
        push_id = queue(tx, hand.subject, kind=kind, **told)
    push_delivery.send_due(work, ScriptedSender())
    return push_id


def verbs(work: Work, push_id: UUID) -> list[str]:
    with work.look() as tx:
        return list(tx.session.scalars(select(Event.verb).where(Event.subject_id == push_id).order_by(Event.id)))


def left_out(work: Work, push_id: UUID, verb: str) -> dict[str, str]:
    with work.look() as tx:
        query = select(Event.payload).where(Event.subject_id == push_id, Event.verb == verb)
        found: dict[str, str] = tx.session.scalars(query).one().get("left_out", {})
        return found


def letters(work: Work, push_id: UUID) -> list[Letter]:
    with work.look() as tx:
        return list(tx.session.scalars(select(Letter).where(Letter.subject_id == push_id)))


def pass_time(work: Work, clock: ManualClock, span: timedelta) -> None:
    clock.advance(span)
    due.apply_due(work)


def test_silence_sends_again_then_texts_then_tells_the_dispatcher(
    texting: Work, hand: Hand, clock: ManualClock
) -> None:
    push_id, _ = order(texting, hand)
    sender, begun = ScriptedSender(), clock.now()
    pass_time(texting, clock, WAIT)
    push_delivery.send_due(texting, sender)
    assert [message.push_id for message in sender.got] == [push_id]
    pass_time(texting, clock, WAIT)
    (letter,) = letters(texting, push_id)
    assert (letter.channel, letter.recipient, letter.kind) == ("sms", "0905000111", "push.waits")
    pass_time(texting, clock, WAIT)
    push = read_push(texting, push_id)
    assert (push.repeated_at, push.texted_at, push.unanswered_at) == tuple(begun + n * WAIT for n in (1, 2, 3))
    assert verbs(texting, push_id) == [
        "push.queued", "push.handed_over", "push.repeated", "push.texted", "push.unanswered",
    ]  # fmt: skip
    assert push.answer_by is None


def test_before_the_wait_is_over_nothing_follows(texting: Work, hand: Hand, clock: ManualClock) -> None:
    push_id, _ = order(texting, hand)
    pass_time(texting, clock, WAIT - timedelta(seconds=1))
    assert verbs(texting, push_id) == ["push.queued", "push.handed_over"]


def test_a_step_is_taken_once_however_often_it_is_looked_for(texting: Work, hand: Hand, clock: ManualClock) -> None:
    push_id, _ = order(texting, hand)
    clock.advance(WAIT)
    for _ in range(3):
        due.apply_due(texting)
    assert verbs(texting, push_id).count("push.repeated") == 1


def test_a_worker_that_was_down_takes_one_step_at_a_time(texting: Work, hand: Hand, clock: ManualClock) -> None:
    push_id, _ = order(texting, hand)
    pass_time(texting, clock, 4 * WAIT)
    due.apply_due(texting)
    assert verbs(texting, push_id)[2:] == ["push.repeated"]


@pytest.mark.parametrize("steps", [0, 1, 2])
def test_who_reads_it_at_any_step_ends_it(texting: Work, hand: Hand, clock: ManualClock, steps: int) -> None:
    push_id, _ = order(texting, hand)
    for _ in range(steps):
        pass_time(texting, clock, WAIT)
    before = verbs(texting, push_id)
    pushes.acknowledge(texting, hand.subject, push_id, "read")
    pass_time(texting, clock, 5 * WAIT)
    assert verbs(texting, push_id) == [*before, "push.read"]
    assert push_delivery.send_due(texting, ScriptedSender()) == 0


def test_a_text_that_has_not_gone_out_is_let_go_once_it_is_read(texting: Work, hand: Hand, clock: ManualClock) -> None:
    push_id, _ = order(texting, hand)
    for _ in range(2):
        pass_time(texting, clock, WAIT)
    pushes.acknowledge(texting, hand.subject, push_id, "read")
    assert [letter.state for letter in letters(texting, push_id)] == ["superseded"]


def test_that_the_phone_has_it_is_no_answer_to_an_order(texting: Work, hand: Hand, clock: ManualClock) -> None:
    push_id, _ = order(texting, hand)
    pushes.acknowledge(texting, hand.subject, push_id, "delivered")
    pass_time(texting, clock, WAIT)
    sender = ScriptedSender()
    push_delivery.send_due(texting, sender)
    assert len(sender.got) == 1
    assert read_push(texting, push_id).state == "delivered"


def test_good_to_know_is_answered_by_the_phone_alone(texting: Work, hand: Hand, clock: ManualClock) -> None:
    push_id, _ = order(texting, hand, PushKind.ZONE_ENDED)
    pushes.acknowledge(texting, hand.subject, push_id, "delivered")
    pass_time(texting, clock, timedelta(hours=1))
    assert verbs(texting, push_id)[-1] == "push.delivered"


def test_good_to_know_is_sent_again_and_never_texted(texting: Work, hand: Hand, clock: ManualClock) -> None:
    push_id, _ = order(texting, hand, PushKind.ZONE_ENDED)
    for _ in range(3):
        pass_time(texting, clock, timedelta(minutes=15))
    assert verbs(texting, push_id)[2:] == ["push.repeated"]


def test_accepting_the_job_ends_it(texting: Work, hand: Hand, clock: ManualClock) -> None:
    push_id, assignment_id = order(texting, hand)
    transition(texting, hand.subject, assignment_id, "accepted")
    pass_time(texting, clock, WAIT)
    assert (verbs(texting, push_id)[2:], read_push(texting, push_id).answer_by) == ([], None)


def test_one_of_the_crew_who_reads_the_order_answers_for_all(texting: Work, hand: Hand, clock: ManualClock) -> None:
    assignment_id, _ = make_assignment(texting, hand)
    mate = make_hand(texting, token="phone-b")
    push_id = tell(texting, hand, assignment_id)
    mates = tell(texting, mate, assignment_id)
    pushes.acknowledge(texting, mate.subject, mates, "read")
    pass_time(texting, clock, WAIT)
    assert verbs(texting, push_id)[2:] == []


def test_in_danger_nobody_answers_for_another(texting: Work, hand: Hand, clock: ManualClock) -> None:
    assignment_id, _ = make_assignment(texting, hand)
    mate = make_hand(texting, token="phone-b")
    push_id = tell(texting, hand, assignment_id, PushKind.WEATHER_STOP)
    mates = tell(texting, mate, assignment_id, PushKind.WEATHER_STOP)
    pushes.acknowledge(texting, mate.subject, mates, "read")
    pass_time(texting, clock, MINUTE)
    assert verbs(texting, push_id)[2:] == ["push.repeated"]


def test_danger_is_followed_by_the_minute_and_texted_in_other_words(
    texting: Work, hand: Hand, clock: ManualClock
) -> None:
    push_id, _ = order(texting, hand, PushKind.WEATHER_STOP)
    for _ in range(3):
        pass_time(texting, clock, MINUTE)
    assert verbs(texting, push_id)[2:] == ["push.repeated", "push.texted", "push.unanswered"]
    assert [letter.kind for letter in letters(texting, push_id)] == ["push.danger"]


def test_who_has_no_phone_is_texted_at_the_first_deadline(texting: Work, clock: ManualClock) -> None:
    lost = make_hand(texting)
    give_number(texting, lost.user_id, "+84905000222")
    push_id, _ = order(texting, lost)
    pass_time(texting, clock, WAIT)
    assert verbs(texting, push_id) == ["push.queued", "push.texted"]
    assert left_out(texting, push_id, "push.texted") == {"again": "push.no_device"}


def test_without_a_number_the_dispatcher_is_told_instead(texting: Work, clock: ManualClock) -> None:
    hand = make_hand(texting, token="phone-a")
    push_id, _ = order(texting, hand)
    for _ in range(2):
        pass_time(texting, clock, WAIT)
    assert verbs(texting, push_id)[2:] == ["push.repeated", "push.unanswered"]
    assert left_out(texting, push_id, "push.unanswered") == {"text": "sms.no_number"}


def test_where_there_is_no_account_for_short_messages_nobody_waits_for_one(
    work: Work, hand: Hand, clock: ManualClock
) -> None:
    push_id, _ = order(work, hand)
    for _ in range(2):
        pass_time(work, clock, WAIT)
    assert left_out(work, push_id, "push.unanswered") == {"text": "sms.not_set_up"}


def end_shifts(work: Work, hand: Hand) -> None:
    with work.begin() as tx:
        for shift in tx.session.scalars(select(Shift).where(Shift.crew_id == hand.crew_id)):
            shift.during = Range(tx.now - timedelta(hours=8), tx.now - timedelta(hours=1), bounds="[)")


@pytest.mark.parametrize(("kind", "texted"), [(PushKind.PERMIT_APPROVED, False), (PushKind.STAND_DOWN, True)])
def test_off_duty_only_what_cannot_wait_is_texted(
    texting: Work, hand: Hand, clock: ManualClock, kind: PushKind, *, texted: bool
) -> None:
    end_shifts(texting, hand)
    push_id = tell(texting, hand, None, kind)
    for _ in range(2):
        pass_time(texting, clock, WAIT)
    assert bool(letters(texting, push_id)) is texted


def test_nobody_has_to_answer_before_the_shift_that_the_job_is_planned_for(
    texting: Work, hand: Hand, clock: ManualClock
) -> None:
    end_shifts(texting, hand)
    push_id, assignment_id = order(texting, hand)
    begins_at = clock.now() + timedelta(hours=6)
    with texting.begin() as tx:
        tx.session.add(Shift(unit_id=hand.unit_id, crew_id=hand.crew_id, during=Range(begins_at, begins_at + 8 * WAIT)))
        tx.session.get_one(Assignment, assignment_id).planned = Range(begins_at, begins_at + WAIT, bounds="[)")
    pass_time(texting, clock, WAIT)
    assert read_push(texting, push_id).answer_by == begins_at + WAIT
    assert verbs(texting, push_id)[2:] == ["push.put_off"]


def test_what_failed_is_not_sent_again_but_texted(texting: Work, hand: Hand, clock: ManualClock) -> None:
    assignment_id, _ = make_assignment(texting, hand)
    with texting.begin() as tx:
        told = {"user_id": hand.user_id, "unit_id": hand.unit_id, "ttl_seconds": 60, "assignment_id": assignment_id}
        push_id = queue(tx, hand.subject, kind=PushKind.ASSIGNMENT_NEW, **told)
    clock.advance(MINUTE)
    push_delivery.send_due(texting, ScriptedSender())
    pass_time(texting, clock, 4 * MINUTE)
    assert verbs(texting, push_id) == ["push.queued", "push.failed", "push.texted"]


def test_what_is_sent_again_and_refused_stays_what_the_phone_said_it_is(
    texting: Work, hand: Hand, clock: ManualClock
) -> None:
    push_id, _ = order(texting, hand)
    pushes.acknowledge(texting, hand.subject, push_id, "delivered")
    pass_time(texting, clock, WAIT)
    push_delivery.send_due(texting, ScriptedSender([push_delivery.Outcome.REFUSED]))
    push = read_push(texting, push_id)
    assert (push.state, push.next_attempt_at, push.failed_at) == ("delivered", None, None)


def test_a_second_phone_of_the_same_person_gets_it_again_too(texting: Work, hand: Hand, clock: ManualClock) -> None:
    order(texting, hand)
    add_phone(texting, hand.user_id, "phone-b")
    pass_time(texting, clock, WAIT)
    sender = ScriptedSender()
    push_delivery.send_due(texting, sender)
    assert sorted(message.token for message in sender.got) == ["phone-a", "phone-b"]


def test_pushes_of_a_release_that_knew_no_deadlines_are_left_alone(
    texting: Work, hand: Hand, clock: ManualClock
) -> None:
    push_id, _ = order(texting, hand)
    with texting.begin() as tx:
        tx.session.get_one(Push, push_id).answer_by = None
    pass_time(texting, clock, timedelta(hours=2))
    assert verbs(texting, push_id)[2:] == []
