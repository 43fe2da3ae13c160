"""Calls of crews for help or material, and what was answered."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.schema.base import Base, Key, one_of
from compliance.help_requests import HELP, KINDS

_OPEN = text(one_of("state", ("asked", "accepted")))


class HelpRequest(Base):
    """One call; its id is made by the phone."""

    __tablename__ = "help_requests"

    id: Mapped[Key]
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"))
    crew_id: Mapped[UUID] = mapped_column(ForeignKey("crews.id"))
    assignment_id: Mapped[UUID | None] = mapped_column(ForeignKey("assignments.id"))
    ticket_id: Mapped[UUID | None] = mapped_column(ForeignKey("tickets.id"))
    kind: Mapped[str]
    item_code: Mapped[str | None] = mapped_column(ForeignKey("ppe_item_types.code"))
    pieces: Mapped[int | None]
    note: Mapped[str | None]
    state: Mapped[str] = mapped_column(default="asked")
    asked_at: Mapped[datetime]
    asked_device_at: Mapped[datetime | None]
    member_id: Mapped[UUID] = mapped_column(ForeignKey("crew_members.id"))
    user_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    """Who asked, and on which account the answer goes."""
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[UUID | None]
    answer: Mapped[str | None]
    """What was said with it: why not, or who comes."""
    expected_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        CheckConstraint(one_of("kind", KINDS), name="kind"),
        CheckConstraint(one_of("state", tuple(sorted(HELP.states))), name="state"),
        CheckConstraint("pieces BETWEEN 1 AND 10000", name="pieces"),
        Index("ix_help_requests_open", "unit_id", "asked_at", postgresql_where=_OPEN),
        Index("ix_help_requests_crew", "crew_id", "asked_at"),
    )
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012
