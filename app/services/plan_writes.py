"""Writing what a plan's lines say: booked, withdrawn, planned anew, by the same paths as a dispatcher's orders."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from app.access import Subject
from app.schema.assignments import Assignment
from app.schema.plans import PlanLine
from app.services import assignment_steps, booking
from app.services.booking import Order, Retiming, Times
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


def write_all(work: Work, tx: Tx, subject: Subject, writes: Sequence[Write], world: World) -> None:
    """Write lines: all of them, or the first that is forbidden is raised. Who leaves makes room for who comes.

    Raises:
        ConflictError: a life cycle or a rule forbids one of them.
    """
    for why, rows in _leaving(writes, world).items():
        assignment_steps.withdraw_all(tx, subject, rows, why)
    booking.retime_all(tx, subject, list(_retimings(work, writes, world)))
    coming = [each for each in writes if each.line.kind not in STAY and each.line.kind != "dropped"]
    if coming:
        orders = [
            Order(world.tickets[each.line.ticket_id], world.crews[each.line.crew_id], each.times) for each in coming
        ]
        for each, row in zip(coming, booking.book_all(tx, subject, orders), strict=True):
            each.line.assignment_id = row.id
    tx.session.flush()


def _leaving(writes: Iterable[Write], world: World) -> dict[str, list[Assignment]]:
    """Assignments that lose their crew, by why."""
    found: dict[str, list[Assignment]] = {}
    for each in writes:
        was = world.was(each.line)
        if was is not None and each.line.kind not in STAY:
            found.setdefault(DROPPED if each.line.kind == "dropped" else MOVED, []).append(was)
    return found


def _retimings(work: Work, writes: Iterable[Write], world: World) -> Iterator[Retiming]:
    """Jobs that stay with their crew, for another time; what has begun goes its own way."""
    worth_telling = timedelta(minutes=work.settings.plan_retime_minutes)
    for each in writes:
        row = world.was(each.line) if each.line.kind in STAY else None
        if row is None or row.state in STARTED_ASSIGNMENT or row.planned == each.times.planned:
            continue
        yield Retiming(row, each.times, tell=abs(each.times.entry_at - row.planned_entry_at) > worth_telling)
