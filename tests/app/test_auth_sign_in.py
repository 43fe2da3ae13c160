"""Signing in: who is let in, who is slowed down, what a token is good for."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from app.access import Role, system
from app.auth.passwords import Argon2Passwords
from app.auth.tokens import AccessTokens, kept_secret, make_key
from app.clock import ManualClock
from app.schema.base import new_id
from app.schema.people import User
from app.services.people import change_user
from app.services.sessions import ADDRESS_FACTOR
from app.services.work import Work
from tests.support.accounts import PASSWORD, add_unit, add_user, sign_in_as

TOKEN = "/api/v1/auth/token"


@pytest.fixture
def dispatcher(work: Work) -> User:
    return add_user(work, "lan", Role.DISPATCHER, add_unit(work, "DN"))


def attempt(client: TestClient, username: str = "lan", password: str = PASSWORD, **form: str) -> Response:
    return client.post(TOKEN, data={"grant_type": "password", "username": username, "password": password, **form})


def test_right_password_gives_a_token_that_opens_my_own_page(client: TestClient, dispatcher: User) -> None:
    answer = client.get("/api/v1/me", headers=sign_in_as(client, "lan"))
    assert answer.status_code == 200
    me = answer.json()
    assert (me["username"], me["unit"]["code"]) == ("lan", "DN")
    assert me["roles"][0]["role"] == "dispatcher"
    assert "assignments.write" in me["verbs"]
    assert "users.write" not in me["verbs"]


def test_user_name_is_the_same_in_capitals(client: TestClient, dispatcher: User) -> None:
    assert attempt(client, " LAN ").status_code == 200


@pytest.mark.parametrize(("username", "password"), [("lan", "wrong"), ("nobody", PASSWORD), ("lan\0", "x"), ("", "")])
def test_wrong_and_unknown_are_refused_alike(
    client: TestClient, dispatcher: User, username: str, password: str
) -> None:
    answer = attempt(client, username, password)
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == "auth.invalid"
    assert answer.json()["detail"] == "the user name or the password is not right"


def test_unknown_user_costs_a_full_check_of_a_password(
    client: TestClient, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever measures the time must not learn which names exist: the hasher runs for both."""
    hasher = client.app.state.auth.passwords._hasher
    checked: list[str] = []
    real = hasher.verify
    monkeypatch.setattr(hasher, "verify", lambda password, kept: checked.append(kept) or real(password, kept))
    attempt(client, "nobody")
    assert len(checked) == 1


def test_disabled_account_is_refused_at_sign_in_and_with_a_token_it_still_holds(
    client: TestClient, work: Work, dispatcher: User
) -> None:
    headers = sign_in_as(client, "lan")
    change_user(work, system("test"), dispatcher.id, None, {"active": False})
    assert attempt(client).status_code == 401
    client.app.state.auth.subjects.clear()
    assert client.get("/api/v1/me", headers=headers).status_code == 401


def test_a_name_is_slowed_down_after_ten_failures_and_free_again_after_the_window(
    client: TestClient, work: Work, clock: ManualClock, dispatcher: User
) -> None:
    for _ in range(work.settings.login_attempts):
        assert attempt(client, password="wrong").status_code == 401
    answer = attempt(client)
    assert answer.status_code == 429
    assert answer.json()["code"] == "auth.too_many"
    assert int(answer.headers["retry-after"]) == work.settings.login_window_seconds
    clock.advance(timedelta(seconds=int(answer.headers["retry-after"])))
    assert attempt(client).status_code == 200


def test_a_sign_in_clears_the_failures_of_its_own_name(client: TestClient, work: Work, dispatcher: User) -> None:
    for _ in range(2):
        for _ in range(work.settings.login_attempts - 1):
            attempt(client, password="wrong")
        assert attempt(client).status_code == 200


def test_an_address_is_slowed_down_whatever_names_it_tries(client: TestClient, work: Work, dispatcher: User) -> None:
    client.app.state.auth = replace(client.app.state.auth, passwords=Argon2Passwords(memory_kib=8, rounds=1))
    for number in range(work.settings.login_attempts * ADDRESS_FACTOR):
        assert attempt(client, f"guess{number}").status_code == 401
    assert attempt(client).status_code == 429


@pytest.mark.parametrize("header", [None, "Bearer ", "Bearer nonsense", "Basic bGFuOng="])
def test_without_a_good_token_nobody_is_asking(client: TestClient, header: str | None) -> None:
    answer = client.get("/api/v1/me", headers={"Authorization": header} if header else {})
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"


def test_token_ends_after_fifteen_minutes(client: TestClient, clock: ManualClock, dispatcher: User) -> None:
    headers = sign_in_as(client, "lan")
    clock.advance(timedelta(minutes=15) - timedelta(seconds=1))
    assert client.get("/api/v1/me", headers=headers).status_code == 200
    clock.advance(timedelta(seconds=1))
    answer = client.get("/api/v1/me", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (401, "auth.expired")


def test_token_of_another_key_or_without_signature_is_nobodys(clock: ManualClock) -> None:
    ours, theirs = (AccessTokens(make_key(name), timedelta(minutes=15)) for name in ("ours", "theirs"))
    user = new_id()
    token = ours.issue(user, clock.now())
    assert ours.find_user(token, clock.now()) == user
    assert theirs.find_user(token, clock.now()) is None
    unsigned = "eyJhbGciOiJub25lIn0." + token.split(".")[1] + "."
    assert ours.find_user(unsigned, clock.now()) is None


def test_key_of_the_installation_is_made_once_and_readable_by_its_owner_only(tmp_path: Path) -> None:
    home = tmp_path / "home"
    assert kept_secret(home) == kept_secret(home)
    (file,) = home.iterdir()
    assert file.stat().st_mode & 0o777 == 0o600


def test_unknown_grant_type_names_the_field(client: TestClient) -> None:
    answer = client.post(TOKEN, data={"grant_type": "magic"})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "grant_type"
