"""Phones and browsers that receive pushes, the pushes, and the actions they sent."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.schema.base import Base, Key, one_of
from compliance.lifecycles import PUSH


class Device(Base):
    """One installation of the field app; several per worker are fine."""

    __tablename__ = "devices"

    id: Mapped[Key]
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    platform: Mapped[str]
    name: Mapped[str | None]
    token: Mapped[str] = mapped_column(unique=True)
    registered_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]
    disabled_reason: Mapped[str | None]

    __table_args__ = (CheckConstraint(one_of("platform", ("web", "android", "ios")), name="platform"),)


class Push(Base):
    """One message to one person's phones: type, id and sequence only, never personal data."""

    __tablename__ = "pushes"

    id: Mapped[Key]
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"))
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    assignment_id: Mapped[UUID | None] = mapped_column(ForeignKey("assignments.id"), index=True)
    kind: Mapped[str]
    state: Mapped[str] = mapped_column(default="queued")
    ttl_seconds: Mapped[int]
    attempts: Mapped[int] = mapped_column(default=0)
    next_attempt_at: Mapped[datetime | None]
    queued_at: Mapped[datetime]
    handed_over_at: Mapped[datetime | None]
    delivered_at: Mapped[datetime | None]
    read_at: Mapped[datetime | None]
    failed_at: Mapped[datetime | None]
    message_id: Mapped[str | None]
    error: Mapped[str | None]

    __table_args__ = (
        CheckConstraint(one_of("state", tuple(sorted(PUSH.states))), name="state"),
        Index("ix_pushes_queue", "next_attempt_at", postgresql_where=text("state = 'queued'")),
        Index("ix_pushes_user", "user_id", "queued_at"),
    )


class FieldAction(Base):
    """One action from a phone and the answer it got; the same action id gets the same answer for ever."""

    __tablename__ = "field_actions"

    id: Mapped[Key]
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    client_id: Mapped[UUID]
    client_seq: Mapped[int]
    kind: Mapped[str]
    entity_id: Mapped[UUID]
    body_hash: Mapped[str]
    answer: Mapped[dict[str, Any]]
    device_time: Mapped[datetime]
    server_time: Mapped[datetime]

    __table_args__ = (Index("uq_field_actions_seq", "user_id", "client_id", "client_seq", unique=True),)
