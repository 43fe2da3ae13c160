"""What an import does with its rows: good ones go in, bad ones come back, the same again changes nothing."""

from datetime import UTC, datetime
from typing import Any

import pytest
from shapely import MultiPolygon, box
from sqlalchemy import select, text

from app.access import Role
from app.errors import ForbiddenError, InvalidError
from app.schema.authorities import Authority
from app.schema.crews import Crew, CrewMember
from app.schema.tickets import Ticket
from app.schema.units import Unit
from app.schema.zones import Zone, ZoneVersion
from app.services import checklists, crews, people, tickets, zones
from app.services.imports.aims import Options
from app.services.imports.rows import Row
from app.services.imports.run import run_import
from app.services.work import Work
from tests.support.accounts import OPERATOR, add_authority, add_unit, add_user
from tests.support.imports import all_of, authority, count_events, counts, crew, load, point, square, ticket, told, zone


@pytest.fixture(autouse=True)
def unit(work: Work) -> Unit:
    with work.begin() as tx:
        checklists.seed(tx)
    add_authority(work, "CITY")
    return add_unit(work, "DN")


def versions(work: Work) -> list[ZoneVersion]:
    with work.look() as tx:
        return list(tx.session.scalars(select(ZoneVersion).order_by(ZoneVersion.version_no)))


KINDS = {
    "tickets": (ticket(), ticket(customers_affected="40", address="12 Lê Lợi")),
    "zones": (zone(), zone(geometry=square(size=0.2))),
    "crews": (crew(), crew(members="An:5:direct_supervisor; Bình:4")),
    "authorities": (authority(), authority(hours="7-17", contacts="Trực:+8490:a@b.vn")),
    "units": (Row(2, {"code": "HC", "name": "Hải Châu"}), Row(2, {"code": "HC", "name": "Q. Hải Châu"})),
}


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_row_again_writes_no_event(work: Work, kind: str) -> None:
    row, _ = KINDS[kind]
    assert counts(load(work, kind, [row], unit="DN", authority="CITY")) == (1, 0, 0, 0)
    before = count_events(work)
    assert counts(load(work, kind, [row], unit="DN", authority="CITY")) == (0, 0, 1, 0)
    assert count_events(work) == before


@pytest.mark.parametrize("kind", KINDS)
def test_a_changed_row_changes_what_it_brought(work: Work, kind: str) -> None:
    row, changed = KINDS[kind]
    load(work, kind, [row], unit="DN", authority="CITY")
    before = count_events(work)
    assert counts(load(work, kind, [changed], unit="DN", authority="CITY")) == (0, 1, 0, 0)
    assert count_events(work) > before
    assert counts(load(work, kind, [changed], unit="DN", authority="CITY")) == (0, 0, 1, 0)


@pytest.mark.parametrize("kind", KINDS)
def test_a_dry_run_says_the_same_and_does_nothing(work: Work, kind: str) -> None:
    row, changed = KINDS[kind]
    before = count_events(work)
    tried = load(work, kind, [row], unit="DN", authority="CITY", dry_run=True)
    assert (counts(tried), count_events(work)) == ((1, 0, 0, 0), before)
    load(work, kind, [row], unit="DN", authority="CITY")
    assert counts(load(work, kind, [changed], unit="DN", authority="CITY", dry_run=True)) == (0, 1, 0, 0)
    assert counts(load(work, kind, [row], unit="DN", authority="CITY")) == (0, 0, 1, 0)


def test_the_same_id_of_another_source_is_another_thing(work: Work) -> None:
    load(work, "tickets", [ticket()], unit="DN")
    assert counts(load(work, "tickets", [ticket()], unit="DN", source="other")) == (1, 0, 0, 0)


def test_bad_rows_come_back_and_good_ones_go_in(work: Work) -> None:
    rows = [
        ticket(1),
        ticket(2, work_type="dance", customers_affected="many"),
        ticket(3, reported_at="soon"),
        ticket(4),
    ]
    report = load(work, "tickets", rows, unit="DN")
    assert counts(report) == (2, 0, 0, 2)
    assert told(report.refused) == [
        (2, "work_type", "import.unknown_word"),
        (2, "customers_affected", "import.not_a_number"),
        (3, "reported_at", "import.not_a_time"),
    ]
    assert [row.external_id for row in all_of(work, Ticket)] == ["T1", "T4"]


