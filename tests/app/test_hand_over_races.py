"""A job changes hands while others reach for it: who comes second waits, and finds things as the first has left them.

Most of it is played move by move: one transaction is held open until the other one waits for it, so that both orders of
two moves are really tried, each time alike. The last test lets chance decide.
"""

import random
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select, text

from app.access import Role, Subject
from app.errors import ConflictError, NotFoundError
from app.schema.assignments import Assignment
from app.schema.base import new_id
from app.schema.crews import Crew, CrewMember
from app.schema.events import Event
from app.schema.hand_overs import HandOver
from app.services import assignments, field, hand_overs, people, zones
from app.services.assignments import NewAssignment
from app.services.field import Action, Answer
from app.services.field_actions import HANDLERS
from app.services.work import Tx, Work
from app.services.zones import NewZone
from compliance.lifecycles import ACTIVE_ASSIGNMENT
from tests.app.test_zone_and_crew_races import content, deadlocks, make_liaison
from tests.support.accounts import add_user
from tests.support.booking import Depot, at_once, broken_rules, make_depot

pytestmark = pytest.mark.race

SAID = {"cause": "shift_end", "done": "x", "remaining": "y", "isolation": "unknown", "earthing": "unknown"}
ROUNDS = 8
PATIENCE_SECONDS = 30.0


@dataclass(frozen=True)
class Relay:
    """A depot with three crews, the leader of each with a phone."""

    depot: Depot
    crews: list[Crew]
    leaders: list[Subject]

    @property
    def work(self) -> Work:
        return self.depot.work

    def order(self, ticket: UUID, crew: int) -> UUID:
        new = NewAssignment(ticket, self.crews[crew].id)
        return assignments.assign(self.work, self.depot.dispatcher, new).row.id

    def begun(self, ticket: UUID, crew: int = 0) -> UUID:
        """A job that the crew has accepted."""
        job = self.order(ticket, crew)
        assert self.send(crew, "assignment.accept", job).outcome == "applied"
        return job

    def waiting(self, crews_needed: int = 1) -> UUID:
        """What the first crew has handed over, and nobody has got yet."""
        (ticket,) = self.depot.add_tickets(1, crews_needed=crews_needed)
        assert self.send(0, "assignment.hand_over", self.begun(ticket), **SAID).outcome == "applied"
        with self.work.look() as tx:
            return tx.session.scalars(select(HandOver.id).where(HandOver.ticket_id == ticket)).one()

    def passed(self) -> tuple[UUID, UUID]:
        """A hand-over that the second crew has got with its order; that order."""
        given = self.waiting()
        return given, self.order(self.row(given).ticket_id, 1)

    def action(self, kind: str, entity: UUID, **body: Any) -> Action:
        return Action(new_id(), 1, kind, entity, body, self.work.clock.now())

    def send(self, crew: int, kind: str, entity: UUID, **body: Any) -> Answer:
        """One action of a crew leader, from a phone that nobody has heard of."""
        done = field.submit(self.work, self.leaders[crew], new_id(), [self.action(kind, entity, **body)], HANDLERS)
        (answer,) = done.answers
        return answer

    def take_in(self, given: UUID, crew: int = 1) -> Callable[[Tx], Any]:
        """The same in a transaction that is held."""
        act = self.action("hand_over.take", given)
        return lambda tx: hand_overs.take(tx, self.work, self.leaders[crew], act).state

    def move_in(self, who: Subject, job: UUID, to: str) -> Callable[[Tx], Any]:
        return lambda tx: assignments.move(tx, who, job, to, why="race").state

    def row(self, given: UUID) -> HandOver:
        with self.work.look() as tx:
            return tx.session.get_one(HandOver, given)

    def state(self, job: UUID) -> str:
        with self.work.look() as tx:
            return tx.session.get_one(Assignment, job).state

    def told(self, verb: str) -> int:
        with self.work.look() as tx:
            return len(tx.session.scalars(select(Event.id).where(Event.verb == verb)).all())


@pytest.fixture
def relay(committed: Work) -> Relay:
    depot = make_depot(committed)
    crews = depot.add_crews(3)
    return Relay(depot, crews, [leader_of(depot, crew) for crew in crews])


def leader_of(depot: Depot, crew: Crew) -> Subject:
    """The leader of a crew gets an account."""
    user = add_user(depot.work, f"leader-{crew.code}".lower(), Role.WORKER, depot.unit)
    with depot.work.begin() as tx:
        query = select(CrewMember).where(CrewMember.crew_id == crew.id, CrewMember.role == "direct_supervisor")
        tx.session.scalars(query).one().user_id = user.id
    subject = people.find_subject(depot.work, user.id)
    assert subject is not None
    return subject


