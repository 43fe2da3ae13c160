"""What is said about one crew and one job: plain values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from geo.matching.objective import Value
from geo.matching.plan import Breach, Rule
from geo.matching.values import Key


class Aim(StrEnum):
    """What makes one place of a crew's order better than another."""

    VALUE = "value"
    """What it costs by all parts of the objective."""
    RESTORATION = "restoration"
    """When supply is back, whatever it delays."""


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why a crew cannot, one rule each.

    Attributes:
        rule: The rule.
        job: The job that breaks it; None where it is the crew's day or load.
        crew: Whose work breaks it; None where it is nobody's alone.
        code: For ``BARRED``, the caller's code.
        skills: For ``SKILLS``, those that are missing; where one of several would do, all of these.
        late_s: For ``WINDOW`` and ``DUTY``, how much too late, seconds.
    """

    rule: Rule
    job: Key | None = None
    crew: Key | None = None
    code: str = ""
    skills: tuple[str, ...] = ()
    late_s: int = 0

    @property
    def breach(self) -> Breach:
        """The same as the judge would write it."""
        return Breach(self.rule, self.job, self.crew)


@dataclass(frozen=True, slots=True)
class Delay:
    """A job that would begin later.

    Attributes:
        job: Which.
        seconds: By how much.
        customers: How many wait for it.
    """

    job: Key
    seconds: int
    customers: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """A crew beside the chosen one.

    Attributes:
        chosen: The chosen crew.
        part: The part of the objective that decides: the one that differs most in favour of who is better.
        part_h: How much more this crew costs in that part than the chosen one, weighted hours; below 0 if less.
        total_h: The same for all parts together; below 0 where this crew would be better.
        later_s: How much later supply is back than with the chosen one, seconds.
        delayed_s: How many more seconds of delay other jobs would have.
    """

    chosen: Key
    part: str
    part_h: float
    total_h: float
    later_s: int
    delayed_s: int


@dataclass(frozen=True, slots=True)
class Explanation:
    """One crew and one job.

    Attributes:
        crew: The crew.
        feasible: No rule is in the way.
        chosen: The plan gives it the job, or would: the first of those that can.
        obstacles: Rules in the way; with them the times are what would be if they were not.
        position: Where in its order of work, from 0; None where it cannot be timed.
        arrive_s: At the place, seconds.
        start_s: Work begins, seconds.
        finish_s: Supply is restored, seconds.
        done_s: The crew is done with its day, seconds.
        delays: What would begin later, longest first.
        cost: What the whole plan's value changes by, against leaving the job out.
        versus: Beside the chosen crew; None for that one itself, where there is none, and where a rule is in the way.
    """

    crew: Key
    feasible: bool
    chosen: bool
    obstacles: tuple[Obstacle, ...]
    position: int | None
    arrive_s: int | None
    start_s: int | None
    finish_s: int | None
    done_s: int | None
    delays: tuple[Delay, ...]
    cost: Value
    versus: Comparison | None = None

    @property
    def delayed_s(self) -> int:
        """Seconds of all delays together."""
        return sum(each.seconds for each in self.delays)

    @property
    def customers_delayed(self) -> int:
        """Customers that would wait longer."""
        return sum(each.customers for each in self.delays)
