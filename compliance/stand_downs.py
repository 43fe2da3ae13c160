"""Stand-downs: why a worker may not be sent, until when, and what of several that run at once holds at each moment."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

CAUSES = ("zone_hold", "breach", "contact", "trace", "positive", "hse")
"""The zone's hold after exit; a breach or contact inside; co-exposed with somebody positive; positive; HSE's word."""

LONGEST_DAYS = 90
"""Whatever lasts longer is no stand-down but a change of crew."""


@dataclass(frozen=True, slots=True)
class StandDown:
    """One stand-down. `hazard_class`: inside zones of that class work may go on; None means no work at all."""

    until: datetime
    hazard_class: str | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """What all stand-downs of one worker come to, at this moment and at every later one.

    `until`: no stand-down runs after it. `all_until`: before it no place at all is open. Between the two only zones of
    `hazard_class` are. Three facts say it exactly: as time goes on stand-downs only fall away, so what is left in the
    end is of the class of the one that ends last.
    """

    until: datetime
    hazard_class: str | None
    all_until: datetime | None


def bar_of(running: Iterable[StandDown], at: datetime) -> Bar | None:
    """Return what the stand-downs that are not over at `at` come to; None when all are over."""
    left = [each for each in running if each.until > at]
    if not left:
        return None
    until = max(each.until for each in left)
    last = {each.hazard_class for each in left if each.until == until}
    hazard_class = next(iter(last)) if len(last) == 1 else None
    others = [each.until for each in left if hazard_class is None or each.hazard_class != hazard_class]
    return Bar(until, hazard_class, max(others, default=None))


def is_barred(bar: Bar | None, zone_classes: Collection[str], at: datetime) -> bool:
    """Tell whether a worker may not be at a place at `at`, given the hazard classes of all zones there."""
    if bar is None or at >= bar.until:
        return False
    if bar.all_until is not None and at < bar.all_until:
        return True
    return set(zone_classes) != {bar.hazard_class}
