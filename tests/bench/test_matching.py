"""The engine's benchmarks run on a few tickets, judge every plan alike, and need no peers to be installed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from bench import bounds, matching, plans, quality
from bench.growth import Line
from bench.peers import ask
from bench.peers.plots import draw
from bench.polish import polish
from bench.seeds import Seed, table
from bench.storm import Storm, judge_storm, make_storm


@pytest.fixture
def without_peers(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(ask, "PYTHON", tmp_path / "python")


@pytest.mark.usefixtures("without_peers")
def test_one_run_tells_everything_and_needs_no_peers() -> None:
    told = matching.run(matching.Sizes.quick())
    lines = told.splitlines()
    row = next(line for line in lines if line.startswith(quality.OURS))
    assert row.split()[1] == "1.00"
    assert sum(line.endswith(ask.NOT_THERE) for line in lines) >= 5
    assert "Growth" in told
    assert "no plan is better than this" in told
    assert "--instances names a folder" in told


def test_an_unknown_part_is_named() -> None:
    with pytest.raises(SystemExit, match="no such part: qualty"):
        matching.run(replace(matching.Sizes.quick(), parts="qualty"))


@pytest.mark.skipif(not ask.are_installed(), reason="the peers are not here: make bench installs them")
@pytest.mark.parametrize("engine", ["pyvroom", "pyvroom bent", "PyVRP", "OR-Tools"])
def test_peers_answer_within_the_rules(engine: str) -> None:
    storm = make_storm(30, 6)
    found = judge_storm(storm, ask.ask(engine, storm, 0.2, start=plans.assignment_rounds(storm)).routes)
    assert found["broken"] == 0
    assert found["left_out"] < 30


@pytest.mark.parametrize("make", [plans.greedy_nearest, plans.greedy_earliest, plans.assignment_rounds])
def test_simple_plans_break_no_rule_and_polishing_only_helps(make: Callable[[Storm], Sequence[Sequence[int]]]) -> None:
    storm = make_storm(60, 9, 3)
    plain = make(storm)
    before, after = judge_storm(storm, plain), judge_storm(storm, polish(storm, plain))
    assert before["broken"] == after["broken"] == 0
    assert after["J"] < before["J"]
    assert after["left_out"] <= before["left_out"]


def test_the_greedy_dispatcher_is_the_published_one() -> None:
    """The value that ../shared/design/stack.md names for 200 tickets and 50 crews."""
    storm = make_storm(200, 50)
    assert judge_storm(storm, plans.greedy_earliest(storm))["J"] == pytest.approx(1228.6, abs=0.1)
    assert judge_storm(storm, plans.greedy_nearest(storm))["J"] == pytest.approx(1659.9, abs=0.1)


def test_the_bound_lies_below_the_plan_and_not_far() -> None:
    line = bounds.measure(10, 3, 0.2, 1.0)
    assert 0 <= line.gap < 0.1


def test_ratios_of_seeds_stand_beside_their_targets() -> None:
    greedy, short, long, peer = (
        quality.Run("", 1.0, value=value, travel_h=travel)
        for value, travel in ((100.0, 9.0), (70.0, 8.0), (60.0, 12.0), (75.0, 10.0))
    )
    told = table("storms", [Seed(1, greedy, short, long, peer)], 10.0)
    assert "J after 1 s / greedy earliest: median 0.700 (0.700 to 0.700), target 0.72: reached" in told
    assert "0.800 to 0.800), target 0.88: reached" in told
    assert "travel / the same: median 1.200 (1.200 to 1.200), target 1.15: not reached" in told


@pytest.mark.skipif(not ask.are_installed(), reason="matplotlib is not here: make bench installs it")
def test_figures_are_drawn(tmp_path: Path) -> None:
    runs = [quality.Run(quality.OURS, limit, limit, 900.0 - limit) for limit in (1.0, 2.0)]
    lines = [Line(jobs, 5, 1.0, 0.1, 1.0, 9.0, 10.0, 0, 0, 2.0, 90.0) for jobs in (100, 200)]
    _, written = draw(runs, lines, tmp_path)
    assert [path.name for path in written] == ["matching-quality.svg", "matching-growth.svg"]
    assert all("Cordon" in path.read_text() or "jobs" in path.read_text() for path in written)
    assert not (tmp_path / ".figures.json").exists()


def test_a_report_is_written_between_its_marks(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"before\n{matching.BEGIN}\nold\n{matching.END}\nafter\n", encoding="utf-8")
    matching.write_between_marks(page, "new")
    assert page.read_text(encoding="utf-8") == f"before\n{matching.BEGIN}\nnew\n{matching.END}\nafter\n"
    page.write_text("nothing here", encoding="utf-8")
    with pytest.raises(SystemExit, match="has no lines"):
        matching.write_between_marks(page, "new")
