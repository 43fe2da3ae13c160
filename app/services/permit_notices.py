"""Tells an authority of a request that waits, by email or SMS with a link to its desk. No personal data goes out."""

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


def tell_authority(
    tx: Tx, subject: Subject, permit: EntryPermit, kind: MessageKind, *, authority_id: UUID, due: datetime | None = None
) -> None:
    """Queue one message to each who answers for an authority; saying the same again tells nobody twice.

    Args:
        tx: the transaction of what it tells.
        subject: who caused it.
        permit: flushed.
        kind: what it tells.
        authority_id: whom.
        due: when its answer is due.
    """
    zone = ZoneInfo(permits.find_unit(tx.session, permit.unit_id).time_zone)
    shown = due.astimezone(zone).strftime("%H:%M %d/%m/%Y") if due else ""
    facts = {"number": permit.number, "respond_by": shown, "path": f"/liaison?permit={permit.id}"}
    about = About("permit", permit.id, unit_id=permit.unit_id, authority_id=authority_id)
    until = permit.valid_until or permit.requested_until
    messages.queue_all(
        tx,
        subject,
        [
            NewMessage(
                channel, address, locale, kind, facts, about, until,
                f"{kind}:{permit.id}:{permit.state}:{authority_id}:{address}",
            )
            for channel, address, locale in messages.addresses(rows.list_reachable(tx.session, authority_id))
        ],
    )  # fmt: skip
