"""Personal data goes when its time is over, stays while it is held, and the database lets nothing younger go.

Everything here happens three years ago, so that the server's own clock is never the one that is behind.
"""

import hashlib
import os
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import ProgrammingError

from app.adapters.evidence_folder import EvidenceFolder
from app.clock import ManualClock
from app.schema.base import Base
from app.schema.events import Event, EventDetail
from app.schema.evidence import Evidence
from app.schema.exposure import Exposure
from app.schema.exposure_records import ExposureContact, ExposureNote, PositiveCase
from app.schema.messages import Message
from app.schema.people import LoginAttempt
from app.schema.positions import PositionFix
from app.schema.privacy import PrivacyHold
from app.schema.stand_downs import StandDown
from app.schema.tickets import Ticket
from app.services import exposure_notes, retention
from app.services.events import About, record
from app.services.work import Tx, Work
from app.storage import retention as rows
from app.storage.geometry import stored_place
from tests.support.accounts import OPERATOR
from tests.support.jobs import PLACE, Job, make_job
from tests.support.trails import Trail

DAY = timedelta(days=1)


@pytest.fixture
def job(work: Work, clock: ManualClock) -> Job:
    clock.advance(-3 * 365 * DAY)
    return make_job(work)


def count(work: Work, table: type[Base]) -> int:
    """How many rows there are."""
    with work.look() as tx:
        return tx.session.scalar(select(func.count()).select_from(table)) or 0


def seen(work: Work, job: Job) -> None:
    """The leader's phone tells where it is, now."""
    with work.begin() as tx:
        tx.session.add(
            PositionFix(
                crew_id=job.crew.crew.id, user_id=job.leader.id, place=stored_place(PLACE), accuracy_m=5.0,
                device_time=tx.now, server_time=tx.now,
            )
        )  # fmt: skip


def stayed(work: Work, job: Job) -> UUID:
    """The leader was in the zone for an hour, met the other one, was sent home for a day, and something is noted."""
    with work.begin() as tx:
        stay = Exposure(
            unit_id=job.unit.id, assignment_id=job.assignment.id, member_id=job.members[0].id, zone_id=job.zone.id,
            zone_version_id=job.version.id, hazard_class=job.zone.hazard_class, authority_id=job.authority.id,
            crew_id=job.crew.crew.id, entered_at=tx.now - timedelta(hours=1), left_at=tx.now,
        )  # fmt: skip
        tx.session.add(stay)
        tx.session.flush()
        met = ExposureContact(
            unit_id=job.unit.id, assignment_id=job.assignment.id, exposure_id=stay.id, member_id=job.members[0].id,
            kind="member", with_member_id=job.members[1].id, band="unknown", happened_at=tx.now, recorded_at=tx.now,
        )  # fmt: skip
        case = PositiveCase(
            unit_id=job.unit.id, member_id=job.members[0].id, hazard_class="flood", found_at=tx.now, reported_at=tx.now
        )
        tx.session.add_all([met, case])
        tx.session.flush()
        own = {"unit_id": job.unit.id, "member_id": job.members[0].id}
        exposure_notes.write(tx, OPERATOR, "contact", met.id, text="Lan, chợ Hàn", **own)
        down = StandDown(
            crew_id=job.crew.crew.id, cause="positive", begins_at=tx.now, until=tx.now + DAY, exposure_id=stay.id,
            case_id=case.id, **own,
        )  # fmt: skip
        tx.session.add(down)
        tx.session.flush()
        record(tx, OPERATOR, "stand_down.begun", About("stand_down", down.id, job.unit.id), erasable={"cause": "x"})
        return stay.id


def hold(work: Work, job: Job, kind: str, subject_id: UUID) -> UUID:
    """Keep it without an end."""
    with work.begin() as tx:
        row = PrivacyHold(unit_id=job.unit.id, kind=kind, subject_id=subject_id, reason="x", placed_at=tx.now)
        tx.session.add(row)
        tx.session.flush()
        return row.id


def applied(tx: Tx) -> list[dict[str, object]]:
    """What retention told."""
    found = tx.session.scalars(select(Event).where(Event.verb == retention.VERB).order_by(Event.id))
    return [each.payload for each in found]


def test_positions_go_after_thirty_days_and_it_is_told_without_names(work: Work, job: Job, clock: ManualClock) -> None:
    seen(work, job)
    clock.advance(2 * DAY)
    seen(work, job)
    clock.advance(29 * DAY)
    assert retention.apply_due(work, None) == 1
    assert count(work, PositionFix) == 1
    with work.look() as tx:
        told = applied(tx)
    assert [(each["kind"], each["counts"]) for each in told] == [("positions", {"positions": 1})]
    assert retention.apply_due(work, None) == 0


def days_of(work: Work) -> set[str]:
    """The tables of single days."""
    with work.look() as tx:
        found = tx.session.scalars(
            text("SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'position_fixes'::regclass")
        )
        return {each.removeprefix("position_fixes_") for each in found} - {"rest"}


def name_of_day(at: datetime) -> str:
    return f"{at:%Y%m%d}"


