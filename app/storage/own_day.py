"""What a worker's own shift came to: jobs, stays, ways. Never anybody else's."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from app.schema.assignments import Assignment, AssignmentMember
from app.schema.exposure import Exposure
from app.schema.positions import PositionFix
from app.schema.tickets import Ticket
from app.schema.zones import Zone

MOST_FIXES = 2000


def list_jobs(
    session: Session, member_id: UUID, since: datetime, until: datetime
) -> Sequence[tuple[Assignment, Ticket]]:
    """Jobs that somebody took part in and that were moved on between two moments, in their order."""
    moved = func.coalesce(
        Assignment.closed_at, Assignment.exited_at, Assignment.restored_at, Assignment.working_at,
        Assignment.entered_at, Assignment.en_route_at, Assignment.accepted_at,
    )  # fmt: skip
    query = (
        select(Assignment, Ticket)
        .join(AssignmentMember, AssignmentMember.assignment_id == Assignment.id)
        .join(Ticket, Ticket.id == Assignment.ticket_id)
        .where(
            AssignmentMember.member_id == member_id,
            or_(moved.between(since, until), Assignment.accepted_at.between(since, until)),
        )
    )
    return [(row[0], row[1]) for row in session.execute(query.order_by(Assignment.accepted_at, Assignment.id))]


def list_stays(session: Session, member_id: UUID, since: datetime, until: datetime) -> Sequence[tuple[Exposure, str]]:
    """Somebody's stays that touch the time between, with the zones' names."""
    query = (
        select(Exposure, Zone.name)
        .join(Zone, Zone.id == Exposure.zone_id)
        .where(
            Exposure.member_id == member_id, Exposure.entered_at < until,
            or_(Exposure.left_at.is_(None), Exposure.left_at >= since),
        )
    )  # fmt: skip
    return [(row[0], row[1]) for row in session.execute(query.order_by(Exposure.entered_at, Exposure.id))]


def list_fixes(
    session: Session, user_id: UUID, since: datetime, until: datetime
) -> Sequence[tuple[float, float, float, datetime]]:
    """Where somebody's own phones were: longitude, latitude, accuracy in metres, when; the newest of very many."""
    place = PositionFix.place
    query = (
        select(func.ST_X(place), func.ST_Y(place), PositionFix.accuracy_m, PositionFix.device_time)
        .where(PositionFix.user_id == user_id, PositionFix.device_time >= since, PositionFix.device_time <= until)
        .order_by(PositionFix.device_time.desc())
        .limit(MOST_FIXES)
    )
    return [(row[0], row[1], row[2], row[3]) for row in session.execute(query)][::-1]
