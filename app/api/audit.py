"""The audit trail, for auditors and administrators; the history of one thing, for whoever hears of it."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query

from app.auth.dependencies import CurrentSubject, CurrentWork
from app.services import audit
from app.wire.common import QueryText
from app.wire.events import EventOut, read_position
from app.wire.page import Cursor, Limit, Page, page_of

router = APIRouter(prefix="/api/v1/audit", tags=["audit"])


class AuditOut(EventOut):
    """One entry of the trail, with its facts; what names people is not among them."""

    device_time: datetime | None
    payload: dict[str, Any]


@router.get("")
def list_audit(
    work: CurrentWork,
    subject: CurrentSubject,
    subject_kind: Annotated[QueryText | None, Query(max_length=40)] = None,
    subject_id: UUID | None = None,
    cursor: Cursor = None,
    limit: Limit = 100,
) -> Page[AuditOut]:
    """What happened, oldest first; with ``subject_id`` the history of one thing."""
    found = audit.list_trail(
        work, subject, subject_id=subject_id, subject_kind=subject_kind, after=read_position(cursor), limit=limit
    )
    return page_of(found, limit, AuditOut.of, lambda event: (event.xid, event.id))
