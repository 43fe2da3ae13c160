"""Events on the wire, and the cursor of a reader who follows them."""

from datetime import datetime
from typing import Self
from uuid import UUID

from app.errors import InvalidError
from app.schema.events import Event
from app.wire.common import WireOut
from app.wire.page import decode_cursor, encode_cursor

_XID_END = 2**63


class EventOut(WireOut):
    """One thing that happened: which verb, to what, by whom. What it is now is asked for by its id."""

    id: UUID
    verb: str
    subject_kind: str
    subject_id: UUID
    unit_id: UUID | None
    ticket_id: UUID | None
    assignment_id: UUID | None
    at: datetime
    actor: str

    @classmethod
    def of(cls, event: Event) -> Self:
        """As the row says it."""
        return cls.model_validate(
            {name: getattr(event, name) for name in cls.model_fields if name != "at"} | _at(event)
        )


def _at(event: Event) -> dict[str, datetime]:
    return {"at": event.server_time}


def write_position(position: tuple[int, UUID]) -> str:
    """A reader's place as one opaque word."""
    return encode_cursor(*position)


def read_position(cursor: str | None) -> tuple[int, UUID] | None:
    """The place inside a cursor, None for no cursor.

    Raises:
        InvalidError: we made no such cursor.
    """
    position = decode_cursor(cursor, int, UUID)
    if position is None:
        return None
    xid, event_id = position
    if not 0 <= xid < _XID_END:
        raise InvalidError.of("cursor", "cursor", "this is no cursor of events", "leave it out to begin afresh")
    return xid, event_id
