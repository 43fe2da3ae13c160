"""One worker: the queue's jobs, and beside them the beats that derive everything due from the tables."""

import asyncio
import socket
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field

import structlog
from procrastinate import PsycopgConnector
from psycopg.conninfo import make_conninfo
from sqlalchemy import URL

from app.errors import AbandonedError
from app.services import (
    audit_checkpoints,
    audit_seals,
    due,
    message_delivery,
    operations,
    push_delivery,
    replanning,
    retention,
    uploads,
)
from app.services.checklist_templates import load_shipped
from app.services.evidence import Store
from app.services.message_channels import Channels
from app.services.plan_turns import Stop
from app.services.senders import PushSender
from app.services.uploads import Uploads
from app.services.work import Work
from app.worker.stalled import HEARTBEAT_SECONDS, STALLED_SECONDS, clean_up, rescue
from app.worker.tasks import make_app

CONCURRENCY = 4
GRACE_SECONDS = 8.0
"""How long running jobs may take to finish after the word to stop."""

_log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Beats:
    """Seconds between two rounds of each kind of time-driven work. Every round takes all there is to do."""

    due: float = 2.0
    pushes: float = 1.0
    messages: float = 2.0
    replanning: float = 5.0
    sealing: float = 2.0
    checkpoints: float = 5.0
    heartbeat: float = 10.0
    retention: float = 600.0
    orphans: float = 6 * 3600.0
    rescue: float = 3.0
    clean_up: float = 3600.0
    restart: float = 2.0
    poll: float = 2.0


@dataclass(frozen=True)
class Worker:
    """What a worker works with. ``conninfo`` is libpq's, for the queue's own connections."""

    work: Work
    sender: PushSender | None
    conninfo: str
    name: str = field(default_factory=socket.gethostname)
    beats: Beats = Beats()
    channels: Channels = field(default_factory=dict)
    """Carriers of letters and short messages."""
    outside: audit_checkpoints.Outside | None = None
    """Where checkpoints of the audit trail go; None where this worker makes none."""
    evidence: Store | None = None
    """Where photos lie; None where this worker cannot reach them."""
    uploads: Uploads | None = None
    """Uploads under way on this machine."""

    async def serve(self, stop: asyncio.Event) -> None:
        """Work until ``stop`` is set. A database that goes away is waited for."""
        began, searching = self.work.clock.now(), Stop()
        beats = [
            (self.beats.heartbeat, in_thread(lambda: operations.beat(self.work, self.name, began))),
            (self.beats.due, in_thread(lambda: due.apply_due(self.work))),
            (self.beats.pushes, in_thread(lambda: push_delivery.send_due(self.work, self.sender))),
            (self.beats.messages, in_thread(lambda: message_delivery.send_due(self.work, self.channels))),
            (self.beats.replanning, in_thread(lambda: replanning.propose_due(self.work, searching))),
            (self.beats.sealing, in_thread(lambda: audit_seals.seal_due(self.work))),
            (self.beats.checkpoints, in_thread(self._make_checkpoints)),
            (self.beats.retention, in_thread(lambda: retention.apply_due(self.work, self.evidence))),
            (self.beats.orphans, in_thread(self._sweep)),
        ]
        threads = ThreadPoolExecutor(CONCURRENCY + len(beats), thread_name_prefix="worker")
        asyncio.get_running_loop().set_default_executor(threads)
        async with asyncio.TaskGroup() as group:
            group.create_task(until_done(stop, self.beats.restart, in_thread(lambda: load_shipped(self.work))))
            for seconds, action in beats:
                group.create_task(repeat(stop, seconds, action))
            jobs = group.create_task(repeat(stop, self.beats.restart, self._run_jobs))
            await stop.wait()
            searching.end(AbandonedError("the worker is stopping"))
            jobs.cancel()

    def _make_checkpoints(self) -> None:
        if self.outside is not None:
            audit_checkpoints.checkpoint_due(self.work, self.outside)

    def _sweep(self) -> None:
        if self.uploads is not None:
            uploads.delete_expired(self.uploads)
        if self.evidence is not None:
            retention.sweep_orphans(self.work, self.evidence)

    async def _run_jobs(self) -> None:
        """Run jobs until the queue's connection breaks; cancelled, let the running ones finish first."""
        app = make_app(PsycopgConnector(conninfo=self.conninfo, min_size=1), self.work, self.sender, self.channels)
        ended = asyncio.Event()
        async with app.open_async(), asyncio.TaskGroup() as keepers:
            keepers.create_task(repeat(ended, self.beats.rescue, lambda: rescue(app)))
            keepers.create_task(repeat(ended, self.beats.clean_up, lambda: clean_up(app)))
            try:
                await app.run_worker_async(
                    name=self.name,
                    concurrency=CONCURRENCY,
                    fetch_job_polling_interval=self.beats.poll,
                    shutdown_graceful_timeout=GRACE_SECONDS,
                    install_signal_handlers=False,
                    delete_jobs="successful",
                    update_heartbeat_interval=HEARTBEAT_SECONDS,
                    stalled_worker_timeout=STALLED_SECONDS,
                )
            finally:
                ended.set()
        _log.error("worker.queue_lost")


async def repeat(stop: asyncio.Event, seconds: float, action: Callable[[], Awaitable[object]]) -> None:
    """Do ``action``, pause, and so on until ``stop``; what fails is logged and tried again next time."""
    while not stop.is_set():
        try:
            await action()
        except Exception as error:  # noqa: BLE001 the beat goes on whatever happens in one round
            _log.error("worker.beat_failed", error=repr(error), exc_info=error)
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), seconds)


async def until_done(stop: asyncio.Event, seconds: float, action: Callable[[], Awaitable[object]]) -> None:
    """Do ``action`` once, as often as it takes: a database that is not there yet is waited for."""
    done = asyncio.Event()

    async def try_it() -> None:
        await action()
        done.set()

    waiting = asyncio.create_task(repeat(done, seconds, try_it))
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait({waiting, stopping}, return_when=asyncio.FIRST_COMPLETED)
    for task in (waiting, stopping):
        task.cancel()


def in_thread(action: Callable[[], object]) -> Callable[[], Awaitable[object]]:
    """The blocking ``action`` as something to await."""
    return lambda: asyncio.to_thread(action)


def conninfo(url: URL, role: str) -> str:
    """SQLAlchemy's address as libpq's connection string, working as ``role`` in UTC."""
    parts = url.translate_connect_args(username="user", database="dbname")
    options = "-c timezone=UTC" + (f" -c role={role}" if url.username != role else "")
    return make_conninfo("", **parts, **{key: str(value) for key, value in url.query.items()}, options=options)
