"""Seals small secrets that stand in the database, so that a copy of it is of no use without this installation's key."""

import hashlib
import os
from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE_BYTES = 12
_MAGIC = b"cv1"
_NAME_BYTES = 4
_HEAD = len(_MAGIC) + _NAME_BYTES


class AesVault:
    """``app.services.work.Vault`` by AES-256-GCM.

    A sealed value is ``cv1``, the name of its key (4 bytes), a nonce and the cipher text. Values from before keys had
    names begin with their nonce; they are tried with every key.

    Args:
        secrets: of this installation; the same on all machines that share a database. The first seals, all unseal.
    """

    def __init__(self, *secrets: str) -> None:
        keys = [_key_of(each) for each in secrets]
        self._ciphers = {name_of(secret): AESGCM(key) for secret, key in zip(secrets, keys, strict=True)}
        self._name = name_of(secrets[0])

    @property
    def mark(self) -> bytes:
        """How every value begins that the first key sealed."""
        return _MAGIC + self._name

    @property
    def names(self) -> Sequence[str]:
        """Names of all keys at hand in hexadecimal, the one that seals first."""
        return [name.hex() for name in self._ciphers]

    def seal(self, plain: bytes, about: bytes) -> bytes:
        """Encrypt; ``about`` must be named again to open it, so that sealed values cannot change places."""
        nonce = os.urandom(_NONCE_BYTES)
        return self.mark + nonce + self._ciphers[self._name].encrypt(nonce, plain, about)

    def unseal(self, sealed: bytes, about: bytes) -> bytes | None:
        """What was sealed; None when no key at hand sealed it, or it was about something else."""
        cipher = self._ciphers.get(sealed[len(_MAGIC) : _HEAD]) if sealed.startswith(_MAGIC) else None
        found = _open(cipher, sealed[_HEAD:], about) if cipher else None
        if found is not None:
            return found
        tried = (_open(each, sealed, about) for each in self._ciphers.values())
        return next((each for each in tried if each is not None), None)


def name_of(secret: str) -> bytes:
    """The name that a key bears in what it sealed; it tells nothing of the key."""
    return hashlib.sha256(b"cordon seal key name:" + _key_of(secret)).digest()[:_NAME_BYTES]


def _key_of(secret: str) -> bytes:
    return hashlib.sha256(b"cordon sealed values:" + secret.encode()).digest()


def _open(cipher: AESGCM, sealed: bytes, about: bytes) -> bytes | None:
    try:
        return cipher.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], about)
    except (InvalidTag, ValueError):
        return None
