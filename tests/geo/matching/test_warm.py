"""Compiled code is there before the first request, kept where only its owner writes."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import pytest

from geo.matching import anneal, compiled, warm
from geo.matching.kernel import load
from geo.matching.replan import insert
from geo.matching.search import Limit, solve
from tests.support.matching import make_problem


def test_after_warming_nothing_is_compiled_whatever_the_problem() -> None:
    assert warm.warm() > 0
    entries: tuple[Any, ...] = (anneal.anneal, anneal.place, load)
    before = [len(entry.signatures) for entry in entries]
    assert before == [1, 1, 1]
    for seed in range(6):
        problem = make_problem(seed, jobs=int(seed * 9), crews=seed)
        plan = solve(problem, Limit(rounds=50))
        if problem.jobs and problem.crews:
            insert(problem, plan.orders, problem.jobs[-1].key)
    assert [len(entry.signatures) for entry in entries] == before


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of sources of our own."""
    (tmp_path / "kernel.py").write_text("from geo.matching.compiled import compiled\n")
    monkeypatch.setattr(compiled, "_HERE", tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    return tmp_path


def test_compiled_code_lies_beside_its_sources_under_a_name_of_their_content(sources: Path) -> None:
    first = compiled.folder()
    assert first.parent == sources / "__pycache__"
    (sources / "kernel.py").write_text("from geo.matching.compiled import compiled  # changed\n")
    assert compiled.folder() != first


def test_where_others_may_write_nothing_is_read_and_the_users_own_folder_serves(sources: Path) -> None:
    beside = compiled.folder()
    beside.chmod(0o777)
    assert compiled.folder() == sources / "home" / "cordon" / beside.name


def test_what_is_compiled_beside_sources_that_are_not_ours_is_taken_over(
    sources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    beside = compiled.folder()
    (beside / "kernel.nbi").write_text("compiled")
    own = os.getuid()
    monkeypatch.setattr(compiled, "_is_ours", lambda path: path != beside and (path.mkdir(parents=True), own)[1] == own)
    assert (compiled.folder() / "kernel.nbi").read_text() == "compiled"


def test_old_versions_are_removed_after_a_day_and_nothing_else(sources: Path) -> None:
    current = compiled.folder()
    for name in ("0123456789abcdef", "fedcba9876543210", "notours"):
        (current.parent / name).mkdir()
    now = time.time()
    os.utime(current.parent / "0123456789abcdef", (now - 2 * 86400,) * 2)
    assert warm.tidy(now) == 1
    assert {path.name for path in current.parent.iterdir()} == {current.name, "fedcba9876543210", "notours"}
