"""What a storm came to: reckoned by hand on a few lines, and drawn."""

from datetime import timedelta
from uuid import UUID
from xml.dom.minidom import parseString

import pytest
from rich.console import Console

from app.simulation.drawing import draw, nice_steps, page
from app.simulation.figures import Figures, by_class, curves, customer_minutes, driven, exposure_minutes, spread
from app.simulation.showing import show
from app.storage.simulation import Seen, Stay, TicketTimes
from tests.conftest import NOON
from tests.support.storms import call, storm

ZONE = UUID(int=1)


def _at(minutes: float) -> timedelta:
    return timedelta(minutes=minutes)


TICKETS = [
    TicketTimes("A", 0, 100, NOON, NOON + _at(20), NOON + _at(30)),
    TicketTimes("B", 5, 1, NOON + _at(60), None, None),
]
STORM = storm((call("A"), call("B", 3600)))


def test_customers_count_from_report_to_supply_or_to_the_end() -> None:
    assert customer_minutes(TICKETS, STORM.ends_at) == 100 * 30 + 1 * 60


def test_curves_end_where_the_sum_stands() -> None:
    without, lost = curves(TICKETS, STORM)
    assert (without[0], without[29], without[31], without[61], without[-1]) == (100, 100, 0, 1, 1)
    assert lost[0] == 0
    assert lost[30] == 3000
    assert lost[-1] == customer_minutes(TICKETS, STORM.ends_at)
    assert list(lost) == sorted(lost)


def test_response_is_told_by_class_and_only_of_what_happened() -> None:
    urgent, single = by_class(TICKETS)
    assert (urgent.priority_class, urgent.to_begin.mean_minutes, urgent.to_restore.p90_minutes) == (0, 20, 30)
    assert (single.tickets, single.restored, single.to_restore.mean_minutes) == (1, 0, None)
    assert spread([10, 20]).p90_minutes == pytest.approx(19)


def test_who_is_inside_still_is_counted_to_the_end() -> None:
    stays = [Stay(ZONE, NOON, NOON + _at(10)), Stay(ZONE, NOON + _at(100), None)]
    assert exposure_minutes(stays, STORM.ends_at) == 30


def test_standing_is_not_driving_and_crews_do_not_mix() -> None:
    seen = [
        Seen("S1", NOON, 108.0, 16.0),
        Seen("S1", NOON + _at(10), 108.0, 16.0),
        Seen("S1", NOON + _at(20), 108.0, 16.01),
        Seen("S2", NOON, 109.0, 16.0),
    ]
    metres, seconds = driven(seen)
    assert metres == pytest.approx(1112, abs=1)
    assert seconds == 600


def _figures(policy: str) -> Figures:
    without, lost = curves(TICKETS, STORM)
    return Figures(
        policy, 2, 1, 3060.0, without, lost, by_class(TICKETS), 4, 90.0, 2, {}, {}, 12.5, 0.5, {"closed": 1}, {}
    )


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_drawing_is_one_whole_file_that_asks_the_network_for_nothing(lang: str) -> None:
    drawn = draw(STORM, [_figures("nearest"), _figures("engine")], lang)
    root = parseString(drawn)  # noqa: S318 - our own
    words = {each.firstChild.data for each in root.getElementsByTagName("text")}
    assert {"Tổ gần nhất", "Nearest crew"} & words
    assert len(root.getElementsByTagName("polyline")) == 2 * 2 * 2  # a line and its sign in two panels
    assert "prefers-color-scheme: dark" in drawn
    assert "http" not in drawn.replace("http://www.w3.org/2000/svg", "")
    assert page(STORM, [_figures("nearest")], lang).startswith("<!doctype html>")


def test_a_storm_without_figures_is_drawn_too() -> None:
    empty = Figures("nearest", 0, 0, 0.0, (0,) * 121, (0.0,) * 121, (), 0, 0.0, 0, {}, {}, 0.0, 0.0, {}, {})
    parseString(draw(STORM, [empty], "en"))  # noqa: S318 - our own


@pytest.mark.parametrize(("most", "top"), [(0, 1), (1, 1), (7, 8), (1396, 1500), (98, 100)])
def test_scales_end_at_a_round_number(most: float, top: float) -> None:
    steps = nice_steps(most)
    assert (steps[0], steps[-1]) == (0, pytest.approx(top))


def test_the_terminal_shows_the_same_numbers() -> None:
    console = Console(width=160, record=True, file=None, quiet=False)
    with console.capture() as captured:
        console.print(show(STORM, [_figures("engine")], "en"))
    shown = captured.get()
    assert "51" in shown  # 3060 customer-minutes are 51 hours
    assert "1/2" in shown
    assert "30 | 30  (1/1)" in shown
