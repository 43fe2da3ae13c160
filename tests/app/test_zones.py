"""Zones: who writes them, who reads them, and what a new version changes."""

from datetime import timedelta
from uuid import UUID

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select, text

from app.access import Role
from app.clock import ManualClock
from app.errors import StaleError
from app.schema.authorities import Authority
from app.schema.events import Event
from app.schema.tickets import TicketZone
from app.schema.units import Unit
from app.schema.zones import Zone
from app.services import assignments, zones
from app.services.work import Work
from tests.support.accounts import OPERATOR, add_authority, add_unit, add_user, sign_in_as
from tests.support.places import ELSEWHERE, FAR, INSIDE, SQUARE, add_assignment, add_ticket, add_zone, geojson

ZONES = "/api/v1/zones"
GATE = {"type": "Point", "coordinates": [108.15, 16.1]}
Headers = dict[str, str]


@pytest.fixture
def city(work: Work) -> Authority:
    return add_authority(work, "CITY")


@pytest.fixture
def ward(work: Work, city: Authority) -> Authority:
    return add_authority(work, "W1", city)


@pytest.fixture
def liaison(work: Work, client: TestClient, ward: Authority) -> Headers:
    add_user(work, "liaison", Role.LIAISON, ward)
    return sign_in_as(client, "liaison")


@pytest.fixture
def dispatcher(work: Work, client: TestClient, unit: Unit) -> Headers:
    add_user(work, "dispatcher", Role.DISPATCHER, unit)
    return sign_in_as(client, "dispatcher")


def body(ward: Authority, **changes: object) -> dict[str, object]:
    return {
        "name": "Phường A", "hazard_class": "infectious_human", "authority_id": str(ward.id), "level": 2,
        "geometry": geojson(SQUARE), "gates": [{"name": "North", "place": GATE}],
        "requirements": {"permit_needed": True, "ppe_profile": "medical_full_level3", "max_people": 4}, **changes,
    }  # fmt: skip


def version_body(**changes: object) -> dict[str, object]:
    return {"geometry": geojson(SQUARE), **changes}


def judged(work: Work, ticket_id: UUID) -> list[str]:
    with work.look() as tx:
        return list(tx.session.scalars(select(TicketZone.verdict).where(TicketZone.ticket_id == ticket_id)))


def events(work: Work, zone_id: str) -> list[tuple[str, bool]]:
    with work.look() as tx:
        rows = tx.session.execute(
            select(Event.verb, Event.unit_id).where(Event.subject_id == zone_id).order_by(Event.id)
        )
        return [(verb, unit_id is not None) for verb, unit_id in rows]


def test_a_published_zone_is_in_force_judged_and_told_at_once(
    work: Work, client: TestClient, liaison: Headers, ward: Authority, unit: Unit
) -> None:
    inside, far = add_ticket(work, unit, INSIDE), add_ticket(work, unit, FAR)
    answer = client.post(ZONES, headers=liaison, json=body(ward))
    assert answer.status_code == 201, answer.text
    zone = answer.json()
    assert (zone["number"], zone["state"], zone["authority"]["name"]) == ("Z-26-000001", "in_force", "Authority W1")
    assert zone["current"]["requirements"]["max_people"] == 4
    assert zone["current"]["gates"][0]["place"]["coordinates"] == [108.15, 16.1]
    assert (judged(work, inside), judged(work, far)) == (["inside"], [])
    assert events(work, zone["id"]) == [("zone.published", False), ("zone.published", True)]
    with work.look() as tx:
        queued = tx.session.scalars(text("SELECT args ->> 'zone_id' FROM procrastinate_jobs")).all()
    assert queued == [zone["id"]]


def test_a_new_version_takes_over_now_and_leaves_the_old_one_as_it_was(
    work: Work, client: TestClient, liaison: Headers, ward: Authority, unit: Unit, clock: ManualClock
) -> None:
    ticket = add_ticket(work, unit)
    zone = client.post(ZONES, headers=liaison, json=body(ward)).json()
    clock.advance(timedelta(minutes=9))
    moved = version_body(geometry=geojson(ELSEWHERE), level=3)
    changed = client.post(f"{ZONES}/{zone['id']}/versions", headers=liaison, json=moved).json()
    assert (changed["current"]["version_no"], changed["current"]["level"], changed["next"]) == (2, 3, None)
    first, second = client.get(f"{ZONES}/{zone['id']}/versions", headers=liaison).json()
    for name in ("level", "geometry", "valid_from", "requirements", "gates"):
        assert first[name] == zone["current"][name]
    assert (first["state"], second["state"]) == ("ended", "published")
    assert first["effective_until"] == second["effective_from"]
    assert judged(work, ticket) == []
    assert events(work, zone["id"])[-2:] == [("zone.published", False), ("zone.published", True)]


