"""Crews, jobs, and what binds them to each other: the values that a problem is made of.

All times are whole seconds after one moment that the caller chooses, normally the present. Before zero lies the past:
a job that has begun, or was reported, a while ago.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Final

from geo.places import Place

Key = Hashable
"""What the caller calls a crew or a job: a UUID, a text, a number."""

FOREVER: Final = 2**29
"""Seconds; later than anything that happens (17 years). Times lie between -FOREVER and FOREVER."""

CLEAN: Final = 0
"""Zone class of a place outside every zone; the higher the class, the dirtier."""


class ProblemError(ValueError):
    """A value of a problem that cannot be.

    Attributes:
        field: Which one, such as ``jobs['T-12'].service_s``.
    """

    def __init__(self, field_name: str, detail: str) -> None:
        super().__init__(f"{field_name}: {detail}")
        self.field = field_name


@dataclass(frozen=True, slots=True)
class Window:
    """A span of time, seconds: from ``start_s`` up to ``end_s``."""

    start_s: int
    end_s: int


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The zone that a place lies in, and what going in and out of it costs.

    Work at consecutive places in one zone shares preparation, leaving and stand-down.

    Attributes:
        zone: The zone's name; None outside every zone.
        zone_class: How dirty it is; ``CLEAN`` outside.
        prepare_s: Briefing and donning before the first work in it, seconds.
        leave_s: Doffing and disinfection after the last work in it, seconds.
        stand_down_s: After leaving, time before work may begin at a place of another class, seconds.
    """

    zone: Hashable | None = None
    zone_class: int = CLEAN
    prepare_s: int = 0
    leave_s: int = 0
    stand_down_s: int = 0


OUTSIDE: Final = Surroundings()


@dataclass(frozen=True, slots=True)
class Crew:
    """Who can go.

    Attributes:
        key: What the caller calls it.
        start: Where it is now or starts from; None where the problem has a matrix of travel times.
        end: Where it must be at the end; None where that does not matter.
        duty: Its shift. It leaves no earlier than the start; after the end only overtime is left.
        overtime_s: How long after the shift it may still work, seconds.
        hours_left_s: Work that the law leaves it, counted from the start of its duty, seconds.
        breaks: Spans in which it does not work; it may drive. `in_shifts` makes duty and breaks of several shifts.
        skills: What it can do, its own and its vehicle's.
        stock: How much of each resource it carries, in the order that the problem's jobs use.
        used: How much of each it has used or promised already.
        people: How many persons are exposed when it goes into a zone.
        inside: The zone that it is in now, to be left before it goes elsewhere.
        hold_class: Class that it may work in without waiting while ``hold_until_s`` lasts (stand-down, cohort).
        hold_until_s: Until when it may not work in another class; None when nothing holds it.
    """

    key: Key
    start: Place | None
    duty: Window
    end: Place | None = None
    overtime_s: int = 0
    hours_left_s: int = FOREVER
    breaks: tuple[Window, ...] = ()
    skills: frozenset[str] = frozenset()
    stock: tuple[int, ...] = ()
    used: tuple[int, ...] = ()
    people: int = 2
    inside: Surroundings = OUTSIDE
    hold_class: int = CLEAN
    hold_until_s: int | None = None

    @property
    def last_s(self) -> int:
        """When it must be done at the latest, overtime included, seconds."""
        return min(self.duty.end_s + self.overtime_s, self.duty.start_s + self.hours_left_s)


def in_shifts(shifts: Sequence[Window], breaks: Sequence[Window] = ()) -> tuple[Window, tuple[Window, ...]]:
    """Turn several shifts into one duty with breaks: from the first one's start to the last one's end.

    Args:
        shifts: One or more, in any order; they may touch or overlap.
        breaks: Rests within them, in any order.

    Returns:
        What `Crew` takes as ``duty`` and ``breaks``; rests that touch are one.

    Raises:
        ProblemError: There is no shift.
    """
    if not shifts:
        raise ProblemError("shifts", "must be one or more")
    known = sorted(shifts, key=lambda shift: (shift.start_s, shift.end_s))
    duty = Window(known[0].start_s, max(shift.end_s for shift in known))
    rests, reached = list(breaks), duty.start_s
    for shift in known:
        if shift.start_s > reached:
            rests.append(Window(reached, shift.start_s))
        reached = max(reached, shift.end_s)
    joined: list[Window] = []
    for rest in sorted(rests, key=lambda rest: (rest.start_s, rest.end_s)):
        if joined and rest.start_s <= joined[-1].end_s:
            joined[-1] = Window(joined[-1].start_s, max(joined[-1].end_s, rest.end_s))
        else:
            joined.append(rest)
    return duty, tuple(joined)


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be done.

    Attributes:
        key: What the caller calls it.
        place: Where; None where the problem has a matrix of travel times.
        service_s: Work until supply is restored, seconds.
        weight: How much one hour without supply counts.
        release_s: Not before this, seconds.
        due_s: Should begin by then; None for no such wish.
        window: Must begin in this span; None where it need not.
        skills_all: All of these are needed.
        skills_any: At least one of these is needed, where any stand here.
        crews_needed: So many crews begin together.
        use: How much of each resource one crew uses.
        customers: Customers without supply; shown in explanations only, the weight counts.
        prize_h: Hours that leaving it out counts like, times its weight; None for the objective's own.
        around: The zone that it lies in.
    """

    key: Key
    place: Place | None
    service_s: int
    weight: float
    release_s: int = 0
    due_s: int | None = None
    window: Window | None = None
    skills_all: frozenset[str] = frozenset()
    skills_any: frozenset[str] = frozenset()
    crews_needed: int = 1
    use: tuple[int, ...] = ()
    customers: int = 0
    prize_h: float | None = None
    around: Surroundings = OUTSIDE

    @property
    def earliest_s(self) -> int:
        """Earliest start, seconds."""
        return self.release_s if self.window is None else max(self.release_s, self.window.start_s)

    @property
    def latest_s(self) -> int:
        """Latest start, seconds; ``FOREVER`` where nothing binds it."""
        return FOREVER if self.window is None else self.window.end_s


@dataclass(frozen=True, slots=True)
class Precedence:
    """One job begins only when another is done: isolate, then repair.

    Attributes:
        before: The job that comes first.
        after: The job that waits; it is left out when the first one is.
        lag_s: Time between, seconds.
    """

    before: Key
    after: Key
    lag_s: int = 0


@dataclass(frozen=True, slots=True)
class Pin:
    """A job that stays with a crew.

    Attributes:
        job: Which job.
        crew: Its crew; a job for several crews may have a pin for each.
        position: Its number in the crew's order of work, from 0; all before it are pinned too. None for any.
        started_s: When the crew began it, for a job that is under way; it is then first in the order.
    """

    job: Key
    crew: Key
    position: int | None = None
    started_s: int | None = None


Pair = tuple[Key, Key]
"""A job and a crew, in this order."""
