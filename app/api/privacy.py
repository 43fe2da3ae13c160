"""Privacy: periods and what retention did, holds, requests of data subjects, who looked at health data."""

from datetime import datetime
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from fastapi import APIRouter, Query, Response, status
from pydantic import Field

from app.auth.dependencies import CurrentEvidence, CurrentSubject, CurrentWork
from app.schema.events import Event
from app.schema.privacy import HealthRead
from app.services import health_reads, privacy_export, privacy_holds, privacy_requests, retention
from app.services.privacy_holds import HoldView, NewHold
from app.services.privacy_requests import NewRequest, RequestView
from app.services.retention import Rule
from app.wire.common import Lang, Moment, WireIn, WireOut
from app.wire.headers import IfMatch, set_etag
from app.wire.page import Cursor, Limit, Page, decode_cursor, page_of

router = APIRouter(prefix="/api/v1", tags=["privacy"])

_ZIP = "application/zip"
_ZIPPED: dict[int | str, dict[str, Any]] = {
    200: {"content": {_ZIP: {"schema": {"type": "string", "format": "binary"}}}}
}
_PRIVATE = {"Cache-Control": "private, no-store", "Content-Disposition": 'attachment; filename="personal-data.zip"'}
MOST_APPLIED = 100
HoldKind = Literal["person", "job", "zone"]
RequestKind = Literal["access", "erasure"]
Ground = Literal["not_identified", "still_employed", "legal_duty", "dispute", "excessive"]


class PrivacyRuleOut(WireOut):
    """One kind of personal data and how long it is kept here."""

    code: str
    title: str
    purpose: str
    ground: str
    begins: str = Field(description="from when the period counts")
    days: int
    deleted: bool = Field(description="rows go; else only what names people")
    holds: list[HoldKind]

    @classmethod
    def of(cls, rule: Rule, lang: str) -> Self:
        """In the language of the asker."""
        kind = rule.kind
        texts = {name: getattr(kind, name).get(lang) for name in ("title", "purpose", "ground", "begins")}
        return cls(code=kind.code, days=rule.period.days, deleted=kind.deleted, holds=list(kind.holds), **texts)


class RetentionRunOut(WireOut):
    """What retention took away at one time: counts, no names."""

    id: UUID
    at: datetime
    unit_id: UUID | None
    kind: str
    before: datetime
    counts: dict[str, int]

    @classmethod
    def of(cls, event: Event) -> Self:
        """As it was told."""
        return cls(id=event.id, at=event.server_time, unit_id=event.unit_id, **event.payload)


class PrivacyHoldIn(WireIn):
    """What is kept beyond its time."""

    kind: HoldKind
    subject_id: UUID
    reason: Annotated[str, Field(min_length=1, max_length=500)]
    until: Moment | None = None
    unit_id: Annotated[UUID | None, Field(description="of a zone: for which unit it is held")] = None


class PrivacyHoldOut(WireOut):
    """A hold."""

    id: UUID
    unit_id: UUID
    kind: HoldKind
    subject_id: UUID
    name: str
    reason: str
    placed_at: datetime
    placed_by: UUID | None
    until: datetime | None
    lifted_at: datetime | None
    in_force: bool

    @classmethod
    def of(cls, view: HoldView) -> Self:
        """As the service found it."""
        shown = {each: getattr(view.row, each) for each in cls.model_fields if each not in ("name", "in_force")}
        return cls(name=view.name, in_force=view.in_force, **shown)


class PrivacyRequestIn(WireIn):
    """What somebody asks for: one of member, user and phone says who it is."""

    kind: RequestKind
    member_id: UUID | None = None
    user_id: UUID | None = None
    phone: Annotated[str, Field(max_length=30)] | None = None
    unit_id: Annotated[UUID | None, Field(description="of a customer: which unit answers")] = None
    received_at: Moment | None = None


class PrivacyRefusalIn(WireIn):
    """On which ground."""

    ground: Ground


class PrivacyEffectOut(WireOut):
    """One thing that was given or erased; with `kept` what stays, and why."""

    what: str
    count: int
    kept: str | None = None


class PrivacyRequestOut(WireOut):
    """A request of a data subject."""

    id: UUID
    unit_id: UUID
    kind: RequestKind
    person_kind: Literal["worker", "customer"]
    who: str
    state: Literal["open", "answered", "refused"]
    received_at: datetime
    due_at: datetime
    late: bool
    answered_at: datetime | None
    refusal: Ground | None
    answer: list[PrivacyEffectOut]
    version: int

    @classmethod
    def of(cls, view: RequestView) -> Self:
        """As the service found it."""
        row = view.row
        made = ("who", "late", "answer")
        shown = {each: getattr(row, each) for each in cls.model_fields if each not in made}
        answer = [PrivacyEffectOut.model_validate(each) for each in row.answer or ()]
        return cls(who=view.who, late=view.late, answer=answer, **shown)


class OwnHealthReadOut(WireOut):
    """A look at health data."""

    id: UUID
    what: str
    why: str
    read_at: datetime
    reader: str


class HealthReadOut(OwnHealthReadOut):
    """A look at health data, and whose."""

    unit_id: UUID
    member_id: UUID
    name: str

    @classmethod
    def of(cls, found: tuple[HealthRead, str]) -> Self:
        """As the service found it."""
        row, name = found
        return cls(name=name, **{each: getattr(row, each) for each in cls.model_fields if each != "name"})


