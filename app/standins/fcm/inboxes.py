"""What arrived for each token, in order; streams wait here for more."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

PING_SECONDS = 15.0


@dataclass(frozen=True)
class Letter:
    """One message as it was sent. ``number`` counts per token from 1."""

    number: int
    name: str
    message: dict[str, Any]
    received_at: datetime

    def as_json(self) -> dict[str, Any]:
        """For the inbox's JSON and its stream."""
        return {
            "id": self.number,
            "name": self.name,
            "data": self.message.get("data", {}),
            "message": self.message,
            "received_at": self.received_at.isoformat(),
        }


class Inboxes:
    """All inboxes; lives in the server's event loop."""

    def __init__(self) -> None:
        self._letters: defaultdict[str, list[Letter]] = defaultdict(list)
        self._arrived = asyncio.Condition()
        self.closed = False

    async def put(self, token: str, name: str, message: dict[str, Any]) -> None:
        """Deliver one message and wake the streams."""
        letters = self._letters[token]
        letters.append(Letter(len(letters) + 1, name, message, datetime.now(UTC)))
        await self._wake()

    def list_after(self, token: str, number: int = 0) -> list[Letter]:
        """Everything that arrived for a token after letter ``number``."""
        return self._letters[token][number:] if token in self._letters else []

    async def stream(self, token: str, number: int) -> AsyncIterator[Letter | None]:
        """Every letter after ``number`` as it arrives; None every 15 s so that the line is seen to live."""
        while not self.closed:
            letters = self.list_after(token, number)
            for letter in letters:
                number = letter.number
                yield letter
            if not letters and not await self._wait():
                yield None

    async def close(self) -> None:
        """End all streams."""
        self.closed = True
        await self._wake()

    async def _wake(self) -> None:
        async with self._arrived:
            self._arrived.notify_all()

    async def _wait(self) -> bool:
        async with self._arrived:
            try:
                await asyncio.wait_for(self._arrived.wait(), PING_SECONDS)
            except TimeoutError:
                return False
            return True
