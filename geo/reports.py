"""Reports of trouble as values: where, when, behind which network element; and what several of them say together."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

import numpy as np

from geo.places import Place, distances_m

TRANSFORMER: Final = "transformer"
FEEDER: Final = "feeder"
AREA: Final = "area"
NEAR: Final = "near"

_SECONDS_PER_MINUTE: Final = 60.0


@dataclass(frozen=True, slots=True)
class Report:
    """One report that supply is out somewhere.

    Attributes:
        key: Whose report it is; only compared.
        place: Where.
        at: When it was made.
        transformer: Name of the transformer that feeds the place; None where it is not known.
        feeder: Name of the feeder above it; None where it is not known.
        customers: How many it says are out, 0 where it says nothing.
        group: The group that it belongs to already.
        settled: Whether a person arranged that group: it may grow, and is never united with another.
        lasts_until: Until when the trouble is known to have lasted; `at` where None.
    """

    key: UUID
    place: Place
    at: datetime
    transformer: str | None = None
    feeder: str | None = None
    customers: int = 0
    group: UUID | None = None
    settled: bool = False
    lasts_until: datetime | None = None

    @property
    def until(self) -> datetime:
        """Until when it is known to last; never before it was made."""
        return max(self.at, self.lasts_until or self.at)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for one cause of several reports.

    Attributes:
        cause: What they share: `transformer`, `feeder` or `area`; or `manual`, where a person said so.
        element: Name of the device that is likely the cause; None where none is known.
        reports: How many there are.
        transformers: The different transformers among them, by name.
        radius_m: Metres from their centre to the farthest of them.
        span_minutes: Minutes from the first to the last.
        customers: As `customers_of` counts them.
    """

    cause: str
    element: str | None
    reports: int
    transformers: tuple[str, ...]
    radius_m: float
    span_minutes: float
    customers: int


def describe(reports: Sequence[Report], cause: str, element: str | None) -> Evidence:
    """Return what these reports, one at least, say together about the cause that they are taken to have."""
    middle = centre_of(reports)
    away = distances_m([r.place.lon for r in reports], [r.place.lat for r in reports], middle.lon, middle.lat)
    moments = [report.at for report in reports]
    return Evidence(
        cause=cause,
        element=element,
        reports=len(reports),
        transformers=tuple(sorted({report.transformer for report in reports if report.transformer})),
        radius_m=float(away.max()),
        span_minutes=(max(moments) - min(moments)).total_seconds() / _SECONDS_PER_MINUTE,
        customers=customers_of(reports),
    )


def centre_of(reports: Collection[Report]) -> Place:
    """Return the mean place of reports, one at least; in whatever order they come."""
    places = sorted((report.place.lon, report.place.lat) for report in reports)
    lon, lat = np.mean(np.array(places), axis=0)
    return Place(float(lon), float(lat))


def customers_of(reports: Iterable[Report]) -> int:
    """Return how many customers are out, nobody counted twice on purpose.

    Behind one transformer it is the largest number that any report gives, or the number of reports where that is more.
    On one feeder it is the sum of its transformers and of what is known of no transformer there, or what a report says
    of the whole feeder where that is more. Everything else is added up.
    """
    by_feeder: dict[str | None, list[Report]] = {}
    at_home = _feeders_of_transformers(reports := list(reports))
    for report in reports:
        feeder = report.feeder or (at_home.get(report.transformer) if report.transformer else None)
        by_feeder.setdefault(feeder, []).append(report)
    return sum(_on_feeder(feeder, found) for feeder, found in by_feeder.items())


def _feeders_of_transformers(reports: Iterable[Report]) -> dict[str, str]:
    """The feeder of each transformer as any report names it; the first by name where they differ."""
    pairs = {(r.transformer, r.feeder) for r in reports if r.transformer and r.feeder}
    return dict(sorted(pairs, reverse=True))


def _on_feeder(feeder: str | None, reports: Iterable[Report]) -> int:
    behind: dict[str, list[int]] = {}
    others: list[int] = []
    for report in reports:
        (behind.setdefault(report.transformer, []) if report.transformer else others).append(report.customers)
    known = sum(_behind_transformer(claims) for claims in behind.values())
    if feeder is None:
        return known + sum(others)
    return max(known + sum(min(claim, 1) for claim in others), max(others, default=0))


def _behind_transformer(claims: Sequence[int]) -> int:
    return max(*claims, sum(claim > 0 for claim in claims))
