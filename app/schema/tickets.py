"""Tickets: one report of trouble, or one service request, at a place."""

from datetime import datetime
from uuid import UUID

from geoalchemy2 import Geometry
from sqlalchemy import CheckConstraint, Computed, ForeignKey, Index, TextClause, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.schema.base import SRID, Base, Key, multipolygon, one_of, point
from compliance.lifecycles import TICKET

OPEN_STATES = ("new", "deferred", "assigned", "in_progress", "restored")
"""States in which a ticket is judged again when zones or orders change."""

_OPEN = text(one_of("state", OPEN_STATES))


def _open_with(column: str) -> TextClause:
    return text(f"{one_of('state', OPEN_STATES)} AND {column} IS NOT NULL")


class Ticket(Base):
    """A report, where it is, how sure the place is, and how urgent."""

    __tablename__ = "tickets"

    id: Mapped[Key]
    number: Mapped[str] = mapped_column(unique=True)
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"))
    work_type: Mapped[str]
    state: Mapped[str] = mapped_column(default="new")
    place: Mapped[str] = mapped_column(point(index=False))
    accuracy_m: Mapped[float] = mapped_column(default=0.0)
    """Radius in metres within which the true place lies; 0 means exact."""
    reach: Mapped[str] = mapped_column(
        Geometry("GEOMETRY", srid=SRID, spatial_index=False), Computed("reach_of(place, accuracy_m)", persisted=True)
    )
    """Box around the circle of ``accuracy_m`` metres; what the spatial index holds."""
    affected_area: Mapped[str | None] = mapped_column(multipolygon(index=False))
    address: Mapped[str] = mapped_column(default="")
    description: Mapped[str] = mapped_column(default="")
    hazards: Mapped[list[str]] = mapped_column(default=list)
    site_kind: Mapped[str | None]
    asset_kind: Mapped[str | None]
    customers_affected: Mapped[int] = mapped_column(default=0)
    priority_class: Mapped[int]
    reporter_name: Mapped[str | None]
    reporter_phone: Mapped[str | None]
    meter_no: Mapped[str | None]
    pole_no: Mapped[str | None]
    feeder: Mapped[str | None]
    transformer: Mapped[str | None]
    required_skills: Mapped[list[str]] = mapped_column(default=list)
    service_minutes: Mapped[int] = mapped_column(default=60)
    crews_needed: Mapped[int] = mapped_column(default=1)
    deferred_by: Mapped[UUID | None] = mapped_column(ForeignKey("isolation_orders.id"))
    reported_at: Mapped[datetime]
    created_at: Mapped[datetime]
    created_by: Mapped[UUID | None]
    restored_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    source: Mapped[str | None]
    external_id: Mapped[str | None]
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        CheckConstraint(one_of("state", tuple(sorted(TICKET.states))), name="state"),
        CheckConstraint("crews_needed BETWEEN 1 AND 20", name="crews_needed"),
        CheckConstraint("accuracy_m >= 0 AND accuracy_m <= 20000", name="accuracy"),
        CheckConstraint("priority_class BETWEEN 0 AND 5", name="priority_class"),
        UniqueConstraint("source", "external_id"),
        Index("ix_tickets_open_reach", "reach", postgresql_using="gist", postgresql_where=_OPEN),
        Index("ix_tickets_open_unit", "unit_id", "priority_class", "reported_at", postgresql_where=_OPEN),
        Index("ix_tickets_open_feeder", "feeder", postgresql_where=_open_with("feeder")),
        Index("ix_tickets_open_transformer", "transformer", postgresql_where=_open_with("transformer")),
        Index("ix_tickets_unit_reported", "unit_id", "reported_at"),
        Index("ix_tickets_deferred", "deferred_by", postgresql_where=text("deferred_by IS NOT NULL")),
    )
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class TicketZone(Base):
    """How one ticket lies to one published zone version; no row means outside."""

    __tablename__ = "ticket_zones"

    ticket_id: Mapped[UUID] = mapped_column(ForeignKey("tickets.id"), primary_key=True)
    zone_version_id: Mapped[UUID] = mapped_column(ForeignKey("zone_versions.id"), primary_key=True)
    zone_id: Mapped[UUID]
    verdict: Mapped[str]
    """inside or possibly by geometry; outside only where a person settled it so."""
    settled_by: Mapped[UUID | None]
    settled_at: Mapped[datetime | None]
    settled_reason: Mapped[str | None]
    judged_at: Mapped[datetime]

    __table_args__ = (
        CheckConstraint(one_of("verdict", ("inside", "possibly", "outside")), name="verdict"),
        Index("ix_ticket_zones_version", "zone_version_id"),
        Index("ix_ticket_zones_zone", "zone_id"),
    )
