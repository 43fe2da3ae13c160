"""What moves when one crew's order of work changes, exactly as the judge would time it, without timing all the rest.

Jobs for several crews begin together and jobs wait for others, so that a change in one route can reach others. What it
can reach is timed anew in an order in which everything comes after what it waits for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from geo.matching.judge import earliest_s, gap_s, past_breaks
from geo.matching.plan import Plan
from geo.matching.problem import Problem
from geo.matching.running import ends_somewhere
from geo.matching.values import Crew, Job, Key

Legs = Mapping[tuple[Key, Key], int]
"""Seconds driven to a job by a crew, where the change makes it another drive."""


@dataclass
class Ripple:
    """A plan, ready to be asked what a change would move.

    Attributes:
        problem: What the plan is for.
        plan: As the judge timed it.
    """

    problem: Problem
    plan: Plan
    crews_of: dict[Key, list[Key]] = field(default_factory=dict)
    starts: dict[Key, int] = field(default_factory=dict)
    """When each job begins."""
    drives: dict[tuple[Key, Key], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.orders: dict[Key, tuple[Key, ...]] = self.plan.orders
        self.jobs: dict[Key, Job] = {job.key: job for job in self.problem.jobs}
        self.crews: dict[Key, Crew] = {crew.key: crew for crew in self.problem.crews}
        self.began = {(pin.job, pin.crew): pin.started_s for pin in self.problem.pins if pin.started_s is not None}
        self.position = {(job, crew): at for crew, order in self.orders.items() for at, job in enumerate(order)}
        for route in self.plan.routes:
            for stop in route.stops:
                self.crews_of.setdefault(stop.job, []).append(route.crew)
                self.starts[stop.job] = stop.start_s
                self.drives[stop.job, route.crew] = stop.travel_s
        self.before: dict[Key, list[tuple[Key, int]]] = {}
        self.after: dict[Key, list[Key]] = {}
        for each in self.problem.precedences:
            self.before.setdefault(each.after, []).append((each.before, each.lag_s))
            self.after.setdefault(each.before, []).append(each.after)

    def has_end(self, crew: Key) -> bool:
        """Whether a crew must be somewhere at the end."""
        number = self.problem.crew_numbers[crew]
        return bool(ends_somewhere(self.problem)[number])

    def changed(self, orders: Mapping[Key, tuple[Key, ...]], legs: Legs, moved: Iterable[Key]) -> Changed | None:
        """Time anew what follows from changed orders.

        Args:
            orders: The crews whose order changes, with the new order.
            legs: The drives that change with it.
            moved: The jobs where it begins: the one put in, or those that followed the one taken out.

        Returns:
            When each job that could move begins, or None where jobs would wait for each other in a circle.
        """
        return Changed(self, orders, legs).timed(moved)


class Changed:
    """One change of orders over a plan.

    Attributes:
        starts: When each job that the change reaches begins.
    """

    def __init__(self, ripple: Ripple, orders: Mapping[Key, tuple[Key, ...]], legs: Legs) -> None:
        self.base, self.orders, self.legs = ripple, orders, legs
        self.starts: dict[Key, int] = {}
        self.position = {(job, crew): at for crew, order in orders.items() for at, job in enumerate(order)}
        self.others = {key: crew for (key, crew) in self.position if key not in ripple.crews_of}

    def timed(self, moved: Iterable[Key]) -> Changed | None:
        """Time everything that ``moved`` reaches; None in a circle."""
        order = self._reached(moved)
        if order is None:
            return None
        for job in order:
            self.starts[job] = self._start(job)
        return self

    def start_s(self, job: Key) -> int:
        """When a job begins, moved or not."""
        found = self.starts.get(job)
        return self.base.starts[job] if found is None else found

    def arrival(self, job: Key, crew_key: Key) -> tuple[int, int]:
        """Moment of arrival, and moment from which the crew can begin by its own."""
        base, order, at = self.base, self._order(crew_key), self._at(job, crew_key)
        crew, there = base.crews[crew_key], base.jobs[job].around
        here = base.jobs[order[at - 1]].around if at else crew.inside
        left = self.start_s(order[at - 1]) + base.jobs[order[at - 1]].service_s if at else crew.duty.start_s
        drive = self.legs.get((job, crew_key))
        if (job, crew_key) in base.began:
            drive = 0
        ready = left + gap_s(here, there, base.drives[job, crew_key] if drive is None else drive)
        return ready - (0 if here.zone == there.zone else there.prepare_s), ready

    def crews_of(self, job: Key) -> list[Key]:
        """Who does a job."""
        found = self.base.crews_of.get(job)
        return [self.others[job]] if found is None else found

    def _order(self, crew: Key) -> tuple[Key, ...]:
        found = self.orders.get(crew)
        return self.base.orders[crew] if found is None else found

    def _at(self, job: Key, crew: Key) -> int:
        return (self.position if crew in self.orders else self.base.position)[job, crew]

    def _is_planned(self, job: Key) -> bool:
        return job in self.others or (job in self.base.crews_of and self._stays(job))

    def _stays(self, job: Key) -> bool:
        return all(crew not in self.orders or (job, crew) in self.position for crew in self.base.crews_of[job])

    def _followers(self, job: Key) -> list[Key]:
        found = [later for later in self.base.after.get(job, ()) if self._is_planned(later)]
        for crew in self.crews_of(job):
            order, at = self._order(crew), self._at(job, crew)
            found += order[at + 1 : at + 2]
        return found

    def _reached(self, moved: Iterable[Key]) -> list[Key] | None:
        """What can move, each after what it waits for; None in a circle. Depth first, without recursion."""
        over: list[Key] = []
        open_: dict[Key, bool] = {}  # True while on the path
        for begin in moved:
            path = [] if begin in open_ else [(begin, iter(self._followers(begin)))]
            open_.setdefault(begin, True)
            while path:
                job, following = path[-1]
                for later in following:
                    if open_.get(later, False):
                        return None
                    if later not in open_:
                        open_[later] = True
                        path.append((later, iter(self._followers(later))))
                        break
                else:
                    open_[job] = False
                    over.append(job)
                    path.pop()
        return over[::-1]

    def _start(self, key: Key) -> int:
        base, job = self.base, self.base.jobs[key]
        crews = self.crews_of(key)
        for crew in crews:
            began = base.began.get((key, crew))
            if began is not None:
                return began
        start = max(max(self.arrival(key, crew)[1], earliest_s(base.problem, job, base.crews[crew])) for crew in crews)
        for other, lag in base.before.get(key, ()):
            if self._is_planned(other):
                start = max(start, self.start_s(other) + base.jobs[other].service_s + lag)
        while True:
            later = max(past_breaks(base.crews[crew], start, job.service_s) for crew in crews)
            if later == start:
                return start
            start = later
