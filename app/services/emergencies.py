"""A wire is down: one call finds the crew that begins soonest, makes room, books it, and says what waits for it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from app.access import Subject, Verb
from app.errors import ConflictError, NotFoundError
from app.schema.plans import Plan
from app.schema.tickets import Ticket
from app.schema.units import Unit
from app.services import board, plan_commits
from app.services.board import Board
from app.services.board_problem import Given, Matching, matching
from app.services.board_rules import WhyNot, holds
from app.services.idempotency import Once, find_made, remember
from app.services.plan_lines import STAY
from app.services.plan_search import Found, found_of, weights_of
from app.services.plan_views import LineView, PlanView, view
from app.services.plans import Asked, close, keep
from app.services.work import Tx, Work, again
from app.services.work_under_way import ON_THE_WAY
from app.storage import plans, tickets
from app.storage.trees import list_above
from compliance.reasons import Reason, reason
from geo.matching.explain import Aim, Explanation, explain_all
from geo.matching.judge import judge
from geo.matching.plan import Plan as Matched
from geo.matching.plan import Rule
from geo.matching.values import Key

AS_SOON_S = 120
"""Crews that begin within so many seconds of the first are equally soon: the one that delays least goes."""

MOST_COMPARED = 5

WORTH_DIVERTING_S = 120
"""A crew on its way elsewhere is worth telling of when it would begin so much sooner."""


@dataclass(frozen=True)
class Option:
    """A crew that is on its way to another job and would begin sooner if a dispatcher diverted it."""

    assignment_id: UUID
    crew_id: UUID
    crew_code: str
    ticket_number: str
    entry_at: datetime
    minutes_sooner: float


@dataclass(frozen=True)
class Emergency:
    """What was done: the plan's lines say what was booked, moved in time or taken off, and how it stood before."""

    view: PlanView
    options: tuple[Option, ...] = ()

    @property
    def booked(self) -> tuple[LineView, ...]:
        """Who goes."""
        return tuple(each for each in self.view.lines if each.line.kind in ("new", "moved", "reordered"))

    @property
    def delayed(self) -> tuple[tuple[LineView, float], ...]:
        """Jobs that begin later, and by how many minutes, longest first."""
        found = [(each, _delay(each)) for each in self.view.lines if each.line.kind in STAY]
        return tuple(sorted((each for each in found if each[1] > 0), key=lambda each: -each[1]))

    @property
    def displaced(self) -> tuple[LineView, ...]:
        """Jobs for which their crew has no time left; they wait for a crew again."""
        return tuple(each for each in self.view.lines if each.line.kind == "dropped")


@again
def insert(
    work: Work,
    subject: Subject,
    ticket_id: UUID,
    *,
    divert: UUID | None = None,
    propose: bool = False,
    once: Once | None = None,
) -> Emergency:
    """Send the crew that can begin soonest; work that it has not begun waits, and what no longer fits is taken off.

    Args:
        work: what use cases work with.
        subject: who asks.
        ticket_id: the emergency.
        divert: an assignment whose crew is on its way and shall turn round for this.
        propose: only say what would be done; the plan waits to be committed.
        once: the key under which this may be repeated.

    Raises:
        NotFoundError: no such ticket, or no such assignment to divert.
        ConflictError: nobody may go, with reasons; or it needs nobody more.
    """
    scope = subject.scope(Verb.PLANS_WRITE)
    with work.begin() as tx:
        made = find_made(tx, subject, once)
        if made is not None:
            return Emergency(view(tx, tx.session.get_one(Plan, made)))
        ticket = tickets.find(tx.session, scope, ticket_id)
        if ticket is None or ticket.unit_id not in scope.unit_ids:
            raise NotFoundError("no such ticket")
        now = board.read(tx, _widest(tx, ticket, scope.unit_ids), timedelta(hours=work.settings.plan_horizon_hours))
    found, crews = _Insertion(work, now, ticket_id, divert).find()
    options = () if divert else tuple(_options(work, now, ticket_id, _begins(found, ticket_id)))
    with work.begin() as tx:
        plan = keep(tx, subject, _only(found, ticket_id, crews), Asked(now.unit_id, rounds=1), 0.0, "emergency")
        if not propose:
            _commit(work, tx, subject, plan, ticket_id)
        remember(tx, subject, once, plan.id)
        return Emergency(view(tx, plan), options)


