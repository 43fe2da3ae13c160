"""What pushes and messages have in common: rows that wait to be handed over, taken by one worker at a time."""

from collections.abc import Sequence
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select, true
from sqlalchemy.orm import Session

from app.schema.devices import Push
from app.schema.messages import Message

Waiting = TypeVar("Waiting", Push, Message)


def lock_due(session: Session, kind: type[Waiting], now: datetime, limit: int) -> Sequence[Waiting]:
    """Those to be sent whose time has come and that nobody else holds, the most overdue first.

    A message to a phone may be sent again after it was handed over, or even delivered; a letter goes out once.
    """
    waiting = kind.state == "queued" if kind is Message else true()
    query = (
        select(kind)
        .where(waiting, kind.next_attempt_at <= now)
        .order_by(kind.next_attempt_at, kind.id)
        .limit(limit)
        .with_for_update(key_share=True, skip_locked=True)
    )
    return session.scalars(query).all()


def lock(session: Session, kind: type[Waiting], ids: Sequence[UUID]) -> dict[UUID, Waiting]:
    """These by id, locked in a fixed order, as they are now."""
    query = select(kind).where(kind.id.in_(ids)).order_by(kind.id).with_for_update(key_share=True)
    return {row.id: row for row in session.scalars(query.execution_options(populate_existing=True))}
