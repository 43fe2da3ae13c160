"""Plans of a unit's board: what they propose, what they keep to, and that nothing is assigned by them."""

import os
import subprocess
import sys
from datetime import timedelta

import pytest

from app.errors import BusyError, ConflictError, InvalidError, NotFoundError
from app.schema.assignments import Assignment
from app.services import assignments, plan_commits, plan_explain, plan_snapshots, plan_turns, plans, tickets, wishes
from app.services.assignments import AssignmentFilter
from app.services.idempotency import Once
from app.services.plans import Asked
from app.services.wishes import Deadline, Wanted
from compliance.zones import ZoneRequirements
from geo.matching.judge import judge
from geo.matching.objective import Weights
from tests.support.boards import ALL, close_off, committed, fault, liaison, line_of, minutes, out_of, planned
from tests.support.booking import Depot, make_depot
from tests.support.ppe import stocked


def test_a_plan_proposes_and_assigns_nothing(depot: Depot) -> None:
    depot.add_crews(2)
    depot.add_tickets(4)
    made = planned(depot)
    assert [each.line.kind for each in made.lines] == ["new"] * 4
    assert (made.plan.state, made.plan.counts["new"], made.plan.counts["left_out"]) == ("proposed", 4, 0)
    assert assignments.list_assignments(depot.work, depot.dispatcher, AssignmentFilter(), before=None, limit=9) == []


def test_a_line_tells_when_they_leave_arrive_work_and_are_free(depot: Depot) -> None:
    """6 km of street are 6 x 1.3 km of road, at 30 km/h 15.6 minutes; ten minutes of briefing, an hour of work."""
    depot.add_crews(1)
    far = fault(depot, 6.0)
    line = line_of(planned(depot), far).line
    assert line.depart_at == minutes(depot, 0)
    assert abs(line.arrive_at - minutes(depot, 15.6)) < timedelta(seconds=20)
    assert line.entry_at - line.arrive_at == timedelta(minutes=10)
    assert line.finish_at - line.entry_at == timedelta(minutes=60)
    assert line.end_at == line.finish_at


def test_the_urgent_goes_first(depot: Depot) -> None:
    depot.add_crews(1)
    plain, hospital = fault(depot, 1.0), fault(depot, 8.0, site_kind="hospital")
    made = planned(depot)
    assert line_of(made, hospital).line.position == 0
    assert line_of(made, plain).line.position == 1


def test_what_is_booked_is_todays_plan_and_stays_where_nothing_is_better(depot: Depot) -> None:
    depot.add_crews(2)
    depot.add_tickets(2)
    committed(depot)
    again = planned(depot)
    assert {each.line.kind for each in again.lines} == {"kept"}
    assert again.plan.value["plan"]["total"] == pytest.approx(again.plan.value["today"]["total"])
    assert again.plan.compared["plan"] == again.plan.compared["today"]


def test_a_ticket_that_nobody_can_do_is_left_out_with_reasons(depot: Depot) -> None:
    depot.add_crews(2)
    able, climbing = fault(depot), fault(depot, required_skills=("climbing",))
    made = planned(depot)
    assert line_of(made, able).line.kind == "new"
    assert out_of(made) == {climbing: ["plan.barred_for_all", "crew.skill_missing"]}


def test_a_deferred_ticket_is_left_out(depot: Depot) -> None:
    depot.add_crews(1)
    waiting = fault(depot)
    tickets.move_ticket(depot.work, depot.dispatcher, waiting, "deferred", "not today")
    assert out_of(planned(depot)) == {waiting: ["plan.deferred"]}


def test_without_crews_all_are_left_out(depot: Depot) -> None:
    waiting = fault(depot)
    assert out_of(planned(depot)) == {waiting: ["plan.no_crews"]}


def test_a_job_for_two_crews_begins_when_both_are_there(depot: Depot) -> None:
    depot.add_crews(2)
    heavy = fault(depot, 2.0, crews_needed=2)
    lines = [each.line for each in planned(depot).lines]
    assert {line.ticket_id for line in lines} == {heavy}
    assert {line.slot for line in lines} == {1, 2}
    assert len({line.entry_at for line in lines}) == 1


