"""Plans of a unit's board: made, compared, committed whole or in part, discarded; and the mode that proposes."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Response, status
from pydantic import Field

from app.auth.dependencies import CurrentSubject, CurrentWork
from app.services import plan_commits, plan_explain, plan_undo, plans
from app.services.plan_commits import Choice
from app.services.plans import Asked
from app.storage.plans import PlanFilter
from app.wire.common import Lang, WireIn
from app.wire.headers import OnceKey, set_etag
from app.wire.leaving import UntilTheyLeave
from app.wire.page import Cursor, Limit, Page, decode_cursor, page_of
from app.wire.plan_answers import PlanAnswerOut
from app.wire.plans import PlanBriefOut, PlanKind, PlanOut, PlanState

router = APIRouter(prefix="/api/v1/plans", tags=["plans"])

Weight = Annotated[float, Field(ge=0, le=1_000_000, allow_inf_nan=False)]


class WeightsIn(WireIn):
    """Weights that shall not be as the installation has them; see docs/matching.md."""

    left_out_h: Weight | None = None
    travel: Weight | None = None
    overtime: Weight | None = None
    lateness: Weight | None = None
    exposure: Weight | None = None
    change: Weight | None = None


class PlanIn(WireIn):
    """Whose board to plan, and how long to search."""

    unit_id: UUID
    seconds: Annotated[float, Field(ge=0.05, le=plans.MOST_SECONDS)] = 2.0
    seed: Annotated[int, Field(ge=0, le=2**31 - 1)] = 0
    weights: WeightsIn = Field(default_factory=WeightsIn)

    def read(self) -> Asked:
        """As the service takes it."""
        weights = self.weights.model_dump(exclude_none=True)
        return Asked(self.unit_id, seconds=self.seconds, seed=self.seed, weights=weights)


class CommitIn(WireIn):
    """Which lines of the plan: all, or these."""

    line_ids: Annotated[list[UUID], Field(max_length=5000)] = Field(default_factory=list)
    all: bool = False

    def read(self) -> Choice:
        """As the service takes it."""
        return Choice(frozenset(self.line_ids), everything=self.all)


@router.post("", status_code=status.HTTP_201_CREATED)
def create_plan(
    body: PlanIn,
    work: CurrentWork,
    subject: CurrentSubject,
    lang: Lang,
    once: OnceKey,
    stop: UntilTheyLeave,
    response: Response,
) -> PlanOut:
    """Plan a unit's board, that of units below it too; nothing is assigned. Who hangs up ends the search."""
    view = plans.make_plan(work, subject, body.read(), once, stop)
    set_etag(response, view.plan.version)
    return PlanOut.of_view(view, lang)


@router.get("")
def list_plans(
    work: CurrentWork,
    subject: CurrentSubject,
    unit_id: UUID | None = None,
    kind: PlanKind | None = None,
    state: PlanState | None = None,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> Page[PlanBriefOut]:
    """Plans that I may see, the newest first, each beside what was booked when it was made."""
    before = decode_cursor(cursor, UUID)
    which = PlanFilter(unit_id, kind, state)
    found = plans.list_plans(work, subject, which, before=before[0] if before else None, limit=limit)
    return page_of(found, limit, show=PlanBriefOut.of, keys=lambda plan: (plan.id,))


@router.get("/{plan_id}")
def get_plan(
    plan_id: UUID,
    work: CurrentWork,
    subject: CurrentSubject,
    lang: Lang,
    response: Response,
    compare_board: bool = False,
) -> PlanOut:
    """One plan with its lines, and what became of each; `compare_board` also looks whether it is still current."""
    view = plans.get_plan(work, subject, plan_id, compare_board=compare_board)
    set_etag(response, view.plan.version)
    return PlanOut.of_view(view, lang)


@router.post("/{plan_id}/commit")
def commit_plan(plan_id: UUID, body: CommitIn, work: CurrentWork, subject: CurrentSubject, lang: Lang) -> PlanOut:
    """Commit all or some lines in one transaction; those that no longer hold come back with reasons."""
    return PlanOut.of_view(plan_commits.commit(work, subject, plan_id, body.read()), lang)


@router.post("/{plan_id}/discard")
def discard_plan(plan_id: UUID, work: CurrentWork, subject: CurrentSubject, lang: Lang) -> PlanOut:
    """Say that a proposal will not be used."""
    return PlanOut.of_view(plans.discard(work, subject, plan_id), lang)


@router.post("/{plan_id}/undo")
def undo_plan(plan_id: UUID, work: CurrentWork, subject: CurrentSubject, lang: Lang) -> PlanOut:
    """Put back what a committed plan changed; answers the plan that did it, each line with what became of it."""
    return PlanOut.of_view(plan_undo.undo(work, subject, plan_id), lang)


@router.get("/{plan_id}/explain")
def explain_plan(
    plan_id: UUID,
    work: CurrentWork,
    subject: CurrentSubject,
    lang: Lang,
    ticket_id: UUID,
    crew_id: UUID | None = None,
) -> PlanAnswerOut:
    """Why this crew, and what any other would mean for a ticket of the plan."""
    return PlanAnswerOut.of(plan_explain.explain(work, subject, plan_id, ticket_id, crew_id), lang)
