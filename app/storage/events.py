"""Events: written with the change, read in commit order."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Text, and_, bindparam, cast, insert, literal, or_, select, text, tuple_
from sqlalchemy.orm import Session

from app.access import Scope
from app.schema.events import Event, Xid8

_SEALED = text("events.xid < pg_snapshot_xmin(pg_current_snapshot())")
_PUT = insert(Event.metadata.tables["events"])


FOR_STAFF = frozenset({"zone", "isolation_order"})
"""Whoever works for a unit hears of these, whoever publishes them; not of what one unit is told, or of one job."""
DRAFTS = frozenset({"zone.drafted", "zone.discarded"})
"""What an authority prepares is its own until it is published."""
KEPT = DRAFTS | {"zone.headcount"}
"""What is told of a zone to its authority, and apart to each unit that has people inside; nobody else hears of it."""
PRIVATE = frozenset({"user"})
"""Sign-ins and accounts: for the audit only."""


def visible(scope: Scope) -> ColumnElement[bool]:
    """What a scope may read of: its units, its authorities, its own crew, and the restrictions that all must know."""
    staff = FOR_STAFF if scope.unit_ids or scope.crew_ids else ()
    at_large = and_(Event.unit_id.is_(None), Event.assignment_id.is_(None), Event.verb.not_in(KEPT))
    return or_(
        Event.unit_id.in_(scope.unit_ids),
        Event.authority_id.in_(scope.authority_ids),
        Event.crew_id.in_(scope.crew_ids),
        and_(Event.subject_kind.in_(staff), at_large),
    )


def hears(scope: Scope, event: Event) -> bool:
    """Whether a live listener with this scope is told: ``visible`` for one event at hand, less what is private."""
    if event.subject_kind in PRIVATE:
        return False
    at_large = event.unit_id is None and event.assignment_id is None and event.verb not in KEPT
    return (
        event.unit_id in scope.unit_ids
        or event.authority_id in scope.authority_ids
        or event.crew_id in scope.crew_ids
        or (event.subject_kind in FOR_STAFF and at_large and bool(scope.unit_ids or scope.crew_ids))
    )


def put_all(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Write events, given by their columns, in one statement."""
    session.execute(_PUT, rows)


def list_after(session: Session, cursor: tuple[int, UUID] | None, limit: int) -> Sequence[Event]:
    """Events that follow the cursor in commit order, whoever may see them.

    Only rows of transactions older than every running one are handed out, so a row that commits late is never skipped.
    """
    query = select(Event).where(_SEALED).order_by(Event.xid, Event.id).limit(limit)
    if cursor is not None:
        query = query.where(tuple_(Event.xid, Event.id) > tuple_(_xid(cursor[0]), cursor[1]))
    return session.scalars(query).all()


_NEWEST = select(Event.xid, Event.id).where(_SEALED).order_by(Event.xid.desc(), Event.id.desc()).limit(1)


def latest_cursor(session: Session) -> tuple[int, UUID] | None:
    """Cursor of the newest event that may be handed out, or None when there is none."""
    row = session.execute(_NEWEST).one_or_none()
    return (row[0], row[1]) if row else None


def list_readable(
    session: Session,
    audit: Scope,
    history: Scope,
    *,
    subject_id: UUID | None,
    subject_kind: str | None,
    cursor: tuple[int, UUID] | None,
    limit: int,
) -> Sequence[Event]:
    """The trail that somebody may read, oldest first: all within ``audit``, all but the private within ``history``."""
    readable = or_(visible(audit), and_(visible(history), Event.subject_kind.not_in(PRIVATE)))
    query = select(Event).where(readable).order_by(Event.xid, Event.id).limit(limit)
    if subject_id is not None:
        query = query.where(or_(Event.subject_id == subject_id, Event.ticket_id == subject_id))
    if subject_kind is not None:
        query = query.where(Event.subject_kind == subject_kind)
    if cursor is not None:
        query = query.where(tuple_(Event.xid, Event.id) > tuple_(_xid(cursor[0]), cursor[1]))
    return session.scalars(query).all()


_AT = select(Event.id).where(Event.id == bindparam("id"), Event.xid == cast(bindparam("xid", type_=Text()), Xid8()))


def exists(session: Session, cursor: tuple[int, UUID]) -> bool:
    """Whether a cursor points to an event that is (still) there."""
    return session.scalar(_AT, {"xid": str(cursor[0]), "id": cursor[1]}) is not None


def _xid(value: int) -> ColumnElement[int]:
    return cast(literal(str(value)), Xid8())
