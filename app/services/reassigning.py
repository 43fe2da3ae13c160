"""Giving a job to another crew because the first one does not answer: taken off and ordered anew in one transaction."""

from uuid import UUID

from app.access import Scope, Subject, Verb
from app.errors import ConflictError, NotFoundError
from app.schema.assignments import Assignment
from app.schema.crews import Crew
from app.schema.tickets import Ticket
from app.services import assignment_views, booking, crews
from app.services.assignment_steps import withdraw_all
from app.services.assignment_views import AssignmentView
from app.services.assignments import Method, choose_method_in
from app.services.candidates import Candidate, find_candidates
from app.services.idempotency import Once, find_made, remember
from app.services.work import Tx, Work, again
from app.storage import assignments, tickets
from app.storage import crews as crew_rows
from compliance.lifecycles import ACTIVE_ASSIGNMENT


def find_next(work: Work, subject: Subject, assignment_id: UUID) -> Candidate | None:
    """The crew that would go next: the first candidate that is not on the ticket and has not left it; None if none is.

    Left out are the crew of this assignment, and those who declined the ticket or handed it over.

    Raises:
        NotFoundError: none that the subject may move.
    """
    scope = subject.scope(Verb.ASSIGNMENTS_WRITE)
    with work.look() as tx:
        ticket_id = _found(tx, scope, assignment_id).ticket_id
        before = assignments.list_of_tickets(tx.session, [ticket_id])
        busy = {row.crew_id for row in before if row.id == assignment_id or _is_out(row)}
    found = find_candidates(work, subject, ticket_id).candidates
    return next((each for each in found if each.crew.id not in busy), None)


@again
def reassign(
    work: Work, subject: Subject, assignment_id: UUID, crew_id: UUID, why: str, once: Once | None = None
) -> AssignmentView:
    """Take a job off a crew and order another one to it; both crews are told. All of it happens, or none.

    The work method goes along where the other crew may use it; else it is to be chosen anew.

    Raises:
        NotFoundError: no such assignment or crew within what the subject may assign.
        ConflictError: the job cannot be taken off the crew any more, or the other one cannot go; reasons say why.
    """
    scope = subject.scope(Verb.ASSIGNMENTS_WRITE)
    with work.begin() as tx:
        made = find_made(tx, subject, once)
        if made is not None:
            return _view(tx, subject, tx.session.get_one(Assignment, made))
        row, ticket, crew = _lock(tx, scope, assignment_id, crew_id)
        if row.crew_id == crew_id:
            raise ConflictError("this crew has the job already", code="reassign.same_crew")
        withdraw_all(tx, subject, [row], why)
        new = _order(work, tx, subject, ticket, crew)
        _take_method_along(tx, subject, row, new)
        remember(tx, subject, once, new.id)
        return _view(tx, subject, new)


def _lock(tx: Tx, scope: Scope, assignment_id: UUID, crew_id: UUID) -> tuple[Assignment, Ticket, Crew]:
    ticket = tickets.find(tx.session, scope, _found(tx, scope, assignment_id).ticket_id, for_update=True)
    crew = crew_rows.find(tx.session, scope, crew_id, for_update=True)
    row = assignments.find(tx.session, scope, assignment_id, for_update=True)
    if ticket is None or crew is None or row is None:
        raise NotFoundError("no such crew" if crew is None else "no such assignment")
    return row, ticket, crew


def _order(work: Work, tx: Tx, subject: Subject, ticket: Ticket, crew: Crew) -> Assignment:
    times = booking.times_of(work, tx, ticket, booking.fitting(work, tx, ticket, crew), None)
    (view,) = crews.view_all(tx, [crew])
    return booking.book(tx, subject, ticket, view, times)


def _take_method_along(tx: Tx, subject: Subject, before: Assignment, new: Assignment) -> None:
    if before.work_method is None:
        return
    method = Method(before.work_method, before.method_reason or "", before.voltage, before.procedure_ref)
    try:
        choose_method_in(tx, subject, new, method, booking=True)
    except ConflictError:
        return  # nothing was written yet: this crew may not work so, and the desk chooses anew


def _is_out(row: Assignment) -> bool:
    """Whether the crew has the job already, did not want it, or gave it on."""
    return row.state in ACTIVE_ASSIGNMENT or row.state == "declined" or row.end_code is not None


def _found(tx: Tx, scope: Scope, assignment_id: UUID) -> Assignment:
    row = assignments.find(tx.session, scope, assignment_id)
    if row is None:
        raise NotFoundError("no such assignment")
    return row


def _view(tx: Tx, subject: Subject, row: Assignment) -> AssignmentView:
    return assignment_views.view_all(tx, subject, [row])[0]
