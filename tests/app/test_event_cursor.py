"""Readers of events go in commit order: what commits late comes late, and is never skipped."""

import time
from uuid import UUID, uuid4

import pytest
from sqlalchemy.orm import Session

from app.access import system
from app.services.events import About, record
from app.services.listening import Position, find_newest, list_missed, list_new, position_of
from app.services.work import Tx, Work
from tests.support.settled import PATIENCE_SECONDS, settle

pytestmark = pytest.mark.race


def write(work: Work, session: Session) -> UUID:
    """One event in a transaction that stays open."""
    return record(Tx(session, work.clock.now(), work.jobs), system("test"), "test.done", About("test", uuid4()))


def read(work: Work, position: Position | None) -> tuple[list[UUID], Position | None]:
    """What follows a position, and where the reader stands then."""
    new = list_new(work, position)
    return [event.id for event in new], position_of(new[-1]) if new else position


def wait_for(work: Work, position: Position | None, event_id: UUID) -> tuple[list[UUID], Position | None]:
    """Read on until an event was among what was read."""
    heard: list[UUID] = []
    deadline = time.monotonic() + PATIENCE_SECONDS
    while event_id not in heard:
        assert time.monotonic() < deadline, "it never came"
        new, position = read(work, position)
        heard += new
        time.sleep(0.01)
    return heard, position


def test_an_event_that_commits_late_is_not_skipped(committed: Work) -> None:
    with committed.sessions() as slow, committed.sessions() as quick:
        early = write(committed, slow)
        late = write(committed, quick)
        quick.commit()
        first, position = read(committed, None)
        slow.commit()
        second, _ = wait_for(committed, position, late)
    assert (first, second) == ([], [early, late])


def test_what_was_committed_before_the_slow_one_began_does_not_wait_for_it(committed: Work) -> None:
    with committed.sessions() as quick, committed.sessions() as slow:
        done = write(committed, quick)
        quick.commit()
        waiting = write(committed, slow)
        first, position = wait_for(committed, None, done)
        slow.commit()
        second, _ = wait_for(committed, position, waiting)
    assert (first, second) == ([done], [waiting])


def test_an_event_that_is_rolled_back_is_never_read(committed: Work) -> None:
    with committed.sessions() as failing, committed.sessions() as quick:
        write(committed, failing)
        kept = write(committed, quick)
        quick.commit()
        failing.rollback()
    assert wait_for(committed, None, kept)[0] == [kept]


def test_a_reader_who_joins_hears_what_is_still_open(committed: Work) -> None:
    with committed.sessions() as slow, committed.sessions() as quick:
        early = write(committed, slow)
        write(committed, quick)
        quick.commit()
        joined = find_newest(committed)
        slow.commit()
    settle(committed)
    assert early in read(committed, joined)[0]


def test_every_event_is_read_once_whatever_order_transactions_end_in(committed: Work) -> None:
    written: set[UUID] = set()
    heard: list[UUID] = []
    position: Position | None = None
    for first_out in range(3):
        sessions = [committed.sessions() for _ in range(3)]
        written |= {write(committed, session) for session in sessions for _ in range(2)}
        for turn in range(3):
            session = sessions[(first_out + turn * 2) % 3]
            session.commit()
            session.close()
            new, position = read(committed, position)
            heard += new
    settle(committed)
    heard += read(committed, position)[0]
    assert (len(heard), set(heard)) == (18, written)


def test_an_unknown_position_is_told_apart_from_one_where_nothing_followed(committed: Work) -> None:
    with committed.sessions() as session:
        write(committed, session)
        session.commit()
    settle(committed)
    newest = find_newest(committed)
    assert newest is not None
    assert list_missed(committed, newest) == []
    assert list_missed(committed, (newest[0], uuid4())) is None
