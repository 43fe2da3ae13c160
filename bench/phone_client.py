"""Many phones on one machine, as a process of its own: each asks at its own moments, on a new connection each time.

First all of them get their jobs, a few at a time, as at the beginning of a shift; then each asks at its own moments.
Reads one line of JSON (where, as whom, how often), and prints the milliseconds of every request by kind as JSON.
"""

import json
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.client import HTTPConnection
from threading import Lock
from typing import Any
from uuid import uuid4

THREADS = 32
SIDE_BY_SIDE = 8
"""First pulls under way at once: a phone asks again later while the service is busy."""
_OK = 200
_SPREAD = 0.1
"""Seconds that are left for the first requests to be put into line."""


@dataclass
class Phone:
    """One phone."""

    port: int
    token: str
    cursor: str | None = None
    seq: int = 0
    client_id: str = field(default_factory=lambda: str(uuid4()))
    busy: Lock = field(default_factory=Lock)

    def ask(self, kind: str) -> None:
        """One request, one after the other."""
        with self.busy:
            if kind == "push":
                self._push()
            else:
                told = self._send("GET", f"/mobile/v1/sync/pull{f'?cursor={self.cursor}' if self.cursor else ''}")
                self.cursor = told.get("cursor") or "empty"

    def _push(self) -> None:
        self.seq += 1
        action = {
            "action_id": str(uuid4()), "client_seq": self.seq, "kind": "help.ask", "entity": str(uuid4()),
            "body": {"need": "supervisor"}, "device_time": datetime.now(UTC).isoformat(),
        }  # fmt: skip
        told = self._send("POST", "/mobile/v1/sync/push", {"client_id": self.client_id, "actions": [action]})
        outcomes = {each["outcome"] for each in told.get("answers", ())}
        if outcomes - {"applied"}:
            raise RuntimeError(f"an action was not applied: {told}")

    def _send(self, method: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json", "Accept-Language": "vi"}
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=60)) as line:
            line.request(method, path, json.dumps(body) if body else None, headers)
            answer = line.getresponse()
            told = answer.read()
        if answer.status != _OK:
            raise RuntimeError(told.decode(errors="replace"))
        found: dict[str, Any] = json.loads(told)
        return found


def moments(phones: int, every_s: float, seconds: float, pulls_per_push: int) -> Iterator[tuple[float, int, str]]:
    """When which phone asks for what, in order: all of them spread evenly, a push with every so many pulls."""
    rounds, gap = max(1, round(seconds / every_s)), every_s / phones
    for number in range(rounds):
        for phone in range(phones):
            at = number * every_s + phone * gap
            yield at, phone, "pull"
            if (number + phone) % pulls_per_push == 0:
                yield at + gap / 2, phone, "push"


def _first(phone: Phone) -> float:
    begun = time.perf_counter()
    phone.ask("pull")
    return round((time.perf_counter() - begun) * 1000, 3)


def main() -> None:
    """Ask as told, and tell."""
    job = json.loads(sys.stdin.readline())
    phones = [Phone(job["port"], token) for token in job["tokens"]]
    for phone in phones[:THREADS]:  # what is done once only is not what is measured
        phone.ask("pull")
        phone.cursor = None
    took: dict[str, list[float]] = {"first pull": [], "pull": [], "push": []}
    with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        took["first pull"] = list(pool.map(_first, phones))
    began = time.perf_counter() + _SPREAD

    def ask(at: float, phone: int, kind: str) -> None:
        phones[phone].ask(kind)
        took[kind].append(round((time.perf_counter() - began - at) * 1000, 3))

    with ThreadPoolExecutor(THREADS) as pool:
        waiting = []
        for at, phone, kind in moments(len(phones), job["every_s"], job["seconds"], job["pulls_per_push"]):
            time.sleep(max(0.0, began + at - time.perf_counter()))
            waiting.append(pool.submit(ask, at, phone, kind))
        for each in waiting:
            each.result()
    print(json.dumps(took))


if __name__ == "__main__":
    main()
