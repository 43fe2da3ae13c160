"""The exposure ledger for HSE, and what each worker may see of their own."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response, status
from pydantic import Field

from app.auth.dependencies import CurrentSubject, CurrentWork
from app.services import exposure_log, exposure_records
from app.services.exposure_log import Breach, Contact, Correction
from app.services.exposure_records import RecordView, StayCorrection
from app.storage.exposure_records import StayFilter
from app.wire.common import Moment, WireIn, WireOut
from app.wire.exposures import (
    Band,
    BreachAction,
    BreachItem,
    ExposureRecordOut,
    FollowUp,
    OwnStayOut,
    StayOut,
)
from app.wire.headers import IfMatch, set_etag
from app.wire.page import MAX_LIMIT, Page, decode_cursor, page_of

router = APIRouter(prefix="/api/v1/exposures", tags=["exposures"])

Words = Annotated[str, Field(min_length=1, max_length=2000)]
Reason = Annotated[str, Query(description="why you look; it is on record", pattern="^[a-z_]{1,20}$")]


class ExposureMadeOut(WireOut):
    """What was written down."""

    id: UUID


class StayCorrectionIn(WireIn):
    """All that the stay was in truth."""

    entered_at: Moment
    left_at: Moment | None = None
    vehicle_id: UUID | None = None
    role: Annotated[str, Field(max_length=60)] | None = None
    ppe_profile: Annotated[str, Field(max_length=60)] | None = None
    void: bool = False
    why: Words

    def read(self) -> StayCorrection:
        """As the service takes it."""
        return StayCorrection(
            self.entered_at, self.left_at, self.vehicle_id, self.role, self.ppe_profile, self.why, self.void
        )


class CorrectsIn(WireIn):
    """Which row is corrected."""

    corrects_id: UUID | None = None
    retract: Annotated[bool, Field(description="with corrects_id: it never was")] = False

    def corrects(self) -> Correction | None:
        """As the service takes it."""
        return Correction(self.corrects_id, self.retract) if self.corrects_id else None


class ExposureContactIn(CorrectsIn):
    """Whom the worker was near; without a worker and without words about an outsider: nobody."""

    with_member_id: UUID | None = None
    who: Words | None = None
    band: Band = "unknown"
    minutes: Annotated[int, Field(ge=0, le=10_080)] | None = None
    indoor: bool | None = None
    masked: bool | None = None
    happened_at: Moment | None = None

    def read(self) -> Contact:
        """As the service takes it."""
        return Contact(
            self.with_member_id, self.who is not None, self.who, self.band, self.minutes, self.indoor, self.masked,
            self.happened_at,
        )  # fmt: skip


class ExposureBreachIn(CorrectsIn):
    """Protection that failed."""

    item: BreachItem
    action: BreachAction = "none"
    note: Words | None = None
    happened_at: Moment | None = None


class ExposureClassificationIn(WireIn):
    """HSE's word on a stay."""

    level: Annotated[str, Field(pattern="^[a-z0-9_]{1,40}$")]
    follow_up: FollowUp = "none"
    note: Words | None = None


@router.get("/mine")
def list_own_stays(work: CurrentWork, subject: CurrentSubject) -> list[OwnStayOut]:
    """My own stays in zones, the newest first."""
    return [OwnStayOut.of_own(each) for each in exposure_records.list_own(work, subject)]


class StayQuery(WireIn):
    """Which stays."""

    unit_id: UUID | None = None
    member_id: UUID | None = None
    zone_id: UUID | None = None
    hazard_class: Annotated[str | None, Field(pattern="^[a-z_]{1,40}$")] = None
    level: Annotated[str | None, Field(pattern="^[a-z0-9_]{1,40}$")] = None
    inside: bool = False
    with_breach: bool = False
    to_confirm: Annotated[bool, Field(description="levels above the lowest that nobody confirmed")] = False
    since: Moment | None = None
    until: Moment | None = None
    cursor: Annotated[str | None, Field(description="`next_cursor` of the page before")] = None
    limit: Annotated[int, Field(ge=1, le=MAX_LIMIT)] = 50

    def read(self) -> StayFilter:
        """As the service takes it."""
        return StayFilter(**self.model_dump(exclude={"cursor", "limit"}))


@router.get("")
def list_exposures(work: CurrentWork, subject: CurrentSubject, which: Annotated[StayQuery, Query()]) -> Page[StayOut]:
    """Stays in zones of my units' crews, who entered last on top. That somebody looked is on record."""
    before = decode_cursor(which.cursor, datetime, UUID)
    at = (before[0], before[1]) if before else None
    found = exposure_records.list_records(work, subject, which.read(), before=at, limit=which.limit)
    return page_of(found, which.limit, StayOut.of, lambda row: (row.stay.first_entered_at, row.stay.id))


@router.get("/{exposure_id}")
def get_exposure(
    exposure_id: UUID, why: Reason, work: CurrentWork, subject: CurrentSubject, response: Response
) -> ExposureRecordOut:
    """One record, opened. `why`: follow_up, trace, request, audit or correction. That you looked is on record."""
    return _shown(exposure_records.get_record(work, subject, exposure_id, why), response)


@router.post("/{exposure_id}/corrections", status_code=status.HTTP_201_CREATED)
def correct_exposure(
    exposure_id: UUID, said: StayCorrectionIn, version: IfMatch, work: CurrentWork, subject: CurrentSubject,
    response: Response,
) -> ExposureRecordOut:  # fmt: skip
    """Write down what the stay was in truth; what was written before stays."""
    return _shown(exposure_records.correct(work, subject, exposure_id, version, said.read()), response)


@router.post("/{exposure_id}/contacts", status_code=status.HTTP_201_CREATED)
def add_contact(
    exposure_id: UUID, said: ExposureContactIn, work: CurrentWork, subject: CurrentSubject
) -> ExposureMadeOut:
    """Add a contact, or correct one."""
    return ExposureMadeOut(id=exposure_log.add_contact(work, subject, exposure_id, said.read(), said.corrects()))


@router.post("/{exposure_id}/breaches", status_code=status.HTTP_201_CREATED)
def add_breach(
    exposure_id: UUID, said: ExposureBreachIn, work: CurrentWork, subject: CurrentSubject
) -> ExposureMadeOut:
    """Add a breach, or correct one."""
    breach = Breach(said.item, said.action, said.note, said.happened_at)
    return ExposureMadeOut(id=exposure_log.add_breach(work, subject, exposure_id, breach, said.corrects()))


@router.post("/{exposure_id}/classifications", status_code=status.HTTP_201_CREATED)
def classify_exposure(
    exposure_id: UUID, said: ExposureClassificationIn, work: CurrentWork, subject: CurrentSubject, response: Response
) -> ExposureRecordOut:
    """Set the level; the stand-downs that the rule began become those of this level."""
    view = exposure_records.classify(
        work, subject, exposure_id, level=said.level, follow_up=said.follow_up, note=said.note
    )
    return _shown(view, response)


def _shown(view: RecordView, response: Response) -> ExposureRecordOut:
    set_etag(response, view.version)
    response.headers["Cache-Control"] = "private, no-store"
    return ExposureRecordOut.of_record(view)
