"""What dispatchers want of plans for one ticket."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.schema.wishes import TicketWish


def find(session: Session, ticket_id: UUID) -> TicketWish | None:
    """What is wanted for a ticket that the asker may see; it is locked with its ticket."""
    return session.get(TicketWish, ticket_id)


def nothing(ticket_id: UUID, now: datetime) -> TicketWish:
    """A wish for nothing, not kept."""
    return TicketWish(ticket_id=ticket_id, deadline_version=0, pin_version=0, not_crew_ids=[], changed_at=now)
