"""Stopping a real server while somebody listens and somebody waits for a plan."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from app.auth.tokens import AccessTokens, make_key
from app.services.plans import MOST_SECONDS
from app.services.work import Work
from tests.support.booking import make_depot
from tests.support.settled import settle
from tests.support.streams import PATIENCE_SECONDS, listening

pytestmark = pytest.mark.race
START_SECONDS = 30.0
SECRET = "s" * 32


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def process(committed: Work, port: int, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    told = {"DATABASE_URL": committed.settings.database_url, "SECRET_KEY": SECRET, "PORT": str(port), "HOME": tmp_path}
    told["PLAN_WAIT_SECONDS"] = 2  # a question whether it searches may hold the turn for a moment
    environment = os.environ | {f"CORDON_{name}": str(value) for name, value in told.items()}
    command = [sys.executable, "-m", "app.cli", "serve"]
    with (
        (tmp_path / "log").open("w") as log,
        subprocess.Popen(command, env=environment, stdout=log, stderr=log, text=True) as serving,
    ):
        try:
            wait_for(serving, port, tmp_path / "log")
            yield serving
        finally:
            serving.kill()


def wait_for(serving: subprocess.Popen[str], port: int, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not answers(port):
        assert serving.poll() is None, log.read_text()
        assert time.monotonic() < deadline, "the server is not ready"
        time.sleep(0.05)


def answers(port: int) -> bool:
    try:
        return httpx.get(f"http://127.0.0.1:{port}/health/live").is_success
    except httpx.TransportError:
        return False


def searching(port: int, plan: dict[str, object], who: dict[str, str]) -> bool:
    """Whether the server's one turn at searching is taken: it is asked for another, short one."""
    return ask(port, plan | {"seconds": 0.05}, who).status_code == httpx.codes.SERVICE_UNAVAILABLE


def ask(port: int, plan: dict[str, object], who: dict[str, str]) -> httpx.Response:
    return httpx.post(f"http://127.0.0.1:{port}/api/v1/plans", json=plan, headers=who, timeout=PATIENCE_SECONDS)


def test_a_server_that_stops_ends_its_streams_and_searches_and_waits_for_nobody(
    committed: Work, process: subprocess.Popen[str], port: int, tmp_path: Path
) -> None:
    committed.clock.advance(datetime.now(UTC) - committed.clock.now())  # type: ignore[attr-defined]
    depot = make_depot(committed)
    depot.add_crews(1)
    depot.add_tickets(2)
    settle(committed)  # else what was made so far may be told as news
    token = AccessTokens(make_key(SECRET), timedelta(minutes=5)).issue(depot.dispatcher.user_id, datetime.now(UTC))
    who, plan = {"Authorization": f"Bearer {token}"}, {"unit_id": str(depot.unit.id), "seconds": MOST_SECONDS}
    with listening(f"http://127.0.0.1:{port}", who) as ear, ThreadPoolExecutor(1) as pool:
        planned = pool.submit(ask, port, plan, who)
        while not searching(port, plan, who):
            assert not planned.done(), planned.result().text
        process.send_signal(signal.SIGTERM)
        while (told := ear.next()) is not None:
            assert told.event == "plan.proposed"  # of the short searches
        assert planned.result(PATIENCE_SECONDS).json()["code"] == "unavailable"
    process.wait(PATIENCE_SECONDS)
    assert "Cancel" not in (tmp_path / "log").read_text()
