"""How single cells are read: places, times, words and records, through a mapping where the file is foreign."""

from datetime import UTC, datetime
from typing import Any

import pytest

from app.errors import InvalidError
from app.schema.tickets import Ticket
from app.services.imports.rows import Row
from app.services.work import Work
from tests.support.accounts import add_unit
from tests.support.imports import all_of, counts, crew, load, point, ticket, told


@pytest.fixture(autouse=True)
def unit(work: Work) -> None:
    add_unit(work, "DN")


def test_the_smallest_numbers_there_are_go_in(work: Work) -> None:
    report = load(work, "tickets", [ticket(1, point(5e-324, -5e-324), accuracy_m=5e-324)], unit="DN")
    assert counts(report) == (1, 0, 0, 0), told(report.refused)


def test_csv_gives_places_as_numbers_and_shapes_as_text(work: Work) -> None:
    said = {"work_type": "fault_repair"}
    rows = [
        Row(2, said | {"external_id": "1", "lon": "108.2", "lat": "16"}),
        Row(3, said | {"external_id": "2", "geometry": "POINT(108.2 16)"}),
        Row(4, said | {"external_id": "3", "geometry": '{"type": "Point", "coordinates": [108.2, 16]}'}),
        Row(5, said | {"external_id": "4", "geometry": "POINT 108.2"}),
        Row(6, said | {"external_id": "5", "lon": "108,2", "lat": "16"}),
        Row(7, said | {"external_id": "6", "lon": "108.2"}),
        Row(8, said | {"external_id": "7"}),
    ]
    report = load(work, "tickets", rows, unit="DN")
    assert counts(report) == (3, 0, 0, 4)
    assert told(report.refused) == [
        (5, "geometry", "import.not_geometry"),
        (6, "lon", "import.not_a_number"),
        (7, "lat", "import.missing"),
        (8, "geometry", "import.missing"),
    ]


def test_local_times_are_read_in_the_zone_given_else_the_units(work: Work) -> None:
    load(work, "tickets", [ticket(1, reported_at="2025-03-07T07:06")], unit="DN", time_zone="Australia/Brisbane")
    load(work, "tickets", [ticket(2, reported_at="2025-03-07T07:06")], unit="DN")
    load(work, "tickets", [ticket(3, reported_at="2025-03-07T07:06+02:00", unit="DN")])
    assert [row.reported_at.hour for row in all_of(work, Ticket)] == [21, 0, 5]
    report = load(work, "tickets", [ticket(4, reported_at="2025-03-07T07:06", unit="DN")])
    assert told(report.refused) == [(4, "reported_at", "import.no_time_zone")]


def test_a_time_that_clocks_jumped_over_is_refused(work: Work) -> None:
    rows = [ticket(1, reported_at="2025-03-30T02:30"), ticket(2, reported_at="2025-10-26T02:30")]
    report = load(work, "tickets", rows, unit="DN", time_zone="Europe/Berlin")
    assert told(report.refused) == [(1, "reported_at", "import.time_skipped")]
    assert all_of(work, Ticket)[0].reported_at == datetime(2025, 10, 26, 0, 30, tzinfo=UTC)


def test_a_time_beyond_all_sense_is_refused(work: Work) -> None:
    rows = [
        ticket(number, reported_at=f"{year}-01-01T00:00Z") for number, year in enumerate(("0001", 1969, 2200, 9999))
    ]
    report = load(work, "tickets", rows, unit="DN")
    assert told(report.refused) == [(number, "reported_at", "import.beyond_limits") for number in range(4)]


