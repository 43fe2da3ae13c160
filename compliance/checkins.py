"""Check-ins of people inside zones: how often a crew says that all are well, and from when silence is an alarm.

HSE must confirm the times that ship: half an hour, whatever the zone's hazard.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

EVERY = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class CheckinRules:
    """How long a crew inside may be silent: `every`, or what `by_hazard` says of a zone's hazard class."""

    every: timedelta = EVERY
    by_hazard: Mapping[str, timedelta] = field(default_factory=dict)

    def every_of(self, hazards: Collection[str]) -> timedelta:
        """The shortest time that one of the zones asks for."""
        return min((self.by_hazard.get(each, self.every) for each in hazards), default=self.every)


def due_at(entered_at: datetime, checked_at: datetime | None, every: timedelta) -> datetime:
    """The moment from which silence is an alarm: a word from before they went in does not count."""
    last = entered_at if checked_at is None else max(entered_at, checked_at)
    return last + every
