"""How places lie to zones and isolation orders: what the database judged, and what it is asked to judge."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, column, func, literal, or_, select, text
from sqlalchemy.orm import Session

from app.schema.authorities import Authority
from app.schema.base import SRID
from app.schema.isolation_orders import IsolationOrder
from app.schema.people import User
from app.schema.tickets import Ticket, TicketZone
from app.schema.units import Unit
from app.schema.zones import Zone, ZoneVersion
from app.storage.looking import once_a_look
from app.storage.trees import list_above


@dataclass(frozen=True)
class Found:
    """One zone version near a place, as it is stored."""

    ticket_id: UUID | None
    verdict: str
    settled_by: str | None
    version: ZoneVersion
    zone: Zone
    authority_name: str


_JUDGE_TICKET = text(
    """
    WITH judged AS MATERIALIZED (
      SELECT j.zone_version_id, j.zone_id, j.verdict
      FROM tickets t, judge_place(t.place, t.accuracy_m, :now) j WHERE t.id = :ticket_id
    ), gone AS (
      DELETE FROM ticket_zones z WHERE z.ticket_id = :ticket_id AND z.settled_by IS NULL
        AND NOT EXISTS (SELECT FROM judged j WHERE j.zone_version_id = z.zone_version_id)
    )
    INSERT INTO ticket_zones AS z (ticket_id, zone_version_id, zone_id, verdict, judged_at)
    SELECT :ticket_id, j.zone_version_id, j.zone_id, j.verdict, :now FROM judged j
    ON CONFLICT (ticket_id, zone_version_id) DO UPDATE SET verdict = EXCLUDED.verdict, judged_at = EXCLUDED.judged_at
    WHERE z.settled_by IS NULL AND z.verdict <> EXCLUDED.verdict
    """
)

_APPLY_SETTLEMENTS = text(
    "SELECT apply_settlements(:ticket_id, NULL) WHERE EXISTS "
    "(SELECT FROM settlements s WHERE s.ticket_id = :ticket_id AND s.reset_at IS NULL)"
)


def judge_ticket(session: Session, ticket_id: UUID, now: datetime) -> None:
    """Write how one ticket lies to every published version that is not over; settlements stay."""
    session.flush()
    session.execute(_JUDGE_TICKET, {"ticket_id": ticket_id, "now": now})
    session.execute(_APPLY_SETTLEMENTS, {"ticket_id": ticket_id})


def judge_version(session: Session, zone_version_id: UUID, now: datetime) -> Sequence[UUID]:
    """Judge all open tickets against one version; ids of those for which anything changed."""
    session.flush()
    query = text("SELECT rejudge_version(:version_id, :now)")
    return session.scalars(query, {"version_id": zone_version_id, "now": now}).all()


_JUDGE_ZONE = text(
    """
    SELECT DISTINCT j.ticket_id FROM zone_versions v CROSS JOIN LATERAL rejudge_version(v.id, :now) j (ticket_id)
    WHERE v.zone_id = :zone_id AND v.state = 'published' AND (upper_inf(v.effective) OR upper(v.effective) > :now)
    """
)


def judge_zone(session: Session, zone_id: UUID, now: datetime) -> Sequence[UUID]:
    """Judge all open tickets against all standing versions of a zone; ids of those for which anything changed."""
    session.flush()
    return session.scalars(_JUDGE_ZONE, {"zone_id": zone_id, "now": now}).all()


@once_a_look
def list_of_tickets(session: Session, ticket_ids: Collection[UUID], now: datetime) -> list[Found]:
    """Zones of these tickets whose version is published and not over at ``now``, the oldest zone first."""
    query = (
        select(TicketZone.ticket_id, TicketZone.verdict, User.name, ZoneVersion, Zone, Authority.name)
        .join(ZoneVersion, ZoneVersion.id == TicketZone.zone_version_id)
        .join(Zone, Zone.id == ZoneVersion.zone_id)
        .join(Authority, Authority.id == Zone.authority_id)
        .outerjoin(User, User.id == TicketZone.settled_by)
        .where(TicketZone.ticket_id.in_(ticket_ids), stands_at(now))
        .order_by(TicketZone.ticket_id, Zone.number, ZoneVersion.version_no)
    )
    return [Found(*row) for row in session.execute(query)]


def list_at_place(session: Session, lon: float, lat: float, accuracy_m: float, now: datetime) -> list[Found]:
    """Zones near a place that is no ticket's."""
    judged = func.judge_place(_point(lon, lat), accuracy_m, now).table_valued(
        column("zone_version_id"), column("zone_id"), column("verdict")
    )
    query = (
        select(judged.c.verdict, ZoneVersion, Zone, Authority.name)
        .join(ZoneVersion, ZoneVersion.id == judged.c.zone_version_id)
        .join(Zone, Zone.id == ZoneVersion.zone_id)
        .join(Authority, Authority.id == Zone.authority_id)
        .order_by(Zone.number, ZoneVersion.version_no)
    )
    return [Found(None, row[0], None, *row[1:]) for row in session.execute(query)]


