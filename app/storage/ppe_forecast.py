"""Open tickets and jobs as the forecast of protective equipment counts them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.access import Scope
from app.schema.assignments import Assignment
from app.schema.crews import Crew, CrewMember
from app.schema.ppe import PpeReservation
from app.schema.tickets import Ticket
from compliance.lifecycles import ACTIVE_ASSIGNMENT

USUAL_PEOPLE = 2
"""People of a crew where the unit has none to look at."""


@dataclass(frozen=True)
class OpenTicket:
    """A ticket that still wants crews: how many, and of how many people they are as a rule in its unit."""

    id: UUID
    unit_id: UUID
    crews_missing: int
    people: int


def list_open(session: Session, scope: Scope) -> Sequence[OpenTicket]:
    """Tickets of the scope's units that wait for crews."""
    given = (
        select(func.count())
        .where(Assignment.ticket_id == Ticket.id, Assignment.state.in_(ACTIVE_ASSIGNMENT))
        .scalar_subquery()
    )
    query = select(Ticket.id, Ticket.unit_id, Ticket.crews_needed - given).where(
        Ticket.unit_id.in_(scope.unit_ids), Ticket.state.in_(("new", "assigned", "in_progress"))
    )
    usual = _usual_people(session, scope)
    return [
        OpenTicket(row[0], row[1], row[2], usual.get(row[1], USUAL_PEOPLE))
        for row in session.execute(query)
        if row[2] > 0
    ]


def list_short(session: Session, scope: Scope, until: datetime) -> Sequence[tuple[UUID, str, int]]:
    """By unit and article the pieces that jobs planned to begin by then are short of."""
    r = PpeReservation
    query = (
        select(r.unit_id, r.item_code, func.sum(r.pieces))
        .join(Assignment, Assignment.id == r.assignment_id)
        .where(r.unit_id.in_(scope.unit_ids), r.store_id.is_(None), Assignment.planned_entry_at <= until)
        .group_by(r.unit_id, r.item_code)
    )
    return [(row[0], row[1], row[2]) for row in session.execute(query)]


def count_crews(session: Session, scope: Scope) -> dict[UUID, int]:
    """By unit how many active crews it has."""
    query = select(Crew.unit_id, func.count()).where(Crew.active, Crew.unit_id.in_(scope.unit_ids))
    return {row[0]: row[1] for row in session.execute(query.group_by(Crew.unit_id))}


def _usual_people(session: Session, scope: Scope) -> dict[UUID, int]:
    """By unit the mean size of its crews, rounded up."""
    sizes = (
        select(Crew.unit_id, func.count(CrewMember.id).label("people"))
        .join(CrewMember, CrewMember.crew_id == Crew.id)
        .where(Crew.active, CrewMember.active, Crew.unit_id.in_(scope.unit_ids))
        .group_by(Crew.id, Crew.unit_id)
        .subquery()
    )
    query = select(sizes.c.unit_id, func.ceil(func.avg(sizes.c.people))).group_by(sizes.c.unit_id)
    return {row[0]: int(row[1]) for row in session.execute(query)}
