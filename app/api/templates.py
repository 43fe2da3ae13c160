"""Checklist templates: versions that never change, drafts of the next ones, HSE's word, and taking one away."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Response, status
from pydantic import Field

from app.auth.dependencies import CurrentSubject, CurrentWork
from app.services import checklist_drafts, template_versions
from app.services.checklist_drafts import DraftView
from app.wire.checklists import TemplateOut
from app.wire.common import Lang, WireIn
from app.wire.headers import IfMatch, set_etag
from app.wire.templates import ContentShape, DraftOut, VersionOut

router = APIRouter(prefix="/api/v1", tags=["checklists"])

Words = Annotated[str, Field(min_length=1, max_length=2000)]


class DraftIn(WireIn):
    """A draft to begin: of the next version of a template, or of a new one with its content."""

    code: Annotated[str, Field(min_length=1, max_length=60)]
    content: ContentShape | None = None


class PublishIn(WireIn):
    """What is new, in words."""

    note: Words


class WordIn(WireIn):
    """HSE's word."""

    note: Words


class RetireIn(WireIn):
    """Why a template is taken away."""

    reason: Words


@router.get("/template-versions")
def list_newest_versions(work: CurrentWork, subject: CurrentSubject) -> list[VersionOut]:
    """The newest version of each template in both languages, retired ones too, by code."""
    return [VersionOut.of(view) for view in template_versions.list_newest(work, subject)]


@router.get("/template-versions/{code}")
def list_template_versions(code: str, work: CurrentWork, subject: CurrentSubject) -> list[VersionOut]:
    """All versions of a template, the newest first."""
    return [VersionOut.of(view) for view in template_versions.list_versions(work, subject, code)]


@router.post("/template-versions/{code}/{version_no}/confirm")
def confirm_template_version(
    code: str, version_no: int, word: WordIn, work: CurrentWork, subject: CurrentSubject
) -> VersionOut:
    """HSE's word that a version is right; name and time are kept."""
    return VersionOut.of(template_versions.confirm_version(work, subject, code, version_no, word.note))


@router.post("/template-versions/{code}/retire")
def retire_template(code: str, why: RetireIn, work: CurrentWork, subject: CurrentSubject) -> VersionOut:
    """Take a template away from jobs that are given from now on."""
    return VersionOut.of(template_versions.retire_template(work, subject, code, why.reason))


@router.get("/template-drafts")
def list_drafts(work: CurrentWork, subject: CurrentSubject, lang: Lang) -> list[DraftOut]:
    """Everything that is being written."""
    return [DraftOut.of(view, lang) for view in checklist_drafts.list_drafts(work, subject)]


@router.post("/template-drafts", status_code=status.HTTP_201_CREATED)
def begin_draft(new: DraftIn, work: CurrentWork, subject: CurrentSubject, lang: Lang, response: Response) -> DraftOut:
    """Begin the next version of a template, or a new template."""
    content = new.content.read() if new.content else None
    return _shown(checklist_drafts.begin_draft(work, subject, new.code, content), lang, response)


@router.get("/template-drafts/{draft_id}")
def get_draft(draft_id: UUID, work: CurrentWork, subject: CurrentSubject, lang: Lang, response: Response) -> DraftOut:
    """One draft with what is wrong with it and what is different."""
    return _shown(checklist_drafts.get_draft(work, subject, draft_id), lang, response)


@router.put("/template-drafts/{draft_id}")
def change_draft(
    draft_id: UUID, content: ContentShape, version: IfMatch, work: CurrentWork, subject: CurrentSubject, lang: Lang,
    response: Response,
) -> DraftOut:  # fmt: skip
    """Write a draft anew; it may be unsound until it is published."""
    return _shown(checklist_drafts.change_draft(work, subject, draft_id, content.read(), version), lang, response)


@router.get("/template-drafts/{draft_id}/preview")
def preview_draft(draft_id: UUID, work: CurrentWork, subject: CurrentSubject, lang: Lang) -> TemplateOut:
    """What phones would get, in one language."""
    return TemplateOut.of(checklist_drafts.preview_draft(work, subject, draft_id), lang)


@router.post("/template-drafts/{draft_id}/publish")
def publish_draft(
    draft_id: UUID, said: PublishIn, version: IfMatch, work: CurrentWork, subject: CurrentSubject
) -> VersionOut:
    """Make a draft the next version, which never changes again."""
    made = checklist_drafts.publish_draft(work, subject, draft_id, version, said.note)
    return VersionOut.of(template_versions.VersionView(made, checklist_drafts.content_of(made), None, None))


@router.delete("/template-drafts/{draft_id}", status_code=status.HTTP_204_NO_CONTENT)
def discard_draft(draft_id: UUID, version: IfMatch, work: CurrentWork, subject: CurrentSubject) -> None:
    """Put a draft away."""
    checklist_drafts.discard_draft(work, subject, draft_id, version)


def _shown(view: DraftView, lang: str, response: Response) -> DraftOut:
    set_etag(response, view.row.version)
    return DraftOut.of(view, lang)