def list_past(session: Session, lon: float, lat: float, accuracy_m: float, at: datetime) -> list[Found]:
    """Zones as they were in force at one moment, past or present, near a place; by geometry alone."""
    place = _point(lon, lat)
    near = and_(literal(accuracy_m) > 0, func.distance_m(place, ZoneVersion.geometry) <= accuracy_m)
    inside = func.ST_Covers(ZoneVersion.geometry, place)
    query = (
        select(case((inside, "inside"), else_="possibly"), ZoneVersion, Zone, Authority.name)
        .join(Zone, Zone.id == ZoneVersion.zone_id)
        .join(Authority, Authority.id == Zone.authority_id)
        .where(
            ZoneVersion.state.in_(("published", "ended")), ZoneVersion.effective.contains(at),
            ZoneVersion.geometry.op("&&")(func.reach_of(place, accuracy_m)), or_(inside, near),
        )
        .order_by(Zone.number)
    )  # fmt: skip
    return [Found(None, row[0], None, *row[1:]) for row in session.execute(query)]


def stands_at(now: datetime | ColumnElement[datetime]) -> ColumnElement[bool]:
    """Versions that are in force at ``now`` or will be."""
    until = func.upper(ZoneVersion.effective)
    return and_(ZoneVersion.state == "published", or_(func.upper_inf(ZoneVersion.effective), until > now))


def list_orders_at(
    session: Session, lon: float, lat: float, unit_id: UUID | None, now: datetime
) -> Sequence[IsolationOrder]:
    """Orders over a place or its unit that are published and not over at ``now``."""
    return _orders(session, func.ST_Covers(IsolationOrder.area, _point(lon, lat)), unit_id, now)


def list_orders_of(session: Session, ticket: Ticket, now: datetime) -> Sequence[IsolationOrder]:
    """Orders over a ticket's place or unit that are published and not over at ``now``."""
    session.flush()
    place = select(Ticket.place).where(Ticket.id == ticket.id).scalar_subquery()
    return _orders(session, func.ST_Covers(IsolationOrder.area, place), ticket.unit_id, now)


def _orders(
    session: Session, covers: ColumnElement[bool], unit_id: UUID | None, now: datetime
) -> Sequence[IsolationOrder]:
    units = list(list_above(session, Unit, unit_id)) if unit_id else []
    query = select(IsolationOrder).where(
        IsolationOrder.state == "published",
        or_(IsolationOrder.valid_until.is_(None), IsolationOrder.valid_until > now),
        or_(covers, IsolationOrder.unit_ids.overlap(units)),
    )
    return session.scalars(query.order_by(IsolationOrder.valid_from, IsolationOrder.id)).all()


def _point(lon: float, lat: float) -> ColumnElement[Any]:
    return func.ST_SetSRID(func.ST_MakePoint(lon, lat), SRID)
