"""What would bind at a place, during the call, before any ticket is made."""

from typing import Annotated, Self
from uuid import UUID

from fastapi import APIRouter, Query

from app.auth.dependencies import CurrentSubject, CurrentWork
from app.errors import InvalidError
from app.services import places
from app.services.places import NearTicket
from app.wire.common import Lang, Metres, Moment, ReasonOut, WireOut, reasons_out
from app.wire.incidents import IncidentBriefOut
from app.wire.states import TicketState
from app.wire.zones import Requirements, ZoneHit, hit_out, requirements_out
from geo.places import Place, PlaceError

router = APIRouter(prefix="/api/v1/judgement", tags=["places"])


class UnitBrief(WireOut):
    """The operating unit responsible."""

    id: UUID
    code: str
    name: str


class OrderBrief(WireOut):
    """An isolation order that forbids the work."""

    id: UUID
    legal_reference: str
    level: str


class WorkTypeOut(WireOut):
    """Whether the work may be done."""

    allowed: bool
    reasons: list[ReasonOut]
    orders: list[OrderBrief]


class NearTicketOut(WireOut):
    """An open ticket close to the place: perhaps the same trouble."""

    id: UUID
    number: str
    distance_m: float
    state: TicketState
    address: str
    incident: IncidentBriefOut | None

    @classmethod
    def of(cls, near: NearTicket) -> Self:
        """As the service found it."""
        shown = {name: getattr(near, name) for name in cls.model_fields if name != "incident"}
        return cls(**shown, incident=IncidentBriefOut.of(near.incident))


class JudgementOut(WireOut):
    """Unit, orders, zones and open tickets at a place."""

    unit: UnitBrief | None
    work_type: WorkTypeOut
    zones: list[ZoneHit]
    merged: Requirements | None
    nearby: list[NearTicketOut]


@router.get("")
def judge_place(  # noqa: PLR0913, PLR0917 - one query parameter each
    work: CurrentWork,
    subject: CurrentSubject,
    lang: Lang,
    lon: float,
    lat: float,
    accuracy_m: Annotated[Metres, Query(ge=0, le=20_000)] = 0.0,
    work_type: str = "fault_repair",
    hazards: str = "",
    at: Moment | None = None,
) -> JudgementOut:
    """Judge a place and a work type as a ticket there would be judged."""
    try:
        place = Place(lon, lat)
    except PlaceError as error:
        raise InvalidError.of(error.field, "place", str(error), "longitude first, then latitude") from error
    told = [each for each in hazards.split(",") if each]
    found = places.judge(work, subject, place, accuracy_m, work_type=work_type, hazards=told, at=at)
    judged = found.work
    orders = [OrderBrief(id=o.id, legal_reference=o.legal_reference, level=o.level) for o in judged.deferring_orders]
    return JudgementOut(
        unit=UnitBrief.model_validate(found.unit) if found.unit else None,
        work_type=WorkTypeOut(allowed=judged.allowed, reasons=reasons_out(judged.reasons, lang), orders=orders),
        zones=[hit_out(hit, found.at, lang) for hit in found.hits],
        merged=requirements_out(found.merged),
        nearby=[NearTicketOut.of(each) for each in found.nearby],
    )
