"""Text that is no text (half of a surrogate pair): refused at a desk, mended where a phone sends it."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest

from app.clock import ManualClock
from app.schema.base import new_id
from tests.conftest import NOON
from tests.support.crew_phone import Desk, assigned
from tests.support.databases import Server
from tests.support.story_service import StoryService, story_service

HALF = r"\ud800"
TICKET = '{"work_type": "fault_repair", "place": {"type": "Point", "coordinates": [108.2, 16.07]}, "%s": "a%sb"}'


@pytest.fixture(scope="module")
def service(server: Server, migrated: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[StoryService]:
    with story_service(server, migrated, ManualClock(NOON), tmp_path_factory.mktemp("home")) as service:
        yield service


@pytest.fixture(scope="module")
def job(service: StoryService) -> str:
    return str(assigned(Desk(service.work, service.client, service.sign_in))["id"])


def send(service: StoryService, user: str, path: str, body: str) -> Any:
    with service.undone():
        headers = service.headers(user) | {"Content-Type": "application/json"}
        return service.client.post(path, headers=headers, content=body)


@pytest.mark.parametrize("field", ["description", "address", "meter_no", "x"])
def test_a_field_with_half_a_character_is_named(service: StoryService, field: str) -> None:
    answer = send(service, "dispatcher", "/api/v1/tickets", TICKET % (field, HALF))
    assert answer.status_code == 422, answer.text
    assert field in [each["field"] for each in answer.json()["errors"]]


@pytest.mark.parametrize("broken", [HALF, r"\u0000"])
@pytest.mark.parametrize(
    ("kind", "body", "outcome"),
    [
        ("assignment.decline", '{"reason": "a%sb"}', "applied"),
        ("assignment.method", '{"work_method": "dead_line", "reason": "%s"}', "applied"),
        ("checklist.entry", '{"checklist_id": "%s", "item_key": "hazards", "outcome": "ok"}', "rejected"),
        ("assignment.accept", '{"more": {"%s": [1, "x"]}}', "applied"),
    ],
)
def test_what_a_phone_cut_through_is_mended_and_holds_up_nothing(
    service: StoryService, job: str, kind: str, body: str, outcome: str, broken: str
) -> None:
    action = (
        f'{{"action_id": "{new_id()}", "client_seq": 1, "kind": "{kind}", "entity": "{job}",'
        f' "body": {body % broken}, "device_time": "{NOON.isoformat()}"}}'
    )
    answer = send(service, "worker", "/mobile/v1/sync/push", f'{{"client_id": "{uuid4()}", "actions": [{action}]}}')
    assert answer.status_code == 200, answer.text
    assert answer.json()["answers"][0]["outcome"] == outcome
