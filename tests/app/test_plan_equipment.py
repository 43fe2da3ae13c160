"""A plan sends nobody into a zone without what is worn there; several jobs of one plan draw on the same stores."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services import emergencies, plan_commits, ppe_movements, wishes
from app.services.ppe_equipment import Equipment, Handout, Job
from app.services.ppe_movements import LotPieces
from app.services.ppe_stock import list_jobs, list_stock
from app.services.wishes import Wanted
from app.services.work import Work
from compliance.ppe import Profile, ProfileItem
from compliance.ppe_stock import Shelf, Wearer
from compliance.text import Text
from tests.support.boards import ALL, codes, committed, fault, line_of, out_of, planned
from tests.support.ppe import CREW_OF_TWO, Kit, make_kit


@pytest.fixture
def kit(work: Work) -> Kit:
    return make_kit(work)


def empty(kit: Kit, store: UUID) -> None:
    """Somebody clears a store out."""
    view = next(view for view in list_stock(kit.work, kit.keeper) if view.store.id == store)
    lots = [LotPieces(lot.lot.id, lot.on_hand) for line in view.lines for lot in line.lots]
    ppe_movements.write_off(kit.work, kit.keeper, store, lots, "soaked")


def test_where_nobody_can_be_equipped_the_ticket_is_left_out_and_what_is_missing_is_told(kit: Kit) -> None:
    ticket = fault(kit.depot)
    made = planned(kit.depot)
    assert made.lines == ()
    assert out_of(made) == {ticket: ["plan.barred_for_all", "ppe.short"]}


def test_who_has_it_in_the_truck_goes_though_the_other_crew_is_as_near(kit: Kit) -> None:
    kit.fill(kit.truck, **CREW_OF_TWO)
    ticket = fault(kit.depot)
    assert line_of(planned(kit.depot), ticket).line.crew_id == kit.crew.id


def test_two_jobs_of_one_plan_share_the_room_and_the_second_waits_for_stock(kit: Kit) -> None:
    kit.fill(kit.room, **CREW_OF_TWO)
    tickets = {fault(kit.depot), fault(kit.depot, 0.2)}
    made = planned(kit.depot)
    (line,) = made.lines
    assert out_of(made).keys() == tickets - {line.line.ticket_id}
    assert "ppe.short" in next(iter(out_of(made).values()))


def test_a_job_that_the_room_cannot_equip_goes_to_the_crew_with_a_full_truck(kit: Kit) -> None:
    kit.fill(kit.room, **CREW_OF_TWO)
    kit.fill(kit.truck, **CREW_OF_TWO)
    for at in range(3):
        fault(kit.depot, 0.1 * at)
    made = planned(kit.depot)
    crews = Counter(each.line.crew_id for each in made.lines)
    assert sum(crews.values()) == 2
    assert crews[kit.crew.id] >= 1
    committed_ = plan_commits.commit(kit.work, kit.depot.dispatcher, made.plan.id, ALL)
    assert {each.line.state for each in committed_.lines} == {"committed"}
    short = [each for job in list_jobs(kit.work, kit.keeper, limit=9) for each, _ in job.reserved if not each.store_id]
    assert short == []


def test_what_another_job_has_reserved_is_not_there_for_a_plan(kit: Kit) -> None:
    kit.fill(kit.room, **CREW_OF_TWO)
    kit.send()
    ticket = fault(kit.depot, 0.2)
    assert "ppe.short" in out_of(planned(kit.depot))[ticket]


def test_a_job_that_was_given_in_spite_of_a_shortage_stays_with_its_crew(kit: Kit) -> None:
    row = kit.send()
    line = line_of(planned(kit.depot), row.ticket_id).line
    assert (line.kind, line.crew_id) == ("kept", kit.crew.id)


def test_a_plan_may_give_a_job_with_its_reserved_pieces_to_another_crew(kit: Kit) -> None:
    kit.fill(kit.room, **CREW_OF_TWO)
    row = kit.send()
    wishes.set_pin(kit.work, kit.depot.dispatcher, row.ticket_id, 0, Wanted(kit.other.id))
    line = line_of(committed(kit.depot), row.ticket_id).line
    assert (line.kind, line.crew_id, line.state) == ("moved", kit.other.id, "committed")


def test_a_crew_that_a_dispatcher_pins_is_not_planned_without_equipment_either(kit: Kit) -> None:
    kit.fill(kit.truck, **CREW_OF_TWO)
    ticket = fault(kit.depot)
    wishes.set_pin(kit.work, kit.depot.dispatcher, ticket, 0, Wanted(kit.other.id))
    assert "ppe.short" in out_of(planned(kit.depot))[ticket]


def test_outside_zones_nothing_is_asked_for(kit: Kit) -> None:
    ticket = fault(kit.depot, 5.0)
    assert line_of(planned(kit.depot), ticket).line.kind == "new"


def test_a_line_whose_pieces_are_gone_by_now_is_refused_and_nothing_is_booked(kit: Kit) -> None:
    kit.fill(kit.room, **CREW_OF_TWO)
    ticket = fault(kit.depot)
    made = planned(kit.depot)
    empty(kit, kit.room)
    line = line_of(plan_commits.commit(kit.work, kit.depot.dispatcher, made.plan.id, ALL), ticket)
    assert (line.line.state, line.line.assignment_id) == ("refused", None)
    assert codes(line) == ["ppe.short", "ppe.short"]


def test_an_emergency_does_not_wait_for_equipment(kit: Kit) -> None:
    done = emergencies.insert(kit.work, kit.depot.dispatcher, fault(kit.depot, hazards=("wire_down",)))
    assert [each.line.state for each in done.booked] == ["committed"]


def test_unless_the_installation_wants_it_so(kit: Kit) -> None:
    strict = replace(kit.work, settings=kit.work.settings.model_copy(update={"ppe_shortage_refuses": True}))
    ticket = fault(kit.depot, hazards=("wire_down",))
    with pytest.raises(Exception, match="cannot go") as refused:
        emergencies.insert(strict, kit.depot.dispatcher, ticket)
    assert {each.code for each in refused.value.reasons} == {"ppe.short"}  # type: ignore[attr-defined]


NOW = datetime(2026, 3, 1, 8, tzinfo=UTC)
CREWS, UNIT, ROOM = [UUID(int=n) for n in range(1, 4)], UUID(int=9), UUID(int=10)
MASKS = Profile("masks", 1, Text("x", "x"), (ProfileItem("mask", 1, spare=1),))


@given(
    people=st.lists(st.integers(1, 4), min_size=3, max_size=3),
    free=st.lists(st.integers(0, 9), min_size=4, max_size=4),
    going=st.lists(st.sampled_from(CREWS), max_size=8),
    again=st.booleans(),
)
def test_no_piece_is_handed_out_twice_and_who_goes_short_gets_none(
    *, people: list[int], free: list[int], going: list[UUID], again: bool
) -> None:
    """Three trucks and a room: a crew of n takes n + 1 masks; counted by hand beside it.

    Where masks are worn ``again`` a crew takes them once.
    """
    stores = {crew: UUID(int=20 + at) for at, crew in enumerate(CREWS)}
    shelves = [
        Shelf(store, int(store == ROOM), UUID(int=30), "mask", "", None, pieces)
        for store, pieces in zip([*stores.values(), ROOM], free, strict=True)
    ]
    wearers = {
        crew: [Wearer(UUID(int=n), (), {}) for n in range(count)] for crew, count in zip(CREWS, people, strict=True)
    }
    there = Equipment({"masks": MASKS}, wearers, stores, {UNIT: frozenset({ROOM})}, shelves)
    stock = Handout(replace(there, worn_again=frozenset({"mask"} if again else ())), NOW)
    left = dict(zip([*stores.values(), ROOM], free, strict=True))
    equipped: set[UUID] = set()
    for crew in going:
        wanted, own = len(wearers[crew]) + 1 if crew not in equipped else 0, stores[crew]
        reasons = stock.give(Job(crew, UNIT, ("masks",), NOW + timedelta(hours=1)))
        missing = max(wanted - left[own] - left[ROOM], 0)
        assert [dict(each.params) for each in reasons] == ([{"article": "mask", "pieces": missing}] if missing else [])
        if not missing:
            from_truck = min(wanted, left[own])
            left[own], left[ROOM] = left[own] - from_truck, left[ROOM] - (wanted - from_truck)
            equipped |= {crew} if again else set()
