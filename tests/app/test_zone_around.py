"""A zone that appears, changes or ends while crews are on their way or at work."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from app.clock import ManualClock
from app.demo import story
from app.schema.events import Event, EventDetail
from app.services import people
from app.services.work import Work
from tests.support.crew_phone import Desk, Phone, assigned, codes, open_ticket

ZONE = {
    "name": "Khu phong tỏa mới",
    "hazard_class": "infectious_human",
    "level": 2,
    "geometry": {
        "type": "Polygon",
        "coordinates": [[[108.2, 16.055], [108.21, 16.055], [108.21, 16.065], [108.2, 16.065], [108.2, 16.055]]],
    },
    "doffing_point": "Nhà văn hóa phường",
    "requirements": {
        "permit_needed": True,
        "ppe_profile": "medical_full_level3",
        "entry_templates": ["donning"],
        "exit_templates": ["doffing", "disinfection"],
        "disinfection_profile": "chlorine_005",
        "live_line_preferred": False,
        "max_people": None,
        "max_minutes": None,
        "hold_after_exit_minutes": 60,
    },
    "publish": True,
}
OVER_HOA_KHANH = {
    "type": "Polygon",
    "coordinates": [[[108.14, 16.06], [108.16, 16.06], [108.16, 16.08], [108.14, 16.08], [108.14, 16.06]]],
}
OUTSIDE = "25 Nguyễn Văn Linh"


def publish(desk: Desk, **changed: Any) -> dict[str, Any]:
    authority = desk("liaison", "get", "/api/v1/me")["roles"][0]["authority_id"]
    made: dict[str, Any] = desk(
        "liaison", "post", "/api/v1/zones", expect=201, **(ZONE | {"authority_id": authority} | changed)
    )
    return made


def at_work(desk: Desk, clock: ManualClock) -> tuple[dict[str, Any], Phone]:
    made = assigned(desk, OUTSIDE)
    phone = Phone(desk, clock)
    for state in ("accepted", "en_route"):
        assert phone.go(made["id"], state)["outcome"] == "applied"
    for purpose in ("briefing", "work"):
        phone.fill(purpose)
    assert phone.go(made["id"], "working")["outcome"] == "applied"
    return made, phone


def test_a_zone_around_a_crew_at_work_is_told_and_counted(desk: Desk, clock: ManualClock) -> None:
    made, phone = at_work(desk, clock)
    publish(desk)
    pack = phone.pack()
    assert pack["notice"] == "zone.around"
    assert "zone.around" in {push["kind"] for push in pack["pushes"]}
    assert [permit["state"] for permit in pack["permits"]] == ["requested"]
    assert {each["template"]["code"] for each in pack["checklists"]} >= {"doffing", "disinfection"}
    assert phone.go(made["id"], "restored")["outcome"] == "applied"
    assert "lifecycle.exit_first" in codes(phone.go(made["id"], "closed"))
    assert phone.go(made["id"], "exiting")["outcome"] == "applied"
    phone.fill("exit")
    assert phone.go(made["id"], "closed")["outcome"] == "applied"


def test_who_was_in_a_zone_that_appeared_is_in_stand_down_afterwards(desk: Desk, clock: ManualClock) -> None:
    made, phone = at_work(desk, clock)
    publish(desk)
    for state in ("restored", "exiting"):
        phone.go(made["id"], state)
    phone.fill("exit")
    phone.go(made["id"], "closed")
    crew = next(
        each for each in desk("dispatcher", "get", "/api/v1/crews")["items"] if each["id"] == made["crew"]["id"]
    )
    assert all(member["stand_down_until"] is not None for member in crew["members"])
    ticket = open_ticket(desk, "Hòa Khánh")
    refused = desk("dispatcher", "get", f"/api/v1/tickets/{ticket['id']}/candidates")["refused"]
    assert "crew.stand_down" in codes(next(each for each in refused if each["crew"]["id"] == made["crew"]["id"]))


def test_a_zone_on_the_way_voids_the_briefing_and_asks_for_consent(desk: Desk, clock: ManualClock) -> None:
    made, phone = assigned(desk, OUTSIDE), Phone(desk, clock)
    phone.go(made["id"], "accepted")
    phone.fill("briefing")
    publish(desk)
    pack = phone.pack()
    assert [each["state"] for each in pack["checklists"] if each["purpose"] == "briefing"] == ["open"]
    assert [permit["state"] for permit in pack["permits"]] == ["requested"]
    phone.go(made["id"], "en_route")
    assert "lifecycle.entry_first" in codes(phone.go(made["id"], "working"))


def test_a_zone_that_ends_lets_the_crew_go_on(desk: Desk, clock: ManualClock) -> None:
    zone = publish(desk)
    made, phone = assigned(desk, OUTSIDE), Phone(desk, clock)
    assert made["permits"][0]["state"] == "requested"
    clock.advance(timedelta(minutes=5))
    desk("liaison", "post", f"/api/v1/zones/{zone['id']}/end", reason="hết ổ dịch")
    pack = phone.pack()
    assert [permit["state"] for permit in pack["permits"]] == ["void"]
    for state in ("accepted", "en_route"):
        phone.go(made["id"], state)
    for purpose in ("briefing", "work"):
        phone.fill(purpose)
    assert phone.go(made["id"], "working")["outcome"] == "applied"


def test_a_notice_is_gone_once_the_gate_has_looked_at_what_it_spoke_of(desk: Desk, clock: ManualClock) -> None:
    zone = publish(desk)
    made, phone = assigned(desk, OUTSIDE), Phone(desk, clock)
    clock.advance(timedelta(minutes=5))
    desk("liaison", "post", f"/api/v1/zones/{zone['id']}/end", reason="hết ổ dịch")
    for state in ("accepted", "en_route"):
        phone.go(made["id"], state)
    for purpose in ("briefing", "work"):
        phone.fill(purpose)
    assert phone.pack()["notice"] == "zone.changed"
    assert phone.go(made["id"], "working")["outcome"] == "applied"
    assert phone.pack()["notice"] is None


def test_life_at_stake_may_override_consent_by_two_persons_and_nothing_else(desk: Desk, clock: ManualClock) -> None:
    publish(desk, geometry=OVER_HOA_KHANH)
    made = assigned(desk, "Hòa Khánh")
    path = f"/api/v1/assignments/{made['id']}/override"
    second = {"reason": "dây đứt, người mắc kẹt", "second_username": "leader", "second_password": "cordon-demo"}
    desk("leader", "post", path, expect=403, **second)
    answer = desk("dispatcher", "post", path, **second)
    lines = {line["number"]: line["status"] for line in answer["lines"]}
    assert lines[2] == "overridden"
    assert not answer["allowed"]
    assert lines[3] == lines[7] == "failed"
    given = desk("dispatcher", "get", f"/api/v1/assignments/{made['id']}")["override"]
    assert (given["dispatcher"], given["shift_leader"]) == (name_of(desk, "dispatcher"), name_of(desk, "leader"))
    clock.advance(timedelta(minutes=61))
    later = desk("dispatcher", "get", f"/api/v1/assignments/{made['id']}/gate")
    assert {line["number"]: line["status"] for line in later["lines"]}[2] == "failed"


def name_of(desk: Desk, username: str) -> str:
    return people.get_by_username(desk.work, username).name


def test_the_trail_of_an_override_keeps_ids_and_leaves_names_and_words_to_the_erasable_part(
    work: Work, desk: Desk
) -> None:
    publish(desk, geometry=OVER_HOA_KHANH)
    made = assigned(desk, "Hòa Khánh")
    second = {"reason": "dây đứt, người mắc kẹt", "second_username": "leader", "second_password": "cordon-demo"}
    desk("dispatcher", "post", f"/api/v1/assignments/{made['id']}/override", **second)
    with work.look() as tx:
        verbs = ("assignment.overridden", "zone.entry_overridden")
        events = tx.session.scalars(select(Event).where(Event.verb.in_(verbs))).all()
        reasons = [tx.session.get_one(EventDetail, each.id).body["reason"] for each in events]
    assert {each.verb for each in events} == set(verbs)
    leader = people.get_by_username(work, "leader")
    for each in events:
        assert each.payload["second_id"] == str(leader.id)
        assert leader.name not in str(each.payload)
        assert second["reason"] not in str(each.payload)
    assert set(reasons) == {second["reason"]}


def test_no_override_where_no_life_is_at_stake(desk: Desk) -> None:
    made = assigned(desk)
    path = f"/api/v1/assignments/{made['id']}/override"
    body = {"reason": "gấp", "second_username": "leader", "second_password": "cordon-demo"}
    assert desk("dispatcher", "post", path, expect=409, **body)["code"] == "override.refused"


def test_the_demo_users_are_there(work: Work) -> None:
    story.load(work)
    assert people.get_by_username(work, "auditor").active
