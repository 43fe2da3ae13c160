"""Web push against a stand-in that checks signatures and decrypts: what arrives, what answers mean, what is refused."""

import socket
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any
from uuid import UUID

import pytest

from app.access import system
from app.adapters.pushes import Senders, open_senders
from app.adapters.webpush import WebPushSender, open_web_push, origin_of, retry_after
from app.clock import ManualClock
from app.errors import InvalidError
from app.services import devices, push_keys, sealed
from app.services.push_delivery import send_due
from app.services.senders import Browser, Message, Outcome
from app.services.web_endpoints import Subscription, check_endpoint, is_public
from app.services.work import Work
from app.settings import Settings
from app.standins.webpush import Running, run_in_thread
from tests.support.phones import Hand, ScriptedSender, make_hand, queue_push, read_device, read_push

CONTACT = "mailto:ops@cordon.example"
PUSH = UUID("0192f0c0-0000-7000-8000-000000000001")
DEVICE = UUID("0192f0c0-0000-7000-8000-000000000002")
OPERATOR = system("test")


@pytest.fixture(scope="module")
def service() -> Iterator[Running]:
    with run_in_thread() as running:
        yield running


@pytest.fixture(scope="module")
def sender() -> Iterator[WebPushSender]:
    opened = WebPushSender(CONTACT, private=True, timeout_seconds=2)
    yield opened
    opened.close()


@pytest.fixture
def pushing(work: Work) -> Work:
    told = {"web_push_contact": CONTACT, "web_push_private": True}
    return replace(work, settings=work.settings.model_copy(update=told))


@pytest.fixture
def hand(pushing: Work) -> Hand:
    return make_hand(pushing)


def key_text(work: Work, hand: Hand) -> str:
    public = push_keys.find_public(work, hand.subject)
    assert public is not None
    return urlsafe_b64encode(public).rstrip(b"=").decode()


def subscribed(given: dict[str, Any], public_key: str) -> Subscription:
    return Subscription(given["endpoint"], given["keys"]["p256dh"], given["keys"]["auth"], public_key)


def register(work: Work, hand: Hand, service: Running) -> tuple[UUID, str]:
    """A browser of this worker; (device, endpoint)."""
    key = key_text(work, hand)
    given = service.subscribe(key)
    device_id = devices.register(work, hand.subject, platform="web", subscription=subscribed(given, key))
    return device_id, given["endpoint"]


def message(given: dict[str, Any], private_key: bytes = b"\x01" * 32) -> Message:
    return Message(
        push_id=PUSH,
        device_id=DEVICE,
        token=given["endpoint"],
        kind="assignment.new",
        sequence=1_790_000_000_000,
        ttl_seconds=1800,
        expires_at=datetime.now(UTC) + timedelta(minutes=30),
        browser=Browser(given["keys"]["p256dh"], given["keys"]["auth"], private_key),
    )


def test_the_browser_reads_type_id_and_sequence_and_nobody_on_the_way_reads_anything(
    service: Running, sender: WebPushSender
) -> None:
    given = service.subscribe()
    (sent,) = sender.send([message(given)])
    (letter,) = service.letters(given["endpoint"])
    assert (sent.outcome, sent.service) == (Outcome.ACCEPTED, "webpush")
    assert letter.data == {"type": "assignment.new", "id": str(PUSH), "seq": "1790000000000"}
    assert b"assignment" not in letter.encrypted
    assert (letter.headers["ttl"], letter.headers["urgency"]) == ("1800", "high")


def test_of_one_push_sent_twice_a_push_service_may_keep_the_newest(service: Running, sender: WebPushSender) -> None:
    given = service.subscribe()
    sender.send([message(given)])
    sender.send([message(given)])
    topics = {letter.headers["topic"] for letter in service.letters(given["endpoint"])}
    assert len(topics) == 1
    assert len(topics.pop()) <= 32


