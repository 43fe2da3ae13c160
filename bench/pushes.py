"""Pushes through the stand-in for FCM beside firebase-admin alone, in one run and to the same stand-in.

Floor: ``send_each`` in the same batches of 100, over the same connections, with nothing claimed and nothing noted.
Stock: the same as firebase-admin comes, whose pool keeps ten connections. Cordon: each push is claimed, sent, and noted
with its event, committed. Rounds of each follow each other, so that whatever else the machine does falls on all three;
the stand-in is a process of its own and does not count.
"""

import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import firebase_admin
from firebase_admin import credentials, messaging
from sqlalchemy import text

from app.access import system
from app.adapters.firebase import FirebaseSender, encode, make_certificate
from app.schema.base import new_id
from app.schema.devices import Device
from app.schema.people import User
from app.schema.units import Unit
from app.services.push_delivery import BATCH, send_due
from app.services.pushes import Message, PushKind, queue_all
from app.services.senders import Message as Letter
from app.services.work import Work
from bench.cpu import seconds_of, seconds_spent
from bench.databases import Database, fresh_database
from bench.world import open_work

KINDS = ("floor", "stock", "cordon")
_TITLES = {
    "floor": "floor: send_each, our connections",
    "stock": "firebase-admin as it comes",
    "cordon": "Cordon: claimed, sent, noted",
}
_SUBJECT = system("bench")
_TTL_SECONDS = 1800
_START_SECONDS = 20.0
_PATIENCE_S = 120.0
"""For one request: on a machine that is busy with other things, silence is no answer here."""
_PAUSE_SECONDS = 0.2
_WAITING = "SELECT count(*) FROM pushes WHERE state = 'queued'"


@dataclass(frozen=True)
class Sizes:
    """Pushes through the stand-in for FCM beside firebase-admin alone.

    Attributes:
        pushes: How many go each way.
        rounds: In how many turns.
        workers: People with one phone each.
    """

    pushes: int = 10_000
    rounds: int = 5
    workers: int = 500

    @classmethod
    def quick(cls) -> "Sizes":
        """Whether it runs, not how fast."""
        return cls(60, 1, 10)

    @property
    def each(self) -> int:
        """Pushes of one round."""
        return self.pushes // self.rounds


@dataclass(frozen=True)
class Turn:
    """What one round of one kind took for each push, milliseconds."""

    wall_ms: float
    cpu_ms: float


@dataclass(frozen=True)
class StandIn:
    """The other side, in a process of its own."""

    url: str
    pid: int


def run(sizes: Sizes) -> str:
    """Measure and tell."""
    return report(sizes, measure(sizes))


def measure(sizes: Sizes) -> Mapping[str, Sequence[Turn]]:
    """The rounds of each kind.

    Raises:
        RuntimeError: a push was not handed over.
    """
    with fresh_database() as database, _stand_in() as standin:
        work, engine = open_work(database)
        ours = FirebaseSender(make_certificate("bench", standin.url), endpoint=standin.url, timeout_seconds=_PATIENCE_S)
        stock = firebase_admin.initialize_app(
            credentials.Certificate(make_certificate("bench", standin.url)),
            {"httpTimeout": _PATIENCE_S},
            name=f"bench-{uuid.uuid4()}",
        )
        service = messaging._get_messaging_service(stock)  # noqa: SLF001 - it has no setting for the address
        service._fcm_url = f"{standin.url}/v1/projects/bench/messages:send"  # noqa: SLF001
        try:
            told = _Told(work, _add_people(work, sizes), sizes.each)
            ways: dict[str, Callable[[], object]] = {
                "floor": lambda: _send_bare(ours.app, told.tokens, sizes.each),
                "stock": lambda: _send_bare(stock, told.tokens, sizes.each),
                "cordon": lambda: _send_all(work, ours),
            }
            for way in ("floor", "stock"):
                ways[way]()
            found: dict[str, list[Turn]] = {kind: [] for kind in KINDS}
            for _ in range(sizes.rounds):
                told.queue()
                for kind in KINDS:
                    found[kind].append(_timed(ways[kind], sizes.each, database, standin))
            _check(work, sizes)
            return found
        finally:
            ours.close()
            firebase_admin.delete_app(stock)
            engine.dispose()


def report(sizes: Sizes, found: Mapping[str, Sequence[Turn]]) -> str:
    """The figures as a table."""
    lines = [
        f"Pushes: {sizes.pushes} each way in {sizes.rounds} rounds, batches of {BATCH}; medians of the rounds",
        f"{'':36}{'pushes/s':>10}{'ms each':>10}{'CPU ms':>10}",
    ]
    for kind in KINDS:
        wall, cpu = (median(getattr(turn, name) for turn in found[kind]) for name in ("wall_ms", "cpu_ms"))
        lines.append(f"{_TITLES[kind]:36}{1000 / wall:10.0f}{wall:10.2f}{cpu:10.2f}")
    for floor in ("floor", "stock"):
        by_cpu, by_wall = (ratios(found, floor, name) for name in ("cpu_ms", "wall_ms"))
        told = f"{median(by_wall):.2f} (rounds {min(by_wall):.2f} to {max(by_wall):.2f}); by CPU {median(by_cpu):.2f}"
        lines.append(f"Cordon / {_TITLES[floor]}: by time {told}")
    return "\n".join(lines)


