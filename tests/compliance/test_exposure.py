import pytest

from compliance.exposure import hold_until, leave_by, minutes_inside, within_maximum
from tests.compliance.cases import HOUR, MINUTE, NOW


@pytest.mark.parametrize(("seconds", "minutes"), [(0, 0), (1, 1), (60, 1), (61, 2), (3600, 60)])
def test_every_started_minute_inside_counts(seconds: int, minutes: int) -> None:
    assert minutes_inside(NOW, NOW + seconds * MINUTE / 60, NOW + HOUR) == minutes


def test_a_stay_that_goes_on_counts_until_now() -> None:
    assert minutes_inside(NOW, None, NOW + 5 * MINUTE) == 5


def test_nobody_leaves_before_entering() -> None:
    with pytest.raises(ValueError, match="before it begins"):
        minutes_inside(NOW, NOW - MINUTE, NOW)


def test_the_stay_must_end_at_the_zones_maximum() -> None:
    assert leave_by(NOW, 90) == NOW + 90 * MINUTE
    assert leave_by(NOW, None) is None


def test_a_stay_over_the_maximum_is_told_with_its_excess() -> None:
    assert within_maximum(120, 120).allowed
    assert within_maximum(500, None).allowed
    refused = within_maximum(121, 120)
    assert refused.codes == ("exposure.over_maximum",)
    assert refused.reasons[0].params == {"minutes": 121, "max_minutes": 120, "over": 1}


def test_the_hold_starts_at_leaving() -> None:
    assert hold_until(NOW, 60) == NOW + HOUR
    assert hold_until(NOW, 1) == NOW + MINUTE
    assert hold_until(NOW, 0) is None
