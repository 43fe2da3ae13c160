"""Random problems of matching, small enough to be looked at by hand, with every rule in them."""

from __future__ import annotations

import numpy as np

from geo.matching.problem import Problem
from geo.matching.values import Crew, Job, Pin, Precedence, Surroundings, Window
from geo.places import Place
from geo.travel import StraightLine

HOUR = 3600
ZONES = (
    Surroundings(),
    Surroundings("A", 1, prepare_s=900, leave_s=1200),
    Surroundings("B", 2, prepare_s=600, leave_s=1800, stand_down_s=7200),
    Surroundings("C", 2, prepare_s=600, leave_s=600, stand_down_s=3600),
)
SKILLS = ("line", "cable", "meter", "bucket")


def make_problem(seed: int, jobs: int = 14, crews: int = 4, *, rules: bool = True) -> Problem:
    """A problem with windows, breaks, skills, stock, zones, entry times, teams, precedences, pins and today's plan.

    Args:
        seed: Same seed, same problem.
        jobs: How many jobs.
        crews: How many crews.
        rules: False leaves only places, weights, service times and shifts.
    """
    rng = np.random.default_rng(seed)
    team = tuple(_crew(rng, number, rules=rules) for number in range(crews))
    work = tuple(_job(rng, number, rules=rules) for number in range(jobs))
    if not rules or not jobs or not crews:
        return Problem(team, work, StraightLine())
    pairs = [(job.key, crew.key) for job in work for crew in team]
    barred = {pair: "crew.stand_down" for pair in pairs if rng.random() < 0.08}
    entry = {pair: int(rng.integers(0, 3 * HOUR)) for pair in pairs if rng.random() < 0.15}
    order = rng.permutation(jobs)
    before = tuple(
        Precedence(f"J{min(a, b)}", f"J{max(a, b)}", int(rng.integers(0, 900)))
        for a, b in zip(order[0:6:2], order[1:6:2], strict=False)
    )
    free = [pair for pair in pairs if pair not in barred and work[int(str(pair[0])[1:])].crews_needed == 1]
    pins = tuple(Pin(*free[int(at)]) for at in rng.integers(0, len(free), 1)) if free else ()
    today: dict[str, tuple[str, ...]] = {}
    for number in rng.permutation(jobs)[: jobs // 2]:
        crew = f"C{rng.integers(crews)}"
        today[crew] = (*today.get(crew, ()), f"J{number}")
    return Problem(team, work, StraightLine(), barred, entry, before, pins, today)


def _place(rng: np.random.Generator) -> Place:
    return Place(float(rng.uniform(108.1, 108.3)), float(rng.uniform(16.0, 16.15)))


def _crew(rng: np.random.Generator, number: int, *, rules: bool) -> Crew:
    start = int(rng.integers(-HOUR, 2 * HOUR))
    duty = Window(start, start + int(rng.integers(5, 10)) * HOUR)
    if not rules:
        return Crew(f"C{number}", _place(rng), duty)
    pause = start + int(rng.integers(1, 4)) * HOUR
    return Crew(
        f"C{number}",
        _place(rng),
        duty,
        end=_place(rng) if rng.random() < 0.4 else None,
        overtime_s=int(rng.integers(0, 2)) * HOUR,
        breaks=(Window(pause, pause + HOUR // 2),) if rng.random() < 0.5 else (),
        skills=frozenset(skill for skill in SKILLS if rng.random() < 0.75),
        stock=(int(rng.integers(2, 6)), 3),
        used=(1, 0),
        people=int(rng.integers(2, 5)),
        inside=ZONES[int(rng.integers(4))],
        hold_class=int(rng.integers(3)),
        hold_until_s=int(rng.integers(0, 2 * HOUR)) if rng.random() < 0.3 else None,
    )


def _job(rng: np.random.Generator, number: int, *, rules: bool) -> Job:
    weight, service = float(rng.choice([1, 4, 16, 64])), int(rng.integers(10, 90)) * 60
    if not rules:
        return Job(f"J{number}", _place(rng), service, weight)
    opens = int(rng.integers(0, 4)) * HOUR
    return Job(
        f"J{number}",
        _place(rng),
        service,
        weight,
        release_s=int(rng.integers(-HOUR, HOUR)),
        due_s=int(rng.integers(0, 4 * HOUR)) if rng.random() < 0.3 else None,
        window=Window(opens, opens + 3 * HOUR) if rng.random() < 0.3 else None,
        skills_all=frozenset(rng.choice(SKILLS, 1)) if rng.random() < 0.6 else frozenset(),
        skills_any=frozenset(rng.choice(SKILLS, 2, replace=False)) if rng.random() < 0.3 else frozenset(),
        crews_needed=2 if rng.random() < 0.15 else 1,
        use=(int(rng.integers(0, 2)), int(rng.integers(0, 2))),
        customers=int(rng.integers(0, 500)),
        around=ZONES[int(rng.choice(4, p=[0.5, 0.2, 0.15, 0.15]))],
    )
