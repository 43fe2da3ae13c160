"""Alarms: emergencies that crews raise, and crews inside that are silent. Dispatchers see them until dealt with.

An emergency is never refused, whatever state its job is in and however late it comes. It is told as events of the job,
so that the audit keeps it; where it happened and what was said names people and stands apart, erasable.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from app.access import Subject, Verb
from app.errors import ConflictError, NotFoundError
from app.schema.assignments import Assignment
from app.schema.crews import Crew
from app.schema.events import Event, EventDetail
from app.schema.tickets import Ticket
from app.services import checkins
from app.services.assignment_steps import about, tell_crew
from app.services.events import record
from app.services.pushes import PushKind
from app.services.work import Tx, Work, again
from app.storage import alarms as rows
from app.storage import assignments
from app.storage.alarms import ENDED, RAISED, SEEN

What = Literal["emergency", "injury", "breach"]
Step = Literal["seen", "ended"]
SHOWN_FOR = timedelta(hours=48)
"""An emergency that nobody has ended is shown so long after its job was planned to be over."""


@dataclass(frozen=True)
class Raised:
    """What a crew cried out: what it is, who is hurt or in danger, where the phone was."""

    what: What
    member_ids: tuple[UUID, ...] = ()
    note: str | None = None
    place: Mapping[str, float] | None = None
    """``lon``, ``lat`` and ``accuracy_m`` of the phone, where it knew."""


@dataclass(frozen=True)
class Emergency:
    """One emergency and how far it is dealt with."""

    id: UUID
    assignment_id: UUID
    what: What
    raised_at: datetime
    """By the phone's clock where it told, never later than it reached us."""
    received_at: datetime
    raised_by: str
    """Name of the person, like those of who saw it and who ended it."""
    detail: Mapping[str, Any]
    seen_by: str | None = None
    seen_at: datetime | None = None
    ended_by: str | None = None


@dataclass(frozen=True)
class Alarm:
    """Something a dispatcher has to deal with now: an emergency, or a crew inside that is silent (``since``)."""

    job: Assignment
    crew: Crew
    ticket: Ticket
    since: datetime
    emergency: Emergency | None = None


def raise_in(
    tx: Tx, subject: Subject, job: Assignment, emergency_id: UUID, raised: Raised, device_at: datetime | None
) -> None:
    """Note an emergency and tell everybody who can help: dispatchers by the event, the rest of the crew by push."""
    told = {"emergency_id": str(emergency_id), "what": raised.what, "state": job.state}
    said = {"note": raised.note, "place": raised.place, "members": [str(each) for each in raised.member_ids]}
    erasable = {name: value for name, value in said.items() if value}
    record(tx, subject, RAISED, about(job), payload=told, erasable=erasable or None, device_time=device_at)
    tell_crew(tx, subject, job, PushKind.EMERGENCY)


def end_in(tx: Tx, subject: Subject, job: Assignment, emergency_id: UUID, why: str, device_at: datetime | None) -> None:
    """Note from the phone that an emergency is over, or was none; for one that was not heard of or is over, nothing."""
    found = _of_job(tx, job.id).get(emergency_id)
    if found is not None and found.ended_by is None:
        told = {"emergency_id": str(emergency_id), "why": why}
        record(tx, subject, ENDED, about(job), payload=told, device_time=device_at)


@again
def deal_with(
    work: Work, subject: Subject, assignment_id: UUID, emergency_id: UUID, step: Step, note: str | None
) -> Emergency:
    """Say to the crew that its emergency was seen, or that it is over; the emergency as it stands then.

    Raises:
        NotFoundError: no such assignment.
        ConflictError: it has no such emergency, or that is over already.
    """
    with work.begin() as tx:
        scope = subject.scope(Verb.ASSIGNMENTS_WRITE)
        job = assignments.find(tx.session, scope, assignment_id, for_update=True)
        if job is None:
            raise NotFoundError("no such assignment")
        found = _of_job(tx, assignment_id).get(emergency_id)
        if found is None or found.ended_by is not None:
            raise ConflictError("no such emergency of this assignment is open; read the open alarms again")
        told = {"emergency_id": str(emergency_id), "why": "dealt_with"}
        verb = SEEN if step == "seen" else ENDED
        record(tx, subject, verb, about(job), payload=told, erasable={"note": note} if note else None)
        if step == "seen" and found.seen_at is None:
            tell_crew(tx, subject, job, PushKind.EMERGENCY_SEEN)
        return _of_job(tx, assignment_id)[emergency_id]


def list_open(work: Work, subject: Subject) -> list[Alarm]:
    """Emergencies that are not over and crews inside that are silent, the newest first."""
    scope = subject.scope(Verb.ASSIGNMENTS_READ)
    with work.look() as tx:
        told = rows.list_steps(tx.session, scope, tx.now - SHOWN_FOR)
        cries = [each for each in _read(tx, told) if not each.ended_by]
        silent = checkins.list_silent(tx)
        ids = {each.assignment_id for each in cries} | set(silent)
        jobs = {row.id: row for row in assignments.list_by_ids(tx.session, scope, ids)}
        crews = assignments.crews_by_id(tx.session, {row.crew_id for row in jobs.values()})
        tickets = assignments.tickets_by_id(tx.session, {row.ticket_id for row in jobs.values()})

    def alarm(job_id: UUID, since: datetime, cry: Emergency | None = None) -> Alarm:
        job = jobs[job_id]
        return Alarm(job, crews[job.crew_id], tickets[job.ticket_id], since, cry)

    found = [alarm(each.assignment_id, each.raised_at, each) for each in cries if each.assignment_id in jobs]
    found += [alarm(job_id, each.due_at) for job_id, each in silent.items() if job_id in jobs]
    return sorted(found, key=lambda each: each.since, reverse=True)


def _of_job(tx: Tx, assignment_id: UUID) -> dict[UUID, Emergency]:
    tx.session.flush()
    return {each.id: each for each in _read(tx, rows.list_steps_of(tx.session, assignment_id))}


def _read(tx: Tx, steps: Sequence[rows.Step]) -> list[Emergency]:
    """The emergencies that these steps tell of, in the order in which they were raised.

    Who did what is told by name, as people call each other; by what the event says where nobody of that name is left.
    """
    names = assignments.names_by_id(tx.session, {event.actor_id for event, _ in steps})
    found: dict[str, Emergency] = {}
    for event, detail in steps:
        key = str(event.payload.get("emergency_id"))
        who = names.get(event.actor_id, event.actor)
        if event.verb == RAISED:
            found.setdefault(key, _begun(event, detail, who))
        elif key in found:
            found[key] = _gone_on(found[key], event, who)
    return list(found.values())


def _begun(event: Event, detail: EventDetail | None, who: str) -> Emergency:
    at = min(event.device_time or event.server_time, event.server_time)
    said = dict(detail.body) if detail else {}
    return Emergency(
        id=UUID(event.payload["emergency_id"]), assignment_id=event.subject_id, what=event.payload["what"],
        raised_at=at, received_at=event.server_time, raised_by=who, detail=said,
    )  # fmt: skip


def _gone_on(before: Emergency, event: Event, who: str) -> Emergency:
    if event.verb == ENDED:
        return replace(before, ended_by=who)
    return before if before.seen_by else replace(before, seen_by=who, seen_at=event.server_time)
