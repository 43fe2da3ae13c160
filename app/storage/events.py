"""Events: written with the change, read in commit order."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, Row, and_, cast, literal, or_, select, text, tuple_
from sqlalchemy.orm import Session

from app.access import Scope
from app.schema.events import Event, Xid8

_SEALED = text("events.xid < pg_snapshot_xmin(pg_current_snapshot())")


def visible(scope: Scope) -> ColumnElement[bool]:
    """What a scope may hear of: its units, its authorities, its own crew."""
    return or_(
        Event.unit_id.in_(scope.unit_ids),
        Event.authority_id.in_(scope.authority_ids),
        Event.crew_id.in_(scope.crew_ids),
    )


def list_after(session: Session, cursor: tuple[int, UUID] | None, limit: int) -> Sequence[Event]:
    """Events that follow the cursor in commit order, whoever may see them.

    Only rows of transactions older than every running one are handed out, so a row that commits late is never skipped.
    """
    query = select(Event).where(_SEALED).order_by(Event.xid, Event.id).limit(limit)
    if cursor is not None:
        query = query.where(tuple_(Event.xid, Event.id) > tuple_(_xid(cursor[0]), cursor[1]))
    return session.scalars(query).all()


def latest_cursor(session: Session) -> tuple[int, UUID] | None:
    """Cursor of the newest event that may be handed out, or None when there is none."""
    row: Row[tuple[int, UUID]] | None = session.execute(
        select(Event.xid, Event.id).where(_SEALED).order_by(Event.xid.desc(), Event.id.desc()).limit(1)
    ).one_or_none()
    return (row[0], row[1]) if row else None


def list_readable(
    session: Session,
    scope: Scope,
    *,
    subject_id: UUID | None,
    subject_kind: str | None,
    cursor: tuple[int, UUID] | None,
    limit: int,
) -> Sequence[Event]:
    """The audit trail that a scope may read, oldest first."""
    query = select(Event).where(visible(scope)).order_by(Event.xid, Event.id).limit(limit)
    if subject_id is not None:
        query = query.where(or_(Event.subject_id == subject_id, Event.ticket_id == subject_id))
    if subject_kind is not None:
        query = query.where(Event.subject_kind == subject_kind)
    if cursor is not None:
        query = query.where(tuple_(Event.xid, Event.id) > tuple_(_xid(cursor[0]), cursor[1]))
    return session.scalars(query).all()


def exists(session: Session, cursor: tuple[int, UUID]) -> bool:
    """Whether a cursor points to an event that is (still) there."""
    found = session.scalar(select(Event.id).where(and_(Event.id == cursor[1], Event.xid == _xid(cursor[0]))))
    return found is not None


def _xid(value: int) -> ColumnElement[int]:
    return cast(literal(str(value)), Xid8())
