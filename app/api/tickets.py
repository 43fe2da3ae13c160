"""Tickets: taken, searched, corrected, settled, cancelled; and the judgement of a place during the call."""

from datetime import datetime
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from fastapi import APIRouter, Query, Response, status
from pydantic import Field

from app.api.candidates import CandidatesOut
from app.auth.dependencies import CurrentSubject, CurrentWork
from app.errors import InvalidError
from app.services import assignments, candidates, ticket_intake, tickets
from app.services.tickets import Nearby, NewTicket, TicketView
from app.storage.tickets import TicketFilter
from app.wire.assignments import AssignmentOut
from app.wire.common import Lang, Metres, Moment, QueryText, WireIn, WireOut
from app.wire.geojson import GeometryIn, find_area, read_place
from app.wire.headers import IfMatch, OnceKey, set_etag
from app.wire.incidents import IncidentBriefOut
from app.wire.page import Cursor, Limit, Page, decode_cursor, page_of
from app.wire.states import TicketState
from app.wire.tickets import TicketFullOut, TicketOut

router = APIRouter(prefix="/api/v1/tickets", tags=["tickets"])

Short = Annotated[str, Field(max_length=200)]
Words = Annotated[list[Annotated[str, Field(min_length=1, max_length=60)]], Field(max_length=20)]
State = Literal["new", "deferred", "assigned", "in_progress", "restored", "closed", "cancelled"]

_FACTS = (
    "address", "description", "reporter_name", "reporter_phone", "meter_no", "pole_no", "feeder", "transformer",
    "required_skills", "service_minutes", "source", "external_id",
)  # fmt: skip


class TicketIn(WireIn):
    """A report as the agent takes it."""

    work_type: Annotated[str, Field(min_length=1, max_length=60)]
    place: GeometryIn
    accuracy_m: Annotated[Metres, Field(ge=0, le=20_000)] = 0.0
    address: Annotated[str, Field(max_length=500)] = ""
    description: Annotated[str, Field(max_length=4000)] = ""
    hazards: Words = Field(default_factory=list)
    site_kind: Short | None = None
    asset_kind: Short | None = None
    customers_affected: Annotated[int, Field(ge=0, le=10_000_000)] = 0
    reporter_name: Short | None = None
    reporter_phone: Annotated[str, Field(max_length=40)] | None = None
    meter_no: Short | None = None
    pole_no: Short | None = None
    feeder: Short | None = None
    transformer: Short | None = None
    required_skills: Words = Field(default_factory=list)
    service_minutes: Annotated[int, Field(ge=1, le=2880)] = 60
    crews_needed: Annotated[int, Field(ge=1, le=20)] = 1
    affected_area: GeometryIn | None = None
    source: Short | None = None
    external_id: Short | None = None
    reported_at: Moment | None = None
    unit_id: UUID | None = None

    def read(self) -> NewTicket:
        """As the service takes it."""
        return NewTicket(
            work_type=self.work_type,
            place=read_place(self.place, "place"),
            accuracy_m=self.accuracy_m,
            hazards=tuple(self.hazards),
            customers_affected=self.customers_affected,
            site_kind=self.site_kind,
            asset_kind=self.asset_kind,
            affected_area=find_area(self.affected_area, "affected_area"),
            crews_needed=self.crews_needed,
            reported_at=self.reported_at,
            unit_id=self.unit_id,
            facts={name: getattr(self, name) for name in _FACTS},
        )


class TicketPatch(TicketIn):
    """What changes; fields left out stay."""

    work_type: Annotated[str, Field(min_length=1, max_length=60)] = ""
    place: GeometryIn = Field(default_factory=dict)

    def changes(self) -> dict[str, Any]:
        """Columns and their new values."""
        found = {name: getattr(self, name) for name in self.model_fields_set - {"unit_id", "source", "external_id"}}
        if "place" in found:
            found["place"] = read_place(self.place, "place")
        if "affected_area" in found:
            found["affected_area"] = find_area(self.affected_area, "affected_area")
        return found


class TicketStepIn(WireIn):
    """A step of the life cycle."""

    to: State
    reason: Annotated[str, Field(max_length=2000)] | None = None


class SettlementIn(WireIn):
    """A person's word on how a ticket lies to a zone."""

    zone_id: UUID
    verdict: Literal["inside", "outside"]
    reason: Annotated[str, Field(min_length=1, max_length=2000)]


class NearbyOut(WireOut):
    """Another open ticket close by."""

    id: UUID
    number: str
    distance_m: float
    state: TicketState
    incident: IncidentBriefOut | None

    @classmethod
    def of(cls, near: Nearby) -> Self:
        """As the service found it."""
        shown = {name: getattr(near, name) for name in cls.model_fields if name != "incident"}
        return cls(**shown, incident=IncidentBriefOut.of(near.incident))


