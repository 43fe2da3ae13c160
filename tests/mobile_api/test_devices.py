"""Phones: several per worker, each token one worker's at a time."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select, text

from app.access import Subject
from app.clock import ManualClock
from app.schema.base import new_id
from app.schema.devices import Device
from app.schema.events import Event
from app.schema.people import RefreshToken
from app.services import devices, due
from app.services.push_delivery import send_due
from app.services.sync import pull
from app.services.work import Work
from tests.support.phones import Hand, ScriptedSender, make_hand, queue_push, read_device

URL = "/mobile/v1/devices"


def tokens(work: Work, user_id: Any) -> list[str]:
    with work.look() as tx:
        query = select(Device.token).where(Device.user_id == user_id, Device.disabled_at.is_(None))
        return sorted(tx.session.scalars(query))


def test_a_worker_may_have_several_phones(work: Work, client: Any, sign_in: Any) -> None:
    hand = make_hand(work)
    for token in ("one", "two"):
        told = client.post(URL, json={"platform": "web", "token": token}, headers=sign_in(hand.user_id))
        assert told.status_code == 201
    assert tokens(work, hand.user_id) == ["one", "two"]


def test_registering_again_is_harmless_and_no_event(work: Work) -> None:
    hand = make_hand(work)
    first = devices.register(work, hand.subject, platform="web", token="t")
    assert devices.register(work, hand.subject, platform="web", token="t") == first
    with work.look() as tx:
        assert tx.session.scalars(select(Event.verb).where(Event.subject_id == first)).all() == ["device.registered"]


def test_a_token_moves_to_whoever_signs_in_on_that_phone(work: Work) -> None:
    old, new = make_hand(work), make_hand(work)
    devices.register(work, old.subject, platform="android", token="shared")
    devices.register(work, new.subject, platform="android", token="shared")
    assert (tokens(work, old.user_id), tokens(work, new.user_id)) == ([], ["shared"])


def test_a_phone_that_was_signed_out_gets_nothing_until_it_registers_again(work: Work) -> None:
    hand = make_hand(work)
    device_id = devices.register(work, hand.subject, platform="web", token="t")
    devices.disable(work, hand.subject, device_id)
    queue_push(work, hand)
    sender = ScriptedSender()
    send_due(work, sender)
    assert sender.got == []
    devices.register(work, hand.subject, platform="web", token="t")
    send_due(work, sender)
    assert [message.token for message in sender.got] == ["t"]


def test_registering_wakes_the_sender_for_what_waited(work: Work) -> None:
    hand = make_hand(work)
    queue_push(work, hand)
    send_due(work, ScriptedSender())
    with work.begin() as tx:
        tx.session.execute(text("DELETE FROM procrastinate_jobs"))
    devices.register(work, hand.subject, platform="web", token="t")
    with work.look() as tx:
        assert tx.session.execute(text("SELECT task_name FROM procrastinate_jobs")).scalars().all() == ["send_pushes"]


def test_signing_out_again_is_harmless(work: Work, client: Any, sign_in: Any) -> None:
    hand = make_hand(work)
    device_id = devices.register(work, hand.subject, platform="web", token="t")
    for _ in range(2):
        assert client.delete(f"{URL}/{device_id}", headers=sign_in(hand.user_id)).status_code == 204
    assert read_device(work, device_id).disabled_reason == "signed_out"


def test_nobody_signs_out_somebody_elses_phone(work: Work, client: Any, sign_in: Any) -> None:
    hand, other = make_hand(work), make_hand(work)
    device_id = devices.register(work, hand.subject, platform="web", token="t")
    for unreachable in (device_id, uuid4()):
        assert client.delete(f"{URL}/{unreachable}", headers=sign_in(other.user_id)).status_code == 404
    assert read_device(work, device_id).disabled_at is None


def test_no_inbox_is_shown_outside_the_demo(work: Work, client: Any, sign_in: Any) -> None:
    hand = make_hand(work)
    told = client.post(URL, json={"platform": "web", "token": "t"}, headers=sign_in(hand.user_id)).json()
    assert told["inbox_url"] is None


def test_an_unknown_platform_is_refused_by_name(work: Work, client: Any, sign_in: Any) -> None:
    hand = make_hand(work)
    told = client.post(URL, json={"platform": "fridge", "token": "t"}, headers=sign_in(hand.user_id))
    assert (told.status_code, told.json()["errors"][0]["field"]) == (422, "platform")


def registered(work: Work, hand: Hand, name: str, **more: Any) -> UUID:
    return devices.register(work, hand.subject, platform="android", token=name, name=name, **more)


def test_a_new_token_of_the_same_phone_takes_the_place_of_the_old(work: Work) -> None:
    hand, phone = make_hand(work), uuid4()
    first = registered(work, hand, "old", client_id=phone)
    assert registered(work, hand, "new", client_id=phone) == first
    assert tokens(work, hand.user_id) == ["new"]


def test_a_token_that_another_phone_had_moves_and_the_phone_is_still_one(work: Work) -> None:
    hand, phone = make_hand(work), uuid4()
    other, mine = registered(work, hand, "restored"), registered(work, hand, "old", client_id=phone)
    assert registered(work, hand, "restored", client_id=phone) == other
    assert tokens(work, hand.user_id) == ["restored"]
    assert read_device(work, mine).disabled_reason == "replaced"


def test_a_token_older_than_a_month_is_to_be_renewed(work: Work, clock: ManualClock) -> None:
    hand = make_hand(work)
    subject = signed_in(work, hand)
    devices.register(work, subject, platform="android", token="t")
    asked = []
    for days in (29, 2):
        clock.advance(timedelta(days=days))
        asked.append(pull(work, subject, None).device)
    assert [each and each.renew_token for each in asked] == [False, True]
    devices.register(work, subject, platform="android", token="t")
    renewed = pull(work, subject, None).device
    assert renewed is not None
    assert not renewed.renew_token


def test_a_phone_that_was_not_heard_of_for_long_is_forgotten_and_one_that_pulls_is_not(
    work: Work, clock: ManualClock
) -> None:
    quiet, heard = make_hand(work), make_hand(work)
    gone = registered(work, quiet, "quiet")
    subject = signed_in(work, heard)
    devices.register(work, subject, platform="android", token="heard")
    for _ in range(3):
        clock.advance(timedelta(days=91))
        pull(work, subject, None)
    due.apply_due(work)
    row = read_device(work, gone)
    assert (row.disabled_reason, row.token, tokens(work, heard.user_id)) == ("stale", f"forgotten:{gone}", ["heard"])
    clock.advance(timedelta(seconds=1))
    due.apply_due(work)
    assert read_device(work, gone).disabled_at == row.disabled_at


def signed_in(work: Work, hand: Hand) -> Subject:
    """The worker in a session of the field app."""
    session_id = new_id()
    with work.begin() as tx:
        row = RefreshToken(user_id=hand.user_id, family_id=session_id, desk="field", token_hash=session_id.hex)
        row.issued_at, row.expires_at = tx.now, tx.now + timedelta(days=400)
        tx.session.add(row)
    return replace(hand.subject, session_id=session_id)
