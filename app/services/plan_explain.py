"""Why this crew: what a plan was made from, asked again about one ticket and any crew. Same plan, same answer."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from app.access import Subject, Verb
from app.errors import NotFoundError
from app.schema.crews import Crew
from app.schema.plans import Plan
from app.schema.tickets import Ticket
from app.services import plan_snapshots
from app.services.plan_views import silent_since
from app.services.plans import found_plan
from app.services.work import Tx, Work
from app.services.work_under_way import silent_notes
from app.storage import assignments, plans
from compliance.reasons import Reason, reason
from geo.matching.explain import Delay, Explanation, Obstacle, explain_all
from geo.matching.judge import judge
from geo.matching.objective import Value, Weights
from geo.matching.plan import Rule

_OTHERS = {
    Rule.STOCK: "plan.rule_stock",
    Rule.CREWS: "plan.rule_crews",
    Rule.PIN: "plan.rule_pin",
    Rule.ORDER: "plan.rule_order",
}
"""Rules that have nothing more to say than that they are in the way."""


@dataclass(frozen=True)
class DelayedJob:
    """A job that would begin later."""

    ticket: Ticket
    minutes: float
    customers: int


@dataclass(frozen=True)
class CrewAnswer:
    """One crew and the ticket that was asked about.

    Attributes:
        crew: who.
        feasible: whether no rule is in the way.
        chosen: whether the plan gives it the job, or would.
        reasons: what is in the way.
        position: where in its order of work, from 0.
        arrive_at: at the place.
        entry_at: when work would begin.
        finish_at: when supply would be back.
        delays: what would begin later, longest first.
        cost: what the plan's value would change by, weighted hours.
        minutes_later: how much later than with the chosen crew supply would be back; None for that one itself.
        decides: the part of the objective by which the chosen one is better, or this one.
        notes: what of it is an estimate.
    """

    crew: Crew
    feasible: bool
    chosen: bool
    reasons: tuple[Reason, ...]
    position: int | None
    arrive_at: datetime | None
    entry_at: datetime | None
    finish_at: datetime | None
    delays: tuple[DelayedJob, ...]
    cost: Value
    minutes_later: float | None
    decides: str | None
    notes: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class Answer:
    """All crews for one ticket: those that can, the best first, then the others."""

    ticket: Ticket
    crews: tuple[CrewAnswer, ...]
    notes: tuple[Reason, ...] = ()
    """What is no longer as it was when the plan was made, so that figures may differ from the plan's."""


def explain(work: Work, subject: Subject, plan_id: UUID, ticket_id: UUID, crew_id: UUID | None = None) -> Answer:
    """Explain all crews for a ticket of a plan, or one of them.

    Raises:
        NotFoundError: no plan that the subject may see, or the plan knows no such ticket or crew.
    """
    scope = subject.scope(Verb.PLANS_READ)
    with work.look() as tx:
        plan = found_plan(plans.find(tx.session, scope, plan_id))
        found, notes = _ask(work, plan, ticket_id)
        chosen = [each for each in found if crew_id is None or each.crew == crew_id]
        if not chosen:
            raise NotFoundError("the plan has no such crew: it was off duty, or is another unit's")
        return replace(_view(work, tx, plan, ticket_id, chosen), notes=notes)


def _ask(work: Work, plan: Plan, ticket_id: UUID) -> tuple[tuple[Explanation, ...], tuple[Reason, ...]]:
    kept = plan_snapshots.unpack(plan.snapshot, work.travel)
    if ticket_id not in kept.problem.job_numbers:
        raise NotFoundError("the plan had no work to give away at this ticket")
    weights = Weights(**kept.weights)
    as_planned = judge(kept.problem, dict(kept.orders.items()), weights)
    changed = kept.travel_changed(plan_snapshots.travel_seen(work.travel, as_planned))
    found = explain_all(kept.problem, as_planned, ticket_id, weights)
    return found, (reason("plan.travel_changed"),) if changed else ()


def _view(work: Work, tx: Tx, plan: Plan, ticket_id: UUID, found: Iterable[Explanation]) -> Answer:
    rows = list(found)
    delayed = {delay.job for each in rows for delay in each.delays}
    tickets = assignments.tickets_by_id(tx.session, {ticket_id} | {_uuid(each) for each in delayed})
    crews = assignments.crews_by_id(tx.session, {_uuid(each.crew) for each in rows})
    silent = {line.crew_id: silent_since(line) for line in plans.list_lines(tx.session, plan.id) if silent_since(line)}
    briefing = timedelta(minutes=work.settings.briefing_minutes)

    def at(seconds: int | None) -> datetime | None:
        return None if seconds is None else plan.made_at + timedelta(seconds=seconds)

    answers = [
        CrewAnswer(
            crew=crews[_uuid(each.crew)],
            feasible=each.feasible,
            chosen=each.chosen,
            reasons=tuple(why for obstacle in each.obstacles for why in _reasons(obstacle, tickets)),
            position=each.position,
            arrive_at=at(each.arrive_s),
            entry_at=None if each.start_s is None else plan.made_at + timedelta(seconds=each.start_s) + briefing,
            finish_at=at(each.finish_s),
            delays=tuple(_delayed(delay, tickets) for delay in each.delays),
            cost=each.cost,
            minutes_later=None if each.versus is None else round(each.versus.later_s / 60, 1),
            decides=None if each.versus is None else each.versus.part,
            notes=silent_notes(silent.get(_uuid(each.crew))),
        )
        for each in rows
    ]
    return Answer(tickets[ticket_id], tuple(answers))


def _delayed(delay: Delay, tickets: dict[UUID, Ticket]) -> DelayedJob:
    return DelayedJob(tickets[_uuid(delay.job)], round(delay.seconds / 60, 1), delay.customers)


def _reasons(obstacle: Obstacle, tickets: dict[UUID, Ticket]) -> Iterable[Reason]:
    """What a rule of the engine's means in our words."""
    minutes = round(obstacle.late_s / 60)
    ticket = tickets.get(obstacle.job) if isinstance(obstacle.job, UUID) else None
    if obstacle.rule is Rule.BARRED:
        yield reason(obstacle.code)
    elif obstacle.rule is Rule.SKILLS:
        yield from (reason("crew.skill_missing", skill=skill) for skill in obstacle.skills)
    elif obstacle.rule is Rule.DUTY:
        yield reason("plan.shift_over", minutes=minutes)
    elif obstacle.rule is Rule.WINDOW:
        yield reason("plan.deadline_missed", minutes=minutes, ticket=ticket.number if ticket else "-")
    elif obstacle.rule is Rule.NO_WAY:
        yield reason("crew.no_way")
    else:
        yield reason(_OTHERS[obstacle.rule])


def _uuid(key: object) -> UUID:
    if not isinstance(key, UUID):
        raise TypeError(f"{key!r} is no id of ours")
    return key