def _widest(tx: Tx, ticket: Ticket, unit_ids: frozenset[UUID]) -> UUID:
    """The highest unit of the asker's above a ticket: all its crews may be asked."""
    above = list_above(tx.session, Unit, ticket.unit_id) & unit_ids
    parents = {each: tx.session.get_one(Unit, each).parent_id for each in above}
    return next(each for each, parent in parents.items() if parent not in above)


def _commit(work: Work, tx: Tx, subject: Subject, plan: Plan, ticket_id: UUID) -> None:
    """Commit all of it; the emergency itself must be among what is done. It does not wait for equipment: that is told.

    Raises:
        ConflictError: its line no longer holds.
    """
    lines = plans.list_lines(tx.session, plan.id)
    plan_commits.commit_lines(work, tx, subject, lines, equip=work.settings.ppe_shortage_refuses)
    for line in lines:
        if line.ticket_id == ticket_id and line.state != "committed":
            why = tuple(Reason(each["code"], each["params"]) for each in line.reasons)
            raise ConflictError("the crew that was found cannot go any more; try again", reasons=why)
    close(tx, subject, plan, "committed", {"ticket_id": str(ticket_id)})


def _only(found: Found, ticket_id: UUID, crews: Sequence[UUID]) -> Found:
    """The lines of the crews that go, and what another crew loses by it."""
    mine = [each for each in found.lines if each.crew_id in crews or each.ticket_id == ticket_id]
    return replace(found, lines=tuple(mine))


def _begins(found: Found, ticket_id: UUID) -> datetime:
    return max(each.entry_at for each in found.lines if each.ticket_id == ticket_id and each.kind != "dropped")


def _delay(each: LineView) -> float:
    was = each.line.was
    if was is None:
        return 0.0
    return round((each.line.entry_at - datetime.fromisoformat(was["entry_at"])).total_seconds() / 60, 1)


