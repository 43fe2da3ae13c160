"""The worker: runs what was left behind, keeps time, and loses nothing when it dies."""

import asyncio
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from procrastinate import App, PsycopgConnector
from sqlalchemy import Engine, text

from app.schema.operations import WorkerHeartbeat
from app.services.push_delivery import LEASE
from app.services.pushes import TASK
from app.services.senders import Outcome, PushSender
from app.services.work import Work
from app.standins.fcm import run_in_thread
from app.standins.fcm.faults import Fault
from app.worker import Worker
from app.worker.serve import Beats, conninfo
from app.worker.stalled import rescue
from app.worker.tasks import MAX_ATTEMPTS, make_app
from tests.support.phones import ScriptedSender, make_hand, queue_push, read_push

pytestmark = pytest.mark.race

NEVER = 3600.0
SILENT = Fault("", "TIMEOUT", seconds=60)
QUICK = Beats(due=0.1, pushes=NEVER, heartbeat=0.1, rescue=0.1, restart=0.2, poll=0.2)
"""Pushes are looked for once at the start; later ones are sent by their job."""


def engine_of(work: Work) -> Engine:
    engine = work.sessions.kw["bind"]
    assert isinstance(engine, Engine)
    return engine


def queue_address(work: Work) -> str:
    return conninfo(engine_of(work).url, work.settings.service_role)


@contextmanager
def working(work: Work, sender: PushSender | None, beats: Beats = QUICK) -> Iterator[None]:
    """A worker in a thread for the length of the block; its end is waited for."""
    worker = Worker(work, sender, queue_address(work), name="w1", beats=beats)
    stop, loop = asyncio.Event(), asyncio.new_event_loop()
    failed: list[BaseException] = []

    def serve() -> None:
        try:
            loop.run_until_complete(worker.serve(stop))
            loop.run_until_complete(loop.shutdown_default_executor())
        except BaseException as error:  # noqa: BLE001 told to the test below
            failed.append(error)

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(PATIENCE_SECONDS)
        loop.close()
    assert not thread.is_alive()
    assert failed == []
    await_silence(work)


PATIENCE_SECONDS = 180.0
"""Only what never happens takes so long: a busy machine is no broken rule."""


def eventually(check: Callable[[], bool], seconds: float = PATIENCE_SECONDS) -> None:
    until = time.monotonic() + seconds
    while not check():
        assert time.monotonic() < until, "did not happen in time"
        time.sleep(0.05)


def is_handed_over(work: Work, push_id: Any) -> Callable[[], bool]:
    return lambda: read_push(work, push_id).state == "handed_over"


def await_silence(work: Work) -> None:
    """Until the server has noticed that a worker's connections are gone: a database in use cannot be dropped."""
    others = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    engine_of(work).dispose()
    eventually(lambda: run(work, others) == [])


def run(work: Work, statement: str, **values: Any) -> list[Any]:
    with work.begin() as tx:
        result = tx.session.execute(text(statement), values)
        return list(result.all()) if result.returns_rows else []


def statuses(work: Work) -> list[str]:
    return [row[0] for row in run(work, "SELECT status::text FROM procrastinate_jobs ORDER BY id")]


def on_queue(work: Work, action: Callable[[App], Any]) -> Any:
    """Speak to the queue as a worker does."""

    async def speak() -> Any:
        app = make_app(PsycopgConnector(conninfo=queue_address(work), min_size=1), work, None)
        async with app.open_async():
            return await action(app)

    return asyncio.run(speak())


def start_and_die(work: Work) -> None:
    """A worker takes a job and is never heard of again."""

    async def take(app: App) -> None:
        worker_id = await app.job_manager.register_worker()
        job = await app.job_manager.fetch_job(queues=None, worker_id=worker_id)
        assert job is not None

    on_queue(work, take)
    run(work, "UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 minute'")


def test_a_job_that_was_left_behind_is_run_and_then_gone(committed: Work) -> None:
    push_id = queue_push(committed, make_hand(committed, token="t"))
    with working(committed, ScriptedSender()):
        eventually(is_handed_over(committed, push_id))
        eventually(lambda: statuses(committed) == [])


def test_a_job_left_behind_while_the_worker_waits_is_run_at_once(committed: Work) -> None:
    hand = make_hand(committed, token="t")
    with working(committed, ScriptedSender(), Beats(due=NEVER, pushes=NEVER, poll=NEVER)):
        eventually(lambda: run(committed, "SELECT 1 FROM procrastinate_workers") != [])
        time.sleep(0.5)  # until it listens
        begun = time.monotonic()
        eventually(is_handed_over(committed, queue_push(committed, hand)))
    assert time.monotonic() - begun < 5


def test_the_job_of_a_worker_that_was_killed_is_done_by_the_next(committed: Work) -> None:
    push_id = queue_push(committed, make_hand(committed, token="t"))
    start_and_die(committed)
    assert statuses(committed) == ["doing"]
    with working(committed, ScriptedSender()):
        eventually(lambda: statuses(committed) == [])
    assert read_push(committed, push_id).state == "handed_over"


