"""One step of a ticket's life cycle, with its event."""

from collections.abc import Iterable
from dataclasses import replace

from app.access import Subject
from app.errors import ConflictError
from app.schema.tickets import Ticket
from app.services import incident_moves
from app.services.events import About, Happened, record_each
from app.services.work import Tx
from compliance.incidents import SUPPLY_OUT
from compliance.lifecycles import TICKET, Transition


def step(tx: Tx, subject: Subject, ticket: Ticket, to: str, *, why: str | None = None) -> None:
    """Take one step of the life cycle inside an open transaction, with its event.

    Raises:
        ConflictError: there is no such step for this subject.
    """
    step_all(tx, subject, [(ticket, to)], why=why)


def step_all(tx: Tx, subject: Subject, changes: Iterable[tuple[Ticket, str]], *, why: str | None = None) -> None:
    """``step`` for tickets that are different ones, each to its own state."""
    taken = [(ticket, _take(tx, subject, ticket, to)) for ticket, to in changes]
    if not taken:
        return
    tx.session.flush()
    reason = {"reason": why} if why else {}
    record_each(
        tx, subject, [Happened(found.event, about(ticket), {"to": found.target} | reason) for ticket, found in taken]
    )
    for ticket, found in taken:
        if not (found.source in SUPPLY_OUT and found.target in SUPPLY_OUT):
            incident_moves.follow_ticket(tx, subject, ticket)


def follow(tx: Tx, subject: Subject, ticket: Ticket, to: str) -> None:
    """Take the step that follows by rule from what ``subject`` did to an assignment; none is fine."""
    follow_all(tx, subject, [(ticket, to)])


def follow_all(tx: Tx, subject: Subject, changes: Iterable[tuple[Ticket, str]]) -> None:
    """``follow`` for tickets that are different ones."""
    rule = replace(subject, task=subject.task or "assignments")
    due = [(ticket, to) for ticket, to in changes if ticket.state != to and TICKET.find(ticket.state, to) is not None]
    step_all(tx, rule, due)


def _take(tx: Tx, subject: Subject, ticket: Ticket, to: str) -> Transition:
    decision = TICKET.check(ticket.state, to, subject.roles_over(unit_id=ticket.unit_id))
    found = TICKET.find(ticket.state, to)
    if found is None or not decision.allowed:
        raise ConflictError(f"a ticket that is {ticket.state} cannot become {to}", reasons=decision.reasons)
    ticket.state = to
    if to == "restored":
        ticket.restored_at = tx.now
    if to == "closed":
        ticket.closed_at = tx.now
    return found


def about(ticket: Ticket) -> About:
    """Through which ids the readers of a ticket's events find it."""
    return About("ticket", ticket.id, unit_id=ticket.unit_id, ticket_id=ticket.id)
