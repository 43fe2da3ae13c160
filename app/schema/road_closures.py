"""Road closures: where nobody drives, and until when."""

from datetime import datetime
from uuid import UUID

from geoalchemy2 import Geometry
from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.schema.base import SRID, Base, Key


class RoadClosure(Base):
    """One closure: a point, a line along a road, or an area. Its place never changes; it is ended, not deleted."""

    __tablename__ = "road_closures"

    id: Mapped[Key]
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"))
    geometry: Mapped[str] = mapped_column(Geometry("GEOMETRY", srid=SRID, spatial_index=False))
    reason: Mapped[str]
    valid_from: Mapped[datetime]
    valid_until: Mapped[datetime | None]
    created_at: Mapped[datetime]
    created_by: Mapped[UUID | None]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[UUID | None]
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        CheckConstraint("valid_until IS NULL OR valid_until > valid_from", name="period"),
        CheckConstraint("GeometryType(geometry) IN ('POINT', 'LINESTRING', 'MULTIPOLYGON')", name="geometry"),
        Index("ix_road_closures_open", "valid_from", postgresql_where=text("ended_at IS NULL")),
        Index("ix_road_closures_unit_id", "unit_id", "id"),
    )
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012
