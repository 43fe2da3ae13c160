"""What was in force at a place at any past moment."""

from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from fastapi import APIRouter, Query

from app.auth.dependencies import CurrentSubject, CurrentWork
from app.errors import InvalidError
from app.services import places_past
from app.services.places_past import Past, PastZone
from app.wire.common import Lang, Metres, Moment, WireOut
from app.wire.isolation_orders import OrderTermsOut
from app.wire.states import PartKindOut
from app.wire.zones import NamedOut, Requirements, requirements_out
from compliance.zone_parts import PART_NAMES
from compliance.zones import HAZARD_CLASSES, Verdict, merge
from geo.places import Place, PlaceError

router = APIRouter(prefix="/api/v1/judgement", tags=["places"])

Degrees = Annotated[float | None, Query(allow_inf_nan=False)]


class SettledOut(WireOut):
    """A person's word that held then."""

    verdict: Verdict
    settled_at: datetime
    settled_reason: str


class ZoneThenOut(WireOut):
    """A zone as it lay to the place then."""

    zone_id: UUID
    version_id: UUID
    version_no: int
    name: str
    hazard_class: str
    hazard_name: str
    level: int
    authority: NamedOut
    legal_instrument: str
    effective_from: datetime
    effective_until: datetime | None
    verdict: Verdict
    settled: SettledOut | None
    part: PartKindOut | None
    part_name: str | None
    requirements: Requirements

    @classmethod
    def of(cls, past: PastZone, lang: str) -> Self:
        """As the service found it."""
        zone, version = past.zone, past.version
        return cls(
            zone_id=zone.zone_id,
            version_id=zone.version_id,
            version_no=version.version_no,
            name=zone.name,
            hazard_class=zone.hazard_class,
            hazard_name=HAZARD_CLASSES[zone.hazard_class].get(lang),
            level=version.level,
            authority=NamedOut(id=zone.authority_id, name=past.authority_name),
            legal_instrument=version.legal_instrument,
            effective_from=zone.valid_from,
            effective_until=zone.valid_until,
            verdict=zone.verdict,
            settled=SettledOut.model_validate(past.settled) if past.settled else None,
            part=zone.part,
            part_name=PART_NAMES[zone.part].get(lang) if zone.part else None,
            requirements=Requirements.model_validate(merge([zone])),
        )


class PastOrderOut(WireOut):
    """An isolation order as it read then."""

    order_id: UUID
    number: str
    terms: OrderTermsOut


class PastOut(WireOut):
    """What was in force; work types are those that all orders allowed, null where no order was."""

    at: datetime
    zones: list[ZoneThenOut]
    merged: Requirements | None
    orders: list[PastOrderOut]
    allowed_work_types: list[str] | None

    @classmethod
    def of(cls, past: Past, lang: str) -> Self:
        """As the service found it."""
        allowed = past.allowed_work_types
        return cls(
            at=past.at,
            zones=[ZoneThenOut.of(each, lang) for each in past.zones],
            merged=requirements_out(past.merged),
            orders=[
                PastOrderOut(order_id=order.id, number=order.number, terms=OrderTermsOut.of(terms))
                for order, terms in past.orders
            ],
            allowed_work_types=None if allowed is None else sorted(allowed),
        )


@router.get("/past")
def read_past(
    work: CurrentWork,
    subject: CurrentSubject,
    lang: Lang,
    at: Moment,
    lon: Degrees = None,
    lat: Degrees = None,
    accuracy_m: Annotated[Metres, Query(ge=0, le=20_000)] = 0.0,
    ticket_id: UUID | None = None,
) -> PastOut:
    """What was in force at a place, or at a ticket's place with what had been settled of it."""
    found = places_past.find_past(work, subject, at, place=_place(lon, lat), accuracy_m=accuracy_m, ticket_id=ticket_id)
    return PastOut.of(found, lang)


def _place(lon: float | None, lat: float | None) -> Place | None:
    if lon is None or lat is None:
        return None
    try:
        return Place(lon, lat)
    except PlaceError as error:
        raise InvalidError.of(error.field, "place", str(error), "longitude first, then latitude") from error
