"""Positions of crews: kept only while on duty, the newest shown on the map."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid5

import structlog

from app.access import Subject, Verb
from app.errors import ForbiddenError
from app.services import zone_crossings
from app.services.events import About, record
from app.services.work import Tx, Work
from app.storage import positions
from app.storage.positions import FixRow
from compliance.merging import is_skewed
from compliance.reasons import Reason
from geo.places import Place

MAX_AGE = timedelta(days=7)
"""A phone may be offline for three days."""
DAYS_AHEAD = 14
"""For so many days places are made ahead: so long a worker may be down."""
TELL_EVERY = timedelta(seconds=15)
"""Live screens hear of a moving crew no more often."""
_log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Fix:
    """Where a phone was."""

    place: Place
    accuracy_m: float
    device_time: datetime


def store(work: Work, subject: Subject, fixes: Sequence[Fix], sent_at: datetime | None = None) -> list[Reason | None]:
    """Keep a phone's fixes; again is harmless. One answer each: None, or why it was not kept (off duty, too old).

    Args:
        work: what use cases work with.
        subject: the worker.
        fixes: what the phone gathered.
        sent_at: what the phone's clock shows now: a clock that is off is corrected for, never a reason to refuse.

    Raises:
        ForbiddenError: not a worker of a crew.
    """
    subject.scope(Verb.FIELD)
    if subject.crew_id is None or subject.user_id is None:
        raise ForbiddenError("you belong to no crew")
    if not fixes:
        return []
    with work.begin() as tx:
        positions.lock_user(tx.session, subject.user_id)
        skew = _skew(fixes, sent_at, tx.now)
        taken = [replace(fix, device_time=fix.device_time - skew) for fix in fixes]
        answers = _judge(tx, subject.crew_id, subject.user_id, taken)
        kept = [
            _row(subject.user_id, told, fix)
            for told, fix, refused in zip(fixes, taken, answers, strict=True)
            if refused is None
        ]
        if skew:  # corrected anew each time, a fix that is sent twice would be another moment
            known = positions.list_known(tx.session, [row.id for row in kept])
            kept = [row for row in kept if row.id not in known]
        if kept:
            _keep(tx, subject, subject.crew_id, subject.user_id, kept)
        return answers


def make_days(work: Work) -> int:
    """See that there is a place for each day that comes; how many were missing."""
    with work.begin() as tx:
        return positions.make_days(tx.session, tx.now, DAYS_AHEAD)


def _keep(tx: Tx, subject: Subject, crew_id: UUID, user_id: UUID, kept: Sequence[FixRow]) -> None:
    positions.add(tx.session, crew_id=crew_id, user_id=user_id, fixes=kept, now=tx.now)
    _move(tx, subject, crew_id, max(kept, key=lambda row: row.device_time))
    try:
        with tx.session.begin_nested():
            zone_crossings.watch(tx, subject, crew_id, user_id, {row.device_time for row in kept})
    except Exception as error:  # noqa: BLE001 - what cannot be judged is kept nevertheless
        _log.error("positions.not_watched", exc_info=error)


def _skew(fixes: Sequence[Fix], sent_at: datetime | None, now: datetime) -> timedelta:
    """By how much the phone's clock is ahead, where that is more than clocks differ by.

    A phone that does not say what its clock shows cannot have been anywhere later than now.
    """
    shown = sent_at or max(now, *(fix.device_time for fix in fixes))
    return shown - now if is_skewed(shown - now) else timedelta()


def _judge(tx: Tx, crew_id: UUID, user_id: UUID, fixes: Sequence[Fix]) -> list[Reason | None]:
    """Whether each fix was taken on duty; outside of it a worker's place is nobody's business.

    On duty is the shift but for the crew's breaks and what is left of it after the worker has signed off.
    """
    times = [fix.device_time for fix in fixes]
    shifts = positions.list_shifts(tx.session, crew_id, min(times), max(times))
    rests = positions.list_rests(tx.session, crew_id, user_id, min(times), max(times))
    off, ancient = Reason("position.off_duty"), Reason("position.ancient")

    def judge(time: datetime) -> Reason | None:
        if time < tx.now - MAX_AGE:
            return ancient
        on_duty = any(time in shift for shift in shifts) and not any(time in rest for rest in rests)
        return None if on_duty else off

    return [judge(time) for time in times]


def _row(user_id: UUID, told: Fix, fix: Fix) -> FixRow:
    # one person, one moment, one row: a batch that is sent twice changes nothing
    name = uuid5(user_id, told.device_time.astimezone(UTC).isoformat())
    return FixRow(name, fix.place, fix.accuracy_m, fix.device_time)


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
