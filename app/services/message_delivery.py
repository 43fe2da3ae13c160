"""Sends what waits in the outbox: claim a batch, let go of the database, send, note what came of it."""

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

import structlog

from app.access import system
from app.schema.messages import Message
from app.services.message_channels import Channel, Channels, Letter
from app.services.messages import TASK, move
from app.services.push_delivery import back_off
from app.services.senders import Outcome, Sent
from app.services.work import Tx, Work
from app.storage import outbox
from compliance.wording.messages import MESSAGES

BATCH = 20
LEASE = timedelta(minutes=10)
"""How long a claimed message belongs to whoever claimed it: longer than a batch takes when every carrier is silent."""
LONGEST_WAIT = timedelta(minutes=15)
EXPIRED, NO_CHANNEL, UNKNOWN_KIND = "message.expired", "message.no_channel", "message.unknown_kind"

_SUBJECT = system(TASK)
_log = structlog.get_logger(__name__)


@dataclass
class _Batch:
    letters: list[tuple[Channel, Letter, int]] = field(default_factory=list)
    """With the number of the attempt: only its own claimer may put a message off again."""
    seen: int = 0


def send_due(work: Work, channels: Channels) -> int:
    """Send everything that is due; return how many messages were looked at.

    The network is used with no transaction open. A sender that dies loses nothing: what it had claimed is due again
    once its lease is over; the carrier is told our id, by which it can know a message again.

    Args:
        work: what use cases work with.
        channels: the carriers that are set up.
    """
    total = 0
    while True:
        batch = _claim(work, channels)
        total += batch.seen
        for channel, letter, attempt in batch.letters:
            _note(work, letter.message_id, attempt, _send(channel, letter))
        if batch.seen < BATCH:
            return total


def word(message: Message, public_url: str) -> tuple[str, str] | None:
    """Subject and body in the language of whoever gets it; None when this release has no words for it."""
    words = MESSAGES.get(message.kind)
    if words is None:
        return None
    facts = {name: str(value) for name, value in message.facts.items()}
    facts["link"] = public_url.rstrip("/") + facts.get("path", "/")
    body = words.email if message.channel == "email" else words.sms
    return words.subject.get(message.locale).format_map(facts), body.get(message.locale).format_map(facts)


def _claim(work: Work, channels: Channels) -> _Batch:
    batch = _Batch()
    with work.begin() as tx:
        due = outbox.lock_due(tx.session, Message, tx.now, BATCH)
        batch.seen = len(due)
        for message in due:
            channel, words = channels.get(message.channel), word(message, work.settings.base_url)
            if message.expires_at <= tx.now:
                _fail(tx, message, message.error or EXPIRED)
            elif words is None:
                _fail(tx, message, UNKNOWN_KIND)
            elif channel is None:
                message.error, message.next_attempt_at = NO_CHANNEL, min(tx.now + LONGEST_WAIT, message.expires_at)
            else:
                message.attempts += 1
                message.next_attempt_at = tx.now + LEASE
                batch.letters.append((channel, Letter(message.id, message.recipient, *words), message.attempts))
    return batch


def _send(channel: Channel, letter: Letter) -> Sent:
    try:
        return channel.send(letter)
    except Exception as error:  # noqa: BLE001 - whatever a carrier does, the other messages go out
        _log.error("message.channel_failed", message=str(letter.message_id), error=type(error).__name__)
        return Sent(Outcome.LATER, error="message.channel_failed")


def _note(work: Work, message_id: UUID, attempt: int, answer: Sent) -> None:
    with work.begin() as tx:
        message = outbox.lock(tx.session, Message, [message_id])[message_id]
        if answer.outcome is Outcome.OPERATOR:
            _log.error("message.operator_must_act", channel=message.channel, error=answer.error)
        if message.state != "queued":
            return
        if answer.outcome is Outcome.ACCEPTED:
            message.provider_id, message.handed_over_at, message.error = answer.message_id, tx.now, None
            message.next_attempt_at = None
            move(tx, _SUBJECT, message, "handed_over")
        elif message.attempts == attempt:
            _put_off(tx, message, answer)


def _put_off(tx: Tx, message: Message, answer: Sent) -> None:
    message.error = answer.error
    if answer.outcome is Outcome.REFUSED:
        _fail(tx, message, answer.error or "message.refused")
        return
    wait = max(back_off(message.id, message.attempts), timedelta(seconds=answer.retry_after_s))
    message.next_attempt_at = min(tx.now + wait, message.expires_at)


def _fail(tx: Tx, message: Message, error: str) -> None:
    message.error, message.failed_at, message.next_attempt_at = error, tx.now, None
    move(tx, _SUBJECT, message, "failed")
