"""Growth from a hundred jobs to twenty thousand: time to a full plan, value beside greedy, memory for a job.

Each size is solved in a process of its own, so that the most memory it held is its own. Above some thousand jobs a
storm's matrix no longer fits: a large storm is several storms in one box, and travel is asked for by places.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np

from bench.storm import HOUR, SPEED_KMH, WEIGHTS, Storm, as_problem, make_storm
from geo.matching.judge import judge
from geo.matching.plan import Plan
from geo.matching.problem import Problem
from geo.matching.search import Limit, Progress, solve
from geo.places import Place
from geo.travel import StraightLine

ROOT = Path(__file__).parents[1]
AT_ONCE = 1000
"""Tickets of each of the storms that a large one is made of."""

TRAVEL = StraightLine(SPEED_KMH, 1.0)


@dataclass(frozen=True, slots=True)
class Line:
    """One size.

    Attributes:
        jobs: How many jobs.
        crews: How many crews.
        limit_s: Seconds that the engine had.
        full_s: Until the first plan in which every job had been tried.
        took_s: Until the end.
        value: Of the plan, weighted hours, as the storm counts.
        greedy: Of the greedy one.
        left_out: Jobs that nobody does.
        broken: Broken rules.
        solve_kb: Memory that solving took on top of the problem, for each job.
        peak_mb: The most that the process held.
    """

    jobs: int
    crews: int
    limit_s: float
    full_s: float
    took_s: float
    value: float
    greedy: float
    left_out: int
    broken: int
    solve_kb: float
    peak_mb: float


def measure(sizes: Sequence[int]) -> list[Line]:
    """Every size, ten jobs for each crew, two to twenty seconds."""
    found = []
    for jobs in sizes:
        seconds = min(max(jobs / 1000, 2.0 if jobs >= 100 else 0.3), 20.0)
        command = [sys.executable, "-m", "bench.growth", str(jobs), str(max(jobs // 10, 1)), str(seconds)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603
        found.append(Line(**json.loads(done.stdout.splitlines()[-1])))
    return found


def table(found: Sequence[Line]) -> str:
    """The figures."""
    head = f"{'jobs x crews':>16}{'J / greedy':>12}{'full plan s':>13}{'limit s':>9}{'took s':>8}{'left out':>10}"
    head += f"{'broken':>8}{'KB for a job':>14}{'peak MB':>9}"
    lines = ["Growth: storms of ten jobs for each crew, travel asked for by places", head]
    lines.extend(
        f"{f'{one.jobs} x {one.crews}':>16}{one.value / one.greedy:12.3f}{one.full_s:13.2f}{one.limit_s:9.1f}"
        f"{one.took_s:8.2f}{one.left_out:10d}{one.broken:8d}{one.solve_kb:14.1f}{one.peak_mb:9.0f}"
        for one in found
    )
    return "\n".join(lines)


def large_problem(jobs: int, crews: int) -> tuple[Problem, list[Storm]]:
    """Several storms in one box, without a matrix."""
    parts = max(jobs // AT_ONCE, 1)
    storms = [make_storm(jobs // parts, crews // parts, seed) for seed in range(1, parts + 1)]
    work, going = [], []
    for storm in storms:
        problem, tickets = as_problem(storm), len(storm.needs)
        places = [Place(float(lon), float(lat)) for lon, lat in zip(storm.lon, storm.lat, strict=True)]
        work += [replace(job, key=len(work) + at, place=places[at]) for at, job in enumerate(problem.jobs)]
        going += [
            replace(crew, key=len(going) + at, start=places[tickets + at]) for at, crew in enumerate(problem.crews)
        ]
    return Problem(tuple(going), tuple(work), TRAVEL), storms


def greedy_orders(problem: Problem) -> dict[int, list[int]]:
    """Jobs by weight, each to the crew that can begin first; travel asked for row by row."""
    crews = problem.crews
    orders: dict[int, list[int]] = {number: [] for number in range(len(crews))}
    kinds = {skills: number for number, skills in enumerate({crew.skills for crew in crews})}
    kind_of = np.array([kinds[crew.skills] for crew in crews])
    now = np.array([crew.duty.start_s for crew in crews])
    ends = np.array([crew.last_s for crew in crews])
    here = np.array([(crew.start.lon, crew.start.lat) for crew in crews if crew.start])
    for number in np.argsort([-job.weight for job in problem.jobs], kind="stable").tolist():
        job = problem.jobs[number]
        assert job.place is not None
        can = np.array([job.skills_all <= skills for skills in kinds])[kind_of]
        place = (job.place.lon, job.place.lat)
        begin = np.maximum(now + TRAVEL.seconds(here, [place])[:, 0], job.earliest_s)
        can &= (begin <= job.latest_s) & (begin + job.service_s <= ends)
        if can.any():
            crew = int(np.where(can, begin, np.iinfo(np.int64).max).argmin())
            orders[crew].append(number)
            now[crew], here[crew] = begin[crew] + job.service_s, place
    return orders


def _memory_mb(name: str) -> float:
    """A line of this process's status, such as VmRSS; 0 without /proc."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith(name)), 0.0)


def solve_one(jobs: int, crews: int, seconds: float) -> Line:
    """Solve one size, here."""
    solve(large_problem(30, 6)[0], Limit(rounds=20), weights=WEIGHTS)
    problem, _ = large_problem(jobs, crews)
    before, heard = _memory_mb("VmRSS"), []

    def told(_: Progress) -> bool:
        heard.append(time.perf_counter())
        return True

    began = time.perf_counter()
    plan = solve(problem, Limit(seconds=seconds), weights=WEIGHTS, seed=1, told=told)
    took, peak = time.perf_counter() - began, _memory_mb("VmHWM")
    greedy = judge(problem, greedy_orders(problem), WEIGHTS)
    return Line(
        jobs=len(problem.jobs),
        crews=len(problem.crews),
        limit_s=seconds,
        full_s=heard[0] - began,
        took_s=took,
        value=_storm_value(problem, plan),
        greedy=_storm_value(problem, greedy),
        left_out=len(plan.left_out),
        broken=len(plan.breaches) + len(greedy.breaches),
        solve_kb=(peak - before) * 1024 / len(problem.jobs),
        peak_mb=peak,
    )


def _storm_value(problem: Problem, plan: Plan) -> float:
    """The value by the storm's count, which ends when work begins."""
    left_out = set(plan.left_out)
    served = sum(job.weight * job.service_s for job in problem.jobs if job.key not in left_out)
    return plan.value.total - served / HOUR


def main() -> None:
    """Solve the size that the command line names; print it as JSON."""
    parser = argparse.ArgumentParser(prog="python -m bench.growth")
    parser.add_argument("jobs", type=int)
    parser.add_argument("crews", type=int)
    parser.add_argument("seconds", type=float)
    told = parser.parse_args()
    print(json.dumps(asdict(solve_one(told.jobs, told.crews, told.seconds))))


if __name__ == "__main__":
    main()
