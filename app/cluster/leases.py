"""Who uses the cluster: file locks that the operating system releases however a process ends."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.cluster.errors import ClusterError


class Lease:
    """A shared hold on the cluster of ``home``; as long as one is held nobody else's leaving stops the server."""

    def __init__(self, home: Path) -> None:
        self._file = _open(home / "cluster.users")
        fcntl.flock(self._file, fcntl.LOCK_SH)

    def release(self) -> bool:
        """Gives the hold up. Call under ``changing``; returns whether it was the last one."""
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        finally:
            os.close(self._file)
        return True


@contextmanager
def changing(home: Path) -> Iterator[None]:
    """Makes starting, stopping and taking leases one process's business at a time."""
    file = _open(home / "cluster.lock")
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
    finally:
        os.close(file)


def _open(path: Path) -> int:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise ClusterError(
            f"{path} cannot be opened ({error.strerror}). Start Cordon the way it was first started (with or without"
            " sudo), or set CORDON_HOME to a folder of yours."
        ) from error
