"""What may be said to an entry permit: the authority answers, a desk notes its word, the dispatcher sends or withdraws.

An answer is given once. Whoever comes second (another desk of the authority, the parent that was asked as well, a
dispatcher who notes a call) is told that it was answered, by a refusal; nothing is overwritten.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from app.access import Scope, Subject, Verb
from app.errors import ConflictError, CordonError, InvalidError, NotFoundError
from app.schema.assignments import Assignment
from app.schema.crews import CrewMember, Vehicle
from app.schema.permits import EntryPermit
from app.schema.zones import Zone, ZoneVersion
from app.services import permit_steps as steps
from app.services.judgements import zone_in_force
from app.services.messages import MessageKind
from app.services.permit_notices import Telling, tell_authority
from app.services.permit_trail import SCREEN, Said
from app.services.versions import check_version
from app.services.work import Tx, Work, again
from app.storage import permits as rows
from app.storage.permits import PermitView
from compliance.lifecycles import ACTIVE_ASSIGNMENT, PERMIT
from compliance.permits import answerable
from compliance.reasons import Reason, reason

ANSWERS = frozenset({"acknowledged", "approved", "denied", "revoked"})
RECORDER: frozenset[str] = frozenset({"recorder"})
_NEED_REASON = frozenset({"denied", "revoked"})


@dataclass(frozen=True)
class PermitStep:
    """One step that a person asks for. What is left out of an approval is as it was requested."""

    to: str
    reason: str = ""
    conditions: tuple[str, ...] = ()
    """To be met before anybody enters."""
    exit_conditions: tuple[str, ...] = ()
    """To be met before the crew is out."""
    valid_from: datetime | None = None
    valid_until: datetime | None = None
    gate: str | None = None
    """Name of one of the zone's control points."""
    channel: str = SCREEN
    channel_note: str | None = None
    version: int | None = None
    """The version that the person saw; None takes any."""
    said: Said | None = field(default=None)
    """Set on what a desk notes."""


@dataclass(frozen=True)
class Answered:
    """What became of one of several permits: the permit as it is now, or why not."""

    permit_id: UUID
    view: PermitView | None = None
    error: CordonError | None = None


@again
def transition(work: Work, subject: Subject, permit_id: UUID, step: PermitStep) -> PermitView:
    """Take one step of a permit; asking again for one that is over makes a new permit and returns that.

    Raises:
        ForbiddenError: the role of the subject does not include this step.
        NotFoundError: no permit that the subject may answer or withdraw.
        StaleError: somebody changed it since it was read.
        ConflictError: it was answered already, the life cycle has no such step, or its time is over.
        InvalidError: a reason is missing, the window cannot be, or the zone has no such control point.
    """
    answers = step.to in ANSWERS
    held = subject.scope(Verb.PERMITS_ANSWER if answers else Verb.PERMITS_REQUEST)
    scope = Scope(authority_ids=held.authority_ids) if answers else Scope(unit_ids=held.unit_ids)
    with work.begin() as tx:
        permit = _locked(tx, scope, permit_id, step.version)
        if step.to == "requested" and PERMIT.is_final(permit.state):
            permit = _ask_again(tx, subject, permit, step.reason)
        else:
            roles = subject.roles_over(unit_id=permit.unit_id, authority_id=permit.authority_id)
            _take(tx, subject, permit, step, roles)
        return _shown(tx, permit)


def transition_all(work: Work, subject: Subject, permit_ids: Sequence[UUID], step: PermitStep) -> list[Answered]:
    """Take the same step of several permits, each on its own: one that cannot be holds up no other."""
    verb = Verb.PERMITS_ANSWER if step.to in ANSWERS else Verb.PERMITS_REQUEST
    subject.scope(verb)
    return [_answered(work, subject, permit_id, step) for permit_id in dict.fromkeys(permit_ids)]


