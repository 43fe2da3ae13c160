"""Creations that may be repeated: the same key from the same user gets the same row again."""

from dataclasses import dataclass
from uuid import UUID

from app.access import Subject
from app.errors import ConflictError
from app.schema.operations import IdempotencyKey
from app.services.work import Tx
from app.storage import operations


@dataclass(frozen=True)
class Once:
    """A key that a client made up for one creation, and what it asked for with it."""

    key: str
    route: str
    body_hash: str


def find_made(tx: Tx, subject: Subject, once: Once | None) -> UUID | None:
    """Find the row that this key made before; two requests with one key at the same time wait for each other.

    Args:
        tx: the transaction of the creation itself.
        subject: who asks; keys of different users never meet.
        once: None when the client sent no key.

    Raises:
        ConflictError: the key was used for something else.
    """
    if once is None or subject.user_id is None:
        return None
    operations.lock_key(tx.session, subject.user_id, once.key)
    known = operations.find_key(tx.session, subject.user_id, once.key)
    if known is None:
        return None
    if (known.route, known.body_hash) != (once.route, once.body_hash):
        raise ConflictError("this Idempotency-Key was used for another request", code="idempotency.reused")
    return known.subject_id


def remember(tx: Tx, subject: Subject, once: Once | None, made: UUID) -> None:
    """Keep what the key made, in the transaction that made it."""
    if once is None or subject.user_id is None:
        return
    tx.session.add(
        IdempotencyKey(
            user_id=subject.user_id,
            key=once.key,
            route=once.route,
            body_hash=once.body_hash,
            subject_id=made,
            created_at=tx.now,
        )
    )
