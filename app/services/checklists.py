"""Checklists: what an assignment has to confirm, who confirmed it, and what stops the job."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from app.access import Subject, Verb
from app.errors import ConflictError, NotFoundError
from app.schema.assignments import Assignment
from app.schema.base import new_id
from app.schema.checklists import Checklist, ChecklistEntry, ChecklistTemplate
from app.services.checklist_templates import list_templates, newest_templates, seed, template_of
from app.services.events import About, Happened, record, record_each
from app.services.work import Tx, Work
from app.storage import checklists as rows
from app.storage import evidence, follow_ups
from compliance.checklist_values import Value
from compliance.checklists import ChecklistStatus, Entry, Outcome, Template, status
from compliance.evidence import named_hash
from compliance.permit_conditions import is_of_permit

__all__ = [
    "about",
    "bring_up_to_date",
    "create_all",
    "create_for",
    "get_checklist",
    "give",
    "list_templates",
    "repeat",
    "seed",
    "statuses",
    "view_of",
    "void_for",
    "void_lists",
    "void_unneeded",
]

REPEATED = "follow_up.repeated"
"""Why a list that failed no longer counts: the crew does it again."""

_OF_ZONES = ("entry", "exit")


@dataclass(frozen=True)
class ChecklistView:
    """A checklist with its template, what was confirmed, and where it stands with the crew as it is now."""

    row: Checklist
    template: Template
    entries: tuple[ChecklistEntry, ...]
    status: ChecklistStatus
    members: tuple[UUID, ...]
    facts: tuple[Entry, ...] = ()
    """The same entries as the rules see them."""

    @property
    def state(self) -> str:
        """``void``, ``failed``, ``complete`` or ``open``."""
        return "void" if self.row.state == "void" else _state(self.status)

    @property
    def done(self) -> int:
        """How many answers were given by those who are on the job."""
        return self.status.answered

    @property
    def total(self) -> int:
        """How many answers there will be, as far as the answers up to now tell."""
        return self.done + len(self.status.missing)


def get_checklist(work: Work, subject: Subject, checklist_id: UUID) -> ChecklistView:
    """One checklist.

    Raises:
        NotFoundError: none that the subject may see.
    """
    scope = subject.scope(Verb.CHECKLISTS_READ)
    with work.look() as tx:
        return view_of(tx, _found(rows.find(tx.session, scope, checklist_id)))


def statuses(tx: Tx, assignment_id: UUID) -> list[ChecklistView]:
    """All checklists of an assignment, void ones too, in the order in which they were made."""
    return _view_all(tx, assignment_id, rows.list_of_assignment(tx.session, assignment_id))


def view_of(tx: Tx, checklist: Checklist) -> ChecklistView:
    """One checklist that the asker may see, with all that belongs to it."""
    return _view_all(tx, checklist.assignment_id, [checklist])[0]


def create_for(tx: Tx, subject: Subject, assignment: Assignment, codes: Sequence[str]) -> None:
    """Give an assignment the newest version of each template; those it has already stay, in the version they have.

    Raises:
        ConflictError: there is no such template; the job cannot be given without it.
    """
    create_all(tx, subject, [(assignment, codes)])


def create_all(tx: Tx, subject: Subject, wanted: Sequence[tuple[Assignment, Sequence[str]]]) -> None:
    """``create_for`` several assignments."""
    known = newest_templates(tx)
    held = {
        (row.assignment_id, row.template_code) for row in rows.lock_live(tx.session, [each.id for each, _ in wanted])
    }
    made = [
        (assignment, template, _open(tx, assignment, template))
        for assignment, codes in wanted
        for template in (_known(known, code) for code in dict.fromkeys(codes) if (assignment.id, code) not in held)
    ]
    if not made:
        return
    tx.session.add_all(checklist for _, _, checklist in made)
    tx.session.flush()
    record_each(tx, subject, [_created(*each) for each in made])


def give(tx: Tx, subject: Subject, assignment: Assignment, templates: Sequence[ChecklistTemplate]) -> None:
    """Give an assignment lists that were made for it alone; the templates are flushed."""
    made = [(assignment, template, _open(tx, assignment, template)) for template in templates]
    if made:
        tx.session.add_all(checklist for _, _, checklist in made)
        tx.session.flush()
        record_each(tx, subject, [_created(*each) for each in made])


def void_lists(tx: Tx, subject: Subject, assignment: Assignment, codes: Collection[str], reason: str) -> None:
    """Make the live lists with these codes void; what was confirmed on them stays readable."""
    for checklist in rows.lock_live(tx.session, [assignment.id]):
        if checklist.template_code in codes:
            _void(tx, subject, assignment, checklist, reason)


def _known(templates: Mapping[str, ChecklistTemplate], code: str) -> ChecklistTemplate:
    if code not in templates:
        raise ConflictError(f"there is no checklist template {code!r}", code="checklist.template_unknown")
    return templates[code]


def _open(tx: Tx, assignment: Assignment, template: ChecklistTemplate) -> Checklist:
    return Checklist(
        id=new_id(), unit_id=assignment.unit_id, assignment_id=assignment.id, template_id=template.id,
        template_code=template.code, purpose=template.purpose, state="open", created_at=tx.now,
    )  # fmt: skip


def _created(assignment: Assignment, template: ChecklistTemplate, checklist: Checklist) -> Happened:
    told = {"template": template.code, "template_version": template.version_no, "purpose": template.purpose}
    return Happened("checklist.created", about(checklist, assignment), told)


def void_for(tx: Tx, subject: Subject, assignment: Assignment, purpose: str, reason: str) -> None:
    """Make the live checklists of one purpose void; what was confirmed on them stays readable."""
    for checklist in rows.lock_live(tx.session, [assignment.id]):
        if checklist.purpose == purpose:
            _void(tx, subject, assignment, checklist, reason)


def void_unneeded(tx: Tx, subject: Subject, assignment: Assignment, codes: Collection[str], reason: str) -> None:
    """Make the lists for entry and exit void that no zone asks for any more; ``codes`` are those still asked for."""
    for checklist in rows.lock_live(tx.session, [assignment.id]):
        if is_of_permit(checklist.template_code):
            continue  # it lives and ends with its permit
        if checklist.purpose in _OF_ZONES and checklist.template_code not in codes:
            _void(tx, subject, assignment, checklist, reason)


def _void(tx: Tx, subject: Subject, assignment: Assignment, checklist: Checklist, reason: str) -> None:
    checklist.state, checklist.void_reason = "void", reason
    tx.session.flush()
    told = {"template": checklist.template_code, "purpose": checklist.purpose, "reason": reason}
    record(tx, subject, "checklist.voided", about(checklist, assignment), payload=told)


def about(checklist: Checklist, assignment: Assignment) -> About:
    """Through which ids the readers of a checklist's events find it."""
    return About(
        "checklist", checklist.id, unit_id=checklist.unit_id, crew_id=assignment.crew_id,
        ticket_id=assignment.ticket_id, assignment_id=assignment.id,
    )  # fmt: skip


