"""Stand-downs: begun at exit and by breach, told, flagged, ended by time; the rules read what the table says."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from app.access import system
from app.clock import ManualClock
from app.schema.crews import CrewMember
from app.schema.devices import Push
from app.schema.events import Event, EventDetail
from app.services import stand_downs
from app.services.stand_downs import NewStandDown
from app.services.work import Work
from app.storage import stand_downs as rows
from compliance.stand_downs import bar_of
from tests.app.test_exposure_ledger import amend
from tests.support.crew_phone import Desk, assigned
from tests.support.jobs import Job

HOUR = timedelta(hours=1)
LIST = "/api/v1/stand-downs"


def begin(work: Work, job: Job, hours: float, hazard_class: str | None = None, cause: str = "hse") -> UUID:
    """One for the job's leader."""
    with work.begin() as tx:
        new = NewStandDown(job.members[0].id, cause, tx.now + timedelta(hours=hours), hazard_class)
        return stand_downs.begin_all(tx, system("test"), [new])[0]


def held(work: Work, member_id: UUID) -> tuple[datetime | None, str | None, datetime | None]:
    """What the rules read."""
    with work.look() as tx:
        member = tx.session.get_one(CrewMember, member_id)
        return member.stand_down_until, member.stand_down_class, member.stand_down_all_until


def test_what_the_rules_read_is_what_the_table_says(work: Work, job: Job, clock: ManualClock) -> None:
    leader, now = job.members[0].id, clock.now()
    assert held(work, leader) == (None, None, None)
    begin(work, job, 2, "flood")
    assert held(work, leader) == (now + 2 * HOUR, "flood", None)
    begin(work, job, 5, "chemical")
    assert held(work, leader) == (now + 5 * HOUR, "chemical", now + 2 * HOUR)
    begin(work, job, 3)
    assert held(work, leader) == (now + 5 * HOUR, "chemical", now + 3 * HOUR)


def test_the_columns_can_be_made_anew_from_the_table_alone(work: Work, job: Job, clock: ManualClock) -> None:
    for hours, hazard_class in ((2, "flood"), (5, None), (7, "flood")):
        begin(work, job, hours, hazard_class)
    clock.advance(HOUR)
    with work.look() as tx:
        for member in tx.session.scalars(select(CrewMember)):
            bar = bar_of(rows.list_running(tx.session, [member.id], tx.now).get(member.id, ()), tx.now)
            kept = member.stand_down_until, member.stand_down_class, member.stand_down_all_until
            assert kept == ((bar.until, bar.hazard_class, bar.all_until) if bar else (None, None, None))


def test_hse_ends_one_sooner_or_later_with_a_reason_and_only_as_last_read(desk: Desk, clock: ManualClock) -> None:
    who = desk("hse", "get", "/api/v1/crews")["items"][0]["members"][0]["id"]
    until = (clock.now() + 5 * HOUR).isoformat()
    made = desk("hse", "post", LIST, expect=201, member_id=who, until=until, why="sốt")
    assert (made["cause"], made["why"], made["by_rule"], made["version"]) == ("hse", "sốt", False, 1)
    path = f"{LIST}/{made['id']}/changes"
    later = amend(desk, path, 1, until=(clock.now() + 9 * HOUR).isoformat(), why="chưa khỏi")
    assert (later["changed"], later["change_why"], later["version"]) == (True, "chưa khỏi", 2)
    amend(desk, path, 1, expect=412, why="đã khỏi")
    over = amend(desk, path, 2, why="đã khỏi")
    assert not over["running"]
    assert held(desk.work, UUID(who)) == (None, None, None)
    assert desk("hse", "get", LIST, running="true")["items"] == []


def test_one_that_would_be_over_already_is_none(work: Work, job: Job) -> None:
    with work.begin() as tx:
        new = NewStandDown(job.members[0].id, "zone_hold", tx.now, "flood")
        assert stand_downs.begin_all(tx, system("test"), [new]) == []


def test_what_stays_for_ever_of_a_stand_down_is_not_what_for(work: Work, job: Job) -> None:
    begin(work, job, 2, cause="positive")
    with work.look() as tx:
        event = tx.session.scalars(select(Event).where(Event.verb == "stand_down.begun")).one()
        assert event.crew_id == job.crew.crew.id
        assert set(event.payload) == {"member_id", "until", "hazard_class"}
        assert tx.session.get_one(EventDetail, event.id).body["cause"] == "positive"


def test_the_worker_is_told(work: Work, job: Job) -> None:
    begin(work, job, 2)
    with work.look() as tx:
        told = tx.session.scalars(select(Push).where(Push.kind == "stand_down.begun")).all()
        assert [each.user_id for each in told] == [job.leader.id]
        assert tx.session.scalars(select(Event.subject_id).where(Event.verb == "assignment.stand_down")).all() == [
            job.assignment.id
        ]


def test_what_is_planned_inside_one_says_so_until_it_is_over(desk: Desk, clock: ManualClock) -> None:
    made = assigned(desk)
    assert made["conflicts"] == []
    who = made["members"][0]["id"]
    body = {"member_id": who, "until": (clock.now() + 9 * HOUR).isoformat(), "why": "x"}
    begun = desk("hse", "post", LIST, expect=201, **body)
    path = f"/api/v1/assignments/{made['id']}"
    assert [each["code"] for each in desk("dispatcher", "get", path)["conflicts"]] == ["crew.stand_down"]
    amend(desk, f"{LIST}/{begun['id']}/changes", 1, why="y")
    assert desk("dispatcher", "get", path)["conflicts"] == []
