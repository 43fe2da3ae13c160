"""How long personal data is kept, when a request is due, and what a hold does."""

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.opening_hours import OpeningHours, Span
from compliance.retention import HOLD_KINDS, KINDS, DataKind, Hold, answer_due, check_days, period_of

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
OFFICE = (Span(450, 690), Span(810, 1020))
HOURS = OpeningHours(HANOI, dict.fromkeys(range(1, 6), OFFICE), {date(2026, 4, 7): ()})
FRIDAY = datetime(2026, 4, 10, 9, 0, tzinfo=HANOI)


def due(year_day: tuple[int, int], hour: int = 9) -> datetime:
    """For what is received in Hà Nội on this day of 2026."""
    return answer_due(datetime(2026, *year_day, hour, tzinfo=HANOI), HOURS)


def test_what_ships_is_what_the_design_says() -> None:
    assert (KINDS["positions"].days, KINDS["exposures"].days) == (30, 90)


def test_a_request_of_monday_is_due_when_the_office_closes_on_wednesday() -> None:
    assert due((4, 13)) == datetime(2026, 4, 15, 17, 0, tzinfo=HANOI)


def test_a_weekend_does_not_count() -> None:
    assert answer_due(FRIDAY, HOURS) == datetime(2026, 4, 14, 17, 0, tzinfo=HANOI)


def test_a_holiday_does_not_count() -> None:
    assert due((4, 6)) == datetime(2026, 4, 9, 17, 0, tzinfo=HANOI)


def test_the_day_is_the_one_of_the_unit() -> None:
    late_on_sunday_in_utc = datetime(2026, 4, 12, 18, 0, tzinfo=UTC)  # one o'clock on Monday in Hà Nội
    assert answer_due(late_on_sunday_in_utc, HOURS) == datetime(2026, 4, 15, 10, 0, tzinfo=UTC)


def test_an_office_that_closes_at_midnight_closes_on_the_next_day() -> None:
    hours = OpeningHours(HANOI, dict.fromkeys(range(1, 8), (Span(0, 1440),)))
    assert answer_due(FRIDAY, hours) == datetime(2026, 4, 13, 0, 0, tzinfo=HANOI)


@given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)), st.integers(1, 5))  # noqa: DTZ001 - made aware below
def test_a_request_is_never_due_before_its_working_days_are_over(naive: datetime, days: int) -> None:
    received = naive.replace(tzinfo=UTC)
    moment = answer_due(received, HOURS, days)
    between = [
        received.astimezone(HANOI).date() + timedelta(days=each + 1)
        for each in range((moment.astimezone(HANOI).date() - received.astimezone(HANOI).date()).days)
    ]
    assert sum(bool(HOURS.on(day)) for day in between) == days


def test_the_house_may_keep_shorter_but_not_below_the_least() -> None:
    assert period_of(KINDS["exposures"], {"exposures": 60}) == timedelta(days=60)
    assert period_of(KINDS["exposures"], {"exposures": 1}) == timedelta(days=30)
    assert period_of(KINDS["exposures"], {}) == timedelta(days=90)


@pytest.mark.parametrize("days", [{"exposures": 29}, {"shoes": 10}])
def test_periods_that_cannot_be_are_refused(days: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=next(iter(days))):
        check_days(days)


def test_a_hold_keeps_until_it_ends_or_is_lifted() -> None:
    assert Hold().keeps(FRIDAY)
    assert Hold(until=FRIDAY + timedelta(hours=1)).keeps(FRIDAY)
    assert not Hold(until=FRIDAY).keeps(FRIDAY)
    assert not Hold(lifted_at=FRIDAY).keeps(FRIDAY)


@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
def test_every_kind_says_everything_in_both_languages(kind: DataKind) -> None:
    texts = [getattr(kind, name) for name in ("title", "purpose", "ground", "begins")]
    assert all(text.vi and text.en and text.vi != text.en for text in texts)
    assert set(kind.holds) <= set(HOLD_KINDS)
    assert kind.days >= kind.least_days > 0


def test_the_least_that_a_kind_is_kept_may_be_set() -> None:
    check_days({code: kind.least_days for code, kind in KINDS.items()})


def test_an_answer_is_due_to_the_minute_in_the_zone_in_which_one_asked() -> None:
    hours = OpeningHours(HANOI, dict.fromkeys(range(1, 6), (Span(450, 1015),)))
    asked = FRIDAY.astimezone(timezone(timedelta(hours=9)))
    assert answer_due(asked, hours).isoformat() == "2026-04-14T18:55:00+09:00"


def test_where_an_office_does_not_open_any_more_days_are_counted_as_they_come() -> None:
    closed = {FRIDAY.date() + timedelta(days=each): () for each in range(1, 500)}
    hours = OpeningHours(HANOI, dict.fromkeys(range(1, 6), OFFICE), closed)
    assert answer_due(FRIDAY, hours) == FRIDAY + timedelta(days=2)
