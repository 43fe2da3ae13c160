"""Staying signed in: rotation, grace for a lost answer, theft, one session per desk."""

from datetime import timedelta

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from app.access import Role, system
from app.clock import ManualClock
from app.schema.people import User
from app.services.people import change_user
from app.services.work import Work
from tests.support.accounts import PASSWORD, add_unit, add_user

TOKEN, LOGOUT = "/api/v1/auth/token", "/api/v1/auth/logout"
GRACE = timedelta(seconds=60)


@pytest.fixture(autouse=True)
def worker(work: Work) -> User:
    return add_user(work, "minh", Role.WORKER, add_unit(work, "DN"))


def sign_in(client: TestClient, **form: str) -> Response:
    return client.post(TOKEN, data={"grant_type": "password", "username": "minh", "password": PASSWORD, **form})


def refresh(client: TestClient, token: str = "", **form: str) -> Response:
    return client.post(TOKEN, data={"grant_type": "refresh_token", "refresh_token": token, **form})


def test_refresh_token_is_exchanged_for_the_next(client: TestClient) -> None:
    first = sign_in(client).json()
    second = refresh(client, first["refresh_token"])
    assert second.status_code == 200
    assert second.json()["refresh_token"] not in (None, first["refresh_token"])
    assert second.headers["cache-control"] == "no-store"
    me = client.get("/api/v1/me", headers={"Authorization": f"Bearer {second.json()['access_token']}"})
    assert me.json()["username"] == "minh"


def test_a_token_just_exchanged_is_good_once_more_because_an_answer_may_be_lost(
    client: TestClient, clock: ManualClock
) -> None:
    token = sign_in(client).json()["refresh_token"]
    assert refresh(client, token).status_code == 200
    clock.advance(GRACE)
    again = refresh(client, token)
    assert again.status_code == 200
    clock.advance(timedelta(minutes=14))
    assert refresh(client, again.json()["refresh_token"]).status_code == 200


def test_a_token_used_again_after_the_grace_is_theft_and_ends_the_whole_sign_in(
    client: TestClient, clock: ManualClock
) -> None:
    stolen = sign_in(client).json()["refresh_token"]
    newest = refresh(client, stolen).json()["refresh_token"]
    other = sign_in(client).json()["refresh_token"]
    clock.advance(GRACE + timedelta(seconds=1))
    answer = refresh(client, stolen)
    assert (answer.status_code, answer.json()["code"]) == (401, "auth.reused")
    assert refresh(client, newest).status_code == 401
    assert refresh(client, other).status_code == 200, "another sign-in of the same person goes on"


def test_using_a_token_in_the_grace_does_not_make_the_grace_longer(client: TestClient, clock: ManualClock) -> None:
    token = sign_in(client).json()["refresh_token"]
    refresh(client, token)
    clock.advance(GRACE)
    refresh(client, token)
    clock.advance(timedelta(seconds=1))
    assert refresh(client, token).json()["code"] == "auth.reused"


def test_a_phone_that_was_offline_for_three_days_is_still_signed_in(client: TestClient, clock: ManualClock) -> None:
    token = sign_in(client).json()["refresh_token"]
    clock.advance(timedelta(days=3, minutes=1))
    assert refresh(client, token).status_code == 200


def test_a_refresh_token_ends(client: TestClient, work: Work, clock: ManualClock) -> None:
    token = sign_in(client).json()["refresh_token"]
    clock.advance(timedelta(hours=work.settings.refresh_token_hours))
    assert refresh(client, token).status_code == 401


def test_a_desk_keeps_its_token_in_a_cookie_that_scripts_and_other_sites_cannot_use(client: TestClient) -> None:
    answer = sign_in(client, desk="field")
    assert answer.json()["refresh_token"] is None
    name, *attributes = answer.headers["set-cookie"].split("; ")
    assert name.startswith("cordon_refresh_field=")
    assert {"HttpOnly", "Path=/api/v1/auth", "SameSite=strict"} <= set(attributes)
    assert "Secure" not in attributes


def test_the_cookie_is_kept_to_https_where_the_operator_says_so(
    client: TestClient, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work.settings, "secure_cookies", True)
    assert "; Secure" in sign_in(client, desk="field").headers["set-cookie"]


def test_desks_of_one_browser_do_not_disturb_each_other(client: TestClient) -> None:
    sign_in(client, desk="field")
    sign_in(client, desk="console")
    assert client.post(LOGOUT, data={"desk": "console"}).status_code == 204
    assert refresh(client, desk="console").status_code == 401
    assert refresh(client, desk="field").status_code == 200


def test_a_token_of_one_desk_is_no_good_at_another(client: TestClient) -> None:
    sign_in(client, desk="field")
    token = client.cookies.get("cordon_refresh_field")
    assert refresh(client, token).status_code == 401


def test_signing_out_ends_all_tokens_of_the_sign_in(client: TestClient) -> None:
    first = sign_in(client).json()["refresh_token"]
    second = refresh(client, first).json()["refresh_token"]
    assert client.post(LOGOUT, data={"refresh_token": second}).status_code == 204
    assert refresh(client, second).status_code == 401
    assert refresh(client, first).status_code == 401


def test_signing_out_twice_or_with_an_unknown_token_is_no_error(client: TestClient) -> None:
    token = sign_in(client).json()["refresh_token"]
    for _ in range(2):
        assert client.post(LOGOUT, data={"refresh_token": token}).status_code == 204
    assert client.post(LOGOUT, data={"refresh_token": "unknown"}).status_code == 204


@pytest.mark.parametrize("changes", [{"password_hash": "x"}, {"active": False}])
def test_new_password_or_closed_account_ends_all_sessions(
    client: TestClient, work: Work, worker: User, changes: dict[str, object]
) -> None:
    token = sign_in(client).json()["refresh_token"]
    change_user(work, system("test"), worker.id, None, changes)
    assert refresh(client, token).status_code == 401


def test_refresh_without_token_says_what_to_send(client: TestClient) -> None:
    assert refresh(client).json()["errors"][0]["field"] == "refresh_token"
    assert refresh(client, desk="field").status_code == 401
