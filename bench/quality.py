"""Storms solved by everybody: the same problem, limit and machine, one after the other, one judge."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bench import plans
from bench.peers.ask import PeerError, are_installed, ask
from bench.polish import polish
from bench.storm import WEIGHTS, Storm, as_problem, judge_storm, make_storm
from geo.matching.search import Limit, solve

OURS = "Cordon"
POLISHED = "pyvroom, bent and polished"
EARLIEST = "greedy, earliest arrival"
Routes = Sequence[Sequence[int]]


@dataclass(frozen=True, slots=True)
class Run:
    """One plan and what the judge says.

    Attributes:
        engine: Whose.
        limit_s: Seconds that it had.
        took_s: Seconds that it took.
        value: J; None where there is no plan.
        travel_h: Hours driven.
        left_out: Tickets that nobody does.
        broken: Broken rules.
        note: Why there is no plan.
    """

    engine: str
    limit_s: float
    took_s: float = 0.0
    value: float | None = None
    travel_h: float = 0.0
    left_out: int = 0
    broken: int = 0
    note: str = ""


Peer = Callable[[Storm, float], list[Run]]
"""Asked with a storm and a limit in seconds, gives its plans."""


def warm_up() -> None:
    """Compile, or load what is compiled, so that no run waits for it."""
    storm = make_storm(30, 6)
    solve_ours(storm, 0.05)
    if are_installed():
        polish(storm, plans.greedy_earliest(storm))


def solve_ours(storm: Storm, seconds: float, seed: int = 1) -> tuple[list[list[int]], float]:
    """Let the engine solve it; its plan, and the seconds from the problem in memory to the plan."""
    problem = as_problem(storm)
    began = time.perf_counter()
    plan = solve(problem, Limit(seconds=seconds), weights=WEIGHTS, seed=seed)
    took = time.perf_counter() - began
    return [[int(str(job)) for job in plan.orders[crew]] for crew in range(len(storm.skills))], took


def judged(engine: str, storm: Storm, limit_s: float, routes: Routes, took_s: float) -> Run:
    """What the storm's judge says."""
    found = judge_storm(storm, routes)
    return Run(
        engine, limit_s, took_s, found["J"], found["travel_h"], int(found["left_out"]), int(found["broken"])
    )  # fmt: skip


def ours(storm: Storm, seconds: float) -> list[Run]:
    """The engine."""
    return [judged(OURS, storm, seconds, *solve_ours(storm, seconds))]


def at_once(storm: Storm) -> list[Run]:
    """What takes the time that it takes; the limit is 0."""
    found = []
    for name, make in (
        ("greedy, nearest crew", plans.greedy_nearest),
        (EARLIEST, plans.greedy_earliest),
        ("rounds of assignment", plans.assignment_rounds),
    ):
        began = time.perf_counter()
        routes = make(storm)
        found.append(judged(name, storm, 0.0, routes, time.perf_counter() - began))
    return found


def of_peer(name: str, engine: str, *, copies: int = 1, polished: str = "", start: bool = False) -> Peer:
    """Make what asks a peer, and polishes its plan where a name for that is given."""

    def run(storm: Storm, seconds: float) -> list[Run]:
        names = [each for each in (name, polished) if each]
        try:
            given = plans.assignment_rounds(storm) if start else ()
            answer = ask(engine, storm, seconds, copies=copies, start=given)
        except PeerError as no:
            return [Run(each, seconds, note=str(no)) for each in names]
        found = [judged(name, storm, seconds, answer.routes, answer.solve_s)]
        if polished:
            began = time.perf_counter()
            routes = polish(storm, answer.routes)
            found.append(judged(polished, storm, seconds, routes, answer.solve_s + time.perf_counter() - began))
        return found

    return run


BENT = of_peer("pyvroom, bent", "pyvroom bent", polished=POLISHED)
PEERS: tuple[tuple[int, Peer], ...] = (
    (5000, ours),
    (5000, BENT),
    (1000, of_peer("pyvroom as it is", "pyvroom")),
    (1000, of_peer("PyVRP, better of two seeds", "PyVRP", copies=2, polished="PyVRP, polished")),
    (1000, of_peer("OR-Tools given J, from the rounds", "OR-Tools", start=True)),
)
"""The most tickets that each can be asked for within these limits, and how to ask it."""


def compare(storm: Storm, limits: Sequence[float]) -> list[Run]:
    """Everybody, at every limit."""
    runs = at_once(storm)
    for most, peer in PEERS:
        if len(storm.needs) <= most:
            runs += [run for seconds in limits for run in peer(storm, seconds)]
    return runs


def table(title: str, runs: Sequence[Run], limits: Sequence[float]) -> str:
    """Ratios at the last limit first, then J over time, then what else counts at the end."""
    best = next(run.value for run in reversed(runs) if run.engine == OURS)
    head = "".join(f"{f'J, {seconds:g} s':>11}" for seconds in limits)
    lines = [title, f"{'':35}{'J / ours':>9}{head}{'travel h':>10}{'left out':>10}{'broken':>8}{'took s':>8}"]
    for engine in sorted({run.engine for run in runs}, key=lambda name: _at(runs, name, limits[-1]).value or 1e12):
        last = _at(runs, engine, limits[-1])
        if last.value is None:
            lines.append(f"{engine:35}{last.note}")
            continue
        ratio = last.value / best if best else float("nan")
        over = "".join(_cell(_at(runs, engine, seconds)) for seconds in limits)
        lines.append(
            f"{engine:35}{ratio:9.2f}{over}{last.travel_h:10.1f}{last.left_out:10d}{last.broken:8d}{last.took_s:8.2f}"
        )
    return "\n".join(lines)


def _at(runs: Sequence[Run], engine: str, seconds: float) -> Run:
    """The run at a limit; one without a limit counts from the time that it took."""
    mine = [run for run in runs if run.engine == engine]
    exact = [run for run in mine if run.limit_s == seconds]
    if exact:
        return exact[-1]
    free = [run for run in mine if run.limit_s == 0 and run.took_s <= seconds]
    return free[-1] if free else Run(engine, seconds, note="took longer")


def _cell(run: Run) -> str:
    return f"{'-':>11}" if run.value is None else f"{run.value:11,.0f}"
