"""HSE's word on electrical methods together with medical or chemical PPE: one row for each time it was given."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.schema.base import Base, Key


class HseCombination(Base):
    """One sign-off, from when to when, and who withdrew it. Signed again it is a new row."""

    __tablename__ = "hse_combinations"

    id: Mapped[Key]
    unit_id: Mapped[UUID | None] = mapped_column(ForeignKey("units.id"), index=True)
    """For this unit and all below it; null for every unit."""
    ppe_profile: Mapped[str]
    method: Mapped[str]
    note: Mapped[str]
    signed_at: Mapped[datetime]
    signed_by: Mapped[UUID | None]
    signed_name: Mapped[str]
    valid_until: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by: Mapped[UUID | None]
    withdrawn_name: Mapped[str | None]
    withdrawn_reason: Mapped[str | None]

    __table_args__ = (
        CheckConstraint("method IN ('live_line', 'dead_line')", name="method"),
        CheckConstraint("valid_until IS NULL OR valid_until > signed_at", name="period"),
        Index("ix_hse_combinations_pair", "ppe_profile", "method", "signed_at"),
    )
