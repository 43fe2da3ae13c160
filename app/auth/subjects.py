"""Subjects in memory for a few seconds, so that a burst of requests asks the database for its asker once.

A session that ends, a phone that is lost among them, is heard no longer than that.
"""

import threading
import time
from collections import OrderedDict

from app.access import Subject
from app.auth.tokens import Bearer

_MOST = 10_000


class SubjectCache:
    """Who is asking, by user and session; a change of roles is seen after ``lifetime_seconds`` at the latest.

    The lifetime is real time and no matter of the domain, hence not the injected clock.
    """

    def __init__(self, lifetime_seconds: float = 4.0) -> None:
        self.lifetime_seconds = lifetime_seconds
        self._kept: OrderedDict[Bearer, tuple[float, Subject]] = OrderedDict()
        self._lock = threading.Lock()

    def find(self, bearer: Bearer) -> Subject | None:
        """The subject if it was put in lately."""
        with self._lock:
            kept = self._kept.get(bearer)
            return kept[1] if kept and time.monotonic() - kept[0] < self.lifetime_seconds else None

    def put(self, bearer: Bearer, subject: Subject, read_at: float) -> None:
        """Keep a subject that was read not before ``read_at``, a moment of ``time.monotonic``."""
        with self._lock:
            self._kept[bearer] = (read_at, subject)
            self._kept.move_to_end(bearer)
            if len(self._kept) > _MOST:
                self._kept.popitem(last=False)

    def clear(self) -> None:
        """Forget all, after a change of users, roles, sessions, units or crews in this process."""
        with self._lock:
            self._kept.clear()
