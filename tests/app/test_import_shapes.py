"""Geometry that cannot stand is refused with its code, its place in the shape and what to do."""

import json

import pytest

from app.services.imports.rows import Row
from app.services.imports.shapes import REASONS
from app.services.work import Work
from geo.shapes import MAX_VERTICES, ShapeCode
from tests.support.accounts import add_authority, add_unit
from tests.support.imports import counts, load, point, square, ticket, told, zone
from tests.support.wrong_shapes import BOW_TIE, WRONG, circle, polygon


@pytest.fixture(autouse=True)
def places(work: Work) -> None:
    add_authority(work, "CITY")
    add_unit(work, "DN")


def test_every_fault_of_a_shape_has_its_reason() -> None:
    assert set(REASONS) == set(ShapeCode)
    assert set(REASONS.values()) == {f"shape.{code}" for code in ShapeCode}


@pytest.mark.parametrize("code", WRONG)
def test_a_shape_that_cannot_stand_is_refused_and_the_next_row_goes_in(work: Work, code: str) -> None:
    report = load(work, "zones", [zone(1, WRONG[code]), zone(2)], authority="CITY")
    assert counts(report) == (1, 0, 0, 1)
    assert told(report.refused) == [(1, "geometry", f"shape.{code}")]


@pytest.mark.parametrize("code", [code for code in WRONG if code not in ("not_an_object", "too_many_vertices")])
def test_it_is_refused_likewise_as_text_in_a_cell(work: Work, code: str) -> None:
    said = {"external_id": "1", "name": "A", "hazard_class": "flood", "geometry": json.dumps(WRONG[code])}
    report = load(work, "zones", [Row(2, said)], authority="CITY")
    assert told(report.refused) == [(2, "geometry", f"shape.{code}")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("POLYGON((108 16, 109 17, 109 16, 108 17, 108 16))", "shape.self_crossing"),
        ("POLYGON((108 16, 109 17, 109 16))", "shape.unclosed_ring"),
        ("POLYGON((16 108, 16 109, 17 109, 16 108))", "shape.swapped_axes"),
        ("POLYGON EMPTY", "shape.empty"),
        ("POINT(108 16)", "shape.unknown_type"),
    ],
)
def test_well_known_text_is_judged_as_strictly(work: Work, text: str, code: str) -> None:
    said = {"external_id": "1", "name": "A", "hazard_class": "flood", "geometry": text}
    assert told(load(work, "zones", [Row(2, said)], authority="CITY").refused) == [(2, "geometry", code)]


def test_the_refusal_names_the_place_in_the_shape(work: Work) -> None:
    (note,) = load(work, "zones", [zone(1, WRONG["unclosed_ring"])], authority="CITY").refused
    assert note.reason.text("vi") == "Vòng geometry.coordinates[0] chưa khép kín."
    assert note.remedy.vi == "Lặp lại điểm đầu ở cuối vòng."
    assert note.detail.startswith("geometry.coordinates[0]: starts at [108.1, 16.0] and ends at [")


def test_the_vertex_limit_is_that_of_the_service(work: Work) -> None:
    (note,) = load(work, "zones", [zone(1, polygon(circle(MAX_VERTICES)))], authority="CITY").refused
    assert f"{MAX_VERTICES + 1} vertices, at most {MAX_VERTICES}" in note.detail


def test_exchanged_axes_are_seen_even_within_the_degrees_where_the_territory_is_known(work: Work) -> None:
    load(work, "units", [Row(2, {"code": "EU", "name": "Elbe"}, square(9, 53, 2))])
    rows = [ticket(1, point(10, 54)), ticket(2, point(54, 10))]
    assert told(load(work, "tickets", rows, unit="EU").refused) == [(2, "geometry", "shape.swapped_axes")]


@pytest.mark.parametrize(
    ("geometry", "code"),
    [
        (square(), "unknown_type"),
        ({"type": "GeometryCollection", "geometries": [square()]}, "unexpected_members"),
        ({"type": "GeometryCollection", "geometries": [point(), point()]}, "unexpected_members"),
        ({"type": "GeometryCollection", "geometries": [point(), polygon(BOW_TIE)]}, "self_crossing"),
        ({"type": "GeometryCollection", "geometries": [point(), square(), square(108.15)]}, "self_crossing"),
        ({"type": "GeometryCollection", "geometries": []}, "empty"),
        ({"type": "GeometryCollection", "geometries": [7]}, "not_an_object"),
        ({"type": "Point", "coordinates": [108.2]}, "not_a_number"),
        ({"type": "Point", "coordinates": [float("nan"), 16]}, "not_a_number"),
        ({"type": "Point", "coordinates": [1e400, 16]}, "not_a_number"),
    ],
)
def test_a_ticket_needs_one_point_and_areas_that_stand(work: Work, geometry: object, code: str) -> None:
    report = load(work, "tickets", [ticket(1, geometry), ticket(2)], unit="DN")
    assert counts(report) == (1, 0, 0, 1)
    assert told(report.refused) == [(1, "geometry", f"shape.{code}")]
