"""What cannot be in a problem, said with the name of the field."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from geo.matching.legs import MatrixLegs
from geo.matching.values import FOREVER, OUTSIDE, Crew, Job, Key, Precedence, ProblemError, Surroundings, Window

if TYPE_CHECKING:
    from geo.matching.problem import Problem


def check(problem: Problem) -> None:
    """Check everything.

    Raises:
        ProblemError: The first thing that cannot be.
    """
    _no_doubles("crews", problem.crews)
    _no_doubles("jobs", problem.jobs)
    located = isinstance(problem.travel, MatrixLegs)
    for crew in problem.crews:
        _check_crew(crew, located=located)
    for job in problem.jobs:
        _check_job(job, located=located)
    if isinstance(problem.travel, MatrixLegs):
        _check_matrix(problem.travel, len(problem.jobs), len(problem.crews))
    _check_names(problem)
    _check_stock(problem)
    _check_order(problem.precedences, {job.key: job for job in problem.jobs})
    _check_pins(problem)


def _check_crew(crew: Crew, *, located: bool) -> None:
    at = f"crews[{crew.key!r}]"
    if crew.start is None and not located:
        raise ProblemError(f"{at}.start", "is missing; give a place, or a matrix of travel times for the whole problem")
    _check_window(f"{at}.duty", crew.duty)
    for number, pause in enumerate(crew.breaks):
        _check_window(f"{at}.breaks[{number}]", pause)
    if any(one.end_s > other.start_s for one, other in zip(crew.breaks, crew.breaks[1:], strict=False)):
        raise ProblemError(f"{at}.breaks", "must follow each other without overlap")
    _check_least(f"{at}.overtime_s", crew.overtime_s, 0)
    _check_least(f"{at}.hours_left_s", crew.hours_left_s, 0)
    _check_least(f"{at}.people", crew.people, 1)
    for name, amounts in (("stock", crew.stock), ("used", crew.used)):
        if any(amount < 0 for amount in amounts):
            raise ProblemError(f"{at}.{name}", "must not be below 0")
    _check_surroundings(f"{at}.inside", crew.inside)
    if crew.hold_until_s is not None:
        _check_time(f"{at}.hold_until_s", crew.hold_until_s)


def _check_job(job: Job, *, located: bool) -> None:
    at = f"jobs[{job.key!r}]"
    if job.place is None and not located:
        raise ProblemError(f"{at}.place", "is missing; give a place, or a matrix of travel times for the whole problem")
    _check_least(f"{at}.service_s", job.service_s, 0)
    for name, value in (("weight", job.weight), ("prize_h", 0.0 if job.prize_h is None else job.prize_h)):
        if not (math.isfinite(value) and value >= 0):
            raise ProblemError(f"{at}.{name}", f"must be a finite number of 0 or more, not {value}")
    _check_time(f"{at}.release_s", job.release_s)
    if job.due_s is not None:
        _check_time(f"{at}.due_s", job.due_s)
    if job.window is not None:
        _check_window(f"{at}.window", job.window)
    _check_least(f"{at}.crews_needed", job.crews_needed, 1)
    if any(amount < 0 for amount in job.use):
        raise ProblemError(f"{at}.use", "must not be below 0")
    _check_surroundings(f"{at}.around", job.around)


def _check_surroundings(at: str, around: Surroundings) -> None:
    if around is OUTSIDE:
        return
    for name in ("zone_class", "prepare_s", "leave_s", "stand_down_s"):
        _check_least(f"{at}.{name}", getattr(around, name), 0)
    if around.zone is None and around != OUTSIDE:
        raise ProblemError(f"{at}.zone", "is missing, yet going in or out of it costs time")


def _check_matrix(legs: MatrixLegs, jobs: int, crews: int) -> None:
    rows = len(legs.matrix)
    if legs.matrix.shape != (rows, rows):
        raise ProblemError("travel.matrix", f"must be square, not {legs.matrix.shape}")
    if legs.numbers.shape != (jobs + 2 * crews,):
        raise ProblemError("travel.numbers", f"must name {jobs} jobs, {crews} starts and {crews} ends")
    bound = legs.numbers[: jobs + crews]
    if ((bound < 0) | (bound >= rows)).any() or (legs.numbers >= rows).any():
        raise ProblemError("travel.numbers", f"must lie within the matrix's {rows} rows")
    if (legs.matrix < 0).any():
        raise ProblemError("travel.matrix", "must not be below 0")


def _check_names(problem: Problem) -> None:
    jobs, crews = problem.job_numbers, problem.crew_numbers
    for name, pairs in (("barred", problem.barred), ("entry_s", problem.entry_s)):
        for job, crew in pairs:
            if job not in jobs or crew not in crews:
                raise ProblemError(f"{name}[{(job, crew)!r}]", "names a job or crew that is not in the problem")
    for at, entry in problem.entry_s.items():
        _check_time(f"entry_s[{at!r}]", entry)
    for crew, order in problem.today.items():
        if crew not in crews:
            raise ProblemError(f"today[{crew!r}]", "names a crew that is not in the problem")
        for job in order:
            if job not in jobs:
                raise ProblemError(f"today[{crew!r}]", f"names the job {job!r}, which is not in the problem")


def _check_stock(problem: Problem) -> None:
    for crew in problem.crews:
        for name, amounts in (("stock", crew.stock), ("used", crew.used)):
            if len(amounts) not in (0, problem.resources):
                raise ProblemError(
                    f"crews[{crew.key!r}].{name}", f"must name {problem.resources} resources as the jobs do"
                )
    for job in problem.jobs:
        if len(job.use) not in (0, problem.resources):
            raise ProblemError(f"jobs[{job.key!r}].use", f"must name {problem.resources} resources as the others do")


def _check_order(precedences: Iterable[Precedence], jobs: dict[Key, Job]) -> None:
    after: dict[Key, list[Key]] = {}
    for each in precedences:
        for name, key in (("before", each.before), ("after", each.after)):
            if key not in jobs:
                raise ProblemError(f"precedences.{name}", f"names the job {key!r}, which is not in the problem")
        _check_least("precedences.lag_s", each.lag_s, 0)
        after.setdefault(each.before, []).append(each.after)
    done: set[Key] = set()
    for key in after:
        _walk(key, after, done, [])


def _walk(key: Key, after: dict[Key, list[Key]], done: set[Key], path: list[Key]) -> None:
    if key in path:
        circle = " < ".join(repr(each) for each in [*path[path.index(key) :], key])
        raise ProblemError("precedences", f"jobs wait for each other: {circle}")
    if key in done:
        return
    for following in after.get(key, ()):
        _walk(following, after, done, [*path, key])
    done.add(key)


def _check_pins(problem: Problem) -> None:
    jobs = {job.key: job for job in problem.jobs}
    pinned: dict[Key, set[Key]] = {}
    positions: dict[Key, list[int]] = {}
    for pin in problem.pins:
        at = f"pins[{(pin.job, pin.crew)!r}]"
        if pin.job not in jobs or pin.crew not in problem.crew_numbers:
            raise ProblemError(at, "names a job or crew that is not in the problem")
        crews = pinned.setdefault(pin.job, set())
        if pin.crew in crews or len(crews) == jobs[pin.job].crews_needed:
            raise ProblemError(at, "pins the job to more crews than it needs")
        crews.add(pin.crew)
        if (pin.job, pin.crew) in problem.barred:
            raise ProblemError(at, f"is barred: {problem.barred[pin.job, pin.crew]}")
        if pin.started_s is not None and pin.position != 0:
            raise ProblemError(f"{at}.position", "a job under way stands first: position 0")
        if pin.position is not None:
            positions.setdefault(pin.crew, []).append(pin.position)
    for crew, taken in positions.items():
        if sorted(taken) != list(range(len(taken))):
            raise ProblemError(f"pins of crew {crew!r}", "positions must be 0, 1, 2 and so on, each once")


def _no_doubles(name: str, values: Sequence[Crew] | Sequence[Job]) -> None:
    seen: set[Key] = set()
    for value in values:
        if value.key in seen:
            raise ProblemError(f"{name}[{value.key!r}]", "stands twice")
        seen.add(value.key)


def _check_window(at: str, window: Window) -> None:
    _check_time(f"{at}.start_s", window.start_s)
    _check_time(f"{at}.end_s", window.end_s)
    if window.end_s < window.start_s:
        raise ProblemError(at, f"ends ({window.end_s}) before it starts ({window.start_s})")


def _check_time(at: str, seconds: int) -> None:
    if not -FOREVER <= seconds <= FOREVER:
        raise ProblemError(at, f"{seconds} is too far from zero; give seconds after the problem's own moment")


def _check_least(at: str, value: int, least: int) -> None:
    if not least <= value <= FOREVER:
        raise ProblemError(at, f"must be {least} or more and at most {FOREVER}, not {value}")
