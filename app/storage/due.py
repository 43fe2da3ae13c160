"""What time itself has made due."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from app.schema.crews import Shift
from app.schema.isolation_orders import IsolationOrder
from app.schema.zones import ZoneVersion


def list_versions(session: Session, due: ColumnElement[bool]) -> Sequence[UUID]:
    """Zone versions that are due, the oldest first."""
    return session.scalars(select(ZoneVersion.id).where(due).order_by(ZoneVersion.effective, ZoneVersion.id)).all()


def list_orders(session: Session, due: ColumnElement[bool]) -> Sequence[UUID]:
    """Isolation orders that are due, the oldest first."""
    return session.scalars(select(IsolationOrder.id).where(due).order_by(IsolationOrder.valid_from)).all()


def list_shifts(session: Session, now: datetime) -> Sequence[UUID]:
    """Shifts that ended without anybody being told."""
    return session.scalars(select(Shift.id).where(_over(now)).order_by(Shift.during, Shift.id)).all()


def lock_shift(session: Session, shift_id: UUID, now: datetime) -> Shift | None:
    """A shift that is still due, locked unless somebody else works on it."""
    query = select(Shift).where(Shift.id == shift_id, _over(now))
    return session.scalar(query.with_for_update(key_share=True, skip_locked=True))


def _over(now: datetime) -> ColumnElement[bool]:
    return and_(Shift.ended_event_id.is_(None), func.upper(Shift.during) <= now)
