"""Decorators of compiled functions. They are compiled once and kept on disk.

numba keeps a compiled function as long as its own file is unchanged, and does not look at functions and constants that
it takes from other files. So the folder in which they are kept is named after the content of all of them.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar, cast

import numba

config: Any = numba.config
njit: Any = numba.njit
"""Typed by hand: numba's own types know no ``_nrt``."""

F = TypeVar("F", bound=Callable[..., Any])

_HERE = Path(__file__).parent
_CONSTANTS = ("parts.py", "tables.py", "values.py")
"""Files without compiled functions whose constants and records are compiled in."""


def compiled(function: F) -> F:
    """Compile a function; it needs no interpreter, so that threads run side by side."""
    return cast("F", _kept(njit(cache=True, nogil=True), function))


def lean(function: F) -> F:
    """Compile a function that makes no arrays: none of its references are counted.

    Counting them took more than a third of the time where small functions hand each other dozens of arrays. Whoever
    calls it from Python owns the arrays for as long as it runs.
    """
    return cast("F", _kept(njit(cache=True, nogil=True, _nrt=False), function))


def inlined(function: F) -> F:
    """Compile a function into each place that calls it: for a few lines on plain numbers and records."""
    return cast("F", _kept(njit(cache=True, nogil=True, inline="always"), function))


def folder() -> Path:
    """Return where compiled functions are kept: beside their sources, else among the user's own cached files.

    Nothing is ever read from a folder that somebody else may write: what lies there is code.
    """
    name = _name()
    beside = _HERE / "__pycache__" / name
    if _is_ours(beside):
        return beside
    for home in _homes():
        if _is_ours(home / name):
            _bring(beside, home / name)
            return home / name
    return Path(tempfile.mkdtemp(prefix="cordon-compiled-"))


def _name() -> str:
    """Name of this very code, compiled by this very numba."""
    texts = {path.name: path.read_bytes() for path in sorted(_HERE.glob("*.py"))}
    used = [text for name, text in texts.items() if b"geo.matching.compiled import" in text or name in _CONSTANTS]
    return hashlib.sha256(b"".join(used) + numba.__version__.encode()).hexdigest()[:16]


def _homes() -> Iterator[Path]:
    if "XDG_CACHE_HOME" in os.environ:
        yield Path(os.environ["XDG_CACHE_HOME"]) / "cordon"
    with contextlib.suppress(RuntimeError):  # a user without a home, as services may have
        yield Path.home() / ".cache" / "cordon"


def _is_ours(path: Path) -> bool:
    """Tell whether we can write there and nobody else can; makes the folder if it can be made."""
    try:
        path.mkdir(mode=0o755, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=path):
            found = path.stat()
    except OSError:
        return False
    return found.st_uid == os.getuid() and not found.st_mode & 0o022


def _bring(beside: Path, home: Path) -> None:
    """Take over what whoever installed this has compiled beside the sources."""
    if beside.is_dir() and not any(home.iterdir()):
        shutil.copytree(beside, home, dirs_exist_ok=True)


def _kept(decorate: Callable[[F], Any], function: F) -> Any:
    """Decorate while numba is told the folder; other users of numba keep their own."""
    before = config.CACHE_DIR
    config.CACHE_DIR = before or str(_FOLDER)
    try:
        return decorate(function)
    finally:
        config.CACHE_DIR = before


_FOLDER = folder()
