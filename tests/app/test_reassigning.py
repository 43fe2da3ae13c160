"""A crew that does not answer: shown on job and board, the next one suggested, the job handed to it in one step."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import delete, select

from app.access import Role, Subject
from app.clock import ManualClock
from app.errors import ConflictError, NotFoundError
from app.schema.crews import Crew, CrewMember, Shift
from app.schema.devices import Push
from app.services import assignments, due, people, pushes, reassigning, tickets
from app.services.assignments import Method, NewAssignment
from app.services.work import Work
from app.wire.assignments import AssignmentOut
from app.wire.tickets import TicketOut
from tests.support.accounts import add_unit, add_user
from tests.support.booking import Depot, make_depot

WAIT = timedelta(minutes=5)
STEPS = 3
DEAD_LINE = Method("dead_line", "Cắt điện, tiếp đất")


@pytest.fixture
def depot(work: Work) -> Depot:
    return make_depot(work)


@pytest.fixture
def crews(work: Work, depot: Depot) -> list[Crew]:
    """Three at the same place; the leader of the first has an account."""
    made = depot.add_crews(3)
    leader = add_user(work, "leader-t0", Role.WORKER, depot.unit)
    with work.begin() as tx:
        query = select(CrewMember).where(CrewMember.crew_id == made[0].id, CrewMember.role == "direct_supervisor")
        tx.session.scalars(query).one().user_id = leader.id
    return made


def leader_of(work: Work) -> Subject:
    with work.look() as tx:
        user_id = tx.session.scalar(select(CrewMember.user_id).where(CrewMember.user_id.is_not(None)))
    assert user_id is not None
    found = people.find_subject(work, user_id)
    assert found is not None
    return found


@pytest.fixture
def ordered(work: Work, depot: Depot, crews: list[Crew]) -> UUID:
    (ticket_id,) = depot.add_tickets(1)
    new = NewAssignment(ticket_id, crews[0].id, method=DEAD_LINE)
    return assignments.assign(work, depot.dispatcher, new).row.id


def stay_silent(work: Work, clock: ManualClock) -> None:
    for _ in range(STEPS):
        clock.advance(WAIT)
        due.apply_due(work)


def show(work: Work, depot: Depot, assignment_id: UUID) -> AssignmentOut:
    return AssignmentOut.of(assignments.get_assignment(work, depot.dispatcher, assignment_id), "vi")


def board(work: Work, depot: Depot, assignment_id: UUID) -> TicketOut:
    ticket_id = assignments.get_assignment(work, depot.dispatcher, assignment_id).ticket.id
    return TicketOut.of(tickets.get_ticket(work, depot.dispatcher, ticket_id), "vi")


def test_a_crew_that_is_silent_shows_on_its_job_and_on_the_board(
    work: Work, depot: Depot, ordered: UUID, clock: ManualClock
) -> None:
    assert board(work, depot, ordered).unanswered_since is None
    stay_silent(work, clock)
    job = show(work, depot, ordered)
    assert job.unanswered_since == board(work, depot, ordered).unanswered_since == job.pushes[0].unanswered_at
    assert [(push.unanswered, push.urgency, push.text) for push in job.pushes] == [(True, "normal", None)]
    assert job.answer is None


def test_an_answer_that_comes_late_takes_it_away(work: Work, depot: Depot, ordered: UUID, clock: ManualClock) -> None:
    stay_silent(work, clock)
    assignments.transition(work, leader_of(work), ordered, "accepted")
    job = show(work, depot, ordered)
    assert (job.unanswered_since, board(work, depot, ordered).unanswered_since) == (None, None)
    assert job.answer is not None
    assert (job.answer.state, job.answer.at) == ("accepted", clock.now())


def test_reading_it_late_takes_it_away_too(work: Work, depot: Depot, ordered: UUID, clock: ManualClock) -> None:
    stay_silent(work, clock)
    leader = leader_of(work)
    with work.look() as tx:
        push_id = tx.session.scalar(select(Push.id).where(Push.user_id == leader.user_id))
    assert push_id is not None
    pushes.acknowledge(work, leader, push_id, "read")
    assert (show(work, depot, ordered).unanswered_since, board(work, depot, ordered).unanswered_since) == (None, None)


def test_the_crew_suggested_is_the_first_candidate_that_has_not_the_job(
    work: Work, depot: Depot, ordered: UUID, crews: list[Crew]
) -> None:
    found = reassigning.find_next(work, depot.dispatcher, ordered)
    assert found is not None
    assert found.crew.id in {crew.id for crew in crews[1:]}


def test_where_nobody_else_can_go_nobody_is_suggested(work: Work, depot: Depot) -> None:
    (only,) = depot.add_crews(1)
    (ticket_id,) = depot.add_tickets(1)
    row = assignments.assign(work, depot.dispatcher, NewAssignment(ticket_id, only.id)).row
    assert reassigning.find_next(work, depot.dispatcher, row.id) is None


def test_the_job_goes_to_the_other_crew_with_its_method_and_the_first_is_told(
    work: Work, depot: Depot, ordered: UUID, crews: list[Crew], clock: ManualClock
) -> None:
    stay_silent(work, clock)
    new = reassigning.reassign(work, depot.dispatcher, ordered, crews[1].id, "không trả lời")
    before = assignments.get_assignment(work, depot.dispatcher, ordered).row
    assert (new.crew.id, new.row.state, new.row.work_method) == (crews[1].id, "assigned", "dead_line")
    assert (before.state, before.end_reason) == ("withdrawn", "không trả lời")
    assert new.ticket.state == "assigned"
    with work.look() as tx:
        kinds = tx.session.scalars(select(Push.kind).where(Push.assignment_id == ordered).order_by(Push.id)).all()
    assert kinds == ["assignment.new", "assignment.withdrawn"]
    assert board(work, depot, ordered).unanswered_since is None


def test_a_crew_that_cannot_go_leaves_the_job_where_it_was(
    work: Work, depot: Depot, ordered: UUID, crews: list[Crew]
) -> None:
    with work.begin() as tx:
        tx.session.execute(delete(Shift).where(Shift.crew_id == crews[1].id))
    with pytest.raises(ConflictError):
        reassigning.reassign(work, depot.dispatcher, ordered, crews[1].id, "no answer")
    assert show(work, depot, ordered).state == "assigned"


def test_the_same_crew_is_no_other_crew(work: Work, depot: Depot, ordered: UUID, crews: list[Crew]) -> None:
    with pytest.raises(ConflictError):
        reassigning.reassign(work, depot.dispatcher, ordered, crews[0].id, "no answer")


def test_a_desk_of_another_unit_finds_no_such_job(work: Work, ordered: UUID, crews: list[Crew]) -> None:
    other = add_unit(work, "XX")
    stranger = people.find_subject(work, add_user(work, "stranger", Role.DISPATCHER, other).id)
    assert stranger is not None
    with pytest.raises(NotFoundError):
        reassigning.find_next(work, stranger, ordered)
    with pytest.raises(NotFoundError):
        reassigning.reassign(work, stranger, ordered, crews[1].id, "x")


def test_a_crew_that_is_no_longer_active_gets_no_job(
    work: Work, depot: Depot, crews: list[Crew], ordered: UUID
) -> None:
    """Neither at first nor in another one's place."""
    with work.begin() as tx:
        tx.session.get_one(Crew, crews[1].id).active = False
    (other,) = depot.add_tickets(1)
    for give in (
        lambda: assignments.assign(work, depot.dispatcher, NewAssignment(other, crews[1].id)),
        lambda: reassigning.reassign(work, depot.dispatcher, ordered, crews[1].id, "im lặng"),
    ):
        with pytest.raises(ConflictError) as refused:
            give()
        assert [each.code for each in refused.value.reasons] == ["crew.inactive"]
