"""Shifts: when crews are on duty."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, status
from pydantic import Field

from app.auth.dependencies import CurrentSubject, CurrentWork
from app.schema.crews import Shift
from app.services import shifts
from app.services.presence import planned_breaks
from app.storage.shifts import ShiftFilter
from app.wire.common import Moment, WireIn, WireOut
from app.wire.crew_life import PlannedBreakOut
from app.wire.headers import OnceKey
from app.wire.page import Cursor, Limit, Page, decode_cursor, page_of

router = APIRouter(prefix="/api/v1/shifts", tags=["crews"])


class ShiftBreakIn(WireIn):
    """A break that plans keep free."""

    begins_at: Moment
    ends_at: Moment


class ShiftIn(WireIn):
    """A shift to be planned."""

    crew_id: UUID
    begins_at: Moment
    ends_at: Moment
    breaks: Annotated[list[ShiftBreakIn], Field(max_length=10)] = Field(default_factory=list)


class ShiftOut(WireOut):
    """When a crew is on duty; shifts of one crew never overlap."""

    id: UUID
    crew_id: UUID
    unit_id: UUID
    begins_at: datetime
    ends_at: datetime
    breaks: list[PlannedBreakOut]

    @classmethod
    def of(cls, shift: Shift) -> "ShiftOut":
        """As it is stored."""
        begins_at, ends_at = shift.during.lower, shift.during.upper
        if begins_at is None or ends_at is None:
            raise ValueError("a shift without beginning or end")
        breaks = [PlannedBreakOut(begins_at=begins, ends_at=ends) for begins, ends in planned_breaks(shift)]
        return cls(
            id=shift.id, crew_id=shift.crew_id, unit_id=shift.unit_id, begins_at=begins_at, ends_at=ends_at,
            breaks=breaks,
        )  # fmt: skip


class ShiftsAsked(WireIn):
    """Which shifts; those that touch the time from ``since`` to ``until``."""

    crew_id: UUID | None = None
    since: Moment | None = None
    until: Moment | None = None
    cursor: Cursor = None
    limit: Limit = 100


@router.get("")
def list_shifts(asked: Annotated[ShiftsAsked, Query()], work: CurrentWork, subject: CurrentSubject) -> Page[ShiftOut]:
    """Shifts of the crews that I may see, by their beginning."""
    after = decode_cursor(asked.cursor, datetime, UUID)
    which = ShiftFilter(asked.crew_id, asked.since, asked.until)
    found = shifts.list_shifts(work, subject, which, after=(after[0], after[1]) if after else None, limit=asked.limit)
    return page_of(found, asked.limit, ShiftOut.of, lambda shift: (shift.during.lower, shift.id))


@router.post("", status_code=status.HTTP_201_CREATED)
def create_shift(new: ShiftIn, work: CurrentWork, subject: CurrentSubject, once: OnceKey) -> ShiftOut:
    """Put a crew on duty."""
    breaks = [(each.begins_at, each.ends_at) for each in new.breaks]
    return ShiftOut.of(shifts.create_shift(work, subject, new.crew_id, new.begins_at, new.ends_at, once, breaks))
