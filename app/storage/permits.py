"""Entry permits, with what a reader of a permit needs beside it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.access import Scope
from app.schema.assignments import Assignment, AssignmentMember
from app.schema.authorities import Authority
from app.schema.crews import Crew, CrewMember, Vehicle
from app.schema.events import Event
from app.schema.people import User
from app.schema.permits import LIVE_STATES, EntryPermit, PermitPerson, PermitVehicle
from app.schema.tickets import Ticket
from app.schema.units import Unit
from app.schema.zones import Zone, ZoneVersion

UNANSWERED = ("requested", "acknowledged")
USED = "permit.used"
"""The verb of the event that says who entered first."""

T = TypeVar("T")


@dataclass(frozen=True)
class PersonLine:
    """A person on a permit, and whether the line still stands."""

    line: PermitPerson
    member: CrewMember


@dataclass(frozen=True)
class VehicleLine:
    """A vehicle on a permit, and whether the line still stands."""

    line: PermitVehicle
    vehicle: Vehicle


@dataclass(frozen=True)
class PermitView:
    """A permit with all that its readers see at ``now``."""

    permit: EntryPermit
    assignment: Assignment
    crew: Crew
    ticket: Ticket
    zone: Zone
    version: ZoneVersion
    authority: Authority
    people: tuple[PersonLine, ...]
    vehicles: tuple[VehicleLine, ...]
    decided_by: str | None
    """Name of the user who decided."""
    used_by: str | None
    """Name of whoever confirmed the first entry."""
    now: datetime

    @property
    def overdue(self) -> bool:
        """Whether the authority's answer is late."""
        due = self.permit.respond_by
        return self.permit.state in UNANSWERED and due is not None and due <= self.now


def visible(scope: Scope) -> ColumnElement[bool]:
    """Permits of the scope's units, and those that were put before its authorities."""
    asked = and_(EntryPermit.authority_id.in_(scope.authority_ids), EntryPermit.state != "draft")
    return or_(EntryPermit.unit_id.in_(scope.unit_ids), asked)


def find(session: Session, scope: Scope, permit_id: UUID, *, for_update: bool = False) -> EntryPermit | None:
    """One permit of the scope."""
    query = select(EntryPermit).where(EntryPermit.id == permit_id, visible(scope))
    return session.scalar(query.with_for_update(key_share=True) if for_update else query)


def list_page(
    session: Session,
    scope: Scope,
    *,
    states: Collection[str] = (),
    authority_id: UUID | None = None,
    assignment_id: UUID | None = None,
    after: UUID | None = None,
    limit: int,
) -> Sequence[EntryPermit]:
    """Permits of the scope, the newest first, from the one that follows ``after``; no ``states`` means all."""
    query = select(EntryPermit).where(visible(scope)).order_by(EntryPermit.id.desc()).limit(limit)
    if states:
        query = query.where(EntryPermit.state.in_(states))
    if authority_id is not None:
        query = query.where(EntryPermit.authority_id == authority_id)
    if assignment_id is not None:
        query = query.where(EntryPermit.assignment_id == assignment_id)
    if after is not None:
        query = query.where(EntryPermit.id < after)
    return session.scalars(query).all()


def list_of_assignments(session: Session, assignment_ids: Collection[UUID]) -> Sequence[EntryPermit]:
    """All permits of assignments that the asker may see, oldest first."""
    query = select(EntryPermit).where(EntryPermit.assignment_id.in_(assignment_ids)).order_by(EntryPermit.id)
    return session.scalars(query).all()


def lock_live(
    session: Session, *, assignment_ids: Collection[UUID] | None = None, zone_id: UUID | None = None
) -> Sequence[EntryPermit]:
    """Permits of assignments or of a zone that may still be used or answered, locked in a fixed order."""
    query = select(EntryPermit).where(EntryPermit.state.in_(LIVE_STATES))
    if assignment_ids is not None:
        query = query.where(EntryPermit.assignment_id.in_(assignment_ids))
    if zone_id is not None:
        query = query.where(EntryPermit.zone_id == zone_id)
    return session.scalars(query.order_by(EntryPermit.id).with_for_update(key_share=True)).all()


def lock_unused(
    session: Session, assignment_id: UUID, zone_ids: Collection[UUID], now: datetime
) -> Sequence[EntryPermit]:
    """Permits of an assignment that open these zones at ``now`` and on which no entry was noted yet."""
    query = select(EntryPermit).where(
        EntryPermit.assignment_id == assignment_id,
        EntryPermit.zone_id.in_(zone_ids),
        EntryPermit.state == "approved",
        EntryPermit.valid_from <= now,
        EntryPermit.valid_until > now,
        EntryPermit.used_at.is_(None),
    )
    return session.scalars(query.order_by(EntryPermit.id).with_for_update(key_share=True)).all()


def lock_expired(session: Session, now: datetime, limit: int) -> Sequence[EntryPermit]:
    """Permits whose window is over although their state does not say so; those that somebody holds come later."""
    over = or_(
        and_(EntryPermit.state == "approved", EntryPermit.valid_until <= now),
        and_(EntryPermit.state.in_(UNANSWERED), EntryPermit.requested_until <= now),
    )
    query = select(EntryPermit).where(over).order_by(EntryPermit.id).limit(limit)
    return session.scalars(query.with_for_update(key_share=True, skip_locked=True)).all()


def lock_late(session: Session, now: datetime, limit: int) -> Sequence[EntryPermit]:
    """Requests whose answer is late and of which nobody was reminded."""
    late = and_(EntryPermit.state.in_(UNANSWERED), EntryPermit.respond_by <= now, EntryPermit.reminded_at.is_(None))
    query = select(EntryPermit).where(late).order_by(EntryPermit.id).limit(limit)
    return session.scalars(query.with_for_update(key_share=True, skip_locked=True)).all()


