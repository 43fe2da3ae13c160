"""A phone that is lost: within seconds it may do nothing more, it gets nothing, and it is told to wipe itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from app.access import Role
from app.schema.events import Event
from app.schema.people import RefreshToken, User
from app.schema.units import Unit
from app.services.push_delivery import send_due
from app.services.work import Work
from tests.support.accounts import PASSWORD, add_user
from tests.support.phones import Hand, ScriptedSender, make_hand, queue_push, read_device
from tests.support.web import CHEAP, web_service

DEVICES = "/mobile/v1/devices"


@dataclass
class Handset:
    """The field app on one phone: it signs in, and keeps what it was given."""

    client: TestClient
    username: str
    access: str = ""
    refresh: str = ""
    device_id: str = ""

    def ask(self, method: str, path: str, **more: Any) -> Any:
        return self.client.request(method, path, headers={"Authorization": f"Bearer {self.access}"}, **more)

    def sign_in(self) -> "Handset":
        given = {"grant_type": "password", "username": self.username, "password": PASSWORD}
        self._take(self.client.post("/api/v1/auth/token", data=given))
        return self

    def renew(self) -> Any:
        answer = self.client.post(
            "/api/v1/auth/token", data={"grant_type": "refresh_token", "refresh_token": self.refresh}
        )
        if answer.status_code == 200:
            self._take(answer)
        return answer

    def register(self, token: str) -> "Handset":
        told = self.ask("POST", DEVICES, json={"platform": "android", "token": token, "name": token})
        assert told.status_code == 201, told.text
        self.device_id = told.json()["id"]
        return self

    def _take(self, answer: Any) -> None:
        told = answer.json()
        self.access, self.refresh = told["access_token"], told["refresh_token"]


@pytest.fixture
def client(work: Work) -> Iterator[TestClient]:
    """The service with its real memory of who asks: what is ended must be so within its few seconds."""
    with TestClient(web_service(work)) as asking:
        yield asking


@pytest.fixture
def hand(work: Work) -> Hand:
    made = make_hand(work)
    with work.begin() as tx:
        tx.session.get_one(User, made.user_id).password_hash = CHEAP.hash(PASSWORD)
    return made


@pytest.fixture
def handset(client: TestClient, hand: Hand) -> Any:
    return lambda token: Handset(client, hand.subject.name).sign_in().register(token)


def unit_of(work: Work, hand: Hand) -> Unit:
    with work.look() as tx:
        return tx.session.get_one(Unit, hand.unit_id)


def requests_of(phone: Handset) -> dict[str, Any]:
    """One of each thing that a phone does."""
    push = {"client_id": "0192f0c0-0000-7000-8000-0000000000aa", "actions": []}
    return {
        "pull": phone.ask("GET", "/mobile/v1/sync/pull"),
        "push": phone.ask("POST", "/mobile/v1/sync/push", json=push),
        "positions": phone.ask("POST", "/mobile/v1/positions", json={"fixes": []}),
        "evidence": phone.ask("PUT", f"/mobile/v1/evidence/{'0' * 64}", content=b"x"),
        "upload": phone.client.post(
            "/mobile/v1/uploads",
            headers={"Authorization": f"Bearer {phone.access}", "Tus-Resumable": "1.0.0", "Upload-Length": "1"},
        ),
        "devices": phone.ask("GET", DEVICES),
    }


def test_a_lost_phone_may_do_nothing_more_and_is_told_to_wipe_itself(handset: Any) -> None:
    lost, kept = handset("lost"), handset("kept")
    assert requests_of(lost)["pull"].status_code == 200
    assert kept.ask("POST", f"{DEVICES}/{lost.device_id}/lost").status_code == 204
    refused = {name: (each.status_code, each.json()["code"]) for name, each in requests_of(lost).items()}
    assert refused == dict.fromkeys(refused, (401, "device.lost"))
    assert (lost.renew().status_code, lost.renew().json()["code"]) == (401, "device.lost")
    assert requests_of(kept)["pull"].status_code == 200
    assert kept.renew().status_code == 200


def test_its_later_sessions_end_too(handset: Any) -> None:
    """A token that was renewed, in the same sign-in, and a second sign-in on the same phone."""
    lost, kept = handset("lost"), handset("kept")
    first = lost.access
    lost.renew()
    again = Handset(lost.client, lost.username).sign_in().register("lost")
    assert again.device_id == lost.device_id
    kept.ask("POST", f"{DEVICES}/{lost.device_id}/lost")
    lost.access = first
    assert {each.ask("GET", DEVICES).json()["code"] for each in (lost, again)} == {"device.lost"}


def test_a_lost_phone_gets_no_pushes(work: Work, hand: Hand, handset: Any) -> None:
    lost, kept = handset("lost"), handset("kept")
    kept.ask("POST", f"{DEVICES}/{lost.device_id}/lost")
    queue_push(work, hand)
    sender = ScriptedSender()
    send_due(work, sender)
    assert {message.token for message in sender.got} == {"kept"}


def test_a_phone_that_never_said_which_session_is_its_own_takes_all_such_with_it(
    work: Work, client: TestClient, hand: Hand, handset: Any
) -> None:
    """As releases before this one left them."""
    unbound, kept = Handset(client, hand.subject.name).sign_in(), handset("kept")
    lost = Handset(client, hand.subject.name).sign_in().register("lost")
    with work.begin() as tx:
        for row in tx.session.scalars(select(RefreshToken).where(RefreshToken.device_id == lost.device_id)):
            row.device_id = None
    kept.ask("POST", f"{DEVICES}/{lost.device_id}/lost")
    assert {each.ask("GET", DEVICES).status_code for each in (unbound, lost)} == {401}
    assert kept.ask("GET", DEVICES).status_code == 200


def test_the_phone_in_ones_hand_is_signed_out_not_lost(handset: Any) -> None:
    phone = handset("this")
    told = phone.ask("POST", f"{DEVICES}/{phone.device_id}/lost")
    assert (told.status_code, told.json()["code"]) == (409, "device.this")


def test_a_phone_that_is_found_again_signs_in_anew(work: Work, handset: Any) -> None:
    lost, kept = handset("lost"), handset("kept")
    kept.ask("POST", f"{DEVICES}/{lost.device_id}/lost")
    found = Handset(lost.client, lost.username).sign_in().register("lost")
    assert found.ask("GET", DEVICES).status_code == 200
    assert read_device(work, lost.device_id).lost_at is None


def test_a_worker_sees_all_phones_and_which_one_this_is(handset: Any) -> None:
    one, two = handset("one"), handset("two")
    listed = {each["name"]: each["this"] for each in one.ask("GET", DEVICES).json()}
    assert listed == {"one": True, "two": False}
    assert two.ask("GET", "/mobile/v1/sync/pull").json()["device"] == {"id": two.device_id, "renew_token": False}


@pytest.mark.parametrize("role", [Role.DISPATCHER, Role.ADMIN])
def test_a_desk_reports_a_phone_of_its_people_lost(
    work: Work, client: TestClient, hand: Hand, handset: Any, sign_in: Any, role: Role
) -> None:
    phone, desk = handset("lost"), sign_in(add_user(work, "desk", role, unit_of(work, hand)).id)
    listed = client.get("/api/v1/devices", params={"user_id": str(hand.user_id)}, headers=desk).json()
    assert [each["id"] for each in listed] == [phone.device_id]
    for _ in range(2):
        assert client.post(f"/api/v1/devices/{phone.device_id}/lost", headers=desk).status_code == 204
    assert phone.ask("GET", DEVICES).json()["code"] == "device.lost"
    with work.look() as tx:
        told = tx.session.scalars(select(Event).where(Event.verb == "device.lost")).all()
    assert [(each.unit_id, each.payload["sessions"]) for each in told] == [(hand.unit_id, 1)]


def test_a_desk_of_another_unit_neither_sees_nor_ends_it(
    work: Work, client: TestClient, handset: Any, sign_in: Any
) -> None:
    phone = handset("lost")
    stranger = sign_in(add_user(work, "stranger", Role.DISPATCHER, unit_of(work, make_hand(work))).id)
    assert phone.device_id not in [each["id"] for each in client.get("/api/v1/devices", headers=stranger).json()]
    assert client.post(f"/api/v1/devices/{phone.device_id}/lost", headers=stranger).status_code == 404
    assert phone.ask("GET", DEVICES).status_code == 200


def test_what_another_process_remembers_ends_within_five_seconds(client: TestClient) -> None:
    """Each process remembers who asks; none for longer than this."""
    assert client.app.state.auth.subjects.lifetime_seconds < 5  # type: ignore[attr-defined]


def test_a_session_that_was_signed_out_is_over_at_once_too(work: Work, handset: Any) -> None:
    phone = handset("out")
    phone.client.post("/api/v1/auth/logout", data={"refresh_token": phone.refresh})
    phone.client.app.state.auth.subjects.clear()
    assert phone.ask("GET", DEVICES).json()["code"] == "auth.ended"
