"""How long a message to a phone may stay unanswered, and what follows then: data, by how much hangs on it.

EVN prescribes nothing here. The waits are those that product.md names as the class's time; a utility sets its own.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from compliance.lifecycles import ACTIVE_ASSIGNMENT


class Urgency(StrEnum):
    """How much hangs on somebody knowing of it, the most urgent first."""

    EMERGENCY = "emergency"
    """Somebody is in danger where they stand, or somebody's life waits for the crew."""
    URGENT = "urgent"
    NORMAL = "normal"
    ROUTINE = "routine"
    """Good to know."""


class Step(StrEnum):
    """What is done when nobody has answered."""

    AGAIN = "again"
    """The message is sent once more."""
    TEXT = "text"
    """A short message goes to the person's telephone."""
    ALARM = "alarm"
    """The dispatcher is shown that nobody answers."""


@dataclass(frozen=True, slots=True)
class Care:
    """How messages of one urgency are followed.

    Attributes:
        wait_seconds: before the first step, and between two.
        steps: one after another, until somebody answers.
        proof: what counts as an answer: that the person has ``read`` it, or that the phone has it (``delivered``).
    """

    wait_seconds: int
    steps: tuple[Step, ...]
    proof: str


ALL_STEPS = (Step.AGAIN, Step.TEXT, Step.ALARM)

CARES: Mapping[Urgency, Care] = {
    Urgency.EMERGENCY: Care(60, ALL_STEPS, "read"),
    Urgency.URGENT: Care(120, ALL_STEPS, "read"),
    Urgency.NORMAL: Care(300, ALL_STEPS, "read"),
    Urgency.ROUTINE: Care(900, (Step.AGAIN,), "delivered"),
}


@dataclass(frozen=True, slots=True)
class Telling:
    """How one kind of message is followed.

    Attributes:
        urgency: how much hangs on it.
        each: every receiver has to answer for themselves; else one of the crew is enough.
        states: in which states of the assignment an answer still matters; None means always.
        off_duty: whether somebody off duty gets a short message too.
        by_priority: whether the ticket's class can make it more urgent.
    """

    urgency: Urgency
    each: bool = False
    states: frozenset[str] | None = ACTIVE_ASSIGNMENT
    off_duty: bool = False
    by_priority: bool = False


_ORDER = Telling(Urgency.NORMAL, states=frozenset({"assigned"}), by_priority=True)
_DANGER = Telling(Urgency.EMERGENCY, each=True, off_duty=True)
_URGENT = Telling(Urgency.URGENT)
_NORMAL = Telling(Urgency.NORMAL)
_ROUTINE = Telling(Urgency.ROUTINE)

TELLINGS: Mapping[str, Telling] = {
    "assignment.new": _ORDER,
    "assignment.reminder": _ORDER,
    "assignment.changed": Telling(Urgency.NORMAL, by_priority=True),
    "assignment.withdrawn": Telling(Urgency.NORMAL, states=None),
    "zone.around": _DANGER,
    "zone.unadmitted": _DANGER,
    "zone.changed": _URGENT,
    "zone.ended": _ROUTINE,
    "order.forbids": _URGENT,
    "stay.ends_soon": Telling(Urgency.URGENT, each=True),
    "stay.over": _DANGER,
    "briefing.void": _NORMAL,
    "permit.approved": _NORMAL,
    "permit.denied": _NORMAL,
    "permit.revoked": _DANGER,
    "permit.void": _URGENT,
    "permit.expired": _URGENT,
    "permit.conditions_changed": _NORMAL,
    "permit.lapsed_inside": _DANGER,
    "method.changed": _NORMAL,
    "weather.stop": _DANGER,
    "weather.changed": _URGENT,
    "work_permit.ready": _NORMAL,
    "work_permit.permitted": _ROUTINE,
    "work_permit.changed": _NORMAL,
    "combination.withdrawn": _URGENT,
    "override.given": _NORMAL,
    "follow_up.resolved": _ROUTINE,
    "stand_down.begun": Telling(Urgency.URGENT, each=True, states=None, off_duty=True),
    "stand_down.changed": Telling(Urgency.NORMAL, each=True, states=None),
    "exposure.breach": _DANGER,
    "emergency.raised": _DANGER,
    "emergency.seen": Telling(Urgency.URGENT, each=True, states=None),
    "help.answered": Telling(Urgency.URGENT, states=None),
    "fitness.decided": Telling(Urgency.NORMAL, each=True, states=None),
    "checkin.missed": Telling(Urgency.EMERGENCY, off_duty=True),
}
"""By the kind of the message; whatever does not stand here is followed as ``normal``."""

