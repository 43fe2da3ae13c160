"""Which crews are really there: signed on, on a break, with a vehicle that may be driven. For candidates and plans."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.schema.crews import Shift, Vehicle
from app.schema.sign_ons import ShiftBreak
from app.services.work import Tx
from app.storage import crews, fitness, sign_ons, vehicle_checks
from app.storage.sign_ons import DutyRow
from compliance.duty import Span
from compliance.sign_ons import PRESENT, Presence, break_until, breaks_to_keep, unsigned


@dataclass(frozen=True)
class Attendance:
    """A crew's presence, and the breaks that a plan keeps free: the one that it is on, then those to come."""

    presence: Presence = PRESENT
    breaks: tuple[Span, ...] = ()


def attendance_of(tx: Tx, crew_ids: Collection[UUID]) -> dict[UUID, Attendance]:
    """By crew, one statement for each subject; crews against whose presence nothing speaks may be left out."""
    running = {row.shift.crew_id: row for row in sign_ons.list_running(tx.session, crew_ids, tx.now)}
    taken = sign_ons.list_breaks(tx.session, [row.shift.id for row in running.values()])
    away = fitness.list_unavailable(tx.session, crew_ids)
    blocked = _blocked(tx, crew_ids)
    return {
        crew_id: _attendance(tx, running.get(crew_id), taken, tuple(away.get(crew_id, ())), blocked.get(crew_id, ()))
        for crew_id in {*running, *away, *blocked}
    }


def _attendance(
    tx: Tx, duty: DutyRow | None, taken: Mapping[UUID, Sequence[ShiftBreak]], away: tuple[str, ...],
    blocked: tuple[tuple[str, str], ...],
) -> Attendance:  # fmt: skip
    if duty is None:
        return Attendance(Presence(unavailable=away, blocked=blocked))
    rows = taken.get(duty.shift.id, ())
    until = on_break_until(tx, duty.shift, rows)
    own = [(row.begun_at, row.ended_at or tx.now) for row in rows]
    keep = breaks_to_keep(planned_breaks(duty.shift), own, tx.now)
    presence = Presence(
        unsigned_since=missing_since(tx, duty),
        unsigned_refused=tx.house.unsigned_refused,
        break_until=until,
        unavailable=away,
        blocked=blocked,
    )
    return Attendance(presence, _apart([*([(tx.now, until)] if until else []), *keep]))


def missing_since(tx: Tx, duty: DutyRow) -> datetime | None:
    """When the shift began, where nobody of a crew with phones has come although it is time."""
    span = span_of(duty.shift)
    return span[0] if duty.expected and unsigned(span, duty.came, tx.house.sign_on_grace, tx.now) else None


def on_break_until(tx: Tx, shift: Shift, taken: Sequence[ShiftBreak]) -> datetime | None:
    """When the break that a crew is on is expected to be over; None where it is on none."""
    running = next((row for row in taken if row.ended_at is None), None)
    if running is None:
        return None
    return break_until(running.begun_at, planned_breaks(shift), tx.house.breaks, tx.now)


def planned_breaks(shift: Shift) -> list[Span]:
    """The breaks that a shift was planned with, in their order."""
    spans = [(datetime.fromisoformat(begins), datetime.fromisoformat(ends)) for begins, ends in shift.planned_breaks]
    return sorted(spans)


def span_of(shift: Shift) -> Span:
    """From, and up to, not including."""
    begins, ends = shift.during.lower, shift.during.upper
    if begins is None or ends is None:
        raise ValueError("a shift without beginning or end")
    return begins, ends


def undriveable(tx: Tx, vehicles: Collection[Vehicle]) -> dict[UUID, tuple[tuple[str, str], ...]]:
    """Those of these vehicles that may not be driven: plate and what is wrong, by vehicle."""
    broken = vehicle_checks.list_open(tx.session, [each.id for each in vehicles])
    found = {
        each.id: tuple((each.plate, defect.item_code) for defect in broken.get(each.id, ()) if defect.blocking)
        for each in vehicles
    }
    return {vehicle_id: wrong for vehicle_id, wrong in found.items() if wrong}


def _blocked(tx: Tx, crew_ids: Collection[UUID]) -> dict[UUID, tuple[tuple[str, str], ...]]:
    """Crews of whose vehicles none may be driven."""
    vehicles = crews.list_vehicles(tx.session, crew_ids)
    broken = undriveable(tx, vehicles)
    if not broken:
        return {}
    able = {each.crew_id for each in vehicles if each.id not in broken}
    return {
        each.crew_id: broken[each.id]
        for each in vehicles
        if each.crew_id is not None and each.crew_id not in able and each.id in broken
    }


def _apart(spans: Sequence[Span]) -> tuple[Span, ...]:
    """In order, each from where the one before ends."""
    found: list[Span] = []
    for begins, ends in sorted(spans):
        start = max(begins, found[-1][1]) if found else begins
        if start < ends:
            found.append((start, max(ends, start)))
    return tuple(found)
