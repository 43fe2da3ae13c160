"""What an examination finds."""

from dataclasses import dataclass
from typing import Literal

Level = Literal["ok", "warn", "fail"]


@dataclass(frozen=True)
class Finding:
    """One thing looked at: a sentence about it and, where something is to be done, the remedy."""

    name: str
    level: Level
    sentence: str
    remedy: str = ""
