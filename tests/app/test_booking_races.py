"""Many at once: whatever order they come in, no crew, vehicle or person is booked twice, and no ticket too often."""

import random
from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from uuid import UUID

import pytest
from hypothesis import settings
from sqlalchemy import select, text
from sqlalchemy.dialects.postgresql import Range

from app.errors import ConflictError, CordonError, InvalidError
from app.schema.assignments import Assignment, AssignmentMember
from app.schema.base import new_id
from app.schema.crews import CrewMember, Vehicle
from app.services import assignments, tickets
from app.services.assignments import NewAssignment
from app.services.work import Work, again
from compliance.lifecycles import STARTED_ASSIGNMENT
from tests.support.booking import Depot, at_once, broken_rules, make_depot

pytestmark = pytest.mark.race

PROVING = settings.get_current_profile_name() == "prove"
ROUNDS = 20 if PROVING else 3
CROWD = 8


@pytest.fixture
def depot(committed: Work) -> Depot:
    return make_depot(committed)


def assign(depot: Depot, ticket_id: UUID, crew_id: UUID, *, now: bool = True) -> UUID:
    """Order a crew to a ticket, to leave now or else once it is free."""
    start = depot.work.clock.now() if now else None
    return assignments.assign(depot.work, depot.dispatcher, NewAssignment(ticket_id, crew_id, None, start)).row.id


def race(calls: Sequence[Callable[[], UUID]]) -> tuple[list[UUID], list[str]]:
    """What the winners made, and the codes with which the others lost; anything but a conflict fails the test."""
    won, lost = [], []
    for told in at_once(calls):
        if isinstance(told, ConflictError):
            lost.append(told.code)
        elif isinstance(told, Exception):
            raise told
        else:
            won.append(told)
    return won, lost


def test_a_crew_that_is_ordered_to_many_tickets_for_the_same_time_gets_one(depot: Depot) -> None:
    crew, waiting = depot.add_crews(1)[0], depot.add_tickets(CROWD)
    for _ in range(ROUNDS):
        won, lost = race([partial(assign, depot, ticket, crew.id) for ticket in waiting])
        assert (len(won), lost) == (1, ["booking.crew_overlap"] * (CROWD - 1))
        assert broken_rules(depot.work) == []
        depot.withdraw_all()


def test_a_crew_that_is_ordered_to_many_tickets_does_one_after_the_other(depot: Depot) -> None:
    crew, waiting = depot.add_crews(1)[0], depot.add_tickets(CROWD)
    won, lost = race([partial(assign, depot, ticket, crew.id, now=False) for ticket in waiting])
    assert (len(won), lost) == (CROWD, [])
    assert broken_rules(depot.work) == []


@pytest.mark.parametrize("needed", [1, 3])
def test_a_ticket_gets_as_many_crews_as_it_needs(depot: Depot, needed: int) -> None:
    crews = depot.add_crews(CROWD)
    for ticket in depot.add_tickets(ROUNDS, crews_needed=needed):
        won, lost = race([partial(assign, depot, ticket, crew.id) for crew in crews])
        assert (len(won), lost) == (needed, ["booking.slot_taken"] * (CROWD - needed))
        assert broken_rules(depot.work) == []
        depot.withdraw_all()


def test_every_crew_to_every_ticket(depot: Depot) -> None:
    crews, waiting = depot.add_crews(4), depot.add_tickets(4)
    pairs = [(ticket, crew.id) for ticket in waiting for crew in crews]
    for seed in range(ROUNDS):
        random.Random(seed).shuffle(pairs)  # noqa: S311 - an order, no secret
        won, lost = race([partial(assign, depot, *pair) for pair in pairs])
        assert 1 <= len(won) <= len(crews)
        assert set(lost) <= {"booking.crew_overlap", "booking.slot_taken"}
        assert broken_rules(depot.work) == []
        depot.withdraw_all()


def test_of_two_assignments_that_a_crew_starts_at_once_one_starts(depot: Depot) -> None:
    crew, waiting = depot.add_crews(1)[0], depot.add_tickets(CROWD)
    for _ in range(ROUNDS):
        given = [assign(depot, ticket, crew.id, now=False) for ticket in waiting]
        for each in given:
            assignments.transition(depot.work, depot.dispatcher, each, "accepted")
        won, lost = race([partial(start, depot, each) for each in given])
        assert len(won) == 1
        assert set(lost) <= {"booking.crew_started", "booking.vehicle_started", "booking.member_started"}
        assert broken_rules(depot.work) == []
        abort_all(depot)


def start(depot: Depot, assignment_id: UUID) -> UUID:
    return assignments.transition(depot.work, depot.dispatcher, assignment_id, "en_route").row.id


