"""When crews that are inside zones said last that all are well, read from the events of their jobs."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from compliance.checkins import ZoneAsks

GIVEN, MISSED = "assignment.checked_in", "assignment.checkin_missed"

# Of a zone the version in force now counts, else the one that they entered under. An event says by `at` when all were
# well, and by `due_at` of which silence an alarm tells.
_INSIDE = """
    SELECT x.assignment_id, min(x.entered_at) AS entered_at,
      jsonb_agg(DISTINCT jsonb_build_array(x.hazard_class, v.checkin_minutes)) AS zones,
      (SELECT max(cast(e.payload->>'at' AS timestamptz)) FROM events e
        WHERE e.subject_id = x.assignment_id AND e.verb = :given) AS checked_at,
      (SELECT max(cast(e.payload->>'due_at' AS timestamptz)) FROM events e
        WHERE e.subject_id = x.assignment_id AND e.verb = :missed) AS told_for
    FROM exposures x
    JOIN zone_versions v ON v.id = coalesce(
      (SELECT o.id FROM zone_versions o WHERE o.zone_id = x.zone_id AND o.effective @> cast(:now AS timestamptz)),
      x.zone_version_id)
    WHERE x.left_at IS NULL AND (:all OR x.assignment_id = ANY(cast(:ids AS uuid[])))
    GROUP BY x.assignment_id ORDER BY x.assignment_id
"""


@dataclass(frozen=True)
class InsideJob:
    """A job whose crew is inside: since when, in which zones, the last word, and the silence that was told last."""

    assignment_id: UUID
    entered_at: datetime
    zones: tuple[ZoneAsks, ...]
    checked_at: datetime | None
    told_for: datetime | None


def list_inside(session: Session, now: datetime, only: Collection[UUID] | None = None) -> Sequence[InsideJob]:
    """All jobs whose crew is inside a zone, or those asked for; each zone as it is in force ``now``."""
    ids = [str(each) for each in only] if only is not None else []
    values = {"given": GIVEN, "missed": MISSED, "all": only is None, "ids": ids, "now": now}
    found = session.execute(text(_INSIDE), values)
    return [InsideJob(row[0], row[1], tuple(_asks(*each) for each in row[2]), row[3], row[4]) for row in found]


def _asks(hazard_class: str, minutes: int | None) -> ZoneAsks:
    return ZoneAsks(hazard_class, timedelta(minutes=minutes) if minutes else None)
