"""Every operation of the OpenAPI document keeps what the document promises, whatever it is sent and whoever asks."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from sqlalchemy import select

from app.clock import ManualClock
from app.schema.assignments import Assignment
from app.schema.base import Base
from app.schema.exposure import Exposure
from app.schema.operations import WorkerHeartbeat
from app.services import stand_downs
from app.services.assignment_steps import open_stays
from app.services.stand_downs import NewStandDown
from app.wire.page import encode_cursor
from tests.conftest import NOON
from tests.support.accounts import OPERATOR
from tests.support.crew_phone import Desk, assigned
from tests.support.databases import Server
from tests.support.story_service import StoryService, story_service
from tests.support.web import openapi_document

CHECKS = [
    not_a_server_error, status_code_conformance, content_type_conformance, response_headers_conformance,
    response_schema_conformance,
]  # fmt: skip
ANY_ID = UUID(int=1)
STREAM = "/api/v1/events"
"""Does not end by itself; it has tests of its own."""

USERS = ("agent", "dispatcher", "leader", "worker", "liaison", "hse", "admin", "auditor", None)
"""One of each role, and nobody."""

AT_HOME: Mapping[str, tuple[str, ...]] = {
    "/mobile/": ("worker",), "/api/v1/entry-permits": ("liaison", "dispatcher"), "/api/v1/zones": ("liaison", "admin"),
    "/api/v1/tickets": ("dispatcher", "agent"), "/api/v1/judgement": ("agent",),
    "/api/v1/incidents": ("dispatcher", "agent"), "/api/v1/assignments": ("dispatcher", "worker", "hse"),
    "/api/v1/plans": ("dispatcher",), "/api/v1/wishes": ("dispatcher",), "/api/v1/exposure": ("hse", "worker"),
    "/api/v1/stand-downs": ("hse",), "/api/v1/reports": ("hse", "auditor"), "/api/v1/": ("admin",),
}  # fmt: skip
"""Who has most to do with the operations below a path; the first that fits counts."""

TABLES: Mapping[str, str] = {
    "unit_id": "units", "parent_id": "units", "user_id": "users", "authority_id": "authorities", "crew_id": "crews",
    "permit_id": "entry_permits", "checklist_id": "checklists", "zone_id": "zones", "order_id": "isolation_orders",
    "ticket_id": "tickets", "assignment_id": "assignments", "device_id": "devices", "vehicle_id": "vehicles",
    "member_id": "crew_members", "subject_id": "tickets", "entity": "assignments", "incident_id": "incidents",
    "plan_id": "plans", "exposure_id": "exposures", "stand_down_id": "stand_downs", "with_member_id": "crew_members",
    "operation_id": "incident_operations",
}  # fmt: skip
"""Of what a parameter or field of this name holds the id."""

schema = schemathesis.openapi.from_dict(openapi_document())
OPERATIONS = [each for each in (result.ok() for result in schema.get_all_operations()) if each.path != STREAM]

PROVING = settings.get_current_profile_name() == "prove"
EXAMPLES = 300 if PROVING else 4

Operation = Any
"""An operation of the document, as schemathesis has it."""
Ids = Mapping[str, list[UUID]]


@pytest.fixture(scope="module")
def service(server: Server, migrated: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[StoryService]:
    """With one job under way, so that every path names something."""
    with story_service(server, migrated, ManualClock(NOON), tmp_path_factory.mktemp("home")) as service:
        begin_job(service)
        yield service


def begin_job(service: StoryService) -> None:
    desk = Desk(service.work, service.client, service.sign_in)
    made = assigned(desk)
    permit_id = made["permits"][0]["id"]
    desk("liaison", "post", f"/api/v1/entry-permits/{permit_id}/transitions", to="acknowledged")
    desk("worker", "post", "/mobile/v1/devices", expect=201, platform="web", token="t")
    known = [each["id"] for each in desk("dispatcher", "get", "/api/v1/tickets", open="true")["items"][:2]]
    desk("dispatcher", "post", "/api/v1/incidents", expect=201, ticket_ids=known)
    with service.work.begin() as tx:
        tx.session.add(WorkerHeartbeat(name="w1", started_at=tx.now, beat_at=tx.now))
        open_stays(tx, OPERATOR, tx.session.get_one(Assignment, UUID(made["id"])), None)
        stay = tx.session.scalars(select(Exposure)).first()
        assert stay is not None
        until = tx.now + timedelta(hours=1)
        stand_downs.begin_all(tx, OPERATOR, [NewStandDown(stay.member_id, "hse", until, exposure_id=stay.id)])


@pytest.fixture(scope="module")
def ids(service: StoryService) -> Ids:
    """Some ids of each kind that there are."""
    with service.work.look() as tx:
        return {
            name: list(tx.session.scalars(select(Base.metadata.tables[table].c.id).limit(5)))
            for name, table in TABLES.items()
        }


POINT = {"type": "Point", "coordinates": [108.2, 16.07]}
AREA = {"type": "Polygon", "coordinates": [[[108.1, 16.0], [108.3, 16.0], [108.3, 16.1], [108.1, 16.0]]]}
SHAPES: Mapping[str, Any] = {"place": POINT, "base": POINT, "geometry": AREA, "area": AREA}
MOMENTS = frozenset({
    "at", "since", "until", "valid_from", "valid_until", "begins_at", "ends_at", "planned_start", "reported_at",
    "device_time", "entered_at", "left_at", "found_at", "happened_at", "known_at",
})  # fmt: skip
SENSE: Mapping[str, tuple[str, ...]] = {
    "hazard_class": ("flood", "infectious_human"), "ppe_profile": ("flood",), "disinfection_profile": ("alcohol_70",),
    "work_type": ("fault_repair", "meter_check"), "level": ("directive_16",), "cursor": (encode_cursor(1, ANY_ID),),
    "bbox": ("108,16,109,17",), "why": ("follow_up",), "day": ("2026-04-01",),
}  # fmt: skip


def sensible(name: str, value: Any, ids: Ids, draw: Any) -> Any:
    """What makes sense under this name, where the document knows only its form."""
    if name in SHAPES:
        return SHAPES[name]
    if not isinstance(value, str):
        return filled(value, ids, draw)
    if ids.get(name):
        return str(draw(st.sampled_from(ids[name])))
    if name in MOMENTS:
        return (NOON + timedelta(hours=draw(st.integers(-30, 30)))).isoformat()
    return draw(st.sampled_from(SENSE[name])) if name in SENSE else value


def filled(value: Any, ids: Ids, draw: Any) -> Any:
    """Mostly name what there is: what names nothing gets no further than the door."""
    if isinstance(value, list):
        return [filled(each, ids, draw) for each in value]
    if not isinstance(value, dict):
        return value
    return {
        name: sensible(name, each, ids, draw) if draw(st.integers(0, 3)) else filled(each, ids, draw)
        for name, each in value.items()
    }


def asker_of(operation: Operation) -> tuple[str | None, ...]:
    """Whom to send: everybody, and whoever gets furthest again and again."""
    at_home = next((users for path, users in AT_HOME.items() if operation.path.startswith(path)), ())
    return USERS + 3 * len(USERS) // max(len(at_home), 1) * at_home


def drawn(operation: Operation, ids: Ids, draw: Any) -> Case:
    """One request, of the form that the document asks for or just not so."""
    mode = draw(st.sampled_from([GenerationMode.POSITIVE, GenerationMode.POSITIVE, GenerationMode.NEGATIVE]))
    case: Case = draw(operation.as_strategy(generation_mode=mode))
    case.path_parameters = filled(case.path_parameters, ids, draw)
    case.query = filled(case.query, ids, draw)
    case.body = filled(case.body, ids, draw)
    if isinstance(case.body, dict) and isinstance(case.body.get("seconds"), int | float):
        case.body["seconds"] = min(case.body["seconds"], 0.05)  # how long to search
    if operation.method in ("patch", "put", "delete") or operation.path.endswith(("/merge", "/split")):
        case.headers["If-Match"] = draw(st.sampled_from(['"1"', '"0"', '"1"', '"2"', "1", '"' + "9" * 10 + '"']))
    return case


@pytest.mark.proof
@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.label)
@settings(
    max_examples=EXAMPLES, deadline=None, derandomize=not PROVING, database=None, phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
@given(data=st.data())
def test_an_operation_answers_as_the_document_says(
    service: StoryService, ids: Ids, operation: Operation, data: st.DataObject
) -> None:
    case = drawn(operation, ids, data.draw)
    user = data.draw(st.sampled_from(asker_of(operation)))
    headers = service.headers(user) if user else {}
    with service.undone():
        answer = case.call(app=service.app, headers=headers)
    case.validate_response(answer, checks=CHECKS)
