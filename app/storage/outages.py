"""Outages: interruptions of supply, read from incidents and from tickets that are in none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Row, Select, and_, exists, func, literal, or_, select, tuple_, union_all
from sqlalchemy.orm import Session

from app.access import Scope
from app.schema.incidents import Incident, IncidentTicket
from app.schema.tickets import Ticket
from compliance.incidents import GROUPED_WORK

OutageRow = Row[str, UUID, str, UUID, datetime, datetime | None, int, float, float]
"""Kind, id, number, unit, start, restoration, customers, longitude and latitude."""


@dataclass(frozen=True)
class OutageFilter:
    """Which of the readable outages are asked for."""

    unit_id: UUID | None = None
    open_only: bool = False
    since: datetime | None = None
    """Those that lasted at this moment or began later."""
    until: datetime | None = None
    """Those that began before this moment."""


def list_page(
    session: Session, scope: Scope, which: OutageFilter, *, after: tuple[datetime, UUID] | None, limit: int
) -> Sequence[OutageRow]:
    """Outages of the scope's units, the latest first."""
    found = union_all(_of_incidents(scope), _of_tickets(scope)).subquery()
    query = select(found)
    if which.unit_id:
        query = query.where(found.c.unit_id == which.unit_id)
    if which.open_only:
        query = query.where(found.c.restored_at.is_(None))
    if which.since:
        query = query.where(or_(found.c.restored_at.is_(None), found.c.restored_at >= which.since))
    if which.until:
        query = query.where(found.c.started_at < which.until)
    if after is not None:
        query = query.where(tuple_(found.c.started_at, found.c.id) < tuple_(*after))
    return session.execute(query.order_by(found.c.started_at.desc(), found.c.id.desc()).limit(limit)).all()


def _of_incidents(scope: Scope) -> Select[OutageRow]:
    has_tickets = exists().where(IncidentTicket.incident_id == Incident.id, IncidentTicket.left_at.is_(None))
    back = func.coalesce(Incident.restored_at, Incident.closed_at)
    return select(
        literal("incident").label("kind"), Incident.id, Incident.number, Incident.unit_id,
        Incident.opened_at.label("started_at"), back.label("restored_at"), Incident.customers.label("customers"),
        func.ST_X(Incident.centre).label("lon"), func.ST_Y(Incident.centre).label("lat"),
    ).where(Incident.unit_id.in_(scope.unit_ids), Incident.customers > 0, has_tickets)  # fmt: skip


def _of_tickets(scope: Scope) -> Select[OutageRow]:
    alone = ~exists().where(IncidentTicket.ticket_id == Ticket.id, IncidentTicket.left_at.is_(None))
    back = func.coalesce(Ticket.restored_at, Ticket.closed_at)
    fault = and_(Ticket.work_type.in_(GROUPED_WORK), Ticket.customers_affected > 0, Ticket.state != "cancelled")
    return select(
        literal("ticket").label("kind"), Ticket.id, Ticket.number, Ticket.unit_id,
        Ticket.reported_at.label("started_at"), back.label("restored_at"),
        Ticket.customers_affected.label("customers"),
        func.ST_X(Ticket.place).label("lon"), func.ST_Y(Ticket.place).label("lat"),
    ).where(Ticket.unit_id.in_(scope.unit_ids), fault, alone)  # fmt: skip
