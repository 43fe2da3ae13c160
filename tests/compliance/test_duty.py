"""Hours of one person: named tiny weeks whose sums anybody can do."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.decision import Decision
from compliance.duty import DAY, Duty, DutyLimits, Span, duty_of, fits, joined, on_duty

SIX = datetime(2021, 8, 2, 6, 0, tzinfo=UTC)
"""Monday, six in the morning."""
LIMITS = DutyLimits()


def span(hour: float, length: float) -> Span:
    """From so many hours after Monday six, for so long."""
    return SIX + timedelta(hours=hour), SIX + timedelta(hours=hour + length)


def test_spans_that_touch_are_one_duty() -> None:
    assert joined([span(6, 2), span(0, 6), span(10, 0), span(20, 1)]) == (span(0, 8), span(20, 1))


@pytest.mark.parametrize(
    ("planned", "codes"),
    [
        pytest.param(span(24, 12), (), id="twelve hours of rest"),
        pytest.param(span(23.9, 8), ("crew.not_rested", "crew.hours_day"), id="a few minutes less"),
        pytest.param(span(-8, 4), ("crew.not_rested", "crew.hours_day"), id="too near before the next"),
        pytest.param(span(12, 4), ("crew.hours_day",), id="straight on"),
    ],
)
def test_rest_lies_before_and_after_a_duty(planned: Span, codes: tuple[str, ...]) -> None:
    assert fits("An", [span(0, 12)], planned, LIMITS).codes == codes


def told(decision: Decision) -> list[tuple[str, dict[str, object]]]:
    return [(each.code, dict(each.params)) for each in decision.reasons]


def at(hour: float) -> str:
    return (SIX + timedelta(hours=hour)).isoformat()


def test_who_has_not_rested_is_told_from_when_on_and_whose_hours_are_used_up_since_when() -> None:
    after, before = fits("An", [span(0, 12)], span(23, 8), LIMITS), fits("An", [span(0, 12)], span(-8, 4), LIMITS)
    assert told(after) == [
        ("crew.not_rested", {"name": "An", "ready_at": at(24)}),
        ("crew.hours_day", {"name": "An", "hours": 12, "spent_at": at(23)}),
    ]
    assert told(before)[0] == ("crew.not_rested", {"name": "An", "ready_at": at(8)})
    five_days = [span(24 * day, 12) for day in range(5)]
    assert told(fits("An", five_days, span(24 * 5, 1), LIMITS)) == [
        ("crew.hours_week", {"name": "An", "hours": 60, "spent_at": at(24 * 5)})
    ]


def test_hours_that_are_no_whole_number_are_told_to_one_decimal() -> None:
    short = DutyLimits(day=timedelta(hours=7, minutes=27))
    assert told(fits("An", [], span(0, 8), short))[0][1]["hours"] == 7.5
    whole = told(fits("An", [], span(0, 13), LIMITS))[0][1]["hours"]
    assert str(whole) == "12"


def test_at_work_one_is_told_from_when_on_one_may_be_and_since_when_no_longer() -> None:
    duty = Duty(SIX + timedelta(hours=1), SIX, 60, "week")
    assert [(each.code, dict(each.params)) for each in on_duty("An", duty, SIX)] == [
        ("crew.not_rested", {"name": "An", "ready_at": at(1)}),
        ("crew.hours_week", {"name": "An", "hours": 60, "spent_at": at(0)}),
    ]
    assert [each.code for each in on_duty("An", duty, SIX + timedelta(hours=1))] == ["crew.hours_week"]


def test_of_a_day_and_a_week_the_hours_that_run_out_first_are_told() -> None:
    four_days = [span(24 * day - 120, 12) for day in range(4)]
    week_first = duty_of([*four_days, span(0, 15)], SIX, DutyLimits(week=timedelta(hours=50)))
    assert (week_first.spent_at, week_first.spent_hours, week_first.per) == (SIX + timedelta(hours=2), 50, "week")
    day_first = duty_of([*four_days, span(0, 15)], SIX, DutyLimits(day=timedelta(hours=8)))
    assert (day_first.spent_at, day_first.spent_hours, day_first.per) == (SIX + timedelta(hours=8), 8, "day")


def test_hours_of_yesterday_fall_out_of_the_day_while_today_goes_on() -> None:
    """Six hours yesterday, 20 hours before: by the fourth hour of today they begin to fall away, so twelve are left."""
    assert duty_of([span(-20, 6), span(0, 14)], SIX, LIMITS).spent_at == SIX + timedelta(hours=12)


def test_the_rest_before_a_duty_is_told_where_hours_are_left_too() -> None:
    assert duty_of([span(-6, 2), span(0, 4)], SIX, LIMITS) == Duty(SIX + timedelta(hours=8))
    assert duty_of([span(-20, 8), span(0, 4)], SIX, LIMITS) == Duty()


def test_as_a_duty_ends_it_is_over_and_rest_begins() -> None:
    assert duty_of([span(0, 15)], SIX + timedelta(hours=15), LIMITS) == Duty(SIX + timedelta(hours=27))


def test_rests_between_other_duties_do_not_speak_against_this_one() -> None:
    assert fits("An", [span(0, 2), span(6, 2)], span(30, 4), LIMITS).allowed
    assert fits("An", [span(24, 2), span(30, 2)], span(0, 2), LIMITS).allowed


def test_a_long_duty_speaks_against_an_earlier_one_only_while_that_one_counts() -> None:
    four_days = [span(24 * day, 12) for day in range(1, 5)]
    assert fits("An", [*four_days, span(160, 21)], span(0, 12), LIMITS).codes == ("crew.hours_week",)
    assert fits("An", [span(28, 13)], span(0, 4), LIMITS).allowed
    assert fits("An", [span(27.5, 13)], span(0, 4), LIMITS).codes == ("crew.hours_day",)


def test_as_many_hours_as_there_are_is_no_limit() -> None:
    endless = DutyLimits(timedelta(), timedelta(hours=24), timedelta(hours=168))
    assert fits("An", [span(-100, 200)], span(100, 60), endless).allowed


def test_the_hours_of_a_week_are_counted_over_any_seven_days() -> None:
    five_days = [span(24 * day, 12) for day in range(5)]
    assert fits("An", five_days, span(24 * 5, 1), LIMITS).codes == ("crew.hours_week",)
    assert fits("An", five_days, span(24 * 7, 12), LIMITS).allowed


def test_a_duty_that_makes_a_later_one_too_long_is_refused() -> None:
    four_days = [span(24 * day, 12) for day in range(2, 7)]
    assert fits("An", four_days, span(0, 12), LIMITS).codes == ("crew.hours_week",)


def test_on_duty_the_moment_is_known_at_which_hours_run_out() -> None:
    duty = duty_of([span(0, 15)], SIX + timedelta(hours=3), LIMITS)
    assert (duty.spent_at, duty.spent_hours, duty.per) == (SIX + timedelta(hours=12), 12, "day")
    assert list(on_duty("An", duty, SIX + timedelta(hours=11.9))) == []
    assert [each.code for each in on_duty("An", duty, SIX + timedelta(hours=12))] == ["crew.hours_day"]


def test_who_moves_between_crews_keeps_their_hours() -> None:
    night, morning = span(-10, 8), span(0, 8)  # with one crew, then two hours later with another
    duty = duty_of([night, morning], SIX, LIMITS)
    assert duty.rested_at == SIX + timedelta(hours=10)


def test_outside_any_duty_the_rest_since_the_last_one_counts() -> None:
    assert duty_of([span(-10, 8)], SIX, LIMITS).rested_at == SIX + timedelta(hours=10)
    assert duty_of([span(-30, 8)], SIX, LIMITS).rested_at is None
    assert duty_of([], SIX, LIMITS).rested_at is None


SPANS = st.lists(st.tuples(st.integers(0, 160), st.integers(1, 14)), max_size=8).map(
    lambda drawn: [span(*each) for each in drawn]
)


@given(SPANS, st.tuples(st.integers(0, 160), st.integers(1, 14)))
def test_what_fits_leaves_twelve_hours_of_rest_and_no_day_over_its_hours(
    spans: list[Span], planned: tuple[int, int]
) -> None:
    """Counted hour by hour, as somebody with squared paper would."""
    new = span(*planned)
    if not fits("An", spans, new, LIMITS).allowed:
        return
    duties = joined((*spans, new))
    mine = next(number for number, (begins, ends) in enumerate(duties) if begins <= new[0] < ends)
    rests = [after[0] - before[1] for before, after in pairwise(duties)]
    assert all(each >= LIMITS.rest for each in rests[max(0, mine - 1) : mine + 1])
    hours = [
        SIX + timedelta(hours=hour)
        for hour in range(200)
        if any(b <= SIX + timedelta(hours=hour) < e for b, e in duties)
    ]
    for last in (each for each in hours if duties[mine][0] <= each < duties[mine][1]):
        assert sum(last - DAY < each <= last for each in hours) <= 12


@given(SPANS, st.integers(0, 160), st.integers(0, 170), st.integers(1, 12))
def test_a_further_duty_never_gives_anybody_more_hours(spans: list[Span], at: int, more: int, length: int) -> None:
    moment = SIX + timedelta(hours=at)
    before = duty_of([*spans, (moment, moment + timedelta(hours=1))], moment, LIMITS)
    after = duty_of([*spans, (moment, moment + timedelta(hours=1)), span(more, length)], moment, LIMITS)
    if list(on_duty("An", before, moment)) and span(more, length)[0] > moment:
        assert list(on_duty("An", after, moment))
