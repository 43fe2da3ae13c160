"""Plans that are committed while others change the same board: what is booked is what was judged."""

from concurrent.futures import ThreadPoolExecutor, wait
from functools import partial

import pytest
from sqlalchemy import text

from app.services import assignments, plan_commits, plans, zones
from app.services.plan_commits import Choice
from app.services.plan_views import PlanView
from app.services.plans import Asked
from app.services.ppe_movements import Pieces, count
from app.services.ppe_stock import list_jobs
from app.services.tickets import move_ticket
from app.services.work import Work
from app.storage import plans as plan_rows
from compliance.zones import ZoneRequirements
from tests.support.boards import ALL, close_off, codes, fault, liaison
from tests.support.booking import PATIENCE_SECONDS, Depot, at_once, broken_rules, make_depot
from tests.support.ppe import CREW_OF_TWO, make_kit

pytestmark = pytest.mark.race

ROUNDS = 4

PERMIT = ZoneRequirements(permit_needed=True)

FREELY = {"change": 0.0}
"""Jobs go to other crews for the least gain."""

_UNASKED = text("""
    SELECT a.id FROM assignments a JOIN ticket_zones tz ON tz.ticket_id = a.ticket_id AND tz.verdict <> 'outside'
    JOIN zone_versions v ON v.id = tz.zone_version_id AND v.state = 'published' AND v.permit_needed
    WHERE a.state = 'assigned' AND v.effective @> a.planned_entry_at AND NOT EXISTS (
      SELECT FROM entry_permits p WHERE p.assignment_id = a.id AND p.zone_version_id = v.id AND p.state = 'requested')
""")
"""Booked into a zone that asks for a permit, and nobody has asked for it."""

_UNJUDGED = text("""
    SELECT a.id FROM assignments a JOIN ticket_zones tz ON tz.ticket_id = a.ticket_id AND tz.verdict <> 'outside'
    JOIN zone_versions v ON v.id = tz.zone_version_id AND v.state = 'published'
    WHERE a.state = 'assigned' AND v.effective @> a.planned_entry_at AND NOT EXISTS (
      SELECT FROM assignment_zones z WHERE z.assignment_id = a.id AND z.zone_version_id = v.id)
""")
"""Booked into a zone that it was not judged against."""

_OVERJUDGED = text("""
    SELECT a.id FROM assignments a JOIN assignment_zones z ON z.assignment_id = a.id
    JOIN zone_versions v ON v.id = z.zone_version_id WHERE a.state = 'assigned' AND v.state = 'ended'
""")
"""Booked for a zone that is over."""

_QUERIES = {"unasked": _UNASKED, "unjudged": _UNJUDGED, "overjudged": _OVERJUDGED}

HOLD_SECONDS = 1.0
"""How long a booking stays uncommitted: time enough for a zone that does not wait."""


@pytest.fixture
def depot(committed: Work) -> Depot:
    return make_depot(committed)


def test_a_zone_published_while_its_lines_are_committed_stops_them_or_asks_for_their_permits(depot: Depot) -> None:
    keeper = liaison(depot)
    depot.add_crews(4)
    for number in range(ROUNDS):
        for kilometres in range(6):
            fault(depot, number * 2 + kilometres / 10)
        made = plans.make_plan(depot.work, depot.dispatcher, Asked(depot.unit.id, rounds=20))
        told = at_once([
            partial(plan_commits.commit, depot.work, depot.dispatcher, made.plan.id, ALL),
            partial(close_off, depot, keeper, number * 2 - 0.5, number * 2 + 1, PERMIT),
        ])  # fmt: skip
        assert [each for each in told if isinstance(each, Exception)] == []
        (done,) = (each for each in told if isinstance(each, PlanView))
        for each in done.lines:
            assert each.line.state == "committed" or codes(each) == ["plan.zones_changed"]
        assert _found(depot, "unasked") == []
        assert _found(depot, "unjudged") == []
        assert broken_rules(depot.work) == []


def test_a_zone_of_the_very_moment_of_the_booking_asks_for_permits_too(depot: Depot) -> None:
    """Both happen at one reading of the clock, one after the other."""
    keeper = liaison(depot)
    depot.add_crews(1)
    fault(depot, 0)
    made = plans.make_plan(depot.work, depot.dispatcher, Asked(depot.unit.id, rounds=20))
    plan_commits.commit(depot.work, depot.dispatcher, made.plan.id, ALL)
    close_off(depot, keeper, -0.5, 1, PERMIT)
    assert _found(depot, "unasked") == []


