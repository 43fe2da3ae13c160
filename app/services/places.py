"""What binds at a place that has no ticket yet."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.access import Subject, Verb
from app.schema.units import Unit
from app.services import incident_views, judgements
from app.services.incident_views import IncidentBrief
from app.services.judgements import Hit
from app.services.work import Work
from app.storage import tickets
from compliance.isolation import WorkTypeJudgement, judge_work_type
from compliance.work_types import is_life_safety
from compliance.zones import MergedRequirements, in_force_at, merge
from geo.places import Place

NEARBY_M = 150.0
NEARBY_MOST = 10


@dataclass(frozen=True)
class NearTicket:
    """An open ticket close by: perhaps the same trouble."""

    id: UUID
    number: str
    distance_m: float
    state: str
    address: str
    incident: IncidentBrief | None = None


@dataclass(frozen=True)
class PlaceJudgement:
    """Unit, orders, zones and open tickets at one place and moment."""

    unit: Unit | None
    work: WorkTypeJudgement
    hits: tuple[Hit, ...]
    merged: MergedRequirements
    nearby: tuple[NearTicket, ...]
    at: datetime


def judge(
    work: Work,
    subject: Subject,
    place: Place,
    accuracy_m: float,
    *,
    work_type: str,
    hazards: Collection[str],
    at: datetime | None,
) -> PlaceJudgement:
    """Judge a place as a ticket there would be judged.

    Args:
        work: what use cases work with.
        subject: who asks.
        place: where.
        accuracy_m: radius in metres within which the true place lies.
        work_type: what is to be done.
        hazards: what is dangerous there; life safety is never deferred.
        at: when; now when left out.
    """
    scope = subject.scope(Verb.TICKETS_WRITE)
    with work.look() as tx:
        unit = tickets.find_unit_at(tx.session, scope.unit_ids, place)
        unit = unit or tickets.find_top_unit(tx.session, scope.unit_ids)
        hits = judgements.zones_at_place(tx, place.lon, place.lat, accuracy_m)
        orders = judgements.orders_at_place(tx, place.lon, place.lat, unit.id if unit else None)
        reach = max(NEARBY_M, accuracy_m)
        near = tickets.list_near(tx.session, scope, place, reach, NEARBY_MOST)
        together = incident_views.of_tickets(tx, [row[0] for row in near])
        moment = at or tx.now
        return PlaceJudgement(
            unit=unit,
            work=judge_work_type(work_type, is_life_safety(hazards), orders, moment),
            hits=hits,
            merged=merge(in_force_at([hit.zone for hit in hits], moment)),
            nearby=tuple(NearTicket(*row, together.get(row[0])) for row in near),
            at=moment,
        )
