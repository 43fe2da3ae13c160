"""The key that signs checkpoints, kept beside the token's key; and the public keys that a verifier trusts."""

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from app.auth.kept import kept_text
from app.errors import InvalidError
from app.services.checkpoint_file import FOLDER

KEY_FILE = "audit.key"
_ID_LENGTH = 16


@dataclass(frozen=True)
class AuditKey:
    """The private key of an installation."""

    private: Ed25519PrivateKey

    @property
    def key_id(self) -> str:
        """Names the key; see ``key_id_of``."""
        return key_id_of(self.private.public_key())

    def sign(self, message: bytes) -> bytes:
        """An Ed25519 signature, 64 bytes."""
        return self.private.sign(message)

    def public_pem(self) -> str:
        """What a verifier needs."""
        return self.private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def key_id_of(public: Ed25519PublicKey) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of the 32 bytes of a public key."""
    return hashlib.sha256(public.public_bytes(Encoding.Raw, PublicFormat.Raw)).hexdigest()[:_ID_LENGTH]


def open_key(home: Path, given: str | None = None) -> AuditKey:
    """The key of this installation, made at first use unless one is given; its public part is left in ``audit/keys``.

    Args:
        home: folder in which it is kept.
        given: a private key as PEM, where several hosts share one.

    Raises:
        InvalidError: what is given or kept is no Ed25519 key.
    """
    key = AuditKey(_private(given or kept_text(home, KEY_FILE, _new_pem)))
    shelf = _shelf(home)
    kept = shelf / f"{key.key_id}.pem"
    if not kept.exists():
        shelf.mkdir(parents=True, exist_ok=True)
        draft = kept.with_suffix(f".{os.getpid()}")
        draft.write_text(key.public_pem())
        draft.replace(kept)
    return key


def known_keys(home: Path, others: Iterable[Path] = ()) -> dict[str, Ed25519PublicKey]:
    """Public keys by id: those that ever signed in this installation, and others from files.

    Raises:
        InvalidError: a file holds no public Ed25519 key.
        OSError: a file cannot be read.
    """
    files = [*sorted(_shelf(home).glob("*.pem")), *others]
    keys = [_public(file) for file in files]
    return {key_id_of(key): key for key in keys}


def _shelf(home: Path) -> Path:
    return home / FOLDER / "keys"


def _new_pem() -> str:
    made = Ed25519PrivateKey.generate()
    return made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def _private(pem: str) -> Ed25519PrivateKey:
    try:
        key = load_pem_private_key(pem.encode(), None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise InvalidError("the audit key is no private key in PEM form", code="invalid.audit_key") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise InvalidError("the audit key is no Ed25519 key", code="invalid.audit_key")
    return key


def _public(file: Path) -> Ed25519PublicKey:
    try:
        key = load_pem_public_key(file.read_bytes())
    except (ValueError, UnsupportedAlgorithm) as error:
        raise InvalidError(f"{file.name} holds no public key in PEM form", code="invalid.audit_key") from error
    if not isinstance(key, Ed25519PublicKey):
        raise InvalidError(f"{file.name} holds no Ed25519 key", code="invalid.audit_key")
    return key
