"""``cordon serve`` and ``cordon worker`` as processes that can be killed and are there again in a moment.

A process that has loaded everything makes a new one, by ``fork``, as often as one of them ends: so two hundred kills
take minutes and not hours. What runs in the child is the real thing, with its own connections.
"""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import NoReturn

_PATIENCE_SECONDS = 120.0


@contextmanager
def nursery(kind: str, environment: Mapping[str, str], *given: str) -> Iterator["Nursery"]:
    """Run one kind (``serve PORT`` or ``worker``) until the end of the block."""
    command = [sys.executable, "-m", "tests.support.forked", kind, *given]
    with subprocess.Popen(command, env=os.environ | environment, stdout=subprocess.PIPE, text=True) as parent:
        here = Nursery(parent)
        try:
            yield here
        finally:
            parent.terminate()
            parent.wait(_PATIENCE_SECONDS)


class Nursery:
    """The parent process, which says the id of each child that it makes."""

    def __init__(self, parent: subprocess.Popen[str]) -> None:
        self.parent = parent
        self.child = self._next()

    def kill(self) -> None:
        """SIGKILL the child, whatever it is doing; returns once there is another one."""
        os.kill(self.child, signal.SIGKILL)
        self.child = self._next()

    def _next(self) -> int:
        line = self.parent.stdout.readline() if self.parent.stdout else ""
        if not line:
            raise RuntimeError("the parent ended; its error stands above")
        return int(line)


def main(kind: str, *given: str) -> NoReturn:
    """Make children of one kind, one at a time, until told to stop."""
    run = _serve(int(given[0])) if kind == "serve" else _worker()
    child = 0

    def stop(*_: object) -> NoReturn:
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        os._exit(0)

    signal.signal(signal.SIGTERM, stop)
    while True:
        child = os.fork()
        if child == 0:
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            run()
            os._exit(0)
        print(child, flush=True)  # noqa: T201 - what the nursery reads
        os.waitpid(child, 0)
        time.sleep(0.01)


def _serve(port: int) -> Callable[[], None]:
    import uvicorn  # noqa: PLC0415 - the process that only reads has no need of it

    from app.main import create_app  # noqa: PLC0415 - likewise

    listening = socket.create_server(("127.0.0.1", port), backlog=512)  # outlives the children: who calls waits
    listening.set_inheritable(True)
    app = create_app()

    def run() -> None:
        uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False)).run(sockets=[listening])

    return run


def _worker() -> Callable[[], None]:
    from app.settings import Settings  # noqa: PLC0415 - likewise
    from app.worker import run  # noqa: PLC0415 - likewise

    return lambda: run(Settings())


if __name__ == "__main__":
    main(*sys.argv[1:])
