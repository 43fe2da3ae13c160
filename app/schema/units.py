"""Operating units: the utility's tree; each scopes what a user sees."""

from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.schema.base import Base, Key, multipolygon


class Unit(Base):
    """One node: corporation > provincial company > district office."""

    __tablename__ = "units"

    id: Mapped[Key]
    parent_id: Mapped[UUID | None] = mapped_column(ForeignKey("units.id"), index=True)
    code: Mapped[str] = mapped_column(unique=True)
    """Short and stable; begins every number of the unit (``DN-26-004512``)."""
    name: Mapped[str]
    name_en: Mapped[str | None]
    time_zone: Mapped[str] = mapped_column(default="Asia/Ho_Chi_Minh")
    territory: Mapped[str | None] = mapped_column(multipolygon())
    source: Mapped[str | None]
    external_id: Mapped[str | None]
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (UniqueConstraint("source", "external_id"),)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012
