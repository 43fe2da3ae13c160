"""Ask an engine in the peers' environment for a plan."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np

from bench.storm import Storm, judge_storm

ROOT = Path(__file__).parents[2]
PYTHON = ROOT / ".cordon" / "peers" / "bin" / "python"
NOT_THERE = "not installed: make bench installs it"
PATIENCE_S = 240
"""An engine that overruns its limit by so much is ended."""


class PeerError(RuntimeError):
    """A peer that gave no plan; says why in a few words."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a peer gave.

    Attributes:
        routes: Tickets of each crew in order.
        solve_s: Seconds in its solver; reading the file and building its model are apart.
        peak_mb: The most memory that its process held.
    """

    routes: list[list[int]]
    solve_s: float
    peak_mb: float


def are_installed() -> bool:
    """Tell whether ``make bench`` has made the peers' environment."""
    return PYTHON.exists()


def ask(engine: str, storm: Storm, seconds: float, *, copies: int = 1, start: Sequence[Sequence[int]] = ()) -> Answer:
    """Let an engine solve a storm.

    Args:
        engine: As `bench.peers.run` names it.
        storm: The problem.
        seconds: Its limit.
        copies: Run so many at once with other seeds, for an engine of one thread; the best plan by the judge counts.
        start: A plan to begin with, for an engine that takes one.

    Raises:
        PeerError: The environment is missing, the engine failed, or it did not end.
    """
    if not are_installed():
        raise PeerError(NOT_THERE)
    with tempfile.TemporaryDirectory(prefix="cordon-bench-") as folder, ThreadPoolExecutor(copies) as pool:
        arrays = {each.name: getattr(storm, each.name) for each in fields(storm)}
        np.savez(Path(folder, "storm.npz"), **arrays)
        Path(folder, "start.json").write_text(json.dumps([list(map(int, route)) for route in start]))
        answers = list(pool.map(lambda seed: _ask_one(engine, Path(folder), seconds, seed), range(copies)))
    return min(answers, key=lambda answer: judge_storm(storm, answer.routes)["J"])


def _ask_one(engine: str, folder: Path, seconds: float, seed: int) -> Answer:
    told = ["--engine", engine, "--folder", str(folder), "--seconds", str(seconds), "--seed", str(seed)]
    told += ["--threads", str(len(os.sched_getaffinity(0)))]
    return Answer(**run_there("bench.peers.run", told, seconds + PATIENCE_S))


def run_there(module: str, arguments: Sequence[str], patience_s: float) -> dict[str, Any]:
    """Run a module in the peers' environment; its last line is JSON.

    Raises:
        PeerError: It failed or did not end.
    """
    command = [str(PYTHON), "-W", "ignore", "-m", module, *arguments]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=patience_s, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as late:
        raise PeerError(f"no plan within {patience_s:.0f} s") from late
    if done.returncode:
        print(done.stderr[-2000:], file=sys.stderr)
        raise PeerError((done.stderr.strip().splitlines() or [f"ended with {done.returncode}"])[-1][:80])
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found
