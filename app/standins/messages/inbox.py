"""What arrived, letters and short messages alike, newest last."""

import threading
from collections import Counter, deque
from dataclasses import dataclass
from datetime import UTC, datetime

KEPT = 500


@dataclass(frozen=True)
class Arrived:
    """One message as it came in."""

    channel: str
    message_id: str
    sender: str
    recipient: str
    subject: str
    body: str
    received_at: datetime


class Inbox:
    """All that arrived, for as many threads as there are; faults wait here too.

    A fault is an answer that a recipient's next messages get instead of being taken.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._arrived: deque[Arrived] = deque(maxlen=KEPT)
        self._seen: set[str] = set()
        self._faults: dict[str, str] = {}
        self._left: Counter[str] = Counter()

    def put(self, channel: str, message_id: str, sender: str, recipient: str, subject: str, body: str) -> bool:
        """Keep one message; False when its id came before, and it is dropped."""
        with self._lock:
            key = f"{channel}:{message_id}:{recipient}"
            if message_id and key in self._seen:
                return False
            self._seen.add(key)
            self._arrived.append(Arrived(channel, message_id, sender, recipient, subject, body, datetime.now(UTC)))
            return True

    def list_all(self) -> list[Arrived]:
        """Everything kept, oldest first."""
        with self._lock:
            return list(self._arrived)

    def fail(self, recipient: str, answer: str, times: int = 1) -> None:
        """Let a recipient's next messages get this answer: an SMTP reply, or a code of eSMS."""
        with self._lock:
            self._faults[recipient], self._left[recipient] = answer, times

    def take_fault(self, recipient: str) -> str | None:
        """The answer that this message gets, if any; uses up one of its times."""
        with self._lock:
            if self._left[recipient] <= 0:
                return None
            self._left[recipient] -= 1
            return self._faults[recipient]
