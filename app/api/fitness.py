"""Workers who said before a shift that they are not well: HSE looks, and decides."""

from datetime import datetime
from typing import Literal, Self
from uuid import UUID

from fastapi import APIRouter

from app.auth.dependencies import CurrentSubject, CurrentWork
from app.services import fitness
from app.services.fitness import FitnessView
from app.wire.common import Lang, Moment, WireIn, WireOut
from app.wire.crew_life import CodeNameOut
from app.wire.page import Cursor, Limit, Page, decode_cursor, page_of
from compliance.sign_ons import SYMPTOMS

router = APIRouter(prefix="/api/v1/fitness-reports", tags=["exposures"])


class FitnessDecisionIn(WireIn):
    """Fit where no end is given; else in stand-down until then."""

    until: Moment | None = None


class FitnessReportOut(WireOut):
    """What a worker said."""

    id: UUID
    member_id: UUID
    name: str
    crew_code: str
    said_at: datetime
    symptoms: list[CodeNameOut]
    decision: Literal["fit", "stand_down"] | None
    decided_at: datetime | None

    @classmethod
    def of(cls, view: FitnessView, lang: str) -> Self:
        """In the asker's language."""
        row = view.row
        return cls(
            id=row.id, member_id=row.member_id, name=view.member.name, crew_code=view.crew.code, said_at=row.said_at,
            symptoms=[CodeNameOut.of(code, SYMPTOMS[code], lang) for code in view.symptoms if code in SYMPTOMS],
            decision=row.decision, decided_at=row.decided_at,
        )  # fmt: skip


@router.get("")
def list_fitness_reports(
    work: CurrentWork, subject: CurrentSubject, lang: Lang, open: bool | None = None,  # noqa: A002 - as all lists
    cursor: Cursor = None, limit: Limit = 100,
) -> Page[FitnessReportOut]:  # fmt: skip
    """Reports of my units, the newest first; that I looked is on record."""
    before = decode_cursor(cursor, UUID)
    found = fitness.list_reports(work, subject, still_open=open, before=before[0] if before else None, limit=limit)
    return page_of(found, limit, lambda each: FitnessReportOut.of(each, lang), lambda each: (each.row.id,))


@router.post("/{report_id}/decide", status_code=204)
def decide_fitness_report(report_id: UUID, body: FitnessDecisionIn, work: CurrentWork, subject: CurrentSubject) -> None:
    """Decide that the worker is fit, or put them in stand-down."""
    fitness.decide(work, subject, report_id, body.until)
