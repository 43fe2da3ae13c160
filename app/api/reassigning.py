"""Which crew would go next where one does not answer, and giving the job to it."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Response, status
from pydantic import Field

from app.api.candidates import CandidateOut
from app.auth.dependencies import CurrentSubject, CurrentWork
from app.services import reassigning
from app.wire.assignments import AssignmentOut
from app.wire.common import Lang, WireIn, WireOut
from app.wire.headers import OnceKey, set_etag

router = APIRouter(prefix="/api/v1/assignments", tags=["assignments"])


class NextCrewOut(WireOut):
    """The crew that would go next."""

    next: CandidateOut | None = Field(description="null where no other crew can go")


class ReassignIn(WireIn):
    """Which crew shall have the job instead."""

    crew_id: UUID
    reason: Annotated[str, Field(min_length=1, max_length=2000)] = Field(description="told to the crew that had it")


@router.get("/{assignment_id}/next-crew")
def get_next_crew(assignment_id: UUID, work: CurrentWork, subject: CurrentSubject, lang: Lang) -> NextCrewOut:
    """The first candidate that does not have the job already."""
    found = reassigning.find_next(work, subject, assignment_id)
    return NextCrewOut(next=CandidateOut.of(found, lang) if found else None)


@router.post("/{assignment_id}/reassign", status_code=status.HTTP_201_CREATED)
def reassign(
    assignment_id: UUID, body: ReassignIn, work: CurrentWork, subject: CurrentSubject, lang: Lang, once: OnceKey,
    response: Response,
) -> AssignmentOut:  # fmt: skip
    """Take the job off the crew and order another one to it, in one step; returns the new assignment."""
    view = reassigning.reassign(work, subject, assignment_id, body.crew_id, body.reason, once)
    set_etag(response, view.row.version)
    return AssignmentOut.of(view, lang)
