"""Hours on duty of one person, whichever crews they belonged to: rest between duties, hours per day and per week.

Duty is a set of spans. Spans that touch or overlap are one duty. A day is any 24 hours, a week any 7 days: whoever
counts calendar days lets two long nights meet at midnight.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from compliance.decision import Decision, from_reasons
from compliance.reasons import Reason, reason

DAY, WEEK = timedelta(days=1), timedelta(days=7)
MIN_REST = timedelta(hours=12)
LOOK_BACK = WEEK + MIN_REST
"""Older duty decides nothing any more."""

_SPENT = {"day": "crew.hours_day", "week": "crew.hours_week"}

Span = tuple[datetime, datetime]
"""From, and up to, not including."""


@dataclass(frozen=True, slots=True)
class DutyLimits:
    """What one person may do at most. HSE must confirm; they are settings of the installation."""

    rest: timedelta = MIN_REST
    day: timedelta = timedelta(hours=12)
    week: timedelta = timedelta(hours=60)


@dataclass(frozen=True, slots=True)
class Duty:
    """What a person's hours allow, on the duty that they are on, or on the next one.

    `rested_at`: until then the rest before it is too short (None: it was long enough). `spent_at`: from then on the
    hours of a day, or of a week, are used up (None: not on this duty); `spent_hours` and `per` say which.
    """

    rested_at: datetime | None = None
    spent_at: datetime | None = None
    spent_hours: float = 0.0
    per: str = "day"


FREE = Duty()
"""Somebody against whose hours nothing speaks."""


def joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the duties behind these spans: in order, those that touch made one, empty ones left out."""
    found: list[Span] = []
    for begins, ends in sorted(span for span in spans if span[0] < span[1]):
        if found and begins <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], ends)
        else:
            found.append((begins, ends))
    return tuple(found)


def duty_of(spans: Iterable[Span], at: datetime, limits: DutyLimits) -> Duty:
    """Return what is left of a person's hours on the duty that lies around `at`, or the first after it."""
    duties = joined(spans)
    index = next((number for number, (_, ends) in enumerate(duties) if at < ends), None)
    if index is None:
        return Duty(_rested(duties[-1][1], at, limits) if duties else None)
    begins, ends = duties[index]
    rested_at = _rested(duties[index - 1][1], begins, limits) if index else None
    found = [
        (moment, most, per)
        for per, window, most in (("day", DAY, limits.day), ("week", WEEK, limits.week))
        for moment in [_spent(duties, (begins, ends), window, most)]
        if moment is not None
    ]
    if not found:
        return Duty(rested_at)
    moment, most, per = min(found, key=lambda each: each[0])
    return Duty(rested_at, moment, _hours(most), per)


def fits(name: str, spans: Iterable[Span], planned: Span, limits: DutyLimits) -> Decision:
    """Decide whether a person may also be on duty in `planned`: rest before and after it, hours per day and week."""
    return from_reasons(_against(name, joined((*spans, planned)), planned, limits))


def on_duty(name: str, duty: Duty, at: datetime) -> Iterator[Reason]:
    """Yield why this person may not be at work at a moment."""
    if duty.rested_at is not None and at < duty.rested_at:
        yield reason("crew.not_rested", name=name, ready_at=duty.rested_at)
    if duty.spent_at is not None and at >= duty.spent_at:
        yield reason(_SPENT[duty.per], name=name, hours=duty.spent_hours, spent_at=duty.spent_at)


def _rested(ended: datetime, begins: datetime, limits: DutyLimits) -> datetime | None:
    return ended + limits.rest if begins - ended < limits.rest else None


def _against(name: str, duties: Sequence[Span], planned: Span, limits: DutyLimits) -> Iterator[Reason]:
    index = next(number for number, (begins, ends) in enumerate(duties) if begins <= planned[0] < ends)
    for before, after in pairwise(duties[max(0, index - 1) : index + 2]):
        if after[0] - before[1] < limits.rest:
            yield reason("crew.not_rested", name=name, ready_at=before[1] + limits.rest)
    for per, window, most in (("day", DAY, limits.day), ("week", WEEK, limits.week)):
        near = (each for each in duties[index:] if each[0] < planned[1] + window)
        over = [moment for each in near for moment in [_spent(duties, each, window, most)] if moment is not None]
        if over:
            yield reason(_SPENT[per], name=name, hours=_hours(most), spent_at=min(over))


def _spent(duties: Sequence[Span], duty: Span, window: timedelta, most: timedelta) -> datetime | None:
    """When, on this duty and before its end, the hours in the window before a moment reach `most`.

    As many hours as the window has are no limit.
    """
    if most >= window:
        return None
    edges = {moment + window for span in duties for moment in span}
    stops = [duty[0], *sorted(each for each in edges if duty[0] < each < duty[1]), duty[1]]
    for begins, ends in pairwise(stops):
        done, by_end = _worked(duties, begins, window), _worked(duties, ends, window)
        if by_end > most:  # between two stops the hours fall, stand still, or grow with the clock
            return begins + max(most - done, timedelta())
    return None


def _worked(duties: Sequence[Span], at: datetime, window: timedelta) -> timedelta:
    since = at - window
    parts = (min(ends, at) - max(begins, since) for begins, ends in duties)
    return sum((each for each in parts if each > timedelta()), timedelta())


def _hours(span: timedelta) -> float:
    hours = span.total_seconds() / 3600
    return int(hours) if hours == int(hours) else round(hours, 1)
