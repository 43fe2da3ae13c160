"""The exposure ledger: what phones say is always taken, what is corrected stays, every look is on record."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from app.access import system
from app.clock import ManualClock
from app.schema.devices import Push
from app.schema.events import Event
from app.schema.exposure import Exposure
from app.schema.exposure_records import ExposureNote
from app.services import exposure_notes
from app.services.work import Work
from tests.app.test_inside import enter
from tests.support.crew_phone import Desk, Phone, codes

LIST = "/api/v1/exposures"
NEAR = {"with": "outsider", "who": "Bà Hoa, 0905 123 456", "band": "under_1m", "minutes": 20, "masked": False}


def ledger(desk: Desk, **which: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = desk("hse", "get", LIST, **which)["items"]
    return found


def opened(desk: Desk, exposure_id: str, **how: Any) -> dict[str, Any]:
    found: dict[str, Any] = desk("hse", "get", f"{LIST}/{exposure_id}", **({"why": "follow_up"} | how))
    return found


def leave(phone: Phone, job: str) -> None:
    for to in ("working", "restored", "exiting"):
        phone.go(job, to)
    phone.fill("exit")
    assert phone.go(job, "closed")["outcome"] == "applied"


def shown(clock: ManualClock, later: timedelta) -> str:
    """A moment as the service writes it."""
    return (clock.now() + later).isoformat().replace("+00:00", "Z")


def events(work: Work, verb: str) -> list[Event]:
    with work.look() as tx:
        return list(tx.session.scalars(select(Event).where(Event.verb == verb).order_by(Event.id)))


def amend(desk: Desk, path: str, version: int, expect: int = 201, **body: Any) -> dict[str, Any]:
    """A request that says which version it is based on."""
    headers = desk.sign_in(hse_id(desk)) | {"If-Match": f'"{version}"'}
    answer = desk.client.post(path, headers=headers, json=body)
    assert answer.status_code == expect, answer.text
    found: dict[str, Any] = answer.json()
    return found


def hse_id(desk: Desk) -> UUID:
    return UUID(desk("hse", "get", "/api/v1/me")["id"])


def test_a_stay_says_who_as_what_with_what_in_which_version_of_which_zone(desk: Desk, clock: ManualClock) -> None:
    enter(desk, Phone(desk, clock))
    found = ledger(desk)
    assert {each["name"] for each in found} == {"Nguyễn Văn An", "Hồ Sỹ Dũng"}
    assert {each["role"] for each in found} >= {"direct_supervisor"}
    one = found[0]
    assert (one["vehicle_plate"], one["zone_version_no"], one["ppe_profile"]) == (
        "43C-101.01", 1, "medical_full_level3",
    )  # fmt: skip
    assert one["left_at"] is None
    assert ledger(desk, inside="true") == found
    assert ledger(desk, with_breach="true") == []


def test_a_contact_is_kept_sealed_proposes_a_level_and_begins_a_stand_down(desk: Desk, clock: ManualClock) -> None:
    phone = Phone(desk, clock)
    job = enter(desk, phone)
    me = phone.pack()["members"][0]["id"]
    assert phone.send("exposure.contact", job, member_id=me, **NEAR)["outcome"] == "applied"
    (hit,) = (each for each in ledger(desk, to_confirm="true"))
    assert (hit["member_id"], hit["level"], hit["proposed"], hit["contacts"]) == (me, "high", True, 1)
    record = opened(desk, hit["id"])
    (contact,) = record["contact_list"]
    assert contact["who"] == NEAR["who"]
    assert (contact["kind"], contact["band"], contact["minutes"], contact["late"]) == (
        "outsider", "under_1m", 20, False,
    )  # fmt: skip
    assert [(each["cause"], each["running"], each["by_rule"]) for each in record["stand_downs"]] == [
        ("contact", True, True)
    ]
    with desk.work.look() as tx:
        sealed = tx.session.scalars(select(ExposureNote.sealed)).one()
    assert b"Hoa" not in sealed
    assert "Hoa" not in str([each.payload for each in events(desk.work, "exposure.contact_reported")])


def test_nobody_met_is_an_answer_for_the_whole_crew(desk: Desk, clock: ManualClock) -> None:
    phone = Phone(desk, clock)
    job = enter(desk, phone)
    assert phone.pack()["contacts_told"] == []
    assert phone.send("exposure.contact", job)["outcome"] == "applied"
    pack = phone.pack()
    assert set(pack["contacts_told"]) == {each["id"] for each in pack["members"]}
    assert {each["contacts"] for each in ledger(desk)} == {0}
    assert ledger(desk, to_confirm="true") == []


def test_what_comes_days_later_is_taken_when_the_job_is_long_closed_and_marked(desk: Desk, clock: ManualClock) -> None:
    phone = Phone(desk, clock)
    job = enter(desk, phone)
    noted = phone.note("exposure.breach", job, item="gloves", action="replaced")
    phone.seq -= 1
    other = Phone(desk, clock)
    leave(other, job)
    clock.advance(timedelta(days=2))
    phone.seq = noted["client_seq"]
    assert phone.send_all([noted])[0]["outcome"] == "applied"
    assert phone.send_all([noted])[0]["outcome"] == "duplicate"
    record = opened(desk, ledger(desk, with_breach="true")[0]["id"])
    assert [(each["item"], each["late"]) for each in record["breach_list"]] == [("gloves", True)]


@pytest.mark.parametrize("kind", ["exposure.contact", "exposure.breach"])
def test_whatever_a_phone_says_of_it_is_taken(desk: Desk, clock: ManualClock, kind: str) -> None:
    phone = Phone(desk, clock)
    job = enter(desk, phone)
    strange = {
        "members": "nobody", "member_id": 7, "minutes": "long", "band": ["near"], "masked": "no", "indoor": 1,
        "with_member_id": job, "item": {}, "action": "x" * 90, "at": "yesterday", "who": "\u0110ức",
    }  # fmt: skip
    assert phone.send(kind, job, **strange)["outcome"] == "applied"
    assert {each["contacts" if kind.endswith("contact") else "breaches"] for each in ledger(desk)} == {1}


def test_of_a_strangers_job_nothing_is_taken(desk: Desk, clock: ManualClock) -> None:
    enter(desk, Phone(desk, clock))
    answer = Phone(desk, clock).send("exposure.breach", str(UUID(int=7)), item="gloves")
    assert (answer["outcome"], answer["code"]) == ("rejected", "not_found")


def test_a_breach_is_told_at_once_and_stops_the_work_but_not_the_way_out(desk: Desk, clock: ManualClock) -> None:
    phone = Phone(desk, clock)
    job = enter(desk, phone)
    phone.send("exposure.breach", job, item="splash", action="washed", note="bắn vào mắt trái")
    told = events(desk.work, "exposure.breach_reported")
    assert {(each.payload["item"], each.crew_id is not None, each.unit_id is not None) for each in told} == {
        ("splash", True, True)
    }
    assert "mắt" not in str([each.payload for each in told])
    with desk.work.look() as tx:
        assert tx.session.scalars(select(Push.kind).where(Push.kind == "exposure.breach")).all() == ["exposure.breach"]
    assert "crew.stand_down" in codes(phone.go(job, "working"))
    assert phone.go(job, "exiting")["outcome"] == "applied"


def test_a_correction_is_a_new_row_and_what_was_written_stays(desk: Desk, clock: ManualClock) -> None:
    phone = Phone(desk, clock)
    leave(phone, enter(desk, phone))
    one = ledger(desk)[0]
    truth = {"entered_at": one["entered_at"], "left_at": one["left_at"], "vehicle_id": None, "role": "lookout",
             "ppe_profile": "medical_basic", "why": "khai nhầm"}  # fmt: skip
    path = f"{LIST}/{one['id']}/corrections"
    made = amend(desk, path, 1, **truth)
    assert (made["role"], made["vehicle_plate"], made["corrected"], made["version"]) == ("lookout", None, True, 2)
    assert [(each["number"], each["why"]) for each in made["corrections"]] == [(1, "khai nhầm")]
    amend(desk, path, 1, expect=412, **truth)
    with desk.work.look() as tx:
        row = tx.session.get_one(Exposure, UUID(one["id"]))
        assert (row.role, row.ppe_profile) == (one["role"], "medical_full_level3")
    amend(desk, path, 2, **(truth | {"void": True}))
    assert one["id"] not in {each["id"] for each in ledger(desk)}
    assert opened(desk, one["id"])["void"]


@pytest.mark.parametrize(
    "wrong", [{"left_at": None}, {"left_at": "2020-01-01T00:00:00Z"}, {"vehicle_id": str(UUID(int=9))}]
)
def test_a_correction_makes_sense(desk: Desk, clock: ManualClock, wrong: dict[str, Any]) -> None:
    phone = Phone(desk, clock)
    leave(phone, enter(desk, phone))
    one = ledger(desk)[0]
    truth = {"entered_at": one["entered_at"], "left_at": one["left_at"], "why": "x"}
    amend(desk, f"{LIST}/{one['id']}/corrections", 1, expect=422, **(truth | wrong))


def test_hse_corrects_a_contact_once_and_the_newest_holds(desk: Desk, clock: ManualClock) -> None:
    phone = Phone(desk, clock)
    job = enter(desk, phone)
    me = phone.pack()["members"][0]["id"]
    phone.send("exposure.contact", job, member_id=me, **NEAR)
    one = ledger(desk, to_confirm="true")[0]["id"]
    wrong = opened(desk, one)["contact_list"][0]["id"]
    path = f"{LIST}/{one}/contacts"
    desk("hse", "post", path, expect=201, corrects_id=wrong, who="Ông Hà", band="over_2m", minutes=3)
    assert [(each["who"], each["band"], each["corrected"]) for each in opened(desk, one)["contact_list"]] == [
        ("Ông Hà", "over_2m", True)
    ]
    again = desk("hse", "post", path, expect=409, corrects_id=wrong, retract=True)
    assert again["code"] == "exposure.corrected_already"
    newest = opened(desk, one)["contact_list"][0]["id"]
    desk("hse", "post", path, expect=201, corrects_id=newest, retract=True)
    assert opened(desk, one)["contact_list"] == []


def test_hse_sets_the_level_and_the_stand_down_becomes_that_levels(desk: Desk, clock: ManualClock) -> None:
    phone = Phone(desk, clock)
    job = enter(desk, phone)
    me = phone.pack()["members"][0]["id"]
    phone.send("exposure.contact", job, member_id=me, **NEAR)
    one = ledger(desk, to_confirm="true")[0]["id"]
    path = f"{LIST}/{one}/classifications"
    medium = desk("hse", "post", path, expect=201, level="medium", follow_up="test", note="âm tính lần 1")
    (held,) = medium["stand_downs"]
    assert held["until"] == shown(clock, timedelta(days=3))
    assert [(each["level"], each["proposed"]) for each in medium["classifications"]][-1] == ("medium", False)
    low = desk("hse", "post", path, expect=201, level="low")
    assert [each["running"] for each in low["stand_downs"]] == [False]
    assert desk("hse", "post", path, expect=422, level="awful")["code"] == "invalid.unknown"
    phone.send("exposure.contact", job, member_id=me, **NEAR)
    assert opened(desk, one)["level"] == "high"  # new facts that are worse overtake what was set


def test_every_look_at_a_record_is_on_record_with_why(desk: Desk, clock: ManualClock) -> None:
    enter(desk, Phone(desk, clock))
    one = ledger(desk)[0]
    opened(desk, one["id"], why="request")
    (look,) = events(desk.work, "exposure.read")
    assert look.payload == {"member_id": one["member_id"], "why": "request"}
    assert (look.actor, str(look.subject_id)) == ("hse", one["id"])
    desk("hse", "get", f"{LIST}/{one['id']}", expect=422, why="curious")
    desk("hse", "get", f"{LIST}/{one['id']}", expect=422)
    assert len(events(desk.work, "exposure.listed")) == 1


@pytest.mark.parametrize("reader", ["dispatcher", "leader", "agent", "worker", "liaison", "admin", "auditor"])
def test_health_data_are_hses_alone(desk: Desk, reader: str) -> None:
    for path in (LIST, "/api/v1/stand-downs", f"{LIST}/positives", "/api/v1/exposure-levels"):
        assert desk(reader, "get", path, expect=403)["code"] == "auth.forbidden"


def test_workers_see_their_own_and_nobody_elses(desk: Desk, clock: ManualClock) -> None:
    phone = Phone(desk, clock)
    job = enter(desk, phone)
    phone.send("exposure.breach", job, item="splash")
    own = desk("worker", "get", f"{LIST}/mine")
    assert len(own) == 1
    assert own[0]["zone"] == "Khu cách ly Thạch Thang"
    assert [each["cause"] for each in desk("worker", "get", "/api/v1/stand-downs/mine")] == ["breach"]


def test_texts_about_a_person_can_be_taken_away_and_that_is_on_record(desk: Desk, clock: ManualClock) -> None:
    phone = Phone(desk, clock)
    job = enter(desk, phone)
    me = phone.pack()["members"][0]["id"]
    phone.send("exposure.contact", job, member_id=me, **NEAR)
    one = ledger(desk, to_confirm="true")[0]["id"]
    with desk.work.begin() as tx:
        assert exposure_notes.erase_of(tx, system("test"), UUID(me), "data_subject") == 1
        assert exposure_notes.erase_of(tx, system("test"), UUID(me), "data_subject") == 0
    assert opened(desk, one)["contact_list"][0]["who"] is None
    assert [each.payload for each in events(desk.work, "exposure.notes_erased")] == [
        {"reason": "data_subject", "count": 1}
    ]


def test_levels_are_data_that_hse_edits(desk: Desk, clock: ManualClock) -> None:
    level = next(
        each
        for each in desk("hse", "get", "/api/v1/exposure-levels")
        if (each["hazard_class"], each["code"]) == ("infectious_human", "high")
    )
    assert level["hse_must_confirm"]
    desk("hse", "put", "/api/v1/exposure-levels", **(level | {"stand_down_minutes": 60, "hse_must_confirm": False}))
    phone = Phone(desk, clock)
    phone.send("exposure.breach", enter(desk, phone), item="wound")
    running = desk("hse", "get", "/api/v1/stand-downs", running="true", cause="breach")["items"]
    assert {each["until"] for each in running} == {
        (clock.now() + timedelta(hours=1)).isoformat().replace("+00:00", "Z")
    }
