"""Crews with their members, vehicles, duty and work in hand."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select, tuple_
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from app.access import Scope
from app.schema.assignments import Assignment
from app.schema.crews import Crew, CrewMember, Shift, Vehicle
from compliance.lifecycles import ACTIVE_ASSIGNMENT, STARTED_ASSIGNMENT


@dataclass(frozen=True)
class Load:
    """What a crew has in hand."""

    current_assignment_id: UUID | None = None
    """The one that it has started."""
    planned_count: int = 0
    """Those that wait behind it."""
    state: str | None = None
    """State of the started one, else of one that waits."""


def visible(scope: Scope) -> ColumnElement[bool]:
    """Crews of the scope's units, and a worker's own."""
    return or_(Crew.unit_id.in_(scope.unit_ids), Crew.id.in_(scope.crew_ids))


def find(session: Session, scope: Scope, crew_id: UUID, *, for_update: bool = False) -> Crew | None:
    """One crew of the scope."""
    query = select(Crew).where(Crew.id == crew_id, visible(scope))
    return session.scalar(query.with_for_update(key_share=True) if for_update else query)


def list_page(session: Session, scope: Scope, *, after: tuple[str, UUID] | None, limit: int) -> Sequence[Crew]:
    """Active crews of the scope by code, from the one that follows ``after``."""
    query = select(Crew).where(Crew.active, visible(scope)).order_by(Crew.code, Crew.id).limit(limit)
    if after is not None:
        query = query.where(tuple_(Crew.code, Crew.id) > tuple_(*after))
    return session.scalars(query).all()


def list_of_units(session: Session, unit_ids: Collection[UUID]) -> Sequence[Crew]:
    """All active crews of these units, by code."""
    query = select(Crew).where(Crew.active, Crew.unit_id.in_(unit_ids)).order_by(Crew.code, Crew.id)
    return session.scalars(query).all()


def find_by_id(session: Session, crew_id: UUID) -> Crew | None:
    """The crew of somebody known, or that a background task works on."""
    return session.get(Crew, crew_id)


def list_members(session: Session, crew_ids: Collection[UUID]) -> Sequence[CrewMember]:
    """Active members of these crews, in the order in which they joined."""
    query = select(CrewMember).where(CrewMember.active, CrewMember.crew_id.in_(crew_ids)).order_by(CrewMember.id)
    return session.scalars(query).all()


def find_person(session: Session, user_id: UUID) -> CrewMember | None:
    """The newest record of the person behind an account, whatever crew it is of."""
    query = select(CrewMember).where(CrewMember.user_id == user_id).order_by(CrewMember.id.desc())
    return session.scalars(query).first()


def list_vehicles(session: Session, crew_ids: Collection[UUID]) -> Sequence[Vehicle]:
    """Active vehicles of these crews."""
    query = select(Vehicle).where(Vehicle.active, Vehicle.crew_id.in_(crew_ids)).order_by(Vehicle.plate)
    return session.scalars(query).all()


def find_vehicle(session: Session, unit_id: UUID, plate: str) -> Vehicle | None:
    """A vehicle of a unit by its plate, locked."""
    query = select(Vehicle).where(Vehicle.unit_id == unit_id, Vehicle.plate == plate)
    return session.scalar(query.with_for_update(key_share=True))


def list_duty(session: Session, crew_ids: Collection[UUID], now: datetime) -> dict[UUID, datetime]:
    """Until when those of the crews that are on shift at ``now`` stay on it."""
    query = select(Shift.crew_id, func.upper(Shift.during)).where(
        Shift.crew_id.in_(crew_ids), Shift.during.contains(now)
    )
    return {row[0]: row[1] for row in session.execute(query)}


def list_loads(session: Session, crew_ids: Collection[UUID]) -> dict[UUID, Load]:
    """What those of the crews that have any work in hand have."""
    query = select(Assignment.crew_id, Assignment.id, Assignment.state).where(
        Assignment.crew_id.in_(crew_ids), Assignment.state.in_(ACTIVE_ASSIGNMENT)
    )
    loads: dict[UUID, Load] = {}
    for crew_id, assignment_id, state in session.execute(query):
        load = loads.get(crew_id, Load())
        if state in STARTED_ASSIGNMENT:
            loads[crew_id] = Load(assignment_id, load.planned_count, state)
        else:
            shown = load.state if load.current_assignment_id else state
            loads[crew_id] = Load(load.current_assignment_id, load.planned_count + 1, shown)
    return loads


def touch(crew: Crew) -> None:
    """Give the crew a new version although only its members or vehicles changed."""
    flag_modified(crew, "name")
