"""Crews that crossed a zone's border without having been admitted."""

from datetime import datetime
from typing import Self
from uuid import UUID

from fastapi import APIRouter
from pydantic import Field

from app.auth.dependencies import CurrentSubject, CurrentWork
from app.services import zone_crossings
from app.services.zone_crossings import Told
from app.wire.common import WireOut
from app.wire.crews import CrewBrief
from app.wire.page import Limit
from app.wire.zones import NamedOut

router = APIRouter(prefix="/api/v1/zone-crossings", tags=["alarms"])


class ZoneCrossingOut(WireOut):
    """One crossing without leave."""

    id: UUID
    crew: CrewBrief
    zone: NamedOut
    crossed_at: datetime = Field(description="as far as the fixes on both sides of the border tell")
    told_at: datetime = Field(description="when the fixes came: a phone without a network tells later")
    ticket_id: UUID | None
    assignment_id: UUID | None = Field(description="the job that the crew was on")
    seen_by: str | None = Field(description="name of who deals with it")
    seen_at: datetime | None

    @classmethod
    def of(cls, told: Told) -> Self:
        """As the service found it."""
        return cls(
            id=told.id, crew=CrewBrief.model_validate(told.crew),
            zone=NamedOut(id=told.zone_id, name=told.zone_name), crossed_at=told.crossed_at, told_at=told.told_at,
            ticket_id=told.ticket_id, assignment_id=told.assignment_id, seen_by=told.seen_by, seen_at=told.seen_at,
        )  # fmt: skip


@router.get("")
def list_zone_crossings(work: CurrentWork, subject: CurrentSubject, limit: Limit = 100) -> list[ZoneCrossingOut]:
    """Crossings without leave of the last day, the newest first."""
    return [ZoneCrossingOut.of(each) for each in zone_crossings.list_told(work, subject, limit)]


@router.post("/{crossing_id}/seen")
def see_zone_crossing(crossing_id: UUID, work: CurrentWork, subject: CurrentSubject) -> ZoneCrossingOut:
    """Note that a crossing is dealt with: it leaves the desks' banners; asked again, the first to do so stays."""
    return ZoneCrossingOut.of(zone_crossings.note_seen(work, subject, crossing_id))
