"""Check-ins: a crew inside a zone says now and then that all are well; who is silent too long is looked for.

The last word stands in the events of the job. A phone may have been without a network: a word counts from when it was
given, so a late one takes the alarm away and leaves it in the audit.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from app.access import Subject, Verb
from app.errors import NotFoundError
from app.schema.assignments import Assignment
from app.services.assignment_steps import about, tell_crew
from app.services.events import record
from app.services.pushes import PushKind
from app.services.work import Tx, Work, again
from app.storage import assignments
from app.storage import checkins as rows
from app.storage.checkins import GIVEN, MISSED, InsideJob
from compliance.checkins import due_at


@dataclass(frozen=True)
class Checkin:
    """How a crew inside stands: how often it is asked, its last word, and from when silence is an alarm."""

    every: timedelta
    checked_at: datetime | None
    due_at: datetime


def give(
    tx: Tx, subject: Subject, job: Assignment, member_ids: Sequence[UUID] = (), device_at: datetime | None = None
) -> None:
    """Note that all of a crew are well, or those who are named; never refused, however late it comes.

    Args:
        tx: the transaction.
        subject: who says so.
        job: on which job.
        member_ids: who was seen to be well; all of the job where nobody is named.
        device_at: when it was said, by the phone's clock; one that runs ahead cannot speak for what is still to come.
    """
    at = min(device_at or tx.now, tx.now)
    told = {"at": at.isoformat(), "members": [str(each) for each in member_ids], "state": job.state}
    record(tx, subject, GIVEN, about(job), payload=told, device_time=device_at)


@again
def give_from_desk(work: Work, subject: Subject, assignment_id: UUID, note: str) -> None:
    """Note that a crew was reached otherwise, such as by telephone, and is well.

    Raises:
        NotFoundError: no such assignment.
    """
    with work.begin() as tx:
        job = assignments.find(tx.session, subject.scope(Verb.ASSIGNMENTS_WRITE), assignment_id)
        if job is None:
            raise NotFoundError("no such assignment")
        told = {"at": tx.now.isoformat(), "members": [], "state": job.state}
        record(tx, subject, GIVEN, about(job), payload=told, erasable={"note": note})


def of_jobs(tx: Tx, assignment_ids: Collection[UUID]) -> Mapping[UUID, Checkin]:
    """By job how its crew stands; jobs whose crew is not inside are left out."""
    return {each.assignment_id: _checkin(tx, each) for each in rows.list_inside(tx.session, tx.now, assignment_ids)}


def list_silent(tx: Tx) -> Mapping[UUID, Checkin]:
    """By job the crews inside that have been silent too long."""
    every = {each.assignment_id: _checkin(tx, each) for each in rows.list_inside(tx.session, tx.now)}
    return {job_id: each for job_id, each in every.items() if each.due_at <= tx.now}


def list_due(tx: Tx) -> Sequence[UUID]:
    """Jobs whose crew's silence is to be told."""
    return [each.assignment_id for each in rows.list_inside(tx.session, tx.now) if _is_untold(tx, each)]


def warn(tx: Tx, subject: Subject, assignment_id: UUID) -> bool:
    """Tell dispatcher and crew that a crew inside is silent; whether that was due. Each silence is told once."""
    job = tx.session.get(Assignment, assignment_id, with_for_update={"key_share": True}, populate_existing=True)
    found = rows.list_inside(tx.session, tx.now, [assignment_id])
    if job is None or not found or not _is_untold(tx, found[0]):
        return False
    since = _checkin(tx, found[0])
    told = {"due_at": since.due_at.isoformat(), "every_minutes": since.every // timedelta(minutes=1)}
    record(tx, subject, MISSED, about(job), payload=told)
    tell_crew(tx, subject, job, PushKind.CHECKIN_MISSED)
    return True


def _is_untold(tx: Tx, inside: InsideJob) -> bool:
    due = _checkin(tx, inside).due_at
    return due <= tx.now and (inside.told_for is None or inside.told_for < due)


def _checkin(tx: Tx, inside: InsideJob) -> Checkin:
    every = tx.house.checkins.every_of(inside.zones)
    return Checkin(every, inside.checked_at, due_at(inside.entered_at, inside.checked_at, every))
