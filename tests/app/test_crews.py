"""Crews and shifts: who belongs to a crew, whether it is on duty, who may see and change it."""

from datetime import timedelta

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from app.access import Role
from app.clock import ManualClock
from app.schema.units import Unit
from app.services.work import Work
from tests.support.accounts import add_unit, add_user, sign_in_as

CREWS, SHIFTS = "/api/v1/crews", "/api/v1/shifts"
BASE = {"type": "Point", "coordinates": [108.22, 16.06]}
Headers = dict[str, str]
Json = dict[str, object]


@pytest.fixture
def admin(work: Work, client: TestClient, unit: Unit) -> Headers:
    add_user(work, "admin", Role.ADMIN, unit)
    return sign_in_as(client, "admin")


def body(unit: Unit, **more: object) -> Json:
    members = [
        {"name": "Minh", "role": "direct_supervisor", "safety_grade": 4},
        {"name": "Nam", "safety_grade": 3, "skills": ["ladder"]},
    ]
    vehicles = [{"plate": "43C-123.45", "kind": "bucket_truck"}]
    whole = {"unit_id": str(unit.id), "code": "T1", "name": "Tổ 1", "base": BASE, "skills": ["hotline"]}
    return whole | {"members": members, "vehicles": vehicles} | more


def make_crew(client: TestClient, admin: Headers, unit: Unit, **more: object) -> Json:
    answer = client.post(CREWS, headers=admin, json=body(unit, **more))
    assert answer.status_code == 201, answer.text
    made: Json = answer.json()
    return made


def plan_shift(
    client: TestClient, headers: Headers, crew: Json, clock: ManualClock, start_h: float, end_h: float
) -> Response:
    times = {"begins_at": clock.now() + timedelta(hours=start_h), "ends_at": clock.now() + timedelta(hours=end_h)}
    shift = {"crew_id": crew["id"]} | {name: at.isoformat() for name, at in times.items()}
    return client.post(SHIFTS, headers=headers, json=shift)


def test_a_crew_is_made_with_members_and_vehicles(client: TestClient, admin: Headers, unit: Unit) -> None:
    crew = make_crew(client, admin, unit)
    assert [(m["name"], m["role"], m["safety_grade"]) for m in crew["members"]] == [
        ("Minh", "direct_supervisor", 4), ("Nam", "member", 3),
    ]  # fmt: skip
    assert crew["vehicles"][0]["plate"] == "43C-123.45"
    assert (crew["base"], crew["position"], crew["planned_count"]) == (BASE, None, 0)


def test_a_crew_is_on_shift_from_the_first_moment_to_just_before_the_last(
    client: TestClient, admin: Headers, unit: Unit, clock: ManualClock
) -> None:
    crew = make_crew(client, admin, unit)
    assert plan_shift(client, admin, crew, clock, 1, 9).status_code == 201

    def on_shift() -> bool:
        found: bool = client.get(f"{CREWS}/{crew['id']}", headers=sign_in_as(client, "admin")).json()["on_shift"]
        return found

    assert not on_shift()
    clock.advance(timedelta(hours=1))
    assert on_shift()
    clock.advance(timedelta(hours=8) - timedelta(seconds=1))
    assert on_shift()
    clock.advance(timedelta(seconds=1))
    assert not on_shift()


def test_shifts_of_one_crew_never_overlap_but_may_follow_each_other(
    client: TestClient, admin: Headers, unit: Unit, clock: ManualClock
) -> None:
    crew = make_crew(client, admin, unit)
    assert plan_shift(client, admin, crew, clock, 0, 8).status_code == 201
    refused = plan_shift(client, admin, crew, clock, 7, 10)
    assert (refused.status_code, refused.json()["code"]) == (409, "shift.overlap")
    assert refused.json()["reasons"][0]["text"] == "The crew has a shift at this time."
    assert plan_shift(client, admin, crew, clock, 8, 16).status_code == 201


@pytest.mark.parametrize(("start_h", "end_h"), [(8, 0), (0, 0), (0, 49)])
def test_a_shift_that_cannot_be_is_refused(
    client: TestClient, admin: Headers, unit: Unit, clock: ManualClock, start_h: float, end_h: float
) -> None:
    answer = plan_shift(client, admin, make_crew(client, admin, unit), clock, start_h, end_h)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "ends_at")


def test_shifts_are_listed_by_their_time_in_pages(
    client: TestClient, admin: Headers, unit: Unit, clock: ManualClock
) -> None:
    crew = make_crew(client, admin, unit)
    made = [plan_shift(client, admin, crew, clock, h, h + 1).json()["id"] for h in (40, 0, 20)]
    first = client.get(SHIFTS, headers=admin, params={"limit": 2}).json()
    rest = client.get(SHIFTS, headers=admin, params={"limit": 2, "cursor": first["next_cursor"]}).json()
    assert [each["id"] for each in first["items"] + rest["items"]] == [made[1], made[2], made[0]]
    assert rest["next_cursor"] is None
    since = (clock.now() + timedelta(hours=20.5)).isoformat()
    found = client.get(SHIFTS, headers=admin, params={"since": since}).json()["items"]
    assert [each["id"] for each in found] == [made[2], made[0]]