def test_there_is_a_place_for_each_day_that_comes_and_a_day_that_is_over_goes_whole(
    work: Work, job: Job, clock: ManualClock
) -> None:
    """Two fixes of one day and one of the next; the first day goes when all of it is over, the next one not yet."""
    first = clock.now()
    retention.apply_due(work, None)
    assert {name_of_day(first + ahead * DAY) for ahead in range(3)} <= days_of(work)
    seen(work, job)
    clock.advance(timedelta(minutes=1))
    seen(work, job)
    clock.advance(DAY)
    seen(work, job)
    clock.advance(30 * DAY)
    assert retention.apply_due(work, None) == 2
    assert name_of_day(first) not in days_of(work)
    assert {name_of_day(first + DAY), name_of_day(clock.now())} <= days_of(work)
    assert count(work, PositionFix) == 1
    with work.look() as tx:
        assert [each["counts"] for each in applied(tx)] == [{"positions": 2}]


def test_a_day_of_which_something_is_held_stays_and_only_the_rest_of_it_goes(
    work: Work, job: Job, clock: ManualClock
) -> None:
    first = clock.now()
    retention.apply_due(work, None)
    seen(work, job)
    hold(work, job, "person", job.members[0].id)
    clock.advance(32 * DAY)
    assert retention.apply_due(work, None) == 0
    assert name_of_day(first) in days_of(work)


def test_what_came_before_its_day_had_a_place_moves_there(work: Work, job: Job, clock: ManualClock) -> None:
    clock.advance(200 * DAY)
    seen(work, job)
    retention.apply_due(work, None)
    with work.look() as tx:
        kept = tx.session.scalars(text("SELECT tableoid::regclass::text FROM position_fixes")).all()
    assert kept == [f"position_fixes_{clock.now():%Y%m%d}"]


@pytest.mark.parametrize("kind", ["person", "job", "zone"])
def test_what_is_held_stays_until_the_hold_is_lifted(work: Work, job: Job, clock: ManualClock, kind: str) -> None:
    with work.begin() as tx:
        tx.session.execute(text("UPDATE assignments SET en_route_at = :now"), {"now": tx.now - timedelta(hours=2)})
        tx.session.execute(
            text("INSERT INTO assignment_zones SELECT id, :zone, :version, 'inside', created_at FROM assignments"),
            {"zone": job.zone.id, "version": job.version.id},
        )
    seen(work, job)
    stay_id = stayed(work, job)
    subject_id = {"person": job.members[0].id, "job": job.ticket.id, "zone": job.zone.id}[kind]
    held = hold(work, job, kind, subject_id)
    clock.advance(100 * DAY)
    retention.apply_due(work, None)
    with work.look() as tx:
        assert tx.session.get(Exposure, stay_id) is not None
    assert count(work, PositionFix) == 1
    with work.begin() as tx:
        tx.session.get_one(PrivacyHold, held).lifted_at = tx.now
    retention.apply_due(work, None)
    assert (count(work, Exposure), count(work, PositionFix)) == (0, 0)


def test_a_stay_goes_with_all_that_hangs_on_it(work: Work, job: Job, clock: ManualClock) -> None:
    stayed(work, job)
    clock.advance(90 * DAY)
    retention.apply_due(work, None)
    assert count(work, Exposure) == 1, "ninety days are not over"
    clock.advance(2 * DAY)
    retention.apply_due(work, None)
    gone = (Exposure, ExposureContact, ExposureNote, StandDown, PositiveCase)
    assert [count(work, each) for each in gone] == [0] * 5
    with work.look() as tx:
        about = select(EventDetail).join(Event, Event.id == EventDetail.event_id)
        assert tx.session.scalars(about.where(Event.verb == "stand_down.begun")).all() == []
        counts = [each["counts"] for each in applied(tx) if each["kind"] == "exposures"]
    assert counts == [{"cases": 1, "exposures": 1, "stand_downs": 1}]


def test_whoever_was_met_can_be_held_too(work: Work, job: Job, clock: ManualClock) -> None:
    stayed(work, job)
    hold(work, job, "person", job.members[1].id)
    clock.advance(100 * DAY)
    retention.apply_due(work, None)
    assert count(work, Exposure) == 1


@pytest.mark.parametrize(("what", "least"), [("positions", 1), ("exposures", 30), ("evidence", 30)])
def test_the_database_lets_nothing_younger_go(work: Work, job: Job, what: str, least: int) -> None:
    now = work.clock.now()
    with work.begin() as tx:
        rows.forget(tx.session, what, now - least * DAY, now, 1)
    with pytest.raises(ProgrammingError, match="too young"), work.begin() as tx:
        rows.forget(tx.session, what, now - least * DAY + timedelta(seconds=1), now, 1)
    with pytest.raises(ProgrammingError, match="too young"), work.begin() as tx:
        rows.forget(tx.session, what, now, datetime.now(now.tzinfo) + 2 * DAY, 1)


