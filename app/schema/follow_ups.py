"""Follow-ups: what failed and stopped a job, and how that was resolved."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.schema.base import Base, Key, one_of

RESOLUTIONS = ("repeated", "aborted", "accepted")


class FollowUp(Base):
    """One critical item that failed. While it is open, its job does not go on."""

    __tablename__ = "follow_ups"

    id: Mapped[Key]
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"))
    assignment_id: Mapped[UUID] = mapped_column(ForeignKey("assignments.id"), index=True)
    checklist_id: Mapped[UUID] = mapped_column(ForeignKey("checklists.id"), index=True)
    entry_id: Mapped[UUID] = mapped_column(ForeignKey("checklist_entries.id"), unique=True)
    state: Mapped[str] = mapped_column(default="open")
    opened_at: Mapped[datetime]
    resolution: Mapped[str | None]
    note: Mapped[str | None]
    resolved_at: Mapped[datetime | None]
    resolved_by: Mapped[UUID | None]
    resolved_name: Mapped[str | None]
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        CheckConstraint(one_of("state", ("open", "resolved")), name="state"),
        CheckConstraint(one_of("resolution", RESOLUTIONS), name="resolution"),
        CheckConstraint(
            "(state = 'resolved') = (resolution IS NOT NULL AND resolved_at IS NOT NULL AND note IS NOT NULL)",
            name="resolved",
        ),
        Index("ix_follow_ups_unit_id", "unit_id", "id"),
    )
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012
