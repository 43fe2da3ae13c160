"""Checklist templates: versions that never change, drafts of the next ones, HSE's word, and taking one away."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response, status
from pydantic import Field

from app.auth.dependencies import CurrentSubject, CurrentWork
from app.services import checklist_drafts, template_versions
from app.services.checklist_drafts import DraftView
from app.wire.checklists import TemplateOut
from app.wire.common import Lang, QueryText, WireIn
from app.wire.headers import IfMatch, set_etag
from app.wire.templates import ContentShape, DraftOut, VersionOut

router = APIRouter(prefix="/api/v1", tags=["checklists"])

Code = Annotated[str, Field(min_length=1, max_length=60)]
Words = Annotated[str, Field(min_length=1, max_length=2000)]


class DraftIn(WireIn):
    """A draft to begin: of the next version of a template, or of a new one with its content."""

    code: Code
    content: ContentShape | None = None


class PublishIn(WireIn):
    """What is new, in words."""

    note: Words


class ConfirmIn(WireIn):
    """HSE's word on one version."""

    code: Code
    version: Annotated[int, Field(ge=1, le=2**31 - 1)]
    note: Words


class RetireIn(WireIn):
    """Which template is taken away, and why."""

    code: Code
    reason: Words


@router.get("/template-versions")
def list_template_versions(
    work: CurrentWork, subject: CurrentSubject, code: Annotated[QueryText | None, Query(max_length=60)] = None
) -> list[VersionOut]:
    """All versions of one template, the newest first; without a code the newest of each, retired ones too."""
    if code is None:
        return [VersionOut.of(view) for view in template_versions.list_newest(work, subject)]
    return [VersionOut.of(view) for view in template_versions.list_versions(work, subject, code)]


@router.post("/template-versions/confirm")
def confirm_template_version(word: ConfirmIn, work: CurrentWork, subject: CurrentSubject) -> VersionOut:
    """HSE's word that a version is right; name and time are kept."""
    return VersionOut.of(template_versions.confirm_version(work, subject, word.code, word.version, word.note))


@router.post("/template-versions/retire")
def retire_template(why: RetireIn, work: CurrentWork, subject: CurrentSubject) -> VersionOut:
    """Take a template away from jobs that are given from now on."""
    return VersionOut.of(template_versions.retire_template(work, subject, why.code, why.reason))


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
