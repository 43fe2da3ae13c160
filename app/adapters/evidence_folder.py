"""Evidence in a folder of this host: one file for each hash, in folders by its first two digits."""

import os
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from compliance.evidence import is_hash


@dataclass(frozen=True)
class EvidenceFolder:
    """Keeps bytes under their own hash; the folder is made when the first bytes come."""

    root: Path

    def put(self, sha256: str, content: bytes) -> None:
        """Keep; a file is there whole or not at all, whatever happens meanwhile."""
        path = self._path(sha256)
        if path.exists():
            path.touch()  # named anew: a sweep that is under way leaves it
            return
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        _sync(path.parent)

    def get(self, sha256: str) -> bytes | None:
        """The bytes; None when there are none under this hash."""
        try:
            return self._path(sha256).read_bytes()
        except FileNotFoundError:
            return None

    def delete(self, sha256: str) -> None:
        """Forget; harmless when there is nothing."""
        self._path(sha256).unlink(missing_ok=True)

    def list_old(self, age: timedelta) -> Iterator[str]:
        """Hashes of what was last put longer ago than ``age``; left-over halves of files are none."""
        return (each.name for each in self.root.glob("??/*") if is_hash(each.name) and _is_old(each, age))

    def delete_old(self, sha256: str, age: timedelta) -> bool:
        """Forget unless it was put again within ``age``; whether it is gone."""
        path = self._path(sha256)
        if not _is_old(path, age):
            return False
        path.unlink(missing_ok=True)
        return True

    def _path(self, sha256: str) -> Path:
        return self.root / sha256[:2] / sha256


def _is_old(path: Path, age: timedelta) -> bool:
    """By the clock that files are dated with, which is the machine's."""
    try:
        return time.time() - path.stat().st_mtime > age.total_seconds()
    except FileNotFoundError:
        return False


def _sync(folder: Path) -> None:
    """Let the name of a new file survive a loss of power too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