def test_every_refusal_says_what_to_do_in_both_languages(work: Work) -> None:
    (note,) = load(work, "tickets", [ticket(crews_needed="200")], unit="DN").as_json()["refusals"]
    assert note["text"] == {"vi": "200 nằm ngoài khoảng 1–20.", "en": "200 is not within 1 to 20."}
    assert note["remedy"] == {"vi": "Ghi số từ 1 đến 20.", "en": "Give a number from 1 to 20."}


def test_an_id_that_stands_twice_goes_in_once(work: Work) -> None:
    report = load(work, "tickets", [ticket(1), Row(9, ticket(1).cells, point())], unit="DN")
    assert counts(report) == (1, 0, 0, 1)
    assert told(report.refused) == [(9, "external_id", "import.duplicate")]


def test_what_people_corrected_since_stays_when_the_row_says_nothing_new(work: Work) -> None:
    load(work, "tickets", [ticket(address="wrong", customers_affected=3)], unit="DN")
    (row,) = all_of(work, Ticket)
    with work.begin() as tx:
        tickets.alter(tx, OPERATOR, tx.session.get_one(Ticket, row.id), {"address": "right"})
    load(work, "tickets", [ticket(address="wrong", customers_affected=4)], unit="DN")
    (row,) = all_of(work, Ticket)
    assert (row.address, row.customers_affected) == ("right", 4)


def test_a_zone_that_its_liaison_drew_anew_is_not_drawn_back_by_an_old_file(work: Work) -> None:
    load(work, "zones", [zone()], authority="CITY")
    (row,) = all_of(work, Zone)
    with work.begin() as tx:
        wider = zones.Content(MultiPolygon([box(108, 16, 108.3, 16.1)]))
        zones.put_version(tx, OPERATOR, tx.session.get_one(Zone, row.id), wider)
    assert counts(load(work, "zones", [zone()], authority="CITY")) == (0, 0, 1, 0)
    assert len(versions(work)) == 2


@pytest.mark.parametrize(
    ("changes", "judged"),
    [
        ({"address": "x", "description": "y"}, 1),
        ({"hazards": "fire"}, 2),
        ({"accuracy_m": 30}, 2),
        ({"customers_affected": 7}, 2),  # its incident counts them
    ],
)
def test_a_ticket_is_judged_or_grouped_anew_only_when_something_changed_that_is_looked_at(
    work: Work, changes: dict[str, Any], judged: int
) -> None:
    load(work, "tickets", [ticket()], unit="DN")
    assert counts(load(work, "tickets", [ticket(**changes)], unit="DN")) == (0, 1, 0, 0)
    with work.look() as tx:
        jobs = "SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'rejudge_ticket'"
        assert tx.session.scalar(text(jobs)) == judged


def test_an_empty_cell_leaves_what_is_stored(work: Work) -> None:
    load(work, "tickets", [ticket(address="12 Lê Lợi")], unit="DN")
    assert counts(load(work, "tickets", [ticket(address="  ")], unit="DN")) == (0, 0, 1, 0)
    assert all_of(work, Ticket)[0].address == "12 Lê Lợi"


def test_a_closed_ticket_is_not_changed(work: Work) -> None:
    load(work, "tickets", [ticket()], unit="DN")
    (row,) = all_of(work, Ticket)
    tickets.move_ticket(work, subject_of(work, "dispatcher", Role.DISPATCHER), row.id, "cancelled", "twice")
    assert counts(load(work, "tickets", [ticket()], unit="DN")) == (0, 0, 1, 0)
    report = load(work, "tickets", [ticket(customers_affected=9)], unit="DN")
    assert told(report.refused) == [(1, "", "import.ticket_over")]


def subject_of(work: Work, name: str, role: Role) -> Any:
    with work.look() as tx:
        unit = tx.session.scalars(select(Unit).where(Unit.code == "DN")).one()
    return people.find_subject(work, add_user(work, name, role, unit).id)