def test_a_foreign_file_is_read_through_its_mapping(work: Work) -> None:
    mapping = {
        "source": "energex",
        "columns": {
            "external_id": "EVENT_ID", "customers_affected": "CUSTOMERS", "reported_at": "START",
            "address": ["STREETS", "SUBURBS"], "work_type": "REASON",
        },
        "constants": {"service_minutes": 90, "work_type": "fault_prevention"},
        "values": {"work_type": {"Damage": "fault_repair"}},
        "times": {"reported_at": "%I:%M%p %d %b %Y"},
    }  # fmt: skip
    said = {"CUSTOMERS": "181", "START": "7:06AM 07 Mar 2025", "STREETS": "BEAU PDE", "SUBURBS": "BONOGIN"}
    rows = [
        Row(1, said | {"EVENT_ID": "INCD-7", "REASON": "Damage", "ETR": "N"}, point(153.4, -28.1)),
        Row(2, said | {"EVENT_ID": "INCD-8", "REASON": "", "SUBURBS": None}, point(153.4, -28.1)),
    ]
    report = load(work, "tickets", rows, mapping=mapping, unit="DN", time_zone="Australia/Brisbane")
    assert (counts(report), report.source, report.ignored_columns) == ((2, 0, 0, 0), "energex", ("ETR",))
    first, second = all_of(work, Ticket)
    assert (first.address, first.customers_affected, first.work_type) == ("BEAU PDE, BONOGIN", 181, "fault_repair")
    assert first.reported_at == datetime(2025, 3, 6, 21, 6, tzinfo=UTC)
    assert (second.address, second.work_type, second.service_minutes) == ("BEAU PDE", "fault_prevention", 90)


@pytest.mark.parametrize(
    ("mapping", "told_of"),
    [
        ({"columns": {"address": "ADRESS"}}, "'ADRESS', which the file does not have; it has: external_id, work_type"),
        ({"columns": {"adress": "x"}}, "names the column 'adress'"),
        ({"colums": {}}, "names the section 'colums'"),
        ({"columns": {"address": 7}}, "columns.address names no column"),
        ({"columns": []}, "is no table"),
        ([], "is no table"),
        ({"source": 7}, "source is no text"),
        ({"times": {"reported_at": ""}}, "times.reported_at is no text"),
    ],
)
def test_a_slip_in_the_mapping_stops_the_import(work: Work, mapping: object, told_of: str) -> None:
    with pytest.raises(InvalidError, match=told_of):
        load(work, "tickets", [ticket()], mapping=mapping, unit="DN")
    assert not all_of(work, Ticket)


@pytest.mark.parametrize(
    ("cells", "field", "code"),
    [
        ({"members": "An"}, "members[0].safety_grade", "import.missing"),
        ({"members": "An:9"}, "members[0].safety_grade", "import.beyond_limits"),
        ({"members": "An:5:king"}, "members[0].role", "import.unknown_word"),
        ({"members": "An:5:member:1:2"}, "members", "import.bad_part"),
        ({"members": [{"name": "An", "safety_grade": 5, "grade": 5}]}, "members[0]", "import.bad_part"),
        ({"members": "[{"}, "members", "import.bad_part"),
        ({"active": "perhaps"}, "active", "import.not_yes_or_no"),
        ({"name": "x" * 201}, "name", "import.too_long"),
        ({"name": "a\0b"}, "name", "import.bad_character"),
        ({"name": "\ud800"}, "name", "import.bad_character"),
        ({"name": ["a"]}, "name", "import.wrong_kind"),
        ({"name": ""}, "name", "import.missing"),
        ({"unit": "X"}, "unit", "import.unknown_code"),
        ({"skills": ";".join(f"s{n}" for n in range(21))}, "skills", "import.too_many"),
    ],
)
def test_each_wrong_cell_is_named_with_its_reason(work: Work, cells: dict[str, Any], field: str, code: str) -> None:
    assert told(load(work, "crews", [crew(2, **cells)], unit="DN").refused) == [(2, field, code)]


@pytest.mark.parametrize(
    ("cells", "field", "code"),
    [
        ({"code": "dn 1"}, "code", "import.bad_code"),
        ({"time_zone": "Mars"}, "time_zone", "import.unknown_time_zone"),
    ],
)
def test_units_take_codes_and_time_zones_of_their_form(
    work: Work, cells: dict[str, Any], field: str, code: str
) -> None:
    row = Row(2, {"code": "X", "name": "x"} | cells)
    assert told(load(work, "units", [row]).refused) == [(2, field, code)]
