"""Vehicles looked at by crews: what is wrong stands until it is mended, and may keep the vehicle where it is."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from app.access import Subject, Verb
from app.errors import ConflictError, InvalidError, NotFoundError
from app.schema.crews import Crew, Vehicle
from app.schema.units import Unit
from app.schema.vehicle_checks import VehicleCheck, VehicleDefect
from app.services import crew_lists, presence
from app.services.crew_duty import OnDuty, done_at, on_shift, refuse
from app.services.events import About, record
from app.services.field import Action, ActionState
from app.services.work import Tx, Work, again
from app.storage import vehicle_checks as rows
from compliance.reasons import reason
from compliance.vehicle_checks import MOMENTS, CheckAnswer, CheckItem, Found, asked_at, complete, found

MOST_ANSWERS = 60
_MOST_TEXT = 500


def check(tx: Tx, _: Work, subject: Subject, action: Action) -> ActionState:
    """``vehicle.check`` on a vehicle: everything that the list asks at this moment of the shift.

    Raises:
        ConflictError: it is not the crew's, something was not answered, or a no says not why.
    """
    duty = on_shift(tx, subject, _shift_id(action))
    vehicle = rows.lock_vehicle(tx.session, action.entity_id, duty.shift.crew_id)
    if vehicle is None:
        why = reason("vehicle.not_yours")
        raise ConflictError("the vehicle is not your crew's", code=why.code, reasons=[why])
    moment = action.need_text("moment")
    if moment not in MOMENTS:
        raise InvalidError.of("body.moment", "unknown", "there is no such moment", f"one of {', '.join(MOMENTS)}")
    items = asked_at(crew_lists.vehicle_items(tx), moment)
    answers = _answers(action, items)
    refuse(complete(items, answers), "the check is not complete")
    row = _write(tx, duty, vehicle, moment, answers, action)
    wrong = found(items, answers, _today(tx, duty))
    new = [each for each in wrong if _note(tx, row, each)]
    told = {"moment": moment, "shift_id": str(duty.shift.id), "wrong": [each.item.code for each in wrong]}
    record(tx, subject, "vehicle.checked", about(vehicle), payload=told, device_time=action.device_time)
    for each in new:
        facts = {"item": each.item.code, "blocking": each.item.blocking, "for_keeper": each.item.for_keeper}
        record(tx, subject, "vehicle.defect_noted", about(vehicle), payload=facts, erasable={"why": each.why})
    stands = presence.undriveable(tx, [vehicle])
    return ActionState("blocked" if stands else "checked")


@again
def mend(work: Work, subject: Subject, defect_id: UUID, note: str) -> VehicleDefect:
    """Say that a defect is mended. Again is harmless.

    Raises:
        NotFoundError: none in the subject's units.
    """
    scope = subject.scope(Verb.VEHICLES_WRITE)
    with work.begin() as tx:
        row = rows.lock_defect(tx.session, scope, defect_id)
        if row is None:
            raise NotFoundError("no such defect")
        if row.mended_at is None:
            row.mended_at, row.mended_by, row.mended_note = tx.now, subject.user_id, note
            vehicle = tx.session.get_one(Vehicle, row.vehicle_id)
            record(
                tx, subject, "vehicle.defect_mended", about(vehicle), payload={"item": row.item_code},
                erasable={"note": note},
            )  # fmt: skip
        return row


def list_defects(
    work: Work, subject: Subject, *, still_open: bool | None, before: UUID | None, limit: int
) -> Sequence[tuple[VehicleDefect, Vehicle, Crew | None]]:
    """What is wrong with vehicles that the subject may see, the newest first; one more than ``limit`` if there are."""
    scope = subject.scope(Verb.CREWS_READ)
    with work.look() as tx:
        return rows.list_page(tx.session, scope, still_open=still_open, before=before, limit=limit + 1)


def about(vehicle: Vehicle) -> About:
    """Through which ids readers find a vehicle's events."""
    return About("vehicle", vehicle.id, vehicle.unit_id, crew_id=vehicle.crew_id)


def _write(
    tx: Tx, duty: OnDuty, vehicle: Vehicle, moment: str, answers: Sequence[CheckAnswer], action: Action
) -> VehicleCheck:
    row = VehicleCheck(
        unit_id=vehicle.unit_id, vehicle_id=vehicle.id, crew_id=duty.shift.crew_id, shift_id=duty.shift.id,
        moment=moment, answers=[_plain(each) for each in answers], odometer_km=_odometer(action),
        checked_at=done_at(tx, duty, action), member_id=duty.me.id,
    )  # fmt: skip
    tx.session.add(row)
    tx.session.flush()
    return row


def _note(tx: Tx, row: VehicleCheck, wrong: Found) -> bool:
    """Write down what is wrong; whether that is new. What is known to be wrong stays one defect."""
    known = {each.item_code for each in rows.list_open(tx.session, [row.vehicle_id]).get(row.vehicle_id, ())}
    if wrong.item.code in known:
        return False
    tx.session.add(
        VehicleDefect(
            unit_id=row.unit_id, vehicle_id=row.vehicle_id, check_id=row.id, item_code=wrong.item.code,
            why=wrong.why[:_MOST_TEXT], blocking=wrong.item.blocking, for_keeper=wrong.item.for_keeper,
            noted_at=tx.now,
        )
    )  # fmt: skip
    tx.session.flush()
    return True


def _shift_id(action: Action) -> UUID:
    shift_id = action.uuid("shift_id")
    if shift_id is None:
        raise InvalidError.of("body.shift_id", "missing", "shift_id is missing", "name the shift")
    return shift_id


def _answers(action: Action, items: Sequence[CheckItem]) -> list[CheckAnswer]:
    """What was seen, as far as it was asked: a newer phone may know of more."""
    given = action.body.get("answers")
    if not isinstance(given, list) or len(given) > MOST_ANSWERS or not all(isinstance(each, dict) for each in given):
        raise InvalidError.of("body.answers", "list", f"answers is a list of at most {MOST_ANSWERS}")
    asked = {each.code: each for each in items}
    return [_answer(each, asked[each["item"]]) for each in given if each.get("item") in asked]


def _answer(given: Mapping[str, Any], item: CheckItem) -> CheckAnswer:
    why = given.get("why")
    return CheckAnswer(
        item.code, given.get("ok") is True, why[:_MOST_TEXT] if isinstance(why, str) else "",
        _value(given.get("value"), item),
    )  # fmt: skip


def _value(given: Any, item: CheckItem) -> int | date | None:
    if item.kind == "number" and isinstance(given, int) and not isinstance(given, bool):
        return given
    if item.kind == "date" and isinstance(given, str):
        try:
            return date.fromisoformat(given)
        except ValueError:
            return None
    return None


def _plain(each: CheckAnswer) -> dict[str, Any]:
    value = each.value.isoformat() if isinstance(each.value, date) else each.value
    more = ({"why": each.why} if each.why else {}) | ({"value": value} if value is not None else {})
    return {"item": each.item, "ok": each.ok} | more


def _odometer(action: Action) -> int | None:
    given = action.count("odometer_km")
    return given if given is None or given < 10**7 else None


def _today(tx: Tx, duty: OnDuty) -> date:
    unit = tx.session.get_one(Unit, duty.shift.unit_id)
    return tx.now.astimezone(ZoneInfo(unit.time_zone)).date()
