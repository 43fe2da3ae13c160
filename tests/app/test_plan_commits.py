"""Committing plans: each line is looked at again; what no longer holds comes back with reasons, the rest is done."""

from dataclasses import replace
from datetime import timedelta
from functools import partial
from uuid import UUID

import pytest
from sqlalchemy import inspect

from app.errors import ConflictError, InvalidError
from app.schema.assignments import Assignment
from app.schema.base import Base, new_id
from app.schema.crews import Shift
from app.schema.zones import Zone, ZoneVersion
from app.services import assignments, judgements, plan_commits, plan_undo, plans, tickets, zones
from app.services.assignments import NewAssignment
from app.services.plan_commits import Choice
from app.services.plan_views import PlanView
from app.services.plans import Asked
from app.services.work import Tx, Work
from compliance.zones import ZoneRequirements
from tests.support.boards import ALL, close_off, codes, committed, fault, liaison, line_of, minutes, planned
from tests.support.booking import Depot, at_once, broken_rules, make_depot

PERMIT = ZoneRequirements(permit_needed=True)


def commit(depot: Depot, plan_id: UUID, *line_ids: UUID) -> PlanView:
    choice = Choice(frozenset(line_ids)) if line_ids else ALL
    return plan_commits.commit(depot.work, depot.dispatcher, plan_id, choice)


def states(view: PlanView) -> list[str]:
    return [each.line.state for each in view.lines]


def row_of(depot: Depot, assignment_id: UUID | None) -> Assignment:
    assert assignment_id is not None
    return assignments.get_assignment(depot.work, depot.dispatcher, assignment_id).row


def test_committing_a_plan_books_every_line_as_planned(depot: Depot) -> None:
    depot.add_crews(2)
    depot.add_tickets(4)
    done = committed(depot)
    assert (states(done), done.plan.state) == (["committed"] * 4, "committed")
    for each in done.lines:
        row = row_of(depot, each.line.assignment_id)
        assert (row.crew_id, row.planned_entry_at) == (each.line.crew_id, each.line.entry_at)
        assert (row.planned.lower, row.planned.upper) == (each.line.depart_at, each.line.end_at)
    assert broken_rules(depot.work) == []


def test_a_part_is_committed_and_the_rest_waits(depot: Depot) -> None:
    depot.add_crews(2)
    made = planned(depot, seed=len(depot.add_tickets(2)))
    first, second = made.lines
    done = commit(depot, made.plan.id, first.line.id)
    assert (states(done), done.plan.state) == (["committed", "open"], "partly_committed")
    done = commit(depot, made.plan.id, second.line.id)
    assert (states(done), done.plan.state) == (["committed", "committed"], "committed")


def test_a_line_of_another_plan_is_refused(depot: Depot) -> None:
    depot.add_crews(1)
    depot.add_tickets(1)
    first, second = planned(depot), planned(depot)
    with pytest.raises(InvalidError):
        commit(depot, first.plan.id, second.lines[0].line.id)


def test_what_was_committed_is_not_committed_again(depot: Depot) -> None:
    depot.add_crews(1)
    depot.add_tickets(1)
    done = committed(depot)
    with pytest.raises(ConflictError, match="committed"):
        commit(depot, done.plan.id)


def test_a_permit_is_asked_for_with_the_line(depot: Depot) -> None:
    depot.add_crews(1)
    close_off(depot, liaison(depot), -1, 1, PERMIT)
    there = fault(depot)
    line = line_of(committed(depot), there).line
    assert line.assignment_id is not None
    (permit,) = assignments.get_assignment(depot.work, depot.dispatcher, line.assignment_id).permits
    assert permit.permit.state == "requested"
    assert permit.permit.requested_from <= line.entry_at
    assert permit.permit.requested_until > line.end_at


def test_a_zone_published_meanwhile_makes_its_line_stale_and_no_other(depot: Depot) -> None:
    depot.add_crews(2)
    there, elsewhere = fault(depot, 0.0), fault(depot, 9.0)
    made = planned(depot)
    close_off(depot, liaison(depot), -1, 1, PERMIT)
    done = commit(depot, made.plan.id)
    assert (line_of(done, there).line.state, codes(line_of(done, there))) == ("stale", ["plan.zones_changed"])
    assert line_of(done, elsewhere).line.state == "committed"
    assert done.plan.state == "partly_committed"


