"""Compiles the engine before anybody waits for it: ``python -m geo.matching.warm``, or `warm` in a background thread.

Compiling takes half a minute once; afterwards it is read from disk within a second. numba compiles a function whole,
whatever branches are taken, so a tiny problem is enough.
"""

from __future__ import annotations

import contextlib
import re
import shutil
import sys
import time
from typing import Final

from geo.matching.compiled import folder
from geo.matching.problem import Problem
from geo.matching.replan import insert, replan
from geo.matching.search import Limit
from geo.matching.values import Crew, Job, Window
from geo.places import Place
from geo.travel import StraightLine

_OLD_S: Final = 24 * 3600
"""Compiled code of other versions that nobody has touched for so long is removed."""


def warm() -> float:
    """Compile all that the engine calls, or read it from disk.

    Returns:
        Seconds that it took.
    """
    began = time.perf_counter()
    here = Place(0.0, 0.0)
    jobs = (Job("A", here, 60, 1.0), Job("B", here, 60, 1.0))
    problem = Problem((Crew("T", here, Window(0, 3600)),), jobs, StraightLine())
    insert(problem, replan(problem, {"T": ("A",)}, Limit(rounds=1)).orders, "B")
    insert(problem, {"T": ("A",)}, "B")
    return time.perf_counter() - began


def tidy(now: float) -> int:
    """Remove what older versions of the code have left.

    Args:
        now: Seconds since 1970.

    Returns:
        How many folders.
    """
    current, removed = folder(), 0
    for other in current.parent.iterdir():
        if other == current or not re.fullmatch(r"[0-9a-f]{16}", other.name):
            continue
        with contextlib.suppress(OSError):
            if now - other.stat().st_mtime > _OLD_S:
                shutil.rmtree(other)
                removed += 1
    return removed


if __name__ == "__main__":
    taken = warm()
    tidy(time.time())
    sys.stdout.write(f"the matching engine is compiled ({taken:.1f} s): {folder()}\n")
