"""A worker or the vehicle of a job is exchanged."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Response, status
from pydantic import Field

from app.auth.dependencies import CurrentSubject, CurrentWork
from app.services import swaps
from app.services.swaps import Swap
from app.wire.assignments import AssignmentOut
from app.wire.common import Lang, WireIn
from app.wire.headers import set_etag

router = APIRouter(prefix="/api/v1/assignments", tags=["assignments"])


class SwapIn(WireIn):
    """Who goes and who comes, or which vehicle comes instead of the one there is."""

    reason: Annotated[str, Field(min_length=1, max_length=2000)]
    member_out_id: UUID | None = None
    member_in_id: UUID | None = None
    vehicle_in_id: UUID | None = None


@router.post("/{assignment_id}/swaps", status_code=status.HTTP_201_CREATED)
def create_swap(
    assignment_id: UUID, body: SwapIn, work: CurrentWork, subject: CurrentSubject, lang: Lang, response: Response
) -> AssignmentOut:
    """Exchange one worker, or the vehicle: permits stay good for everybody else, the newcomer is asked for."""
    wanted = Swap(body.reason, body.member_out_id, body.member_in_id, body.vehicle_in_id)
    view = swaps.swap(work, subject, assignment_id, wanted)
    set_etag(response, view.row.version)
    return AssignmentOut.of(view, lang)
