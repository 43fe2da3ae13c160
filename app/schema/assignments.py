"""Assignments: one crew's order to work one ticket. The booking rules of the house live here, in the database."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.dialects.postgresql import TSTZRANGE, ExcludeConstraint, Range
from sqlalchemy.orm import Mapped, mapped_column

from app.schema.base import Base, Key, one_of
from compliance.lifecycles import ACTIVE_ASSIGNMENT, ASSIGNMENT, STARTED_ASSIGNMENT

_ACTIVE = text(one_of("state", tuple(sorted(ACTIVE_ASSIGNMENT))))
_STARTED = text(one_of("state", tuple(sorted(STARTED_ASSIGNMENT))))


class Assignment(Base):
    """Who works which ticket, when, by which method, and how far they are.

    The database itself refuses a second active assignment in a ticket's slot, a second started one of a crew or
    vehicle, and planned times that overlap.
    """

    __tablename__ = "assignments"

    id: Mapped[Key]
    number: Mapped[str] = mapped_column(unique=True)
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"), index=True)
    ticket_id: Mapped[UUID] = mapped_column(ForeignKey("tickets.id"), index=True)
    slot: Mapped[int] = mapped_column(default=1)
    crew_id: Mapped[UUID] = mapped_column(ForeignKey("crews.id"), index=True)
    vehicle_id: Mapped[UUID | None] = mapped_column(ForeignKey("vehicles.id"))
    state: Mapped[str] = mapped_column(default="assigned")
    planned: Mapped[Range[datetime]] = mapped_column(TSTZRANGE)
    """From departure to the planned end of work and exit."""
    planned_entry_at: Mapped[datetime]
    """When the crew is planned to stand at the place; zones are judged at this moment."""
    work_method: Mapped[str | None]
    method_reason: Mapped[str | None]
    method_by: Mapped[UUID | None]
    procedure_ref: Mapped[str | None]
    voltage: Mapped[str] = mapped_column(default="lv")
    weather: Mapped[str | None]
    """What the chooser of the method saw at the place, where they said so: it can make things worse, never milder."""
    briefed_weather: Mapped[str | None]
    """The weather for which crew and dispatcher were last told to brief; another one voids the briefing."""
    doffing_point: Mapped[str | None]
    briefing_void_at: Mapped[datetime | None]
    """Signatures older than this no longer count: zone, crew, weather or method changed."""
    hse_approved_by: Mapped[UUID | None]
    hse_approved_at: Mapped[datetime | None]
    hse_note: Mapped[str | None]
    work_permit_ref: Mapped[str | None]
    """Not used any more: the number stands on the electrical document. Here for the release before, which reads it."""
    override_by: Mapped[UUID | None]
    override_second: Mapped[UUID | None]
    override_reason: Mapped[str | None]
    override_at: Mapped[datetime | None]
    override_until: Mapped[datetime | None]
    waste_receipt: Mapped[str | None]
    notice: Mapped[str | None]
    """A reason code that the crew must see now, such as a zone that appeared around them."""
    end_reason: Mapped[str | None]
    end_code: Mapped[str | None]
    """Why it was declined, as a code of the list, or `handed_over`; null where words alone were given."""
    created_at: Mapped[datetime]
    created_by: Mapped[UUID | None]
    accepted_at: Mapped[datetime | None]
    en_route_at: Mapped[datetime | None]
    entered_at: Mapped[datetime | None]
    working_at: Mapped[datetime | None]
    restored_at: Mapped[datetime | None]
    exited_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        CheckConstraint(one_of("state", tuple(sorted(ASSIGNMENT.states))), name="state"),
        CheckConstraint("slot >= 1", name="slot"),
        CheckConstraint("work_method IS NULL OR work_method IN ('live_line', 'dead_line')", name="work_method"),
        Index("uq_assignments_slot", "ticket_id", "slot", unique=True, postgresql_where=_ACTIVE),
        Index("uq_assignments_crew_started", "crew_id", unique=True, postgresql_where=_STARTED),
        Index("uq_assignments_vehicle_started", "vehicle_id", unique=True, postgresql_where=_STARTED),
        Index(
            "ix_assignments_vehicle_span",
            "vehicle_id",
            text("ride_span(en_route_at, planned, state, closed_at, exited_at, restored_at)"),
            postgresql_using="gist",
            postgresql_where=text("vehicle_id IS NOT NULL AND en_route_at IS NOT NULL"),
        ),
        ExcludeConstraint(
            ("crew_id", "="),
            ("planned", "&&"),
            name="ex_assignments_crew_planned",
            using="gist",
            where=_ACTIVE,
            deferrable=True,
            initially="IMMEDIATE",
        ),
        ExcludeConstraint(
            ("vehicle_id", "="),
            ("planned", "&&"),
            name="ex_assignments_vehicle_planned",
            using="gist",
            where=_ACTIVE,
            deferrable=True,
            initially="IMMEDIATE",
        ),
    )
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class AssignmentMember(Base):
    """One person's part in an assignment: a person cannot be in two places either."""

    __tablename__ = "assignment_members"

    assignment_id: Mapped[UUID] = mapped_column(ForeignKey("assignments.id"), primary_key=True)
    member_id: Mapped[UUID] = mapped_column(ForeignKey("crew_members.id"), primary_key=True)
    role: Mapped[str]
    extra_roles: Mapped[list[str]] = mapped_column(default=list, server_default=text("'{}'"))
    planned: Mapped[Range[datetime]] = mapped_column(TSTZRANGE)
    active: Mapped[bool] = mapped_column(default=True)
    started: Mapped[bool] = mapped_column(default=False)
    ppe_issued_at: Mapped[datetime | None]
    ppe_checked_at: Mapped[datetime | None]
    ppe_checked_by: Mapped[UUID | None]

    __table_args__ = (
        Index("ix_assignment_members_member", "member_id"),
        Index("uq_assignment_members_started", "member_id", unique=True, postgresql_where=text("active AND started")),
        ExcludeConstraint(
            ("member_id", "="),
            ("planned", "&&"),
            name="ex_assignment_members_planned",
            using="gist",
            where=text("active"),
            deferrable=True,
            initially="IMMEDIATE",
        ),
    )


class AssignmentZone(Base):
    """Which zone version an assignment was last judged against, at its planned entry."""

    __tablename__ = "assignment_zones"

    assignment_id: Mapped[UUID] = mapped_column(ForeignKey("assignments.id"), primary_key=True)
    zone_id: Mapped[UUID] = mapped_column(ForeignKey("zones.id"), primary_key=True)
    zone_version_id: Mapped[UUID] = mapped_column(ForeignKey("zone_versions.id"))
    verdict: Mapped[str]
    judged_at: Mapped[datetime]

    __table_args__ = (
        Index("ix_assignment_zones_version", "zone_version_id"),
        Index("ix_assignment_zones_zone", "zone_id"),
    )
