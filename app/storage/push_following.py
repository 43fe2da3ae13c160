"""Messages to phones that somebody should have answered by now, and whom they went to."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.schema.assignments import Assignment
from app.schema.crews import CrewMember, Shift
from app.schema.devices import Push
from app.schema.messages import Message
from app.schema.people import User
from compliance.push_following import TELLINGS


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


def unanswered_since(session: Session, ticket_ids: Collection[UUID]) -> dict[UUID, datetime]:
    """Since when a crew of these tickets does not answer, by ticket; what was answered meanwhile is left out."""
    other = aliased(Push)
    query = (
        select(Assignment.ticket_id, func.min(Push.unanswered_at))
        .join(Assignment, Assignment.id == Push.assignment_id)
        .where(
            Assignment.ticket_id.in_(ticket_ids),
            Push.unanswered_at.is_not(None),
            Push.read_at.is_(None),
            or_(*(_matters(kinds, states) for states, kinds in _by_states().items())),
            or_(
                Push.kind.in_([kind for kind, telling in TELLINGS.items() if telling.each]),
                ~exists().where(
                    other.assignment_id == Push.assignment_id, other.kind == Push.kind,
                    other.queued_at == Push.queued_at, other.read_at.is_not(None),
                ),
            ),
        )
        .group_by(Assignment.ticket_id)
    )  # fmt: skip
    return {ticket_id: since for ticket_id, since in session.execute(query) if since is not None}


def _by_states() -> dict[frozenset[str] | None, list[str]]:
    """Kinds of messages by the states of an assignment in which an answer to them matters."""
    found: dict[frozenset[str] | None, list[str]] = {}
    for kind, telling in TELLINGS.items():
        found.setdefault(telling.states, []).append(kind)
    return found


def _matters(kinds: Sequence[str], states: frozenset[str] | None) -> ColumnElement[bool]:
    right = Push.kind.in_(kinds)
    return right if states is None else and_(right, Assignment.state.in_(states))
