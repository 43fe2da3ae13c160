"""Assignments on the wire."""

from datetime import datetime
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import Field

from app.schema.events import Event
from app.services.assignment_views import AssignmentView
from app.services.field_merging import REPORTED
from app.services.push_views import since_of
from app.wire.checklists import ChecklistBrief, checklist_brief_out
from app.wire.common import ReasonOut, WireOut, reasons_out
from app.wire.crews import CrewBrief, VehicleOut
from app.wire.follow_ups import FollowUpOut
from app.wire.geojson import PointOut, place_out
from app.wire.permits import PermitOut, permit_brief_out
from app.wire.pushes import PushStateOut
from app.wire.states import AssignmentState, TicketState, WorkMethod, one_of
from app.wire.work_permits import WorkPermitOut, work_permit_brief

ANSWERS = ("accepted", "declined")


class AssignedTicketOut(WireOut):
    """The ticket of an assignment."""

    id: UUID
    number: str
    address: str
    place: PointOut
    work_type: str
    priority_class: int
    state: TicketState


class AssignedMemberOut(WireOut):
    """Who takes part."""

    id: UUID
    name: str
    role: str
    extra_roles: list[str]
    safety_grade: int
    user_id: UUID | None
    ppe_checked: bool


class StepOut(WireOut):
    """One thing that happened to the assignment."""

    at: datetime
    state: str = Field(description="what happened: mostly the state that it led to")
    actor: str = Field(description="the person's name, or what else did it")


class PushesAnswerOut(WireOut):
    """The crew's answer to the order."""

    state: Annotated[str, one_of(ANSWERS)]
    at: datetime
    actor: str


class ReportOut(WireOut):
    """Something that the crew's phone told and the state of the job did not allow: it happened nevertheless."""

    at: datetime = Field(description="by the phone's clock")
    told_at: datetime
    actor: str
    kind: str
    to: str | None = Field(description="the step that the crew says it took")
    code: str = Field(description="why it could not be taken")


class OverrideOut(WireOut):
    """An emergency override: until when it holds, why, and the two persons who stand for it."""

    until: datetime
    reason: str
    dispatcher: str
    shift_leader: str


class AssignmentOut(WireOut):
    """One crew's order to work one ticket, as it stands."""

    id: UUID
    number: str
    ticket: AssignedTicketOut
    crew: CrewBrief
    vehicle: VehicleOut | None
    state: AssignmentState
    planned_start_at: datetime
    planned_entry_at: datetime
    planned_end_at: datetime
    work_method: WorkMethod | None
    method_reason: str | None
    procedure_ref: str | None
    voltage: str
    weather: str | None = Field(description="what the chooser of the method saw at the place, where they said so")
    briefed_weather: str | None = Field(description="the weather for which the crew was last told to brief")
    work_permit_ref: str | None = Field(
        description="the same as `work_permit.paper_ref`, which takes its place", json_schema_extra={"deprecated": True}
    )
    doffing_point: str | None
    hse_approved_at: datetime | None
    notice: str | None
    members: list[AssignedMemberOut]
    permits: list[PermitOut]
    checklists: list[ChecklistBrief]
    follow_ups: list[FollowUpOut]
    pushes: list[PushStateOut]
    answer: PushesAnswerOut | None = Field(description="what the crew said to the order, once it has")
    unanswered_since: datetime | None = Field(description="since when somebody who should have answered has not")
    history: list[StepOut]
    reports: list[ReportOut] = Field(description="flagged: what the crew says happened although it was not allowed")
    next: list[AssignmentState] = Field(description="states that the asker may ask for")
    conflicts: list[ReasonOut] = Field(description="stand-downs against it, while the crew is not there yet")
    override: OverrideOut | None
    work_permit: WorkPermitOut | None = Field(description="the electrical document that the work is done under")
    version: int

    @classmethod
    def of(cls, view: AssignmentView, lang: str) -> Self:
        """As the service found it."""
        return cls(**fields_of(view, lang))


def fields_of(view: AssignmentView, lang: str) -> dict[str, Any]:
    """The fields of ``AssignmentOut``; job packs add to them."""
    row, ticket = view.row, view.ticket
    shown = {name: getattr(row, name) for name in AssignmentOut.model_fields if hasattr(row, name)}
    place = {"place": place_out(ticket.place)}
    named = {name: getattr(ticket, name) for name in AssignedTicketOut.model_fields if name != "place"}
    return shown | {
        "ticket": AssignedTicketOut(**named, **place),
        "work_permit_ref": view.work_permit.row.content.get("paper_ref") if view.work_permit else None,
        "crew": CrewBrief.model_validate(view.crew),
        "vehicle": VehicleOut.model_validate(view.vehicle) if view.vehicle else None,
        "planned_start_at": row.planned.lower,
        "planned_end_at": row.planned.upper,
        "members": [
            AssignedMemberOut(
                id=member.id,
                name=member.name,
                role=part.role,
                extra_roles=part.extra_roles,
                safety_grade=member.safety_grade,
                user_id=member.user_id,
                ppe_checked=part.ppe_checked_at is not None,
            )
            for part, member in view.members
        ],
        "permits": [permit_brief_out(each) for each in view.permits],
        "checklists": [checklist_brief_out(each, lang) for each in view.checklists],
        "follow_ups": [FollowUpOut.of(each, lang) for each in view.follow_ups],
        "pushes": [PushStateOut.of(each) for each in view.pushes],
        "answer": _answer(view),
        "unanswered_since": since_of(view.pushes),
        "history": [
            StepOut(at=each.server_time, state=each.verb.partition(".")[2], actor=_who(view, each))
            for each in view.history
        ],
        "reports": [_report(view, event) for event in view.history if event.verb == REPORTED],
        "next": list(view.next),
        "conflicts": reasons_out(view.conflicts, lang),
        "override": _override(view),
        "work_permit": work_permit_brief(view.work_permit, lang),
    }


def _answer(view: AssignmentView) -> PushesAnswerOut | None:
    verbs = {f"assignment.{state}": state for state in ANSWERS}
    said = [event for event in view.history if event.verb in verbs]
    if not said:
        return None
    return PushesAnswerOut(state=verbs[said[-1].verb], at=said[-1].server_time, actor=_who(view, said[-1]))


def _report(view: AssignmentView, event: Event) -> ReportOut:
    told = event.payload
    return ReportOut(
        at=event.device_time or event.server_time, told_at=event.server_time, actor=_who(view, event),
        kind=told.get("kind", ""), to=told.get("to"), code=told.get("code", ""),
    )  # fmt: skip


def _who(view: AssignmentView, event: Event) -> str:
    """The name of the person who took a step; what else did it by its own."""
    return view.names.get(event.actor_id, event.actor)


def _override(view: AssignmentView) -> OverrideOut | None:
    row = view.row
    if row.override_until is None or not row.override_reason:
        return None
    first, second = (view.names.get(each, "") for each in (row.override_by, row.override_second))
    return OverrideOut(until=row.override_until, reason=row.override_reason, dispatcher=first, shift_leader=second)
