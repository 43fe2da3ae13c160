"""Drafts of checklist templates: written on the safety desk, checked field by field, published as the next version."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from app.access import Subject, Verb
from app.errors import ConflictError, FieldError, InvalidError, NotFoundError, StaleError
from app.schema.base import new_id
from app.schema.checklists import ChecklistDraft, ChecklistTemplate
from app.services.checklist_templates import items_json, items_of, newest_version, publish_in
from app.services.events import About, record
from app.services.work import Tx, Work, again
from app.storage import checklist_drafts as rows
from app.storage import checklists as templates
from compliance.checklists import Template
from compliance.template_changes import Change, changes
from compliance.template_check import Content, Problem, check_content, is_code
from compliance.text import Text


@dataclass(frozen=True)
class DraftView:
    """A draft with what keeps it from being published, and how it differs from the version in force."""

    row: ChecklistDraft
    content: Content
    problems: tuple[Problem, ...]
    changes: tuple[Change, ...]
    newest: int
    """The newest version there is; when it is not the one that the draft is based on, somebody was faster."""


def list_drafts(work: Work, subject: Subject) -> list[DraftView]:
    """Everything that is being written, by code."""
    subject.scope(Verb.TEMPLATES_WRITE)
    with work.look() as tx:
        return [_view(tx, row) for row in rows.list_open(tx.session)]


def get_draft(work: Work, subject: Subject, draft_id: UUID) -> DraftView:
    """One draft.

    Raises:
        NotFoundError: there is none that is still open.
    """
    subject.scope(Verb.TEMPLATES_WRITE)
    with work.look() as tx:
        return _view(tx, _found(rows.find_open(tx.session, draft_id)))


@again
def begin_draft(work: Work, subject: Subject, code: str, content: Content | None) -> DraftView:
    """Begin the next version of a template, from the newest one unless ``content`` is given; or a new template.

    Raises:
        InvalidError: the code is none, or there is nothing to begin from.
        ConflictError: a draft of this template is open already.
    """
    subject.task or subject.scope(Verb.TEMPLATES_WRITE)
    if not is_code(code):
        detail = "a code has lower-case letters, digits and underscores, and begins with a letter"
        raise InvalidError.of("code", "code", detail, "choose another code")
    with work.begin() as tx:
        versions = templates.list_versions(tx.session, code)
        if rows.find_open_of(tx.session, code) is not None:
            raise ConflictError("a draft of this template is open already", code="checklist.draft_open")
        if content is None and not versions:
            raise InvalidError.of("content", "missing", "there is no template to begin from", "send the content")
        row = ChecklistDraft(
            id=new_id(), code=code, based_on=versions[0].version_no if versions else 0,
            body=_body(content or content_of(versions[0])), created_at=tx.now, created_by=subject.name,
            changed_at=tx.now, changed_by=subject.name,
        )  # fmt: skip
        tx.session.add(row)
        tx.session.flush()
        _tell(tx, subject, row, "checklist.draft_begun")
        return _view(tx, row)


@again
def change_draft(work: Work, subject: Subject, draft_id: UUID, content: Content, version: int) -> DraftView:
    """Write a draft anew; it may be unsound until it is published, and follows the newest version from now on.

    Raises:
        NotFoundError: there is none that is still open.
        StaleError: ``version`` is not the newest.
    """
    subject.scope(Verb.TEMPLATES_WRITE)
    with work.begin() as tx:
        row = _locked(tx, draft_id, version)
        row.body, row.based_on = _body(content), newest_version(tx, row.code)
        row.changed_at, row.changed_by = tx.now, subject.name
        tx.session.flush()
        _tell(tx, subject, row, "checklist.draft_changed")
        return _view(tx, row)


@again
def publish_draft(work: Work, subject: Subject, draft_id: UUID, version: int, note: str) -> ChecklistTemplate:
    """Make a draft the next immutable version; jobs given from now on take it, those that run keep theirs.

    Raises:
        NotFoundError: there is none that is still open.
        StaleError: ``version`` is not the newest.
        ConflictError: another version came meanwhile, or nothing is different.
        InvalidError: fields are wrong; each is named.
    """
    subject.scope(Verb.TEMPLATES_WRITE)
    with work.begin() as tx:
        row = _locked(tx, draft_id, version)
        view = _view(tx, row)
        if view.newest != row.based_on:
            detail = "another version came meanwhile; look at the difference and save your draft again"
            raise ConflictError(detail, code="checklist.draft_overtaken")
        if view.problems:
            raise InvalidError("the template cannot be published yet", code="invalid.template", errors=_errors(view))
        if not view.changes:
            raise ConflictError("nothing is different from the version in force", code="checklist.draft_unchanged")
        made = publish_in(tx, subject, template_from(view), note)
        row.state = "published"
        tx.session.flush()
        return made


@again
def discard_draft(work: Work, subject: Subject, draft_id: UUID, version: int) -> None:
    """Put a draft away; what it said stays in the table.

    Raises:
        NotFoundError: there is none that is still open.
        StaleError: ``version`` is not the newest.
    """
    subject.scope(Verb.TEMPLATES_WRITE)
    with work.begin() as tx:
        row = _locked(tx, draft_id, version)
        row.state = "discarded"
        tx.session.flush()
        _tell(tx, subject, row, "checklist.draft_discarded")


def preview_draft(work: Work, subject: Subject, draft_id: UUID) -> Template:
    """What phones would get.

    Raises:
        NotFoundError: there is none that is still open.
        InvalidError: fields are wrong; each is named.
    """
    view = get_draft(work, subject, draft_id)
    if view.problems:
        raise InvalidError("the template cannot be shown yet", code="invalid.template", errors=_errors(view))
    return template_from(view)


def template_from(view: DraftView) -> Template:
    """The version that a sound draft would be."""
    content = view.content
    return Template(
        view.row.code, view.newest + 1, content.purpose, content.name, content.items, content.ordered,
        content.hse_must_confirm,
    )  # fmt: skip


def content_of(row: ChecklistTemplate) -> Content:
    """What a published version says."""
    return Content(Text(**row.title), items_of(row.items), row.purpose, row.enforce_order, row.hse_must_confirm)


def _view(tx: Tx, row: ChecklistDraft) -> DraftView:
    content, versions = _content(row.body), templates.list_versions(tx.session, row.code)
    before = content_of(versions[0]) if versions else None
    newest = versions[0].version_no if versions else 0
    return DraftView(row, content, check_content(content), changes(before, content), newest)


def _errors(view: DraftView) -> Sequence[FieldError]:
    return [FieldError(each.field, each.why.code, each.why.text("en"), "correct it") for each in view.problems]


def _body(content: Content) -> dict[str, Any]:
    return {
        "title": asdict(content.name), "purpose": content.purpose, "ordered": content.ordered,
        "hse_must_confirm": content.hse_must_confirm, "items": items_json(content.items),
    }  # fmt: skip


def _content(body: dict[str, Any]) -> Content:
    return Content(
        Text(**body["title"]), items_of(body["items"]), body["purpose"], body["ordered"], body["hse_must_confirm"]
    )


def _tell(tx: Tx, subject: Subject, row: ChecklistDraft, verb: str) -> None:
    told = {"template": row.code, "based_on": row.based_on, "items": len(row.body["items"])}
    record(tx, subject, verb, About("checklist_draft", row.id), payload=told)


def _locked(tx: Tx, draft_id: UUID, version: int) -> ChecklistDraft:
    row = _found(rows.find_open(tx.session, draft_id, for_update=True))
    if row.version != version:
        raise StaleError(f"you read version {version}, meanwhile it is version {row.version}")
    return row


def _found(row: ChecklistDraft | None) -> ChecklistDraft:
    if row is None:
        raise NotFoundError("there is no such draft, or it was published or discarded")
    return row
