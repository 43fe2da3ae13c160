"""Letters by email and short messages to telephones: an outbox, written with the change that they tell of."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.schema.base import Base, Key, one_of
from compliance.lifecycles import MESSAGE

CHANNELS = ("email", "sms")


class Message(Base):
    """One message to one address. Its words are made when it is sent; here stand what it tells and its facts."""

    __tablename__ = "messages"

    id: Mapped[Key]
    unit_id: Mapped[UUID | None] = mapped_column(ForeignKey("units.id"))
    """Whose desk may see what became of it."""
    authority_id: Mapped[UUID | None] = mapped_column(ForeignKey("authorities.id"))
    channel: Mapped[str]
    recipient: Mapped[str]
    """Address or telephone number: personal, so never in an event or a log."""
    locale: Mapped[str]
    kind: Mapped[str]
    facts: Mapped[dict[str, Any]]
    """What fills the wording; no personal data."""
    subject_kind: Mapped[str]
    subject_id: Mapped[UUID]
    """The thing it tells of; once that is not so any more, what still waits is superseded."""
    once_key: Mapped[str | None] = mapped_column(unique=True)
    """The same thing is told to the same address once."""
    state: Mapped[str] = mapped_column(default="queued")
    attempts: Mapped[int] = mapped_column(default=0)
    next_attempt_at: Mapped[datetime | None]
    queued_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    handed_over_at: Mapped[datetime | None]
    failed_at: Mapped[datetime | None]
    provider_id: Mapped[str | None]
    """What the carrier calls it."""
    error: Mapped[str | None]

    __table_args__ = (
        CheckConstraint(one_of("channel", CHANNELS), name="channel"),
        CheckConstraint(one_of("state", tuple(sorted(MESSAGE.states))), name="state"),
        Index("ix_messages_queue", "next_attempt_at", postgresql_where=text("state = 'queued'")),
        Index("ix_messages_subject", "subject_id", "id"),
    )
