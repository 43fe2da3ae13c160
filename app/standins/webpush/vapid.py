"""What a push service asks of whoever sends: a signature over its own address, for a day at most, by the right key."""

import json
import time
from base64 import urlsafe_b64decode
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

LONGEST_S = 24 * 3600
_HALF = 32


class VapidError(Exception):
    """The signature is none; ``status`` is what the push service answers."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status


def check(authorization: str, *, origin: str, server_key: str | None) -> dict[str, Any]:
    """Check an Authorization header and return its claims.

    Raises:
        VapidError: 401 for a bad signature, 403 for a key that the subscription was not made with.
    """
    scheme, _, rest = authorization.partition(" ")
    parts = dict(part.strip().split("=", 1) for part in rest.split(",") if "=" in part)
    if scheme.lower() != "vapid" or not {"t", "k"} <= parts.keys():
        raise VapidError(401, "no VAPID header")
    claims = _read(parts["t"], parts["k"])
    left = claims.get("exp", 0) - time.time()
    if claims.get("aud") != origin or not 0 < left <= LONGEST_S or not _reachable(str(claims.get("sub", ""))):
        raise VapidError(401, "the claims are not for here and now")
    if server_key is not None and parts["k"].rstrip("=") != server_key.rstrip("="):
        raise VapidError(403, "another key than the subscription's")
    return claims


def _read(token: str, key: str) -> dict[str, Any]:
    signed, _, signature = token.rpartition(".")
    try:
        raw = _bytes(signature)
        pair = encode_dss_signature(int.from_bytes(raw[:_HALF], "big"), int.from_bytes(raw[_HALF:], "big"))
        public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), _bytes(key))
        public.verify(pair, signed.encode(), ec.ECDSA(SHA256()))
        header, claims = (json.loads(_bytes(part)) for part in signed.split("."))
    except (ValueError, InvalidSignature) as error:
        raise VapidError(401, "the signature is wrong") from error
    if header.get("alg") != "ES256":
        raise VapidError(401, "the algorithm is not ES256")
    found: dict[str, Any] = claims
    return found


def _reachable(contact: str) -> bool:
    return contact.startswith(("mailto:", "https:"))


def _bytes(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
