"""What a phone hears of: every change of its own crew's jobs, once it is committed, and nobody else's."""

from uuid import UUID

import pytest

from app.access import system
from app.schema.assignments import AssignmentZone
from app.schema.authorities import Authority
from app.schema.base import new_id
from app.schema.tickets import Ticket
from app.schema.zones import Zone, ZoneVersion
from app.services.events import About, record
from app.services.work import Work
from app.storage import events, sync
from tests.support.phones import Hand, make_assignment, make_hand
from tests.support.settled import settle

pytestmark = pytest.mark.race

Cursor = tuple[int, UUID]


@pytest.fixture
def hand(committed: Work) -> Hand:
    return make_hand(committed)


def tell(work: Work, verb: str, about: About) -> None:
    with work.begin() as tx:
        record(tx, system("test"), verb, about)


def now(work: Work) -> Cursor:
    tell(work, "test.began", About("test", new_id()))
    settle(work)
    with work.look() as tx:
        cursor = events.latest_cursor(tx.session)
    assert cursor is not None
    return cursor


def changed(work: Work, hand: Hand, since: Cursor) -> set[UUID]:
    settle(work)
    return readable(work, hand, since)


def readable(work: Work, hand: Hand, since: Cursor) -> set[UUID]:
    with work.look() as tx:
        return sync.list_changed(tx.session, {hand.crew_id}, since)


def put_in_zone(work: Work, assignment_id: UUID) -> UUID:
    zone_id, version_id, authority_id = new_id(), new_id(), new_id()
    with work.begin() as tx:
        tx.session.add(Authority(id=authority_id, code=f"A-{authority_id.hex[-12:]}", name="A"))
        tx.session.flush()
        tx.session.add(
            Zone(
                id=zone_id, number=f"Z-{zone_id.hex[-12:]}", name="Z", hazard_class="chemical",
                authority_id=authority_id, created_at=tx.now,
            )
        )  # fmt: skip
        tx.session.flush()
        square = "SRID=4326;MULTIPOLYGON(((108 15, 109 15, 109 17, 108 17, 108 15)))"
        tx.session.add(
            ZoneVersion(
                id=version_id, zone_id=zone_id, version_no=1, geometry=square, valid_from=tx.now, created_at=tx.now,
            )
        )  # fmt: skip
        tx.session.flush()
        tx.session.add(
            AssignmentZone(
                assignment_id=assignment_id, zone_id=zone_id, zone_version_id=version_id, verdict="inside",
                judged_at=tx.now,
            )
        )  # fmt: skip
    return zone_id


def test_nothing_happened_nothing_changed(committed: Work, hand: Hand) -> None:
    make_assignment(committed, hand)
    assert changed(committed, hand, now(committed)) == set()


@pytest.mark.parametrize("kind", ["assignment", "permit", "checklist"])
def test_what_names_the_assignment_changes_it(committed: Work, hand: Hand, kind: str) -> None:
    assignment_id, _ = make_assignment(committed, hand)
    make_assignment(committed, hand, hours_ahead=3)
    since = now(committed)
    tell(committed, f"{kind}.done", About(kind, new_id(), assignment_id=assignment_id))
    assert changed(committed, hand, since) == {assignment_id}


def test_a_change_of_the_ticket_changes_the_job(committed: Work, hand: Hand) -> None:
    assignment_id, ticket_id = make_assignment(committed, hand)
    since = now(committed)
    tell(committed, "ticket.changed", About("ticket", ticket_id))
    assert changed(committed, hand, since) == {assignment_id}


def test_a_change_of_a_zone_changes_the_jobs_in_it(committed: Work, hand: Hand) -> None:
    """And those whose map shows it, but none farther away."""
    inside, _ = make_assignment(committed, hand)
    _, far = make_assignment(committed, hand, hours_ahead=3)
    with committed.begin() as tx:
        tx.session.get_one(Ticket, far).place = "SRID=4326;POINT(106.7 10.8)"
    zone_id = put_in_zone(committed, inside)
    since = now(committed)
    tell(committed, "zone.published", About("zone", zone_id))
    assert changed(committed, hand, since) == {inside}


def test_a_change_of_the_crew_changes_all_its_jobs(committed: Work, hand: Hand) -> None:
    jobs = {make_assignment(committed, hand, hours_ahead=n)[0] for n in (1, 3)}
    since = now(committed)
    tell(committed, "crew.changed", About("crew", hand.crew_id))
    assert changed(committed, hand, since) == jobs


def test_moving_about_and_pushes_change_no_job(committed: Work, hand: Hand) -> None:
    assignment_id, _ = make_assignment(committed, hand)
    since = now(committed)
    tell(committed, "crew.moved", About("crew", hand.crew_id))
    tell(committed, "push.delivered", About("push", new_id(), assignment_id=assignment_id))
    assert changed(committed, hand, since) == set()


def test_another_crews_changes_are_not_told(committed: Work, hand: Hand) -> None:
    theirs, ticket_id = make_assignment(committed, make_hand(committed))
    since = now(committed)
    tell(committed, "assignment.accepted", About("assignment", theirs, ticket_id=ticket_id, assignment_id=theirs))
    assert changed(committed, hand, since) == set()


def test_what_commits_late_is_told_late_and_never_skipped(committed: Work, hand: Hand) -> None:
    """A cursor by time or by plain sequence would pass over the first of these two changes for ever."""
    first, _ = make_assignment(committed, hand)
    second, _ = make_assignment(committed, hand, hours_ahead=3)
    since = now(committed)
    with committed.begin() as slow:
        record(slow, system("test"), "assignment.x", About("assignment", first, assignment_id=first))
        tell(committed, "assignment.x", About("assignment", second, assignment_id=second))
        assert readable(committed, hand, since) == set()
        with committed.look() as tx:
            assert events.latest_cursor(tx.session) == since
    assert changed(committed, hand, since) == {first, second}
