"""CAP 1.2 messages as zones: alert, update, cancel; what is only a test; latitude before longitude; circles."""

from datetime import timedelta
from typing import Any

import pytest
import shapely
from fastapi.testclient import TestClient
from shapely import Point

from app.access import Role
from app.clock import ManualClock
from app.schema.authorities import Authority
from app.schema.zones import Zone
from app.services.work import Work
from geo.places import Place, distance_m
from tests.app.test_zone_files import area_of, bring, export, listed, rich_zone
from tests.support.accounts import add_authority, add_user, sign_in_as

Headers = dict[str, str]
RING = "16.0,108.1 16.0,108.2 16.1,108.2 16.1,108.1 16.0,108.1"
SENT = "2026-04-01T11:50:00+07:00"


@pytest.fixture
def liaison(work: Work, client: TestClient, ward: Authority) -> Headers:
    add_user(work, "liaison", Role.LIAISON, ward)
    return sign_in_as(client, "liaison")


def message(  # noqa: PLR0913 - one for each element that a test changes
    identifier: str = "a1", *, kind: str = "Alert", status: str = "Actual", sent: str = SENT, references: str = "",
    area: str = f"<polygon>{RING}</polygon>", info: str = "", category: str = "CBRNE", severity: str = "Severe",
) -> bytes:  # fmt: skip
    listed_before = f"<references>{references}</references>" if references else ""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
  <identifier>{identifier}</identifier><sender>pccc@danang.gov.vn</sender><sent>{sent}</sent>
  <status>{status}</status><msgType>{kind}</msgType><scope>Public</scope>{listed_before}
  <info><language>vi-VN</language><category>{category}</category><event>Rò rỉ amoniac</event>
    <urgency>Immediate</urgency><severity>{severity}</severity><certainty>Observed</certainty>{info}
    <headline>Rò rỉ amoniac ở Hòa Khánh</headline>
    <area><areaDesc>Hòa Khánh</areaDesc>{area}</area></info>
