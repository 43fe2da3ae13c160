"""A revocation and the gate in the same moment: either the crew is refused, or it is told to leave. Never neither."""

import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from uuid import UUID

import pytest
from sqlalchemy import select, text

from app.access import Role, Subject
from app.errors import GateDeniedError
from app.schema.assignments import Assignment
from app.schema.devices import Push
from app.services import checklists, people, permits
from app.services.assignment_steps import check_step
from app.services.permit_steps import LAPSED_INSIDE, By, move
from app.services.permits import PermitStep
from app.services.work import Tx, Work
from tests.support.accounts import add_user
from tests.support.jobs import Job, make_job, request

PATIENCE_SECONDS = 180.0


@pytest.fixture
def job(committed: Work) -> Job:
    """At the control point, its permit approved."""
    made = make_job(committed)
    with committed.begin() as tx:
        checklists.seed(tx)
        tx.session.get_one(Assignment, made.assignment.id).state = "waiting_entry"
    return made


@pytest.fixture
def officer(committed: Work, job: Job) -> Subject:
    return subject(committed, add_user(committed, "liaison", Role.LIAISON, job.authority).id)


@pytest.fixture
def permit_id(committed: Work, job: Job, officer: Subject) -> UUID:
    made = request(committed, job)
    permits.transition(committed, officer, made, PermitStep("approved"))
    return made


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(1) as threads:
        yield threads


def subject(work: Work, user_id: UUID) -> Subject:
    found = people.find_subject(work, user_id)
    assert found is not None
    return found


def at_the_gate(work: Work, tx: Tx, job: Job) -> Assignment:
    """Look through the gate as the crew leader does, inside an open transaction; other lines than 2 refuse them."""
    row = tx.session.get_one(Assignment, job.assignment.id)
    with pytest.raises(GateDeniedError):
        check_step(tx, subject(work, job.leader.id), row, "inside")
    return row


def await_waiting(work: Work, task: "Future[object]") -> None:
    """Until somebody waits for a lock in this database."""
    query = text(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    )
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        assert not task.done(), "it did not wait"
        with work.look() as tx:
            if tx.session.scalar(query):
                return
        time.sleep(0.02)
    raise AssertionError("nobody waits")


@pytest.mark.race
def test_a_revocation_waits_for_the_gate_and_then_finds_the_crew_inside(
    committed: Work, job: Job, officer: Subject, permit_id: UUID, pool: ThreadPoolExecutor
) -> None:
    with committed.begin() as tx:
        row = at_the_gate(committed, tx, job)
        step = PermitStep("revoked", "ca mới")
        revoking = pool.submit(permits.transition, committed, officer, permit_id, step)
        await_waiting(committed, revoking)  # type: ignore[arg-type]
        row.state = "inside"
    assert revoking.result(PATIENCE_SECONDS).permit.state == "revoked"
    with committed.look() as tx:
        assert tx.session.get_one(Assignment, job.assignment.id).notice == LAPSED_INSIDE
        kinds = tx.session.scalars(select(Push.kind).where(Push.assignment_id == job.assignment.id)).all()
    assert kinds.count("permit.lapsed_inside") == 2  # each of the two


@pytest.mark.race
def test_the_gate_waits_for_a_revocation_and_then_sees_it(
    committed: Work, job: Job, officer: Subject, permit_id: UUID, pool: ThreadPoolExecutor
) -> None:
    def look() -> str:
        with committed.begin() as tx:
            at_the_gate(committed, tx, job)
            return permits.facts_of(tx, job.assignment.id)[0].state

    with committed.begin() as tx:
        permit = permits.hold(tx, job.assignment.id)[0]
        looking = pool.submit(look)
        await_waiting(committed, looking)  # type: ignore[arg-type]
        move(tx, officer, permit, "revoked", by=By(frozenset({"liaison"})))
    assert looking.result(PATIENCE_SECONDS) == "revoked"
