"""What a zone means for tickets, jobs and permits at one moment; read before and after a change that is undone."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, cast, false, func, literal, or_, select
from sqlalchemy.dialects.postgresql import TSTZRANGE, Range
from sqlalchemy.orm import Session

from app.access import Scope
from app.schema.assignments import Assignment, AssignmentZone
from app.schema.authorities import Authority
from app.schema.checklists import Checklist
from app.schema.crews import Crew
from app.schema.permits import EntryPermit
from app.schema.tickets import OPEN_STATES, Ticket, TicketZone
from app.schema.zones import Zone, ZoneVersion
from app.storage import permits
from compliance.lifecycles import ACTIVE_ASSIGNMENT


@dataclass(frozen=True)
class TicketLine:
    """An open ticket; ``named`` where the asker may know which it is."""

    id: UUID
    number: str
    state: str
    named: bool


@dataclass(frozen=True)
class AssignmentLine:
    """A job and whose it is."""

    id: UUID
    number: str
    state: str
    ticket_id: UUID
    crew_id: UUID
    crew_name: str
    named: bool


@dataclass(frozen=True)
class PermitLine:
    """A permit of the zone and whose it is."""

    id: UUID
    number: str
    state: str
    crew_name: str
    named: bool


@dataclass(frozen=True)
class OverlapLine:
    """Another zone over the same ground in the same time."""

    id: UUID
    number: str
    name: str
    hazard_class: str
    authority_name: str


def verdicts_at(session: Session, zone_id: UUID, at: datetime) -> dict[UUID, str]:
    """How open tickets lie to the zone as it is published for a moment; those outside are left out."""
    query = (
        select(TicketZone.ticket_id, TicketZone.verdict)
        .join(ZoneVersion, ZoneVersion.id == TicketZone.zone_version_id)
        .join(Ticket, Ticket.id == TicketZone.ticket_id)
        .where(
            TicketZone.zone_id == zone_id, TicketZone.verdict != "outside", Ticket.state.in_(OPEN_STATES),
            ZoneVersion.state == "published", ZoneVersion.effective.contains(at),
        )
    )  # fmt: skip
    return {row[0]: row[1] for row in session.execute(query)}


def versions_of_jobs(session: Session, zone_id: UUID) -> dict[UUID, UUID]:
    """By active assignment the version of the zone that it is judged against."""
    query = select(AssignmentZone.assignment_id, AssignmentZone.zone_version_id)
    query = query.join(Assignment, Assignment.id == AssignmentZone.assignment_id)
    query = query.where(AssignmentZone.zone_id == zone_id, Assignment.state.in_(ACTIVE_ASSIGNMENT))
    return {row[0]: row[1] for row in session.execute(query)}


def permit_states(session: Session, zone_id: UUID) -> dict[UUID, str]:
    """The state of every permit of the zone."""
    query = select(EntryPermit.id, EntryPermit.state).where(EntryPermit.zone_id == zone_id)
    return {row[0]: row[1] for row in session.execute(query)}


def void_checklists(session: Session, assignment_ids: Collection[UUID]) -> dict[UUID, str]:
    """Void checklists of these jobs, with their purpose."""
    query = select(Checklist.id, Checklist.purpose)
    query = query.where(Checklist.assignment_id.in_(assignment_ids), Checklist.state == "void")
    return {row[0]: row[1] for row in session.execute(query)}


def list_tickets(session: Session, ticket_ids: Collection[UUID], scope: Scope, own: Scope) -> list[TicketLine]:
    """Tickets by number; ``scope`` is where the asker reads tickets, ``own`` whose zones they keep."""
    query = select(Ticket.id, Ticket.number, Ticket.state, _named(scope, own)).where(Ticket.id.in_(ticket_ids))
    return [TicketLine(*row) for row in session.execute(query.order_by(Ticket.number))]


def list_assignments(
    session: Session, assignment_ids: Collection[UUID], scope: Scope, own: Scope
) -> list[AssignmentLine]:
    """Jobs by number."""
    query = (
        select(
            Assignment.id, Assignment.number, Assignment.state, Assignment.ticket_id, Crew.id, Crew.name,
            _named(scope, own),
        )
        .join(Crew, Crew.id == Assignment.crew_id)
        .join(Ticket, Ticket.id == Assignment.ticket_id)
        .where(Assignment.id.in_(assignment_ids))
        .order_by(Assignment.number)
    )  # fmt: skip
    return [AssignmentLine(*row) for row in session.execute(query)]


def list_permits(session: Session, permit_ids: Collection[UUID], readable: Scope) -> list[PermitLine]:
    """Permits by number; ``readable`` is where the asker reads permits."""
    query = (
        select(EntryPermit.id, EntryPermit.number, EntryPermit.state, Crew.name, permits.visible(readable))
        .join(Assignment, Assignment.id == EntryPermit.assignment_id)
        .join(Crew, Crew.id == Assignment.crew_id)
        .where(EntryPermit.id.in_(permit_ids))
        .order_by(EntryPermit.number)
    )
    return [PermitLine(*row) for row in session.execute(query)]


def list_overlaps(session: Session, version_id: UUID, zone_id: UUID, period: Range[datetime]) -> list[OverlapLine]:
    """Other zones that share ground with a version while it is in force, by number."""
    mine = select(ZoneVersion.geometry).where(ZoneVersion.id == version_id).scalar_subquery()
    others = select(ZoneVersion.zone_id).where(
        ZoneVersion.zone_id != zone_id,
        ZoneVersion.state == "published",
        ZoneVersion.effective.overlaps(cast(literal(period, TSTZRANGE()), TSTZRANGE())),
        func.ST_Intersects(ZoneVersion.geometry, mine),
    )
    query = (
        select(Zone.id, Zone.number, Zone.name, Zone.hazard_class, Authority.name)
        .join(Authority, Authority.id == Zone.authority_id)
        .where(Zone.id.in_(others))
        .order_by(Zone.number)
    )
    return [OverlapLine(*row) for row in session.execute(query)]


def _named(scope: Scope, own: Scope) -> ColumnElement[bool]:
    """Tickets of the asker's units, and those that lie in the area of an authority whose zones they keep."""
    areas = select(Authority.id).where(
        Authority.id.in_(own.authority_ids), func.ST_Covers(Authority.area, Ticket.place)
    )
    return or_(
        Ticket.unit_id.in_(scope.unit_ids) if scope.unit_ids else false(),
        areas.correlate(Ticket).exists() if own.authority_ids else false(),
    )


def find_authority(session: Session, authority_ids: Collection[UUID]) -> UUID | None:
    """Any of these authorities, else any at all: for a shape whose authority is not chosen yet."""
    query = select(Authority.id).order_by(Authority.id).limit(1)
    return session.scalar(query.where(Authority.id.in_(authority_ids)) if authority_ids else query)


def list_drafts(session: Session, zone_id: UUID) -> Sequence[ZoneVersion]:
    """The zone's drafts, the newest first."""
    query = select(ZoneVersion).where(and_(ZoneVersion.zone_id == zone_id, ZoneVersion.state == "draft"))
    return session.scalars(query.order_by(ZoneVersion.version_no.desc())).all()
