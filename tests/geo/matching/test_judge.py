"""The judge on maps that can be checked by hand: places on a line, ten minutes apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from geo.matching.judge import judge
from geo.matching.legs import matrix_legs
from geo.matching.objective import Weights
from geo.matching.plan import Breach, Plan, Rule
from geo.matching.problem import Problem
from geo.matching.values import Crew, Job, Pin, Precedence, Surroundings, Window

MINUTE = 60
STEP = 10 * MINUTE
LINE = [[abs(a - b) * STEP for b in range(10)] for a in range(10)]
QUARANTINE = Surroundings("Q", 1, prepare_s=15 * MINUTE, leave_s=20 * MINUTE)
CHEMICAL = Surroundings("K", 2, prepare_s=5 * MINUTE, leave_s=30 * MINUTE, stand_down_s=120 * MINUTE)


def crew(key: str = "T1", **changed: Any) -> Crew:
    return replace(Crew(key, None, Window(0, 480 * MINUTE)), **changed)


def job(key: str, **changed: Any) -> Job:
    return replace(Job(key, None, 30 * MINUTE, 4.0), **changed)


def plan(
    crews: Sequence[Crew],
    jobs: Sequence[Job],
    orders: dict[Any, tuple[Any, ...]],
    ends: Sequence[int | None] = (),
    **more: Any,
) -> Plan:
    """Crews start at 0, job number i lies at i + 1."""
    legs = matrix_legs(LINE, range(1, len(jobs) + 1), [0] * len(crews), list(ends) or [None] * len(crews))
    weights = more.pop("weights", None)
    return judge(Problem(tuple(crews), tuple(jobs), legs, **more), orders, weights)


def starts(found: Plan, route: int = 0) -> list[int]:
    """Starts in minutes."""
    return [stop.start_s // MINUTE for stop in found.routes[route].stops]


def test_a_crew_drives_works_and_drives_on() -> None:
    found = plan([crew()], [job("A"), job("B")], {"T1": ("A", "B")})
    assert starts(found) == [10, 50]
    assert found.routes[0].done_s == 80 * MINUTE
    assert found.value.response == pytest.approx(4 * (40 + 80) / 60)
    assert found.value.travel == pytest.approx(0.5 * 20 / 60)
    assert found.breaches == ()


def test_a_job_left_out_costs_its_prize() -> None:
    found = plan([crew()], [job("A"), job("B", weight=8.0), job("C", prize_h=5.0)], {"T1": ("A",)})
    assert found.left_out == ("B", "C")
    assert found.value.left_out == pytest.approx(8 * 24 + 4 * 5)


def test_work_waits_for_release_window_and_entry() -> None:
    jobs = [job("A", release_s=20 * MINUTE), job("B", window=Window(90 * MINUTE, 95 * MINUTE)), job("C")]
    found = plan([crew()], jobs, {"T1": ("A", "B", "C")}, entry_s={("C", "T1"): 150 * MINUTE})
    assert starts(found) == [20, 90, 150]
    assert found.breaches == ()


def test_beginning_after_the_window_breaks_it() -> None:
    found = plan([crew()], [job("A", window=Window(0, 5 * MINUTE))], {"T1": ("A",)})
    assert found.breaches == (Breach(Rule.WINDOW, "A", "T1"),)


def test_work_goes_round_a_break_and_driving_does_not() -> None:
    resting = crew(breaks=(Window(30 * MINUTE, 60 * MINUTE),))
    assert starts(plan([resting], [job("A"), job("B")], {"T1": ("A", "B")})) == [60, 100]
    assert starts(plan([resting], [job("A", service_s=20 * MINUTE), job("B")], {"T1": ("A", "B")})) == [10, 60]


def test_the_way_home_ends_the_shift() -> None:
    found = plan([crew(duty=Window(0, 49 * MINUTE))], [job("A")], {"T1": ("A",)}, ends=[0])
    assert found.breaches == (Breach(Rule.DUTY, crew="T1"),)
    longer = plan([crew(duty=Window(0, 49 * MINUTE), overtime_s=MINUTE)], [job("A")], {"T1": ("A",)}, ends=[0])
    assert longer.breaches == ()
    assert longer.value.overtime == pytest.approx(2.0 / 60)
    assert longer.value.travel == pytest.approx(0.5 * 20 / 60)


def test_consecutive_work_in_one_zone_shares_donning_and_doffing() -> None:
    inside = [job("A", around=QUARANTINE), job("B", around=QUARANTINE), job("C")]
    found = plan([crew()], inside, {"T1": ("A", "B", "C")})
    assert starts(found) == [10 + 15, 55 + 10, 95 + 20 + 10]


def test_dirty_before_clean_costs_the_stand_down() -> None:
    work = [job("A", around=CHEMICAL), job("B")]
    assert starts(plan([crew()], work, {"T1": ("A", "B")})) == [15, 45 + 30 + 120]
    assert starts(plan([crew()], work, {"T1": ("B", "A")})) == [20, 50 + 10 + 5]


def test_a_crew_inside_a_zone_leaves_it_first() -> None:
    assert starts(plan([crew(inside=QUARANTINE)], [job("A")], {"T1": ("A",)})) == [30]
    assert starts(plan([crew(inside=QUARANTINE)], [job("A", around=QUARANTINE)], {"T1": ("A",)})) == [10]


def test_a_held_crew_may_work_in_its_own_class_only() -> None:
    held = crew(hold_class=1, hold_until_s=100 * MINUTE)
    assert starts(plan([held], [job("A")], {"T1": ("A",)})) == [100]
    assert starts(plan([held], [job("A", around=QUARANTINE)], {"T1": ("A",)})) == [25]


def test_people_inside_count_as_exposure() -> None:
    found = plan([crew(people=3)], [job("A", around=QUARANTINE)], {"T1": ("A",)})
    assert found.value.exposure == pytest.approx(0.25 * 3 * 0.5)


def test_crews_begin_together() -> None:
    jobs = [job("A"), job("B", crews_needed=2)]
    found = plan([crew("T1"), crew("T2")], jobs, {"T1": ("A", "B"), "T2": ("B",)})
    assert (starts(found, 0), starts(found, 1)) == ([10, 50], [50])
    assert found.value.response == pytest.approx(4 * 40 / 60 + 4 * 80 / 60)


def test_a_job_needs_all_its_crews() -> None:
    found = plan([crew()], [job("A", crews_needed=2)], {"T1": ("A",)})
    assert found.breaches == (Breach(Rule.CREWS, "A"),)


def test_crews_that_wait_for_each_other_in_a_circle_never_begin() -> None:
    jobs = [job("A", crews_needed=2), job("B", crews_needed=2)]
    found = plan([crew("T1"), crew("T2")], jobs, {"T1": ("A", "B"), "T2": ("B", "A")})
    assert {breach.rule for breach in found.breaches} == {Rule.ORDER}


def test_repair_waits_for_isolation() -> None:
    found = plan(
        [crew("T1"), crew("T2")],
        [job("A"), job("B")],
        {"T1": ("B",), "T2": ("A",)},
        precedences=(Precedence("A", "B", lag_s=5 * MINUTE),),
    )
    assert starts(found, 0) == [45]


def test_repair_without_isolation_breaks_the_order() -> None:
    found = plan([crew()], [job("A"), job("B")], {"T1": ("B",)}, precedences=(Precedence("A", "B"),))
    assert found.breaches == (Breach(Rule.ORDER, "B"),)


@pytest.mark.parametrize(
    ("changed", "rule"),
    [
        ({"skills_all": frozenset({"cable"})}, Rule.SKILLS),
        ({"skills_any": frozenset({"cable", "bucket"})}, Rule.SKILLS),
        ({"use": (2,)}, Rule.STOCK),
    ],
)
def test_what_the_crew_lacks_is_a_breach(changed: dict[str, Any], rule: Rule) -> None:
    found = plan([crew(skills=frozenset({"line"}), stock=(3,) if "use" in changed else (), used=(2,) if "use" in changed else ())], [job("A", **changed)], {"T1": ("A",)})  # fmt: skip # noqa: E501
    assert [breach.rule for breach in found.breaches] == [rule]


def test_a_barred_pair_is_a_breach() -> None:
    found = plan([crew()], [job("A")], {"T1": ("A",)}, barred={("A", "T1"): "crew.stand_down"})
    assert found.breaches == (Breach(Rule.BARRED, "A", "T1"),)


def test_a_job_under_way_began_when_it_began() -> None:
    found = plan(
        [crew()], [job("A"), job("B")], {"T1": ("A", "B")}, pins=(Pin("A", "T1", position=0, started_s=-25 * MINUTE),)
    )
    assert starts(found) == [-25, 15]
    assert found.breaches == ()


def test_a_pinned_job_stays_with_its_crew() -> None:
    found = plan([crew("T1"), crew("T2")], [job("A")], {"T2": ("A",)}, pins=(Pin("A", "T1"),))
    assert found.breaches == (Breach(Rule.PIN, "A", "T1"),)


def test_only_a_change_of_crew_counts_as_one() -> None:
    crews, jobs = [crew("T1"), crew("T2")], [job("A"), job("B"), job("C")]
    found = plan(
        crews, jobs, {"T1": ("B", "A"), "T2": ("C",)}, today={"T1": ("A", "B", "C")}, weights=Weights(change=7.0)
    )
    assert found.value.change == 7.0


def test_an_order_that_names_nobody_is_an_error() -> None:
    with pytest.raises(KeyError):
        plan([crew()], [job("A")], {"T9": ("A",)})
    with pytest.raises(KeyError):
        plan([crew()], [job("A")], {"T1": ("X",)})
