"""Checklists: what an assignment has to confirm, who confirmed it, and what stops the job."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID

from app.access import Subject, Verb
from app.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError
from app.schema.assignments import Assignment
from app.schema.base import new_id
from app.schema.checklists import Checklist, ChecklistEntry, ChecklistTemplate
from app.services.checklist_templates import list_templates, newest_templates, seed, template_of
from app.services.events import About, Happened, record, record_each
from app.services.work import Tx, Work
from app.storage import checklists as rows
from compliance.checklist_values import Value
from compliance.checklists import ChecklistStatus, Entry, Outcome, Template, judge_entry, status
from compliance.lifecycles import ACTIVE_ASSIGNMENT
from compliance.permit_conditions import is_of_permit

__all__ = [
    "confirm",
    "create_all",
    "create_for",
    "get_checklist",
    "give",
    "list_templates",
    "seed",
    "statuses",
    "view_of",
    "void_for",
    "void_lists",
    "void_unneeded",
]

_LEADER = "direct_supervisor"
_OF_ZONES = ("entry", "exit")


@dataclass(frozen=True)
class ChecklistView:
    """A checklist with its template, what was confirmed, and where it stands with the crew as it is now."""

    row: Checklist
    template: Template
    entries: tuple[ChecklistEntry, ...]
    status: ChecklistStatus
    members: tuple[UUID, ...]

    @property
    def state(self) -> str:
        """``void``, ``failed``, ``complete`` or ``open``."""
        return "void" if self.row.state == "void" else _state(self.status)

    @property
    def done(self) -> int:
        """How many answers were given by those who are on the job."""
        return sum(each.member_id is None or each.member_id in self.members for each in self.entries)

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
    return Happened("checklist.created", _about(checklist, assignment), told)


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


def confirm(  # noqa: PLR0913 - one part of an entry each
    tx: Tx,
    subject: Subject,
    checklist_id: UUID,
    *,
    entry_id: UUID,
    item_key: str,
    member_id: UUID | None,
    outcome: Outcome,
    value: object,
    reason: str | None,
    device_time: datetime,
) -> Checklist:
    """Add one confirmation by a worker of the crew; the same ``entry_id`` again changes nothing.

    Args:
        tx: the transaction that also keeps the phone's answer.
        subject: the worker who confirms.
        checklist_id: the checklist.
        entry_id: the phone's action id.
        item_key: which item.
        member_id: whose answer, on items per person; another's only on the crew leader's phone.
        outcome: ok, na or failed.
        value: by the item's kind; a confirmed item needs none.
        reason: why not applicable, or what failed.
        device_time: when the phone says it was confirmed.

    Raises:
        ForbiddenError: not a worker, or not the one who may answer for this member.
        NotFoundError: no such checklist of the worker's crew.
        ConflictError: void, the job is over, or the rules of the checklist refuse the entry.
        InvalidError: the value is no plain value.
    """
    scope = subject.scope(Verb.FIELD)
    checklist = _found(rows.find(tx.session, scope, checklist_id, for_update=True))
    known = rows.find_entry(tx.session, entry_id)
    if known is not None:
        if (known.checklist_id, known.item_key, known.member_id) != (checklist.id, item_key, member_id):
            raise ConflictError("this action was used for another entry", code="checklist.entry_reused")
        return checklist
    assignment = rows.find_assignment(tx.session, checklist.assignment_id)
    if checklist.state == "void" or assignment.state not in ACTIVE_ASSIGNMENT:
        raise ConflictError("the checklist is void, or the job is over", code="checklist.closed")
    by_user = _who(tx, subject, member_id)
    view = view_of(tx, checklist)
    item = view.template.find(item_key)
    plain = _plain(value)
    if plain is None and outcome == "ok" and item is not None and item.kind == "confirm":
        plain = True
    entry = Entry(item_key, member_id, outcome, plain, reason, device_time, tx.now)
    decision = judge_entry(view.template, [_entry(each) for each in view.entries], entry, view.members, tx.now)
    if not decision.allowed:
        code = decision.reasons[0].code
        raise ConflictError(decision.reasons[0].text("en"), code=code, reasons=decision.reasons)
    row = ChecklistEntry(
        id=entry_id, checklist_id=checklist.id, item_key=item_key, member_id=member_id, outcome=outcome,
        value=None if plain is None else {"value": plain}, reason=reason, device_time=device_time, server_time=tx.now,
        by_user=by_user,
    )  # fmt: skip
    tx.session.add(row)
    tx.session.flush()
    _tell(tx, subject, assignment, _view(checklist, view.template, (*view.entries, row), view.members), entry)
    return checklist


def _tell(tx: Tx, subject: Subject, assignment: Assignment, view: ChecklistView, entry: Entry) -> None:
    """Bring the row's state up to date and write what happened."""
    checklist = view.row
    before, checklist.state = checklist.state, _state(view.status)
    rows.touch(checklist)
    if checklist.state == "complete":
        checklist.completed_at = tx.now
    tx.session.flush()
    about = _about(checklist, assignment)
    told = {"template": checklist.template_code, "item": entry.item_key, "outcome": entry.outcome}
    member = {"member_id": str(entry.member_id)} if entry.member_id else {}
    named = member | ({"reason": entry.reason} if entry.reason else {})
    at = entry.device_time
    record(tx, subject, "checklist.confirmed", about, payload=told, erasable=named or None, device_time=at)
    if checklist.state != before and checklist.state in {"complete", "failed"}:
        verb = "checklist.completed" if checklist.state == "complete" else "checklist.failed"
        record(tx, subject, verb, about, payload=told, erasable=named or None, device_time=at)


