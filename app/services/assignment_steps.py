"""One step of an assignment: is it allowed, what does it write, what follows for ticket, crew, permits and stays."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Any
from uuid import UUID

from app.access import Subject
from app.errors import ConflictError, ForbiddenError, GateDeniedError
from app.schema.assignments import Assignment
from app.schema.exposure import Exposure
from app.schema.tickets import Ticket
from app.schema.zones import Zone, ZoneVersion
from app.services import (
    dead_work,
    exposure_judging,
    gate,
    hand_over_links,
    headcounts,
    judgements,
    permits,
    ppe_issues,
    ppe_reservations,
    pushes,
    stand_downs,
    vehicle_blocks,
    work_permit_facts,
    work_permit_steps,
)
from app.services.events import About, Happened, record, record_each
from app.services.pushes import Message, PushKind
from app.services.stand_downs import NewStandDown
from app.services.ticket_steps import follow_all
from app.services.work import Tx
from app.storage import assignments, follow_ups, tickets
from compliance.exposure import hold_until
from compliance.gate import LineAnswer
from compliance.lifecycles import (
    ACTIVE_ASSIGNMENT,
    ASSIGNMENT,
    GATED,
    STARTED_ASSIGNMENT,
    STOPPED,
    Transition,
    check_path,
)
from compliance.reasons import reason
from compliance.work_permits import hand_back_first
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


@dataclass(frozen=True)
class Checked:
    """A step that may be taken, and what the gate looked at for it: kept with the step's event."""

    step: Transition
    facts: dict[str, Any] = field(default_factory=dict)


def check_step(tx: Tx, subject: Subject, row: Assignment, to: str) -> Checked:
    """Find the step, or refuse it: by the life cycle, by the zones around, by who asks, by the gate.

    Raises:
        ConflictError: there is no such step for this subject now.
        ForbiddenError: the step goes through the gate, and the subject is not this crew's direct supervisor.
        GateDeniedError: the gate says no.

    Work on a dead line waits for the dead-work order, too.
    """
    step = _allowed_step(subject, row, to, in_zone=in_zone(tx, row))
    if to in STOPPED and follow_ups.list_open(tx.session, row.id):
        raise ConflictError("the job is stopped", code="checklist.stopped", reasons=[reason("follow_up.open")])
    if to == "restored":
        back = hand_back_first(work_permit_facts.find(tx, row.id))
        if not back.allowed:
            raise ConflictError("hand the work permit back first", code=back.codes[0], reasons=back.reasons)
    if to == "working":
        hand_over_links.check_work_begins(tx, row)
    if to == "en_route" and row.vehicle_id is not None:
        vehicle_blocks.refuse(tx, row.vehicle_id)
    if to in GATED:
        headcounts.hold(tx, row)
        passes = gate.pass_decision(tx, row, subject.member_id)
        if not passes.allowed:
            raise ForbiddenError("only the crew leader passes", code=passes.reasons[0].code, reasons=passes.reasons)
        permits.hold(tx, row.id)  # so that a revocation comes before this look or after this step, never between
        answer = gate.answer(tx, row)
        if not answer.decision.allowed:
            raise GateDeniedError("the crew may not enter", reasons=answer.decision.reasons, answer=answer)
        if to == "working":
            dead_work.check_work_begins(tx, row)
        return Checked(step, {"gate": [_line(each) for each in answer.lines]})
    return Checked(step)


def _line(line: LineAnswer) -> dict[str, Any]:
    """What one line of the gate said, for ever: codes, and nothing that names a person."""
    return {"line": line.number, "status": line.status, "codes": sorted({each.code for each in line.reasons})}


def _allowed_step(subject: Subject, row: Assignment, to: str, *, in_zone: bool) -> Transition:
    step = ASSIGNMENT.find(row.state, to)
    decision = ASSIGNMENT.check(row.state, to, subject.roles_over(unit_id=row.unit_id, crew_id=row.crew_id))
    decision &= check_path(row.state, to, in_zone)
    if step is None or not decision.allowed:
        raise ConflictError(f"an assignment that is {row.state} cannot become {to} now", reasons=decision.reasons)
    return step


def in_zone(tx: Tx, row: Assignment) -> bool:
    """Whether the crew entered a zone on this job, or its place lies in one now."""
    return row.id in _in_zone(tx, [row])


