"""Who is really on duty: each worker's sign-on to a shift, and the crew's breaks in it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.schema.base import Base, Key


class SignOn(Base):
    """One worker on one shift, from when they signed on until they signed off."""

    __tablename__ = "sign_ons"

    id: Mapped[Key]
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"))
    shift_id: Mapped[UUID] = mapped_column(ForeignKey("shifts.id"))
    crew_id: Mapped[UUID] = mapped_column(ForeignKey("crews.id"))
    member_id: Mapped[UUID] = mapped_column(ForeignKey("crew_members.id"))
    signed_on_at: Mapped[datetime]
    """When it was done, by the phone's clock where that can be."""
    signed_off_at: Mapped[datetime | None]
    on_by: Mapped[UUID | None]
    """Whose phone it was done on: the worker's own, or the crew leader's."""
    off_by: Mapped[UUID | None]

    __table_args__ = (
        UniqueConstraint("shift_id", "member_id"),
        CheckConstraint("signed_off_at >= signed_on_at", name="period"),
        Index("ix_sign_ons_member", "member_id", "signed_on_at"),
        Index("ix_sign_ons_crew", "crew_id", "signed_on_at"),
    )


class ShiftBreak(Base):
    """A break that a crew really took; one at a time."""

    __tablename__ = "shift_breaks"

    id: Mapped[Key]
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"))
    shift_id: Mapped[UUID] = mapped_column(ForeignKey("shifts.id"))
    crew_id: Mapped[UUID] = mapped_column(ForeignKey("crews.id"))
    begun_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    begun_by: Mapped[UUID | None]
    ended_by: Mapped[UUID | None]

    __table_args__ = (
        CheckConstraint("ended_at >= begun_at", name="period"),
        Index("uq_shift_breaks_open", "crew_id", unique=True, postgresql_where=text("ended_at IS NULL")),
        Index("ix_shift_breaks_shift", "shift_id", "begun_at"),
    )