@again
def record_answer(work: Work, subject: Subject, permit_id: UUID, step: PermitStep) -> PermitView:
    """Note what an authority said on the telephone or wrote in a letter; it counts like an answer on its screen.

    The authority is told of it where it can be reached, so that a word that it never gave does not stay unseen.

    Raises:
        ForbiddenError: the role of the subject does not note answers.
        NotFoundError: no permit of the subject's units.
        ConflictError: as for ``transition``.
        InvalidError: as for ``transition``; or who said it, the number called or the letter's number is missing.
    """
    scope = Scope(unit_ids=subject.scope(Verb.PERMITS_RECORD).unit_ids)
    said = _checked(step, work.clock.now())
    with work.begin() as tx:
        permit = _locked(tx, scope, permit_id, step.version)
        _take(tx, subject, permit, replace(step, channel=said.channel, channel_note=said.note or None), RECORDER)
        tell_authority(tx, subject, Telling(permit, MessageKind.PERMIT_RECORDED, permit.authority_id))
        return _shown(tx, permit)


def _answered(work: Work, subject: Subject, permit_id: UUID, step: PermitStep) -> Answered:
    try:
        return Answered(permit_id, view=transition(work, subject, permit_id, step))
    except CordonError as error:
        return Answered(permit_id, error=error)


def _checked(step: PermitStep, now: datetime) -> Said:
    """Who said it, complete."""
    said = step.said or Said()
    if said.channel not in ("phone", "letter"):
        raise InvalidError.of("channel", "channel", "a note is of a call or a letter", "choose phone or letter")
    needed = {"said_by": said.name} | (
        {"number_called": said.number_called} if said.channel == "phone" else {"letter_number": said.letter_number}
    )
    for name, value in needed.items():
        if not (value or "").strip():
            raise InvalidError.of(name, "missing", "this is needed to prove the answer", "fill it in")
    if said.channel == "letter" and said.letter_date is None:
        raise InvalidError.of("letter_date", "missing", "the letter has a date", "fill it in")
    if said.said_at is not None and said.said_at > now:
        raise InvalidError.of("said_at", "future", "that moment has not come", "give the moment of the call")
    return said


def _locked(tx: Tx, scope: Scope, permit_id: UUID, version: int | None) -> EntryPermit:
    permit = rows.find(tx.session, scope, permit_id, for_update=True)
    if permit is None:
        raise NotFoundError("there is no such entry permit")
    if version is not None:
        check_version(permit.version, version)
    return permit


def _shown(tx: Tx, permit: EntryPermit) -> PermitView:
    tx.session.flush()
    return rows.view_all(tx.session, [permit], tx.now)[0]


def _take(tx: Tx, subject: Subject, permit: EntryPermit, step: PermitStep, roles: Collection[str]) -> None:
    _check(permit, step.to, roles)
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
    told = {
        "conditions": list(step.conditions),
        "exit_conditions": list(step.exit_conditions),
        "reason": step.reason,
        "note": step.channel_note or "",
    }
    said = step.said or Said(step.channel if step.to in ANSWERS else SCREEN)
    answered_by = _own_authority(tx, subject, permit) if step.to in ANSWERS and step.said is None else None
    erasable = {name: value for name, value in told.items() if value}
    steps.move(tx, subject, permit, step.to, by=steps.By(roles, said, answered_by, erasable))


def _check(permit: EntryPermit, to: str, roles: Collection[str]) -> None:
    """Refuse a step that cannot be; after an answer the refusal says that there was one."""
    try:
        steps.check_step(permit, to, roles)
    except ConflictError as error:
        if to in ("approved", "denied") and permit.decided_at is not None:
            why: list[Reason] = [
                reason("permit.answered_already", state=permit.state, decided_at=permit.decided_at),
                *error.reasons,
            ]
            raise ConflictError(why[0].text("en"), code=why[0].code, reasons=why) from error
        raise


def _own_authority(tx: Tx, subject: Subject, permit: EntryPermit) -> UUID | None:
    """The authority in whose right the subject answers: the lowest of those that it holds over this permit."""
    if subject.user_id is None:
        return None
    return rows.find_answering(tx.session, subject.user_id, permit.authority_id)


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
    permit.exit_conditions = list(step.exit_conditions)


def _ask_again(tx: Tx, subject: Subject, old: EntryPermit, why: str) -> EntryPermit:
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
        why or old.reason,
        old.supplements_id,
    )
    return steps.make_all(tx, subject, [asked])[0]