def test_a_published_zone_is_never_edited_it_gets_a_new_version(work: Work) -> None:
    load(work, "zones", [zone(level="1")], authority="CITY")
    before = versions(work)[0]
    load(work, "zones", [zone(level="3", geometry=square(size=0.3))], authority="CITY")
    first, second = versions(work)
    assert (first.level, str(first.geometry), first.state) == (1, str(before.geometry), "ended")
    assert (second.level, second.state, second.version_no) == (3, "published", 2)


def test_a_zone_begins_with_what_is_usual_for_its_hazard(work: Work) -> None:
    load(work, "zones", [zone(hazard_class="infectious_human", max_people="4", permit_needed="no")], authority="CITY")
    (version,) = versions(work)
    assert (version.ppe_profile, version.max_people, version.permit_needed) == ("medical_full_level3", 4, False)


def test_a_zone_of_the_past_or_turned_around_is_refused(work: Work) -> None:
    rows = [
        zone(1, valid_until="2021-07-01T00:00Z"),
        zone(2, valid_from="2027-01-02T00:00Z", valid_until="2027-01-01T00:00Z"),
        zone(3, entry_templates="dance"),
        zone(4, authority="NOBODY"),
        zone(6, ppe_profile="none"),
        zone(5, gates="Chốt 1:108.1:16.05", valid_until="2027-01-01"),
    ]
    report = load(work, "zones", rows, authority="CITY", time_zone="Asia/Ho_Chi_Minh")
    assert told(report.refused) == [
        (1, "valid_until", "import.over"),
        (2, "valid_until", "import.period"),
        (3, "entry_templates", "import.unknown_code"),
        (4, "authority", "import.unknown_code"),
        (6, "ppe_profile", "import.unknown_code"),
    ]
    (version,) = versions(work)
    assert version.gates == [{"name": "Chốt 1", "lon": 108.1, "lat": 16.05}]
    assert version.valid_until == datetime(2026, 12, 31, 17, tzinfo=UTC)


def test_class_and_authority_of_a_zone_stay(work: Work) -> None:
    add_authority(work, "OTHER")
    load(work, "zones", [zone()], authority="CITY")
    report = load(work, "zones", [zone(hazard_class="fire")], authority="CITY")
    assert told(report.refused) == [(1, "hazard_class", "import.fixed")]
    report = load(work, "zones", [zone(authority="OTHER")])
    assert told(report.refused) == [(1, "authority", "import.fixed")]


def test_a_ticket_belongs_to_the_smallest_territory_that_covers_it_else_to_the_unit_given(work: Work) -> None:
    wide = Row(2, {"code": "WIDE", "name": "w"}, square(110, 10, 1.0))
    small = Row(3, {"code": "SMALL", "name": "s", "parent": "WIDE"}, square(110, 10, 0.5))
    assert counts(load(work, "units", [small, wide], unit="DN")) == (2, 0, 0, 0)
    rows = [
        ticket(1, point(110.1, 10.1)), ticket(2, point(110.9, 10.9)), ticket(3, point(0, 0)),
        ticket(4, point(110.1, 10.1), unit="DN"),
    ]  # fmt: skip
    load(work, "tickets", rows, unit="DN")
    assert [row.number.split("-")[0] for row in all_of(work, Ticket)] == ["SMALL", "WIDE", "DN", "DN"]


def test_a_ticket_without_any_unit_is_refused(work: Work) -> None:
    assert told(load(work, "tickets", [ticket()]).refused) == [(1, "unit", "import.missing")]


def test_a_point_with_polygons_is_a_place_and_its_affected_area(work: Work) -> None:
    parts = [square(108, 16, 0.01), point(108.5, 16.5), square(109, 16, 0.01)]
    report = load(work, "tickets", [ticket(geometry={"type": "GeometryCollection", "geometries": parts})], unit="DN")
    assert counts(report) == (1, 0, 0, 0)
    with work.look() as tx:
        areas, lon = tx.session.execute(
            select(Ticket.affected_area.ST_NumGeometries(), Ticket.place.ST_X())  # type: ignore[attr-defined]
        ).one()
    assert (areas, lon) == (2, 108.5)


