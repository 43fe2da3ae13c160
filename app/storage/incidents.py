"""Queries on incidents and on who belongs to which."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, SQLColumnExpression, func, select, text, tuple_
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session

from app.access import Scope
from app.schema.incidents import Incident, IncidentOperation, IncidentTicket
from app.schema.tickets import Ticket
from compliance.incidents import GROUPED_WORK, SUPPLY_OUT

_WORKED_FIRST = ("in_progress", "assigned", "new", "deferred")
"""States of a ticket whose supply is not back yet; the farther the work, the earlier."""


Position = tuple[datetime, UUID]
"""Where a page of incidents ended: when that one was opened, and which it was."""


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
    session: Session, scope: Scope, which: IncidentFilter, *, after: Position | None, limit: int
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
        .order_by(*_lead_first())
        .execution_options(populate_existing=True)
    )
    found: dict[UUID, list[Member]] = {incident_id: [] for incident_id in incident_ids}
    for row in session.execute(query) if incident_ids else ():
        found[row[3].incident_id].append(Member(*row))
    return found


def list_briefs(session: Session, ticket_ids: Collection[UUID]) -> dict[UUID, Brief]:
    """The incident that each of these tickets belongs to now; tickets without one are left out."""
    if not ticket_ids:
        return {}
    query = select(IncidentTicket.ticket_id, IncidentTicket.incident_id)
    stays = session.execute(
        query.where(IncidentTicket.ticket_id.in_(ticket_ids), IncidentTicket.left_at.is_(None))
    ).all()
    together = _list_together(session, {incident_id for _, incident_id in stays})
    return {ticket_id: Brief(ticket_id, *together[incident_id]) for ticket_id, incident_id in stays}


_Together = Row[UUID, str, str, str, int, int, UUID]


def _list_together(session: Session, incident_ids: Collection[UUID]) -> dict[UUID, _Together]:
    """Of each incident its id, number, name, state, customers, how many tickets it has, and which is worked first."""
    count = func.count().over(partition_by=Incident.id)
    query = (
        select(
            Incident.id, Incident.number, Incident.name, Incident.state, Incident.customers, count,
            IncidentTicket.ticket_id,
        )
        .join(IncidentTicket, IncidentTicket.incident_id == Incident.id)
        .join(Ticket, Ticket.id == IncidentTicket.ticket_id)
        .where(Incident.id.in_(incident_ids), IncidentTicket.left_at.is_(None))
        .order_by(Incident.id, *_lead_first())
        .ext(distinct_on(Incident.id))
    )  # fmt: skip
    return {row[0]: row for row in session.execute(query)} if incident_ids else {}


def _lead_first() -> tuple[SQLColumnExpression[Any], ...]:
    """The order in which the tickets of an incident are worked: what is under way, then by class and age."""
    by_state = func.coalesce(func.array_position(list(_WORKED_FIRST), Ticket.state), len(_WORKED_FIRST) + 1)
    return (by_state, Ticket.priority_class, Ticket.reported_at, Ticket.id)


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


def find_unit_of(session: Session, ticket_id: UUID) -> UUID | None:
    """The unit that a ticket belongs to."""
    return session.scalar(select(Ticket.unit_id).where(Ticket.id == ticket_id))


def list_numbers(session: Session, ticket_ids: Collection[UUID]) -> dict[UUID, str]:
    """The numbers of tickets, by id."""
    query = select(Ticket.id, Ticket.number).where(Ticket.id.in_(ticket_ids))
    return {row[0]: row[1] for row in session.execute(query)} if ticket_ids else {}


def list_readable_tickets(session: Session, scope: Scope, ticket_ids: Collection[UUID]) -> Sequence[Ticket]:
    """Of these tickets the ones in the scope's units."""
    return session.scalars(select(Ticket).where(Ticket.id.in_(ticket_ids), Ticket.unit_id.in_(scope.unit_ids))).all()


_AROUND = text(
    """
    WITH it AS MATERIALIZED (
      SELECT * FROM tickets WHERE id = :ticket AND state = ANY(:out)
    ), near AS (
      SELECT it.id FROM it
      UNION SELECT t.id FROM it JOIN tickets t ON t.transformer = it.transformer AND t.unit_id = it.unit_id
        WHERE t.state IN ('new', 'deferred', 'assigned', 'in_progress')
      UNION SELECT t.id FROM it JOIN tickets t ON t.feeder = it.feeder AND t.unit_id = it.unit_id
        WHERE t.state IN ('new', 'deferred', 'assigned', 'in_progress')
      UNION SELECT t.id FROM it JOIN tickets t ON t.reach && reach_of(it.place, :metres) AND t.unit_id = it.unit_id
        WHERE t.state IN ('new', 'deferred', 'assigned', 'in_progress') AND distance_m(it.place, t.place) <= :metres
    ), held AS (
      SELECT DISTINCT m.incident_id FROM near JOIN incident_tickets m ON m.ticket_id = near.id AND m.left_at IS NULL
    ), asked AS (
      SELECT near.id FROM near
      UNION SELECT m.ticket_id FROM held JOIN incident_tickets m USING (incident_id) WHERE m.left_at IS NULL
    )
    SELECT t.id, ST_X(t.place) AS lon, ST_Y(t.place) AS lat, t.reported_at, t.transformer, t.feeder,
      t.customers_affected, m.incident_id, coalesce(i.settled, false) AS settled
    FROM asked JOIN tickets t ON t.id = asked.id
    LEFT JOIN incident_tickets m ON m.ticket_id = t.id AND m.left_at IS NULL
    LEFT JOIN incidents i ON i.id = m.incident_id
    WHERE t.state = ANY(:out) AND (m.id IS NOT NULL OR (
      t.work_type = ANY(:work)
      AND NOT EXISTS (SELECT FROM incident_tickets l WHERE l.ticket_id = t.id AND l.left_by = 'person')
    ))
    """
)


def list_around(session: Session, ticket_id: UUID, metres: float) -> Sequence[Row[Any]]:
    """A ticket whose supply is out, and those that may have its cause, with all the company that they are in.

    That is what shares its transformer or feeder, or lies within ``metres``. Tickets that a person took out of an
    incident, and that are in none now, are left alone.
    """
    values = {"ticket": ticket_id, "metres": metres, "out": list(SUPPLY_OUT), "work": list(GROUPED_WORK)}
    return session.execute(_AROUND, values).all()
