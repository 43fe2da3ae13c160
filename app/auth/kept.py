"""Secrets that an installation makes for itself at first use and keeps in its home folder."""

import contextlib
import os
from collections.abc import Callable
from pathlib import Path


def kept_text(home: Path, name: str, make: Callable[[], str]) -> str:
    """The content of a file that only its owner may read, made at first use.

    Several processes may come here at once: the first to be done wins, and all read the same.

    Args:
        home: folder in which it is kept; made if missing.
        name: of the file.
        make: gives what a new file shall hold.
    """
    file = home / name
    home.mkdir(parents=True, exist_ok=True)
    draft = home / f"{name}.{os.getpid()}"
    if not file.exists():
        draft.unlink(missing_ok=True)
        with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as opened:
            opened.write(make())
        with contextlib.suppress(FileExistsError):  # another process of this installation was first
            file.hardlink_to(draft)
        draft.unlink()
    return file.read_text()
