"""What hand-overs mean for bookings and steps of jobs; called from those, inside their transactions.

Whoever is here holds the ticket and the assignment; locks come in the order ticket, assignment, hand-over.
"""

from collections.abc import Sequence

from app.access import Subject, system
from app.errors import ConflictError
from app.schema.assignments import Assignment
from app.schema.hand_overs import HandOver
from app.schema.tickets import Ticket
from app.services.events import About, record
from app.services.work import Tx
from app.storage import assignments
from app.storage import hand_overs as rows
from compliance.hand_overs import taken_first

_RULE = system("hand-overs")
_DONE = frozenset({"restored", "closed", "cancelled"})
"""States of a ticket that needs no crew any more."""


def about(row: HandOver, job: Assignment | None = None) -> About:
    """Through which ids readers find a hand-over's events: those of the job that gives, or of another one named."""
    crew_id, assignment_id = (job.crew_id, job.id) if job else (row.from_crew_id, row.from_assignment_id)
    return About(
        "hand_over", row.id, row.unit_id, crew_id=crew_id, ticket_id=row.ticket_id, assignment_id=assignment_id
    )


def check_work_begins(tx: Tx, job: Assignment) -> None:
    """Refuse to begin work on a job that came with a hand-over that nobody has signed.

    Raises:
        ConflictError: it has to be taken over first.
    """
    decision = taken_first(rows.find_got(tx.session, job.id) is not None)
    if not decision.allowed:
        raise ConflictError("take the job over first", code=decision.codes[0], reasons=decision.reasons)


def pass_on(tx: Tx, subject: Subject, booked: Sequence[Assignment]) -> None:
    """Give what waits for a crew to the crews that were just booked, however they were: by hand, by plan, in bulk."""
    waiting = list(rows.lock_waiting(tx.session, {job.ticket_id for job in booked}))
    for job in booked:
        row = next((each for each in waiting if each.ticket_id == job.ticket_id), None)
        if row is None:
            continue
        waiting.remove(row)
        row.to_assignment_id, row.state = job.id, "passed"
        tx.session.flush()
        told = {"from_crew_id": str(row.from_crew_id), "to_crew_id": str(job.crew_id), "cause": row.cause}
        record(tx, subject, "hand_over.passed", about(row, job), payload=told | {"to_assignment_id": str(job.id)})


def jobs_over(tx: Tx, over: Sequence[Assignment]) -> None:
    """Follow jobs that are over: a crew that was to take over does not come, or the one that waited has left.

    Args:
        tx: an open transaction.
        over: the jobs, their states written, their tickets locked.
    """
    jobs = {job.id: job for job in over}
    for row in rows.lock_of_jobs(tx.session, jobs):
        giving = jobs.get(row.from_assignment_id)
        taking = jobs.get(row.to_assignment_id) if row.to_assignment_id else None
        if giving is not None and row.meets:
            _give_slot_back(tx, tx.session.get_one(Ticket, row.ticket_id), giving)
        if taking is not None and row.state == "passed":
            row.to_assignment_id, row.state = None, "waiting"
            record(tx, _RULE, "hand_over.waits_again", about(row), payload={"crew_id": str(taking.crew_id)})
    for ticket_id in {job.ticket_id for job in over}:
        ticket = tx.session.get_one(Ticket, ticket_id)
        if ticket.state in _DONE:
            _drop(tx, ticket)
    tx.session.flush()


def one_more_slot(ticket: Ticket) -> None:
    """Make room on a ticket for the crew that comes while the other one is still there."""
    ticket.crews_needed += 1


def _give_slot_back(tx: Tx, ticket: Ticket, left: Assignment) -> None:
    """The crew that waited has gone: the one that came takes its place."""
    beyond = [each for each in assignments.list_active(tx.session, ticket.id) if each.slot >= ticket.crews_needed]
    for each in beyond:
        each.slot = left.slot
    tx.session.flush()
    ticket.crews_needed = max(ticket.crews_needed - 1, 1)
    tx.session.flush()


def _drop(tx: Tx, ticket: Ticket) -> None:
    for row in rows.lock_open_of_ticket(tx.session, ticket.id):
        if row.state == "waiting":
            row.state = "dropped"
            record(tx, _RULE, "hand_over.dropped", about(row), payload={"ticket_state": ticket.state})