class TicketDetailOut(TicketFullOut):
    """A ticket with its assignments and its neighbours."""

    assignments: list[AssignmentOut]
    nearby: list[NearbyOut]


@router.get("")
def list_tickets(  # noqa: PLR0913, PLR0917 - one filter each
    work: CurrentWork,
    subject: CurrentSubject,
    lang: Lang,
    state: State | None = None,
    q: Annotated[QueryText | None, Query(max_length=200)] = None,
    unit_id: UUID | None = None,
    open: bool = False,  # noqa: A002 - the parameter's name on the wire
    bbox: Annotated[str | None, Query(max_length=200)] = None,
    cursor: Cursor = None,
    limit: Limit = 100,
) -> Page[TicketOut]:
    """Tickets that I may see: most urgent class first, then oldest."""
    which = TicketFilter(state, open, q, unit_id, _box(bbox))
    after = decode_cursor(cursor, int, datetime, UUID)
    found = tickets.list_tickets(work, subject, which, after=after, limit=limit)
    return page_of(
        found,
        limit,
        show=lambda view: TicketOut.of(view, lang),
        keys=lambda view: (view.ticket.priority_class, view.ticket.reported_at, view.ticket.id),
    )


@router.post("", status_code=status.HTTP_201_CREATED)
def create_ticket(
    body: TicketIn, work: CurrentWork, subject: CurrentSubject, lang: Lang, once: OnceKey, response: Response
) -> TicketOut:
    """Take a report; its place and work are judged in the same moment."""
    view = ticket_intake.take_report(work, subject, body.read(), once)
    set_etag(response, view.ticket.version)
    return TicketOut.of_new(view, lang)


@router.get("/{ticket_id}")
def get_ticket(
    ticket_id: UUID, work: CurrentWork, subject: CurrentSubject, lang: Lang, response: Response
) -> TicketDetailOut:
    """One ticket with zones, assignments and neighbours."""
    return _detail(work, subject, tickets.get_ticket(work, subject, ticket_id), lang, response)


@router.patch("/{ticket_id}")
def change_ticket(
    ticket_id: UUID,
    body: TicketPatch,
    work: CurrentWork,
    subject: CurrentSubject,
    lang: Lang,
    version: IfMatch,
    response: Response,
) -> TicketDetailOut:
    """Correct a ticket; a moved one is judged afresh."""
    view = tickets.change_ticket(work, subject, ticket_id, version, body.changes())
    return _detail(work, subject, view, lang, response)


@router.post("/{ticket_id}/transitions")
def move_ticket(
    ticket_id: UUID, body: TicketStepIn, work: CurrentWork, subject: CurrentSubject, lang: Lang
) -> TicketOut:
    """Cancel, close, defer or reopen a ticket."""
    return TicketOut.of(tickets.move_ticket(work, subject, ticket_id, body.to, body.reason), lang)


@router.post("/{ticket_id}/settlements")
def settle_ticket(
    ticket_id: UUID, body: SettlementIn, work: CurrentWork, subject: CurrentSubject, lang: Lang, response: Response
) -> TicketDetailOut:
    """Settle whether a ticket that is possibly inside a zone is inside."""
    view = tickets.settle(work, subject, ticket_id, body.zone_id, body.verdict, body.reason)
    return _detail(work, subject, view, lang, response)


@router.get("/{ticket_id}/candidates")
def list_candidates(ticket_id: UUID, work: CurrentWork, subject: CurrentSubject, lang: Lang) -> CandidatesOut:
    """Crews for a ticket: soonest permitted start first, the refused ones with reasons."""
    return CandidatesOut.of(candidates.find_candidates(work, subject, ticket_id), lang)


def _detail(work: Any, subject: Any, view: TicketView, lang: str, response: Response) -> TicketDetailOut:
    set_etag(response, view.ticket.version)
    full = TicketFullOut.of(view, lang)
    orders = assignments.list_of_ticket(work, subject, view.ticket.id)
    near = tickets.list_nearby(work, subject, view.ticket)
    return TicketDetailOut(
        **{name: getattr(full, name) for name in TicketFullOut.model_fields},
        assignments=[AssignmentOut.of(each, lang) for each in orders],
        nearby=[NearbyOut.of(each) for each in near],
    )


def _box(raw: str | None) -> tuple[float, float, float, float] | None:
    if raw is None:
        return None
    try:
        west, south, east, north = (float(part) for part in raw.split(","))
    except ValueError:
        remedy = "send minlon,minlat,maxlon,maxlat"
        raise InvalidError.of("bbox", "bbox", "this is no box", remedy) from None
    return west, south, east, north
