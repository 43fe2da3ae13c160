"""Runs the HTTP side of a stand-in in a thread, beside a test or beside its other side."""

import contextlib
import socket
import threading
from collections.abc import Iterator

import uvicorn

_START_SECONDS = 10.0


@contextlib.contextmanager
def serving(server: uvicorn.Server, bound: socket.socket, name: str) -> Iterator[None]:
    """Answer on a socket for the length of a block, then close it.

    Args:
        server: not started yet.
        bound: where it listens.
        name: of the thread; an error says it.

    Raises:
        TimeoutError: it does not start.
    """
    thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, name=name, daemon=True)
    thread.start()
    try:
        _await_start(server, thread)
        yield
    finally:
        server.should_exit = True
        thread.join(_START_SECONDS)
        bound.close()


def _await_start(server: uvicorn.Server, thread: threading.Thread) -> None:
    for _ in range(int(_START_SECONDS / 0.02)):
        if server.started:
            return
        thread.join(0.02)
        if not thread.is_alive():
            break
    raise TimeoutError(f"{thread.name} does not start")
