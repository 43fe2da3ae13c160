"""Entry permits: the authority's answer to who, which vehicle, where, when, on which conditions."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.schema.base import Base, Key, one_of
from compliance.lifecycles import PERMIT

LIVE_STATES = ("draft", "requested", "acknowledged", "approved")


class EntryPermit(Base):
    """One request to one authority for one zone, and its answer."""

    __tablename__ = "entry_permits"

    id: Mapped[Key]
    number: Mapped[str] = mapped_column(unique=True)
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"), index=True)
    assignment_id: Mapped[UUID] = mapped_column(ForeignKey("assignments.id"), index=True)
    ticket_id: Mapped[UUID] = mapped_column(ForeignKey("tickets.id"), index=True)
    zone_id: Mapped[UUID] = mapped_column(ForeignKey("zones.id"), index=True)
    zone_version_id: Mapped[UUID] = mapped_column(ForeignKey("zone_versions.id"))
    authority_id: Mapped[UUID] = mapped_column(ForeignKey("authorities.id"))
    state: Mapped[str] = mapped_column(default="requested")
    requested_from: Mapped[datetime]
    requested_until: Mapped[datetime]
    valid_from: Mapped[datetime | None]
    valid_until: Mapped[datetime | None]
    gate: Mapped[str | None]
    """Name of the control point at which the crew shall enter."""
    conditions: Mapped[list[str]] = mapped_column(default=list)
    reason: Mapped[str] = mapped_column(default="")
    requested_at: Mapped[datetime | None]
    requested_by: Mapped[UUID | None]
    respond_by: Mapped[datetime | None]
    reminded_at: Mapped[datetime | None]
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[UUID | None]
    decision_reason: Mapped[str | None]
    channel: Mapped[str | None]
    channel_note: Mapped[str | None]
    used_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        CheckConstraint(one_of("state", tuple(sorted(PERMIT.states))), name="state"),
        CheckConstraint("requested_until > requested_from", name="requested_window"),
        CheckConstraint("valid_until IS NULL OR valid_until > valid_from", name="valid_window"),
        CheckConstraint("channel IS NULL OR channel IN ('screen', 'phone', 'letter')", name="channel"),
        Index(
            "uq_entry_permits_live",
            "assignment_id",
            "zone_id",
            unique=True,
            postgresql_where=text(one_of("state", LIVE_STATES)),
        ),
        Index("ix_entry_permits_authority_state", "authority_id", "state"),
        Index("ix_entry_permits_expiry", "valid_until", postgresql_where=text("state = 'approved'")),
        Index(
            "ix_entry_permits_respond_by", "respond_by", postgresql_where=text("state IN ('requested', 'acknowledged')")
        ),
    )
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class PermitPerson(Base):
    """A person named on a permit; a swap voids this line only."""

    __tablename__ = "permit_people"

    permit_id: Mapped[UUID] = mapped_column(ForeignKey("entry_permits.id"), primary_key=True)
    member_id: Mapped[UUID] = mapped_column(ForeignKey("crew_members.id"), primary_key=True)
    void_at: Mapped[datetime | None]


class PermitVehicle(Base):
    """A vehicle named on a permit."""

    __tablename__ = "permit_vehicles"

    permit_id: Mapped[UUID] = mapped_column(ForeignKey("entry_permits.id"), primary_key=True)
    vehicle_id: Mapped[UUID] = mapped_column(ForeignKey("vehicles.id"), primary_key=True)
    void_at: Mapped[datetime | None]
