"""The word to stop, told to what would keep a server waiting: answers that last."""

import asyncio
import signal
import threading
from collections.abc import Callable
from types import FrameType
from typing import Any

_Handler = Callable[[int, FrameType | None], Any]


def call_on_signal(action: Callable[[], None]) -> None:
    """Run ``action`` in the running loop as soon as the process is asked to stop, before what its server does then.

    Outside the main thread, where no signal arrives, nothing happens.
    """
    if threading.current_thread() is not threading.main_thread():
        return
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        before = signal.getsignal(number)
        if not callable(before):
            continue

        def stop(number: int, frame: FrameType | None, before: _Handler = before) -> None:
            loop.call_soon_threadsafe(action)
            before(number, frame)

        signal.signal(number, stop)
