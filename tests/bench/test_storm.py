"""The storm is the one that plans are judged by, and the engine solves it."""

from __future__ import annotations

import importlib.util
import os
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from bench.storm import NO_MATRIX, GreatCircles, Storm, as_problem, judge_storm, make_storm, solve_storm
from geo.matching.search import Limit


@pytest.fixture(scope="module")
def judge_of_plans() -> ModuleType:
    """The storm that everybody's plans are judged by; it lies beside the checkout, where it is present."""
    beside = Path(__file__).parents[3] / "shared" / "bench" / "storm.py"
    path = Path(os.environ.get("CORDON_STORM_JUDGE", beside))
    if not path.exists():
        pytest.skip("the judge of plans is not here: set CORDON_STORM_JUDGE to its storm.py")
    spec = importlib.util.spec_from_file_location("storm_judge", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


NAMES = {
    "needs": "need", "skills": "crew_skills", "weight": "weight", "service_s": "service", "earliest_s": "earliest",
    "latest_s": "latest", "shift_start_s": "shift_start", "shift_end_s": "shift_end", "travel_s": "travel",
}  # fmt: skip


@pytest.mark.parametrize(("tickets", "crews", "seed"), [(1, 1, 1), (60, 9, 2), (300, 50, 7)])
def test_our_storm_is_the_judges(judge_of_plans: ModuleType, tickets: int, crews: int, seed: int) -> None:
    ours, theirs = make_storm(tickets, crews, seed), judge_of_plans.storm(tickets, crews, seed)
    for mine, other in NAMES.items():
        np.testing.assert_array_equal(getattr(ours, mine), theirs[other], err_msg=mine)
    np.testing.assert_array_equal(ours.lat, np.concatenate([theirs["lat"], theirs["crew_lat"]]))
    np.testing.assert_array_equal(ours.lon, np.concatenate([theirs["lon"], theirs["crew_lon"]]))


@pytest.mark.parametrize("seed", range(4))
def test_our_judge_agrees_with_it_on_any_plan(judge_of_plans: ModuleType, seed: int) -> None:
    rng, storm = np.random.default_rng(seed), make_storm(80, 12, seed)
    chosen = rng.permutation(80)[: rng.integers(1, 80)]
    routes = [part.tolist() for part in np.array_split(chosen, 12)]
    ours, theirs = judge_storm(storm, routes), judge_of_plans.judge(judge_of_plans.storm(80, 12, seed), routes)
    assert ours == pytest.approx(theirs)


def test_travel_computed_as_it_is_asked_for_is_that_of_the_matrix() -> None:
    storm = make_storm(70, 9, 3)
    places, plan = np.column_stack([storm.lon, storm.lat]), [list(range(at, 70, 9)) for at in range(9)]
    np.testing.assert_array_equal(GreatCircles().seconds(places, places), storm.travel_s)
    assert judge_storm(replace(storm, travel_s=NO_MATRIX), plan) == judge_storm(storm, plan)


def test_a_storm_too_large_for_a_matrix_is_solved_without_one() -> None:
    storm = replace(make_storm(120, 24), travel_s=NO_MATRIX)
    found = solve_storm(storm, Limit(rounds=2000))
    assert found["broken"] == 0
    assert found["left_out"] < 12


def greedy(storm: Storm) -> list[list[int]]:
    """Every ticket in order of weight to the crew that can begin first."""
    routes: list[list[int]] = [[] for _ in storm.skills]
    now, here = storm.shift_start_s.copy(), len(storm.needs) + np.arange(len(storm.skills))
    for ticket in np.argsort(-storm.weight, kind="stable"):
        begin = np.maximum(now + storm.travel_s[here, ticket], storm.earliest_s[ticket])
        cannot = (storm.needs[ticket] & ~storm.skills) != 0
        cannot |= (begin > storm.latest_s[ticket]) | (begin + storm.service_s[ticket] > storm.shift_end_s)
        if not cannot.all():
            crew = int(np.where(cannot, np.iinfo(np.int64).max, begin).argmin())
            routes[crew].append(int(ticket))
            now[crew], here[crew] = begin[crew] + storm.service_s[ticket], ticket
    return routes


def test_the_engine_beats_the_greedy_dispatcher_and_breaks_nothing() -> None:
    storm = make_storm(120, 24)
    found = solve_storm(storm, Limit(rounds=3000))
    assert found["broken"] == 0
    assert found["J"] < 0.85 * judge_storm(storm, greedy(storm))["J"]


def test_a_ticket_that_stands_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        judge_storm(make_storm(3, 2), [[0], [0]])


def test_the_problem_has_all_of_the_storm() -> None:
    problem = as_problem(make_storm(40, 6))
    assert (len(problem.jobs), len(problem.crews)) == (40, 6)