def test_a_coming_version_waits_beside_the_one_in_force(
    client: TestClient, liaison: Headers, ward: Authority, clock: ManualClock
) -> None:
    zone = client.post(ZONES, headers=liaison, json=body(ward)).json()
    later = (clock.now() + timedelta(minutes=9)).isoformat()
    client.post(f"{ZONES}/{zone['id']}/versions", headers=liaison, json=version_body(valid_from=later))
    before = client.get(f"{ZONES}/{zone['id']}", headers=liaison).json()
    assert (before["state"], before["current"]["version_no"], before["next"]["version_no"]) == ("in_force", 1, 2)
    clock.advance(timedelta(minutes=9))
    after = client.get(f"{ZONES}/{zone['id']}", headers=liaison).json()
    assert (after["state"], after["current"]["version_no"], after["next"]) == ("in_force", 2, None)


def test_a_version_published_before_a_coming_one_takes_its_place(
    client: TestClient, liaison: Headers, ward: Authority, clock: ManualClock
) -> None:
    later = (clock.now() + timedelta(hours=2)).isoformat()
    zone = client.post(ZONES, headers=liaison, json=body(ward, valid_from=later)).json()
    assert zone["state"] == "coming"
    now = client.post(f"{ZONES}/{zone['id']}/versions", headers=liaison, json=version_body()).json()
    assert (now["state"], now["current"]["version_no"], now["next"]) == ("in_force", 2, None)


def test_an_ended_zone_binds_nobody_and_ends_once(
    work: Work, client: TestClient, liaison: Headers, ward: Authority, unit: Unit
) -> None:
    ticket = add_ticket(work, unit)
    zone = client.post(ZONES, headers=liaison, json=body(ward)).json()
    ends = [client.post(f"{ZONES}/{zone['id']}/end", headers=liaison, json={"reason": "over"}) for _ in range(2)]
    assert [each.status_code for each in ends] == [200, 409]
    assert ends[0].json()["state"] == "ended"
    assert judged(work, ticket) == []
    assert events(work, zone["id"])[-2:] == [("zone.ended", False), ("zone.ended", True)]
    assert client.get(ZONES, headers=liaison).json()["items"] == []


def test_drafts_are_seen_by_their_keepers_only_and_bind_nobody(
    work: Work, client: TestClient, liaison: Headers, dispatcher: Headers, ward: Authority, unit: Unit
) -> None:
    ticket = add_ticket(work, unit)
    zone = client.post(ZONES, headers=liaison, json=body(ward, publish=False)).json()
    assert (zone["state"], zone["current"], zone["next"]["state"]) == ("draft", None, "draft")
    assert judged(work, ticket) == []
    assert [each["id"] for each in client.get(ZONES, headers=liaison).json()["items"]] == [zone["id"]]
    assert client.get(ZONES, headers=dispatcher).json()["items"] == []
    for path in ("", "/versions", "/affected"):
        assert client.get(f"{ZONES}/{zone['id']}{path}", headers=dispatcher).status_code == 404
    client.post(f"{ZONES}/{zone['id']}/versions", headers=liaison, json=version_body())
    shown = client.get(f"{ZONES}/{zone['id']}", headers=dispatcher).json()
    assert (shown["state"], shown["next"]) == ("in_force", None)
    assert [each["version_no"] for each in client.get(f"{ZONES}/{zone['id']}/versions", headers=dispatcher).json()] == [
        2
    ]


def test_a_liaison_writes_for_the_own_authority_only_and_a_dispatcher_for_none(
    work: Work, client: TestClient, liaison: Headers, dispatcher: Headers, city: Authority, ward: Authority
) -> None:
    beside = add_authority(work, "W2", city)
    add_user(work, "city", Role.LIAISON, city)
    above = sign_in_as(client, "city")
    zone = client.post(ZONES, headers=above, json=body(beside)).json()
    for headers in (liaison, dispatcher):
        assert client.get(f"{ZONES}/{zone['id']}", headers=headers).status_code == 200
        assert client.post(ZONES, headers=headers, json=body(beside)).status_code == 403
        assert client.post(f"{ZONES}/{zone['id']}/versions", headers=headers, json=version_body()).status_code == 403
        assert client.post(f"{ZONES}/{zone['id']}/end", headers=headers, json={"reason": "x"}).status_code == 403
    preview = client.post(f"{ZONES}/preview", headers=dispatcher, json={"geometry": geojson(SQUARE)})
    assert preview.status_code == 403


