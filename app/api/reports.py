"""Reports: figures of a unit and all below it."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from app.auth.dependencies import CurrentSubject, CurrentWork
from app.services import epidemic_reports
from app.wire.common import Lang, Moment
from app.wire.epidemic_reports import EpidemicReportOut, csv_of, file_name, pdf_of

router = APIRouter(prefix="/api/v1/reports", tags=["reports"])

Day = Annotated[date | None, Query(description="in the unit's own time zone; left out: today")]
Known = Annotated[Moment | None, Query(description="what was written later is left out; left out: now")]
_CSV: dict[int | str, dict[str, object]] = {200: {"content": {"text/csv": {"schema": {"type": "string"}}}}}
_PDF: dict[int | str, dict[str, object]] = {
    200: {"content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}}}
}


@router.get("/epidemic")
def get_epidemic_report(
    unit_id: UUID, work: CurrentWork, subject: CurrentSubject, day: Day = None, known_at: Known = None
) -> EpidemicReportOut:
    """The daily epidemiological report (536/EVN-TC&NS)."""
    return EpidemicReportOut.of(epidemic_reports.make_report(work, subject, unit_id, day, known_at))


@router.get("/epidemic.csv", response_class=Response, responses=_CSV)
def get_epidemic_csv(
    unit_id: UUID, work: CurrentWork, subject: CurrentSubject, lang: Lang, day: Day = None, known_at: Known = None
) -> Response:
    """The same as a table for spreadsheets."""
    report = epidemic_reports.make_report(work, subject, unit_id, day, known_at)
    headers = {"Content-Disposition": f'attachment; filename="{file_name(report, "csv")}"'}
    return Response(csv_of(report, lang), media_type="text/csv; charset=utf-8", headers=headers)


@router.get("/epidemic.pdf", response_class=Response, responses=_PDF)
def get_epidemic_pdf(
    unit_id: UUID, work: CurrentWork, subject: CurrentSubject, lang: Lang, day: Day = None, known_at: Known = None
) -> Response:
    """The same as a sheet to print."""
    report = epidemic_reports.make_report(work, subject, unit_id, day, known_at)
    headers = {"Content-Disposition": f'inline; filename="{file_name(report, "pdf")}"'}
    return Response(pdf_of(report, lang), media_type="application/pdf", headers=headers)
