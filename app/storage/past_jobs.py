"""What past states of a job are told from: its events, and the rows that keep their own past."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Row, and_, func, or_, select
from sqlalchemy.orm import Session

from app.access import Scope
from app.schema.assignments import Assignment, AssignmentMember
from app.schema.checklists import Checklist, ChecklistTemplate
from app.schema.crews import Crew, CrewMember
from app.schema.events import Event
from app.schema.exposure import Exposure
from app.schema.permits import EntryPermit
from app.schema.tickets import Ticket
from app.schema.zones import Zone, ZoneVersion

MOST_EVENTS = 5000

_ZoneAt = Row[UUID, UUID, str, str, int, int]


def find_ticket(session: Session, scope: Scope, job_id: UUID) -> Ticket | None:
    """The ticket of this id, or the one that the assignment of this id works on, within the scope's units."""
    worked_on = select(Assignment.ticket_id).where(Assignment.id == job_id).scalar_subquery()
    query = select(Ticket).where(or_(Ticket.id == job_id, Ticket.id == worked_on), Ticket.unit_id.in_(scope.unit_ids))
    return session.scalars(query).first()


def list_events(session: Session, ticket_id: UUID) -> Sequence[Event]:
    """All that happened to a ticket and to what belongs to it, in commit order."""
    query = select(Event).where(Event.ticket_id == ticket_id).order_by(Event.xid, Event.id).limit(MOST_EVENTS)
    return session.scalars(query).all()


def list_jobs(session: Session, ticket_id: UUID) -> Sequence[tuple[Assignment, Crew]]:
    """The ticket's assignments with their crews."""
    query = select(Assignment, Crew).join(Crew, Crew.id == Assignment.crew_id)
    rows = session.execute(query.where(Assignment.ticket_id == ticket_id).order_by(Assignment.id))
    return [(row[0], row[1]) for row in rows]


def list_members(session: Session, assignment_ids: Collection[UUID]) -> Sequence[Row[UUID, UUID, str]]:
    """``assignment_id, member_id, role`` as they are today."""
    query = select(AssignmentMember.assignment_id, AssignmentMember.member_id, AssignmentMember.role)
    return session.execute(query.where(AssignmentMember.assignment_id.in_(assignment_ids))).all()


def list_names(session: Session, member_ids: Collection[UUID]) -> dict[UUID, tuple[str, str]]:
    """Name and usual role of members."""
    query = select(CrewMember.id, CrewMember.name, CrewMember.role).where(CrewMember.id.in_(member_ids))
    return {row[0]: (row[1], row[2]) for row in session.execute(query)}


def list_permits(session: Session, ticket_id: UUID) -> dict[UUID, tuple[str, UUID, str]]:
    """Number, zone and the zone's name of each permit of a ticket."""
    query = select(EntryPermit.id, EntryPermit.number, Zone.id, Zone.name).join(Zone, Zone.id == EntryPermit.zone_id)
    rows = session.execute(query.where(EntryPermit.ticket_id == ticket_id))
    return {row[0]: (row[1], row[2], row[3]) for row in rows}


def list_titles(session: Session, checklist_ids: Collection[UUID]) -> dict[UUID, dict[str, str]]:
    """What checklists are called, by language: the title of the template version that each was made from."""
    query = select(Checklist.id, ChecklistTemplate.title).join(
        ChecklistTemplate, ChecklistTemplate.id == Checklist.template_id
    )
    return {row[0]: row[1] for row in session.execute(query.where(Checklist.id.in_(checklist_ids)))}


def list_zones_at(session: Session, ticket_id: UUID, moment: datetime) -> Sequence[_ZoneAt]:
    """Versions in force then that reach the place: ``id, zone_id, name, hazard_class, version_no, level``."""
    query = (
        select(ZoneVersion.id, Zone.id, Zone.name, Zone.hazard_class, ZoneVersion.version_no, ZoneVersion.level)
        .join(Zone, Zone.id == ZoneVersion.zone_id)
        .join(Ticket, and_(Ticket.id == ticket_id, func.ST_Intersects(ZoneVersion.geometry, Ticket.reach)))
        .where(ZoneVersion.effective.contains(moment))
        .order_by(Zone.name)
    )
    return session.execute(query).all()


def list_inside_at(session: Session, assignment_ids: Collection[UUID], moment: datetime) -> Sequence[Exposure]:
    """Stays in zones that had begun and not ended then."""
    query = select(Exposure).where(
        Exposure.assignment_id.in_(assignment_ids),
        Exposure.entered_at <= moment,
        or_(Exposure.left_at.is_(None), Exposure.left_at > moment),
    )
    return session.scalars(query).all()
