"""Small servers that speak the protocols of what takes checkpoints: an S3-compatible store, a syslog collector."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape


@dataclass
class Bucket:
    """What a stand-in for S3 holds, by ``bucket/key``; ``down`` makes it answer 503."""

    objects: dict[str, bytes] = field(default_factory=dict)
    down: bool = False
    url: str = ""
    authorised: list[bool] = field(default_factory=list)
    """Of each request, whether it was signed."""


@contextmanager
def s3_standin() -> Iterator[Bucket]:
    """A store with PUT, GET and LIST (version 2, path style), on a port of its own."""
    bucket = Bucket()

    class Handler(_S3):
        held = bucket

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        bucket.url = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield bucket
        finally:
            server.shutdown()
            thread.join()


class _S3(BaseHTTPRequestHandler):
    held: Bucket
    protocol_version = "HTTP/1.1"

    def do_PUT(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        if self._may_go_on():
            self.held.objects[self._path()] = body
            self._answer(200, b"", {"ETag": '"1"'})

    def do_GET(self) -> None:
        if not self._may_go_on():
            return
        asked = parse_qs(urlsplit(self.path).query)
        if "list-type" in asked:
            self._answer(200, self._listing(asked["prefix"][0]), {"Content-Type": "application/xml"})
        elif self._path() in self.held.objects:
            stamp = {"ETag": '"1"', "Last-Modified": "Wed, 01 Apr 2026 05:00:00 GMT"}
            self._answer(200, self.held.objects[self._path()], stamp)
        else:
            self._answer(404, b"<Error><Code>NoSuchKey</Code></Error>", {})

    def _may_go_on(self) -> bool:
        self.held.authorised.append(self.headers.get("Authorization", "").startswith("AWS4-HMAC-SHA256"))
        if self.held.down:
            self._answer(503, b"<Error><Code>ServiceUnavailable</Code></Error>", {})
        return not self.held.down

    def _path(self) -> str:
        return unquote(urlsplit(self.path).path).lstrip("/")

    def _listing(self, prefix: str) -> bytes:
        bucket = self._path().split("/")[0]
        keys = sorted(key.removeprefix(f"{bucket}/") for key in self.held.objects)
        rows = "".join(
            f"<Contents><Key>{escape(key)}</Key><LastModified>2026-04-01T05:00:00.000Z</LastModified>"
            f"<ETag>&quot;1&quot;</ETag><Size>{len(self.held.objects[f'{bucket}/{key}'])}</Size></Contents>"
            for key in keys
            if key.startswith(prefix)
        )
        return f"<ListBucketResult><IsTruncated>false</IsTruncated>{rows}</ListBucketResult>".encode()

    def _answer(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@dataclass
class Collector:
    """What a syslog collector has heard."""

    address: str
    heard: list[str] = field(default_factory=list)
    came: threading.Event = field(default_factory=threading.Event)

    def take(self, message: bytes) -> None:
        """Note one message."""
        self.heard.append(message.decode())
        self.came.set()


@contextmanager
def syslog_over_tcp() -> Iterator[Collector]:
    """Takes messages with their length before them (RFC 6587, 3.4.1)."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        collector = Collector(f"tcp://127.0.0.1:{server.getsockname()[1]}")
        thread = threading.Thread(target=_hear, args=(server, collector), daemon=True)
        thread.start()
        yield collector
        server.shutdown(socket.SHUT_RDWR)
        thread.join(5)


def _hear(server: socket.socket, collector: Collector) -> None:
    while True:
        try:
            connection, _ = server.accept()
        except OSError:
            return
        with connection, connection.makefile("rb") as told:
            while length := _number(told):
                collector.take(told.read(length))


def _number(told: object) -> int:
    digits = b""
    while (byte := told.read(1)) not in (b" ", b""):  # type: ignore[attr-defined]
        digits += byte
    return int(digits or b"0")


@contextmanager
def syslog_over_udp() -> Iterator[Collector]:
    """Takes one message a datagram (RFC 5426)."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
        server.bind(("127.0.0.1", 0))
        server.settimeout(0.1)
        collector, over = Collector(f"udp://127.0.0.1:{server.getsockname()[1]}"), threading.Event()

        def hear() -> None:
            while not over.is_set():
                try:
                    collector.take(server.recv(65_535))
                except TimeoutError:
                    continue

        thread = threading.Thread(target=hear)
        thread.start()
        try:
            yield collector
        finally:
            over.set()
            thread.join()
