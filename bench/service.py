"""The real web service as a process of its own, on the benchmark's database."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TextIO
from urllib.parse import urlencode

from bench.databases import Database
from bench.world import PASSWORD

_START_SECONDS = 60.0
_STOP_SECONDS = 15.0
_OK = 200


@contextmanager
def serving(database: Database, **settings: str) -> Iterator[int]:
    """Run ``cordon serve`` on a free port of this machine; yields the port.

    Args:
        database: what it works on.
        settings: further settings by their names in the environment, without the prefix, such as ``PROCESSES="2"``.
    """
    with TemporaryDirectory(prefix="cordon-bench-") as home, (Path(home) / "log").open("w+") as log:
        port = _free_port()
        told = {"DATABASE_URL": database.service_url, "HOME": home, "PORT": str(port), "SECRET_KEY": "bench" * 8}
        environment = os.environ | {f"CORDON_{name}": value for name, value in (told | settings).items()}
        with _running([sys.executable, "-m", "app.cli", "serve"], environment, port, log):
            yield port


@contextmanager
def serving_nothing(processes: int) -> Iterator[int]:
    """Run ``bench.empty`` by the same web server on a free port of this machine; yields the port."""
    with TemporaryDirectory(prefix="cordon-bench-") as home, (Path(home) / "log").open("w+") as log:
        port = _free_port()
        command = [sys.executable, "-m", "uvicorn", "bench.empty:app", "--port", str(port), "--no-access-log"]
        with _running([*command, "--workers", str(processes)], os.environ, port, log):
            yield port


@contextmanager
def _running(command: Sequence[str], environment: Mapping[str, str], port: int, log: TextIO) -> Iterator[None]:
    process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)  # noqa: S603 - our own program
    try:
        _wait(process, port, Path(log.name))
        yield
    finally:
        process.terminate()
        process.wait(_STOP_SECONDS)


def sign_in(port: int, username: str) -> str:
    """The access token of a user."""
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    form = urlencode({"grant_type": "password", "username": username, "password": PASSWORD})
    connection.request("POST", "/api/v1/auth/token", form, {"Content-Type": "application/x-www-form-urlencoded"})
    answer = connection.getresponse()
    body = json.loads(answer.read())
    connection.close()
    if answer.status != _OK:
        raise RuntimeError(f"no token for {username}: {body}")
    return str(body["access_token"])


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    until = time.monotonic() + _START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/health/live")
            if connection.getresponse().status == _OK:
                return
        except OSError:
            time.sleep(0.1)
        finally:
            connection.close()
    raise RuntimeError(f"the service did not start:\n{log.read_text()[-2000:]}")
