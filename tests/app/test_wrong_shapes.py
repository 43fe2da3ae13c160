"""Geometry that cannot stand is refused by the API with its code, its place in the body and what to do."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.access import Role
from app.services.work import Work
from tests.support.accounts import add_authority, add_user, sign_in_as
from tests.support.imports import square
from tests.support.wrong_shapes import WRONG

NOT_AN_OBJECT = "not_an_object"
"""What the schema refuses before anything else looks at it."""


def post(work: Work, client: TestClient, geometry: object) -> Any:
    ward = add_authority(work, "W1")
    add_user(work, "liaison", Role.LIAISON, ward)
    body = {"name": "A", "hazard_class": "flood", "authority_id": str(ward.id), "geometry": geometry}
    return client.post("/api/v1/zones", json=body, headers=sign_in_as(client, "liaison"))


@pytest.mark.parametrize("code", [code for code in WRONG if code != NOT_AN_OBJECT])
def test_each_fault_is_named_with_its_place_and_remedy(work: Work, client: TestClient, code: str) -> None:
    answer = post(work, client, WRONG[code])
    assert answer.status_code == 422
    problem = answer.json()
    assert problem["code"] == f"invalid.{code}"
    (fault,) = problem["errors"]
    assert fault["field"].startswith("geometry")
    assert fault["detail"]
    assert fault["remedy"]


def test_a_third_coordinate_is_an_error_here(work: Work, client: TestClient) -> None:
    (ring,) = square()["coordinates"]
    raised = {"type": "Polygon", "coordinates": [[[*at, 12.5] for at in ring]]}
    answer = post(work, client, raised)
    assert answer.status_code == 422
    assert answer.json()["code"] == "invalid.third_coordinate"
    assert answer.json()["errors"][0]["field"] == "geometry.coordinates[0][0]"
