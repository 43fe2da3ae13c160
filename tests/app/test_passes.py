"""Entry passes: issued, renewed and revoked with their permit; keys and lists that guards fetch without an account."""

from base64 import urlsafe_b64decode
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from app.access import Role, system
from app.adapters.vault import AesVault
from app.clock import ManualClock
from app.errors import TooManyError
from app.schema.events import Event
from app.schema.passes import EntryPass, PassKey
from app.schema.permits import PermitPerson
from app.schema.units import Unit
from app.services import pass_keys, passes, permits
from app.services.work import Work
from app.wire.limits import MOST_ADDRESSES, Limiter
from compliance.passes import Answer, PassList, check_pass, read_list, read_pass
from tests.support.accounts import OPERATOR, add_unit, add_user
from tests.support.jobs import GATE, Job, add_version, make_job, permit_of, request

PERMITS, KEYS = "/api/v1/entry-permits", "/api/v1/pass-keys"
REVOKED = f"{KEYS}/revoked"
Headers = dict[str, str]
SignIn = Callable[[UUID], Headers]
TASK = system("test")


@pytest.fixture
def approved(client: TestClient, liaison: Headers, permit_id: UUID) -> UUID:
    step(client, liaison, permit_id, "approved", gate={"name": GATE})
    return permit_id


def step(client: TestClient, headers: Headers, permit_id: UUID, to: str, **more: object) -> None:
    answer = client.post(f"{PERMITS}/{permit_id}/transitions", headers=headers, json={"to": to} | more)
    assert answer.status_code == 200, answer.text


def pass_of(client: TestClient, headers: Headers, permit_id: UUID) -> dict[str, Any]:
    answer = client.get(f"{PERMITS}/{permit_id}/pass", headers=headers)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def has_none(client: TestClient, headers: Headers, permit_id: UUID) -> bool:
    answer = client.get(f"{PERMITS}/{permit_id}/pass", headers=headers)
    return (answer.status_code, answer.json().get("code")) == (409, "pass.none")


def keys_of(client: TestClient) -> dict[bytes, bytes]:
    found = client.get(KEYS).json()["keys"]
    return {bytes.fromhex(each["kid"]): urlsafe_b64decode(each["x"] + "=") for each in found}


def list_of(client: TestClient) -> PassList:
    return read_list(client.get(REVOKED).content, keys_of(client))


def told(client: TestClient, clock: ManualClock, text: str, zone: str = "Z-DN") -> Answer:
    """What a guard says who has just been online."""
    return check_pass(text, keys_of(client), list_of(client), now=clock.now(), zone=zone).answer


def rows_of(work: Work, permit_id: UUID) -> list[tuple[bool, str | None]]:
    with work.look() as tx:
        query = select(EntryPass).where(EntryPass.permit_id == permit_id).order_by(EntryPass.id)
        return [(each.revoked_at is None, each.revoked_because) for each in tx.session.scalars(query)]


@contextmanager
def changed(work: Work, permit_id: UUID) -> Any:
    """Change a permit; its pass follows in the same transaction."""
    with permit_of(work, permit_id) as (tx, permit):
        yield tx, permit
        tx.session.flush()
        passes.follow(tx, OPERATOR, permit)


def swap_out(work: Work, job: Job, permit_id: UUID) -> None:
    with changed(work, permit_id) as (tx, _):
        tx.session.get_one(PermitPerson, (permit_id, job.members[1].id)).void_at = tx.now


def test_an_approval_issues_a_pass_that_names_people_vehicle_zone_gate_and_window(
    work: Work, client: TestClient, liaison: Headers, approved: UUID, clock: ManualClock
) -> None:
    found = pass_of(client, liaison, approved)
    assert (found["permit_number"], found["zone_number"], found["zone_name"]) == ("DN-P26-000001", "Z-DN", "Zone DN")
    assert (found["people"], found["plates"], found["gate"]) == (["Minh", "Nam"], ["43C-DN"], GATE)
    assert (found["valid_from"], found["valid_until"]) == ("2026-04-01T05:30:00Z", "2026-04-01T08:00:00Z")
    assert told(client, clock, found["text"]) is Answer.NOT_YET
    clock.advance(timedelta(minutes=30))
    assert told(client, clock, found["text"]) is Answer.VALID
    assert told(client, clock, found["text"], "Z-HUE") is Answer.WRONG_ZONE
    assert rows_of(work, approved) == [(True, None)]


def test_before_an_approval_and_after_a_denial_there_is_none(
    client: TestClient, liaison: Headers, permit_id: UUID
) -> None:
    assert has_none(client, liaison, permit_id)
    step(client, liaison, permit_id, "denied", reason="no")
    assert has_none(client, liaison, permit_id)


