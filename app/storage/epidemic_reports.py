"""A unit's day in figures, as it was known at a moment: one statement, nobody named."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

_STANDS = """
  NOT x.retracted AND x.recorded_at <= :known
    AND NOT EXISTS (SELECT FROM {table} n WHERE n.corrects_id = x.id AND n.recorded_at <= :known)
"""

# A stay longer than a month is none; so the index of entries finds those that touch the day.
_DAY = text(f"""
WITH candidates AS (
  SELECT e.id FROM exposures e
  WHERE e.unit_id = ANY(:units) AND e.entered_at >= :begins - interval '31 days' AND e.entered_at < :ends
    AND (e.left_at IS NULL OR e.left_at >= :begins)
  UNION
  SELECT e.id FROM exposure_corrections c JOIN exposures e ON e.id = c.exposure_id
  WHERE e.unit_id = ANY(:units) AND c.corrected_at <= :known AND c.entered_at < :ends
    AND (c.left_at IS NULL OR c.left_at >= :begins)
), stay AS MATERIALIZED (
  SELECT e.unit_id, e.member_id, e.zone_id
  FROM candidates f JOIN exposures e ON e.id = f.id
    LEFT JOIN LATERAL (
      SELECT * FROM exposure_corrections c WHERE c.exposure_id = e.id AND c.corrected_at <= :known
      ORDER BY c.number DESC LIMIT 1
    ) c ON true
  WHERE e.entered_at <= :known AND NOT coalesce(c.void, false)
    AND coalesce(c.entered_at, e.entered_at) < :ends
    AND coalesce(CASE WHEN c.id IS NULL THEN e.left_at ELSE c.left_at END, :ends) >= :begins
), contact AS MATERIALIZED (
  SELECT x.* FROM exposure_contacts x
  WHERE x.unit_id = ANY(:units) AND x.happened_at >= :begins AND x.happened_at < :ends
    AND {_STANDS.format(table="exposure_contacts")}
), breach AS MATERIALIZED (
  SELECT x.* FROM exposure_breaches x
  WHERE x.unit_id = ANY(:units) AND x.happened_at >= :begins AND x.happened_at < :ends
    AND {_STANDS.format(table="exposure_breaches")}
), held AS MATERIALIZED (
  SELECT s.unit_id, s.member_id, s.begins_at, coalesce((
      SELECT c.until FROM stand_down_changes c WHERE c.stand_down_id = s.id AND c.changed_at <= :known
      ORDER BY c.number DESC LIMIT 1
    ), s.until) AS until
  FROM stand_downs s WHERE s.unit_id = ANY(:units) AND s.begins_at < :ends AND s.begins_at <= :known
), positive AS (
  SELECT p.unit_id FROM positive_cases p
  WHERE p.unit_id = ANY(:units) AND p.found_at >= :begins AND p.found_at < :ends AND p.reported_at <= :known
)
SELECT u.id, u.code, u.name,
  (SELECT count(DISTINCT member_id) FROM stay WHERE unit_id = u.id) AS workers_in_zones,
  (SELECT count(*) FROM stay WHERE unit_id = u.id) AS stays,
  (SELECT count(DISTINCT zone_id) FROM stay WHERE unit_id = u.id) AS zones,
  (SELECT count(*) FROM contact WHERE unit_id = u.id AND kind <> 'none') AS contacts,
  (SELECT count(*) FROM contact WHERE unit_id = u.id AND kind <> 'none' AND band IN ('under_1m', 'unknown'))
    AS near_contacts,
  (SELECT count(*) FROM breach WHERE unit_id = u.id) AS breaches,
  (SELECT count(DISTINCT member_id) FROM held WHERE unit_id = u.id AND until > least(:ends, :known)) AS in_stand_down,
  (SELECT count(*) FROM held WHERE unit_id = u.id AND begins_at >= :begins) AS begun,
  (SELECT count(*) FROM held WHERE unit_id = u.id AND until > :begins AND until <= least(:ends, :known)) AS ended,
  (SELECT count(*) FROM positive WHERE unit_id = u.id) AS positives,
  (SELECT count(*) FROM contact WHERE unit_id = u.id AND recorded_at >= :ends)
    + (SELECT count(*) FROM breach WHERE unit_id = u.id AND recorded_at >= :ends) AS told_later
FROM units u WHERE u.id = ANY(:units) ORDER BY u.code
""")  # noqa: S608 - the parts stand above


class UnitDay(NamedTuple):
    """One unit's day."""

    unit_id: UUID
    code: str
    name: str
    workers_in_zones: int
    stays: int
    zones: int
    contacts: int
    near_contacts: int
    """Nearer than a metre, or nobody knows."""
    breaches: int
    in_stand_down: int
    """Workers, at the end of the day."""
    begun: int
    ended: int
    positives: int
    told_later: int
    """Contacts and breaches of that day that were told after it."""
    ppe_short_jobs: int = 0
    """Jobs that found too little protective equipment when they reserved it."""
    ppe_low: int = 0
    """Articles that stores held too little of, at the end of the day."""


def list_days(
    session: Session, unit_ids: Collection[UUID], begins: datetime, ends: datetime, known: datetime
) -> list[UnitDay]:
    """The figures of each of these units between two moments, as they were known at a third one; by code."""
    values = {"units": list(unit_ids), "begins": begins, "ends": ends, "known": known}
    return [UnitDay(*row) for row in session.execute(_DAY, values)]
