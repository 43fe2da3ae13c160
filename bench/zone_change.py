"""One zone changed among many open tickets, from the liaison's request until every ticket in it is judged again.

Measured through the use case on one connection: the answer comes after the commit, and the judgement is in the same
transaction. Of each change it is told how long the function took that writes the version and judges the tickets, and
what was left behind.
"""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import numpy as np
from shapely import MultiPolygon
from shapely.affinity import scale, translate
from sqlalchemy import select, text

from app.access import Subject
from app.schema.people import User
from app.services import people, rejudging, zones
from app.services.zones import Content
from app.storage import zone_changes
from bench.cpu import seconds_spent
from bench.databases import fresh_database
from bench.shapes import make_zones
from bench.world import LIAISON, World, make_world
from compliance.shipped import DEFAULT_REQUIREMENTS

_GOAL_MS = 25.0
_ASKED = DEFAULT_REQUIREMENTS["infectious_human"]
"""What such a zone usually asks for: its checklists and profiles are looked up."""


@dataclass(frozen=True)
class Sizes:
    """One zone changed among many open tickets.

    Attributes:
        zones: Published zones of 50 to 500 vertices.
        tickets: Open tickets anywhere among them.
        changes: How many zones are changed, one after the other.
        warm_up: Changes before the measured ones.
    """

    zones: int = 10_000
    tickets: int = 100_000
    changes: int = 300
    warm_up: int = 20

    @classmethod
    def quick(cls) -> "Sizes":
        """Whether it runs, not how fast."""
        return cls(20, 50, 3, 1)


@dataclass(frozen=True)
class Change:
    """What one change took, milliseconds, and how many tickets it judged otherwise than before."""

    whole_ms: float
    judging_ms: float
    behind_ms: float
    """The job that judges once more what came in meanwhile."""
    tickets: int


@dataclass(frozen=True)
class Left:
    """What all changes left behind."""

    events: int
    jobs: int
    cpu_ms: float
    """Processor time that everything took, of service and database together; 0 where it is not known."""


def run(sizes: Sizes) -> str:
    """Measure and tell."""
    return report(sizes, *measure(sizes))


def measure(sizes: Sizes) -> tuple[Sequence[Change], Left]:
    """Change zones one after the other."""
    shapes = make_zones(sizes.zones)
    rng = np.random.default_rng(7)
    with fresh_database() as database, make_world(database, sizes.zones, sizes.tickets) as world:
        liaison = _liaison(world)
        for number in rng.integers(0, sizes.zones, sizes.warm_up):
            _change(world, liaison, world.zone_ids[number], _moved(rng, shapes[number]))
        before = _left(world, database.name)
        found = [
            _change(world, liaison, world.zone_ids[number], _moved(rng, shapes[number]))
            for number in rng.integers(0, sizes.zones, sizes.changes)
        ]
        after = _left(world, database.name)
    left = Left(after.events - before.events, after.jobs - before.jobs, after.cpu_ms - before.cpu_ms)
    return found, left


def report(sizes: Sizes, found: Sequence[Change], left: Left) -> str:
    """The figures as a table."""
    each = len(found)
    lines = [
        f"Zone change: one of {sizes.zones} zones among {sizes.tickets} open tickets, {each} changes",
        f"{'':44}{'p50 ms':>9}{'p99 ms':>9}{'most':>9}",
    ]
    titles = {
        "whole_ms": "service: new version published, tickets judged",
        "judging_ms": "  of it version and judgement (SQL function)",
        "behind_ms": "job afterwards: judged once more",
    }
    for name, title in titles.items():
        taken = [getattr(change, name) for change in found]
        p50, p99 = np.percentile(taken, (50, 99))
        lines.append(f"{title:48}{p50:5.1f}{p99:9.1f}{max(taken):9.1f}")
    p99 = float(np.percentile([change.whole_ms for change in found], 99))
    tickets = sum(change.tickets for change in found) / each
    behind = (
        f"{left.events / each:.1f} events, {left.jobs / each:.1f} jobs, {left.cpu_ms / each:.1f} ms of CPU with the job"
    )
    lines.append(f"each: {tickets:.1f} tickets judged anew, {behind}")
    lines.append(f"goal: {_GOAL_MS:g} ms at p99; reached: {p99:.1f} ms")
    return "\n".join(lines)


def _change(world: World, liaison: Subject, zone_id: UUID, area: MultiPolygon) -> Change:
    with _writing() as written:
        begun = time.perf_counter()
        zones.add_version(world.work, liaison, zone_id, Content(area, requirements=_ASKED))
        whole = time.perf_counter() - begun
    begun = time.perf_counter()
    rejudging.rejudge_zone(world.work, zone_id)
    behind = time.perf_counter() - begun
    return Change(whole * 1000, written["seconds"] * 1000, behind * 1000, written["tickets"])


@contextmanager
def _writing() -> Iterator[dict[str, Any]]:
    """Listens to how long the database's function takes."""
    told, real = {"seconds": 0.0, "tickets": 0}, zone_changes.publish

    def timed(*given: Any) -> Any:
        begun = time.perf_counter()
        found = real(*given)
        told["seconds"] += time.perf_counter() - begun
        told["tickets"] += found.judged if found else 0
        return found

    zone_changes.publish = timed
    try:
        yield told
    finally:
        zone_changes.publish = real


def _moved(rng: np.random.Generator, shape: MultiPolygon) -> MultiPolygon:
    size = rng.uniform(0.9, 1.1)
    return translate(scale(shape, size, size), *rng.uniform(-0.002, 0.002, 2))


def _liaison(world: World) -> Subject:
    with world.work.look() as tx:
        user_id = tx.session.scalars(select(User.id).where(User.username == LIAISON)).one()
    subject = people.find_subject(world.work, user_id)
    if subject is None:
        raise RuntimeError("the liaison has no account")
    return subject


def _left(world: World, database: str) -> Left:
    counts = "SELECT (SELECT count(*) FROM events), (SELECT count(*) FROM procrastinate_jobs)"
    with world.work.look() as tx:
        events, jobs = tx.session.execute(text(counts)).one()
    return Left(events, jobs, seconds_spent(database) * 1000)
