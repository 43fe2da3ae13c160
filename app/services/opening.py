"""Opening hours of authorities as they are stored, read for the rules, and checked before they are kept."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from app.errors import InvalidError
from app.schema.authorities import Authority
from compliance.opening_hours import OpeningHours, Span

_HOUR_MINUTES = 60


def hours_of(authority: Authority) -> OpeningHours | None:
    """When an authority is open; None means around the clock."""
    return read_opening(authority.opening) if authority.opening else None


def read_opening(stored: Mapping[str, Any]) -> OpeningHours:
    """Stored hours as the rules read them.

    Raises:
        ValueError: they cannot be.
    """
    weekly: dict[int, list[Span]] = {}
    for each in stored.get("weekly", ()):
        weekly.setdefault(int(each["day"]), []).append(_span(each))
    special = {
        date.fromisoformat(str(each["date"])): tuple(_span(part) for part in each.get("spans", ()))
        for each in stored.get("special_days", ())
    }
    return OpeningHours(_zone(str(stored["time_zone"])), {day: tuple(spans) for day, spans in weekly.items()}, special)


def check_opening(given: Mapping[str, Any] | None) -> None:
    """See that hours can be read again.

    Raises:
        InvalidError: they cannot be.
    """
    if given is None:
        return
    try:
        read_opening(given)
    except ValueError as error:
        remedy = "give an IANA time zone, and for each weekday 1-7 openings that end after they begin"
        raise InvalidError.of("opening", "hours", str(error), remedy) from error


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(f"there is no time zone {name!r}") from error


def _span(each: Mapping[str, Any]) -> Span:
    return Span(_minute(str(each["opens"])), _minute(str(each["closes"])))


def _minute(clock: str) -> int:
    hours, _, minutes = clock.partition(":")
    return int(hours) * _HOUR_MINUTES + int(minutes)
