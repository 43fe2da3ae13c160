"""What becomes of actions that are refused: answered with both sides, kept in the trail, flagged to the dispatcher."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from app.access import Subject, Verb
from app.errors import ConflictError, CordonError, StaleError
from app.schema.assignments import Assignment
from app.services import field
from app.services.assignment_steps import about
from app.services.events import record
from app.services.field import Action, ActionState, Answer, Outcome, Side
from app.services.work import Tx
from app.storage import assignments, exposure_records
from app.storage import checklists as lists
from app.storage import field as rows
from compliance.lifecycles import AT_THE_PLACE, GATED
from compliance.merging import Fate, Late, fate_of
from compliance.reasons import reason

KEPT, REPORTED = "assignment.words_kept", "assignment.work_reported"
"""Events of what a phone said and could not be done; the second one is the dispatcher's business."""

_METHOD = ("work_method", "voltage", "procedure_ref", "weather")
_ENTRY = ("outcome", "value", "reason")


def settle(tx: Tx, subject: Subject, action: Action, error: CordonError) -> Answer | None:
    """Answer a refused action on a job of the worker's; None for what is about no such job."""
    job = _find_job(tx, subject, action)
    if job is None or not isinstance(error, ConflictError | StaleError):
        return None
    theirs, yours = _sides(tx, subject, job, action)
    plain = replace(field.refused(action, error), after=ActionState(job.state, job.version), theirs=theirs, yours=yours)
    fate = fate_of(_late(tx, job, action, error.code))
    if fate is Fate.REFUSED:
        return plain
    _keep(tx, subject, job, action, error.code, KEPT if fate is Fate.KEPT else REPORTED)
    if fate is not Fate.ACCEPTED:
        return plain
    why = reason("lifecycle.flagged", state=job.state)
    return replace(plain, outcome=Outcome.APPLIED, code=why.code, detail=None, reasons=(why,))


def _find_job(tx: Tx, subject: Subject, action: Action) -> Assignment | None:
    crew_ids = subject.scope(Verb.FIELD).crew_ids
    user_id, job_id = subject.user_id, action.entity_id
    if action.kind == "checklist.entry":
        job_id = lists.find_assignment_id(tx.session, subject.scope(Verb.FIELD), _list_id(action)) or job_id
    return exposure_records.find_job(tx.session, job_id, crew_ids, user_id) if user_id else None


def _list_id(action: Action) -> UUID:
    named = action.body.get("checklist_id")
    try:
        return UUID(named) if isinstance(named, str) else action.entity_id
    except ValueError:
        return action.entity_id


def _late(tx: Tx, job: Assignment, action: Action, code: str) -> Late:
    to = action.body.get("to")
    return Late(
        kind=action.kind,
        to=to if isinstance(to, str) else None,
        code=code,
        job_state=job.state,
        age=action.age(tx.now),
        claimed=job.state not in AT_THE_PLACE and rows.was_reported(tx.session, job.id, REPORTED, GATED),
        failed=action.body.get("outcome") == "failed",
    )


def _keep(tx: Tx, subject: Subject, job: Assignment, action: Action, code: str, verb: str) -> None:
    """Write what was said: the words apart, so that they go when words about people have to go."""
    told = {"kind": action.kind, "to": action.body.get("to"), "code": code, "state": job.state}
    said = {"body": dict(action.body)} if action.body else None
    payload = {name: value for name, value in told.items() if isinstance(value, str)}
    record(tx, subject, verb, about(job), payload=payload, erasable=said, device_time=action.device_time)


def _sides(tx: Tx, subject: Subject, job: Assignment, action: Action) -> tuple[Side, Side]:
    """What stands, and what the phone wanted, under the same names."""
    body = action.body
    by = assignments.names_by_id(tx.session, {subject.user_id}).get(subject.user_id)
    if action.kind == "checklist.entry" and (held := _entry(tx, action)):
        return held, Side({name: body.get(name) for name in _ENTRY}, by, action.device_time)
    theirs: Mapping[str, Any] = {"state": job.state, "reason": job.end_reason}
    yours: Mapping[str, Any] = {"state": body.get("to"), "reason": body.get("reason")}
    if action.kind == "assignment.method":
        theirs = {name: getattr(job, name) for name in _METHOD} | {"reason": job.method_reason}
        yours = {name: body.get(name) for name in (*_METHOD, "reason")}
    elif action.kind != "assignment.transition":
        yours = dict(body)
    last = rows.find_last_decision(tx.session, job.id)
    who = assignments.names_by_id(tx.session, {last.actor_id}).get(last.actor_id) if last else None
    return Side(theirs, who, last.server_time if last else None), Side(yours, by, action.device_time)


def _entry(tx: Tx, action: Action) -> Side | None:
    """The last answer to the same item for the same member."""
    said = (action.body.get("item_key"), action.body.get("member_id"))
    held = [
        each
        for each in lists.list_entries(tx.session, [_list_id(action)])
        if (each.item_key, str(each.member_id) if each.member_id else None) == said
    ]
    if not held:
        return None
    last = held[-1]
    values = {"outcome": last.outcome, "value": (last.value or {}).get("value"), "reason": last.reason}
    return Side(values, assignments.names_by_id(tx.session, {last.by_user}).get(last.by_user), last.device_time)
