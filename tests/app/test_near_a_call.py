"""What the agent is told of a place during the call: other open tickets near by."""

import pytest

from tests.support.crew_phone import Desk, open_ticket

JUDGEMENT = "/api/v1/judgement"


def test_an_open_ticket_near_the_place_is_named_with_its_distance(desk: Desk) -> None:
    known = open_ticket(desk, "Bệnh viện")
    lon, lat = known["place"]["coordinates"]
    near = desk("agent", "get", JUDGEMENT, lon=lon, lat=lat + 0.0005)["nearby"]
    assert [each["number"] for each in near] == [known["number"]]
    assert near[0]["address"] == known["address"]
    assert near[0]["distance_m"] == pytest.approx(55.7, abs=1)


def test_a_vague_place_looks_as_far_as_it_is_vague(desk: Desk) -> None:
    lon, lat = open_ticket(desk, "Bệnh viện")["place"]["coordinates"]
    asked = {"lon": lon, "lat": lat + 0.003}
    assert desk("agent", "get", JUDGEMENT, **asked)["nearby"] == []
    assert len(desk("agent", "get", JUDGEMENT, **asked, accuracy_m=400)["nearby"]) == 1


def test_a_cancelled_ticket_is_no_neighbour(desk: Desk) -> None:
    known = open_ticket(desk, "Bệnh viện")
    lon, lat = known["place"]["coordinates"]
    step = f"/api/v1/tickets/{known['id']}/transitions"
    desk("dispatcher", "post", step, to="cancelled", reason="reported twice")
    assert desk("agent", "get", JUDGEMENT, lon=lon, lat=lat)["nearby"] == []