_BY_PRIORITY: Mapping[int, Urgency] = {0: Urgency.EMERGENCY, 1: Urgency.URGENT}
"""Life safety; hospitals, checkpoints, emergency services (domain.md 9)."""


def telling_of(kind: str) -> Telling:
    """How a kind of message is followed."""
    return TELLINGS.get(kind, _NORMAL)


@dataclass(frozen=True, slots=True)
class FollowingRules:
    """What a utility has set differently.

    Attributes:
        waits: in seconds, by urgency.
        urgencies: by kind of message.
        texts: whether short messages can be sent at all.
    """

    waits: Mapping[str, int] = field(default_factory=dict)
    urgencies: Mapping[str, str] = field(default_factory=dict)
    texts: bool = True

    def __post_init__(self) -> None:
        """Refuse words that mean nothing.

        Raises:
            ValueError: an urgency or a kind is not known, or a wait is not at least a second.
        """
        known = {str(each) for each in Urgency}
        if unknown := sorted({*self.waits, *self.urgencies.values()} - known):
            raise ValueError(f"no such urgency: {', '.join(unknown)}; there are {', '.join(sorted(known))}")
        if unknown := sorted(set(self.urgencies) - set(TELLINGS)):
            raise ValueError(f"no such kind of push: {', '.join(unknown)}")
        if any(seconds < 1 for seconds in self.waits.values()):
            raise ValueError("a wait is at least one second")

    def urgency_of(self, kind: str, priority_class: int | None) -> Urgency:
        """How urgent a message is.

        Args:
            kind: what it tells.
            priority_class: of the ticket that it is about, 0 to 5; None where it is about none.
        """
        telling = telling_of(kind)
        usual = Urgency(self.urgencies.get(kind, telling.urgency))
        lifted = _BY_PRIORITY.get(priority_class) if telling.by_priority and priority_class is not None else None
        order = list(Urgency)
        return min(usual, lifted, key=order.index) if lifted else usual

    def wait_seconds(self, urgency: Urgency) -> int:
        """How long is waited for an answer before each step."""
        return self.waits.get(urgency, CARES[urgency].wait_seconds)


@dataclass(frozen=True, slots=True)
class Answers:
    """What is known when the time for an answer is over.

    Attributes:
        state: of the message.
        crew_read: somebody of the crew has read the same message.
        assignment_state: of the job that it is about; None where it is about none.
    """

    state: str
    crew_read: bool = False
    assignment_state: str | None = None


def is_answered(kind: str, urgency: Urgency, known: Answers) -> bool:
    """Whether nothing more has to follow: answered, by the person or the crew, or it does not matter any more."""
    telling = telling_of(kind)
    if known.state == "read" or (known.state == "delivered" and CARES[urgency].proof == "delivered"):
        return True
    if telling.states is not None and known.assignment_state not in (None, *telling.states):
        return True
    return known.crew_read and not telling.each


def next_step(urgency: Urgency, taken: int, barred: Collection[Step]) -> tuple[Step | None, int]:
    """The next step that can be taken, and how many steps are behind us then; None when there is none left.

    Args:
        urgency: of the message.
        taken: how many steps are behind us, the left out ones counted too.
        barred: steps that cannot be taken.
    """
    steps = CARES[urgency].steps
    for number in range(taken, len(steps)):
        if steps[number] not in barred:
            return steps[number], number + 1
    return None, len(steps)
