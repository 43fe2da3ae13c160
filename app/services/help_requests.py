"""Crews that call for help or material, and the desk's answer, which goes back to the phone that asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from app.access import Scope, Subject, Verb
from app.errors import ConflictError, InvalidError, NotFoundError
from app.schema.assignments import Assignment
from app.schema.help_requests import HelpRequest
from app.services import ppe_catalogue, pushes
from app.services.crew_duty import own_crew, refuse
from app.services.events import About, record
from app.services.field import Action, ActionState
from app.services.pushes import PushKind
from app.services.work import Tx, Work, again
from app.storage import assignments
from app.storage import help_requests as rows
from app.storage.help_requests import Found
from compliance.help_requests import HELP, answer_complete, ask_complete
from compliance.sign_ons import told_at

LATE = timedelta(days=3)
"""A phone may have been offline this long."""
_PUSH_TTL_S = 4 * 3600
_MOST_TEXT, _MOST_PIECES = 1000, 10_000


@dataclass(frozen=True)
class HelpAnswer:
    """What the desk says: accepted with a time, refused with a reason, or done."""

    to: str
    text: str | None = None
    expected_at: datetime | None = None


def ask(tx: Tx, _: Work, subject: Subject, action: Action) -> ActionState:
    """``help.ask``; the phone has made up the call's id, which is the entity.

    Raises:
        ConflictError: it does not say what is needed, or the id is taken.
        InvalidError: there is no such article.
        NotFoundError: the job is not the crew's.
    """
    me, _members = own_crew(tx, subject)
    job = _job(tx, subject, action.uuid("assignment_id"))
    kind, item, pieces, note = _asked(tx, action)
    refuse(ask_complete(kind, item, pieces, note), "say what is needed")
    if rows.exists(tx.session, action.entity_id):
        raise ConflictError("this id is taken", code="help.id_taken")
    unit_id = job.unit_id if job else _unit_of(tx, me.crew_id)
    row = HelpRequest(
        id=action.entity_id, unit_id=unit_id, crew_id=me.crew_id, assignment_id=job.id if job else None,
        ticket_id=job.ticket_id if job else None, kind=kind, item_code=item, pieces=pieces, note=note,
        state=HELP.initial, asked_at=told_at(tx.now - action.age(tx.now), tx.now, tx.now - LATE),
        asked_device_at=action.device_time, member_id=me.id, user_id=subject.user_id,
    )  # fmt: skip
    tx.session.add(row)
    tx.session.flush()
    told = {"kind": kind} | ({"item_code": item, "pieces": pieces} if item else {})
    record(
        tx, subject, "help_request.asked", about(row), payload=told, erasable={"note": note} if note else None,
        device_time=action.device_time,
    )  # fmt: skip
    return ActionState(row.state, row.version)


def end(tx: Tx, _: Work, subject: Subject, action: Action) -> ActionState:
    """``help.end``: it has come (`to` done), or is not needed any more (`to` cancelled).

    Raises:
        NotFoundError: no such call of the crew.
        ConflictError: it is over already.
    """
    row = _locked(tx, subject.scope(Verb.FIELD), action.entity_id)
    _move(tx, subject, row, action.text("to") or "cancelled", device_time=action.device_time)
    return ActionState(row.state, row.version)


@again
def answer(work: Work, subject: Subject, request_id: UUID, given: HelpAnswer) -> Found:
    """The desk's answer. The same again is harmless; the phone that asked is told.

    Raises:
        NotFoundError: no such call in the subject's units.
        ConflictError: it is over, or the answer does not say when or why.
    """
    scope = subject.scope(Verb.HELP_ANSWER)
    with work.begin() as tx:
        row = _locked(tx, scope, request_id)
        refuse(answer_complete(given.to, given.text, given.expected_at is not None), "the answer is not complete")
        if row.state != given.to or row.expected_at != given.expected_at:
            row.answered_at, row.answered_by = tx.now, subject.user_id
            row.answer, row.expected_at = given.text, given.expected_at
            _answered(tx, subject, row, given.to)
        return _found(rows.find(tx.session, scope, request_id))


def list_requests(
    work: Work, subject: Subject, *, still_open: bool | None, before: UUID | None, limit: int
) -> Sequence[Found]:
    """Calls that the subject may see, the newest first; one more than ``limit`` when there are more."""
    scope = subject.scope(Verb.CREWS_READ)
    with work.look() as tx:
        return rows.list_page(tx.session, scope, still_open=still_open, before=before, limit=limit + 1)


def about(row: HelpRequest) -> About:
    """Through which ids readers find a call's events."""
    return About(
        "help_request", row.id, row.unit_id, crew_id=row.crew_id, ticket_id=row.ticket_id,
        assignment_id=row.assignment_id,
    )  # fmt: skip


def _answered(tx: Tx, subject: Subject, row: HelpRequest, to: str) -> None:
    if row.state == to:  # another time than was said first
        tx.session.flush()
        told = {"expected_at": row.expected_at.isoformat() if row.expected_at else None}
        record(tx, subject, "help_request.retimed", about(row), payload=told)
    else:
        _move(tx, subject, row, to)
    if row.user_id is not None:
        pushes.queue(
            tx, subject, user_id=row.user_id, kind=PushKind.HELP_ANSWERED, unit_id=row.unit_id,
            ttl_seconds=_PUSH_TTL_S, assignment_id=row.assignment_id,
        )  # fmt: skip


def _move(tx: Tx, subject: Subject, row: HelpRequest, to: str, device_time: datetime | None = None) -> None:
    step = HELP.find(row.state, to)
    decision = HELP.check(row.state, to, subject.roles_over(unit_id=row.unit_id, crew_id=row.crew_id))
    if step is None or not decision.allowed:
        raise ConflictError(f"a call that is {row.state} cannot become {to}", reasons=decision.reasons)
    row.state = to
    if HELP.is_final(to):
        row.ended_at = tx.now
    tx.session.flush()
    told = {"from": step.source, "to": to, "kind": row.kind} | (
        {"expected_at": row.expected_at.isoformat()} if row.expected_at else {}
    )
    words = {"answer": row.answer} if row.answer else None
    record(tx, subject, step.event, about(row), payload=told, erasable=words, device_time=device_time)


def _asked(tx: Tx, action: Action) -> tuple[str, str | None, int | None, str | None]:
    kind, item, pieces = action.need_text("need"), action.text("item"), action.count("pieces")
    if item is not None and item not in ppe_catalogue.items_by_code(tx):
        raise InvalidError.of("body.item", "unknown", "there is no such article", "choose one, or say it in words")
    if pieces is not None and not 1 <= pieces <= _MOST_PIECES:
        raise InvalidError.of("body.pieces", "range", f"pieces is from 1 to {_MOST_PIECES}")
    note = action.text("note")
    return kind, item, pieces, note.strip()[:_MOST_TEXT] or None if note else None


def _job(tx: Tx, subject: Subject, assignment_id: UUID | None) -> Assignment | None:
    if assignment_id is None:
        return None
    job = assignments.find(tx.session, subject.scope(Verb.FIELD), assignment_id)
    if job is None:
        raise NotFoundError("no such assignment of your crew")
    return job


def _unit_of(tx: Tx, crew_id: UUID) -> UUID:
    return rows.unit_of_crew(tx.session, crew_id)


def _locked(tx: Tx, scope: Scope, request_id: UUID) -> HelpRequest:
    row = rows.lock(tx.session, scope, request_id)
    if row is None:
        raise NotFoundError("no such call for help")
    return row


def _found(found: Found | None) -> Found:
    if found is None:
        raise NotFoundError("no such call for help")
    return found
