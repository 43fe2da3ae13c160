"""The audit trail, its verification, and jobs at past moments; the history of one thing, for whoever hears of it."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query

from app.auth.audit_keys import known_keys
from app.auth.dependencies import CurrentSubject, CurrentWork
from app.services import audit, past_jobs
from app.services.audit_report import MOST_LINKS, Proofs, verify_recent
from app.services.checkpoint_file import CheckpointFile
from app.services.work import Work
from app.wire.audit import AuditVerifyOut, PastJobOut
from app.wire.common import Lang, Moment, QueryText
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


@router.get("/verify")
def verify_audit(
    work: CurrentWork,
    subject: CurrentSubject,
    chain_id: UUID | None = None,
    after: Annotated[int | None, Query(ge=0, le=2**62)] = None,
    limit: Annotated[int, Query(ge=1, le=MOST_LINKS)] = 5000,
) -> AuditVerifyOut:
    """Recompute the newest links of the chains of one's units, or those of one chain behind a position."""
    report = verify_recent(work, subject, _proofs(work), chain_id=chain_id, after=after, limit=limit)
    return AuditVerifyOut.of(report)


@router.get("/jobs/{job_id}/at")
def get_past_job(
    work: CurrentWork, subject: CurrentSubject, lang: Lang, job_id: UUID, time: Moment | None = None
) -> PastJobOut:
    """A ticket, or the one that an assignment works on, as it stood at a moment; with all that ever happened to it."""
    return PastJobOut.of(past_jobs.get_past(work, subject, job_id, time), lang)


def _proofs(work: Work) -> Proofs:
    """The newest checkpoints that lie on this host; none where the worker runs elsewhere."""
    home = work.settings.home
    return Proofs() if home is None else Proofs(CheckpointFile.inside(home).tail(), known_keys(home))