def test_a_zone_that_ended_meanwhile_makes_its_line_stale(depot: Depot) -> None:
    """Its donning and its permit would be asked of a crew for nothing."""
    depot.add_crews(1)
    keeper = liaison(depot)
    zone_id = close_off(depot, keeper, -1, 1)
    there = fault(depot)
    made = planned(depot)
    zones.end_zone(depot.work, keeper, zone_id, "over")
    assert codes(line_of(commit(depot, made.plan.id), there)) == ["plan.zones_changed"]


def test_a_crew_that_went_off_shift_meanwhile_is_refused(depot: Depot) -> None:
    depot.add_crews(1)
    there = fault(depot)
    made = planned(depot)
    with depot.work.begin() as tx:
        tx.session.query(Shift).delete()
    done = commit(depot, made.plan.id)
    assert (line_of(done, there).line.state, codes(line_of(done, there))) == ("refused", ["crew.off_shift"])
    assert done.plan.state == "proposed"


def test_a_ticket_that_changed_meanwhile_makes_its_line_stale(depot: Depot) -> None:
    depot.add_crews(1)
    there = fault(depot)
    made = planned(depot)
    version = tickets.get_ticket(depot.work, depot.dispatcher, there).ticket.version
    tickets.change_ticket(depot.work, depot.dispatcher, there, version, {"service_minutes": 240})
    assert codes(line_of(commit(depot, made.plan.id), there)) == ["plan.ticket_changed"]


def test_a_ticket_that_was_cancelled_meanwhile_is_refused(depot: Depot) -> None:
    depot.add_crews(1)
    there = fault(depot)
    made = planned(depot)
    tickets.move_ticket(depot.work, depot.dispatcher, there, "cancelled", "a mistake")
    assert codes(line_of(commit(depot, made.plan.id), there)) == ["plan.ticket_not_open"]


def test_a_slot_that_was_taken_meanwhile_is_refused(depot: Depot) -> None:
    first, second = depot.add_crews(2)
    there = fault(depot)
    made = planned(depot)
    other = second if line_of(made, there).line.crew_id == first.id else first
    assignments.assign(depot.work, depot.dispatcher, NewAssignment(there, other.id))
    assert codes(line_of(commit(depot, made.plan.id), there)) == ["booking.slot_taken"]


def test_a_crew_that_was_booked_meanwhile_is_refused_for_that_time(depot: Depot) -> None:
    (crew,) = depot.add_crews(1)
    there = fault(depot)
    made = planned(depot)
    assignments.assign(depot.work, depot.dispatcher, NewAssignment(fault(depot), crew.id))
    assert codes(line_of(commit(depot, made.plan.id), there)) == ["booking.crew_overlap"]
    assert broken_rules(depot.work) == []


def test_where_one_of_two_crews_cannot_go_neither_goes(depot: Depot) -> None:
    first, _ = depot.add_crews(2)
    heavy = fault(depot, crews_needed=2)
    made = planned(depot)
    assignments.assign(depot.work, depot.dispatcher, NewAssignment(fault(depot), first.id))
    done = commit(depot, made.plan.id)
    assert sorted(codes(each)[0] for each in done.lines) == ["booking.crew_overlap", "plan.sibling_refused"]
    assert assignments.list_of_ticket(depot.work, depot.dispatcher, heavy) == []


def test_time_that_went_by_moves_a_crews_lines_on(depot: Depot) -> None:
    """Planned at noon, committed at half past: nothing begins in the past, and one job still follows the other."""
    depot.add_crews(1)
    depot.add_tickets(2)
    made = planned(depot)
    depot.work.clock.advance(timedelta(minutes=30))  # type: ignore[attr-defined]
    done = commit(depot, made.plan.id)
    first, second = (row_of(depot, each.line.assignment_id) for each in done.lines)
    assert first.planned.lower == minutes(depot, 0)
    assert first.planned_entry_at == minutes(depot, 10)
    assert second.planned.lower == first.planned.upper
    assert broken_rules(depot.work) == []


