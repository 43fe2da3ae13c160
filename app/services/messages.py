"""The outbox: letters and short messages, queued with the change they tell of, sent by the worker."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from app.access import Subject
from app.errors import ConflictError
from app.schema.base import new_id
from app.schema.messages import Message
from app.services.events import About, Happened, record, record_each
from app.services.work import Tx
from app.storage import messages as rows
from app.storage.messages import Reachable
from compliance.lifecycles import MESSAGE

TASK = "send_messages"


class MessageKind(StrEnum):
    """What a message tells; its words stand in ``compliance.wording.messages``."""

    PERMIT_REQUESTED = "permit.requested"
    PERMIT_REMINDER = "permit.reminder"
    PERMIT_LATE = "permit.late"
    PERMIT_ESCALATED = "permit.escalated"
    PERMIT_RECORDED = "permit.recorded"
    ENTRY_OVERRIDDEN = "entry.overridden"
    PUSH_WAITS = "push.waits"
    PUSH_DANGER = "push.danger"


@dataclass(frozen=True)
class NewMessage:
    """One message to be queued.

    Attributes:
        channel: email or sms.
        recipient: the address, or the telephone number.
        locale: vi or en.
        kind: what it tells.
        facts: what fills its wording, never personal data; ``path`` becomes a link to the service.
        about: the thing it tells of, with the unit whose desk may see what became of it.
        expires_at: when it is worth nothing any more.
        once_key: the same key is told once, however often it is queued; None tells it each time.
    """

    channel: str
    recipient: str
    locale: str
    kind: MessageKind
    facts: dict[str, Any]
    about: About
    expires_at: datetime
    once_key: str | None = None


def addresses(people: Sequence[Reachable]) -> list[tuple[str, str, str]]:
    """Channel, address and language for each: email where there is one, else SMS; nobody twice."""
    found: dict[str, tuple[str, str, str]] = {}
    for each in people:
        if each.email:
            found.setdefault(each.email.strip().lower(), ("email", each.email.strip(), each.locale))
        elif each.phone:
            number = telephone(each.phone)
            found.setdefault(number, ("sms", number, each.locale))
    return list(found.values())


def telephone(written: str) -> str:
    """A telephone number as carriers take it, without what people put between the digits."""
    return "".join(sign for sign in written if sign.isdigit() or sign == "+")


def queue_all(tx: Tx, subject: Subject, messages: Sequence[NewMessage]) -> int:
    """Queue messages in the transaction of what they tell; return how many are new."""
    if not messages:
        return 0
    by_id = {new_id(): each for each in messages}
    new = rows.put_all(tx.session, [_row(tx, key, each) for key, each in by_id.items()])
    if new:
        record_each(
            tx, subject, [Happened("message.queued", _about(key, by_id[key]), _told(by_id[key])) for key in new]
        )
        tx.defer(TASK, lock=TASK)
    return len(new)


def supersede(tx: Tx, subject: Subject, subject_id: UUID) -> None:
    """Let go of what still waits about a thing, because it is not so any more."""
    for message in rows.lock_queued_of(tx.session, subject_id):
        message.next_attempt_at = None
        move(tx, subject, message, "superseded")


def move(tx: Tx, subject: Subject, message: Message, to: str) -> None:
    """Take one step of a message's life cycle and write its event.

    Raises:
        ConflictError: there is no such step.
    """
    step = MESSAGE.find(message.state, to)
    if step is None:
        raise ConflictError(f"a message that is {message.state} cannot become {to}")
    message.state = to
    facts = {"channel": message.channel, "kind": message.kind, "attempts": message.attempts}
    told = facts | ({"error": message.error} if to == "failed" else {})
    record(tx, subject, step.event, About("message", message.id, unit_id=message.unit_id), payload=told)


def masked(recipient: str) -> str:
    """An address that its owner knows again and nobody else learns: ``l***@danang.gov.vn``, ``***567``."""
    name, at, host = recipient.partition("@")
    return f"{name[:1]}***@{host}" if at else f"***{recipient[-3:]}"


def _row(tx: Tx, key: UUID, each: NewMessage) -> dict[str, Any]:
    return {
        "id": key, "unit_id": each.about.unit_id, "authority_id": each.about.authority_id, "channel": each.channel,
        "recipient": each.recipient, "locale": each.locale, "kind": str(each.kind), "facts": each.facts,
        "subject_kind": each.about.kind, "subject_id": each.about.id, "once_key": each.once_key,
        "state": MESSAGE.initial, "attempts": 0, "next_attempt_at": tx.now, "queued_at": tx.now,
        "expires_at": each.expires_at,
    }  # fmt: skip


def _about(key: UUID, each: NewMessage) -> About:
    return About("message", key, unit_id=each.about.unit_id)


def _told(each: NewMessage) -> dict[str, Any]:
    return {
        "channel": each.channel,
        "kind": str(each.kind),
        "subject_kind": each.about.kind,
        "subject_id": str(each.about.id),
    }
