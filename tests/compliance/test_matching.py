"""Why one crew stands before another, from the times of both."""

from dataclasses import replace
from datetime import timedelta

from compliance.matching import Delayed, Turn, minutes, why_behind, why_first, why_moving
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


def test_each_reason_names_the_other_crew_and_the_minutes_that_decide() -> None:
    first, equal = turn("T1"), turn("T2")
    assert why_first(first, equal)[0].params == {"crew": "T2"}
    assert why_behind(equal, first)[0].params == {"crew": "T1"}
    later, why = why_behind(turn("T2", drives=40), first)
    assert (later.params, why.params) == ({"crew": "T1", "minutes": 30}, {"minutes": 30})
    later, why = why_behind(turn("T2", prepares=90), first)
    assert (later.params, why.params) == ({"crew": "T1", "minutes": 80}, {"minutes": 80})
    why = why_behind(turn("T2", leaves=60, drives=20, busy=True), first)[1]
    assert why.params == {"busy_until": (NOW + timedelta(hours=1)).isoformat()}


def test_a_minute_is_worth_telling_and_less_is_the_same_moment() -> None:
    first, later = turn("T1"), turn("T2", drives=11)
    assert why_first(first, later)[0].params == {"crew": "T2", "minutes": 1}
    assert codes(later, first) == ["candidate.later_than", "candidate.drives_longer"]
    nearly = replace(later, restored_at=first.restored_at + timedelta(seconds=59))
    assert [each.code for each in why_first(first, nearly)] == ["candidate.nearer_than"]
    assert codes(nearly, first) == ["candidate.farther_than"]


def test_where_nothing_costs_a_minute_more_nothing_decides() -> None:
    slow = replace(turn("T2"), restored_at=turn("T1").restored_at + timedelta(hours=1))
    assert codes(slow, turn("T1")) == ["candidate.later_than"]


def test_moving_planned_work_that_delays_nobody_says_only_what_it_gains() -> None:
    (gain,) = why_moving(NOW, timedelta(minutes=95), [])
    assert gain.code == "candidate.by_moving"
    assert gain.params == {"begin_at": NOW.isoformat(), "minutes": 95}


def test_minutes_are_whole_and_at_least_one() -> None:
    spans = [timedelta(seconds=each) for each in (0, 20, 89, 91, 150, 3600)]
    assert [minutes(each) for each in spans] == [1, 1, 1, 2, 2, 60]


def test_moving_planned_work_says_what_it_gains_and_whom_it_delays() -> None:
    gain, cost = why_moving(NOW, timedelta(minutes=95), [Delayed("DN-26-000123", timedelta(minutes=25), 36)])
    assert gain.params["minutes"] == 95
    assert cost.text("en") == "Would delay DN-26-000123 (36 customers) by 25 min."
    assert cost.text("vi") == "Sẽ làm chậm DN-26-000123 (36 khách hàng) 25 phút."
