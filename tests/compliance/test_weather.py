"""Which word on the weather holds, and what it means for those who were briefed under another one."""

from datetime import datetime

import pytest

from compliance.weather import WEATHER, WeatherFact, has_changed, here, in_force, is_storm, worst
from tests.compliance.cases import HOUR, MINUTE, NOW, uid

COMPANY, DISTRICT = uid(700), uid(701)


def told(kind: str, at: datetime = NOW, *, unit: object = DISTRICT, hours: int = 3, number: int = 1) -> WeatherFact:
    """A word for some hours."""
    return WeatherFact(uid(number), unit, kind, at, at + hours * HOUR)  # type: ignore[arg-type]


def kind_at(*facts: WeatherFact, at: datetime = NOW + MINUTE) -> str | None:
    found = in_force(facts, at)
    return found and found.kind


def test_the_newest_word_of_a_unit_holds() -> None:
    assert kind_at(told("storm", NOW - HOUR), told("calm", number=2)) == "calm"


def test_of_a_unit_and_those_above_the_worst_word_holds() -> None:
    assert kind_at(told("calm"), told("lightning", NOW - HOUR, unit=COMPANY)) == "lightning"


def test_a_word_holds_until_it_expires_and_does_not_bring_an_older_one_back() -> None:
    short = told("calm", hours=1, number=2)
    assert kind_at(short, at=NOW + HOUR - MINUTE) == "calm"
    assert kind_at(told("calm", NOW - HOUR, hours=9), short, at=NOW + HOUR) is None


def test_nobody_s_word_is_no_word() -> None:
    assert kind_at() is None
    assert kind_at(told("calm", NOW + HOUR)) is None


@pytest.mark.parametrize(
    ("at_the_place", "weather"), [(None, "calm"), ("calm", "calm"), ("rain", "rain"), ("storm", "storm")]
)
def test_what_is_seen_at_the_place_makes_it_worse_never_milder(at_the_place: str | None, weather: str) -> None:
    assert here("calm", at_the_place) == weather
    assert here("storm", "calm") == "storm"


def test_what_is_seen_does_not_stand_in_for_a_word_but_a_storm_that_is_seen_counts() -> None:
    assert here(None, "calm") == "unknown"
    assert here(None, "lightning") == "lightning"


@pytest.mark.parametrize(
    ("before", "now", "changed"),
    [
        ("calm", "calm", False), ("calm", "rain", True), ("storm", "calm", True), ("calm", "unknown", False),
        ("unknown", "calm", False), (None, "calm", False), (None, "storm", True), ("unknown", "wind", True),
    ],
)  # fmt: skip
def test_other_weather_than_at_the_briefing(before: str | None, now: str, changed: bool) -> None:
    assert has_changed(before, now) is changed


def test_storm_and_lightning_are_the_ones_that_stop_work_on_live_parts() -> None:
    assert {kind for kind in WEATHER if is_storm(kind)} == {"storm", "lightning"}
    assert is_storm("unknown") is None
    assert is_storm(None) is None
    assert worst(("rain", "storm", None)) == "storm"


def test_a_word_holds_from_the_moment_it_was_seen() -> None:
    assert kind_at(told("storm"), at=NOW) == "storm"


def test_an_older_word_that_is_read_later_does_not_replace_the_newest() -> None:
    assert kind_at(told("calm", number=2), told("storm", NOW - HOUR)) == "calm"


def test_the_worst_of_several_words_is_not_the_last_in_the_alphabet() -> None:
    assert worst(("lightning", "storm")) == "lightning"
    assert worst(("wind", "lightning", None)) == "lightning"
    assert worst(()) == worst((None,)) == "unknown"