def test_dispatch_shows_a_pass_too_and_others_do_not(
    work: Work, client: TestClient, dispatcher: Headers, approved: UUID, job: Job, sign_in: SignIn
) -> None:
    assert pass_of(client, dispatcher, approved)["id"]
    other = make_job(work, "HUE", job.parent)
    stranger = sign_in(add_user(work, "stranger", Role.DISPATCHER, other.unit).id)
    assert client.get(f"{PERMITS}/{approved}/pass", headers=stranger).status_code == 404


def test_a_revocation_reaches_the_list_in_the_same_moment(
    work: Work, client: TestClient, liaison: Headers, approved: UUID, clock: ManualClock
) -> None:
    text = pass_of(client, liaison, approved)["text"]
    step(client, liaison, approved, "revoked", reason="outbreak")
    assert has_none(client, liaison, approved)
    clock.advance(timedelta(minutes=30))
    assert told(client, clock, text) is Answer.REVOKED
    assert rows_of(work, approved) == [(False, "revoked")]


def test_whatever_ends_a_permit_before_its_time_revokes_its_pass(
    work: Work, client: TestClient, liaison: Headers, dispatcher: Headers, job: Job, approved: UUID
) -> None:
    step(client, dispatcher, approved, "withdrawn")
    assert rows_of(work, approved) == [(False, "withdrawn")]
    again = request(work, job)
    step(client, liaison, again, "approved")
    with work.begin() as tx:
        permits.close_for(tx, OPERATOR, job.assignment.id)
    assert rows_of(work, again) == [(False, "closed")]
    assert list_of(client).passes == ids_of(work, approved, again)


def ids_of(work: Work, *permit_ids: UUID) -> frozenset[UUID]:
    with work.look() as tx:
        return frozenset(tx.session.scalars(select(EntryPass.id).where(EntryPass.permit_id.in_(permit_ids))))


def test_a_zone_version_that_voids_the_permit_revokes_its_pass(work: Work, job: Job, approved: UUID) -> None:
    with work.begin() as tx:
        new = add_version(tx, job.zone, 2, max_people=1)
        permits.on_zone_version(tx, OPERATOR, job.zone.id, job.version, new)
    assert rows_of(work, approved) == [(False, "void")]


def test_a_pass_that_is_over_needs_no_place_on_the_list(
    work: Work, client: TestClient, liaison: Headers, approved: UUID, clock: ManualClock
) -> None:
    text = pass_of(client, liaison, approved)["text"]
    clock.advance(timedelta(hours=3))
    with work.begin() as tx:
        permits.expire_due(tx, TASK)
    assert told(client, clock, text) is Answer.EXPIRED
    assert list_of(client).passes == frozenset()
    assert rows_of(work, approved) == [(True, None)]


def test_a_revoked_pass_leaves_the_list_when_it_is_over(
    client: TestClient, liaison: Headers, approved: UUID, clock: ManualClock
) -> None:
    step(client, liaison, approved, "revoked", reason="outbreak")
    assert len(list_of(client).passes) == 1
    clock.advance(timedelta(hours=3))
    assert list_of(client).passes == frozenset()


def test_a_swap_issues_the_pass_anew_without_the_one_who_left(
    work: Work, client: TestClient, liaison: Headers, job: Job, approved: UUID, clock: ManualClock
) -> None:
    before = pass_of(client, liaison, approved)
    swap_out(work, job, approved)
    after = pass_of(client, liaison, approved)
    assert (after["people"], after["id"] == before["id"]) == (["Minh"], False)
    clock.advance(timedelta(minutes=30))
    assert told(client, clock, before["text"]) is Answer.REVOKED
    assert told(client, clock, after["text"]) is Answer.VALID
    assert rows_of(work, approved) == [(False, "changed"), (True, None)]


def test_when_nobody_is_left_on_it_there_is_no_pass(work: Work, job: Job, approved: UUID) -> None:
    swap_out(work, job, approved)
    with changed(work, approved) as (tx, _):
        tx.session.get_one(PermitPerson, (approved, job.members[0].id)).void_at = tx.now
    assert [good for good, _ in rows_of(work, approved)] == [False, False]


def test_a_pass_that_still_says_what_the_permit_says_stays(
    work: Work, client: TestClient, liaison: Headers, approved: UUID, clock: ManualClock
) -> None:
    before = pass_of(client, liaison, approved)
    clock.advance(timedelta(minutes=10))
    with changed(work, approved):
        pass
    assert pass_of(client, liaison, approved) == before


