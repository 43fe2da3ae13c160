"""Uploads under way, in a folder of this host: the bytes so far, and beside them how far they are (tus 1.0).

Bytes are on the disk before their number is told. What a process that was killed wrote beyond the number last told is
cut off before anything is added, so that an upload always goes on bit by bit where its phone believes it does.
"""

import asyncio
import fcntl
import json
import os
import re
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from io import FileIO
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from tuspyserver.storage import TusStorage

LOCK_SECONDS = 10.0
_POLL_SECONDS = 0.05
_FINISHED = "finished"
_NAME = re.compile(r"[0-9a-f]{32}-[0-9a-f]{32}")


class UploadFolder(TusStorage):
    """Keeps uploads that are not whole yet; each belongs to the person in its name. The folder is made when needed."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._held: dict[str, FileIO] = {}

    def new_name(self, owner: UUID) -> str:
        """A name for an upload of this person."""
        return f"{owner.hex}-{uuid4().hex}"

    def belongs_to(self, uid: str, owner: UUID) -> bool:
        """Whether the name says that it is this person's."""
        return _NAME.fullmatch(uid) is not None and uid.startswith(f"{owner.hex}-")

    def count_of(self, owner: UUID) -> int:
        """How many uploads of this person are under way."""
        infos = [self._read(path.stem) for path in self.root.glob(f"{owner.hex}-*.info")]
        return sum(1 for info in infos if info is not None and not info.get(_FINISHED))

    def is_finished(self, uid: str) -> bool:
        """Whether it was taken over whole; its bytes are gone from here then."""
        return bool((self._read(uid) or {}).get(_FINISHED))

    def finish(self, uid: str) -> None:
        """Forget the bytes, which are kept elsewhere now; that it was whole is told until it expires."""
        info = self._read(uid)
        if info is not None:
            self._write(uid, info | {_FINISHED: True, "offset": info["size"]})
            os.truncate(self._path(uid), 0)

    def mend(self, uid: str) -> None:
        """Let the phone send the last byte again of one that was whole, but not taken over: the process was killed."""
        info = self._read(uid)
        if info is not None and not info.get(_FINISHED) and info["size"] and info["offset"] == info["size"]:
            self._write(uid, info | {"offset": info["size"] - 1})

    def delete_old(self, age: timedelta) -> int:
        """Forget what nobody touched for ``age``; how many uploads."""
        until = time.time() - age.total_seconds()
        old = [path for path in self.root.glob("*") if path.is_file() and _touched(path) < until]
        gone = [name for name in {path.stem for path in old} if self._last_touched(name) < until]
        for name in gone:
            self.forget(name)
        return len(gone)

    def forget(self, uid: str) -> None:
        """Forget it; harmless when there is none."""
        self._info(uid).unlink(missing_ok=True)
        self._path(uid).unlink(missing_ok=True)

    async def settle(self, uid: str) -> None:
        """Wait until nobody adds to it any more: only then is it known how far it is.

        Raises:
            TimeoutError: somebody does, for too long.
        """
        if await self.exists(uid):
            async with self.lock(uid):
                await asyncio.to_thread(self.mend, uid)

    async def create(self, uid: str) -> None:
        """Begin a new, empty one."""
        await asyncio.to_thread(self._create, uid)

    async def exists(self, uid: str) -> bool:
        """Whether there is one of this name."""
        return _NAME.fullmatch(uid) is not None and self._path(uid).exists()

    async def size(self, uid: str) -> int:
        """Bytes that are here."""
        return self._path(uid).stat().st_size if await self.exists(uid) else 0

    async def append(self, uid: str, chunk: bytes) -> None:
        """Add bytes; whoever does holds the lock."""
        await asyncio.to_thread(self._held[uid].write, chunk)

    async def flush(self, uid: str) -> None:
        """Let what was added survive a loss of power."""
        await asyncio.to_thread(os.fsync, self._held[uid].fileno())

    async def finalize(self, uid: str) -> None:
        """Nothing to seal."""
        del uid

    async def read(self, uid: str) -> bytes | None:
        """All bytes so far."""
        return await asyncio.to_thread(self._path(uid).read_bytes) if await self.exists(uid) else None

    async def delete(self, uid: str) -> None:
        """Forget it."""
        await asyncio.to_thread(self.forget, uid)

    async def read_info(self, uid: str) -> dict[str, Any] | None:
        """How far it is and what it is to be; the library wants a name and a type in it."""
        info = await asyncio.to_thread(self._read, uid)
        if info is None:
            return None
        known = info["metadata"]
        return info | {"metadata": {"filename": known.get("sha256", uid), "filetype": "", **known}}

    async def write_info(self, uid: str, data: dict[str, Any]) -> None:
        """Note how far it is, whole or not at all."""
        await asyncio.to_thread(self._write, uid, data)

    async def list_uids(self) -> list[str]:
        """Names of all."""
        return sorted(path.stem for path in self.root.glob("*.info"))

    def location(self, uid: str) -> str:
        """Where the bytes lie."""
        return str(self._path(uid))

    @asynccontextmanager
    async def lock(self, uid: str) -> AsyncIterator[None]:  # type: ignore[override]  # they mean a context manager
        """Be the only one who adds to it, in any process of this host.

        Raises:
            TimeoutError: somebody else does, for too long.
        """
        file = await self._take(uid)
        self._held[uid] = file
        try:
            yield
        finally:
            del self._held[uid]
            file.close()

    async def _take(self, uid: str) -> FileIO:
        file = FileIO(self._path(uid), "r+")
        until = time.monotonic() + LOCK_SECONDS
        while True:
            try:
                fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() >= until:
                    file.close()
                    raise TimeoutError("another request is sending this upload") from None
                await asyncio.sleep(_POLL_SECONDS)
                continue
            self._cut(uid, file)
            return file

    def _cut(self, uid: str, file: FileIO) -> None:
        info = self._read(uid)
        if info is not None and not info.get(_FINISHED):
            file.truncate(info["offset"])
            file.seek(info["offset"])

    def _create(self, uid: str) -> None:
        self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(self._path(uid), os.O_CREAT | os.O_WRONLY, 0o600))

    def _read(self, uid: str) -> dict[str, Any] | None:
        try:
            found: dict[str, Any] = json.loads(self._info(uid).read_text())
        except (FileNotFoundError, ValueError):
            return None
        return found

    def _write(self, uid: str, data: dict[str, Any]) -> None:
        draft = self._info(uid).with_suffix(f".{uuid4().hex}")
        with draft.open("w") as file:
            json.dump(data, file)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self._info(uid))

    def _last_touched(self, uid: str) -> float:
        return max(_touched(self._path(uid)), _touched(self._info(uid)))

    def _path(self, uid: str) -> Path:
        return self.root / uid

    def _info(self, uid: str) -> Path:
        return self.root / f"{uid}.info"


def _touched(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return 0.0