@pytest.mark.parametrize(
    ("status", "outcome", "code"),
    [
        (404, Outcome.TOKEN_GONE, "push.subscription_gone"),
        (410, Outcome.TOKEN_GONE, "push.subscription_gone"),
        (400, Outcome.REFUSED, "push.bad_request"),
        (413, Outcome.REFUSED, "push.too_big"),
        (401, Outcome.OPERATOR, "push.vapid_refused"),
        (403, Outcome.OPERATOR, "push.vapid_refused"),
        (429, Outcome.LATER, "push.quota_exceeded"),
        (500, Outcome.LATER, "push.unavailable"),
        (503, Outcome.LATER, "push.unavailable"),
        (418, Outcome.REFUSED, "push.http: 418"),
        (307, Outcome.REFUSED, "push.http: 307"),
    ],
)
def test_each_answer_is_read_for_what_it_means(
    service: Running, sender: WebPushSender, status: int, outcome: Outcome, code: str
) -> None:
    service.answer_once(status, Location="http://127.0.0.1:1/elsewhere")
    asked = service.state.asked
    (sent,) = sender.send([message(service.subscribe())])
    assert (sent.outcome, sent.error) == (outcome, code)
    assert service.state.asked == asked + 1, "asked once: no redirect is followed, nothing is repeated here"


@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_is_handed_on(service: Running, sender: WebPushSender, status: int) -> None:
    service.answer_once(status, Retry_After="77")
    (sent,) = sender.send([message(service.subscribe())])
    assert sent.retry_after_s == 77


def test_retry_after_may_be_a_moment_and_nonsense_is_none() -> None:
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=60), usegmt=True)
    assert 55 <= retry_after({"Retry-After": soon}) <= 60
    assert [retry_after({"Retry-After": each}) for each in ("soon", "", "-5", "²")] == [0, 0, 0, 0]


def test_a_subscription_of_another_key_calls_the_operator(service: Running, sender: WebPushSender) -> None:
    given = service.subscribe("BOther")
    assert sender.send([message(given)])[0].outcome is Outcome.OPERATOR


def test_a_batch_is_answered_one_by_one_in_its_order(service: Running, sender: WebPushSender) -> None:
    given = [service.subscribe() for _ in range(100)]
    for each in given[::3]:
        service.forget(each["endpoint"])
    answers = sender.send([message(each) for each in given])
    assert [n for n, sent in enumerate(answers) if sent.outcome is Outcome.TOKEN_GONE] == list(range(0, 100, 3))
    assert sum(sent.outcome is Outcome.ACCEPTED for sent in answers) == 66


def test_nobody_listening_is_tried_again_later(sender: WebPushSender) -> None:
    with run_in_thread() as gone:
        given = gone.subscribe()
    (sent,) = sender.send([message(given)])
    assert (sent.outcome, sent.error) == (Outcome.LATER, "push.unavailable: ConnectionError")


def test_silence_is_a_timeout_to_be_tried_again() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent, run_in_thread() as service:
        given = service.subscribe() | {"endpoint": f"http://127.0.0.1:{silent.getsockname()[1]}/push/1"}
        hasty = WebPushSender(CONTACT, private=True, timeout_seconds=0.3)
        (sent,) = hasty.send([message(given)])
        hasty.close()
    assert (sent.outcome, sent.error) == (Outcome.LATER, "push.timeout")


def test_keys_that_are_none_are_the_messages_fault(service: Running, sender: WebPushSender) -> None:
    given = service.subscribe()
    broken = replace(message(given), browser=Browser("BAAA", given["keys"]["auth"], b"\x01" * 32))
    assert sender.send([broken])[0].outcome is Outcome.REFUSED


