"""What a ticket asks for, in one word: while it is the same, a line of a plan for it may hold."""

import hashlib
from collections.abc import Iterable
from uuid import UUID

from app.schema.tickets import Ticket
from app.services.candidates import centre
from app.storage.board import TicketRow


def digest_of(ticket: Ticket | TicketRow) -> str:
    """Digest of place, work, skills, hazards and crews."""
    if isinstance(ticket, TicketRow):
        lon, lat = ticket.lon, ticket.lat
    else:
        point = centre(ticket.place)
        lon, lat = point.x, point.y
    return _digest(
        ticket.id,
        (lon, lat),
        ticket.work_type,
        (ticket.service_minutes, ticket.crews_needed, ticket.customers_affected),
        (ticket.required_skills, ticket.hazards),
    )


def _digest(
    ticket_id: UUID,
    place: tuple[float, float],
    work_type: str,
    numbers: tuple[int, int, int],
    words: Iterable[list[str]],
) -> str:
    asked = (str(ticket_id), place, work_type, numbers, tuple(tuple(sorted(each)) for each in words))
    return hashlib.sha256(repr(asked).encode()).hexdigest()[:32]
