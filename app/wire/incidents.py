"""Incidents on the wire."""

from collections.abc import Mapping
from datetime import datetime
from math import ceil
from typing import Any, Self
from uuid import UUID
from zoneinfo import ZoneInfo

from pydantic import Field

from app.schema.incidents import IncidentOperation
from app.services.incident_views import IncidentBrief, IncidentView
from app.storage.incidents import Member
from app.wire.common import ReasonOut, WireOut, reason_out
from app.wire.geojson import PointOut, place_out
from app.wire.states import IncidentCause, IncidentState, TicketState
from compliance.reasons import Reason, reason

_BY_CAUSE = {
    "transformer": "incident.by_transformer",
    "feeder": "incident.by_feeder",
    "area": "incident.by_area",
    "manual": "incident.by_person",
}
_BY_RULE = {
    "transformer": "incident.joined_by_transformer",
    "feeder": "incident.joined_by_feeder",
    "near": "incident.joined_by_near",
    "area": "incident.joined_by_area",
    None: "incident.joined_by_person",
}


class IncidentBriefOut(WireOut):
    """The incident that a ticket belongs to, at a glance."""

    id: UUID
    number: str
    name: str
    state: IncidentState
    tickets: int
    customers: int
    lead_ticket_id: UUID

    @classmethod
    def of(cls, brief: IncidentBrief | None) -> Self | None:
        """As the service found it; None for none."""
        if brief is None:
            return None
        shown = {name: getattr(brief, name) for name in cls.model_fields if name != "id"}
        return cls(id=brief.incident_id, **shown)


class EvidenceOut(WireOut):
    """What speaks for one cause: in words, and by its numbers."""

    reason: ReasonOut
    reports: int
    transformers: list[str]
    radius_m: float
    span_minutes: float


class IncidentOut(WireOut):
    """An incident in a list."""

    id: UUID
    number: str
    unit_id: UUID
    unit_code: str
    name: str
    state: IncidentState
    cause: IncidentCause
    element: str | None = Field(description="Name of the device that is likely the cause.")
    settled: bool = Field(description="A person arranged it: the machine never unites it with another.")
    place: PointOut
    radius_m: float
    evidence: EvidenceOut
    customers: int = Field(description="Customers affected; those of one transformer count once.")
    tickets: int
    lead_ticket_id: UUID | None = Field(description="The ticket to be worked first.")
    merged_into: UUID | None
    opened_at: datetime
    restored_at: datetime | None
    closed_at: datetime | None
    version: int

    @classmethod
    def of(cls, view: IncidentView, lang: str) -> Self:
        """As the service found it."""
        return cls(**_common(view, lang))


class IncidentMemberOut(WireOut):
    """A ticket of an incident."""

    id: UUID
    number: str
    state: TicketState
    address: str
    priority_class: int
    customers_affected: int
    transformer: str | None
    feeder: str | None
    place: PointOut
    reported_at: datetime
    joined_at: datetime
    why: ReasonOut


class IncidentStepOut(WireOut):
    """A step that arranged the incident's tickets."""

    id: UUID
    kind: str
    at: datetime
    actor: str
    actor_id: UUID | None
    tickets: list[str] = Field(description="Numbers of the tickets that it moved.")
    undone: bool


class IncidentDetailOut(IncidentOut):
    """An incident with its tickets, the one to be worked first in front, and its last steps, the newest first."""

    members: list[IncidentMemberOut]
    steps: list[IncidentStepOut]

    @classmethod
    def of(cls, view: IncidentView, lang: str) -> Self:
        """As the service found it."""
        return cls(
            **_common(view, lang),
            members=[_member(member, lang) for member in view.members],
            steps=[_step(step, view.numbers or {}) for step in view.steps],
        )


def _common(view: IncidentView, lang: str) -> dict[str, Any]:
    row = view.incident
    shown = {name: getattr(row, name) for name in IncidentOut.model_fields if hasattr(row, name)}
    return shown | {
        "unit_code": view.unit.code,
        "place": place_out(row.centre),
        "evidence": _evidence(view, lang),
        "tickets": len(view.members),
        "lead_ticket_id": view.members[0].ticket.id if view.members else None,
    }


def _evidence(view: IncidentView, lang: str) -> EvidenceOut:
    said = view.incident.evidence
    numbers = {name: said[name] for name in ("reports", "transformers", "radius_m", "span_minutes")}
    words = reason_out(_why(view.incident.cause, view.incident.element, numbers), lang, ZoneInfo(view.unit.time_zone))
    return EvidenceOut(reason=words, **numbers)


def _why(cause: str, element: str | None, said: Mapping[str, Any]) -> Reason:
    whole = {name: max(1, ceil(said[name])) for name in ("reports", "radius_m", "span_minutes")}
    device = {"element": element} if element else {}
    return reason(_BY_CAUSE[cause], transformers=len(said["transformers"]), **whole, **device)


def _member(member: Member, lang: str) -> IncidentMemberOut:
    row = member.ticket
    shown = {name: getattr(row, name) for name in IncidentMemberOut.model_fields if hasattr(row, name)}
    why = reason_out(Reason(_BY_RULE[member.stay.rule]), lang)
    return IncidentMemberOut(**shown | {"place": place_out(row.place), "joined_at": member.stay.joined_at, "why": why})


def _step(step: IncidentOperation, numbers: Mapping[UUID, str]) -> IncidentStepOut:
    moved = [numbers[UUID(move["ticket"])] for move in step.moves]
    told = {name: getattr(step, name) for name in ("id", "kind", "at", "actor", "actor_id")}
    return IncidentStepOut(**told, tickets=sorted(moved), undone=step.undone_by is not None)
