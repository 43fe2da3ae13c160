"""Users: nobody sees, hands out or edits away more than they administer."""

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from app.access import Role
from app.schema.authorities import Authority
from app.schema.events import Event, EventDetail
from app.schema.units import Unit
from app.services.work import Work
from tests.support.accounts import add_authority, add_unit, add_user, role_over_unit, sign_in_as

USERS = "/api/v1/users"
Headers = dict[str, str]


@pytest.fixture
def district(work: Work, root: Unit) -> Unit:
    return add_unit(work, "DN", root)


@pytest.fixture
def other_district(work: Work, root: Unit) -> Unit:
    return add_unit(work, "HC", root)


@pytest.fixture
def authority(work: Work) -> Authority:
    return add_authority(work, "CDC")


@pytest.fixture
def admin(work: Work, client: TestClient, district: Unit) -> Headers:
    add_user(work, "admin.dn", Role.ADMIN, district)
    return sign_in_as(client, "admin.dn")


def new_user(*roles: dict[str, str], username: str = "hoa", **more: object) -> dict[str, object]:
    return {"username": username, "name": "Hoa", "password": "a long password", "roles": list(roles), **more}


def test_an_administrator_makes_a_user_who_can_sign_in(
    client: TestClient, work: Work, admin: Headers, district: Unit
) -> None:
    answer = client.post(USERS, headers=admin, json=new_user(role_over_unit(Role.AGENT, district.id)))
    assert answer.status_code == 201
    assert answer.headers["etag"] == '"1"'
    assert answer.json()["roles"][0]["unit_code"] == "DN"
    assert "password" not in answer.text
    form = {"grant_type": "password", "username": "hoa", "password": "a long password"}
    assert client.post("/api/v1/auth/token", data=form).status_code == 200


def test_the_event_names_no_person_outside_its_erasable_part(
    client: TestClient, work: Work, admin: Headers, district: Unit
) -> None:
    client.post(USERS, headers=admin, json=new_user(role_over_unit(Role.AGENT, district.id)))
    with work.look() as tx:
        event = tx.session.scalars(select(Event).where(Event.verb == "user.created").order_by(Event.id.desc())).first()
        assert event is not None
        assert event.unit_id == district.id
        assert "hoa" not in str(event.payload).lower()
        detail = tx.session.get(EventDetail, event.id)
        assert detail is not None
        assert detail.body["username"] == "hoa"


@pytest.mark.parametrize("role", [Role.ADMIN, Role.DISPATCHER, Role.WORKER])
def test_no_role_beyond_the_makers_units(
    client: TestClient, admin: Headers, root: Unit, other_district: Unit, role: Role
) -> None:
    for beyond in (root, other_district):
        answer = client.post(USERS, headers=admin, json=new_user(role_over_unit(role, beyond.id)))
        assert (answer.status_code, answer.json()["code"]) == (403, "auth.forbidden")


def test_no_role_beyond_them_even_beside_a_good_one(
    client: TestClient, admin: Headers, district: Unit, root: Unit
) -> None:
    roles = [role_over_unit(Role.AGENT, district.id), role_over_unit(Role.AGENT, root.id)]
    assert client.post(USERS, headers=admin, json=new_user(*roles)).status_code == 403


def test_staff_of_authorities_are_made_by_the_administrator_of_a_whole_utility_or_of_the_authority(
    client: TestClient, work: Work, admin: Headers, root: Unit, authority: Authority
) -> None:
    liaison = new_user({"role": "liaison", "authority_id": str(authority.id)})
    assert client.post(USERS, headers=admin, json=liaison).status_code == 403
    add_user(work, "admin.pc", Role.ADMIN, root)
    assert client.post(USERS, headers=sign_in_as(client, "admin.pc"), json=liaison).status_code == 201
    add_user(work, "admin.cdc", Role.ADMIN, authority)
    second = liaison | {"username": "hoa2"}
    assert client.post(USERS, headers=sign_in_as(client, "admin.cdc"), json=second).status_code == 201


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMIN}))
def test_only_administrators_make_users(client: TestClient, work: Work, district: Unit, role: Role) -> None:
    over: Unit | Authority = add_authority(work, "X") if role is Role.LIAISON else district
    add_user(work, "someone", role, over)
    answer = client.post(
        USERS, headers=sign_in_as(client, "someone"), json=new_user(role_over_unit(Role.AGENT, district.id))
    )
    assert answer.status_code == 403


