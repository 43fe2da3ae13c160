"""The outbox: queued with the change, worded when sent, over real SMTP and eSMS's JSON, tried again, never twice."""

import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pydantic import SecretStr
from sqlalchemy import select

from app.access import Role
from app.adapters.messages import open_channels
from app.clock import ManualClock
from app.doctor.messages import check_messages
from app.schema.events import Event
from app.schema.messages import Message
from app.services.message_channels import NO_CHANNELS, Letter
from app.services.message_delivery import LEASE, send_due
from app.services.messages import MessageKind, addresses, masked
from app.services.senders import Outcome, Sent
from app.services.work import Work
from app.settings import Settings
from app.standins.messages import Running, running
from app.storage.messages import Reachable
from compliance.wording.messages import MESSAGES
from tests.support.accounts import add_user
from tests.support.jobs import Job, make_job, request, request_in
from tests.support.permits import letters, reach

EMAIL, PHONE = "an@ward.vn", "0905123456"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of 127.0.0.1, with its key, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime.now(UTC) - timedelta(days=1))
        .not_valid_after(datetime.now(UTC) + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem, plain = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    path = tmp_path_factory.mktemp("tls") / "cert.pem"
    secret = key.private_bytes(pem, plain, serialization.NoEncryption())
    path.write_bytes(made.public_bytes(pem) + secret)
    return path


@pytest.fixture(scope="module")
def carriers(certificate: Path) -> Iterator[Running]:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate)
    with running(sign_in=("cordon", "secret"), tls=tls, api_key="key") as both:
        yield both


@pytest.fixture
def reaching(settings: Settings, carriers: Running, certificate: Path) -> Settings:
    return settings.model_copy(
        update={
            "smtp_host": "127.0.0.1", "smtp_port": carriers.smtp_port, "smtp_ca_file": certificate,
            "smtp_user": "cordon", "smtp_password": SecretStr("secret"), "mail_from": "Điều độ <cordon@pc.vn>",
            "esms_api_key": SecretStr("key"), "esms_secret_key": SecretStr("s"), "esms_brandname": "PCDN",
            "esms_endpoint": carriers.url, "public_url": "https://cordon.pc.vn",
        }
    )  # fmt: skip


@pytest.fixture
def job(work: Work) -> Job:
    made = make_job(work)
    reach(work, add_user(work, "liaison", Role.LIAISON, made.authority), email=EMAIL)
    reach(work, made.authority, contacts=[{"name": "Chốt", "phone": PHONE, "email": None}])
    return made


def send(work: Work, settings: Settings) -> int:
    with open_channels(settings) as channels:
        return send_due(Work(work.sessions, work.clock, work.jobs, settings, work.travel, work.vault), channels)


def rows(work: Work) -> dict[str, Message]:
    with work.look() as tx:
        return {row.channel: row for row in tx.session.scalars(select(Message))}


def arrived(carriers: Running, permit_id: UUID) -> dict[str, Any]:
    return {each.channel: each for each in carriers.inbox.list_all() if str(permit_id) in each.body}


def test_a_request_arrives_by_email_and_sms_with_a_link_and_nobodys_name(
    work: Work, job: Job, reaching: Settings, carriers: Running
) -> None:
    permit_id = request(work, job)
    assert send(work, reaching) == 2
    came = arrived(carriers, permit_id)
    assert (came["email"].recipient, came["sms"].recipient) == (EMAIL, PHONE)
    assert came["email"].subject == "Đề nghị vào vùng DN-P26-000001 chờ trả lời"
    assert "cordon@pc.vn" in came["email"].sender
    assert came["sms"].sender == "PCDN"
    for each in came.values():
        assert f"https://cordon.pc.vn/liaison?permit={permit_id}" in each.body
        assert "13:00 01/04/2026" in each.body
        assert not any(name in each.body for name in ("Minh", "Nam", "43C", "Lê Lợi", "no supply"))
    assert {row.state for row in rows(work).values()} == {"handed_over"}
    assert send(work, reaching) == 0


def test_a_server_that_is_busy_is_tried_again_later_and_longer_each_time(
    work: Work, job: Job, reaching: Settings, carriers: Running, clock: ManualClock
) -> None:
    permit_id = request(work, job)
    carriers.inbox.fail(EMAIL, "451 try later", times=2)
    carriers.inbox.fail(PHONE, "99", times=1)
    for attempts in (1, 2):
        send(work, reaching)
        row = rows(work)["email"]
        assert (row.state, row.attempts, row.error) == ("queued", attempts, "mail.refused: 451")
        assert row.next_attempt_at is not None
        assert row.next_attempt_at > clock.now()
        clock.advance(timedelta(minutes=1))
    send(work, reaching)
    assert set(arrived(carriers, permit_id)) == {"email", "sms"}


@pytest.mark.parametrize(("answer", "error"), [("550 unknown", "mail.refused: 550"), ("554 spam", "mail.refused: 554")])
def test_a_letter_that_is_refused_for_good_fails_and_says_why(
    work: Work, job: Job, reaching: Settings, carriers: Running, answer: str, error: str
) -> None:
    request(work, job)
    carriers.inbox.fail(EMAIL, answer)
    send(work, reaching)
    row = rows(work)["email"]
    assert (row.state, row.error, row.next_attempt_at) == ("failed", error, None)


