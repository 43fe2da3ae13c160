"""What dispatchers want of plans for one ticket."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from app.access import Scope
from app.schema.tickets import OPEN_STATES, Ticket
from app.schema.wishes import TicketWish


def find(session: Session, ticket_id: UUID) -> TicketWish | None:
    """What is wanted for a ticket that the asker may see; it is locked with its ticket."""
    return session.get(TicketWish, ticket_id)


def nothing(ticket_id: UUID, now: datetime) -> TicketWish:
    """A wish for nothing, not kept."""
    return TicketWish(ticket_id=ticket_id, deadline_version=0, pin_version=0, not_crew_ids=[], changed_at=now)


def list_pins(session: Session, ticket_ids: Collection[UUID]) -> dict[UUID, UUID]:
    """The crews that shall go to those of these tickets for which somebody said."""
    query = select(TicketWish.ticket_id, TicketWish.crew_id)
    rows = session.execute(query.where(TicketWish.ticket_id.in_(ticket_ids)))
    return {ticket_id: crew_id for ticket_id, crew_id in rows if crew_id is not None}


def list_open(
    session: Session, scope: Scope, unit_id: UUID | None, *, after: UUID | None, limit: int
) -> Sequence[TicketWish]:
    """What is wanted for open tickets of the scope's units, from the one that follows ``after``."""
    wanted = or_(
        TicketWish.crew_id.is_not(None), TicketWish.due_at.is_not(None), TicketWish.not_before.is_not(None),
        TicketWish.must_start_by.is_not(None), func.cardinality(TicketWish.not_crew_ids) > 0,
    )  # fmt: skip
    query = select(TicketWish).join(Ticket, Ticket.id == TicketWish.ticket_id)
    query = query.where(wanted, Ticket.unit_id.in_(scope.unit_ids), Ticket.state.in_(OPEN_STATES))
    if unit_id is not None:
        query = query.where(Ticket.unit_id == unit_id)
    if after is not None:
        query = query.where(TicketWish.ticket_id > after)
    return session.scalars(query.order_by(TicketWish.ticket_id).limit(limit)).all()
