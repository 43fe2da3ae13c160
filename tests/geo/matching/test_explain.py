"""Why this crew, on maps that can be checked by hand: places on a line, ten minutes apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from geo.matching.explain import Aim, Delay, Explanation, Obstacle, explain, explain_all, openings_of
from geo.matching.judge import judge
from geo.matching.legs import matrix_legs
from geo.matching.plan import Rule
from geo.matching.problem import Problem
from geo.matching.values import Crew, Job, Pin, Precedence, Surroundings, Window
from geo.travel import UNREACHABLE_SECONDS

MINUTE = 60
STEP = 10 * MINUTE
LINE = [[abs(a - b) * STEP for b in range(12)] for a in range(12)]


def crew(key: str, **changed: Any) -> Crew:
    return replace(Crew(key, None, Window(0, 480 * MINUTE)), **changed)


def job(key: str, **changed: Any) -> Job:
    return replace(Job(key, None, 30 * MINUTE, 4.0, customers=10), **changed)


def problem(crews: Sequence[Crew], jobs: Sequence[Job], starts: Sequence[int] = (), **more: Any) -> Problem:
    """Job number i lies at i + 1; crews start at 0 unless told."""
    rows = more.pop("line", LINE)
    starts = list(starts) or [0] * len(crews)
    legs = matrix_legs(rows, range(1, len(jobs) + 1), starts, [None] * len(crews))
    return Problem(tuple(crews), tuple(jobs), legs, **more)


def told(
    made: Problem, orders: Mapping[Any, tuple[Any, ...]], key: str, aim: Aim = Aim.VALUE
) -> dict[str, Explanation]:
    """By crew, in the order of the ranking."""
    return {str(each.crew): each for each in explain_all(made, judge(made, orders), key, aim=aim)}


def test_a_crew_with_work_goes_there_first_where_that_costs_least_and_says_what_waits() -> None:
    urgent = job("C", weight=64.0)
    made = problem([crew("T1")], [urgent, job("A"), job("B", customers=36)])
    found = told(made, {"T1": ("A", "B")}, "C")["T1"]
    assert (found.position, found.arrive_s, found.start_s, found.finish_s) == (0, STEP, STEP, STEP + 30 * MINUTE)
    assert found.delays == (Delay("A", 30 * MINUTE, 10), Delay("B", 30 * MINUTE, 36))
    assert (found.delayed_s, found.customers_delayed) == (60 * MINUTE, 46)
    assert found.cost.response == pytest.approx(64 * 40 / 60 + 2 * 4 * 30 / 60)
    assert found.cost.left_out == pytest.approx(-64 * 24)


def test_what_is_early_anyway_takes_up_the_delay() -> None:
    made = problem([crew("T1")], [job("C", weight=64.0), job("A"), job("B", release_s=200 * MINUTE)])
    assert told(made, {"T1": ("A", "B")}, "C")["T1"].delays == (Delay("A", 30 * MINUTE, 10),)


def test_the_chosen_crew_and_what_decides_between_it_and_the_others() -> None:
    made = problem([crew("near"), crew("far"), crew("busy")], [job("A"), job("B", weight=64.0)], [1, 5, 0])
    found = told(made, {"busy": ("B",)}, "A")
    assert list(found) == ["near", "far", "busy"]
    assert [each.chosen for each in found.values()] == [True, False, False]
    assert found["near"].versus is None
    versus = found["far"].versus
    assert versus is not None
    assert (versus.chosen, versus.part, versus.later_s, versus.delayed_s) == ("near", "response", 4 * STEP, 0)
    assert versus.part_h == pytest.approx(4 * 40 / 60)
    assert versus.total_h == pytest.approx(4 * 40 / 60 + 0.5 * 40 / 60)


def test_a_planned_job_is_explained_as_planned_even_where_another_crew_would_be_better() -> None:
    made = problem([crew("far"), crew("near")], [job("A")], [9, 1])
    found = told(made, {"far": ("A",)}, "A")
    assert list(found) == ["near", "far"]
    assert found["far"].chosen
    assert found["near"].versus is not None
    assert found["near"].versus.total_h < 0
    assert found["near"].versus.later_s == -8 * STEP


def test_taking_a_planned_job_out_lets_what_follows_begin_sooner() -> None:
    made = problem([crew("T1"), crew("T2")], [job("A"), job("B")])
    assert told(made, {"T1": ("A", "B")}, "A")["T1"].delays == (Delay("B", 30 * MINUTE, 10),)


def test_restoration_first_ranks_by_when_supply_is_back_whatever_waits() -> None:
    made = problem([crew("T1"), crew("T2")], [job("A", weight=0.1), job("B", weight=64.0)], [1, 2])
    orders = {"T1": ("B",)}
    assert next(iter(told(made, orders, "A"))) == "T2"
    found = told(made, orders, "A", Aim.RESTORATION)
    assert next(iter(found)) == "T1"
    assert found["T1"].delays == (Delay("B", 30 * MINUTE, 10),)


def test_only_allowed_places_count() -> None:
    made = problem([crew("T1"), crew("T2")], [job("A", weight=64.0), job("B")])
    places, held = openings_of(made, judge(made, {"T1": ("B",)}), "A")
    found = explain(places, held=held, aim=Aim.RESTORATION, allowed=places.undisturbing)
    assert [(each.crew, each.position, each.delays) for each in found] == [("T2", 0, ()), ("T1", 1, ())]
    assert explain(places, allowed=np.zeros(len(places.crew), dtype=np.bool_)) == ()


def test_what_stands_in_the_way_is_said_by_rule() -> None:
    made = problem(
        [
            crew("barred"),
            crew("unskilled", skills=frozenset({"meter"})),
            crew("empty", skills=frozenset({"line"}), stock=(1,), used=(1,)),
            crew("short", skills=frozenset({"line"}), stock=(1,), duty=Window(0, 35 * MINUTE)),
            crew("late", skills=frozenset({"line"}), stock=(1,), duty=Window(70 * MINUTE, 480 * MINUTE)),
            crew("good", skills=frozenset({"line"}), stock=(1,)),
        ],
        [job("A", skills_all=frozenset({"line"}), use=(1,), window=Window(0, 60 * MINUTE))],
        barred={("A", "barred"): "crew.stand_down"},
    )
    found = {name: each.obstacles for name, each in told(made, {}, "A").items()}
    assert found["good"] == ()
    assert Obstacle(Rule.BARRED, "A", "barred", code="crew.stand_down") in found["barred"]
    assert Obstacle(Rule.SKILLS, "A", "unskilled", skills=("line",)) in found["unskilled"]
    assert found["empty"] == (Obstacle(Rule.STOCK, crew="empty"),)
    assert found["short"] == (Obstacle(Rule.DUTY, crew="short", late_s=5 * MINUTE),)
    assert found["late"] == (Obstacle(Rule.WINDOW, "A", "late", late_s=20 * MINUTE),)
    assert next(iter(found)) == "good"


def test_a_refused_crew_still_says_when_it_would_be_there() -> None:
    made = problem([crew("T1")], [job("A", skills_any=frozenset({"line", "cable"}))])
    found = told(made, {}, "A")["T1"]
    assert (found.feasible, found.start_s) == (False, STEP)
    assert found.obstacles == (Obstacle(Rule.SKILLS, "A", "T1", skills=("cable", "line")),)


def test_no_way_is_an_obstacle_and_not_a_time() -> None:
    island = [[0 if a == b else UNREACHABLE_SECONDS for b in range(12)] for a in range(12)]
    found = told(problem([crew("T1")], [job("A")], line=island), {}, "A")["T1"]
    assert found.obstacles == (Obstacle(Rule.NO_WAY, "A", "T1"),)


def test_nothing_goes_before_pinned_work_and_a_pinned_job_stays() -> None:
    jobs = [job("C", weight=64.0), job("A"), job("B")]
    made = problem([crew("T1"), crew("T2")], jobs, pins=(Pin("A", "T1", 0), Pin("B", "T1")))
    assert told(made, {"T1": ("A", "B")}, "C")["T1"].position == 1
    assert told(made, {"T1": ("A", "B")}, "B")["T2"].obstacles == (Obstacle(Rule.PIN, "B", "T1"),)


def test_work_in_one_zone_shares_its_preparation() -> None:
    zone = Surroundings("Q", 1, prepare_s=15 * MINUTE, leave_s=20 * MINUTE)
    made = problem([crew("T1")], [job("A", around=zone), job("B", around=zone)])
    found = told(made, {"T1": ("A",)}, "B")["T1"]
    assert (found.position, found.arrive_s, found.start_s) == (1, 65 * MINUTE, 65 * MINUTE)


def test_a_delay_reaches_other_crews_through_work_done_together() -> None:
    both = job("A", crews_needed=2)
    made = problem([crew("T1"), crew("T2")], [job("C", weight=64.0), both, job("B", customers=7)])
    found = told(made, {"T1": ("A",), "T2": ("A", "B")}, "C")["T1"]
    assert found.position == 0
    assert found.delays == (Delay("A", 30 * MINUTE, 10), Delay("B", 30 * MINUTE, 7))


def test_a_delay_reaches_work_that_waits_for_it() -> None:
    waits = (Precedence("A", "B", 5 * MINUTE),)
    made = problem([crew("T1"), crew("T2")], [job("C", weight=64.0), job("A"), job("B")], precedences=waits)
    found = told(made, {"T1": ("A",), "T2": ("B",)}, "C")["T1"]
    assert {delay.job for delay in found.delays} == {"A", "B"}


def test_a_job_cannot_wait_for_what_is_left_out() -> None:
    made = problem([crew("T1")], [job("A"), job("B")], precedences=(Precedence("A", "B"),))
    assert told(made, {}, "B")["T1"].obstacles == (Obstacle(Rule.ORDER, "B"),)


def test_equal_crews_stand_in_the_order_of_the_problem() -> None:
    made = problem([crew("T2"), crew("T1"), crew("T3")], [job("A")])
    assert list(told(made, {}, "A")) == ["T2", "T1", "T3"]


def test_a_job_of_a_problem_without_crews_has_nobody() -> None:
    made = Problem((), (job("A"),), matrix_legs([[0]], [0], [], []))
    assert explain_all(made, judge(made, {}), "A") == ()


def test_an_unknown_job_is_an_error() -> None:
    made = problem([crew("T1")], [job("A")])
    with pytest.raises(KeyError):
        explain_all(made, judge(made, {}), "nobody")