def test_a_crew_that_has_agreed_keeps_its_job_and_does_it_first(depot: Depot) -> None:
    depot.add_crews(1)
    agreed = fault(depot, 5.0)
    line = line_of(committed(depot), agreed).line
    assert line.assignment_id is not None
    assignments.transition(depot.work, depot.dispatcher, line.assignment_id, "accepted")
    urgent = fault(depot, 0.0, site_kind="hospital")
    made = planned(depot)
    assert (line_of(made, agreed).line.kind, line_of(made, agreed).line.position) == ("kept", 0)
    assert line_of(made, urgent).line.position == 1


def test_a_crew_is_planned_from_where_and_when_its_work_ends(depot: Depot) -> None:
    (crew,) = depot.add_crews(1)
    started = fault(depot, 5.0)
    first = line_of(committed(depot), started).line
    assert first.assignment_id is not None
    for to in ("accepted", "en_route"):
        assignments.transition(depot.work, depot.dispatcher, first.assignment_id, to)
    with depot.work.begin() as tx:  # as if the crew's phone had passed the gate
        tx.session.get_one(Assignment, first.assignment_id).state = "working"
    beside = fault(depot, 5.0)
    line = line_of(planned(depot), beside).line
    assert line.depart_at == first.end_at.replace(microsecond=0)
    assert (line.crew_id, line.travel_s) == (crew.id, 0)


def test_a_zone_costs_donning_and_the_authoritys_answer(depot: Depot) -> None:
    depot.add_crews(1)
    stocked(depot, life_jacket=9, rubber_boots=9)
    close_off(depot, liaison(depot), -1, 1, ZoneRequirements(permit_needed=True, ppe_profile="flood"))
    inside = fault(depot)
    line = line_of(planned(depot), inside).line
    assert line.entry_at == minutes(depot, 60)  # the authority answers within the hour
    assert line.ready_s == 60 * (10 + 15)
    assert line.end_at - line.finish_at == timedelta(minutes=25)
    assert len(line.zone_version_ids) == 1


def test_a_zone_that_begins_before_they_would_be_there_counts(depot: Depot) -> None:
    """Now there is none; when they would begin, in 10 minutes, there is one that asks for a permit."""
    depot.add_crews(1)
    wants = ZoneRequirements(permit_needed=True)
    close_off(depot, liaison(depot), -1, 1, wants, since=minutes(depot, 5))
    there = fault(depot)
    line = line_of(planned(depot), there).line
    assert (line.entry_at, len(line.zone_version_ids)) == (minutes(depot, 60), 1)


def test_deadlines_bind_a_plan(depot: Depot) -> None:
    depot.add_crews(1)
    late, too_late, first = fault(depot), fault(depot), fault(depot)
    say = {late: Deadline(not_before=minutes(depot, 300)), too_late: Deadline(must_start_by=minutes(depot, -1))}
    for ticket_id, deadline in say.items():
        wishes.set_deadline(depot.work, depot.dispatcher, ticket_id, 0, deadline)
    made = planned(depot)
    assert line_of(made, late).line.entry_at == minutes(depot, 300)
    assert line_of(made, first).line.entry_at == minutes(depot, 10)
    assert out_of(made) == {too_late: ["plan.too_late"]}


def test_pins_bind_a_plan(depot: Depot) -> None:
    near, far = depot.add_crews(2)
    pinned, not_by = fault(depot), fault(depot)
    wishes.set_pin(depot.work, depot.dispatcher, pinned, 0, Wanted(crew_id=far.id, position=0))
    wishes.set_pin(depot.work, depot.dispatcher, not_by, 0, Wanted(not_crew_ids=(near.id, far.id)))
    made = planned(depot)
    assert (line_of(made, pinned).line.crew_id, line_of(made, pinned).pinned) == (far.id, True)
    assert not_by in out_of(made)


def test_a_pin_to_a_crew_that_cannot_go_leaves_the_ticket_out_and_says_why(depot: Depot) -> None:
    crew, _ = depot.add_crews(2)
    climbing = fault(depot, required_skills=("climbing",))
    wishes.set_pin(depot.work, depot.dispatcher, climbing, 0, Wanted(crew_id=crew.id))
    assert out_of(planned(depot)) == {climbing: ["crew.skill_missing"]}


def test_the_same_board_gets_the_same_plan(depot: Depot) -> None:
    depot.add_crews(3)
    for kilometres in (1.0, 4.0, 2.0, 9.0, 5.0, 3.0, 7.0):
        fault(depot, kilometres)
    first, second = (
        [(each.line.ticket_id, each.line.crew_id, each.line.entry_at) for each in planned(depot).lines] for _ in "ab"
    )
    assert first == second


