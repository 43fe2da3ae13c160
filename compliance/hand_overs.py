"""Handing a job over to the next crew: who may, in which state of things, and what the next crew does first.

People inside come out first, with everything that leaving asks for; or the crew stays until the next one has met it at
the place and both have signed. Entry permits name people: the next crew asks for its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from compliance.decision import Decision, allow, combine, from_reasons, refuse
from compliance.reasons import reason
from compliance.text import Text

STATES = ("waiting", "passed", "taken", "dropped")
"""For a crew; with a crew that has the job now; taken over by its signature; the job needs nobody any more."""
OPEN = frozenset({"waiting", "passed"})
CAUSE_NAMES: Mapping[str, Text] = MappingProxyType(
    {
        "shift_end": Text("Hết ca", "End of shift"),
        "exhausted": Text("Tổ đội kiệt sức", "The crew is exhausted"),
        "equipment": Text("Thiếu thiết bị", "Equipment is missing"),
        "other": Text("Lý do khác", "Another reason"),
    }
)
CAUSES: tuple[str, ...] = tuple(CAUSE_NAMES)

ISOLATION_NAMES: Mapping[str, Text] = MappingProxyType(
    {
        "live": Text("Đang có điện", "Live"),
        "isolated": Text("Đã cắt điện, chống đóng lại", "Switched off, locked against re-closing"),
        "restored": Text("Đã đóng điện lại", "Supply is back"),
        "unknown": Text("Không rõ", "Not known"),
    }
)
EARTHING_NAMES: Mapping[str, Text] = MappingProxyType(
    {
        "none": Text("Không có tiếp địa", "No earths"),
        "in_place": Text("Tiếp địa còn tại chỗ", "Earths are in place"),
        "removed": Text("Đã tháo hết tiếp địa", "All earths removed"),
        "unknown": Text("Không rõ", "Not known"),
    }
)

FROM: frozenset[str] = frozenset({"accepted", "en_route", "waiting_entry", "working", "exiting"})
"""States in which a crew may go and leave the job to the next one: those from which it may be given up."""
MEETING_FROM: frozenset[str] = frozenset({"inside", "working"})
"""States in which it may stay until the next one has come."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """The crew that hands over.

    `inside`: how many of its people are in a zone. `permit_number`: the electrical document under which it works and
    which it has not handed back.
    """

    state: str
    leads: bool
    inside: int = 0
    permit_number: str | None = None


def may_hand_over(crew: Leaving, *, meets: bool) -> Decision:
    """Decide whether a job may be handed over now.

    Args:
        crew: the one that wants to.
        meets: whether it stays until the next crew has met it at the place.
    """
    leader = allow() if crew.leads else refuse("hand_over.leader_only")
    if meets:
        there = allow() if crew.state in MEETING_FROM else refuse("hand_over.nobody_there", state=crew.state)
        return combine((leader, there))
    return combine((leader, _out(crew), _document(crew.permit_number)))


def may_take_over(*, leads: bool, meets: bool, here: bool, permit_number: str | None) -> Decision:
    """Decide whether the next crew may sign that it has taken over.

    Args:
        leads: whether its direct supervisor signs.
        meets: whether the crew before waits at the place.
        here: whether the next crew is there: a place that somebody waits at is taken over there, nowhere else.
        permit_number: the document of the crew before that was not handed back.
    """
    leader = allow() if leads else refuse("hand_over.leader_only")
    there = refuse("hand_over.meet_there") if meets and not here else allow()
    return combine((leader, there, _document(permit_number)))


def taken_first(waiting: bool) -> Decision:
    """Decide whether work may begin: not before the hand-over that came with the job was read and signed."""
    return refuse("hand_over.not_taken") if waiting else allow()


def _out(crew: Leaving) -> Decision:
    if crew.state in FROM:
        # a crew that is at the exit leaves with this very step: contact times and waste are looked at there
        return allow() if crew.state == "exiting" or not crew.inside else _inside(crew)
    return _inside(crew) if crew.inside else refuse("hand_over.not_now", state=crew.state)


def _inside(crew: Leaving) -> Decision:
    return refuse("hand_over.people_inside", people=crew.inside)


def _document(number: str | None) -> Decision:
    return from_reasons([reason("work_permit.hand_back_first", number=number)] if number else [])
