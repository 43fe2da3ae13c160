"""Firebase Cloud Messaging: data-only messages through firebase-admin, its errors read one by one.

The SDK repeats 429, 500 and 503 up to five times while it blocks, and waits as long as Retry-After says. That is
switched off here: the queue of pushes tries again within the message's time to live and blocks nobody.
"""

import json
import uuid
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import firebase_admin
import requests
import structlog
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from firebase_admin import credentials, exceptions, messaging
from google.auth.exceptions import GoogleAuthError, RefreshError
from google.auth.transport.requests import Request
from urllib3 import Retry

from app.services.senders import Message, Outcome, Sent
from app.settings import Settings

TIMEOUT_SECONDS = 10.0
"""Of one request; the SDK's own default is 120."""
POOL = 100

ONE_TRY = Retry(total=None, connect=1, read=0, redirect=0, status=0, other=0, respect_retry_after_header=False)
"""The queue of pushes tries again by itself."""

_log = structlog.get_logger(__name__)

_KINDS: tuple[tuple[type[Exception], Outcome, str], ...] = (
    (messaging.UnregisteredError, Outcome.TOKEN_GONE, "push.unregistered"),
    (messaging.SenderIdMismatchError, Outcome.WRONG_SENDER, "push.sender_id_mismatch"),
    (messaging.QuotaExceededError, Outcome.LATER, "push.quota_exceeded"),
    (messaging.ThirdPartyAuthError, Outcome.OPERATOR, "push.third_party_auth"),
    (exceptions.InvalidArgumentError, Outcome.REFUSED, "push.invalid_argument"),
    (exceptions.UnauthenticatedError, Outcome.OPERATOR, "push.unauthenticated"),
    (exceptions.PermissionDeniedError, Outcome.OPERATOR, "push.permission_denied"),
    (exceptions.NotFoundError, Outcome.OPERATOR, "push.project_not_found"),
    (exceptions.ResourceExhaustedError, Outcome.LATER, "push.quota_exceeded"),
    (exceptions.UnavailableError, Outcome.LATER, "push.unavailable"),
    (exceptions.DeadlineExceededError, Outcome.LATER, "push.timeout"),
    (exceptions.InternalError, Outcome.LATER, "push.internal"),
)


class FirebaseSender:
    """``app.services.senders.PushSender`` over FCM."""

    def __init__(
        self, certificate: dict[str, Any], *, endpoint: str | None = None, timeout_seconds: float = TIMEOUT_SECONDS
    ) -> None:
        """Open a Firebase app of our own.

        Args:
            certificate: contents of a service account file.
            endpoint: base address of a stand-in; None means Google's.
            timeout_seconds: of one request.
        """
        account = credentials.Certificate(certificate)
        options = {"httpTimeout": timeout_seconds}
        self._app = firebase_admin.initialize_app(account, options, name=f"cordon-{uuid.uuid4()}")
        # firebase-admin has no setting for these; its internals are touched here and nowhere else
        self._service = messaging._get_messaging_service(self._app)  # noqa: SLF001
        if endpoint is not None:
            self._service._fcm_url = f"{endpoint}/v1/projects/{self._app.project_id}/messages:send"  # noqa: SLF001
        self._session: requests.Session = self._service._client.session  # noqa: SLF001
        for prefix in ("http://", "https://", "https://fcm.googleapis.com"):
            self._session.mount(prefix, requests.adapters.HTTPAdapter(POOL, POOL, max_retries=ONE_TRY))
        self._credential = account.get_credential()

    @property
    def app(self) -> firebase_admin.App:
        """Firebase's own handle, for whoever measures what lies beneath."""
        return self._app

    def send(self, messages: Sequence[Message]) -> Sequence[Sent]:
        """Send up to 100 messages at the same time; one answer each, in the same order."""
        if not messages:
            return []
        try:
            self._sign_in()
            batch = messaging.send_each([encode(message) for message in messages], app=self._app)
        except (GoogleAuthError, exceptions.FirebaseError) as error:
            refused = isinstance(error, RefreshError) and not error.retryable
            # the message only: the locals of a traceback here hold signed assertions
            _log.error("push.sender_failed", refused=refused, error=str(error))
            outcome = Outcome.OPERATOR if refused else Outcome.LATER
            return [Sent(outcome, error="push.credentials_refused" if refused else "push.unavailable")] * len(messages)
        return [_read(response) for response in batch.responses]

    def close(self) -> None:
        """Let go of all connections."""
        firebase_admin.delete_app(self._app)
        self._session.close()

    def _sign_in(self) -> None:
        """Fetch the access token once, before a hundred threads each find it missing."""
        if not self._credential.valid:
            with requests.Session() as session:
                self._credential.refresh(Request(session))


def open_sender(settings: Settings) -> FirebaseSender | None:
    """The sender that the settings ask for; None when there is neither a stand-in nor a service account file."""
    if settings.fcm_endpoint:
        endpoint = settings.fcm_endpoint.rstrip("/")
        return FirebaseSender(make_certificate(settings.fcm_project, endpoint), endpoint=endpoint)
    if settings.fcm_credentials:
        return FirebaseSender(json.loads(settings.fcm_credentials.read_text()))
    return None


def make_certificate(project: str, endpoint: str) -> dict[str, Any]:
    """A service account that no one knows, generated on the spot, for a stand-in."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return {
        "type": "service_account",
        "project_id": project,
        "private_key_id": uuid.uuid4().hex,
        "private_key": pem.decode(),
        "client_email": f"cordon@{project}.invalid",
        "token_uri": f"{endpoint}/token",
    }


def encode(message: Message) -> messaging.Message:
    """A message as FCM takes it: data only, urgent, worth nothing after its time."""
    seconds = message.ttl_seconds
    return messaging.Message(
        data={"type": message.kind, "id": str(message.push_id), "seq": str(message.sequence)},
        fid=message.token,
        android=messaging.AndroidConfig(ttl=timedelta(seconds=seconds), priority="high"),
        webpush=messaging.WebpushConfig(headers={"TTL": str(seconds), "Urgency": "high"}),
        apns=messaging.APNSConfig(
            headers={
                "apns-expiration": str(int(message.expires_at.timestamp())),
                "apns-push-type": "background",
                "apns-priority": "5",
            },
            payload=messaging.APNSPayload(messaging.Aps(content_available=True)),
        ),
    )


def _read(response: messaging.SendResponse) -> Sent:
    if response.success:
        return Sent(Outcome.ACCEPTED, message_id=response.message_id, service="fcm")
    error = response.exception
    for kind, outcome, code in _KINDS:
        if isinstance(error, kind):
            told = f"{code}: {error}" if outcome in (Outcome.REFUSED, Outcome.OPERATOR) else code
            return Sent(outcome, error=told, retry_after_s=_retry_after(error))
    return Sent(Outcome.LATER, error=f"push.unknown: {error}")


def _retry_after(error: exceptions.FirebaseError) -> int:
    """Seconds that the answer asks us to wait; 0 when it names none."""
    headers = error.http_response.headers if error.http_response is not None else {}
    told = headers.get("Retry-After", "")
    return int(told) if told.isascii() and told.isdigit() else 0
