"""Plans on the wire."""

from datetime import datetime
from typing import Any, Literal, Self
from uuid import UUID

from pydantic import Field

from app.schema.plans import Plan
from app.schema.tickets import Ticket
from app.services.plan_views import LeftOutView, LineView, PlanView
from app.wire.common import ReasonOut, WireOut, reasons_out
from app.wire.crews import CrewBrief
from app.wire.geojson import PointOut, place_out
from app.wire.states import AssignmentState, TicketState

PlanKind = Literal["asked", "continuous", "emergency", "undo"]
PlanState = Literal["proposed", "committed", "partly_committed", "superseded", "discarded", "undone"]
LineKind = Literal["kept", "new", "moved", "reordered", "retimed", "dropped"]
LineState = Literal["open", "committed", "refused", "stale"]


class PlanValueOut(WireOut):
    """What a plan is worth by its parts, weighted hours; lower is better."""

    response: float
    left_out: float
    travel: float
    overtime: float
    lateness: float
    exposure: float
    change: float
    total: float


class PlanFiguresOut(WireOut):
    """What people compare. Who is left out is without supply until the horizon ends."""

    jobs: int
    left_out: int
    customer_minutes: int
    response_minutes: dict[str, float] = Field(description="from the report to the beginning of work, by class")
    travel_minutes: int
    exposure_person_hours: float
    overtime_minutes: int


class PlanCountsOut(WireOut):
    """How much there was to plan, and lines by kind."""

    tickets: int
    crews: int
    left_out: int
    kept: int
    new: int
    moved: int
    reordered: int
    retimed: int
    dropped: int


class PlanBriefOut(WireOut):
    """A plan without its lines, beside today's."""

    id: UUID
    unit_id: UUID
    kind: PlanKind
    state: PlanState
    made_at: datetime
    made_by: str
    decided_at: datetime | None
    superseded_by: UUID | None
    counts: PlanCountsOut
    value: PlanValueOut
    value_today: PlanValueOut
    figures: PlanFiguresOut
    figures_today: PlanFiguresOut
    gain: float = Field(description="weighted hours that it is better than today's")
    weights: dict[str, float]
    seed: int
    rounds: int
    seconds: float
    version: int

    @classmethod
    def of(cls, plan: Plan) -> Self:
        """As the service found it."""
        return cls(**_brief(plan))


class PlannedTicketOut(WireOut):
    """The ticket of a line."""

    id: UUID
    number: str
    address: str
    place: PointOut
    work_type: str
    priority_class: int
    customers_affected: int
    state: TicketState


class LineBeforeOut(WireOut):
    """Where and when the job stands today."""

    assignment_id: UUID
    state: AssignmentState = Field(description="when the plan was made")
    crew: CrewBrief
    position: int | None
    depart_at: datetime | None
    entry_at: datetime
    end_at: datetime | None


class PlanLineOut(WireOut):
    """One crew at one ticket. `entry_at` begins the work, `finish_at` ends it; the crew is free at `end_at`."""

    id: UUID
    ticket: PlannedTicketOut
    crew: CrewBrief
    slot: int
    position: int
    kind: LineKind
    state: LineState
    depart_at: datetime
    arrive_at: datetime
    entry_at: datetime
    finish_at: datetime
    end_at: datetime
    travel_seconds: int
    in_zone: bool = Field(description="the place lies in a restricted zone then")
    pinned: bool = Field(description="a dispatcher wants this crew there")
    minutes_gained: float | None = Field(description="how much sooner than today supply is back")
    was: LineBeforeOut | None
    reasons: list[ReasonOut] = Field(description="why it was refused or no longer holds")
    notes: list[ReasonOut] = Field(description="what is an estimate: a crew on its way that has not been seen for long")
    assignment_id: UUID | None


class LeftOutOut(WireOut):
    """A ticket that nobody does, and why."""

    ticket: PlannedTicketOut
    reasons: list[ReasonOut]


class PlanOut(PlanBriefOut):
    """A plan with all that it says: lines by crew and order of work."""

    lines: list[PlanLineOut]
    left_out: list[LeftOutOut]
    current: bool | None = Field(description="whether the board is still as it was planned; null where nobody looked")

    @classmethod
    def of_view(cls, view: PlanView, lang: str) -> Self:
        """As the service found it."""
        return cls(
            **_brief(view.plan),
            lines=[_line(each, lang) for each in view.lines],
            left_out=[_left_out(each, lang) for each in view.left_out],
            current=view.current,
        )


def _brief(plan: Plan) -> dict[str, Any]:
    value, figures = plan.value, plan.compared
    return {
        "id": plan.id,
        "unit_id": plan.unit_id,
        "kind": plan.kind,
        "state": plan.state,
        "made_at": plan.made_at,
        "made_by": plan.made_by_name,
        "decided_at": plan.decided_at,
        "superseded_by": plan.superseded_by,
        "counts": PlanCountsOut(**plan.counts),
        "value": PlanValueOut(**value["plan"]),
        "value_today": PlanValueOut(**value["today"]),
        "figures": PlanFiguresOut(**figures["plan"]),
        "figures_today": PlanFiguresOut(**figures["today"]),
        "gain": round(value["today"]["total"] - value["plan"]["total"], 3),
        "weights": plan.settings["weights"],
        "seed": plan.settings["seed"],
        "rounds": plan.rounds,
        "seconds": plan.seconds,
        "version": plan.version,
    }


def _line(view: LineView, lang: str) -> PlanLineOut:
    line = view.line
    shown = {name: getattr(line, name) for name in _LINE_FIELDS}
    return PlanLineOut(
        **shown,
        ticket=ticket_out(view.ticket),
        crew=CrewBrief.model_validate(view.crew),
        travel_seconds=line.travel_s,
        in_zone=bool(line.zone_version_ids),
        pinned=view.pinned,
        was=_before(view),
        reasons=reasons_out(view.reasons, lang),
        notes=reasons_out(view.notes, lang),
    )


_LINE_FIELDS = (
    "id", "slot", "position", "kind", "state", "depart_at", "arrive_at", "entry_at", "finish_at", "end_at",
    "minutes_gained", "assignment_id",
)  # fmt: skip


def _before(view: LineView) -> LineBeforeOut | None:
    was = view.line.was
    if was is None:
        return None
    shown = {name: was[name] for name in ("assignment_id", "state", "position", "depart_at", "entry_at", "end_at")}
    return LineBeforeOut(crew=CrewBrief.model_validate(view.was_crew or view.crew), **shown)


def _left_out(view: LeftOutView, lang: str) -> LeftOutOut:
    return LeftOutOut(ticket=ticket_out(view.ticket), reasons=reasons_out(view.reasons, lang))


def ticket_out(ticket: Ticket) -> PlannedTicketOut:
    """The ticket of a line."""
    named = {name: getattr(ticket, name) for name in PlannedTicketOut.model_fields if name != "place"}
    return PlannedTicketOut(**named, place=place_out(ticket.place))
