"""Steps after silence are taken once each, whoever works at the same time and whoever is killed over them."""

import multiprocessing
import os
import signal
import time
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from pydantic import SecretStr
from sqlalchemy import create_engine, func, select
from sqlalchemy.orm import sessionmaker

from app.clock import ManualClock
from app.schema.devices import Push
from app.schema.events import Event
from app.schema.messages import Message
from app.schema.people import User
from app.services import due
from app.services.pushes import PushKind, queue
from app.services.work import Work
from tests.support.booking import at_once
from tests.support.phones import make_hand
from tests.support.works import make_work

pytestmark = pytest.mark.race

PUSHES = 30
WORKERS = 4
WAIT = timedelta(minutes=2)
"""Of a stand-down, which reaches people off duty too."""
STEPS = ("push.repeated", "push.texted", "push.unanswered")


@pytest.fixture
def told(committed: Work) -> Work:
    """Many people, each told something that nobody answers."""
    keys = {"esms_api_key": SecretStr("k"), "esms_secret_key": SecretStr("s")}
    work = replace(committed, settings=committed.settings.model_copy(update=keys))
    hand = make_hand(work, token="phone")
    with work.begin() as tx:
        tx.session.get_one(User, hand.user_id).phone = "0905000111"
        for _ in range(PUSHES):
            kind, ttl = PushKind.STAND_DOWN, 24 * 3600
            queue(tx, hand.subject, user_id=hand.user_id, kind=kind, unit_id=hand.unit_id, ttl_seconds=ttl)
    return work


def taken(work: Work) -> dict[str, int]:
    query = select(Event.verb, func.count()).where(Event.verb.in_(STEPS)).group_by(Event.verb)
    with work.look() as tx:
        return {row[0]: row[1] for row in tx.session.execute(query)}


def letters(work: Work) -> int:
    with work.look() as tx:
        return tx.session.scalar(select(func.count()).select_from(Message)) or 0


def test_workers_that_look_at_the_same_time_take_each_step_once(told: Work, clock: ManualClock) -> None:
    for number in range(len(STEPS)):
        clock.advance(WAIT)
        at_once([lambda: due.apply_due(told)] * WORKERS)
        due.apply_due(told)  # what one worker held another one left out
        assert taken(told) == dict.fromkeys(STEPS[: number + 1], PUSHES)
    assert letters(told) == PUSHES


def look_for_ever(url: str, settings: object, now: datetime) -> None:
    """A worker of its own: its connections, its clock."""
    engine = create_engine(url)
    work = make_work(sessionmaker(engine, expire_on_commit=False), ManualClock(now), settings)  # type: ignore[arg-type]
    while True:
        due.apply_due(work)


def test_a_worker_killed_between_two_steps_leaves_none_half_done(told: Work, clock: ManualClock) -> None:
    url = told.sessions.kw["bind"].url.render_as_string(hide_password=False)
    for number in range(len(STEPS)):
        clock.advance(WAIT)
        child = multiprocessing.get_context("fork").Process(
            target=look_for_ever, args=(url, told.settings, clock.now())
        )
        child.start()
        try:
            until = time.monotonic() + 30
            while taken(told).get(STEPS[number], 0) < 3 and time.monotonic() < until:
                time.sleep(0.005)
        finally:
            os.kill(child.pid or 0, signal.SIGKILL)
            child.join()
        due.apply_due(told)
        assert taken(told) == dict.fromkeys(STEPS[: number + 1], PUSHES)
    assert letters(told) == PUSHES
    with told.look() as tx:
        left = tx.session.scalars(select(Push.id).where(Push.answer_by.is_not(None))).all()
    assert left == []
