"""Fifty phones on bad networks: whatever is lost, doubled or late, everything done is applied once and in its order."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Any
from uuid import uuid4

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text

from app.clock import ManualClock
from app.services.work import Work
from tests.support.lossy import LossyPhone
from tests.support.phones import Hand, make_assignment, make_hand, queue_push
from tests.support.web import web_service

pytestmark = pytest.mark.race

MOST_TRIES = 2000
THREADS = 4

_KEPT = "SELECT client_id::text, client_seq, id::text FROM field_actions ORDER BY client_id, client_seq"
_STATES = """
SELECT 'assignment', c.id::text, a.state, count(*) FROM assignments a JOIN crews c ON c.id = a.crew_id GROUP BY 1, 2, 3
UNION ALL SELECT 'push', u.id::text, p.state, count(*) FROM pushes p JOIN users u ON u.id = p.user_id GROUP BY 1, 2, 3
UNION ALL SELECT 'help', c.id::text, h.state, count(*) FROM help_requests h JOIN crews c ON c.id = h.crew_id
GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
"""
_EVENTS = """
SELECT verb, count(*) FROM events WHERE verb LIKE 'help_request.%' OR verb IN ('push.delivered', 'push.read',
'assignment.accepted', 'assignment.en_route', 'assignment.declined', 'assignment.aborted') GROUP BY verb ORDER BY verb
"""


@dataclass(frozen=True)
class Net:
    """The service on a database of its own, and phones that reach it."""

    work: Work
    app: Any
    client: TestClient

    def phone(self, hand: Hand, seed: int) -> LossyPhone:
        """One that is signed in."""

        def post(body: dict[str, Any]) -> dict[str, Any]:
            token = self.app.state.auth.tokens.issue(hand.user_id, self.work.clock.now())
            headers = {"Authorization": f"Bearer {token}"}
            answer = self.client.post("/mobile/v1/sync/push", json=body, headers=headers)
            assert answer.status_code == 200, answer.text
            told: dict[str, Any] = answer.json()
            return told

        return LossyPhone(post, Random(seed))  # noqa: S311 - nothing secret

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        with self.work.look() as tx:
            return [tuple(row) for row in tx.session.execute(text(query))]


@pytest.fixture
def net(committed: Work) -> Iterator[Net]:
    app = web_service(committed)
    with TestClient(app) as client:
        yield Net(committed, app, client)


def busy_day(net: Net, hand: Hand, phone: LossyPhone, length: int) -> None:
    """Jobs that are taken, driven to, given up; messages that arrive; calls for help; and what makes no sense."""
    jobs = [str(make_assignment(net.work, hand, hours_ahead=2 * hour + 1)[0]) for hour in range(3)]
    at = net.work.clock.now().isoformat()
    for job in jobs:
        phone.did("assignment.accept", job, at)
    phone.did("assignment.transition", jobs[0], at, to="en_route")
    phone.did("assignment.transition", jobs[1], at, to="en_route")  # a crew is on one job at a time
    phone.did("assignment.transition", jobs[0], at, to="aborted", reason="cây đổ")
    phone.did("assignment.transition", jobs[1], at, to="en_route")
    phone.did("assignment.decline", jobs[2], at, reason="hết ca")
    phone.did("assignment.transition", jobs[2], at, to="accepted")
    phone.did("dance", jobs[0], at)
    while len(phone.actions) < length:
        push = str(queue_push(net.work, hand))
        call = str(uuid4())
        phone.did("push.delivered", push, at)
        phone.did("help.ask", call, at, need="supervisor", note=f"lần {len(phone.actions)}")
        phone.did("push.read", push, at)
        phone.did("help.end", call, at, to="cancelled")
        phone.did("help.end", call, at, to="done")  # it is over


def until_all_is_told(phones: list[LossyPhone]) -> None:
    """Each tries until everything has its answer; several at the same time."""

    def go(phone: LossyPhone) -> None:
        for _ in range(MOST_TRIES):
            if not phone.waiting:
                return
            phone.try_once()
        raise AssertionError(f"{len(phone.waiting)} actions never got through")

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(go, phones))


def everything_once(net: Net, phones: list[LossyPhone]) -> None:
    """Nothing is lost, nothing is doubled, nothing is out of order."""
    done = [(each.client_id, action["client_seq"], action["action_id"]) for each in phones for action in each.actions]
    assert net.rows(_KEPT) == sorted(done, key=lambda row: (row[0], row[1]))


def converge(net: Net, phones: int, actions: int, seed: int) -> list[LossyPhone]:
    """So many phones with so many actions each, until all is told."""
    hands = [make_hand(net.work) for _ in range(phones)]
    held = [net.phone(hand, seed * 1000 + number) for number, hand in enumerate(hands)]
    for hand, phone in zip(hands, held, strict=True):
        busy_day(net, hand, phone, actions)
    until_all_is_told(held)
    everything_once(net, held)
    assert sum(phone.lost + phone.again for phone in held) > len(held), "the network was too good to prove anything"
    return held


def and_again(net: Net, phones: list[LossyPhone], times: int) -> None:
    """All of it once more, in shuffled batches: the same answers, and the same state."""
    states, events, kept = net.rows(_STATES), net.rows(_EVENTS), net.rows(_KEPT)
    rng = Random(7)  # noqa: S311 - likewise

    def replay(phone: LossyPhone) -> None:
        order = list(phone.actions)
        rng.shuffle(order)
        for start in range(0, len(order), 40):
            phone.send(order[start : start + 40])

    for _ in range(times):
        with ThreadPoolExecutor(THREADS) as pool:
            list(pool.map(replay, phones))
        assert (net.rows(_STATES), net.rows(_EVENTS), net.rows(_KEPT)) == (states, events, kept)


def check(net: Net, phones: int, actions: int) -> None:
    held = converge(net, phones, actions, seed=1)
    whole = {tuple(phone.outcomes) for phone in held}
    assert len(whole) == 1, "the same day came to other ends on other networks"
    codes = {code for _, code in held[0].outcomes}
    assert codes >= {None, "sync.unknown_kind"}
    done = [
        action["kind"] for action, told in zip(held[0].actions, held[0].outcomes, strict=True) if told[0] == "applied"
    ]
    assert {"push.read", "help.ask", "help.end"} <= set(done)
    assert {"applied", "conflict", "rejected"} == {outcome for outcome, _ in held[0].outcomes}
    and_again(net, held, 5)


def test_a_few_phones_converge(net: Net) -> None:
    check(net, phones=4, actions=40)


@pytest.mark.long
def test_fifty_phones_with_ten_thousand_actions_converge(net: Net) -> None:
    check(net, phones=50, actions=200)


@pytest.mark.parametrize("actions", [60, pytest.param(500, marks=pytest.mark.long)])
def test_three_days_without_a_network_lose_nothing(net: Net, clock: ManualClock, actions: int) -> None:
    """A whole tour without a network, then all at once: applied in its order, at the times at which it was done."""
    hand = make_hand(net.work)
    phone, steps = net.phone(hand, 3), timedelta(hours=72) / actions
    busy_day(net, hand, phone, actions)
    began = clock.now()
    for number, action in enumerate(phone.actions):
        action["device_time"] = (began + number * steps).isoformat()
    clock.advance(timedelta(hours=72))
    while phone.waiting:
        phone.send(phone.waiting[:200])
    everything_once(net, [phone])
    assert {outcome for outcome, _ in phone.outcomes} == {"applied", "conflict", "rejected"}
    times = net.rows("SELECT device_time FROM field_actions ORDER BY client_seq")
    assert [time for (time,) in times] == [began + number * steps for number in range(len(phone.actions))]
