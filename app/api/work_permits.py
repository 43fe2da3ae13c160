"""Electrical work permits and orders: read, drawn up, signed, handed back, ended, printed."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Response, status
from pydantic import Field

from app.auth.dependencies import CurrentSubject, CurrentWork
from app.services import work_permits
from app.services.work_permit_views import WorkPermitView
from app.storage.work_permits import WorkPermitFilter
from app.wire.common import Lang, WireIn
from app.wire.headers import set_etag
from app.wire.page import Cursor, Limit, Page, decode_cursor, page_of
from app.wire.work_permit_sheet import pdf_of
from app.wire.work_permits import WorkPermitOut

router = APIRouter(prefix="/api/v1/work-permits", tags=["work permits"])


class WorkPermitIn(WireIn):
    """A document to be drawn up; what it says follows from the job."""

    assignment_id: UUID
    kind: Literal["permit", "order"] = "permit"


class SignatureIn(WireIn):
    """A signature under one's own account."""

    role: Literal["issuer", "permitter", "direct_supervisor", "electrical_safety_supervisor"]


class WorkPermitEndIn(WireIn):
    """How a document ends, and why."""

    to: Literal["closed", "cancelled"]
    reason: Annotated[str, Field(min_length=1, max_length=2000)]


@router.get("")
def list_work_permits(
    work: CurrentWork, subject: CurrentSubject, lang: Lang, assignment_id: UUID | None = None,
    state: Literal["draft", "issued", "permitted", "handed_back", "closed", "cancelled"] | None = None,
    unit_id: UUID | None = None, cursor: Cursor = None, limit: Limit = 100,
) -> Page[WorkPermitOut]:  # fmt: skip
    """Documents that I may see, the newest first."""
    before = decode_cursor(cursor, UUID)
    which = WorkPermitFilter(assignment_id, state, unit_id)
    found = work_permits.list_work_permits(work, subject, which, before=before[0] if before else None, limit=limit)
    return page_of(found, limit, lambda view: WorkPermitOut.of(view, lang), lambda view: (view.row.id,))


@router.post("", status_code=status.HTTP_201_CREATED)
def create_work_permit(
    new: WorkPermitIn, work: CurrentWork, subject: CurrentSubject, lang: Lang, response: Response
) -> WorkPermitOut:
    """Draw up a document for a job whose method is chosen; a draft that it had is cancelled."""
    return _shown(work_permits.draw_up(work, subject, new.assignment_id, new.kind), lang, response)


@router.get("/{work_permit_id}")
def get_work_permit(
    work_permit_id: UUID, work: CurrentWork, subject: CurrentSubject, lang: Lang, response: Response
) -> WorkPermitOut:
    """One document with its signatures."""
    return _shown(work_permits.get_work_permit(work, subject, work_permit_id), lang, response)


@router.get("/{work_permit_id}/pdf", response_class=Response, responses={200: {"content": {"application/pdf": {}}}})
def get_work_permit_pdf(work_permit_id: UUID, work: CurrentWork, subject: CurrentSubject) -> Response:
    """To print: A4, in both languages."""
    view = work_permits.get_work_permit(work, subject, work_permit_id)
    name = f'inline; filename="{view.row.number}.pdf"'
    headers = {"Content-Disposition": name, "Cache-Control": "no-store"}
    zone = work_permits.time_zone_of(work, view.row)
    return Response(pdf_of(view, zone), media_type="application/pdf", headers=headers)


@router.post("/{work_permit_id}/signatures")
def sign_work_permit(
    work_permit_id: UUID, given: SignatureIn, work: CurrentWork, subject: CurrentSubject, lang: Lang, response: Response
) -> WorkPermitOut:
    """Sign under my own account; the last signature permits the work."""
    return _shown(work_permits.sign(work, subject, work_permit_id, given.role), lang, response)


@router.post("/{work_permit_id}/hand-back")
def hand_back_work_permit(
    work_permit_id: UUID, work: CurrentWork, subject: CurrentSubject, lang: Lang, response: Response
) -> WorkPermitOut:
    """The work is done, people and tools are out: the direct supervisor gives the document back."""
    return _shown(work_permits.hand_back(work, subject, work_permit_id), lang, response)


@router.post("/{work_permit_id}/end")
def end_work_permit(
    work_permit_id: UUID, ended: WorkPermitEndIn, work: CurrentWork, subject: CurrentSubject, lang: Lang,
    response: Response,
) -> WorkPermitOut:  # fmt: skip
    """Close a document that was handed back, or cancel one before that."""
    return _shown(work_permits.end(work, subject, work_permit_id, ended.to, ended.reason), lang, response)


def _shown(view: WorkPermitView, lang: str, response: Response) -> WorkPermitOut:
    set_etag(response, view.row.version)
    return WorkPermitOut.of(view, lang)
