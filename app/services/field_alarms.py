"""Emergencies and check-ins from phones: always taken, whatever state the job is in and however late they come.

What cannot be read of them counts as not said: nobody who cries for help is answered with a complaint about a field.
"""

from collections.abc import Mapping
from typing import Any, cast, get_args
from uuid import UUID

from app.access import Subject
from app.schema.assignments import Assignment
from app.services import alarms, checkins
from app.services.alarms import Raised, What
from app.services.field import Action, ActionState
from app.services.field_exposures import job_of, named_ids, short_text
from app.services.work import Tx, Work
from app.storage import assignments

_BOUNDS = {"lon": (-180.0, 180.0), "lat": (-90.0, 90.0), "accuracy_m": (0.0, 100_000.0)}


def raise_emergency(tx: Tx, _: Work, subject: Subject, action: Action) -> ActionState:
    """``emergency.raise`` on a job: an emergency, an injury or a breach; the action's id is the emergency's."""
    job, what = job_of(tx, subject, action), action.body.get("what")
    kind = cast("What", what) if what in get_args(What) else "emergency"
    raised = Raised(kind, _members(tx, job, action), short_text(action.body, "note"), _place(action.body.get("place")))
    alarms.raise_in(tx, subject, job, action.action_id, raised, action.device_time)
    return ActionState(job.state, job.version)


def end_emergency(tx: Tx, _: Work, subject: Subject, action: Action) -> ActionState:
    """``emergency.end`` on a job: the emergency named by ``emergency_id`` is over, or was a false alarm."""
    job = job_of(tx, subject, action)
    why = "false_alarm" if action.body.get("why") == "false_alarm" else "over"
    emergency_id = action.uuid("emergency_id")
    if emergency_id is not None:
        alarms.end_in(tx, subject, job, emergency_id, why, action.device_time)
    return ActionState(job.state, job.version)


def check_in(tx: Tx, _: Work, subject: Subject, action: Action) -> ActionState:
    """``crew.checkin`` on a job: all are well, or those in ``members``."""
    job = job_of(tx, subject, action)
    checkins.give(tx, subject, job, _members(tx, job, action), action.device_time)
    return ActionState(job.state, job.version)


def _members(tx: Tx, job: Assignment, action: Action) -> tuple[UUID, ...]:
    """Those named who are on the job."""
    named = set(named_ids(action.body))
    known = (member.id for _, member in assignments.list_members(tx.session, [job.id]))
    return tuple(each for each in known if each in named)


def _place(told: Any) -> Mapping[str, float] | None:
    if not isinstance(told, dict):
        return None
    read = {name: _within(told.get(name), *bounds) for name, bounds in _BOUNDS.items()}
    place = {name: value for name, value in read.items() if value is not None}
    return place if {"lon", "lat"} <= place.keys() else None


def _within(value: Any, least: float, most: float) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
        return None
    return float(value)
