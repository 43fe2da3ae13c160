"""Jobs that one crew hands over to the next."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session, aliased

from app.access import Scope
from app.schema.assignments import Assignment
from app.schema.crews import Crew
from app.schema.exposure import Exposure
from app.schema.hand_overs import HandOver
from app.schema.tickets import Ticket

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
        is_open = HandOver.state.in_(OPEN)
        query = query.where(is_open if still_open else ~is_open)
    if ticket_id is not None:
        query = query.where(HandOver.ticket_id == ticket_id)
    if before is not None:
        query = query.where(HandOver.id < before)
    return _all(session, query.order_by(HandOver.id.desc()).limit(limit))


def list_of_assignments(session: Session, assignment_ids: Collection[UUID]) -> Sequence[Found]:
    """Hand-overs that came with these jobs, or that these jobs' crews gave and that are open."""
    given = HandOver.from_assignment_id.in_(assignment_ids)
    query = _whole().where(or_(HandOver.to_assignment_id.in_(assignment_ids), given & HandOver.state.in_(OPEN)))
    return _all(session, query.order_by(HandOver.id))


def lock_waiting(session: Session, ticket_ids: Collection[UUID]) -> Sequence[HandOver]:
    """Hand-overs of tickets that wait for a crew, the oldest first; the tickets are held by the caller."""
    query = select(HandOver).where(HandOver.ticket_id.in_(ticket_ids), HandOver.state == "waiting")
    return session.scalars(query.order_by(HandOver.id).with_for_update()).all()


def lock_open_of_ticket(session: Session, ticket_id: UUID) -> Sequence[HandOver]:
    """All open hand-overs of one ticket, held."""
    query = select(HandOver).where(HandOver.ticket_id == ticket_id, HandOver.state.in_(OPEN))
    return session.scalars(query.order_by(HandOver.id).with_for_update()).all()


def find_given(session: Session, assignment_id: UUID) -> HandOver | None:
    """The open hand-over that a job's crew has given."""
    query = select(HandOver).where(HandOver.from_assignment_id == assignment_id, HandOver.state.in_(OPEN))
    return session.scalar(query)


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


def count_meetings(session: Session, ticket_ids: Collection[UUID]) -> dict[UUID, int]:
    """By ticket how many crews stay there until the next one has come."""
    query = select(HandOver.ticket_id).where(HandOver.ticket_id.in_(ticket_ids), HandOver.meets)
    found: dict[UUID, int] = {}
    for ticket_id in session.scalars(query.where(HandOver.state.in_(OPEN))):
        found[ticket_id] = found.get(ticket_id, 0) + 1
    return found


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
