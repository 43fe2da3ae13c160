"""A problem that cannot be is refused by the name of its field."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from geo.matching.legs import matrix_legs
from geo.matching.problem import Problem
from geo.matching.values import Crew, Job, Pin, Precedence, ProblemError, Surroundings, Window, in_shifts
from geo.places import Place
from geo.travel import StraightLine

HERE = Place(108.2, 16.05)
CREW = Crew("T1", HERE, Window(0, 8 * 3600))
JOB = Job("A", HERE, 1800, 4.0)
OTHER = replace(JOB, key="B")


def problem(**changed: Any) -> Problem:
    given: dict[str, Any] = {"crews": (CREW,), "jobs": (JOB, OTHER), "travel": StraightLine()}
    return Problem(**(given | changed))


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"crews": (CREW, CREW)}, "crews['T1']"),
        ({"jobs": (JOB, JOB)}, "jobs['A']"),
        ({"crews": (replace(CREW, start=None),)}, "crews['T1'].start"),
        ({"crews": (replace(CREW, duty=Window(10, 5)),)}, "crews['T1'].duty"),
        ({"crews": (replace(CREW, breaks=(Window(0, 20), Window(10, 30))),)}, "crews['T1'].breaks"),
        ({"crews": (replace(CREW, overtime_s=-1),)}, "crews['T1'].overtime_s"),
        ({"crews": (replace(CREW, people=0),)}, "crews['T1'].people"),
        ({"crews": (replace(CREW, stock=(1, 2)),)}, "crews['T1'].stock"),
        ({"crews": (replace(CREW, hold_until_s=2**40),)}, "crews['T1'].hold_until_s"),
        ({"jobs": (replace(JOB, place=None),)}, "jobs['A'].place"),
        ({"jobs": (replace(JOB, service_s=-1),)}, "jobs['A'].service_s"),
        ({"jobs": (replace(JOB, weight=float("nan")),)}, "jobs['A'].weight"),
        ({"jobs": (replace(JOB, prize_h=-1.0),)}, "jobs['A'].prize_h"),
        ({"jobs": (replace(JOB, window=Window(9, 3)),)}, "jobs['A'].window"),
        ({"jobs": (replace(JOB, crews_needed=0),)}, "jobs['A'].crews_needed"),
        ({"jobs": (replace(JOB, use=(-1,)),)}, "jobs['A'].use"),
        ({"jobs": (replace(JOB, use=(1,)), replace(OTHER, use=(1, 2)))}, "jobs['A'].use"),
        ({"jobs": (replace(JOB, around=Surroundings(prepare_s=60)),)}, "jobs['A'].around.zone"),
        ({"barred": {("A", "T9"): "crew.stand_down"}}, "barred[('A', 'T9')]"),
        ({"entry_s": {("X", "T1"): 5}}, "entry_s[('X', 'T1')]"),
        ({"today": {"T9": ("A",)}}, "today['T9']"),
        ({"today": {"T1": ("X",)}}, "today['T1']"),
        ({"precedences": (Precedence("A", "X"),)}, "precedences.after"),
        ({"precedences": (Precedence("A", "B"), Precedence("B", "A"))}, "precedences"),
        ({"pins": (Pin("X", "T1"),)}, "pins[('X', 'T1')]"),
        ({"pins": (Pin("A", "T1"), Pin("A", "T1"))}, "pins[('A', 'T1')]"),
        ({"pins": (Pin("A", "T1", position=1),)}, "pins of crew 'T1'"),
        ({"pins": (Pin("A", "T1", started_s=-60),)}, "pins[('A', 'T1')].position"),
        ({"pins": (Pin("A", "T1"),), "barred": {("A", "T1"): "crew.skill"}}, "pins[('A', 'T1')]"),
        ({"travel": matrix_legs([[0, 1], [1, 0]], [0, 1], [2], [None])}, "travel.numbers"),
        ({"travel": matrix_legs([[0, -1], [1, 0]], [0, 1], [0], [None])}, "travel.matrix"),
    ],
)
def test_what_cannot_be_is_refused_by_name(changed: dict[str, Any], field: str) -> None:
    with pytest.raises(ProblemError) as refused:
        problem(**changed)
    assert refused.value.field == field


def test_a_problem_without_crews_or_jobs_is_one() -> None:
    assert Problem((), (), StraightLine()).resources == 0


def test_the_law_ends_a_shift_before_the_roster_does() -> None:
    assert replace(CREW, overtime_s=3600, hours_left_s=7200).last_s == 7200
    assert replace(CREW, overtime_s=3600).last_s == 9 * 3600


def test_two_shifts_are_one_duty_with_a_break_between() -> None:
    morning, evening, lunch = Window(0, 4), Window(9, 12), Window(2, 3)
    assert in_shifts([evening, morning], [lunch]) == (Window(0, 12), (lunch, Window(4, 9)))
    assert in_shifts([morning, Window(4, 6)]) == (Window(0, 6), ())
    assert in_shifts([morning, evening], [Window(3, 5)]) == (Window(0, 12), (Window(3, 9),))


def test_a_crew_without_a_shift_is_refused() -> None:
    with pytest.raises(ProblemError, match="shifts"):
        in_shifts([])
