"""A job into a zone reserves what its profile asks for: from the truck, then the store; what is missing is told."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from app.schema.events import Event
from app.services import assignments, candidates, ppe_profiles, zones
from app.services.ppe_movements import LotPieces, write_off
from app.services.ppe_profiles import NewVersion
from app.services.ppe_stock import list_stock
from app.services.work import Work
from compliance.ppe import ProfileItem
from compliance.text import Text
from tests.support.boards import fault
from tests.support.ppe import CREW_OF_TWO, Kit, make_kit


@pytest.fixture
def kit(work: Work) -> Kit:
    return make_kit(work)


def told(kit: Kit, assignment_id: UUID) -> list[str]:
    with kit.work.look() as tx:
        query = select(Event.verb).where(Event.assignment_id == assignment_id, Event.subject_kind == "ppe_reservation")
        return list(tx.session.scalars(query.order_by(Event.id)))


def test_the_truck_gives_first_then_the_store_and_the_rest_is_short(kit: Kit) -> None:
    kit.fill(kit.truck, surgical_mask=3, medical_gloves=1)
    kit.fill(kit.room, surgical_mask=10, medical_gloves=2)
    assert kit.reserved(kit.send()) == {
        ("truck", "surgical_mask"): 3, ("room", "surgical_mask"): 1, ("truck", "medical_gloves"): 1,
        ("room", "medical_gloves"): 2, ("short", "medical_gloves"): 3,
    }  # fmt: skip


def test_a_shortage_is_told_and_the_job_is_given_all_the_same(kit: Kit) -> None:
    row = kit.send()
    assert row.state == "assigned"
    assert kit.reserved(row) == {("short", item): pieces for item, pieces in CREW_OF_TWO.items()}
    assert told(kit, row.id) == ["ppe.short_of_stock"]


def test_what_one_job_reserved_another_one_does_not_get(kit: Kit) -> None:
    kit.fill(kit.room, **CREW_OF_TWO)
    first, second = kit.send(), kit.send(kit.other)
    assert kit.reserved(first) == {("room", item): pieces for item, pieces in CREW_OF_TWO.items()}
    assert kit.reserved(second) == {("short", item): pieces for item, pieces in CREW_OF_TWO.items()}


def test_what_expires_before_the_job_is_done_is_not_reserved(kit: Kit) -> None:
    kit.put(kit.truck, "surgical_mask", 9, expires_at=kit.work.clock.now() + timedelta(minutes=5))
    assert kit.reserved(kit.send())["short", "surgical_mask"] == CREW_OF_TWO["surgical_mask"]


def test_a_job_that_ends_gives_back_what_it_reserved(kit: Kit) -> None:
    kit.fill(kit.room, **CREW_OF_TWO)
    row = kit.send()
    assignments.transition(kit.work, kit.depot.dispatcher, row.id, "withdrawn", why="x")
    assert kit.reserved(row) == {}
    assert told(kit, row.id) == ["ppe.reserved", "ppe.released"]


def test_the_end_of_the_zone_gives_back_what_was_reserved_for_it(kit: Kit) -> None:
    kit.fill(kit.room, **CREW_OF_TWO)
    row = kit.send()
    zones.end_zone(kit.work, kit.liaison, kit.zone_id, "over")
    assert kit.reserved(row) == {}


def test_pieces_that_are_gone_are_reserved_elsewhere(kit: Kit) -> None:
    kit.fill(kit.truck, surgical_mask=4)
    kit.fill(kit.room, surgical_mask=9)
    row = kit.send()
    truck = next(view for view in list_stock(kit.work, kit.keeper) if view.store.id == kit.truck)
    (lot,) = truck.lines[0].lots
    write_off(kit.work, kit.keeper, kit.truck, [LotPieces(lot.lot.id, 3)], "torn")
    mine = {key: pieces for key, pieces in kit.reserved(row).items() if key[1] == "surgical_mask"}
    assert mine == {("truck", "surgical_mask"): 1, ("room", "surgical_mask"): 3}


def test_a_new_version_of_the_profile_counts_at_once_for_jobs_that_wait(kit: Kit) -> None:
    kit.fill(kit.room, surgical_mask=20, medical_gloves=20, goggles=2)
    row = kit.send()
    new = NewVersion("medical_basic", Text("mới", "new"), (ProfileItem("surgical_mask"), ProfileItem("goggles")), 1)
    assert ppe_profiles.publish(kit.work, kit.keeper, new).jobs == 1
    assert kit.reserved(row) == {("room", "surgical_mask"): 2, ("room", "goggles"): 2}


def test_candidates_say_what_a_crew_would_be_short_of(kit: Kit) -> None:
    kit.fill(kit.truck, surgical_mask=4, medical_gloves=1)
    found = candidates.find_candidates(kit.work, kit.depot.dispatcher, fault(kit.depot))
    (note,) = [note for note in found.candidates[0].notes if note.code == "ppe.short"]
    assert dict(note.params) == {"article": "medical_gloves", "pieces": 5}


def test_a_setting_refuses_crews_that_are_short(kit: Kit) -> None:
    strict = kit.work.settings.model_copy(update={"ppe_shortage_refuses": True})
    found = candidates.find_candidates(replace(kit.work, settings=strict), kit.depot.dispatcher, fault(kit.depot))
    assert found.candidates == ()
    assert {each.code for each in found.refused[0].reasons} == {"ppe.short"}
