"""Sends queued pushes: claim a batch, let go of the database, send, note what came of it."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

import structlog

from app.access import system
from app.schema.devices import Device, Push
from app.services import devices, push_keys
from app.services.events import Happened, record_each
from app.services.pushes import TASK, moved
from app.services.senders import Browser, Message, Outcome, PushSender, Sent
from app.services.work import Tx, Work
from app.storage import devices as device_rows
from app.storage import outbox, pushes
from app.storage.pushes import NO_DEVICE, expires_at

BATCH = 100
LEASE = timedelta(minutes=2)
"""How long a claimed push belongs to whoever claimed it; longer than sending a batch can take."""
FIRST_WAIT_SECONDS = 2.0
LONGEST_WAIT_SECONDS = 300.0
NO_DEVICE_WAIT = timedelta(minutes=5)
"""A phone that registers meanwhile makes it due at once."""

EXPIRED = "push.expired"

_SUBJECT = system(TASK)
_log = structlog.get_logger(__name__)


@dataclass
class _Batch:
    messages: list[Message] = field(default_factory=list)
    attempts: dict[UUID, int] = field(default_factory=dict)
    """Which attempt this is, per push: only its own claimer may put a push off again."""
    seen: int = 0


def send_due(work: Work, sender: PushSender | None) -> int:
    """Send everything that is due; return how many pushes were looked at.

    The network is used with no transaction open. A sender that dies loses nothing: what it had claimed is due again
    once its lease is over.

    Args:
        work: what use cases work with.
        sender: None when no push service is set up: pushes then wait for the phones to pull, until they expire.
    """
    total = 0
    while True:
        batch = _claim(work, sending=sender is not None)
        total += batch.seen
        if sender is not None and batch.messages:
            _note(work, batch, _send(sender, batch.messages))
        if batch.seen < BATCH:
            return total


def _claim(work: Work, *, sending: bool) -> _Batch:
    batch = _Batch()
    with work.begin() as tx:
        due = outbox.lock_due(tx.session, Push, tx.now, BATCH)
        batch.seen = len(due)
        phones = _phones(tx, {push.user_id for push in due})
        over = [push for push in due if expires_at(push) <= tx.now]
        _record(tx, [each for push in over if (each := _give_up(tx, push, push.error or EXPIRED))])
        for push in (push for push in due if expires_at(push) > tx.now):
            if not sending:
                push.next_attempt_at = expires_at(push)
            elif not phones[push.user_id]:
                push.attempts += 1
                _wait_for_phone(tx, push)
            else:
                batch.attempts[push.id] = push.attempts + 1
                batch.messages += [_message(push, *phone, tx.now) for phone in phones[push.user_id]]
        pushes.lease(tx.session, batch.attempts, tx.now + LEASE)
    return batch


def _phones(tx: Tx, user_ids: Collection[UUID]) -> defaultdict[UUID, list[tuple[Device, Browser | None]]]:
    """Phones by their owner, with what browsers need; a browser whose key cannot be opened here is left out."""
    live = device_rows.list_live(tx.session, user_ids)
    keys = push_keys.open_all(tx, {device.push_key_id for device in live if device.push_key_id})
    found: defaultdict[UUID, list[tuple[Device, Browser | None]]] = defaultdict(list)
    for device in live:
        if device.push_key_id is None:
            found[device.user_id].append((device, None))
        elif device.push_key_id in keys:
            browser = Browser(device.p256dh or "", device.auth or "", keys[device.push_key_id])
            found[device.user_id].append((device, browser))
    return found


def _wait_for_phone(tx: Tx, push: Push) -> None:
    """Whoever registers a phone makes it due at once; one that some phone took before is not sent again to none."""
    push.error = NO_DEVICE
    push.next_attempt_at = min(tx.now + NO_DEVICE_WAIT, expires_at(push)) if push.state == "queued" else None


def _message(push: Push, device: Device, browser: Browser | None, now: datetime) -> Message:
    end = expires_at(push)
    return Message(
        push_id=push.id,
        device_id=device.id,
        token=device.token,
        kind=push.kind,
        sequence=int(push.queued_at.timestamp() * 1000),
        ttl_seconds=max(1, int((end - now).total_seconds())),
        expires_at=end,
        browser=browser,
    )


def _send(sender: PushSender, messages: Sequence[Message]) -> list[Sent]:
    parts = [messages[start : start + BATCH] for start in range(0, len(messages), BATCH)]
    return [answer for part in parts for answer in sender.send(part)]


def _note(work: Work, batch: _Batch, answers: Sequence[Sent]) -> None:
    by_push: defaultdict[UUID, list[Sent]] = defaultdict(list)
    for message, answer in zip(batch.messages, answers, strict=True):
        by_push[message.push_id].append(answer)
    with work.begin() as tx:
        # devices before pushes, as a phone that registers locks them
        for message, answer in sorted(zip(batch.messages, answers, strict=True), key=lambda pair: pair[0].device_id):
            _judge_token(tx, message.device_id, answer)
        locked = outbox.lock(tx.session, Push, list(by_push))
        settled = (_settle(tx, locked[key], batch.attempts[key], told) for key, told in by_push.items())
        _record(tx, [each for each in settled if each is not None])


def _judge_token(tx: Tx, device_id: UUID, answer: Sent) -> None:
    if answer.outcome in (Outcome.TOKEN_GONE, Outcome.WRONG_SENDER):
        devices.disable_token(tx, _SUBJECT, device_id, answer.error or str(answer.outcome))
    if answer.outcome in (Outcome.WRONG_SENDER, Outcome.OPERATOR):
        _log.error("push.operator_must_act", outcome=str(answer.outcome), error=answer.error, device=str(device_id))


def _record(tx: Tx, happened: Sequence[Happened]) -> None:
    """Write what happened to a batch in one statement."""
    if happened:
        tx.session.flush()
        record_each(tx, _SUBJECT, happened)


def _settle(tx: Tx, push: Push, attempt: int, answers: Sequence[Sent]) -> Happened | None:
    """Draw one conclusion from the answers of all phones: one that took it is enough."""
    accepted = next((answer for answer in answers if answer.outcome is Outcome.ACCEPTED), None)
    ours = push.next_attempt_at is not None and push.attempts == attempt
    if accepted is not None:
        push.message_id, push.handed_over_at = accepted.message_id, push.handed_over_at or tx.now
        push.service, push.error = accepted.service or push.service, None
        if ours:
            push.next_attempt_at = None
        if push.state == "queued":
            push.next_attempt_at = None
            return moved(_SUBJECT, push, "handed_over")
    elif ours:
        push.error = next((answer.error for answer in answers if answer.error), None)
        if all(answer.outcome is Outcome.REFUSED for answer in answers):
            return _give_up(tx, push, push.error or "push.refused")
        _put_off(tx, push, answers)
    return None


def _put_off(tx: Tx, push: Push, answers: Sequence[Sent]) -> None:
    if all(answer.outcome in (Outcome.TOKEN_GONE, Outcome.WRONG_SENDER) for answer in answers):
        _wait_for_phone(tx, push)
        return
    wait = max(back_off(push.id, push.attempts), timedelta(seconds=max(each.retry_after_s for each in answers)))
    push.next_attempt_at = min(tx.now + wait, expires_at(push))


def back_off(push_id: UUID, attempts: int) -> timedelta:
    """How long to wait before the next attempt: doubling, spread by the push's own chance bits."""
    jitter = 0.5 + (push_id.int & 0xFFFF) / 0xFFFF
    return timedelta(seconds=min(FIRST_WAIT_SECONDS * 2 ** min(attempts - 1, 16), LONGEST_WAIT_SECONDS) * jitter)


def _give_up(tx: Tx, push: Push, error: str) -> Happened | None:
    """Send it no more. One that some phone has taken stays what it is: it was only to be sent once more."""
    push.error, push.next_attempt_at = error, None
    if push.state != "queued":
        return None
    push.failed_at = tx.now
    return moved(_SUBJECT, push, "failed")
