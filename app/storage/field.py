"""Actions from phones and the answers they got."""

from collections.abc import Collection
from datetime import timedelta
from uuid import UUID

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from app.schema.devices import FieldAction
from app.schema.events import Event


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


def was_reported(session: Session, assignment_id: UUID, verb: str, steps: Collection[str]) -> bool:
    """Whether a phone told of one of these steps of a job, and it stands in the trail under this verb."""
    told = Event.payload["to"].as_string().in_(steps)
    return bool(session.scalar(select(exists().where(Event.subject_id == assignment_id, Event.verb == verb, told))))


def find_last_decision(session: Session, assignment_id: UUID) -> Event | None:
    """The last event that gave a job a new version: a step, or a method."""
    query = select(Event).where(Event.subject_id == assignment_id, Event.payload["version"].as_integer().is_not(None))
    return session.scalar(query.order_by(Event.xid.desc(), Event.id.desc()).limit(1))


def was_skewed(session: Session, user_id: UUID | None, client_id: UUID, limit: timedelta) -> bool:
    """Whether the clock of this phone was off by more than this when it last said what it showed."""
    query = select(FieldAction.skew_ms).where(
        FieldAction.user_id == user_id, FieldAction.client_id == client_id, FieldAction.skew_ms.is_not(None)
    )
    last = session.scalar(query.order_by(FieldAction.client_seq.desc()).limit(1))
    return last is not None and abs(timedelta(milliseconds=last)) > limit
