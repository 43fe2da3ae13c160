"""Boards planned again and again: what pays is proposed, the newer replaces the older, and nothing is assigned."""

from datetime import timedelta

import pytest

from app.errors import StaleError
from app.schema.plans import Plan
from app.services import assignments, plans, replanning
from app.services.assignments import AssignmentFilter
from app.services.replanning import Mode
from app.storage.plans import PlanFilter
from tests.support.boards import committed, fault
from tests.support.booking import Depot

PROPOSE = Mode("propose", every_seconds=60, seconds=0.05, least_gain=1.0)


def switch(depot: Depot, mode: Mode = PROPOSE, version: int = 0) -> None:
    replanning.set_replanning(depot.work, depot.dispatcher, depot.unit.id, version, mode)


def later(depot: Depot) -> int:
    """How many proposals the worker makes a minute later."""
    depot.work.clock.advance(timedelta(seconds=61))  # type: ignore[attr-defined]
    return replanning.propose_due(depot.work)


def proposals(depot: Depot) -> list[Plan]:
    which = PlanFilter(kind="continuous")
    return list(plans.list_plans(depot.work, depot.dispatcher, which, before=None, limit=9))


def test_a_board_on_which_a_plan_pays_gets_a_proposal_and_no_assignment(depot: Depot) -> None:
    depot.add_crews(1)
    fault(depot)
    switch(depot)
    assert replanning.propose_due(depot.work) == 1
    assert [each.state for each in proposals(depot)] == ["proposed"]
    assert assignments.list_assignments(depot.work, depot.dispatcher, AssignmentFilter(), before=None, limit=9) == []


def test_a_board_that_has_not_changed_is_not_planned_again(depot: Depot) -> None:
    depot.add_crews(1)
    fault(depot)
    switch(depot)
    assert [replanning.propose_due(depot.work), later(depot)] == [1, 0]


def test_a_newer_proposal_replaces_the_older_one(depot: Depot) -> None:
    depot.add_crews(1)
    fault(depot)
    switch(depot)
    replanning.propose_due(depot.work)
    fault(depot)
    assert later(depot) == 1
    newer, older = proposals(depot)
    assert [(each.state, each.superseded_by) for each in (newer, older)] == [
        ("proposed", None),
        ("superseded", newer.id),
    ]


def test_what_does_not_pay_is_not_told(depot: Depot) -> None:
    depot.add_crews(1)
    fault(depot)
    committed(depot)
    switch(depot)
    assert replanning.propose_due(depot.work) == 0
    assert proposals(depot) == []


def test_a_board_whose_turn_has_not_come_waits(depot: Depot) -> None:
    depot.add_crews(1)
    switch(depot)
    replanning.propose_due(depot.work)
    fault(depot)
    assert replanning.propose_due(depot.work) == 0
    assert later(depot) == 1


def test_nothing_is_planned_where_it_is_off(depot: Depot) -> None:
    depot.add_crews(1)
    fault(depot)
    switch(depot)
    switch(depot, Mode("off"), version=1)
    assert replanning.propose_due(depot.work) == 0


def test_the_mode_is_changed_on_the_version_that_was_read(depot: Depot) -> None:
    assert replanning.get_replanning(depot.work, depot.dispatcher, depot.unit.id).version == 0
    switch(depot)
    with pytest.raises(StaleError):
        switch(depot)
