"""Several stand-downs at once: three facts say what holds now and at every later moment."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.stand_downs import Bar, StandDown, bar_of, is_barred
from tests.compliance.cases import NOW

HOUR = timedelta(hours=1)
CLASSES = ("flood", "chemical", "radiation")


def down(hours: float, hazard_class: str | None = None) -> StandDown:
    return StandDown(NOW + hours * HOUR, hazard_class)


@pytest.mark.parametrize(
    ("running", "expected"),
    [
        ((), None),
        ((down(0, "flood"),), None),
        ((down(2, "flood"),), Bar(NOW + 2 * HOUR, "flood", None)),
        ((down(2),), Bar(NOW + 2 * HOUR, None, NOW + 2 * HOUR)),
        ((down(5, "flood"), down(2, "flood")), Bar(NOW + 5 * HOUR, "flood", None)),
        ((down(5, "flood"), down(2, "chemical")), Bar(NOW + 5 * HOUR, "flood", NOW + 2 * HOUR)),
        ((down(5, "flood"), down(3), down(2, "chemical")), Bar(NOW + 5 * HOUR, "flood", NOW + 3 * HOUR)),
        ((down(2, "flood"), down(5)), Bar(NOW + 5 * HOUR, None, NOW + 5 * HOUR)),
        ((down(5, "flood"), down(5, "chemical")), Bar(NOW + 5 * HOUR, None, NOW + 5 * HOUR)),
    ],
)
def test_what_they_come_to(running: Sequence[StandDown], expected: Bar | None) -> None:
    assert bar_of(running, NOW) == expected


def test_it_ends_by_itself_and_inside_its_class_work_goes_on_before() -> None:
    bar = bar_of([down(5, "flood"), down(2)], NOW)
    assert is_barred(bar, {"flood"}, NOW + HOUR)
    assert not is_barred(bar, {"flood"}, NOW + 2 * HOUR)
    assert is_barred(bar, {"flood", "chemical"}, NOW + 2 * HOUR)
    assert is_barred(bar, (), NOW + 4 * HOUR)
    assert not is_barred(bar, (), NOW + 5 * HOUR)


RUNNING = st.lists(st.builds(down, st.integers(0, 8), st.sampled_from([*CLASSES, None])), max_size=5)


@given(running=RUNNING, later=st.integers(0, 9), here=st.sets(st.sampled_from(CLASSES)))
def test_it_bars_exactly_where_one_of_them_does_whenever_one_looks(
    running: list[StandDown], later: int, here: set[str]
) -> None:
    at = NOW + later * HOUR
    one_does = any(at < each.until and here != {each.hazard_class} for each in running)
    assert is_barred(bar_of(running, NOW), here, at) is one_does
