"""Chance by name: each thing that is left to chance has a stream of its own.

A draw depends on the seed and on what it is about, never on what was drawn before: so every policy meets the same
storm, the same hands and the same authorities (common random numbers), and differences between them are their own.
"""

from dataclasses import dataclass
from hashlib import sha256
from math import log

import numpy as np


@dataclass(frozen=True)
class Chance:
    """All chance of one storm."""

    seed: int

    def of(self, *names: object) -> np.random.Generator:
        """The stream of one thing, such as ``of("service", ticket)``; the same names give the same draws."""
        told = "\x1f".join(str(name) for name in names).encode()
        words = np.frombuffer(sha256(told).digest(), dtype="<u4")
        return np.random.default_rng(np.random.SeedSequence([self.seed, *(int(word) for word in words)]))

    def around(self, median: float, spread: float, *names: object) -> float:
        """A positive number around ``median``, lognormal; two of three lie within a factor of ``1 + spread``."""
        return float(median * self.of(*names).lognormal(0.0, log(1 + spread)))

    def happens(self, probability: float, *names: object) -> bool:
        """Whether something happens that does so with this probability."""
        return bool(self.of(*names).random() < probability)
