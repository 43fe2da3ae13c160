"""When crews that are inside zones said last that all are well, read from the events of their jobs."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

GIVEN, MISSED = "assignment.checked_in", "assignment.checkin_missed"

# An event says by `at` when all were well, and by `due_at` of which silence an alarm tells.
_INSIDE = """
    SELECT x.assignment_id, min(x.entered_at) AS entered_at, array_agg(DISTINCT x.hazard_class) AS hazards,
      (SELECT max(cast(e.payload->>'at' AS timestamptz)) FROM events e
        WHERE e.subject_id = x.assignment_id AND e.verb = :given) AS checked_at,
      (SELECT max(cast(e.payload->>'due_at' AS timestamptz)) FROM events e
        WHERE e.subject_id = x.assignment_id AND e.verb = :missed) AS told_for
    FROM exposures x
    WHERE x.left_at IS NULL AND (:all OR x.assignment_id = ANY(cast(:ids AS uuid[])))
    GROUP BY x.assignment_id ORDER BY x.assignment_id
"""


@dataclass(frozen=True)
class InsideJob:
    """A job whose crew is inside: since when, in which hazards, the last word, and the silence that was told last."""

    assignment_id: UUID
    entered_at: datetime
    hazards: tuple[str, ...]
    checked_at: datetime | None
    told_for: datetime | None


def list_inside(session: Session, only: Collection[UUID] | None = None) -> Sequence[InsideJob]:
    """All jobs whose crew is inside a zone now, or those asked for."""
    ids = [str(each) for each in only] if only is not None else []
    values = {"given": GIVEN, "missed": MISSED, "all": only is None, "ids": ids}
    found = session.execute(text(_INSIDE), values)
    return [InsideJob(row[0], row[1], tuple(row[2]), row[3], row[4]) for row in found]
