"""A wire is down: who begins soonest goes at once, what they had waits or is taken off, and all of it is said."""

import pytest

from app.errors import ConflictError, NotFoundError
from app.schema.crews import Crew
from app.services import assignments, emergencies, plan_commits, plan_undo
from app.storage.geometry import stored_place
from tests.support.boards import ALL, along, committed, fault, line_of, minutes
from tests.support.booking import Depot, broken_rules

DOWN = ("wire_down",)


def test_it_goes_first_and_what_waits_is_told(depot: Depot) -> None:
    depot.add_crews(1)
    waiting = {fault(depot), fault(depot)}
    committed(depot)
    urgent = fault(depot, hazards=DOWN)
    told = emergencies.insert(depot.work, depot.dispatcher, urgent)
    assert [(each.line.ticket_id, each.line.entry_at) for each in told.booked] == [(urgent, minutes(depot, 10))]
    assert {each.line.ticket_id: delay for each, delay in told.delayed} == dict.fromkeys(waiting, 70.0)
    assert (told.view.plan.kind, told.view.plan.state) == ("emergency", "committed")
    assert broken_rules(depot.work) == []


def test_of_crews_that_begin_equally_soon_the_one_goes_that_delays_least(depot: Depot) -> None:
    busy, free = depot.add_crews(2)
    hospital = fault(depot, site_kind="hospital")
    had = line_of(committed(depot), hospital).line
    told = emergencies.insert(depot.work, depot.dispatcher, fault(depot, hazards=DOWN))
    assert {told.booked[0].crew.id, had.crew_id} == {busy.id, free.id}
    assert told.delayed == ()


def test_work_that_was_agreed_to_but_not_begun_waits_too(depot: Depot) -> None:
    depot.add_crews(1)
    plain = fault(depot)
    agreed = line_of(committed(depot), plain).line
    assert agreed.assignment_id is not None
    assignments.transition(depot.work, depot.dispatcher, agreed.assignment_id, "accepted")
    told = emergencies.insert(depot.work, depot.dispatcher, fault(depot, hazards=DOWN))
    assert [(each.line.assignment_id, delay) for each, delay in told.delayed] == [(agreed.assignment_id, 70.0)]


def test_work_for_which_its_crew_has_no_time_left_is_taken_off(depot: Depot) -> None:
    """24 hours of duty and one of overtime: 21 hours of work fit, but not behind five hours more."""
    depot.add_crews(1)
    long = fault(depot, service_minutes=21 * 60)
    committed(depot)
    told = emergencies.insert(depot.work, depot.dispatcher, fault(depot, hazards=DOWN, service_minutes=5 * 60))
    assert [each.line.ticket_id for each in told.displaced] == [long]
    (held,) = assignments.list_of_ticket(depot.work, depot.dispatcher, long)
    assert (held.row.state, held.row.end_reason) == ("withdrawn", "plan.dropped")


def test_a_crew_on_its_way_goes_on_unless_it_is_named(depot: Depot) -> None:
    near, far = depot.add_crews(2)
    with depot.work.begin() as tx:
        tx.session.get_one(Crew, far.id).base = stored_place(along(20.0))
    plain = fault(depot)
    going = line_of(committed(depot), plain).line
    assert (going.crew_id, going.assignment_id is not None) == (near.id, True)
    assert going.assignment_id is not None
    for to in ("accepted", "en_route"):
        assignments.transition(depot.work, depot.dispatcher, going.assignment_id, to)
    urgent = fault(depot, hazards=DOWN)
    told = emergencies.insert(depot.work, depot.dispatcher, urgent, propose=True)
    (booked,), (option,) = told.booked, told.options
    assert (booked.crew.id, told.view.plan.state) == (far.id, "proposed")
    assert (option.assignment_id, option.crew_id, option.entry_at) == (going.assignment_id, near.id, minutes(depot, 10))
    diverted = emergencies.insert(depot.work, depot.dispatcher, urgent, divert=option.assignment_id)
    assert diverted.booked[0].crew.id == near.id
    assert [each.line.ticket_id for each in diverted.displaced] == [plain]
    assert broken_rules(depot.work) == []


def test_what_was_only_proposed_is_done_by_committing_it(depot: Depot) -> None:
    depot.add_crews(1)
    urgent = fault(depot, hazards=DOWN)
    told = emergencies.insert(depot.work, depot.dispatcher, urgent, propose=True)
    assert assignments.list_of_ticket(depot.work, depot.dispatcher, urgent) == []
    done = plan_commits.commit(depot.work, depot.dispatcher, told.view.plan.id, ALL)
    assert (done.plan.state, line_of(done, urgent).line.state) == ("committed", "committed")


def test_it_is_taken_back(depot: Depot) -> None:
    depot.add_crews(1)
    plain = fault(depot)
    before = line_of(committed(depot), plain).line.entry_at
    told = emergencies.insert(depot.work, depot.dispatcher, fault(depot, hazards=DOWN))
    plan_undo.undo(depot.work, depot.dispatcher, told.view.plan.id)
    (held,) = assignments.list_of_ticket(depot.work, depot.dispatcher, plain)
    assert held.row.planned_entry_at == before


def test_two_crews_go_where_two_are_needed_and_begin_together(depot: Depot) -> None:
    depot.add_crews(3)
    told = emergencies.insert(depot.work, depot.dispatcher, fault(depot, 3.0, hazards=DOWN, crews_needed=2))
    assert len({each.crew.id for each in told.booked}) == 2
    assert len({each.line.entry_at for each in told.booked}) == 1


def test_where_nobody_may_go_it_is_said_why(depot: Depot) -> None:
    depot.add_crews(1)
    with pytest.raises(ConflictError) as refused:
        emergencies.insert(depot.work, depot.dispatcher, fault(depot, hazards=DOWN, required_skills=("climbing",)))
    assert [each.code for each in refused.value.reasons] == ["plan.barred_for_all", "crew.skill_missing"]


def test_a_crew_on_its_way_to_it_already_is_enough(depot: Depot) -> None:
    depot.add_crews(2)
    urgent = fault(depot, hazards=DOWN)
    told = emergencies.insert(depot.work, depot.dispatcher, urgent)
    booked = told.booked[0].line.assignment_id
    assert booked is not None
    for to in ("accepted", "en_route"):
        assignments.transition(depot.work, depot.dispatcher, booked, to)
    with pytest.raises(ConflictError):
        emergencies.insert(depot.work, depot.dispatcher, urgent)


def test_only_a_crew_on_its_way_can_be_diverted(depot: Depot) -> None:
    depot.add_crews(1)
    plain = fault(depot)
    waiting = line_of(committed(depot), plain).line
    with pytest.raises(NotFoundError):
        emergencies.insert(depot.work, depot.dispatcher, fault(depot, hazards=DOWN), divert=waiting.assignment_id)
