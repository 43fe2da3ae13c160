"""Plans of a unit's board: what they propose, what is kept, and that nothing is assigned before somebody commits."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest

from app.services import assignments, emergencies, plan_commits, plans
from app.services.assignments import AssignmentFilter, NewAssignment
from app.services.plan_commits import Choice
from app.services.plan_views import PlanView
from app.services.plans import Asked
from app.services.work import Work
from tests.support.booking import Depot, broken_rules, make_depot

ALL = Choice(everything=True)


@pytest.fixture
def depot(work: Work) -> Depot:
    return make_depot(work)


def plan(depot: Depot, **asked: object) -> PlanView:
    return plans.make_plan(depot.work, depot.dispatcher, Asked(depot.unit.id, rounds=200, **asked))  # type: ignore[arg-type]


def test_a_plan_proposes_and_assigns_nothing(depot: Depot) -> None:
    depot.add_crews(2)
    depot.add_tickets(4)
    made = plan(depot)
    assert [each.line.kind for each in made.lines] == ["new"] * 4
    assert made.plan.state == "proposed"
    which = AssignmentFilter()
    assert assignments.list_assignments(depot.work, depot.dispatcher, which, before=None, limit=9) == []


def test_committing_a_plan_books_every_line(depot: Depot) -> None:
    depot.add_crews(2)
    depot.add_tickets(4)
    made = plan(depot)
    done = plan_commits.commit(depot.work, depot.dispatcher, made.plan.id, ALL)
    assert [(each.line.state, each.reasons) for each in done.lines] == [("committed", ())] * 4
    assert done.plan.state == "committed"
    assert broken_rules(depot.work) == []


def test_an_emergency_goes_first_and_says_what_waits(depot: Depot) -> None:
    depot.add_crews(1)
    waiting = depot.add_tickets(2)
    done = plan_commits.commit(depot.work, depot.dispatcher, plan(depot).plan.id, ALL)
    before = {each.line.ticket_id: each.line.entry_at for each in done.lines}
    (urgent,) = depot.add_tickets(1)
    told = emergencies.insert(depot.work, depot.dispatcher, urgent)
    assert [each.line.ticket_id for each in told.booked] == [urgent]
    assert told.booked[0].line.entry_at == depot.work.clock.now() + timedelta(minutes=10)
    assert {each.line.ticket_id for each, _ in told.delayed} == set(waiting)
    assert all(minutes == 70 for _, minutes in told.delayed)
    assert all(before[each.line.ticket_id] < each.line.entry_at for each, _ in told.delayed)
    assert broken_rules(depot.work) == []
