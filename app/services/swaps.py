"""A worker or vehicle of a job is exchanged: only that line of each permit falls, and the newcomer is asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from app.access import Scope, Subject, Verb
from app.errors import ConflictError, InvalidError, NotFoundError
from app.schema.assignments import Assignment, AssignmentMember
from app.schema.crews import CrewMember, Vehicle
from app.schema.permits import EntryPermit, PermitPerson, PermitVehicle
from app.schema.zones import Zone, ZoneVersion
from app.services import (
    assignment_views,
    checklists,
    judgements,
    passes,
    people_facts,
    ppe_reservations,
    weather_facts,
    work_permit_steps,
)
from app.services import permit_steps as steps
from app.services.assignment_steps import about, tell_crew
from app.services.assignment_views import AssignmentView
from app.services.events import record
from app.services.judgements import zone_in_force
from app.services.permit_trail import Noted, note
from app.services.pushes import PushKind
from app.services.work import Tx, Work, again
from app.storage import assignments, swaps
from app.storage import permits as rows
from compliance.crews import method_allowed, people_fit
from compliance.lifecycles import ACTIVE_ASSIGNMENT, AT_THE_PLACE
from compliance.weather import is_storm
from compliance.zones import merge

CREW_CHANGED = "gate.briefing.crew_changed"
"""Why a briefing that others signed no longer counts."""
_LEADER = "direct_supervisor"


@dataclass(frozen=True)
class Swap:
    """Who or what goes, who or what comes in its place, and why. One of the two pairs is given."""

    reason: str
    member_out_id: UUID | None = None
    member_in_id: UUID | None = None
    vehicle_in_id: UUID | None = None


@again
def swap(work: Work, subject: Subject, assignment_id: UUID, wanted: Swap) -> AssignmentView:
    """Exchange a worker or the vehicle of a job that is not at its place yet.

    Permits that are good stay so for everybody else: the line of the one who goes is void at this moment, and the
    authority is asked for the newcomer by a request beside the permit. A request without an answer names the newcomer
    instead. The gate refuses those who are not named, each by name.

    Raises:
        NotFoundError: no such job, worker or vehicle within what the subject may assign.
        ConflictError: the job is over, the crew is at the place, or the newcomer is on this job or booked elsewhere.
        InvalidError: nobody is named, or the one who goes is not on the job.
    """
    scope = subject.scope(Verb.ASSIGNMENTS_WRITE)
    with work.begin() as tx:
        row = assignments.find(tx.session, scope, assignment_id, for_update=True)
        if row is None:
            raise NotFoundError("no such assignment")
        if row.state not in ACTIVE_ASSIGNMENT or row.state in AT_THE_PLACE:
            raise ConflictError(f"the crew of a job that is {row.state} is not exchanged", code="swap.too_late")
        if wanted.vehicle_in_id is not None:
            _swap_vehicle(tx, subject, scope, row, wanted.vehicle_in_id, wanted.reason)
        elif wanted.member_out_id is not None and wanted.member_in_id is not None:
            _swap_member(tx, subject, scope, row, wanted.member_out_id, wanted.member_in_id, wanted.reason)
        else:
            raise InvalidError.of("member_in_id", "missing", "nobody is named", "name who goes and who comes")
        tell_crew(tx, subject, row, PushKind.ASSIGNMENT_CHANGED)
        ppe_reservations.renew(tx, subject, [row])
        return assignment_views.view_all(tx, subject, [row])[0]


def _swap_member(tx: Tx, subject: Subject, scope: Scope, row: Assignment, out_id: UUID, in_id: UUID, why: str) -> None:
    parts = {part.member_id: part for part, _ in assignments.list_members(tx.session, [row.id])}
    leaving = parts.get(out_id)
    if leaving is None:
        raise InvalidError.of("member_out_id", "crew", "this worker is not on the job", "name one who is")
    if in_id in parts:
        raise ConflictError("the newcomer is on the job already", code="swap.on_the_job")
    newcomer = swaps.find_member(tx.session, scope, in_id)
    if newcomer is None:
        raise NotFoundError("no such worker")
    role = newcomer.role if _LEADER not in (leaving.role, newcomer.role) else leaving.role
    _check_newcomer(tx, row, out_id, newcomer, role)
    part = AssignmentMember(
        assignment_id=row.id, member_id=newcomer.id, role=role, extra_roles=newcomer.extra_roles,
        planned=row.planned, active=leaving.active,
        started=leaving.started,
    )  # fmt: skip
    tx.session.delete(leaving)
    tx.session.flush()
    tx.session.add(part)
    tx.session.flush()
    told = {"left": str(out_id), "joined": str(in_id), "version": row.version}
    record(tx, subject, "assignment.member_swapped", about(row), payload=told, erasable={"reason": why})
    checklists.void_for(tx, subject, row, "briefing", CREW_CHANGED)
    checklists.create_for(tx, subject, row, ["tailboard"])
    if work_permit_steps.crew_changed(tx, subject, row):
        tell_crew(tx, subject, row, PushKind.WORK_PERMIT_CHANGED)
    _rename(tx, subject, row, out_id, [newcomer], [], why)


def _check_newcomer(tx: Tx, row: Assignment, out_id: UUID, newcomer: CrewMember, role: str) -> None:
    """Refuse somebody with whom the crew would not be one that may do this job, by the method that is chosen for it.

    Raises:
        ConflictError: with every reason.
    """
    staying = [each for each in assignments.list_members(tx.session, [row.id]) if each[1].id != out_id]
    known = people_facts.on_record(tx, [newcomer.id, *(member.id for _, member in staying)])
    crew = [people_facts.member_facts(member, part.role, part.extra_roles, known) for part, member in staying]
    crew.append(people_facts.member_facts(newcomer, role, newcomer.extra_roles, known))
    at = max(row.planned_entry_at, tx.now)
    zones = merge(judgements.zones_at(tx, row.ticket_id, at))
    decision = people_fit(crew, zones.hazard_classes, at, pairs=people_facts.role_pairs(tx))
    if row.work_method is not None:
        storm = is_storm(weather_facts.at_place(tx, row))
        decision &= method_allowed(crew, row.work_method, row.voltage, row.procedure_ref, storm)
    if not decision.allowed:
        raise ConflictError("the newcomer does not fit this job", code="swap.refused", reasons=decision.reasons)


def _swap_vehicle(tx: Tx, subject: Subject, scope: Scope, row: Assignment, in_id: UUID, why: str) -> None:
    vehicle = swaps.find_vehicle(tx.session, scope, in_id)
    if vehicle is None:
        raise NotFoundError("no such vehicle")
    before, row.vehicle_id = row.vehicle_id, vehicle.id
    if before == vehicle.id:
        raise ConflictError("this is the job's vehicle already", code="swap.on_the_job")
    tx.session.flush()
    told = {"left": str(before) if before else None, "joined": str(vehicle.id), "version": row.version}
    record(tx, subject, "assignment.vehicle_swapped", about(row), payload=told, erasable={"reason": why})
    if work_permit_steps.vehicle_changed(tx, subject, row):
        tell_crew(tx, subject, row, PushKind.WORK_PERMIT_CHANGED)
    _rename(tx, subject, row, before, [], [vehicle], why)


def _rename(
    tx: Tx, subject: Subject, row: Assignment, out_id: UUID | None, people: Sequence[CrewMember],
    vehicles: Sequence[Vehicle], why: str,
) -> None:  # fmt: skip
    """See to the permits of the job: who is not on it any more, and who is new."""
    live = rows.lock_live(tx.session, assignment_ids=[row.id])
    asked: dict[UUID, EntryPermit] = {}
    for permit in live:
        fell = _void_line(tx, subject, row, permit, out_id)
        if permit.state != "approved" and (fell or permit.supplements_id is None):
            _name(tx, subject, row, permit, people, vehicles)
            asked[permit.zone_id] = permit
        passes.follow(tx, subject, permit)
    supplements = {
        permit.zone_id: permit
        for permit in live
        if permit.state == "approved" and permit.zone_id not in asked and permit.supplements_id is None
    }
    steps.make_all(
        tx, subject, [_supplement(tx, row, permit, people, vehicles, why) for permit in supplements.values()]
    )


def _void_line(tx: Tx, subject: Subject, row: Assignment, permit: EntryPermit, out_id: UUID | None) -> bool:
    """Make the line of the one who goes void; whether it stood on this permit."""
    if out_id is None:
        return False
    line = swaps.find_line(tx.session, permit.id, out_id)
    if line is None or line.void_at is not None:
        return False
    line.void_at = tx.now
    rows.touch(permit)
    tx.session.flush()
    note(
        tx, subject, permit, row,
        Noted("permit.line_voided", payload={"line_id": str(out_id)}, hidden=permit.state == "draft"),
    )  # fmt: skip
    return True


def _name(
    tx: Tx, subject: Subject, row: Assignment, permit: EntryPermit, people: Sequence[CrewMember],
    vehicles: Sequence[Vehicle],
) -> None:  # fmt: skip
    """Name newcomers on a request that has no answer yet."""
    newcomers: list[CrewMember | Vehicle] = [*people, *vehicles]
    for each in newcomers:
        line = swaps.find_line(tx.session, permit.id, each.id)
        if line is not None:
            line.void_at = None
        elif isinstance(each, CrewMember):
            tx.session.add(PermitPerson(permit_id=permit.id, member_id=each.id))
        else:
            tx.session.add(PermitVehicle(permit_id=permit.id, vehicle_id=each.id))
        rows.touch(permit)
        tx.session.flush()
        note(
            tx, subject, permit, row,
            Noted("permit.line_added", payload={"line_id": str(each.id)}, hidden=permit.state == "draft"),
        )  # fmt: skip


def _supplement(
    tx: Tx, row: Assignment, permit: EntryPermit, people: Sequence[CrewMember], vehicles: Sequence[Vehicle], why: str
) -> steps.Request:
    """What is asked beside a good permit: the same zone and window, for the newcomers only."""
    version = rows.load(tx.session, ZoneVersion, permit.zone_version_id)
    zone = zone_in_force(version, rows.load(tx.session, Zone, permit.zone_id), "inside")
    begin = max(permit.valid_from or permit.requested_from, tx.now)
    window = (begin, permit.valid_until or permit.requested_until)
    return steps.Request(row, zone, people, vehicles, window, why or permit.reason, permit.id)