@dataclass
class _Insertion:
    """Looks for the crews of one emergency."""

    work: Work
    board: Board
    ticket_id: UUID
    divert: UUID | None

    def __post_init__(self) -> None:
        self.weights = weights_of(self.work, {})

    def find(self) -> tuple[Found, tuple[UUID, ...]]:
        """What is best, and who goes.

        Raises:
            NotFoundError: the assignment to divert is not on the board, or its crew is not on its way.
            ConflictError: nobody may go.
        """
        at: dict[UUID, datetime] = {}
        barred: dict[tuple[UUID, UUID], str] = {}
        while True:
            where = matching(self.work, self.board, Given(at, barred, self._free(), urgent=True))
            self._check(where)
            crews = self._crews(where)
            orders, left = self._orders(where, crews)
            found = found_of(self.work, where, orders, self.weights)
            for crew in crews:
                line = next(each for each in found.lines if (each.ticket_id, each.crew_id) == (self.ticket_id, crew))
                decision = holds(where.crews[crew], self.board.tickets[self.ticket_id], line.entry_at)
                if not decision.allowed:
                    barred[self.ticket_id, crew] = decision.codes[0]
            if not any((self.ticket_id, crew) in barred for crew in crews):
                why = {each: (reason("plan.displaced", ticket=self._number),) for each in left}
                return replace(found, left_out=why), crews

    @property
    def _number(self) -> str:
        return self.board.tickets[self.ticket_id].row.number

    def _free(self) -> frozenset[UUID]:
        if self.divert is None:
            return frozenset()
        if not any(each.id == self.divert and each.state in ON_THE_WAY for each in self.board.held):
            raise NotFoundError("no such assignment whose crew is on its way")
        return frozenset({self.divert})

    def _check(self, where: Matching) -> None:
        if self.ticket_id in where.left_out:
            raise ConflictError("nobody may go", code="plan.nobody", reasons=where.left_out[self.ticket_id])
        if self.ticket_id not in where.problem.job_numbers:
            raise ConflictError("all the crews that it needs are there", code="plan.not_needed")
        if any(pin.job == self.ticket_id and pin.position is not None for pin in where.problem.pins):
            raise ConflictError("a crew is on its way", code="plan.not_needed")

    def _crews(self, where: Matching) -> tuple[UUID, ...]:
        """The crews that begin soonest, as many as the job needs; of equally soon ones those that delay least.

        Raises:
            ConflictError: too few may go.
        """
        job = where.problem.jobs[where.problem.job_numbers[self.ticket_id]]
        able = soonest(where, self.ticket_id)
        if self.divert is not None:
            diverted = next(each.crew_id for each in self.board.held if each.id == self.divert)
            able = [each for each in able if each.crew == diverted] + [each for each in able if each.crew != diverted]
        if len(able) < job.crews_needed:
            why = WhyNot(self.board).reasons(self.board.tickets[self.ticket_id])
            raise ConflictError("nobody may go", code="plan.nobody", reasons=why)
        if job.crews_needed == 1 and self.divert is None:
            first = able[0].start_s or 0
            near = [each for each in able[:MOST_COMPARED] if (each.start_s or 0) <= first + AS_SOON_S]
            best = min(near, key=lambda each: (self._cost(where, each), each.start_s))
            able = [best]
        return tuple(_uuid(each.crew) for each in able[: job.crews_needed])

    def _cost(self, where: Matching, each: Explanation) -> float:
        orders, _ = self._orders(where, (_uuid(each.crew),))
        return judge(where.problem, orders, self.weights).value.total

    def _orders(self, where: Matching, crews: Sequence[UUID]) -> tuple[dict[Key, tuple[Key, ...]], tuple[UUID, ...]]:
        """Today's orders with the emergency first for these crews; and what no longer fits."""
        orders = {
            crew: tuple(job for job in order if job != self.ticket_id) for crew, order in where.problem.today.items()
        }
        for crew in crews:
            order = orders.get(crew, ())
            fixed = {pin.job for pin in where.problem.pins if pin.crew == crew and pin.position is not None}
            gone = [job for job in order if job in fixed]
            orders[crew] = (*gone, self.ticket_id, *(job for job in order if job not in fixed))
        return self._fitting(where, orders, crews)

    def _fitting(
        self, where: Matching, orders: dict[Key, tuple[Key, ...]], crews: Sequence[UUID]
    ) -> tuple[dict[Key, tuple[Key, ...]], tuple[UUID, ...]]:
        """Take off what these crews no longer manage, the last first."""
        left: list[UUID] = []
        while True:
            job = self._too_much(judge(where.problem, orders, self.weights), orders, crews)
            if job is None:
                return orders, tuple(left)
            left.append(_uuid(job))
            orders = {crew: tuple(each for each in order if each != job) for crew, order in orders.items()}

    def _too_much(self, plan: Matched, orders: Mapping[Key, Sequence[Key]], crews: Sequence[UUID]) -> Key | None:
        for breach in plan.breaches:
            if breach.rule is Rule.WINDOW and breach.crew in crews and breach.job != self.ticket_id:
                return breach.job
            if breach.rule is Rule.DUTY and breach.crew in crews:
                behind = orders[breach.crew][orders[breach.crew].index(self.ticket_id) + 1 :]
                if behind:
                    return behind[-1]
        return None


def soonest(where: Matching, ticket_id: UUID) -> list[Explanation]:
    """Crews that may go, by when they would begin if nothing but what they are bound to came first."""
    problem = where.problem
    bound = {(pin.job, pin.crew) for pin in problem.pins if pin.position is not None}
    orders = {
        crew: tuple(job for job in order if (job, crew) in bound and job != ticket_id)
        for crew, order in problem.today.items()
    }
    found = explain_all(problem, judge(problem, orders), ticket_id, aim=Aim.RESTORATION)
    able = [each for each in found if each.feasible and each.start_s is not None]
    return sorted(able, key=lambda each: (each.start_s or 0, str(each.crew)))


def _options(work: Work, now: Board, ticket_id: UUID, entry_at: datetime) -> Iterable[Option]:
    """Crews on their way elsewhere that would begin sooner."""
    away = {each.crew_id: each for each in now.held if each.state in ON_THE_WAY and each.ticket_id != ticket_id}
    if not away:
        return
    where = matching(work, now, Given(free=frozenset(each.id for each in away.values()), urgent=True))
    for each in soonest(where, ticket_id):
        held, begins_at = away.get(_uuid(each.crew)), where.moment((each.start_s or 0) + where.briefing_s)
        sooner_s = (entry_at - begins_at).total_seconds()
        if held is None or sooner_s < WORTH_DIVERTING_S:
            continue
        number = now.tickets[held.ticket_id].row.number
        code = where.crews[held.crew_id].row.code
        yield Option(held.id, held.crew_id, code, number, begins_at, round(sooner_s / 60, 1))


def _uuid(key: Key) -> UUID:
    if not isinstance(key, UUID):
        raise TypeError(f"{key!r} is no id of ours")
    return key
