"""A limit for what needs no account: so many requests a minute from one address, counted in this process."""

from dataclasses import dataclass, field
from math import ceil
from threading import Lock
from typing import Annotated

from fastapi import Depends, Request

from app.clock import Clock
from app.errors import TooManyError

MOST_ADDRESSES = 10_000


@dataclass
class Limiter:
    """A bucket for each address: full at first, refilled evenly.

    Args:
        clock: tells the time.
        per_minute: how many requests one address may make in a minute, all at once too.
    """

    clock: Clock
    per_minute: int
    _spent: dict[str, tuple[float, float]] = field(default_factory=dict)
    """By address how much of the bucket is spent, and when that was so."""
    _lock: Lock = field(default_factory=Lock)

    def take(self, address: str) -> None:
        """Count one request.

        Raises:
            TooManyError: the bucket of this address is empty.
        """
        now = self.clock.now().timestamp()
        with self._lock:
            left_over, at = self._spent.pop(address, (0.0, now))
            spent = max(0.0, left_over - (now - at) * self.per_minute / 60)
            enough = spent + 1 <= self.per_minute
            self._spent[address] = (spent + 1 if enough else spent, now)
            while len(self._spent) > MOST_ADDRESSES:
                del self._spent[next(iter(self._spent))]  # whoever asked longest ago
        if not enough:
            wait_s = max(1, ceil((spent + 1 - self.per_minute) * 60 / self.per_minute))
            detail = f"too many requests; try again in {wait_s} seconds"
            raise TooManyError(detail, code="too_many.public", retry_after_s=wait_s)


async def limit_public(request: Request) -> None:
    """Count a request that needs no account.

    Raises:
        TooManyError: its address has asked too often.
    """
    limiter: Limiter = request.app.state.public_limiter
    limiter.take(request.client.host if request.client else "")


PublicLimit = Annotated[None, Depends(limit_public)]
