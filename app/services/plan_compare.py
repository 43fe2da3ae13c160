"""A plan beside today's, in the numbers that people compare."""

from collections import defaultdict
from dataclasses import asdict
from statistics import fmean
from typing import Any

from app.services.plan_search import Found
from geo.matching.plan import Plan


def value_of(found: Found) -> dict[str, Any]:
    """The objective by its parts, of the plan and of today, weighted hours."""
    return {name: {**asdict(plan.value), "total": plan.value.total} for name, plan in _both(found)}


def compare(found: Found) -> dict[str, Any]:
    """Customer-minutes, minutes of response by class, travel, exposure and jobs; of the plan and of today."""
    return {name: _figures(found, plan) for name, plan in _both(found)}


def _both(found: Found) -> tuple[tuple[str, Plan], tuple[str, Plan]]:
    return ("plan", found.plan), ("today", found.today)


def _figures(found: Found, plan: Plan) -> dict[str, Any]:
    """A ticket that nobody does is without supply until the horizon ends; so both are counted over the same time."""
    board, jobs = found.matching.board, {job.key: job for job in found.matching.problem.jobs}
    people = {crew.key: crew.people for crew in found.matching.problem.crews}
    starts: dict[Any, int] = {}
    finishes: dict[Any, int] = {}
    exposure_s = travel_s = overtime_s = 0
    for route in plan.routes:
        crew = found.matching.problem.crews[found.matching.problem.crew_numbers[route.crew]]
        overtime_s += max(route.done_s - crew.duty.end_s, 0) if route.stops else 0
        for stop in route.stops:
            starts[stop.job], finishes[stop.job] = stop.start_s + found.matching.briefing_s, stop.finish_s
            travel_s += stop.travel_s
            if jobs[stop.job].around.zone is not None:
                exposure_s += people[route.crew] * (stop.finish_s - stop.start_s)
    horizon_s = int(board.horizon.total_seconds())
    by_class: dict[int, list[float]] = defaultdict(list)
    for key, start_s in starts.items():
        row = board.tickets[key].row
        by_class[row.priority_class].append(((board.now - row.reported_at).total_seconds() + start_s) / 60)
    customer_s = sum(
        job.customers * min(finishes.get(key, horizon_s), horizon_s) for key, job in jobs.items() if job.customers
    )
    return {
        "jobs": len(starts),
        "left_out": len(plan.left_out),
        "customer_minutes": round(customer_s / 60),
        "response_minutes": {str(number): round(fmean(times), 1) for number, times in sorted(by_class.items())},
        "travel_minutes": round(travel_s / 60),
        "exposure_person_hours": round(exposure_s / 3600, 2),
        "overtime_minutes": round(overtime_s / 60),
    }
