"""Shifts: when crews are on duty."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select, tuple_
from sqlalchemy.dialects.postgresql import Range
from sqlalchemy.orm import Session

from app.access import Scope
from app.schema.crews import Shift


@dataclass(frozen=True)
class ShiftFilter:
    """Which shifts; None means any."""

    crew_id: UUID | None = None
    since: datetime | None = None
    until: datetime | None = None
    """Shifts that touch the time from ``since`` to ``until``."""


def visible(scope: Scope) -> ColumnElement[bool]:
    """Shifts of the crews of the scope's units, and of a worker's own crew."""
    return or_(Shift.unit_id.in_(scope.unit_ids), Shift.crew_id.in_(scope.crew_ids))


def list_page(
    session: Session, scope: Scope, which: ShiftFilter, *, after: tuple[datetime, UUID] | None, limit: int
) -> Sequence[Shift]:
    """Shifts of the scope by their beginning, from the one that follows ``after``."""
    begins = func.lower(Shift.during)
    query = select(Shift).where(visible(scope)).order_by(begins, Shift.id).limit(limit)
    if which.crew_id is not None:
        query = query.where(Shift.crew_id == which.crew_id)
    if which.since is not None or which.until is not None:
        query = query.where(Shift.during.overlaps(Range(which.since, which.until)))
    if after is not None:
        query = query.where(tuple_(begins, Shift.id) > tuple_(*after))
    return session.scalars(query).all()


def list_coming(session: Session, crew_id: UUID, now: datetime) -> Sequence[Shift]:
    """Shifts of a crew that are not over, by their beginning."""
    query = select(Shift).where(Shift.crew_id == crew_id, func.upper(Shift.during) > now)
    return session.scalars(query.order_by(func.lower(Shift.during))).all()


def find_by_id(session: Session, shift_id: UUID) -> Shift | None:
    """A shift that the asker has just made, or that a background task works on."""
    return session.get(Shift, shift_id)
