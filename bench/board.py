"""A whole board: read, turned into a problem, planned, kept and committed, each step apart."""

import gc
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta

from app.access import Role, Subject
from app.services import board, people, plan_commits, plans
from app.services.board_problem import matching
from app.services.people import RoleOver
from app.services.plan_commits import Choice
from app.services.plan_search import search, weights_of
from app.services.plans import Asked
from bench.databases import fresh_database
from bench.fleet import make_fleet
from bench.world import OPERATOR, World, make_world
from geo.matching.search import Limit

HORIZON = timedelta(hours=12)


@dataclass(frozen=True)
class Sizes:
    """A board planned and committed.

    Attributes:
        crews: Crews on duty.
        planned: Jobs that each of them has already.
        waiting: Tickets that wait.
        zones: Restricted zones, spread over the land.
        rounds: Of the search.
    """

    crews: int = 200
    planned: int = 2
    waiting: int = 600
    zones: int = 100
    rounds: int = 20_000

    @classmethod
    def quick(cls) -> "Sizes":
        """Whether it runs, not how fast."""
        return cls(4, 1, 6, 2, 50)


@dataclass
class Steps:
    """Seconds of each step: on the clock, and of this process's own work."""

    found: dict[str, tuple[float, float]] = field(default_factory=dict)
    lines: int = 0

    @contextmanager
    def step(self, title: str) -> Iterator[None]:
        """Measure what runs in here."""
        gc.collect()
        wall, own = time.perf_counter(), time.process_time()
        yield
        self.found[title] = time.perf_counter() - wall, time.process_time() - own


def run(sizes: Sizes) -> str:
    """Measure and tell."""
    steps = measure(sizes)
    head = f"{sizes.crews * sizes.planned + sizes.waiting} tickets, {sizes.crews} crews, {steps.lines} lines changed"
    lines = [head, f"{'seconds':52}{'clock':>9}{'own':>9}"]
    return "\n".join(lines + [f"{title:52}{wall:9.2f}{own:9.2f}" for title, (wall, own) in steps.found.items()])


def measure(sizes: Sizes) -> Steps:
    """Each step once, on a database of its own, after one small round of all of them."""
    steps = Steps()
    with fresh_database() as database, make_world(database, sizes.zones, sizes.waiting) as world:
        make_fleet(database, world, sizes.crews, sizes.planned, world.work.clock.now())
        subject = _dispatcher(world)
        work = world.work
        _read(world)
        with steps.step("read the board"):
            now = _read(world)
        weights = weights_of(work, {})
        matching(work, now)
        with steps.step("put the problem together"):
            matching(work, now)
        search(work, now, Limit(rounds=10), weights=weights)
        with steps.step(f"search, {sizes.rounds} rounds, and look at every line"):
            search(work, now, Limit(rounds=sizes.rounds), weights=weights)
        with steps.step("make_plan, all together"):
            view = plans.make_plan(work, subject, Asked(world.unit_id, rounds=sizes.rounds))
        steps.lines = sum(each.line.kind != "kept" for each in view.lines)
        with steps.step("commit all of it"):
            done = plan_commits.commit(work, subject, view.plan.id, Choice(everything=True))
        if not any(each.line.state == "committed" for each in done.lines):
            raise RuntimeError("nothing was committed")
    return steps


def _read(world: World) -> board.Board:
    with world.work.look() as tx:
        return board.read(tx, world.unit_id, HORIZON)


def _dispatcher(world: World) -> Subject:
    over = (RoleOver(Role.DISPATCHER, world.unit_id),)
    made = people.create_user(world.work, OPERATOR, people.NewUser("bench-dispatcher", "Dispatcher", "-", over))
    subject = people.find_subject(world.work, made.user.id)
    if subject is None:
        raise RuntimeError("the dispatcher has no account")
    return subject
