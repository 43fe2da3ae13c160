"""What dispatchers want of plans for a ticket, on the wire."""

from datetime import datetime
from typing import Self
from uuid import UUID

from app.schema.wishes import TicketWish
from app.wire.common import WireOut


class WishOut(WireOut):
    """All that dispatchers want for one ticket."""

    ticket_id: UUID
    crew_id: UUID | None
    position: int | None
    not_crew_ids: list[UUID]
    due_at: datetime | None
    not_before: datetime | None
    must_start_by: datetime | None


class DeadlineOut(WireOut):
    """When work on a ticket should and must begin."""

    ticket_id: UUID
    due_at: datetime | None
    not_before: datetime | None
    must_start_by: datetime | None
    version: int

    @classmethod
    def of(cls, row: TicketWish) -> Self:
        """As the service found it."""
        return cls(
            ticket_id=row.ticket_id, due_at=row.due_at, not_before=row.not_before, must_start_by=row.must_start_by,
            version=row.deadline_version,
        )  # fmt: skip


class PinOut(WireOut):
    """Which crew shall go to a ticket, and which shall not."""

    ticket_id: UUID
    crew_id: UUID | None
    position: int | None
    not_crew_ids: list[UUID]
    version: int

    @classmethod
    def of(cls, row: TicketWish) -> Self:
        """As the service found it."""
        return cls(
            ticket_id=row.ticket_id, crew_id=row.crew_id, position=row.position, not_crew_ids=row.not_crew_ids,
            version=row.pin_version,
        )  # fmt: skip
