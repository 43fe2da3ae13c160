"""Entry passes that were issued, and the keys that sign them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from app.schema.base import Base, Key


class PassKey(Base):
    """An Ed25519 key pair; the private part is sealed with this installation's secret."""

    __tablename__ = "pass_keys"

    id: Mapped[Key]
    key_id: Mapped[str] = mapped_column(unique=True)
    """Eight hexadecimal digits, as passes carry them: the beginning of the public key's SHA-256."""
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sealed_private_key: Mapped[bytes] = mapped_column(LargeBinary)
    made_at: Mapped[datetime]
    made_by: Mapped[UUID | None]
    signs_from: Mapped[datetime]
    """A new key is shown before it signs, so that guards who were online in the last day know it."""
    revoked_at: Mapped[datetime | None]
    revoked_by: Mapped[UUID | None]

    __table_args__ = (
        CheckConstraint("length(public_key) = 32", name="public_key"),
        CheckConstraint("key_id ~ '^[0-9a-f]{8}$'", name="key_id"),
    )


class EntryPass(Base):
    """A pass as it was signed. Of each permit at most one is good; the others were revoked."""

    __tablename__ = "entry_passes"

    id: Mapped[Key]
    permit_id: Mapped[UUID] = mapped_column(ForeignKey("entry_permits.id"))
    pass_key_id: Mapped[UUID] = mapped_column(ForeignKey("pass_keys.id"), index=True)
    text: Mapped[str]
    """What the QR code holds; it names people."""
    issued_at: Mapped[datetime]
    valid_until: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    revoked_because: Mapped[str | None]
    """The state that the permit went to, ``changed`` or ``key``."""

    __table_args__ = (
        Index("uq_entry_passes_current", "permit_id", unique=True, postgresql_where=sql("revoked_at IS NULL")),
        Index("ix_entry_passes_permit_id", "permit_id"),
        Index("ix_entry_passes_revoked", "valid_until", postgresql_where=sql("revoked_at IS NOT NULL")),
    )
