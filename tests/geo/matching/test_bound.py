"""No plan is better than the bound, whatever the problem; and the bound is near where the best plan is known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import permutations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.matching.bound import GRIDS_S, lower_bound
from geo.matching.judge import judge
from geo.matching.legs import matrix_legs
from geo.matching.objective import Weights
from geo.matching.plan import Plan
from geo.matching.problem import Problem
from geo.matching.search import Limit, solve
from geo.matching.values import Crew, Job, Pin, Window
from geo.places import Place
from geo.travel import StraightLine
from tests.support.matching import make_problem

SEEDS = st.integers(0, 100_000)
HOUR = 3600


def plans_of(problem: Problem, weights: Weights) -> Iterator[Plan]:
    """Every plan that breaks no rule, by trying all: crews of each job, then orders of each crew."""
    crews, jobs = [crew.key for crew in problem.crews], [job.key for job in problem.jobs]
    teams = [
        [team for team in product((0, 1), repeat=len(crews)) if sum(team) in (0, job.crews_needed)]
        for job in problem.jobs
    ]
    for chosen in product(*teams):
        has = {crew: [job for job, team in zip(jobs, chosen, strict=True) if team[at]] for at, crew in enumerate(crews)}
        for orders in product(*(permutations(has[crew]) for crew in crews)):
            plan = judge(problem, dict(zip(crews, orders, strict=True)), weights)
            if not plan.breaches:
                yield plan


@settings(max_examples=25, deadline=None)
@given(SEEDS, st.integers(1, 4), st.integers(1, 2), st.booleans())
def test_no_plan_is_better(seed: int, jobs: int, crews: int, rules: bool) -> None:
    problem, weights = make_problem(seed, jobs=jobs, crews=crews, rules=rules), Weights()
    best = min(plans_of(problem, weights), key=lambda plan: plan.value.total, default=None)
    if best is not None:
        assert lower_bound(problem, best, Limit(rounds=12)).value <= best.value.total + 1e-9


@settings(max_examples=8, deadline=None)
@given(SEEDS)
def test_no_plan_of_the_engine_is_better(seed: int) -> None:
    problem = make_problem(seed)
    plan = solve(problem, Limit(rounds=400), seed=seed)
    poor = judge(problem, {})
    for start in (plan, poor):
        assert lower_bound(problem, start, Limit(rounds=16)).value <= plan.value.total + 1e-9


def on_a_line(*jobs: Job, crew: Crew) -> Problem:
    """Jobs at kilometres 0, 1, 2 and so on of a road on which a kilometre takes a minute; the crew starts at 0."""
    count = len(jobs)
    matrix = np.abs(np.subtract.outer(np.arange(count), np.arange(count))) * 60
    return Problem((crew,), jobs, matrix_legs(matrix, range(count), [0], [None]))


CREW = Crew("T1", None, Window(0, 8 * HOUR))


@pytest.mark.parametrize("first", [0, 600, 1234])
def test_one_job_is_bounded_by_what_it_costs(first: int) -> None:
    problem = on_a_line(Job("a", None, 1800, 2.0, release_s=first), crew=CREW)
    plan = judge(problem, {"T1": ["a"]})
    assert plan.value.total == pytest.approx(2.0 * (first + 1800) / HOUR)
    assert lower_bound(problem, plan, Limit(rounds=40)).value == pytest.approx(plan.value.total, rel=1e-4)


def test_jobs_in_a_row_are_bounded_within_the_width_of_the_grid() -> None:
    jobs = [Job(key, None, 1800, weight) for key, weight in (("a", 8.0), ("b", 4.0), ("c", 1.0))]
    problem = on_a_line(*jobs, crew=CREW)
    plan = judge(problem, {"T1": ["a", "b", "c"]})
    loss = sum(job.weight * at for at, job in enumerate(jobs)) * GRIDS_S[-1] / HOUR
    bound = lower_bound(problem, plan, Limit(rounds=400))
    assert plan.value.total - loss - 0.05 <= bound.value <= plan.value.total
    assert bound.gap(plan) == pytest.approx(1 - bound.value / plan.value.total)


def test_what_nobody_can_do_costs_its_prize() -> None:
    job = Job("skilled", None, 600, 2.0, skills_all=frozenset({"x"}))
    problem = on_a_line(job, crew=CREW)
    assert lower_bound(problem, judge(problem, {}), Limit(rounds=5)).value == pytest.approx(48.0, rel=1e-5)


def test_without_crews_everything_is_left_out() -> None:
    problem = Problem((), (Job("a", Place(108.2, 16.0), 600, 2.0, prize_h=3.0),), StraightLine())
    assert lower_bound(problem, judge(problem, {}), Limit(rounds=5)).value == 6.0


def test_a_job_under_way_costs_what_is_left_of_it() -> None:
    jobs = (Job("a", None, 1800, 4.0), Job("b", None, 1800, 1.0))
    problem = replace(on_a_line(*jobs, crew=CREW), pins=(Pin("a", "T1", position=0, started_s=-900),))
    plan = judge(problem, {"T1": ["a", "b"]})
    bound = lower_bound(problem, plan, Limit(rounds=200)).value
    assert plan.value.response == pytest.approx((4 * 900 + 2760) / HOUR)
    assert plan.value.total - 0.05 <= bound <= plan.value.total


def test_a_storm_is_bounded_within_a_tenth() -> None:
    problem = make_problem(11, jobs=30, crews=8, rules=False)
    plan = solve(problem, Limit(rounds=4000), seed=1)
    assert 0 <= lower_bound(problem, plan, Limit(rounds=120)).gap(plan) < 0.1
