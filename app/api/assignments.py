"""Assignments: made, moved, their work method and the entry gate."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Request, Response, status
from pydantic import Field, SecretStr

from app.auth.dependencies import CurrentSubject, CurrentWork
from app.auth.passwords import PASSWORDS
from app.services import assignment_routes, assignments, safety
from app.services.assignments import Method, NewAssignment
from app.services.sessions import Claim, check_person
from app.storage.assignments import AssignmentFilter
from app.wire.assignments import AssignmentOut
from app.wire.common import Lang, Moment, WireIn
from app.wire.gate import GateOut
from app.wire.headers import OnceKey, set_etag
from app.wire.page import Cursor, Limit, Page, decode_cursor, page_of
from app.wire.roads import AssignmentRouteOut

router = APIRouter(prefix="/api/v1/assignments", tags=["assignments"])

Reason = Annotated[str, Field(max_length=2000)]
Ref = Annotated[str, Field(max_length=200)]
WorkMethod = Literal["live_line", "dead_line"]
WeatherKind = Literal["calm", "rain", "wind", "storm", "lightning"]
State = Literal[
    "assigned", "accepted", "en_route", "waiting_entry", "inside", "working", "restored", "exiting", "closed",
    "declined", "withdrawn", "aborted",
]  # fmt: skip


class AssignmentIn(WireIn):
    """Which crew shall work which ticket."""

    ticket_id: UUID
    crew_id: UUID
    vehicle_id: UUID | None = None
    planned_start: Moment | None = None
    work_method: WorkMethod | None = None
    method_reason: Reason | None = None
    procedure_ref: Ref | None = None
    voltage: Literal["lv", "hv"] = "lv"
    issue: bool = Field(default=True, description="issue the electrical document that the method needs, where I may")
    send_permits: bool = Field(default=True, description="false prepares the entry requests, to be sent later")

    def read(self) -> NewAssignment:
        """As the service takes it."""
        method = None
        if self.work_method:
            method = Method(
                self.work_method, self.method_reason or "", self.voltage, self.procedure_ref, issue=self.issue
            )
        return NewAssignment(
            self.ticket_id, self.crew_id, self.vehicle_id, self.planned_start, method, self.send_permits
        )


class AssignmentStepIn(WireIn):
    """A step of the life cycle."""

    to: State
    reason: Reason | None = None
    version: int | None = None


class MethodIn(WireIn):
    """How the work is done, and why so."""

    work_method: WorkMethod
    reason: Reason = Field("", description="always asked for; why dead-line where a zone prefers live-line")
    voltage: Literal["lv", "hv"] = "lv"
    procedure_ref: Ref | None = None
    work_permit_ref: Ref | None = Field(
        None, description="number of a document kept on paper, printed on ours; the gate looks at ours"
    )
    weather: WeatherKind | None = Field(None, description="what the chooser sees at the place; never makes it milder")
    issue: bool = Field(default=True, description="issue the electrical document with the choice, where I may")

    def chosen(self) -> Method:
        """As the service takes it."""
        said = self.model_dump()
        return Method(paper_ref=said.pop("work_permit_ref"), **said)


class OverrideIn(WireIn):
    """The second person signs with their own password."""

    reason: Annotated[str, Field(min_length=1, max_length=2000)]
    second_username: Annotated[str, Field(min_length=1, max_length=200)]
    second_password: SecretStr
    minutes: Annotated[int, Field(ge=1, le=240)] = 60


class HseIn(WireIn):
    """HSE's word on the combination of electrical and medical PPE."""

    approved: bool
    note: Annotated[str, Field(max_length=2000)] = ""


class PpeIn(WireIn):
    """PPE handed to a member and checked on them."""

    member_id: UUID
    issued: Literal[True] = True


@router.get("")
def list_assignments(
    work: CurrentWork,
    subject: CurrentSubject,
    lang: Lang,
    active: bool | None = None,
    crew_id: UUID | None = None,
    ticket_id: UUID | None = None,
    cursor: Cursor = None,
    limit: Limit = 100,
) -> Page[AssignmentOut]:
    """Assignments that I may see, the newest first."""
    before = decode_cursor(cursor, UUID)
    which = AssignmentFilter(active, crew_id, ticket_id)
    found = assignments.list_assignments(work, subject, which, before=before[0] if before else None, limit=limit)
    return page_of(found, limit, show=lambda view: AssignmentOut.of(view, lang), keys=lambda view: (view.row.id,))