def abort_all(depot: Depot) -> None:
    which = assignments.AssignmentFilter(active=True)
    for view in assignments.list_assignments(depot.work, depot.dispatcher, which, before=None, limit=500):
        to = "aborted" if view.row.state in STARTED_ASSIGNMENT else "withdrawn"
        assignments.transition(depot.work, depot.dispatcher, view.row.id, to, why="next round")


@pytest.mark.parametrize(
    ("shared", "code"), [("member", "booking.member_overlap"), ("vehicle", "booking.vehicle_overlap")]
)
def test_a_person_or_vehicle_lent_to_many_crews_is_planned_once(depot: Depot, shared: str, code: str) -> None:
    crews, waiting = depot.add_crews(CROWD), depot.add_tickets(CROWD)
    with depot.work.look() as tx:
        member_id, vehicle_id = (tx.session.scalar(select(table.id).limit(1)) for table in (CrewMember, Vehicle))
    for _ in range(ROUNDS):
        lent = {"member": (member_id, None), "vehicle": (None, vehicle_id)}[shared]
        won, lost = race(
            [partial(lend, depot, ticket, crew.id, *lent) for ticket, crew in zip(waiting, crews, strict=True)]
        )
        assert (len(won), set(lost)) == (1, {code})
        assert broken_rules(depot.work) == []
        depot.withdraw_all()


@again
def lend(depot: Depot, ticket_id: UUID, crew_id: UUID, member_id: UUID | None, vehicle_id: UUID | None) -> UUID:
    """Book a person or vehicle with a crew that is not its own: past the service, down to the database's own rules."""
    made = new_id()
    with depot.work.begin() as tx:
        planned = Range(tx.now, tx.now + timedelta(hours=1))
        tx.session.add(
            Assignment(
                id=made, number=f"A-{made}", unit_id=depot.unit.id, ticket_id=ticket_id, crew_id=crew_id,
                vehicle_id=vehicle_id, planned=planned, planned_entry_at=tx.now, created_at=tx.now,
            )
        )  # fmt: skip
        tx.session.flush()
        if member_id is not None:
            tx.session.add(AssignmentMember(assignment_id=made, member_id=member_id, role="member", planned=planned))
    return made


def test_a_ticket_that_needs_fewer_crews_meanwhile_keeps_to_its_number(depot: Depot) -> None:
    crews = depot.add_crews(4)
    for ticket in depot.add_tickets(ROUNDS, crews_needed=3):
        calls: list[Callable[[], UUID]] = [partial(assign, depot, ticket, crew.id) for crew in crews]
        _, lost = race([*calls, partial(need, depot, ticket, 1)])
        assert set(lost) <= {"booking.slot_taken", "booking.slot_beyond_need"}
        assert broken_rules(depot.work) == []
        depot.withdraw_all()


def need(depot: Depot, ticket_id: UUID, crews_needed: int) -> UUID:
    with depot.work.look() as tx:
        version = tx.session.scalar(text("SELECT version FROM tickets WHERE id = :id"), {"id": ticket_id})
    try:
        changes = {"crews_needed": crews_needed}
        return tickets.change_ticket(depot.work, depot.dispatcher, ticket_id, int(version or 0), changes).ticket.id
    except CordonError as error:
        if error.code == "stale":
            return ticket_id
        raise


def test_a_busy_morning(depot: Depot) -> None:
    """Dispatchers and crews do whatever they like at once; every refusal is a conflict, and every rule holds."""
    crews, waiting = depot.add_crews(5), depot.add_tickets(8, crews_needed=2)

    def shift(seed: int) -> UUID:
        chance = random.Random(seed)  # noqa: S311 - an order, no secret
        for _ in range(15):
            try:
                step(depot, chance, [crew.id for crew in crews], waiting)
            except (ConflictError, InvalidError):
                continue
        return new_id()

    won, _ = race([partial(shift, seed) for seed in range(CROWD)])
    assert len(won) == CROWD
    assert broken_rules(depot.work) == []


def step(depot: Depot, chance: random.Random, crews: list[UUID], waiting: list[UUID]) -> None:
    which = assignments.AssignmentFilter(active=True)
    active = assignments.list_assignments(depot.work, depot.dispatcher, which, before=None, limit=100)
    if not active or chance.random() < 0.4:
        assign(depot, chance.choice(waiting), chance.choice(crews), now=chance.random() < 0.5)
        return
    row = chance.choice(active).row
    to = chance.choice(["accepted", "en_route", "withdrawn", "aborted", "working", "restored"])
    assignments.transition(depot.work, depot.dispatcher, row.id, to, why="chance")
