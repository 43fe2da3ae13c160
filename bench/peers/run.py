"""The program in the peers' environment: reads a storm, lets one engine solve it, prints the plan as JSON."""

from __future__ import annotations

import argparse
import json
import time
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import numpy as np

ENGINES = {
    "pyvroom": ("bench.peers.by_vroom", "plain"),
    "pyvroom bent": ("bench.peers.by_vroom", "bent"),
    "PyVRP": ("bench.peers.by_pyvrp", "with_prizes"),
    "OR-Tools": ("bench.peers.by_ortools", "given_our_value"),
}


class Clock:
    """Counts the seconds inside the solver only."""

    def __init__(self) -> None:
        self.began = 0.0

    def start(self) -> None:
        """The model is built; the limit runs from here."""
        self.began = time.perf_counter()

    def seconds(self) -> float:
        """Since the start."""
        return time.perf_counter() - self.began


def main() -> None:
    """Do what the command line says."""
    parser = argparse.ArgumentParser(prog="python -m bench.peers.run")
    parser.add_argument("--engine", choices=ENGINES, required=True)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--seconds", type=float, required=True)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=2)
    told = parser.parse_args()
    storm = SimpleNamespace(**np.load(told.folder / "storm.npz"))
    told.start = json.loads((told.folder / "start.json").read_text())
    module, name = ENGINES[told.engine]
    solve, clock = getattr(import_module(module), name), Clock()
    routes = solve(storm, told, clock)
    solve_s = clock.seconds()
    print(json.dumps({"routes": routes, "solve_s": solve_s, "peak_mb": _peak_mb()}))


def _peak_mb() -> float:
    """The most memory that this process has held; 0 without /proc. `getrusage` would count the parent's as well."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)


if __name__ == "__main__":
    main()
