"""Emergencies that were raised on jobs, read from the events of the jobs."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from app.access import Scope
from app.schema.assignments import Assignment
from app.schema.events import Event, EventDetail
from app.storage.assignments import visible
from compliance.lifecycles import ACTIVE_ASSIGNMENT

RAISED, SEEN, ENDED = "assignment.emergency_raised", "assignment.emergency_seen", "assignment.emergency_ended"
_VERBS = (RAISED, SEEN, ENDED)

Step = tuple[Event, EventDetail | None]


def list_steps(session: Session, scope: Scope, since: datetime) -> Sequence[Step]:
    """What happened in emergencies of the scope's jobs that run, or were planned to run up to ``since``, in order."""
    recent = or_(Assignment.state.in_(ACTIVE_ASSIGNMENT), func.upper(Assignment.planned) > since)
    jobs = select(Assignment.id).where(visible(scope), recent)
    return _steps(session, Event.subject_id.in_(jobs))


def list_steps_of(session: Session, assignment_id: UUID) -> Sequence[Step]:
    """What happened in emergencies of one job, in order."""
    return _steps(session, Event.subject_id == assignment_id)


def _steps(session: Session, where: object) -> Sequence[Step]:
    query = (
        select(Event, EventDetail)
        .outerjoin(EventDetail, EventDetail.event_id == Event.id)
        .where(where, Event.verb.in_(_VERBS))  # type: ignore[arg-type]
        .order_by(Event.server_time, Event.id)
    )
    return [(row[0], row[1]) for row in session.execute(query)]
