"""Stays in zones, as their readers see them."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from app.access import Scope
from app.schema.assignments import Assignment, AssignmentMember
from app.schema.crews import Crew, CrewMember, Vehicle
from app.schema.exposure import Exposure
from app.schema.tickets import Ticket
from app.schema.zones import Zone, ZoneVersion


@dataclass(frozen=True)
class StayView:
    """One person in one zone, with what a reader needs beside it."""

    stay: Exposure
    member: CrewMember
    role: str
    """The part that the person has in this assignment."""
    crew: Crew
    vehicle: Vehicle | None
    assignment: Assignment
    ticket: Ticket
    zone: Zone
    version: ZoneVersion


def visible(scope: Scope) -> ColumnElement[bool]:
    """Stays of the scope's units, and those in zones of its authorities."""
    return or_(Exposure.unit_id.in_(scope.unit_ids), Exposure.authority_id.in_(scope.authority_ids))


def list_inside(session: Session, scope: Scope, limit: int) -> Sequence[StayView]:
    """Everybody of the scope who is in a zone now, who entered first on top."""
    query = (
        select(Exposure, CrewMember, AssignmentMember.role, Crew, Vehicle, Assignment, Ticket, Zone, ZoneVersion)
        .join(CrewMember, CrewMember.id == Exposure.member_id)
        .join(Crew, Crew.id == Exposure.crew_id)
        .join(Assignment, Assignment.id == Exposure.assignment_id)
        .join(
            AssignmentMember,
            (AssignmentMember.assignment_id == Exposure.assignment_id)
            & (AssignmentMember.member_id == Exposure.member_id),
        )
        .join(Ticket, Ticket.id == Assignment.ticket_id)
        .join(Zone, Zone.id == Exposure.zone_id)
        .join(ZoneVersion, ZoneVersion.id == Exposure.zone_version_id)
        .outerjoin(Vehicle, Vehicle.id == Exposure.vehicle_id)
        .where(visible(scope), Exposure.left_at.is_(None))
        .order_by(Exposure.entered_at, Exposure.id)
        .limit(limit)
    )
    return [StayView(*row) for row in session.execute(query)]
