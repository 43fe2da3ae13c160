"""Where crews were: raw fixes, kept for a short time, in one table for each day (UTC) by the phone's clock."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.schema.base import Base, Key, point


class PositionFix(Base):
    """One fix of one worker's phone while on duty."""

    __tablename__ = "position_fixes"

    id: Mapped[Key]
    crew_id: Mapped[UUID] = mapped_column(ForeignKey("crews.id"))
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    place: Mapped[str] = mapped_column(point(index=False))
    accuracy_m: Mapped[float]
    device_time: Mapped[datetime] = mapped_column(primary_key=True)
    server_time: Mapped[datetime]

    __table_args__ = (
        Index("ix_position_fixes_crew_time", "crew_id", "device_time"),
        Index("ix_position_fixes_user_time", "user_id", "device_time"),
        Index("ix_position_fixes_server_time", "server_time"),
        {"postgresql_partition_by": "RANGE (device_time)"},
    )
