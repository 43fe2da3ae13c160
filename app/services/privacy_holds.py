"""Holds: what is kept beyond its time, because a case, a claim or an outbreak is not over."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.access import Subject, Verb
from app.errors import ConflictError, InvalidError, NotFoundError
from app.schema.privacy import PrivacyHold
from app.services.events import About, record
from app.services.work import Tx, Work
from app.storage import privacy as rows
from compliance.retention import Hold


@dataclass(frozen=True)
class NewHold:
    """What is to be kept, why, until when; a zone is held for a unit."""

    kind: str
    subject_id: UUID
    reason: str
    until: datetime | None = None
    unit_id: UUID | None = None


@dataclass(frozen=True)
class HoldView:
    """A hold, the name of what it keeps, and whether it does so now."""

    row: PrivacyHold
    name: str
    in_force: bool


def place(work: Work, subject: Subject, new: NewHold) -> HoldView:
    """Keep something beyond its time.

    Raises:
        NotFoundError: no such worker or ticket in the subject's units, or no such zone.
        InvalidError: it would be over already, or it is not said for which unit a zone is held.
    """
    scope = subject.scope(Verb.PRIVACY_HOLDS)
    with work.begin() as tx:
        if new.until is not None and new.until <= tx.now:
            raise InvalidError.of("until", "past", "a hold ends in the future", "leave it out to hold without an end")
        found = rows.name_of_held(tx.session, new.kind, new.subject_id)
        unit_id = (found[0] or new.unit_id) if found else None
        if found is not None and found[0] is None and unit_id is None:
            raise InvalidError.of("unit_id", "missing", "a zone is held for a unit", "name one of your units")
        if unit_id is None or unit_id not in scope.unit_ids:
            raise NotFoundError("there is nothing of that kind in your units")
        row = PrivacyHold(
            unit_id=unit_id, kind=new.kind, subject_id=new.subject_id, reason=new.reason, placed_at=tx.now,
            placed_by=subject.user_id, until=new.until,
        )  # fmt: skip
        tx.session.add(row)
        tx.session.flush()
        told = {"kind": row.kind, "held_id": str(row.subject_id), "until": new.until.isoformat() if new.until else None}
        record(tx, subject, "privacy.held", _about(row), payload=told, erasable={"reason": row.reason})
        return _view(tx, row)


def lift(work: Work, subject: Subject, hold_id: UUID) -> HoldView:
    """Let go: what is due by then goes at the next round.

    Raises:
        NotFoundError: none in the subject's units.
        ConflictError: it was lifted before.
    """
    scope = subject.scope(Verb.PRIVACY_HOLDS)
    with work.begin() as tx:
        row = rows.find_hold(tx.session, scope, hold_id)
        if row is None:
            raise NotFoundError("there is no such hold")
        if row.lifted_at is not None:
            raise ConflictError("this hold was lifted already", code="privacy.lifted")
        row.lifted_at, row.lifted_by = tx.now, subject.user_id
        tx.session.flush()
        record(tx, subject, "privacy.hold_lifted", _about(row), payload={"kind": row.kind})
        return _view(tx, row)


def list_holds(work: Work, subject: Subject) -> list[HoldView]:
    """Those of the subject's units, the newest first, those that were lifted included."""
    scope = subject.scope(Verb.PRIVACY_READ)
    with work.look() as tx:
        return [_view(tx, each) for each in rows.list_holds(tx.session, scope)]


def _about(row: PrivacyHold) -> About:
    return About("privacy_hold", row.id, row.unit_id)


def _view(tx: Tx, row: PrivacyHold) -> HoldView:
    found = rows.name_of_held(tx.session, row.kind, row.subject_id)
    return HoldView(row, found[1] if found else "", Hold(row.until, row.lifted_at).keeps(tx.now))
