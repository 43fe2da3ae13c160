"""Google's OAuth token endpoint for service accounts, as far as its form can be checked without their keys."""

import base64
import binascii
import json
import secrets
import time
from typing import Any

GRANT_TYPE = "urn:ietf:params:oauth:grant-type:jwt-bearer"
GOOGLE_AUDIENCE = "https://oauth2.googleapis.com/token"
"""What google-auth writes into every assertion, wherever it sends it."""
SCOPES = frozenset(f"https://www.googleapis.com/auth/{name}" for name in ("firebase.messaging", "cloud-platform"))
"""Either lets an account send messages."""
LIFETIME_SECONDS = 3600


class TokenError(Exception):
    """The request for a token is malformed; says how."""


class AccessTokens:
    """Tokens handed out, and for which account."""

    def __init__(self) -> None:
        self._issued: dict[str, str] = {}

    def issue(self, grant_type: str, assertion: str, audience: str) -> str:
        """Hand out an access token for a signed assertion of the right form.

        Args:
            grant_type: must be the JWT bearer grant (RFC 7523).
            assertion: RS256 JWT with iss, scope, aud, iat and exp. Its signature cannot be checked here.
            audience: address of this endpoint.

        Raises:
            TokenError: something about it would be refused by Google too.
        """
        if grant_type != GRANT_TYPE:
            raise TokenError(f"grant_type must be {GRANT_TYPE}")
        parts = assertion.split(".")
        if len(parts) != 3 or not parts[2]:  # noqa: PLR2004 a signed JWT has three parts
            raise TokenError("the assertion is no signed JWT")
        header, claims = _decode(parts[0]), _decode(parts[1])
        if header.get("alg") != "RS256":
            raise TokenError("the assertion must be signed with RS256")
        if claims.get("aud") not in (audience, GOOGLE_AUDIENCE):
            raise TokenError(f"the assertion is for {claims.get('aud')!r}, not for {audience!r}")
        if not claims.get("iss") or SCOPES.isdisjoint(str(claims.get("scope")).split()):
            raise TokenError(f"iss and one of the scopes {' '.join(sorted(SCOPES))} are needed")
        if not _is_number(claims.get("iat")) or not _is_number(claims.get("exp")) or claims["exp"] < time.time():
            raise TokenError("iat and an exp in the future are needed")
        token = secrets.token_urlsafe(24)
        self._issued[token] = str(claims["iss"])
        return token

    def is_good(self, authorization: str | None) -> bool:
        """Whether an ``Authorization`` header carries a token of ours."""
        scheme, _, token = (authorization or "").partition(" ")
        return scheme.lower() == "bearer" and token in self._issued


def _decode(part: str) -> dict[str, Any]:
    try:
        value = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    except (binascii.Error, ValueError) as error:
        raise TokenError("the assertion cannot be decoded") from error
    if not isinstance(value, dict):
        raise TokenError("the assertion cannot be decoded")
    return value


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
