"""A plan: who does what, in which order and when, what it is worth, and which rules it breaks."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from geo.matching.objective import Value
from geo.matching.values import Key


class Rule(StrEnum):
    """What a plan must never break."""

    BARRED = "barred"
    """The rules forbid this pair of job and crew."""
    SKILLS = "skills"
    """The crew lacks a skill."""
    WINDOW = "window"
    """The job begins after its window."""
    DUTY = "duty"
    """The crew is done later than its shift, overtime and hours left allow."""
    STOCK = "stock"
    """The crew carries too little."""
    CREWS = "crews"
    """The job has fewer or more crews than it needs."""
    PIN = "pin"
    """A pinned job stands elsewhere, or one with a position is left out."""
    ORDER = "order"
    """A job stands before one that it waits for, or waits for one that is left out."""
    NO_WAY = "no_way"
    """There is no way to the place."""


@dataclass(frozen=True, slots=True)
class Breach:
    """A rule that a plan breaks."""

    rule: Rule
    job: Key | None = None
    crew: Key | None = None


@dataclass(frozen=True, slots=True)
class Stop:
    """One crew at one job, seconds.

    Attributes:
        job: The job.
        arrive_s: At the place, after leaving the zone before and driving.
        start_s: Work begins: arrived, prepared, permitted, and all crews there.
        finish_s: Supply is restored.
        travel_s: Driving from the place before.
    """

    job: Key
    arrive_s: int
    start_s: int
    finish_s: int
    travel_s: int


@dataclass(frozen=True, slots=True)
class Route:
    """One crew's order of work.

    Attributes:
        crew: The crew.
        stops: Its jobs in order.
        done_s: When it is done: the last zone left, and back at its end place if it has one.
    """

    crew: Key
    stops: tuple[Stop, ...]
    done_s: int


@dataclass(frozen=True, slots=True)
class Plan:
    """All routes, and what they are worth.

    Attributes:
        routes: One per crew, in the problem's order.
        left_out: Jobs that nobody does.
        value: The objective by its parts.
        breaches: Broken rules; a plan of the engine's has none.
    """

    routes: tuple[Route, ...]
    left_out: tuple[Key, ...]
    value: Value
    breaches: tuple[Breach, ...] = ()

    @property
    def orders(self) -> dict[Key, tuple[Key, ...]]:
        """Each crew's jobs in order; crews without work too."""
        return {route.crew: tuple(stop.job for stop in route.stops) for route in self.routes}
