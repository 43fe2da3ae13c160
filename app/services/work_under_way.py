"""When a crew is free of work that it has begun: plans and the list of candidates count alike."""

from compliance.lifecycles import STARTED_ASSIGNMENT

OVERRUN_S = 15 * 60
"""Seconds; work that should be done by now is taken to last this much longer."""

DONE = frozenset({"restored", "exiting"})
"""Supply is back; nothing keeps the crew but the time that it is booked for."""


def free_s(state: str, ends_s: int) -> int:
    """Seconds from now until a crew is free of work in this state that is booked to end at ``ends_s``.

    Nobody is booked twice at one time, so the booked end counts although the work may be done before.
    """
    if ends_s > 0:
        return ends_s
    return OVERRUN_S if state in STARTED_ASSIGNMENT - DONE else 0
