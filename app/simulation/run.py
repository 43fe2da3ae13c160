"""One policy through one storm, on a database that holds the storm's cast and nothing else."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Self

from app.clock import ManualClock
from app.services.work import Work
from app.simulation.agenda import Agenda, AtOnce, Bell, Pause, Process
from app.simulation.chance import Chance
from app.simulation.crews import Crew, Nature
from app.simulation.desks import Desk, Liaison, take_calls
from app.simulation.figures import Figures, read
from app.simulation.happenings import Network, Ringing, Worker, pass_by, return_of_coverage
from app.simulation.phones import Phone
from app.simulation.policies import ROUND_S, Policy
from app.simulation.storm import Storm
from app.simulation.world import Cast

DECIDE_S = 5.0
"""From a ring at the board to the dispatcher's decision; what rings meanwhile is decided with it."""

Told = Callable[[float], None]
"""Hears of progress, 0 to 1."""


@dataclass(frozen=True)
class Fate:
    """What the world does to whoever comes to a ticket: drawn by the ticket alone, so the same under every policy."""

    chance: Chance
    service_s: Mapping[str, float]
    """Of each ticket, as the storm says."""

    @classmethod
    def of(cls, storm: Storm) -> Self:
        """That of a storm."""
        return cls(Chance(storm.seed), {call.key: call.service_s for call in storm.calls})

    def reaction_s(self, ticket: str) -> float:
        """From the push to setting off."""
        return self.chance.around(90.0, 0.5, "reaction", ticket)

    def road_factor(self, ticket: str) -> float:
        """Trees on the road, and other people's fear of them."""
        return self.chance.around(1.1, 0.25, "road", ticket)

    def work_s(self, ticket: str) -> float:
        """As the storm says."""
        return self.service_s[ticket]

    def item_s(self, ticket: str) -> float:
        """For one line of a checklist."""
        return self.chance.around(15.0, 0.3, "item", ticket)


def run(
    work: Work,
    cast: Cast,
    storm: Storm,
    policy: Policy,
    told: Told = lambda _: None,
    *,
    nature: Nature | None = None,
) -> Figures:
    """Let the storm pass and read what it left in the database.

    Args:
        work: services on a database made by ``world.build``; its clock must be a ``ManualClock`` at the beginning.
        cast: whom the simulation acts for.
        storm: what happens.
        policy: how the dispatcher decides.
        told: hears of progress.
        nature: how long everything takes, where that shall not be left to chance.

    Raises:
        TypeError: the clock of ``work`` is not a ``ManualClock``.
    """
    if not isinstance(work.clock, ManualClock):
        raise TypeError("a storm needs a clock that it may put forward")
    agenda = Agenda(work.clock, AtOnce(work.clock))
    jobs = Ringing(work.jobs)
    stage = _Stage(replace(work, jobs=jobs), agenda, jobs, cast, storm, Chance(storm.seed), nature or Fate.of(storm))
    desk = stage.fill()
    agenda.start(_dispatch(desk, policy))
    agenda.start(_tell(agenda, storm, told))
    agenda.run(storm.ends_at)
    return read(work, storm, policy.name, desk.refused)


@dataclass(frozen=True)
class _Stage:
    """Puts everybody in their place before the storm begins."""

    work: Work
    agenda: Agenda
    jobs: Ringing
    cast: Cast
    storm: Storm
    chance: Chance
    nature: Nature

    def fill(self) -> Desk:
        """Start all processes but the dispatcher's own; the dispatcher's desk."""
        work, agenda, cast = self.work, self.agenda, self.cast
        board = Bell(agenda)
        desk = Desk(work, agenda, cast.dispatcher, board)
        crews = self._crews(board)
        self.jobs.bell = Bell(agenda)
        requests = Bell(agenda)
        agenda.start(Worker(work, agenda, Network(crews), self.jobs.bell, requests).live())
        for crew in crews.values():
            agenda.start(crew.live())
            agenda.start(return_of_coverage(agenda, crew))
        agenda.start(Liaison(work, agenda, cast.liaison, desk, self.chance, requests).watch())
        for zone in self.storm.zones:
            agenda.start(pass_by(work, cast.liaison, cast.authority_id, zone, board))
        agenda.start(take_calls(work, agenda, cast.agent, self.storm.calls, board))
        return desk

    def _crews(self, board: Bell) -> dict[str, Crew]:
        crews = {}
        for hands in self.cast.crews:
            code = hands.squad.code
            silent = self.storm.silent.get(code, ())
            token = f"sim:{code}"
            phone = Phone(self.work, hands.leader, token, self.storm.starts_at, silent)
            crews[token] = Crew(
                self.work, self.agenda, self.nature, phone, Bell(self.agenda), hands.squad.base, board.ring
            )
        return crews


def _dispatch(desk: Desk, policy: Policy) -> Process:
    while True:
        yield Pause(ROUND_S, desk.bell)
        yield Pause(DECIDE_S)
        policy.decide(desk)


def _tell(agenda: Agenda, storm: Storm, told: Told) -> Process:
    while True:
        told((agenda.now - storm.starts_at) / (storm.ends_at - storm.starts_at))
        yield Pause(storm.hours * 36)
