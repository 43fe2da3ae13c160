"""Actions from phones and the answers they got."""

from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.schema.devices import FieldAction


def lock_client(session: Session, client_id: UUID) -> None:
    """Take one phone's actions one after the other: hold its turn to the end of the transaction."""
    session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(f"phone:{client_id}", 0))))


def find_action(session: Session, action_id: UUID) -> FieldAction | None:
    """What was answered to this action before."""
    return session.get(FieldAction, action_id)


def find_last_seq(session: Session, user_id: UUID | None, client_id: UUID) -> int | None:
    """The highest number that was answered to a person on a phone; None for a phone never heard of."""
    query = select(func.max(FieldAction.client_seq))
    return session.scalar(query.where(FieldAction.user_id == user_id, FieldAction.client_id == client_id))
