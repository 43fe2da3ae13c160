"""One ticket against all crews, each explained: the engine alone, then the whole use case on a database."""

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from statistics import median

import numpy as np

from app.access import Role, Subject
from app.services import candidates, people
from app.services.people import RoleOver
from bench.databases import fresh_database
from bench.fleet import EAST, NORTH, SOUTH, WEST, Fleet, make_fleet
from bench.world import OPERATOR, World, make_world
from geo.matching.explain import explain_all
from geo.matching.judge import judge
from geo.matching.plan import Plan
from geo.matching.problem import Problem
from geo.matching.values import Crew, Job, Surroundings, Window
from geo.places import Place
from geo.travel import StraightLine

_MS = 1000.0
_HOUR = 3600
_ZONE = Surroundings("Q", 1, prepare_s=900, leave_s=1200, stand_down_s=3600)


@dataclass(frozen=True)
class Sizes:
    """One ticket against all crews, each explained.

    Attributes:
        crews: Crews on duty.
        jobs: Planned jobs of each.
        rounds: Times that each question is asked.
    """

    crews: int = 500
    jobs: int = 5
    rounds: int = 40

    @classmethod
    def quick(cls) -> "Sizes":
        """Whether it runs, not how fast."""
        return cls(6, 2, 2)


@dataclass(frozen=True)
class Line:
    """Milliseconds of one question: the median and the fastest of the rounds."""

    title: str
    median_ms: float
    least_ms: float


def run(sizes: Sizes) -> str:
    """Measure and tell."""
    return report(sizes, [*in_memory(sizes), *in_service(sizes)])


def report(sizes: Sizes, found: list[Line]) -> str:
    """The figures as a table."""
    lines = [
        f"One ticket against {sizes.crews} crews with {sizes.jobs} planned jobs each, every crew explained",
        f"{'milliseconds':58}{'median':>9}{'least':>9}",
    ]
    lines += [f"{line.title:58}{line.median_ms:9.2f}{line.least_ms:9.2f}" for line in found]
    return "\n".join(lines)


def in_memory(sizes: Sizes) -> list[Line]:
    """The engine: from problem and plan to explanations, nothing kept from the round before; and a floor."""
    problem, plan = _running(sizes)
    asked = problem.jobs[-1].key
    return [
        _line("explain_all, nothing prepared", sizes, lambda: explain_all(replace(problem), plan, asked)),
        _line("explain_all of a job that is planned", sizes, lambda: explain_all(problem, plan, problem.jobs[0].key)),
        _line("floor: earliest arrival behind all work, plain numpy", sizes, _floor(problem, plan)),
    ]


def in_service(sizes: Sizes) -> list[Line]:
    """The use case behind ``GET /tickets/{id}/candidates``."""
    with fresh_database() as database, make_world(database, zones=1) as world:
        fleet = make_fleet(database, world, sizes.crews, sizes.jobs, world.work.clock.now())
        subject = _dispatcher(world)
        whole: list[float] = []
        own: list[float] = []
        _ask(world, subject, fleet)
        gc.freeze()  # as the service does: what stands there from the start is not looked through again
        for _ in range(sizes.rounds):
            gc.collect()
            used = time.process_time()
            whole.append(_seconds(lambda: _ask(world, subject, fleet)))
            own.append(time.process_time() - used)
        return [_of("whole use case", whole), _of("of it this process's own time, PostgreSQL's not counted", own)]


def _ask(world: World, subject: Subject, fleet: Fleet) -> None:
    found = candidates.find_candidates(world.work, subject, fleet.ticket_id)
    if len(found.candidates) != fleet.crews:
        raise RuntimeError(f"{len(found.candidates)} of {fleet.crews} crews could go")


def _dispatcher(world: World) -> Subject:
    made = people.create_user(
        world.work,
        OPERATOR,
        people.NewUser("bench-dispatcher", "Dispatcher", "-", (RoleOver(Role.DISPATCHER, world.unit_id),)),
    )
    subject = people.find_subject(world.work, made.user.id)
    if subject is None:
        raise RuntimeError("the dispatcher has no account")
    return subject


def _running(sizes: Sizes) -> tuple[Problem, Plan]:
    """Crews with running routes, a tenth of the jobs in a zone, and one job that is left out."""
    rng = np.random.default_rng(6)

    def place() -> Place:
        lon, lat = rng.uniform((WEST, SOUTH), (EAST, NORTH)).tolist()
        return Place(lon, lat)

    pause = Window(4 * _HOUR, 4 * _HOUR + 1800)
    crews = tuple(Crew(f"C{k}", place(), Window(0, 12 * _HOUR), breaks=(pause,)) for k in range(sizes.crews))
    jobs = tuple(
        replace(
            Job(f"J{j}", place(), 2400, float(rng.choice([1, 4, 16]))),
            **({"around": _ZONE} if rng.random() < 0.1 else {}),
        )
        for j in range(sizes.crews * sizes.jobs + 1)
    )
    problem = Problem(crews, jobs, StraightLine())
    keys = [job.key for job in jobs]
    orders = {crew.key: keys[k * sizes.jobs : (k + 1) * sizes.jobs] for k, crew in enumerate(crews)}
    return problem, judge(problem, orders)


def _floor(problem: Problem, plan: Plan) -> Callable[[], object]:
    free = np.array([route.done_s for route in plan.routes])
    last = [route.stops[-1].job if route.stops else None for route in plan.routes]
    numbers = np.array([problem.job_numbers[key] for key in last])
    here = np.array([len(problem.jobs) - 1])

    def ask() -> object:
        arrive = free + problem.legs.seconds(numbers, here)[:, 0]
        return np.argsort(arrive, kind="stable")

    return ask


def _line(title: str, sizes: Sizes, ask: Callable[[], object]) -> Line:
    return _of(title, [_seconds(ask) for _ in range(sizes.rounds + 1)][1:])


def _of(title: str, seconds: list[float]) -> Line:
    return Line(title, median(seconds) * _MS, min(seconds) * _MS)


def _seconds(ask: Callable[[], object]) -> float:
    gc.collect()
    begun = time.perf_counter()
    ask()
    return time.perf_counter() - begun