def _void(tx: Tx, subject: Subject, assignment: Assignment, checklist: Checklist, reason: str) -> None:
    checklist.state, checklist.void_reason = "void", reason
    tx.session.flush()
    told = {"template": checklist.template_code, "purpose": checklist.purpose, "reason": reason}
    record(tx, subject, "checklist.voided", _about(checklist, assignment), payload=told)


def _about(checklist: Checklist, assignment: Assignment) -> About:
    return About(
        "checklist", checklist.id, unit_id=checklist.unit_id, crew_id=assignment.crew_id,
        ticket_id=assignment.ticket_id, assignment_id=assignment.id,
    )  # fmt: skip


def _view_all(tx: Tx, assignment_id: UUID, found: Sequence[Checklist]) -> list[ChecklistView]:
    members = tuple(rows.list_members(tx.session, assignment_id))
    entries = rows.list_entries(tx.session, [each.id for each in found])
    stored = rows.list_templates(tx.session, {each.template_id for each in found})
    templates = {row.id: template_of(row) for row in stored}
    return [
        _view(row, templates[row.template_id], tuple(each for each in entries if each.checklist_id == row.id), members)
        for row in found
    ]


def _view(
    row: Checklist, template: Template, entries: tuple[ChecklistEntry, ...], members: tuple[UUID, ...]
) -> ChecklistView:
    now = status(template, [_entry(each) for each in entries], members)
    return ChecklistView(row, template, entries, now, members)


def _who(tx: Tx, subject: Subject, member_id: UUID | None) -> UUID:
    me = rows.find_member(tx.session, subject.member_id) if subject.member_id else None
    if subject.user_id is None or me is None:
        raise ForbiddenError("only a member of the crew confirms")
    if member_id not in {None, me.id} and me.role != _LEADER:
        raise ForbiddenError("only the crew leader's phone confirms for another member", code="checklist.not_yours")
    return subject.user_id


def _state(now: ChecklistStatus) -> str:
    if now.stopped:
        return "failed"
    return "complete" if now.complete else "open"


def _entry(row: ChecklistEntry) -> Entry:
    outcome = cast("Outcome", row.outcome)  # the table holds these three only
    value: Value = row.value["value"] if row.value else None
    return Entry(row.item_key, row.member_id, outcome, value, row.reason, row.device_time, row.server_time)


def _plain(value: object) -> Value:
    if value is None or isinstance(value, bool | int | float | str):
        return value
    raise InvalidError.of("body.value", "value", "a value is a text, a number, true or false")


def _found(checklist: Checklist | None) -> Checklist:
    if checklist is None:
        raise NotFoundError("there is no such checklist")
    return checklist
