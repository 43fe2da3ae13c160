"""What the outbox asks of whoever carries letters and short messages (SMTP, eSMS in ``app.adapters``)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from app.services.senders import Sent


@dataclass(frozen=True)
class Letter:
    """One message, worded, to one address.

    Attributes:
        message_id: ours; the carrier is told it, so that a message that is sent twice can be known as one.
        recipient: email address, or telephone number in international form.
        subject: of an email; a short message has none.
        body: plain text.
    """

    message_id: UUID
    recipient: str
    subject: str
    body: str


class Channel(Protocol):
    """Carries messages of one kind."""

    def send(self, letter: Letter) -> Sent:
        """Hand one message over. Blocks; never raises for what the carrier answers."""
        ...


Channels = Mapping[str, Channel]
"""By the name of the channel; one that is left out is not set up, and what goes by it waits until it expires."""

NO_CHANNELS: Channels = {}
