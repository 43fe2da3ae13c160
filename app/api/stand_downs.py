"""Stand-downs: listed, begun, ended sooner or later by HSE; one's own for each worker."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Response, status
from pydantic import Field

from app.auth.dependencies import CurrentSubject, CurrentWork
from app.services import stand_downs
from app.services.stand_downs import NewStandDown, StandDownView
from app.storage.stand_downs import StandDownFilter
from app.wire.common import Moment, WireIn
from app.wire.headers import IfMatch, set_etag
from app.wire.page import Cursor, Limit, Page, decode_cursor, page_of
from app.wire.stand_downs import OwnStandDownOut, StandDownCause, StandDownOut

router = APIRouter(prefix="/api/v1/stand-downs", tags=["exposures"])

Words = Annotated[str, Field(min_length=1, max_length=2000)]


class StandDownIn(WireIn):
    """Who is not to be sent, until when."""

    member_id: UUID
    until: Moment
    hazard_class: Annotated[
        str | None, Field(pattern="^[a-z_]{1,40}$", description="inside zones of this class work goes on")
    ] = None
    why: Words


class StandDownChangeIn(WireIn):
    """A new end."""

    until: Annotated[Moment | None, Field(description="left out: now")] = None
    why: Words


@router.get("")
def list_stand_downs(
    work: CurrentWork,
    subject: CurrentSubject,
    running: bool = False,
    cause: StandDownCause | None = None,
    member_id: UUID | None = None,
    unit_id: UUID | None = None,
    cursor: Cursor = None,
    limit: Limit = 100,
) -> Page[StandDownOut]:
    """Stand-downs of my units' workers, the newest first."""
    which = StandDownFilter(running, cause, member_id, unit_id)
    before = decode_cursor(cursor, datetime, UUID)
    at = (before[0], before[1]) if before else None
    found = stand_downs.list_stand_downs(work, subject, which, before=at, limit=limit)
    return page_of(found, limit, StandDownOut.of, lambda view: (view.found.row.begins_at, view.found.row.id))


@router.get("/mine")
def list_own_stand_downs(work: CurrentWork, subject: CurrentSubject) -> list[OwnStandDownOut]:
    """My own, the newest first."""
    return [OwnStandDownOut.of_own(each) for each in stand_downs.list_own(work, subject)]


@router.post("", status_code=status.HTTP_201_CREATED)
def begin_stand_down(new: StandDownIn, work: CurrentWork, subject: CurrentSubject, response: Response) -> StandDownOut:
    """Put a worker in stand-down."""
    asked = NewStandDown(new.member_id, "hse", new.until, new.hazard_class, why=new.why)
    return _shown(stand_downs.begin(work, subject, asked), response)


@router.post("/{stand_down_id}/changes", status_code=status.HTTP_201_CREATED)
def change_stand_down(
    stand_down_id: UUID, said: StandDownChangeIn, version: IfMatch, work: CurrentWork, subject: CurrentSubject,
    response: Response,
) -> StandDownOut:  # fmt: skip
    """Let it end at another moment, or now."""
    view = stand_downs.change(work, subject, stand_down_id, version, until=said.until, why=said.why)
    return _shown(view, response)


def _shown(view: StandDownView, response: Response) -> StandDownOut:
    set_etag(response, view.found.version)
    return StandDownOut.of(view)
