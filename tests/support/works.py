"""What use cases work with, in tests: a clock that stands still, straight lines, the queue of the same database."""

from typing import Any

from sqlalchemy.orm import sessionmaker

from app.adapters.jobs import ProcrastinateJobs
from app.clock import ManualClock
from app.services.work import Work
from app.settings import Settings
from app.wiring import make_vault
from geo.travel import StraightLine


def make_work(sessions: "sessionmaker[Any]", clock: ManualClock, settings: Settings) -> Work:
    """All of it."""
    return Work(
        sessions=sessions,
        clock=clock,
        jobs=ProcrastinateJobs(),
        settings=settings,
        travel=StraightLine(settings.travel_speed_kmh, settings.travel_circuity),
        vault=make_vault(settings),
    )
