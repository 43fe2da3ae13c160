"""One step of an assignment: is it allowed, what does it write, what follows for ticket, crew, permits and stays."""

from datetime import datetime
from uuid import UUID

from app.access import Subject
from app.errors import ConflictError, ForbiddenError, GateDeniedError
from app.schema.assignments import Assignment
from app.schema.exposure import Exposure
from app.schema.tickets import Ticket
from app.schema.zones import Zone, ZoneVersion
from app.services import gate, judgements, permits, pushes
from app.services.events import About, record
from app.services.pushes import PushKind
from app.services.ticket_steps import follow
from app.services.work import Tx
from app.storage import assignments
from compliance.exposure import hold_until
from compliance.lifecycles import ACTIVE_ASSIGNMENT, ASSIGNMENT, GATED, STARTED_ASSIGNMENT, Transition, check_path
from compliance.zones import ZoneInForce, in_force_at

PUSH_TTL_S = 1800

METHOD_CHOSEN = "assignment.method_chosen"
"""The event of a work method that was chosen, or chosen anew."""

_TIMES = {
    "accepted": "accepted_at",
    "en_route": "en_route_at",
    "inside": "entered_at",
    "working": "working_at",
    "restored": "restored_at",
    "closed": "closed_at",
}


def check_step(tx: Tx, subject: Subject, row: Assignment, to: str) -> Transition:
    """Find the step, or refuse it: by the life cycle, by the zones around, by who asks, by the gate.

    Raises:
        ConflictError: there is no such step for this subject now.
        ForbiddenError: the step goes through the gate, and the subject is not this crew's direct supervisor.
        GateDeniedError: the gate says no.
    """
    step = ASSIGNMENT.find(row.state, to)
    decision = ASSIGNMENT.check(row.state, to, subject.roles_over(unit_id=row.unit_id, crew_id=row.crew_id))
    decision &= check_path(row.state, to, in_zone(tx, row))
    if step is None or not decision.allowed:
        raise ConflictError(f"an assignment that is {row.state} cannot become {to} now", reasons=decision.reasons)
    if to in GATED:
        passes = gate.pass_decision(tx, row, subject.member_id)
        if not passes.allowed:
            raise ForbiddenError("only the crew leader passes", code=passes.reasons[0].code, reasons=passes.reasons)
        answer = gate.answer(tx, row)
        if not answer.decision.allowed:
            raise GateDeniedError("the crew may not enter", reasons=answer.decision.reasons, answer=answer)
    return step


def in_zone(tx: Tx, row: Assignment) -> bool:
    """Whether the crew entered a zone on this job, or its place lies in one now."""
    if assignments.list_stays(tx.session, row.id, open_only=True):
        return True
    return bool(judgements.zones_at(tx, row.ticket_id, tx.now))


def carry_out(
    tx: Tx, subject: Subject, row: Assignment, step: Transition, *, why: str | None, device_time: datetime | None
) -> None:
    """Take the step with its event and all that follows, in the same transaction."""
    if row.state == "exiting":
        _leave(tx, subject, row, device_time)
    before, row.state = row.state, step.target
    if step.target in _TIMES:
        setattr(row, _TIMES[step.target], tx.now)
    if step.target in GATED:
        row.notice = None  # the gate has just looked at all that it spoke of
    if why:
        row.end_reason = why
    assignments.set_members(
        tx.session, row.id, active=row.state in ACTIVE_ASSIGNMENT, started=row.state in STARTED_ASSIGNMENT
    )
    tx.session.flush()
    told = {"from": before, "to": row.state, "version": row.version} | ({"reason": why} if why else {})
    record(tx, subject, step.event, about(row), payload=told, device_time=device_time)
    if step.target in GATED:
        open_stays(tx, subject, row, device_time)
        here = {zone.zone_id for zone in judgements.zones_at(tx, row.ticket_id, tx.now)}
        permits.note_use(tx, subject, row, here, device_time)
    _follow_ticket(tx, subject, row)
    if row.state not in ACTIVE_ASSIGNMENT:
        _let_go(tx, subject, row, why or row.state)
        if subject.crew_id != row.crew_id:
            tell_crew(tx, subject, row, PushKind.ASSIGNMENT_WITHDRAWN)
    tx.session.flush()


