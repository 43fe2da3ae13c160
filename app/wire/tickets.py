"""Tickets on the wire."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from pydantic import Field

from app.services.ticket_intake import NewRow, NewView
from app.services.tickets import TicketView, ZoneAtPlace
from app.wire.common import ReasonOut, WireOut, reasons_out
from app.wire.geojson import MultiPolygonOut, PointOut, area_out, place_out
from app.wire.incidents import IncidentBriefOut
from app.wire.states import TicketState, ZoneBadge
from app.wire.zones import Requirements, ZoneHit, hit_out, requirements_out
from compliance.priority import Priority
from compliance.zones import in_force_at, merge


class PriorityParts(WireOut):
    """The factors of a priority."""

    weight: float
    customers: float
    waiting: float


class PriorityOut(WireOut):
    """The published formula with its parts: value = weight x customers x waiting."""

    value: float
    parts: PriorityParts


class DeferredByOut(WireOut):
    """The isolation order that defers a ticket."""

    order_id: UUID
    legal_reference: str


class TicketOut(WireOut):
    """A ticket in a list."""

    id: UUID
    number: str
    unit_id: UUID
    unit_code: str
    work_type: str
    state: TicketState
    blocked: list[ReasonOut]
    place: PointOut
    accuracy_m: float
    address: str
    description: str
    hazards: list[str]
    customers_affected: int
    priority_class: int
    priority: PriorityOut
    reported_at: datetime
    zone_badge: ZoneBadge
    deferred_by: DeferredByOut | None
    crews_needed: int
    incident: IncidentBriefOut | None
    unanswered_since: datetime | None = Field(description="since when the crew that it was given to does not answer")
    version: int

    @classmethod
    def of(cls, view: TicketView, lang: str) -> Self:
        """As the service found it."""
        return cls(**_common(view, lang))

    @classmethod
    def of_new(cls, view: NewView | TicketView, lang: str) -> Self:
        """As it was taken, by the short way or the long one."""
        return cls(**(_new(view, lang) if isinstance(view, NewView) else _common(view, lang)))


class TicketFullOut(TicketOut):
    """A ticket with all that was taken down and judged."""

    reporter_name: str | None
    reporter_phone: str | None
    meter_no: str | None
    pole_no: str | None
    feeder: str | None
    transformer: str | None
    required_skills: list[str]
    service_minutes: int
    site_kind: str | None
    asset_kind: str | None
    affected_area: MultiPolygonOut | None
    zones: list[ZoneHit]
    merged: Requirements | None

    @classmethod
    def of(cls, view: TicketView, lang: str) -> Self:
        """As the service found it."""
        return cls(**_full(view, lang))


def badge(zones: Iterable[ZoneAtPlace], now: datetime) -> str:
    """How a ticket lies to zones at a glance: inside, possibly, coming or none."""
    found = "none"
    for zone in zones:
        if zone.verdict == "outside":
            continue
        if zone.valid_from > now:
            found = "coming" if found == "none" else found
        elif zone.verdict == "inside":
            return "inside"
        else:
            found = "possibly"
    return found


def _common(view: TicketView, lang: str) -> dict[str, Any]:
    row, order = view.ticket, view.order
    shown = {name: getattr(row, name) for name in TicketOut.model_fields if hasattr(row, name)}
    return shown | {
        "unit_code": view.unit.code,
        "place": place_out(row.place),
        "blocked": reasons_out(view.blocked, lang),
        "priority": _priority(view.priority),
        "zone_badge": badge((hit.zone for hit in view.hits), view.now),
        "deferred_by": DeferredByOut(order_id=order.id, legal_reference=order.legal_reference) if order else None,
        "incident": IncidentBriefOut.of(view.incident),
        "unanswered_since": view.unanswered_since,
    }


def _new(view: NewView, lang: str) -> dict[str, Any]:
    row = view.ticket
    return {name: getattr(row, name) for name in NewRow.__slots__} | {
        "unit_code": view.unit_code,
        "place": place_out(row.place),
        "blocked": reasons_out(view.blocked, lang),
        "priority": _priority(view.priority),
        "zone_badge": badge(view.zones, view.now),
        "deferred_by": None,
        "incident": None,
        "unanswered_since": None,
    }


def _priority(worth: Priority) -> PriorityOut:
    parts = PriorityParts(weight=worth.weight, customers=worth.customers_factor, waiting=worth.waiting_factor)
    return PriorityOut(value=worth.value, parts=parts)


def _full(view: TicketView, lang: str) -> dict[str, Any]:
    row = view.ticket
    shown = {name: getattr(row, name) for name in TicketFullOut.model_fields if hasattr(row, name)}
    now_in = merge(in_force_at([hit.zone for hit in view.hits], view.now))
    return (
        shown
        | _common(view, lang)
        | {
            "affected_area": area_out(row.affected_area),
            "zones": [hit_out(hit, view.now, lang) for hit in view.hits],
            "merged": requirements_out(now_in),
        }
    )