def _view_all(tx: Tx, assignment_id: UUID, found: Sequence[Checklist]) -> list[ChecklistView]:
    members = tuple(rows.list_members(tx.session, assignment_id))
    entries = rows.list_entries(tx.session, [each.id for each in found])
    stored = rows.list_templates(tx.session, {each.template_id for each in found})
    templates = {row.id: template_of(row) for row in stored}
    known = known_of(tx, entries)
    return [
        _view(row, templates[row.template_id], [one for one in entries if one.checklist_id == row.id], members, known)
        for row in found
    ]


@dataclass(frozen=True)
class Known:
    """What stands elsewhere about entries: failures that HSE has accepted, and pictures that have come."""

    excused: frozenset[UUID]
    received: frozenset[str]


def known_of(tx: Tx, entries: Iterable[ChecklistEntry]) -> Known:
    """What is known about these entries; asks only for what some of them need."""
    failed = [each.id for each in entries if each.outcome == "failed"]
    named = {sha256 for each in entries if (sha256 := named_hash(_value(each)))}
    return Known(
        follow_ups.list_accepted(tx.session, failed) if failed else frozenset(),
        evidence.list_received(tx.session, named) if named else frozenset(),
    )


def _view(
    row: Checklist, template: Template, entries: Sequence[ChecklistEntry], members: tuple[UUID, ...], known: Known
) -> ChecklistView:
    facts = tuple(entry_of(each, known) for each in entries)
    return ChecklistView(row, template, tuple(entries), status(template, facts, members), members, facts)


