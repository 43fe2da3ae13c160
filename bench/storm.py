"""One storm, solved: ``python -m bench.storm --tickets 1000 --crews 200 --seed 1 --seconds 10 --json``.

A seeded dispatch problem over a box as large as Hà Nội and its judge. Times are seconds after the storm began, places
are degrees. The judge's value J is priority-weighted hours until work begins, 24 h x weight for each ticket left out,
and half the hours driven; lower is better. It recomputes every time from the problem, and counts broken rules.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from geo.matching.legs import matrix_legs
from geo.matching.objective import Weights
from geo.matching.problem import Problem
from geo.matching.search import Limit, Progress, solve
from geo.matching.values import Crew, Job, Window
from geo.matching.warm import warm
from geo.places import Place

HOUR = 3600
HORIZON_S = 12 * HOUR
CLASS_WEIGHTS = np.array([8, 4, 2, 1])
WEIGHTS = Weights(left_out_h=24.0, travel=0.5, overtime=0.0, lateness=0.0, exposure=0.0, change=0.0)
"""The storm's value is one setting of ours, but for a constant: it ends when work begins, ours when it is done."""

SPEED_KMH = 30.0
EARTH_KM = 6371.0088
SOUTH, NORTH, WEST, EAST = 20.85, 21.25, 105.6, 106.0
SKILLS, PERMIT = 8, 1 << 8
DENSE_TICKETS = 5000
"""Up to so many the travel times are one matrix, as the judge of plans has it; beyond, memory must not grow with the
square of the tickets."""

NO_MATRIX = np.empty((0, 0), dtype=np.int32)

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Storm:
    """The problem as arrays; n tickets, c crews.

    Attributes:
        lat: Latitudes of tickets, then of crews.
        lon: Longitudes likewise.
        needs: Bits of skills that each ticket needs; `PERMIT` is the entry permit.
        skills: Bits of each crew.
        weight: By priority class.
        service_s: Work at each ticket.
        earliest_s: Work begins no earlier.
        latest_s: Work begins no later.
        shift_start_s: Crews leave no earlier.
        shift_end_s: Work is done by then.
        travel_s: Whole seconds between all places, shape (n + c, n + c); (0, 0) where that would be too much to hold.
    """

    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    needs: Ints
    skills: Ints
    weight: Ints
    service_s: Ints
    earliest_s: Ints
    latest_s: Ints
    shift_start_s: Ints
    shift_end_s: Ints
    travel_s: NDArray[np.int32]

    @property
    def is_dense(self) -> bool:
        """Tell whether there is a matrix of travel times."""
        return len(self.travel_s) > 0

    def legs_s(self, numbers: Sequence[int]) -> list[int]:
        """Seconds from each place to the next."""
        here, there = np.array(numbers[:-1], dtype=np.int64), np.array(numbers[1:], dtype=np.int64)
        if self.is_dense:
            found: list[int] = self.travel_s[here, there].tolist()
        else:
            found = _seconds(self.lat[here], self.lon[here], self.lat[there], self.lon[there]).tolist()
        return found


@dataclass(frozen=True, slots=True)
class GreatCircles:
    """The storm's travel for the engine, computed as it is asked for."""

    def seconds(self, origins: ArrayLike, destinations: ArrayLike) -> NDArray[np.int32]:
        """See `geo.travel.Travel.seconds`."""
        lon_a, lat_a = np.asarray(origins, dtype=np.float64).T[:, :, None]
        lon_b, lat_b = np.asarray(destinations, dtype=np.float64).T[:, None, :]
        return _seconds(lat_a, lon_a, lat_b, lon_b)


def make_storm(tickets: int, crews: int, seed: int = 1) -> Storm:
    """Clustered tickets, twelve kinds of crews, shifts, windows on 15 % of the tickets; one seed, one storm."""
    rng = np.random.default_rng(seed)
    lat, lon = _tickets(rng, tickets)
    crew_lat, crew_lon = rng.uniform(SOUTH, NORTH, crews), rng.uniform(WEST, EAST, crews)
    skills = _kinds(rng)[rng.integers(0, 12, crews)]
    needs = _needs(rng, tickets)
    priority = rng.choice(4, tickets, p=[0.1, 0.2, 0.4, 0.3])
    minutes = rng.choice([20, 30, 45, 60, 90], tickets, p=[0.2, 0.3, 0.25, 0.15, 0.1])
    earliest, latest = _windows(rng, priority)
    starts, ends = _shifts(rng, crews)
    lat, lon = np.concatenate([lat, crew_lat]), np.concatenate([lon, crew_lon])
    service, weight = (minutes * 60).astype(np.int64), CLASS_WEIGHTS[priority]
    travel = _travel(lat, lon) if tickets <= DENSE_TICKETS else NO_MATRIX
    return Storm(lat, lon, needs, skills, weight, service, earliest, latest, starts, ends, travel)


