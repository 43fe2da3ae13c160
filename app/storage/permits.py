"""Entry permits, with what a reader of a permit needs beside it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, literal, or_, select
from sqlalchemy.orm import Session, aliased
from sqlalchemy.orm.attributes import flag_modified

from app.access import Role, Scope
from app.schema.assignments import Assignment, AssignmentMember
from app.schema.authorities import Authority
from app.schema.crews import Crew, CrewMember, Vehicle
from app.schema.events import Event, EventDetail
from app.schema.people import RoleGrant, User
from app.schema.permits import LIVE_STATES, EntryPermit, PermitAsk, PermitPerson, PermitStep, PermitVehicle
from app.schema.tickets import Ticket
from app.schema.units import Unit
from app.schema.zones import Zone, ZoneVersion
from app.storage.looking import once_a_look

UNANSWERED = ("requested", "acknowledged")
TALLEST = 20
"""Rungs of the tree of authorities that anybody climbs."""
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
class StepRow:
    """One step with all that a reader of the history sees."""

    step: PermitStep
    actor: str
    authority: str | None
    said: dict[str, Any]
    """What people said and wrote; empty once it was erased."""
    facts: dict[str, Any]
    """What else the step tells, such as who was voided."""


@dataclass(frozen=True)
class AskView:
    """One authority that was asked, and how long it had."""

    ask: PermitAsk
    authority: Authority


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
    asks: tuple[AskView, ...]
    """Who was asked, the zone's own authority first."""
    now: datetime

    @property
    def unanswered(self) -> bool:
        """Whether every authority that could be asked let its time pass."""
        return self.permit.state in UNANSWERED and self.permit.unanswered_at is not None

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


@once_a_look
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


def lock_due_asks(session: Session, now: datetime, limit: int) -> Sequence[tuple[EntryPermit, PermitAsk]]:
    """Requests that wait and with whom half of the time, or all of it, has passed unnoted; the permits are locked."""
    half = and_(PermitAsk.reminded_at.is_(None), PermitAsk.remind_at <= now)
    query = (
        select(EntryPermit, PermitAsk)
        .join(PermitAsk, PermitAsk.permit_id == EntryPermit.id)
        .where(EntryPermit.state.in_(UNANSWERED), PermitAsk.passed_at.is_(None), or_(half, PermitAsk.respond_by <= now))
        .order_by(EntryPermit.id)
        .limit(limit)
    )
    locked = session.execute(query.with_for_update(of=EntryPermit, key_share=True, skip_locked=True))
    return [(row[0], row[1]) for row in locked]


def list_asks(session: Session, permit_ids: Collection[UUID]) -> Sequence[PermitAsk]:
    """Who was asked for these permits, in the order of asking."""
    query = select(PermitAsk).where(PermitAsk.permit_id.in_(permit_ids)).order_by(PermitAsk.permit_id, PermitAsk.rung)
    return session.scalars(query).all()


def hold_live(session: Session, assignment_id: UUID) -> Sequence[EntryPermit]:
    """Keep the permits of an assignment as they are until the transaction ends, and read them afresh.

    Whoever revokes one meanwhile waits, and then finds where the crew is.
    """
    query = select(EntryPermit).where(EntryPermit.assignment_id == assignment_id, EntryPermit.state.in_(LIVE_STATES))
    locked = query.order_by(EntryPermit.id).with_for_update(key_share=True).execution_options(populate_existing=True)
    return session.scalars(locked).all()


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


def find_answering(session: Session, user_id: UUID, authority_id: UUID) -> UUID | None:
    """The lowest authority, from this one upwards, for which a user is a liaison."""
    start = select(Authority.id, Authority.parent_id, literal(0).label("rung")).where(Authority.id == authority_id)
    above = start.cte("above", recursive=True)
    up = aliased(Authority)
    above = above.union(
        select(up.id, up.parent_id, above.c.rung + 1)
        .join(above, up.id == above.c.parent_id)
        .where(above.c.rung < TALLEST)
    )
    query = (
        select(above.c.id)
        .join(RoleGrant, RoleGrant.authority_id == above.c.id)
        .where(RoleGrant.user_id == user_id, RoleGrant.role == Role.LIAISON)
        .order_by(above.c.rung)
        .limit(1)
    )
    return session.scalar(query)


def list_steps(session: Session, permit_id: UUID) -> list[StepRow]:
    """Every step of a permit in order, with who took it, for which authority, and what people said and wrote."""
    query = (
        select(PermitStep, func.coalesce(User.name, Event.actor), Authority.name, EventDetail.body, Event.payload)
        .join(Event, Event.id == PermitStep.event_id)
        .outerjoin(User, User.id == PermitStep.actor_id)
        .outerjoin(Authority, Authority.id == PermitStep.authority_id)
        .outerjoin(EventDetail, EventDetail.event_id == PermitStep.event_id)
        .where(PermitStep.permit_id == permit_id)
        .order_by(PermitStep.event_id)
    )
    return [StepRow(row[0], row[1], row[2], row[3] or {}, row[4]) for row in session.execute(query)]


def list_lines(
    session: Session, permit_ids: Collection[UUID]
) -> tuple[Sequence[PermitPerson], Sequence[PermitVehicle]]:
    """Who and what is named on these permits."""
    if not permit_ids:
        return (), ()
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


def touch(permit: EntryPermit) -> None:
    """Give the permit a new version although only one of its lines changed."""
    flag_modified(permit, "state")


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
    asks = list_asks(session, [permit.id for permit in permits])
    asked = _by_id(session, Authority, [each.authority_id for each in asks])
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
            asks=tuple(AskView(ask, asked[ask.authority_id]) for ask in asks if ask.permit_id == permit.id),
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
