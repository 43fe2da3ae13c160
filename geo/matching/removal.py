"""A plan without one of its jobs: what that lets begin sooner, timed as the judge would."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from geo.matching.plan import Plan, Route, Stop
from geo.matching.problem import Problem
from geo.matching.ripple import Changed, Ripple
from geo.matching.values import Key
from geo.travel import UNREACHABLE_SECONDS


def without(problem: Problem, plan: Plan, job: Key) -> Plan:
    """Take a job out of a plan. The plan's value and breaches stay those of the plan that was given.

    Raises:
        KeyError: The plan does not do it.
    """
    ripple = Ripple(problem, plan)
    holders = ripple.crews_of[job]
    orders = {crew: tuple(each for each in ripple.orders[crew] if each != job) for crew in holders}
    legs = _legs(problem, ripple, job, orders)
    moved = [key for key, _ in legs]
    moved += [later for later in ripple.after.get(job, ()) if later in ripple.crews_of]
    changed = ripple.changed(orders, legs, dict.fromkeys(moved))
    if changed is None:
        raise ValueError("the plan's jobs wait for each other in a circle")
    routes = tuple(_route(ripple, changed, route, orders, legs) for route in plan.routes)
    return replace(plan, routes=routes, left_out=(*plan.left_out, job))


def _legs(problem: Problem, ripple: Ripple, job: Key, orders: dict[Key, tuple[Key, ...]]) -> dict[tuple[Key, Key], int]:
    """The drives past the job that is taken out."""
    found: dict[tuple[Key, Key], int] = {}
    for crew, order in orders.items():
        at = ripple.position[job, crew]
        if at < len(order):
            start = len(problem.jobs) + problem.crew_numbers[crew]
            here = problem.job_numbers[order[at - 1]] if at else start
            there = problem.job_numbers[order[at]]
            drive = int(problem.legs.seconds(np.array([here]), np.array([there]))[0, 0])
            found[order[at], crew] = 0 if drive == UNREACHABLE_SECONDS else drive
    return found


def _route(
    ripple: Ripple,
    changed: Changed,
    route: Route,
    orders: dict[Key, tuple[Key, ...]],
    legs: dict[tuple[Key, Key], int],
) -> Route:
    order = orders.get(route.crew, ripple.orders[route.crew])
    if route.crew not in orders and not any(job in changed.starts for job in order):
        return route
    stops = []
    for job in order:
        start = changed.start_s(job)
        drive = legs.get((job, route.crew), ripple.drives[job, route.crew])
        arrive = changed.arrival(job, route.crew)[0]
        stops.append(Stop(job, arrive, start, start + ripple.jobs[job].service_s, drive))
    return Route(route.crew, tuple(stops), _done_s(ripple, route, stops))


def _done_s(ripple: Ripple, route: Route, stops: list[Stop]) -> int:
    crew, problem = ripple.crews[route.crew], ripple.problem
    if not stops:
        return crew.duty.start_s
    last = ripple.jobs[stops[-1].job]
    if stops[-1].job == route.stops[-1].job:
        return stops[-1].finish_s + route.done_s - route.stops[-1].finish_s
    here = problem.job_numbers[last.key]
    end = len(problem.jobs) + len(problem.crews) + problem.crew_numbers[crew.key]
    home = int(problem.legs.seconds(np.array([here]), np.array([end]))[0, 0]) if ripple.has_end(crew.key) else 0
    return stops[-1].finish_s + last.around.leave_s + home
