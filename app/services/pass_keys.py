"""The key pairs that sign entry passes: which one signs, turning over to a new one, and giving up one that leaked."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from secrets import token_bytes

from app.access import Subject, Verb, system
from app.errors import ForbiddenError, NotFoundError
from app.schema.base import new_id
from app.schema.passes import PassKey
from app.services.events import About, record
from app.services.work import Tx, Work
from app.storage import passes as rows
from app.storage import units
from compliance.pass_codec import key_id_of, public_key_of

_BY_ITSELF = system("pass_keys")
_PRIVATE_BYTES = 32


def signing_key(tx: Tx) -> tuple[PassKey, bytes]:
    """The key that signs now and its private part; made if there is none that this installation's secret opens.

    Raises:
        UnavailableError: this process has no secret to seal a new one with.
    """
    found = _find_signing(tx)
    if found is None:
        rows.lock_making(tx.session)
        found = _find_signing(tx) or _make(tx, _BY_ITSELF, tx.now)
    return found


def list_public(work: Work) -> Sequence[PassKey]:
    """The public keys that guards need. The first key of an installation is made here."""
    with work.begin() as tx:
        signing_key(tx)
        return rows.list_public(tx.session, tx.now)


def list_keys(work: Work) -> Sequence[PassKey]:
    """All keys there ever were, for the operator at the command line."""
    with work.look() as tx:
        return rows.list_keys(tx.session)


def rotate(work: Work, subject: Subject, *, at_once: bool = False) -> PassKey:
    """Make the next key. It signs once every guard can have fetched it, or at once.

    Args:
        work: what use cases work with.
        subject: who asks.
        at_once: guards who are offline will not know it until they are online again.

    Raises:
        ForbiddenError: not the administrator of a whole utility.
    """
    with work.begin() as tx:
        _check_keeper(tx, subject)
        rows.lock_making(tx.session)
        wait = timedelta(0 if at_once or _find_signing(tx) is None else work.settings.pass_list_hours / 24)
        return _make(tx, subject, tx.now + wait)[0]


def revoke(work: Work, subject: Subject, key_id: str) -> PassKey:
    """Give up a key that others may hold. Passes under it are refused from the next list on, and issued anew.

    Raises:
        ForbiddenError: not the administrator of a whole utility.
        NotFoundError: there is no such key.
    """
    with work.begin() as tx:
        _check_keeper(tx, subject)
        key = rows.find_key(tx.session, key_id)
        if key is None:
            raise NotFoundError("there is no such pass key")
        if key.revoked_at is None:
            key.revoked_at, key.revoked_by = tx.now, subject.user_id
            tx.session.flush()
            record(tx, subject, "pass_key.revoked", About("pass_key", key.id), payload={"key_id": key_id})
            signing_key(tx)
        return key


def _find_signing(tx: Tx) -> tuple[PassKey, bytes] | None:
    for key in rows.list_signing(tx.session, tx.now):
        private = tx.vault.unseal(key.sealed_private_key, key.public_key)
        if private is not None:
            return key, private
    return None


def _make(tx: Tx, subject: Subject, signs_from: datetime) -> tuple[PassKey, bytes]:
    private = token_bytes(_PRIVATE_BYTES)
    public = public_key_of(private)
    key = PassKey(
        id=new_id(), key_id=key_id_of(public).hex(), public_key=public, made_at=tx.now, made_by=subject.user_id,
        sealed_private_key=tx.vault.seal(private, public), signs_from=signs_from,
    )  # fmt: skip
    tx.session.add(key)
    tx.session.flush()
    told = {"key_id": key.key_id, "signs_from": signs_from.isoformat()}
    record(tx, subject, "pass_key.made", About("pass_key", key.id), payload=told)
    return key, private


def _check_keeper(tx: Tx, subject: Subject) -> None:
    """The operator at the command line keeps them, and whoever administers a whole utility."""
    if subject.task:
        return
    scope = subject.scope(Verb.PASS_KEYS_WRITE)
    if not units.has_root(tx.session, scope.unit_ids):
        raise ForbiddenError("pass keys are kept by the administrator of a whole utility")
