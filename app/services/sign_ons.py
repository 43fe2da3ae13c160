"""Signing on to a shift and off it, and the breaks between: from phones, also late; seen by the desk at once."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from uuid import UUID

from app.access import Subject, system
from app.errors import ConflictError
from app.schema.crews import CrewMember
from app.schema.sign_ons import ShiftBreak, SignOn
from app.services import people_facts
from app.services.crew_duty import OnDuty, done_at, named, on_shift, refuse
from app.services.events import About, record
from app.services.field import Action, ActionState
from app.services.presence import undriveable
from app.services.work import Tx, Work
from app.storage import crews, fitness, ppe_jobs, vehicle_checks
from app.storage import sign_ons as rows
from app.storage.ppe_jobs import InHand
from compliance.decision import Decision, combine, from_reasons
from compliance.duty import duty_of, on_duty
from compliance.reasons import Reason, reason
from compliance.sign_ons import may_sign_off, may_sign_on

ON, OFF, ON_BREAK = "signed_on", "signed_off", "on_break"


def sign_on(tx: Tx, _: Work, subject: Subject, action: Action) -> ActionState:
    """``shift.sign_on``: the worker, or all whom the crew leader names, are there.

    Own equipment that is past its date is told with the answer: the worker is on duty, and has to change it.

    Raises:
        ConflictError: too early, the shift is over, somebody has not rested, or said that they are not well.
    """
    duty = on_shift(tx, subject, action.entity_id)
    at, people = done_at(tx, duty, action), named(duty, action)
    refuse(combine(_may_come(tx, duty, each, at) for each in people), "not signed on")
    come = [each for each in people if _put(tx, subject, duty, each, at)]
    if come:
        told = {"shift_id": str(duty.shift.id), "members": sorted(str(each.id) for each in come)}
        record(tx, subject, "crew.signed_on", duty.about, payload=told, device_time=action.device_time)
    return ActionState(ON, flag=next(expired_ppe(tx, kept_ppe(tx, [each.id for each in people])), None))


def sign_off(tx: Tx, _: Work, subject: Subject, action: Action) -> ActionState:
    """``shift.sign_off``: the worker, or all whom the crew leader names, go home.

    Raises:
        ConflictError: one of them is inside a zone, has a job under way, or the leader's vehicle was not looked at.
    """
    duty = on_shift(tx, subject, action.entity_id)
    at, people = done_at(tx, duty, action), named(duty, action)
    there = {row.member_id: row for row in rows.list_of_shifts(tx.session, [duty.shift.id])[duty.shift.id]}
    refuse(may_go(tx, duty, people), "not signed off")
    gone = [each for each in people if (row := there.get(each.id)) and row.signed_off_at is None]
    if {each.id for each in people} - set(there):
        why = reason("shift.not_signed_on")
        raise ConflictError("nobody signs off who has not signed on", code=why.code, reasons=[why])
    for each in gone:
        row = there[each.id]
        row.signed_off_at, row.off_by = max(at, row.signed_on_at), subject.user_id
    if gone:
        tx.session.flush()
        told = {"shift_id": str(duty.shift.id), "members": sorted(str(each.id) for each in gone)}
        record(tx, subject, "crew.signed_off", duty.about, payload=told, device_time=action.device_time)
    if all(row.signed_off_at for row in there.values()):
        _end_break(tx, subject, duty, at, action.device_time)
    return ActionState(OFF)


def may_go(tx: Tx, duty: OnDuty, people: Sequence[CrewMember]) -> Decision:
    """Whether these may sign off as things stand."""
    ids = [each.id for each in people]
    inside, jobs = rows.list_inside(tx.session, ids), rows.list_under_way(tx.session, ids)
    out = vehicles_out(tx, duty) if duty.leads and duty.me.id in ids else []
    names = sorted({name for found in inside.values() for name in found})
    numbers = sorted({number for found in jobs.values() for number in found})
    return may_sign_off(inside=names, under_way=numbers, vehicles_out=out)


def vehicles_out(tx: Tx, duty: OnDuty) -> list[str]:
    """Plates of vehicles that this shift took and has not given back."""
    newest = {each.vehicle_id: each.moment for each in vehicle_checks.list_of_shift(tx.session, duty.shift.id)}
    own = crews.list_vehicles(tx.session, [duty.shift.crew_id])
    still = [each for each in own if newest.get(each.id) == "start"]
    broken = undriveable(tx, still)
    return [each.plate for each in still if each.id not in broken]


def begin_break(tx: Tx, _: Work, subject: Subject, action: Action) -> ActionState:
    """``shift.break_begin``: the crew rests; until it is over it is called for life safety only.

    Raises:
        ConflictError: the worker has not signed on, or somebody of the crew is inside a zone.
    """
    duty = on_shift(tx, subject, action.entity_id)
    at = done_at(tx, duty, action)
    if rows.find_open_break(tx.session, duty.shift.crew_id) is not None:
        return ActionState(ON_BREAK)
    mine = rows.find(tx.session, duty.shift.id, duty.me.id)
    if mine is None or mine.signed_off_at is not None:
        why = reason("shift.not_signed_on")
        raise ConflictError("sign on first", code=why.code, reasons=[why])
    inside = rows.list_inside(tx.session, [each.id for each in duty.members])
    names = sorted({name for found in inside.values() for name in found})
    refuse(from_reasons(reason("shift.inside_zone", zone=each) for each in names), "nobody rests inside a zone")
    taken = rows.list_breaks(tx.session, [duty.shift.id])[duty.shift.id]
    begun_at = max([at, *(each.ended_at for each in taken if each.ended_at)])
    tx.session.add(
        ShiftBreak(
            unit_id=duty.shift.unit_id, shift_id=duty.shift.id, crew_id=duty.shift.crew_id, begun_at=begun_at,
            begun_by=subject.user_id,
        )
    )  # fmt: skip
    tx.session.flush()
    told = {"shift_id": str(duty.shift.id), "begun_at": begun_at.isoformat()}
    record(tx, subject, "crew.break_begun", duty.about, payload=told, device_time=action.device_time)
    return ActionState(ON_BREAK)


def end_break(tx: Tx, _: Work, subject: Subject, action: Action) -> ActionState:
    """``shift.break_end``: the crew goes on. Again is harmless."""
    duty = on_shift(tx, subject, action.entity_id)
    _end_break(tx, subject, duty, done_at(tx, duty, action), action.device_time)
    return ActionState(ON)


def _end_break(tx: Tx, subject: Subject, duty: OnDuty, at: datetime, device_time: datetime) -> None:
    running = rows.find_open_break(tx.session, duty.shift.crew_id)
    if running is None:
        return
    running.ended_at, running.ended_by = max(at, running.begun_at), subject.user_id
    tx.session.flush()
    told = {
        "shift_id": str(running.shift_id),
        "minutes": int((running.ended_at - running.begun_at).total_seconds() // 60),
    }
    record(tx, subject, "crew.break_ended", duty.about, payload=told, device_time=device_time)


def kept_ppe(tx: Tx, member_ids: Sequence[UUID]) -> Sequence[InHand]:
    """What people have for keeps: it goes with them to every job."""
    return ppe_jobs.list_in_hand(tx.session, member_ids)


def expired_ppe(tx: Tx, held: Iterable[InHand]) -> Iterator[Reason]:
    """What of it is past its date."""
    for each in held:
        ends = each.lot.expires_at if each.lot is not None else None
        if ends is not None and ends <= tx.now:
            yield reason("ppe.expired", article=each.issue.item_code, expired_at=ends)


def list_unsigned(tx: Tx) -> Sequence[UUID]:
    """Shifts of which it is time to tell that nobody came."""
    return rows.list_unsigned(tx.session, tx.now - tx.house.sign_on_grace, tx.now)


def tell_unsigned(tx: Tx, shift_id: UUID) -> bool:
    """Tell, once, that nobody of a crew has signed on; whether it had to be told."""
    shift = rows.lock_unsigned(tx.session, shift_id, tx.now - tx.house.sign_on_grace, tx.now)
    if shift is None:
        return False
    about = About("crew", shift.crew_id, shift.unit_id, crew_id=shift.crew_id)
    told = {"shift_id": str(shift.id)}
    shift.unsigned_event_id = record(tx, system("due"), "crew.not_signed_on", about, payload=told)
    return True


def _may_come(tx: Tx, duty: OnDuty, member: CrewMember, at: datetime) -> Decision:
    unfit = fitness.find_open(tx.session, member.id) is not None
    spans = people_facts.list_around(tx, [member.id], *duty.span)
    hours = duty_of(spans.get(member.id, ()), max(at, duty.span[0]), tx.house.duty)
    return may_sign_on(duty.span, at, unfit=unfit) & from_reasons(on_duty(member.name, hours, at))


def _put(tx: Tx, subject: Subject, duty: OnDuty, member: CrewMember, at: datetime) -> bool:
    """Write that somebody is there; whether that is new. Who signed off by mistake comes back, the trail keeps both."""
    held = rows.find(tx.session, duty.shift.id, member.id)
    if held is None:
        held = SignOn(
            unit_id=duty.shift.unit_id, shift_id=duty.shift.id, crew_id=duty.shift.crew_id, member_id=member.id,
            signed_on_at=at, on_by=subject.user_id,
        )  # fmt: skip
        tx.session.add(held)
    elif held.signed_off_at is None:
        return False
    else:
        held.signed_off_at = held.off_by = None
    tx.session.flush()
    return True