def test_the_administrator_of_a_whole_utility_writes_zones_that_of_a_part_does_not(
    work: Work, client: TestClient, unit: Unit, ward: Authority
) -> None:
    for name, over, expected in (("root", unit, 201), ("local", add_unit(work, "DN1", unit), 403)):
        add_user(work, name, Role.ADMIN, over)
        assert client.post(ZONES, headers=sign_in_as(client, name), json=body(ward)).status_code == expected


def test_affected_and_preview_name_whom_a_zone_touches(
    work: Work, client: TestClient, liaison: Headers, dispatcher: Headers, ward: Authority, unit: Unit
) -> None:
    ticket = add_ticket(work, unit, state="assigned")
    add_assignment(work, unit, ticket, "accepted")
    add_ticket(work, add_unit(work, "HC"), INSIDE)
    add_ticket(work, unit, FAR)
    seen = client.post(f"{ZONES}/preview", headers=liaison, json={"geometry": geojson(SQUARE)}).json()
    counts = {name: seen[name] for name in ("tickets", "assignments", "crews", "permits_voided", "numbers")}
    assert counts == {"tickets": 2, "assignments": 1, "crews": 1, "permits_voided": 0, "numbers": []}
    zone = client.post(ZONES, headers=liaison, json=body(ward)).json()
    everybody = client.get(f"{ZONES}/{zone['id']}/affected", headers=liaison).json()["tickets"]
    assert len(everybody) == 2
    mine = client.get(f"{ZONES}/{zone['id']}/affected", headers=dispatcher).json()["tickets"]
    assert [(each["id"], each["verdict"]) for each in mine] == [(str(ticket), "inside")]


def test_assignments_are_judged_again_in_the_same_transaction(
    work: Work, client: TestClient, liaison: Headers, ward: Authority, unit: Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_assignment(work, unit, add_ticket(work, unit, state="assigned"), "accepted")
    asked: list[UUID] = []
    monkeypatch.setattr(assignments, "rejudge_assignments", lambda _tx, _subject, zone_id: asked.append(zone_id))
    zone = client.post(ZONES, headers=liaison, json=body(ward)).json()
    client.post(f"{ZONES}/{zone['id']}/end", headers=liaison, json={"reason": "over"})
    assert asked == [UUID(zone["id"])] * 2


def test_a_zone_that_somebody_changed_meanwhile_gets_no_version(work: Work, ward: Authority) -> None:
    made = add_zone(work, ward).zone
    with work.begin() as tx:
        zone = tx.session.get_one(Zone, made.id)
        tx.session.execute(text("UPDATE zones SET version = version + 1"))
        with pytest.raises(StaleError):
            zones.put_version(tx, OPERATOR, zone, zones.Content(ELSEWHERE))
    assert len(zones.list_versions(work, OPERATOR, made.id)) == 1


def test_what_a_change_answers_is_what_is_stored(
    client: TestClient, liaison: Headers, ward: Authority, clock: ManualClock
) -> None:
    zone = client.post(ZONES, headers=liaison, json=body(ward)).json()
    path, hour = f"{ZONES}/{zone['id']}", timedelta(hours=1)
    coming = {"valid_from": (clock.now() + hour).isoformat(), "valid_until": (clock.now() + 2 * hour).isoformat()}
    asked = {"exit_templates": ["doffing"], "ppe_profile": "medical_full_level3", "max_minutes": 5}
    for changes in (
        {"level": 3, "doffing_point": 'Gate "N"', "legal_instrument": "QĐ 7"}, coming, {"publish": False},
        coming | {"requirements": asked}, {"geometry": geojson(ELSEWHERE), "gates": [{"name": "N", "place": GATE}]},
    ):  # fmt: skip
        answer = client.post(f"{path}/versions", headers=liaison, json=version_body(**changes))
        assert answer.status_code == 200, answer.text
        stored = client.get(path, headers=liaison)
        assert (answer.json(), answer.headers["etag"]) == (stored.json(), stored.headers["etag"])


def test_the_list_is_by_box_and_by_moment(
    client: TestClient, liaison: Headers, ward: Authority, clock: ManualClock
) -> None:
    until = (clock.now() + timedelta(hours=1)).isoformat()
    zone = client.post(ZONES, headers=liaison, json=body(ward, valid_until=until)).json()["id"]
    expected = {
        "": [zone], "?bbox=108.1,16,108.11,16.01": [zone], "?bbox=100,10,101,11": [],
        "?at=2026-04-01T05:30:00Z": [zone], "?at=2026-04-01T07:00:00Z": [],
    }  # fmt: skip
    for query, found in expected.items():
        assert [each["id"] for each in client.get(f"{ZONES}{query}", headers=liaison).json()["items"]] == found
    for box in ("1,2,3", "a,b,c,d", "5,5,1,1", "0,0,0,nan"):
        assert client.get(f"{ZONES}?bbox={box}", headers=liaison).status_code == 422


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"hazard_class": "boredom"}, "hazard_class"),
        ({"level": 4}, "level"),
        ({"valid_until": "2020-01-01T00:00:00Z"}, "valid_until"),
        ({"valid_from": "2019-01-01T00:00:00Z", "valid_until": "2020-01-01T00:00:00Z"}, "valid_until"),
        ({"geometry": {"type": "Point", "coordinates": [1, 2]}}, "geometry.type"),
        ({"requirements": {"max_people": 0}}, "requirements.max_people"),
        ({"authority_id": "nobody"}, "authority_id"),
    ],
)
def test_a_zone_that_makes_no_sense_is_refused_with_the_field(
    client: TestClient, liaison: Headers, ward: Authority, changes: dict[str, object], field: str
) -> None:
    answer = client.post(ZONES, headers=liaison, json=body(ward, **changes))
    assert answer.status_code == 422
    assert [each["field"] for each in answer.json()["errors"]] == [field]


