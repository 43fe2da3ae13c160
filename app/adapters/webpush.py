"""Web push (RFC 8030) for browsers: encrypted for the one browser (RFC 8291), signed so that it knows us (RFC 8292).

The address comes from a phone, so it is not trusted: https only, no redirect is followed, no answer's body is read, and
before a byte is sent the address that was really reached is looked at, whatever the name said a moment ago.
"""

import json
import socket
import time
from base64 import urlsafe_b64encode
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from threading import Lock
from typing import Any
from urllib.parse import SplitResult

import requests
import structlog
from cryptography.hazmat.primitives.asymmetric import ec
from py_vapid import Vapid02, VapidException
from pywebpush import WebPusher, WebPushException
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPSConnection
from urllib3.connectionpool import HTTPSConnectionPool

from app.adapters.firebase import ONE_TRY, POOL, TIMEOUT_SECONDS
from app.errors import InvalidError
from app.services.senders import Browser, Message, Outcome, Sent
from app.services.web_endpoints import check_endpoint, is_public
from app.settings import Settings

WORKERS = 20
"""Requests at the same time."""
SIGNED_FOR_S = 12 * 3600
"""RFC 8292 allows a day; one signature serves all messages to one push service."""
RENEW_S = 3600

_SERVER_ERRORS = range(500, 600)
_TAKEN = frozenset({200, 201, 202, 204})
_READ: Mapping[int, tuple[Outcome, str]] = {
    400: (Outcome.REFUSED, "push.bad_request"),
    401: (Outcome.OPERATOR, "push.vapid_refused"),
    403: (Outcome.OPERATOR, "push.vapid_refused"),
    404: (Outcome.TOKEN_GONE, "push.subscription_gone"),
    410: (Outcome.TOKEN_GONE, "push.subscription_gone"),
    413: (Outcome.REFUSED, "push.too_big"),
    429: (Outcome.LATER, "push.quota_exceeded"),
}
_log = structlog.get_logger(__name__)


class PrivateAddressError(Exception):
    """A name leads into a private network; no ``OSError``, so that nobody takes it for a broken line."""


