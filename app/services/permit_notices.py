"""Tells authorities of requests that wait, by email or SMS with a link to the desk. No personal data goes out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from app.access import Subject
from app.schema.permits import EntryPermit
from app.services import messages
from app.services.events import About
from app.services.messages import MessageKind, NewMessage
from app.services.work import Tx
from app.storage import messages as rows
from app.storage import permits


@dataclass(frozen=True)
class Telling:
    """What is told of a permit, which is flushed, to whom, and when their answer is due."""

    permit: EntryPermit
    kind: MessageKind
    authority_id: UUID
    due: datetime | None = None


def tell_all(tx: Tx, subject: Subject, told: Sequence[Telling]) -> None:
    """Queue one message to each who answers for an authority; saying the same again tells nobody twice."""
    reached = {
        authority_id: messages.addresses(rows.list_reachable(tx.session, authority_id))
        for authority_id in {each.authority_id for each in told}
    }
    found = [message for each in told for message in _messages(tx, each, reached[each.authority_id])]
    messages.queue_all(tx, subject, found)


def tell_authority(tx: Tx, subject: Subject, told: Telling) -> None:
    """``tell_all`` of one thing."""
    tell_all(tx, subject, [told])


def _messages(tx: Tx, told: Telling, reached: Sequence[tuple[str, str, str]]) -> Iterator[NewMessage]:
    permit, zone = told.permit, ZoneInfo(permits.find_unit(tx.session, told.permit.unit_id).time_zone)
    shown = told.due.astimezone(zone).strftime("%H:%M %d/%m/%Y") if told.due else ""
    facts = {"number": permit.number, "respond_by": shown, "path": f"/liaison?permit={permit.id}"}
    about = About("permit", permit.id, unit_id=permit.unit_id, authority_id=told.authority_id)
    until = permit.valid_until or permit.requested_until
    for channel, address, locale in reached:
        once_key = f"{told.kind}:{permit.id}:{permit.state}:{told.authority_id}:{address}"
        yield NewMessage(channel, address, locale, told.kind, facts, about, until, once_key)
