"""A crew's cry for help is never refused and stays in sight; a crew inside that is silent too long is looked for."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from app.clock import ManualClock
from app.schema.devices import Push
from app.schema.events import Event, EventDetail
from app.services.due import apply_due
from app.services.work import Work
from compliance.checkins import CheckinRules, ZoneAsks, due_at
from tests.app.test_inside import enter
from tests.conftest import NOON
from tests.support.crew_phone import Desk, Phone, assigned

ALARMS = "/api/v1/alarms"
HALF_AN_HOUR = timedelta(minutes=30)


def told(work: Work, verb: str) -> list[Any]:
    with work.look() as tx:
        return list(tx.session.scalars(select(Event).where(Event.verb == verb).order_by(Event.id)))


def pushed(work: Work, kind: str) -> int:
    with work.look() as tx:
        return len(tx.session.scalars(select(Push.id).where(Push.kind == kind)).all())


def cry(desk: Desk, phone: Phone, job: str, **body: Any) -> str:
    """Raise an emergency; its id."""
    note = phone.note("emergency.raise", job, **body)
    (answer,) = phone.send_all([note])
    assert answer["outcome"] == "applied", answer
    return str(note["action_id"])


def deal(desk: Desk, job: str, emergency: str, step: str, expect: int = 200) -> Any:
    path = f"/api/v1/assignments/{job}/emergency-steps"
    return desk("dispatcher", "post", path, expect=expect, emergency_id=emergency, step=step)


def test_an_emergency_stands_before_the_dispatcher_with_who_what_and_where(desk: Desk, clock: ManualClock) -> None:
    job, phone = assigned(desk)["id"], Phone(desk, clock)
    place = {"lon": 108.2, "lat": 16.05, "accuracy_m": 8}
    raised = {what: cry(desk, phone, job, what=what, place=place) for what in ("emergency", "injury", "breach")}
    alarms = desk("dispatcher", "get", ALARMS)
    assert {each["emergency"]["what"]: each["emergency"]["id"] for each in alarms} == raised
    for alarm in alarms:
        found = alarm["emergency"]
        assert (alarm["kind"], alarm["assignment_id"], found["raised_by"]) == ("emergency", job, "Nguyễn Văn An")
        assert (found["lon"], found["lat"], found["seen_by"]) == (108.2, 16.05, None)
    assert pushed(desk.work, "emergency.raised") == 3  # the colleague, of each


def test_what_cannot_be_read_of_a_cry_for_help_is_left_out_of_it(desk: Desk, clock: ManualClock) -> None:
    job = assigned(desk)["id"]
    cry(desk, Phone(desk, clock), job, what=7, note=["x"], place={"lon": "east", "lat": 500}, members="all")
    (alarm,) = desk("dispatcher", "get", ALARMS)
    assert (alarm["emergency"]["what"], alarm["emergency"]["note"], alarm["emergency"]["lon"]) == (
        "emergency",
        None,
        None,
    )


def test_a_cry_from_a_job_that_was_withdrawn_meanwhile_is_taken(desk: Desk, clock: ManualClock) -> None:
    job = assigned(desk)["id"]
    desk("dispatcher", "post", f"/api/v1/assignments/{job}/transitions", to="withdrawn", reason="x")
    cry(desk, Phone(desk, clock), job, what="injury")
    assert [each["assignment_id"] for each in desk("dispatcher", "get", ALARMS)] == [job]


def test_the_crew_hears_once_that_it_was_seen_and_it_goes_when_it_is_over(desk: Desk, clock: ManualClock) -> None:
    job = assigned(desk)["id"]
    emergency = cry(desk, Phone(desk, clock), job, what="injury")
    for _ in range(2):
        assert deal(desk, job, emergency, "seen")["seen_by"] == "Trần Quốc Bảo"
    assert pushed(desk.work, "emergency.seen") == 2  # both of the crew, once each
    assert deal(desk, job, emergency, "ended")["ended_by"] == "Trần Quốc Bảo"
    assert desk("dispatcher", "get", ALARMS) == []
    assert deal(desk, job, emergency, "ended", expect=409)


def test_a_false_alarm_is_taken_back_by_the_crew_and_stays_in_the_audit(desk: Desk, clock: ManualClock) -> None:
    job, phone = assigned(desk)["id"], Phone(desk, clock)
    emergency = cry(desk, phone, job, what="emergency")
    for _ in range(2):
        assert phone.send("emergency.end", job, emergency_id=emergency, why="false_alarm")["outcome"] == "applied"
    assert desk("dispatcher", "get", ALARMS) == []
    assert [each.payload["why"] for each in told(desk.work, "assignment.emergency_ended")] == ["false_alarm"]


def test_where_the_phone_was_and_what_was_said_is_erasable(desk: Desk, clock: ManualClock) -> None:
    job = assigned(desk)["id"]
    cry(desk, Phone(desk, clock), job, what="injury", note="leg", place={"lon": 108.2, "lat": 16.05})
    (event,) = told(desk.work, "assignment.emergency_raised")
    assert set(event.payload) == {"emergency_id", "what", "state"}
    with desk.work.look() as tx:
        assert tx.session.get_one(EventDetail, event.id).body["note"] == "leg"


def test_an_emergency_that_never_was_is_not_open_and_agents_see_none(desk: Desk, clock: ManualClock) -> None:
    job = assigned(desk)["id"]
    assert deal(desk, job, job, "seen", expect=409)
    assert desk("agent", "get", ALARMS, expect=403)["code"] == "auth.forbidden"


def test_a_crew_inside_that_is_silent_is_told_once_and_again_after_the_next_silence(
    desk: Desk, clock: ManualClock
) -> None:
    phone = Phone(desk, clock)
    job = enter(desk, phone)
    assert phone.pack()["checkin"]["every_seconds"] == 1800
    clock.advance(timedelta(minutes=29))
    apply_due(desk.work)
    assert told(desk.work, "assignment.checkin_missed") == []
    clock.advance(timedelta(minutes=1))
    for _ in range(2):
        apply_due(desk.work)
    assert len(told(desk.work, "assignment.checkin_missed")) == 1
    assert pushed(desk.work, "checkin.missed") == 2
    assert [each["kind"] for each in desk("dispatcher", "get", ALARMS)] == ["silent"]
    assert phone.send("crew.checkin", job)["outcome"] == "applied"
    assert desk("dispatcher", "get", ALARMS) == []
    clock.advance(HALF_AN_HOUR)
    apply_due(desk.work)
    assert len(told(desk.work, "assignment.checkin_missed")) == 2


def test_a_word_that_was_given_in_time_without_a_network_takes_the_alarm_away_late(
    desk: Desk, clock: ManualClock
) -> None:
    phone = Phone(desk, clock)
    job = enter(desk, phone)
    clock.advance(timedelta(minutes=25))
    word = phone.note("crew.checkin", job)
    clock.advance(timedelta(minutes=20))
    apply_due(desk.work)
    assert len(desk("dispatcher", "get", ALARMS)) == 1
    phone.send_all([word])
    assert desk("dispatcher", "get", ALARMS) == []
    clock.advance(timedelta(minutes=10))  # half an hour after the word, not after its arrival
    apply_due(desk.work)
    assert len(told(desk.work, "assignment.checkin_missed")) == 2


def test_a_phone_whose_clock_runs_ahead_does_not_speak_for_the_time_to_come(desk: Desk, clock: ManualClock) -> None:
    phone = Phone(desk, clock)
    job = enter(desk, phone)
    word = phone.note("crew.checkin", job) | {"device_time": (clock.now() + timedelta(hours=5)).isoformat()}
    phone.send_all([word])
    clock.advance(HALF_AN_HOUR)
    assert len(desk("dispatcher", "get", ALARMS)) == 1


def test_a_dispatcher_who_reached_the_crew_by_telephone_checks_it_in(desk: Desk, clock: ManualClock) -> None:
    job = enter(desk, Phone(desk, clock))
    clock.advance(HALF_AN_HOUR)
    apply_due(desk.work)
    desk.client.post(
        f"/api/v1/assignments/{job}/checkins", json={"note": "called An"}, headers=desk.headers("dispatcher")
    ).raise_for_status()
    assert desk("dispatcher", "get", ALARMS) == []


def test_nobody_is_asked_for_a_word_before_the_gate(desk: Desk, clock: ManualClock) -> None:
    assigned(desk)
    clock.advance(timedelta(hours=9))
    apply_due(desk.work)
    assert told(desk.work, "assignment.checkin_missed") == []
    assert Phone(desk, clock).pack()["checkin"] is None


def test_the_strictest_zone_says_how_often_by_its_own_word_else_by_its_hazard() -> None:
    rules = CheckinRules(HALF_AN_HOUR, {"chemical": timedelta(minutes=10), "flood": timedelta(hours=1)})
    flood, chemical, fire = (ZoneAsks(each) for each in ("flood", "chemical", "fire"))
    assert rules.every_of([flood, chemical, fire]) == timedelta(minutes=10)
    assert rules.every_of([flood, fire]) == HALF_AN_HOUR
    hourly, five = ZoneAsks("chemical", timedelta(hours=1)), ZoneAsks("flood", timedelta(minutes=5))
    assert rules.every_of([hourly]) == timedelta(hours=1)
    assert rules.every_of([hourly, fire]) == HALF_AN_HOUR
    assert rules.every_of([hourly, five]) == timedelta(minutes=5)
    assert rules.every_of([]) == HALF_AN_HOUR


def test_a_zone_says_itself_how_often_also_when_it_changes_its_mind_with_people_inside(
    desk: Desk, clock: ManualClock
) -> None:
    """Half an hour by its hazard; ten minutes by the version that is published; half an hour again by the next one."""
    phone = Phone(desk, clock)
    job = enter(desk, phone)
    zone_id = phone.pack()["zones"][0]["zone_id"]
    for minutes, seconds in ((10, 600), (None, 1800)):
        clock.advance(timedelta(minutes=1))
        zone = desk("liaison", "get", f"/api/v1/zones/{zone_id}")
        now = zone["current"]
        version = {
            key: now[key]
            for key in ("level", "geometry", "valid_until", "legal_instrument", "doffing_point", "gates", "parts")
        }
        asks = now["requirements"] | {"checkin_minutes": minutes}
        published = desk("liaison", "post", f"/api/v1/zones/{zone_id}/versions", requirements=asks, **version)
        assert published["current"]["requirements"]["checkin_minutes"] == minutes
        assert phone.pack()["checkin"]["every_seconds"] == seconds
    phone.send("crew.checkin", job)
    clock.advance(timedelta(minutes=29))
    assert desk("dispatcher", "get", ALARMS) == []


def test_a_word_from_before_they_went_in_does_not_count() -> None:
    assert due_at(NOON, NOON - timedelta(minutes=5), HALF_AN_HOUR) == NOON + HALF_AN_HOUR
    assert due_at(NOON, NOON + timedelta(minutes=5), HALF_AN_HOUR) == NOON + timedelta(minutes=35)
