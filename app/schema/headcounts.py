"""Who was told that a stay in a zone runs out of time."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.schema.base import Base, one_of


class StayWarning(Base):
    """That a stay nears, or has passed, the longest that its zone allows, was told: once each."""

    __tablename__ = "stay_warnings"

    exposure_id: Mapped[UUID] = mapped_column(ForeignKey("exposures.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    event_id: Mapped[UUID]
    told_at: Mapped[datetime]

    __table_args__ = (CheckConstraint(one_of("kind", ("soon", "over")), name="kind"),)
