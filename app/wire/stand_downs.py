"""Stand-downs on the wire."""

from datetime import datetime
from typing import Literal, Self
from uuid import UUID

from pydantic import Field

from app.services.stand_downs import StandDownView
from app.wire.common import WireOut

StandDownCause = Literal["zone_hold", "breach", "contact", "trace", "positive", "hse"]


class OwnStandDownOut(WireOut):
    """Time in which somebody is not sent."""

    id: UUID
    hazard_class: str | None = Field(description="inside zones of this class work goes on; null: no work at all")
    begins_at: datetime
    until: datetime = Field(description="as last changed")
    running: bool
    cause: StandDownCause

    @classmethod
    def of_own(cls, view: StandDownView) -> "OwnStandDownOut":
        """As the worker sees it."""
        return OwnStandDownOut(**_shown(view))


class StandDownOut(OwnStandDownOut):
    """A stand-down with whose it is, and what HSE wrote of it."""

    member_id: UUID
    name: str
    crew_id: UUID
    crew: str
    unit_id: UUID
    by_rule: bool
    exposure_id: UUID | None
    why: str | None
    changed: bool
    change_why: str | None = Field(description="why it ends sooner or later than it was to")
    version: int

    @classmethod
    def of(cls, view: StandDownView) -> Self:
        """As the service found it."""
        row, found = view.found.row, view.found
        return cls(
            **_shown(view),
            member_id=row.member_id,
            name=found.member.name,
            crew_id=row.crew_id,
            crew=found.crew.name,
            unit_id=row.unit_id,
            by_rule=row.set_by is None,
            exposure_id=row.exposure_id,
            why=view.why,
            changed=found.change is not None,
            change_why=view.change_why,
            version=found.version,
        )


def _shown(view: StandDownView) -> dict[str, object]:
    row = view.found.row
    return {
        "id": row.id, "hazard_class": row.hazard_class, "begins_at": row.begins_at, "until": view.found.until,
        "running": view.running, "cause": row.cause,
    }  # fmt: skip
