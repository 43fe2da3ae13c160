"""What workers confirm on checklists: each entry judged by the rules, told, and followed up where it stops the job."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from app.access import Subject, Verb
from app.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError
from app.schema.assignments import Assignment
from app.schema.checklists import Checklist, ChecklistEntry
from app.schema.follow_ups import FollowUp
from app.services import checklists
from app.services.checklists import ChecklistView
from app.services.events import About, record
from app.services.work import Tx
from app.storage import checklists as rows
from compliance.checklist_values import Value
from compliance.checklists import Entry, Outcome, judge_entry, run_of
from compliance.evidence import hash_of_value
from compliance.lifecycles import ACTIVE_ASSIGNMENT

_LEADER = "direct_supervisor"


@dataclass(frozen=True)
class Given:
    """One confirmation as a phone sent it.

    Args:
        id: the phone's action id.
        item_key: which item.
        member_id: whose answer, on items per person; another's only on the crew leader's phone.
        outcome: ok, na or failed.
        value: by the item's kind; a confirmed item needs none.
        reason: why not applicable, what failed, or why an earlier answer is corrected.
        device_time: when the phone says it was confirmed.
        sent_at: when it was sent, by the phone's clock.
        age_ms: what the phone's steady counter counted between the two.
        counted_ms: what it counted while a timer ran.
        corrects: the entry whose place it takes.
    """

    id: UUID
    item_key: str
    member_id: UUID | None
    outcome: Outcome
    value: object
    reason: str | None
    device_time: datetime
    sent_at: datetime | None = None
    age_ms: int | None = None
    counted_ms: int | None = None
    corrects: UUID | None = None


def confirm(tx: Tx, subject: Subject, checklist_id: UUID, given: Given) -> Checklist:
    """Add one confirmation by a worker of the crew; the same id again changes nothing.

    What comes for a list that is void meanwhile, or for a job that is over, is kept and leads to nothing (``counts``).

    Raises:
        ForbiddenError: not a worker, or not the one who may answer for this member.
        NotFoundError: no such checklist of the worker's crew.
        ConflictError: the rules of the checklist refuse the entry.
        InvalidError: the value is no plain value.
    """
    checklist, assignment = _locked(tx, subject, checklist_id, failing=given.outcome == "failed")
    known = rows.find_entry(tx.session, given.id)
    if known is not None:
        if (known.checklist_id, known.item_key, known.member_id) != (checklist.id, given.item_key, given.member_id):
            raise ConflictError("this action was used for another entry", code="checklist.entry_reused")
        return checklist
    by_user = _who(tx, subject, given.member_id)
    view = checklists.view_of(tx, checklist)
    row = _judged(tx, view, given, by_user)
    tx.session.add(row)
    tx.session.flush()
    named = _tell(tx, subject, checklists.about(checklist, assignment), checklist.template_code, row)
    if not counts(tx, checklist):
        return checklist  # a log loses nothing; but what was confirmed too late opens nothing any more
    after = checklists.view_with(tx, view, row)
    checklists.follow(tx, subject, after, assignment, given.device_time, named)
    if row.outcome == "failed" and checklist.state == "failed":
        _follow_up(tx, subject, checklist, assignment, row)
    return checklist


def counts(tx: Tx, checklist: Checklist) -> bool:
    """Whether what is confirmed on a list still leads to anything: it is not void, and its job is not over."""
    job = rows.find_assignment(tx.session, checklist.assignment_id)
    return checklist.state != "void" and job.state in ACTIVE_ASSIGNMENT


def _locked(tx: Tx, subject: Subject, checklist_id: UUID, *, failing: bool) -> tuple[Checklist, Assignment]:
    """The checklist and its assignment. What may stop a job holds the assignment first, so that no step slips past."""
    scope = subject.scope(Verb.FIELD)
    assignment_id = rows.find_assignment_id(tx.session, scope, checklist_id)
    if assignment_id is None:
        raise NotFoundError("there is no such checklist")
    lock = rows.lock_assignment if failing else rows.find_assignment
    assignment = lock(tx.session, assignment_id)
    return rows.lock(tx.session, checklist_id), assignment


def _judged(tx: Tx, view: ChecklistView, given: Given, by_user: UUID) -> ChecklistEntry:
    value = _plain(given.value)
    item = view.template.find(given.item_key)
    if value is None and given.outcome == "ok" and item is not None and item.kind == "confirm":
        value = True
    entry = Entry(
        given.item_key, given.member_id, given.outcome, value, given.reason, given.device_time, tx.now, given.sent_at,
        given.age_ms, given.counted_ms, id=given.id, by=by_user, corrects=given.corrects,
    )  # fmt: skip
    decision = judge_entry(view.template, view.facts, entry, view.members, view.row.created_at)
    if not decision.allowed:
        code = decision.reasons[0].code
        raise ConflictError(decision.reasons[0].text("en"), code=code, reasons=decision.reasons)
    run = run_of(view.template, view.facts, entry, view.row.created_at)
    shown = item is not None and item.kind in {"photo", "signature"} and given.outcome == "ok"
    return ChecklistEntry(
        id=given.id, checklist_id=view.row.id, item_key=given.item_key, member_id=given.member_id,
        outcome=given.outcome, value=None if value is None else {"value": value}, reason=given.reason,
        device_time=given.device_time, server_time=tx.now, sent_at=given.sent_at, age_ms=given.age_ms,
        counted_ms=given.counted_ms, held_seconds=int(run.held_seconds) if run else None,
        proof=run.proof if run else None, corrects=given.corrects,
        evidence_sha256=hash_of_value(value) if shown else None, by_user=by_user,
    )  # fmt: skip


def _tell(tx: Tx, subject: Subject, about: About, template: str, row: ChecklistEntry) -> dict[str, Any] | None:
    """Write what was confirmed: with the hash of what was photographed or signed, and how a time was proven.

    Returns what names people, for the events that follow from it.
    """
    told: dict[str, Any] = {"template": template, "item": row.item_key, "outcome": row.outcome}
    more: Mapping[str, Any] = {
        "evidence_sha256": row.evidence_sha256, "held_seconds": row.held_seconds, "proof": row.proof,
        "corrects": str(row.corrects) if row.corrects else None,
    }  # fmt: skip
    told |= {name: value for name, value in more.items() if value is not None}
    member = {"member_id": str(row.member_id)} if row.member_id else {}
    named = member | ({"reason": row.reason} if row.reason else {}) or None
    verb = "checklist.confirmed" if row.corrects is None else "checklist.corrected"
    record(tx, subject, verb, about, payload=told, erasable=named, device_time=row.device_time)
    return named


def _follow_up(tx: Tx, subject: Subject, checklist: Checklist, assignment: Assignment, entry: ChecklistEntry) -> None:
    """Open what somebody has to decide before the job goes on; the event reaches every board of the unit at once."""
    row = FollowUp(
        unit_id=checklist.unit_id, assignment_id=assignment.id, checklist_id=checklist.id, entry_id=entry.id,
        opened_at=tx.now,
    )  # fmt: skip
    tx.session.add(row)
    tx.session.flush()
    where = About(
        "follow_up", row.id, unit_id=row.unit_id, crew_id=assignment.crew_id, ticket_id=assignment.ticket_id,
        assignment_id=assignment.id,
    )  # fmt: skip
    told = {"checklist_id": str(checklist.id), "template": checklist.template_code, "item": entry.item_key}
    named = {"reason": entry.reason} if entry.reason else None
    record(tx, subject, "follow_up.opened", where, payload=told, erasable=named, device_time=entry.device_time)


def evidence_came(tx: Tx, subject: Subject, sha256: str) -> None:
    """Let the lists on which these bytes are named follow from their having come."""
    for checklist_id in rows.list_naming(tx.session, sha256):
        checklists.bring_up_to_date(tx, subject, checklist_id)


def _who(tx: Tx, subject: Subject, member_id: UUID | None) -> UUID:
    me = rows.find_member(tx.session, subject.member_id) if subject.member_id else None
    if subject.user_id is None or me is None:
        raise ForbiddenError("only a member of the crew confirms")
    if member_id not in {None, me.id} and me.role != _LEADER:
        raise ForbiddenError("only the crew leader's phone confirms for another member", code="checklist.not_yours")
    return subject.user_id


def _plain(value: object) -> Value:
    if value is None or isinstance(value, bool | int | float | str):
        return value
    raise InvalidError.of("body.value", "value", "a value is a text, a number, true or false")