def test_urgent_work_moves_what_the_crew_had_to_later(depot: Depot) -> None:
    depot.add_crews(1)
    plain = fault(depot)
    before = row_of(depot, line_of(committed(depot), plain).line.assignment_id)
    hospital = fault(depot, site_kind="hospital", customers_affected=900)
    made = planned(depot)
    assert (line_of(made, hospital).line.kind, line_of(made, plain).line.kind) == ("new", "retimed")
    done = commit(depot, made.plan.id, line_of(made, hospital).line.id)
    assert states(done) == ["committed", "committed"]  # the other one makes the room
    after = row_of(depot, before.id)
    assert (after.planned_entry_at, after.crew_id) == (line_of(made, plain).line.entry_at, before.crew_id)
    assert after.planned_entry_at - before.planned_entry_at == timedelta(minutes=70)
    assert broken_rules(depot.work) == []


def test_a_job_that_another_crew_gets_is_withdrawn_and_booked(depot: Depot) -> None:
    first, _ = depot.add_crews(2)
    mine, other = fault(depot, customers_affected=900), fault(depot, customers_affected=900)
    for ticket_id in (mine, other):
        assignments.assign(depot.work, depot.dispatcher, NewAssignment(ticket_id, first.id))
    made = planned(depot)
    (moved,) = (each for each in made.lines if each.line.kind == "moved")
    assert moved.was_crew is not None
    assert moved.was_crew.id == first.id
    done = commit(depot, made.plan.id)
    held = assignments.list_of_ticket(depot.work, depot.dispatcher, moved.line.ticket_id)
    assert [(each.row.state, each.row.end_reason) for each in held] == [("withdrawn", "plan.moved"), ("assigned", None)]
    assert held[1].row.id == line_of(done, moved.line.ticket_id).line.assignment_id
    assert broken_rules(depot.work) == []


def test_a_job_that_its_crew_took_on_meanwhile_is_not_moved(depot: Depot) -> None:
    first, _ = depot.add_crews(2)
    for ticket_id in (fault(depot, customers_affected=900), fault(depot, customers_affected=900)):
        assignments.assign(depot.work, depot.dispatcher, NewAssignment(ticket_id, first.id))
    made = planned(depot)
    (moved,) = (each for each in made.lines if each.line.kind == "moved")
    assert moved.line.was is not None
    assignments.transition(depot.work, depot.dispatcher, UUID(moved.line.was["assignment_id"]), "accepted")
    assert codes(line_of(commit(depot, made.plan.id), moved.line.ticket_id)) == ["plan.crew_agreed"]


def test_a_retimed_job_asks_anew_where_its_permit_does_not_cover_the_new_time(depot: Depot) -> None:
    depot.add_crews(1)
    close_off(depot, liaison(depot), -1, 1, PERMIT)
    there = fault(depot)
    before = row_of(depot, line_of(committed(depot), there).line.assignment_id)
    for kilometres in (5.0, 5.1, 5.2):
        fault(depot, kilometres, site_kind="hospital", customers_affected=900)
    done = committed(depot)
    assert line_of(done, there).line.kind in ("retimed", "reordered")
    view = assignments.get_assignment(depot.work, depot.dispatcher, before.id)
    assert [each.permit.state for each in view.permits] == ["withdrawn", "requested"]
    assert view.permits[1].permit.requested_until > view.row.planned_entry_at


def test_a_plan_is_taken_back(depot: Depot) -> None:
    depot.add_crews(1)
    plain = fault(depot)
    before = row_of(depot, line_of(committed(depot), plain).line.assignment_id)
    entry_at, planned_for = before.planned_entry_at, before.planned
    hospital = fault(depot, site_kind="hospital", customers_affected=900)
    done = committed(depot)
    back = plan_undo.undo(depot.work, depot.dispatcher, done.plan.id)
    assert set(states(back)) == {"committed"}
    after = row_of(depot, before.id)
    assert (after.planned_entry_at, after.planned) == (entry_at, planned_for)
    (held,) = assignments.list_of_ticket(depot.work, depot.dispatcher, hospital)
    assert held.row.state == "withdrawn"
    assert plans.get_plan(depot.work, depot.dispatcher, done.plan.id).plan.state == "undone"
    assert broken_rules(depot.work) == []