def tell_crew(tx: Tx, subject: Subject, row: Assignment, kind: PushKind) -> None:
    """Queue a push to every member who has an account, but not to the one whose doing it is."""
    for _, member in assignments.list_members(tx.session, [row.id]):
        if member.user_id is not None and member.user_id != subject.user_id:
            pushes.queue(
                tx,
                subject,
                user_id=member.user_id,
                kind=kind,
                unit_id=row.unit_id,
                ttl_seconds=PUSH_TTL_S,
                assignment_id=row.id,
            )


def about(row: Assignment) -> About:
    """Through which ids the readers of an assignment's events find it."""
    return About(
        "assignment", row.id, unit_id=row.unit_id, crew_id=row.crew_id, ticket_id=row.ticket_id, assignment_id=row.id
    )


def open_stays(tx: Tx, subject: Subject, row: Assignment, device_time: datetime | None) -> None:
    """Begin an exposure record for every member in every zone they enter."""
    hits = judgements.zones_of(tx, [row.ticket_id])[row.ticket_id]
    here = {zone.version_id for zone in in_force_at([hit.zone for hit in hits], tx.now)}
    known = {(stay.member_id, stay.zone_id) for stay in assignments.list_stays(tx.session, row.id, open_only=True)}
    for hit in hits:
        zone = hit.zone
        if zone.version_id not in here:
            continue
        for _, member in assignments.list_members(tx.session, [row.id]):
            if (member.id, zone.zone_id) in known:
                continue
            stay = Exposure(
                unit_id=row.unit_id, assignment_id=row.id, member_id=member.id, zone_id=zone.zone_id,
                zone_version_id=zone.version_id, hazard_class=zone.hazard_class, authority_id=zone.authority_id,
                crew_id=row.crew_id, vehicle_id=row.vehicle_id, ppe_profile=zone.requirements.ppe_profile,
                entered_at=tx.now, entered_device_at=device_time,
            )  # fmt: skip
            tx.session.add(stay)
            where = About(
                "exposure", row.id, unit_id=row.unit_id, authority_id=zone.authority_id, crew_id=row.crew_id,
                ticket_id=row.ticket_id, assignment_id=row.id,
            )  # fmt: skip
            told = {"zone_id": str(zone.zone_id), "member_id": str(member.id)}
            record(tx, subject, "exposure.opened", where, payload=told)
    tx.session.flush()


def _leave(tx: Tx, subject: Subject, row: Assignment, device_time: datetime | None) -> None:
    """Close the exposure records, see that the exit was done, begin the stand-down.

    Raises:
        ConflictError: exit checklists, contact times or waste are not done; nothing is closed then.
    """
    stays = assignments.list_stays(tx.session, row.id, open_only=True)
    zones: dict[UUID, ZoneInForce] = {}
    for stay in stays:
        version = tx.session.get_one(ZoneVersion, stay.zone_version_id)
        zones[stay.zone_id] = judgements.zone_in_force(version, tx.session.get_one(Zone, stay.zone_id), "inside")
        stay.left_at, stay.left_device_at = tx.now, device_time
    tx.session.flush()
    decision = gate.leave_decision(tx, row, tuple(zones.values()))
    if not decision.allowed:
        raise ConflictError("the exit is not complete", code="exit.incomplete", reasons=decision.reasons)
    row.exited_at = tx.now
    members = {member.id: member for _, member in assignments.list_members(tx.session, [row.id])}
    for stay in stays:
        zone = zones[stay.zone_id]
        until = hold_until(tx.now, zone.requirements.hold_after_exit_minutes)
        if until is not None:
            member = members[stay.member_id]
            member.stand_down_until = max(until, member.stand_down_until or tx.now)
            member.stand_down_class = zone.hazard_class
    if stays:
        record(tx, subject, "exposure.closed", about(row), payload={"stays": len(stays)})


def _follow_ticket(tx: Tx, subject: Subject, row: Assignment) -> None:
    ticket = tx.session.get_one(Ticket, row.ticket_id, with_for_update={"key_share": True})
    active = assignments.list_active(tx.session, ticket.id)
    if row.state in GATED:
        follow(tx, subject, ticket, "in_progress")
    elif row.state == "restored" and all(each.state in ("restored", "exiting") for each in active):
        follow(tx, subject, ticket, "restored")
    elif row.state == "closed" and not active:
        follow(tx, subject, ticket, "closed")
    elif row.state in ("declined", "withdrawn", "aborted") and not active:
        follow(tx, subject, ticket, "new")


def _let_go(tx: Tx, subject: Subject, row: Assignment, why: str) -> None:
    if row.state == "closed":
        permits.close_for(tx, subject, row.id)
    else:
        permits.withdraw_for(tx, subject, row.id, why)
