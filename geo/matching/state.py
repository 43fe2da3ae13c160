"""Where the search stands at the beginning of a part."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from geo.matching.kernel import CREW_NOW, OFFER, SPOT, TASK_NOW, Memory, State, load
from geo.matching.parts import Part
from geo.matching.tables import NEVER, Ints


def begin(part: Part, orders: Sequence[Ints], at: Ints, held: NDArray[np.bool_], first: Ints) -> State:
    """Put the orders in; what does not fit falls out.

    Args:
        part: The tables.
        orders: Tasks of each crew in order, by their numbers in the part.
        at: When each task begins that is held or shared by several crews.
        held: Tasks that stay where they are and when they are.
        first: Position before which nothing may be put, per crew.
    """
    state = _empty(part, _longest(part, orders))
    state.tasks["fixed"], state.crews["first"] = held, first
    table = np.zeros((part.c, max((len(order) for order in orders), default=0)), dtype=np.int64)
    for k, order in enumerate(orders):
        table[k, : len(order)] = order
    length = np.array([len(order) for order in orders], dtype=np.int64)
    together = np.flatnonzero(held | (part.tasks["team"] > 1))
    for edge in ("low", "high", "moment"):
        state.tasks[edge][together] = at[together]
    load(part, state, table, length, held)
    gone = together[state.tasks["crew"][together] < 0]
    state.tasks["low"][gone], state.tasks["high"][gone] = -NEVER, part.tasks["latest"][gone]
    return state


def remember(part: Part, state: State) -> Memory:
    """Room for what the search remembers of a state."""
    c, most = part.c, max(part.n, part.c)
    return Memory(
        turn=np.zeros(2, dtype=np.int64),
        stamp=np.zeros(c, dtype=np.int64),
        touched=np.empty(c, dtype=np.int64),
        spots=np.empty_like(state.spots),
        crews=np.empty_like(state.crews),
        load=np.empty_like(state.load),
        order=np.zeros(state.spots.shape, dtype=np.int64),
        length=np.zeros(c, dtype=np.int64),
        pool=np.empty(most, dtype=np.int64),
        keys=np.empty(most, dtype=np.float64),
        places=np.empty(most, dtype=np.int64),
        offers=np.empty(c, dtype=OFFER),
    )


def random_state(seed: int) -> NDArray[np.uint64]:
    """State of the random numbers that follow from a seed."""
    return np.array([(seed * 2654435761 + 88172645463325252) % 2**64 or 1], dtype=np.uint64)


def _empty(part: Part, longest: int) -> State:
    tasks = np.zeros(part.n, dtype=TASK_NOW)
    tasks["crew"], tasks["low"], tasks["high"] = -1, -NEVER, part.tasks["latest"]
    tasks["moment"] = NEVER
    return State(
        spots=np.zeros((part.c, longest), dtype=SPOT),
        crews=np.zeros(part.c, dtype=CREW_NOW),
        tasks=tasks,
        load=np.zeros((part.c, part.stock.shape[1]), dtype=np.int64),
    )


def _longest(part: Part, orders: Sequence[Ints]) -> int:
    """How many positions a route can have: as many of the shortest works as the longest duty holds."""
    duty = int((part.crews["last"] - part.crews["start"]).max(initial=0))
    shortest = int((part.tasks["service"]).min(initial=1))
    possible = duty // shortest + 2 if shortest > 0 else part.n
    return max(min(part.n, max(possible, 1)), *(len(order) for order in orders), 1) + 1
