"""Minutes inside a zone and what follows from them."""

from datetime import datetime, timedelta

from compliance.decision import Decision, allow, refuse

_SECONDS_PER_MINUTE = 60


def minutes_inside(entered_at: datetime, left_at: datetime | None, now: datetime) -> int:
    """Return the started minutes of a stay, up to `now` when nobody left yet.

    Raises:
        ValueError: the stay ends before it begins.
    """
    seconds = ((left_at or now) - entered_at).total_seconds()
    if seconds < 0:
        raise ValueError("a stay cannot end before it begins")
    return int(-(-seconds // _SECONDS_PER_MINUTE))


def leave_by(entered_at: datetime, max_minutes: int | None) -> datetime | None:
    """Return when the stay reaches the zone's maximum, None when the zone sets none."""
    return None if max_minutes is None else entered_at + timedelta(minutes=max_minutes)


def within_maximum(minutes: int, max_minutes: int | None) -> Decision:
    """Decide whether a stay of so many minutes keeps to the zone's maximum."""
    if max_minutes is None or minutes <= max_minutes:
        return allow()
    return refuse("exposure.over_maximum", minutes=minutes, max_minutes=max_minutes, over=minutes - max_minutes)


def hold_until(left_at: datetime, hold_after_exit_minutes: int) -> datetime | None:
    """Return until when a worker is in stand-down after leaving, None when the zone asks no hold."""
    return left_at + timedelta(minutes=hold_after_exit_minutes) if hold_after_exit_minutes > 0 else None
