"""When an authority is open, and how its time to answer runs: only while somebody is there to read."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo
from itertools import pairwise
from types import MappingProxyType

DAY_MINUTES = 24 * 60
_ONE_DAY = timedelta(days=1)
_SEARCHED_DAYS = 400
"""An office that does not open within this time counts as one that is always open: a request must not wait for ever."""


@dataclass(frozen=True, slots=True)
class Span:
    """Open from `opens` up to, not including, `closes`, in minutes of the local day; 1440 is midnight at its end.

    Raises:
        ValueError: it would close before it opens, or leave the day.
    """

    opens: int
    closes: int

    def __post_init__(self) -> None:
        if not 0 <= self.opens < self.closes <= DAY_MINUTES:
            raise ValueError("an opening must end after it begins, on the same day")


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """The week of an office in its own time zone.

    Attributes:
        zone: where its clock hangs.
        weekly: by ISO weekday (1 is Monday) when it is open; days left out are closed.
        special: days with hours of their own, holidays with none.

    Raises:
        ValueError: it never opens, a weekday is none, or openings of one day overlap.
    """

    zone: tzinfo
    weekly: Mapping[int, tuple[Span, ...]]
    special: Mapping[date, tuple[Span, ...]] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        if not any(self.weekly.values()):
            raise ValueError("an office opens on some day of the week")
        if not set(self.weekly) <= set(range(1, 8)):
            raise ValueError("weekdays are numbered 1 (Monday) to 7 (Sunday)")
        for spans in (*self.weekly.values(), *self.special.values()):
            if overlap(spans):
                raise ValueError("openings of one day must not overlap")

    def on(self, day: date) -> tuple[Span, ...]:
        """Return when it is open on this local day, in the order of the day."""
        spans = self.special.get(day, self.weekly.get(day.isoweekday(), ()))
        return tuple(sorted(spans, key=lambda span: span.opens))


def overlap(spans: Iterable[Span]) -> bool:
    """Tell whether any two openings of one day share a minute."""
    ordered = sorted(spans, key=lambda span: span.opens)
    return any(one.closes > other.opens for one, other in pairwise(ordered))


def is_open(hours: OpeningHours | None, at: datetime) -> bool:
    """Tell whether somebody is there at this moment; without hours always."""
    return hours is None or any(begin <= at < end for begin, end in _openings(hours, at, days=1))


def next_opening(hours: OpeningHours | None, at: datetime) -> datetime | None:
    """Return when it opens next; None when it is open now, or does not open within a year."""
    if hours is None or is_open(hours, at):
        return None
    return next((begin for begin, _ in _openings(hours, at) if begin > at), None)


def add_open_time(hours: OpeningHours | None, start: datetime, needed: timedelta) -> datetime:
    """Return the moment at which `needed` open time has passed since `start`; without hours all time is open.

    Two hours from Friday 16:00 at an office that closes at 17:00 and opens Monday 7:30 end on Monday 8:30.
    """
    if hours is None:
        return start + needed
    left = needed
    for begin, end in _openings(hours, start):
        begin = max(begin, start)  # noqa: PLW2901 - the part of it that is still to come
        if end <= begin:
            continue
        if left <= end - begin:
            return begin + left
        left -= end - begin
    return start + needed


def open_time(hours: OpeningHours | None, start: datetime, end: datetime) -> timedelta:
    """Return how much of the time from `start` to `end` it was open."""
    if hours is None or end <= start:
        return max(end - start, timedelta())
    days = (end - start).days + 2
    parts = (min(closes, end) - max(opens, start) for opens, closes in _openings(hours, start, days=days))
    return sum((part for part in parts if part > timedelta()), timedelta())


def _openings(
    hours: OpeningHours, start: datetime, *, days: int = _SEARCHED_DAYS
) -> Iterator[tuple[datetime, datetime]]:
    """Yield openings in the order of time from the local day of `start` on, as moments of `start`'s own zone."""
    day = start.astimezone(hours.zone).date()
    for _ in range(days):
        for span in hours.on(day):
            yield _moment(hours, day, span.opens, start.tzinfo), _moment(hours, day, span.closes, start.tzinfo)
        day += _ONE_DAY


def _moment(hours: OpeningHours, day: date, minute: int, shown_in: tzinfo | None) -> datetime:
    whole, rest = divmod(minute, DAY_MINUTES)
    local = datetime(day.year, day.month, day.day, rest // 60, rest % 60, tzinfo=hours.zone) + whole * _ONE_DAY
    return local.astimezone(shown_in)
