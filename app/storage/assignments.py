"""Queries on assignments; every readable one starts from a scope."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, delete, func, or_, select, update
from sqlalchemy.dialects.postgresql import Range
from sqlalchemy.orm import Session

from app.access import Scope
from app.schema.assignments import Assignment, AssignmentMember, AssignmentZone
from app.schema.crews import Crew, CrewMember, Shift, Vehicle
from app.schema.events import Event
from app.schema.exposure import Exposure
from app.schema.people import User
from app.schema.permits import EntryPermit
from app.schema.tickets import Ticket, TicketZone
from compliance.lifecycles import ACTIVE_ASSIGNMENT


@dataclass(frozen=True)
class AssignmentFilter:
    """Which of the readable assignments are asked for."""

    active: bool | None = None
    crew_id: UUID | None = None
    ticket_id: UUID | None = None


def visible(scope: Scope) -> ColumnElement[bool]:
    """Assignments of the scope's units, and those of its own crew."""
    return or_(Assignment.unit_id.in_(scope.unit_ids), Assignment.crew_id.in_(scope.crew_ids))


def find(session: Session, scope: Scope, assignment_id: UUID, *, for_update: bool = False) -> Assignment | None:
    """One assignment of the scope. To be changed it is locked behind its ticket, as everybody does who locks both."""
    query = select(Assignment).where(Assignment.id == assignment_id, visible(scope))
    if not for_update:
        return session.scalar(query)
    ticket = select(Ticket.id).join(Assignment, Assignment.ticket_id == Ticket.id).where(Assignment.id == assignment_id)
    session.execute(ticket.with_for_update(of=Ticket, key_share=True))
    return session.scalar(query.with_for_update(key_share=True))


def list_page(
    session: Session, scope: Scope, which: AssignmentFilter, *, before: UUID | None, limit: int
) -> Sequence[Assignment]:
    """Assignments, newest first."""
    query = select(Assignment).where(visible(scope)).order_by(Assignment.id.desc()).limit(limit)
    if which.active is not None:
        is_active = Assignment.state.in_(ACTIVE_ASSIGNMENT)
        query = query.where(is_active if which.active else ~is_active)
    if which.crew_id:
        query = query.where(Assignment.crew_id == which.crew_id)
    if which.ticket_id:
        query = query.where(Assignment.ticket_id == which.ticket_id)
    if before is not None:
        query = query.where(Assignment.id < before)
    return session.scalars(query).all()


def list_by_ids(session: Session, scope: Scope, ids: Collection[UUID]) -> Sequence[Assignment]:
    """Those of the scope among these."""
    return session.scalars(select(Assignment).where(Assignment.id.in_(ids), visible(scope))).all()


def list_of_tickets(session: Session, ticket_ids: Collection[UUID]) -> Sequence[Assignment]:
    """All assignments of tickets, oldest first."""
    return session.scalars(select(Assignment).where(Assignment.ticket_id.in_(ticket_ids)).order_by(Assignment.id)).all()


def list_active(session: Session, ticket_id: UUID, *, for_update: bool = False) -> Sequence[Assignment]:
    """Assignments that hold a slot of the ticket."""
    query = select(Assignment).where(Assignment.ticket_id == ticket_id, Assignment.state.in_(ACTIVE_ASSIGNMENT))
    return session.scalars(query.with_for_update(key_share=True) if for_update else query).all()


def list_active_of(session: Session, ticket_ids: Collection[UUID]) -> dict[UUID, list[Assignment]]:
    """By ticket the assignments that hold a slot of it."""
    query = select(Assignment).where(Assignment.ticket_id.in_(ticket_ids), Assignment.state.in_(ACTIVE_ASSIGNMENT))
    found: dict[UUID, list[Assignment]] = {ticket_id: [] for ticket_id in ticket_ids}
    for row in session.scalars(query.order_by(Assignment.id)):
        found[row.ticket_id].append(row)
    return found


def list_active_of_zone(session: Session, zone_id: UUID) -> Sequence[Assignment]:
    """Active assignments whose ticket touches the zone, or that were judged against it before; locked."""
    touching = select(TicketZone.ticket_id).where(TicketZone.zone_id == zone_id)
    judged = select(AssignmentZone.assignment_id).where(AssignmentZone.zone_id == zone_id)
    query = select(Assignment).where(
        Assignment.state.in_(ACTIVE_ASSIGNMENT), or_(Assignment.ticket_id.in_(touching), Assignment.id.in_(judged))
    )
    return session.scalars(query.order_by(Assignment.id).with_for_update(key_share=True)).all()


def list_of_crews(session: Session, crew_ids: Collection[UUID]) -> Sequence[Assignment]:
    """Active assignments of crews, in the order in which they are planned."""
    query = select(Assignment).where(Assignment.crew_id.in_(crew_ids), Assignment.state.in_(ACTIVE_ASSIGNMENT))
    return session.scalars(query.order_by(func.lower(Assignment.planned), Assignment.id)).all()


def list_members(session: Session, assignment_ids: Collection[UUID]) -> Sequence[tuple[AssignmentMember, CrewMember]]:
    """Who takes part, supervisors first."""
    query = (
        select(AssignmentMember, CrewMember)
        .join(CrewMember, CrewMember.id == AssignmentMember.member_id)
        .where(AssignmentMember.assignment_id.in_(assignment_ids))
        .order_by(CrewMember.role != "direct_supervisor", CrewMember.name, CrewMember.id)
    )
    return [(row[0], row[1]) for row in session.execute(query)]


