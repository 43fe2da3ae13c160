"""Which rules stand in the way of a crew and a job."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from geo.matching.costs import Openings
from geo.matching.explanation import Obstacle
from geo.matching.judge import has_skills
from geo.matching.plan import Rule
from geo.matching.running import Bools
from geo.matching.values import Crew, Job


def standing_obstacles(openings: Openings) -> dict[int, list[Obstacle]]:
    """What is in the way of a crew wherever the job stands in its order, by the crew's number."""
    problem, job = openings.running.problem, openings.job
    pins = {pin.crew for pin in problem.pins if pin.job == job.key}
    full = len(pins) >= problem.jobs[problem.job_numbers[job.key]].crews_needed
    begun = {pin.crew for pin in problem.pins if pin.job == job.key and pin.started_s is not None}
    short, waits = _short_of_stock(openings), _waits_in_vain(openings)
    found: dict[int, list[Obstacle]] = {}
    for number, crew in enumerate(problem.crews):
        obstacles: list[Obstacle] = []
        code = problem.barred.get((job.key, crew.key))
        if code is not None:
            obstacles.append(Obstacle(Rule.BARRED, job.key, crew.key, code=code))
        if not has_skills(job, crew) and crew.key not in begun:
            obstacles.append(Obstacle(Rule.SKILLS, job.key, crew.key, skills=_missing(job, crew)))
        if waits and not begun:
            obstacles.append(Obstacle(Rule.ORDER, job.key))
        if short[number]:
            obstacles.append(Obstacle(Rule.STOCK, crew=crew.key))
        if full and crew.key not in pins:
            obstacles += [
                Obstacle(Rule.PIN, job.key, pin) for pin in sorted(pins, key=problem.crew_numbers.__getitem__)
            ]
        if obstacles:
            found[number] = obstacles
    return found


def _missing(job: Job, crew: Crew) -> tuple[str, ...]:
    any_of = job.skills_any if job.skills_any and not job.skills_any & crew.skills else frozenset[str]()
    return tuple(sorted((job.skills_all - crew.skills) | any_of))


def _waits_in_vain(openings: Openings) -> bool:
    """Tell whether the job waits for one that is left out."""
    problem = openings.running.problem
    planned = {problem.jobs[number].key for number in openings.running.stops.job.tolist()}
    return any(each.before not in planned for each in problem.precedences if each.after == openings.job.key)


def _short_of_stock(openings: Openings) -> Bools:
    problem, stops = openings.running.problem, openings.running.stops
    short = np.zeros(len(problem.crews), dtype=np.bool_)
    for number in range(problem.resources):
        have = np.array([_amount(crew.stock, number) - _amount(crew.used, number) for crew in problem.crews])
        use = np.array([_amount(job.use, number) for job in problem.jobs], dtype=np.int64)
        taken = np.bincount(stops.crew, weights=use[stops.job], minlength=len(have))
        short |= taken + _amount(openings.job.use, number) > have
    return short


def _amount(amounts: Sequence[int], number: int) -> int:
    return amounts[number] if amounts else 0


def obstacles_at(openings: Openings, row: int) -> list[Obstacle]:
    """Rules that this place breaks, its own job first."""
    running, job = openings.running, openings.job
    problem, stops, crews = running.problem, running.stops, running.crews
    number = int(openings.crew[row])
    key = problem.crews[number].key
    if openings.circle[row]:
        return [Obstacle(Rule.ORDER, job.key)]
    found: list[Obstacle] = []
    found += _no_way(openings, row)
    late = int(openings.start[row]) - job.latest_s
    if late > 0 and not any(pin.started_s is not None for pin in problem.pins if (pin.job, pin.crew) == (job.key, key)):
        found.append(Obstacle(Rule.WINDOW, job.key, key, late_s=late))
    done = {number: int(openings.done[row])}
    here = openings.moves.opening == row
    for stop, seconds in zip(openings.moves.stop[here].tolist(), openings.moves.seconds[here].tolist(), strict=True):
        crew = int(stops.crew[stop])
        over = int(stops.start[stop]) + seconds - int(stops.latest[stop])
        if seconds > 0 and over > 0:
            found.append(Obstacle(Rule.WINDOW, problem.jobs[stops.job[stop]].key, problem.crews[crew].key, late_s=over))
        if crew != number and seconds > 0 and stop + 1 == crews.first[crew + 1]:
            done[crew] = int(crews.done[crew]) + seconds
    for crew, moment in sorted(done.items()):
        over = moment - int(crews.last[crew])
        if over > 0 and moment > int(crews.done[crew]):
            found.append(Obstacle(Rule.DUTY, crew=problem.crews[crew].key, late_s=over))
    return found


def _no_way(openings: Openings, row: int) -> list[Obstacle]:
    """No way to the job, or from it to the next one."""
    running, number = openings.running, int(openings.crew[row])
    key = running.problem.crews[number].key
    found = [Obstacle(Rule.NO_WAY, openings.job.key, key)] if openings.no_way_to[row] else []
    if openings.no_way_on[row]:
        stop = int(running.crews.first[number] + openings.position[row])
        found.append(Obstacle(Rule.NO_WAY, running.problem.jobs[running.stops.job[stop]].key, key))
    return found
