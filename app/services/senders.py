"""What the push service asks of whoever carries messages to phones (Firebase in ``app.adapters``)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID


class Outcome(StrEnum):
    """What became of one message to one phone."""

    ACCEPTED = "accepted"
    """Handed over; says nothing about the phone."""
    TOKEN_GONE = "token_gone"  # noqa: S105 an outcome
    """The app was removed or its token replaced."""
    WRONG_SENDER = "wrong_sender"
    """The token belongs to another project: somebody must look."""
    REFUSED = "refused"
    """The message itself is at fault; the token may be fine, trying again helps nothing."""
    LATER = "later"
    """Overloaded, broken or silent; try again."""
    OPERATOR = "operator"
    """Our own credentials are refused: an operator must act, then trying again helps."""


@dataclass(frozen=True)
class Browser:
    """How a message to one browser is encrypted and signed.

    Attributes:
        p256dh: the browser's public key, base64url.
        auth: the secret it shares with us, base64url.
        private_key: ours, by which its push service knows us: the number of a P-256 key, 32 bytes.
    """

    p256dh: str
    auth: str
    private_key: bytes = field(repr=False)


@dataclass(frozen=True)
class Message:
    """One message to one phone: type, id and sequence only, never personal data."""

    push_id: UUID
    device_id: UUID
    token: str
    """What FCM knows the phone by; a browser's address at its push service."""
    kind: str
    sequence: int
    """Grows with the time of queueing, in milliseconds since 1970: FCM promises no order."""
    ttl_seconds: int
    expires_at: datetime
    browser: Browser | None = None
    """Set where it goes by web push."""


@dataclass(frozen=True)
class Sent:
    """The answer to one message."""

    outcome: Outcome
    message_id: str | None = None
    error: str | None = None
    """Stable code, with the sender's own words behind it where there are any."""
    retry_after_s: int = 0
    service: str | None = None
    """Who took it: ``fcm`` or ``webpush``; carriers of letters say nothing."""


class PushSender(Protocol):
    """Carries messages to phones."""

    def send(self, messages: Sequence[Message]) -> Sequence[Sent]:
        """Send up to 100 messages; one answer each, in the same order. Blocks; never raises for a single message."""
        ...
