"""What was the state of things at a past moment, told from the events up to it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from compliance.lifecycles import ASSIGNMENT, PERMIT, TICKET, Lifecycle

_LIFECYCLES: Mapping[str, Lifecycle] = {"ticket": TICKET, "assignment": ASSIGNMENT, "permit": PERMIT}
CHECKLIST_EVENTS: Mapping[str, str] = {
    "checklist.created": "open", "checklist.completed": "complete", "checklist.failed": "failed",
    "checklist.voided": "void", "checklist.reopened": "open",
}  # fmt: skip
"""The state to which each event of a checklist leads."""
_NOT_KEPT = frozenset({
    "from", "to", "version", "gate", "item", "outcome", "member_id", "evidence_sha256", "held_seconds", "proof",
    "corrects",
})  # fmt: skip
"""Facts of one step, not of the thing."""


@dataclass(frozen=True, slots=True)
class Happening:
    """One event, as far as it tells of states."""

    verb: str
    kind: str
    subject_id: UUID
    assignment_id: UUID | None
    at: datetime
    actor: str
    payload: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Past:
    """One thing as it stood. ``facts`` are the latest that its events told; ``gate`` is the gate's last answer."""

    kind: str
    id: UUID
    assignment_id: UUID | None
    state: str
    since: datetime
    by: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    gate: tuple[Mapping[str, Any], ...] = ()
    gate_at: datetime | None = None
    confirmed: int = 0
    """Entries of a checklist."""


def states_at(happened: Iterable[Happening], moment: datetime) -> dict[UUID, Past]:
    """Everything that had happened by ``moment``, by id, in the order in which each thing began.

    Args:
        happened: events of one job in commit order.
        moment: included.
    """
    found: dict[UUID, Past] = {}
    for each in happened:
        if each.at > moment:
            continue
        known = found.get(each.subject_id)
        state = state_after(each, known.state if known else None)
        if known is None and state is None:
            continue
        found[each.subject_id] = _told(known or _begun(each, str(state)), each, state)
    return found


def state_after(each: Happening, before: str | None) -> str | None:
    """The state that an event leaves behind; None when it is not about a state.

    Events tell it since they carry ``to``; of older ones the verb does, and where a verb leads to several states the
    life cycle's first from the state before.
    """
    told = each.payload.get("to")
    if each.kind == "checklist":
        return CHECKLIST_EVENTS.get(each.verb)
    cycle = _LIFECYCLES.get(each.kind)
    if cycle is None:
        return None
    if each.verb == f"{each.kind}.created":
        return cycle.initial
    steps = [step for step in cycle.transitions if step.event == each.verb]
    if isinstance(told, str) and steps and told in cycle.states:
        return told
    fitting = [step for step in steps if step.source == before] or steps
    return fitting[0].target if fitting else None


def _begun(each: Happening, state: str) -> Past:
    return Past(each.kind, each.subject_id, each.assignment_id, state, each.at, each.actor)


def _told(known: Past, each: Happening, state: str | None) -> Past:
    facts = {**known.facts, **{name: value for name, value in each.payload.items() if name not in _NOT_KEPT}}
    now = replace(known, facts=facts, confirmed=known.confirmed + (each.verb == "checklist.confirmed"))
    gate = each.payload.get("gate")
    if isinstance(gate, list):
        now = replace(now, gate=tuple(gate), gate_at=each.at)
    if state is None or state == known.state:
        return now
    return replace(now, state=state, since=each.at, by=each.actor)


def crew_at(
    now: Iterable[UUID], happened: Iterable[Happening], assignment_id: UUID, moment: datetime
) -> frozenset[UUID]:
    """Who was on a job at a moment: those of today, with every exchange since then taken back, the last one first."""
    crew = set(now)
    later = [each for each in happened if each.at > moment and each.subject_id == assignment_id]
    for each in reversed(later):
        left, joined = each.payload.get("left"), each.payload.get("joined")
        if each.verb == "assignment.member_swapped" and isinstance(left, str) and isinstance(joined, str):
            crew.discard(UUID(joined))
            crew.add(UUID(left))
    return frozenset(crew)


def channel_of(actor: str, payload: Mapping[str, Any], device_time: datetime | None) -> str:
    """By which way something was done: ``system``, ``field`` (a phone), ``phone`` or ``letter`` (noted), ``screen``."""
    told = payload.get("channel")
    if isinstance(told, str):
        return told
    if actor.startswith("system:"):
        return "system"
    return "field" if device_time is not None else "screen"
