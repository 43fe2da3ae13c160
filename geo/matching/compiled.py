"""The decorator of compiled functions. They are compiled once and kept on disk.

numba keeps a compiled function as long as its own file is unchanged, and does not look at the functions that it calls
in other files. So the folder in which they are kept is named after the content of all of them.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

import numba

config: Any = numba.config

F = TypeVar("F", bound=Callable[..., Any])

_SOURCES = ("anneal.py", "binding.py", "compiled.py", "kernel.py", "parts.py")


def compiled(function: F) -> F:
    """Compile a function; it needs no interpreter, so that threads run side by side."""
    return cast("F", numba.njit(cache=True, nogil=True)(function))


def inlined(function: F) -> F:
    """Compile a function into each place that calls it: for a few lines on plain numbers and records."""
    return cast("F", numba.njit(cache=True, nogil=True, inline="always")(function))


def _keep_by_content() -> None:
    here = Path(__file__).parent
    content = b"".join((here / name).read_bytes() for name in _SOURCES)
    name = hashlib.sha256(content + numba.__version__.encode()).hexdigest()[:16]
    folder = here / "__pycache__" / name
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:  # installed where only root may write
        folder = Path(tempfile.gettempdir()) / f"cordon-compiled-{name}"
    config.CACHE_DIR = str(folder)


if not config.CACHE_DIR:
    _keep_by_content()
