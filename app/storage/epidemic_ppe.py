"""What was short of protective equipment on a day, as it was known at a moment: from what only grows."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

# Of a warning the last word of that time counts: its row tells only the newest one.
_STORES = text("""
SELECT w.unit_id, u.code, s.code, s.name, w.item_code, coalesce(told.body ->> 'level', w.level),
  coalesce((told.body ->> 'available')::int, w.available), coalesce((told.body ->> 'minimum')::int, w.minimum),
  w.raised_at
FROM ppe_warnings w JOIN units u ON u.id = w.unit_id JOIN ppe_stores s ON s.id = w.store_id
  LEFT JOIN LATERAL (
    SELECT e.payload AS body FROM events e
    WHERE e.subject_id = w.store_id AND e.verb = 'ppe.low_stock' AND e.payload ->> 'item_code' = w.item_code
      AND e.server_time < :ends AND e.server_time <= :known
    ORDER BY e.id DESC LIMIT 1
  ) told ON true
WHERE w.unit_id = ANY(:units) AND w.raised_at < :ends AND w.raised_at <= :known
  AND (w.cleared_at IS NULL OR w.cleared_at >= :ends OR w.cleared_at > :known)
ORDER BY u.code, s.code, w.item_code
""")
_JOBS = text("""
WITH short AS (
  SELECT DISTINCT ON (a.id) a.id, e.unit_id, e.payload -> 'short' AS pieces
  FROM assignments a JOIN events e ON e.ticket_id = a.ticket_id AND e.assignment_id = a.id
  WHERE a.unit_id = ANY(:units) AND a.created_at >= :begins - interval '31 days' AND a.created_at < :ends
    AND e.verb = 'ppe.short_of_stock' AND e.server_time >= :begins AND e.server_time < :ends
    AND e.server_time <= :known
  ORDER BY a.id, e.id DESC
)
SELECT u.id, u.code, each.key, count(*), sum(each.value::int)
FROM short JOIN units u ON u.id = short.unit_id, jsonb_each_text(short.pieces) each
GROUP BY u.id, u.code, each.key ORDER BY u.code, each.key
""")
_SHORT_JOBS = text("""
SELECT a.unit_id, count(DISTINCT a.id)
FROM assignments a JOIN events e ON e.ticket_id = a.ticket_id AND e.assignment_id = a.id
WHERE a.unit_id = ANY(:units) AND a.created_at >= :begins - interval '31 days' AND a.created_at < :ends
  AND e.verb = 'ppe.short_of_stock' AND e.server_time >= :begins AND e.server_time < :ends AND e.server_time <= :known
GROUP BY a.unit_id
""")


class StoreShort(NamedTuple):
    """An article of which a store held too little at the end of the day, or at the moment while the day lasts."""

    unit_id: UUID
    unit_code: str
    store_code: str
    store_name: str
    item_code: str
    level: str
    available: int
    minimum: int
    since: datetime


class JobsShort(NamedTuple):
    """An article that jobs were short of when they reserved on that day: how many jobs, and pieces together."""

    unit_id: UUID
    unit_code: str
    item_code: str
    jobs: int
    pieces: int


def list_stores(session: Session, unit_ids: Collection[UUID], ends: datetime, known: datetime) -> list[StoreShort]:
    """Stores that were low or out, by unit, store and article."""
    values = {"units": list(unit_ids), "ends": ends, "known": known}
    return [StoreShort(*row) for row in session.execute(_STORES, values)]


def list_jobs(
    session: Session, unit_ids: Collection[UUID], begins: datetime, ends: datetime, known: datetime
) -> tuple[list[JobsShort], dict[UUID, int]]:
    """What jobs were short of, by unit and article; and by unit how many jobs."""
    values = {"units": list(unit_ids), "begins": begins, "ends": ends, "known": known}
    counted = {row[0]: row[1] for row in session.execute(_SHORT_JOBS, values)}
    return [JobsShort(*row) for row in session.execute(_JOBS, values)], counted