</alert>""".encode()


def take(client: TestClient, headers: Headers, content: bytes, **asked: Any) -> dict[str, Any]:
    told: dict[str, Any] = bring(client, headers, content, authority="W1", **asked)["message"]
    return told


def test_an_alert_makes_a_zone_latitude_first_with_what_its_hazard_usually_asks(
    client: TestClient, liaison: Headers
) -> None:
    assert take(client, liaison, message())["outcome"] == "created"
    (zone,) = listed(client, liaison)
    assert (zone["name"], zone["hazard_class"], zone["current"]["level"]) == (
        "Rò rỉ amoniac ở Hòa Khánh",
        "chemical",
        2,
    )
    assert area_of(zone).bounds == (108.1, 16.0, 108.2, 16.1)
    assert zone["current"]["requirements"]["ppe_profile"] == "chemical_splash"
    assert zone["current"]["legal_instrument"] == "CAP pccc@danang.gov.vn,a1"


def test_the_same_message_again_changes_nothing(client: TestClient, liaison: Headers) -> None:
    first, second = (take(client, liaison, message()) for _ in range(2))
    assert (second["outcome"], second["zone_id"]) == ("unchanged", first["zone_id"])
    assert listed(client, liaison)[0]["current"]["version_no"] == 1


def test_an_update_supersedes_by_reference_and_a_cancel_ends(
    client: TestClient, liaison: Headers, clock: ManualClock
) -> None:
    take(client, liaison, message())
    moved = f"<polygon>{RING.replace('108.2', '108.3')}</polygon>"
    first = "pccc@danang.gov.vn,a1,2026-04-01T11:50:00+07:00"
    update = message("a2", kind="Update", references=first, area=moved, severity="Extreme",
                     sent="2026-04-01T11:55:00+07:00")  # fmt: skip
    assert take(client, liaison, update)["outcome"] == "changed"
    (zone,) = listed(client, liaison)
    assert (zone["current"]["version_no"], zone["current"]["level"]) == (2, 3)
    assert area_of(zone).bounds[2] == 108.3
    clock.advance(timedelta(minutes=1))
    both = f"{first} pccc@danang.gov.vn,a2,2026-04-01T11:55:00+07:00"
    cancel = message("a3", kind="Cancel", references=both, sent="2026-04-01T11:58:00+07:00")
    assert take(client, liaison, cancel)["outcome"] == "ended"
    assert listed(client, liaison) == []


def test_what_people_asked_beyond_the_message_stays_through_an_update(client: TestClient, liaison: Headers) -> None:
    take(client, liaison, message())
    (zone,) = listed(client, liaison)
    current = zone["current"]
    body = {"geometry": current["geometry"], "requirements": current["requirements"] | {"max_people": 2}}
    client.post(f"/api/v1/zones/{zone['id']}/versions", headers=liaison, json=body | {"doffing_point": "Cổng"})
    update = message("a2", kind="Update", references="pccc@danang.gov.vn,a1,x", sent="2026-04-01T11:55:00+07:00")
    take(client, liaison, update)
    after = listed(client, liaison)[0]["current"]
    assert (after["requirements"]["max_people"], after["doffing_point"]) == (2, "Cổng")


def test_an_older_message_that_comes_late_is_passed_over(client: TestClient, liaison: Headers) -> None:
    take(client, liaison, message())
    late = message("a0", kind="Update", references="pccc@danang.gov.vn,a1,x", sent="2026-04-01T11:00:00+07:00")
    told = take(client, liaison, late)
    assert (told["outcome"], [each["code"] for each in told["reasons"]]) == ("ignored", ["cap.older"])


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"status": "Test"}, "cap.not_actual"),
        ({"status": "Exercise"}, "cap.not_actual"),
        ({"kind": "Ack"}, "cap.not_about_a_zone"),
        ({"kind": "Cancel", "references": "a,b,c"}, "cap.unknown_reference"),
    ],
)
def test_what_changes_nothing_says_so_plainly(
    client: TestClient, liaison: Headers, changes: dict[str, str], code: str
) -> None:
    told = take(client, liaison, message(**changes))
    assert (told["outcome"], [each["code"] for each in told["reasons"]]) == ("ignored", [code])
    assert told["reasons"][0]["text"]
    assert listed(client, liaison) == []


def test_an_update_whose_alert_never_came_makes_the_zone(client: TestClient, liaison: Headers) -> None:
    assert take(client, liaison, message(kind="Update", references="a,b,c"))["outcome"] == "created"


def test_a_circle_leaves_nothing_of_itself_out(client: TestClient, liaison: Headers) -> None:
    take(client, liaison, message(area="<circle>16.05,108.15 2.5</circle>"))
    area = area_of(listed(client, liaison)[0])
    centre = Place(108.15, 16.05)
    outline = [Point(at) for at in shapely.get_coordinates(area)]
    metres = [distance_m(centre, corner) for corner in outline]
    assert 2500 <= min(metres) <= max(metres) < 2510
    assert shapely.distance(area.boundary, Point(108.15, 16.05)) * 111_195 > 2400


def test_the_period_is_the_message_s(client: TestClient, liaison: Headers) -> None:
    times = "<onset>2026-04-01T13:00:00+07:00</onset><expires>2026-04-01T18:00:00+07:00</expires>"
    take(client, liaison, message(info=times))
    (zone,) = listed(client, liaison)
    assert zone["state"] == "coming"
    period = zone["next"]["effective_from"], zone["next"]["effective_until"]
    assert period == ("2026-04-01T06:00:00Z", "2026-04-01T11:00:00Z")


@pytest.mark.parametrize(
    ("content", "field"),
    [
        (message(sent="yesterday"), "alert.sent"),
        (message(sent="2026-04-01T11:50:00"), "alert.sent"),
        (
            message(area="<polygon>108.1,16.0 108.2,16.0 108.2,16.1 108.1,16.0</polygon>"),
            "alert.info[0].area[0].polygon[0]",
        ),
        (message(area="<polygon>16,108 16,109</polygon>"), "alert.info[0].area[0].polygon[0].coordinates[0]"),
        (message(area="<circle>16,108 0</circle>"), "alert.info[0].area[0].circle[0]"),
        (message(area="<geocode><valueName>x</valueName><value>1</value></geocode>"), "alert.info.area"),
        (message(references="a1"), "alert.references"),
        (message(info="<expires>2020-01-01T00:00:00Z</expires>"), "valid_until"),
        (message().replace(b"cap:1.2", b"cap:1.1"), "alert"),
        (message().replace(b"<identifier>a1</identifier>", b""), "alert.identifier"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_stand_is_named_by_its_element(
    client: TestClient, liaison: Headers, content: bytes, field: str
) -> None:
    told = bring(client, liaison, content, expect=422, authority="W1")
    assert [each["field"] for each in told["errors"]] == [field]


def test_somebody_else_s_zone_is_not_changed_by_a_message(work: Work, client: TestClient, liaison: Headers) -> None:
    take(client, liaison, message())
    add_user(work, "other", Role.LIAISON, add_authority(work, "W2"))
    update = message("a2", kind="Update", references="pccc@danang.gov.vn,a1,x", sent="2026-04-01T11:55:00+07:00")
    bring(client, sign_in_as(client, "other"), update, expect=403, authority="W2")


def test_a_try_changes_nothing(work: Work, client: TestClient, liaison: Headers) -> None:
    assert take(client, liaison, message(), dry_run="true")["outcome"] == "created"
    with work.look() as tx:
        assert tx.session.query(Zone).count() == 0


def test_a_zone_goes_out_as_a_message_and_comes_back_with_its_outline(
    work: Work, client: TestClient, liaison: Headers, ward: Authority
) -> None:
    rich_zone(work, ward, parts=False)
    (before,) = listed(client, liaison)
    content = export(client, liaison, "cap", zone_id=before["id"])
    assert take(client, liaison, content)["outcome"] == "created"
    after = next(each for each in listed(client, liaison) if each["id"] != before["id"])
    assert (after["name"], after["hazard_class"], after["current"]["level"]) == (
        before["name"], before["hazard_class"], before["current"]["level"],
    )  # fmt: skip
    filled = shapely.union_all([shapely.Polygon(part.exterior) for part in area_of(before).geoms])
    assert area_of(after).equals(filled)


def test_a_message_is_about_one_zone(work: Work, client: TestClient, liaison: Headers, ward: Authority) -> None:
    for _ in range(2):
        rich_zone(work, ward)
    answer = client.get("/api/v1/zones/export", headers=liaison, params={"format": "cap"})
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid.one_zone")
