"""Ticket intake over HTTP beside the same rows written by psycopg2 alone, in one run and on one database.

Rounds of the floor and of the service follow each other, so that whatever else the machine does falls on both; what
counts is the median of the rounds' ratios.
"""

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from statistics import median
from typing import Any

from sqlalchemy import create_engine, text

from bench.cpu import seconds_spent
from bench.databases import Database, fresh_database
from bench.load import Clients, Round, clients
from bench.service import serving, sign_in
from bench.world import AGENT, make_world

FLOORS = ("plain", "same")
KINDS = (*FLOORS, "http")

_TITLES = {
    "plain": "floor: psycopg2, a statement each",
    "same": "floor: psycopg2, the service's statement",
    "http": "service: POST /api/v1/tickets",
}
_WARM_UP_SECONDS = 1.0

_UNLIKE = """
SELECT count(*) FROM tickets t WHERE 1 <> (SELECT count(*) FROM events e JOIN event_details d ON d.event_id = e.id
    WHERE e.ticket_id = t.id AND e.verb = 'ticket.created')
"""
_COUNTS = "SELECT (SELECT count(*) FROM tickets), (SELECT count(*) FROM procrastinate_jobs)"


@dataclass(frozen=True)
class Sizes:
    """Ticket intake over HTTP beside psycopg2 alone.

    Attributes:
        zones: Published zones of 50 to 500 vertices.
        connections: Clients at the same time, of each kind.
        rounds: How often each kind has its turn.
        seconds: Length of a turn.
        processes: Web processes of the service.
    """

    zones: int = 10_000
    connections: int = 8
    rounds: int = 7
    seconds: float = 4.0
    processes: int = 2

    @classmethod
    def quick(cls) -> "Sizes":
        """Whether it runs, not how fast."""
        return cls(20, 2, 1, 0.2, 1)


def run(sizes: Sizes) -> str:
    """Measure and tell."""
    return report(sizes, measure(sizes))


def measure(sizes: Sizes) -> Mapping[str, Sequence[Round]]:
    """The rounds of each kind, in the order in which they ran."""
    with fresh_database() as database, make_world(database, sizes.zones) as world:
        with serving(database, PROCESSES=str(sizes.processes)) as port, ExitStack() as stack:
            told = {
                "dsn": database.service_dsn,
                "unit": str(world.unit_id),
                "actor": str(world.agent_id),
                "port": port,
                "token": sign_in(port, AGENT),
            }
            started = {kind: stack.enter_context(clients(_jobs(kind, sizes, told))) for kind in KINDS}
            found = _take_turns(started, sizes, database.name)
        _check(database)
        return found


def report(sizes: Sizes, found: Mapping[str, Sequence[Round]]) -> str:
    """The figures as a table."""
    lines = [
        f"Ticket intake: {sizes.connections} connections, {sizes.zones} zones, {sizes.processes} web processes",
        f"{sizes.rounds} rounds of {sizes.seconds:g} s each; medians of the rounds",
        f"{'':42}{'tickets/s':>10}{'p50 ms':>9}{'p99 ms':>9}{'CPU ms':>9}",
    ]
    for kind in KINDS:
        rounds = found[kind]
        values = (
            median(getattr(each, name) for each in rounds) for name in ("per_second", "p50_ms", "p99_ms", "cpu_ms")
        )
        rate, p50, p99, cpu = values
        lines.append(f"{_TITLES[kind]:42}{rate:10.0f}{p50:9.1f}{p99:9.1f}{cpu:9.2f}")
    for kind in FLOORS:
        each, cheap = ratios(found, kind), median(ratios(found, kind, cpu=True))
        told = f"{median(each):.0%} (rounds {min(each):.0%} to {max(each):.0%}); by CPU time {cheap:.0%}"
        lines.append(f"service / {_TITLES[kind]}: {told}")
    return "\n".join(lines)


def ratios(found: Mapping[str, Sequence[Round]], floor: str, *, cpu: bool = False) -> list[float]:
    """What the service reached of a floor, round by round; ``cpu``: by processor time instead of tickets a second.

    Where nothing else runs both say the same. On a busy machine the second is the one to trust: there the floor, with
    twice as many processes, is given more of the processors.
    """
    pairs = zip(found["http"], found[floor], strict=True)
    if cpu:
        return [beside.cpu_ms / service.cpu_ms if service.cpu_ms else 0.0 for service, beside in pairs]
    return [service.per_second / beside.per_second for service, beside in pairs]


def _jobs(kind: str, sizes: Sizes, told: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [{"kind": kind, "seed": number, **told} for number in range(sizes.connections)]


def _take_turns(started: Mapping[str, Clients], sizes: Sizes, database: str) -> dict[str, list[Round]]:
    for each in started.values():
        each.run(min(_WARM_UP_SECONDS, sizes.seconds))
    found: dict[str, list[Round]] = {kind: [] for kind in started}
    for _ in range(sizes.rounds):
        for kind, each in started.items():
            before = seconds_spent(database)
            done = each.run(sizes.seconds)
            cpu_ms = (seconds_spent(database) - before) / done.pieces * 1000
            found[kind].append(replace(done, cpu_ms=cpu_ms))
    return found


def _check(database: Database) -> None:
    """Every ticket, whoever wrote it, has one event with its detail and one job."""
    engine = create_engine(database.service_url)
    with engine.connect() as connection:
        unlike = connection.scalar(text(_UNLIKE))
        tickets, jobs = connection.execute(text(_COUNTS)).one()
    engine.dispose()
    if unlike or tickets != jobs:
        raise RuntimeError(f"{unlike} of {tickets} tickets without their event, {jobs} jobs")
