"""Classical problems near ours, each one setting of the engine's objective, beside the best values published.

- TSP: travelling repairman. One vehicle, least sum of arrivals, the return to the depot included: response and travel.
- CVRP: cumulative VRP. Least sum of arrivals at customers, no return, a given number of vehicles: response and stock.
- VRPTW: least distance under capacity and hard windows, no more vehicles than the file allows: travel and stock.
"""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bench.instances import Instance, read
from geo.matching.legs import matrix_legs
from geo.matching.objective import Weights
from geo.matching.problem import Problem
from geo.matching.search import Limit, solve
from geo.matching.values import FOREVER, Crew, Job, Window

HOUR = 3600.0

BEST: dict[str, float] = {
    # Abeledo, Fukasawa, Pessoa, Uchoa (2013), proven best; the same in Silva, Subramanian, Vidal, Ochi (2012)
    "eil51": 10178, "berlin52": 143721, "st70": 20557, "eil76": 17976, "pr76": 3455242, "rat99": 57986,
    "kroA100": 983128, "eil101": 27513,
    # Ngueveu, Prins, Wolfler Calvo (2010); Ke, Feng (2013)
    "CMT1": 2230.35, "CMT2": 2391.63, "CMT3": 4045.42, "CMT4": 4987.52, "CMT5": 5809.59, "CMT11": 7314.55,
    "CMT12": 3558.92,
    # DIMACS challenge on VRPTW (2022): distances cut to one decimal, vehicles free
    "C101": 827.3, "C201": 589.1, "R101": 1637.7, "R201": 1143.2, "RC101": 1619.8, "RC201": 1261.8,
}  # fmt: skip
"""Published best values by the instance's name."""

FLEET = {"CMT1": 5, "CMT2": 10, "CMT3": 8, "CMT4": 12, "CMT5": 17, "CMT11": 7, "CMT12": 10}
"""Vehicles of the cumulative problems, as in Ngueveu and others (2010)."""

SCALE = {"TSP": 1, "CVRP": 1000, "VRPTW": 10}
"""Seconds for one unit of distance: whole numbers as TSPLIB rounds, thousandths, tenths cut off as DIMACS does."""

_SMALL, _LARGE_H = 1e-7, 1e10
"""Weight of a job whose response must not count, and its prize, such that leaving it out never pays."""


@dataclass(frozen=True, slots=True)
class Line:
    """One instance solved."""

    name: str
    kind: str
    value: float
    left_out: int
    broken: int
    took_s: float

    @property
    def gap(self) -> float:
        """How far above the published best; nan where none is known here."""
        return self.value / BEST.get(self.name, math.nan) - 1


def report(folder: str, seconds: float) -> str:
    """Solve all files of a folder, or say why there are none."""
    paths = sorted(path for path in Path(folder).glob("*") if path.suffix in {".vrp", ".tsp", ".txt"}) if folder else []
    if not paths:
        return f"Classical problems: skipped, {folder or 'no folder'} holds none; --instances names a folder with files"
    return table([solve_file(path, seconds) for path in paths], seconds)


def table(lines: Sequence[Line], seconds: float) -> str:
    """The figures, the gap to the best first."""
    head = f"{'':10}{'gap':>8}{'ours':>14}{'best known':>14}{'left out':>10}{'broken':>8}{'took s':>8}"
    rows = [f"Classical problems, {seconds:g} s each"]
    for kind, title in (("TSP", "travelling repairman"), ("CVRP", "cumulative VRP"), ("VRPTW", "VRPTW by distance")):
        some = [line for line in lines if line.kind == kind]
        rows += [title, head] if some else []
        rows += [
            f"{one.name:10}{one.gap:8.2%}{one.value:14,.2f}{BEST.get(one.name, math.nan):14,.2f}{one.left_out:10d}"
            f"{one.broken:8d}{one.took_s:8.1f}"
            for one in some
        ]
    return "\n".join(rows)


def solve_file(path: Path, seconds: float) -> Line:
    """Solve one file."""
    instance = read(path)
    problem, weights = as_problem(instance)
    began = time.perf_counter()
    plan = solve(problem, Limit(seconds=seconds), weights=weights, seed=1)
    took = time.perf_counter() - began
    unit = HOUR / SCALE[instance.kind]
    counted = plan.value.travel if instance.kind == "VRPTW" else plan.value.response + plan.value.travel
    return Line(
        instance.name, instance.kind, counted * unit, len(plan.left_out), len(plan.breaches), took
    )  # fmt: skip


def as_problem(instance: Instance) -> tuple[Problem, Weights]:
    """The instance as the engine takes it, and the setting of the objective."""
    travel = _travel(instance)
    customers = len(instance.places) - 1
    by_time = instance.kind == "VRPTW"
    weight, prize = (_SMALL, _LARGE_H) if by_time else (1.0, _LARGE_H / 1e4)
    jobs = tuple(
        Job(
            number,
            None,
            int(instance.service[number] * SCALE[instance.kind]),
            weight,
            window=_window(instance, number),
            use=(int(instance.demand[number]),),
            prize_h=prize,
        )
        for number in range(1, customers + 1)
    )
    end = _window(instance, 0)
    duty = Window(0, FOREVER // 2 if end is None else end.end_s)
    crews = tuple(Crew(number, None, duty, stock=(instance.capacity,)) for number in range(_fleet(instance)))
    depot = [0] * len(crews)
    ends: list[int | None] = [None] * len(crews) if instance.kind == "CVRP" else [0] * len(crews)
    legs = matrix_legs(travel, range(1, customers + 1), depot, ends).on(instance.places)
    weights = Weights(travel=float(instance.kind != "CVRP"), overtime=0.0, lateness=0.0, exposure=0.0, change=0.0)
    return Problem(crews, jobs, legs), weights


def _travel(instance: Instance) -> np.ndarray[tuple[int, ...], np.dtype[np.int32]]:
    """Whole seconds: rounded to the nearest, but for VRPTW, where decimals are cut off."""
    scaled = instance.distance * SCALE[instance.kind]
    whole = np.floor(scaled + 1e-9) if instance.kind == "VRPTW" else np.floor(scaled + 0.5)
    return whole.astype(np.int32)


def _window(instance: Instance, number: int) -> Window | None:
    if not np.isfinite(instance.closes[number]):
        return None
    scale = SCALE[instance.kind]
    return Window(int(instance.opens[number] * scale), int(instance.closes[number] * scale))


def _fleet(instance: Instance) -> int:
    if instance.kind == "TSP":
        return 1
    least = math.ceil(float(instance.demand.sum()) / max(instance.capacity, 1))
    return FLEET.get(instance.name) or instance.vehicles or least
