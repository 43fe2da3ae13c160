"""Five hundred phones that pull and push, beside the same requests against an endpoint that does nothing.

First all of them get their jobs, eight at a time. Then they are an open load: each asks at its own moments, whether or
not the answer before has come, so that a service that falls behind shows it; a request's time counts from the moment at
which it was due.
"""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import numpy as np
from sqlalchemy.dialects.postgresql import Range

from app.access import Role
from app.schema.assignments import Assignment
from app.schema.base import new_id
from app.schema.crews import Crew, CrewMember, Shift
from app.schema.people import RoleGrant, User
from app.schema.tickets import Ticket
from app.wiring import make_auth
from bench.cpu import seconds_spent
from bench.databases import fresh_database, vacuum
from bench.service import serving, serving_nothing
from bench.world import World, make_world

KINDS = ("first pull", "pull", "push")
"""A whole job pack; a pull with a cursor behind which nothing happened, or the phone's own last push; one action."""
SIDES = ("service", "empty endpoint")
_NOBODYS = "!"
"""No password has this hash."""
_PLACE = "SRID=4326;POINT(108.2 16.05)"


@dataclass(frozen=True)
class Sizes:
    """Phones that pull and push, beside an empty endpoint.

    Attributes:
        phones: Each with a crew on duty and a job.
        zones: Published zones around.
        every_s: Seconds between two pulls of a phone.
        pulls_per_push: A phone pushes one action with every so many pulls.
        seconds: Length of a turn.
        processes: Web processes of the service, and of the empty endpoint.
    """

    phones: int = 500
    zones: int = 1000
    every_s: float = 20.0
    pulls_per_push: int = 3
    seconds: float = 40.0
    processes: int = 2

    @classmethod
    def quick(cls) -> "Sizes":
        """Whether it runs, not how fast."""
        return cls(6, 5, 0.5, 2, 1.5, 1)


@dataclass(frozen=True)
class Turn:
    """What one side did: milliseconds of each request by kind, and processor time, of both ends, for all of them."""

    took_ms: Mapping[str, Sequence[float]]
    cpu_ms: float

    @property
    def requests(self) -> int:
        """How many there were."""
        return sum(map(len, self.took_ms.values()))


def run(sizes: Sizes) -> str:
    """Measure and tell."""
    return report(sizes, measure(sizes))


def measure(sizes: Sizes) -> dict[str, Turn]:
    """Both sides, one after the other."""
    with fresh_database() as database, make_world(database, sizes.zones) as world:
        tokens = _put_phones(world, sizes.phones)
        vacuum(database)
        with serving(database, PROCESSES=str(sizes.processes)) as port:
            ours = _turn(sizes, port, tokens, database.name)
        with serving_nothing(sizes.processes) as port:
            floor = _turn(sizes, port, tokens, database.name)
    return dict(zip(SIDES, (ours, floor), strict=True))


def report(sizes: Sizes, found: Mapping[str, Turn]) -> str:
    """The figures as a table."""
    often = f"each pulls every {sizes.every_s:g} s and pushes one action with every {sizes.pulls_per_push}. pull"
    heads = {"p50": 9, "p95": 9, "p99": 9, "empty p50": 11, "empty p95": 11, "p95 ratio": 11}
    lines = [
        f"Phones: {sizes.phones}, {often}, for {sizes.seconds:g} s; {sizes.processes} web processes",
        f"{'milliseconds':24}{'requests':>9}" + "".join(f"{head:>{width}}" for head, width in heads.items()),
    ]
    ours, floor = (found[side] for side in SIDES)
    for kind in KINDS:
        p50, p95, p99 = np.percentile(ours.took_ms[kind], (50, 95, 99))
        e50, e95 = np.percentile(floor.took_ms[kind], (50, 95))
        count = len(ours.took_ms[kind])
        lines.append(f"{kind:24}{count:9}{p50:9.1f}{p95:9.1f}{p99:9.1f}{e50:11.1f}{e95:11.1f}{p95 / e95:11.1f}")
    each = (found[side].cpu_ms / found[side].requests for side in SIDES)
    lines.append("CPU of both ends for one request: service {:.1f} ms, empty endpoint {:.1f} ms".format(*each))
    return "\n".join(lines)


def _turn(sizes: Sizes, port: int, tokens: Sequence[str], database: str) -> Turn:
    job = {
        "port": port, "tokens": tokens, "every_s": sizes.every_s, "seconds": sizes.seconds,
        "pulls_per_push": sizes.pulls_per_push,
    }  # fmt: skip
    before = seconds_spent(database)
    with _client() as client:
        told, _ = client.communicate(json.dumps(job))
    cpu_ms = (seconds_spent(database) - before) * 1000
    if client.returncode:
        raise RuntimeError("the phones ended early; their error stands above")
    return Turn(json.loads(told), cpu_ms)


@contextmanager
def _client() -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "bench.phone_client"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        try:
            yield process
        finally:
            process.kill()


def _put_phones(world: World, count: int) -> list[str]:
    """Workers with a crew on duty and a job each; their access tokens."""
    users = [_put_phone(world, number) for number in range(count)]
    tokens = make_auth(world.work.settings).tokens
    return [tokens.issue(user_id, world.work.clock.now()) for user_id in users]


def _put_phone(world: World, number: int) -> UUID:
    user_id, crew_id, ticket_id = (new_id() for _ in range(3))
    unit_id, name = world.unit_id, f"Worker {number}"
    with world.work.begin() as tx:
        now = tx.now
        begins, on_duty = now + timedelta(hours=1), Range(now - timedelta(hours=1), now + timedelta(hours=8))
        rows: list[list[Any]] = [
            [User(id=user_id, username=f"worker-{number}", name=name, password_hash=_NOBODYS, created_at=now)],
            [
                RoleGrant(user_id=user_id, role=str(Role.WORKER), unit_id=unit_id),
                Crew(id=crew_id, unit_id=unit_id, code=f"P{number}", name=f"Crew {number}", base=_PLACE),
            ],
            [
                CrewMember(
                    id=new_id(), crew_id=crew_id, user_id=user_id, name=name, safety_grade=4, role="direct_supervisor"
                ),
                Shift(unit_id=unit_id, crew_id=crew_id, during=on_duty),
                Ticket(
                    id=ticket_id, number=f"P-{number}", unit_id=unit_id, work_type="fault_repair", place=_PLACE,
                    priority_class=4, reported_at=now, created_at=now,
                ),
            ],
            [
                Assignment(
                    id=new_id(), number=f"PA-{number}", unit_id=unit_id, ticket_id=ticket_id, crew_id=crew_id,
                    state="assigned", planned=Range(begins, begins + timedelta(hours=1)), planned_entry_at=begins,
                    created_at=now,
                )
            ],
        ]  # fmt: skip
        for group in rows:
            tx.session.add_all(group)
            tx.session.flush()
    return user_id
