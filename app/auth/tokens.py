"""Access tokens: signed, short-lived, saying who but not what they may do."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import UUID

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

from app.auth.kept import kept_text

_ALGORITHM = "HS256"
_AUDIENCE = "cordon"
_KEY_FILE = "token.key"


@dataclass(frozen=True)
class Bearer:
    """Who a token says is asking, and in which session; None where tokens are of no session of ours."""

    user_id: UUID
    session_id: UUID | None = None


@dataclass(frozen=True, eq=False)
class AccessTokens:
    """Issues and reads access tokens (JWT, HS256).

    Roles are not in the token: they are read with each request, so that taking one away works at once. Nor is it told
    whether the session goes on: that too is looked at with each request.
    """

    key: OctKey
    lifetime: timedelta

    def issue(self, user_id: UUID, now: datetime, session_id: UUID | None = None) -> str:
        """A token for this user in this session, good from ``now`` for the lifetime."""
        claims: dict[str, Any] = {
            "sub": str(user_id),
            "aud": _AUDIENCE,
            "iat": int(now.timestamp()),
            "exp": int((now + self.lifetime).timestamp()),
        }
        if session_id is not None:
            claims["sid"] = str(session_id)
        return jwt.encode({"alg": _ALGORITHM}, claims, self.key, algorithms=[_ALGORITHM])

    def find_user(self, token: str, now: datetime) -> UUID | None:
        """Whose token this is; None when it is not ours, was changed, or is no longer good at ``now``."""
        found = self.find(token, now)
        return found.user_id if found else None

    def find(self, token: str, now: datetime) -> Bearer | None:
        """Who asks with this token; None when it is not ours, was changed, or is no longer good at ``now``."""
        try:
            claims = _claims(token, self)
            good = claims["aud"] == _AUDIENCE and now.timestamp() < claims["exp"]
            session_id = UUID(claims["sid"]) if "sid" in claims else None
            return Bearer(UUID(claims["sub"]), session_id) if good else None
        except (JoseError, ValueError, KeyError, TypeError, AttributeError):
            return None


@lru_cache(maxsize=4096)
def _claims(token: str, tokens: AccessTokens) -> dict[str, Any]:
    """What a token says that we signed. One that is good stays good: its times are looked at with each request."""
    return dict(jwt.decode(token, tokens.key, algorithms=[_ALGORITHM]).claims)


def make_key(secret: str) -> OctKey:
    """The signing key that stands for a secret."""
    return OctKey.import_key(hashlib.sha256(b"cordon access tokens:" + secret.encode()).digest())


def kept_secret(home: Path, name: str = _KEY_FILE) -> str:
    """A secret of this installation, made at first use and readable by its owner only.

    Args:
        home: folder in which it is kept; made if missing.
        name: of the file; each purpose has a secret of its own.
    """
    return kept_text(home, name, lambda: secrets.token_urlsafe(48))
