"""Passwords, kept as argon2 hashes."""

from functools import cached_property

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher


class Argon2Passwords:
    """Hashes and checks passwords; a check takes the same time whether or not there is such a user.

    Args:
        memory_kib: memory that one hash needs, in KiB.
        rounds: passes over that memory.
    """

    def __init__(self, memory_kib: int = 65536, rounds: int = 3) -> None:
        self._hasher = PasswordHash((Argon2Hasher(time_cost=rounds, memory_cost=memory_kib, parallelism=1),))

    def hash(self, password: str) -> str:
        """A salted hash to be kept."""
        return self._hasher.hash(password)

    def verify(self, password: str, password_hash: str | None) -> bool:
        """Whether the password belongs to the hash; None (no such user) is never right and costs as much."""
        right = self._hasher.verify(password, password_hash or self._nobody)
        return right and password_hash is not None

    @cached_property
    def _nobody(self) -> str:
        return self._hasher.hash("nobody has this password")


PASSWORDS = Argon2Passwords()
"""What the service uses."""
