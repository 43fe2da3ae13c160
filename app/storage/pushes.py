"""Pushes: the queue of messages to phones, and what became of them."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from app.schema.assignments import Assignment
from app.schema.devices import Push
from app.schema.tickets import Ticket

_LOOSE = {"synchronize_session": False}
"""The rows in memory are not looked at again."""

NO_DEVICE = "push.no_device"
"""Why a push waits whose receiver has registered no phone."""


def find_own(session: Session, push_id: UUID, user_id: UUID) -> Push | None:
    """A push to this user, locked."""
    return session.scalar(
        select(Push).where(Push.id == push_id, Push.user_id == user_id).with_for_update(key_share=True)
    )


def hasten(session: Session, user_id: UUID, now: datetime) -> int:
    """Make due now what waits because this user had no phone; return how many."""
    result = session.execute(
        update(Push)
        .where(Push.user_id == user_id, Push.state == "queued", Push.error == NO_DEVICE)
        .values(next_attempt_at=now)
        .returning(Push.id)
    )
    return len(result.all())


def priority_classes(session: Session, assignment_ids: Collection[UUID]) -> dict[UUID, int]:
    """The class of each assignment's ticket."""
    query = select(Assignment.id, Ticket.priority_class).join(Ticket, Ticket.id == Assignment.ticket_id)
    return {row[0]: row[1] for row in session.execute(query.where(Assignment.id.in_(assignment_ids)))}


def lease(session: Session, push_ids: Collection[UUID], until: datetime) -> None:
    """Count one more attempt at each, which are locked, and let nobody else make the next one before a moment."""
    if push_ids:
        told = {"attempts": Push.attempts + 1, "next_attempt_at": until}
        session.execute(update(Push).where(Push.id.in_(push_ids)).values(told), execution_options=_LOOSE)


_UNREAD = (
    select(Push)
    .where(Push.user_id == bindparam("user_id"), Push.queued_at >= bindparam("since"), Push.read_at.is_(None))
    .order_by(Push.queued_at.desc(), Push.id.desc())
)


def list_unread(session: Session, user_id: UUID, since: datetime, limit: int = 100) -> Sequence[Push]:
    """A user's pushes that were not read yet, newest first."""
    return session.scalars(_UNREAD.limit(limit), {"user_id": user_id, "since": since}).all()


def expires_at(push: Push) -> datetime:
    """When a push is worth nothing any more."""
    return push.queued_at + timedelta(seconds=push.ttl_seconds)