def test_a_name_that_leads_into_the_house_is_left_before_a_byte_is_sent(
    service: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    careful = WebPushSender(CONTACT, timeout_seconds=2)
    with socket.create_server(("127.0.0.1", 0)) as inside:
        port = inside.getsockname()[1]
        answer = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answer)
        given = service.subscribe() | {"endpoint": f"https://push.example.com:{port}/x"}
        (sent,) = careful.send([message(given)])
        line, _ = inside.accept()
        with line:
            assert line.recv(1) == b""
    careful.close()
    assert (sent.outcome, sent.error) == (Outcome.REFUSED, "push.endpoint_refused")


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://push.example.com/x", "https://127.0.0.1/x", "https://[::1]/x", "https://10.0.0.7/x", "https://2130706433/x",
        "https://0x7f.1/x", "https://localhost/x", "https://db.internal/x", "https://intranet/x", "https://169.254.169.254/x",
        "https://[::ffff:10.0.0.1]/x", "https://user:pw@push.example.com/x", "https:///x", "ftp://push.example.com/x",
        "https://push.example.com:99999/x", "https://192.168.1.1./x", "x",
    ],
)  # fmt: skip
def test_addresses_that_are_no_push_services_are_refused_at_the_door(endpoint: str) -> None:
    with pytest.raises(InvalidError):
        check_endpoint(endpoint, private=False)


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://updates.push.services.mozilla.com/wpush/v2/x", "https://fcm.googleapis.com/fcm/send/x",
        "https://web.push.apple.com/x", "https://wns2-par02p.notify.windows.com/w/?token=x",
    ],
)  # fmt: skip
def test_the_push_services_of_browsers_pass(endpoint: str) -> None:
    assert check_endpoint(endpoint, private=False).hostname


@pytest.mark.parametrize(
    ("address", "public"),
    [("8.8.8.8", True), ("2001:4860:4860::8888", True), ("127.0.0.1", False), ("fe80::1%eth0", False),
     ("::ffff:192.168.0.1", False), ("2002:0a00:0001::1", False), ("100.64.0.1", False), ("224.0.0.1", False)],
)  # fmt: skip
def test_addresses_of_the_open_internet_are_known(address: str, *, public: bool) -> None:
    assert is_public(address) is public


def test_a_signature_names_the_port_only_where_it_is_not_the_usual_one() -> None:
    named = [
        origin_of(check_endpoint(f"https://push.example.com{port}/x", private=False)) for port in ("", ":443", ":8443")
    ]
    assert named == ["https://push.example.com", "https://push.example.com", "https://push.example.com:8443"]


def test_a_push_reaches_the_workers_browser(pushing: Work, hand: Hand, service: Running, sender: WebPushSender) -> None:
    _, endpoint = register(pushing, hand, service)
    push_id = queue_push(pushing, hand)
    send_due(pushing, Senders(None, sender))
    assert [letter.data["id"] for letter in service.letters(endpoint)] == [str(push_id)]
    push = read_push(pushing, push_id)
    assert (push.state, push.service) == ("handed_over", "webpush")


def test_a_browser_that_is_gone_is_disabled_and_nothing_else_disables_one(
    pushing: Work, hand: Hand, service: Running, sender: WebPushSender, clock: ManualClock
) -> None:
    device_id, endpoint = register(pushing, hand, service)
    for status in (400, 401, 413, 429, 503):
        queue_push(pushing, hand)
        service.answer_once(status)
        send_due(pushing, Senders(None, sender))
        clock.advance(timedelta(hours=1))
    assert read_device(pushing, device_id).disabled_at is None
    queue_push(pushing, hand)
    service.forget(endpoint)
    send_due(pushing, Senders(None, sender))
    assert read_device(pushing, device_id).disabled_reason == "push.subscription_gone"


def test_phones_and_browsers_of_one_person_each_get_it_their_own_way(
    pushing: Work, hand: Hand, service: Running, sender: WebPushSender
) -> None:
    _, endpoint = register(pushing, hand, service)
    devices.register(pushing, hand.subject, platform="android", token="phone-a")
    queue_push(pushing, hand)
    fcm = ScriptedSender()
    send_due(pushing, Senders(fcm, sender))  # type: ignore[arg-type]
    assert [each.token for each in fcm.got] == ["phone-a"]
    assert len(service.letters(endpoint)) == 1


