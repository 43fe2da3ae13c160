"""Whether a unit's board is planned again by itself; it proposes and never assigns."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import Field

from app.auth.dependencies import CurrentSubject, CurrentWork
from app.services import plans, replanning
from app.services.replanning import Mode
from app.wire.common import WireIn
from app.wire.headers import IfMatch, set_etag
from app.wire.replanning import ReplanningOut

router = APIRouter(prefix="/api/v1/units", tags=["plans"])


class ReplanningIn(WireIn):
    """How often to look, how long to search, and from which gain (weighted hours) on to propose."""

    mode: Literal["off", "propose"]
    every_seconds: Annotated[int, Field(ge=10, le=86_400)] = 60
    seconds: Annotated[float, Field(ge=0.05, le=plans.MOST_SECONDS)] = 1.0
    least_gain: Annotated[float, Field(ge=0, le=1_000_000, allow_inf_nan=False)] = 1.0


@router.get("/{unit_id}/replanning")
def get_replanning(unit_id: UUID, work: CurrentWork, subject: CurrentSubject, response: Response) -> ReplanningOut:
    """How a unit's board is planned again; version 0 where nobody ever said."""
    row = replanning.get_replanning(work, subject, unit_id)
    set_etag(response, row.version)
    return ReplanningOut.of(row)


@router.put("/{unit_id}/replanning")
def put_replanning(
    unit_id: UUID, body: ReplanningIn, work: CurrentWork, subject: CurrentSubject, version: IfMatch, response: Response
) -> ReplanningOut:
    """Let a unit's board be planned again whenever it changes, or stop it."""
    row = replanning.set_replanning(work, subject, unit_id, version, Mode(**body.model_dump()))
    set_etag(response, row.version)
    return ReplanningOut.of(row)
