"""Writing what a plan's lines say: booked, withdrawn, planned anew, by the same paths as a dispatcher's orders."""

from dataclasses import dataclass
from datetime import timedelta

from app.access import Subject
from app.schema.assignments import Assignment
from app.schema.plans import PlanLine
from app.services import booking
from app.services.assignments import move
from app.services.booking import Times
from app.services.plan_checks import World
from app.services.plan_lines import STAY
from app.services.work import Tx, Work
from compliance.lifecycles import STARTED_ASSIGNMENT

MOVED, DROPPED = "plan.moved", "plan.dropped"
"""Why an assignment was withdrawn, as codes with texts in both languages."""


@dataclass(frozen=True)
class Write:
    """One line that was found to hold, and when it takes place."""

    line: PlanLine
    times: Times


def write(work: Work, tx: Tx, subject: Subject, group: list[Write], world: World) -> None:
    """Write all lines of one ticket: who leaves it makes room for who comes.

    Raises:
        ConflictError: a life cycle or a rule forbids it.
    """
    for each in group:
        if each.line.kind not in STAY and (was := world.was(each.line)) is not None:
            move(tx, subject, was.id, "withdrawn", why=DROPPED if each.line.kind == "dropped" else MOVED)
    for each in group:
        if each.line.kind in STAY:
            _stay(work, tx, subject, each, world.was(each.line))
        elif each.line.kind != "dropped":
            ticket, view = world.tickets[each.line.ticket_id], world.crews[each.line.crew_id]
            each.line.assignment_id = booking.book(tx, subject, ticket, view, each.times).id


def _stay(work: Work, tx: Tx, subject: Subject, each: Write, row: Assignment | None) -> None:
    """Plan a job that stays with its crew for its new time; what has begun goes its own way."""
    if row is None or row.state in STARTED_ASSIGNMENT or row.planned == each.times.planned:
        return
    shift = abs(each.times.entry_at - row.planned_entry_at)
    tell = shift > timedelta(minutes=work.settings.plan_retime_minutes)
    booking.retime(tx, subject, row, each.times, tell=tell)
