"""What dispatchers want of plans for one ticket: deadlines and pins."""

from typing import Annotated, Self
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import Field

from app.auth.dependencies import CurrentSubject, CurrentWork
from app.services import wishes
from app.services.wishes import Deadline, Wanted
from app.wire.common import Moment, WireIn
from app.wire.headers import IfMatch, set_etag
from app.wire.page import Cursor, Limit, Page, decode_cursor, page_of
from app.wire.wishes import DeadlineOut, PinOut, WishOut

router = APIRouter(prefix="/api/v1", tags=["plans"])


class DeadlineIn(WireIn):
    """When work should begin (`due_at`), may (`not_before`) and must (`must_start_by`)."""

    due_at: Moment | None = None
    not_before: Moment | None = None
    must_start_by: Moment | None = None

    def read(self: Self) -> Deadline:
        """As the service takes it."""
        return Deadline(self.due_at, self.not_before, self.must_start_by)


class PinIn(WireIn):
    """The crew that shall go, as which of its jobs (from 0), and crews that shall not."""

    crew_id: UUID | None = None
    position: Annotated[int, Field(ge=0, le=100)] | None = None
    not_crew_ids: Annotated[list[UUID], Field(max_length=200)] = Field(default_factory=list)

    def read(self: Self) -> Wanted:
        """As the service takes it."""
        return Wanted(self.crew_id, self.position, tuple(dict.fromkeys(self.not_crew_ids)))


@router.get("/wishes")
def list_wishes(
    work: CurrentWork,
    subject: CurrentSubject,
    unit_id: UUID | None = None,
    cursor: Cursor = None,
    limit: Limit = 500,
) -> Page[WishOut]:
    """What dispatchers want for open tickets: pins and deadlines."""
    after = decode_cursor(cursor, UUID)
    found = wishes.list_wishes(work, subject, unit_id, after=after[0] if after else None, limit=limit)
    return page_of(found, limit, show=WishOut.model_validate, keys=lambda row: (row.ticket_id,))


@router.get("/tickets/{ticket_id}/deadline")
def get_deadline(ticket_id: UUID, work: CurrentWork, subject: CurrentSubject, response: Response) -> DeadlineOut:
    """When work on a ticket should and must begin; version 0 where nobody ever said."""
    row = wishes.get_wish(work, subject, ticket_id)
    set_etag(response, row.deadline_version)
    return DeadlineOut.of(row)


@router.put("/tickets/{ticket_id}/deadline")
def put_deadline(
    ticket_id: UUID, body: DeadlineIn, work: CurrentWork, subject: CurrentSubject, version: IfMatch, response: Response
) -> DeadlineOut:
    """Say when work on a ticket should and must begin; plans made from now on keep to it."""
    row = wishes.set_deadline(work, subject, ticket_id, version, body.read())
    set_etag(response, row.deadline_version)
    return DeadlineOut.of(row)


@router.delete("/tickets/{ticket_id}/deadline")
def delete_deadline(
    ticket_id: UUID, work: CurrentWork, subject: CurrentSubject, version: IfMatch, response: Response
) -> DeadlineOut:
    """Take the deadlines back."""
    row = wishes.set_deadline(work, subject, ticket_id, version, Deadline())
    set_etag(response, row.deadline_version)
    return DeadlineOut.of(row)


@router.get("/tickets/{ticket_id}/pin")
def get_pin(ticket_id: UUID, work: CurrentWork, subject: CurrentSubject, response: Response) -> PinOut:
    """Which crew shall go to a ticket, and which shall not; version 0 where nobody ever said."""
    row = wishes.get_wish(work, subject, ticket_id)
    set_etag(response, row.pin_version)
    return PinOut.of(row)


@router.put("/tickets/{ticket_id}/pin")
def put_pin(
    ticket_id: UUID, body: PinIn, work: CurrentWork, subject: CurrentSubject, version: IfMatch, response: Response
) -> PinOut:
    """Say which crew shall go to a ticket, and which shall not; plans made from now on keep to it."""
    row = wishes.set_pin(work, subject, ticket_id, version, body.read())
    set_etag(response, row.pin_version)
    return PinOut.of(row)


@router.delete("/tickets/{ticket_id}/pin")
def delete_pin(
    ticket_id: UUID, work: CurrentWork, subject: CurrentSubject, version: IfMatch, response: Response
) -> PinOut:
    """Take the pin back."""
    row = wishes.set_pin(work, subject, ticket_id, version, Wanted())
    set_etag(response, row.pin_version)
    return PinOut.of(row)
