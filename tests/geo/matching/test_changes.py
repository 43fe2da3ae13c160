"""What changed from one plan to the next, on routes short enough to be read."""

from __future__ import annotations

from geo.matching.changes import Change, Kind, Visit, changes
from geo.matching.objective import Value
from geo.matching.plan import Plan, Route, Stop

HOUR = 3600


def plan(left_out: tuple[str, ...] = (), **orders: str) -> Plan:
    """Orders as text: ``T1="AB"``; every job takes an hour, a dot is an hour of waiting."""
    routes = []
    for crew, order in orders.items():
        stops = [Stop(job, at * HOUR, at * HOUR, (at + 1) * HOUR, 0) for at, job in enumerate(order) if job != "."]
        routes.append(Route(crew, tuple(stops), len(order) * HOUR))
    return Plan(tuple(routes), left_out, Value())


def kinds(found: tuple[Change, ...]) -> dict[object, str]:
    return {change.job: str(change.kind) for change in found}


def test_the_same_plan_has_no_changes() -> None:
    assert changes(plan(T1="AB", T2="C"), plan(T1="AB", T2="C")) == ()


def test_a_new_job_pushes_what_comes_after_it_and_is_named_as_the_reason() -> None:
    found = changes(plan(T1="AB"), plan(T1="AXB"))
    assert kinds(found) == {"X": "new", "B": "retimed"}
    assert found[0] == Change(Kind.NEW, "X", None, Visit(("T1",), HOUR, 2 * HOUR))
    assert found[1].because == ("X",)
    assert found[1].later_s == HOUR


def test_a_job_that_goes_to_a_sooner_crew_moved_for_its_own_sake() -> None:
    found = changes(plan(T1="ABC", T2=""), plan(T1="AC", T2="B"))
    assert kinds(found) == {"C": "retimed", "B": "moved"}
    assert {change.job: change.because for change in found} == {"C": ("B",), "B": ()}
    assert [change.later_s for change in found] == [-HOUR, -HOUR]


def test_a_job_that_had_to_go_names_what_stands_in_its_place() -> None:
    found = changes(plan(T1="A", T2="B"), plan(T1="X", T2="BA"))
    moved = next(change for change in found if change.job == "A")
    assert (moved.kind, moved.because, moved.later_s) == (Kind.MOVED, ("X",), HOUR)


def test_two_jobs_that_change_places_are_reordered() -> None:
    found = changes(plan(T1="AB"), plan(T1="BA"))
    assert kinds(found) == {"A": "reordered", "B": "reordered"}
    assert {change.job: change.because for change in found} == {"A": ("B",), "B": ("A",)}


def test_a_dropped_job_names_what_its_crew_does_instead() -> None:
    found = changes(plan(T1="AB"), plan(("B",), T1="AX"))
    assert kinds(found) == {"X": "new", "B": "dropped"}
    assert found[1].because == ("X",)
    assert found[1].later_s is None


def test_a_job_left_out_before_is_taken_in_and_an_unknown_one_left_out_is_new() -> None:
    found = changes(plan(("B",), T1="A"), plan(("N",), T1="AB"))
    assert kinds(found) == {"B": "taken_in", "N": "new"}
    assert found[1].after is None


def test_a_job_for_two_crews_moves_when_one_of_them_is_another() -> None:
    found = changes(plan(T1="A", T2="A", T3=""), plan(T1="A", T2="", T3="A"))
    assert [(change.kind, change.before, change.after) for change in found] == [
        (Kind.MOVED, Visit(("T1", "T2"), 0, HOUR), Visit(("T1", "T3"), 0, HOUR))
    ]


def test_less_than_a_minute_is_no_change() -> None:
    before, after = plan(T1="A"), plan(T1="A")
    stop = after.routes[0].stops[0]
    moved = Route("T1", (Stop("A", 59, 59, stop.finish_s + 59, 0),), stop.finish_s + 59)
    assert changes(before, Plan((moved,), (), Value())) == ()
    assert kinds(changes(before, Plan((moved,), (), Value()), least_s=30)) == {"A": "retimed"}
