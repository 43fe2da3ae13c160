"""Entry permits: the authority's answer to who, which vehicle, where, when, on which conditions."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.schema.base import Base, Key, one_of
from compliance.lifecycles import PERMIT

CHANNELS = ("screen", "phone", "letter", "rule")
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
    supplements_id: Mapped[UUID | None] = mapped_column(ForeignKey("entry_permits.id"), index=True)
    """The permit beside which this one was asked for, for those who came into the crew later."""
    state: Mapped[str] = mapped_column(default="requested")
    requested_from: Mapped[datetime]
    requested_until: Mapped[datetime]
    valid_from: Mapped[datetime | None]
    valid_until: Mapped[datetime | None]
    gate: Mapped[str | None]
    """Name of the control point at which the crew shall enter."""
    conditions: Mapped[list[str]] = mapped_column(default=list)
    """To be met before anybody enters."""
    exit_conditions: Mapped[list[str]] = mapped_column(default=list)
    """To be met before the crew is out."""
    conditions_no: Mapped[int] = mapped_column(default=0)
    """Counts the versions of the conditions; each has checklists of its own."""
    reason: Mapped[str] = mapped_column(default="")
    requested_at: Mapped[datetime | None]
    requested_by: Mapped[UUID | None]
    respond_by: Mapped[datetime | None]
    reminded_at: Mapped[datetime | None]
    unanswered_at: Mapped[datetime | None]
    """When the last authority that could be asked let its time pass."""
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
            postgresql_where=text(f"{one_of('state', LIVE_STATES)} AND supplements_id IS NULL"),
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


class PermitAsk(Base):
    """One authority that was asked: the zone's own first, then those above it, one by one."""

    __tablename__ = "permit_asks"

    permit_id: Mapped[UUID] = mapped_column(ForeignKey("entry_permits.id"), primary_key=True)
    authority_id: Mapped[UUID] = mapped_column(ForeignKey("authorities.id"), primary_key=True)
    rung: Mapped[int]
    """0 is the zone's own authority."""
    asked_at: Mapped[datetime]
    remind_at: Mapped[datetime]
    respond_by: Mapped[datetime]
    reminded_at: Mapped[datetime | None]
    passed_at: Mapped[datetime | None]
    """When it was noted that its time had passed."""

    __table_args__ = (Index("ix_permit_asks_due", "remind_at", postgresql_where=text("passed_at IS NULL")),)


class PermitStep(Base):
    """One step of a permit: append-only, one for each of its events. What names people stands in the event's detail."""

    __tablename__ = "permit_steps"

    event_id: Mapped[UUID] = mapped_column(ForeignKey("events.id"), primary_key=True)
    permit_id: Mapped[UUID] = mapped_column(ForeignKey("entry_permits.id"))
    step: Mapped[str]
    """The event's verb without ``permit.``."""
    state_from: Mapped[str | None]
    state_to: Mapped[str | None]
    at: Mapped[datetime]
    actor_id: Mapped[UUID | None]
    channel: Mapped[str]
    """screen; phone or letter where a desk noted it; rule where it followed from something else."""
    authority_id: Mapped[UUID | None] = mapped_column(ForeignKey("authorities.id"))
    """Whose step it is, or who was asked."""
    letter_number: Mapped[str | None]
    letter_date: Mapped[date | None]
    file_reference: Mapped[str | None]

    __table_args__ = (
        CheckConstraint(one_of("channel", CHANNELS), name="channel"),
        Index("ix_permit_steps_permit", "permit_id", "event_id"),
    )
