"""What all answers share: problems, languages, cursors, geometry."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from geoalchemy2.shape import from_shape
from httpx2 import Response
from shapely import MultiPolygon, Point, box

from app.errors import CordonError, GateDeniedError, InvalidError, TooManyError, UnavailableError
from app.wire.common import choose_language, reason_out
from app.wire.geojson import area_out, place_out, point_out, read_place
from app.wire.page import decode_cursor, encode_cursor, page_of
from app.wire.problem import problem_of
from compliance.decision import deny
from compliance.gate import GateAnswer, LineAnswer
from compliance.lifecycles import TICKET
from compliance.reasons import Reason, reason
from geo.places import Place
from tests.support.web import openapi_document


@pytest.mark.parametrize(
    ("header", "language"),
    [
        (None, "en"),
        ("", "en"),
        ("vi", "vi"),
        ("VI-vn", "vi"),
        ("fr-FR, vi;q=0.8, en;q=0.9", "en"),
        ("fr, vi;q=0.5", "vi"),
        ("en;q=0, vi;q=0.1", "vi"),
        ("vi;q=broken, en;q=0.1", "en"),
        ("vi, en", "vi"),
    ],
)
def test_language_is_the_best_of_those_the_asker_reads(header: str | None, language: str) -> None:
    assert choose_language(header) == language


def test_a_reason_without_text_shows_its_code() -> None:
    assert reason_out(Reason("no.such.code", {"n": 1}), "vi").model_dump() == {
        "code": "no.such.code",
        "text": "no.such.code",
        "params": {"n": 1},
    }


def test_moments_in_reasons_are_told_in_the_units_time_zone() -> None:
    late = reason("crew.off_shift", needed_at=datetime(2026, 3, 2, 17, 30, tzinfo=UTC))
    assert "00:30 03/03/2026" in reason_out(late, "en").text
    assert late.params["needed_at"] == "2026-03-02T17:30:00+00:00"


def test_a_refusal_of_the_gate_shows_its_lines() -> None:
    why = reason("crew.member_twice")
    answer = GateAnswer(deny(why), (LineAnswer(1, "gate.line.1", "ok"), LineAnswer(4, "gate.line.4", "failed", (why,))))
    problem = problem_of(GateDeniedError("", reasons=[why], answer=answer), "vi")
    assert (problem.status, problem.code) == (409, "gate.denied")
    assert problem.lines is not None
    assert [(line.number, line.status) for line in problem.lines] == [(1, "ok"), (4, "failed")]
    assert problem.lines[1].reasons[0].text == problem.reasons[0].text == "Một người có tên hai lần trong tổ đội."


def fail_with(client: TestClient, error: Exception, **headers: str) -> Response:
    app = client.app
    assert isinstance(app, FastAPI)

    def fail() -> None:
        raise error

    app.add_api_route("/test/fail", fail)
    return TestClient(app, raise_server_exceptions=False).get("/test/fail", headers=headers)


def test_an_unexpected_fault_tells_nothing_of_the_inside_but_an_id_that_the_log_knows(
    client: TestClient, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = fail_with(client, RuntimeError("password=secret"), **{"X-Request-ID": "abc-12345"})
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["request_id"] == "abc-12345"
    assert "secret" not in answer.text
    assert "abc-12345" in capsys.readouterr().out


def test_every_answer_carries_a_request_id_and_a_strange_one_is_not_taken_over(client: TestClient) -> None:
    assert client.get("/health/live", headers={"X-Request-ID": "abc-12345"}).headers["x-request-id"] == "abc-12345"
    strange = client.get("/health/live", headers={"X-Request-ID": "<script>alert(1)"})
    assert len(strange.headers["x-request-id"]) == 32


def test_the_log_holds_the_route_and_not_what_was_asked(client: TestClient, capsys: pytest.CaptureFixture[str]) -> None:
    client.get("/api/v1/crews?cursor=NguyenVanA")
    logged = capsys.readouterr().out
    assert "/api/v1/crews" in logged
    assert "NguyenVanA" not in logged


@pytest.mark.parametrize(
    ("error", "status", "header"),
    [
        (TooManyError("wait", code="auth.too_many", retry_after_s=7), 429, ("retry-after", "7")),
        (UnavailableError("later"), 503, ("content-type", "application/problem+json")),
        (CordonError("broken"), 500, ("content-type", "application/problem+json")),
    ],
)
def test_expected_errors_have_their_status(
    client: TestClient, error: CordonError, status: int, header: tuple[str, str]
) -> None:
    answer = fail_with(client, error)
    assert (answer.status_code, answer.headers[header[0]]) == (status, header[1])


@pytest.mark.parametrize(("method", "path", "status"), [("GET", "/api/v1/nothing", 404), ("PUT", "/api/v1/me", 405)])
def test_unknown_addresses_and_methods_are_problems_too(
    client: TestClient, method: str, path: str, status: int
) -> None:
    answer = client.request(method, path)
    assert (answer.status_code, answer.json()["status"]) == (status, status)
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_body_that_is_no_json_is_a_problem(client: TestClient) -> None:
    answer = client.post("/api/v1/auth/token", content=b"{", headers={"content-type": "application/json"})
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")


MOMENT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
ID = UUID("0195d0c1-0000-7000-8000-000000000001")


def test_a_cursor_brings_its_sort_keys_back() -> None:
    cursor = encode_cursor("Tổ 1", 7, 0.5, ID, MOMENT)
    assert decode_cursor(cursor, str, int, float, UUID, datetime) == ("Tổ 1", 7, 0.5, ID, MOMENT)
    assert decode_cursor(None, str) is None


@pytest.mark.parametrize("kinds", [(str,), (str, UUID, str), (UUID, UUID), (str, datetime), ()])
def test_a_cursor_of_another_list_is_refused(kinds: tuple[type, ...]) -> None:
    with pytest.raises(InvalidError) as refused:
        decode_cursor(encode_cursor("code", ID), *kinds)
    assert refused.value.errors[0].field == "cursor"


def test_a_page_has_a_cursor_only_when_more_follows() -> None:
    full = page_of([1, 2, 3], 2, str, lambda row: (row,))
    assert (full.items, decode_cursor(full.next_cursor, int)) == (["1", "2"], (2,))
    assert page_of([1, 2], 2, str, lambda row: (row,)).next_cursor is None
    assert page_of([], 2, str, lambda row: (row,)).items == []


def test_stored_geometry_becomes_geojson_longitude_first() -> None:
    assert place_out(from_shape(Point(108.2, 16.1), srid=4326)).coordinates == [108.2, 16.1]
    assert place_out(Place(108.2, 16.1)).coordinates == [108.2, 16.1]
    assert point_out(None) is None
    area = area_out(from_shape(MultiPolygon([box(0, 0, 1, 1)]), srid=4326))
    assert area is not None
    assert area.coordinates[0][0][0] == area.coordinates[0][0][-1]


def test_a_place_with_exchanged_axes_is_refused_with_a_remedy() -> None:
    with pytest.raises(InvalidError) as refused:
        read_place({"type": "Point", "coordinates": [16.06, 108.2]}, "place")
    (error,) = refused.value.errors
    assert (error.field, error.code) == ("place.coordinates", "swapped_axes")
    assert error.remedy


def test_every_schema_of_the_document_has_a_name_of_its_own() -> None:
    schemas = openapi_document()["components"]["schemas"]
    assert [name for name in schemas if "__" in name] == []
    assert schemas["TicketOut"]["properties"]["state"]["enum"] == sorted(TICKET.states)
