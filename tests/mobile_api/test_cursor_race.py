"""Whoever follows the cursor misses nothing and gets nothing twice, however late and in what order others commit."""

import random
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from uuid import UUID

import pytest
from hypothesis import settings
from sqlalchemy import select

from app.access import system
from app.schema.assignments import Assignment
from app.schema.base import new_id
from app.schema.events import Event
from app.services.events import About, record
from app.services.sync import pull
from app.services.work import Work
from app.storage import events
from tests.support.phones import Hand, make_assignment, make_hand
from tests.support.settled import settle

pytestmark = [pytest.mark.race, pytest.mark.proof]

WRITERS, JOBS = 6, 8
COMMITS = 10_000 if settings.get_current_profile_name() == "prove" else 240


@dataclass
class Told:
    """What a reader of the trail was handed, in order."""

    ids: list[UUID] = field(default_factory=list)
    positions: list[tuple[int, UUID]] = field(default_factory=list)


@dataclass
class Race:
    """Writers that commit late and out of order, and readers who follow meanwhile."""

    work: Work
    hand: Hand
    jobs: list[UUID]
    over: threading.Event = field(default_factory=threading.Event)

    def write(self, seed: int) -> list[UUID]:
        """A writer's share of the commits: a job changed, with one to three events; the ids of these."""
        chance = random.Random(seed)  # noqa: S311 - no secret
        written: list[UUID] = []
        left = COMMITS // WRITERS + 1
        while left:
            told = self._commit(chance)
            written += told
            left -= bool(told)
        return written

    def _commit(self, chance: random.Random) -> list[UUID]:
        """One transaction; some wait before they commit, some give up and leave nothing behind."""
        mark, made = new_id(), []
        try:
            with self.work.begin() as tx:
                job = chance.choice(self.jobs)
                for _ in range(chance.randint(1, 3)):
                    about = About("assignment", job, assignment_id=job)
                    made.append(record(tx, system("race"), "assignment.marked", about, payload={"mark": str(mark)}))
                if chance.random() < 0.2:  # what is older than others commits after them
                    time.sleep(chance.uniform(0, 0.02))
                row = tx.session.get_one(Assignment, job, with_for_update=True)
                row.doffing_point = str(mark)
                _give_up_sometimes(chance)
        except _GivenUpError:
            return []
        return made

    def follow(self) -> Told:
        """Read the trail by its cursor to the end, a few at a time."""
        told, cursor = Told(), None
        while True:
            last = self.over.is_set()
            if last:
                settle(self.work)
            with self.work.look() as tx:
                page = events.list_after(tx.session, cursor, 7)
                told.ids += [each.id for each in page]
                told.positions += [(each.xid, each.id) for each in page]
            if page:
                cursor = told.positions[-1]
            elif last:
                return told

    def pull_on(self) -> dict[UUID, str | None]:
        """A phone that pulls again and again; what it holds in the end."""
        held: dict[UUID, str | None] = {}
        position = None
        while True:
            last = self.over.is_set()
            if last:
                settle(self.work)
            told = pull(self.work, self.hand.subject, position)
            assert not told.reset
            position = told.position
            held |= {pack.id: pack.view.row.doffing_point for pack in told.packs}
            if last:
                return held


class _GivenUpError(Exception):
    """Rolls a transaction back."""


def _give_up_sometimes(chance: random.Random) -> None:
    if chance.random() < 0.1:
        raise _GivenUpError


def test_readers_of_the_cursor_skip_nothing_and_get_nothing_twice(committed: Work) -> None:
    hand = make_hand(committed)
    jobs = [make_assignment(committed, hand, hours_ahead=2 * turn + 1)[0] for turn in range(JOBS)]
    race = Race(committed, hand, jobs)
    with ThreadPoolExecutor(WRITERS + 3) as pool:
        readers, phone = [pool.submit(race.follow) for _ in range(2)], pool.submit(race.pull_on)
        writers = [pool.submit(race.write, seed) for seed in range(WRITERS)]
        written = [event_id for each in writers for event_id in each.result()]
        race.over.set()
        told, held = [each.result() for each in readers], phone.result()
    with committed.look() as tx:
        there = {row.id: row.doffing_point for row in tx.session.scalars(select(Assignment))}
        everything = set(tx.session.scalars(select(Event.id)))
    assert set(written) <= everything
    for each in told:
        assert [event_id for event_id, times in Counter(each.ids).items() if times > 1] == []
        assert set(each.ids) == everything
        assert each.positions == sorted(each.positions)
    assert held == there
