"""Stopping a real server while somebody listens."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from app.access import Role
from app.auth.tokens import AccessTokens, make_key
from app.services.work import Work
from tests.support.accounts import add_unit, add_user
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


def test_a_server_that_stops_ends_its_streams_and_waits_for_nobody(
    committed: Work, process: subprocess.Popen[str], port: int, tmp_path: Path
) -> None:
    user = add_user(committed, "dispatcher", Role.DISPATCHER, add_unit(committed, "DN"))
    token = AccessTokens(make_key(SECRET), timedelta(minutes=5)).issue(user.id, datetime.now(UTC))
    with listening(f"http://127.0.0.1:{port}", {"Authorization": f"Bearer {token}"}) as ear:
        process.send_signal(signal.SIGTERM)
        assert ear.next() is None
    process.wait(PATIENCE_SECONDS)
    assert "Cancel" not in (tmp_path / "log").read_text()
