"""Tells a living server from the traces of one that a power cut ended."""

import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path


def recorded_pid(data: Path) -> int | None:
    """Process id in ``postmaster.pid``, or None where there is none to read."""
    with suppress(OSError, ValueError, IndexError):
        return int((data / "postmaster.pid").read_text().splitlines()[0])
    return None


def identity(data: Path) -> str:
    """Three lines that name one run of the server: process id, folder, start time; empty when it is not running."""
    with suppress(OSError):
        return "\n".join((data / "postmaster.pid").read_text().splitlines()[:3])
    return ""


def is_recorded_alive(data: Path) -> bool:
    """Whether the recorded process lives, whatever it is by now."""
    pid = recorded_pid(data)
    if pid is None or pid <= 0:
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def servers_in(data: Path) -> set[int]:
    """Processes whose working folder is ``data``: the server and its backends. Empty where /proc is unknown."""
    if sys.platform != "linux":
        return set()
    wanted = str(data)
    found = set()
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError):
                if str((entry / "cwd").readlink()) == wanted:
                    found.add(int(entry.name))
    return found


def remove_reused_lock(data: Path, sockets: Path, port: int) -> bool:
    """Removes lock files whose process id now belongs to a stranger, which PostgreSQL itself cannot tell.

    Only when no process at all works in ``data``. A lock file of a dead process stays: PostgreSQL reads in it which
    shared memory to check, and replaces it.

    Returns:
        Whether a file was removed.
    """
    if sys.platform != "linux" or servers_in(data) or not is_recorded_alive(data):
        return False
    for path in (data / "postmaster.pid", sockets / f".s.PGSQL.{port}.lock"):
        path.unlink(missing_ok=True)
    return True


def wait_until(condition: Callable[[], bool], seconds: float) -> bool:
    """Whether ``condition`` came true within ``seconds`` (measured on the monotonic clock)."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True
