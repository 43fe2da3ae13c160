"""Searching a plan for a board: needs no database; every line of what is found holds at its planned entry."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any
from uuid import UUID

from app.services.board import Board
from app.services.board_problem import FIXED, Given, Matching, matching, zones_of
from app.services.board_rules import WhyNot, holds
from app.services.plan_equipment import NOT_EQUIPPED, Entering, Short, hopeless, unequipped
from app.services.plan_lines import Line, lines_of
from app.services.plan_snapshots import TravelSeen, travel_seen
from app.services.plan_turns import Stop
from app.services.work import Work
from compliance.reasons import Reason
from geo.matching.judge import judge
from geo.matching.objective import Weights
from geo.matching.plan import Plan
from geo.matching.search import Limit, Progress, solve
from geo.matching.values import Key

TURNS = 3
"""How often a search is repeated because a zone, a shift or a stand-down at the planned entry was not as assumed."""

REPEAT_SHARE = 0.2
"""How long a repetition takes, as a share of the time given."""

USUAL_WEIGHTS: Mapping[str, float] = MappingProxyType({"travel": 1.5, "overtime": 6.0, "exposure": 1.0, "change": 2.0})
"""The engine's own suit jobs of weight 1 to 8; by the published priority most tickets weigh three times as much."""

Orders = Mapping[Key, Sequence[Key]]


@dataclass(frozen=True)
class Found:
    """A plan with what it is compared to.

    Attributes:
        matching: the problem, and the board behind it.
        plan: what was found.
        today: what is booked now, by the same judge.
        lines: the plan's lines.
        left_out: tickets that nobody does, with reasons.
        weights: what counted how much.
        rounds: of the search.
        travel: what travel data said of the plan.
    """

    matching: Matching
    plan: Plan
    today: Plan
    lines: tuple[Line, ...]
    left_out: Mapping[UUID, tuple[Reason, ...]]
    weights: Weights
    rounds: int
    travel: TravelSeen

    @property
    def gain(self) -> float:
        """How much better than today, weighted hours."""
        return self.today.value.total - self.plan.value.total


def search(
    work: Work, board: Board, limit: Limit, *, weights: Weights, seed: int = 0, stop: Stop | None = None
) -> Found:
    """Find a plan for a board.

    Raises:
        CordonError: ``stop`` was told so; the search ends within a cut of the engine's.
    """
    return _Search(work, board, limit, weights, seed, stop or Stop()).run()


def found_of(
    work: Work, where: Matching, orders: Orders, weights: Weights, rounds: int = 0, short: Short = MappingProxyType({})
) -> Found:
    """What given orders come to; ``short`` says which crews could not be equipped for which tickets."""
    plan, today = judge(where.problem, orders, weights), judge(where.problem, where.problem.today, weights)
    lines = lines_of(where, plan, today, timedelta(minutes=work.settings.plan_retime_minutes))
    why = WhyNot(where.board, short)
    out = {key: why.reasons(where.board.tickets[key]) for key in plan.left_out if isinstance(key, UUID)}
    seen = travel_seen(work.travel, plan)
    return Found(where, plan, today, tuple(lines), {**where.left_out, **out}, weights, rounds, seen)


def weights_of(work: Work, asked: Mapping[str, float]) -> Weights:
    """The installation's weights, and those that the asker wants otherwise."""
    return Weights(**{**USUAL_WEIGHTS, **work.settings.plan_weights, **asked})


@dataclass
class _Search:
    work: Work
    board: Board
    limit: Limit
    weights: Weights
    seed: int
    stop: Stop
    rounds: int = 0
    at: dict[UUID, datetime] = field(default_factory=dict)
    barred: dict[tuple[UUID, UUID], str] = field(default_factory=dict)
    short: dict[tuple[UUID, UUID], tuple[Reason, ...]] = field(default_factory=dict)
    """Of those that are barred for want of equipment, what is missing."""

    def run(self) -> Found:
        self._bar_short(hopeless(self.board, [crew.id for crew in self.board.crews]))
        where, orders = self._solve(self.limit, None)
        for _ in range(TURNS):
            if not self._learn(where, orders):
                break
            where, orders = self._solve(self._shorter(), orders)
        orders = self._without_barred(orders)  # a pin is stronger than the rules only to the engine
        while self._learn(where, orders):  # what still does not hold is left out, until all that is left holds
            orders = self._without_barred(orders)
            where = matching(self.work, self.board, Given(self.at, self.barred))
        return found_of(self.work, where, orders, self.weights, self.rounds, self.short)

    def _without_barred(self, orders: Orders) -> Orders:
        return {crew: tuple(job for job in order if not self._fails(job, crew)) for crew, order in orders.items()}

    def _bar_short(self, short: Short) -> None:
        self.short.update(short)
        self.barred.update({pair: NOT_EQUIPPED for pair in short if pair not in self.barred})

    def _solve(self, limit: Limit, start: Orders | None) -> tuple[Matching, Orders]:
        self.stop.check()
        where = matching(self.work, self.board, Given(self.at, self.barred))
        known = None if start is None else {
            crew: tuple(job for job in order if job in where.problem.job_numbers)
            for crew, order in start.items()
            if crew in where.problem.crew_numbers
        }  # fmt: skip
        before = self.rounds

        def count(told: Progress) -> bool:
            self.rounds = before + told.rounds
            return self.stop.why is None

        plan = solve(where.problem, limit, weights=self.weights, seed=self.seed, start=known, told=count)
        self.stop.check()
        return where, plan.orders

    def _shorter(self) -> Limit:
        seconds, rounds = self.limit.seconds, self.limit.rounds
        return replace(
            self.limit,
            seconds=None if seconds is None else seconds * REPEAT_SHARE,
            rounds=None if rounds is None else math.ceil(rounds * REPEAT_SHARE),
        )

    def _learn(self, where: Matching, orders: Orders) -> bool:
        """Note which assumptions do not hold at the planned entries; whether there were any."""
        known = len(self.barred), dict(self.at)
        entries = list(self._entries(where, orders))
        for ticket_id, crew_id, entry_at, _ in entries:
            ticket, crew = self.board.tickets[ticket_id], where.crews[crew_id]
            assumed = self.at.get(ticket_id, self.board.now)
            if zones_of(ticket, assumed) != zones_of(ticket, entry_at):
                if ticket_id in self.at:  # between two zones: it would go to and fro for ever
                    self.barred[ticket_id, crew_id] = "plan.zone_between"
                self.at[ticket_id] = entry_at
                continue
            decision = holds(crew, ticket, entry_at)
            if not decision.allowed:
                self.barred[ticket_id, crew_id] = decision.codes[0]
        lasting = [each for each in entries if (each.ticket_id, each.crew_id) not in self.barred]
        self._bar_short(unequipped(self.board, where.crews, lasting))
        return known != (len(self.barred), self.at)

    def _entries(self, where: Matching, orders: Orders) -> Iterable[Entering]:
        plan = judge(where.problem, orders, self.weights)
        leave_s = {job.key: job.around.leave_s for job in where.problem.jobs}
        for route in plan.routes:
            for stop in route.stops:
                held = where.held.get((stop.job, route.crew))
                if held is None or held.state not in FIXED:
                    pair: tuple[Any, Any] = stop.job, route.crew
                    until = where.moment(stop.finish_s + leave_s[stop.job])
                    yield Entering(*pair, where.moment(stop.start_s + where.briefing_s), until)

    def _fails(self, job: Key, crew: Key) -> bool:
        return (job, crew) in self.barred
