"""Hot, warm and cold parts of a zone: drawn within it, judged at the place, seen by desk and phone, changed with it."""

from typing import Any

import pytest

from app.clock import ManualClock
from tests.support.crew_phone import Desk, Phone, assigned, codes, open_ticket

ZONES = "/api/v1/zones"
SPLIT = "25 Nguyễn Văn Linh"
"""An address of the story outside its zones."""


def square(west: float, south: float, east: float, north: float) -> dict[str, Any]:
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def place_of(desk: Desk) -> tuple[float, float]:
    lon, lat = open_ticket(desk, SPLIT)["place"]["coordinates"]
    return lon, lat


def around(desk: Desk, size: float = 0.004, **changed: Any) -> dict[str, Any]:
    """A zone around the ticket: hot within ``size / 4`` of it, warm beside."""
    lon, lat = place_of(desk)
    hot, edge = size / 4, size
    return {
        "name": "Kho hóa chất", "hazard_class": "chemical", "level": 3,
        "authority_id": desk("liaison", "get", "/api/v1/me")["roles"][0]["authority_id"],
        "geometry": square(lon - edge, lat - edge, lon + edge, lat + edge),
        "requirements": {"ppe_profile": "medical_gown", "max_minutes": 60, "exit_templates": ["doffing"]},
        "doffing_point": "Cổng B",
        "parts": [
            {"kind": "warm", "geometry": square(lon + hot, lat - edge, lon + edge, lat + edge), "max_minutes": 45},
            {"kind": "hot", "name": "Bồn 3", "geometry": square(lon - hot, lat - hot, lon + hot, lat + hot),
             "ppe_profile": "chemical_splash", "max_minutes": 20},
        ],
        "gates": [{"name": "Cổng A", "place": {"type": "Point", "coordinates": [lon, lat + edge]}, "into": "hot"}],
    } | changed  # fmt: skip


def publish(desk: Desk, **changed: Any) -> dict[str, Any]:
    made: dict[str, Any] = desk("liaison", "post", ZONES, expect=201, **around(desk, **changed))
    return made


def test_parts_and_the_gates_into_them_are_read_as_they_were_drawn(desk: Desk) -> None:
    current = publish(desk)["current"]
    assert [(part["kind"], part["name"], part["max_minutes"]) for part in current["parts"]] == [
        ("warm", "", 45), ("hot", "Bồn 3", 20),
    ]  # fmt: skip
    assert current["gates"][0]["into"] == "hot"


def test_a_ticket_in_the_hot_part_is_asked_what_that_part_asks(desk: Desk) -> None:
    publish(desk)
    ticket = desk("dispatcher", "get", f"/api/v1/tickets/{open_ticket(desk, SPLIT)['id']}")
    hit = next(each for each in ticket["zones"] if each["hazard_class"] == "chemical")
    assert (hit["part"], hit["part_name"]) == ("hot", "Hot zone")
    assert hit["requirements"]["ppe_profiles"] == ["chemical_splash"]
    assert hit["requirements"]["max_minutes"] == 20


def test_a_place_between_two_parts_gets_the_hottest_and_one_beside_them_the_zones_own(desk: Desk) -> None:
    publish(desk)
    lon, lat = place_of(desk)

    def part(at_lon: float, at_lat: float) -> tuple[Any, Any]:
        asked = {"lon": at_lon, "lat": at_lat}
        hits = desk("dispatcher", "get", "/api/v1/judgement", **asked)["zones"]
        hit = next(each for each in hits if each["hazard_class"] == "chemical")
        return hit["part"], hit["requirements"]["max_minutes"]

    assert part(lon + 0.001, lat) == ("hot", 20)
    assert part(lon + 0.003, lat) == ("warm", 45)
    assert part(lon - 0.003, lat) == (None, 60)


def test_the_phone_has_the_parts_and_the_gate_asks_for_the_part_s_ppe(desk: Desk, clock: ManualClock) -> None:
    publish(desk)
    made, phone = assigned(desk, SPLIT), Phone(desk, clock)
    pack = phone.pack()
    zone = next(each for each in pack["zones"] if each["hazard_class"] == "chemical")
    assert {part["kind"] for part in zone["parts"]} == {"hot", "warm"}
    assert (zone["part"], zone["gates"][0]["into"]) == ("hot", "hot")
    line = next(each for each in pack["gate"]["lines"] if each["number"] == 5)
    assert {each["params"].get("profile") for each in line["reasons"]} <= {"chemical_splash", None}
    for to in ("accepted", "en_route", "waiting_entry"):
        phone.go(made["id"], to)
    assert "gate.hse.not_signed_off" in codes(phone.go(made["id"], "inside"))


def test_a_part_that_tightens_voids_the_permit_and_one_elsewhere_does_not(desk: Desk) -> None:
    lon, lat = place_of(desk)
    far = [{"kind": "hot", "geometry": square(lon + 0.002, lat, lon + 0.003, lat + 0.001), "max_minutes": 5}]
    zone = publish(desk, parts=[], gates=[])
    made = assigned(desk, SPLIT)
    content = {
        name: value
        for name, value in around(desk, gates=[]).items()
        if name not in ("name", "hazard_class", "authority_id")
    }

    def permit() -> str:
        permits = desk("dispatcher", "get", f"/api/v1/assignments/{made['id']}")["permits"]
        state: str = permits[0]["state"]
        return state

    desk("liaison", "post", f"{ZONES}/{zone['id']}/versions", **(content | {"parts": far}))
    assert permit() == "requested"
    desk("liaison", "post", f"{ZONES}/{zone['id']}/versions", **content)
    assert permit() == "void"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        (lambda parts: parts[1].update(max_minutes=90), "parts[1].max_minutes"),
        (lambda parts: parts[1].update(ppe_profile="spacesuit"), "parts[1].ppe_profile"),
        (lambda parts: parts[0].update(geometry=square(108, 16, 108.1, 16.1)), "parts[0].geometry"),
        (lambda parts: parts.append(parts[1] | {"kind": "cold"}), "parts[2].geometry"),
        (lambda parts: parts.pop(1), "gates[0].into"),
    ],
)
def test_parts_that_cannot_stand_are_refused_by_field(desk: Desk, change: Any, field: str) -> None:
    body = around(desk)
    change(body["parts"])
    answer = desk("liaison", "post", ZONES, expect=422, **body)
    assert [each["field"] for each in answer["errors"]] == [field]


def test_a_draft_keeps_its_parts_until_it_is_published(desk: Desk) -> None:
    draft = publish(desk, publish=False)
    assert len(draft["next"]["parts"]) == 2
    seen = desk("liaison", "post", f"{ZONES}/{draft['id']}/preview", step="publish_draft")
    assert seen["tickets_entering"] >= 1
