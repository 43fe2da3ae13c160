"""Authorities: seen by all staff, by their own people only in part; kept by a whole utility."""

import pytest
from fastapi.testclient import TestClient

from app.access import Role
from app.schema.authorities import Authority
from app.schema.units import Unit
from app.services.work import Work
from tests.support.accounts import add_authority, add_unit, add_user, sign_in_as

AUTHORITIES = "/api/v1/authorities"
Headers = dict[str, str]


@pytest.fixture
def province(work: Work) -> Authority:
    return add_authority(work, "P")


@pytest.fixture
def commune(work: Work, province: Authority) -> Authority:
    return add_authority(work, "P-1", province)


@pytest.fixture
def admin(work: Work, client: TestClient, root: Unit) -> Headers:
    add_user(work, "admin", Role.ADMIN, root)
    return sign_in_as(client, "admin")


def codes(client: TestClient, headers: Headers) -> list[str]:
    return [each["code"] for each in client.get(AUTHORITIES, headers=headers).json()["items"]]


def test_an_authority_is_kept_with_contacts_and_response_time(
    client: TestClient, admin: Headers, province: Authority
) -> None:
    body = {
        "code": "P-2", "name": "Trạm y tế Hải Châu", "parent_id": str(province.id), "response_minutes": 30,
        "contacts": [{"name": "Trực ban", "phone": "0236 123 456"}],
    }  # fmt: skip
    made = client.post(AUTHORITIES, headers=admin, json=body)
    assert made.status_code == 201
    assert made.json()["contacts"] == [{"name": "Trực ban", "phone": "0236 123 456", "email": None}]
    changed = client.patch(
        f"{AUTHORITIES}/{made.json()['id']}", headers=admin | {"If-Match": '"1"'}, json={"response_minutes": 45}
    )
    assert (changed.json()["response_minutes"], changed.json()["name"]) == (45, "Trạm y tế Hải Châu")


def test_people_of_an_authority_see_it_and_what_is_below_only(
    client: TestClient, work: Work, province: Authority, commune: Authority
) -> None:
    add_authority(work, "Q")
    for name, over, seen in (("top", province, ["P", "P-1"]), ("low", commune, ["P-1"])):
        add_user(work, name, Role.LIAISON, over)
        assert codes(client, sign_in_as(client, name)) == seen
    assert client.get(f"{AUTHORITIES}/{province.id}", headers=sign_in_as(client, "low")).status_code == 404


def test_all_staff_of_the_utility_sees_all_authorities(
    client: TestClient, work: Work, root: Unit, commune: Authority
) -> None:
    add_user(work, "lan", Role.DISPATCHER, add_unit(work, "DN", root))
    assert codes(client, sign_in_as(client, "lan")) == ["P", "P-1"]


def test_the_administrator_of_a_district_keeps_no_authorities(
    client: TestClient, work: Work, root: Unit, commune: Authority
) -> None:
    add_user(work, "admin.dn", Role.ADMIN, add_unit(work, "DN", root))
    headers = sign_in_as(client, "admin.dn")
    assert client.post(AUTHORITIES, headers=headers, json={"code": "Z", "name": "Z"}).status_code == 403
    answer = client.patch(f"{AUTHORITIES}/{commune.id}", headers=headers | {"If-Match": '"1"'}, json={"name": "Z"})
    assert answer.status_code == 403


def test_the_administrator_of_an_authority_keeps_its_subtree_only(
    client: TestClient, work: Work, province: Authority, commune: Authority
) -> None:
    add_user(work, "admin.p1", Role.ADMIN, commune)
    headers = sign_in_as(client, "admin.p1") | {"If-Match": '"1"'}
    body = {"code": "P-1-1", "name": "Chốt 1", "level": "checkpoint", "parent_id": str(commune.id)}
    assert client.post(AUTHORITIES, headers=headers, json=body).status_code == 201
    beside = body | {"code": "P-9", "parent_id": str(province.id)}
    assert client.post(AUTHORITIES, headers=headers, json=beside).status_code == 403
    assert client.patch(f"{AUTHORITIES}/{province.id}", headers=headers, json={"name": "X"}).status_code == 404


def test_an_unknown_parent_is_named(client: TestClient, admin: Headers) -> None:
    body = {"code": "Z", "name": "Z", "parent_id": "00000000-0000-0000-0000-000000000000"}
    answer = client.post(AUTHORITIES, headers=admin, json=body)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "parent_id")
