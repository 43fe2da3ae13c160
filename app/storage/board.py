"""What a unit's board is read from: plain columns, one statement for each subject, whatever the number of tickets."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Text, Uuid, and_, any_, cast, func, literal, or_, select
from sqlalchemy.dialects.postgresql import ARRAY, Range
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased, defer

from app.schema.assignments import Assignment, AssignmentMember
from app.schema.authorities import Authority
from app.schema.crews import Crew, CrewMember, Shift
from app.schema.isolation_orders import IsolationOrder
from app.schema.permits import LIVE_STATES, EntryPermit
from app.schema.tickets import Ticket, TicketZone
from app.schema.units import Unit
from app.schema.wishes import TicketWish
from app.schema.zones import Zone, ZoneVersion
from app.storage.judgements import stands_at
from compliance.lifecycles import ACTIVE_ASSIGNMENT

ON_THE_BOARD = ("new", "assigned", "in_progress", "deferred")
"""States of tickets that wait for crews, or that somebody may expect to."""


class CrewRow(NamedTuple):
    """One crew, where it was last seen or else is based; degrees."""

    id: UUID
    unit_id: UUID
    code: str
    name: str
    skills: list[str]
    lon: float
    lat: float
    seen_at: datetime | None


class MemberRow(NamedTuple):
    """One active member; named as ``app.services.people_facts.member_facts`` reads them. The crew's key is a text."""

    id: UUID
    crew_id: str
    name: str
    role: str
    safety_grade: int
    skills: list[str]
    stand_down_until: datetime | None
    stand_down_class: str | None
    stand_down_all_until: datetime | None
    extra_roles: list[str]


@dataclass(frozen=True, slots=True)
class TicketRow:
    """One open ticket; degrees."""

    id: UUID
    unit_id: UUID
    number: str
    state: str
    work_type: str
    hazards: list[str]
    priority_class: int
    customers_affected: int
    reported_at: datetime
    required_skills: list[str]
    service_minutes: int
    crews_needed: int
    deferred_by: UUID | None
    lon: float
    lat: float


@dataclass(frozen=True, slots=True)
class HeldRow:
    """One active assignment."""

    id: UUID
    ticket_id: UUID
    slot: int
    crew_id: UUID
    state: str
    planned: Range[datetime]
    planned_entry_at: datetime
    working_at: datetime | None
    en_route_at: datetime | None


@dataclass(frozen=True, slots=True)
class PermitRow:
    """One permit that may still be used or answered."""

    assignment_id: UUID
    zone_id: UUID
    zone_version_id: UUID
    state: str
    valid_from: datetime | None
    valid_until: datetime | None
    respond_by: datetime | None


def list_below(session: Session, unit_id: UUID) -> frozenset[UUID]:
    """A unit and all below it."""
    tree = select(Unit.id).where(Unit.id == unit_id).cte("board_units", recursive=True)
    below = aliased(Unit)
    tree = tree.union(select(below.id).join(tree, below.parent_id == tree.c.id))
    return frozenset(session.scalars(select(tree.c.id)))


def list_crews(session: Session, unit_ids: Collection[UUID]) -> list[CrewRow]:
    """Active crews of these units by code."""
    query = _crews().where(Crew.active, Crew.unit_id.in_(unit_ids)).order_by(Crew.code, Crew.id)
    return [CrewRow._make(row) for row in session.execute(query)]


def get_crew(session: Session, crew_id: UUID) -> CrewRow:
    """One crew that is known, active or not."""
    return CrewRow(*session.execute(_crews().where(Crew.id == crew_id)).one())


def _crews() -> Any:
    c, at = Crew, func.coalesce(Crew.position, Crew.base)
    return select(c.id, c.unit_id, c.code, c.name, c.skills, func.ST_X(at), func.ST_Y(at), c.position_at)


def list_members(session: Session, crew_ids: Collection[UUID]) -> list[MemberRow]:
    """Active members of these crews, in the order in which they joined."""
    c = CrewMember
    query = select(
        c.id,
        cast(c.crew_id, Text),
        c.name,
        c.role,
        c.safety_grade,
        c.skills,
        c.stand_down_until,
        c.stand_down_class,
        c.stand_down_all_until,
        c.extra_roles,
    ).where(c.active, among(c.crew_id, crew_ids))
    return [MemberRow._make(row) for row in session.execute(query.order_by(c.id))]


def list_shifts(
    session: Session, crew_ids: Collection[UUID], since: datetime, until: datetime | None
) -> Sequence[tuple[str, datetime, datetime]]:
    """Shifts that touch the time between, which may have no end: crew, beginning, end; by their beginning."""
    begins, ends = func.lower(Shift.during), func.upper(Shift.during)
    query = select(cast(Shift.crew_id, Text), begins, ends).where(
        among(Shift.crew_id, crew_ids), Shift.during.overlaps(Range(since, until)), ~func.upper_inf(Shift.during),
        ~func.lower_inf(Shift.during),
    )  # fmt: skip
    return [(row[0], row[1], row[2]) for row in session.execute(query.order_by(begins))]


def among(column: InstrumentedAttribute[UUID], ids: Collection[UUID]) -> ColumnElement[bool]:
    """Whether a column is one of many keys; as one value, where ``IN`` would make a parameter of each."""
    return column == any_(literal(list(ids), ARRAY(Uuid)))


def list_tickets(session: Session, unit_ids: Collection[UUID]) -> list[TicketRow]:
    """Tickets of these units that stand on the board, most urgent class first."""
    order = (Ticket.priority_class, Ticket.reported_at, Ticket.id)
    query = _tickets().where(Ticket.unit_id.in_(unit_ids), Ticket.state.in_(ON_THE_BOARD)).order_by(*order)
    return [TicketRow(*row) for row in session.execute(query)]


