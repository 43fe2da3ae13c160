"""Jobs on their way from one crew to the next; whoever is ordered to the ticket gets them."""

from uuid import UUID

from fastapi import APIRouter

from app.auth.dependencies import CurrentSubject, CurrentWork
from app.services import hand_overs
from app.wire.common import Lang
from app.wire.crew_life import HandOverOut
from app.wire.page import Cursor, Limit, Page, decode_cursor, page_of

router = APIRouter(prefix="/api/v1/hand-overs", tags=["assignments"])


@router.get("")
def list_hand_overs(
    work: CurrentWork, subject: CurrentSubject, lang: Lang, open: bool | None = None,  # noqa: A002 - as all lists
    ticket_id: UUID | None = None, cursor: Cursor = None, limit: Limit = 100,
) -> Page[HandOverOut]:  # fmt: skip
    """Hand-overs that I may see, the newest first."""
    before = decode_cursor(cursor, UUID)
    found = hand_overs.list_hand_overs(
        work, subject, still_open=open, ticket_id=ticket_id, before=before[0] if before else None, limit=limit
    )
    return page_of(found, limit, lambda each: HandOverOut.of(each, lang), lambda each: (each[0].id,))
