"""Crossings of a border between fixes, on a square of two kilometres whose middle is 0, 0."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import box

from geo.borders import Fixed, border_crossings, side_of
from geo.places import METRES_PER_DEGREE, Place, distance_m

NOON = datetime(2026, 4, 1, 5, tzinfo=UTC)
KM = 1000 / METRES_PER_DEGREE
SQUARE = box(-KM, -KM, KM, KM)


def fix(east_km: float, minute: float, north_km: float = 0.0, accuracy_m: float = 10.0) -> Fixed:
    return Fixed(Place(east_km * KM, north_km * KM), accuracy_m, NOON + timedelta(minutes=minute))


def kinds(*fixes: Fixed) -> list[str]:
    return [each.kind for each in border_crossings(fixes, SQUARE)]


@pytest.mark.parametrize(
    ("east_km", "side"), [(0, "inside"), (0.98, "inside"), (0.995, "unsure"), (1.005, "unsure"), (1.02, "outside")]
)
def test_only_a_whole_circle_is_on_one_side(east_km: float, side: str) -> None:
    assert side_of(fix(east_km, 0), SQUARE) == side


def test_an_entry_lies_where_the_way_meets_the_border() -> None:
    """From 2 km to 0 km within four minutes: at the border after two."""
    (crossing,) = border_crossings([fix(2, 0), fix(0, 4)], SQUARE)
    assert crossing.kind == "entered"
    assert abs(crossing.at - (NOON + timedelta(minutes=2))) < timedelta(seconds=1)
    assert abs(crossing.place.lon - KM) < KM / 1000


def test_leaving_is_the_way_back() -> None:
    assert kinds(fix(2, 0), fix(0, 4), fix(0.2, 5), fix(-3, 9)) == ["entered", "left"]


def test_what_lies_between_two_fixes_outside_was_passed() -> None:
    assert kinds(fix(-2, 0), fix(2, 4)) == ["passed"]


def test_a_corner_that_is_cut_by_less_than_the_fixes_may_be_off_says_nothing() -> None:
    """The line leads some 35 m deep over the corner."""
    cut = (fix(0.95, 0, 1.05), fix(1.05, 1, 0.95)), (fix(0.9, 0, 1.05), fix(1.05, 1, 0.9))
    assert kinds(*cut[0]) == []
    assert kinds(*cut[1]) == ["passed"]
    assert kinds(*(Fixed(each.place, 45.0, each.at) for each in cut[1])) == []


def test_nothing_is_said_of_a_line_over_a_long_gap() -> None:
    assert kinds(fix(-2, 0), fix(2, 11)) == []
    assert kinds(fix(-2, 0), fix(0, 600)) == ["entered"]  # but on which side it is now is sure


def test_fixes_that_jump_about_at_the_border_are_no_crossings() -> None:
    assert kinds(fix(1.02, 0), fix(0.995, 1), fix(1.004, 2), fix(0.993, 3), fix(1.03, 4)) == []


def test_what_entered_is_seen_inside_until_its_last_sure_fix() -> None:
    (entered, _) = border_crossings([fix(2, 0), fix(0, 4), fix(0.5, 9), fix(0.995, 12), fix(2, 15)], SQUARE)
    assert entered.seen_until == NOON + timedelta(minutes=9)


def test_one_fix_alone_crosses_nothing() -> None:
    assert kinds(fix(0, 0)) == kinds() == []


@given(st.lists(st.tuples(st.floats(-3, 3), st.floats(-3, 3), st.floats(0, 50)), min_size=2, max_size=12))
def test_entries_and_exits_alternate_and_lie_at_the_border(steps: list[tuple[float, float, float]]) -> None:
    fixes = [fix(east, minute, north, off) for minute, (east, north, off) in enumerate(steps)]
    found = border_crossings(fixes, SQUARE)
    turns = [each.kind for each in found if each.kind != "passed"]
    assert all(one != two for one, two in pairwise(turns))
    assert [each.before.at for each in found] == sorted(each.before.at for each in found)
    for each in found:
        assert each.before.at <= each.at <= each.after.at
        assert distance_m(each.place, SQUARE.boundary) < 5
