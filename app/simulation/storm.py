"""A storm as values: who has no supply and since when, what is closed off, who is on duty, whose phone is out.

It is the same for every policy. Seconds count from the storm's beginning; places are longitude, latitude.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from shapely import MultiPolygon

from geo.places import Place


@dataclass(frozen=True)
class Call:
    """One fault, from the moment somebody reports it."""

    key: str
    at_s: float
    place: Place
    customers: int
    work_type: str = "fault_repair"
    asset_kind: str | None = None
    site_kind: str | None = None
    hazards: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    planned_minutes: int = 60
    """What the call agent writes down; the truth is ``service_s``."""
    service_s: float = 3600.0
    """Seconds of work until supply is restored, once begun."""


@dataclass(frozen=True)
class StormZone:
    """An area that is closed off for a while; ``grown`` is its second version."""

    key: str
    hazard_class: str
    area: MultiPolygon
    begins_s: float
    ends_s: float
    grows_s: float | None = None
    grown: MultiPolygon | None = None


@dataclass(frozen=True)
class Squad:
    """A crew as it comes to work: people, base and what it can do."""

    code: str
    base: Place
    people: int = 2
    skills: tuple[str, ...] = ("lines",)


@dataclass(frozen=True)
class Outage:
    """A span in which a crew's phone reaches nobody, seconds."""

    begins_s: float
    ends_s: float


@dataclass(frozen=True)
class Storm:
    """Everything that comes over the utility."""

    seed: int
    starts_at: datetime
    hours: float
    territory: MultiPolygon
    calls: tuple[Call, ...]
    squads: tuple[Squad, ...]
    zones: tuple[StormZone, ...] = ()
    silent: dict[str, tuple[Outage, ...]] = field(default_factory=dict)
    """When each crew's phone is out, by crew code."""

    @property
    def ends_at(self) -> datetime:
        """When it is looked at."""
        return self.starts_at + timedelta(hours=self.hours)

    @property
    def customers(self) -> int:
        """Customers who lose their supply."""
        return sum(call.customers for call in self.calls)
