"""Browsers that subscribed: each has keys of its own, and reads what arrives for it."""

import json
import os
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat


@dataclass(frozen=True)
class Letter:
    """One message as the browser's service worker sees it, with the headers that its push service acted on."""

    data: dict[str, Any]
    headers: dict[str, str]
    encrypted: bytes


@dataclass
class BrowserKeys:
    """One browser's subscription.

    Attributes:
        server_key: the key of the service that subscribed it, base64url; None takes messages from anybody.
    """

    server_key: str | None = None
    id: str = field(default_factory=lambda: uuid4().hex)
    private: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    auth: bytes = field(default_factory=lambda: os.urandom(16))
    letters: list[Letter] = field(default_factory=list)
    gone: bool = False

    def as_json(self, base_url: str) -> dict[str, Any]:
        """What ``PushSubscription.toJSON()`` gives to a page."""
        public = self.private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        keys = {"p256dh": _text(public), "auth": _text(self.auth)}
        return {"endpoint": f"{base_url}/push/{self.id}", "expirationTime": None, "keys": keys}

    def open(self, body: bytes, headers: dict[str, str]) -> None:
        """Decrypt a message and keep it.

        Raises:
            ValueError: it was not encrypted for this browser.
        """
        try:
            plain: bytes = http_ece.decrypt(body, private_key=self.private, auth_secret=self.auth, version="aes128gcm")
        except (http_ece.ECEException, ValueError) as error:
            raise ValueError("this is not for me") from error
        self.letters.append(Letter(json.loads(plain), headers, body))


def _text(value: bytes) -> str:
    return urlsafe_b64encode(value).rstrip(b"=").decode()
