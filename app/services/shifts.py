"""Shifts: when crews are on duty."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.dialects.postgresql import Range

from app.access import Scope, Subject, Verb
from app.errors import InvalidError, NotFoundError
from app.schema.crews import Crew, Shift
from app.services import crew_fitness
from app.services.events import About, record
from app.services.idempotency import Once, find_made, remember
from app.services.work import Tx, Work, again
from app.storage import crews, shifts
from app.storage.shifts import ShiftFilter
from compliance.duty import Span

LONGEST = timedelta(hours=48)
"""A longer shift is a typing mistake."""


def list_shifts(
    work: Work, subject: Subject, which: ShiftFilter, *, after: tuple[datetime, UUID] | None, limit: int
) -> Sequence[Shift]:
    """Shifts that the subject may see, by their beginning; one more than ``limit`` when there are more.

    Raises:
        InvalidError: the time asked for ends before it begins.
    """
    scope = subject.scope(Verb.CREWS_READ)
    if which.since and which.until and which.until <= which.since:
        raise InvalidError.of("until", "period", "until is not after since", "exchange the two")
    with work.look() as tx:
        return shifts.list_page(tx.session, scope, which, after=after, limit=limit + 1)


@again
def create_shift(
    work: Work, subject: Subject, crew_id: UUID, begins_at: datetime, ends_at: datetime, once: Once | None = None,
    breaks: Sequence[Span] = (),
) -> Shift:  # fmt: skip
    """Put a crew on duty; plans keep its breaks free.

    Raises:
        NotFoundError: no such crew that the subject keeps the roster of.
        InvalidError: the shift ends before it begins, or is too long; breaks overlap, or lie outside of it.
        ConflictError: the crew has a shift at that time, or somebody in it has not rested or has no hours left.
    """
    scope = None if subject.task else subject.scope(Verb.SHIFTS_WRITE)
    _check_period(begins_at, ends_at)
    _check_breaks(begins_at, ends_at, breaks)
    with work.begin() as tx:
        made = find_made(tx, subject, once)
        known = shifts.find_by_id(tx.session, made) if made else None
        if known is not None:
            return known
        crew = _find_crew(tx, scope, crew_id)
        crew_fitness.check_shift(tx, crew, begins_at, ends_at)
        shift = Shift(
            unit_id=crew.unit_id, crew_id=crew.id, during=Range(begins_at, ends_at),
            planned_breaks=[[begins.isoformat(), ends.isoformat()] for begins, ends in sorted(breaks)],
        )  # fmt: skip
        tx.session.add(shift)
        tx.session.flush()
        told = {"shift_id": str(shift.id), "begins_at": begins_at.isoformat(), "ends_at": ends_at.isoformat()}
        record(tx, subject, "crew.shift_planned", About("crew", crew.id, crew.unit_id, crew_id=crew.id), payload=told)
        remember(tx, subject, once, shift.id)
        return shift


def _find_crew(tx: Tx, scope: Scope | None, crew_id: UUID) -> Crew:
    found = crews.find_by_id(tx.session, crew_id) if scope is None else crews.find(tx.session, scope, crew_id)
    if found is None or not found.active:
        raise NotFoundError("there is no such crew")
    return found


def _check_period(begins_at: datetime, ends_at: datetime) -> None:
    if ends_at <= begins_at:
        raise InvalidError.of("ends_at", "period", "the shift ends before it begins", "exchange the two times")
    if ends_at - begins_at > LONGEST:
        hours = int(LONGEST.total_seconds() // 3600)
        raise InvalidError.of("ends_at", "period", f"a shift lasts at most {hours} hours", "split it into several")


def _check_breaks(begins_at: datetime, ends_at: datetime, breaks: Sequence[Span]) -> None:
    edges = [begins_at, *(moment for span in sorted(breaks) for moment in span), ends_at]
    if any(one >= other for one, other in breaks) or edges != sorted(edges):
        raise InvalidError.of("breaks", "period", "breaks overlap, or lie outside of the shift", "one after another")
