"""Positions of crews: kept only while on duty, the newest shown on the map."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid5

from app.access import Subject, Verb
from app.errors import FieldError, ForbiddenError, InvalidError
from app.services.events import About, record
from app.services.work import Tx, Work
from app.storage import positions
from app.storage.positions import FixRow
from compliance.reasons import Reason
from geo.places import Place

MAX_AHEAD = timedelta(minutes=5)
"""Phones' clocks differ by this much."""
MAX_AGE = timedelta(days=7)
"""A phone may be offline for three days."""
TELL_EVERY = timedelta(seconds=15)
"""Live screens hear of a moving crew no more often."""


@dataclass(frozen=True)
class Fix:
    """Where a phone was."""

    place: Place
    accuracy_m: float
    device_time: datetime


def store(work: Work, subject: Subject, fixes: Sequence[Fix]) -> list[Reason | None]:
    """Keep a phone's fixes; again is harmless. One answer each: None, or why it was not kept (off duty).

    Raises:
        ForbiddenError: not a worker of a crew.
        InvalidError: a time lies in the future or too far back; nothing was kept, each such fix is named.
    """
    subject.scope(Verb.FIELD)
    if subject.crew_id is None or subject.user_id is None:
        raise ForbiddenError("you belong to no crew")
    with work.begin() as tx:
        _check_times(fixes, tx.now)
        if not fixes:
            return []
        answers = _judge(tx, subject.crew_id, fixes)
        kept = [_row(subject.user_id, fix) for fix, refused in zip(fixes, answers, strict=True) if refused is None]
        if kept:
            positions.add(tx.session, crew_id=subject.crew_id, user_id=subject.user_id, fixes=kept, now=tx.now)
            _move(tx, subject, subject.crew_id, max(kept, key=lambda row: row.device_time))
        return answers


def _check_times(fixes: Sequence[Fix], now: datetime) -> None:
    errors = []
    for place, fix in enumerate(fixes):
        name = f"fixes[{place}].device_time"
        if fix.device_time > now + MAX_AHEAD:
            errors.append(FieldError(name, "position.future", "lies in the future", "set the phone's clock"))
        elif fix.device_time < now - MAX_AGE:
            errors.append(FieldError(name, "position.ancient", "is older than seven days", "leave it out"))
    if errors:
        raise InvalidError("times of fixes are out of range", code=errors[0].code, errors=errors)


def _judge(tx: Tx, crew_id: UUID, fixes: Sequence[Fix]) -> list[Reason | None]:
    """Whether each fix was taken on duty; outside of it a worker's place is nobody's business."""
    times = [fix.device_time for fix in fixes]
    shifts = positions.list_shifts(tx.session, crew_id, min(times), max(times))
    off = Reason("position.off_duty")
    return [None if any(time in shift for shift in shifts) else off for time in times]


def _row(user_id: UUID, fix: Fix) -> FixRow:
    # one person, one moment, one row: a batch that is sent twice changes nothing
    return FixRow(
        uuid5(user_id, fix.device_time.astimezone(UTC).isoformat()), fix.place, fix.accuracy_m, fix.device_time
    )


def _move(tx: Tx, subject: Subject, crew_id: UUID, newest: FixRow) -> None:
    last = positions.find_last(tx.session, crew_id)
    if last is None or not positions.move_crew(tx.session, crew_id, newest):
        return
    unit_id, seen_at = last
    if seen_at is None or _beat(newest.device_time) > _beat(seen_at):
        # no coordinates: events stay for ever, positions do not
        record(tx, subject, "crew.moved", About("crew", crew_id, unit_id=unit_id, crew_id=crew_id))


def _beat(time: datetime) -> int:
    return int(time.timestamp() // TELL_EVERY.total_seconds())
