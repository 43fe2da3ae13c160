"""Vehicles looked at when a shift takes them and gives them back, and what was wrong with them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.schema.base import Base, Key, one_of
from compliance.vehicle_checks import MOMENTS


class VehicleCheck(Base):
    """One look at one vehicle; append-only."""

    __tablename__ = "vehicle_checks"

    id: Mapped[Key]
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"))
    vehicle_id: Mapped[UUID] = mapped_column(ForeignKey("vehicles.id"))
    crew_id: Mapped[UUID] = mapped_column(ForeignKey("crews.id"))
    shift_id: Mapped[UUID] = mapped_column(ForeignKey("shifts.id"))
    moment: Mapped[str]
    answers: Mapped[list[Any]]
    """``{"item", "ok", "why"?, "value"?}`` for each item that was asked."""
    odometer_km: Mapped[int | None]
    checked_at: Mapped[datetime]
    member_id: Mapped[UUID] = mapped_column(ForeignKey("crew_members.id"))

    __table_args__ = (
        CheckConstraint(one_of("moment", MOMENTS), name="moment"),
        CheckConstraint("odometer_km >= 0", name="odometer_km"),
        Index("ix_vehicle_checks_shift", "shift_id", "vehicle_id"),
        Index("ix_vehicle_checks_vehicle", "vehicle_id", "checked_at"),
    )


class VehicleDefect(Base):
    """Something wrong with a vehicle until somebody says that it is mended."""

    __tablename__ = "vehicle_defects"

    id: Mapped[Key]
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"))
    vehicle_id: Mapped[UUID] = mapped_column(ForeignKey("vehicles.id"))
    check_id: Mapped[UUID] = mapped_column(ForeignKey("vehicle_checks.id"))
    item_code: Mapped[str]
    why: Mapped[str]
    blocking: Mapped[bool]
    """The vehicle is not driven until it is mended."""
    for_keeper: Mapped[bool]
    """It is the store keeper's to make good."""
    noted_at: Mapped[datetime]
    mended_at: Mapped[datetime | None]
    mended_by: Mapped[UUID | None]
    mended_note: Mapped[str | None]

    __table_args__ = (
        Index(
            "uq_vehicle_defects_open", "vehicle_id", "item_code", unique=True,
            postgresql_where=text("mended_at IS NULL"),
        ),
        Index("ix_vehicle_defects_unit", "unit_id", "id"),
    )  # fmt: skip
