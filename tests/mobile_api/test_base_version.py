"""What a phone did not know: an action says which version it is based on, and what others decided since refuses it."""

from datetime import timedelta
from typing import Any

import pytest

from app.clock import ManualClock
from tests.support.crew_phone import Desk, Phone, assigned, codes


@pytest.fixture
def phone(desk: Desk, clock: ManualClock) -> Phone:
    return Phone(desk, clock)


def step(phone: Phone, pack: dict[str, Any], to: str) -> dict[str, Any]:
    """A step noted on the phone while it held this pack."""
    return phone.note("assignment.transition", pack["id"], pack["version"], to=to)


def desk_moves(desk: Desk, pack: dict[str, Any], to: str, **more: Any) -> dict[str, Any]:
    moved: dict[str, Any] = desk("dispatcher", "post", f"/api/v1/assignments/{pack['id']}/transitions", to=to, **more)
    return moved


def method(reason: str = "mưa", **more: Any) -> dict[str, Any]:
    return {"work_method": "dead_line", "reason": reason, "weather": "rain"} | more


def test_what_waited_on_one_phone_goes_through_as_a_whole(desk: Desk, phone: Phone) -> None:
    """All of it is based on the version before the first of it."""
    assigned(desk)
    pack = phone.pack()
    queue = [
        phone.note("assignment.accept", pack["id"], pack["version"]),
        step(phone, pack, "en_route"),
        phone.note("assignment.method", pack["id"], pack["version"], **method()),
        step(phone, pack, "waiting_entry"),
        step(phone, pack, "en_route"),
    ]
    assert [each["outcome"] for each in phone.send_all(queue)] == ["applied"] * 5


def test_so_it_does_when_the_network_breaks_in_between_and_the_phone_takes_a_new_name(
    desk: Desk, phone: Phone, clock: ManualClock
) -> None:
    assigned(desk)
    pack, renamed = phone.pack(), Phone(desk, clock)
    accept, *rest = [phone.note("assignment.accept", pack["id"], pack["version"]), step(phone, pack, "en_route")]
    assert phone.send_all([accept])[0]["outcome"] == "applied"
    assert renamed.send_all(rest)[0]["outcome"] == "applied"


def test_a_job_that_was_withdrawn_meanwhile_is_a_conflict_with_its_state(desk: Desk, phone: Phone) -> None:
    assigned(desk)
    pack = phone.pack()
    queue = [phone.note("assignment.accept", pack["id"], pack["version"]), step(phone, pack, "en_route")]
    gone = desk_moves(desk, pack, "withdrawn", reason="đổi tổ")
    answers = phone.send_all(queue)
    assert [(each["outcome"], each["code"]) for each in answers] == [("conflict", "sync.overtaken")] * 2
    assert {(each["state"], each["version"]) for each in answers} == {("withdrawn", gone["version"])}
    assert "withdrawn" in answers[0]["reasons"][0]["text"]
    assert phone.send_all(queue) == answers  # and stays so


def test_a_job_that_a_desk_moved_on_is_a_conflict_though_the_step_would_fit(desk: Desk, phone: Phone) -> None:
    assigned(desk)
    pack = phone.pack()
    late = step(phone, pack, "en_route")
    desk_moves(desk, pack, "accepted")
    (answer,) = phone.send_all([late])
    assert (answer["outcome"], answer["state"], codes(answer)) == ("conflict", "accepted", {"lifecycle.overtaken"})
    assert phone.send_all([step(phone, phone.pack(), "en_route")])[0]["outcome"] == "applied"


def test_a_method_that_the_dispatcher_changed_meanwhile_is_not_overwritten(desk: Desk, phone: Phone) -> None:
    assigned(desk)
    pack = phone.pack()
    late = phone.note("assignment.method", pack["id"], pack["version"], **method("quen tay", weather="calm"))
    desk("dispatcher", "put", f"/api/v1/assignments/{pack['id']}/method", **method("giông sắp tới"))
    (answer,) = phone.send_all([late])
    assert (answer["outcome"], answer["code"]) == ("conflict", "sync.overtaken")
    assert phone.pack()["method_reason"] == "giông sắp tới"


def test_what_another_member_did_meanwhile_is_a_conflict_too(desk: Desk, phone: Phone, clock: ManualClock) -> None:
    assigned(desk)
    pack = phone.pack()
    late = step(phone, pack, "en_route")
    assert Phone(desk, clock, "worker2").send("assignment.accept", pack["id"])["outcome"] == "applied"
    assert phone.send_all([late])[0]["code"] == "sync.overtaken"


def test_what_only_follows_by_rule_does_not_hold_up_a_phone(desk: Desk, phone: Phone, clock: ManualClock) -> None:
    """A zone that ends gives the row a new version and the crew a notice; the crew's own word still counts."""
    made = assigned(desk)
    pack = phone.pack()
    queue = [phone.note("assignment.accept", pack["id"], pack["version"]), step(phone, pack, "en_route")]
    clock.advance(timedelta(minutes=5))
    desk("liaison", "post", f"/api/v1/zones/{made['permits'][0]['zone']['id']}/end", reason="hết ổ dịch")
    assert phone.pack()["version"] > pack["version"]
    assert [each["outcome"] for each in phone.send_all(queue)] == ["applied"] * 2


def test_an_action_without_a_base_is_judged_by_the_life_cycle_alone(desk: Desk, phone: Phone) -> None:
    assigned(desk)
    pack = phone.pack()
    desk_moves(desk, pack, "accepted")
    assert phone.go(pack["id"], "en_route")["outcome"] == "applied"
