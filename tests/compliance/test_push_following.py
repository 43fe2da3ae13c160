"""How messages to phones are followed: what counts as an answer, and what comes next."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.push_following import (
    CARES,
    TELLINGS,
    Answers,
    FollowingRules,
    Step,
    Urgency,
    is_answered,
    next_step,
    telling_of,
)


def test_what_ships_waits_a_minute_two_and_five() -> None:
    waits = {str(urgency): FollowingRules().wait_seconds(urgency) for urgency in Urgency}
    assert waits == {"emergency": 60, "urgent": 120, "normal": 300, "routine": 900}


@pytest.mark.parametrize(
    ("priority_class", "urgency"), [(0, "emergency"), (1, "urgent"), (2, "normal"), (5, "normal"), (None, "normal")]
)
def test_an_order_is_as_urgent_as_its_ticket(priority_class: int | None, urgency: str) -> None:
    assert FollowingRules().urgency_of("assignment.new", priority_class) == urgency


def test_a_class_never_makes_a_message_less_urgent() -> None:
    rules = FollowingRules(urgencies={"assignment.new": "emergency"})
    assert rules.urgency_of("assignment.new", 1) == "emergency"
    assert FollowingRules().urgency_of("weather.stop", 5) == "emergency"


def test_a_kind_of_a_later_release_is_followed_as_normal() -> None:
    assert FollowingRules().urgency_of("moon.rises", 0) == "normal"


def test_a_utility_sets_its_own_waits_and_urgencies() -> None:
    rules = FollowingRules(waits={"normal": 600}, urgencies={"zone.ended": "urgent"})
    assert (rules.wait_seconds(Urgency.NORMAL), rules.urgency_of("zone.ended", None)) == (600, "urgent")


@pytest.mark.parametrize(
    "wrong",
    [
        {"waits": {"soon": 5}},
        {"waits": {"normal": 0}},
        {"urgencies": {"x": "urgent"}},
        {"urgencies": {"zone.ended": "x"}},
    ],
)
def test_words_that_mean_nothing_are_refused(wrong: dict[str, dict[str, int]]) -> None:
    with pytest.raises(ValueError, match=r"no such|at least"):
        FollowingRules(**wrong)  # type: ignore[arg-type]


def test_delivery_answers_only_what_is_good_to_know() -> None:
    arrived = Answers("delivered")
    assert is_answered("zone.ended", Urgency.ROUTINE, arrived)
    assert not is_answered("zone.around", Urgency.EMERGENCY, arrived)
    assert is_answered("zone.around", Urgency.EMERGENCY, Answers("read"))


def test_one_of_the_crew_answers_an_order_and_nobody_answers_for_another_in_danger() -> None:
    known = Answers("handed_over", crew_read=True, assignment_state="assigned")
    assert is_answered("assignment.new", Urgency.NORMAL, known)
    assert not is_answered("weather.stop", Urgency.EMERGENCY, known)


@pytest.mark.parametrize("state", ["accepted", "declined", "withdrawn", "en_route", "closed"])
def test_whatever_becomes_of_an_order_answers_it(state: str) -> None:
    assert is_answered("assignment.new", Urgency.NORMAL, Answers("queued", assignment_state=state))


def test_a_withdrawal_is_to_be_read_although_the_job_is_over() -> None:
    assert not is_answered("assignment.withdrawn", Urgency.NORMAL, Answers("queued", assignment_state="withdrawn"))
    assert is_answered("permit.approved", Urgency.NORMAL, Answers("queued", assignment_state="withdrawn"))


def test_steps_that_cannot_be_taken_are_left_out() -> None:
    assert next_step(Urgency.NORMAL, 0, {Step.AGAIN}) == (Step.TEXT, 2)
    assert next_step(Urgency.NORMAL, 1, {Step.TEXT}) == (Step.ALARM, 3)
    assert next_step(Urgency.ROUTINE, 1, set()) == (None, 1)


@given(
    urgency=st.sampled_from(Urgency),
    bars=st.lists(st.sets(st.sampled_from([Step.AGAIN, Step.TEXT])), min_size=3, max_size=3),
)
def test_whatever_cannot_be_done_steps_come_in_order_once_each_and_what_alarms_alarms(
    urgency: Urgency, bars: list[set[Step]]
) -> None:
    taken, steps = 0, []
    for barred in bars:
        step, taken = next_step(urgency, taken, barred)
        if step is None:
            break
        assert step not in barred
        steps.append(step)
    order = [CARES[urgency].steps.index(step) for step in steps]
    assert order == sorted(set(order))
    assert (Step.ALARM in steps) == (Step.ALARM in CARES[urgency].steps)


def test_only_danger_and_stand_downs_reach_people_off_duty() -> None:
    off_duty = {kind for kind in TELLINGS if telling_of(kind).off_duty}
    assert off_duty == {kind for kind, each in TELLINGS.items() if each.urgency == "emergency"} | {"stand_down.begun"}


def test_a_second_is_the_shortest_wait() -> None:
    assert FollowingRules(waits={"normal": 1}).wait_seconds(Urgency.NORMAL) == 1
