"""Published versions of checklist templates: who published them, whether HSE confirmed them, and taking one away."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.access import Subject, Verb
from app.errors import ConflictError, InvalidError, NotFoundError
from app.schema.checklists import ChecklistTemplate, TemplateMark
from app.services.checklist_drafts import content_of
from app.services.events import About, record
from app.services.work import Tx, Work, again
from app.storage import checklists as rows
from compliance.dead_work import DEAD_WORK
from compliance.shipped import DEFAULT_REQUIREMENTS
from compliance.template_check import Content

NEEDED = frozenset({"tailboard", DEAD_WORK}).union(
    *({*asked.entry_templates, *asked.exit_templates} for asked in DEFAULT_REQUIREMENTS.values())
)
"""Templates without which no job, or no new zone, can be made: only another version may take the place of one."""


@dataclass(frozen=True)
class VersionView:
    """One published version; ``confirmed`` and ``retired`` are None while nobody has done so."""

    row: ChecklistTemplate
    content: Content
    confirmed: TemplateMark | None
    retired: TemplateMark | None


def list_newest(work: Work, subject: Subject) -> list[VersionView]:
    """The newest version of each template, retired ones too, by code."""
    subject.scope(Verb.CHECKLISTS_READ)
    with work.look() as tx:
        return _view_all(tx, rows.list_newest_templates(tx.session, retired=True))


def list_versions(work: Work, subject: Subject, code: str) -> list[VersionView]:
    """All versions of a template, the newest first.

    Raises:
        NotFoundError: there is no such template.
    """
    subject.scope(Verb.CHECKLISTS_READ)
    with work.look() as tx:
        return _view_all(tx, _some(rows.list_versions(tx.session, code)))


@again
def confirm_version(work: Work, subject: Subject, code: str, version_no: int, note: str) -> VersionView:
    """HSE's word that a version is right, with name and time; only versions that wait for it can get it.

    Raises:
        NotFoundError: there is no such version.
        ConflictError: it needs none, or has it already.
    """
    subject.scope(Verb.TEMPLATES_WRITE)
    with work.begin() as tx:
        versions = _some(rows.list_versions(tx.session, code))
        row = next((each for each in versions if each.version_no == version_no), None)
        if row is None:
            raise NotFoundError("there is no such version")
        if not row.hse_must_confirm:
            raise ConflictError("this version waits for nobody's word", code="checklist.confirmation_not_needed")
        return _marked(tx, subject, row, "confirmed", note)


@again
def retire_template(work: Work, subject: Subject, code: str, reason: str) -> VersionView:
    """Take a template away from jobs that are given from now on; a new version brings it back.

    Raises:
        NotFoundError: there is no such template.
        ConflictError: jobs or zones cannot do without it, or it is retired already.
        InvalidError: there is no reason.
    """
    subject.scope(Verb.TEMPLATES_WRITE)
    if not reason.strip():
        raise InvalidError.of("reason", "missing", "say why", "give a reason")
    with work.begin() as tx:
        rows.lock_code(tx.session, code)
        row = _some(rows.list_versions(tx.session, code))[0]
        asking = rows.list_zones_that_ask(tx.session, code)
        if code in NEEDED or asking:
            detail = f"jobs, or {len(asking)} zones in force or coming, cannot do without it"
            raise ConflictError(detail, code="checklist.template_needed")
        return _marked(tx, subject, row, "retired", reason)


def _marked(tx: Tx, subject: Subject, row: ChecklistTemplate, kind: str, note: str) -> VersionView:
    (view,) = _view_all(tx, [row])
    if getattr(view, kind) is not None:
        raise ConflictError(f"this version is {kind} already", code=f"checklist.template_{kind}_before")
    mark = TemplateMark(
        template_id=row.id, kind=kind, at=tx.now, by_user=subject.user_id, by_name=subject.name, note=note
    )
    tx.session.add(mark)
    tx.session.flush()
    told = {"template": row.code, "version": row.version_no, "note": note}
    record(tx, subject, f"checklist.template_{kind}", About("checklist_template", row.id), payload=told)
    return _view_all(tx, [row])[0]


def _view_all(tx: Tx, found: Sequence[ChecklistTemplate]) -> list[VersionView]:
    marks = {(mark.template_id, mark.kind): mark for mark in rows.list_marks(tx.session, [row.id for row in found])}
    return [
        VersionView(row, content_of(row), marks.get((row.id, "confirmed")), marks.get((row.id, "retired")))
        for row in found
    ]


def _some(found: Sequence[ChecklistTemplate]) -> Sequence[ChecklistTemplate]:
    if not found:
        raise NotFoundError("there is no such template")
    return found
