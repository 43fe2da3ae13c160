"""What publishing or ending a zone would do: the preview says it, publishing does it, the preview leaves nothing."""

import random
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from fastapi.testclient import TestClient
from shapely import MultiPolygon, box
from sqlalchemy import func, select, text

from app.access import Role
from app.clock import ManualClock
from app.schema.authorities import Authority
from app.schema.events import Event
from app.schema.permits import EntryPermit
from app.schema.units import Unit
from app.schema.zones import Zone, ZoneVersion
from app.services import people, zone_previews, zones
from app.services.assignments import NewAssignment, assign
from app.services.due import apply_due
from app.services.tickets import NewTicket, create_ticket
from app.services.work import Work
from app.services.zones import Content, NewZone
from app.storage import zone_previews as rows
from compliance.zones import ZoneRequirements
from geo.places import Place
from tests.support.accounts import OPERATOR, add_authority, add_user, sign_in_as
from tests.support.booking import Depot, make_depot
from tests.support.crew_phone import Desk, assigned
from tests.support.places import FAR, INSIDE, NEAR, SQUARE, add_ticket, add_zone, geojson

ZONES = "/api/v1/zones"
Headers = dict[str, str]


@pytest.fixture
def admin(work: Work, client: TestClient, unit: Unit) -> Headers:
    add_user(work, "admin", Role.ADMIN, unit)
    return sign_in_as(client, "admin")


def preview(client: TestClient, headers: Headers, **body: Any) -> dict[str, Any]:
    answer = client.post(f"{ZONES}/preview", headers=headers, json={"geometry": geojson(SQUARE)} | body)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_tickets_come_in_go_out_or_may_be_in(
    work: Work, client: TestClient, admin: Headers, ward: Authority, unit: Unit
) -> None:
    zone = add_zone(work, ward, MultiPolygon([box(108.99, 16.0, 109.1, 16.1)])).zone
    add_ticket(work, unit, INSIDE)
    add_ticket(work, unit, NEAR, accuracy_m=50)
    out = add_ticket(work, unit, FAR)
    with work.begin() as tx:
        tx.session.execute(text("SELECT rejudge_version(id, :now) FROM zone_versions"), {"now": tx.now})
    seen = preview(client, admin, zone_id=str(zone.id))
    names = ("tickets", "tickets_entering", "tickets_leaving", "tickets_possibly")
    assert [seen[name] for name in names] == [3, 2, 1, 1]
    assert sorted((each["before"], each["after"]) for each in seen["ticket_list"]) == [
        ("inside", "outside"), ("outside", "inside"), ("outside", "possibly"),
    ]  # fmt: skip
    assert [each["id"] for each in seen["ticket_list"] if each["after"] == "outside"] == [str(out)]


def test_nothing_is_written(work: Work, client: TestClient, admin: Headers, ward: Authority, unit: Unit) -> None:
    zone = add_zone(work, ward).zone
    add_ticket(work, unit)

    def standing() -> list[Any]:
        with work.look() as tx:
            count = lambda table: tx.session.scalar(select(func.count()).select_from(table))  # noqa: E731
            jobs = tx.session.scalar(text("SELECT count(*) FROM procrastinate_jobs"))
            versions = tx.session.execute(select(ZoneVersion.state, ZoneVersion.effective)).all()
            return [count(Event), count(Zone), jobs, versions, tx.session.get_one(Zone, zone.id).version]

    before = standing()
    preview(client, admin, zone_id=str(zone.id), level=3)
    preview(client, admin, authority_id=str(ward.id))
    client.post(f"{ZONES}/{zone.id}/preview", headers=admin, json={"step": "end"})
    assert standing() == before


def test_permits_that_would_be_void_are_named_with_their_crews(desk: Desk) -> None:
    made = assigned(desk)
    zone = desk("liaison", "get", ZONES)["items"][0]
    current = zone["current"]
    same = {name: current[name] for name in ("geometry", "level", "gates", "doffing_point", "requirements")}
    for gate in same["gates"]:
        gate.pop("into")
    path = f"{ZONES}/preview"
    seen = desk("liaison", "post", path, zone_id=zone["id"], **same)
    assert (seen["permits_voided"], seen["assignments"], seen["crews"]) == (0, 1, 1)
    tighter = same | {"requirements": same["requirements"] | {"max_minutes": 5}}
    seen = desk("liaison", "post", path, zone_id=zone["id"], **tighter)
    assert [each["number"] for each in seen["permit_list"]] == [made["permits"][0]["number"]]
    assert seen["permits_requested"] == 1
    assert seen["briefings_voided"] == 1
    ended = desk("liaison", "post", f"{ZONES}/{zone['id']}/preview", step="end")
    assert (ended["permits_voided"], ended["tickets_leaving"]) == (1, ended["tickets"])
    assert desk("liaison", "get", f"/api/v1/entry-permits/{made['permits'][0]['id']}")["state"] == "requested"


def test_a_draft_is_previewed_as_it_would_be_published(
    work: Work, client: TestClient, admin: Headers, ward: Authority, unit: Unit
) -> None:
    add_ticket(work, unit)
    draft = add_zone(work, ward, publish=False).zone
    answer = client.post(f"{ZONES}/{draft.id}/preview", headers=admin, json={"step": "publish_draft"})
    assert answer.json()["tickets_entering"] == 1
    published = add_zone(work, ward).zone
    refused = client.post(f"{ZONES}/{published.id}/preview", headers=admin, json={"step": "publish_draft"})
    assert (refused.status_code, refused.json()["code"]) == (409, "zone.no_draft")


