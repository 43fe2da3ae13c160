"""How long a crew inside may be silent, and from when its silence is an alarm."""

from datetime import timedelta

from compliance.checkins import EVERY, CheckinRules, ZoneAsks, due_at
from tests.compliance.cases import MINUTE, NOW

STRICT = CheckinRules(by_hazard={"radiation": 5 * MINUTE, "chemical": 10 * MINUTE, "flood": 60 * MINUTE})


def test_a_word_is_due_every_half_hour_where_nobody_says_otherwise() -> None:
    assert timedelta(minutes=30) == EVERY
    assert CheckinRules().every_of([ZoneAsks("flood")]) == EVERY


def test_of_several_zones_the_one_that_asks_soonest_counts() -> None:
    radiation, chemical, flood, fire = (ZoneAsks(each) for each in ("radiation", "chemical", "flood", "fire"))
    assert STRICT.every_of([radiation, chemical]) == 5 * MINUTE
    assert STRICT.every_of([chemical]) == 10 * MINUTE
    assert STRICT.every_of([flood]) == 60 * MINUTE
    assert STRICT.every_of([flood, fire]) == EVERY
    assert STRICT.every_of([]) == EVERY


def test_what_a_zone_says_itself_counts_before_what_is_said_of_its_hazard() -> None:
    assert STRICT.every_of([ZoneAsks("radiation", 20 * MINUTE)]) == 20 * MINUTE


def test_silence_counts_from_entering_or_from_the_last_word_since() -> None:
    assert due_at(NOW, None, EVERY) == NOW + EVERY
    assert due_at(NOW, NOW + 10 * MINUTE, EVERY) == NOW + 40 * MINUTE
    assert due_at(NOW, NOW - 10 * MINUTE, EVERY) == NOW + EVERY
