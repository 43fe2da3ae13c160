"""The checkpoints' own file: one line each, only ever added to, on the disk before it counts."""

import fcntl
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from compliance.checkpoints import FIRST_PREVIOUS, hash_of_line, read

FOLDER = "audit"
_NAME = "checkpoints.jsonl"
_TAIL_BYTES = 262_144


class CheckpointFileError(Exception):
    """The file does not go on where the database does; it is left as it is."""


@dataclass(frozen=True)
class CheckpointFile:
    """A file of checkpoints; it need not exist yet."""

    path: Path

    @classmethod
    def inside(cls, home: Path) -> "CheckpointFile":
        """That of an installation."""
        return cls(home / FOLDER / _NAME)

    def lines(self) -> Iterator[str]:
        """Every line, oldest first; one that a power cut left unfinished is passed over."""
        if self.path.exists():
            with self.path.open(encoding="utf-8") as opened:
                yield from (line[:-1] for line in opened if line.endswith("\n"))

    def tail(self) -> list[str]:
        """The newest lines, oldest of them first: as many as a quarter of a megabyte holds."""
        if not self.path.exists():
            return []
        with self.path.open("rb") as opened:
            size = opened.seek(0, os.SEEK_END)
            opened.seek(max(0, size - _TAIL_BYTES))
            told = opened.read().decode("utf-8", "replace")
        whole = told[: told.rfind("\n") + 1].splitlines()
        return whole if size <= _TAIL_BYTES else whole[1:]

    def last(self) -> tuple[int, str]:
        """Number of the newest checkpoint and the hash of its line; 0 where there is none.

        Raises:
            CheckpointFileError: the newest line is no checkpoint.
        """
        lines = self.tail()
        if not lines:
            return 0, FIRST_PREVIOUS
        try:
            return read(lines[-1]).statement.number, hash_of_line(lines[-1])
        except ValueError as error:
            raise CheckpointFileError(f"the last line of {self.path.name} is {error}") from error

    def append(self, line: str) -> bool:
        """Add the checkpoint that follows the newest one; False when another process was faster.

        Raises:
            CheckpointFileError: it does not follow: somebody changed the file, or the database.
            OSError: the disk refuses.
        """
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("a+b") as opened:
            fcntl.flock(opened, fcntl.LOCK_EX)
            number, digest = self.last()
            statement = read(line).statement
            if statement.number <= number:
                return False
            if (statement.number, statement.previous) != (number + 1, digest):
                raise CheckpointFileError(f"checkpoint {statement.number} does not follow number {number} in the file")
            opened.truncate(_whole_bytes(opened.seek(0, os.SEEK_END), self.path))
            opened.write(line.encode() + b"\n")
            opened.flush()
            os.fsync(opened.fileno())
        return True


def _whole_bytes(size: int, path: Path) -> int:
    """Bytes up to the end of the last finished line: half a line is of a write that was never done."""
    if size == 0:
        return 0
    with path.open("rb") as opened:
        opened.seek(max(0, size - _TAIL_BYTES))
        tail = opened.read()
    return size - (len(tail) - (tail.rfind(b"\n") + 1))
