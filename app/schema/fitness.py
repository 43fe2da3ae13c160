"""Workers who say that they are not well: health data, sealed, and only as much as is needed."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, text
from sqlalchemy.orm import Mapped, mapped_column

from app.schema.base import Base, Key


class FitnessReport(Base):
    """One word of one worker before a shift; a proposal of a stand-down until HSE has decided.

    ``sealed``: the symptoms that were ticked, and nothing else. It is emptied when the ledger's time is over.
    """

    __tablename__ = "fitness_reports"

    id: Mapped[Key]
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"))
    crew_id: Mapped[UUID] = mapped_column(ForeignKey("crews.id"))
    member_id: Mapped[UUID] = mapped_column(ForeignKey("crew_members.id"))
    shift_id: Mapped[UUID] = mapped_column(ForeignKey("shifts.id"))
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    said_at: Mapped[datetime]
    decision: Mapped[str | None]
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[UUID | None]
    stand_down_id: Mapped[UUID | None] = mapped_column(ForeignKey("stand_downs.id"))

    __table_args__ = (
        CheckConstraint("decision IN ('fit', 'stand_down')", name="decision"),
        CheckConstraint("(decision IS NULL) = (decided_at IS NULL)", name="decided"),
        Index("uq_fitness_reports_open", "member_id", unique=True, postgresql_where=text("decision IS NULL")),
        Index("ix_fitness_reports_unit", "unit_id", "said_at"),
    )
