"""What is worn again serves one job of a crew after the other: in reservations, at the exit, in plans and forecasts."""

from datetime import timedelta
from uuid import UUID

import pytest

from app.clock import ManualClock
from app.schema.assignments import Assignment
from app.services import assignments, plan_commits, ppe_forecast, ppe_profiles
from app.services.ppe_profiles import NewVersion
from app.services.ppe_stock import list_jobs, list_stock
from app.services.work import Work
from compliance.ppe import ProfileItem
from compliance.text import Text
from tests.support.boards import ALL, fault, out_of, planned
from tests.support.ppe import Kit, make_kit

TRUCK = {("truck", "goggles"): 2}
SHORT = {("short", "goggles"): 2}


@pytest.fixture
def kit(work: Work) -> Kit:
    """In the zone each wears goggles, which come back after the job."""
    kit = make_kit(work)
    items = (ProfileItem("goggles"),)
    ppe_profiles.publish(kit.work, kit.keeper, NewVersion("medical_basic", Text("kính", "goggles"), items, 1))
    return kit


def spoken_for(kit: Kit, store: UUID) -> int:
    view = next(view for view in list_stock(kit.work, kit.keeper) if view.store.id == store)
    return sum(line.supply.reserved for line in view.lines)


def give_up(kit: Kit, row: Assignment, *, inside: bool = False) -> None:
    """The dispatcher takes a job back; ``inside``: its crew had been in the zone, and left without its exit."""
    if inside:
        with kit.work.begin() as tx:
            tx.session.get_one(Assignment, row.id).entered_at = tx.now
    assignments.transition(kit.work, kit.depot.dispatcher, row.id, "withdrawn", why="storm")


def test_the_jobs_of_a_crew_share_its_kit_and_another_crew_s_do_not(kit: Kit) -> None:
    kit.fill(kit.truck, goggles=2)
    first, second, other = kit.send(), kit.send(), kit.send(kit.other)
    assert kit.reserved(first) == kit.reserved(second) == TRUCK
    assert kit.reserved(other) == SHORT
    assert spoken_for(kit, kit.truck) == 2


def test_a_kit_from_the_room_is_not_there_for_another_crew(kit: Kit) -> None:
    kit.fill(kit.room, goggles=3)
    first, second, other = kit.send(), kit.send(), kit.send(kit.other)
    assert kit.reserved(first) == kit.reserved(second) == {("room", "goggles"): 2}
    assert kit.reserved(other) == {("room", "goggles"): 1, ("short", "goggles"): 1}


def test_what_is_worn_once_is_used_up_by_each_job(kit: Kit) -> None:
    items = (ProfileItem("surgical_mask"),)
    ppe_profiles.publish(kit.work, kit.keeper, NewVersion("medical_basic", Text("x", "x"), items, 2))
    kit.fill(kit.truck, surgical_mask=2)
    assert kit.reserved(kit.send()) == {("truck", "surgical_mask"): 2}
    assert kit.reserved(kit.send()) == {("short", "surgical_mask"): 2}


def test_what_the_first_job_wears_is_there_for_one_that_is_given_meanwhile(kit: Kit) -> None:
    kit.fill(kit.truck, goggles=2)
    first, second = kit.send(), kit.send()
    kit.press(first)
    third = kit.send()
    assert kit.on_hand(kit.truck) == {}
    assert kit.reserved(first) == {}
    assert kit.reserved(second) == kit.reserved(third) == TRUCK
    give_up(kit, first)
    assert kit.on_hand(kit.truck) == {"goggles": 2}
    assert kit.reserved(second) == TRUCK
    kit.press(second)
    assert (kit.gate(second), kit.differences(kit.truck)) == (set(), {})


def test_a_kit_that_comes_out_dirty_is_not_there_for_the_next_job_until_it_is_clean(kit: Kit) -> None:
    kit.fill(kit.truck, goggles=2)
    first, second = kit.send(), kit.send()
    kit.press(first)
    give_up(kit, first, inside=True)
    assert kit.reserved(second) == SHORT


def test_a_kit_that_expires_between_two_jobs_serves_the_first_only(kit: Kit, clock: ManualClock) -> None:
    first = kit.send()
    ends_at = first.planned.upper
    assert ends_at is not None
    kit.put(kit.truck, "goggles", 2, expires_at=ends_at + timedelta(minutes=1))
    give_up(kit, first)
    first, second = kit.send(), kit.send()
    assert first.planned.upper == ends_at
    assert kit.reserved(first) == TRUCK
    assert kit.reserved(second) == SHORT


def test_a_plan_sends_one_kit_to_one_job_after_the_other_and_commits_it(kit: Kit) -> None:
    kit.fill(kit.truck, goggles=2)
    for east in (0.0, 0.1, 0.2):
        fault(kit.depot, east)
    made = planned(kit.depot)
    assert [each.line.crew_id for each in made.lines] == [kit.crew.id] * 3
    done = plan_commits.commit(kit.work, kit.depot.dispatcher, made.plan.id, ALL)
    assert {each.line.state for each in done.lines} == {"committed"}
    jobs = list_jobs(kit.work, kit.keeper, limit=9)
    assert len(jobs) == 3
    assert all(each.store_id == kit.truck for job in jobs for each, _ in job.reserved)


def test_a_plan_counts_on_the_kit_that_a_crew_has_in_hand(kit: Kit) -> None:
    kit.fill(kit.truck, goggles=2)
    row = kit.send()
    kit.press(row)
    ticket = fault(kit.depot, 0.2)
    made = planned(kit.depot)
    assert ticket not in out_of(made)
    assert {each.line.crew_id for each in made.lines} == {kit.crew.id}


def test_the_forecast_wants_no_more_kits_than_there_are_crews(kit: Kit) -> None:
    """Two crews of two; one of them holds its kit already, so five open tickets want one kit more."""
    kit.fill(kit.room, goggles=2)
    kit.send()
    for at in range(5):
        fault(kit.depot, 0.1 * at)
    (line,) = (each for each in ppe_forecast.forecast(kit.work, kit.keeper, 24).lines if each.item_code == "goggles")
    assert (line.tickets, line.wanted, line.supply.reserved, line.outlook.short) == (5, 2, 2, 2)