def _in_zone(tx: Tx, rows: Sequence[Assignment]) -> frozenset[UUID]:
    entered = assignments.list_entered(tx.session, [row.id for row in rows])
    hits = judgements.zones_of(tx, {row.ticket_id for row in rows if row.id not in entered})
    there = {ticket_id for ticket_id, here in hits.items() if in_force_at([hit.zone for hit in here], tx.now)}
    return entered | {row.id for row in rows if row.ticket_id in there}


def carry_out(
    tx: Tx, subject: Subject, row: Assignment, checked: Checked, *, why: str | None, device_time: datetime | None
) -> None:
    """Take the step with its event and all that follows, in the same transaction."""
    step = checked.step
    if row.state == "exiting":
        _leave(tx, subject, row, device_time)
    _take(tx, subject, [(row, step)], why, device_time, checked.facts)
    if step.target in GATED:
        open_stays(tx, subject, row, device_time)
        here = {zone.zone_id for zone in judgements.zones_at(tx, row.ticket_id, tx.now)}
        permits.note_use(tx, subject, row, here, device_time)
    if step.target == "restored":
        work_permit_steps.restored(tx, subject, row)
    _follow(tx, subject, [row], why)


def withdraw_all(tx: Tx, subject: Subject, rows: Sequence[Assignment], why: str) -> None:
    """Take assignments, which are locked behind their tickets, off their crews: each by the step that one would take.

    Raises:
        ConflictError: one of them cannot be withdrawn by this subject now.
    """
    inside = _in_zone(tx, rows)
    steps = [(row, _allowed_step(subject, row, "withdrawn", in_zone=row.id in inside)) for row in rows]
    _take(tx, subject, steps, why, None)
    _follow(tx, subject, rows, why)


def _take(
    tx: Tx,
    subject: Subject,
    steps: Sequence[tuple[Assignment, Transition]],
    why: str | None,
    device_time: datetime | None,
    facts: Mapping[str, Any] = MappingProxyType({}),
) -> None:
    """Write steps to one state, with their events; ``facts`` are told beside what each event tells anyway."""
    target, before = steps[0][1].target, [row.state for row, _ in steps]
    for row, _ in steps:
        row.state = target
        if target in _TIMES:
            setattr(row, _TIMES[target], tx.now)
        if target in GATED:
            row.notice = None  # the gate has just looked at all that it spoke of
        if why:
            row.end_reason = why
    active, started = target in ACTIVE_ASSIGNMENT, target in STARTED_ASSIGNMENT
    assignments.set_members(tx.session, [row.id for row, _ in steps], active=active, started=started)
    tx.session.flush()
    reason = ({"reason": why} if why else {}) | dict(facts)
    told = [
        Happened(step.event, about(row), {"from": was, "to": target, "version": row.version} | reason, device_time)
        for (row, step), was in zip(steps, before, strict=True)
    ]
    record_each(tx, subject, told)


def _follow(tx: Tx, subject: Subject, rows: Sequence[Assignment], why: str | None) -> None:
    """What follows from a step that these took: for tickets, permits and crews."""
    _follow_tickets(tx, subject, rows)
    over = [row for row in rows if row.state not in ACTIVE_ASSIGNMENT]
    if over:
        hand_over_links.jobs_over(tx, over)
    for state in {row.state for row in over}:
        _let_go(tx, subject, [row for row in over if row.state == state], why or state)
    tell_crews(tx, subject, [row for row in over if subject.crew_id != row.crew_id], PushKind.ASSIGNMENT_WITHDRAWN)
    tx.session.flush()


def tell_crew(tx: Tx, subject: Subject, row: Assignment, kind: PushKind) -> None:
    """Queue a push to every member who has an account, but not to the one whose doing it is."""
    tell_crews(tx, subject, [row], kind)


