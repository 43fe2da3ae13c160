"""Contacts and breaches: written down by phones and desks, never refused, never changed; late ones are marked.

A phone's word is taken whatever state the job is in and however late it comes: what cannot be read of it counts as not
known, which the rules take for the worse.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from app.access import Subject, Verb
from app.errors import InvalidError, NotFoundError
from app.schema.assignments import Assignment
from app.schema.exposure import Exposure
from app.schema.exposure_records import ExposureBreach, ExposureContact
from app.services import exposure_judging, exposure_notes, pushes
from app.services.events import About, record
from app.services.pushes import Message, PushKind
from app.services.work import Tx, Work, again
from app.storage import assignments
from app.storage import exposure_records as rows
from compliance.exposure_levels import BANDS, BREACH_ACTIONS, BREACH_ITEMS

LATE = timedelta(minutes=15)
"""What reaches us later than this after it happened is marked late."""
_PUSH_TTL_S = 3600


@dataclass(frozen=True)
class Contact:
    """Whom somebody was near. No one named and no outsider described means: nobody."""

    with_member_id: UUID | None = None
    outsider: bool = False
    who: str | None = None
    """Of an outsider: name, telephone, what is known. Sealed."""
    band: str = "unknown"
    minutes: int | None = None
    indoor: bool | None = None
    masked: bool | None = None
    happened_at: datetime | None = None

    @property
    def kind(self) -> str:
        """``member``, ``outsider`` or ``none``."""
        return "member" if self.with_member_id else "outsider" if self.outsider or self.who else "none"


@dataclass(frozen=True)
class Breach:
    """Protection that failed."""

    item: str
    action: str = "none"
    note: str | None = None
    happened_at: datetime | None = None


@dataclass(frozen=True)
class Correction:
    """Which row is corrected; ``retract`` says that it never was."""

    id: UUID
    retract: bool = False


def is_late(happened_at: datetime, recorded_at: datetime) -> bool:
    """Whether something reached us late."""
    return recorded_at - happened_at > LATE


def report_contact(
    tx: Tx,
    subject: Subject,
    job: Assignment,
    member_ids: Sequence[UUID],
    contact: Contact,
    device_at: datetime | None = None,
) -> list[UUID]:
    """Note for each of these people of a job whom they were near; the ids of the rows.

    Args:
        tx: the transaction.
        subject: who tells it.
        job: on which job it was.
        member_ids: whose contact; all of the job where none is named.
        contact: with whom, how near, how long.
        device_at: when the phone wrote it down.
    """
    stays = rows.list_stays_of_job(tx.session, job.id)
    happened_at = _moment(tx, contact.happened_at or device_at)
    made = [
        _put_contact(tx, subject, job, each, contact, (happened_at, device_at), stays)
        for each in _people(tx, job, member_ids)
    ]
    if contact.kind != "none":
        _judge(tx, subject, stays, [each.exposure_id for each in made], "contact")
    return [each.id for each in made]


def report_breach(
    tx: Tx,
    subject: Subject,
    job: Assignment,
    member_ids: Sequence[UUID],
    breach: Breach,
    device_at: datetime | None = None,
) -> list[UUID]:
    """Note that somebody's protection failed, and tell dispatcher, HSE and the crew at once; the ids of the rows."""
    stays = rows.list_stays_of_job(tx.session, job.id)
    happened_at = _moment(tx, breach.happened_at or device_at)
    made = [
        _put_breach(tx, subject, job, each, breach, (happened_at, device_at), stays)
        for each in _people(tx, job, member_ids)
    ]
    _judge(tx, subject, stays, [each.exposure_id for each in made], "breach")
    _warn_crew(tx, subject, job)
    return [each.id for each in made]


@again
def add_contact(work: Work, subject: Subject, exposure_id: UUID, contact: Contact, corrects: Correction | None) -> UUID:
    """Add a contact to a stay from the desk, or correct one.

    Raises:
        NotFoundError: no such stay in the subject's units, or no such contact in it.
        ConflictError: the contact was corrected before.
        InvalidError: the other worker is not of the subject's units.
    """
    scope = subject.scope(Verb.EXPOSURES_WRITE)
    with work.begin() as tx:
        stay = _found(rows.find(tx.session, scope, exposure_id, for_update=True))
        _check_units(tx, contact.with_member_id, scope.unit_ids)
        job = tx.session.get_one(Assignment, stay.assignment_id)
        if corrects is not None:
            before = rows.find_contact(tx.session, corrects.id)
            _check_corrects(before, stay)
        when = (_moment(tx, contact.happened_at or stay.entered_at), None)
        row = _put_contact(tx, subject, job, stay.member_id, contact, when, [stay], corrects)
        exposure_judging.judge_all(tx, subject, [stay], "contact")
        return row.id


@again
def add_breach(work: Work, subject: Subject, exposure_id: UUID, breach: Breach, corrects: Correction | None) -> UUID:
    """Add a breach to a stay from the desk, or correct one.

    Raises:
        NotFoundError: no such stay in the subject's units, or no such breach in it.
        ConflictError: the breach was corrected before.
    """
    scope = subject.scope(Verb.EXPOSURES_WRITE)
    with work.begin() as tx:
        stay = _found(rows.find(tx.session, scope, exposure_id, for_update=True))
        job = tx.session.get_one(Assignment, stay.assignment_id)
        if corrects is not None:
            _check_corrects(rows.find_breach(tx.session, corrects.id), stay)
        when = (_moment(tx, breach.happened_at or stay.entered_at), None)
        row = _put_breach(tx, subject, job, stay.member_id, breach, when, [stay], corrects)
        exposure_judging.judge_all(tx, subject, [stay], "breach")
        return row.id


