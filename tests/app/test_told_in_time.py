"""What zones do to crews is told in time by a worker that really runs, and caught up by one that was dead."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from shapely import MultiPolygon, box
from sqlalchemy import select

from app.access import Role
from app.clock import ManualClock
from app.main import create_app
from app.schema.assignments import Assignment
from app.schema.devices import Push
from app.schema.events import Event
from app.schema.operations import WorkerHeartbeat
from app.services import people
from app.services.permits import PermitStep, transition
from app.services.shifts import create_shift
from app.services.work import Work
from app.services.zones import Content, ZoneView, add_version, end_zone
from app.standins.fcm import run_in_thread
from app.wiring import Wiring
from tests.app.test_worker import eventually, process
from tests.support.accounts import OPERATOR, add_user
from tests.support.jobs import AREA, Job, make_job, request
from tests.support.places import add_zone
from tests.support.streams import Ear, listening, serving

pytestmark = pytest.mark.race

WITHIN = timedelta(seconds=5)
"""What was promised; the tests allow the machine more, for it may be busy with other tests."""
PATIENCE = 3 * WITHIN
AROUND = MultiPolygon([box(*AREA)])


@pytest.fixture
def job(committed: Work, clock: ManualClock) -> Job:
    """A crew on its way that should be at the place by now. The worker's own process has the real clock."""
    clock.advance(datetime.now(UTC) - clock.now())
    made = make_job(committed)
    with committed.begin() as tx:
        row = tx.session.get_one(Assignment, made.assignment.id)
        row.state, row.planned_entry_at = "en_route", tx.now
    return made


@pytest.fixture
def endpoint() -> Iterator[str]:
    with run_in_thread() as fcm:
        yield fcm.url


def alive(work: Work) -> bool:
    with work.look() as tx:
        return tx.session.scalar(select(WorkerHeartbeat.beat_at)) is not None


def hear(ear: Ear, *verbs: str) -> dict[str, datetime]:
    """Listen until all of these were told; when each arrived."""
    arrived: dict[str, datetime] = {}
    until = time.monotonic() + 60
    while set(arrived) != set(verbs):
        assert time.monotonic() < until, f"told was only {sorted(arrived)}"
        told = ear.next()
        assert told is not None
        if told.event in verbs:
            arrived.setdefault(told.event, datetime.now(UTC))
    return arrived


def pushed(work: Work, job: Job) -> list[tuple[str, UUID, datetime]]:
    query = select(Push).where(Push.assignment_id == job.assignment.id).order_by(Push.queued_at, Push.id)
    with work.look() as tx:
        return [(push.kind, push.user_id, push.queued_at) for push in tx.session.scalars(query)]


def verbs_of_authority(work: Work, subject_id: UUID) -> list[str]:
    """What its authority was told of a thing."""
    query = select(Event.verb).where(Event.subject_id == subject_id, Event.authority_id.is_not(None))
    with work.look() as tx:
        return list(tx.session.scalars(query))


def test_dispatcher_and_crew_hear_within_seconds_that_a_zone_has_begun_and_that_it_is_over(
    committed: Work, job: Job, tmp_path: Path, endpoint: str
) -> None:
    dispatcher = add_user(committed, "dispatcher", Role.DISPATCHER, job.unit)
    app = create_app(committed.settings, Wiring.around(committed))
    token = app.state.auth.tokens.issue(dispatcher.id, committed.clock.now())
    with process(committed, tmp_path, endpoint), serving(app) as address:
        eventually(lambda: alive(committed), 30)
        with listening(address, {"Authorization": f"Bearer {token}"}) as ear:
            begins_at = datetime.now(UTC) + timedelta(seconds=3)
            ends_at = begins_at + timedelta(seconds=6)
            add_zone(committed, job.authority, AROUND, valid_from=begins_at, valid_until=ends_at, name="new")
            begun = hear(ear, "zone.started", "assignment.rejudged", "push.queued")
            over = hear(ear, "zone.ended", "assignment.rejudged", "push.queued")
    assert max(begun.values()) - begins_at < PATIENCE
    assert max(over.values()) - ends_at < PATIENCE
    crew = {job.leader.id, job.member.id}
    for moment in (begins_at, ends_at):
        told = {user for kind, user, at in pushed(committed, job) if moment <= at < moment + PATIENCE}
        assert told == crew