def in_turn(work: Work, first: Callable[[Tx], Any], second: Callable[[], Any]) -> tuple[Any, Any]:
    """Let the first move commit only once the second waits for it, or is done without; what each gave or raised."""
    with ThreadPoolExecutor(1) as pool:
        with work.begin() as tx:
            told = first(tx)
            later = pool.submit(second)
            until = time.monotonic() + PATIENCE_SECONDS
            while not later.done() and not waits(work):
                assert time.monotonic() < until, "the second move neither waits nor gets on"
                time.sleep(0.01)
        return told, result_of(later)


def result_of(later: Future[Any]) -> Any:
    error = later.exception(PATIENCE_SECONDS)
    return error if error is not None else later.result()


def waits(work: Work) -> bool:
    """Whether a session of this database waits for another one's lock."""
    query = text("SELECT 1 FROM pg_locks l JOIN pg_stat_activity a USING (pid)"
                 " WHERE NOT l.granted AND a.datname = current_database()")  # fmt: skip
    with work.look() as tx:
        return tx.session.scalar(query) is not None


def broken(work: Work) -> list[str]:
    """What may never be true of hand-overs, found apart from the service; with the rules of booking."""
    found = broken_rules(work)
    with work.look() as tx:
        rows = tx.session.scalars(select(HandOver)).all()
        jobs = {each.id: each for each in tx.session.scalars(select(Assignment))}
        taken = tx.session.scalars(select(Event.subject_id).where(Event.verb == "hand_over.taken")).all()
    for row in rows:
        to = jobs[row.to_assignment_id] if row.to_assignment_id else None
        if row.state == "passed" and (to is None or to.state not in ACTIVE_ASSIGNMENT):
            found.append("passed to nobody who comes")
        if row.state == "waiting" and to is not None:
            found.append("waits, and somebody has it")
        if (row.state == "taken") != (row.taken_member_id is not None) or taken.count(row.id) != (row.state == "taken"):
            found.append("not taken once by one person")
        if jobs[row.from_assignment_id].end_code != "handed_over":
            found.append("given by a crew that did not go for it")
    return found


