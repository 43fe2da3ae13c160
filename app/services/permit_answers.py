"""What a desk may say to an entry permit: the authority answers, the dispatcher withdraws or asks again."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.access import Scope, Subject, Verb
from app.errors import ConflictError, InvalidError, NotFoundError
from app.schema.assignments import Assignment
from app.schema.crews import CrewMember, Vehicle
from app.schema.permits import EntryPermit
from app.schema.zones import Zone, ZoneVersion
from app.services import permit_steps as steps
from app.services.judgements import zone_in_force
from app.services.versions import check_version
from app.services.work import Tx, Work, again
from app.storage import permits as rows
from app.storage.permits import PermitView
from compliance.lifecycles import ACTIVE_ASSIGNMENT, PERMIT
from compliance.permits import answerable

ANSWERS = frozenset({"acknowledged", "approved", "denied", "revoked"})
_NEED_REASON = frozenset({"denied", "revoked"})


@dataclass(frozen=True)
class PermitStep:
    """One step that a person asks for. What is left out of an approval is as it was requested."""

    to: str
    reason: str = ""
    conditions: tuple[str, ...] = ()
    valid_from: datetime | None = None
    valid_until: datetime | None = None
    gate: str | None = None
    """Name of one of the zone's control points."""
    channel: str = "screen"
    channel_note: str | None = None
    version: int | None = None
    """The version that the person saw; None takes any."""


@again
def transition(work: Work, subject: Subject, permit_id: UUID, step: PermitStep) -> PermitView:
    """Take one step of a permit; asking again for one that is over makes a new permit and returns that.

    Raises:
        ForbiddenError: the role of the subject does not include this step.
        NotFoundError: no permit that the subject may answer or withdraw.
        StaleError: somebody changed it since it was read.
        ConflictError: the life cycle has no such step, or its time is over.
        InvalidError: a reason is missing, the window cannot be, or the zone has no such control point.
    """
    answers = step.to in ANSWERS
    held = subject.scope(Verb.PERMITS_ANSWER if answers else Verb.PERMITS_REQUEST)
    scope = Scope(authority_ids=held.authority_ids) if answers else Scope(unit_ids=held.unit_ids)
    with work.begin() as tx:
        permit = rows.find(tx.session, scope, permit_id, for_update=True)
        if permit is None:
            raise NotFoundError("there is no such entry permit")
        if step.version is not None:
            check_version(permit.version, step.version)
        if step.to == "requested" and PERMIT.is_final(permit.state):
            permit = _ask_again(tx, subject, permit, step.reason)
        else:
            _take(tx, subject, permit, step)
        tx.session.flush()
        return rows.view_all(tx.session, [permit], tx.now)[0]


def _take(tx: Tx, subject: Subject, permit: EntryPermit, step: PermitStep) -> None:
    roles = subject.roles_over(unit_id=permit.unit_id, authority_id=permit.authority_id)
    steps.check_step(permit, step.to, roles)
    if step.to in _NEED_REASON and not step.reason:
        raise InvalidError.of("reason", "missing", "say why", "give a reason; the crew and the dispatcher read it")
    if step.to == "approved":
        _approve(tx, permit, step)
    if step.to == "requested":
        steps.start_waiting(tx, subject, permit)
    elif step.to != "withdrawn":
        permit.channel, permit.channel_note = step.channel, step.channel_note
    if step.to in ANSWERS - {"acknowledged"}:
        permit.decided_at, permit.decided_by = tx.now, subject.user_id
    if step.reason:
        permit.decision_reason = step.reason
    told = {"conditions": list(step.conditions), "reason": step.reason, "note": step.channel_note or ""}
    steps.move(
        tx,
        subject,
        permit,
        step.to,
        roles=roles,
        erasable={name: value for name, value in told.items() if value},
    )


def _approve(tx: Tx, permit: EntryPermit, step: PermitStep) -> None:
    decision = answerable(permit.state, step.valid_until or permit.requested_until, tx.now)
    if not decision.allowed:
        raise ConflictError("it cannot be approved any more", reasons=decision.reasons)
    valid_from, valid_until = step.valid_from or permit.requested_from, step.valid_until or permit.requested_until
    if valid_until <= valid_from:
        raise InvalidError.of("valid_until", "window", "the permit would end before it begins", "choose a later end")
    if step.gate is not None:
        version = rows.load(tx.session, ZoneVersion, permit.zone_version_id)
        if step.gate not in {each["name"] for each in version.gates}:
            raise InvalidError.of("gate", "unknown", "the zone has no such control point", "choose one of the zone's")
    permit.valid_from, permit.valid_until = valid_from, valid_until
    permit.gate, permit.conditions = step.gate, list(step.conditions)


def _ask_again(tx: Tx, subject: Subject, old: EntryPermit, reason: str) -> EntryPermit:
    """Ask anew for the people and vehicles whose lines still stood, for the zone as it is now."""
    assignment = rows.load(tx.session, Assignment, old.assignment_id)
    if assignment.state not in ACTIVE_ASSIGNMENT:
        raise ConflictError("the assignment is over; nobody needs to enter", code="permit.assignment_over")
    entry_at, until = max(assignment.planned_entry_at, tx.now), assignment.planned.upper
    if until is None or until <= entry_at:
        raise ConflictError("the planned time is over; plan the assignment anew", code="permit.window_over")
    version = rows.find_version_at(tx.session, old.zone_id, entry_at)
    if version is None or not version.permit_needed:
        raise ConflictError("no permit is needed: the zone is not in force then", code="permit.not_needed")
    people, vehicles = rows.list_lines(tx.session, [old.id])
    asked = steps.Request(
        assignment,
        zone_in_force(version, rows.load(tx.session, Zone, old.zone_id), "inside"),
        [rows.load(tx.session, CrewMember, each.member_id) for each in people if each.void_at is None],
        [rows.load(tx.session, Vehicle, each.vehicle_id) for each in vehicles if each.void_at is None],
        (entry_at, until),
        reason or old.reason,
    )
    return steps.make_all(tx, subject, [asked])[0]
