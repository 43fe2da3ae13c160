"""While tests run nobody writes an event that has no name: whatever a test does, the catalogue knows its verb."""

from typing import Any

from sqlalchemy import Insert, event
from sqlalchemy.orm import Mapper, ORMExecuteState, Session

from app.schema.events import Event
from compliance.wording.events import EVENT_NAMES


def watch() -> None:
    """Look at every event that is written through a session, one by one or many in a statement."""
    event.listen(Event, "before_insert", _one)
    event.listen(Session, "do_orm_execute", _many)


def _one(_mapper: Mapper[Any], _connection: object, row: Event) -> None:
    _check(row.verb, row.actor)


def _many(asked: ORMExecuteState) -> None:
    statement = asked.statement
    if isinstance(statement, Insert) and statement.table is Event.__table__:
        rows = asked.parameters if isinstance(asked.parameters, list | tuple) else [asked.parameters or {}]
        for row in rows:
            _check(row.get("verb"), row.get("actor"))


def _check(verb: str | None, actor: str | None) -> None:
    if verb is None or verb.startswith("test.") or actor in ("system:test", "system:race"):
        return  # a test's own
    if verb not in EVENT_NAMES:
        raise AssertionError(f"event {verb!r} has no name: give it one in compliance/wording/events.py")
