"""Entry permits on the wire; inside an assignment they look the same."""

from datetime import datetime
from typing import Self
from uuid import UUID

from pydantic import Field

from app.services.opening import hours_of
from app.storage.permits import AskView, PermitView
from app.wire.common import WireOut
from app.wire.geojson import MultiPolygonOut, PointOut, area_out, place_out
from app.wire.states import AssignmentState, Channel, PermitState
from compliance.opening_hours import is_open, next_opening
from geo.places import Place


class PermitAssignmentOut(WireOut):
    """The assignment that it was asked for."""

    id: UUID
    number: str
    crew_name: str
    state: AssignmentState


class PermitTicketOut(WireOut):
    """What is to be done, and where; no personal data of customers."""

    id: UUID
    number: str
    address: str
    place: PointOut
    work_type: str
    customers_affected: int


class PermitZoneOut(WireOut):
    """The zone, in the version that the permit is bound to."""

    id: UUID
    name: str
    hazard_class: str
    geometry: MultiPolygonOut | None


class PermitAuthorityOut(WireOut):
    """The authority that answers."""

    id: UUID
    name: str


class PermitWindowOut(WireOut):
    """A span of time, up to but not including its end."""

    from_: datetime = Field(alias="from", validation_alias="from_", serialization_alias="from")
    until: datetime


class PermitGateOut(WireOut):
    """A control point."""

    name: str
    place: PointOut


class PermitPersonOut(WireOut):
    """A person named; void once swapped out."""

    id: UUID
    name: str
    safety_grade: int
    role: str
    void: bool


class PermitVehicleOut(WireOut):
    """A vehicle named; void once swapped out."""

    id: UUID
    plate: str
    void: bool


class PermitAskOut(WireOut):
    """One authority that was asked: the zone's own first, then those above it."""

    authority: PermitAuthorityOut
    asked_at: datetime
    respond_by: datetime
    remind_at: datetime = Field(description="when it is reminded, if it has not answered by then")
    reminded_at: datetime | None
    passed_at: datetime | None = Field(description="when it was noted that its time had passed without an answer")
    open_now: bool = Field(description="whether somebody is there now, by its opening hours")
    opens_at: datetime | None = Field(description="when it opens next, while it is closed")

    @classmethod
    def of(cls, asked: AskView, now: datetime) -> Self:
        """As the service found it."""
        ask, hours = asked.ask, hours_of(asked.authority)
        return cls(
            authority=PermitAuthorityOut.model_validate(asked.authority),
            asked_at=ask.asked_at,
            respond_by=ask.respond_by,
            remind_at=ask.remind_at,
            reminded_at=ask.reminded_at,
            passed_at=ask.passed_at,
            open_now=is_open(hours, now),
            opens_at=next_opening(hours, now),
        )


class PermitOut(WireOut):
    """An entry permit."""

    id: UUID
    number: str
    state: PermitState
    assignment: PermitAssignmentOut
    ticket: PermitTicketOut
    zone: PermitZoneOut
    authority: PermitAuthorityOut
    requested_window: PermitWindowOut
    valid_from: datetime | None
    valid_until: datetime | None
    gate: PermitGateOut | None
    gates: list[PermitGateOut] = Field(description="the zone's control points, one of which an approval may name")
    conditions: list[str] = Field(description="to be met before anybody enters; each is an item of a checklist")
    exit_conditions: list[str] = Field(description="to be met before the crew is out; likewise")
    supplements_id: UUID | None = Field(description="the permit beside which this one was asked for, after a swap")
    asks: list[PermitAskOut] = Field(description="who was asked, the zone's own authority first")
    unanswered: bool = Field(description="every authority that could be asked let its time pass")
    people: list[PermitPersonOut]
    vehicles: list[PermitVehicleOut]
    ppe_profile: str | None
    reason: str
    decision_reason: str | None
    requested_at: datetime | None
    respond_by: datetime | None
    overdue: bool
    decided_at: datetime | None
    decided_by: str | None
    used_at: datetime | None = Field(description="the first entry; null as long as nobody went in on it")
    used_by: str | None = Field(description="who confirmed the first entry")
    channel: Channel | None
    channel_note: str | None
    version: int

    @classmethod
    def of(cls, view: PermitView) -> Self:
        """As the service found it."""
        permit, crew, ticket, zone = view.permit, view.crew, view.ticket, view.zone
        gates = [
            PermitGateOut(name=each["name"], place=place_out(Place(each["lon"], each["lat"])))
            for each in view.version.gates
        ]
        return cls(
            id=permit.id,
            number=permit.number,
            state=permit.state,
            assignment=PermitAssignmentOut(
                id=view.assignment.id, number=view.assignment.number, crew_name=crew.name, state=view.assignment.state
            ),
            ticket=PermitTicketOut(
                id=ticket.id,
                number=ticket.number,
                address=ticket.address,
                place=place_out(ticket.place),
                work_type=ticket.work_type,
                customers_affected=ticket.customers_affected,
            ),
            zone=PermitZoneOut(
                id=zone.id,
                name=zone.name,
                hazard_class=zone.hazard_class,
                geometry=area_out(view.version.geometry),
            ),
            authority=PermitAuthorityOut.model_validate(view.authority),
            requested_window=PermitWindowOut(from_=permit.requested_from, until=permit.requested_until),
            valid_from=permit.valid_from,
            valid_until=permit.valid_until,
            gate=next((gate for gate in gates if gate.name == permit.gate), None),
            gates=gates,
            conditions=permit.conditions,
            exit_conditions=permit.exit_conditions,
            supplements_id=permit.supplements_id,
            asks=[PermitAskOut.of(each, view.now) for each in view.asks],
            unanswered=view.unanswered,
            people=[
                PermitPersonOut(
                    id=each.member.id,
                    name=each.member.name,
                    safety_grade=each.member.safety_grade,
                    role=each.member.role,
                    void=each.line.void_at is not None,
                )
                for each in view.people
            ],
            vehicles=[
                PermitVehicleOut(id=each.vehicle.id, plate=each.vehicle.plate, void=each.line.void_at is not None)
                for each in view.vehicles
            ],
            ppe_profile=view.version.ppe_profile,
            reason=permit.reason,
            decision_reason=permit.decision_reason,
            requested_at=permit.requested_at,
            respond_by=permit.respond_by,
            overdue=view.overdue,
            decided_at=permit.decided_at,
            decided_by=view.decided_by,
            used_at=permit.used_at,
            used_by=view.used_by,
            channel=permit.channel,
            channel_note=permit.channel_note,
            version=permit.version,
        )


def permit_brief_out(view: PermitView) -> PermitOut:
    """A permit inside its assignment: desks show there what the authority's own screen shows."""
    return PermitOut.of(view)
