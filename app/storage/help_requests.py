"""Calls of crews for help or material."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session

from app.access import Scope
from app.schema.crews import Crew, CrewMember
from app.schema.help_requests import HelpRequest
from app.schema.ppe import PpeItemType
from app.schema.tickets import Ticket

Found = tuple[HelpRequest, Crew, CrewMember, Ticket | None, PpeItemType | None]
OPEN = ("asked", "accepted")


def visible(scope: Scope) -> ColumnElement[bool]:
    """Calls in the scope's units, and those of a worker's own crew."""
    return or_(HelpRequest.unit_id.in_(scope.unit_ids), HelpRequest.crew_id.in_(scope.crew_ids))


def find(session: Session, scope: Scope, request_id: UUID) -> Found | None:
    """One call of the scope with all it is about."""
    row = session.execute(_whole().where(HelpRequest.id == request_id, visible(scope))).first()
    return (row[0], row[1], row[2], row[3], row[4]) if row else None


def exists(session: Session, request_id: UUID) -> bool:
    """Whether there is a call with this id, whoever's."""
    return session.get(HelpRequest, request_id) is not None


def unit_of_crew(session: Session, crew_id: UUID) -> UUID:
    """The unit of a crew that there is."""
    return session.get_one(Crew, crew_id).unit_id


def lock(session: Session, scope: Scope, request_id: UUID) -> HelpRequest | None:
    """One call of the scope, to be answered or ended."""
    query = select(HelpRequest).where(HelpRequest.id == request_id, visible(scope))
    return session.scalar(query.with_for_update(key_share=True))


def list_page(
    session: Session, scope: Scope, *, still_open: bool | None, before: UUID | None, limit: int
) -> Sequence[Found]:
    """Calls of the scope, the newest first."""
    query = _whole().where(visible(scope))
    if still_open is not None:
        is_open = HelpRequest.state.in_(OPEN)
        query = query.where(is_open if still_open else ~is_open)
    if before is not None:
        query = query.where(HelpRequest.id < before)
    found = session.execute(query.order_by(HelpRequest.id.desc()).limit(limit))
    return [(row[0], row[1], row[2], row[3], row[4]) for row in found]


def list_of_crew(session: Session, crew_id: UUID, since: datetime) -> Sequence[Found]:
    """Calls of a crew that are open, or were made after ``since``; the newest first."""
    query = _whole().where(
        HelpRequest.crew_id == crew_id, or_(HelpRequest.asked_at >= since, HelpRequest.state.in_(OPEN))
    )
    found = session.execute(query.order_by(HelpRequest.asked_at.desc()))
    return [(row[0], row[1], row[2], row[3], row[4]) for row in found]


def _whole() -> Select[HelpRequest, Crew, CrewMember, Ticket, PpeItemType]:
    return (
        select(HelpRequest, Crew, CrewMember, Ticket, PpeItemType)
        .join(Crew, Crew.id == HelpRequest.crew_id)
        .join(CrewMember, CrewMember.id == HelpRequest.member_id)
        .outerjoin(Ticket, Ticket.id == HelpRequest.ticket_id)
        .outerjoin(PpeItemType, PpeItemType.code == HelpRequest.item_code)
    )
