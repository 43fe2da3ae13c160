"""Messages to phones that somebody should have answered by now, and whom they went to."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, exists, func, select
from sqlalchemy.orm import Session, aliased

from app.schema.assignments import Assignment
from app.schema.crews import CrewMember, Shift
from app.schema.devices import Push
from app.schema.messages import Message
from app.schema.people import User


@dataclass(frozen=True)
class Receiver:
    """Somebody a message went to.

    Attributes:
        locale: their language.
        phone: their telephone, where it is known.
        on_duty: whether their crew has a shift now.
        next_shift_at: when their crew's next shift begins.
    """

    locale: str
    phone: str | None
    on_duty: bool
    next_shift_at: datetime | None


def list_due(session: Session, now: datetime) -> Sequence[UUID]:
    """Messages whose time for an answer is over, the most overdue first."""
    return session.scalars(select(Push.id).where(Push.answer_by <= now).order_by(Push.answer_by, Push.id)).all()


def lock_due(session: Session, push_id: UUID, now: datetime) -> Push | None:
    """A message that is due still, locked unless somebody else works on it."""
    query = select(Push).where(Push.id == push_id, Push.answer_by <= now)
    return session.scalar(query.with_for_update(key_share=True, skip_locked=True))


def was_read(session: Session, push: Push) -> bool:
    """Whether somebody has read what was told to several people in the same moment."""
    same = and_(Push.assignment_id == push.assignment_id, Push.kind == push.kind, Push.queued_at == push.queued_at)
    return bool(session.scalar(select(exists().where(same, Push.read_at.is_not(None)))))


def find_assignment(session: Session, push: Push) -> Assignment | None:
    """The job that a message is about."""
    return session.get(Assignment, push.assignment_id) if push.assignment_id else None


def get_receiver(session: Session, user_id: UUID, now: datetime) -> Receiver:
    """Whom a message went to."""
    here = aliased(Shift)
    query = (
        select(
            User.locale,
            func.coalesce(User.phone, CrewMember.phone),
            exists().where(here.crew_id == CrewMember.crew_id, here.during.contains(now)),
            select(func.min(func.lower(Shift.during)))
            .where(Shift.crew_id == CrewMember.crew_id, func.lower(Shift.during) > now)
            .correlate(CrewMember)
            .scalar_subquery(),
        )
        .outerjoin(CrewMember, and_(CrewMember.user_id == User.id, CrewMember.active))
        .where(User.id == user_id)
    )
    locale, phone, on_duty, next_shift_at = session.execute(query).one()
    return Receiver(locale, phone or None, bool(on_duty), next_shift_at)


def list_of_assignments(
    session: Session, assignment_ids: Collection[UUID]
) -> Sequence[tuple[Push, str, Message | None]]:
    """Messages about assignments, with the names of those they went to and the short message that went after each."""
    query = (
        select(Push, User.name, Message)
        .join(User, User.id == Push.user_id)
        .outerjoin(Message, and_(Message.subject_id == Push.id, Message.subject_kind == "push"))
        .where(Push.assignment_id.in_(assignment_ids))
        .order_by(Push.assignment_id, Push.queued_at, Push.id)
    )
    return [(row[0], row[1], row[2]) for row in session.execute(query)]


def list_alarming(session: Session, ticket_ids: Collection[UUID]) -> Sequence[tuple[UUID, str, Push]]:
    """Unread messages whose answer was missed once: ticket, state of the assignment, message."""
    query = (
        select(Assignment.ticket_id, Assignment.state, Push)
        .join(Push, Push.assignment_id == Assignment.id)
        .where(Assignment.ticket_id.in_(ticket_ids), Push.unanswered_at.is_not(None), Push.read_at.is_(None))
        .order_by(Push.id)
    )
    return [(row[0], row[1], row[2]) for row in session.execute(query)]


def list_read(session: Session, assignment_ids: Collection[UUID]) -> frozenset[tuple[UUID | None, str, datetime]]:
    """What of these assignments' messages somebody of the crew has read: assignment, kind, when it was sent."""
    query = select(Push.assignment_id, Push.kind, Push.queued_at).distinct()
    query = query.where(Push.assignment_id.in_(assignment_ids), Push.read_at.is_not(None))
    return frozenset((row[0], row[1], row[2]) for row in session.execute(query))
