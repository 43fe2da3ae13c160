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
    stops: dict[tuple[Key, Key], Stop] = field(default_factory=dict)
    breaches: list[Breach] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.jobs = {job.key: job for job in self.problem.jobs}
        self.crews = {crew.key: crew for crew in self.problem.crews}
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
        found = [n + k, *(self.problem.job_numbers[job] for job in order)]
        if order and (self.crews[crew].end is not None or self._ends_by_matrix(k)):
            found.append(n + len(self.problem.crews) + k)
        return found

    def _ends_by_matrix(self, k: int) -> bool:
        numbers = getattr(self.problem.travel, "numbers", None)
        place = len(self.problem.jobs) + len(self.problem.crews) + k
        return numbers is not None and int(numbers[place]) >= 0

    def time_all(self) -> None:
        """Time stop after stop: a job for several crews once all are there, one that waits once the others are done."""
        position = dict.fromkeys(self.orders, 0)
        moved = True
        while moved:
            moved = False
            for job in self._next_jobs(position):
                if self._time(job, position):
                    moved = True
        for crew, order in self.orders.items():
            self.breaches += [Breach(Rule.ORDER, job, crew) for job in order[position[crew] :]]

    def _next_jobs(self, position: Mapping[Key, int]) -> list[Key]:
        heads = (self.orders[crew][at] for crew, at in position.items() if at < len(self.orders[crew]))
        return list(dict.fromkeys(heads))

    def _time(self, key: Key, position: dict[Key, int]) -> bool:
        crews = self.crews_of[key]
        if any(position[crew] >= len(self.orders[crew]) or self.orders[crew][position[crew]] != key for crew in crews):
            return False
        waits = [(other, lag) for other, lag in self.before.get(key, ()) if other in self.crews_of]
        if any(not self._done(other) for other, _ in waits):
            return False
        job = self.jobs[key]
        arrivals = [self._arrival(job, crew, position[crew]) for crew in crews]
        start = max(ready for _, _, ready in arrivals)
        for other, lag in waits:
            start = max(start, self._finish(other) + lag)
        start = self._fixed(job, crews, start)
        for crew, (travel, arrive, _) in zip(crews, arrivals, strict=True):
            self.stops[key, crew] = Stop(key, arrive, start, start + job.service_s, travel)
            position[crew] += 1
        return True

    def _arrival(self, job: Job, crew_key: Key, at: int) -> tuple[int, int, int]:
        """Seconds driven, moment of arrival, and moment from which the crew can begin."""
        crew, order = self.crews[crew_key], self.orders[crew_key]
        travel = 0 if (job.key, crew_key) in self.started else self.travel[crew_key][at]
        if travel == UNREACHABLE_SECONDS:
            self.breaches.append(Breach(Rule.NO_WAY, job.key, crew_key))
            travel = 0
        here = self.jobs[order[at - 1]].around if at else crew.inside
        left = self.stops[order[at - 1], crew_key].finish_s if at else crew.duty.start_s
        ready = left + gap_s(here, job.around, travel)
        away = 0 if here.zone == job.around.zone else job.around.prepare_s
        return travel, ready - away, max(ready, earliest_s(self.problem, job, crew))

    def _fixed(self, job: Job, crews: Iterable[Key], start: int) -> int:
        """The start that all breaks allow; a job under way began when it began."""
        for crew in crews if self.started else ():
            began = self.started.get((job.key, crew))
            if began is not None:
                return began
        while True:
            later = max(past_breaks(self.crews[crew], start, job.service_s) for crew in crews)
            if later == start:
                return start
            start = later

    def _done(self, key: Key) -> bool:
        return all((key, crew) in self.stops for crew in self.crews_of[key])

    def _finish(self, key: Key) -> int:
        return self.stops[key, self.crews_of[key][0]].finish_s

    @cached_property
    def routes(self) -> tuple[Route, ...]:
        """What became of all crews, once everything is timed."""
        return tuple(self._route(crew) for crew in self.problem.crews)

    def _route(self, crew: Crew) -> Route:
        """What became of a crew."""
        stops = tuple(self.stops[job, crew.key] for job in self.orders[crew.key] if (job, crew.key) in self.stops)
        if not stops:
            return Route(crew.key, (), crew.duty.start_s)
        last = self.jobs[stops[-1].job].around
        home = self.travel[crew.key][len(self.orders[crew.key]) :]
        return Route(crew.key, stops, stops[-1].finish_s + last.leave_s + sum(home))

    def check_all(self) -> None:
        """Write down every broken rule."""
        for job_key, crews in self.crews_of.items():
            job = self.jobs[job_key]
            if len(set(crews)) != job.crews_needed or len(crews) != job.crews_needed:
                self.breaches.append(Breach(Rule.CREWS, job_key))
            for crew_key in crews:
                self._check_stop(job, self.crews[crew_key])
            under_way = any((job_key, crew) in self.started for crew in crews)
            for other, _ in self.before.get(job_key, ()):
                if other not in self.crews_of and not under_way:
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
        under_way = (job.key, crew.key) in self.started
        stop = self.stops.get((job.key, crew.key))
        if (job.key, crew.key) in self.problem.barred:
            self.breaches.append(Breach(Rule.BARRED, job.key, crew.key))
        if not under_way and not has_skills(job, crew):
            self.breaches.append(Breach(Rule.SKILLS, job.key, crew.key))
        if not under_way and stop is not None and stop.start_s > job.latest_s:
            self.breaches.append(Breach(Rule.WINDOW, job.key, crew.key))

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
            late = 0 if job.due_s is None else max(stop.start_s - job.due_s, 0)
            response += job.weight / job.crews_needed * stop.finish_s
            lateness += job.weight / job.crews_needed * late
            exposure += _person_hours(job, crew)
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


def _person_hours(job: Job, crew: Crew) -> float:
    return crew.people * job.service_s / HOUR if job.around.zone is not None else 0.0
