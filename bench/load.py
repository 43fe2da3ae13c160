"""Starts clients, a process for each connection, and lets them all work at the same time."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Round:
    """What all clients did in one round.

    Attributes:
        per_second: Pieces of work done in a second by all clients together.
        p50_ms: Median of the time that one took, milliseconds.
        p99_ms: 99th percentile of it.
        pieces: How many were done.
        cpu_ms: Processor time that one took, of clients, service and database together; 0 where it is not known.
    """

    per_second: float
    p50_ms: float
    p99_ms: float
    pieces: int
    cpu_ms: float = 0.0


@dataclass(frozen=True)
class Clients:
    """Connected clients, waiting for work."""

    processes: Sequence[subprocess.Popen[str]]

    def run(self, seconds: float) -> Round:
        """Let all of them work for so long."""
        begun = time.perf_counter()
        for each in self.processes:
            _say(each, f"go {seconds}")
        taken = np.concatenate([np.array(json.loads(_hear(each))) for each in self.processes])
        elapsed = time.perf_counter() - begun
        p50, p99 = np.percentile(taken, (50, 99))
        return Round(len(taken) / elapsed, float(p50), float(p99), len(taken))


@contextmanager
def clients(jobs: Sequence[dict[str, Any]]) -> Iterator[Clients]:
    """One process for each job (see ``bench.client``); ended at the end of the block."""
    with ExitStack() as stack:
        started = [stack.enter_context(_client(job)) for job in jobs]
        for each in started:
            if _hear(each) != "ready\n":
                raise RuntimeError("a client did not start")
        yield Clients(started)


@contextmanager
def _client(job: dict[str, Any]) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "bench.client"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        try:
            _say(process, json.dumps(job))
            yield process
        finally:
            process.kill()


def _say(process: subprocess.Popen[str], line: str) -> None:
    if process.stdin is None:
        raise RuntimeError("a client has no input")
    process.stdin.write(f"{line}\n")
    process.stdin.flush()


def _hear(process: subprocess.Popen[str]) -> str:
    line = process.stdout.readline() if process.stdout else ""
    if not line:
        raise RuntimeError("a client ended early; its error stands above")
    return line
