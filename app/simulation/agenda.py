"""The discrete-event core: a heap of moments, and processes that pause on it.

A process is a generator: it does something, yields a ``Pause``, and goes on when that is over or its bell rings.
Two that are due at one moment go in the order in which they were put down, so that a run is the same every time.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from heapq import heappop, heappush
from itertools import count
from typing import Protocol

from app.clock import Clock, ManualClock


@dataclass(frozen=True, slots=True)
class Pause:
    """Go on after so many seconds, or when the bell rings before."""

    seconds: float
    bell: Bell | None = None


Process = Generator[Pause, None, None]


class Pace(Protocol):
    """How time passes between two moments."""

    def come(self, moment: datetime) -> bool:
        """Return once it is ``moment``; False when the run shall end before."""
        ...


@dataclass(frozen=True)
class AtOnce:
    """Time jumps from moment to moment: as fast as the machine can."""

    clock: ManualClock

    def come(self, moment: datetime) -> bool:
        """Put the clock forward."""
        self.clock.advance(max(moment - self.clock.now(), timedelta()))
        return True


@dataclass(eq=False)
class _Actor:
    process: Process
    awaited: int = -1
    """Number of the one entry of the heap that may resume it; those before are void."""


@dataclass(eq=False)
class Bell:
    """Wakes those who wait for it. Rung while nobody waits, it is heard by the next who would."""

    agenda: Agenda
    _waiting: list[tuple[_Actor, int]] = field(default_factory=list)
    _rung: bool = False

    def ring(self, after_s: float = 0.0) -> None:
        """Wake them now, or in a while."""
        if after_s > 0:
            self.agenda.start(self._later(), after_s)
            return
        live = [actor for actor, number in self._waiting if actor.awaited == number]
        self._waiting.clear()
        self._rung = not live
        for actor in live:
            self.agenda.put(actor, 0.0)

    def wait(self, actor: _Actor) -> bool:
        """Note who waits, by the number last given to it; True when it has rung already."""
        self._waiting = [each for each in self._waiting if each[0].awaited == each[1]]
        if self._rung:
            self._rung = False
            return True
        self._waiting.append((actor, actor.awaited))
        return False

    def _later(self) -> Process:
        self.ring()
        yield from ()


class Agenda:
    """What happens next."""

    def __init__(self, clock: Clock, pace: Pace) -> None:
        self.clock, self._pace = clock, pace
        self._heap: list[tuple[datetime, int, _Actor]] = []
        self._numbers = count()
        self.steps = 0
        """How many times a process was resumed."""

    @property
    def now(self) -> datetime:
        """The present moment."""
        return self.clock.now()

    def start(self, process: Process, after_s: float = 0.0) -> None:
        """Let a process begin, now or in a while."""
        self.put(_Actor(process), after_s)

    def put(self, actor: _Actor, after_s: float) -> None:
        """Resume an actor after so many seconds; whatever it waited for before is void."""
        actor.awaited = next(self._numbers)
        heappush(self._heap, (self.now + timedelta(seconds=after_s), actor.awaited, actor))

    def run(self, until: datetime) -> None:
        """Let everything happen that is due before ``until``; then it is ``until``."""
        while self._heap and self._heap[0][0] < until:
            moment, number, actor = heappop(self._heap)
            if actor.awaited != number:
                continue
            if not self._pace.come(moment):
                return
            self._resume(actor)
        self._pace.come(until)

    def _resume(self, actor: _Actor) -> None:
        self.steps += 1
        pause = next(actor.process, None)
        if pause is None:
            return
        self.put(actor, pause.seconds)
        if pause.bell is not None and pause.bell.wait(actor):
            self.put(actor, 0.0)
