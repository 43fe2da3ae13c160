"""What a phone pulls: its crew, the jobs that changed since its cursor, and pushes that wait to be read."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from app.access import Subject, Verb
from app.schema.assignments import Assignment
from app.schema.crews import Crew, CrewMember, Vehicle
from app.schema.devices import Push
from app.services import devices, jobpacks
from app.services.devices import Heard
from app.services.jobpacks import JobPack
from app.services.work import Tx, Work
from app.storage import events, pushes, sync

UNREAD_FOR = timedelta(hours=48)
"""Pushes older than this are not shown any more."""

_HAD = ("delivered", "read")

Position = tuple[int, UUID]


@dataclass(frozen=True)
class CrewView:
    """My crew, who is in it and whether it is on duty."""

    crew: Crew
    members: Sequence[CrewMember]
    vehicles: Sequence[Vehicle]
    shift_until: datetime | None


@dataclass(frozen=True)
class Pulled:
    """One answer to a phone."""

    position: Position | None
    """Where the next pull goes on; None while nothing ever happened."""
    reset: bool
    """The phone's cursor is not known any more: what it holds and did not get now is gone."""
    crew: CrewView | None
    packs: Sequence[JobPack]
    removed: Sequence[UUID]
    """Assignments that are over or no longer this crew's."""
    ended: Sequence[Assignment]
    """Those of them that were this crew's: how they ended, and why."""
    pushes: Sequence[Push]
    device: Heard | None
    """The phone that asks."""
    now: datetime


def pull(work: Work, subject: Subject, since: Position | None, touched: Collection[UUID] = ()) -> Pulled:
    """Everything at the first time, then what changed.

    The position handed out is read before the jobs are: what happens in between comes again with the next pull rather
    than never.

    Args:
        work: what use cases work with.
        subject: the worker.
        since: the position of the pull before.
        touched: jobs that the phone wants to hear of in any case, as it has just changed them: another transaction may
            hold the events of that change back for a while, and a job that falls back to what it was asks for the same
            step again.

    Raises:
        ForbiddenError: not a worker.
    """
    crew_ids = subject.scope(Verb.FIELD).crew_ids
    with work.look() as tx:
        known = since if since is not None and events.exists(tx.session, since) else None
        position = events.latest_cursor(tx.session) or known
        crew = _view(tx, subject.crew_id) if subject.crew_id else None
        unread = pushes.list_unread(tx.session, subject.user_id, tx.now - UNREAD_FOR) if subject.user_id else []
        # A push that this phone has not had yet is news of its job, whether or not the event can be read already.
        fresh = {push.assignment_id for push in unread if push.assignment_id and push.state not in _HAD}
        told = fresh | set(touched)
        changed = sync.list_changed(tx.session, crew_ids, known) | told if known else None
        now = tx.now
    packs = jobpacks.list_packs(work, subject, only=changed) if changed is None or changed else []
    removed = sorted({*(changed or ()), *told} - {pack.id for pack in packs})
    with work.look() as tx:
        ended = sync.list_ended(tx.session, crew_ids, removed) if removed else []
    return Pulled(
        position=position,
        reset=since is not None and known is None,
        crew=crew,
        packs=packs,
        removed=removed,
        ended=ended,
        pushes=unread,
        device=devices.hear(work, subject),
        now=now,
    )


def _view(tx: Tx, crew_id: UUID) -> CrewView | None:
    crew = sync.find_crew(tx.session, crew_id)
    if crew is None:
        return None
    shift = sync.find_shift(tx.session, crew_id, tx.now)
    return CrewView(
        crew=crew,
        members=sync.list_members(tx.session, crew_id),
        vehicles=sync.list_vehicles(tx.session, crew_id),
        shift_until=shift.during.upper if shift else None,
    )