def test_a_zone_published_before_a_booking_is_committed_waits_for_it(depot: Depot) -> None:
    """Neither sees what the other writes: who comes second holds until it can."""
    keeper = liaison(depot)
    depot.add_crews(1)
    fault(depot, 0)
    made = plans.make_plan(depot.work, depot.dispatcher, Asked(depot.unit.id, rounds=20))
    with ThreadPoolExecutor(1) as pool:
        with depot.work.begin() as tx:
            plan_commits.commit_lines(depot.work, tx, depot.dispatcher, plan_rows.list_lines(tx.session, made.plan.id))
            closing = pool.submit(close_off, depot, keeper, -0.5, 1, PERMIT)
            wait([closing], timeout=HOLD_SECONDS)
        closing.result(PATIENCE_SECONDS)
    assert _found(depot, "unjudged") == []
    assert _found(depot, "unasked") == []


def test_a_zone_ended_before_a_booking_is_committed_waits_for_it(depot: Depot) -> None:
    """What was booked for a zone that is over by then is judged again."""
    keeper = liaison(depot)
    depot.add_crews(1)
    fault(depot, 0)
    zone_id = close_off(depot, keeper, -0.5, 1, PERMIT)
    made = plans.make_plan(depot.work, depot.dispatcher, Asked(depot.unit.id, rounds=20))
    with ThreadPoolExecutor(1) as pool:
        with depot.work.begin() as tx:
            plan_commits.commit_lines(depot.work, tx, depot.dispatcher, plan_rows.list_lines(tx.session, made.plan.id))
            ending = pool.submit(zones.end_zone, depot.work, keeper, zone_id, "over")
            wait([ending], timeout=HOLD_SECONDS)
        ending.result(PATIENCE_SECONDS)
    assert _found(depot, "overjudged") == []


def _found(depot: Depot, which: str) -> list[object]:
    with depot.work.look() as tx:
        return list(tx.session.scalars(_QUERIES[which]))


def test_two_plans_that_give_the_same_jobs_to_others_do_not_both_hold(depot: Depot) -> None:
    """One of them moved them first; the other one's lines say that the board is another one."""
    depot.add_crews(3)
    for kilometres in range(6):
        fault(depot, kilometres / 2)
    for number in range(ROUNDS):
        asked = [Asked(depot.unit.id, rounds=20, seed=seed * 31 + number, weights=FREELY) for seed in range(2)]
        made = [plans.make_plan(depot.work, depot.dispatcher, each) for each in asked]
        told = at_once([partial(plan_commits.commit, depot.work, depot.dispatcher, each.plan.id, ALL) for each in made])
        views = [each for each in told if isinstance(each, PlanView)]
        assert len(views) == len(made), told
        moved = [
            each.line.ticket_id
            for view in views
            for each in view.lines
            if each.line.kind in ("new", "moved") and each.line.state == "committed"
        ]
        assert len(moved) == len(set(moved))
        assert broken_rules(depot.work) == []


def test_two_plans_that_are_committed_at_once_do_not_hand_out_the_same_pieces(committed: Work) -> None:
    """Each plan was made while the room could equip both crews; then it can equip one."""
    kit = make_kit(committed)
    for _ in range(ROUNDS):
        kit.fill(kit.room, **{item: 2 * pieces for item, pieces in CREW_OF_TWO.items()})
        tickets = [fault(kit.depot), fault(kit.depot, 0.2)]
        asked = Asked(kit.depot.unit.id, rounds=20)
        first, second = (plans.make_plan(kit.work, kit.depot.dispatcher, asked) for _ in range(2))
        ours = next(each.line for each in first.lines if each.line.ticket_id == tickets[0])
        theirs = next(each.line for each in second.lines if each.line.ticket_id == tickets[1])
        count(
            kit.work, kit.keeper, kit.room, [Pieces(item, each, "", "L1") for item, each in CREW_OF_TWO.items()], None
        )
        told = at_once([
            partial(plan_commits.commit, kit.work, kit.depot.dispatcher, line.plan_id, Choice(frozenset({line.id})))
            for line in (ours, theirs)
        ])  # fmt: skip
        states = [
            line.line.state
            for view, wanted in zip(told, (ours, theirs), strict=True)
            if isinstance(view, PlanView)
            for line in view.lines
            if line.line.id == wanted.id
        ]
        assert sorted(states) == ["committed", "refused"]
        jobs = list_jobs(kit.work, kit.keeper, limit=9)
        assert [each.item_code for job in jobs for each, _ in job.reserved if each.store_id is None] == []
        for job in jobs:
            assignments.transition(kit.work, kit.depot.dispatcher, job.row.id, "withdrawn", why="x")
        for ticket_id in tickets:
            move_ticket(kit.work, kit.depot.dispatcher, ticket_id, "cancelled", "x")