def test_what_happens_to_passes_stands_in_the_audit_trail_without_names(
    work: Work, client: TestClient, liaison: Headers, job: Job, approved: UUID
) -> None:
    step(client, liaison, approved, "revoked", reason="outbreak")
    with work.look() as tx:
        found = list(tx.session.scalars(select(Event).where(Event.subject_kind == "pass").order_by(Event.id)))
    assert [each.verb for each in found] == ["pass.issued", "pass.revoked"]
    for each in found:
        assert (each.unit_id, each.authority_id, each.assignment_id) == (
            job.unit.id, job.authority.id, job.assignment.id,
        )  # fmt: skip
        assert each.subject_id in ids_of(work, approved)
        assert "Minh" not in str(each.payload)


def test_permits_that_were_approved_before_there_were_passes_get_theirs_once(work: Work, permit_id: UUID) -> None:
    with permit_of(work, permit_id) as (tx, permit):
        permit.state, permit.valid_from, permit.valid_until = "approved", tx.now, permit.requested_until
    with work.begin() as tx:
        assert (passes.issue_due(tx, TASK), passes.issue_due(tx, TASK)) == (1, 0)
    assert rows_of(work, permit_id) == [(True, None)]


def test_the_phone_has_the_pass_in_its_job_and_loses_it_with_the_permit(
    client: TestClient, liaison: Headers, job: Job, approved: UUID, sign_in: SignIn
) -> None:
    leader = sign_in(job.leader.id)

    def held() -> list[dict[str, Any]]:
        (pack,) = client.get("/mobile/v1/sync/pull", headers=leader).json()["assignments"]
        found: list[dict[str, Any]] = pack["passes"]
        return found

    assert held() == [pass_of(client, liaison, approved)]
    step(client, liaison, approved, "revoked", reason="outbreak")
    assert held() == []


def test_keys_and_list_need_no_account_and_are_not_sent_twice(client: TestClient) -> None:
    for address in (KEYS, REVOKED):
        first = client.get(address)
        assert (first.status_code, first.headers["cache-control"]) == (200, "public, no-cache")
        again = client.get(address, headers={"If-None-Match": f'"other", {first.headers["etag"]}'})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
        assert client.get(address, headers={"If-None-Match": '"other"'}).status_code == 200


def test_a_key_is_a_json_web_key(client: TestClient) -> None:
    (key,) = client.get(KEYS).json()["keys"]
    assert {name: key[name] for name in ("kty", "crv", "alg", "use")} == {
        "kty": "OKP", "crv": "Ed25519", "alg": "EdDSA", "use": "sig",
    }  # fmt: skip


def test_the_list_says_how_long_it_is_good_and_which_zones_there_are(
    work: Work, client: TestClient, job: Job, clock: ManualClock
) -> None:
    clock.advance(timedelta(seconds=30))
    listed = list_of(client)
    assert listed.issued_at == clock.now() - timedelta(seconds=30)
    assert listed.next_update - listed.issued_at == timedelta(hours=work.settings.pass_list_hours)
    assert [(each.number, each.name, each.gates) for each in listed.zones] == [("Z-DN", "Zone DN", (GATE,))]


def test_a_new_key_is_shown_a_day_before_it_signs(
    work: Work, client: TestClient, liaison: Headers, job: Job, approved: UUID, clock: ManualClock
) -> None:
    old = pass_of(client, liaison, approved)["key_id"]
    new = pass_keys.rotate(work, OPERATOR)
    assert [each["kid"] for each in client.get(KEYS).json()["keys"]] == [old, new.key_id]
    swap_out(work, job, approved)
    assert pass_of(client, liaison, approved)["key_id"] == old
    clock.advance(timedelta(hours=24))
    later = request(work, make_job(work, "HUE"))
    with permit_of(work, later) as (tx, permit):
        permit.valid_from, permit.valid_until = permit.requested_from, permit.requested_until
        permit.state = "approved"
        passes.follow(tx, OPERATOR, permit)
        (found,) = passes.list_of_permits(tx, [later])
    assert found.key_id == new.key_id
    assert [each["kid"] for each in client.get(KEYS).json()["keys"]] == [new.key_id]


def test_an_old_key_stays_to_be_had_until_its_last_pass_is_over(
    work: Work, client: TestClient, liaison: Headers, approved: UUID, clock: ManualClock
) -> None:
    found = pass_of(client, liaison, approved)
    pass_keys.rotate(work, OPERATOR, at_once=True)
    clock.advance(timedelta(hours=2))
    assert told(client, clock, found["text"]) is Answer.VALID
    clock.advance(timedelta(hours=1))
    assert told(client, clock, found["text"]) is Answer.UNKNOWN_KEY


