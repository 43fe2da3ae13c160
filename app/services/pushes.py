"""Pushes: queued with the change they tell of, sent in batches, acknowledged by the phone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from app.access import Subject, Verb
from app.errors import ConflictError, NotFoundError
from app.schema.base import new_id
from app.schema.devices import Push
from app.services import messages as outbox
from app.services.events import About, Happened, record_each
from app.services.work import Tx, Work, again
from app.storage import pushes
from compliance.lifecycles import PUSH
from compliance.push_following import Answers, Urgency, is_answered

TASK = "send_pushes"


class PushKind(StrEnum):
    """What a push tells; the words for it stand in ``mobile_api.wording``."""

    ASSIGNMENT_NEW = "assignment.new"
    ASSIGNMENT_CHANGED = "assignment.changed"
    ASSIGNMENT_WITHDRAWN = "assignment.withdrawn"
    ASSIGNMENT_REMINDER = "assignment.reminder"
    ZONE_AROUND = "zone.around"
    ZONE_UNADMITTED = "zone.unadmitted"
    ZONE_CHANGED = "zone.changed"
    ZONE_ENDED = "zone.ended"
    ORDER_FORBIDS = "order.forbids"
    STAY_ENDS = "stay.ends_soon"
    STAY_OVER = "stay.over"
    BRIEFING_VOID = "briefing.void"
    PERMIT_APPROVED = "permit.approved"
    PERMIT_DENIED = "permit.denied"
    PERMIT_REVOKED = "permit.revoked"
    PERMIT_VOID = "permit.void"
    PERMIT_EXPIRED = "permit.expired"
    PERMIT_CONDITIONS = "permit.conditions_changed"
    PERMIT_LAPSED_INSIDE = "permit.lapsed_inside"
    METHOD_CHANGED = "method.changed"
    WEATHER_STOP = "weather.stop"
    WEATHER_CHANGED = "weather.changed"
    WORK_PERMIT_READY = "work_permit.ready"
    WORK_PERMIT_GOOD = "work_permit.permitted"
    WORK_PERMIT_CHANGED = "work_permit.changed"
    COMBINATION_WITHDRAWN = "combination.withdrawn"
    OVERRIDE_GIVEN = "override.given"
    FOLLOW_UP_RESOLVED = "follow_up.resolved"
    STAND_DOWN = "stand_down.begun"
    STAND_DOWN_CHANGED = "stand_down.changed"
    BREACH = "exposure.breach"
    EMERGENCY = "emergency.raised"
    EMERGENCY_SEEN = "emergency.seen"
    CHECKIN_MISSED = "checkin.missed"
    HELP_ANSWERED = "help.answered"
    FITNESS_DECIDED = "fitness.decided"


@dataclass(frozen=True)
class Message:
    """One message to one person: what it tells, whose dispatchers may see it, how long it is worth anything."""

    user_id: UUID
    kind: PushKind
    unit_id: UUID
    ttl_seconds: int
    assignment_id: UUID | None = None


def queue(
    tx: Tx,
    subject: Subject,
    *,
    user_id: UUID,
    kind: PushKind,
    unit_id: UUID,
    ttl_seconds: int,
    assignment_id: UUID | None = None,
) -> UUID:
    """Queue one message to one person's phones, in the transaction of what it tells; return its id.

    Args:
        tx: the transaction of the change.
        subject: who caused it.
        user_id: who shall get it.
        kind: what it tells.
        unit_id: whose dispatchers may see it.
        ttl_seconds: after this long it is worth nothing.
        assignment_id: the job it is about.
    """
    return queue_all(tx, subject, [Message(user_id, kind, unit_id, ttl_seconds, assignment_id)])[0]


def queue_all(tx: Tx, subject: Subject, messages: Sequence[Message]) -> list[UUID]:
    """Queue messages in the transaction of what they tell; return their ids."""
    classes = pushes.priority_classes(tx.session, {each.assignment_id for each in messages if each.assignment_id})
    rows = [_row(tx, each, classes.get(each.assignment_id) if each.assignment_id else None) for each in messages]
    if rows:
        tx.session.add_all(rows)
        tx.session.flush()
        record_each(tx, subject, [Happened("push.queued", about(row), {"kind": row.kind}) for row in rows])
        tx.defer(TASK, lock=TASK)
    return [row.id for row in rows]


def _row(tx: Tx, each: Message, priority_class: int | None) -> Push:
    rules = tx.house.pushes
    urgency = rules.urgency_of(each.kind, priority_class)
    return Push(
        id=new_id(), unit_id=each.unit_id, user_id=each.user_id, assignment_id=each.assignment_id,
        kind=str(each.kind), state=PUSH.initial, ttl_seconds=each.ttl_seconds, attempts=0, next_attempt_at=tx.now,
        queued_at=tx.now, urgency=urgency, answer_by=tx.now + timedelta(seconds=rules.wait_seconds(urgency)),
    )  # fmt: skip


@again
def acknowledge(work: Work, subject: Subject, push_id: UUID, to: str, device_time: datetime | None = None) -> str:
    """Note the phone's own word that a push arrived (``delivered``) or was looked at (``read``); return its state.

    Raises:
        ForbiddenError: not a worker.
        NotFoundError: no such push to this person.
        ConflictError: the life cycle knows no such step for this person.
    """
    subject.scope(Verb.FIELD)
    with work.begin() as tx:
        return acknowledge_in(tx, subject, push_id, to, device_time)


def acknowledge_in(tx: Tx, subject: Subject, push_id: UUID, to: str, device_time: datetime | None = None) -> str:
    """``acknowledge`` inside a transaction that is open already. Saying it again changes nothing."""
    push = pushes.find_own(tx.session, push_id, subject.user_id) if subject.user_id else None
    if push is None:
        raise NotFoundError("no such push to you")
    if push.state == to or (push.state, to) == ("read", "delivered"):
        push.delivered_at = push.delivered_at or tx.now
        return push.state
    move(tx, subject, push, to, device_time=device_time)
    if to == "read":
        push.read_at = tx.now
    push.delivered_at = push.delivered_at or tx.now
    _stop(tx, subject, push)
    return push.state


def _stop(tx: Tx, subject: Subject, push: Push) -> None:
    """Let nothing follow the phone's own word that its kind of message does not need: no repeat, no text, no alarm."""
    push.next_attempt_at = None
    if is_answered(push.kind, Urgency(push.urgency), Answers(push.state)):
        push.answer_by = None
        if push.texted_at is not None:
            outbox.supersede(tx, subject, push.id)


def move(tx: Tx, subject: Subject, push: Push, to: str, *, device_time: datetime | None = None) -> None:
    """Take one step of a push's life cycle and write its event.

    Raises:
        ConflictError: the table of transitions has no such step for this subject.
    """
    record_each(tx, subject, [moved(subject, push, to, device_time=device_time)])


def moved(subject: Subject, push: Push, to: str, *, device_time: datetime | None = None) -> Happened:
    """Take one step of a push's life cycle; its event, which the caller writes.

    Raises:
        ConflictError: the table of transitions has no such step for this subject.
    """
    decision = PUSH.check(push.state, to, subject.roles)
    step = PUSH.find(push.state, to)
    if step is None or not decision.allowed:
        raise ConflictError(f"a push that is {push.state} cannot become {to}", reasons=decision.reasons)
    push.state = to
    payload = {"kind": push.kind, "attempts": push.attempts} | ({"error": push.error} if to == "failed" else {})
    return Happened(step.event, about(push), payload, device_time)


def about(push: Push) -> About:
    """Through which ids the readers of a push's events find it."""
    return About("push", push.id, unit_id=push.unit_id, assignment_id=push.assignment_id)
