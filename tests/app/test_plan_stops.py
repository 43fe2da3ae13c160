"""Searches that nobody waits for any more: they end at once, keep nothing and make room for others."""

import json
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from http.client import HTTPConnection
from typing import Any

import httpx
import pytest
from prometheus_client import REGISTRY

from app.auth.tokens import AccessTokens
from app.errors import AbandonedError, BusyError
from app.main import create_app
from app.services import board, plan_turns, plans, replanning
from app.services.plan_turns import Stop
from app.services.plans import Asked
from app.services.replanning import Mode
from app.services.work import Work
from app.storage.plans import PlanFilter
from app.wiring import Wiring
from tests.support.boards import fault
from tests.support.booking import PATIENCE_SECONDS, Depot, make_depot
from tests.support.streams import serving

ENDLESS = 10**12
"""Rounds; no search comes to its end by itself."""

GONE = AbandonedError("nobody waits")


@pytest.fixture
def depot(work: Work) -> Depot:
    return a_depot(work)


def a_depot(work: Work) -> Depot:
    depot = make_depot(work)
    depot.add_crews(2)
    for number in range(4):
        fault(depot, number)
    return depot


def until(holds: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not holds():
        assert time.monotonic() < deadline, "it does not come about"
        time.sleep(0.005)


def kept(depot: Depot) -> int:
    return len(plans.list_plans(depot.work, depot.dispatcher, PlanFilter(), before=None, limit=9))


def search_for_ever(depot: Depot, stop: Stop, pool: ThreadPoolExecutor) -> "Future[Any]":
    """A search that runs by now; what is thrown or found comes later."""
    with depot.work.look() as tx:
        now = board.read(tx, depot.unit.id, timedelta(hours=12))
    found = pool.submit(plans.find_plan, depot.work, now, Asked(depot.unit.id, rounds=ENDLESS), stop)
    until(lambda: plan_turns.running() or found.done())
    return found


def test_a_search_ends_when_it_is_told_to(depot: Depot) -> None:
    stop = Stop()
    with ThreadPoolExecutor(1) as pool:
        found = search_for_ever(depot, stop, pool)
        stop.end(GONE)
        with pytest.raises(AbandonedError):
            found.result(PATIENCE_SECONDS)
    assert plan_turns.running() == 0


def test_who_stops_waiting_for_a_turn_goes_at_once_and_takes_none() -> None:
    stop = Stop()
    with plan_turns.turn(1, 0), ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(take_turn, threading.TIMEOUT_MAX, stop)
        stop.end(GONE)
        with pytest.raises(AbandonedError):
            waiting.result(PATIENCE_SECONDS)
        with pytest.raises(BusyError):
            take_turn(0, Stop())
    take_turn(0, Stop())


def take_turn(wait_seconds: float, stop: Stop) -> None:
    with plan_turns.turn(1, wait_seconds, stop):
        pass


def test_the_word_to_all_ends_each_and_the_first_reason_counts() -> None:
    everybody = Stop()
    one, other = Stop(everybody), Stop(everybody)
    one.end(GONE)
    assert (one.why, other.why) == (GONE, None)
    everybody.end(BusyError("stopping"))
    assert (one.why, other.why) == (GONE, everybody.why)


def test_what_is_given_up_is_not_kept(depot: Depot) -> None:
    stop = Stop()
    stop.end(GONE)
    with pytest.raises(AbandonedError):
        plans.make_plan(depot.work, depot.dispatcher, Asked(depot.unit.id, rounds=ENDLESS), stop=stop)
    assert kept(depot) == 0


def test_a_worker_that_stops_leaves_the_board_to_the_next_one(committed: Work) -> None:
    depot, stop = a_depot(committed), Stop()
    replanning.set_replanning(depot.work, depot.dispatcher, depot.unit.id, 0, Mode("propose", seconds=10.0))
    with ThreadPoolExecutor(1) as pool:
        made = pool.submit(replanning.propose_due, depot.work, stop)
        until(lambda: plan_turns.running() or made.done())
        stop.end(GONE)
        assert made.result(PATIENCE_SECONDS) == 0
    assert kept(depot) == 0
    assert replanning.get_replanning(depot.work, depot.dispatcher, depot.unit.id).fingerprint is None


def test_who_hangs_up_makes_room_for_the_next(committed: Work) -> None:
    """The server's second search would be refused as long as the first one runs."""
    depot = a_depot(replace(committed, settings=committed.settings.model_copy(update={"plan_wait_seconds": 4.0})))
    app = create_app(depot.work.settings, Wiring.around(depot.work))
    tokens: AccessTokens = app.state.auth.tokens
    who = {"Authorization": f"Bearer {tokens.issue(depot.dispatcher.user_id, depot.work.clock.now())}"}
    given_up = {"method": "POST", "route": "/api/v1/plans", "status": "499"}
    before = REGISTRY.get_sample_value("cordon_request_seconds_count", given_up) or 0
    plan = {"unit_id": str(depot.unit.id), "seconds": plans.MOST_SECONDS}
    with serving(app) as address:
        leaving = HTTPConnection(address.removeprefix("http://"))
        leaving.request("POST", "/api/v1/plans", json.dumps(plan), who | {"Content-Type": "application/json"})
        until(plan_turns.running)
        leaving.close()
        answer = httpx.post(
            f"{address}/api/v1/plans", json=plan | {"seconds": 0.05}, headers=who, timeout=PATIENCE_SECONDS
        )
    assert answer.status_code == 201, answer.text
    assert kept(depot) == 1
    assert REGISTRY.get_sample_value("cordon_request_seconds_count", given_up) == before + 1
