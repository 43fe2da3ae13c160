"""Exposure: one worker's stay in a zone. Append-only; a correction is a new row that names the old one.

What belongs to a stay stands in ``app.schema.exposure_records``. The view ``stays`` joins both: one row a stay, as the
newest correction says it.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.schema.base import Base, Key

_SPAN = "stay_span(entered_at, entered_device_at, left_at, left_device_at)"
"""The widest that a stay may have been, by the server's clock and the phone's: a trace may name one too many."""


class Exposure(Base):
    """One stay: opened when the gate is passed, closed when the worker is out and disinfected."""

    __tablename__ = "exposures"

    id: Mapped[Key]
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"))
    assignment_id: Mapped[UUID] = mapped_column(ForeignKey("assignments.id"), index=True)
    member_id: Mapped[UUID] = mapped_column(ForeignKey("crew_members.id"), index=True)
    zone_id: Mapped[UUID] = mapped_column(ForeignKey("zones.id"))
    zone_version_id: Mapped[UUID] = mapped_column(ForeignKey("zone_versions.id"))
    hazard_class: Mapped[str]
    authority_id: Mapped[UUID] = mapped_column(ForeignKey("authorities.id"))
    crew_id: Mapped[UUID] = mapped_column(ForeignKey("crews.id"))
    vehicle_id: Mapped[UUID | None] = mapped_column(ForeignKey("vehicles.id"))
    role: Mapped[str | None]
    """The part that the person had in the assignment."""
    ppe_profile: Mapped[str | None]
    entered_at: Mapped[datetime]
    entered_device_at: Mapped[datetime | None]
    left_at: Mapped[datetime | None]
    left_device_at: Mapped[datetime | None]

    __table_args__ = (
        Index(
            "uq_exposures_open",
            "assignment_id",
            "member_id",
            "zone_id",
            unique=True,
            postgresql_where=text("left_at IS NULL"),
        ),
        Index("ix_exposures_inside", "zone_id", postgresql_where=text("left_at IS NULL")),
        Index("ix_exposures_unit_id", "unit_id", "entered_at"),
        Index("ix_exposures_entered_at", "entered_at", "id"),
        Index("ix_exposures_zone_span", "zone_id", text(_SPAN), postgresql_using="gist"),
        Index("ix_exposures_member_span", "member_id", text(_SPAN), postgresql_using="gist"),
        Index(
            "ix_exposures_vehicle_span", "vehicle_id", text(_SPAN), postgresql_using="gist",
            postgresql_where=text("vehicle_id IS NOT NULL"),
        ),
    )  # fmt: skip
