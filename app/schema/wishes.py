"""What dispatchers want of a plan for one ticket: deadlines, and the crew that shall or shall not go."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Uuid
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from app.schema.base import Base


class TicketWish(Base):
    """Deadlines and pin of one ticket; no row means none. Rows stay, so that versions go on."""

    __tablename__ = "ticket_wishes"

    ticket_id: Mapped[UUID] = mapped_column(ForeignKey("tickets.id"), primary_key=True)
    due_at: Mapped[datetime | None]
    """Work should begin by then; later counts against a plan."""
    not_before: Mapped[datetime | None]
    must_start_by: Mapped[datetime | None]
    """Work begins by then or not at all."""
    deadline_version: Mapped[int] = mapped_column(default=0)
    crew_id: Mapped[UUID | None] = mapped_column(ForeignKey("crews.id"))
    """The crew that shall go."""
    position: Mapped[int | None]
    """Its number among what the crew has not begun, from 0; None for any."""
    not_crew_ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid()), default=list)
    """Crews that shall not go."""
    pin_version: Mapped[int] = mapped_column(default=0)
    changed_at: Mapped[datetime]
    changed_by: Mapped[UUID | None]

    __table_args__ = (
        CheckConstraint("must_start_by IS NULL OR not_before IS NULL OR not_before <= must_start_by", name="window"),
        CheckConstraint("position IS NULL OR (crew_id IS NOT NULL AND position >= 0)", name="position"),
    )
