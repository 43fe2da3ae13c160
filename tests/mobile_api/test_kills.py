"""Processes are killed in the middle of their work, again and again: what was acknowledged is there, once."""

import threading
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from sqlalchemy import text

from app.auth.tokens import AccessTokens
from app.clock import SystemClock
from app.services.work import Work
from app.settings import Settings
from app.standins.fcm import run_in_thread
from app.wiring import make_auth, make_sessions
from tests.support.databases import Server, database, on, service_engine
from tests.support.forked import Nursery, nursery
from tests.support.lossy import LossyPhone
from tests.support.phones import Hand, make_hand, queue_push
from tests.support.ports import free_port
from tests.support.works import make_work

pytestmark = pytest.mark.race

KEY = "k" * 32
PHONES = 6
AHEAD = 40
"""So many actions wait on each phone when a kill comes."""
PATIENCE_SECONDS = 180.0

_KEPT = "SELECT client_id::text, client_seq, id::text FROM field_actions"
_CALLS = "SELECT id::text FROM help_requests"
_EVENTS = "SELECT subject_id::text, count(*) FROM events WHERE verb = 'help_request.asked' GROUP BY 1"
_WAITING = "SELECT count(*) FROM pushes WHERE state = 'queued'"
_HANDED = "SELECT id FROM pushes WHERE handed_over_at IS NOT NULL"


@dataclass(frozen=True)
class Town:
    """The service as processes of its own, on a database of its own; and how to look into it."""

    work: Work
    port: int
    api: Nursery
    worker: Nursery
    tokens: AccessTokens
    stack: ExitStack

    def phone(self, hand: Hand, seed: int) -> LossyPhone:
        """One that speaks to the real process; a connection that breaks is a network that broke."""
        client = self.stack.enter_context(httpx.Client(base_url=f"http://127.0.0.1:{self.port}", timeout=30))

        def post(body: dict[str, Any]) -> dict[str, Any]:
            token = self.tokens.issue(hand.user_id, datetime.now(UTC))
            try:
                answer = client.post("/mobile/v1/sync/push", json=body, headers={"Authorization": f"Bearer {token}"})
            except httpx.TransportError as error:
                raise ConnectionError from error
            if answer.status_code >= httpx.codes.INTERNAL_SERVER_ERROR:  # "try again", and nothing else
                raise ConnectionError
            assert answer.status_code == httpx.codes.OK, answer.text
            told: dict[str, Any] = answer.json()
            return told

        return LossyPhone(post, Random(seed))  # noqa: S311 - nothing secret

    def rows(self, query: str) -> list[Any]:
        with self.work.look() as tx:
            return [tuple(row) for row in tx.session.execute(text(query))]


@pytest.fixture
def town(server: Server, migrated: str, tmp_path: Path) -> Iterator[Town]:
    with database(server, migrated, migrated=True) as name, ExitStack() as stack:
        fcm = stack.enter_context(run_in_thread())
        port = free_port()
        told = {
            "CORDON_DATABASE_URL": on(server.service_url, name), "CORDON_HOME": str(tmp_path), "CORDON_SECRET_KEY": KEY,
            "CORDON_FCM_ENDPOINT": fcm.url, "CORDON_LOG_LEVEL": "error", "CORDON_DUTY_HOURS_DAY": "24",
        }  # fmt: skip
        engine = service_engine(server, name)
        stack.callback(engine.dispose)
        settings = Settings(home=tmp_path, secret_key=KEY, database_url=None)
        work = make_work(make_sessions(engine), SystemClock(), settings)
        api = stack.enter_context(nursery("serve", told, str(port)))
        worker = stack.enter_context(nursery("worker", told))
        yield Town(work, port, api, worker, make_auth(settings).tokens, stack)


def keep_busy(phone: LossyPhone, stop: threading.Event) -> None:
    """Something more is done all the time, and what waits is sent."""
    while not stop.is_set():
        while len(phone.waiting) < AHEAD:
            phone.did("help.ask", str(uuid4()), datetime.now(UTC).isoformat(), need="supervisor")
        phone.try_once()


def check(town: Town, kills: int) -> None:
    hands = [make_hand(town.work, token=f"token-{number}") for number in range(PHONES)]
    phones = [town.phone(hand, number) for number, hand in enumerate(hands)]
    stop, pushes, failed = threading.Event(), [], list[BaseException]()

    def go(phone: LossyPhone) -> None:
        try:
            keep_busy(phone, stop)
        except BaseException as error:  # noqa: BLE001 - told by the test
            failed.append(error)

    threads = [threading.Thread(target=go, args=(phone,)) for phone in phones]
    for thread in threads:
        thread.start()
    rng = Random(11)  # noqa: S311 - likewise
    for number in range(kills):
        pushes += [queue_push(town.work, hand) for hand in hands]
        stop.wait(rng.uniform(0.05, 0.5))
        (town.worker if number % 3 == 0 else town.api).kill()
    stop.set()
    for thread in threads:
        thread.join(PATIENCE_SECONDS)
    assert failed == []
    _finish(phones)
    _everything_is_there(town, phones)
    _every_push_left(town, pushes)


def _finish(phones: list[LossyPhone]) -> None:
    for phone in phones:
        for _ in range(1000):
            if not phone.waiting:
                break
            phone.send(phone.waiting[:50])
        assert not phone.waiting


def _everything_is_there(town: Town, phones: list[LossyPhone]) -> None:
    done = {(each.client_id, action["client_seq"], action["action_id"]) for each in phones for action in each.actions}
    calls = {action["entity"] for each in phones for action in each.actions}
    assert set(town.rows(_KEPT)) == done
    assert {call for (call,) in town.rows(_CALLS)} == calls
    assert dict(town.rows(_EVENTS)) == dict.fromkeys(calls, 1)
    assert {told["outcome"] for each in phones for told in each.answers.values()} <= {"applied", "duplicate"}
    assert sum(phone.lost for phone in phones) > 0, "nothing was ever lost: nothing is proven"


def _every_push_left(town: Town, pushes: list[UUID]) -> None:
    waiting = threading.Event()
    for _ in range(int(PATIENCE_SECONDS / 0.2)):
        if town.rows(_WAITING) == [(0,)]:
            break
        waiting.wait(0.2)
    assert {push for (push,) in town.rows(_HANDED)} >= set(pushes)


def test_killed_a_few_times(town: Town) -> None:
    check(town, 3)


@pytest.mark.long
def test_killed_two_hundred_times(town: Town) -> None:
    check(town, 200)
