"""Subjects in memory for a few seconds, so that a burst of requests asks the database for its asker once."""

import threading
import time
from collections import OrderedDict
from uuid import UUID

from app.access import Subject

_MOST = 10_000


class SubjectCache:
    """Who is asking, by user id; a change of roles is seen after ``lifetime_seconds`` at the latest.

    The lifetime is real time and no matter of the domain, hence not the injected clock.
    """

    def __init__(self, lifetime_seconds: float = 5.0) -> None:
        self.lifetime_seconds = lifetime_seconds
        self._kept: OrderedDict[UUID, tuple[float, Subject]] = OrderedDict()
        self._lock = threading.Lock()

    def find(self, user_id: UUID) -> Subject | None:
        """The subject if it was put in lately."""
        with self._lock:
            kept = self._kept.get(user_id)
            return kept[1] if kept and time.monotonic() - kept[0] < self.lifetime_seconds else None

    def put(self, subject: Subject) -> None:
        """Keep a subject that was just read."""
        if subject.user_id is None:
            return
        with self._lock:
            self._kept[subject.user_id] = (time.monotonic(), subject)
            self._kept.move_to_end(subject.user_id)
            if len(self._kept) > _MOST:
                self._kept.popitem(last=False)

    def clear(self) -> None:
        """Forget all, after a change of users, roles, units or crews in this process."""
        with self._lock:
            self._kept.clear()