def test_what_a_crew_has_begun_is_not_taken_back(depot: Depot) -> None:
    depot.add_crews(2)
    gone, waiting = fault(depot), fault(depot)
    done = committed(depot)
    assignment_id = line_of(done, gone).line.assignment_id
    assert assignment_id is not None
    for to in ("accepted", "en_route"):
        assignments.transition(depot.work, depot.dispatcher, assignment_id, to)
    back = plan_undo.undo(depot.work, depot.dispatcher, done.plan.id)
    assert codes(line_of(back, gone)) == ["plan.crew_agreed"]
    assert line_of(back, waiting).line.state == "committed"


@pytest.mark.race
def test_of_two_dispatchers_who_commit_overlapping_plans_at_once_each_job_is_booked_once(committed: Work) -> None:
    depot = make_depot(committed)
    depot.add_crews(3)
    depot.add_tickets(6)
    asked = Asked(depot.unit.id, rounds=50)
    made = [plans.make_plan(committed, depot.dispatcher, replace(asked, seed=seed)) for seed in range(3)]
    told = at_once([partial(plan_commits.commit, committed, depot.dispatcher, each.plan.id, ALL) for each in made])
    views = [each for each in told if isinstance(each, PlanView)]
    assert len(views) == len(made), told
    lines = [each for view in views for each in view.lines]
    assert sum(each.line.state == "committed" for each in lines) == 6
    lost = {code for each in lines if each.line.state != "committed" for code in codes(each)}
    assert lost <= {"booking.slot_taken", "booking.crew_overlap"}
    assert broken_rules(committed) == []


@pytest.mark.race
def test_dispatchers_who_assign_and_commit_at_once_break_no_rule(committed: Work) -> None:
    depot = make_depot(committed)
    crews, waiting = depot.add_crews(2), depot.add_tickets(4)
    made = plans.make_plan(committed, depot.dispatcher, Asked(depot.unit.id, rounds=50))
    orders = [NewAssignment(ticket, crew.id) for ticket, crew in zip(waiting, crews * 2, strict=True)]
    calls = [partial(plan_commits.commit, committed, depot.dispatcher, made.plan.id, ALL)]
    told = at_once([*calls, *(partial(assignments.assign, committed, depot.dispatcher, each) for each in orders)])  # type: ignore[list-item]
    unexpected = [each for each in told if isinstance(each, Exception) and not isinstance(each, ConflictError)]
    assert unexpected == []
    assert broken_rules(committed) == []


def _copy_zone(tx: Tx, zone_id: UUID, **changed: object) -> None:
    """A zone over the same place as nobody can publish it."""
    zone = tx.session.get_one(Zone, zone_id)
    (version,) = tx.session.query(ZoneVersion).filter_by(zone_id=zone_id)
    copied = Zone(**_columns(zone) | {"id": new_id(), "number": "DN-Z-COPY"})
    tx.session.add(copied)
    tx.session.flush()
    again = ZoneVersion(**_columns(version) | {"id": new_id(), "zone_id": copied.id} | changed)
    tx.session.add(again)
    tx.session.flush()
    judgements.judge_version(tx, again.id)


def _columns(row: Base) -> dict[str, object]:
    return {each.key: getattr(row, each.key) for each in inspect(type(row)).column_attrs}


def test_what_cannot_be_written_takes_no_other_ticket_with_it(depot: Depot) -> None:
    """All lines are written at once; where something stands against one of them, only its ticket is refused."""
    depot.add_crews(2)
    zone_id = close_off(depot, liaison(depot), 4, 6)
    fine = [fault(depot, kilometres) for kilometres in (0.0, 1.0, 2.0, 3.0)]
    there = fault(depot, 5.0)
    with depot.work.begin() as tx:
        _copy_zone(tx, zone_id, entry_templates=["a list that was lost"])
    done = committed(depot)
    assert codes(line_of(done, there)) == ["checklist.template_unknown"]
    assert line_of(done, there).line.state == "refused"
    assert {line_of(done, each).line.state for each in fine} == {"committed"}
    (held,) = assignments.list_of_ticket(depot.work, depot.dispatcher, fine[0])
    assert held.row.state == "assigned"
    assert assignments.list_of_ticket(depot.work, depot.dispatcher, there) == []
    assert tickets.get_ticket(depot.work, depot.dispatcher, there).ticket.state == "new"