def test_a_zone_that_asks_for_disinfection_names_the_list_that_proves_it(
    client: TestClient, liaison: Headers, ward: Authority
) -> None:
    """Without one nobody could ever leave it."""
    asked = {"disinfection_profile": "chlorine_005", "exit_templates": ["doffing"]}
    answer = client.post(ZONES, headers=liaison, json=body(ward, requirements=asked))
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid.no_disinfection")
    (error,) = answer.json()["errors"]
    assert (error["field"], error["remedy"]) == ("requirements.exit_templates", "add one of: disinfection")
    asked["exit_templates"].append("disinfection")
    assert client.post(ZONES, headers=liaison, json=body(ward, requirements=asked)).status_code == 201


def test_a_repeated_creation_is_one_zone(client: TestClient, liaison: Headers, ward: Authority) -> None:
    headers = {**liaison, "Idempotency-Key": "k1"}
    ids = {client.post(ZONES, headers=headers, json=body(ward)).json()["id"] for _ in range(2)}
    assert len(ids) == 1
    assert len(client.get(ZONES, headers=liaison).json()["items"]) == 1


@pytest.mark.parametrize(
    ("requirements", "field"),
    [
        ({"ppe_profile": "spacesuit"}, "requirements.ppe_profile"),
        ({"disinfection_profile": "holy_water"}, "requirements.disinfection_profile"),
        ({"entry_templates": ["donning", "dancing"]}, "requirements.entry_templates[1]"),
        ({"exit_templates": ["dancing"]}, "requirements.exit_templates[0]"),
    ],
)
@pytest.mark.parametrize("publish", [True, False])
def test_what_nobody_could_fulfil_is_refused_with_field_and_remedy(
    client: TestClient, liaison: Headers, ward: Authority, requirements: dict[str, object], field: str, publish: bool
) -> None:
    asked = {"requirements": requirements, "publish": publish}
    zone_id = client.post(ZONES, headers=liaison, json=body(ward)).json()["id"]
    made = client.post(ZONES, headers=liaison, json=body(ward, **asked))
    changed = client.post(f"{ZONES}/{zone_id}/versions", headers=liaison, json=version_body(**asked))
    for answer in (made, changed):
        assert (answer.status_code, answer.json()["code"]) == (422, "invalid.unknown")
        (error,) = answer.json()["errors"]
        assert (error["field"], error["code"]) == (field, "unknown")
        assert "use one of" in error["remedy"]
