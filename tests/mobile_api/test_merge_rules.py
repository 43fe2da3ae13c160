"""The rules by which what was done offline meets what happened meanwhile: one test for each."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from app.clock import ManualClock
from app.schema.checklists import ChecklistEntry
from app.schema.events import Event, EventDetail
from app.schema.people import User
from app.services import retention
from app.services.work import Work
from tests.support.crew_phone import Desk, Phone, assigned, codes, ordered


@pytest.fixture
def phone(desk: Desk, clock: ManualClock) -> Phone:
    return Phone(desk, clock)


def told(work: Work, job: str, verb: str) -> list[Event]:
    with work.look() as tx:
        query = select(Event).where(Event.subject_id == job, Event.verb == verb).order_by(Event.id)
        return list(tx.session.scalars(query))


def words_of(work: Work, event: Event) -> dict[str, Any]:
    with work.look() as tx:
        body: dict[str, Any] = tx.session.get_one(EventDetail, event.id).body
        return body


def step(phone: Phone, pack: dict[str, Any], to: str, **more: Any) -> dict[str, Any]:
    return phone.note("assignment.transition", pack["id"], pack["version"], to=to, **more)


def withdrawn(desk: Desk, job: str) -> None:
    path = f"/api/v1/assignments/{job}/transitions"
    desk("dispatcher", "post", path, to="withdrawn", reason="đổi tổ")


def later(phone: Phone, hours: float) -> None:
    """The phone is without a network for so long."""
    phone.clock.advance(timedelta(hours=hours))


def test_a_conflict_shows_what_stands_and_what_was_wanted(desk: Desk, phone: Phone) -> None:
    assigned(desk)
    pack = phone.pack()
    late = step(phone, pack, "en_route")
    withdrawn(desk, pack["id"])
    (answer,) = phone.send_all([late])
    assert (answer["outcome"], answer["state"]) == ("conflict", "withdrawn")
    assert answer["theirs"]["values"] == {"state": "withdrawn", "reason": "đổi tổ"}
    assert answer["theirs"]["by"] != answer["yours"]["by"]
    assert answer["yours"]["values"] == {"state": "en_route", "reason": None}
    assert phone.send_all([late]) == [answer]


def test_of_two_methods_the_first_stands_and_both_reasons_are_kept(desk: Desk, phone: Phone, work: Work) -> None:
    assigned(desk)
    pack = phone.pack()
    chosen = {"work_method": "dead_line", "reason": "quen tay", "weather": "calm"}
    late = phone.note("assignment.method", pack["id"], pack["version"], **chosen)
    desk("dispatcher", "put", f"/api/v1/assignments/{pack['id']}/method", work_method="dead_line", reason="giông")
    (answer,) = phone.send_all([late])
    assert (answer["theirs"]["values"]["reason"], answer["yours"]["values"]["reason"]) == ("giông", "quen tay")
    (event,) = told(work, pack["id"], "assignment.words_kept")
    assert words_of(work, event)["body"]["reason"] == "quen tay"
    assert "quen tay" not in str(event.payload)


def test_work_that_is_done_counts_although_the_job_was_withdrawn_meanwhile(
    desk: Desk, phone: Phone, work: Work
) -> None:
    job = ordered(desk)
    pack = phone.pack()
    done = [step(phone, pack, "restored"), step(phone, pack, "closed")]
    withdrawn(desk, job)
    answers = phone.send_all(done)
    assert {(each["outcome"], each["code"], each["state"]) for each in answers} == {
        ("applied", "lifecycle.flagged", "withdrawn")
    }
    assert [each.payload["to"] for each in told(work, job, "assignment.work_reported")] == ["restored", "closed"]
    assert [each["outcome"] for each in phone.send_all(done)] == ["duplicate"] * 2
    assert len(told(work, job, "assignment.work_reported")) == 2


def test_a_withdrawal_wins_over_a_step_into_work(desk: Desk, phone: Phone, work: Work) -> None:
    """The crew is told to stop; that it says it worked stands in the trail, for the dispatcher."""
    job = ordered(desk)
    begun = step(phone, phone.pack(), "working")
    withdrawn(desk, job)
    later(phone, 1)
    (answer,) = phone.send_all([begun])
    assert (answer["outcome"], answer["state"]) == ("conflict", "withdrawn")
    assert len(told(work, job, "assignment.work_reported")) == 1


def test_a_permit_in_the_phones_memory_opens_nothing_past_its_window(desk: Desk, phone: Phone, work: Work) -> None:
    """What the crew noted inside the window is no entry by the time it is told: but that they went in is on record."""
    made = assigned(desk)
    desk("liaison", "post", f"/api/v1/entry-permits/{made['permits'][0]['id']}/transitions", to="approved")
    for to in ("accepted", "en_route", "waiting_entry"):
        phone.go(made["id"], to)
    pack = phone.pack()
    noted = [step(phone, pack, "inside"), step(phone, pack, "restored")]
    later(phone, 30)
    entry, done = phone.send_all(noted)
    assert (entry["outcome"], entry["code"], entry["state"]) == ("conflict", "gate.denied", phone_state(desk, made))
    assert (done["outcome"], done["code"]) == ("applied", "lifecycle.flagged")
    assert [each.payload["to"] for each in told(work, made["id"], "assignment.work_reported")] == ["inside", "restored"]


def phone_state(desk: Desk, made: dict[str, Any]) -> str:
    state: str = desk("dispatcher", "get", f"/api/v1/assignments/{made['id']}")["state"]
    return state


def test_what_was_confirmed_for_a_list_that_is_void_meanwhile_is_kept_and_does_not_count(
    desk: Desk, phone: Phone, work: Work
) -> None:
    assigned(desk)
    pack = phone.pack()
    briefing = next(each for each in pack["checklists"] if each["purpose"] == "briefing")
    item = next(each for each in briefing["template"]["items"] if each["per"] == "crew" and each["kind"] == "confirm")
    body = {"checklist_id": briefing["id"], "item_key": item["key"], "member_id": None, "outcome": "ok", "value": None}
    late = phone.note("checklist.entry", pack["id"], **body)
    changed = {"work_method": "dead_line", "reason": "giông", "weather": "rain"}
    desk("dispatcher", "put", f"/api/v1/assignments/{pack['id']}/method", **changed)
    (answer,) = phone.send_all([late])
    assert (answer["outcome"], answer["code"], answer["state"]) == ("applied", "checklist.late_entry", "void")
    with work.look() as tx:
        assert tx.session.get(ChecklistEntry, late["action_id"]) is not None
    fresh = next(each for each in phone.pack()["checklists"] if each["purpose"] == "briefing")
    assert (fresh["id"] != briefing["id"], fresh["entries"]) == (True, [])


def test_an_exposure_is_taken_whatever_became_of_the_job(desk: Desk, phone: Phone) -> None:
    job = ordered(desk)
    me = phone.pack()["members"][0]["id"]
    late = phone.note("exposure.breach", job, member_id=me, item="gloves", action="changed")
    withdrawn(desk, job)
    later(phone, 70)
    assert phone.send_all([late])[0]["outcome"] == "applied"


def test_two_answers_to_one_item_are_both_kept(desk: Desk, phone: Phone, work: Work) -> None:
    """The first stands; who said something else sees both, and the dispatcher hears that something failed."""
    assigned(desk)
    pack = phone.pack()
    briefing = next(each for each in pack["checklists"] if each["purpose"] == "briefing")
    item = briefing["template"]["items"][0]
    body = {"checklist_id": briefing["id"], "item_key": item["key"], "member_id": None}
    first = phone.note("checklist.entry", pack["id"], **body, outcome="ok")
    second = phone.note("checklist.entry", pack["id"], **body, outcome="failed", reason="thiếu rào")
    won, lost = phone.send_all([first, second])
    assert (won["outcome"], lost["outcome"]) == ("applied", "conflict"), (won, item)
    assert codes(lost) == {"checklist.item.already_answered"}
    assert (lost["theirs"]["values"]["outcome"], lost["yours"]["values"]["outcome"]) == ("ok", "failed")
    (event,) = told(work, pack["id"], "assignment.work_reported")
    assert words_of(work, event)["body"]["reason"] == "thiếu rào"


@pytest.mark.parametrize(("minutes", "flagged"), [(-60 * 24, True), (6, True), (4, False)])
def test_a_clock_that_is_wrong_is_measured_and_never_a_reason_to_refuse(
    desk: Desk, phone: Phone, work: Work, minutes: int, flagged: bool
) -> None:
    job = ordered(desk)
    wrong = phone.clock.now() + timedelta(minutes=minutes)
    noted = [phone.note("assignment.accept", job), phone.note("assignment.transition", job, to="en_route")]
    for each in noted:
        each["device_time"] = wrong.isoformat()
    sent = {"client_id": phone.client_id, "sent_at": wrong.isoformat()}
    answer = desk("worker", "post", "/mobile/v1/sync/push", actions=noted, **sent)
    assert [each["outcome"] for each in answer["answers"]] == ["applied"] * 2
    assert answer["clock"] == {"skew_ms": minutes * 60_000, "flagged": flagged}
    with work.look() as tx:
        told_of = list(tx.session.scalars(select(Event).where(Event.verb == "phone.clock_skewed")))
    assert [each.payload["skew_seconds"] for each in told_of] == [minutes * 60] * flagged


def test_a_first_pull_brings_whom_to_call_and_what_to_prefetch(desk: Desk, phone: Phone) -> None:
    made = assigned(desk)
    with phone.desk.work.begin() as tx:
        for user in tx.session.scalars(select(User).where(User.username.in_(["dispatcher", "worker"]))):
            user.phone = "+84901234567"
    pack = phone.pack()
    roles = {each["role"] for each in pack["contacts"]}
    assert {"dispatcher", "authority", "crew"} <= roles
    assert all(each["phone"] for each in pack["contacts"])
    west, south, east, north = pack["map"]["bbox"]
    places = [pack["ticket"]["place"], *(gate["place"] for zone in pack["zones"] for gate in zone["gates"])]
    for place in places:
        lon, lat = place["coordinates"]
        assert west < lon < east
        assert south < lat < north
    assert made["permits"][0]["zone"]["id"] in {zone["zone_id"] for zone in pack["map"]["zones"]}
    assert (pack["map"]["tiles"], pack["map"]["min_zoom"]) == ([], 8)


def test_tiles_are_named_where_the_installation_has_a_source_of_them(desk: Desk, phone: Phone) -> None:
    ordered(desk)
    app = desk.client.app
    served = app.state.work.settings  # type: ignore[attr-defined]
    served.map_tiles_url = "https://tiles.example/{z}/{x}/{y}.png"
    surroundings = phone.pack()["map"]
    assert surroundings["tiles"][0].startswith("https://tiles.example/8/")
    assert 0 < len(surroundings["tiles"]) <= 400
    assert surroundings["tiles"][-1].split("/")[3] == str(surroundings["max_zoom"])


def test_the_desk_sees_on_the_job_what_the_crew_says_happened(desk: Desk, phone: Phone) -> None:
    job = ordered(desk)
    done = step(phone, phone.pack(), "restored")
    withdrawn(desk, job)
    phone.send_all([done])
    (report,) = desk("dispatcher", "get", f"/api/v1/assignments/{job}")["reports"]
    assert (report["kind"], report["to"], report["actor"]) == ("assignment.transition", "restored", "Nguyễn Văn An")


def test_a_zone_that_appears_on_the_way_renews_the_jobs_map(desk: Desk, phone: Phone, clock: ManualClock) -> None:
    """The job itself does not lie in it."""
    ordered(desk)
    lon, lat = phone.pack()["ticket"]["place"]["coordinates"]
    west, south = lon + 0.012, lat + 0.012
    ring = [[west, south], [west + 0.002, south], [west + 0.002, south + 0.002], [west, south]]
    cursor = desk("worker", "get", "/mobile/v1/sync/pull")["cursor"]
    clock.advance(timedelta(seconds=1))
    authority = phone.pack()["map"]["zones"][0]
    made = desk(
        "liaison", "post", "/api/v1/zones", expect=201, name="Đường bị chặn", hazard_class="flood",
        geometry={"type": "Polygon", "coordinates": [ring]}, authority_id=authority_of(desk, authority["zone_id"]),
    )  # fmt: skip
    told = desk("worker", "get", "/mobile/v1/sync/pull", cursor=cursor)
    assert made["id"] in {zone["zone_id"] for pack in told["assignments"] for zone in pack["map"]["zones"]}
    assert made["id"] not in {zone["zone_id"] for pack in told["assignments"] for zone in pack["zones"]}


def authority_of(desk: Desk, zone_id: str) -> str:
    found: str = desk("dispatcher", "get", f"/api/v1/zones/{zone_id}")["authority"]["id"]
    return found


def test_what_stood_against_each_other_is_forgotten_after_a_month(desk: Desk, phone: Phone, work: Work) -> None:
    job = ordered(desk)
    late = step(phone, phone.pack(), "en_route")
    withdrawn(desk, job)
    (before,) = phone.send_all([late])
    later(phone, 31 * 24)
    retention.apply_due(work, None)
    (after,) = phone.send_all([late])
    assert before["yours"] is not None
    assert after == before | {"yours": None, "theirs": None}
