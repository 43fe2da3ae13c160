"""Jobs that one crew hands over to the next."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, null, or_, select, update
from sqlalchemy.orm import Session, aliased

from app.access import Scope
from app.schema.assignments import Assignment
from app.schema.crews import Crew
from app.schema.exposure import Exposure
from app.schema.hand_overs import HandOver
from app.schema.tickets import Ticket
from app.storage.retention import held

_TO, _TO_CREW = aliased(Assignment), aliased(Crew)
Found = tuple[HandOver, Ticket, Crew, Crew | None]
"""With the ticket, the crew that hands over and the one that takes over."""
OPEN = ("waiting", "passed")


def visible(scope: Scope) -> ColumnElement[bool]:
    """Hand-overs of jobs in the scope's units, and those that a worker's own crew gives or takes."""
    mine = or_(HandOver.from_crew_id.in_(scope.crew_ids), _TO.crew_id.in_(scope.crew_ids))
    return or_(HandOver.unit_id.in_(scope.unit_ids), mine) if scope.crew_ids else HandOver.unit_id.in_(scope.unit_ids)


def find(session: Session, scope: Scope, hand_over_id: UUID) -> Found | None:
    """One hand-over of the scope."""
    row = session.execute(_whole().where(HandOver.id == hand_over_id, visible(scope))).first()
    return (row[0], row[1], row[2], row[3]) if row else None


def list_page(
    session: Session, scope: Scope, *, still_open: bool | None, ticket_id: UUID | None, before: UUID | None, limit: int
) -> Sequence[Found]:
    """Hand-overs of the scope, the newest first."""
    query = _whole().where(visible(scope))
    if still_open is not None:
        is_open = and_(HandOver.state.in_(OPEN), Ticket.state.not_in(("closed", "cancelled")))
        query = query.where(is_open if still_open else ~is_open)
    if ticket_id is not None:
        query = query.where(HandOver.ticket_id == ticket_id)
    if before is not None:
        query = query.where(HandOver.id < before)
    return _all(session, query.order_by(HandOver.id.desc()).limit(limit))


def list_of_crew(session: Session, crew_id: UUID, since: datetime) -> Sequence[Found]:
    """Hand-overs that a crew gives or takes and that are open, or were given after ``since``."""
    mine = or_(HandOver.from_crew_id == crew_id, _TO.crew_id == crew_id)
    live = or_(HandOver.state.in_(OPEN), HandOver.given_at >= since)
    return _all(session, _whole().where(mine, live).order_by(HandOver.id))


def lock_waiting(session: Session, ticket_ids: Collection[UUID]) -> Sequence[HandOver]:
    """Hand-overs of tickets that wait for a crew, the oldest first; the tickets are held by the caller."""
    query = select(HandOver).where(HandOver.ticket_id.in_(ticket_ids), HandOver.state == "waiting")
    return session.scalars(query.order_by(HandOver.id).with_for_update()).all()


def lock_of_jobs(session: Session, assignment_ids: Collection[UUID]) -> Sequence[HandOver]:
    """Hand-overs that these jobs' crews give or take, held."""
    mine = or_(HandOver.from_assignment_id.in_(assignment_ids), HandOver.to_assignment_id.in_(assignment_ids))
    return session.scalars(select(HandOver).where(mine).order_by(HandOver.id).with_for_update()).all()


def lock_open_of_ticket(session: Session, ticket_id: UUID) -> Sequence[HandOver]:
    """All open hand-overs of one ticket, held."""
    query = select(HandOver).where(HandOver.ticket_id == ticket_id, HandOver.state.in_(OPEN))
    return session.scalars(query.order_by(HandOver.id).with_for_update()).all()


def find_got(session: Session, assignment_id: UUID) -> HandOver | None:
    """The hand-over that came with a job and was not taken over yet."""
    query = select(HandOver).where(HandOver.to_assignment_id == assignment_id, HandOver.state == "passed")
    return session.scalars(query.order_by(HandOver.id.desc())).first()


def find_to_take(session: Session, hand_over_id: UUID, crew_ids: Collection[UUID]) -> HandOver | None:
    """A hand-over that was passed to one of these crews."""
    query = select(HandOver).join(_TO, _TO.id == HandOver.to_assignment_id)
    return session.scalar(query.where(HandOver.id == hand_over_id, _TO.crew_id.in_(crew_ids)))


def refresh(session: Session, row: HandOver) -> HandOver:
    """The row as it stands, held."""
    query = select(HandOver).where(HandOver.id == row.id).with_for_update()
    return session.scalars(query.execution_options(populate_existing=True)).one()


def count_inside(session: Session, assignment_id: UUID) -> int:
    """How many of a job's people are in a zone now."""
    query = select(Exposure.member_id).where(Exposure.assignment_id == assignment_id, Exposure.left_at.is_(None))
    return len(set(session.scalars(query)))


def _all(session: Session, query: Any) -> Sequence[Found]:
    return [(row[0], row[1], row[2], row[3]) for row in session.execute(query)]


def _whole() -> Select[HandOver, Ticket, Crew, Crew]:
    return (
        select(HandOver, Ticket, Crew, _TO_CREW)
        .join(Ticket, Ticket.id == HandOver.ticket_id)
        .join(Crew, Crew.id == HandOver.from_crew_id)
        .outerjoin(_TO, _TO.id == HandOver.to_assignment_id)
        .outerjoin(_TO_CREW, _TO_CREW.id == _TO.crew_id)
    )


def clear_signatures(session: Session, before: datetime, at: datetime) -> Sequence[tuple[UUID, UUID]]:
    """What was drawn on hand-overs given before a moment, unless a person or the job is held; ids and units."""
    kept = or_(
        held(HandOver.given_member_id, HandOver.ticket_id, null(), at),
        held(HandOver.taken_member_id, HandOver.ticket_id, null(), at),
    )
    drawn = or_(HandOver.given_signature.is_not(None), HandOver.taken_signature.is_not(None))
    change = (
        update(HandOver)
        .where(HandOver.given_at < before, drawn, ~kept, HandOver.state.not_in(OPEN))
        .values(given_signature=None, taken_signature=None)
        .returning(HandOver.id, HandOver.unit_id)
    )
    return [(row[0], row[1]) for row in session.execute(change, execution_options={"synchronize_session": False})]
