"""Messages that nobody answers: sent again, then a short message, then the dispatcher is told.

Derived from the tables: each message says when the next step is due, and whoever answers takes that away. A worker that
was down takes the steps late, one after another and never two at once; what counts as an answer, how long is waited and
who is texted off duty are data (``compliance.push_following``).
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from app.access import Subject
from app.schema.assignments import Assignment
from app.schema.devices import Push
from app.services import messages
from app.services.events import About, record
from app.services.messages import MessageKind, NewMessage
from app.services.pushes import TASK
from app.services.work import Tx
from app.storage import push_following as rows
from app.storage.push_following import Receiver
from app.storage.pushes import NO_DEVICE, expires_at
from compliance.push_following import CARES, Answers, Step, Urgency, is_answered, next_step, telling_of

TEXT_GOOD_FOR = timedelta(minutes=30)
"""A short message that could not be handed over by then is not sent any more."""

_VERBS = {Step.AGAIN: "push.repeated", Step.TEXT: "push.texted", Step.ALARM: "push.unanswered"}


def list_due(tx: Tx) -> Sequence[UUID]:
    """Messages whose time for an answer is over."""
    return rows.list_due(tx.session, tx.now)


def follow(tx: Tx, subject: Subject, push_id: UUID) -> bool:
    """Take the next step for one message, if nobody has answered; whether it was due still."""
    push = rows.lock_due(tx.session, push_id, tx.now)
    if push is None:
        return False
    job = rows.find_assignment(tx.session, push)
    known = Answers(push.state, rows.was_read(tx.session, push), job.state if job else None)
    if is_answered(push.kind, Urgency(push.urgency), known):
        push.answer_by = None
        return True
    receiver = rows.get_receiver(tx.session, push.user_id, tx.now)
    begins_at = _waits_for_shift(push, job, receiver)
    if begins_at is None:
        _take_step(tx, subject, push, job, receiver)
    else:
        push.answer_by = begins_at + _wait(tx, push)
        record(tx, subject, "push.put_off", _about(push, job), payload={"until": push.answer_by.isoformat()})
    return True


def _take_step(tx: Tx, subject: Subject, push: Push, job: Assignment | None, receiver: Receiver) -> None:
    urgency, before = Urgency(push.urgency), push.steps_taken
    barred = _barred(tx, push, receiver)
    step, push.steps_taken = next_step(urgency, before, barred.keys())
    more = push.steps_taken < len(CARES[urgency].steps)
    push.answer_by = tx.now + _wait(tx, push) if step is not None and more else None
    if step is None:
        return
    if step is Step.AGAIN:
        push.repeated_at = push.next_attempt_at = tx.now
        tx.defer(TASK, lock=TASK)
    elif step is Step.TEXT:
        push.texted_at = tx.now
        messages.queue_all(tx, subject, [_text(tx, push, job, receiver)])
    else:
        push.unanswered_at = tx.now
    skipped = CARES[urgency].steps[before : push.steps_taken - 1]
    told = {"kind": push.kind, "urgency": push.urgency} | _left_out(skipped, barred)
    record(tx, subject, _VERBS[step], _about(push, job), payload=told)


def _left_out(skipped: Sequence[Step], barred: dict[Step, str]) -> dict[str, Any]:
    return {"left_out": {str(step): barred[step] for step in skipped}} if skipped else {}


def _barred(tx: Tx, push: Push, receiver: Receiver) -> dict[Step, str]:
    """Steps that cannot be taken for this message now, each with the code of the reason."""
    found: dict[Step, str] = {}
    if push.state == "failed" or expires_at(push) <= tx.now:
        found[Step.AGAIN] = push.error or "push.expired"
    elif push.error == NO_DEVICE:
        found[Step.AGAIN] = NO_DEVICE
    if not tx.house.pushes.texts:
        found[Step.TEXT] = "sms.not_set_up"
    elif receiver.phone is None:
        found[Step.TEXT] = "sms.no_number"
    elif not (receiver.on_duty or _reaches_off_duty(push)):
        found[Step.TEXT] = "sms.off_duty"
    return found


def _reaches_off_duty(push: Push) -> bool:
    return telling_of(push.kind).off_duty or push.urgency == Urgency.EMERGENCY


def _waits_for_shift(push: Push, job: Assignment | None, receiver: Receiver) -> datetime | None:
    """When the shift begins that the job is planned for: nobody has to answer before; None where that is no reason."""
    begins_at = receiver.next_shift_at
    if receiver.on_duty or begins_at is None or job is None or _reaches_off_duty(push):
        return None
    return begins_at if job.planned.lower is not None and job.planned.lower >= begins_at else None


def _wait(tx: Tx, push: Push) -> timedelta:
    return timedelta(seconds=tx.house.pushes.wait_seconds(Urgency(push.urgency)))


def _text(tx: Tx, push: Push, job: Assignment | None, receiver: Receiver) -> NewMessage:
    """A short message that says how urgent it is and which job it is about; what it is stands in the app."""
    kind = MessageKind.PUSH_DANGER if push.urgency == Urgency.EMERGENCY else MessageKind.PUSH_WAITS
    facts = {"number": job.number if job else "Cordon", "path": "/field"}
    number = messages.telephone(receiver.phone or "")
    about = About("push", push.id, unit_id=push.unit_id)
    return NewMessage("sms", number, receiver.locale, kind, facts, about, tx.now + TEXT_GOOD_FOR, f"push:{push.id}")


def _about(push: Push, job: Assignment | None) -> About:
    """With the ticket, so that the desk finds what nobody answers."""
    ticket_id = job.ticket_id if job else None
    return About("push", push.id, unit_id=push.unit_id, ticket_id=ticket_id, assignment_id=push.assignment_id)
