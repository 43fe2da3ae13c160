"""The live stream: who hears what, going on after a break, and its end."""

import asyncio
from collections.abc import Iterator
from uuid import UUID, uuid4

import httpx
import pytest
from fastapi import FastAPI

from app.access import Role, Scope, Subject, system
from app.live import Live
from app.main import create_app
from app.schema.events import Event
from app.schema.units import Unit
from app.services.events import About, record
from app.services.people import UserChanges, change_user
from app.services.work import Work
from app.wire.page import encode_cursor
from app.wiring import Wiring
from tests.support.accounts import add_authority, add_unit, add_user
from tests.support.settled import settle
from tests.support.streams import listening, serving

pytestmark = pytest.mark.race
Headers = dict[str, str]
SOMEBODY: Subject = system("test")


@pytest.fixture
def app(committed: Work) -> FastAPI:
    app = create_app(committed.settings, Wiring.around(committed))
    app.state.live = Live(committed, poll_seconds=0.02, ping_seconds=0.2)
    app.state.auth.subjects.lifetime_seconds = 0
    return app


@pytest.fixture
def address(app: FastAPI) -> Iterator[str]:
    with serving(app) as at:
        yield at


@pytest.fixture
def unit(committed: Work) -> Unit:
    return add_unit(committed, "DN")


@pytest.fixture
def dispatcher(committed: Work, app: FastAPI, unit: Unit) -> Headers:
    return headers_of(committed, app, add_user(committed, "dispatcher", Role.DISPATCHER, unit).id)


def headers_of(work: Work, app: FastAPI, user_id: UUID) -> Headers:
    settle(work)
    return {"Authorization": f"Bearer {app.state.auth.tokens.issue(user_id, work.clock.now())}"}


def happen(work: Work, about: About, verb: str = "ticket.created") -> str:
    with work.begin() as tx:
        return str(record(tx, SOMEBODY, verb, about))


def test_a_listener_hears_of_its_unit_only(committed: Work, address: str, unit: Unit, dispatcher: Headers) -> None:
    other, ticket_id = add_unit(committed, "HN"), uuid4()
    settle(committed)
    with listening(address, dispatcher) as ear:
        happen(committed, About("ticket", uuid4(), other.id))
        mine = happen(committed, About("ticket", ticket_id, unit.id, ticket_id=ticket_id))
        told = ear.next()
    assert told is not None
    assert told.event == "ticket.created"
    assert told.data == {
        "id": mine, "verb": "ticket.created", "subject_kind": "ticket", "subject_id": str(ticket_id),
        "unit_id": str(unit.id), "ticket_id": str(ticket_id), "assignment_id": None, "at": "2026-04-01T05:00:00Z",
        "actor": "system:test",
    }  # fmt: skip


def test_a_liaison_hears_of_its_authority_only(committed: Work, app: FastAPI, address: str) -> None:
    own, other = add_authority(committed, "A"), add_authority(committed, "B")
    liaison = headers_of(committed, app, add_user(committed, "liaison", Role.LIAISON, own).id)
    with listening(address, liaison) as ear:
        happen(committed, About("zone", uuid4(), None, other.id), "zone.published")
        mine = happen(committed, About("permit", uuid4(), uuid4(), own.id), "permit.requested")
        told = ear.next()
    assert told is not None
    assert told.data["id"] == mine


def test_nobody_hears_of_sign_ins(committed: Work, address: str, unit: Unit, dispatcher: Headers) -> None:
    with listening(address, dispatcher) as ear:
        happen(committed, About("user", uuid4(), unit.id), "user.signed_in")
        mine = happen(committed, About("ticket", uuid4(), unit.id))
        told = ear.next()
    assert told is not None
    assert told.data["id"] == mine


def test_a_stream_goes_on_where_it_ended(committed: Work, address: str, unit: Unit, dispatcher: Headers) -> None:
    with listening(address, dispatcher) as ear:
        happen(committed, About("ticket", uuid4(), unit.id))
        last = ear.next()
    assert last is not None
    missed = [happen(committed, About("ticket", uuid4(), unit.id)) for _ in range(3)]
    with listening(address, dispatcher, last.id) as ear:
        missed.append(happen(committed, About("ticket", uuid4(), unit.id)))
        told = [ear.next() for _ in missed]
    assert [each and each.data["id"] for each in told] == missed


@pytest.mark.parametrize(
    "cursor",
    [
        "gone",
        encode_cursor(1, UUID("0192f0c0-0000-7000-8000-0000000000ee")),
        encode_cursor(2**63, UUID("0192f0c0-0000-7000-8000-0000000000ee")),
        encode_cursor(-1, UUID("0192f0c0-0000-7000-8000-0000000000ee")),
    ],
)
def test_an_unknown_place_is_a_reset_and_the_stream_goes_on_from_now(
    committed: Work, address: str, unit: Unit, dispatcher: Headers, cursor: str
) -> None:
    with listening(address, dispatcher, cursor) as ear:
        reset = ear.next()
        mine = happen(committed, About("ticket", uuid4(), unit.id))
        told = ear.next()
    assert reset is not None
    assert reset.event == "reset"
    assert told is not None
    assert told.data["id"] == mine
    with listening(address, dispatcher, reset.id) as ear:
        again = ear.next()
    assert again == told


def test_a_quiet_stream_is_kept_alive(address: str, dispatcher: Headers) -> None:
    with listening(address, dispatcher) as ear:
        assert ear.next_block() == [": ping"]


def test_the_stream_ends_with_the_right_to_listen(committed: Work, app: FastAPI, address: str, unit: Unit) -> None:
    user = add_user(committed, "leaver", Role.DISPATCHER, unit)
    with listening(address, headers_of(committed, app, user.id)) as ear:
        change_user(committed, SOMEBODY, user.id, user.version, UserChanges(active=False))
        assert ear.next() is None


def test_without_a_token_there_is_nothing_to_hear(address: str) -> None:
    answer = httpx.get(f"{address}/api/v1/events")
    assert (answer.status_code, answer.json()["code"]) == (401, "auth.required")


def test_who_is_too_slow_is_told_to_read_everything_again(
    committed: Work, app: FastAPI, address: str, unit: Unit, dispatcher: Headers
) -> None:
    live: Live = app.state.live
    with listening(address, dispatcher) as ear:
        happen(committed, About("ticket", uuid4(), unit.id))
        assert ear.next() is not None
        (slow,) = live._listeners
        slow.lost = True
        happen(committed, About("ticket", uuid4(), unit.id))
        told = ear.next()
        assert told is not None
        assert told.event == "reset"
        assert ear.next() is None


def test_who_is_too_slow_is_lost_and_the_last_one_out_stops_the_reader(committed: Work, unit: Unit) -> None:
    async def overflow() -> tuple[bool, bool, int]:
        live = Live(committed, poll_seconds=0.01)
        slow = await live.join(Scope(unit_ids=frozenset({unit.id})))
        event = Event(unit_id=unit.id, subject_kind="ticket")
        while not slow.lost:
            slow.tell(event)
        waiting = slow.waiting.qsize()
        ran = live.following
        live.leave(slow)
        return ran, live.following, waiting

    assert asyncio.run(overflow()) == (True, False, 500)
