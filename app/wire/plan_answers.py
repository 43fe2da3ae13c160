"""Why this crew, on the wire."""

from dataclasses import asdict
from datetime import datetime
from typing import Self

from pydantic import Field

from app.services.plan_explain import Answer, CrewAnswer
from app.wire.common import ReasonOut, WireOut, reasons_out
from app.wire.crews import CrewBrief
from app.wire.plans import PlannedTicketOut, PlanValueOut, ticket_out


class DelayedJobOut(WireOut):
    """A job that would begin later."""

    ticket: PlannedTicketOut
    minutes: float
    customers: int


class CrewAnswerOut(WireOut):
    """Whether a crew could do the job, when, what it would delay, and what decides between it and the chosen one."""

    crew: CrewBrief
    feasible: bool
    chosen: bool
    reasons: list[ReasonOut]
    position: int | None
    arrive_at: datetime | None
    entry_at: datetime | None
    finish_at: datetime | None
    delays: list[DelayedJobOut]
    cost: PlanValueOut
    minutes_later: float | None = Field(description="than with the chosen crew; null for that one itself")
    decides: str | None = Field(description="the part of the objective that differs most")
    notes: list[ReasonOut] = Field(description="what is an estimate: a crew on its way that has not been seen for long")


class PlanAnswerOut(WireOut):
    """All crews for one ticket: those that can, the best first, then the others."""

    ticket: PlannedTicketOut
    crews: list[CrewAnswerOut]
    notes: list[ReasonOut] = Field(description="what is no longer as it was when the plan was made")

    @classmethod
    def of(cls, answer: Answer, lang: str) -> Self:
        """As the service found it."""
        return cls(
            ticket=ticket_out(answer.ticket),
            crews=[_answer(each, lang) for each in answer.crews],
            notes=reasons_out(answer.notes, lang),
        )


def _answer(each: CrewAnswer, lang: str) -> CrewAnswerOut:
    same = ("feasible", "chosen", "position", "arrive_at", "entry_at", "finish_at", "minutes_later", "decides")
    delays = [
        DelayedJobOut(ticket=ticket_out(job.ticket), minutes=job.minutes, customers=job.customers)
        for job in each.delays
    ]
    return CrewAnswerOut(
        **{name: getattr(each, name) for name in same},
        crew=CrewBrief.model_validate(each.crew),
        reasons=reasons_out(each.reasons, lang),
        delays=delays,
        notes=reasons_out(each.notes, lang),
        cost=PlanValueOut(**asdict(each.cost), total=each.cost.total),
    )