@dataclass
class _Signatures:
    """Authorization headers by push service and key, each good for hours."""

    contact: str
    _held: dict[tuple[str, bytes], tuple[str, float]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def sign(self, origin: str, private_key: bytes) -> str:
        """The header for one push service."""
        with self._lock:
            header, until = self._held.get((origin, private_key), ("", 0.0))
            if until - RENEW_S < time.time():
                until = time.time() + SIGNED_FOR_S
                header = self._make(origin, private_key, int(until))
                self._held[origin, private_key] = header, until
            return header

    def _make(self, origin: str, private_key: bytes, until: int) -> str:
        key = ec.derive_private_key(int.from_bytes(private_key, "big"), ec.SECP256R1())
        claims = {"aud": origin, "exp": until, "sub": self.contact}
        signed: Mapping[str, str] = Vapid02(key).sign(claims)
        return signed["Authorization"]


class WebPushSender:
    """``app.services.senders.PushSender`` for browsers."""

    def __init__(
        self, contact: str, *, private: bool = False, proxy: str | None = None,
        timeout_seconds: float = TIMEOUT_SECONDS,
    ) -> None:  # fmt: skip
        """Open a client; nothing connects yet.

        Args:
            contact: whom a push service may write to, ``mailto:`` or ``https:``.
            private: whether push services may lie in private networks, and be reached without TLS.
            proxy: through which they are reached; it decides itself where it connects to.
            timeout_seconds: of connecting, and of waiting for the answer.
        """
        self._private = private
        self._timeout = timeout_seconds
        self._signatures = _Signatures(contact)
        self._session = requests.Session()
        self._session.trust_env = False
        if proxy is not None:
            self._session.proxies = {"http": proxy, "https": proxy}
        self._session.mount("https://", _plain() if private else _Guarded(POOL, POOL, max_retries=ONE_TRY))
        self._session.mount("http://", _plain())
        self._threads = ThreadPoolExecutor(WORKERS, thread_name_prefix="webpush")

    def send(self, messages: Sequence[Message]) -> Sequence[Sent]:
        """Send messages, several at the same time; one answer each, in the same order."""
        return list(self._threads.map(self._send_one, messages))

    def close(self) -> None:
        """Let go of all connections."""
        self._threads.shutdown()
        self._session.close()

    def _send_one(self, message: Message) -> Sent:
        if message.browser is None:
            raise ValueError("a message for FCM")
        try:
            return self._post(message, message.browser)
        except (InvalidError, PrivateAddressError) as error:
            _log.warning("push.endpoint_refused", device=str(message.device_id), error=str(error))
            return Sent(Outcome.REFUSED, error="push.endpoint_refused")
        except (WebPushException, VapidException, ValueError):
            return Sent(Outcome.REFUSED, error="push.not_encryptable")
        except requests.Timeout:
            return Sent(Outcome.LATER, error="push.timeout")
        except requests.RequestException as error:
            return Sent(Outcome.LATER, error=f"push.unavailable: {type(error).__name__}")

    def _post(self, message: Message, browser: Browser) -> Sent:
        parts = check_endpoint(message.token, private=self._private)
        keys = {"p256dh": browser.p256dh, "auth": browser.auth}
        body = WebPusher({"endpoint": message.token, "keys": keys}).encode(_payload(message))["body"]
        headers = {
            "Authorization": self._signatures.sign(origin_of(parts), browser.private_key),
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "TTL": str(message.ttl_seconds),
            "Urgency": "high",
            # of one push that is sent again a push service keeps the newest only
            "Topic": urlsafe_b64encode(message.push_id.bytes).rstrip(b"=").decode(),
        }
        asked = {"data": body, "headers": headers, "timeout": self._timeout}
        with self._session.post(message.token, **asked, allow_redirects=False, stream=True) as answer:
            return read(answer.status_code, answer.headers)


def open_web_push(settings: Settings) -> WebPushSender | None:
    """What carries messages to browsers; None where no contact is set."""
    if settings.web_push_contact is None:
        return None
    return WebPushSender(settings.web_push_contact, private=settings.web_push_private, proxy=settings.web_push_proxy)


def read(status: int, headers: Mapping[str, str]) -> Sent:
    """What a push service's answer means. Only 404 and 410 say that the browser is gone."""
    if status in _TAKEN:
        return Sent(Outcome.ACCEPTED, message_id=headers.get("Location"), service="webpush")
    outcome, code = _READ.get(status, (Outcome.REFUSED, f"push.http: {status}"))
    if status in _SERVER_ERRORS:
        outcome, code = Outcome.LATER, "push.unavailable"
    return Sent(outcome, error=code, retry_after_s=retry_after(headers) if outcome is Outcome.LATER else 0)


def retry_after(headers: Mapping[str, str]) -> int:
    """Seconds that the answer asks us to wait, told as a number or as a moment; 0 when it names none."""
    told = headers.get("Retry-After", "").strip()
    if told.isascii() and told.isdigit():
        return int(told)
    try:
        until = parsedate_to_datetime(told)
    except ValueError:
        return 0
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(0, round((until - datetime.now(UTC)).total_seconds()))


def origin_of(parts: SplitResult) -> str:
    """Whom a signature is for: scheme and host, with the port where it is not the scheme's own (RFC 6454)."""
    usual = {"https": 443, "http": 80}[parts.scheme]
    return f"{parts.scheme}://{parts.hostname}" + (f":{parts.port}" if parts.port not in (None, usual) else "")


def _payload(message: Message) -> bytes:
    """The same three words as over FCM, and nothing that names a person."""
    told = {"type": message.kind, "id": str(message.push_id), "seq": str(message.sequence)}
    return json.dumps(told).encode()


def _plain() -> HTTPAdapter:
    return HTTPAdapter(POOL, POOL, max_retries=ONE_TRY)


class _GuardedConnection(HTTPSConnection):
    """Ends at once where the other side lies in a private network."""

    def _new_conn(self) -> socket.socket:
        line = super()._new_conn()
        if not is_public(line.getpeername()[0]):
            line.close()
            raise PrivateAddressError(f"{self.host} lies in a private network")
        return line


class _GuardedPool(HTTPSConnectionPool):
    ConnectionCls = _GuardedConnection


class _Guarded(HTTPAdapter):
    """Looks at every address that a name led to. A proxy is asked without it: it alone knows where it connects to."""

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Have all lines guarded."""
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"https": _GuardedPool}
