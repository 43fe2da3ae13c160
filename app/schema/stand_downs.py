"""Stand-downs: time in which a worker is not sent, and every change of its end. Append-only, both."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.schema.base import Base, Key, one_of
from compliance.stand_downs import CAUSES


class StandDown(Base):
    """One stand-down, as it was begun; it ends by itself at ``until``, or when the newest change says."""

    __tablename__ = "stand_downs"

    id: Mapped[Key]
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"))
    crew_id: Mapped[UUID] = mapped_column(ForeignKey("crews.id"))
    member_id: Mapped[UUID] = mapped_column(ForeignKey("crew_members.id"))
    cause: Mapped[str]
    hazard_class: Mapped[str | None]
    """Inside zones of this class work goes on; null: no work at all."""
    begins_at: Mapped[datetime]
    until: Mapped[datetime]
    exposure_id: Mapped[UUID | None] = mapped_column(ForeignKey("exposures.id"), index=True)
    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("positive_cases.id"))
    set_by: Mapped[UUID | None]
    """Null: by rule."""

    __table_args__ = (
        CheckConstraint(one_of("cause", CAUSES), name="cause"),
        CheckConstraint("until > begins_at", name="period"),
        Index("ix_stand_downs_member_id", "member_id", "until"),
        Index("ix_stand_downs_unit_id", "unit_id", "begins_at"),
    )


class StandDownChange(Base):
    """A stand-down that ends sooner or later than it was to. Why, is a note."""

    __tablename__ = "stand_down_changes"

    id: Mapped[Key]
    stand_down_id: Mapped[UUID] = mapped_column(ForeignKey("stand_downs.id"))
    number: Mapped[int]
    until: Mapped[datetime]
    changed_by: Mapped[UUID | None]
    """Null: by rule, as a classification took the place of what was proposed."""
    changed_at: Mapped[datetime]

    __table_args__ = (UniqueConstraint("stand_down_id", "number"), CheckConstraint("number >= 1", name="number"))
