"""One step of a ticket's life cycle, with its event."""

from dataclasses import replace

from app.access import Subject
from app.errors import ConflictError
from app.schema.tickets import Ticket
from app.services import incident_moves
from app.services.events import About, record
from app.services.work import Tx
from compliance.incidents import SUPPLY_OUT
from compliance.lifecycles import TICKET


def step(tx: Tx, subject: Subject, ticket: Ticket, to: str, *, why: str | None = None) -> None:
    """Take one step of the life cycle inside an open transaction, with its event.

    Raises:
        ConflictError: there is no such step for this subject.
    """
    decision = TICKET.check(ticket.state, to, subject.roles_over(unit_id=ticket.unit_id))
    found = TICKET.find(ticket.state, to)
    if found is None or not decision.allowed:
        raise ConflictError(f"a ticket that is {ticket.state} cannot become {to}", reasons=decision.reasons)
    ticket.state = to
    if to == "restored":
        ticket.restored_at = tx.now
    if to == "closed":
        ticket.closed_at = tx.now
    tx.session.flush()
    record(tx, subject, found.event, about(ticket), payload={"reason": why} if why else None)
    if not (found.source in SUPPLY_OUT and found.target in SUPPLY_OUT):
        incident_moves.follow_ticket(tx, subject, ticket)


def follow(tx: Tx, subject: Subject, ticket: Ticket, to: str) -> None:
    """Take the step that follows by rule from what ``subject`` did to an assignment; none is fine."""
    if ticket.state != to and TICKET.find(ticket.state, to) is not None:
        step(tx, replace(subject, task=subject.task or "assignments"), ticket, to)


def about(ticket: Ticket) -> About:
    """Through which ids the readers of a ticket's events find it."""
    return About("ticket", ticket.id, unit_id=ticket.unit_id, ticket_id=ticket.id)