def _tickets(rng: np.random.Generator, count: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Seven of ten tickets lie near one of twenty centres."""
    centre_lat, centre_lon = rng.uniform(20.87, 21.23, 20), rng.uniform(105.62, 105.98, 20)
    centre, clustered = rng.integers(0, 20, count), rng.random(count) < 0.7
    near, anywhere = centre_lat[centre] + rng.normal(0, 0.012, count), rng.uniform(SOUTH, NORTH, count)
    lat = np.where(clustered, near, anywhere)
    near, anywhere = centre_lon[centre] + rng.normal(0, 0.012, count), rng.uniform(WEST, EAST, count)
    return lat, np.where(clustered, near, anywhere)


def _kinds(rng: np.random.Generator) -> Ints:
    """Skills of twelve kinds of crews; every skill is there, two kinds have all, every third kind the permit."""
    kinds = np.zeros(12, dtype=np.int64)
    for kind in range(12):
        for skill in rng.choice(SKILLS, rng.integers(2, 6), replace=False):
            kinds[kind] |= 1 << int(skill)
        kinds[kind] |= PERMIT if kind % 3 == 0 else 0
    for skill in range(SKILLS):
        kinds[skill % 12] |= 1 << skill
    kinds[[0, 6]] |= (1 << SKILLS) - 1
    return kinds


def _needs(rng: np.random.Generator, count: int) -> Ints:
    one = np.ones(count, dtype=np.int64)
    needs = one << rng.choice(SKILLS, count, p=[0.28, 0.2, 0.14, 0.12, 0.1, 0.07, 0.05, 0.04])
    two = rng.random(count) < 0.2
    needs |= np.where(two, one << rng.integers(0, SKILLS, count), 0)
    needs |= np.where(rng.random(count) < 0.1, PERMIT, 0)
    return needs


def _windows(rng: np.random.Generator, priority: Ints) -> tuple[Ints, Ints]:
    windowed = (rng.random(len(priority)) < 0.15) & (priority > 0)
    opens = (rng.uniform(0, 7, len(priority)) * HOUR).astype(np.int64)
    return np.where(windowed, opens, 0), np.where(windowed, opens + 3 * HOUR, HORIZON_S)


def _shifts(rng: np.random.Generator, count: int) -> tuple[Ints, Ints]:
    """Six of ten crews are on duty already."""
    starts, ends = np.zeros(count, np.int64), np.zeros(count, np.int64)
    on = rng.random(count) < 0.6
    ends[on] = (rng.uniform(2, 8, int(on.sum())) * HOUR).astype(np.int64)
    starts[~on] = (rng.uniform(0, 4, int((~on).sum())) * HOUR).astype(np.int64)
    ends[~on] = np.minimum(starts[~on] + 8 * HOUR, HORIZON_S)
    return starts, ends


def _travel(lat: NDArray[np.float64], lon: NDArray[np.float64]) -> NDArray[np.int32]:
    """Seconds between all places, row by row so that only the answer is large."""
    found = np.empty((len(lat), len(lat)), dtype=np.int32)
    for row in range(len(lat)):
        found[row] = _seconds(lat[row], lon[row], lat, lon)
    return found


def _seconds(lat_a: Floats, lon_a: Floats, lat_b: Floats, lon_b: Floats) -> NDArray[np.int32]:
    """Great circles at 30 km/h, whole seconds."""
    phi_a, lam_a, phi_b, lam_b = (np.radians(each) for each in (lat_a, lon_a, lat_b, lon_b))
    half = np.sin((phi_b - phi_a) / 2) ** 2 + np.cos(phi_a) * np.cos(phi_b) * np.sin((lam_b - lam_a) / 2) ** 2
    found: NDArray[np.int32] = np.rint(2 * EARTH_KM * np.arcsin(np.sqrt(half)) / SPEED_KMH * HOUR).astype(np.int32)
    return found


def judge_storm(storm: Storm, routes: Sequence[Sequence[int]]) -> dict[str, float]:
    """Value a plan: ticket numbers of each crew in order of work.

    Raises:
        ValueError: A ticket stands twice.
    """
    tickets = len(storm.needs)
    begins, driven, broken = np.full(tickets, -1, np.int64), 0, 0
    for crew, route in enumerate(routes):
        now = int(storm.shift_start_s[crew])
        for ticket, leg in zip(route, storm.legs_s([tickets + crew, *route]), strict=True):
            if begins[ticket] >= 0:
                raise ValueError(f"ticket {ticket} stands in the plan twice")
            now = max(now + leg, int(storm.earliest_s[ticket]))
            broken += bool(storm.needs[ticket] & ~storm.skills[crew])
            broken += now > int(storm.latest_s[ticket])
            begins[ticket], driven = now, driven + leg
            now += int(storm.service_s[ticket])
        broken += bool(route) and now > storm.shift_end_s[crew]
    done, weight = begins >= 0, storm.weight
    waited = float((weight[done] * begins[done]).sum())
    value = (waited + float(weight[~done].sum()) * 24 * HOUR + 0.5 * driven) / HOUR
    return {
        "J": value,
        "left_out": int((~done).sum()),
        "travel_h": driven / HOUR,
        "broken": int(broken),
        "weighted_wait_min": waited / max(1, int(weight[done].sum())) / 60,
    }


def as_problem(storm: Storm) -> Problem:
    """The storm as the engine takes it."""
    tickets, crews = len(storm.needs), len(storm.skills)
    places = [None if storm.is_dense else Place(*at) for at in zip(storm.lon.tolist(), storm.lat.tolist(), strict=True)]
    jobs = tuple(
        Job(
            number,
            places[number],
            int(storm.service_s[number]),
            float(storm.weight[number]),
            window=Window(int(storm.earliest_s[number]), int(storm.latest_s[number])),
            skills_all=_named(int(storm.needs[number])),
        )
        for number in range(tickets)
    )
    going = tuple(
        Crew(
            number,
            places[tickets + number],
            Window(int(storm.shift_start_s[number]), int(storm.shift_end_s[number])),
            skills=_named(int(storm.skills[number])),
        )
        for number in range(crews)
    )
    if not storm.is_dense:
        return Problem(going, jobs, GreatCircles())
    legs = matrix_legs(storm.travel_s, range(tickets), range(tickets, tickets + crews), [None] * crews)
    plane = np.column_stack([storm.lon * np.cos(np.radians(21.05)), storm.lat])
    return Problem(going, jobs, legs.on(plane))


def _named(bits: int) -> frozenset[str]:
    return frozenset(str(bit) for bit in range(SKILLS + 1) if bits >> bit & 1)


def solve_storm(storm: Storm, limit: Limit, seed: int = 0) -> dict[str, Any]:
    """Solve it with all cores; the judge's answer, and how long what took."""
    began = time.perf_counter()
    warm()
    compiled = time.perf_counter()
    problem = as_problem(storm)
    built = time.perf_counter()
    heard: list[Progress] = []

    def hear(progress: Progress) -> bool:
        heard.append(progress)
        return True

    cpu = time.process_time()
    plan = solve(problem, limit, weights=WEIGHTS, seed=seed, told=hear)
    done, cpu = time.perf_counter(), time.process_time() - cpu
    routes = [[int(str(key)) for key in plan.orders[crew]] for crew in range(len(storm.skills))]
    return judge_storm(storm, routes) | {
        "solve_s": round(done - built, 3),
        "build_s": round(built - compiled, 3),
        "compile_s": round(compiled - began, 3),
        "rounds": heard[-1].rounds if heard else 0,
        "cpu_s": round(cpu, 3),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def main() -> None:
    """Solve what the command line says."""
    parser = argparse.ArgumentParser(prog="python -m bench.storm", description="Solve one storm and judge the plan.")
    for name, usual in (("tickets", 1000), ("crews", 200), ("seed", 1)):
        parser.add_argument(f"--{name}", type=int, default=usual, metavar=str(usual))
    parser.add_argument("--seconds", type=float, default=10.0, metavar="10")
    parser.add_argument("--json", action="store_true", help="one line for a machine")
    told = parser.parse_args()
    found = solve_storm(make_storm(told.tickets, told.crews, told.seed), Limit(seconds=told.seconds), told.seed)
    print(json.dumps(found) if told.json else "\n".join(f"{name:>18} {value:,.6g}" for name, value in found.items()))


if __name__ == "__main__":
    main()
