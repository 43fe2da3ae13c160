"""Waiting until events may be read.

Events are handed out once every older transaction of the server is over, those of other databases included: other tests
that run at the same time hold readers back for a moment.
"""

import time

from sqlalchemy import text

from app.services.work import Work

PATIENCE_SECONDS = 300.0
"""A history of everything that can happen is one transaction, and takes a minute on a busy machine."""

_UNSEALED = text("SELECT EXISTS (SELECT FROM events WHERE xid >= pg_snapshot_xmin(pg_current_snapshot()))")


def settle(work: Work) -> None:
    """Wait until all that was committed may be read."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while _is_unsealed(work):
        assert time.monotonic() < deadline, "some transaction of the server does not end"
        time.sleep(0.02)


def _is_unsealed(work: Work) -> bool:
    with work.look() as tx:
        return bool(tx.session.scalar(_UNSEALED))