def test_a_key_that_leaked_is_refused_and_its_passes_are_issued_anew(
    work: Work, client: TestClient, liaison: Headers, approved: UUID, clock: ManualClock
) -> None:
    before, known = pass_of(client, liaison, approved), keys_of(client)
    pass_keys.revoke(work, OPERATOR, before["key_id"])
    assert has_none(client, liaison, approved)
    assert bytes.fromhex(before["key_id"]) not in keys_of(client)
    offline = check_pass(before["text"], known, list_of(client), now=clock.now())
    assert offline.answer is Answer.KEY_REVOKED
    with work.begin() as tx:
        assert (passes.issue_due(tx, TASK), passes.issue_due(tx, TASK)) == (1, 0)
    after = pass_of(client, liaison, approved)
    clock.advance(timedelta(minutes=30))
    assert told(client, clock, after["text"]) is Answer.VALID
    assert rows_of(work, approved) == [(False, "key"), (True, None)]


def test_another_secret_means_another_key_and_old_passes_stay_good(
    work: Work, client: TestClient, liaison: Headers, job: Job, approved: UUID, clock: ManualClock
) -> None:
    before = pass_of(client, liaison, approved)
    moved = replace(work, vault=AesVault("another secret"))
    swap_out(moved, job, approved)
    after = pass_of(client, liaison, approved)
    assert after["key_id"] != before["key_id"]
    clock.advance(timedelta(minutes=30))
    assert told(client, clock, after["text"]) is Answer.VALID
    assert read_pass(before["text"]).people == ("Minh", "Nam")


def test_a_private_key_stands_nowhere_in_the_open(work: Work) -> None:
    with work.begin() as tx:
        key, private = pass_keys.signing_key(tx)
        assert private not in key.sealed_private_key
        assert work.vault.unseal(key.sealed_private_key, key.public_key) == private
        assert work.vault.unseal(key.sealed_private_key, b"another key") is None
        assert AesVault("another secret").unseal(key.sealed_private_key, key.public_key) is None
        assert work.vault.unseal(b"", key.public_key) is None
        assert tx.session.scalars(select(PassKey)).one() is key


def test_only_the_administrator_of_a_whole_utility_keeps_keys(
    work: Work, client: TestClient, job: Job, dispatcher: Headers, sign_in: SignIn
) -> None:
    below: Unit = add_unit(work, "DN-1", job.unit)
    admin, lesser = (
        sign_in(add_user(work, f"admin-{each.code.lower()}", Role.ADMIN, each).id) for each in (job.unit, below)
    )
    assert client.post(KEYS, headers=dispatcher, json={}).status_code == 403
    assert client.post(KEYS, headers=lesser, json={}).status_code == 403
    first, second = (client.post(KEYS, headers=admin, json={}).json() for _ in range(2))
    assert first["signs_from"] == "2026-04-01T05:00:00Z"  # there was none
    assert second["signs_from"] == "2026-04-02T05:00:00Z"
    assert client.post(KEYS, headers=admin, json={"at_once": True}).json()["signs_from"] == first["signs_from"]
    given_up = {"kid": first["kid"]}
    assert client.post(f"{KEYS}/revocations", headers=lesser, json=given_up).status_code == 403
    answer = client.post(f"{KEYS}/revocations", headers=admin, json=given_up)
    assert answer.json()["revoked_at"] == "2026-04-01T05:00:00Z"
    assert client.post(f"{KEYS}/revocations", headers=admin, json={"kid": "00000000"}).status_code == 404


def test_one_address_may_ask_only_so_often(client: TestClient, clock: ManualClock) -> None:
    limiter: Limiter = client.app.state.public_limiter  # type: ignore[attr-defined]
    limiter.per_minute = 6
    answers = [client.get(KEYS).status_code for _ in range(7)]
    assert answers == [200] * 6 + [429]
    assert client.get(REVOKED).headers["retry-after"] == "10"
    limiter.take("another address")
    clock.advance(timedelta(seconds=10))
    assert [client.get(KEYS).status_code for _ in range(2)] == [200, 429]
    clock.advance(timedelta(hours=1))
    assert [client.get(KEYS).status_code for _ in range(7)] == answers


def test_a_flood_of_addresses_does_not_fill_the_memory(clock: ManualClock) -> None:
    limiter = Limiter(clock, 1)
    for number in range(MOST_ADDRESSES + 5):
        limiter.take(f"address {number}")
    limiter.take("address 0")  # forgotten, and so welcome again
    with pytest.raises(TooManyError):
        limiter.take(f"address {MOST_ADDRESSES}")