def test_a_change_of_a_zone_reaches_the_crews_phones_in_time(
    committed: Work, job: Job, tmp_path: Path, endpoint: str
) -> None:
    zone = add_zone(committed, job.authority, AROUND, name="new")
    with process(committed, tmp_path, endpoint):
        eventually(lambda: alive(committed), 30)
        before = len(pushed(committed, job))
        changed_at = time.monotonic()
        add_version(committed, OPERATOR, zone.zone.id, Content(AROUND, level=3))
        end_zone(committed, OPERATOR, zone.zone.id, "over")
        assert len(pushed(committed, job)) > before
        eventually(lambda: no_push_waits(committed), PATIENCE.total_seconds())
    assert time.monotonic() - changed_at < PATIENCE.total_seconds()


def no_push_waits(work: Work) -> bool:
    """Whether a worker took every push up: with no phone registered it can only note that."""
    with work.look() as tx:
        return tx.session.scalar(select(Push.id).where(Push.state == "queued", Push.attempts == 0)) is None


def fall_due(work: Work, job: Job, clock: ManualClock) -> tuple[ZoneView, ZoneView, UUID]:
    """A zone that should have begun, one that should be over, a permit and a shift likewise: all two hours ago."""
    clock.advance(timedelta(hours=-2))
    now = clock.now()
    begun = add_zone(work, job.authority, AROUND, valid_from=now + timedelta(minutes=30), name="begun")
    ended = add_zone(work, job.authority, AROUND, valid_until=now + timedelta(minutes=30), name="ended")
    permit_id = request(work, job)
    liaison = people.find_subject(work, add_user(work, "liaison", Role.LIAISON, job.authority).id)
    assert liaison is not None
    over = PermitStep("approved", valid_from=now, valid_until=now + timedelta(hours=1))
    transition(work, liaison, permit_id, over)
    create_shift(work, OPERATOR, job.crew.crew.id, now, now + timedelta(hours=1))
    clock.advance(timedelta(hours=2))
    return begun, ended, permit_id


def verbs_of(work: Work, *subject_ids: UUID) -> list[str]:
    with work.look() as tx:
        return sorted(tx.session.scalars(select(Event.verb).where(Event.subject_id.in_(subject_ids))))


def test_a_worker_that_was_killed_catches_up_once_with_all_that_fell_due(
    committed: Work, job: Job, clock: ManualClock, tmp_path: Path, endpoint: str
) -> None:
    with process(committed, tmp_path, endpoint) as child:
        eventually(lambda: alive(committed), 30)
        child.kill()
        child.wait()
    begun, ended, permit_id = fall_due(committed, job, clock)
    crew_id = job.crew.crew.id
    due = {
        begun.zone.id: "zone.started", ended.zone.id: "zone.ended", permit_id: "permit.expired",
        crew_id: "crew.shift_ended",
    }  # fmt: skip
    with process(committed, tmp_path, endpoint):
        eventually(lambda: all(verb in verbs_of(committed, each) for each, verb in due.items()), 60)
        eventually(lambda: no_push_waits(committed), 60)
    told = {each: verbs_of_authority(committed, each) for each in (begun.zone.id, ended.zone.id, permit_id)}
    assert {each: told[each].count(due[each]) for each in told} == dict.fromkeys(told, 1)
    assert verbs_of(committed, crew_id).count("crew.shift_ended") == 1
    assert {"permit.expired", "zone.changed"} <= {kind for kind, _, _ in pushed(committed, job)}