def ratios(found: Mapping[str, Sequence[Turn]], floor: str, name: str) -> list[float]:
    """What Cordon took of a floor's time, round by round; 0 where a round was too short to be counted."""
    pairs = zip(found["cordon"], found[floor], strict=True)
    return [getattr(ours, name) / getattr(bare, name) if getattr(bare, name) else 0.0 for ours, bare in pairs]


@dataclass(frozen=True)
class _Told:
    """Who gets messages, and how many in a round."""

    work: Work
    people: Sequence[tuple[uuid.UUID, uuid.UUID, str]]
    """Unit, user, token."""
    each: int

    @property
    def tokens(self) -> list[str]:
        return [token for _, _, token in self.people]

    def queue(self) -> None:
        """Queue one round, in one transaction."""
        with self.work.begin() as tx:
            some = (self.people[number % len(self.people)] for number in range(self.each))
            queue_all(tx, _SUBJECT, [Message(user, PushKind.ZONE_ENDED, unit, _TTL_SECONDS) for unit, user, _ in some])


def _add_people(work: Work, sizes: Sizes) -> list[tuple[uuid.UUID, uuid.UUID, str]]:
    unit_id = new_id()
    people = [(unit_id, new_id(), f"bench-{number}") for number in range(sizes.workers)]
    with work.begin() as tx:
        tx.session.add(Unit(id=unit_id, code="BENCH", name="Bench"))
        tx.session.add_all(
            User(id=user_id, username=name, name=name, password_hash="!", created_at=tx.now)  # noqa: S106 - no hash, nobody signs in
            for _, user_id, name in people
        )
        tx.session.flush()
        tx.session.add_all(
            Device(user_id=user_id, platform="android", token=name, registered_at=tx.now, seen_at=tx.now)
            for _, user_id, name in people
        )
    return people


def _send_bare(app: firebase_admin.App, tokens: Sequence[str], count: int) -> None:
    """What a program does that keeps no books: the same message to as many phones."""
    some = [tokens[number % len(tokens)] for number in range(count)]
    for start in range(0, count, BATCH):
        waiting = [_message(token) for token in some[start : start + BATCH]]
        while waiting:
            answers = messaging.send_each(waiting, app=app).responses
            waiting = [each for each, answer in zip(waiting, answers, strict=True) if not answer.success]


def _send_all(work: Work, sender: FirebaseSender) -> None:
    """As a worker does, until nothing waits any more."""
    while True:
        send_due(work, sender)
        with work.look() as tx:
            if not tx.session.scalar(text(_WAITING)):
                return
        time.sleep(_PAUSE_SECONDS)


def _message(token: str) -> messaging.Message:
    """As Cordon's own."""
    sequence, end = int(time.time() * 1000), datetime.now(UTC) + timedelta(seconds=_TTL_SECONDS)
    return encode(Letter(new_id(), new_id(), token, "zone.ended", sequence, _TTL_SECONDS, end))


def _timed(way: Callable[[], object], count: int, database: Database, standin: StandIn) -> Turn:
    cpu, began = _own_cpu(database, standin), time.perf_counter()
    way()
    wall = time.perf_counter() - began
    return Turn(wall / count * 1000, (_own_cpu(database, standin) - cpu) / count * 1000)


def _own_cpu(database: Database, standin: StandIn) -> float:
    """Processor time of this process and of the database's, without the other side's."""
    return seconds_spent(database.name) - seconds_of(standin.pid)


def _check(work: Work, sizes: Sizes) -> None:
    with work.look() as tx:
        done = tx.session.scalar(text("SELECT count(*) FROM pushes WHERE state = 'handed_over'"))
        told = tx.session.scalar(text("SELECT count(*) FROM events WHERE verb = 'push.handed_over'"))
    if (done, told) != (sizes.each * sizes.rounds,) * 2:
        raise RuntimeError(f"{done} pushes handed over, {told} of it on record")


@contextmanager
def _stand_in() -> Iterator[StandIn]:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "port"
        command: list[Any] = [sys.executable, "-m", "app.standins.fcm", "--port-file", file]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:  # noqa: S603 - our own program
            try:
                yield StandIn(f"http://127.0.0.1:{_await_port(file, process)}", process.pid)
            finally:
                process.terminate()


def _await_port(file: Path, process: subprocess.Popen[bytes]) -> int:
    until = time.monotonic() + _START_SECONDS
    while not file.exists():
        if process.poll() is not None or time.monotonic() > until:
            raise RuntimeError("the stand-in does not start")
        time.sleep(0.02)
    return int(file.read_text())
