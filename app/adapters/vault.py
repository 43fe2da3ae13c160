"""Seals small secrets that stand in the database, so that a copy of it is of no use without this installation's key."""

import hashlib
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE_BYTES = 12


class AesVault:
    """``app.services.work.Vault`` by AES-256-GCM.

    Args:
        secret: of this installation; the same on all machines that share a database.
    """

    def __init__(self, secret: str) -> None:
        self._cipher = AESGCM(hashlib.sha256(b"cordon sealed values:" + secret.encode()).digest())

    def seal(self, plain: bytes, about: bytes) -> bytes:
        """Encrypt; ``about`` must be named again to open it, so that sealed values cannot change places."""
        nonce = os.urandom(_NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, plain, about)

    def unseal(self, sealed: bytes, about: bytes) -> bytes | None:
        """What was sealed; None when another secret sealed it, or it was about something else."""
        try:
            return self._cipher.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], about)
        except (InvalidTag, ValueError):
            return None
