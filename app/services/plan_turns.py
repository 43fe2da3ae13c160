"""Turns at searching: a search takes all cores, so a process runs few of them at a time."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from app.errors import BusyError

RETRY_AFTER_S = 5

_free = threading.Condition()
_running = 0


@contextmanager
def turn(most: int, wait_seconds: float) -> Iterator[None]:
    """Search in here; no more than ``most`` do so at one time in this process.

    Raises:
        BusyError: the others were not done within ``wait_seconds``.
    """
    global _running  # noqa: PLW0603 - one counter for the process, which is what shares the cores
    with _free:
        if not _free.wait_for(lambda: _running < most, wait_seconds):
            raise BusyError("other plans are being made; try again shortly", retry_after_s=RETRY_AFTER_S)
        _running += 1
    try:
        yield
    finally:
        with _free:
            _running -= 1
            _free.notify()
