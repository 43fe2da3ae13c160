"""Calls of crews for help or material: seen at once, answered from the desk."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter
from pydantic import Field

from app.auth.dependencies import CurrentSubject, CurrentWork
from app.services import help_requests
from app.services.help_requests import HelpAnswer
from app.wire.common import Lang, Moment, WireIn
from app.wire.crew_life import HelpRequestOut
from app.wire.page import Cursor, Limit, Page, decode_cursor, page_of

router = APIRouter(prefix="/api/v1/help-requests", tags=["crews"])


class HelpAnswerIn(WireIn):
    """Accepted with the time when it comes, refused with the reason, or done."""

    to: Literal["accepted", "refused", "done"]
    text: Annotated[str, Field(min_length=1, max_length=1000)] | None = None
    expected_at: Moment | None = None


@router.get("")
def list_help_requests(
    work: CurrentWork, subject: CurrentSubject, lang: Lang, open: bool | None = None,  # noqa: A002 - as all lists
    cursor: Cursor = None, limit: Limit = 100,
) -> Page[HelpRequestOut]:  # fmt: skip
    """Calls that I may see, the newest first."""
    before = decode_cursor(cursor, UUID)
    found = help_requests.list_requests(
        work, subject, still_open=open, before=before[0] if before else None, limit=limit
    )
    return page_of(found, limit, lambda each: HelpRequestOut.of(each, lang), lambda each: (each[0].id,))


@router.post("/{help_id}/answer")
def answer_help_request(
    help_id: UUID, body: HelpAnswerIn, work: CurrentWork, subject: CurrentSubject, lang: Lang
) -> HelpRequestOut:
    """Answer a crew; its phone is told."""
    given = HelpAnswer(body.to, body.text, body.expected_at)
    return HelpRequestOut.of(help_requests.answer(work, subject, help_id, given), lang)