@router.post("", status_code=status.HTTP_201_CREATED)
def create_assignment(
    body: AssignmentIn, work: CurrentWork, subject: CurrentSubject, lang: Lang, once: OnceKey, response: Response
) -> AssignmentOut:
    """Order a crew to a ticket; permits are asked for and pushes sent in the same moment."""
    view = assignments.assign(work, subject, body.read(), once)
    set_etag(response, view.row.version)
    return AssignmentOut.of(view, lang)


@router.get("/{assignment_id}")
def get_assignment(
    assignment_id: UUID, work: CurrentWork, subject: CurrentSubject, lang: Lang, response: Response
) -> AssignmentOut:
    """One assignment as it stands."""
    view = assignments.get_assignment(work, subject, assignment_id)
    set_etag(response, view.row.version)
    return AssignmentOut.of(view, lang)


@router.get("/{assignment_id}/route")
def read_route(assignment_id: UUID, work: CurrentWork, subject: CurrentSubject) -> AssignmentRouteOut:
    """The way from where the crew is to its work, and the zones that it crosses at the planned time."""
    return AssignmentRouteOut.of(assignment_routes.find_route(work, subject, assignment_id))


@router.post("/{assignment_id}/transitions")
def move_assignment(
    assignment_id: UUID, body: AssignmentStepIn, work: CurrentWork, subject: CurrentSubject, lang: Lang
) -> AssignmentOut:
    """Take one step; into a zone and to work only through the gate."""
    view = assignments.transition(work, subject, assignment_id, body.to, why=body.reason, version=body.version)
    return AssignmentOut.of(view, lang)


@router.put("/{assignment_id}/method")
def choose_method(
    assignment_id: UUID, body: MethodIn, work: CurrentWork, subject: CurrentSubject, lang: Lang
) -> AssignmentOut:
    """Choose live-line or dead-line, with the reason."""
    return AssignmentOut.of(assignments.choose_method(work, subject, assignment_id, body.chosen()), lang)


@router.get("/{assignment_id}/gate")
def read_gate(assignment_id: UUID, work: CurrentWork, subject: CurrentSubject, lang: Lang) -> GateOut:
    """May they enter now? Eight lines with reasons."""
    return GateOut.of(safety.read_gate(work, subject, assignment_id), work.clock.now(), lang)


@router.post("/{assignment_id}/override")
def override_consent(
    assignment_id: UUID, body: OverrideIn, work: CurrentWork, subject: CurrentSubject, lang: Lang, request: Request
) -> GateOut:
    """Two persons stand in for the authority's consent where a life is at stake."""
    address = request.client.host if request.client else ""
    claim = Claim(body.second_username, body.second_password.get_secret_value(), address)
    second = check_person(work, claim, PASSWORDS)
    answer = safety.override(work, subject, second, assignment_id, why=body.reason, minutes=body.minutes)
    return GateOut.of(answer, work.clock.now(), lang)


@router.post("/{assignment_id}/hse-approval")
def approve_combination(
    assignment_id: UUID, body: HseIn, work: CurrentWork, subject: CurrentSubject, lang: Lang
) -> AssignmentOut:
    """HSE signs off electrical and medical PPE worn together."""
    safety.approve_combination(work, subject, assignment_id, approved=body.approved, note=body.note)
    return AssignmentOut.of(assignments.get_assignment(work, subject, assignment_id), lang)


@router.post("/{assignment_id}/ppe")
def issue_ppe(
    assignment_id: UUID, body: PpeIn, work: CurrentWork, subject: CurrentSubject, lang: Lang
) -> AssignmentOut:
    """PPE was handed to a member and checked on them."""
    safety.issue_ppe(work, subject, assignment_id, body.member_id)
    return AssignmentOut.of(assignments.get_assignment(work, subject, assignment_id), lang)
