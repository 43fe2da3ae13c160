"""A listener on the live stream, over a real connection to a real server."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx
import uvicorn
from fastapi import FastAPI

PATIENCE_SECONDS = 30.0


@dataclass(frozen=True)
class Told:
    """One message of the stream."""

    event: str
    id: str | None
    data: dict[str, Any]


@contextmanager
def serving(app: FastAPI) -> Iterator[str]:
    """Serve an application on a free port of this machine; gives its address."""
    config = uvicorn.Config(app, port=0, log_config=None, ws="none", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not server.started:
        assert thread.is_alive(), "the server did not start"
        assert time.monotonic() < deadline, "the server is not ready"
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(PATIENCE_SECONDS)


class Ear:
    """Reads one stream, line by line."""

    def __init__(self, response: httpx.Response) -> None:
        self.response = response
        self._lines = response.iter_lines()

    def next_block(self) -> list[str]:
        """The lines up to the next empty one; none at the end of the stream."""
        block: list[str] = []
        for line in self._lines:
            if not line:
                return block
            block.append(line)
        return block

    def next(self) -> Told | None:
        """The next message, pings left out; None at the end of the stream."""
        while block := self.next_block():
            fields = dict(line.split(": ", 1) for line in block if not line.startswith(":"))
            if "data" in fields:
                return Told(fields["event"], fields.get("id"), json.loads(fields["data"]))
        return None


@contextmanager
def listening(address: str, headers: dict[str, str], last_event_id: str | None = None) -> Iterator[Ear]:
    """Open the stream and wait until the server listens."""
    resume = {"Last-Event-ID": last_event_id} if last_event_id is not None else {}
    asked = {**headers, **resume}
    with httpx.stream("GET", f"{address}/api/v1/events", headers=asked, timeout=PATIENCE_SECONDS) as response:
        assert response.status_code == 200, response.read()
        ear = Ear(response)
        assert ear.next_block() == [": listening"]
        yield ear