def list_outdated(session: Session, now: datetime) -> Sequence[tuple[UUID, ZoneVersion]]:
    """Zones that have live permits bound to a version that is over, with the version in force now."""
    bound = aliased(ZoneVersion)
    query = (
        select(EntryPermit.zone_id, ZoneVersion)
        .join(bound, bound.id == EntryPermit.zone_version_id)
        .join(ZoneVersion, and_(ZoneVersion.zone_id == EntryPermit.zone_id, ZoneVersion.id != bound.id))
        .where(
            EntryPermit.state.in_(LIVE_STATES), func.upper(bound.effective) <= now,
            ZoneVersion.state == "published", ZoneVersion.effective.contains(now),
        )
        .order_by(EntryPermit.zone_id)
    )  # fmt: skip
    return [(zone_id, version) for zone_id, version in session.execute(query)]


def list_lines(
    session: Session, permit_ids: Collection[UUID]
) -> tuple[Sequence[PermitPerson], Sequence[PermitVehicle]]:
    """Who and what is named on these permits."""
    people = select(PermitPerson).where(PermitPerson.permit_id.in_(permit_ids))
    vehicles = select(PermitVehicle).where(PermitVehicle.permit_id.in_(permit_ids))
    return session.scalars(people).all(), session.scalars(vehicles).all()


def list_users(session: Session, assignment_id: UUID) -> Sequence[UUID]:
    """Users of the members who are on an assignment."""
    query = (
        select(CrewMember.user_id)
        .join(AssignmentMember, AssignmentMember.member_id == CrewMember.id)
        .where(AssignmentMember.assignment_id == assignment_id, AssignmentMember.active)
        .order_by(CrewMember.id)
    )
    return [user_id for user_id in session.scalars(query) if user_id is not None]


def changed_over(session: Session, ticket_id: UUID, old_version_id: UUID, new_version_id: UUID) -> bool:
    """Whether two versions of a zone differ where a ticket's place may be."""
    old, new = aliased(ZoneVersion), aliased(ZoneVersion)
    same = func.ST_Equals(
        func.ST_Intersection(old.geometry, Ticket.reach), func.ST_Intersection(new.geometry, Ticket.reach)
    )
    query = select(same).select_from(Ticket).where(Ticket.id == ticket_id)
    query = query.join(old, old.id == old_version_id).join(new, new.id == new_version_id)
    return not session.scalar(query)


def find_version_at(session: Session, zone_id: UUID, at: datetime) -> ZoneVersion | None:
    """The version of a zone that is published for a moment."""
    query = select(ZoneVersion).where(
        ZoneVersion.zone_id == zone_id, ZoneVersion.state == "published", ZoneVersion.effective.contains(at)
    )
    return session.scalar(query)


def load(session: Session, kind: type[T], row_id: UUID) -> T:
    """A row that another row refers to and that therefore exists."""
    return session.get_one(kind, row_id)


def view_all(session: Session, permits: Sequence[EntryPermit], now: datetime) -> list[PermitView]:
    """Permits with all that belongs to them, in the order given."""
    if not permits:
        return []
    people, vehicles = list_lines(session, [permit.id for permit in permits])
    assignments = _by_id(session, Assignment, [each.assignment_id for each in permits])
    crews = _by_id(session, Crew, [each.crew_id for each in assignments.values()])
    tickets = _by_id(session, Ticket, [each.ticket_id for each in permits])
    zones = _by_id(session, Zone, [each.zone_id for each in permits])
    versions = _by_id(session, ZoneVersion, [each.zone_version_id for each in permits])
    authorities = _by_id(session, Authority, [each.authority_id for each in permits])
    users = _by_id(session, User, [each.decided_by for each in permits if each.decided_by])
    used_by = _list_users_of(session, [each.id for each in permits if each.used_at])
    members = _by_id(session, CrewMember, [each.member_id for each in people])
    cars = _by_id(session, Vehicle, [each.vehicle_id for each in vehicles])
    return [
        PermitView(
            permit=permit,
            assignment=assignments[permit.assignment_id],
            crew=crews[assignments[permit.assignment_id].crew_id],
            ticket=tickets[permit.ticket_id],
            zone=zones[permit.zone_id],
            version=versions[permit.zone_version_id],
            authority=authorities[permit.authority_id],
            people=tuple(PersonLine(line, members[line.member_id]) for line in people if line.permit_id == permit.id),
            vehicles=tuple(
                VehicleLine(line, cars[line.vehicle_id]) for line in vehicles if line.permit_id == permit.id
            ),
            decided_by=users[permit.decided_by].name if permit.decided_by else None,
            used_by=used_by.get(permit.id),
            now=now,
        )
        for permit in permits
    ]


def find_unit(session: Session, unit_id: UUID) -> Unit:
    """The unit that a permit belongs to."""
    return session.get_one(Unit, unit_id)


def _list_users_of(session: Session, permit_ids: Collection[UUID]) -> dict[UUID, str]:
    """Who entered first on each permit, as the audit trail has it."""
    query = (
        select(Event.subject_id, func.coalesce(User.name, Event.actor))
        .outerjoin(User, User.id == Event.actor_id)
        .where(Event.subject_id.in_(permit_ids), Event.verb == USED)
    )
    return {row[0]: row[1] for row in session.execute(query)} if permit_ids else {}


def _by_id(session: Session, kind: type[T], ids: Collection[UUID]) -> dict[UUID, T]:
    if not ids:
        return {}
    table: Any = kind  # every table here has an id
    found: Sequence[Any] = session.scalars(select(kind).where(table.id.in_(ids))).all()
    return {row.id: row for row in found}
