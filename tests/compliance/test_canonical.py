"""Canonical JSON: one text for one value, by RFC 8785."""

import json
import math
import time
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.canonical import canonical, moment, number

SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
EXACT = st.none() | st.integers() | st.floats(-1e15, 1e15) | st.text()
"""Beyond 2^53 the shortest digits of a double are no longer those of the whole number that it is."""
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4), max_leaves=12
)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "null"), (True, "true"), (False, "false"), (0, "0"), (-7, "-7"), ([], "[]"), ({}, "{}"),
        ([1, "a", None], '[1,"a",null]'), ({"b": 1, "a": [2]}, '{"a":[2],"b":1}'),
        ("đường Lê Lợi", '"đường Lê Lợi"'), ('"\\\b\f\n\r\t\x01\x7f', '"\\"\\\\\\b\\f\\n\\r\\t\\u0001\x7f"'),
        (12345678901234567890, "12345678901234567890"),
    ],
)  # fmt: skip
def test_every_kind_of_value_has_one_text(value: Any, text: str) -> None:
    assert canonical(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"), (-0.0, "0"), (1.0, "1"), (0.1, "0.1"), (-22000.5, "-22000.5"), (10.0, "10"),
        (1e15, "1000000000000000"),
        (1e-6, "0.000001"), (1.25e-5, "0.0000125"), (-1.25e-5, "-0.0000125"), (1e-7, "1e-7"), (1.5e-9, "1.5e-9"),
        (0.0001, "0.0001"), (1e16, "10000000000000000"), (1e20, "100000000000000000000"),
        (-1e20, "-100000000000000000000"),
        (1e21, "1e+21"), (1.5e300, "1.5e+300"), (5e-324, "5e-324"), (333333333.3333333, "333333333.3333333"),
        (-1e21, "-1e+21"), (9.999999999999999e20, "999999999999999900000"), (2.0**60, "1152921504606847000"),
    ],
)  # fmt: skip
def test_numbers_are_printed_as_ecmascript_prints_them(value: float, text: str) -> None:
    assert number(value) == text


def test_keys_stand_in_the_order_of_their_utf_16_code_units() -> None:
    """The example of RFC 8785, 3.2.3: a character beyond U+FFFF comes before U+FB33."""
    keys = ["\u20ac", "\r", "\ufb33", "1", "\U0001f600", "\u0080", "\u00f6"]
    told = json.loads(canonical(dict.fromkeys(keys, 0)))
    assert list(told) == ["\r", "1", "\u0080", "\u00f6", "\u20ac", "\U0001f600", "\ufb33"]


def test_half_a_character_in_a_key_has_its_place_too() -> None:
    """JSON text may hold half of a surrogate pair; the audit trail must not stumble over it."""
    assert canonical({"\ufb33": 1, "\ud800": 2}) == '{"\ud800":2,"\ufb33":1}'


@given(EXACT | st.lists(EXACT) | st.dictionaries(st.text(), EXACT))
def test_what_was_written_reads_back_as_the_same_value(value: Any) -> None:
    assert json.loads(canonical(value)) == value


@given(VALUES)
def test_reading_back_and_writing_again_gives_the_same_text(value: Any) -> None:
    text = canonical(value)
    assert canonical(json.loads(text)) == text


@given(st.dictionaries(st.text(), st.integers(), min_size=2, max_size=6))
def test_the_order_in_which_keys_were_written_makes_no_difference(value: dict[str, int]) -> None:
    assert canonical(dict(reversed(value.items()))) == canonical(value)


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_numbers_that_are_not_finite_are_refused(value: float) -> None:
    with pytest.raises(ValueError, match="not finite"):
        canonical(value)


@pytest.mark.parametrize("value", [b"bytes", bytearray(b"x"), object(), {1, 2}, datetime(2026, 1, 1, tzinfo=UTC)])
def test_what_json_has_no_word_for_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="JSON has no"):
        canonical(value)


def test_a_moment_has_one_text_whatever_zone_it_was_told_in() -> None:
    at = datetime(2026, 4, 1, 5, 0, 0, 120, tzinfo=UTC)
    assert moment(at) == "2026-04-01T05:00:00.000120Z"
    assert moment(at.astimezone(timezone(timedelta(hours=7)))) == moment(at)
    assert moment(at.replace(microsecond=0)) == "2026-04-01T05:00:00.000000Z"
    with pytest.raises(ValueError, match="without a time zone"):
        moment(datetime(2026, 4, 1))  # noqa: DTZ001 the very point


def test_a_moment_has_one_text_whatever_zone_the_machine_is_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Ho_Chi_Minh")
    time.tzset()
    try:
        assert moment(datetime(2026, 4, 1, 5, tzinfo=UTC)) == "2026-04-01T05:00:00.000000Z"
    finally:
        monkeypatch.undo()
        time.tzset()