def list_tickets_by_id(session: Session, ticket_ids: Collection[UUID]) -> list[TicketRow]:
    """These tickets, whatever their state."""
    return [TicketRow(*row) for row in session.execute(_tickets().where(Ticket.id.in_(ticket_ids)))]


def _tickets() -> Any:
    t = Ticket
    return select(
        t.id, t.unit_id, t.number, t.state, t.work_type, t.hazards, t.priority_class, t.customers_affected,
        t.reported_at, t.required_skills, t.service_minutes, t.crews_needed, t.deferred_by, func.ST_X(t.place),
        func.ST_Y(t.place),
    )  # fmt: skip


def list_held(session: Session, crew_ids: Collection[UUID], ticket_ids: Collection[UUID]) -> list[HeldRow]:
    """Active assignments of these crews or tickets, in the order in which they are planned."""
    a = Assignment
    query = select(
        a.id, a.ticket_id, a.slot, a.crew_id, a.state, a.planned, a.planned_entry_at, a.working_at, a.en_route_at
    ).where(or_(a.crew_id.in_(crew_ids), a.ticket_id.in_(ticket_ids)), a.state.in_(ACTIVE_ASSIGNMENT))
    return [HeldRow(*row) for row in session.execute(query.order_by(func.lower(a.planned), a.id))]


def list_verdicts(session: Session, ticket_ids: Collection[UUID], now: datetime) -> Sequence[Row[UUID, UUID, str]]:
    """How these tickets lie to versions that are published and not over: ticket, version, verdict."""
    query = select(TicketZone.ticket_id, TicketZone.zone_version_id, TicketZone.verdict)
    query = query.join(ZoneVersion, ZoneVersion.id == TicketZone.zone_version_id)
    query = query.where(TicketZone.ticket_id.in_(ticket_ids), stands_at(now))
    return session.execute(query.order_by(TicketZone.ticket_id, TicketZone.zone_version_id)).all()


def list_versions(session: Session, version_ids: Collection[UUID]) -> Sequence[tuple[ZoneVersion, Zone, int]]:
    """Zone versions with their zone and the minutes in which its authority answers."""
    query = select(ZoneVersion, Zone, Authority.response_minutes).join(Zone, Zone.id == ZoneVersion.zone_id)
    query = query.join(Authority, Authority.id == Zone.authority_id).where(ZoneVersion.id.in_(version_ids))
    query = query.options(defer(ZoneVersion.geometry, raiseload=True))
    return [(row[0], row[1], row[2]) for row in session.execute(query)]


def list_orders(session: Session, ticket_ids: Collection[UUID], now: datetime) -> Sequence[tuple[UUID, IsolationOrder]]:
    """Isolation orders over the places of these tickets or over their units, in force or coming."""
    standing = and_(
        IsolationOrder.state == "published",
        or_(IsolationOrder.valid_until.is_(None), IsolationOrder.valid_until > now),
    )
    tree = select(Unit.id.label("unit_id"), Unit.id.label("above"), Unit.parent_id.label("next"))
    tree = tree.where(Unit.id.in_(select(Ticket.unit_id).where(Ticket.id.in_(ticket_ids))))
    units = tree.cte("units_above", recursive=True)
    up = aliased(Unit)
    units = units.union(select(units.c.unit_id, up.id, up.parent_id).join(up, up.id == units.c.next))
    at_place = func.ST_Covers(IsolationOrder.area, Ticket.place)
    above = select(units.c.above).where(units.c.unit_id == Ticket.unit_id)
    over_unit = IsolationOrder.unit_ids.overlap(func.array(above.scalar_subquery()))
    query = select(Ticket.id, IsolationOrder).join(IsolationOrder, and_(standing, or_(at_place, over_unit)))
    query = query.where(Ticket.id.in_(ticket_ids)).options(defer(IsolationOrder.area, raiseload=True))
    return [(row[0], row[1]) for row in session.execute(query)]


def list_permits(session: Session, assignment_ids: Collection[UUID]) -> list[PermitRow]:
    """Permits of these assignments that may still be used or answered."""
    p = EntryPermit
    query = select(
        p.assignment_id, p.zone_id, p.zone_version_id, p.state, p.valid_from, p.valid_until, p.respond_by
    ).where(p.assignment_id.in_(assignment_ids), p.state.in_(LIVE_STATES))
    return [PermitRow(*row) for row in session.execute(query)]


def list_wishes(session: Session, ticket_ids: Collection[UUID]) -> dict[UUID, TicketWish]:
    """What dispatchers want for these tickets."""
    return {
        row.ticket_id: row for row in session.scalars(select(TicketWish).where(TicketWish.ticket_id.in_(ticket_ids)))
    }


def list_booked(
    session: Session, crew_ids: Collection[UUID], vehicle_ids: Collection[UUID]
) -> Sequence[Row[UUID, str, UUID, UUID | None, Range[datetime]]]:
    """What books any member of these crews or any of these vehicles: assignment, state, crew, member, time."""
    m, a = AssignmentMember, Assignment
    people = select(CrewMember.id).where(CrewMember.crew_id.in_(crew_ids))
    query = (
        select(a.id, a.state, a.crew_id, m.member_id, a.planned)
        .outerjoin(m, and_(m.assignment_id == a.id, m.active))
        .where(
            a.state.in_(ACTIVE_ASSIGNMENT),
            or_(a.crew_id.in_(crew_ids), a.vehicle_id.in_(vehicle_ids), m.member_id.in_(people)),
        )
    )
    return session.execute(query).all()
