"""What persons settled about tickets that may lie in a zone; outlives the versions it is applied to."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, func, or_, select, text, update
from sqlalchemy.orm import Session

from app.schema.base import new_id
from app.schema.settlements import Settlement
from app.schema.zones import ZoneVersion

# The version that touches the ticket now, else the next to do so, is what the person speaks of.
_SETTLE = text(
    """
    WITH seen AS MATERIALIZED (
      SELECT t.reach, ST_Intersection(v.geometry, t.reach) AS shape
      FROM ticket_zones z JOIN zone_versions v ON v.id = z.zone_version_id JOIN tickets t ON t.id = z.ticket_id
      WHERE z.ticket_id = :ticket AND z.zone_id = :zone
        AND v.state = 'published' AND (upper_inf(v.effective) OR upper(v.effective) > :at)
      ORDER BY lower(v.effective) LIMIT 1
    ), said_before AS (
      UPDATE settlements s SET reset_at = :at FROM seen
      WHERE s.ticket_id = :ticket AND s.zone_id = :zone AND s.reset_at IS NULL AND ST_Equals(s.shape, seen.shape)
    ), said AS (
      INSERT INTO settlements (id, ticket_id, zone_id, reach, shape, verdict, settled_by, settled_at, settled_reason)
      SELECT :id, :ticket, :zone, seen.reach, seen.shape, :verdict, :by, :at, :reason FROM seen
    )
    UPDATE ticket_zones z SET verdict = :verdict, settled_by = :by, settled_at = :at, settled_reason = :reason
    FROM seen, zone_versions v
    WHERE z.ticket_id = :ticket AND z.zone_id = :zone AND v.id = z.zone_version_id
      AND ST_Equals(ST_Intersection(v.geometry, seen.reach), seen.shape)
    """
)


def settle(session: Session, ticket_id: UUID, zone_id: UUID, verdict: str, by: UUID, at: datetime, reason: str) -> int:
    """Note a person's word on how a ticket, which is locked, lies to a zone; returns how many judgements it met.

    It is about the version that touches the ticket now, else the next to do so, and holds for all versions of the same
    geometry over the place, those included that are published later.
    """
    values = {"verdict": verdict, "by": by, "at": at, "reason": reason, "ticket": ticket_id, "zone": zone_id}
    return int(session.execute(_SETTLE, values | {"id": new_id()}).rowcount)  # type: ignore[attr-defined]


def reset(session: Session, ticket_id: UUID, at: datetime) -> None:
    """Nothing that was said of a ticket holds any more: it moved."""
    query = update(Settlement).where(Settlement.ticket_id == ticket_id, Settlement.reset_at.is_(None))
    session.execute(query.values(reset_at=at), execution_options={"synchronize_session": False})


def reset_for(session: Session, version_id: UUID, at: datetime) -> None:
    """A version took force: what was said of another shape at the same place holds no more."""
    session.flush()
    session.execute(select(func.reset_settlements(version_id, at)))


def list_at(session: Session, ticket_id: UUID, at: datetime) -> Sequence[tuple[UUID, Settlement]]:
    """What had been said of a ticket and held at a moment, each with the zone version in force then that it met."""
    said = Settlement
    shape = func.ST_Intersection(ZoneVersion.geometry, said.reach)
    query = (
        select(ZoneVersion.id, said)
        .join(ZoneVersion, ZoneVersion.zone_id == said.zone_id)
        .where(
            said.ticket_id == ticket_id,
            and_(said.settled_at <= at, or_(said.reset_at.is_(None), said.reset_at > at)),
            ZoneVersion.effective.contains(at),
            func.ST_Equals(said.shape, shape),
        )
        .order_by(said.settled_at)
    )
    return [(row[0], row[1]) for row in session.execute(query)]
