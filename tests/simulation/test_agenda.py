"""The core of the simulator: what is due first goes first, bells wake, and chance has a name."""

from datetime import UTC, datetime, timedelta

from app.clock import ManualClock
from app.simulation.agenda import Agenda, AtOnce, Bell, Pause, Process
from app.simulation.chance import Chance

START = datetime(2026, 1, 1, tzinfo=UTC)


def _agenda() -> Agenda:
    clock = ManualClock(START)
    return Agenda(clock, AtOnce(clock))


def _note(agenda: Agenda, log: list[tuple[str, float]], name: str, *pauses: Pause) -> Process:
    for pause in pauses:
        yield pause
        log.append((name, (agenda.now - START).total_seconds()))


def test_what_is_due_first_goes_first_and_equals_go_in_the_order_they_came() -> None:
    agenda, log = _agenda(), []
    agenda.start(_note(agenda, log, "late", Pause(9)))
    agenda.start(_note(agenda, log, "a", Pause(5), Pause(5)))
    agenda.start(_note(agenda, log, "b", Pause(5)))
    agenda.run(START + timedelta(seconds=60))
    assert log == [("a", 5), ("b", 5), ("late", 9), ("a", 10)]
    assert agenda.now == START + timedelta(seconds=60)


def test_what_is_due_at_the_end_does_not_happen_any_more() -> None:
    agenda, log = _agenda(), []
    agenda.start(_note(agenda, log, "a", Pause(60)))
    agenda.run(START + timedelta(seconds=60))
    assert log == []


def test_a_bell_ends_a_pause_once() -> None:
    agenda, log = _agenda(), []
    bell = Bell(agenda)
    agenda.start(_note(agenda, log, "a", Pause(100, bell), Pause(100, bell)))
    bell.ring(after_s=7)
    agenda.run(START + timedelta(seconds=300))
    assert log == [("a", 7), ("a", 107)]


def test_a_bell_that_rings_while_nobody_waits_is_heard_by_the_next() -> None:
    agenda, log = _agenda(), []
    bell = Bell(agenda)
    bell.ring()
    agenda.start(_note(agenda, log, "a", Pause(50), Pause(100, bell)))
    agenda.run(START + timedelta(seconds=300))
    assert log == [("a", 50), ("a", 50)]


def test_a_draw_depends_on_seed_and_name_and_not_on_what_was_drawn_before() -> None:
    first, second = Chance(1), Chance(1)
    second.around(10, 0.5, "something", "else")
    assert first.around(10, 0.5, "work", "C1") == second.around(10, 0.5, "work", "C1")
    assert first.around(10, 0.5, "work", "C1") != first.around(10, 0.5, "work", "C2")
    assert first.around(10, 0.5, "work", "C1") != Chance(2).around(10, 0.5, "work", "C1")
