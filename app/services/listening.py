"""What live listeners are told: events in commit order, from a position on."""

from collections.abc import Sequence
from uuid import UUID

from app.access import Scope
from app.schema.events import Event
from app.services.work import Work
from app.storage import events

Position = tuple[int, UUID]
"""Transaction and id of an event: the place of a reader in commit order."""

BATCH = 1000
MOST_MISSED = 5000
"""Who missed more than this starts afresh: reading everything again is then cheaper."""


def find_newest(work: Work) -> Position | None:
    """Position of the newest event that may be handed out, None while nothing ever happened."""
    with work.look() as tx:
        return events.latest_cursor(tx.session)


def list_new(work: Work, position: Position | None) -> Sequence[Event]:
    """Up to ``BATCH`` events that follow a position, whoever may hear them."""
    with work.look() as tx:
        return events.list_after(tx.session, position, BATCH)


def list_missed(work: Work, position: Position) -> Sequence[Event] | None:
    """All events that follow a position; None when it is unknown or too much happened since."""
    with work.look() as tx:
        if not events.exists(tx.session, position):
            return None
        missed = events.list_after(tx.session, position, MOST_MISSED + 1)
    return missed if len(missed) <= MOST_MISSED else None


def hears(scope: Scope, event: Event) -> bool:
    """Whether a listener with this scope is told of an event; nobody is told of sign-ins."""
    return events.hears(scope, event)


def position_of(event: Event) -> Position:
    """Where an event stands in commit order."""
    return event.xid, event.id