def tell_crews(tx: Tx, subject: Subject, rows: Sequence[Assignment], kind: PushKind) -> None:
    """``tell_crew`` for several assignments."""
    by_id = {row.id: row for row in rows}
    parts = assignments.list_members(tx.session, by_id) if by_id else ()
    pushes.queue_all(
        tx,
        subject,
        [
            Message(member.user_id, kind, by_id[part.assignment_id].unit_id, PUSH_TTL_S, part.assignment_id)
            for part, member in parts
            if member.user_id is not None and member.user_id != subject.user_id
        ],
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
    entered: set[UUID] = set()
    for hit in hits:
        zone = hit.zone
        if zone.version_id not in here:
            continue
        for part, member in assignments.list_members(tx.session, [row.id]):
            if (member.id, zone.zone_id) in known:
                continue
            stay = Exposure(
                unit_id=row.unit_id, assignment_id=row.id, member_id=member.id, zone_id=zone.zone_id,
                zone_version_id=zone.version_id, hazard_class=zone.hazard_class, authority_id=zone.authority_id,
                crew_id=row.crew_id, vehicle_id=row.vehicle_id, role=part.role,
                ppe_profile=zone.requirements.ppe_profile,
                entered_at=tx.now, entered_device_at=device_time,
            )  # fmt: skip
            tx.session.add(stay)
            entered.add(zone.zone_id)
            where = About(
                "exposure", row.id, unit_id=row.unit_id, authority_id=zone.authority_id, crew_id=row.crew_id,
                ticket_id=row.ticket_id, assignment_id=row.id,
            )  # fmt: skip
            told = {"zone_id": str(zone.zone_id), "member_id": str(member.id)}
            record(tx, subject, "exposure.opened", where, payload=told)
    headcounts.tell(tx, entered)


def _leave(tx: Tx, subject: Subject, row: Assignment, device_time: datetime | None) -> None:
    """Close the exposure records, see that the exit was done, begin the stand-down.

    Raises:
        ConflictError: exit checklists, contact times or waste are not done; nothing is closed then.
    """
    stays = assignments.list_stays(tx.session, row.id, open_only=True)
    zones: dict[UUID, ZoneInForce] = {}
    for stay in stays:
        version = tx.session.get_one(ZoneVersion, stay.zone_version_id)
        parts = judgements.parts_at(tx, row.ticket_id, version)
        zones[stay.zone_id] = judgements.zone_in_force(version, tx.session.get_one(Zone, stay.zone_id), "inside", parts)
        stay.left_at, stay.left_device_at = tx.now, device_time
    tx.session.flush()
    decision = gate.leave_decision(tx, row, tuple(zones.values()))
    if not decision.allowed:
        raise ConflictError("the exit is not complete", code="exit.incomplete", reasons=decision.reasons)
    row.exited_at = tx.now
    exposure_judging.judge_all(tx, subject, stays)
    stand_downs.begin_all(tx, subject, _holds(tx.now, stays, zones))
    if stays:
        record(tx, subject, "exposure.closed", about(row), payload={"stays": len(stays)})
        headcounts.tell(tx, set(zones), left_by=[row.unit_id])


def _holds(now: datetime, stays: Sequence[Exposure], zones: Mapping[UUID, ZoneInForce]) -> Iterator[NewStandDown]:
    """The stand-downs that the zones ask for after leaving."""
    for stay in stays:
        zone = zones[stay.zone_id]
        until = hold_until(now, zone.requirements.hold_after_exit_minutes)
        if until is not None:
            yield NewStandDown(stay.member_id, "zone_hold", until, zone.hazard_class, stay.id)


def _follow_tickets(tx: Tx, subject: Subject, rows: Sequence[Assignment]) -> None:
    by_id = {ticket.id: ticket for ticket in tickets.lock_all(tx.session, {row.ticket_id for row in rows})}
    active = assignments.list_active_of(tx.session, by_id)
    changes = {row.ticket_id: _ticket_state(by_id[row.ticket_id], row, active[row.ticket_id]) for row in rows}
    follow_all(tx, subject, [(by_id[ticket_id], to) for ticket_id, to in changes.items() if to is not None])


def _ticket_state(ticket: Ticket, row: Assignment, active: Sequence[Assignment]) -> str | None:
    """What becomes of a ticket by what became of one of its assignments, and which are active still.

    Where the last crew leaves before supply is back, the ticket waits for the next one.
    """
    if row.state in GATED:
        return "in_progress"
    if row.state == "restored" and all(each.state in ("restored", "exiting") for each in active):
        return "restored"
    if row.state == "closed" and not active:
        return "closed" if ticket.state == "restored" else "new"
    if row.state in ("declined", "withdrawn", "aborted") and not active:
        return "new"
    return None


def _let_go(tx: Tx, subject: Subject, rows: Sequence[Assignment], why: str) -> None:
    work_permit_steps.job_over(tx, rows)
    ppe_reservations.release_all(tx, subject, rows)
    ppe_issues.end_all(tx, subject, rows)
    if rows[0].state == "closed":
        for row in rows:
            permits.close_for(tx, subject, row.id)
    else:
        permits.withdraw_for(tx, subject, [row.id for row in rows], why)