@pytest.mark.parametrize(
    ("roles", "field"),
    [
        ([], "roles"),
        ([{"role": "agent"}], "roles[0]"),
        ([{"role": "agent", "authority_id": "00000000-0000-0000-0000-000000000000"}], "roles[0].authority_id"),
        ([{"role": "liaison", "unit_id": "00000000-0000-0000-0000-000000000000"}], "roles[0].unit_id"),
        ([{"role": "agent", "unit_id": "00000000-0000-0000-0000-000000000000"}], "roles[0].unit_id"),
        ([{"role": "king", "unit_id": "00000000-0000-0000-0000-000000000000"}], "roles[0].role"),
    ],
)
def test_a_wrong_role_is_named_with_its_field_and_a_remedy(
    client: TestClient, admin: Headers, roles: list[dict[str, str]], field: str
) -> None:
    answer = client.post(USERS, headers=admin, json=new_user(*roles))
    assert answer.status_code == 422
    (error,) = answer.json()["errors"]
    assert error["field"] == field
    assert error["remedy"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"username": "Big Boss"}, "username"),
        ({"password": "short"}, "password"),
        ({"name": ""}, "name"),
        ({"name": "a\0b"}, "name"),
        ({"locale": "fr"}, "locale"),
        ({"pasword": "typing mistake"}, "pasword"),
    ],
)
def test_a_wrong_field_is_named(
    client: TestClient, admin: Headers, district: Unit, change: dict[str, str], field: str
) -> None:
    body = new_user(role_over_unit(Role.AGENT, district.id)) | change
    answer = client.post(USERS, headers=admin, json=body)
    assert answer.status_code == 422
    assert field in [error["field"] for error in answer.json()["errors"]]
    assert "a long password" not in answer.text


def test_a_taken_user_name_is_a_conflict(client: TestClient, admin: Headers, district: Unit) -> None:
    body = new_user(role_over_unit(Role.AGENT, district.id))
    client.post(USERS, headers=admin, json=body)
    answer = client.post(USERS, headers=admin, json=body)
    assert (answer.status_code, answer.json()["code"]) == (409, "exists.username")


