"""The server: threads of the standard library, answers from any source of travel times."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from app.standins.routing import osrm, valhalla
from geo.travel import Router

Answer = tuple[int, dict[str, Any]]


@dataclass
class Running:
    """A server that runs, and what it is told to do wrong.

    Attributes:
        url: Its base address.
        asked: Path of every request so far.
        delay_seconds: It answers so much later.
        garbage: It answers with this instead.
    """

    url: str
    asked: list[str] = field(default_factory=list)
    delay_seconds: float = 0.0
    garbage: bytes | None = None


@contextmanager
def run_in_thread(router: Router, *, table_size: int = 100, port: int = 0) -> Iterator[Running]:
    """Serve on loopback for as long as the block lasts.

    Args:
        router: Where its travel times come from.
        table_size: Refuses tables of more origins times destinations than its square, as OSRM does.
        port: 0 means any that is free.
    """
    server = ThreadingHTTPServer(("127.0.0.1", port), _Handler)
    server.daemon_threads = True
    running = Running(f"http://127.0.0.1:{server.server_address[1]}")
    server.cordon = (running, router, table_size)  # type: ignore[attr-defined]
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield running
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        """OSRM is asked so."""
        running, router, table_size = self.server.cordon  # type: ignore[attr-defined]
        self._answer(running, osrm.answer(router, self.path, table_size))

    def do_POST(self) -> None:
        """Valhalla is asked so."""
        running, router, table_size = self.server.cordon  # type: ignore[attr-defined]
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self._answer(running, valhalla.answer(router, self.path, body, table_size))

    def _answer(self, running: Running, answer: Answer) -> None:
        running.asked.append(self.path)
        time.sleep(running.delay_seconds)
        status, body = answer
        raw = running.garbage if running.garbage is not None else json.dumps(body).encode()
        with suppress(BrokenPipeError, ConnectionResetError):  # who asked did not wait
            self.send_response(status)
            self.send_header("Content-Type", "application/json; charset=UTF-8")
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class calls it so
        """Stay silent."""
