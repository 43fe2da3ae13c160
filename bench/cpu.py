"""What a piece of work costs in processor time, which other programs of the machine falsify less than its duration."""

import os
from pathlib import Path

_PROC = Path("/proc")
_PARENT, _USER, _SYSTEM = 1, 11, 12
"""Fields of ``/proc/<pid>/stat`` after the program's name."""


def seconds_spent(database: str) -> float:
    """Processor time so far of all processes below this one, and of the server's on one database; 0 without /proc."""
    spent, parents, serving = {}, {}, set()
    for folder in _PROC.glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
            command = (folder / "cmdline").read_bytes()
        except OSError:
            continue  # it ended meanwhile
        pid = int(folder.name)
        parents[pid] = int(fields[_PARENT])
        spent[pid] = (int(fields[_USER]) + int(fields[_SYSTEM])) / os.sysconf("SC_CLK_TCK")
        if command.startswith(b"postgres:") and database.encode() in command:
            serving.add(pid)
    return sum(seconds for pid, seconds in spent.items() if pid in serving or _is_below(pid, os.getpid(), parents))


def seconds_of(pid: int) -> float:
    """Processor time so far of one process; 0 without /proc."""
    try:
        fields = (_PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[_USER]) + int(fields[_SYSTEM])) / os.sysconf("SC_CLK_TCK")


def _is_below(pid: int, top: int, parents: dict[int, int]) -> bool:
    while pid in parents and pid != top:
        pid = parents[pid]
    return pid == top