def view_with(tx: Tx, view: ChecklistView, row: ChecklistEntry) -> ChecklistView:
    """The same checklist with one more entry, which is flushed."""
    entries = (*view.entries, row)
    facts = (*view.facts, entry_of(row, known_of(tx, [row])))
    now = status(view.template, facts, view.members)
    return ChecklistView(view.row, view.template, entries, now, view.members, facts)


def bring_up_to_date(tx: Tx, subject: Subject, checklist_id: UUID) -> None:
    """Let a list's state follow from its entries after something about them became known elsewhere."""
    checklist = rows.lock(tx.session, checklist_id)
    follow(tx, subject, view_of(tx, checklist), rows.find_assignment(tx.session, checklist.assignment_id))


def follow(
    tx: Tx,
    subject: Subject,
    view: ChecklistView,
    assignment: Assignment,
    device_time: datetime | None = None,
    named: dict[str, Any] | None = None,
) -> None:
    """Give the row, which is locked, the state that its entries lead to, and tell when it is another one."""
    checklist = view.row
    before, checklist.state = checklist.state, view.state
    rows.touch(checklist)
    checklist.completed_at = tx.now if checklist.state == "complete" else None
    tx.session.flush()
    if checklist.state != before:
        verb = _VERBS.get(checklist.state, "checklist.reopened")
        told = {"template": checklist.template_code}
        where = about(checklist, assignment)
        record(tx, subject, verb, where, payload=told, erasable=named, device_time=device_time)


_VERBS = {"complete": "checklist.completed", "failed": "checklist.failed"}


def repeat(tx: Tx, subject: Subject, assignment: Assignment, checklist: Checklist) -> None:
    """Let a list be done again from the beginning, in the version that it was begun with."""
    if checklist.state != "void":
        _void(tx, subject, assignment, checklist, REPEATED)
    live = {row.template_code for row in rows.lock_live(tx.session, [assignment.id])}
    if checklist.template_code not in live:
        give(tx, subject, assignment, rows.list_templates(tx.session, [checklist.template_id]))


def _state(now: ChecklistStatus) -> str:
    if now.stopped:
        return "failed"
    return "complete" if now.complete else "open"


def entry_of(row: ChecklistEntry, known: Known) -> Entry:
    """A stored entry as the rules see it."""
    outcome = cast("Outcome", row.outcome)  # the table holds these three only
    named = named_hash(_value(row))
    return Entry(
        row.item_key, row.member_id, outcome, _value(row), row.reason, row.device_time, row.server_time, row.sent_at,
        row.age_ms, row.counted_ms, row.held_seconds, row.id, row.by_user, row.corrects,
        excused=row.id in known.excused,
        evidence_missing=named is not None and named not in known.received,
    )  # fmt: skip


def _value(row: ChecklistEntry) -> Value:
    value: Value = row.value["value"] if row.value else None
    return value


def _found(checklist: Checklist | None) -> Checklist:
    if checklist is None:
        raise NotFoundError("there is no such checklist")
    return checklist
