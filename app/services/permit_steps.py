"""The steps of an entry permit: each checked by the life cycle, written as an event, told to those concerned."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from app.access import Subject
from app.errors import ConflictError
from app.schema.assignments import Assignment
from app.schema.base import new_id
from app.schema.crews import CrewMember, Vehicle
from app.schema.permits import EntryPermit, PermitPerson, PermitVehicle
from app.services import messages, passes, permit_conditions, pushes
from app.services.events import About, record
from app.services.permit_asks import ask_all
from app.services.permit_trail import HERE, Noted, Said, note, note_each
from app.services.pushes import PushKind
from app.services.work import Tx
from app.storage import permits as rows
from app.storage import tickets
from compliance.lifecycles import ACTIVE_ASSIGNMENT, AT_THE_PLACE, PERMIT
from compliance.zones import ZoneInForce

BY_RULE = frozenset({"system"})
"""The role of steps that follow from something else, whose doer was allowed to do that."""

_PUSHES = {
    "approved": PushKind.PERMIT_APPROVED,
    "denied": PushKind.PERMIT_DENIED,
    "revoked": PushKind.PERMIT_REVOKED,
    "void": PushKind.PERMIT_VOID,
    "expired": PushKind.PERMIT_EXPIRED,
}
_LAPSES = frozenset({"expired", "revoked", "void"})
PUSH_TTL_SECONDS = 4 * 3600

LAPSED_INSIDE = "permit.lapsed_inside"
"""The notice to a crew whose consent ends while it is in the zone."""


@dataclass(frozen=True)
class Request:
    """What a request to one authority says."""

    assignment: Assignment
    zone: ZoneInForce
    members: Sequence[CrewMember]
    vehicles: Sequence[Vehicle]
    window: tuple[datetime, datetime]
    reason: str
    supplements_id: UUID | None = None
    """The permit beside which it is asked for."""


@dataclass(frozen=True)
class By:
    """In which right a step is taken, and what goes with it.

    Attributes:
        roles: the subject's own when a person asks for just this step.
        said: how the authority said it.
        authority_id: whose step it is, when not that of the zone's own authority.
        erasable: what people wrote.
    """

    roles: Collection[str] = BY_RULE
    said: Said = HERE
    authority_id: UUID | None = None
    erasable: dict[str, Any] | None = None


RULE = By()
"""It follows from something else."""


def make_all(tx: Tx, subject: Subject, requests: Sequence[Request], *, send: bool = True) -> list[EntryPermit]:
    """Put requests before authorities, in this order; without ``send`` they stay drafts that no authority sees."""
    if not requests:
        return []
    numbers = _numbers(tx, requests)
    made = [_draft(each, next(numbers[each.assignment.unit_id])) for each in requests]
    tx.session.add_all(made)
    tx.session.flush()
    for permit, each in zip(made, requests, strict=True):
        tx.session.add_all(PermitPerson(permit_id=permit.id, member_id=member.id) for member in each.members)
        tx.session.add_all(PermitVehicle(permit_id=permit.id, vehicle_id=vehicle.id) for vehicle in each.vehicles)
    told = [_asked(tx, subject, permit) if send else Noted("permit.drafted", hidden=True) for permit in made]
    tx.session.flush()
    note_each(
        tx, subject, [(permit, each.assignment, what) for permit, each, what in zip(made, requests, told, strict=True)]
    )
    ask_all(tx, subject, made if send else ())
    return made


def _asked(tx: Tx, subject: Subject, permit: EntryPermit) -> Noted:
    verb = check_step(permit, "requested", BY_RULE)
    start_waiting(tx, subject, permit)
    permit.state = "requested"
    return Noted(verb, before=PERMIT.initial, to="requested")


def _numbers(tx: Tx, requests: Sequence[Request]) -> dict[UUID, Iterator[str]]:
    """By unit as many numbers as are needed."""
    found: dict[UUID, Iterator[str]] = {}
    for unit_id, count in Counter(each.assignment.unit_id for each in requests).items():
        unit = rows.find_unit(tx.session, unit_id)
        year = tx.now.astimezone(ZoneInfo(unit.time_zone)).year
        found[unit_id] = iter(tickets.next_numbers(tx.session, unit, "P", year, count))
    return found


def _draft(each: Request, number: str) -> EntryPermit:
    return EntryPermit(
        id=new_id(), number=number, unit_id=each.assignment.unit_id, assignment_id=each.assignment.id,
        ticket_id=each.assignment.ticket_id, zone_id=each.zone.zone_id, zone_version_id=each.zone.version_id,
        authority_id=each.zone.authority_id, state=PERMIT.initial, requested_from=each.window[0],
        requested_until=each.window[1], conditions=[], reason=each.reason, supplements_id=each.supplements_id,
    )  # fmt: skip


def start_waiting(tx: Tx, subject: Subject, permit: EntryPermit) -> None:
    """Note who asks, and when."""
    permit.requested_at, permit.requested_by, permit.reminded_at = tx.now, subject.user_id, None


def void_for(tx: Tx, subject: Subject, permit: EntryPermit, reason_code: str, *, tell_crew: bool = True) -> None:
    """Make a live permit void because what it was given for has changed."""
    permit.decision_reason = reason_code
    move(tx, subject, permit, "void", payload={"reason": reason_code}, tell_crew=tell_crew)


def check_step(permit: EntryPermit, to: str, roles: Collection[str]) -> str:
    """Return the verb of a step that somebody with these roles may take.

    Raises:
        ConflictError: the life cycle has no such step for them.
    """
    decision, step = PERMIT.check(permit.state, to, roles), PERMIT.find(permit.state, to)
    if step is None or not decision.allowed:
        raise ConflictError(f"a permit that is {permit.state} cannot become {to}", reasons=decision.reasons)
    return step.event


def move(
    tx: Tx,
    subject: Subject,
    permit: EntryPermit,
    to: str,
    *,
    by: By = RULE,
    payload: dict[str, Any] | None = None,
    tell_crew: bool = True,
) -> None:
    """Take one step, write its event and tell the crew what it must know.

    Args:
        tx: the transaction of what it follows from.
        subject: who caused it.
        permit: locked, or new.
        to: the next state.
        by: in which right, when a person asks for just this step.
        payload: facts beside number, zone and states that stay for ever.
        tell_crew: whether to push it to the crew.

    Raises:
        ConflictError: the life cycle has no such step.
    """
    verb = check_step(permit, to, by.roles)
    before, permit.state = permit.state, to
    tx.session.flush()
    assignment = rows.load(tx.session, Assignment, permit.assignment_id)
    hidden = before == PERMIT.initial and to != "requested"
    what = Noted(verb, before, to, payload, by.authority_id, by.said, hidden)
    note(tx, subject, permit, assignment, what, erasable=by.erasable)
    _follow(tx, subject, permit, assignment, before)
    passes.follow(tx, subject, permit)
    kind = _PUSHES.get(to)
    if kind is None or not tell_crew or assignment.state not in ACTIVE_ASSIGNMENT:
        return
    if before == "approved" and to in _LAPSES and assignment.state in AT_THE_PLACE:
        kind = _note_lapse(tx, subject, permit, assignment)
    for user_id in rows.list_users(tx.session, permit.assignment_id):
        pushes.queue(
            tx, subject, user_id=user_id, kind=kind, unit_id=permit.unit_id, ttl_seconds=PUSH_TTL_SECONDS,
            assignment_id=permit.assignment_id,
        )  # fmt: skip


def _follow(tx: Tx, subject: Subject, permit: EntryPermit, assignment: Assignment, before: str) -> None:
    """What a step does to letters that wait, and to the checklists that conditions made."""
    if permit.state == "requested":
        ask_all(tx, subject, [permit])
    elif before in rows.UNANSWERED and permit.state not in rows.UNANSWERED:
        messages.supersede(tx, subject, permit.id)
    if permit.state == "approved":
        permit_conditions.put(tx, subject, permit, assignment)
    elif before == "approved" and permit.state != "closed":
        permit_conditions.lapse(tx, subject, permit, assignment, f"permit.{permit.state}")


def note_use(
    tx: Tx, subject: Subject, assignment: Assignment, zone_ids: Collection[UUID], device_time: datetime | None
) -> None:
    """Note the first entry on each permit that opens these zones now; later entries leave it as it is.

    Who and when also stand in the event. An override needs no permit, so there may be none to note it on.
    """
    for permit in rows.lock_unused(tx.session, assignment.id, zone_ids, tx.now):
        permit.used_at = tx.now
        tx.session.flush()
        note(tx, subject, permit, assignment, Noted(rows.USED), device_time=device_time)


def _note_lapse(tx: Tx, subject: Subject, permit: EntryPermit, assignment: Assignment) -> PushKind:
    """Mark the job of a crew that is still in the zone: its phone shows the notice, its dispatcher hears of it."""
    assignment.notice = LAPSED_INSIDE
    tx.session.flush()
    where = About(
        "assignment", assignment.id, unit_id=assignment.unit_id, crew_id=assignment.crew_id,
        ticket_id=assignment.ticket_id, assignment_id=assignment.id,
    )  # fmt: skip
    told = {"permit_id": str(permit.id), "number": permit.number, "to": permit.state}
    record(tx, subject, "assignment.permit_lapsed", where, payload=told)
    return PushKind.PERMIT_LAPSED_INSIDE
