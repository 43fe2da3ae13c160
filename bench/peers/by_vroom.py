"""pyvroom: as it is, and bent to the storm's value by a deadline per priority class and a most of tasks per crew.

VROOM serves as many tickets as it can, the important ones first, and then drives little; it knows no cost of time. A
deadline makes it early where that counts; tickets that meet none are left to be filled in afterwards (`bench.polish`).
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import numpy as np
import vroom

PRIORITY = {8: 100, 4: 75, 2: 50, 1: 25}

DEADLINE_SHARE = {8: 0.25, 4: 0.5, 2: 0.75, 1: 1.0}
DEADLINE_SCALE = 0.8
TASKS_OVER_SHARE = 1.8
"""The best of 18 settings at 1000 x 200; they lay within 4 % of each other after polishing."""

LEAST_WINDOW_S = 1800

Routes = list[list[int]]


def plain(storm: Any, told: Any, clock: Any) -> Routes:
    """Its own objective, windows and shifts as they are."""
    return _solve(storm, told, clock, storm.latest_s, len(storm.needs))


def bent(storm: Any, told: Any, clock: Any) -> Routes:
    """Deadlines by class, and no crew has much more than its share."""
    mean_shift = float(np.mean(storm.shift_end_s - storm.shift_start_s))
    deadline = {weight: share * DEADLINE_SCALE * _load(storm) * mean_shift for weight, share in DEADLINE_SHARE.items()}
    wanted = np.array([deadline[int(weight)] for weight in storm.weight])
    latest = np.minimum(storm.latest_s, np.maximum(wanted, storm.earliest_s + LEAST_WINDOW_S)).astype(np.int64)
    most = int(np.ceil(TASKS_OVER_SHARE * len(storm.needs) / len(storm.skills)))
    return _solve(storm, told, clock, latest, most)


def _load(storm: Any) -> float:
    """Work over shifts, some driving included."""
    work = float(storm.service_s.sum()) + 300 * len(storm.needs)
    return min(1.0, work / float((storm.shift_end_s - storm.shift_start_s).sum()))


def _solve(storm: Any, told: Any, clock: Any, latest: np.ndarray, most: int) -> Routes:
    n, c = len(storm.needs), len(storm.skills)
    problem = vroom.Input()
    problem.set_durations_matrix("car", storm.travel_s)
    for crew in range(c):
        window = vroom.TimeWindow(int(storm.shift_start_s[crew]), int(storm.shift_end_s[crew]))
        skills = _bits(int(storm.skills[crew]))
        problem.add_vehicle(vroom.Vehicle(crew, start=n + crew, skills=skills, time_window=window, max_tasks=most))
    for job in range(n):
        windows = [vroom.TimeWindow(int(storm.earliest_s[job]), int(latest[job]))]
        problem.add_job(
            vroom.Job(
                job,
                location=job,
                default_service=int(storm.service_s[job]),
                skills=_bits(int(storm.needs[job])),
                priority=PRIORITY[int(storm.weight[job])],
                time_windows=windows,
            )
        )
    clock.start()
    solution = problem.solve(exploration_level=5, nb_threads=told.threads, timeout=timedelta(seconds=told.seconds))
    rows = solution.routes
    rows = rows[rows["type"] == "job"]
    routes: Routes = [[] for _ in range(c)]
    for crew, job in zip(rows["vehicle_id"].astype(int), rows["id"].astype(int), strict=True):
        routes[crew].append(int(job))
    return routes


def _bits(bits: int) -> set[int]:
    return {bit for bit in range(bits.bit_length()) if bits >> bit & 1}
