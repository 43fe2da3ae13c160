"""Tiny storms whose outcome can be reckoned by hand, each on a database of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from shapely import MultiPolygon, box

from app.adapters.jobs import ProcrastinateJobs
from app.clock import ManualClock
from app.services.work import Work
from app.settings import Settings
from app.simulation.figures import Figures
from app.simulation.policies import Policy
from app.simulation.run import run
from app.simulation.storm import Call, Squad, Storm
from app.simulation.world import Cast, build
from app.wiring import make_engine, make_sessions, make_vault
from geo.places import Place
from geo.travel import StraightLine
from tests.conftest import NOON
from tests.support.databases import Server, database, on

HOME = Place(108.2, 16.05)
AROUND = MultiPolygon([box(108.0, 15.9, 108.4, 16.2)])


def call(key: str, at_s: float = 0.0, place: Place = HOME, **facts: object) -> Call:
    """A fault of ten customers that takes ten minutes."""
    told: dict[str, object] = {"customers": 10, "planned_minutes": 10, "service_s": 600.0} | facts
    return Call(key, at_s, place, **told)  # type: ignore[arg-type]


def storm(calls: tuple[Call, ...], squads: tuple[Squad, ...] = (Squad("S1", HOME),), **more: object) -> Storm:
    """A storm of two hours."""
    told: dict[str, object] = {"seed": 1, "hours": 2.0} | more
    return Storm(starts_at=NOON, territory=AROUND, calls=calls, squads=squads, **told)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Plain:
    """A world without chance: a minute until they go, roads as planned, ten seconds for a line of a checklist."""

    of: Storm

    def reaction_s(self, _: str) -> float:
        return 60.0

    def road_factor(self, _: str) -> float:
        return 1.0

    def work_s(self, ticket: str) -> float:
        return next(each.service_s for each in self.of.calls if each.key == ticket)

    def item_s(self, _: str) -> float:
        return 10.0


@dataclass
class Stage:
    """A database with a storm's cast."""

    work: Work
    cast: Cast
    storm: Storm
    plain: bool = field(default=True)

    def play(self, policy: Policy) -> Figures:
        """Let the storm pass."""
        return run(self.work, self.cast, self.storm, policy, nature=Plain(self.storm) if self.plain else None)


@contextmanager
def stage(server: Server, migrated: str, what: Storm, *, plain: bool = True) -> Iterator[Stage]:
    """A storm that is about to begin."""
    with database(server, migrated, migrated=True) as name:
        settings = Settings(database_url=on(server.service_url, name), secret_key="k" * 32)
        engine = make_engine(settings)
        travel = StraightLine(settings.travel_speed_kmh, settings.travel_circuity)
        work = Work(
            make_sessions(engine), ManualClock(NOON), ProcrastinateJobs(), settings, travel, make_vault(settings)
        )
        try:
            yield Stage(replace(work, clock=ManualClock(what.starts_at)), build(work, what), what, plain)
        finally:
            engine.dispose()
