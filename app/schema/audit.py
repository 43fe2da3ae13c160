"""What proves the audit trail: seals in chains, signed checkpoints, and what was lawfully erased. All append-only."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, LargeBinary, text
from sqlalchemy.orm import Mapped, mapped_column

from app.schema.base import Base
from app.schema.events import Xid8


class AuditSeal(Base):
    """One link: the event at one position of one chain, and the hash of all up to it.

    It names no foreign key: checking one would lock the event's row, and so write to the pages of a table that nothing
    may change. An event that is gone is found by ``cordon audit verify``.
    """

    __tablename__ = "audit_seals"

    chain_id: Mapped[UUID] = mapped_column(primary_key=True)
    """The unit of the events, else their authority, else the nil UUID for the system."""
    position: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    """1, 2, 3, ... without gaps."""
    seq: Mapped[int] = mapped_column(BigInteger, unique=True)
    """Grows by one over all chains: two sealers can never both go on from the same event."""
    event_id: Mapped[UUID] = mapped_column(unique=True)
    xid: Mapped[int] = mapped_column(Xid8())
    """Of the event: with its id it is where sealing goes on."""
    hash: Mapped[bytes] = mapped_column(LargeBinary)

    __table_args__ = (
        CheckConstraint("position >= 1", name="position"),
        CheckConstraint("octet_length(hash) = 32", name="hash"),
    )


class AuditCheckpoint(Base):
    """A signed statement of how far the chains were, kept here only until it has been written elsewhere."""

    __tablename__ = "audit_checkpoints"

    number: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    made_at: Mapped[datetime]
    line: Mapped[str]
    """The statement as it is written to file, store and syslog."""


class AuditTarget(Base):
    """How far one place outside the database has got with the checkpoints."""

    __tablename__ = "audit_targets"

    name: Mapped[str] = mapped_column(primary_key=True)
    delivered: Mapped[int] = mapped_column(BigInteger, server_default=text("0"))
    """Number of the last checkpoint that stands there."""
    tried_at: Mapped[datetime]
    fails: Mapped[int] = mapped_column(server_default=text("0"))
    """Tries in a row that failed."""
    failing_since: Mapped[datetime | None]
    error: Mapped[str | None]


class EventErasure(Base):
    """That the erasable part of an event was erased, by which recorded act."""

    __tablename__ = "event_erasures"

    event_id: Mapped[UUID] = mapped_column(primary_key=True)
    erased_at: Mapped[datetime]
    record_id: Mapped[UUID]
    """The event that says who erased it and why."""
