"""Verification over HTTP: each of their own units, bounded, and never more than hashes of others."""

from collections.abc import Callable, Iterator
from uuid import UUID, uuid4

import pytest
from fastapi.testclient import TestClient

from app.access import Role
from app.main import create_app
from app.schema.units import Unit
from app.services.audit_report import MOST_LINKS
from app.services.work import Work
from app.wiring import Wiring
from tests.support.accounts import add_unit, add_user
from tests.support.trails import Trail

pytestmark = pytest.mark.race

VERIFY = "/api/v1/audit/verify"
Headers = dict[str, str]


@pytest.fixture
def unit(trails: Trail) -> Unit:
    return add_unit(trails.work, uuid4().hex[:6])


@pytest.fixture
def own(trails: Trail, unit: Unit) -> Trail:
    """A trail of a unit that somebody audits."""
    return Trail(trails.work, trails.clock, trails.owner, trails.home, unit.id)


@pytest.fixture
def asking(trails: Trail) -> Iterator[TestClient]:
    app = create_app(trails.work.settings, Wiring.around(trails.work))
    app.state.auth.subjects.lifetime_seconds = 0
    with TestClient(app) as client:
        yield client


def headers(asking: TestClient, trail: Trail, role: Role, unit: Unit) -> Headers:
    user = add_user(trail.work, uuid4().hex, role, unit)
    token = asking.app.state.auth.tokens.issue(user.id, trail.clock.now())  # type: ignore[attr-defined]
    return {"Authorization": f"Bearer {token}"}


def test_an_auditor_sees_that_the_newest_links_hold_and_which_checkpoint_vouches(
    asking: TestClient, own: Trail, unit: Unit
) -> None:
    own.sealed(3)
    own.checkpoint()
    told = asking.get(VERIFY, headers=headers(asking, own, Role.AUDITOR, unit)).json()
    mine = next(each for each in told["chains"] if each["chain_id"] == str(unit.id))
    length = len(own.links())
    assert (mine["name"], mine["position"], mine["vouched"], mine["more"]) == (unit.code, length, length, False)
    assert mine["hash"] == own.links()[-1][2].hex()
    assert [each for each in told["faults"] if each["chain_id"] == str(unit.id)] == []
    assert told["checkpoint"]["number"] >= 1


def test_a_broken_link_is_named(asking: TestClient, own: Trail, unit: Unit) -> None:
    own.sealed(3)
    links = own.links()
    own.as_owner("UPDATE events SET verb = 'x' WHERE id = :id", id=links[1][1])
    told = asking.get(VERIFY, headers=headers(asking, own, Role.ADMIN, unit)).json()
    assert told["whole"] is False
    mine = next(each for each in told["faults"] if each["chain_id"] == str(unit.id))
    assert (mine["what"], mine["position"], mine["event_id"]) == ("edited", 2, str(links[1][1]))


def test_a_trail_without_any_seal_is_whole(client: TestClient, work: Work, sign_in: Callable[[UUID], Headers]) -> None:
    auditor = add_user(work, "kim", Role.AUDITOR, add_unit(work, "DN"))
    told = client.get(VERIFY, headers=sign_in(auditor.id)).json()
    assert (told["whole"], told["links"], told["chains"], told["checkpoint"]) == (True, 0, [], None)


def test_one_chain_can_be_walked_in_stretches(asking: TestClient, own: Trail, unit: Unit) -> None:
    who = headers(asking, own, Role.AUDITOR, unit)
    own.sealed(5)
    length = len(own.links())
    after, seen = 0, 0
    while True:
        asked = {"chain_id": str(unit.id), "after": after, "limit": 2}
        told = asking.get(VERIFY, headers=who, params=asked).json()
        (chain,) = told["chains"]
        seen += told["links"]
        assert (told["whole"], told["links"] <= 2, chain["after"]) == (True, True, after)
        after = chain["position"]
        if not chain["more"]:
            break
    assert (seen, after) == (length, length)


def test_a_stretch_that_begins_behind_the_end_is_no_stretch(asking: TestClient, own: Trail, unit: Unit) -> None:
    own.sealed(1)
    asked = {"chain_id": str(unit.id), "after": 10_000}
    told = asking.get(VERIFY, headers=headers(asking, own, Role.AUDITOR, unit), params=asked).json()
    assert [each["what"] for each in told["faults"]] == ["deleted"]


def test_chains_of_others_are_not_there(asking: TestClient, own: Trail, unit: Unit) -> None:
    own.sealed(1)
    other = headers(asking, own, Role.AUDITOR, add_unit(own.work, uuid4().hex[:6]))
    told = asking.get(VERIFY, headers=other).json()
    assert str(unit.id) not in {each["chain_id"] for each in told["chains"]}
    assert asking.get(VERIFY, headers=other, params={"chain_id": str(unit.id)}).status_code == 404


@pytest.mark.parametrize("role", [Role.HSE, Role.DISPATCHER])
def test_whoever_does_not_audit_is_refused(asking: TestClient, own: Trail, unit: Unit, role: Role) -> None:
    assert asking.get(VERIFY, headers=headers(asking, own, role, unit)).status_code == 403


def test_nobody_asks_for_more_than_one_request_may_look_at(asking: TestClient, own: Trail, unit: Unit) -> None:
    who = headers(asking, own, Role.AUDITOR, unit)
    assert asking.get(VERIFY, headers=who, params={"limit": MOST_LINKS + 1}).status_code == 422
