"""The stand-in for FCM: it demands what FCM demands, and lets a page listen."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import RSAKey

from app.standins.fcm import Running, run_in_thread

GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
SCOPE = "https://www.googleapis.com/auth/firebase.messaging"
KEY = RSAKey.generate_key(2048)


@pytest.fixture
def fcm() -> Iterator[Running]:
    with run_in_thread() as running:
        yield running


def assertion(fcm: Running, **changes: object) -> str:
    now = int(time.time())
    claims = {"iss": "me", "scope": SCOPE, "aud": f"{fcm.url}/token", "iat": now, "exp": now + 600, **changes}
    return jwt.encode({"alg": "RS256"}, claims, KEY)


def ask_token(fcm: Running, signed: str, grant: str = GRANT) -> httpx.Response:
    return httpx.post(f"{fcm.url}/token", data={"grant_type": grant, "assertion": signed})


def send(fcm: Running, message: dict[str, object], token: str | None = None) -> httpx.Response:
    token = token or ask_token(fcm, assertion(fcm)).json()["access_token"]
    headers = {"Authorization": f"Bearer {token}"}
    return httpx.post(f"{fcm.url}/v1/projects/p/messages:send", json={"message": message}, headers=headers)


@pytest.mark.parametrize(
    "changes", [{"aud": "https://elsewhere"}, {"scope": "email"}, {"exp": 1}, {"iss": ""}, {"iat": "soon"}]
)
def test_an_assertion_of_the_wrong_form_gets_no_token(fcm: Running, changes: dict[str, object]) -> None:
    answer = ask_token(fcm, assertion(fcm, **changes))
    assert answer.status_code == 400
    assert answer.json()["error"] == "invalid_grant"


@pytest.mark.parametrize("signed", ["", "a.b", "a.b.c", "bm8.bm8.bm8"])
def test_what_is_no_jwt_gets_no_token(fcm: Running, signed: str) -> None:
    assert ask_token(fcm, signed).status_code in (400, 422)


def test_another_grant_gets_no_token(fcm: Running) -> None:
    assert ask_token(fcm, assertion(fcm), grant="password").status_code == 400


def test_sending_needs_a_token_that_was_handed_out(fcm: Running) -> None:
    answer = send(fcm, {"fid": "a"}, token="made-up")
    assert answer.status_code == 401
    assert answer.json()["error"]["status"] == "UNAUTHENTICATED"


@pytest.mark.parametrize(
    "message",
    [
        {},
        {"fid": "a", "token": "b"},
        {"topic": "all"},
        {"fid": "a", "data": {"n": 1}},
        {"fid": "a", "data": {"n": "x" * 5000}},
        {"fid": "a", "android": {"ttl": "long"}},
    ],
)
def test_a_malformed_message_is_an_invalid_argument(fcm: Running, message: dict[str, object]) -> None:
    answer = send(fcm, message)
    assert answer.status_code == 400
    assert answer.json()["error"]["details"][0]["errorCode"] == "INVALID_ARGUMENT"


def test_an_error_asked_for_comes_as_often_as_asked(fcm: Running) -> None:
    httpx.post(f"{fcm.url}/control", json={"token": "x", "error": "UNAVAILABLE", "times": 2})
    assert [send(fcm, {"fid": "x1"}).status_code for _ in range(3)] == [503, 503, 200]


def test_all_errors_can_be_called_off(fcm: Running) -> None:
    httpx.post(f"{fcm.url}/control", json={"error": "INTERNAL"})
    assert send(fcm, {"fid": "x"}).status_code == 500
    httpx.post(f"{fcm.url}/control", json={"error": None})
    assert send(fcm, {"fid": "x"}).status_code == 200


def test_an_unknown_error_cannot_be_asked_for(fcm: Running) -> None:
    assert httpx.post(f"{fcm.url}/control", json={"error": "NO_SUCH"}).status_code == 422


def test_the_inbox_streams_what_comes_and_resumes_behind_the_last_seen(fcm: Running) -> None:
    send(fcm, {"fid": "phone", "data": {"seq": "1"}})
    headers = {"Origin": "http://127.0.0.1:8000"}
    with httpx.stream("GET", f"{fcm.url}/inbox/phone", headers=headers, timeout=5) as stream:
        lines = stream.iter_lines()
        assert stream.headers["access-control-allow-origin"] in ("*", headers["Origin"])
        assert next(line for line in lines if line.startswith("id:")) == "id: 1"
        send(fcm, {"fid": "phone", "data": {"seq": "2"}})
        assert next(line for line in lines if line.startswith("id:")) == "id: 2"
    with httpx.stream("GET", f"{fcm.url}/inbox/phone", headers={"Last-Event-ID": "1"}, timeout=5) as stream:
        assert next(line for line in stream.iter_lines() if line.startswith("id:")) == "id: 2"


def test_a_foreign_page_may_not_read_an_inbox(fcm: Running) -> None:
    answer = httpx.get(f"{fcm.url}/inbox/phone.json", headers={"Origin": "https://evil.example"})
    assert "access-control-allow-origin" not in answer.headers


def test_it_says_its_port_in_a_file_and_stops_when_told(tmp_path: Path) -> None:
    port_file = tmp_path / "port"
    command = [sys.executable, "-m", "app.standins.fcm", "--port", "0", "--port-file", str(port_file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        until = time.monotonic() + 20
        while not port_file.exists() and time.monotonic() < until:
            time.sleep(0.05)
        answer = httpx.get(f"http://127.0.0.1:{int(port_file.read_text())}/inbox/x.json")
        process.terminate()
        assert process.wait(10) is not None
    assert answer.json() == []
