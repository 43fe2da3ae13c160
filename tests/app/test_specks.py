"""The smallest numbers there are: as good as zero, never an error of the service."""

from itertools import product

import pytest
from fastapi.testclient import TestClient
from shapely import MultiPolygon, box

from app.access import Role
from app.services.work import Work
from tests.support.accounts import add_authority, add_unit, add_user, sign_in_as
from tests.support.places import add_zone

SPECK = 5e-324


@pytest.mark.parametrize(("lon", "lat", "accuracy_m"), list(product((0, SPECK), (0, -SPECK), (0, SPECK, 1e-300))))
def test_a_place_next_to_nothing_from_nowhere_is_judged(
    work: Work, client: TestClient, lon: float, lat: float, accuracy_m: float
) -> None:
    add_user(work, "dispatcher", Role.DISPATCHER, add_unit(work, "DN"))
    add_zone(work, add_authority(work, "W1"), MultiPolygon([box(SPECK, SPECK, 1, 1)]))
    dispatcher = sign_in_as(client, "dispatcher")
    asked = {"lon": lon, "lat": lat, "accuracy_m": accuracy_m}
    judged = client.get("/api/v1/judgement", headers=dispatcher, params=asked)
    place = {"type": "Point", "coordinates": [lon, lat]}
    report = {"work_type": "fault_repair", "place": place, "accuracy_m": accuracy_m}
    made = [client.post("/api/v1/tickets", headers=dispatcher, json=report) for _ in range(2)]
    ticket = client.get(f"/api/v1/tickets/{made[1].json()['id']}", headers=dispatcher)
    add_zone(work, add_authority(work, "W2"), MultiPolygon([box(-1, -1, SPECK, SPECK)]))
    again = client.get("/api/v1/judgement", headers=dispatcher, params=asked)
    assert [each.status_code for each in (judged, *made, ticket, again)] == [200, 201, 201, 200, 200]
    assert len(ticket.json()["nearby"]) == 1
