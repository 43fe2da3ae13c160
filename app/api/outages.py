"""Outages: interruptions of supply, read from incidents and from tickets that are in none."""

from datetime import datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import Field

from app.auth.dependencies import CurrentSubject, CurrentWork
from app.services import outages
from app.services.outages import Outage
from app.storage.outages import OutageFilter
from app.wire.common import Moment, WireIn, WireOut
from app.wire.geojson import PointOut, place_out
from app.wire.page import Cursor, Limit, Page, decode_cursor, page_of

router = APIRouter(prefix="/api/v1/outages", tags=["incidents"])


class OutageOut(WireOut):
    """An interruption of supply."""

    kind: Literal["incident", "ticket"] = Field(description="What `id` and `number` name.")
    id: UUID
    number: str
    unit_id: UUID
    started_at: datetime
    restored_at: datetime | None
    customers: int
    customer_minutes: float = Field(description="Customers x minutes, as far as it lasts by now.")
    place: PointOut

    @classmethod
    def of(cls, outage: Outage) -> Self:
        """As the service found it."""
        return cls(**{name: getattr(outage, name) for name in cls.model_fields} | {"place": place_out(outage.place)})


class OutagesAsked(WireIn):
    """Which outages; those that lasted at ``since`` or began later, before ``until``."""

    unit_id: UUID | None = None
    open: bool = False
    since: Moment | None = None
    until: Moment | None = None
    cursor: Cursor = None
    limit: Limit = 100


@router.get("")
def list_outages(
    asked: Annotated[OutagesAsked, Query()], work: CurrentWork, subject: CurrentSubject
) -> Page[OutageOut]:
    """Outages that I may see, the latest first."""
    after = decode_cursor(asked.cursor, datetime, UUID)
    which = OutageFilter(asked.unit_id, asked.open, asked.since, asked.until)
    place = (after[0], after[1]) if after else None
    found = outages.list_outages(work, subject, which, after=place, limit=asked.limit)
    return page_of(found, asked.limit, OutageOut.of, lambda outage: (outage.started_at, outage.id))
