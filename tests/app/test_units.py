"""Operating units: the tree, and what of it is seen."""

import pytest
from fastapi.testclient import TestClient

from app.access import Role
from app.errors import InvalidError
from app.schema.units import Unit
from app.services.units import NewUnit, create_unit
from app.services.work import Work
from tests.support.accounts import OPERATOR, add_unit, add_user, sign_in_as

UNITS = "/api/v1/units"
SQUARE = {
    "type": "Polygon",
    "coordinates": [[[108.0, 16.0], [108.2, 16.0], [108.2, 16.2], [108.0, 16.2], [108.0, 16.0]]],
}
BOW_TIE = {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]}
Headers = dict[str, str]


@pytest.fixture
def district(work: Work, root: Unit) -> Unit:
    return add_unit(work, "DN", root)


@pytest.fixture
def ward(work: Work, district: Unit) -> Unit:
    return add_unit(work, "DN1", district)


@pytest.fixture
def admin(work: Work, client: TestClient, district: Unit) -> Headers:
    add_user(work, "admin", Role.ADMIN, district)
    return sign_in_as(client, "admin")


def codes(client: TestClient, headers: Headers) -> list[str]:
    return [each["code"] for each in client.get(UNITS, headers=headers).json()["items"]]


def test_a_role_sees_its_unit_and_all_below_but_nothing_beside_or_above(
    client: TestClient, work: Work, admin: Headers, root: Unit, district: Unit, ward: Unit
) -> None:
    beside = add_unit(work, "HC", root)
    assert codes(client, admin) == ["DN", "DN1"]
    for hidden in (root, beside):
        assert client.get(f"{UNITS}/{hidden.id}", headers=admin).status_code == 404


def test_a_unit_is_made_below_one_that_i_administer_and_is_mine_at_once(
    client: TestClient, admin: Headers, district: Unit
) -> None:
    body = {"code": "DN2", "name": "Hoà Vang", "parent_id": str(district.id), "territory": SQUARE}
    answer = client.post(UNITS, headers=admin, json=body)
    assert answer.status_code == 201
    assert answer.json()["territory"]["type"] == "MultiPolygon"
    assert "DN2" in codes(client, admin)


def test_no_unit_is_made_without_or_below_a_foreign_parent(client: TestClient, admin: Headers, root: Unit) -> None:
    for parent in (None, str(root.id)):
        answer = client.post(UNITS, headers=admin, json={"code": "X1", "name": "X", "parent_id": parent})
        assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "parent_id")


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"territory": BOW_TIE}, "territory.coordinates[0]", "self_crossing"),
        ({"territory": {"type": "Point", "coordinates": [108, 16]}}, "territory.type", "unknown_type"),
        ({"territory": {"type": "Polygon", "coordinates": []}}, "territory.coordinates", "empty"),
        ({"time_zone": "Mars/Olympus"}, "time_zone", "time_zone"),
        ({"time_zone": "../etc/passwd"}, "time_zone", "time_zone"),
        ({"code": "lower case"}, "code", "string_pattern_mismatch"),
    ],
)
def test_a_wrong_field_is_named_with_a_remedy(
    client: TestClient, admin: Headers, district: Unit, change: dict[str, object], field: str, code: str
) -> None:
    body = {"code": "DN2", "name": "Hoà Vang", "parent_id": str(district.id)} | change
    answer = client.post(UNITS, headers=admin, json=body)
    assert answer.status_code == 422
    (error,) = answer.json()["errors"]
    assert (error["field"], error["code"]) == (field, code)
    assert error["detail"]
    assert error["remedy"]


def test_a_taken_code_is_told_in_the_askers_language(client: TestClient, admin: Headers, district: Unit) -> None:
    body = {"code": "DN", "name": "Again", "parent_id": str(district.id)}
    english = client.post(UNITS, headers=admin, json=body).json()
    vietnamese = client.post(UNITS, headers=admin | {"Accept-Language": "vi-VN,en;q=0.5"}, json=body).json()
    assert (english["code"], english["detail"]) == ("exists.code", "This code is taken.")
    assert vietnamese["detail"] == "Mã này đã được dùng."
    assert vietnamese["title"] == "Hiện không thể thực hiện"


def test_a_territory_can_be_taken_away_and_a_field_left_out_stays(
    client: TestClient, admin: Headers, district: Unit
) -> None:
    address = f"{UNITS}/{district.id}"
    first = client.patch(address, headers=admin | {"If-Match": '"1"'}, json={"territory": SQUARE})
    assert first.json()["territory"]["coordinates"][0][0][0] == [108.0, 16.0]
    second = client.patch(address, headers=admin | {"If-Match": first.headers["etag"]}, json={"name_en": "Da Nang"})
    assert second.json()["territory"] is not None
    third = client.patch(address, headers=admin | {"If-Match": second.headers["etag"]}, json={"territory": None})
    assert third.json()["territory"] is None
    assert third.json()["name_en"] == "Da Nang"


@pytest.mark.parametrize("role", [Role.DISPATCHER, Role.AUDITOR, Role.AGENT])
def test_others_read_but_do_not_write(client: TestClient, work: Work, district: Unit, role: Role) -> None:
    add_user(work, "other", role, district)
    headers = sign_in_as(client, "other")
    assert codes(client, headers) == ["DN"]
    body = {"code": "DN2", "name": "X", "parent_id": str(district.id)}
    assert client.post(UNITS, headers=headers, json=body).status_code == 403
    answer = client.patch(f"{UNITS}/{district.id}", headers=headers | {"If-Match": '"1"'}, json={"name": "X"})
    assert answer.status_code == 403


def test_an_id_of_a_source_names_one_unit(work: Work) -> None:
    create_unit(work, OPERATOR, NewUnit("A", "A", None, source="gis", external_id="7"))
    create_unit(work, OPERATOR, NewUnit("B", "B", None, source="erp", external_id="7"))
    with pytest.raises(InvalidError, match="uq_units_source_external_id"):
        create_unit(work, OPERATOR, NewUnit("C", "C", None, source="gis", external_id="7"))