def test_heights_are_dropped_with_a_warning(work: Work) -> None:
    report = load(work, "tickets", [ticket(geometry={"type": "Point", "coordinates": [108, 16, 7.5]})], unit="DN")
    assert counts(report) == (1, 0, 0, 0)
    assert told(report.warnings) == [(1, "geometry", "shape.height_dropped")]


@pytest.mark.parametrize("option", ["unit", "authority", "time_zone"])
def test_an_option_that_names_nothing_stops_the_import(work: Work, option: str) -> None:
    with pytest.raises(InvalidError, match="there is no"):
        load(work, "tickets", [ticket()], **{option: "NOWHERE"})


def test_only_the_operator_imports(work: Work) -> None:
    admin = subject_of(work, "admin", Role.ADMIN)
    with pytest.raises(ForbiddenError):
        run_import(work, admin, "tickets", [ticket()], Options("x"))


def test_a_code_that_somebody_else_has_is_refused(work: Work) -> None:
    assert told(load(work, "units", [Row(2, {"code": "DN", "name": "x"})]).refused) == [(2, "code", "exists.code")]
    assert told(load(work, "authorities", [authority(2, code="CITY")]).refused) == [(2, "code", "exists.code")]
    load(work, "crews", [crew()], unit="DN")
    assert told(load(work, "crews", [crew()], unit="DN", source="x").refused) == [(2, "code", "exists.code")]


def test_whoever_is_above_may_stand_below_in_the_file(work: Work) -> None:
    rows = [authority(2, parent="A4"), authority(3, parent="A2"), authority(4)]
    assert counts(load(work, "authorities", rows, authority="CITY")) == (3, 0, 0, 0)
    by_code = {row.code: row for row in all_of(work, Authority)}
    assert by_code["A3"].parent_id == by_code["A2"].id
    assert by_code["A2"].parent_id == by_code["A4"].id
    assert by_code["A4"].parent_id == by_code["CITY"].id


def test_a_loop_of_parents_is_refused_and_so_is_an_unknown_one(work: Work) -> None:
    rows = [authority(2, parent="A3"), authority(3, parent="A2"), authority(4, parent="A4"), authority(5, parent="X")]
    report = load(work, "authorities", [*rows, authority(6), authority(7, parent="A5")])
    loop = [(number, "parent", "import.parent_loop") for number in (2, 3, 4)]
    unknown = [(number, "parent", "import.unknown_code") for number in (5, 7)]
    assert told(report.refused) == [*loop, *unknown]
    assert counts(report) == (1, 0, 0, 5)


def test_place_in_the_tree_and_code_stay(work: Work) -> None:
    load(work, "authorities", [authority(2), authority(3, external_id="x", parent="A2")], authority="CITY")
    report = load(work, "authorities", [authority(3, external_id="x", parent="CITY")])
    assert told(report.refused) == [(3, "parent", "import.fixed")]
    report = load(work, "authorities", [authority(4, external_id="x")])
    assert told(report.refused) == [(4, "code", "import.fixed")]


def test_members_keep_their_record_and_their_account_when_their_crew_changes(work: Work) -> None:
    load(work, "crews", [crew()], unit="DN")
    dispatcher, (row,) = subject_of(work, "dispatcher", Role.DISPATCHER), all_of(work, Crew)
    account = subject_of(work, "binh", Role.WORKER).user_id
    with work.begin() as tx:
        binh = tx.session.scalars(select(CrewMember).where(CrewMember.name == "Bình")).one()
        binh.user_id = account
    load(work, "crews", [crew(members="Bình:4; Chi:2", active="no")], unit="DN")
    view = crews.get_crew(work, dispatcher, row.id)
    assert {(member.name, member.safety_grade) for member in view.members} == {("Bình", 4), ("Chi", 2)}
    assert (binh.id, account) in {(member.id, member.user_id) for member in view.members}
    assert not view.crew.active


def test_two_crews_cannot_have_one_vehicle_and_the_second_says_so(work: Work) -> None:
    report = load(work, "crews", [crew(2), crew(3, code="T2", name="Tổ 2"), crew(4, code="T3", vehicles="")], unit="DN")
    assert counts(report) == (2, 0, 0, 1)
    assert told(report.refused) == [(3, "", "import.refused")]
    assert "43C-101.01" in report.refused[0].reason.text("en")