@router.get("/privacy/rules")
def list_privacy_rules(work: CurrentWork, subject: CurrentSubject, lang: Lang) -> list[PrivacyRuleOut]:
    """How long which personal data is kept here, what for, on which ground. Everybody may know."""
    del subject
    return [PrivacyRuleOut.of(each, lang) for each in retention.list_rules(work)]


@router.get("/privacy/retention")
def list_retention(work: CurrentWork, subject: CurrentSubject) -> list[RetentionRunOut]:
    """What retention took away, the newest first."""
    return [RetentionRunOut.of(each) for each in retention.list_applied(work, subject, MOST_APPLIED)]


@router.get("/privacy/holds")
def list_privacy_holds(work: CurrentWork, subject: CurrentSubject) -> list[PrivacyHoldOut]:
    """What is kept beyond its time, and what was."""
    return [PrivacyHoldOut.of(each) for each in privacy_holds.list_holds(work, subject)]


@router.post("/privacy/holds", status_code=status.HTTP_201_CREATED)
def place_privacy_hold(new: PrivacyHoldIn, work: CurrentWork, subject: CurrentSubject) -> PrivacyHoldOut:
    """Keep something beyond its time."""
    return PrivacyHoldOut.of(privacy_holds.place(work, subject, NewHold(**new.model_dump())))


@router.post("/privacy/holds/{hold_id}/lift")
def lift_privacy_hold(hold_id: UUID, work: CurrentWork, subject: CurrentSubject) -> PrivacyHoldOut:
    """Let go: what is due by then goes at the next round."""
    return PrivacyHoldOut.of(privacy_holds.lift(work, subject, hold_id))


@router.get("/privacy/requests")
def list_privacy_requests(
    work: CurrentWork, subject: CurrentSubject, open_only: Annotated[bool, Query(alias="open")] = False
) -> list[PrivacyRequestOut]:
    """Requests about people of my units: what is open by when it is due, then the newest answers."""
    return [PrivacyRequestOut.of(each) for each in privacy_requests.list_requests(work, subject, open_only=open_only)]


@router.post("/privacy/requests", status_code=status.HTTP_201_CREATED)
def receive_privacy_request(
    new: PrivacyRequestIn, work: CurrentWork, subject: CurrentSubject, response: Response
) -> PrivacyRequestOut:
    """Write down what somebody asks; it is due in two working days."""
    return _shown(privacy_requests.receive(work, subject, NewRequest(**new.model_dump())), response)


@router.get("/privacy/requests/{request_id}/preview")
def preview_privacy_erasure(request_id: UUID, work: CurrentWork, subject: CurrentSubject) -> list[PrivacyEffectOut]:
    """What an erasure would take away, and what would stay and why."""
    return [PrivacyEffectOut.model_validate(each) for each in privacy_requests.preview(work, subject, request_id)]


@router.post("/privacy/requests/{request_id}/erase")
def erase_privacy_request(
    request_id: UUID, version: IfMatch, work: CurrentWork, subject: CurrentSubject, response: Response
) -> PrivacyRequestOut:
    """Erase what may be erased. It cannot be taken back."""
    return _shown(privacy_requests.erase(work, subject, request_id, version), response)


@router.post("/privacy/requests/{request_id}/export", response_class=Response, responses=_ZIPPED)
def export_privacy_request(
    request_id: UUID, work: CurrentWork, subject: CurrentSubject, room: CurrentEvidence
) -> Response:
    """All that is held about whoever asked, as a ZIP; that you fetched it is on record."""
    packed = privacy_requests.export(work, subject, request_id, room.store)
    return Response(packed, media_type=_ZIP, headers=_PRIVATE)


@router.post("/privacy/requests/{request_id}/refuse")
def refuse_privacy_request(
    request_id: UUID,
    said: PrivacyRefusalIn,
    version: IfMatch,
    work: CurrentWork,
    subject: CurrentSubject,
    response: Response,
) -> PrivacyRequestOut:
    """Refuse on a ground."""
    return _shown(privacy_requests.refuse(work, subject, request_id, version, said.ground), response)


@router.get("/privacy/health-reads")
def list_health_reads(
    work: CurrentWork, subject: CurrentSubject, member_id: UUID | None = None, cursor: Cursor = None, limit: Limit = 100
) -> Page[HealthReadOut]:
    """Who looked at health data of workers of my units, and why; the newest first."""
    before = decode_cursor(cursor, UUID)
    at = before[0] if before else None
    found = health_reads.list_reads(work, subject, member_id=member_id, before=at, limit=limit)
    return page_of(found, limit, HealthReadOut.of, lambda row: (row[0].id,))


@router.get("/me/health-reads")
def list_own_health_reads(work: CurrentWork, subject: CurrentSubject) -> list[OwnHealthReadOut]:
    """Who looked at my health data, and why."""
    return [OwnHealthReadOut.model_validate(each) for each in health_reads.list_own(work, subject)]


@router.get("/me/data", response_class=Response, responses=_ZIPPED)
def export_own_data(work: CurrentWork, subject: CurrentSubject, room: CurrentEvidence) -> Response:
    """All that is held about me, as a ZIP."""
    return Response(privacy_export.export_own(work, subject, room.store), media_type=_ZIP, headers=_PRIVATE)


def _shown(view: RequestView, response: Response) -> PrivacyRequestOut:
    set_etag(response, view.row.version)
    return PrivacyRequestOut.of(view)