def test_a_plan_asked_for_twice_under_one_key_is_made_once(depot: Depot) -> None:
    asked, once = Asked(depot.unit.id, rounds=1), Once("k", "POST /plans", "same")
    first = plans.make_plan(depot.work, depot.dispatcher, asked, once)
    assert plans.make_plan(depot.work, depot.dispatcher, asked, once).plan.id == first.plan.id


def test_a_plan_says_whether_the_board_is_still_the_same(depot: Depot) -> None:
    depot.add_crews(1)
    made = planned(depot)

    def current() -> bool | None:
        return plans.get_plan(depot.work, depot.dispatcher, made.plan.id, compare_board=True).current

    assert current() is True
    fault(depot)
    assert current() is False


def test_a_plan_explains_why_this_crew_and_not_the_other(depot: Depot) -> None:
    depot.add_crews(2)
    climbing, plain = fault(depot, required_skills=("climbing",)), fault(depot)
    made = planned(depot)
    told = plan_explain.explain(depot.work, depot.dispatcher, made.plan.id, plain)
    assert [(each.feasible, each.chosen) for each in told.crews] == [(True, True), (True, False)]
    assert told.crews[0].crew.id == line_of(made, plain).line.crew_id
    assert told.crews[0].entry_at == line_of(made, plain).line.entry_at
    refused = plan_explain.explain(depot.work, depot.dispatcher, made.plan.id, climbing)
    assert [[why.code for why in each.reasons] for each in refused.crews] == [["crew.skill_missing"]] * 2


def test_a_plan_is_explained_from_what_it_was_made_from(depot: Depot) -> None:
    depot.add_crews(2)
    plain = fault(depot)
    made = planned(depot)
    before = plan_explain.explain(depot.work, depot.dispatcher, made.plan.id, plain)
    committed(depot)
    fault(depot)
    after = plan_explain.explain(depot.work, depot.dispatcher, made.plan.id, plain)
    assert [(each.crew.id, each.entry_at, each.cost) for each in after.crews] == [
        (each.crew.id, each.entry_at, each.cost) for each in before.crews
    ]


def test_what_is_kept_of_a_plan_is_worth_what_the_plan_is(depot: Depot) -> None:
    depot.add_crews(2)
    close_off(depot, liaison(depot), 3, 5)
    for kilometres in (1.0, 4.0, 2.0):
        fault(depot, kilometres)
    row = planned(depot).plan
    kept = plan_snapshots.unpack(row.snapshot, depot.work.travel)
    worth = judge(kept.problem, dict(kept.orders), Weights(**kept.weights)).value
    assert worth.total == pytest.approx(row.value["plan"]["total"])


def test_a_discarded_plan_is_not_discarded_or_committed_again(depot: Depot) -> None:
    made = planned(depot).plan
    assert plans.discard(depot.work, depot.dispatcher, made.id).plan.state == "discarded"
    assert plans.discard(depot.work, depot.dispatcher, made.id).plan.state == "discarded"
    with pytest.raises(ConflictError, match="discarded"):
        plan_commits.commit(depot.work, depot.dispatcher, made.id, ALL)


def test_a_weight_that_cannot_be_is_named(depot: Depot) -> None:
    with pytest.raises(InvalidError, match="travel"):
        planned(depot, weights={"travel": -1.0})


def test_a_unit_that_is_not_mine_cannot_be_planned(depot: Depot) -> None:
    other = make_depot(depot.work, "HN")
    with pytest.raises(NotFoundError):
        plans.make_plan(depot.work, depot.dispatcher, Asked(other.unit.id, rounds=1))


def test_who_comes_while_others_search_is_told_to_come_back() -> None:
    with plan_turns.turn(1, 0), pytest.raises(BusyError) as told, plan_turns.turn(1, 0):
        pass
    assert told.value.retry_after_s == plan_turns.RETRY_AFTER_S
    with plan_turns.turn(1, 0):
        pass


def test_every_process_sees_the_same_board_alike() -> None:
    """Sets have another order in each process; a board's digest must not."""
    script = (
        "from app.services.plans import _person; from compliance.crews import MemberFacts; from uuid import UUID\n"
        "skills = frozenset(f'skill {number}' for number in range(40))\n"
        "print(_person(MemberFacts(UUID(int=1), 'An', 'member', 4, skills)))"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", script], env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1
