"""Several things that are due in one transaction, none of which may hold up the others."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import structlog

from app.services.work import Tx

_log = structlog.get_logger(__name__)


@contextmanager
def apart(tx: Tx, due_id: UUID) -> Iterator[None]:
    """Let one thing that fails be undone and logged, to be tried again next time, and hold up nothing else."""
    try:
        with tx.session.begin_nested():
            yield
    except Exception as error:  # noqa: BLE001 - whatever it is, the others are due all the same
        _log.error("due.failed", id=str(due_id), exc_info=error)
