"""A running plan goes on after a change, and an emergency is put in without moving anybody else's work."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.matching.changes import Kind, changes
from geo.matching.judge import judge
from geo.matching.objective import Weights
from geo.matching.plan import Plan
from geo.matching.problem import Problem
from geo.matching.replan import insert, replan
from geo.matching.search import Limit, solve
from geo.matching.values import Crew, Job, Key, Precedence, Window
from geo.places import Place
from geo.travel import StraightLine
from tests.support.matching import make_problem

SEEDS = st.integers(0, 100_000)
SHORT = Limit(rounds=300)


def without(plan: Plan, job: Key) -> dict[Key, tuple[Key, ...]]:
    return {crew: tuple(each for each in order if each != job) for crew, order in plan.orders.items()}


@settings(max_examples=25, deadline=None)
@given(SEEDS)
def test_an_insertion_breaks_no_rule_and_moves_nobody_else(seed: int) -> None:
    problem = make_problem(seed, jobs=24, crews=8)
    running = without(solve(problem, SHORT, seed=seed), "J5")
    before = judge(problem, running)
    after = insert(problem, running, "J5")
    if not before.breaches:
        assert {crew: tuple(job for job in order if job != "J5") for crew, order in after.orders.items()} == running
    assert after.breaches == ()


@settings(max_examples=15, deadline=None)
@given(SEEDS)
def test_an_insertion_is_the_cheapest_of_all_places(seed: int) -> None:
    problem = make_problem(seed, jobs=12, crews=3, rules=False)
    running = without(solve(problem, SHORT, seed=seed), "J5")
    values = [judge(problem, running).value.total]
    for crew, order in running.items():
        for at in range(len(order) + 1):
            plan = judge(problem, running | {crew: (*order[:at], "J5", *order[at:])})
            values += [] if plan.breaches else [plan.value.total]
    assert insert(problem, running, "J5").value.total == pytest.approx(min(values))


@settings(max_examples=15, deadline=None)
@given(SEEDS)
def test_planning_again_is_never_worse_than_going_on_and_breaks_no_rule(seed: int) -> None:
    problem = make_problem(seed, jobs=40, crews=8)
    running = solve(problem, SHORT, seed=seed).orders
    again = replan(problem, running, SHORT, seed=seed + 1)
    assert again.breaches == ()
    assert again.value.total <= judge(problem, running).value.total + 1e-6


HERE, FAR_OFF = Place(108.2, 16.05), Place(108.28, 16.05)
EAST = Crew("east", FAR_OFF, Window(0, 8 * 3600))
WEST = Crew("west", HERE, Window(0, 8 * 3600))
POLE, WIRE = Job("pole", HERE, 3600, 4.0), Job("wire", HERE, 900, 64.0)


def test_a_wire_that_is_down_goes_before_other_work() -> None:
    problem = Problem((WEST, EAST), (POLE, WIRE), StraightLine())
    plan = insert(problem, {"west": ("pole",)}, "wire")
    assert plan.orders == {"west": ("wire", "pole"), "east": ()}
    found = changes(judge(problem, {"west": ("pole",)}), plan)
    assert [(change.kind, change.job) for change in found] == [(Kind.TAKEN_IN, "wire"), (Kind.RETIMED, "pole")]


def test_a_job_for_two_crews_is_put_into_both() -> None:
    problem = Problem((WEST, EAST), (POLE, replace(WIRE, crews_needed=2)), StraightLine())
    plan = insert(problem, {"west": ("pole",)}, "wire")
    assert all("wire" in order for order in plan.orders.values())
    assert plan.breaches == ()


def test_a_job_that_waits_is_put_after_what_it_waits_for() -> None:
    problem = Problem((WEST,), (POLE, WIRE), StraightLine(), precedences=(Precedence("pole", "wire"),))
    assert insert(problem, {"west": ("pole",)}, "wire").orders == {"west": ("pole", "wire")}


def test_what_nobody_can_do_is_left_out_and_what_is_planned_stays() -> None:
    problem = Problem((WEST,), (POLE, replace(WIRE, skills_all=frozenset({"cable"}))), StraightLine())
    assert insert(problem, {"west": ("pole",)}, "wire").left_out == ("wire",)
    assert insert(problem, {"west": ("pole",)}, "pole").orders == {"west": ("pole",)}


def test_a_job_that_the_problem_does_not_know_is_an_error() -> None:
    with pytest.raises(KeyError):
        insert(Problem((WEST,), (POLE,), StraightLine()), {}, "nothing")


def test_work_of_a_crew_that_fell_ill_goes_to_the_others_and_theirs_stays() -> None:
    problem = make_problem(7, jobs=60, crews=12, rules=False)
    running = solve(problem, Limit(rounds=2000)).orders
    ill = next(crew for crew, order in running.items() if order)
    left = replace(problem, crews=tuple(crew for crew in problem.crews if crew.key != ill))
    today = {crew: order for crew, order in running.items() if crew != ill}
    plan = replan(replace(left, today=today), today, SHORT, weights=Weights(change=50.0))
    assert plan.left_out == ()
    moved = [job for crew, order in today.items() for job in order if job not in plan.orders[crew]]
    assert moved == []