def test_the_job_of_a_living_worker_is_left_to_it(committed: Work) -> None:
    queue_push(committed, make_hand(committed, token="t"))
    start_and_die(committed)
    run(committed, "UPDATE procrastinate_workers SET last_heartbeat = now()")
    assert on_queue(committed, rescue) == 0
    assert statuses(committed) == ["doing"]


def test_a_job_that_kills_every_worker_is_given_up(committed: Work) -> None:
    queue_push(committed, make_hand(committed, token="t"))
    start_and_die(committed)
    run(committed, "UPDATE procrastinate_jobs SET attempts = :n", n=MAX_ATTEMPTS)
    assert on_queue(committed, rescue) == 1
    assert statuses(committed) == ["failed"]


def defer_what_fails(work: Work) -> None:
    with work.begin() as tx:
        tx.defer("rejudge_ticket", ticket_id="no id at all")


def test_a_task_that_fails_is_tried_again_later(committed: Work) -> None:
    defer_what_fails(committed)
    state = "SELECT status::text, attempts, scheduled_at > now() FROM procrastinate_jobs"
    with working(committed, None):
        eventually(lambda: [tuple(row) for row in run(committed, state)] == [("todo", 1, True)])


def test_a_task_that_always_fails_stays_behind_as_failed(committed: Work) -> None:
    defer_what_fails(committed)
    run(committed, "UPDATE procrastinate_jobs SET attempts = :n", n=MAX_ATTEMPTS)
    with working(committed, None):
        eventually(lambda: statuses(committed) == ["failed"])


def test_retries_of_pushes_need_no_job(committed: Work, clock: Any) -> None:
    """What is due is derived from the table, however long no worker ran and whatever became of the job."""
    push_id = queue_push(committed, make_hand(committed, token="t"))
    run(committed, "DELETE FROM procrastinate_jobs")
    clock.advance(timedelta(minutes=20))
    with working(committed, ScriptedSender([Outcome.LATER]), Beats(due=NEVER, pushes=0.1, poll=NEVER)):
        eventually(lambda: read_push(committed, push_id).attempts == 1)
        clock.advance(timedelta(minutes=1))
        eventually(is_handed_over(committed, push_id))


def test_it_says_that_it_lives(committed: Work, clock: Any) -> None:
    began = clock.now()
    with working(committed, None):
        eventually(lambda: beat(committed) == (began, began))
        clock.advance(timedelta(seconds=30))
        eventually(lambda: beat(committed) == (began, clock.now()))


def beat(work: Work) -> tuple[datetime, datetime] | None:
    with work.look() as tx:
        told = tx.session.get(WorkerHeartbeat, "w1")
        return (told.started_at, told.beat_at) if told else None


def test_it_survives_the_loss_of_its_connections(committed: Work) -> None:
    hand = make_hand(committed, token="t")
    with working(committed, ScriptedSender()):
        eventually(is_handed_over(committed, queue_push(committed, hand)))
        engine_of(committed).dispose()
        run(
            committed,
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()",
        )
        eventually(is_handed_over(committed, queue_push(committed, hand)))


@contextmanager
def process(work: Work, home: Path, endpoint: str) -> Iterator[subprocess.Popen[bytes]]:
    """``cordon worker`` as an operator starts it."""
    url = engine_of(work).url.render_as_string(hide_password=False)
    told = {"CORDON_DATABASE_URL": url, "CORDON_HOME": str(home), "CORDON_FCM_ENDPOINT": endpoint}
    with subprocess.Popen([sys.executable, "-m", "app.cli", "worker"], env=os.environ | told) as child:
        try:
            yield child
        finally:
            child.kill()
            child.wait()
            await_silence(work)


def test_a_real_worker_killed_while_it_sends_loses_nothing(committed: Work, clock: Any, tmp_path: Path) -> None:
    clock.advance(datetime.now(UTC) - clock.now())  # the process has no clock of ours
    push_id = queue_push(committed, make_hand(committed, token="t"))
    with run_in_thread() as fcm, process(committed, tmp_path, fcm.url) as child:
        fcm.app.state.fcm.faults.add(SILENT)
        eventually(lambda: fcm.sends == 1)
        child.kill()
        child.wait()
    assert (read_push(committed, push_id).state, read_push(committed, push_id).attempts) == ("queued", 1)
    run(committed, "UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 minute'")
    clock.advance(datetime.now(UTC) - clock.now() + LEASE + timedelta(seconds=5))  # the process took its own time
    with working(committed, ScriptedSender(), Beats()):
        eventually(is_handed_over(committed, push_id))
        eventually(lambda: statuses(committed) == [])


def test_a_real_worker_stops_when_told(committed: Work, clock: Any, tmp_path: Path) -> None:
    clock.advance(datetime.now(UTC) - clock.now())
    push_id = queue_push(committed, make_hand(committed, token="t"))
    with run_in_thread() as fcm, process(committed, tmp_path, fcm.url) as child:
        eventually(is_handed_over(committed, push_id))
        child.send_signal(signal.SIGTERM)
        assert child.wait(15) == 0
    assert run(committed, "SELECT 1 FROM procrastinate_workers") == []


def test_every_deferred_name_is_a_task() -> None:
    app = make_app(PsycopgConnector(), None, None)  # type: ignore[arg-type]
    assert {"rejudge_ticket", "rejudge_zone", TASK, "apply_due"} <= set(app.tasks)
