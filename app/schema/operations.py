"""What the service keeps about its own running: heartbeats and answers to repeated requests."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from app.schema.base import Base


class WorkerHeartbeat(Base):
    """When a worker last said that it lives."""

    __tablename__ = "worker_heartbeats"

    name: Mapped[str] = mapped_column(primary_key=True)
    started_at: Mapped[datetime]
    beat_at: Mapped[datetime]


class IdempotencyKey(Base):
    """A creation that was already answered: the same key from the same user gets the same row again."""

    __tablename__ = "idempotency_keys"

    user_id: Mapped[UUID] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    route: Mapped[str]
    body_hash: Mapped[str]
    subject_id: Mapped[UUID]
    created_at: Mapped[datetime]


class ReferenceData(Base):
    """Lists that an administrator edits: work types, levels, PPE and disinfection profiles, skills."""

    __tablename__ = "reference_data"

    kind: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    body: Mapped[dict[str, Any]]
    """At least ``{"vi": ..., "en": ...}``; HSE marks and numbers beside."""
    active: Mapped[bool] = mapped_column(default=True)
