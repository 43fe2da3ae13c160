"""Booking a crew inside an open transaction: one path for a dispatcher's order and for the lines of a plan."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.dialects.postgresql import Range

from app.access import Subject
from app.errors import ConflictError, InvalidError
from app.schema.assignments import Assignment, AssignmentMember
from app.schema.base import new_id
from app.schema.crews import Crew, CrewMember, Vehicle
from app.schema.tickets import Ticket
from app.schema.units import Unit
from app.services import (
    candidates,
    checklists,
    hand_over_links,
    judgements,
    permits,
    ppe_reservations,
    presence,
    vehicle_blocks,
)
from app.services.assignment_steps import about, tell_crews
from app.services.board_crews import read_crews
from app.services.candidates import Candidate
from app.services.crews import CrewView
from app.services.events import Happened, record_each
from app.services.pushes import PushKind
from app.services.rejudged import Zones, judge_assignments
from app.services.ticket_steps import follow_all
from app.services.work import Tx, Work
from app.storage import assignments, board, tickets
from compliance.reasons import reason
from compliance.zones import merge

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
    if not crew.active:
        raise ConflictError("this crew cannot go", code="crew.refused", reasons=(reason("crew.inactive"),))
    judged = candidates.judge_crews(work, tx, ticket, read_crews(tx, [board.get_crew(tx.session, crew.id)]))
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


@dataclass(frozen=True)
class Order:
    """A crew that was found fit for a ticket, and when it goes."""

    ticket: Ticket
    view: CrewView
    times: Times
    vehicle_id: UUID | None = None
    send_permits: bool = True


def book(
    tx: Tx, subject: Subject, ticket: Ticket, view: CrewView, times: Times, vehicle_id: UUID | None = None, *,
    send_permits: bool = True,
) -> Assignment:  # fmt: skip
    """Write the assignment of a crew that was found fit, with permits to ask for, checklists to do and pushes to send.

    Raises:
        ConflictError: the ticket takes no more crews.
        InvalidError: the vehicle is not the crew's.
    """
    return book_all(tx, subject, [Order(ticket, view, times, vehicle_id, send_permits)])[0]


def book_all(tx: Tx, subject: Subject, orders: Sequence[Order]) -> list[Assignment]:
    """``book`` several orders, each statement for all of them; the first that is forbidden is raised."""
    rows = list(_rows(tx, subject, orders))
    tx.session.add_all(rows)
    tx.session.flush()
    tx.session.add_all(
        AssignmentMember(
            assignment_id=row.id,
            member_id=member.id,
            role=member.role,
            extra_roles=member.extra_roles,
            planned=row.planned,
        )
        for row, order in zip(rows, orders, strict=True)
        for member in order.view.members
    )
    tx.session.flush()
    told = [(about(row), {"crew_id": str(row.crew_id), "slot": row.slot}) for row in rows]
    record_each(tx, subject, [Happened("assignment.assigned", whom, facts) for whom, facts in told])
    hand_over_links.pass_on(tx, subject, rows)
    zones = judge_assignments(tx, subject, rows, new=True)
    _prepare(tx, subject, rows, orders, zones)
    follow_all(tx, subject, [(ticket, "assigned") for ticket in {row.ticket.id: row.ticket for row in orders}.values()])
    tell_crews(tx, subject, rows, PushKind.ASSIGNMENT_NEW)
    profiles = {row.id: merge(zones[row.id]).ppe_profiles for row in rows}
    ppe_reservations.reserve_all(tx, subject, profiles, [row for row in rows if profiles[row.id]])
    return rows


def _rows(tx: Tx, subject: Subject, orders: Sequence[Order]) -> Iterator[Assignment]:
    slots, numbers = _free_slots(tx, orders), _numbers(tx, orders)
    broken = presence.undriveable(tx, [vehicle for order in orders for vehicle in order.view.vehicles])
    for order, slot in zip(orders, slots, strict=True):
        vehicle = _sound(tx, order, broken)
        yield Assignment(
            id=new_id(),
            slot=slot,
            number=next(numbers[order.ticket.unit_id]),
            unit_id=order.ticket.unit_id,
            ticket_id=order.ticket.id,
            crew_id=order.view.crew.id,
            vehicle_id=vehicle.id if vehicle else None,
            state="assigned",
            planned=order.times.planned,
            planned_entry_at=order.times.entry_at,
            created_at=tx.now,
            created_by=subject.user_id,
        )


def _numbers(tx: Tx, orders: Sequence[Order]) -> dict[UUID, Iterator[str]]:
    """By unit as many numbers as are needed."""
    found: dict[UUID, Iterator[str]] = {}
    for unit_id, count in Counter(order.ticket.unit_id for order in orders).items():
        unit = tx.session.get_one(Unit, unit_id)
        year = tx.now.astimezone(ZoneInfo(unit.time_zone)).year
        found[unit_id] = iter(tickets.next_numbers(tx.session, unit, "A", year, count))
    return found


@dataclass(frozen=True)
class Retiming:
    """A job that its crew has not begun, locked, and when it is planned instead.

    Attributes:
        row: the assignment.
        times: the new ones.
        tell: whether the change is worth a push to the crew.
    """

    row: Assignment
    times: Times
    tell: bool


def retime_all(tx: Tx, subject: Subject, changes: Sequence[Retiming]) -> None:
    """Plan jobs for other times: their zones are judged for these, and permits asked for anew."""
    if not changes:
        return
    rows = [each.row for each in changes]
    before = [row.planned_entry_at for row in rows]
    for each in changes:
        each.row.planned, each.row.planned_entry_at = each.times.planned, each.times.entry_at
    assignments.set_planned(tx.session, [row.id for row in rows])
    told = [
        {"from": was.isoformat(), "to": row.planned_entry_at.isoformat(), "version": row.version}
        for row, was in zip(rows, before, strict=True)
    ]
    whom = [about(row) for row in rows]
    record_each(
        tx, subject, [Happened("assignment.retimed", who, facts) for who, facts in zip(whom, told, strict=True)]
    )
    _renew_permits(tx, subject, rows, judge_assignments(tx, subject, rows))
    tell_crews(tx, subject, [each.row for each in changes if each.tell], PushKind.ASSIGNMENT_CHANGED)


def _renew_permits(tx: Tx, subject: Subject, rows: Sequence[Assignment], zones: Mapping[UUID, Zones]) -> None:
    """Ask again where what was asked for or given does not cover the new time."""
    needed = {row.id: (row.planned_entry_at, row.planned.upper or tx.now) for row in rows}
    open_again = permits.withdraw_outside(tx, subject, needed)
    due = [row for row in rows if row.id in open_again]
    if not due:
        return
    members: dict[UUID, list[CrewMember]] = defaultdict(list)
    for part, member in assignments.list_members(tx.session, [row.id for row in due]):
        members[part.assignment_id].append(member)
    vehicles = assignments.vehicles_by_id(tx.session, [row.vehicle_id for row in due])
    jobs = assignments.tickets_by_id(tx.session, {row.ticket_id for row in due})
    permits.request_all(
        tx,
        subject,
        [
            _entry(tx, row, zones[row.id], members[row.id], vehicles.get(row.vehicle_id), jobs[row.ticket_id])
            for row in due
        ],
    )


def _prepare(
    tx: Tx, subject: Subject, rows: Sequence[Assignment], orders: Sequence[Order], zones: Mapping[UUID, Zones]
) -> None:
    """Ask the authorities and lay out the checklists that the zones at each planned entry ask for."""
    entries: dict[bool, list[permits.Entry]] = {True: [], False: []}
    lists: list[tuple[Assignment, list[str]]] = []
    for row, order in zip(rows, orders, strict=True):
        vehicle = next((each for each in order.view.vehicles if each.id == row.vehicle_id), None)
        entries[order.send_permits].append(_entry(tx, row, zones[row.id], order.view.members, vehicle, order.ticket))
        merged = merge(zones[row.id])
        lists.append((row, ["tailboard", *merged.entry_templates, *merged.exit_templates]))
    for send, asked in entries.items():
        permits.request_all(tx, subject, asked, send=send)
    checklists.create_all(tx, subject, lists)


def _entry(
    tx: Tx, row: Assignment, zones: Zones, members: Sequence[CrewMember], vehicle: Vehicle | None, ticket: Ticket
) -> permits.Entry:
    """What is asked of the authorities: from the departure, or from now, until some time behind the planned end."""
    start, end = row.planned.lower or tx.now, row.planned.upper or tx.now
    window = (max(start, tx.now), end + PERMIT_SPARE)
    return permits.Entry(row, zones, members, vehicle, window, ticket.description or ticket.address)


def _free_slots(tx: Tx, orders: Sequence[Order]) -> list[int]:
    """A slot for each order, those of one ticket different ones."""
    active = assignments.list_active_of(tx.session, {order.ticket.id for order in orders})
    taken = {ticket_id: {each.slot for each in held} for ticket_id, held in active.items()}
    found: list[int] = []
    for order in orders:
        found.append(_free_slot(order.ticket, taken[order.ticket.id]))
        taken[order.ticket.id].add(found[-1])
    return found


def _free_slot(ticket: Ticket, taken: Collection[int]) -> int:
    if ticket.state not in OPEN_TICKETS:
        raise ConflictError(f"the ticket is {ticket.state}", code="ticket.not_open")
    free = [slot for slot in range(1, ticket.crews_needed + 1) if slot not in taken]
    if not free:
        taken_reason = reason("booking.slot_taken")
        raise ConflictError("the ticket has all the crews it needs", code=taken_reason.code, reasons=[taken_reason])
    return free[0]


def _sound(tx: Tx, order: Order, broken: Collection[UUID]) -> Vehicle | None:
    """The vehicle that is asked for, if it may be driven; else the crew's first one that may.

    Raises:
        ConflictError: it, or every one of the crew, has a defect that forbids it.
    """
    vehicle = _vehicle(order.view, order.vehicle_id)
    if vehicle is None or vehicle.id not in broken:
        return vehicle
    able = [each for each in order.view.vehicles if each.id not in broken]
    if order.vehicle_id is not None or not able:
        vehicle_blocks.refuse(tx, vehicle.id)
    return able[0] if able else None


def _vehicle(view: CrewView, vehicle_id: UUID | None) -> Vehicle | None:
    if vehicle_id is None:
        return view.vehicles[0] if view.vehicles else None
    found = next((each for each in view.vehicles if each.id == vehicle_id), None)
    if found is None:
        raise InvalidError.of("vehicle_id", "vehicle", "this vehicle does not belong to the crew", "leave it out")
    return found
