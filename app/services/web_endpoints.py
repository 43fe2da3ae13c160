"""Addresses of browsers' push services. A phone names them, and the worker goes there: so they are looked at first."""

import ipaddress
from base64 import urlsafe_b64decode
from binascii import Error as Base64Error
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from cryptography.hazmat.primitives.asymmetric import ec

from app.errors import InvalidError

_LOCAL_NAMES = (".localhost", ".local", ".internal", ".lan", ".home.arpa")
_AUTH_BYTES = 16
_POINT_BYTES = 65


@dataclass(frozen=True)
class Subscription:
    """What a browser gave for our messages (RFC 8030, 8291).

    Attributes:
        endpoint: where they are posted to.
        p256dh: the browser's public key, base64url.
        auth: the secret it shares with us, base64url.
        public_key: the key of ours that it was made with, base64url.
    """

    endpoint: str
    p256dh: str
    auth: str
    public_key: str


def check_subscription(given: Subscription, *, private: bool) -> bytes:
    """Refuse what could not be sent to, or must not; return our public key that it was made with.

    Args:
        given: by the browser.
        private: whether push services may lie in private networks, and be reached without TLS.

    Raises:
        InvalidError: naming the field.
    """
    check_endpoint(given.endpoint, private=private)
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), read_base64(given.p256dh))
    except ValueError as error:
        raise _wrong("keys.p256dh", "this is no point of P-256", "send what getKey('p256dh') gives") from error
    if len(_read("keys.auth", given.auth)) != _AUTH_BYTES:
        raise _wrong("keys.auth", "this is not 16 bytes", "send what getKey('auth') gives")
    public = _read("public_key", given.public_key)
    if len(public) != _POINT_BYTES:
        raise _wrong("public_key", "this is no public key", "send the key that you subscribed with")
    return public


def check_endpoint(endpoint: str, *, private: bool) -> SplitResult:
    """Refuse an address that is no push service's; return its parts.

    Names are not looked up here: whoever sends looks at the address that it really reaches (``is_public``).

    Raises:
        InvalidError: not https, with a name and password, or in a private network.
    """
    try:
        parts = urlsplit(endpoint)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise _wrong("endpoint", "this is no address") from error
    schemes = ("https", "http") if private else ("https",)
    if parts.scheme not in schemes or not host or parts.username is not None or parts.password is not None:
        raise _wrong("endpoint", "a push service's address begins with https:// and a host", "subscribe anew")
    if not (private or _looks_public(host)):
        raise _wrong("endpoint", "this address lies in a private network", "see CORDON_WEB_PUSH_PRIVATE")
    return parts


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
        if inner is not None and not is_public(str(inner)):
            return False
    return found.is_global and not found.is_multicast


def read_base64(text: str) -> bytes:
    """Bytes from base64url, with or without padding.

    Raises:
        ValueError: it is none.
    """
    if not text.isascii():
        raise ValueError("base64url is ASCII")
    try:
        return urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except Base64Error as error:
        raise ValueError("this is no base64url") from error


def _looks_public(host: str) -> bool:
    name = host.rstrip(".").lower()
    try:
        return is_public(name)
    except ValueError:
        # a name; one that ends in a number is an address in one of its older spellings
        return "." in name and not name.endswith(_LOCAL_NAMES) and not name.rpartition(".")[2][:1].isdigit()


def _read(field: str, text: str) -> bytes:
    try:
        return read_base64(text)
    except ValueError as error:
        raise _wrong(field, "this is no base64url") from error


def _wrong(field: str, detail: str, remedy: str = "") -> InvalidError:
    return InvalidError.of(f"subscription.{field}", "subscription", detail, remedy)