def _put_contact(
    tx: Tx, subject: Subject, job: Assignment, member_id: UUID, contact: Contact,
    when: tuple[datetime, datetime | None], stays: Sequence[Exposure], corrects: Correction | None = None,
) -> ExposureContact:  # fmt: skip
    happened_at, device_at = when
    told = replace(contact, with_member_id=None) if contact.with_member_id == member_id else contact
    stay = _stay_at(stays, member_id, happened_at)
    row = ExposureContact(
        unit_id=job.unit_id, assignment_id=job.id, exposure_id=stay.id if stay else None, member_id=member_id,
        kind=told.kind, with_member_id=told.with_member_id, band=told.band if told.band in BANDS else "unknown",
        minutes=told.minutes, indoor=told.indoor, masked=told.masked, happened_at=happened_at, device_at=device_at,
        recorded_at=tx.now, recorded_by=subject.user_id, corrects_id=corrects.id if corrects else None,
        retracted=bool(corrects and corrects.retract),
    )  # fmt: skip
    tx.session.add(row)
    tx.session.flush()
    exposure_notes.write(tx, subject, "contact", row.id, unit_id=job.unit_id, member_id=member_id, text=told.who)
    late = is_late(happened_at, tx.now)
    what = {"member_id": str(member_id), "late": late, "corrects": str(corrects.id) if corrects else None}
    record(tx, subject, "exposure.contact_reported", _about(row, job), payload=what, device_time=device_at)
    return row


def _put_breach(
    tx: Tx, subject: Subject, job: Assignment, member_id: UUID, breach: Breach,
    when: tuple[datetime, datetime | None], stays: Sequence[Exposure], corrects: Correction | None = None,
) -> ExposureBreach:  # fmt: skip
    happened_at, device_at = when
    stay = _stay_at(stays, member_id, happened_at)
    row = ExposureBreach(
        unit_id=job.unit_id, assignment_id=job.id, exposure_id=stay.id if stay else None, member_id=member_id,
        item=breach.item if breach.item in BREACH_ITEMS else "other",
        action=breach.action if breach.action in BREACH_ACTIONS else "none", happened_at=happened_at,
        device_at=device_at, recorded_at=tx.now, recorded_by=subject.user_id,
        corrects_id=corrects.id if corrects else None, retracted=bool(corrects and corrects.retract),
    )  # fmt: skip
    tx.session.add(row)
    tx.session.flush()
    exposure_notes.write(tx, subject, "breach", row.id, unit_id=job.unit_id, member_id=member_id, text=breach.note)
    late = is_late(happened_at, tx.now)
    what = {"member_id": str(member_id), "item": row.item, "action": row.action, "late": late,
            "corrects": str(corrects.id) if corrects else None}  # fmt: skip
    record(tx, subject, "exposure.breach_reported", _about(row, job), payload=what, device_time=device_at)
    return row


def _about(row: ExposureContact | ExposureBreach, job: Assignment) -> About:
    """Where no stay is known the event is about the row itself."""
    return About(
        "exposure", row.exposure_id or row.id, job.unit_id, crew_id=job.crew_id, ticket_id=job.ticket_id,
        assignment_id=job.id,
    )  # fmt: skip


def _people(tx: Tx, job: Assignment, member_ids: Sequence[UUID]) -> list[UUID]:
    """Those named who are on the job; all of it where nobody is named."""
    members = [member.id for _, member in assignments.list_members(tx.session, [job.id])]
    named = [each for each in members if each in member_ids]
    return named or members


def _stay_at(stays: Sequence[Exposure], member_id: UUID, at: datetime) -> Exposure | None:
    """The stay in which it happened: the last one that had begun; the first one where none had."""
    own = [each for each in stays if each.member_id == member_id]
    begun = [each for each in own if (each.entered_device_at or each.entered_at) <= at or each.entered_at <= at]
    return begun[-1] if begun else own[0] if own else None


def _moment(tx: Tx, told: datetime | None) -> datetime:
    """When it happened; a phone whose clock runs ahead cannot tell of what is still to come."""
    return min(told, tx.now) if told else tx.now


def _judge(tx: Tx, subject: Subject, stays: Sequence[Exposure], ids: Sequence[UUID | None], cause: str) -> None:
    exposure_judging.judge_all(tx, subject, [each for each in stays if each.id in ids], cause)


def _warn_crew(tx: Tx, subject: Subject, job: Assignment) -> None:
    told = [member.user_id for _, member in assignments.list_members(tx.session, [job.id])]
    messages = [
        Message(user_id, PushKind.BREACH, job.unit_id, _PUSH_TTL_S, job.id)
        for user_id in told
        if user_id is not None and user_id != subject.user_id
    ]
    pushes.queue_all(tx, subject, messages)


def _check_units(tx: Tx, member_id: UUID | None, unit_ids: frozenset[UUID]) -> None:
    if member_id is not None and rows.unit_of_member(tx.session, member_id) not in unit_ids:
        raise InvalidError.of("with_member_id", "unknown", "there is no such worker", "name a worker of your units")


def _check_corrects(before: ExposureContact | ExposureBreach | None, stay: Exposure) -> None:
    if before is None or before.exposure_id != stay.id:
        raise NotFoundError("no such row in this record")


def _found(stay: Exposure | None) -> Exposure:
    if stay is None:
        raise NotFoundError("no such record")
    return stay
