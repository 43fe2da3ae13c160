"""Checklists: read by desks and workers; confirmed by phones through their sync."""

from uuid import UUID

from fastapi import APIRouter, Response

from app.auth.dependencies import CurrentSubject, CurrentWork
from app.services import checklists
from app.wire.checklists import ChecklistOut, TemplateOut, checklist_out
from app.wire.common import Lang
from app.wire.headers import set_etag

router = APIRouter(prefix="/api/v1", tags=["checklists"])


@router.get("/checklist-templates")
def list_templates(work: CurrentWork, subject: CurrentSubject, lang: Lang) -> list[TemplateOut]:
    """The newest version of each template, by code."""
    return [TemplateOut.of(template, lang) for template in checklists.list_templates(work, subject)]


@router.get("/checklists/{checklist_id}")
def get_checklist(
    checklist_id: UUID, work: CurrentWork, subject: CurrentSubject, lang: Lang, response: Response
) -> ChecklistOut:
    """One checklist with its items, what was confirmed and what is still to do."""
    view = checklists.get_checklist(work, subject, checklist_id)
    set_etag(response, view.row.version)
    return checklist_out(view, lang)
