"""Road closures: where nobody drives now."""

from datetime import datetime
from typing import Annotated, Any, Self
from uuid import UUID

from fastapi import APIRouter, Response, status
from pydantic import Field

from app.auth.dependencies import CurrentSubject, CurrentWork
from app.schema.road_closures import RoadClosure
from app.services import road_closures
from app.services.road_closures import NewClosure
from app.wire.common import Moment, WireIn, WireOut
from app.wire.headers import OnceKey, set_etag
from app.wire.page import Cursor, Limit, Page, decode_cursor, page_of
from app.wire.roads import RoadShapeIn, RoadShapeOut, read_road_shape, road_shape_out

router = APIRouter(prefix="/api/v1/road-closures", tags=["roads"])


class ClosureIn(WireIn):
    """A road to be closed: a point on it, a line along it, or an area."""

    unit_id: UUID
    geometry: RoadShapeIn
    reason: Annotated[str, Field(min_length=1, max_length=2000)]
    valid_from: Moment | None = None
    valid_until: Moment | None = None


class ClosureEndIn(WireIn):
    """Why a road is open again."""

    reason: Annotated[str, Field(min_length=1, max_length=2000)]


class ClosureOut(WireOut):
    """A closed road."""

    id: UUID
    unit_id: UUID
    geometry: RoadShapeOut
    reason: str
    valid_from: datetime
    valid_until: datetime | None
    created_at: datetime
    created_by: UUID | None
    ended_at: datetime | None
    version: int

    @classmethod
    def of(cls, closure: RoadClosure) -> Self:
        """As it is stored."""
        shown: dict[str, Any] = {name: getattr(closure, name) for name in cls.model_fields if name != "geometry"}
        return cls(geometry=road_shape_out(closure.geometry), **shown)


@router.get("")
def list_closures(
    work: CurrentWork, subject: CurrentSubject, cursor: Cursor = None, limit: Limit = 100
) -> Page[ClosureOut]:
    """Roads that are closed or will be, the oldest first."""
    after = decode_cursor(cursor, UUID)
    found = road_closures.list_closures(work, subject, after=after[0] if after else None, limit=limit)
    return page_of(found, limit, ClosureOut.of, lambda closure: (closure.id,))


@router.post("", status_code=status.HTTP_201_CREATED)
def create_closure(
    new: ClosureIn, work: CurrentWork, subject: CurrentSubject, once: OnceKey, response: Response
) -> ClosureOut:
    """Close a road. Routes lead around it within seconds, in every process that has roads in memory."""
    shape = read_road_shape(new.geometry, "geometry")
    made = NewClosure(new.unit_id, shape, new.reason, new.valid_from, new.valid_until)
    return _shown(road_closures.create_closure(work, subject, made, once), response)


@router.post("/{closure_id}/end")
def end_closure(
    closure_id: UUID, ended: ClosureEndIn, work: CurrentWork, subject: CurrentSubject, response: Response
) -> ClosureOut:
    """Open a road again, and say why."""
    return _shown(road_closures.end_closure(work, subject, closure_id, ended.reason), response)


def _shown(closure: RoadClosure, response: Response) -> ClosureOut:
    set_etag(response, closure.version)
    return ClosureOut.of(closure)
