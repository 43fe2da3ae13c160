"""Follow-ups: jobs that stand because a critical item failed, and how each goes on."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import Field

from app.auth.dependencies import CurrentSubject, CurrentWork
from app.services import follow_ups
from app.services.follow_up_views import FollowUpView
from app.services.follow_ups import Resolution
from app.wire.common import Lang, WireIn
from app.wire.follow_ups import FollowUpOut
from app.wire.headers import IfMatch, set_etag
from app.wire.page import Cursor, Limit, Page, decode_cursor, page_of

router = APIRouter(prefix="/api/v1/follow-ups", tags=["checklists"])


class ResolveIn(WireIn):
    """What was decided, and why."""

    resolution: Resolution
    note: Annotated[str, Field(min_length=1, max_length=2000)]


@router.get("")
def list_follow_ups(
    work: CurrentWork, subject: CurrentSubject, lang: Lang, state: Literal["open", "resolved"] | None = None,
    assignment_id: UUID | None = None, cursor: Cursor = None, limit: Limit = 100,
) -> Page[FollowUpOut]:  # fmt: skip
    """Follow-ups, the newest first."""
    before = decode_cursor(cursor, UUID)
    found = follow_ups.list_follow_ups(
        work, subject, state=state, assignment_id=assignment_id, before=before[0] if before else None, limit=limit
    )
    return page_of(found, limit, lambda view: FollowUpOut.of(view, lang), lambda view: (view.row.id,))


@router.get("/{follow_up_id}")
def get_follow_up(
    follow_up_id: UUID, work: CurrentWork, subject: CurrentSubject, lang: Lang, response: Response
) -> FollowUpOut:
    """One follow-up."""
    return _shown(follow_ups.get_follow_up(work, subject, follow_up_id), lang, response)


@router.post("/{follow_up_id}/resolve")
def resolve_follow_up(
    follow_up_id: UUID, decided: ResolveIn, version: IfMatch, work: CurrentWork, subject: CurrentSubject, lang: Lang,
    response: Response,
) -> FollowUpOut:  # fmt: skip
    """Decide: the crew repeats the list, the job ends, or HSE accepts the failure."""
    view = follow_ups.resolve(work, subject, follow_up_id, decided.resolution, decided.note, version)
    return _shown(view, lang, response)


def _shown(view: FollowUpView, lang: str, response: Response) -> FollowUpOut:
    set_etag(response, view.row.version)
    return FollowUpOut.of(view, lang)
