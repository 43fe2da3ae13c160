"""Plans: proposed sets of assignments, kept with what they were made from; and the mode that proposes by itself."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Uuid, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from app.schema.base import Base, Key, one_of

PLAN_KINDS = ("asked", "continuous", "emergency", "undo")
PLAN_STATES = ("proposed", "committed", "partly_committed", "superseded", "discarded", "undone")
LINE_KINDS = ("kept", "new", "moved", "reordered", "retimed", "dropped")
LINE_STATES = ("open", "committed", "refused", "stale")


class Plan(Base):
    """One proposal for one unit's board. What it says is never edited; only what became of it is."""

    __tablename__ = "plans"

    id: Mapped[Key]
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"))
    kind: Mapped[str]
    state: Mapped[str] = mapped_column(default="proposed")
    made_at: Mapped[datetime]
    made_by: Mapped[UUID | None]
    made_by_name: Mapped[str]
    """User name, or ``system`` with the name of the task."""
    fingerprint: Mapped[str]
    """Digest of the board that it was made from: the same board has the same one."""
    settings: Mapped[dict[str, Any]]
    """Weights, seconds or rounds, seed."""
    value: Mapped[dict[str, Any]]
    """By its parts, weighted hours: ``{"plan": {...}, "today": {...}}``."""
    compared: Mapped[dict[str, Any]]
    """What people compare: customer-minutes, response by class, travel, exposure; of the plan and of today."""
    counts: Mapped[dict[str, Any]]
    """Tickets, crews, jobs left out, and lines by kind."""
    left_out: Mapped[list[Any]]
    """Tickets that nobody does, with reasons: ``[{"ticket_id", "reasons": [{"code", "params"}]}]``."""
    rounds: Mapped[int]
    seconds: Mapped[float]
    snapshot: Mapped[bytes]
    """The problem it is the answer to, as compressed JSON (``app.services.plan_snapshots``)."""
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[UUID | None]
    superseded_by: Mapped[UUID | None]
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        CheckConstraint(one_of("kind", PLAN_KINDS), name="kind"),
        CheckConstraint(one_of("state", PLAN_STATES), name="state"),
        Index("ix_plans_unit_id", "unit_id", "id"),
        Index("ix_plans_proposed", "unit_id", "kind", postgresql_where=text("state = 'proposed'")),
    )
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class PlanLine(Base):
    """One crew at one ticket, as a plan proposes it, and what became of the proposal."""

    __tablename__ = "plan_lines"

    id: Mapped[Key]
    plan_id: Mapped[UUID] = mapped_column(ForeignKey("plans.id"))
    ticket_id: Mapped[UUID] = mapped_column(ForeignKey("tickets.id"), index=True)
    crew_id: Mapped[UUID] = mapped_column(ForeignKey("crews.id"))
    slot: Mapped[int]
    position: Mapped[int]
    """Number in the crew's order of work, from 0."""
    kind: Mapped[str]
    state: Mapped[str] = mapped_column(default="open")
    depart_at: Mapped[datetime]
    arrive_at: Mapped[datetime]
    entry_at: Mapped[datetime]
    """When work begins at the place: what an assignment calls its planned entry."""
    finish_at: Mapped[datetime]
    """When supply is back."""
    end_at: Mapped[datetime]
    """When the crew is free for the next job."""
    travel_s: Mapped[int]
    ready_s: Mapped[int]
    """From departure to the beginning of work at the least: travel, briefing, donning."""
    minutes_gained: Mapped[float | None]
    """How much sooner than today supply is back; None where today nobody does it."""
    zone_version_ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid()))
    """Zones at the place and time for which it was made; others mean that it no longer holds."""
    ticket_digest: Mapped[str]
    """Of what the ticket asked for (place, work, skills, crews); another one means that it no longer holds."""
    was: Mapped[dict[str, Any] | None]
    """The assignment that it changes, as it was: ids, crew, position and times."""
    reasons: Mapped[list[Any]] = mapped_column(default=list)
    """Why it was refused: ``[{"code", "params"}]``."""
    assignment_id: Mapped[UUID | None]
    """The one that it made or changed."""

    __table_args__ = (
        CheckConstraint(one_of("kind", LINE_KINDS), name="kind"),
        CheckConstraint(one_of("state", LINE_STATES), name="state"),
        Index("ix_plan_lines_plan", "plan_id", "crew_id", "position"),
    )


class Replanning(Base):
    """Whether a unit's board is planned again and again by itself; it proposes and never assigns."""

    __tablename__ = "replannings"

    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"), primary_key=True)
    mode: Mapped[str] = mapped_column(default="off")
    every_seconds: Mapped[int] = mapped_column(default=60)
    seconds: Mapped[float] = mapped_column(default=1.0)
    """How long one search takes."""
    least_gain: Mapped[float] = mapped_column(default=1.0)
    """Weighted hours that a plan must be better than today's, else it is not worth telling."""
    looked_at: Mapped[datetime | None]
    """When somebody last looked whether the board has changed."""
    fingerprint: Mapped[str | None]
    """Of the board that was last planned."""
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        CheckConstraint("mode IN ('off', 'propose')", name="mode"),
        CheckConstraint("every_seconds BETWEEN 10 AND 86400", name="every_seconds"),
        CheckConstraint("seconds > 0 AND seconds <= 60", name="seconds"),
        CheckConstraint("least_gain >= 0", name="least_gain"),
    )
