"""Traces from a positive worker, a vehicle or a place; and what HSE does about them."""

from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from fastapi import APIRouter, Response, status
from pydantic import Field

from app.auth.dependencies import CurrentSubject, CurrentWork
from app.schema.exposure_records import PositiveCase
from app.services import traces
from app.services.traces import NewCase, TraceAsk
from app.wire.common import Lang, Moment, WireIn, WireOut
from app.wire.traces import TraceKind, TraceOut, csv_of

router = APIRouter(prefix="/api/v1/exposures", tags=["exposures"])

MOST_CASES = 50
_PERSONAL = {"Cache-Control": "private, no-store"}
_CSV: dict[int | str, dict[str, object]] = {200: {"content": {"text/csv": {"schema": {"type": "string"}}}}}
HazardClass = Annotated[str, Field(pattern="^[a-z_]{1,40}$")]
Words = Annotated[str, Field(min_length=1, max_length=2000)]


class TraceIn(WireIn):
    """From whom or what, over which time, how far, and why."""

    kind: TraceKind = "member"
    id: UUID
    since: Annotated[Moment | None, Field(description="left out: as many days back as the service is set to")] = None
    until: Annotated[Moment | None, Field(description="left out: now")] = None
    rings: Annotated[int, Field(ge=1, le=2, description="2: also whom those met whom it met")] = 1
    why: Annotated[str, Field(pattern="^[a-z_]{1,20}$", description="on record; mostly trace")] = "trace"

    def read(self) -> TraceAsk:
        """As the service takes it."""
        return TraceAsk(self.kind, self.id, self.why, self.since, self.until, self.rings)


class TraceHoldIn(WireIn):
    """Who was chosen from a trace, and for how long."""

    member_ids: Annotated[list[UUID], Field(min_length=1, max_length=1000)]
    hazard_class: HazardClass
    level: Annotated[str, Field(pattern="^[a-z0-9_]{1,40}$")]
    until: Annotated[Moment | None, Field(description="another end than the level's")] = None
    why: Words | None = None


class TraceHeldOut(WireOut):
    """For whom a stand-down was begun; the others had one that lasts as long."""

    member_ids: list[UUID]


class PositiveIn(WireIn):
    """A worker who was found positive."""

    member_id: UUID
    hazard_class: HazardClass
    found_at: Moment
    note: Words | None = None


class PositiveOut(WireOut):
    """A positive worker."""

    id: UUID
    member_id: UUID
    name: str
    hazard_class: str
    found_at: datetime
    reported_at: datetime

    @classmethod
    def of(cls, case: PositiveCase, name: str) -> Self:
        """As the service found it."""
        return cls(
            id=case.id, member_id=case.member_id, name=name, hazard_class=case.hazard_class, found_at=case.found_at,
            reported_at=case.reported_at,
        )  # fmt: skip


@router.post("/trace")
def trace_exposures(asked: TraceIn, work: CurrentWork, subject: CurrentSubject, response: Response) -> TraceOut:
    """Find everybody and everything that was met. That you looked is on record."""
    response.headers.update(_PERSONAL)
    return TraceOut.of(traces.trace(work, subject, asked.read()))


@router.post("/trace.csv", response_class=Response, responses=_CSV)
def export_trace(asked: TraceIn, work: CurrentWork, subject: CurrentSubject, lang: Lang) -> Response:
    """The same as a table, one row for each reason."""
    text = csv_of(traces.trace(work, subject, asked.read()), lang)
    headers = _PERSONAL | {"Content-Disposition": 'attachment; filename="trace.csv"'}
    return Response(text, media_type="text/csv; charset=utf-8", headers=headers)


@router.post("/trace/stand-downs", status_code=status.HTTP_201_CREATED)
def hold_traced(asked: TraceHoldIn, work: CurrentWork, subject: CurrentSubject) -> TraceHeldOut:
    """Put the chosen in stand-down."""
    held = traces.stand_down_all(
        work, subject, asked.member_ids, hazard_class=asked.hazard_class, level=asked.level, until=asked.until,
        why=asked.why,
    )  # fmt: skip
    return TraceHeldOut(member_ids=held)


@router.get("/positives")
def list_positives(work: CurrentWork, subject: CurrentSubject) -> list[PositiveOut]:
    """Workers of my units who were found positive, the newest first."""
    return [PositiveOut.of(*each) for each in traces.list_cases(work, subject, MOST_CASES)]


@router.post("/positives", status_code=status.HTTP_201_CREATED)
def report_positive(new: PositiveIn, work: CurrentWork, subject: CurrentSubject) -> PositiveOut:
    """Note that a worker was found positive: they are in stand-down from this moment."""
    case, name = traces.report_positive(work, subject, NewCase(new.member_id, new.hazard_class, new.found_at, new.note))
    return PositiveOut.of(case, name)
