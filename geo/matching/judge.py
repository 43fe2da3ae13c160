"""The judge: recomputes every time of a plan from the problem alone, in plain Python. The search must agree with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from geo.matching.objective import Value, Weights
from geo.matching.plan import Breach, Plan, Route, Rule, Stop
from geo.matching.problem import Problem
from geo.matching.values import FOREVER, Crew, Job, Key, Surroundings
from geo.travel import UNREACHABLE_SECONDS

HOUR: float = 3600.0


def judge(problem: Problem, orders: Mapping[Key, Sequence[Key]], weights: Weights | None = None) -> Plan:
    """Give every job the earliest start that its place in the orders allows, and value the whole.

    Args:
        problem: What is to be matched.
        orders: Jobs of each crew in order; crews without work may be left out.
        weights: What counts how much.

    Returns:
        The plan, with the rules that it breaks.

    Raises:
        KeyError: An order names a crew or job that is not in the problem.
    """
    sheet = _Sheet(problem, {crew.key: tuple(orders.get(crew.key, ())) for crew in problem.crews})
    unknown = set(orders) - set(problem.crew_numbers)
    if unknown:
        raise KeyError(f"no such crew: {unknown.pop()!r}")
    sheet.time_all()
    sheet.check_all()
    routes = sheet.routes
    out = tuple(job.key for job in problem.jobs if job.key not in sheet.crews_of)
    return Plan(routes, out, _value(problem, routes, out, weights or Weights()), tuple(sheet.breaches))


def gap_s(here: Surroundings, there: Surroundings, travel_s: int) -> int:
    """Seconds from the end of work in one place until work may begin in the other, nothing else waited for."""
    if here.zone == there.zone:
        return travel_s
    away = max(travel_s, here.stand_down_s) if here.zone_class != there.zone_class else travel_s
    return here.leave_s + away + there.prepare_s


def earliest_s(problem: Problem, job: Job, crew: Crew) -> int:
    """Earliest start of a pair by release, window, entry and hold, seconds."""
    found = max(job.earliest_s, problem.entry_s.get((job.key, crew.key), -FOREVER))
    if crew.hold_until_s is not None and job.around.zone_class != crew.hold_class:
        found = max(found, crew.hold_until_s)
    return found


def has_skills(job: Job, crew: Crew) -> bool:
    """Tell whether the crew can do the job at all."""
    return job.skills_all <= crew.skills and (not job.skills_any or bool(job.skills_any & crew.skills))


def past_breaks(crew: Crew, start_s: int, service_s: int) -> int:
    """Return the first moment from ``start_s`` on at which the work meets no break."""
    for pause in crew.breaks:
        if start_s < pause.end_s and start_s + service_s > pause.start_s:
            start_s = pause.end_s
    return start_s


@dataclass
class _Sheet:
    """Times as they become known."""

    problem: Problem
    orders: dict[Key, tuple[Key, ...]]
    crews_of: dict[Key, list[Key]] = field(default_factory=dict)
    begun: dict[Key, int] = field(default_factory=dict)
    """Start of each job that is timed; all its crews begin together."""
    breaches: list[Breach] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.jobs = {job.key: job for job in self.problem.jobs}
        self.crews = {crew.key: crew for crew in self.problem.crews}
        self.stops: dict[Key, list[Stop]] = {crew: [] for crew in self.orders}
        self.started = {(pin.job, pin.crew): pin.started_s for pin in self.problem.pins if pin.started_s is not None}
        for crew, order in self.orders.items():
            for job in order:
                self.crews_of.setdefault(job, []).append(crew)
                self.jobs[job]
        self.before: dict[Key, list[tuple[Key, int]]] = {}
        for each in self.problem.precedences:
            self.before.setdefault(each.after, []).append((each.before, each.lag_s))
        routes = [self._numbers(k, crew.key) for k, crew in enumerate(self.problem.crews)]
        self.travel = dict(zip(self.orders, self.problem.legs.along(routes), strict=True))

    def _numbers(self, k: int, crew: Key) -> list[int]:
        """Numbers of the places that a crew goes to: its start, its jobs, its end."""
        n, order = len(self.problem.jobs), self.orders[crew]
        found = [n + k, *map(self.problem.job_numbers.__getitem__, order)]
        if order and (self.crews[crew].end is not None or self._ends_by_matrix(k)):
            found.append(n + len(self.problem.crews) + k)
        return found

    def _ends_by_matrix(self, k: int) -> bool:
        numbers = getattr(self.problem.travel, "numbers", None)
        place = len(self.problem.jobs) + len(self.problem.crews) + k
        return numbers is not None and int(numbers[place]) >= 0

    def time_all(self) -> None:
        """Time stop after stop: routes that nobody else bears on straight through, the others as they meet."""
        bound: list[Crew] = []
        for crew in self.problem.crews:
            if self._is_alone(crew.key):
                self._time_alone(crew)
            else:
                bound.append(crew)
        moved = True
        while moved:
            moved = False
            for job in self._next_jobs(bound):
                if self._time(job):
                    moved = True
        for crew in bound:
            left = self.orders[crew.key][len(self.stops[crew.key]) :]
            self.breaches += [Breach(Rule.ORDER, job, crew.key) for job in left]

    def _is_alone(self, crew: Key) -> bool:
        """Tell whether no work of a crew is shared with others or waits for other work."""
        return all(len(self.crews_of[job]) == 1 and job not in self.before for job in self.orders[crew])

    def _time_alone(self, crew: Crew) -> None:
        here, now, stops = crew.inside, crew.duty.start_s, self.stops[crew.key]
        for key, leg in zip(self.orders[crew.key], self.travel[crew.key], strict=False):
            job = self.jobs[key]
            travel, arrive, ready = self._arrival(job, crew, here, now, leg)
            start = self.begun[key] = self._fixed(job, (crew,), ready)
            here, now = job.around, start + job.service_s
            stops.append(Stop(key, arrive, start, now, travel))

    def _next_jobs(self, crews: Iterable[Crew]) -> list[Key]:
        return list(dict.fromkeys(job for crew in crews for job in self._next_job(crew)))

    def _next_job(self, crew: Crew) -> tuple[Key, ...]:
        """The job after all that is timed; none at the end."""
        at = len(self.stops[crew.key])
        return self.orders[crew.key][at : at + 1]

    def _time(self, key: Key) -> bool:
        """Time a job once all its crews are there, and one that waits once the others are done."""
        crews = [self.crews[crew] for crew in self.crews_of[key]]
        if any(self._next_job(crew) != (key,) for crew in crews):
            return False
        waits = [(other, lag) for other, lag in self.before.get(key, ()) if other in self.crews_of]
        if any(other not in self.begun for other, _ in waits):
            return False
        job = self.jobs[key]
        arrivals = [self._next_arrival(job, crew) for crew in crews]
        soonest = [ready for _, _, ready in arrivals]
        soonest += [self.begun[other] + self.jobs[other].service_s + lag for other, lag in waits]
        start = self.begun[key] = self._fixed(job, crews, max(soonest))
        for crew, (travel, arrive, _) in zip(crews, arrivals, strict=True):
            self.stops[crew.key].append(Stop(key, arrive, start, start + job.service_s, travel))
        return True

    def _next_arrival(self, job: Job, crew: Crew) -> tuple[int, int, int]:
        """Arrival of a crew at the job after all that is timed."""
        stops = self.stops[crew.key]
        leg = self.travel[crew.key][len(stops)]
        if not stops:
            return self._arrival(job, crew, crew.inside, crew.duty.start_s, leg)
        return self._arrival(job, crew, self.jobs[stops[-1].job].around, stops[-1].finish_s, leg)

    def _arrival(self, job: Job, crew: Crew, here: Surroundings, left_s: int, travel_s: int) -> tuple[int, int, int]:
        """Seconds driven, moment of arrival, and moment from which a crew can begin that leaves one place for a job."""
        if self.started and (job.key, crew.key) in self.started:
            travel_s = 0
        if travel_s == UNREACHABLE_SECONDS:
            self.breaches.append(Breach(Rule.NO_WAY, job.key, crew.key))
            travel_s = 0
        there, ready = job.around, left_s + gap_s(here, job.around, travel_s)
        away = 0 if here.zone == there.zone else there.prepare_s
        return travel_s, ready - away, max(ready, earliest_s(self.problem, job, crew))

    def _fixed(self, job: Job, crews: Sequence[Crew], start: int) -> int:
        """The start that all breaks allow; a job under way began when it began."""
        for crew in crews if self.started else ():
            began = self.started.get((job.key, crew.key))
            if began is not None:
                return began
        resting = [crew for crew in crews if crew.breaks]
        while resting:
            later = max([past_breaks(crew, start, job.service_s) for crew in resting])
            if later == start:
                break
            start = later
        return start

    @cached_property
    def routes(self) -> tuple[Route, ...]:
        """What became of all crews, once everything is timed."""
        return tuple(self._route(crew) for crew in self.problem.crews)

    def _route(self, crew: Crew) -> Route:
        """What became of a crew."""
        stops = tuple(self.stops[crew.key])
        if not stops:
            return Route(crew.key, (), crew.duty.start_s)
        last = self.jobs[stops[-1].job].around
        home = self.travel[crew.key][len(self.orders[crew.key]) :]
        return Route(crew.key, stops, stops[-1].finish_s + last.leave_s + sum(home))

    def check_all(self) -> None:
        """Write down every broken rule."""
        for job_key, crews in self.crews_of.items():
            job = self.jobs[job_key]
            if len(crews) != job.crews_needed or len(set(crews)) != job.crews_needed:
                self.breaches.append(Breach(Rule.CREWS, job_key))
            for crew_key in crews:
                self._check_stop(job, self.crews[crew_key])
            for other, _ in self.before.get(job_key, ()):
                if other not in self.crews_of and not any((job_key, crew) in self.started for crew in crews):
                    self.breaches.append(Breach(Rule.ORDER, job_key))
        for crew, route in zip(self.problem.crews, self.routes, strict=True):
            self._check_crew(crew, route)
        for pin in self.problem.pins:
            order = self.orders[pin.crew]
            at = order.index(pin.job) if pin.job in order else None
            planned = pin.job in self.crews_of or pin.position is not None
            if planned and (at is None or (pin.position is not None and at != pin.position)):
                self.breaches.append(Breach(Rule.PIN, pin.job, pin.crew))

    def _check_stop(self, job: Job, crew: Crew) -> None:
        pair = job.key, crew.key
        if pair in self.problem.barred:
            self.breaches.append(Breach(Rule.BARRED, *pair))
        if pair in self.started:
            return
        if not has_skills(job, crew):
            self.breaches.append(Breach(Rule.SKILLS, *pair))
        if self.begun.get(job.key, -FOREVER) > job.latest_s:
            self.breaches.append(Breach(Rule.WINDOW, *pair))

    def _check_crew(self, crew: Crew, route: Route) -> None:
        if route.stops and route.done_s > crew.last_s:
            self.breaches.append(Breach(Rule.DUTY, crew=crew.key))
        for number in range(self.problem.resources):
            need = sum(self.jobs[stop.job].use[number] for stop in route.stops if self.jobs[stop.job].use)
            have = (crew.stock[number] if crew.stock else 0) - (crew.used[number] if crew.used else 0)
            if need > have:
                self.breaches.append(Breach(Rule.STOCK, crew=crew.key))


def _value(problem: Problem, routes: Sequence[Route], out: Iterable[Key], weights: Weights) -> Value:
    jobs = {job.key: job for job in problem.jobs}
    today = {(job, crew) for crew, order in problem.today.items() for job in order}
    known = {job for job, _ in today}
    left_out = sum(jobs[key].weight * _prize_h(jobs[key], weights) for key in out)
    response = lateness = exposure = changed = driven = over = 0.0
    for route, crew in zip(routes, problem.crews, strict=True):
        for stop in route.stops:
            job = jobs[stop.job]
            share = job.weight / job.crews_needed
            response += share * stop.finish_s
            if job.due_s is not None:
                lateness += share * max(stop.start_s - job.due_s, 0)
            if job.around.zone is not None:
                exposure += crew.people * job.service_s / HOUR
            changed += stop.job in known and (stop.job, route.crew) not in today
            driven += stop.travel_s
        if route.stops:
            driven += route.done_s - route.stops[-1].finish_s - jobs[route.stops[-1].job].around.leave_s
            over += max(route.done_s - crew.duty.end_s, 0)
    return Value(
        response=response / HOUR,
        left_out=left_out,
        travel=weights.travel * driven / HOUR,
        overtime=weights.overtime * over / HOUR,
        lateness=weights.lateness * lateness / HOUR,
        exposure=weights.exposure * exposure,
        change=weights.change * changed,
    )


def _prize_h(job: Job, weights: Weights) -> float:
    return weights.left_out_h if job.prize_h is None else job.prize_h
