"""Events: the one append-only record of every state change. It is the audit trail and feeds all that follows."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import UserDefinedType

from app.schema.base import Base, Key


class Xid8(UserDefinedType[int]):
    """PostgreSQL's 64-bit transaction id."""

    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        """The type's name in DDL."""
        return "xid8"

    def bind_processor(self, dialect: Any) -> Any:  # noqa: ARG002 - SQLAlchemy's signature
        """Hand xid8 over as text; PostgreSQL has no cast from bigint."""
        return lambda value: None if value is None else str(value)

    def result_processor(self, dialect: Any, coltype: Any) -> Any:  # noqa: ARG002 - SQLAlchemy's signature
        """Read as int."""
        return lambda value: None if value is None else int(value)


class Event(Base):
    """One thing that happened. Inserted by the service, never changed or deleted by it.

    ``xid`` is the transaction that wrote it: readers page by ``(xid, id)`` below the oldest running transaction, so
    that a row that commits late is never skipped.
    """

    __tablename__ = "events"

    id: Mapped[Key]
    xid: Mapped[int] = mapped_column(Xid8(), server_default=text("pg_current_xact_id()"))
    unit_id: Mapped[UUID | None]
    authority_id: Mapped[UUID | None]
    crew_id: Mapped[UUID | None]
    ticket_id: Mapped[UUID | None]
    assignment_id: Mapped[UUID | None]
    subject_kind: Mapped[str]
    subject_id: Mapped[UUID]
    verb: Mapped[str]
    actor_id: Mapped[UUID | None]
    actor: Mapped[str]
    """User name, or ``system`` with the name of the task."""
    device_time: Mapped[datetime | None]
    server_time: Mapped[datetime]
    payload: Mapped[dict[str, Any]] = mapped_column(default=dict)
    erasable_hash: Mapped[str | None]
    """SHA-256 over the erasable part with its salt, which stands in ``event_details`` and may be erased there."""

    __table_args__ = (
        Index("ix_events_xid_id", "xid", "id"),
        Index("ix_events_subject", "subject_id", "xid", "id"),
        Index("ix_events_ticket", "ticket_id", "xid", "id", postgresql_where=text("ticket_id IS NOT NULL")),
    )


class EventDetail(Base):
    """The part of an event that names people, apart so that it can be erased without breaking the chain."""

    __tablename__ = "event_details"

    event_id: Mapped[UUID] = mapped_column(ForeignKey("events.id"), primary_key=True)
    body: Mapped[dict[str, Any]]
    """Salt stands in it as ``_salt``, but for events from before there was any."""
