"""Why one crew stands before another, from the times of both."""

from datetime import timedelta

from compliance.matching import Delayed, Turn, why_behind, why_first, why_moving
from tests.compliance.cases import NOW


def turn(crew: str, leaves: int = 0, drives: int = 10, prepares: int = 10, *, busy: bool = False) -> Turn:
    """Minutes; the work takes an hour."""
    depart = NOW + timedelta(minutes=leaves)
    arrive = depart + timedelta(minutes=drives)
    start = arrive + timedelta(minutes=prepares)
    return Turn(crew, depart, arrive, start, start + timedelta(hours=1), busy)


def codes(mine: Turn, first: Turn) -> list[str]:
    return [each.code for each in why_behind(mine, first)]


def test_the_first_says_how_much_sooner_it_is_than_the_second() -> None:
    (found,) = why_first(turn("T1"), turn("T2", drives=22))
    assert found.text("en") == "Restores supply 12 min sooner than T2."
    assert found.text("vi") == "Có điện sớm hơn 12 phút so với T2."


def test_the_only_crew_says_so() -> None:
    assert [each.code for each in why_first(turn("T1"), None)] == ["candidate.only"]


def test_the_same_minute_goes_to_the_nearer_one() -> None:
    assert [each.code for each in why_first(turn("T1"), turn("T2"))] == ["candidate.nearer_than"]
    assert codes(turn("T2"), turn("T1")) == ["candidate.farther_than"]


def test_what_costs_most_time_decides() -> None:
    first = turn("T1")
    assert codes(turn("T2", drives=40), first)[1:] == ["candidate.drives_longer"]
    assert codes(turn("T2", leaves=60, drives=20, busy=True), first)[1:] == ["candidate.busy"]
    assert codes(turn("T2", prepares=90), first)[1:] == ["candidate.waits_longer"]


def test_a_crew_whose_shift_has_not_begun_is_not_busy() -> None:
    assert codes(turn("T2", leaves=60), turn("T1")) == ["candidate.later_than"]


def test_moving_planned_work_says_what_it_gains_and_whom_it_delays() -> None:
    gain, cost = why_moving(NOW, timedelta(minutes=95), [Delayed("DN-26-000123", timedelta(minutes=25), 36)])
    assert gain.params["minutes"] == 95
    assert cost.text("en") == "Would delay DN-26-000123 (36 customers) by 25 min."
    assert cost.text("vi") == "Sẽ làm chậm DN-26-000123 (36 khách hàng) 25 phút."
