"""Planning again and again, on the wire."""

from datetime import datetime
from typing import Literal, Self
from uuid import UUID

from app.schema.plans import Replanning
from app.wire.common import WireOut


class ReplanningOut(WireOut):
    """Whether a unit's board is planned again by itself, and how."""

    unit_id: UUID
    mode: Literal["off", "propose"]
    every_seconds: int
    seconds: float
    least_gain: float
    looked_at: datetime | None
    version: int

    @classmethod
    def of(cls, row: Replanning) -> Self:
        """As the service found it."""
        return cls.model_validate(row)
