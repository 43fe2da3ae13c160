"""The demo's heartbeat: the board lives, and what is the visitor's stays as it was."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
from sqlalchemy import text

from app.adapters.jobs import ProcrastinateJobs
from app.clock import ManualClock
from app.demo import story
from app.demo.background import BASES
from app.demo.heartbeat import MOST_OPEN, SOURCE, beat
from app.services.work import Work
from app.settings import Settings
from app.simulation.agenda import AtOnce
from app.wiring import make_sessions, make_vault
from geo.travel import StraightLine
from tests.conftest import NOON
from tests.support.databases import Server, database, service_engine

_TICKETS = "SELECT t.number, t.state, t.version FROM tickets t WHERE t.source IS DISTINCT FROM :source ORDER BY 1"
_OWN = "SELECT t.number, t.state, t.address FROM tickets t WHERE t.source = :source ORDER BY 1"
_CREWS = "SELECT c.code, c.position IS NOT NULL, c.version FROM crews c ORDER BY c.code"
_JOBS = "SELECT a.number, a.state, c.code FROM assignments a JOIN crews c ON c.id = a.crew_id ORDER BY 1"
_HASHES = "SELECT username, password_hash FROM users WHERE username LIKE 'nen-%'"

Rows = list[tuple[Any, ...]]


@dataclass(frozen=True)
class Lives:
    """The demo before its heartbeat, after two minutes of it, and after seven more with a new one."""

    tickets: tuple[Rows, Rows]
    crews: tuple[Rows, Rows]
    own: Rows
    stuck: Rows
    """Its tickets after a quarter of an hour more, with crews that never set off."""
    jobs: tuple[Rows, Rows]
    hashes: Rows


@pytest.fixture(scope="module")
def lives(server: Server, migrated: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lives]:
    """One telling of the story, lived through at ten times the demo's pace."""
    settings = Settings(home=tmp_path_factory.mktemp("home"), secret_key="k" * 32, database_url=None, demo_pace=60)
    with database(server, migrated, migrated=True) as name:
        engine = service_engine(server, name)
        clock = ManualClock(NOON)
        work = Work(make_sessions(engine), clock, ProcrastinateJobs(), settings, StraightLine(), make_vault(settings))

        def rows(query: str) -> Rows:
            with work.look() as tx:
                values = {"source": SOURCE} if ":source" in query else {}
                return [tuple(row) for row in tx.session.execute(text(query), values)]

        story.load(work)
        tickets, crews = rows(_TICKETS), rows(_CREWS)
        beat(work, AtOnce(clock), 2 / 60, seed=1)
        jobs = rows(_JOBS)
        beat(work, AtOnce(clock), 7 / 60, seed=2)
        own, moved = rows(_OWN), rows(_CREWS)
        slow = replace(work, settings=settings.model_copy(update={"demo_pace": 0.001}))
        beat(slow, AtOnce(clock), 0.25, seed=3)
        yield Lives(
            (tickets, rows(_TICKETS)), (crews, moved), own, rows(_OWN), (jobs, rows(_JOBS)), rows(_HASHES)
        )  # fmt: skip
        engine.dispose()


def test_tickets_come_in_are_worked_and_closed(lives: Lives) -> None:
    assert Counter(row[1] for row in lives.own)["closed"] >= 2


def test_callers_say_where_they_are_in_words(lives: Lives) -> None:
    assert all(re.fullmatch(r"Cột \d+, xuất tuyến \d{3}", row[2]) for row in lives.own)


def test_no_more_reports_are_taken_than_there_may_be_open(lives: Lives) -> None:
    """With crews that never get anything done, it stops at the number and stays there."""
    assert sum(row[1] != "closed" for row in lives.stuck) == MOST_OPEN


def test_the_background_crews_move_and_nobody_else_does(lives: Lives) -> None:
    before, after = lives.crews
    assert {row[0] for row in after} == {row[0] for row in before} | set(BASES)
    assert {row[0] for row in after if row[1]} == set(BASES)
    assert [row for row in after if row[0] not in BASES] == before


def test_the_visitors_tickets_and_crews_are_left_alone(lives: Lives) -> None:
    assert lives.tickets[0] == lives.tickets[1]
    assert {row[2] for row in lives.jobs[1]} <= set(BASES)


def test_a_heartbeat_that_begins_anew_goes_on_with_what_is_under_way(lives: Lives) -> None:
    under_way = {row[0] for row in lives.jobs[0] if row[1] != "closed"}
    assert under_way
    assert under_way <= {row[0] for row in lives.jobs[1] if row[1] == "closed"}


def test_nobody_can_sign_in_as_somebody_of_the_background(lives: Lives) -> None:
    assert len(lives.hashes) == 2 + len(BASES)
    assert {row[1] for row in lives.hashes} == {"!"}