def test_members_left_out_leave_and_those_named_keep_their_record(
    client: TestClient, admin: Headers, unit: Unit
) -> None:
    crew = make_crew(client, admin, unit)
    minh = crew["members"][0]
    members = [
        {"id": minh["id"], "name": "Minh", "role": "direct_supervisor", "safety_grade": 5},
        {"name": "Quang", "safety_grade": 2},
    ]
    changed = client.patch(f"{CREWS}/{crew['id']}", headers=admin | {"If-Match": '"1"'}, json={"members": members})
    assert changed.headers["etag"] == '"2"'
    assert [(m["name"], m["safety_grade"]) for m in changed.json()["members"]] == [("Minh", 5), ("Quang", 2)]
    assert changed.json()["members"][0]["id"] == minh["id"]
    assert changed.json()["vehicles"] == crew["vehicles"]


def test_a_vehicle_goes_from_one_crew_to_another_only_when_it_is_free(
    client: TestClient, admin: Headers, unit: Unit
) -> None:
    first = make_crew(client, admin, unit)
    second = make_crew(client, admin, unit, code="T2", vehicles=[])
    want = {"vehicles": [{"plate": "43C-123.45", "kind": "bucket_truck"}]}
    address, based = f"{CREWS}/{second['id']}", admin | {"If-Match": '"1"'}
    assert client.patch(address, headers=based, json=want).json()["code"] == "crew.vehicle_taken"
    client.patch(f"{CREWS}/{first['id']}", headers=based, json={"vehicles": []})
    assert client.patch(address, headers=based, json=want).json()["vehicles"][0]["plate"] == "43C-123.45"


def test_a_worker_belongs_to_one_crew_and_sees_only_that(
    client: TestClient, work: Work, admin: Headers, unit: Unit
) -> None:
    worker = add_user(work, "minh", Role.WORKER, unit)
    linked = [{"name": "Minh", "safety_grade": 4, "user_id": str(worker.id)}]
    own = make_crew(client, admin, unit, members=linked, vehicles=[])
    other = make_crew(client, admin, unit, code="T2", members=[], vehicles=[])
    again = client.post(CREWS, headers=admin, json=body(unit, code="T3", members=linked, vehicles=[]))
    assert (again.status_code, again.json()["code"]) == (409, "exists.member")
    headers = sign_in_as(client, "minh")
    assert [each["code"] for each in client.get(CREWS, headers=headers).json()["items"]] == ["T1"]
    assert client.get(f"{CREWS}/{other['id']}", headers=headers).status_code == 404
    assert client.patch(f"{CREWS}/{own['id']}", headers=headers | {"If-Match": '"1"'}, json={}).status_code == 403
    me = client.get("/api/v1/me", headers=headers).json()
    assert (me["crew_id"], me["member_id"]) == (own["id"], own["members"][0]["id"])
    assert me["unit"]["code"] == "DN"


def test_a_user_of_another_unit_cannot_be_linked(client: TestClient, work: Work, admin: Headers, unit: Unit) -> None:
    stranger = add_user(work, "far", Role.WORKER, add_unit(work, "HC"))
    linked = [{"name": "Far", "safety_grade": 4, "user_id": str(stranger.id)}]
    answer = client.post(CREWS, headers=admin, json=body(unit, members=linked))
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "members[0].user_id")


def test_crews_of_other_units_are_not_there(
    client: TestClient, work: Work, admin: Headers, unit: Unit, clock: ManualClock
) -> None:
    crew = make_crew(client, admin, unit)
    plan_shift(client, admin, crew, clock, 0, 8)
    add_user(work, "admin.hc", Role.ADMIN, add_unit(work, "HC"))
    stranger = sign_in_as(client, "admin.hc") | {"If-Match": '"1"'}
    assert client.get(CREWS, headers=stranger).json()["items"] == []
    assert client.get(SHIFTS, headers=stranger).json()["items"] == []
    assert client.get(f"{CREWS}/{crew['id']}", headers=stranger).status_code == 404
    assert client.patch(f"{CREWS}/{crew['id']}", headers=stranger, json={"name": "X"}).status_code == 404
    assert plan_shift(client, stranger, crew, clock, 9, 10).status_code == 404
    assert client.post(CREWS, headers=stranger, json=body(unit, code="T9")).status_code == 422


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"base": {"type": "Point", "coordinates": [16.06, 108.22]}}, "base.coordinates"),
        ({"base": {"type": "Point", "coordinates": [108.22, 16.06, 4]}}, "base.coordinates"),
        ({"members": [{"name": "A", "safety_grade": 6}]}, "members[0].safety_grade"),
        ({"members": [{"name": "A", "safety_grade": 3, "role": "king"}]}, "members[0].role"),
    ],
)
def test_a_wrong_field_is_named(client: TestClient, admin: Headers, unit: Unit, change: Json, field: str) -> None:
    answer = client.post(CREWS, headers=admin, json=body(unit) | change)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, field)
    assert answer.json()["errors"][0]["detail"]


def test_a_crew_made_twice_with_one_key_is_one_crew(client: TestClient, admin: Headers, unit: Unit) -> None:
    headers = admin | {"Idempotency-Key": "k1"}
    first, second = (client.post(CREWS, headers=headers, json=body(unit)).json() for _ in range(2))
    assert first["id"] == second["id"]


def test_shift_leaders_plan_shifts_but_do_not_change_crews(
    client: TestClient, work: Work, admin: Headers, unit: Unit, clock: ManualClock
) -> None:
    crew = make_crew(client, admin, unit)
    for name, role, allowed in (("lead", Role.SHIFT_LEADER, 201), ("lan", Role.DISPATCHER, 403)):
        add_user(work, name, role, unit)
        headers = sign_in_as(client, name)
        assert plan_shift(client, headers, crew, clock, 0, 8).status_code == allowed
        change = client.patch(f"{CREWS}/{crew['id']}", headers=headers | {"If-Match": '"1"'}, json={"name": "X"})
        assert change.status_code == 403
