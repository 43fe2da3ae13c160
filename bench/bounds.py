"""How far the engine's plans can be from the best: the lower bound of `geo.matching.bound` beside them."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bench.storm import HOUR, WEIGHTS, Storm, as_problem, judge_storm, make_storm
from geo.matching.bound import lower_bound
from geo.matching.judge import judge
from geo.matching.problem import Problem
from geo.matching.search import Limit, solve


@dataclass(frozen=True, slots=True)
class Line:
    """A storm, the engine's plan, and what no plan is better than; values as the storm counts."""

    tickets: int
    crews: int
    value: float
    bound: float
    grid_s: int
    rounds: int
    took_s: float

    @property
    def gap(self) -> float:
        """The most that a better plan could gain, as a share."""
        return (self.value - self.bound) / self.value


def measure(tickets: int, crews: int, solve_s: float, bound_s: float) -> Line:
    """Solve the storm of seed 1 and bound it."""
    storm = make_storm(tickets, crews)
    problem = exact_problem(storm)
    plan = solve(problem, Limit(seconds=solve_s), weights=WEIGHTS, seed=1)
    lower_bound(few := exact_problem(make_storm(8, 3)), judge(few, {}, WEIGHTS), Limit(rounds=4), weights=WEIGHTS)
    began = time.perf_counter()
    found = lower_bound(problem, plan, Limit(seconds=bound_s), weights=WEIGHTS)
    took = time.perf_counter() - began
    routes = [[int(str(job)) for job in plan.orders[crew]] for crew in range(crews)]
    value = judge_storm(storm, routes)["J"]
    return Line(tickets, crews, value, found.value - _served(storm), found.grid_s, found.rounds, took)


def exact_problem(storm: Storm) -> Problem:
    """The storm such that its J is our value less one constant, whatever is left out.

    J counts until work begins, ours until it is done: so leaving a ticket out must cost the time of its work more.
    """
    problem = as_problem(storm)
    jobs = (replace(job, prize_h=WEIGHTS.left_out_h + job.service_s / HOUR) for job in problem.jobs)
    return replace(problem, jobs=tuple(jobs))


def _served(storm: Storm) -> float:
    return float((storm.weight * storm.service_s).sum()) / HOUR


def table(lines: Sequence[Line]) -> str:
    """The figures."""
    head = f"{'storm of seed 1':>16}{'gap':>8}{'J, ours':>11}{'bound':>11}{'grid s':>8}{'rounds':>8}{'took s':>8}"
    return "\n".join(
        [
            "Lower bound: no plan is better than this",
            head,
            *(
                f"{f'{one.tickets} x {one.crews}':>16}{one.gap:8.1%}{one.value:11,.1f}{one.bound:11,.1f}"
                f"{one.grid_s:8d}{one.rounds:8d}{one.took_s:8.1f}"
                for one in lines
            ),
        ]
    )
