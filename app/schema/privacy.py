"""Privacy: what is held beyond its time, what people ask of their data, and who looked at health data."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, text
from sqlalchemy.orm import Mapped, mapped_column

from app.schema.base import Base, Key, one_of
from compliance.retention import HOLD_KINDS, PERSON_KINDS, REFUSALS, REQUEST_KINDS


class PrivacyHold(Base):
    """What is kept although its time is over: all of one worker, one ticket with its jobs, or one zone."""

    __tablename__ = "privacy_holds"

    id: Mapped[Key]
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"), index=True)
    """Whose hold it is; what it names may be held by several units."""
    kind: Mapped[str]
    subject_id: Mapped[UUID] = mapped_column(index=True)
    """A record of the worker, the ticket, or the zone."""
    reason: Mapped[str]
    placed_at: Mapped[datetime]
    placed_by: Mapped[UUID | None]
    until: Mapped[datetime | None]
    lifted_at: Mapped[datetime | None]
    lifted_by: Mapped[UUID | None]

    __table_args__ = (
        CheckConstraint(one_of("kind", HOLD_KINDS), name="kind"),
        CheckConstraint("until > placed_at", name="period"),
    )


class PrivacyRequest(Base):
    """What somebody asks of the data that is held about them, and what became of it."""

    __tablename__ = "privacy_requests"

    id: Mapped[Key]
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"))
    kind: Mapped[str]
    person_kind: Mapped[str]
    member_id: Mapped[UUID | None] = mapped_column(ForeignKey("crew_members.id"))
    user_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    sealed_phone: Mapped[bytes | None] = mapped_column(LargeBinary)
    """Of a customer; gone once everything else is erased."""
    state: Mapped[str] = mapped_column(default="open")
    received_at: Mapped[datetime]
    received_by: Mapped[UUID | None]
    due_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[UUID | None]
    refusal: Mapped[str | None]
    """The ground, where it was refused."""
    answer: Mapped[list[Any] | None]
    """What was given, erased and kept, by codes and counts; nobody is named."""
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        CheckConstraint(one_of("kind", REQUEST_KINDS), name="kind"),
        CheckConstraint(one_of("person_kind", PERSON_KINDS), name="person_kind"),
        CheckConstraint(one_of("state", ("open", "answered", "refused")), name="state"),
        CheckConstraint(f"refusal IS NULL OR {one_of('refusal', REFUSALS)}", name="refusal"),
        CheckConstraint("(state = 'open') = (answered_at IS NULL)", name="answered"),
        CheckConstraint("(state = 'refused') = (refusal IS NOT NULL)", name="refused"),
        Index("ix_privacy_requests_unit_id", "unit_id", "id"),
        Index("ix_privacy_requests_due", "due_at", postgresql_where=text("state = 'open'")),
    )
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class HealthRead(Base):
    """That somebody looked at health data of one worker. Append-only; the event of the look is in the trail too."""

    __tablename__ = "health_reads"

    id: Mapped[Key]
    event_id: Mapped[UUID] = mapped_column(ForeignKey("events.id"))
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"))
    member_id: Mapped[UUID] = mapped_column(ForeignKey("crew_members.id"))
    what: Mapped[str]
    """The verb of the event."""
    why: Mapped[str]
    read_at: Mapped[datetime]
    read_by: Mapped[UUID | None]
    reader: Mapped[str]

    __table_args__ = (
        Index("ix_health_reads_member_id", "member_id", "id"),
        Index("ix_health_reads_unit_id", "unit_id", "id"),
        Index("ix_health_reads_read_at", "read_at"),
    )
