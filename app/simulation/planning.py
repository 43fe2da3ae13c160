"""The policies that plan: the engine re-plans the whole board and commits what it finds; its blind twin sees no zones.

Both use the plan service as the console does. What the blind one plans is committed and carried out under the same
rules: what it did not count with costs time at the gate.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta

from app.access import Verb
from app.errors import CordonError
from app.services import plan_commits, plans
from app.services.board import Board
from app.services.plan_commits import Choice
from app.services.plan_views import PlanView
from app.services.plans import Asked
from app.services.work import Work
from app.simulation.desks import Desk

ROUNDS = 400
"""Of the search for each plan; a number of rounds, as the same seed shall give the same storm on every machine."""


EVERY = timedelta(minutes=10)


@dataclass(frozen=True)
class Engine:
    """Plan the board and commit all of it: when something waits, and every ten minutes while anything is planned."""

    name: str = "engine"
    rounds: int = ROUNDS
    weights: Mapping[str, float] = field(default_factory=dict)

    def decide(self, desk: Desk) -> None:
        """Plan and commit."""
        waiting = desk.waiting()
        if not waiting and (desk.planned_at is None or desk.agenda.now - desk.planned_at >= EVERY):
            waiting = desk.waiting("assigned")
        for unit_id in sorted({view.ticket.unit_id for view in waiting}):
            desk.planned_at = desk.agenda.now
            try:
                plan = self._plan(desk, Asked(unit_id, rounds=self.rounds, weights=self.weights))
                done = plan_commits.commit(desk.work, desk.subject, plan.plan.id, Choice(everything=True))
            except CordonError as error:
                desk.refused.update([error.code])
            else:
                desk.refused.update(_refusals(done))

    def _plan(self, desk: Desk, asked: Asked) -> PlanView:
        return plans.make_plan(desk.work, desk.subject, asked)


@dataclass(frozen=True)
class ZoneBlind(Engine):
    """The same engine, but it plans as if nobody had to be asked, no suit put on and nothing disinfected."""

    name: str = "engine-no-zones"
    weights: Mapping[str, float] = field(default_factory=lambda: {"exposure": 0.0})

    def _plan(self, desk: Desk, asked: Asked) -> PlanView:
        work = desk.work
        with work.begin() as tx:
            board = plans.read_board(work, tx, desk.subject.scope(Verb.PLANS_WRITE), asked.unit_id)
        found, seconds = plans.find_plan(_hurried(work), _open(board), asked)
        with work.begin() as tx:
            plan = plans.keep(tx, desk.subject, found, asked, seconds, "asked")
        return plans.get_plan(work, desk.subject, plan.id)


def _hurried(work: Work) -> Work:
    """An installation in which zones take no time."""
    return replace(work, settings=work.settings.model_copy(update={"donning_minutes": 0, "exit_minutes": 0}))


def _open(board: Board) -> Board:
    """A board on which every authority has said yes already."""
    return replace(board, permits={}, response_minutes=dict.fromkeys(board.response_minutes, 0))


def _refusals(view: PlanView) -> Counter[str]:
    return Counter(
        reason.code for each in view.lines if each.line.state in ("refused", "stale") for reason in each.reasons
    )