def test_the_same_key_makes_one_user_only(client: TestClient, admin: Headers, district: Unit) -> None:
    headers = admin | {"Idempotency-Key": "0195d0c1"}
    body = new_user(role_over_unit(Role.AGENT, district.id))
    first, second = (client.post(USERS, headers=headers, json=body) for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()
    other = client.post(USERS, headers=headers, json=body | {"name": "Another"})
    assert (other.status_code, other.json()["code"]) == (409, "idempotency.reused")


def test_an_edit_names_the_version_it_is_based_on(client: TestClient, admin: Headers, district: Unit) -> None:
    made = client.post(USERS, headers=admin, json=new_user(role_over_unit(Role.AGENT, district.id))).json()
    address = f"{USERS}/{made['id']}"
    assert client.patch(address, headers=admin, json={"name": "Hoa T."}).status_code == 428
    assert client.patch(address, headers=admin | {"If-Match": "one"}, json={"name": "Hoa T."}).status_code == 422
    done = client.patch(address, headers=admin | {"If-Match": '"1"'}, json={"name": "Hoa T."})
    assert (done.status_code, done.json()["name"], done.headers["etag"]) == (200, "Hoa T.", '"2"')
    stale = client.patch(address, headers=admin | {"If-Match": '"1"'}, json={"name": "Hoa N."})
    assert (stale.status_code, stale.json()["code"]) == (412, "stale")


def test_new_roles_count_at_the_next_request_and_are_a_new_version(
    client: TestClient, admin: Headers, district: Unit
) -> None:
    made = client.post(USERS, headers=admin, json=new_user(role_over_unit(Role.AGENT, district.id))).json()
    form = {"grant_type": "password", "username": "hoa", "password": "a long password"}
    token = client.post("/api/v1/auth/token", data=form).json()["access_token"]
    hers = {"Authorization": f"Bearer {token}"}
    assert "shifts.write" not in client.get("/api/v1/me", headers=hers).json()["verbs"]
    roles = {"roles": [role_over_unit(Role.SHIFT_LEADER, district.id)]}
    done = client.patch(f"{USERS}/{made['id']}", headers=admin | {"If-Match": '"1"'}, json=roles)
    assert done.headers["etag"] == '"2"'
    assert "shifts.write" in client.get("/api/v1/me", headers=hers).json()["verbs"]


def test_a_user_who_reaches_further_cannot_be_taken_over(
    client: TestClient, work: Work, admin: Headers, root: Unit, district: Unit
) -> None:
    """Else the administrator of a district could set the password of the whole utility's administrator."""
    add_user(work, "boss", Role.ADMIN, root)
    boss = sign_in_as(client, "boss")
    both = new_user(role_over_unit(Role.ADMIN, root.id), role_over_unit(Role.ADMIN, district.id), username="both")
    made = client.post(USERS, headers=boss, json=both).json()
    address, change = f"{USERS}/{made['id']}", {"password": "taken over!"}
    assert client.get(address, headers=admin).status_code == 200
    assert client.patch(address, headers=admin | {"If-Match": '"1"'}, json=change).status_code == 403
    assert client.patch(address, headers=boss | {"If-Match": '"1"'}, json=change).status_code == 200


def test_users_of_other_units_are_not_there(
    client: TestClient, work: Work, admin: Headers, other_district: Unit, root: Unit, authority: Authority
) -> None:
    for name, role, over in (
        ("far", Role.AGENT, other_district), ("high", Role.AGENT, root), ("liaison", Role.LIAISON, authority),
    ):  # fmt: skip
        user = add_user(work, name, role, over)
        address = f"{USERS}/{user.id}"
        assert client.get(address, headers=admin).status_code == 404
        assert client.patch(address, headers=admin | {"If-Match": '"1"'}, json={"name": "x"}).status_code == 404
    listed = client.get(USERS, headers=admin).json()["items"]
    assert [each["username"] for each in listed] == ["admin.dn"]


def test_the_list_comes_in_pages(client: TestClient, work: Work, admin: Headers, district: Unit) -> None:
    for name in ("c", "a", "b"):
        add_user(work, f"user-{name}", Role.AGENT, district)
    seen: list[str] = []
    query = {"limit": "2"}
    while True:
        page = client.get(USERS, headers=admin, params=query).json()
        seen += [each["username"] for each in page["items"]]
        if page["next_cursor"] is None:
            break
        query["cursor"] = page["next_cursor"]
    assert seen == ["admin.dn", "user-a", "user-b", "user-c"]


@pytest.mark.parametrize("cursor", ["x", "bnVsbA", "W10", "WzFd", "\xe9", "eyJhIjoxfQ"])
def test_a_foreign_cursor_is_refused(client: TestClient, admin: Headers, cursor: str) -> None:
    answer = client.get(USERS, headers=admin, params={"cursor": cursor})
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "cursor")


@pytest.mark.parametrize("limit", ["0", "1001", "many"])
def test_a_page_has_one_to_a_thousand_rows(client: TestClient, admin: Headers, limit: str) -> None:
    assert client.get(USERS, headers=admin, params={"limit": limit}).status_code == 422
