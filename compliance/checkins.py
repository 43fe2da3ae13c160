"""Check-ins of people inside zones: how often a crew says that all are well, and from when silence is an alarm.

A zone says it itself where its liaison has set it. HSE must confirm what ships: half an hour, whatever the hazard.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

EVERY = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class ZoneAsks:
    """A zone that a crew is in: its hazard class, and how long it lets them be silent where it says that itself."""

    hazard_class: str
    every: timedelta | None = None


@dataclass(frozen=True, slots=True)
class CheckinRules:
    """How long a crew inside may be silent: what the zone says, else `by_hazard` of its hazard class, else `every`."""

    every: timedelta = EVERY
    by_hazard: Mapping[str, timedelta] = field(default_factory=dict)

    def every_of(self, zones: Collection[ZoneAsks]) -> timedelta:
        """The shortest time that one of the zones asks for."""
        return min((self._of(each) for each in zones), default=self.every)

    def _of(self, zone: ZoneAsks) -> timedelta:
        return zone.every or self.by_hazard.get(zone.hazard_class, self.every)


def due_at(entered_at: datetime, checked_at: datetime | None, every: timedelta) -> datetime:
    """The moment from which silence is an alarm: a word from before they went in does not count."""
    last = entered_at if checked_at is None else max(entered_at, checked_at)
    return last + every
