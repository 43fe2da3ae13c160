"""Weather as people saw it or stations measured it, for an operating unit and all below it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.schema.base import Base, Key, one_of
from compliance.weather import WEATHER


class WeatherFact(Base):
    """One observation. A later one of the same unit takes its place; it is never changed but for its earlier end."""

    __tablename__ = "weather_facts"

    id: Mapped[Key]
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"))
    kind: Mapped[str]
    observed_at: Mapped[datetime]
    valid_until: Mapped[datetime]
    source: Mapped[str]
    """person or machine."""
    source_name: Mapped[str]
    """Who said so, or which station or service."""
    note: Mapped[str | None]
    created_at: Mapped[datetime]
    created_by: Mapped[UUID | None]
    expired_event_id: Mapped[UUID | None]
    """Set once crews were told that it has expired; null and past means due."""

    __table_args__ = (
        CheckConstraint(one_of("kind", tuple(WEATHER)), name="kind"),
        CheckConstraint("source IN ('person', 'machine')", name="source"),
        CheckConstraint("valid_until > observed_at", name="period"),
        Index("ix_weather_facts_unit_id", "unit_id", "observed_at"),
        Index("ix_weather_facts_due", "valid_until", postgresql_where=text("expired_event_id IS NULL")),
    )
