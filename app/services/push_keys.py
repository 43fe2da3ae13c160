"""The key pairs by which browsers' push services know us (VAPID): made when first asked for, sealed, turned over.

A browser's subscription is bound to the key that it was made with. So a key that a newer one follows goes on signing
for the browsers that know it, until each has been back and subscribed anew; only one that is given up signs no more.
"""

from collections.abc import Collection, Sequence
from uuid import UUID

import structlog
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from app.access import Subject, Verb, system
from app.errors import NotFoundError
from app.schema.base import new_id
from app.schema.devices import PushKey
from app.services.events import About, Happened, record, record_each
from app.services.work import Tx, Work
from app.storage import push_keys as rows

PRIVATE_BYTES = 32
REVOKED = "push.key_revoked"
"""Why a browser is sent nothing any more until it subscribes anew."""

_BY_ITSELF = system("push_keys")
_log = structlog.get_logger(__name__)


def find_public(work: Work, subject: Subject) -> bytes | None:
    """The public key that browsers subscribe with, 65 bytes; None where web push is not set up.

    Raises:
        ForbiddenError: not a worker.
        UnavailableError: there is no key yet, and this process has no secret to seal one with.
    """
    subject.scope(Verb.FIELD)
    if work.settings.web_push_contact is None:
        return None
    with work.begin() as tx:
        return bytes(current(tx).public_key)


def current(tx: Tx) -> PushKey:
    """The key for new subscriptions: the newest that this installation's secret opens; made if there is none.

    Raises:
        UnavailableError: this process has no secret to seal a new one with.
    """
    found = _find(tx)
    if found is None:
        rows.lock_making(tx.session)
        found = _find(tx) or _make(tx, _BY_ITSELF)
    return found


def open_all(tx: Tx, key_ids: Collection[UUID]) -> dict[UUID, bytes]:
    """Private parts of keys that sign, by id; what cannot be opened is left out, and logged."""
    found: dict[UUID, bytes] = {}
    for key in rows.list_good(tx.session, key_ids) if key_ids else ():
        private = tx.vault.unseal(bytes(key.sealed_private_key), bytes(key.public_key))
        if private is None:
            _log.error("push.key_unreadable", key=str(key.id))
        else:
            found[key.id] = private
    return found


def list_keys(work: Work) -> Sequence[tuple[PushKey, int]]:
    """All keys there ever were, the oldest first, each with how many browsers know us by it."""
    with work.look() as tx:
        return rows.list_keys(tx.session)


def rotate(work: Work, subject: Subject) -> PushKey:
    """Make the key that browsers subscribe with from now on; the one before signs on for those that know it."""
    with work.begin() as tx:
        rows.lock_making(tx.session)
        return _make(tx, subject)


def revoke(work: Work, subject: Subject, key_id: UUID) -> int:
    """Give up a key that others may hold: nothing is signed with it, its browsers have to subscribe anew. How many.

    Raises:
        NotFoundError: there is no such key.
    """
    with work.begin() as tx:
        key = rows.lock(tx.session, key_id)
        if key is None:
            raise NotFoundError("there is no such push key")
        gone = rows.disable_browsers(tx.session, key.id, tx.now, REVOKED)
        why = {"reason": REVOKED}
        record_each(tx, subject, [Happened("device.disabled", About("device", each), why) for each in gone])
        if key.revoked_at is None:
            key.revoked_at = tx.now
            record(tx, subject, "push_key.revoked", About("push_key", key.id), payload={"browsers": len(gone)})
        return len(gone)


def _find(tx: Tx) -> PushKey | None:
    for key in rows.list_newest(tx.session):
        if tx.vault.unseal(bytes(key.sealed_private_key), bytes(key.public_key)) is not None:
            return key
    return None


def _make(tx: Tx, subject: Subject) -> PushKey:
    private = ec.generate_private_key(ec.SECP256R1())
    public = private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    plain = private.private_numbers().private_value.to_bytes(PRIVATE_BYTES, "big")
    key = PushKey(id=new_id(), public_key=public, sealed_private_key=tx.vault.seal(plain, public), made_at=tx.now)
    tx.session.add(key)
    tx.session.flush()
    record(tx, subject, "push_key.made", About("push_key", key.id))
    return key
