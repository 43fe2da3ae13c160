"""Who is asked for a permit and how long each may take: the zone's authority first, then those above it."""

from collections.abc import Sequence

from app.access import Subject
from app.schema.assignments import Assignment
from app.schema.authorities import Authority
from app.schema.permits import EntryPermit, PermitAsk
from app.services.apart import apart
from app.services.messages import MessageKind
from app.services.opening import hours_of
from app.services.permit_notices import Telling, tell_all, tell_authority
from app.services.permit_trail import Noted, note
from app.services.work import Tx
from app.storage import permits as rows
from compliance.permits import remind_at, respond_by

_BATCH = 500


def ask_all(tx: Tx, subject: Subject, asked: Sequence[EntryPermit]) -> None:
    """Put requests, which are flushed and stand as requested, each before its zone's own authority."""
    made = [_ask(tx, permit, rows.load(tx.session, Authority, permit.authority_id), rung=0) for permit in asked]
    tx.session.flush()
    tell_all(
        tx,
        subject,
        [
            Telling(permit, MessageKind.PERMIT_REQUESTED, permit.authority_id, each.respond_by)
            for permit, each in zip(asked, made, strict=True)
        ],
    )


def remind_due(tx: Tx, subject: Subject) -> int:
    """Remind authorities at half of their time and at its end, and then ask the next one up; return of how many.

    The time of the one above begins when it is asked, whenever that is: nobody is late who never heard of it.
    """
    due = rows.lock_due_asks(tx.session, tx.now, _BATCH)
    for permit, asked in due:
        with apart(tx, permit.id):
            (_pass_on if asked.respond_by <= tx.now else _remind)(tx, subject, permit, asked)
    return len(due)


def _ask(tx: Tx, permit: EntryPermit, authority: Authority, *, rung: int) -> PermitAsk:
    hours = hours_of(authority) if authority.response_clock == "open_hours" else None
    asked = PermitAsk(
        permit_id=permit.id, authority_id=authority.id, rung=rung, asked_at=tx.now,
        remind_at=remind_at(tx.now, authority.response_minutes, hours),
        respond_by=respond_by(tx.now, authority.response_minutes, hours),
    )  # fmt: skip
    tx.session.add(asked)
    if rung == 0:
        permit.respond_by = asked.respond_by
    return asked


def _remind(tx: Tx, subject: Subject, permit: EntryPermit, asked: PermitAsk) -> None:
    asked.reminded_at = permit.reminded_at = tx.now
    tx.session.flush()
    told = {"authority_id": str(asked.authority_id), "stage": "half"}
    assignment = rows.load(tx.session, Assignment, permit.assignment_id)
    note(
        tx, subject, permit, assignment,
        Noted("permit.reminded", payload=told, authority_id=asked.authority_id),
    )  # fmt: skip
    tell_authority(tx, subject, Telling(permit, MessageKind.PERMIT_REMINDER, asked.authority_id, asked.respond_by))


def _pass_on(tx: Tx, subject: Subject, permit: EntryPermit, asked: PermitAsk) -> None:
    asked.passed_at = permit.reminded_at = tx.now
    assignment = rows.load(tx.session, Assignment, permit.assignment_id)
    told = {"authority_id": str(asked.authority_id), "stage": "late"}
    tx.session.flush()
    note(
        tx, subject, permit, assignment,
        Noted("permit.reminded", payload=told, authority_id=asked.authority_id),
    )  # fmt: skip
    tell_authority(tx, subject, Telling(permit, MessageKind.PERMIT_LATE, asked.authority_id, asked.respond_by))
    above = _above(tx, permit, asked)
    if above is None:
        permit.unanswered_at = tx.now
        tx.session.flush()
        note(tx, subject, permit, assignment, Noted("permit.unanswered", payload=told, authority_id=asked.authority_id))
        return
    next_up = _ask(tx, permit, above, rung=asked.rung + 1)
    tx.session.flush()
    note(
        tx, subject, permit, assignment,
        Noted("permit.escalated", payload={"authority_id": str(above.id)}, authority_id=above.id),
    )  # fmt: skip
    tell_authority(tx, subject, Telling(permit, MessageKind.PERMIT_ESCALATED, above.id, next_up.respond_by))


def _above(tx: Tx, permit: EntryPermit, asked: PermitAsk) -> Authority | None:
    """The next one up that was not asked yet."""
    parent_id = rows.load(tx.session, Authority, asked.authority_id).parent_id
    if parent_id is None or parent_id in {each.authority_id for each in rows.list_asks(tx.session, [permit.id])}:
        return None
    return rows.load(tx.session, Authority, parent_id)
