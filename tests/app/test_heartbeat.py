"""The demo's heartbeat: the board lives, and what is the visitor's stays as it was."""

from collections import Counter
from dataclasses import replace

from sqlalchemy import text

from app.clock import ManualClock
from app.demo import story
from app.demo.background import BASES, prepare
from app.demo.heartbeat import MOST_OPEN, SOURCE, beat
from app.services.work import Work
from app.simulation.agenda import AtOnce
from tests.conftest import NOON

_VISITORS = """SELECT t.number, t.state, t.version FROM tickets t WHERE t.source IS DISTINCT FROM :source ORDER BY 1"""
_CREWS = "SELECT code, position IS NOT NULL, version FROM crews ORDER BY code"


def _rows(work: Work, query: str, **values: str) -> list[tuple[object, ...]]:
    with work.look() as tx:
        return [tuple(row) for row in tx.session.execute(text(query), values)]


def _live(work: Work, hours: float, seed: int) -> None:
    clock = work.clock
    assert isinstance(clock, ManualClock)
    hurried = work.settings.model_copy(update={"demo_pace": 60.0})
    beat(replace(work, settings=hurried), AtOnce(clock), hours, seed)


def test_the_board_lives_and_the_visitors_part_of_it_stands_still(committed: Work) -> None:
    work = replace(committed, clock=ManualClock(NOON))
    story.load(work)
    before, crews = _rows(work, _VISITORS, source=SOURCE), _rows(work, _CREWS)
    _live(work, 0.15, seed=1)
    assert _rows(work, _VISITORS, source=SOURCE) == before
    after = _rows(work, _CREWS)
    assert [row for row in after if row[0] not in BASES] == crews
    assert {row[0] for row in after if row[1]} == set(BASES)
    states = Counter(row[0] for row in _rows(work, "SELECT state FROM tickets WHERE source = :source", source=SOURCE))
    assert states["closed"] >= 1
    assert 1 <= states.total() - states["closed"] <= MOST_OPEN
    assert (
        _rows(work, "SELECT DISTINCT c.code FROM assignments a JOIN crews c ON c.id = a.crew_id WHERE c.code = 'T1'")
        == []
    )


def test_a_heartbeat_that_begins_anew_goes_on_with_what_is_under_way(committed: Work) -> None:
    work = replace(committed, clock=ManualClock(NOON))
    story.load(work)
    _live(work, 0.03, seed=1)
    under_way = {row[0] for row in _rows(work, "SELECT number FROM assignments WHERE state <> 'closed'")}
    assert under_way
    _live(work, 0.12, seed=2)
    closed = {row[0] for row in _rows(work, "SELECT number FROM assignments WHERE state = 'closed'")}
    assert under_way <= closed
    assert len(prepare(work).leaders) == len(BASES)


def test_nobody_can_sign_in_as_somebody_of_the_background(committed: Work) -> None:
    work = replace(committed, clock=ManualClock(NOON))
    story.load(work)
    prepare(work)
    hashes = _rows(work, "SELECT password_hash FROM users WHERE username LIKE 'nen-%'")
    assert {row[0] for row in hashes} == {"!"}
    assert len(hashes) == 2 + len(BASES)
