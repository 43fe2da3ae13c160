"""Jobs that one crew hands over to the next: what was done, how the place was left, and who took it over."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.schema.base import Base, Key, one_of
from compliance.hand_overs import CAUSES, STATES


class HandOver(Base):
    """One hand-over: waits for a crew, is passed to one with its booking, is taken over by that crew's signature.

    ``meets``: the crew that hands over stays at the place until the other one has taken over.
    """

    __tablename__ = "hand_overs"

    id: Mapped[Key]
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"))
    ticket_id: Mapped[UUID] = mapped_column(ForeignKey("tickets.id"))
    from_assignment_id: Mapped[UUID] = mapped_column(ForeignKey("assignments.id"))
    from_crew_id: Mapped[UUID] = mapped_column(ForeignKey("crews.id"))
    to_assignment_id: Mapped[UUID | None] = mapped_column(ForeignKey("assignments.id"))
    state: Mapped[str] = mapped_column(default="waiting")
    cause: Mapped[str]
    meets: Mapped[bool]
    done: Mapped[str]
    """What was done, in words; it may name people, so that events keep it apart."""
    remaining: Mapped[str]
    isolation: Mapped[str]
    earthing: Mapped[str]
    work_permit_id: Mapped[UUID | None] = mapped_column(ForeignKey("work_permits.id"))
    """The electrical document of the crew that hands over, as it was then."""
    work_permit_state: Mapped[str | None]
    open_items: Mapped[list[Any]]
    """``{"checklist", "item"}`` of what was begun and not confirmed."""
    photos: Mapped[list[str]]
    """SHA-256 of photos, as they are uploaded."""
    given_at: Mapped[datetime]
    given_device_at: Mapped[datetime | None]
    given_member_id: Mapped[UUID] = mapped_column(ForeignKey("crew_members.id"))
    given_signature: Mapped[str | None]
    taken_at: Mapped[datetime | None]
    taken_member_id: Mapped[UUID | None] = mapped_column(ForeignKey("crew_members.id"))
    taken_signature: Mapped[str | None]
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        CheckConstraint(one_of("state", STATES), name="state"),
        CheckConstraint(one_of("cause", CAUSES), name="cause"),
        CheckConstraint("(taken_at IS NULL) = (taken_member_id IS NULL)", name="taken"),
        Index(
            "uq_hand_overs_open", "from_assignment_id", unique=True,
            postgresql_where=text("state IN ('waiting', 'passed')"),
        ),
        Index("ix_hand_overs_ticket", "ticket_id", "given_at"),
        Index("ix_hand_overs_to", "to_assignment_id", postgresql_where=text("to_assignment_id IS NOT NULL")),
        Index("ix_hand_overs_unit", "unit_id", "given_at"),
    )  # fmt: skip
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012
