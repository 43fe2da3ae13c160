"""All that carries messages to phones, by what each phone takes: FCM for apps, web push for browsers."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.adapters import firebase
from app.adapters.firebase import FirebaseSender
from app.adapters.webpush import WebPushSender, open_web_push
from app.services.senders import Message, Outcome, PushSender, Sent
from app.settings import Settings


@dataclass(frozen=True)
class Senders:
    """``app.services.senders.PushSender`` over both. What is not set up is waited for: the phone pulls meanwhile."""

    fcm: FirebaseSender | None
    web: WebPushSender | None

    def send(self, messages: Sequence[Message]) -> Sequence[Sent]:
        """Send up to 100 messages; one answer each, in the same order."""
        answers: dict[int, Sent] = {}
        for browsers, sender in ((False, self.fcm), (True, self.web)):
            places = [place for place, each in enumerate(messages) if (each.browser is not None) == browsers]
            answers |= zip(places, _send(sender, [messages[place] for place in places]), strict=True)
        return [answers[place] for place in range(len(messages))]

    def close(self) -> None:
        """Let go of all connections."""
        for each in (self.fcm, self.web):
            if each is not None:
                each.close()


def open_senders(settings: Settings) -> Senders | None:
    """Those that are set up; None when there are none: then pushes wait for the phones to pull."""
    fcm, web = firebase.open_sender(settings), open_web_push(settings)
    return Senders(fcm, web) if fcm or web else None


def _send(sender: PushSender | None, messages: Sequence[Message]) -> Sequence[Sent]:
    if not messages:
        return []
    if sender is not None:
        return sender.send(messages)
    return [Sent(Outcome.LATER, error="push.not_set_up", retry_after_s=each.ttl_seconds) for each in messages]
