"""Whatever the problem: an explanation says what the judge says of the plan with the job minus the plan without it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.matching.explain import Explanation, explain_all
from geo.matching.judge import judge
from geo.matching.objective import Value
from geo.matching.plan import Plan, Rule
from geo.matching.problem import Problem
from geo.matching.values import Job, Key
from tests.support.matching import make_problem

SEEDS = st.integers(0, 100_000)
Orders = dict[Key, tuple[Key, ...]]


def some_plan(problem: Problem, seed: int, *, clean: bool = False) -> Plan:
    """Most jobs at random places; those that cannot be timed stay out, and if clean all that break a rule."""
    rng = np.random.default_rng(seed)
    orders: dict[Key, list[Key]] = {crew.key: [] for crew in problem.crews}
    for pin in problem.pins:
        orders[pin.crew].append(pin.job)
    pinned = {pin.job for pin in problem.pins}
    for job in problem.jobs:
        crews = rng.permutation(len(problem.crews))[: job.crews_needed]
        if job.key not in pinned and rng.random() < 0.75 and len(crews) == job.crews_needed:
            for crew in crews:
                order = orders[problem.crews[crew].key]
                order.insert(int(rng.integers(len(order) + 1)), job.key)
    while True:
        plan = judge(problem, orders)
        out = {breach.job for breach in plan.breaches if clean or breach.rule is Rule.ORDER}
        out |= {orders[breach.crew][-1] for breach in plan.breaches if clean and breach.job is None}
        if not out:
            return plan
        orders = {crew: [job for job in order if job not in out] for crew, order in orders.items()}


def shared(problem: Problem, key: Key) -> Problem:
    """The problem in which the job is one crew's."""
    jobs = tuple(
        replace(job, crews_needed=1, weight=job.weight / job.crews_needed) if job.key == key else job
        for job in problem.jobs
    )
    pins = tuple({pin.job: pin for pin in problem.pins}.values())
    return replace(problem, jobs=jobs, pins=pins)


def placed(orders: Orders, key: Key, crew: Key, position: int) -> Orders:
    return {**orders, crew: (*orders[crew][:position], key, *orders[crew][position:])}


def cases(seed: int, *, clean: bool = False) -> Iterator[tuple[Problem, Plan, Job, Orders, tuple[Explanation, ...]]]:
    problem = make_problem(seed, jobs=10, crews=3)
    plan = some_plan(problem, seed, clean=clean)
    for job in problem.jobs:
        rest = {crew: tuple(key for key in order if key != job.key) for crew, order in plan.orders.items()}
        yield shared(problem, job.key), plan, job, rest, explain_all(problem, plan, job.key)


def difference(one: Value, other: Value) -> Value:
    return Value(*(getattr(one, part.name) - getattr(other, part.name) for part in fields(Value)))


@settings(max_examples=25, deadline=None)
@given(SEEDS)
def test_times_costs_and_delays_are_those_of_the_judge(seed: int) -> None:
    for problem, _, job, rest, found in cases(seed):
        before = judge(problem, rest)
        began = {stop.job: stop.start_s for route in before.routes for stop in route.stops}
        for each in found:
            if each.position is None:
                continue
            after = judge(problem, placed(rest, job.key, each.crew, each.position))
            number = problem.crew_numbers[each.crew]
            stop = after.routes[number].stops[each.position]
            assert (each.arrive_s, each.start_s, each.finish_s) == (stop.arrive_s, stop.start_s, stop.finish_s)
            assert each.done_s == after.routes[number].done_s
            costs = difference(after.value, before.value)
            for part in fields(Value):
                assert getattr(each.cost, part.name) == pytest.approx(getattr(costs, part.name), abs=1e-6), part.name
            later = {
                stop.job: stop.start_s - began[stop.job]
                for route in after.routes
                for stop in route.stops
                if stop.start_s > began.get(stop.job, stop.start_s)
            }
            assert {delay.job: delay.seconds for delay in each.delays} == later


@settings(max_examples=25, deadline=None)
@given(SEEDS)
def test_obstacles_are_the_rules_that_the_judge_finds_newly_broken(seed: int) -> None:
    for problem, _, job, rest, found in cases(seed):
        before = set(judge(problem, rest).breaches)
        for each in found:
            told = {obstacle.breach for obstacle in each.obstacles}
            assert each.feasible == (not told)
            if each.position is not None:
                after = set(judge(problem, placed(rest, job.key, each.crew, each.position)).breaches)
                assert after - before <= told <= after


@settings(max_examples=15, deadline=None)
@given(SEEDS)
def test_no_other_place_of_a_crew_costs_less(seed: int) -> None:
    for problem, plan, job, rest, found in cases(seed, clean=True):
        before = judge(problem, rest)
        for each in found:
            if job.key in plan.orders[each.crew] or not each.feasible:
                continue
            for position in range(len(rest[each.crew]) + 1):
                after = judge(problem, placed(rest, job.key, each.crew, position))
                if set(after.breaches) <= set(before.breaches):
                    assert after.value.total - before.value.total >= each.cost.total - 1e-6


@settings(max_examples=15, deadline=None)
@given(SEEDS)
def test_the_best_crew_stands_first_and_the_answer_is_always_the_same(seed: int) -> None:
    for _, plan, job, _, found in cases(seed):
        problem = make_problem(seed, jobs=10, crews=3)
        assert explain_all(problem, plan, job.key) == found
        costs = [each.cost.total for each in found if each.feasible]
        assert costs == sorted(costs, key=lambda cost: round(cost, 9))
        assert [each.feasible for each in found] == sorted((each.feasible for each in found), reverse=True)
        assert len({each.crew for each in found}) == len(found)
