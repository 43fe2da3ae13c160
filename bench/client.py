"""One connection that works as fast as it is answered: a process of its own, started by ``bench.load``.

Reads one line of JSON (what to work on), says ``ready``, and then for each ``go SECONDS`` line works that long and
prints the milliseconds of every piece of work as one JSON line. Imports little, so that eight of them start quickly.
"""

import json
import socket
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

from bench.reports import make_reports

Reports = Iterator[dict[str, Any]]

_CREATED = b"HTTP/1.1 201"
_END_OF_HEAD = b"\r\n\r\n"


def connect_http(job: dict[str, Any], reports: Reports) -> Callable[[], None]:
    """Return what posts one report and waits for its answer, on one kept-alive connection."""
    connection = socket.create_connection(("127.0.0.1", job["port"]), timeout=30)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    head = (
        f"POST /api/v1/tickets HTTP/1.1\r\nHost: 127.0.0.1:{job['port']}\r\nAuthorization: Bearer {job['token']}\r\n"
        "Content-Type: application/json\r\nAccept-Language: vi\r\nContent-Length: "
    ).encode()

    def post() -> None:
        body = json.dumps(next(reports), ensure_ascii=False).encode()
        connection.sendall(head + str(len(body)).encode() + _END_OF_HEAD + body)
        answer = _read_answer(connection)
        if not answer.startswith(_CREATED):
            raise RuntimeError(answer.decode(errors="replace"))

    return post


def connect_floor(job: dict[str, Any], reports: Reports) -> Callable[[], None]:
    """Return what writes one report's rows by psycopg2 alone."""
    from bench.floor import open_floor  # noqa: PLC0415 - the other kind of client needs no database driver

    write = open_floor(job["dsn"], job["kind"], job["unit"], job["actor"])
    return lambda: write(next(reports))


def work_for(seconds: float, piece: Callable[[], None]) -> list[float]:
    """Repeat a piece of work until the time is over; milliseconds of each."""
    taken: list[float] = []
    before = time.perf_counter()
    until = before + seconds
    while before < until:
        piece()
        after = time.perf_counter()
        taken.append((after - before) * 1000)
        before = after
    return taken


def main() -> None:
    """Serve the parent until it closes the pipe."""
    job = json.loads(sys.stdin.readline())
    reports, http = make_reports(job["seed"]), job["kind"] == "http"
    piece = None if http else connect_floor(job, reports)
    print("ready", flush=True)
    for line in sys.stdin:
        piece = connect_http(job, reports) if http else piece  # the service closes what was quiet for some seconds
        taken = work_for(float(line.split()[1]), piece)
        print(json.dumps([round(each, 3) for each in taken]), flush=True)


def _read_answer(connection: socket.socket) -> bytes:
    got = b""
    while True:
        more = connection.recv(65536)
        if not more:
            raise ConnectionError("the service closed the connection")
        got += more
        head, found, body = got.partition(_END_OF_HEAD)
        if found and len(body) >= _content_length(head):
            return got


def _content_length(head: bytes) -> int:
    start = head.lower().index(b"content-length:") + len(b"content-length:")
    end = head.find(b"\r\n", start)
    return int(head[start:] if end < 0 else head[start:end])


if __name__ == "__main__":
    main()
