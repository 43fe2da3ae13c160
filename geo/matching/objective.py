"""What a good plan is: one number with its parts. Every weight is a setting; docs/matching.md explains them."""

from __future__ import annotations

import math
from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each part counts, in weighted hours.

    Attributes:
        left_out_h: Hours that a job left out counts like, times its weight.
        travel: An hour driven.
        overtime: An hour worked after the end of a shift.
        lateness: An hour begun after the due time, times the job's weight; comes on top of the response.
        exposure: An hour of one person inside a zone.
        change: A job that goes to another crew than in today's plan.

    Raises:
        ValueError: One is below 0 or no finite number; names it.
    """

    left_out_h: float = 24.0
    travel: float = 0.5
    overtime: float = 2.0
    lateness: float = 1.0
    exposure: float = 0.25
    change: float = 0.25

    def __post_init__(self) -> None:
        for each in fields(self):
            value = getattr(self, each.name)
            if not (math.isfinite(value) and value >= 0):
                raise ValueError(f"{each.name} must be a finite number of 0 or more, not {value}")


@dataclass(frozen=True, slots=True)
class Value:
    """The value of a plan by its parts, weighted hours; lower is better.

    Attributes:
        response: Sum over jobs of weight x hours until supply is restored.
        left_out: Jobs that nobody does.
        travel: Driving.
        overtime: Work after the end of a shift.
        lateness: Beginning after the due time.
        exposure: People inside zones.
        change: Jobs that changed their crew.
    """

    response: float = 0.0
    left_out: float = 0.0
    travel: float = 0.0
    overtime: float = 0.0
    lateness: float = 0.0
    exposure: float = 0.0
    change: float = 0.0

    @property
    def total(self) -> float:
        """All parts together."""
        return math.fsum(getattr(self, each.name) for each in fields(self))

    def __add__(self, other: Value) -> Value:
        return Value(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(self)))
