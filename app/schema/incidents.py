"""Incidents: tickets with one cause, who belongs to which when, and every step that arranged them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.schema.base import Base, Key, one_of, point
from compliance.lifecycles import INCIDENT

CAUSES = ("transformer", "feeder", "area", "manual")
"""Why tickets belong together: an element that they share, a crowd in space and time, or a person's word."""
BY = ("rule", "person")

_CURRENT = text("left_at IS NULL")
_MACHINES_OWN = text("state = 'open' AND NOT settled AND element IS NOT NULL")


class Incident(Base):
    """One cause, with what is known of it. All but its name and cause follows from its tickets."""

    __tablename__ = "incidents"

    id: Mapped[Key]
    number: Mapped[str] = mapped_column(unique=True)
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"))
    name: Mapped[str] = mapped_column(default="")
    state: Mapped[str] = mapped_column(default=INCIDENT.initial)
    cause: Mapped[str]
    element: Mapped[str | None]
    """Name of the transformer or feeder that is the likely cause."""
    settled: Mapped[bool] = mapped_column(default=False)
    """A person arranged it: the machine lets tickets join, but never unites it with another."""
    centre: Mapped[str] = mapped_column(point(index=False))
    radius_m: Mapped[float] = mapped_column(default=0.0)
    """From the centre to the place farthest away, metres."""
    evidence: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """``geo.reports.Evidence`` by its fields."""
    customers: Mapped[int] = mapped_column(default=0)
    """Customers affected, those of one transformer counted once."""
    merged_into: Mapped[UUID | None] = mapped_column(ForeignKey("incidents.id"))
    opened_at: Mapped[datetime]
    """When the first of its tickets was reported."""
    restored_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    created_by: Mapped[UUID | None]
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        CheckConstraint(one_of("state", tuple(sorted(INCIDENT.states))), name="state"),
        CheckConstraint(one_of("cause", CAUSES), name="cause"),
        Index("uq_incidents_open_element", "unit_id", "cause", "element", unique=True, postgresql_where=_MACHINES_OWN),
        Index("ix_incidents_unit_opened", "unit_id", "opened_at", "id"),
    )
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class IncidentOperation(Base):
    """One step that arranged tickets: what it moved, and how the incidents stood before, so that it can be undone."""

    __tablename__ = "incident_operations"

    id: Mapped[Key]
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"))
    kind: Mapped[str]
    """The verb of its event, without ``incident.``."""
    incident_id: Mapped[UUID] = mapped_column(ForeignKey("incidents.id"), index=True)
    """The one it is about; ``moves`` name the others."""
    other_id: Mapped[UUID | None] = mapped_column(ForeignKey("incidents.id"), index=True)
    at: Mapped[datetime]
    actor_id: Mapped[UUID | None]
    actor: Mapped[str]
    moves: Mapped[list[Any]]
    """Of each ticket its id, and the incidents it left and joined: ``{"ticket", "left", "joined"}``."""
    before: Mapped[dict[str, Any]]
    """By incident what persons or rules had decided about it: name, cause, element, settled, merged_into."""
    undone_by: Mapped[UUID | None] = mapped_column(ForeignKey("incident_operations.id"))


class IncidentTicket(Base):
    """A ticket's stay in an incident. Rows are ended, never deleted; at most one of a ticket goes on."""

    __tablename__ = "incident_tickets"

    id: Mapped[Key]
    incident_id: Mapped[UUID] = mapped_column(ForeignKey("incidents.id"), index=True)
    ticket_id: Mapped[UUID] = mapped_column(ForeignKey("tickets.id"), index=True)
    joined_by: Mapped[str]
    rule: Mapped[str | None]
    """The rule by which it joined; None for a person's word."""
    joined_at: Mapped[datetime]
    joined_in: Mapped[UUID] = mapped_column(ForeignKey("incident_operations.id"))
    left_by: Mapped[str | None]
    left_at: Mapped[datetime | None]
    left_in: Mapped[UUID | None] = mapped_column(ForeignKey("incident_operations.id"))

    __table_args__ = (
        CheckConstraint(one_of("joined_by", BY), name="joined_by"),
        CheckConstraint(f"left_by IS NULL OR {one_of('left_by', BY)}", name="left_by"),
        CheckConstraint("(left_at IS NULL) = (left_by IS NULL)", name="left"),
        Index("uq_incident_tickets_current", "ticket_id", unique=True, postgresql_where=_CURRENT),
    )
