"""The Firebase adapter against the stand-in, over real HTTP: what each error of FCM comes to."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID

import httpx
import pytest

from app.adapters.firebase import FirebaseSender, make_certificate, open_sender
from app.services.senders import Message, Outcome
from app.settings import Settings
from app.standins.fcm import Running, run_in_thread

PUSH = UUID("0192f0c0-0000-7000-8000-000000000001")
DEVICE = UUID("0192f0c0-0000-7000-8000-000000000002")


@pytest.fixture(scope="module")
def fcm() -> Iterator[Running]:
    with run_in_thread() as running:
        yield running


@pytest.fixture(scope="module")
def sender(fcm: Running) -> Iterator[FirebaseSender]:
    opened = FirebaseSender(make_certificate("cordon", fcm.url), endpoint=fcm.url, timeout_seconds=0.5)
    yield opened
    opened.close()


def message(token: str) -> Message:
    return Message(
        push_id=PUSH,
        device_id=DEVICE,
        token=token,
        kind="assignment.new",
        sequence=1_790_000_000_000,
        ttl_seconds=1800,
        expires_at=datetime.now(UTC) + timedelta(minutes=30),
    )


def test_a_message_carries_type_id_and_sequence_and_nothing_else(fcm: Running, sender: FirebaseSender) -> None:
    (sent,) = sender.send([message("phone-1")])
    (letter,) = httpx.get(f"{fcm.url}/inbox/phone-1.json").json()
    assert sent.outcome is Outcome.ACCEPTED
    assert sent.message_id == letter["name"]
    assert letter["data"] == {"type": "assignment.new", "id": str(PUSH), "seq": "1790000000000"}
    assert set(letter["message"]) == {"data", "fid", "android", "apns", "webpush"}


def test_the_time_to_live_is_told_to_every_platform(fcm: Running, sender: FirebaseSender) -> None:
    sender.send([message("phone-ttl")])
    (letter,) = httpx.get(f"{fcm.url}/inbox/phone-ttl.json").json()
    assert letter["message"]["android"] == {"ttl": "1800s", "priority": "high"}
    assert letter["message"]["webpush"]["headers"] == {"TTL": "1800", "Urgency": "high"}
    assert int(letter["message"]["apns"]["headers"]["apns-expiration"]) > datetime.now(UTC).timestamp()


@pytest.mark.parametrize(
    ("error", "outcome", "code"),
    [
        ("UNREGISTERED", Outcome.TOKEN_GONE, "push.unregistered"),
        ("SENDER_ID_MISMATCH", Outcome.WRONG_SENDER, "push.sender_id_mismatch"),
        ("INVALID_ARGUMENT", Outcome.REFUSED, "push.invalid_argument"),
        ("QUOTA_EXCEEDED", Outcome.LATER, "push.quota_exceeded"),
        ("UNAVAILABLE", Outcome.LATER, "push.unavailable"),
        ("INTERNAL", Outcome.LATER, "push.internal"),
        ("THIRD_PARTY_AUTH_ERROR", Outcome.OPERATOR, "push.third_party_auth"),
    ],
)
def test_each_error_is_read_for_what_it_means(sender: FirebaseSender, error: str, outcome: Outcome, code: str) -> None:
    (sent,) = sender.send([message(f"fault-{error}-1")])
    assert sent.outcome is outcome
    assert sent.error is not None
    assert sent.error.startswith(code)


@pytest.mark.parametrize("error", ["QUOTA_EXCEEDED", "UNAVAILABLE", "INTERNAL"])
def test_the_sdk_asks_once_and_leaves_trying_again_to_the_queue(
    fcm: Running, sender: FirebaseSender, error: str
) -> None:
    sender.send([message("warm-up")])
    before = fcm.sends
    sender.send([message(f"fault-{error}-once")])
    assert fcm.sends - before == 1


def test_retry_after_is_handed_on_and_not_waited_for(fcm: Running, sender: FirebaseSender) -> None:
    ask = {"token": "busy", "error": "QUOTA_EXCEEDED", "times": 1, "retry_after": 77}
    httpx.post(f"{fcm.url}/control", json=ask).raise_for_status()
    (first,) = sender.send([message("busy-1")])
    (second,) = sender.send([message("busy-1")])
    assert (first.outcome, first.retry_after_s) == (Outcome.LATER, 77)
    assert second.outcome is Outcome.ACCEPTED


def test_silence_is_a_timeout_to_be_tried_again(fcm: Running, sender: FirebaseSender) -> None:
    ask = {"token": "silent", "error": "TIMEOUT", "times": 1, "seconds": 2}
    httpx.post(f"{fcm.url}/control", json=ask).raise_for_status()
    (sent,) = sender.send([message("silent-1")])
    assert (sent.outcome, sent.error) == (Outcome.LATER, "push.timeout")


def test_a_batch_is_answered_one_by_one_in_its_order(sender: FirebaseSender) -> None:
    tokens = [f"fault-UNREGISTERED-{n}" if n % 3 == 0 else f"many-{n}" for n in range(100)]
    answers = sender.send([message(token) for token in tokens])
    gone = [n for n, sent in enumerate(answers) if sent.outcome is Outcome.TOKEN_GONE]
    assert gone == list(range(0, 100, 3))
    assert sum(sent.outcome is Outcome.ACCEPTED for sent in answers) == 66


def test_the_access_token_is_fetched_once_for_many_messages(fcm: Running) -> None:
    fresh = FirebaseSender(make_certificate("cordon", fcm.url), endpoint=fcm.url)
    before = fcm.app.state.fcm.token_requests
    fresh.send([message(f"token-{n}") for n in range(50)])
    fresh.send([message("token-50")])
    fresh.close()
    assert fcm.app.state.fcm.token_requests - before == 1


def test_refused_credentials_call_the_operator_and_keep_the_tokens(fcm: Running) -> None:
    certificate = make_certificate("cordon", fcm.url) | {"token_uri": f"{fcm.url}/nowhere"}
    wrong = FirebaseSender(certificate, endpoint=fcm.url)
    answers = wrong.send([message("a"), message("b")])
    wrong.close()
    assert [sent.outcome for sent in answers] == [Outcome.OPERATOR] * 2


def test_nobody_listening_is_tried_again_later() -> None:
    with run_in_thread() as gone:
        url = gone.url
    lonely = FirebaseSender(make_certificate("cordon", url), endpoint=url, timeout_seconds=0.5)
    (sent,) = lonely.send([message("a")])
    lonely.close()
    assert sent.outcome is Outcome.LATER


def test_settings_choose_the_stand_in_or_no_sender_at_all(fcm: Running) -> None:
    assert open_sender(Settings(fcm_endpoint=None, fcm_credentials=None)) is None
    opened = open_sender(Settings(fcm_endpoint=f"{fcm.url}/"))
    assert opened is not None
    (sent,) = opened.send([message("by-settings")])
    opened.close()
    assert sent.outcome is Outcome.ACCEPTED