def test_of_two_crews_at_the_ticket_only_the_one_that_got_it_takes_it(relay: Relay) -> None:
    """Both leaders press at once, one of them on two phones."""
    for _ in range(ROUNDS // 4):
        given = relay.waiting(crews_needed=2)
        ticket = relay.row(given).ticket_id
        jobs = [relay.order(ticket, 1), relay.order(ticket, 2)]
        got, other = (1, 2) if relay.row(given).to_assignment_id == jobs[0] else (2, 1)
        before = relay.told("hand_over.taken")
        take = partial(relay.send, kind="hand_over.take", entity=given)
        mine, theirs, again = at_once([partial(take, got), partial(take, other), partial(take, got)])
        assert isinstance(mine, Answer)
        assert isinstance(theirs, Answer)
        assert isinstance(again, Answer)
        assert (mine.outcome, again.outcome, theirs.outcome, theirs.code) == (
            "applied",
            "applied",
            "rejected",
            "not_found",
        )
        assert relay.told("hand_over.taken") == before + 1
        with relay.work.look() as tx:
            member = tx.session.get_one(CrewMember, relay.row(given).taken_member_id)
        assert member.crew_id == relay.crews[got].id
        assert broken(relay.work) == []
        relay.depot.withdraw_all()


def test_two_crews_that_are_ordered_at_once_get_one_hand_over_between_them(relay: Relay) -> None:
    for _ in range(ROUNDS // 4):
        given = relay.waiting(crews_needed=2)
        ticket, before = relay.row(given).ticket_id, relay.told("hand_over.passed")
        jobs = at_once([partial(relay.order, ticket, 1), partial(relay.order, ticket, 2)])
        assert relay.row(given).to_assignment_id in jobs
        assert relay.told("hand_over.passed") == before + 1
        assert broken(relay.work) == []
        relay.depot.withdraw_all()


@pytest.mark.parametrize("end", ["declined", "withdrawn"])
def test_what_is_taken_stays_taken_and_what_ends_first_waits_for_the_next_crew(relay: Relay, end: str) -> None:
    who = relay.leaders[1] if end == "declined" else relay.depot.dispatcher

    given, job = relay.passed()
    stop = partial(assignments.transition, relay.work, who, job, end, why="race")
    assert in_turn(relay.work, relay.take_in(given), stop)[0] == "taken"
    assert (relay.row(given).state, relay.state(job)) == ("taken", end)
    assert broken(relay.work) == []

    given, job = relay.passed()
    take = partial(relay.send, 1, "hand_over.take", given)
    ended, answer = in_turn(relay.work, relay.move_in(who, job, end), take)
    assert (ended, answer.outcome, answer.code) == (end, "rejected", "not_found")
    assert (relay.row(given).state, relay.row(given).to_assignment_id) == ("waiting", None)
    assert relay.told("hand_over.taken") == 1
    assert broken(relay.work) == []


def test_a_job_is_either_handed_over_or_withdrawn(relay: Relay) -> None:
    dispatcher, leader = relay.depot.dispatcher, relay.leaders[0]
    first, second = (relay.depot.add_tickets(1)[0] for _ in range(2))

    job = relay.begun(first)
    with relay.work.look() as tx:
        version = tx.session.get_one(Assignment, job).version
    act = Action(new_id(), 1, "assignment.hand_over", job, SAID, relay.work.clock.now(), version)
    stop = partial(assignments.transition, relay.work, dispatcher, job, "withdrawn", why="race")
    handler = HANDLERS["assignment.hand_over"]
    gone, refused = in_turn(relay.work, lambda tx: handler(tx, relay.work, leader, act).state, stop)
    assert gone == "aborted"
    assert isinstance(refused, ConflictError)
    assert relay.state(job) == "aborted"

    job = relay.begun(second)
    give = partial(relay.send, 0, "assignment.hand_over", job, **SAID)
    gone, answer = in_turn(relay.work, relay.move_in(dispatcher, job, "withdrawn"), give)
    assert (gone, answer.outcome) == ("withdrawn", "conflict")
    assert relay.told("hand_over.given") == 1
    assert broken(relay.work) == []


def test_a_zone_that_is_drawn_anew_neither_loses_nor_doubles_a_hand_over(relay: Relay) -> None:
    """The hand-over is given, passed on and taken, each with a new version of the zone published before it commits."""
    liaison, authority_id = make_liaison(relay.work)
    new = NewZone("Khu cách ly", "infectious_human", authority_id, content(0.02))
    zone_id = zones.create_zone(relay.work, liaison, new).zone.id
    redraw = [partial(zones.add_version, relay.work, liaison, zone_id, content(0.02 + 0.001 * n)) for n in range(3)]

    (ticket,) = relay.depot.add_tickets(1)
    job, leader = relay.begun(ticket), relay.leaders[0]
    act = relay.action("assignment.hand_over", job, **SAID)
    give = HANDLERS["assignment.hand_over"]
    gone, drawn = in_turn(relay.work, lambda tx: give(tx, relay.work, leader, act).state, redraw[0])
    assert (gone, isinstance(drawn, Exception)) == ("aborted", False)
    with relay.work.look() as tx:
        given = tx.session.scalars(select(HandOver.id)).one()

    orders = at_once([partial(relay.order, ticket, 1), redraw[1]])
    assert [each for each in orders if isinstance(each, Exception)] == []
    assert relay.row(given).to_assignment_id == orders[0]

    taken, drawn = in_turn(relay.work, relay.take_in(given), redraw[2])
    assert (taken, isinstance(drawn, Exception)) == ("taken", False)
    assert broken(relay.work) == []
    assert deadlocks(relay.work) == 0


def test_whatever_the_order_nobody_has_what_nobody_holds(relay: Relay) -> None:
    """Leaders take, decline and give on, a dispatcher withdraws and orders, a zone is redrawn: all in one moment."""
    liaison, authority_id = make_liaison(relay.work)
    new = NewZone("Khu cách ly", "infectious_human", authority_id, content(0.02))
    zone_id = zones.create_zone(relay.work, liaison, new).zone.id
    chance = random.Random(5)  # noqa: S311 - an order, no secret
    for number in range(ROUNDS):
        given, job = relay.passed()
        ticket = relay.row(given).ticket_id
        moves: list[Callable[[], Any]] = [
            partial(relay.send, 1, "hand_over.take", given),
            partial(relay.send, 1, "assignment.decline", job, reason="far"),
            partial(assignments.transition, relay.work, relay.depot.dispatcher, job, "withdrawn", why="race"),
            partial(relay.order, ticket, 2),
            partial(zones.add_version, relay.work, liaison, zone_id, content(0.02 + 0.001 * number)),
        ]
        chance.shuffle(moves)
        told = at_once(moves)
        surprises = [each for each in told if isinstance(each, Exception) and not isinstance(each, REFUSALS)]
        assert surprises == []
        assert broken(relay.work) == []
        relay.depot.withdraw_all()
    assert deadlocks(relay.work) == 0


REFUSALS = (ConflictError, NotFoundError)
