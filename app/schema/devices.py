"""Phones and browsers that receive pushes, the pushes, and the actions they sent."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, LargeBinary, SmallInteger, text
from sqlalchemy.orm import Mapped, mapped_column

from app.schema.base import Base, Key, one_of
from compliance.lifecycles import PUSH
from compliance.push_following import Urgency

SERVICES = ("fcm", "webpush")
"""Who carries messages to a phone."""


class Device(Base):
    """One installation of the field app; several per worker are fine."""

    __tablename__ = "devices"

    id: Mapped[Key]
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    platform: Mapped[str]
    name: Mapped[str | None]
    service: Mapped[str] = mapped_column(default="fcm", server_default=text("'fcm'"))
    token: Mapped[str] = mapped_column(unique=True)
    """What FCM knows the phone by, or the address at the browser's push service."""
    p256dh: Mapped[str | None]
    auth: Mapped[str | None]
    """What a browser's messages are encrypted with (RFC 8291), base64url."""
    push_key_id: Mapped[UUID | None] = mapped_column(ForeignKey("push_keys.id"), index=True)
    """Which of our keys the browser expects messages to be signed with."""
    client_id: Mapped[UUID | None]
    """The phone's own name, by which it pushes actions; a new token of the same phone takes the place of the old."""
    registered_at: Mapped[datetime]
    token_at: Mapped[datetime | None]
    """Since when it has this token: it is asked for a new one every month. None counts as since it registered."""
    seen_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]
    disabled_reason: Mapped[str | None]
    lost_at: Mapped[datetime | None]
    """Reported lost: its sessions are over, and it is told to wipe itself when it asks."""
    lost_by: Mapped[UUID | None]

    __table_args__ = (
        Index("uq_devices_client", "user_id", "client_id", unique=True, postgresql_where=text("client_id IS NOT NULL")),
        Index("ix_devices_seen", "seen_at", postgresql_where=text("disabled_at IS NULL")),
        CheckConstraint(one_of("platform", ("web", "android", "ios")), name="platform"),
        CheckConstraint(
            "(service = 'fcm' AND num_nonnulls(p256dh, auth, push_key_id) = 0)"
            " OR (service = 'webpush' AND num_nulls(p256dh, auth, push_key_id) = 0)",
            name="service",
        ),
    )


class PushKey(Base):
    """A P-256 key pair by which browsers' push services know us (VAPID, RFC 8292); the private part is sealed."""

    __tablename__ = "push_keys"

    id: Mapped[Key]
    public_key: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    """The uncompressed point, 65 bytes."""
    sealed_private_key: Mapped[bytes] = mapped_column(LargeBinary)
    made_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    """Given up: nothing is signed with it any more. One that was only followed by a newer one signs on."""

    __table_args__ = (CheckConstraint("length(public_key) = 65", name="public_key"),)


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
    service: Mapped[str | None]
    """Who took it, once somebody has."""
    error: Mapped[str | None]
    urgency: Mapped[str] = mapped_column(default=Urgency.ROUTINE, server_default=text("'routine'"))
    steps_taken: Mapped[int] = mapped_column(SmallInteger, default=0, server_default=text("0"))
    """How many steps of its care are behind it, those that were left out too (``compliance.push_following``)."""
    answer_by: Mapped[datetime | None]
    """When the next step follows unless somebody answers; null once nothing follows any more."""
    repeated_at: Mapped[datetime | None]
    texted_at: Mapped[datetime | None]
    unanswered_at: Mapped[datetime | None]
    """When the dispatcher was told that nobody answers."""

    __table_args__ = (
        CheckConstraint(one_of("state", tuple(sorted(PUSH.states))), name="state"),
        CheckConstraint(one_of("urgency", tuple(Urgency)), name="urgency"),
        Index("ix_pushes_queue", "next_attempt_at", postgresql_where=text("next_attempt_at IS NOT NULL")),
        Index("ix_pushes_answer", "answer_by", postgresql_where=text("answer_by IS NOT NULL")),
        Index(
            "ix_pushes_unanswered",
            "assignment_id",
            postgresql_where=text("unanswered_at IS NOT NULL AND read_at IS NULL"),
        ),
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
    skew_ms: Mapped[int | None] = mapped_column(BigInteger)
    """By how much the phone's clock was ahead when it sent this; None where it did not say what its clock showed."""

    __table_args__ = (
        Index("uq_field_actions_seq", "user_id", "client_id", "client_seq", unique=True),
        Index("ix_field_actions_told", "server_time", postgresql_where=text("answer ->> 'yours' IS NOT NULL")),
    )
