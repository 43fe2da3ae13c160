"""Whatever the problem: every job has one answer, names and order mean nothing, another crew does no harm."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.matching.judge import judge
from geo.matching.legs import matrix_legs
from geo.matching.plan import Plan
from geo.matching.problem import Problem
from geo.matching.search import Limit, Progress, solve
from geo.matching.values import FOREVER, Crew, Job, Key, Precedence, Surroundings, Window
from geo.places import Place
from geo.travel import UNREACHABLE_SECONDS, StraightLine
from tests.support.matching import make_problem

HERE = Place(108.2, 16.05)
SEEDS = st.integers(0, 100_000)
SHORT = Limit(rounds=300)


def renamed(problem: Problem, job: Callable[[Key], Key], crew: Callable[[Key], Key]) -> Problem:
    """The same problem with other names."""
    return Problem(
        tuple(replace(each, key=crew(each.key)) for each in problem.crews),
        tuple(replace(each, key=job(each.key)) for each in problem.jobs),
        problem.travel,
        {(job(a), crew(b)): why for (a, b), why in problem.barred.items()},
        {(job(a), crew(b)): entry for (a, b), entry in problem.entry_s.items()},
        tuple(replace(each, before=job(each.before), after=job(each.after)) for each in problem.precedences),
        tuple(replace(each, job=job(each.job), crew=crew(each.crew)) for each in problem.pins),
        {crew(key): tuple(map(job, order)) for key, order in problem.today.items()},
    )


@settings(max_examples=8, deadline=None)
@given(SEEDS)
def test_names_mean_nothing(seed: int) -> None:
    """Under other names the search takes the very same steps."""
    rng = np.random.default_rng(seed)
    problem = make_problem(seed, jobs=int(rng.integers(1, 130)), crews=int(rng.integers(1, 20)))
    jobs = dict(zip((job.key for job in problem.jobs), rng.permutation(len(problem.jobs)).tolist(), strict=True))
    crews = dict(zip((crew.key for crew in problem.crews), rng.permutation(len(problem.crews)).tolist(), strict=True))
    one = solve(problem, SHORT, seed=seed)
    other = solve(renamed(problem, jobs.__getitem__, crews.__getitem__), SHORT, seed=seed)
    assert other.value == one.value
    assert other.orders == {crews[crew]: tuple(jobs[job] for job in order) for crew, order in one.orders.items()}


@settings(max_examples=25, deadline=None)
@given(SEEDS)
def test_the_order_in_which_a_problem_is_told_means_nothing_to_the_judge(seed: int) -> None:
    rng, problem = np.random.default_rng(seed), make_problem(seed)
    plan = solve(problem, SHORT, seed=seed)
    told_otherwise = replace(
        problem,
        jobs=tuple(problem.jobs[at] for at in rng.permutation(len(problem.jobs))),
        crews=tuple(problem.crews[at] for at in rng.permutation(len(problem.crews))),
    )
    again = judge(told_otherwise, plan.orders)
    assert again.breaches == ()
    assert again.orders == plan.orders
    assert again.value.total == pytest.approx(plan.value.total)


@settings(max_examples=20, deadline=None)
@given(SEEDS)
def test_waiting_for_what_is_long_done_changes_no_time(seed: int) -> None:
    """Routes are timed straight through or, with work that waits, as they meet: the times are the same."""
    problem = make_problem(seed)
    plan = solve(problem, Limit(rounds=50), seed=seed)
    waiting = replace(
        problem,
        crews=(*problem.crews, Crew("early", HERE, Window(-FOREVER, 0))),
        jobs=(*problem.jobs, Job("done", HERE, 0, 0.0, release_s=-FOREVER)),
        precedences=(*problem.precedences, *(Precedence("done", job.key) for job in problem.jobs)),
    )
    found = judge(waiting, plan.orders | {"early": ("done",)})
    assert found.routes[:-1] == plan.routes
    assert found.breaches == ()


@settings(max_examples=15, deadline=None)
@given(SEEDS)
def test_another_crew_makes_no_plan_worse(seed: int) -> None:
    """The plan without it is a plan with it, so the bound of the larger problem is at most that; going on keeps it."""
    problem = make_problem(seed)
    plan = solve(problem, SHORT, seed=seed)
    more = replace(problem, crews=(*problem.crews, replace(problem.crews[0], key="another")))
    assert solve(more, SHORT, seed=seed, start=plan.orders).value.total <= plan.value.total + 1e-6


def each_job_once(problem: Problem, plan: Plan) -> bool:
    """Every job is planned with all its crews, or left out."""
    planned = Counter(job for order in plan.orders.values() for job in order)
    return all(planned[job.key] == (0 if job.key in plan.left_out else job.crews_needed) for job in problem.jobs)


@settings(max_examples=6, deadline=None)
@given(SEEDS, st.integers(1, 4))
def test_whenever_it_is_stopped_there_is_a_plan(seed: int, turns: int) -> None:
    problem = make_problem(seed, jobs=110, crews=12)
    heard: list[Progress] = []

    def hear(progress: Progress) -> bool:
        heard.append(progress)
        return len(heard) < turns

    plan = solve(problem, Limit(rounds=10_000), seed=seed, told=hear)
    assert len(heard) == turns
    assert [one.value for one in heard] == sorted((one.value for one in heard), reverse=True)
    assert plan.breaches == ()
    assert each_job_once(problem, plan)


@settings(max_examples=15, deadline=None)
@given(SEEDS)
def test_a_plan_that_does_not_fit_any_more_is_begun_with_as_far_as_it_does(seed: int) -> None:
    """Orders made at random break most rules; what is left of them breaks none."""
    rng, problem = np.random.default_rng(seed), make_problem(seed)
    orders: dict[Key, list[Key]] = {crew.key: [] for crew in problem.crews}
    for job in problem.jobs:
        orders[problem.crews[int(rng.integers(len(problem.crews)))].key].append(job.key)
    plan = solve(problem, Limit(rounds=20), start=orders)
    assert plan.breaches == ()
    assert each_job_once(problem, plan)


CREW, JOB = Crew("T", HERE, Window(0, 8 * 3600)), Job("A", HERE, 600, 4.0)
IMPOSSIBLE: dict[str, Problem] = {
    "barred": Problem((CREW,), (JOB,), StraightLine(), barred={("A", "T"): "crew.stand_down"}),
    "window gone": Problem((CREW,), (replace(JOB, window=Window(-7200, -3600)),), StraightLine()),
    "too long": Problem((CREW,), (replace(JOB, service_s=9 * 3600),), StraightLine()),
    "no duty": Problem((replace(CREW, duty=Window(0, 0)),), (JOB,), StraightLine()),
    "no hours left": Problem((replace(CREW, hours_left_s=0),), (JOB,), StraightLine()),
    "too many crews": Problem((CREW,), (replace(JOB, crews_needed=3),), StraightLine()),
    "too much used": Problem((replace(CREW, stock=(1,), used=(1,)),), (replace(JOB, use=(1,)),), StraightLine()),
    "permit too late": Problem((CREW,), (JOB,), StraightLine(), entry_s={("A", "T"): 8 * 3600}),
    "break all day": Problem((replace(CREW, breaks=(Window(0, 8 * 3600),)),), (JOB,), StraightLine()),
    "no way": Problem(
        (replace(CREW, start=None),),
        (replace(JOB, place=None),),
        matrix_legs([[0, UNREACHABLE_SECONDS], [UNREACHABLE_SECONDS, 0]], [1], [0], [None]),
    ),
    "no way home": Problem(
        (replace(CREW, start=None),),
        (replace(JOB, place=None),),
        matrix_legs([[0, 60, 0], [60, 0, UNREACHABLE_SECONDS], [0, 0, 0]], [1], [0], [2]),
    ),
    "zone takes all day": Problem(
        (CREW,), (replace(JOB, around=Surroundings("Q", 1, prepare_s=8 * 3600, leave_s=60)),), StraightLine()
    ),
    "waits for the impossible": Problem(
        (CREW,),
        (JOB, replace(JOB, key="B", skills_all=frozenset({"cable"}))),
        StraightLine(),
        precedences=(Precedence("B", "A"),),
    ),
}


@pytest.mark.parametrize("why", IMPOSSIBLE)
def test_what_cannot_be_done_is_left_out_and_nothing_is_broken(why: str) -> None:
    plan = solve(IMPOSSIBLE[why], SHORT)
    assert plan.left_out == tuple(job.key for job in IMPOSSIBLE[why].jobs)
    assert plan.breaches == ()


def test_everybody_at_one_place_works_side_by_side() -> None:
    crews = tuple(replace(CREW, key=number) for number in range(4))
    jobs = tuple(replace(JOB, key=number) for number in range(8))
    plan = solve(Problem(crews, jobs, StraightLine()), SHORT)
    assert sorted(len(order) for order in plan.orders.values()) == [2, 2, 2, 2]