def test_wrong_keys_call_for_the_operator_and_lose_nothing(
    work: Work, job: Job, reaching: Settings, carriers: Running, clock: ManualClock
) -> None:
    permit_id = request(work, job)
    wrong = reaching.model_copy(update={"smtp_password": SecretStr("x"), "esms_api_key": SecretStr("x")})
    send(work, wrong)
    found = rows(work)
    assert (found["email"].error, found["sms"].error) == ("mail.credentials_refused", "sms.account: 101")
    assert {row.state for row in found.values()} == {"queued"}
    clock.advance(timedelta(minutes=1))
    send(work, reaching)
    assert set(arrived(carriers, permit_id)) == {"email", "sms"}


def test_a_message_that_was_handed_over_but_not_noted_reaches_nobody_twice(
    work: Work, job: Job, reaching: Settings, carriers: Running, clock: ManualClock
) -> None:
    """The sender died between the carrier's answer and its own note: the lease ends, the same id goes out again."""

    class Dying:
        def __init__(self, real: Any) -> None:
            self.real = real

        def send(self, letter: Letter) -> Sent:
            self.real.send(letter)
            raise SystemExit

    permit_id = request(work, job)
    with open_channels(reaching) as channels:
        for _ in range(2):
            with pytest.raises(SystemExit):
                send_due(work, {name: Dying(each) for name, each in channels.items()})
            clock.advance(LEASE)
    send(work, reaching)
    ids = [each.message_id for each in carriers.inbox.list_all() if str(permit_id) in each.body]
    assert len(ids) == len(set(ids)) == 2
    assert {row.state for row in rows(work).values()} == {"handed_over"}


def test_where_no_carrier_is_set_up_messages_wait_and_expire(work: Work, job: Job, clock: ManualClock) -> None:
    request(work, job)
    assert send_due(work, NO_CHANNELS) == 2
    assert {row.error for row in rows(work).values()} == {"message.no_channel"}
    clock.advance(timedelta(hours=4))
    send_due(work, NO_CHANNELS)
    assert {row.state for row in rows(work).values()} == {"failed"}


def test_a_carrier_that_breaks_holds_up_no_other_message(work: Work, job: Job) -> None:
    class Broken:
        def send(self, letter: Letter) -> Sent:
            raise RuntimeError(letter.recipient)

    class Fine:
        def send(self, letter: Letter) -> Sent:
            del letter
            return Sent(Outcome.ACCEPTED, "x")

    request(work, job)
    send_due(work, {"email": Broken(), "sms": Fine()})
    assert {name: row.state for name, row in rows(work).items()} == {"email": "queued", "sms": "handed_over"}


def test_what_is_rolled_back_was_never_queued(work: Work, job: Job) -> None:
    def fail() -> None:
        with work.begin() as tx:
            request_in(tx, job)
            raise RuntimeError("no")

    with pytest.raises(RuntimeError, match="no"):
        fail()
    assert letters(work) == []


def test_its_events_name_no_address(work: Work, job: Job, reaching: Settings) -> None:
    request(work, job)
    send(work, reaching)
    with work.look() as tx:
        told = list(tx.session.scalars(select(Event).where(Event.subject_kind == "message")))
    assert {each.verb for each in told} == {"message.queued", "message.handed_over"}
    assert not any(EMAIL in str(each.payload) or PHONE in str(each.payload) for each in told)
    assert {each.unit_id for each in told} == {job.unit.id}


def test_each_gets_one_message_by_email_if_there_is_one() -> None:
    people = [
        Reachable("vi", "A@x.vn", "1"),
        Reachable("en", "a@X.vn", None),
        Reachable("vi", None, "+84 905-1"),
        Reachable("vi", None, None),
    ]
    assert addresses(people) == [("email", "A@x.vn", "vi"), ("sms", "+849051", "vi")]


@pytest.mark.parametrize(("address", "shown"), [("lan@danang.gov.vn", "l***@danang.gov.vn"), ("0905123456", "***456")])
def test_an_address_is_shown_to_its_owner_only(address: str, shown: str) -> None:
    assert masked(address) == shown


def test_every_kind_has_words_and_sms_are_short_and_plain() -> None:
    assert set(MESSAGES) == set(MessageKind)
    facts = {"number": "DN-P26-000001", "respond_by": "13:00 01/04/2026", "link": "x" * 80}
    for words in MESSAGES.values():
        for lang in ("vi", "en"):
            text = words.sms.get(lang).format_map(facts)
            assert text.isascii()
            assert len(text) <= 2 * 153  # two joined parts


def test_the_doctor_signs_in_and_names_what_is_wrong(settings: Settings, reaching: Settings) -> None:
    def levels(**changes: Any) -> dict[str, str]:
        found = check_messages(reaching.model_copy(update=changes))
        return {each.name: each.level for each in found}

    assert levels() == {"email": "ok", "sms": "ok", "links": "ok"}
    assert levels(smtp_password=SecretStr("x"))["email"] == "fail"
    assert levels(smtp_password=None)["email"] == "fail"
    assert levels(smtp_host="mail.pc.vn", smtp_security="none")["email"] == "fail"  # an open line to elsewhere
    assert levels(smtp_ca_file=None)["email"] == "fail"  # whoever that is
    assert levels(smtp_port=1)["email"] == "warn"
    assert levels(esms_secret_key=None)["sms"] == "fail"
    assert levels(esms_brandname="")["sms"] == "fail"
    assert levels(esms_sandbox=True)["sms"] == "warn"
    assert levels(public_url=None)["links"] == "warn"
    assert [each.level for each in check_messages(settings)] == ["warn", "ok"]
