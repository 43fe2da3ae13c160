"""Entry permits: asked for by dispatch, answered by the authority."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import Field

from app.auth.dependencies import CurrentSubject, CurrentWork
from app.services import permits
from app.services.permits import PermitStep
from app.wire.common import Moment, WireIn
from app.wire.geojson import GeometryIn
from app.wire.headers import set_etag
from app.wire.page import Cursor, Limit, Page, decode_cursor, page_of
from app.wire.permits import PermitOut

router = APIRouter(prefix="/api/v1/entry-permits", tags=["entry permits"])

Note = Annotated[str, Field(max_length=2000)]
Condition = Annotated[str, Field(min_length=1, max_length=500)]
PermitState = Literal[
    "draft", "requested", "acknowledged", "approved", "denied", "revoked", "expired", "void", "withdrawn", "closed"
]


class PermitGateIn(WireIn):
    """A control point of the zone; its name tells which."""

    name: Annotated[str, Field(min_length=1, max_length=200)]
    place: GeometryIn | None = None


class PermitStepIn(WireIn):
    """A step; what is left out of an approval is as it was requested."""

    to: Literal["acknowledged", "approved", "denied", "revoked", "withdrawn", "requested"]
    reason: Note = ""
    conditions: Annotated[list[Condition], Field(max_length=50)] = Field(default_factory=list)
    exit_conditions: Annotated[list[Condition], Field(max_length=50)] = Field(default_factory=list)
    valid_from: Moment | None = None
    valid_until: Moment | None = None
    gate: PermitGateIn | None = None
    channel: Literal["screen", "phone", "letter"] = "screen"
    channel_note: Note | None = None
    version: int | None = None


@router.get("")
def list_permits(
    work: CurrentWork,
    subject: CurrentSubject,
    state: Literal["open"] | PermitState | None = None,
    authority_id: UUID | None = None,
    assignment_id: UUID | None = None,
    cursor: Cursor = None,
    limit: Limit = 100,
) -> Page[PermitOut]:
    """Permits that I may see, the newest first; `state=open` are those to be answered or good."""
    after = decode_cursor(cursor, UUID)
    found = permits.list_permits(
        work,
        subject,
        state=state,
        authority_id=authority_id,
        assignment_id=assignment_id,
        after=after[0] if after else None,
        limit=limit,
    )
    return page_of(found, limit, PermitOut.of, lambda view: (view.permit.id,))


@router.get("/{permit_id}")
def get_permit(permit_id: UUID, work: CurrentWork, subject: CurrentSubject, response: Response) -> PermitOut:
    """One permit."""
    view = permits.get_permit(work, subject, permit_id)
    set_etag(response, view.permit.version)
    return PermitOut.of(view)


@router.post("/{permit_id}/transitions")
def transition(
    permit_id: UUID, step: PermitStepIn, work: CurrentWork, subject: CurrentSubject, response: Response
) -> PermitOut:
    """Answer, withdraw, or ask again: a permit that is over is asked for anew, and the new one is the answer."""
    wanted = PermitStep(
        to=step.to,
        reason=step.reason,
        conditions=tuple(step.conditions),
        exit_conditions=tuple(step.exit_conditions),
        valid_from=step.valid_from,
        valid_until=step.valid_until,
        gate=step.gate.name if step.gate else None,
        channel=step.channel,
        channel_note=step.channel_note,
        version=step.version,
    )
    view = permits.transition(work, subject, permit_id, wanted)
    set_etag(response, view.permit.version)
    return PermitOut.of(view)
