"""One problem of matching: values, checked when they are put together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from geo.matching.checks import check
from geo.matching.legs import Legs, MatrixLegs, TravelLegs
from geo.matching.values import Crew, Job, Key, Pair, Pin, Precedence
from geo.travel import Travel


@dataclass(frozen=True)
class Problem:
    """Everything that a plan must respect.

    Attributes:
        crews: Who can go.
        jobs: What is to be done.
        travel: How long it takes from place to place: a source that knows places, or a matrix with its numbers.
        barred: Pairs of job and crew that the rules forbid, with the reason's code.
        entry_s: Earliest start of a pair, seconds: when the permit begins or can be had.
        precedences: Which jobs wait for which.
        pins: Which jobs stay where they are.
        today: The plan that people know, each crew's jobs in order; changes to it are counted.

    Raises:
        ProblemError: Something in it cannot be; names the field.
    """

    crews: tuple[Crew, ...]
    jobs: tuple[Job, ...]
    travel: Travel | MatrixLegs
    barred: Mapping[Pair, str] = field(default_factory=dict)
    entry_s: Mapping[Pair, int] = field(default_factory=dict)
    precedences: tuple[Precedence, ...] = ()
    pins: tuple[Pin, ...] = ()
    today: Mapping[Key, tuple[Key, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        check(self)

    @cached_property
    def legs(self) -> Legs:
        """Travel by number."""
        if isinstance(self.travel, MatrixLegs):
            return self.travel
        jobs = [job.place for job in self.jobs if job.place]
        starts = [crew.start for crew in self.crews if crew.start]
        return TravelLegs.of(self.travel, jobs, starts, [crew.end for crew in self.crews])

    @cached_property
    def job_numbers(self) -> dict[Key, int]:
        """Number of each job by its key."""
        return {job.key: number for number, job in enumerate(self.jobs)}

    @cached_property
    def crew_numbers(self) -> dict[Key, int]:
        """Number of each crew by its key."""
        return {crew.key: number for number, crew in enumerate(self.crews)}

    @cached_property
    def resources(self) -> int:
        """How many resources the jobs use."""
        return max((len(job.use) for job in self.jobs), default=0)
