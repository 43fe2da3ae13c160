"""Cursors that no list handed out: forged, out of range, of the wrong kind. Each is refused by name, none breaks."""

import base64
import json
from collections.abc import Iterator
from uuid import UUID

import pytest
from httpx2 import Response
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from app.clock import ManualClock
from tests.conftest import NOON
from tests.support.databases import Server
from tests.support.story_service import StoryService, story_service
from tests.support.web import openapi_document

PROVING = settings.get_current_profile_name() == "prove"
EXAMPLES = 500 if PROVING else 40

HUGE = (2**31, 2**32, 2**63 - 1, 2**63, 2**64 - 1, 2**64, 10**30, -1, -(2**63), -(10**30), 1e308, -1e308, 1.5, 0)
MOMENTS = (
    "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2026-04-01", "2026-04-01T05:00:00",
    "2026-04-01T05:00:00+00:00", "2026-04-01T05:00:00.123456+23:59",
)  # fmt: skip
ODD = ("", "\0", "a\0b", "\ud800", "Đà Nẵng", "%", "' OR 1=1", "NaN", "infinity", str(UUID(int=0)), "x" * 3000)

keys = st.one_of(
    st.sampled_from(HUGE),
    st.sampled_from(MOMENTS),
    st.sampled_from(ODD),
    st.integers(),
    st.floats(),
    st.text(st.characters()),
    st.uuids().map(str),
    st.datetimes().map(lambda at: at.isoformat()),
    st.none(),
    st.booleans(),
    st.lists(st.integers(), max_size=2),
)


def encoded(values: object) -> str:
    """As the service writes cursors."""
    return written(json.dumps(values))


def written(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


forged = st.one_of(
    st.lists(keys, max_size=4).map(encoded),
    st.dictionaries(st.text(), keys, max_size=2).map(encoded),
    keys.map(encoded),
    st.sampled_from(['["a"', "[" * 5000, "[1e999]", "[NaN]", "[Infinity]", '["\\ud800"]', "{}", "null"]).map(written),
)
cursors = st.one_of(forged, st.text(max_size=200), st.sampled_from(["", "=", "====", "A", "-_", "ÿ", "\0"]))


@pytest.fixture(scope="module")
def service(server: Server, migrated: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[StoryService]:
    with story_service(server, migrated, ManualClock(NOON), tmp_path_factory.mktemp("home")) as service:
        yield service


READERS = dict.fromkeys(("/api/v1/exposures", "/api/v1/fitness-reports", "/api/v1/stand-downs"), "hse")
"""Who may read what an administrator may not."""


def reader_of(path: str) -> str:
    return READERS.get(path, "worker" if path.startswith("/mobile") else "admin")


def paths() -> list[str]:
    """Every list of the service that has a cursor."""
    document = openapi_document()
    return [
        path
        for path, operations in document["paths"].items()  # type: ignore[attr-defined]
        if any(each["name"] == "cursor" for each in operations.get("get", {}).get("parameters", ()))
    ]


def is_refused_by_name(answer: Response) -> bool:
    told = answer.json()
    return (
        answer.headers["content-type"] == "application/problem+json"
        and [each["field"] for each in told["errors"]] == ["cursor"]
        and all(each["remedy"] for each in told["errors"])
    )


@pytest.mark.proof
@pytest.mark.parametrize("path", paths())
@settings(
    max_examples=EXAMPLES, deadline=None, derandomize=not PROVING,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(cursor=cursors)
@example(cursor=encoded([2**64, str(UUID(int=1))]))
@example(cursor=encoded([-1, str(UUID(int=1))]))
@example(cursor=encoded([10**30, MOMENTS[4], str(UUID(int=1))]))
@example(cursor=encoded([1, "0001-01-01T00:00:00+14:00", str(UUID(int=1))]))
@example(cursor=encoded(["\ud800"]))
@example(cursor=encoded([str(UUID(int=1))]))
@example(cursor=encoded(["\ud800", str(UUID(int=1))]))
@example(cursor=encoded([MOMENTS[3], str(UUID(int=1))]))
def test_a_forged_cursor_is_a_page_or_a_refusal_that_names_it(service: StoryService, path: str, cursor: str) -> None:
    with service.undone():
        answer = service.client.get(path, params={"cursor": cursor}, headers=service.headers(reader_of(path)))
    assert answer.status_code == 200 or (answer.status_code == 422 and is_refused_by_name(answer)), answer.text


def test_every_list_is_among_them() -> None:
    assert {"/api/v1/tickets", "/api/v1/audit", "/mobile/v1/sync/pull", "/api/v1/zones"} <= set(paths())


def test_each_list_is_asked_for_by_somebody_who_may_read_it(service: StoryService) -> None:
    """Else a cursor that would break it is refused before it is looked at."""
    answers = {}
    for path in paths():
        with service.undone():
            answers[path] = service.client.get(path, headers=service.headers(reader_of(path))).status_code
    assert {path: status for path, status in answers.items() if status != 200} == {}
