"""Authorities: the agencies in charge of zones, a tree of their own."""

from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.schema.base import Base, Key, multipolygon


class Authority(Base):
    """One agency: province > [district] > commune > checkpoint."""

    __tablename__ = "authorities"

    id: Mapped[Key]
    parent_id: Mapped[UUID | None] = mapped_column(ForeignKey("authorities.id"), index=True)
    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    name_en: Mapped[str | None]
    level: Mapped[str] = mapped_column(default="commune")
    response_minutes: Mapped[int] = mapped_column(default=60)
    """How soon it answers an entry request before the next one up is asked."""
    response_clock: Mapped[str] = mapped_column(default="open_hours")
    """Whether that time runs around the clock (``always``), or only while it is open."""
    hours: Mapped[str | None]
    """For people to read."""
    opening: Mapped[dict[str, Any] | None]
    """For the machine: ``{time_zone, weekly: [{day, opens, closes}], special_days: [{date, spans}]}``; null is always
    open."""
    contacts: Mapped[list[Any]] = mapped_column(default=list)
    """``[{name, phone, email}]``."""
    area: Mapped[str | None] = mapped_column(multipolygon())
    source: Mapped[str | None]
    external_id: Mapped[str | None]
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        UniqueConstraint("source", "external_id"),
        CheckConstraint("response_clock IN ('open_hours', 'always')", name="response_clock"),
    )
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012
