"""Queries on incidents and on who belongs to which."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, func, select, tuple_
from sqlalchemy.orm import Session, aliased

from app.access import Scope
from app.schema.incidents import Incident, IncidentOperation, IncidentTicket
from app.schema.tickets import Ticket

SUPPLY_OUT = ("in_progress", "assigned", "new", "deferred")
"""States of a ticket whose supply is not back yet; the farther the work, the earlier."""


@dataclass(frozen=True)
class IncidentFilter:
    """Which of the readable incidents are asked for."""

    state: str | None = None
    unit_id: UUID | None = None


@dataclass(frozen=True)
class Member:
    """A ticket of an incident, with what the incident's evidence is made of."""

    ticket: Ticket
    lon: float
    lat: float
    stay: IncidentTicket

    @property
    def out(self) -> bool:
        """Whether supply is not back yet."""
        return self.ticket.state in SUPPLY_OUT


@dataclass(frozen=True)
class Brief:
    """The incident of one ticket at a glance."""

    ticket_id: UUID
    incident_id: UUID
    number: str
    name: str
    state: str
    customers: int
    tickets: int
    lead_ticket_id: UUID


def lock_unit(session: Session, unit_id: UUID) -> None:
    """Let all that arranges incidents of one unit happen one after the other, to the end of each transaction."""
    session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(f"incidents:{unit_id}", 0))))


def find(session: Session, scope: Scope, incident_id: UUID) -> Incident | None:
    """One incident, if the scope may see it."""
    return session.scalar(select(Incident).where(Incident.id == incident_id, Incident.unit_id.in_(scope.unit_ids)))


def lock(session: Session, incident_ids: Collection[UUID]) -> dict[UUID, Incident]:
    """Incidents as they are now, locked in the order of their ids."""
    query = select(Incident).where(Incident.id.in_(incident_ids)).order_by(Incident.id)
    locked = query.with_for_update(key_share=True).execution_options(populate_existing=True)
    return {row.id: row for row in session.scalars(locked)}


def list_page(
    session: Session, scope: Scope, which: IncidentFilter, *, after: tuple[datetime, UUID] | None, limit: int
) -> Sequence[Incident]:
    """Incidents of the scope, the newest first."""
    order = (Incident.opened_at, Incident.id)
    query = select(Incident).where(Incident.unit_id.in_(scope.unit_ids), *_conditions(which))
    if after is not None:
        query = query.where(tuple_(*order) < tuple_(*after))
    return session.scalars(query.order_by(*(column.desc() for column in order)).limit(limit)).all()


def _conditions(which: IncidentFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if which.state:
        found.append(Incident.state == which.state)
    if which.unit_id:
        found.append(Incident.unit_id == which.unit_id)
    return found


def list_members(session: Session, incident_ids: Collection[UUID]) -> dict[UUID, list[Member]]:
    """The tickets that belong to incidents now, those to be worked first in front."""
    query = (
        select(Ticket, func.ST_X(Ticket.place), func.ST_Y(Ticket.place), IncidentTicket)
        .join(IncidentTicket, IncidentTicket.ticket_id == Ticket.id)
        .where(IncidentTicket.incident_id.in_(incident_ids), IncidentTicket.left_at.is_(None))
        .order_by(*_lead_first(Ticket))
        .execution_options(populate_existing=True)
    )
    found: dict[UUID, list[Member]] = {incident_id: [] for incident_id in incident_ids}
    for row in session.execute(query) if incident_ids else ():
        found[row[3].incident_id].append(Member(*row))
    return found


def list_briefs(session: Session, ticket_ids: Collection[UUID]) -> dict[UUID, Brief]:
    """The incident that each of these tickets belongs to now; tickets without one are left out."""
    asked, other = aliased(IncidentTicket), aliased(Ticket)
    together = (
        select(IncidentTicket.ticket_id, func.count().over().label("tickets"))
        .join(other, other.id == IncidentTicket.ticket_id)
        .where(IncidentTicket.incident_id == asked.incident_id, IncidentTicket.left_at.is_(None))
        .order_by(*_lead_first(other))
        .limit(1)
        .lateral("together")
    )
    query = (
        select(
            asked.ticket_id, Incident.id, Incident.number, Incident.name, Incident.state, Incident.customers,
            together.c.tickets, together.c.ticket_id,
        )
        .join(Incident, Incident.id == asked.incident_id)
        .join(together, together.c.tickets > 0)
        .where(asked.ticket_id.in_(ticket_ids), asked.left_at.is_(None))
    )  # fmt: skip
    return {row[0]: Brief(*row) for row in session.execute(query)} if ticket_ids else {}


def _lead_first(ticket: type[Ticket]) -> tuple[ColumnElement[object], ...]:
    """The order in which the tickets of an incident are worked: what is under way, then by class and age."""
    by_state = func.coalesce(func.array_position(list(SUPPLY_OUT), ticket.state), len(SUPPLY_OUT) + 1)
    return (by_state, ticket.priority_class, ticket.reported_at, ticket.id)


def find_incident_of(session: Session, ticket_id: UUID) -> UUID | None:
    """The incident that a ticket belongs to now."""
    query = select(IncidentTicket.incident_id)
    return session.scalar(query.where(IncidentTicket.ticket_id == ticket_id, IncidentTicket.left_at.is_(None)))


def list_stays(session: Session, ticket_ids: Collection[UUID]) -> dict[UUID, IncidentTicket]:
    """The stays of tickets that go on."""
    query = select(IncidentTicket).where(IncidentTicket.ticket_id.in_(ticket_ids), IncidentTicket.left_at.is_(None))
    return {row.ticket_id: row for row in session.scalars(query.execution_options(populate_existing=True))}


def find_operation(session: Session, operation_id: UUID) -> IncidentOperation | None:
    """One step that arranged tickets, locked."""
    query = select(IncidentOperation).where(IncidentOperation.id == operation_id)
    return session.scalar(query.with_for_update(key_share=True).execution_options(populate_existing=True))


def list_operations(session: Session, incident_id: UUID, limit: int) -> Sequence[IncidentOperation]:
    """The last steps that arranged an incident, the newest first."""
    about = (IncidentOperation.incident_id == incident_id) | (IncidentOperation.other_id == incident_id)
    return session.scalars(
        select(IncidentOperation).where(about).order_by(IncidentOperation.id.desc()).limit(limit)
    ).all()


def lock_tickets(session: Session, ticket_ids: Collection[UUID]) -> list[Ticket]:
    """Tickets as they are now, locked in the order of their ids."""
    query = select(Ticket).where(Ticket.id.in_(ticket_ids)).order_by(Ticket.id)
    locked = query.with_for_update(key_share=True).execution_options(populate_existing=True)
    return list(session.scalars(locked))