def test_other_zones_over_the_same_ground_are_named(
    work: Work, client: TestClient, admin: Headers, ward: Authority, clock: ManualClock
) -> None:
    other = add_zone(work, ward, name="Ngập", valid_until=clock.now() + timedelta(hours=1))
    add_zone(work, ward, MultiPolygon([box(100, 10, 101, 11)]))
    seen = preview(client, admin)
    assert [each["id"] for each in seen["overlaps"]] == [str(other.zone.id)]
    later = (clock.now() + timedelta(hours=2)).isoformat()
    assert preview(client, admin, valid_from=later)["overlaps"] == []


def test_only_what_the_asker_may_know_is_named_and_all_is_counted(
    work: Work, client: TestClient, ward: Authority, unit: Unit
) -> None:
    add_user(work, "liaison", Role.LIAISON, ward)
    liaison = sign_in_as(client, "liaison")
    add_ticket(work, unit)
    seen = preview(client, liaison)
    assert (seen["tickets"], seen["ticket_list"], seen["numbers"]) == (1, [], [])
    with work.begin() as tx:
        tx.session.execute(text("UPDATE authorities SET area = ST_GeomFromText(:wkt, 4326)"), {"wkt": SQUARE.wkt})
    assert len(preview(client, liaison)["ticket_list"]) == 1


def test_what_could_not_be_published_cannot_be_previewed_either(
    client: TestClient, admin: Headers, ward: Authority, clock: ManualClock
) -> None:
    over = (clock.now() - timedelta(hours=1)).isoformat()
    body = {"geometry": geojson(SQUARE), "authority_id": str(ward.id), "valid_until": over}
    answer = client.post(f"{ZONES}/preview", headers=admin, json=body)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "valid_until")


def _facts(work: Work, zone_id: UUID, at: Any) -> tuple[Any, ...]:
    with work.look() as tx:
        jobs = rows.versions_of_jobs(tx.session, zone_id)
        void = tx.session.scalars(
            select(EntryPermit.id).where(EntryPermit.zone_id == zone_id, EntryPermit.state == "void")
        )
        return rows.verdicts_at(tx.session, zone_id, at), jobs, frozenset(void)


def _random_content(rng: random.Random, clock: ManualClock) -> Content:
    west, south = 108.15 + rng.uniform(0, 0.06), 16.0 + rng.uniform(0, 0.06)
    area = MultiPolygon([box(west, south, west + rng.uniform(0.01, 0.09), south + rng.uniform(0.01, 0.09))])
    asked = ZoneRequirements(permit_needed=rng.random() < 0.8, max_minutes=rng.choice([None, 30, 60]))
    begins = clock.now() + timedelta(minutes=30) if rng.random() < 0.3 else None
    return Content(area, requirements=asked, valid_from=begins)


@pytest.mark.parametrize("seed", range(4))
def test_publishing_does_what_the_preview_said(work: Work, clock: ManualClock, seed: int) -> None:
    rng, depot = random.Random(seed), make_depot(work)  # noqa: S311 - no secret
    ward = add_authority(work, "W1")
    crews, spread = depot.add_crews(3), lambda: rng.uniform(0, 0.1)
    tickets = [
        create_ticket(
            work, depot.dispatcher,
            NewTicket("fault_repair", Place(108.15 + spread(), 16.0 + spread()), rng.choice([0.0, 2000.0]),
                      unit_id=depot.unit.id),
        ).ticket.id
        for _ in range(12)
    ]  # fmt: skip
    zone_id = zones.create_zone(work, OPERATOR, NewZone("z", "flood", ward.id, _random_content(rng, clock))).zone.id
    for crew, ticket_id in zip(crews, tickets, strict=False):
        assign(work, depot.dispatcher, NewAssignment(ticket_id, crew.id))
    keeper = _keeper(work, depot)
    for _ in range(3):
        content = _random_content(rng, clock)
        told = zone_previews.preview_content(work, keeper, content, zone_id=zone_id)
        verdicts, jobs, void = _facts(work, zone_id, told.at)
        zones.add_version(work, keeper, zone_id, content)
        clock.advance(max(told.at - clock.now(), timedelta()))
        apply_due(work)
        after_verdicts, after_jobs, after_void = _facts(work, zone_id, told.at)
        said = {each.ticket.id: (each.before, each.after) for each in told.tickets}
        assert said == {
            each: (verdicts.get(each, "outside"), after_verdicts.get(each, "outside"))
            for each in verdicts.keys() | after_verdicts.keys()
        }
        assert {each.id for each in told.assignments} == {
            each for each in jobs.keys() | after_jobs.keys() if jobs.get(each) != after_jobs.get(each)
        }
        assert {each.id for each in told.permits_voided} == after_void - void
        clock.advance(timedelta(minutes=1))


def _keeper(work: Work, depot: Depot) -> Any:
    return people.find_subject(work, add_user(work, "keeper", Role.ADMIN, depot.unit).id)