def test_a_phone_whose_service_is_not_set_up_waits_for_its_pull(
    pushing: Work, hand: Hand, sender: WebPushSender
) -> None:
    devices.register(pushing, hand.subject, platform="android", token="phone-a")
    push_id = queue_push(pushing, hand)
    send_due(pushing, Senders(None, sender))
    push = read_push(pushing, push_id)
    assert (push.state, push.error, push.next_attempt_at) == (
        "queued",
        "push.not_set_up",
        push.queued_at + timedelta(minutes=30),
    )


def test_a_key_that_another_follows_signs_on_for_the_browsers_that_know_it(
    pushing: Work, hand: Hand, service: Running, sender: WebPushSender
) -> None:
    _, endpoint = register(pushing, hand, service)
    before = key_text(pushing, hand)
    push_keys.rotate(pushing, OPERATOR)
    _, newer = register(pushing, hand, service)
    assert key_text(pushing, hand) != before
    queue_push(pushing, hand)
    send_due(pushing, Senders(None, sender))
    assert [len(service.letters(each)) for each in (endpoint, newer)] == [1, 1]
    assert [count for _, count in push_keys.list_keys(pushing)] == [1, 1]


def test_a_key_that_is_given_up_sends_nothing_and_takes_no_subscription(
    pushing: Work, hand: Hand, service: Running, sender: WebPushSender
) -> None:
    device_id, endpoint = register(pushing, hand, service)
    before = key_text(pushing, hand)
    ((key, _),) = push_keys.list_keys(pushing)
    assert push_keys.revoke(pushing, OPERATOR, key.id) == 1
    queue_push(pushing, hand)
    send_due(pushing, Senders(None, sender))
    assert service.letters(endpoint) == []
    assert read_device(pushing, device_id).disabled_reason == push_keys.REVOKED
    assert key_text(pushing, hand) != before
    with pytest.raises(InvalidError):
        devices.register(pushing, hand.subject, platform="web", subscription=subscribed(service.subscribe(), before))


def test_the_private_key_stands_sealed_and_is_sealed_anew_with_the_vault(pushing: Work, hand: Hand) -> None:
    key_text(pushing, hand)
    ((key, _),) = push_keys.list_keys(pushing)
    assert bytes(key.sealed_private_key).startswith(pushing.vault.mark)
    assert "push_keys.sealed_private_key" in {each.name for each in sealed.SEALED}


@pytest.mark.parametrize("wrong", [{"p256dh": "AAAA"}, {"p256dh": "é"}, {"auth": "AAAA"}, {"public_key": "AAAA"}])
def test_a_subscription_of_no_use_is_refused_with_its_field(
    pushing: Work, hand: Hand, service: Running, wrong: dict[str, str]
) -> None:
    good = subscribed(service.subscribe(), key_text(pushing, hand))
    with pytest.raises(InvalidError) as refused:
        devices.register(pushing, hand.subject, platform="web", subscription=replace(good, **wrong))
    assert next(iter(wrong)) in refused.value.errors[0].field


def test_without_a_contact_there_is_no_key_no_subscription_and_no_sender(work: Work, service: Running) -> None:
    hand = make_hand(work)
    assert push_keys.find_public(work, hand.subject) is None
    with pytest.raises(InvalidError):
        devices.register(work, hand.subject, platform="web", subscription=subscribed(service.subscribe(), "x"))
    assert open_web_push(Settings()) is None
    assert open_senders(Settings()) is None


@pytest.mark.parametrize("given", [{}, {"token": "t", "subscription": Subscription("https://x.example", "", "", "")}])
def test_a_phone_has_one_address(pushing: Work, hand: Hand, given: dict[str, Any]) -> None:
    with pytest.raises(InvalidError):
        devices.register(pushing, hand.subject, platform="web", **given)
