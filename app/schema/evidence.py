"""Evidence: which photos and signatures have come; their bytes lie in a store of their own."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.schema.base import Base, one_of
from compliance.evidence import MEDIA_TYPES


class Evidence(Base):
    """One picture by the hash of the bytes that the phone hashed and sent."""

    __tablename__ = "evidence"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    stored_sha256: Mapped[str]
    """Hash of the bytes that are kept: another one where data about the place and the camera was taken out of them."""
    media_type: Mapped[str]
    size_bytes: Mapped[int]
    width: Mapped[int]
    height: Mapped[int]
    received_at: Mapped[datetime]
    received_from: Mapped[UUID]
    thumbnail_sha256: Mapped[str | None]
    """Hash of a small picture of it, in the same store; what came before there were any has none."""

    __table_args__ = (
        CheckConstraint("sha256 ~ '^[0-9a-f]{64}$' AND stored_sha256 ~ '^[0-9a-f]{64}$'", name="hashes"),
        CheckConstraint(one_of("media_type", MEDIA_TYPES), name="media_type"),
    )
