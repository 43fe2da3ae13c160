"""What every plan of the engine holds, whatever the problem."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from geo.matching.judge import judge
from geo.matching.objective import Weights
from geo.matching.plan import Plan
from geo.matching.problem import Problem
from geo.matching.search import Limit, Progress, solve
from geo.matching.values import Crew, Job, Pin, Window
from geo.places import Place
from geo.travel import StraightLine
from tests.support.matching import make_problem

SEEDS = st.integers(0, 100_000)
SHORT = Limit(rounds=400)


@settings(max_examples=40, deadline=None)
@given(SEEDS)
def test_no_plan_breaks_a_rule(seed: int) -> None:
    assert solve(make_problem(seed), SHORT, seed=seed).breaches == ()


@settings(max_examples=5, deadline=None)
@given(SEEDS)
def test_no_plan_of_many_parts_breaks_a_rule(seed: int) -> None:
    problem = make_problem(seed, jobs=160, crews=30)
    plan = solve(problem, Limit(rounds=2000), seed=seed)
    assert plan.breaches == ()
    assert sum(len(route.stops) for route in plan.routes) >= 100 - len(plan.left_out)


@settings(max_examples=20, deadline=None)
@given(SEEDS)
def test_the_search_and_the_judge_agree_on_the_value(seed: int) -> None:
    """Without jobs for several crews, precedences and pins both time every stop alike, so the values are equal."""
    problem = make_problem(seed)
    problem = replace(
        problem, jobs=tuple(replace(job, crews_needed=1) for job in problem.jobs), precedences=(), pins=()
    )
    heard: list[Progress] = []

    def hear(progress: Progress) -> bool:
        heard.append(progress)
        return True

    plan = solve(problem, SHORT, seed=seed, told=hear)
    assert heard[-1].value == pytest.approx(plan.value.total, rel=1e-6)


@settings(max_examples=10, deadline=None)
@given(SEEDS)
def test_the_same_seed_and_rounds_give_the_same_plan_on_any_number_of_cores(seed: int) -> None:
    problem = make_problem(seed, jobs=120, crews=20)
    plans = [solve(problem, Limit(rounds=1000), seed=seed, cores=cores) for cores in (2, 2, 3)]
    assert plans[0] == plans[1] == plans[2]


@settings(max_examples=10, deadline=None)
@given(SEEDS)
@example(20941)  # what a job waits for was pushed later in the round that moved the job earlier
def test_pins_hold(seed: int) -> None:
    problem = make_problem(seed)
    first = solve(problem, SHORT, seed=seed)
    chosen = [(crew, order) for crew, order in first.orders.items() if order][:2]
    teams = {job.key for job in problem.jobs if job.crews_needed > 1}
    pins = tuple(Pin(order[0], crew, position=0) for crew, order in chosen if order[0] not in teams)
    pinned = replace(problem, pins=pins, today=first.orders)
    again = solve(pinned, SHORT, seed=seed + 1)
    assert again.breaches == ()
    assert all(again.orders[pin.crew][0] == pin.job for pin in pins)


def test_it_finds_the_best_order_of_a_small_problem() -> None:
    for seed in range(8):
        problem = make_problem(seed, jobs=6, crews=1, rules=False)
        plan = solve(problem, Limit(rounds=1000), seed=seed)
        assert plan.value.total == pytest.approx(min(_values(problem)))


def _values(problem: Problem) -> Iterator[float]:
    """Values of every order of every choice of jobs that one crew can do."""
    (crew,), keys = problem.crews, [job.key for job in problem.jobs]
    for count in range(len(keys) + 1):
        for order in permutations(keys, count):
            plan = judge(problem, {crew.key: order})
            if not plan.breaches:
                yield plan.value.total


def test_going_on_from_a_plan_is_never_worse_than_it() -> None:
    for seed in range(6):
        problem = make_problem(seed, jobs=40, crews=8)
        first = solve(problem, SHORT, seed=seed)
        again = solve(problem, Limit(rounds=50), seed=seed + 1, start=first.orders)
        assert again.value.total <= first.value.total + 1e-6


def test_names_and_their_order_do_not_matter() -> None:
    problem = make_problem(3, jobs=8, crews=2, rules=False)
    other = replace(problem, jobs=tuple(reversed(problem.jobs)), crews=tuple(reversed(problem.crews)))
    limit = Limit(rounds=4000)
    assert solve(problem, limit).value.total == pytest.approx(solve(other, limit).value.total)


def test_another_crew_does_no_harm() -> None:
    problem = make_problem(5, jobs=12, crews=3, rules=False)
    more = replace(problem, crews=(*problem.crews, replace(problem.crews[0], key="C9")))
    limit = Limit(rounds=4000)
    assert solve(more, limit).value.total <= solve(problem, limit).value.total * (1 + 1e-9)


@pytest.mark.parametrize(("jobs", "crews"), [(0, 0), (0, 2), (3, 0)])
def test_without_jobs_or_crews_there_is_nothing_to_plan(jobs: int, crews: int) -> None:
    problem = make_problem(1, jobs=jobs, crews=crews, rules=False)
    plan = solve(problem, SHORT)
    assert len(plan.left_out) == jobs
    assert len(plan.routes) == crews


HERE = Place(108.2, 16.05)
CREW = Crew("T1", HERE, Window(0, 8 * 3600))


def solve_jobs(*jobs: Job) -> Plan:
    return solve(Problem((CREW,), jobs, StraightLine()), SHORT)


def test_an_impossible_job_is_left_out_and_the_others_are_not() -> None:
    impossible = Job("far", Place(110.0, 20.0), 600, 64.0)
    plan = solve_jobs(
        Job("near", HERE, 600, 1.0), impossible, Job("skilled", HERE, 600, 1.0, skills_all=frozenset({"x"}))
    )
    assert plan.left_out == ("far", "skilled")


def test_many_jobs_at_one_place_are_done_one_after_the_other() -> None:
    plan = solve_jobs(*(Job(number, HERE, 600, float(number + 1)) for number in range(8)))
    assert plan.orders == {"T1": tuple(reversed(range(8)))}


def test_a_job_that_costs_more_than_it_is_worth_is_left_out() -> None:
    plan = solve_jobs(Job("cheap", HERE, 600, 1.0, prize_h=0.01))
    assert plan.left_out == ("cheap",)


def test_work_that_takes_no_time_is_work() -> None:
    plan = solve_jobs(*(Job(number, HERE, 0, 1.0) for number in range(5)))
    assert plan.left_out == ()


def test_it_stops_when_told() -> None:
    heard: list[Progress] = []

    def stop(progress: Progress) -> bool:
        heard.append(progress)
        return False

    solve(make_problem(1), Limit(seconds=60), told=stop)
    assert len(heard) == 1


def test_a_changed_crew_costs_what_the_weights_say() -> None:
    """A dear change keeps today's crew although another stands nearer."""
    near, far = replace(CREW, key="near"), replace(CREW, key="far", start=Place(108.3, 16.05))
    problem = Problem((near, far), (Job("A", HERE, 600, 1.0),), StraightLine(), today={"far": ("A",)})
    assert solve(problem, SHORT, weights=Weights(change=0.0)).orders == {"near": ("A",), "far": ()}
    assert solve(problem, SHORT, weights=Weights(change=9.0)).orders == {"near": (), "far": ("A",)}


@pytest.mark.parametrize("given", [{}, {"seconds": 0}, {"rounds": -1}])
def test_a_limit_that_never_comes_is_refused(given: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=r"seconds|rounds"):
        Limit(**given)
