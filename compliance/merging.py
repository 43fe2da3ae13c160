"""What becomes of something that a phone tells late and that the state of the job no longer allows.

Three things win always: a safety stop, a withdrawal, and an exposure. Nothing here opens a gate: a step to `inside` or
`working` that was refused stays refused, whatever the phone believed. But what a crew really did is a fact that
happened; it is kept, and somebody is told.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from compliance.lifecycles import GATED

REPORT_AGE = timedelta(minutes=2)
"""What was done so long before it was sent was done without a network: it is a report, no question."""
SKEW_LIMIT = timedelta(minutes=5)
"""A phone's clock that is off by more is told so, and so is the trail. It is never a reason to refuse."""
DONE: frozenset[str] = frozenset({"restored", "exiting", "closed"})
"""Steps that tell of work which is done: no rule can undo it."""
TAKEN_AWAY: frozenset[str] = frozenset({"withdrawn", "aborted", "declined"})
"""The job was ended without the crew's word that it is done."""
TEXTS: frozenset[str] = frozenset({"assignment.method", "assignment.decline", "checklist.entry", "ppe.check"})
"""Kinds whose words are kept beside those of whoever was first."""
_MAY_PASS: frozenset[str] = frozenset({"conflict", "lifecycle.not_allowed", "sync.overtaken"})
"""Refusals by the life cycle alone. All others speak of safety (gate, stop, exit) and stand."""


class Fate(StrEnum):
    """What becomes of a refused action."""

    REFUSED = "refused"
    """Only its answer is kept."""
    KEPT = "kept"
    """Refused; what it said stands in the trail beside what won."""
    FLAGGED = "flagged"
    """Refused; kept, and the dispatcher is told that it happened nevertheless."""
    ACCEPTED = "accepted"
    """Work that is done: taken as a fact and flagged; the state of the job stays what it is."""


@dataclass(frozen=True, slots=True)
class Late:
    """An action that was refused.

    Attributes:
        kind: As the phone names it.
        to: The state that a step was to lead to.
        code: Why it was refused.
        job_state: How the job stands.
        age: How long before it came it was done.
        claimed: The crew told before, and was refused, that it went in or to work.
        failed: It tells that a critical item failed.
    """

    kind: str
    to: str | None
    code: str
    job_state: str
    age: timedelta
    claimed: bool = False
    failed: bool = False


def fate_of(late: Late) -> Fate:
    """Decide what becomes of it."""
    if late.kind != "assignment.transition":
        if late.failed:
            return Fate.FLAGGED
        return Fate.KEPT if late.kind in TEXTS else Fate.REFUSED
    return _of_step(late) if late.to in GATED | DONE and late.to != late.job_state else Fate.REFUSED


def _of_step(late: Late) -> Fate:
    if late.job_state == "closed":
        return Fate.KEPT  # the desk noted by radio what the phone tells now
    if late.to in DONE and late.code in _MAY_PASS and (late.claimed or late.job_state in TAKEN_AWAY):
        return Fate.ACCEPTED
    return Fate.FLAGGED if late.age >= REPORT_AGE else Fate.REFUSED


def is_skewed(skew: timedelta) -> bool:
    """Tell whether a clock is off by more than is taken for granted."""
    return abs(skew) > SKEW_LIMIT
