"""An authority's time to answer runs while it is open. Hours checkable by hand, and a property."""

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.opening_hours import OpeningHours, Span, add_open_time, is_open, next_opening, open_time

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
MORNING, AFTERNOON = Span(450, 690), Span(810, 1020)
"""07:30-11:30 and 13:30-17:00: seven and a half hours a day."""
OFFICE = OpeningHours(
    HANOI, dict.fromkeys(range(1, 6), (MORNING, AFTERNOON)), {date(2026, 4, 30): (), date(2026, 5, 2): (MORNING,)}
)
"""Closed on Thursday 30 April, a holiday; open on the morning of Saturday 2 May."""


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=HANOI).astimezone(UTC)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-04-01T07:29:59", False),
        ("2026-04-01T07:30", True),
        ("2026-04-01T11:30", False),
        ("2026-04-01T13:30", True),
        ("2026-04-04T09:00", False),
        ("2026-04-30T09:00", False),
        ("2026-05-02T09:00", True),
        ("2026-05-02T14:00", False),
    ],
)
def test_it_is_open_from_the_first_minute_up_to_the_last_and_not_on_holidays(moment: str, expected: bool) -> None:
    assert is_open(OFFICE, at(moment)) is expected


@pytest.mark.parametrize(
    ("start", "minutes", "end"),
    [
        ("2026-04-01T08:00", 60, "2026-04-01T09:00"),
        ("2026-04-01T11:00", 60, "2026-04-01T14:00"),  # half an hour before lunch, half an hour after
        ("2026-04-01T11:00", 30, "2026-04-01T11:30"),  # just done when it closes
        ("2026-04-01T12:00", 30, "2026-04-01T14:00"),
        ("2026-04-03T16:00", 120, "2026-04-06T08:30"),  # over the weekend
        ("2026-04-29T16:30", 60, "2026-05-01T08:00"),  # over the holiday
        ("2026-05-01T16:30", 90, "2026-05-02T08:30"),  # into the Saturday that is open
        ("2026-04-01T03:00", 450, "2026-04-01T17:00"),  # a whole day
    ],
)
def test_the_time_to_answer_runs_only_while_it_is_open(start: str, minutes: int, end: str) -> None:
    assert add_open_time(OFFICE, at(start), timedelta(minutes=minutes)) == at(end)


def test_without_hours_all_time_counts() -> None:
    start = at("2026-04-04T23:00")
    assert is_open(None, start)
    assert next_opening(None, start) is None
    assert add_open_time(None, start, timedelta(hours=3)) == start + timedelta(hours=3)
    assert open_time(None, start, start + timedelta(hours=3)) == timedelta(hours=3)


def test_a_closed_office_says_when_it_opens_next() -> None:
    assert next_opening(OFFICE, at("2026-04-03T17:00")) == at("2026-04-06T07:30")
    assert next_opening(OFFICE, at("2026-04-01T12:00")) == at("2026-04-01T13:30")
    assert next_opening(OFFICE, at("2026-04-01T08:00")) is None


def test_an_office_that_is_open_around_the_clock_may_close_at_24() -> None:
    always = OpeningHours(HANOI, {day: (Span(0, 1440),) for day in range(1, 8)})
    assert add_open_time(always, at("2026-04-01T23:50"), timedelta(minutes=20)) == at("2026-04-02T00:10")


def test_one_that_stays_closed_for_a_year_does_not_make_a_request_wait_for_ever() -> None:
    first = date(2026, 1, 1)
    shut = {first + timedelta(days=each): () for each in range(500)}
    closed = OpeningHours(HANOI, {1: (MORNING,)}, shut)
    start = at("2026-01-02T08:00")
    assert next_opening(closed, start) is None
    assert add_open_time(closed, start, timedelta(hours=1)) == start + timedelta(hours=1)


def test_where_clocks_are_turned_an_hour_that_is_skipped_does_not_count() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    night = OpeningHours(berlin, {7: (Span(60, 240),)})  # Sunday 1:00-4:00; on 29 March 2026 that is two hours
    start = datetime(2026, 3, 29, 1, 0, tzinfo=berlin)
    assert open_time(night, start.astimezone(UTC), (start + timedelta(hours=4)).astimezone(UTC)) == timedelta(hours=2)


@pytest.mark.parametrize(
    ("weekly", "special"),
    [
        ({}, {}),
        ({1: ()}, {}),
        ({0: (MORNING,)}, {}),
        ({8: (MORNING,)}, {}),
        ({1: (MORNING, Span(600, 700))}, {}),
        ({1: (MORNING,)}, {date(2026, 4, 30): (MORNING, MORNING)}),
    ],
)
def test_hours_that_cannot_be_are_refused(
    weekly: dict[int, tuple[Span, ...]], special: dict[date, tuple[Span, ...]]
) -> None:
    with pytest.raises(ValueError, match=r"office|weekdays|overlap"):
        OpeningHours(HANOI, weekly, special)


@pytest.mark.parametrize(("opens", "closes"), [(-1, 10), (10, 10), (10, 9), (10, 1441)])
def test_an_opening_lies_within_its_day(opens: int, closes: int) -> None:
    with pytest.raises(ValueError, match="same day"):
        Span(opens, closes)


def test_openings_that_touch_do_not_overlap() -> None:
    hours = OpeningHours(HANOI, {3: (Span(600, 700), Span(500, 600))})
    assert [span.opens for span in hours.on(date(2026, 4, 1))] == [500, 600]


STARTS = st.integers(0, 40 * 24 * 60).map(lambda minutes: datetime(2026, 4, 1, tzinfo=UTC) + timedelta(minutes=minutes))
NEEDS = st.integers(1, 3000).map(lambda minutes: timedelta(minutes=minutes))


@given(STARTS, NEEDS)
def test_between_a_start_and_its_end_lies_just_the_time_needed(start: datetime, needed: timedelta) -> None:
    end = add_open_time(OFFICE, start, needed)
    assert open_time(OFFICE, start, end) == needed
    assert open_time(OFFICE, start, end - timedelta(microseconds=1)) < needed


@given(STARTS, NEEDS, NEEDS)
def test_open_time_adds_up(start: datetime, one: timedelta, other: timedelta) -> None:
    assert add_open_time(OFFICE, add_open_time(OFFICE, start, one), other) == add_open_time(OFFICE, start, one + other)


THURSDAYS = OpeningHours(HANOI, {4: (Span(0, 1440),)})
"""The whole day, until midnight at its end; 2 April 2026 is a Thursday."""


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-04-01T23:59", False),
        ("2026-04-02T00:00", True),
        ("2026-04-02T03:00", True),
        ("2026-04-02T23:59", True),
        ("2026-04-03T00:00", False),
    ],
)
def test_a_day_is_the_offices_own_and_may_last_until_midnight(moment: str, expected: bool) -> None:
    assert is_open(THURSDAYS, at(moment)) is expected


def test_moments_are_told_in_the_zone_in_which_one_asked() -> None:
    asked = at("2026-04-01T12:00").astimezone(timezone(timedelta(hours=9)))
    opens, answer = next_opening(THURSDAYS, asked), add_open_time(THURSDAYS, asked, timedelta(hours=1))
    assert opens is not None
    assert (opens.isoformat(), answer.isoformat()) == ("2026-04-02T02:00:00+09:00", "2026-04-02T03:00:00+09:00")
