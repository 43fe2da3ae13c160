"""Incidents: what follows for the whole from how its tickets stand."""

from collections.abc import Collection
from typing import Final

SUPPLY_OUT: Final = frozenset({"new", "deferred", "assigned", "in_progress"})
"""States of a ticket whose supply is not back yet."""

GROUPED_WORK: Final = frozenset({"fault_repair"})
"""Kinds of work that have causes in common; what a customer orders has none."""


def state_of(ticket_states: Collection[str]) -> str:
    """Return the state of an incident whose tickets stand so.

    It is open while supply is out anywhere, restored when it is back everywhere, and closed when nothing is left to do,
    which is so from the beginning where it has no tickets.
    """
    if not SUPPLY_OUT.isdisjoint(ticket_states):
        return "open"
    return "restored" if "restored" in ticket_states else "closed"