def list_history(session: Session, assignment_ids: Collection[UUID]) -> Sequence[Event]:
    """Events of assignments' own life cycle, oldest first."""
    query = select(Event).where(Event.subject_id.in_(assignment_ids)).order_by(Event.xid, Event.id)
    return session.scalars(query).all()


def find_change_by_others(
    session: Session, assignment_id: UUID, user_id: UUID | None, verbs: Collection[str]
) -> int | None:
    """The highest version that one of these events led to, those of one user left aside; None when there is none."""
    query = select(func.max(Event.payload["version"].as_integer())).where(
        Event.subject_id == assignment_id, Event.verb.in_(verbs), Event.actor_id.is_distinct_from(user_id)
    )
    return session.scalar(query)


def tickets_by_id(session: Session, ids: Collection[UUID]) -> dict[UUID, Ticket]:
    """Tickets by id."""
    return {row.id: row for row in session.scalars(select(Ticket).where(Ticket.id.in_(ids)))}


def crews_by_id(session: Session, ids: Collection[UUID]) -> dict[UUID, Crew]:
    """Crews by id."""
    return {row.id: row for row in session.scalars(select(Crew).where(Crew.id.in_(ids)))}


def vehicles_by_id(session: Session, ids: Collection[UUID | None]) -> dict[UUID | None, Vehicle]:
    """Vehicles by id."""
    known = [each for each in ids if each]
    return {row.id: row for row in session.scalars(select(Vehicle).where(Vehicle.id.in_(known)))} if known else {}


def names_by_id(session: Session, ids: Collection[UUID | None]) -> dict[UUID | None, str]:
    """Names of users by id."""
    known = [each for each in ids if each]
    query = select(User.id, User.name).where(User.id.in_(known))
    return {row[0]: row[1] for row in session.execute(query)} if known else {}


def list_zones(session: Session, assignment_ids: Collection[UUID]) -> dict[UUID, dict[UUID, UUID]]:
    """By assignment the zones that it was last judged against, each with the version."""
    found: dict[UUID, dict[UUID, UUID]] = {assignment_id: {} for assignment_id in assignment_ids}
    a = AssignmentZone
    query = select(a.assignment_id, a.zone_id, a.zone_version_id).where(a.assignment_id.in_(assignment_ids))
    for assignment_id, zone_id, version_id in session.execute(query):
        found[assignment_id][zone_id] = version_id
    return found


def forget_zones(session: Session, assignment_ids: Collection[UUID]) -> None:
    """Make room for a new judgement."""
    session.execute(delete(AssignmentZone).where(AssignmentZone.assignment_id.in_(assignment_ids)))


def list_shifts(
    session: Session, crew_ids: Collection[UUID], since: datetime
) -> Sequence[tuple[UUID, Range[datetime]]]:
    """Shifts of crews that are not over."""
    query = select(Shift.crew_id, Shift.during).where(Shift.crew_id.in_(crew_ids), func.upper(Shift.during) > since)
    return [(row[0], row[1]) for row in session.execute(query)]


def set_members(session: Session, assignment_ids: Collection[UUID], *, active: bool, started: bool) -> None:
    """Carry the state of assignments to their people, so that the database guards each of them too."""
    session.execute(
        update(AssignmentMember)
        .where(AssignmentMember.assignment_id.in_(assignment_ids))
        .values(active=active, started=started)
    )


def set_planned(session: Session, assignment_ids: Collection[UUID]) -> None:
    """Carry the planned times of assignments to their people."""
    session.flush()
    mine = and_(AssignmentMember.assignment_id == Assignment.id, Assignment.id.in_(assignment_ids))
    session.execute(
        update(AssignmentMember).where(mine).values(planned=Assignment.planned),
        execution_options={"synchronize_session": False},
    )


def count_inside(session: Session, zone_ids: Collection[UUID], assignment_id: UUID) -> dict[UUID, int]:
    """People inside each zone now who do not belong to this assignment."""
    if not zone_ids:
        return {}
    query = (
        select(Exposure.zone_id, func.count(func.distinct(Exposure.member_id)))
        .where(Exposure.zone_id.in_(zone_ids), Exposure.left_at.is_(None), Exposure.assignment_id != assignment_id)
        .group_by(Exposure.zone_id)
    )
    inside = dict.fromkeys(zone_ids, 0)
    return inside | {row[0]: row[1] for row in session.execute(query)}


def list_stays(session: Session, assignment_id: UUID, *, open_only: bool) -> Sequence[Exposure]:
    """Stays in zones on this assignment."""
    query = select(Exposure).where(Exposure.assignment_id == assignment_id)
    return session.scalars(query.where(Exposure.left_at.is_(None)) if open_only else query).all()


def list_entered(session: Session, assignment_ids: Collection[UUID]) -> frozenset[UUID]:
    """Which of these assignments have somebody in a zone now."""
    query = select(Exposure.assignment_id).where(Exposure.assignment_id.in_(assignment_ids), Exposure.left_at.is_(None))
    return frozenset(session.scalars(query.distinct()))


def permitted_zones(session: Session, ticket_ids: Collection[UUID], now: datetime) -> dict[UUID, frozenset[UUID]]:
    """Zones that some approved permit opens now, per ticket."""
    query = select(EntryPermit.ticket_id, EntryPermit.zone_id).where(
        and_(EntryPermit.ticket_id.in_(ticket_ids), EntryPermit.state == "approved", EntryPermit.valid_until > now)
    )
    found: dict[UUID, frozenset[UUID]] = {}
    for ticket_id, zone_id in session.execute(query):
        found[ticket_id] = found.get(ticket_id, frozenset()) | {zone_id}
    return found
