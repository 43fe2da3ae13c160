"""Takes away what events say of people, and leaves on record that it did. The chain holds: it covers hashes only."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from uuid import UUID

from app.access import Subject
from app.schema.events import Event
from app.services.events import About, record
from app.services.work import Tx
from app.storage import audit

ERASED = "audit.details_erased"

_NAMED = 500
"""Events named in one record of an erasure."""


def erase_details(tx: Tx, subject: Subject, event_ids: Collection[UUID], reason: str) -> int:
    """Erase the erasable parts of these events and record it, in the same transaction; how many were there.

    One event a unit (or authority, or for the system) and 500 events says who erased, why, and of which events.
    Events that have no such part, or no longer, are passed over, so that to do it again is harmless.

    Args:
        tx: the transaction of the erasure.
        subject: whose doing it is; whether they may is the caller's to see to.
        event_ids: of the events; no more than a few thousand at a time.
        reason: a code or a few words that name nobody; it stays for ever.
    """
    found = audit.list_erasable(tx.session, event_ids)
    for (unit_id, authority_id), events in _by_owner(found).items():
        for start in range(0, len(events), _NAMED):
            _erase(tx, subject, unit_id, authority_id, [each.id for each in events[start : start + _NAMED]], reason)
    return len(found)


def _erase(
    tx: Tx, subject: Subject, unit_id: UUID | None, authority_id: UUID | None, event_ids: list[UUID], reason: str
) -> None:
    about = About("audit", event_ids[0], unit_id, authority_id)
    told = {"reason": reason, "count": len(event_ids), "events": [str(each) for each in event_ids]}
    record_id = record(tx, subject, ERASED, about, payload=told)
    audit.erase(tx.session, event_ids, record_id, tx.now)


def _by_owner(events: Sequence[Event]) -> dict[tuple[UUID | None, UUID | None], list[Event]]:
    owned: dict[tuple[UUID | None, UUID | None], list[Event]] = defaultdict(list)
    for event in events:
        owned[event.unit_id, event.authority_id].append(event)
    return owned
