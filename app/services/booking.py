"""Booking a crew inside an open transaction: one path for a dispatcher's order and for the lines of a plan."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.dialects.postgresql import Range

from app.access import Subject
from app.errors import ConflictError, InvalidError
from app.schema.assignments import Assignment, AssignmentMember
from app.schema.crews import Crew, CrewMember, Vehicle
from app.schema.tickets import Ticket
from app.schema.units import Unit
from app.services import candidates, checklists, crews, judgements, permits
from app.services.assignment_steps import about, tell_crew
from app.services.candidates import Candidate
from app.services.crews import CrewView
from app.services.events import record
from app.services.pushes import PushKind
from app.services.rejudged import judge_assignment
from app.services.ticket_steps import follow
from app.services.work import Tx, Work
from app.storage import assignments, tickets
from compliance.reasons import reason
from compliance.zones import ZoneInForce, merge

PERMIT_SPARE = timedelta(hours=1)
"""Asked for beyond the planned end: roads, weather and repairs take longer than planned."""

OPEN_TICKETS = frozenset({"new", "assigned", "in_progress"})
"""States in which a ticket takes crews."""


@dataclass(frozen=True)
class Times:
    """When a crew leaves, stands at the place ready to work, and is free again."""

    depart_at: datetime
    entry_at: datetime
    end_at: datetime

    @property
    def planned(self) -> Range[datetime]:
        """The span in which crew, people and vehicle are booked."""
        return Range(self.depart_at, self.end_at)


def fitting(work: Work, tx: Tx, ticket: Ticket, crew: Crew) -> Candidate:
    """The crew as a candidate.

    Raises:
        ConflictError: the rules forbid it; reasons say why.
    """
    judged = candidates.judge_crews(work, tx, ticket, crews.view_all(tx, [crew]))
    if judged.refused:
        raise ConflictError("this crew cannot go", code="crew.refused", reasons=judged.refused[0].reasons)
    return judged.candidates[0]


def times_of(work: Work, tx: Tx, ticket: Ticket, candidate: Candidate, wanted: datetime | None) -> Times:
    """When a candidate that leaves at the moment ``wanted``, or as soon as it can, is there and free again."""
    starts = max(wanted or candidate.depart_at, tx.now)
    shift = starts - candidate.depart_at if starts > candidate.depart_at else timedelta()
    entry = candidate.start_at + shift
    zones = judgements.zones_at(tx, ticket.id, entry)
    work_done = entry + timedelta(minutes=ticket.service_minutes)
    return Times(starts, entry, work_done + candidates.after_work(work, merge(zones)))


def book(
    tx: Tx, subject: Subject, ticket: Ticket, view: CrewView, times: Times, vehicle_id: UUID | None = None
) -> Assignment:
    """Write the assignment of a crew that was found fit, with permits to ask for, checklists to do and pushes to send.

    Raises:
        ConflictError: the ticket takes no more crews.
        InvalidError: the vehicle is not the crew's.
    """
    slot = _free_slot(tx, ticket)
    unit = tx.session.get_one(Unit, ticket.unit_id)
    vehicle = _vehicle(view, vehicle_id)
    row = Assignment(
        slot=slot,
        number=tickets.next_number(tx.session, unit, "A", tx.now.astimezone(ZoneInfo(unit.time_zone)).year),
        unit_id=ticket.unit_id,
        ticket_id=ticket.id,
        crew_id=view.crew.id,
        vehicle_id=vehicle.id if vehicle else None,
        state="assigned",
        planned=times.planned,
        planned_entry_at=times.entry_at,
        created_at=tx.now,
        created_by=subject.user_id,
    )
    tx.session.add(row)
    tx.session.flush()
    for member in view.members:
        part = AssignmentMember(assignment_id=row.id, member_id=member.id, role=member.role, planned=times.planned)
        tx.session.add(part)
    tx.session.flush()
    record(tx, subject, "assignment.assigned", about(row), payload={"crew_id": str(row.crew_id), "slot": row.slot})
    zones = judge_assignment(tx, subject, row)
    _prepare(tx, subject, row, list(view.members), vehicle, ticket, zones)
    follow(tx, subject, ticket, "assigned")
    tell_crew(tx, subject, row, PushKind.ASSIGNMENT_NEW)
    return row


def retime(tx: Tx, subject: Subject, row: Assignment, times: Times, *, tell: bool) -> None:
    """Plan a job that its crew has not begun for another time: its zones are judged for it, permits asked for anew.

    Args:
        tx: the transaction of the change.
        subject: who causes it.
        row: locked.
        times: the new ones.
        tell: whether the change is worth a push to the crew.
    """
    before = row.planned_entry_at
    row.planned, row.planned_entry_at = times.planned, times.entry_at
    assignments.set_planned(tx.session, row.id, times.planned)
    tx.session.flush()
    told = {"from": before.isoformat(), "to": times.entry_at.isoformat(), "version": row.version}
    record(tx, subject, "assignment.retimed", about(row), payload=told)
    judge_assignment(tx, subject, row)
    _renew_permits(tx, subject, row)
    if tell:
        tell_crew(tx, subject, row, PushKind.ASSIGNMENT_CHANGED)


def _renew_permits(tx: Tx, subject: Subject, row: Assignment) -> None:
    """Ask again where what was asked for or given does not cover the new time."""
    start, end = row.planned.lower or tx.now, row.planned.upper or tx.now
    if not permits.withdraw_outside(tx, subject, row.id, (row.planned_entry_at, end)):
        return
    zones = judgements.zones_at(tx, row.ticket_id, row.planned_entry_at)
    members = [member for _, member in assignments.list_members(tx.session, [row.id])]
    vehicle = tx.session.get_one(Vehicle, row.vehicle_id) if row.vehicle_id else None
    ticket = tx.session.get_one(Ticket, row.ticket_id)
    window = (max(start, tx.now), end + PERMIT_SPARE)
    permits.request_for(tx, subject, row, zones, members, vehicle, window, ticket.description or ticket.address)


def _prepare(
    tx: Tx,
    subject: Subject,
    row: Assignment,
    members: list[CrewMember],
    vehicle: Vehicle | None,
    ticket: Ticket,
    zones: tuple[ZoneInForce, ...],
) -> None:
    """Ask the authorities and lay out the checklists that the zones at the planned entry ask for."""
    merged = merge(zones)
    starts, ends = row.planned.lower or tx.now, row.planned.upper or tx.now
    window = (starts, ends + PERMIT_SPARE)
    permits.request_for(tx, subject, row, zones, members, vehicle, window, ticket.description or ticket.address)
    codes = ["tailboard", *merged.entry_templates, *merged.exit_templates]
    checklists.create_for(tx, subject, row, list(dict.fromkeys(codes)))


def _free_slot(tx: Tx, ticket: Ticket) -> int:
    if ticket.state not in OPEN_TICKETS:
        raise ConflictError(f"the ticket is {ticket.state}", code="ticket.not_open")
    taken = {each.slot for each in assignments.list_active(tx.session, ticket.id)}
    free = [slot for slot in range(1, ticket.crews_needed + 1) if slot not in taken]
    if not free:
        taken_reason = reason("booking.slot_taken")
        raise ConflictError("the ticket has all the crews it needs", code=taken_reason.code, reasons=[taken_reason])
    return free[0]


def _vehicle(view: CrewView, vehicle_id: UUID | None) -> Vehicle | None:
    if vehicle_id is None:
        return view.vehicles[0] if view.vehicles else None
    found = next((each for each in view.vehicles if each.id == vehicle_id), None)
    if found is None:
        raise InvalidError.of("vehicle_id", "vehicle", "this vehicle does not belong to the crew", "leave it out")
    return found
