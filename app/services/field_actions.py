"""What each kind of action from a phone does. Each goes through the same use case as its button on a desk."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import cast, get_args
from uuid import UUID

from app.access import Subject
from app.errors import InvalidError, NotFoundError
from app.schema.assignments import Assignment
from app.services import (
    assignments,
    checklist_entries,
    crew_lists,
    field_alarms,
    field_exposures,
    fitness,
    hand_overs,
    help_requests,
    ppe_returns,
    pushes,
    safety,
    sign_ons,
    vehicle_checks,
    work_permits,
)
from app.services.assignment_steps import METHOD_CHOSEN
from app.services.assignments import Method, writer_scope
from app.services.checklist_entries import Given
from app.services.field import Action, ActionState, Handler, OvertakenError
from app.services.ppe_issues import Named
from app.services.work import Tx, Work
from app.services.work_permit_steps import HANDED_BACK
from app.services.work_permits import Drawn
from app.storage import assignments as rows
from compliance.checklists import Outcome
from compliance.lifecycles import ASSIGNMENT
from compliance.reasons import reason
from compliance.weather import WEATHER

MAX_NAMED = 30
"""Articles that one press may name."""

DECISIVE = frozenset({step.event for step in ASSIGNMENT.transitions} | {METHOD_CHOSEN})
"""Events of an assignment that a phone has to know of before it acts; each keeps the version that it led to."""


def _push_delivered(tx: Tx, _: Work, subject: Subject, action: Action) -> ActionState:
    return ActionState(pushes.acknowledge_in(tx, subject, action.entity_id, "delivered", action.device_time))


def _push_read(tx: Tx, _: Work, subject: Subject, action: Action) -> ActionState:
    return ActionState(pushes.acknowledge_in(tx, subject, action.entity_id, "read", action.device_time))


def _accept(tx: Tx, _: Work, subject: Subject, action: Action) -> ActionState:
    return _moved(tx, subject, action, "accepted")


def _decline(tx: Tx, _: Work, subject: Subject, action: Action) -> ActionState:
    """With a code of the list, words, or both; of an older phone words alone."""
    code, why = action.text("reason_code"), action.text("reason")
    known = crew_lists.decline_reasons(tx)
    if code is not None and code not in known:
        raise InvalidError.of("body.reason_code", "unknown", "there is no such reason", f"one of {', '.join(known)}")
    _check_base(tx, subject, action)
    row = assignments.move(
        tx, subject, action.entity_id, "declined", why=why or (known[code].get(subject.locale) if code else None),
        device_time=action.device_time, code=code,
    )  # fmt: skip
    return ActionState(row.state, row.version)


def _hand_over(tx: Tx, _: Work, subject: Subject, action: Action) -> ActionState:
    return hand_overs.give(tx, subject, _check_base(tx, subject, action), action)


def _transition(tx: Tx, _: Work, subject: Subject, action: Action) -> ActionState:
    return _moved(tx, subject, action, action.need_text("to"))


def _moved(tx: Tx, subject: Subject, action: Action, to: str) -> ActionState:
    _check_base(tx, subject, action)
    row = assignments.move(tx, subject, action.entity_id, to, why=action.text("reason"), device_time=action.device_time)
    return ActionState(row.state, row.version)


def _method(tx: Tx, _: Work, subject: Subject, action: Action) -> ActionState:
    row = _check_base(tx, subject, action)
    method = Method(
        work_method=action.need_text("work_method"),
        reason=action.need_text("reason"),
        voltage=action.text("voltage") or row.voltage,
        procedure_ref=action.text("procedure_ref"),
        weather=_weather(action),
    )
    assignments.choose_method_in(tx, subject, row, method)
    return ActionState(row.state, row.version)


def _confirm(tx: Tx, _: Work, subject: Subject, action: Action) -> ActionState:
    outcome = action.need_text("outcome")
    if outcome not in get_args(Outcome):
        raise InvalidError.of("body.outcome", "unknown", f"{outcome!r} is no outcome", "send ok, na or failed")
    given = Given(
        id=action.action_id,
        item_key=action.need_text("item_key"),
        member_id=action.uuid("member_id"),
        outcome=cast("Outcome", outcome),
        value=action.body.get("value"),
        reason=action.text("reason"),
        device_time=action.device_time,
        sent_at=action.sent_at,
        age_ms=action.age_ms,
        counted_ms=action.count("counted_ms"),
        corrects=action.uuid("corrects"),
    )
    row = checklist_entries.confirm(tx, subject, action.uuid("checklist_id") or action.entity_id, given)
    flag = None if checklist_entries.counts(tx, row) else reason("checklist.late_entry")
    return ActionState(row.state, row.version, flag)


def _ppe(tx: Tx, _: Work, subject: Subject, action: Action) -> ActionState:
    row = _own(tx, subject, action.entity_id)
    member_id = action.uuid("member_id")
    if member_id is None:
        raise InvalidError.of("body.member_id", "missing", "member_id is missing", "name the member")
    safety.check_ppe_in(tx, subject, row, member_id, _named(action), action.device_time)
    return ActionState(row.state, row.version)


def _named(action: Action) -> list[Named]:
    """Articles that were taken instead of what was reserved: ``items``, each with ``item`` and what its label says.

    Raises:
        InvalidError: it is no list of such.
    """
    given = action.body.get("items") or []
    if not isinstance(given, list) or len(given) > MAX_NAMED or not all(isinstance(each, dict) for each in given):
        raise InvalidError.of("body.items", "list", f"items is a list of at most {MAX_NAMED} articles")
    return [_named_one(replace(action, body=each)) for each in given]


def _named_one(said: Action) -> Named:
    until = said.text("expires_at")
    try:
        expires_at = datetime.fromisoformat(until) if until else None
    except ValueError as error:
        raise InvalidError.of("body.items.expires_at", "moment", "expires_at must be a moment") from error
    if expires_at is not None and expires_at.tzinfo is None:
        raise InvalidError.of("body.items.expires_at", "moment", "expires_at must name its offset from UTC")
    return Named(said.need_text("item"), said.text("lot_no") or "", said.text("size") or "", expires_at)


def _check_base(tx: Tx, subject: Subject, action: Action) -> Assignment:
    """The assignment, unless somebody else took a step or chose a method that the phone had not heard of.

    What the worker did before, on whatever phone, is no surprise to them: actions that waited together never overtake
    each other. Nor does what follows by rule from zones, permits or checklists: the gate looks at those itself.

    Raises:
        OvertakenError: with the state as it is now.
    """
    row = _own(tx, subject, action.entity_id)
    if action.base_version is None:
        return row
    newest = rows.find_change_by_others(tx.session, row.id, subject.user_id, DECISIVE)
    if newest is not None and newest > action.base_version:
        why = reason("lifecycle.overtaken", state=row.state)
        after = ActionState(row.state, row.version)
        raise OvertakenError("the job was changed meanwhile", reasons=[why], after=after)
    return row


def _own(tx: Tx, subject: Subject, assignment_id: UUID) -> Assignment:
    row = rows.find(tx.session, writer_scope(subject), assignment_id, for_update=True)
    if row is None:
        raise NotFoundError("no such assignment of your crew")
    return row


def _weather(action: Action) -> str | None:
    seen = action.text("weather")
    if seen is not None and seen not in WEATHER:
        raise InvalidError.of("body.weather", "unknown", f"{seen!r} is no weather", f"one of {', '.join(WEATHER)}")
    return seen


def _sign(tx: Tx, _: Work, subject: Subject, action: Action) -> ActionState:
    return _signed(tx, subject, action, action.need_text("role"))


def _hand_back(tx: Tx, _: Work, subject: Subject, action: Action) -> ActionState:
    return _signed(tx, subject, action, HANDED_BACK)


def _signed(tx: Tx, subject: Subject, action: Action, role: str) -> ActionState:
    row = _own(tx, subject, action.entity_id)
    proven = action.age_ms is not None or action.sent_at is not None
    given = Drawn(
        role, action.device_time, action.uuid("member_id"), action.text("signature"), action.text("place"),
        action.age(tx.now) if proven else None,
    )  # fmt: skip
    held = work_permits.sign_in(tx, subject, row, given)
    return ActionState(held.state, row.version)


HANDLERS: Mapping[str, Handler] = {
    "push.delivered": _push_delivered,
    "push.read": _push_read,
    "assignment.accept": _accept,
    "assignment.decline": _decline,
    "assignment.transition": _transition,
    "assignment.method": _method,
    "checklist.entry": _confirm,
    "ppe.check": _ppe,
    "work_permit.sign": _sign,
    "work_permit.hand_back": _hand_back,
    "exposure.contact": field_exposures.report_contact,
    "exposure.breach": field_exposures.report_breach,
    "emergency.raise": field_alarms.raise_emergency,
    "emergency.end": field_alarms.end_emergency,
    "crew.checkin": field_alarms.check_in,
    "assignment.hand_over": _hand_over,
    "hand_over.take": hand_overs.take,
    "shift.sign_on": sign_ons.sign_on,
    "shift.sign_off": sign_ons.sign_off,
    "shift.break_begin": sign_ons.begin_break,
    "shift.break_end": sign_ons.end_break,
    "shift.unfit": fitness.report,
    "vehicle.check": vehicle_checks.check,
    "help.ask": help_requests.ask,
    "help.end": help_requests.end,
    "ppe.return": ppe_returns.give_back,
}
"""By the kind that the phone names."""