@pytest.mark.parametrize("table", ["position_fixes", "exposures", "stand_downs", "positive_cases", "health_reads"])
def test_the_service_itself_can_delete_none_of_it(work: Work, job: Job, table: str) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), work.begin() as tx:
        tx.session.execute(text(f"DELETE FROM {table}"))  # noqa: S608 - a name from the list above


def test_who_reported_is_forgotten_when_the_ticket_is_long_over(work: Work, job: Job, clock: ManualClock) -> None:
    with work.begin() as tx:
        ticket = tx.session.get_one(Ticket, job.ticket.id)
        ticket.reporter_name, ticket.reporter_phone = "Lê Thị Hoa", "0905123456"
        about = About("ticket", ticket.id, job.unit.id, ticket_id=ticket.id)
        record(tx, OPERATOR, "ticket.created", about, erasable={"reporter_name": "Lê Thị Hoa"})
    clock.advance(400 * DAY)
    retention.apply_due(work, None)
    with work.begin() as tx:
        ticket = tx.session.get_one(Ticket, job.ticket.id)
        assert ticket.reporter_name == "Lê Thị Hoa", "the ticket is open"
        ticket.state, ticket.closed_at = "closed", tx.now
    clock.advance(366 * DAY)
    retention.apply_due(work, None)
    with work.look() as tx:
        ticket = tx.session.get_one(Ticket, job.ticket.id)
        assert (ticket.reporter_name, ticket.reporter_phone) == (None, None)
        assert tx.session.scalars(select(EventDetail).join(Event).where(Event.ticket_id == ticket.id)).all() == []


def test_addresses_and_failed_sign_ins_go_after_thirty_days(work: Work, job: Job, clock: ManualClock) -> None:
    with work.begin() as tx:
        tx.session.add(LoginAttempt(username="lan", address="10.0.0.1", at=tx.now))
        for state in ("failed", "queued"):
            tx.session.add(
                Message(
                    unit_id=job.unit.id, channel="sms", recipient="0905123456", locale="vi", kind="x", facts={},
                    subject_kind="x", subject_id=uuid4(), state=state, queued_at=tx.now, expires_at=tx.now + DAY,
                )
            )  # fmt: skip
    clock.advance(31 * DAY)
    retention.apply_due(work, None)
    assert count(work, LoginAttempt) == 0
    with work.look() as tx:
        found = {each.state: each.recipient for each in tx.session.scalars(select(Message))}
    assert found == {"failed": "", "queued": "0905123456"}


def test_a_photo_leaves_with_its_row(work: Work, job: Job, clock: ManualClock, tmp_path: Path) -> None:
    store, photo = EvidenceFolder(tmp_path), b"photo"
    sha256 = hashlib.sha256(photo).hexdigest()
    store.put(sha256, photo)
    with work.begin() as tx:
        tx.session.add(
            Evidence(
                sha256=sha256, stored_sha256=sha256, media_type="image/jpeg", size_bytes=5, width=1, height=1,
                received_at=tx.now, received_from=job.leader.id,
            )
        )  # fmt: skip
    clock.advance(366 * DAY)
    retention.apply_due(work, store)
    assert (count(work, Evidence), store.get(sha256)) == (0, None)


def test_bytes_without_a_row_are_swept_once_they_are_a_day_old(work: Work, tmp_path: Path) -> None:
    store, hashes = EvidenceFolder(tmp_path), [hashlib.sha256(each).hexdigest() for each in (b"old", b"new")]
    for sha256 in hashes:
        store.put(sha256, b"x")
    os.utime(tmp_path / hashes[0][:2] / hashes[0], (0, 0))
    assert retention.sweep_orphans(work, store) == 1
    assert [store.get(each) for each in hashes] == [None, b"x"]


def test_bytes_that_are_named_anew_are_left_by_the_sweep(tmp_path: Path) -> None:
    store, sha256 = EvidenceFolder(tmp_path), hashlib.sha256(b"again").hexdigest()
    store.put(sha256, b"again")
    os.utime(tmp_path / sha256[:2] / sha256, (0, 0))
    store.put(sha256, b"again")
    assert store.delete_old(sha256, DAY) is False


def test_words_in_the_trail_go_after_five_years_and_the_chain_holds(trail: Trail) -> None:
    event_id = trail.sealed(1, erasable={"name": "Minh"})[0]
    trail.clock.advance(1826 * DAY)
    retention.apply_due(trail.work, None)
    trail.clock.advance(-1826 * DAY)
    with trail.work.look() as tx:
        assert tx.session.get(EventDetail, event_id) is None
    trail.seal()
    stretch = trail.walk()
    assert (stretch.fault, stretch.erased) == (None, 1)


@pytest.mark.race
def test_two_workers_take_each_thing_once(committed: Work, clock: ManualClock) -> None:
    clock.advance(-3 * 365 * DAY)
    job = make_job(committed)
    for _ in range(20):
        seen(committed, job)
    clock.advance(31 * DAY)
    with ThreadPoolExecutor(2) as both:
        done = sum(each.result() for each in [both.submit(retention.apply_due, committed, None) for _ in range(2)])
    assert (done, count(committed, PositionFix)) == (20, 0)
