"""Turns at searching: a search takes all cores, so a process runs few at a time; any of them can be told to end."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from app.errors import BusyError, CordonError

RETRY_AFTER_S = 5

_free = threading.Condition()
_running = 0


@dataclass(eq=False)
class Stop:
    """The word to end a search, given from another thread; that of a ``wider`` one counts for it too."""

    wider: "Stop | None" = None
    _why: CordonError | None = None

    @property
    def why(self) -> CordonError | None:
        """What whoever searches shall answer instead of a plan; None while it may go on."""
        return self._why or (self.wider.why if self.wider else None)

    def end(self, why: CordonError) -> None:
        """Give the word. The first reason counts."""
        with _free:
            self._why = self._why or why
            _free.notify_all()  # some may be waiting for their turn

    def check(self) -> None:
        """Go on only while nobody has given the word.

        Raises:
            CordonError: the reason that was given.
        """
        if self.why is not None:
            raise self.why


def running() -> int:
    """How many searches there are in this process at the moment."""
    return _running


@contextmanager
def turn(most: int, wait_seconds: float, stop: Stop | None = None) -> Iterator[None]:
    """Search in here; no more than ``most`` do so at one time in this process.

    Raises:
        BusyError: the others were not done within ``wait_seconds``.
        CordonError: ``stop`` was told so meanwhile.
    """
    global _running  # noqa: PLW0603 - one counter for the process, which is what shares the cores
    stop = stop or Stop()
    with _free:
        free = _free.wait_for(lambda: stop.why or _running < most, wait_seconds)
        stop.check()
        if not free:
            raise BusyError("other plans are being made; try again shortly", retry_after_s=RETRY_AFTER_S)
        _running += 1
    try:
        yield
    finally:
        with _free:
            _running -= 1
            _free.notify_all()
