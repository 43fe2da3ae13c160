"""Outages: interruptions of supply with their customers; read from incidents and from tickets that are in none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.access import Subject, Verb
from app.services.work import Work
from app.storage import outages
from app.storage.outages import OutageFilter
from geo.places import Place

_SECONDS_PER_MINUTE = 60.0


@dataclass(frozen=True)
class Outage:
    """One interruption; ``customer_minutes`` as far as it lasts by now."""

    kind: str
    """``incident`` or ``ticket``: what its ``id`` and ``number`` name."""
    id: UUID
    number: str
    unit_id: UUID
    started_at: datetime
    restored_at: datetime | None
    customers: int
    customer_minutes: float
    place: Place


def list_outages(
    work: Work, subject: Subject, which: OutageFilter, *, after: tuple[datetime, UUID] | None, limit: int
) -> Sequence[Outage]:
    """Outages that the subject may see, the latest first; one more than ``limit`` when there are more."""
    scope = subject.scope(Verb.INCIDENTS_READ)
    with work.look() as tx:
        found = outages.list_page(tx.session, scope, which, after=after, limit=limit + 1)
        return [_outage(row, tx.now) for row in found]


def _outage(row: outages.OutageRow, now: datetime) -> Outage:
    kind, outage_id, number, unit_id, started_at, restored_at, customers, lon, lat = row
    lasted = max(0.0, ((restored_at or now) - started_at).total_seconds() / _SECONDS_PER_MINUTE)
    place = Place(lon, lat)
    return Outage(kind, outage_id, number, unit_id, started_at, restored_at, customers, customers * lasted, place)
