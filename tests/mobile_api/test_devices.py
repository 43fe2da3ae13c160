"""Phones: several per worker, each token one worker's at a time."""

from typing import Any
from uuid import uuid4

from sqlalchemy import select, text

from app.schema.devices import Device
from app.schema.events import Event
from app.services import devices
from app.services.push_delivery import send_due
from app.services.work import Work
from tests.support.phones import ScriptedSender, make_hand, queue_push, read_device

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
