"""Whoever changes what happened is found, even with all rights in the database; the first broken link is named."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from app.access import system
from app.auth.audit_keys import known_keys, open_key
from app.services.audit_checkpoints import make
from app.services.audit_compare import compare
from app.services.audit_faults import Fault, What, first_of, first_of_each
from app.services.checkpoint_file import CheckpointFile
from app.services.erasure import ERASED, erase_details
from compliance.checkpoints import read
from tests.support.trails import Trail

pytestmark = pytest.mark.race

AS_PEM = (Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
NAMED = {"reporter_name": "Nguyễn Thị Hoa", "reporter_phone": "0905123456"}


def test_a_trail_that_nobody_touched_is_whole(trail: Trail) -> None:
    trail.sealed(3, erasable=NAMED)
    trail.checkpoint()
    trail.sealed(2)
    assert trail.fault() is None
    assert trail.walk().position == 5


@pytest.mark.parametrize(
    "change",
    [
        "payload = payload || '{\"volt\": 400}'", "payload = '{}'", "server_time = server_time + interval '1 us'",
        "device_time = server_time", "actor = 'somebody else'", "actor_id = subject_id", "verb = 'test.undone'",
        "subject_id = id", "subject_kind = 'crew'", "ticket_id = id", "assignment_id = id", "crew_id = id",
        "authority_id = id", "erasable_hash = repeat('0', 64)", "unit_id = gen_random_uuid()", "unit_id = NULL",
    ],
)  # fmt: skip
def test_any_fact_that_is_edited_is_found_at_its_event(trail: Trail, change: str) -> None:
    ids = trail.sealed(4)
    trail.as_owner(f"UPDATE events SET {change} WHERE id = :id", id=ids[1])  # noqa: S608 - our own words
    assert trail.fault() == Fault(What.EDITED, trail.unit_id, 2, ids[1])


def test_an_event_that_is_deleted_leaves_a_gap(trail: Trail) -> None:
    ids = trail.sealed(4)
    trail.as_owner("DELETE FROM events WHERE id = :id", id=ids[1])
    assert trail.fault() == Fault(What.DELETED, trail.unit_id, 2, ids[1])


def test_an_event_that_is_deleted_with_its_seal_leaves_a_gap_too(trail: Trail) -> None:
    ids = trail.sealed(4)
    trail.as_owner("DELETE FROM events WHERE id = :id", id=ids[1])
    trail.as_owner("DELETE FROM audit_seals WHERE event_id = :id", id=ids[1])
    assert trail.fault() == Fault(What.DELETED, trail.unit_id, 2, None)


def test_history_that_was_rewritten_to_the_end_is_found_by_the_next_checkpoint(trail: Trail) -> None:
    """An attacker who can write everything deletes an event and computes all links behind it anew."""
    first = trail.sealed(2)
    trail.checkpoint()
    trail.sealed(4)
    trail.checkpoint()
    trail.sealed(2)
    assert len(first) == 2
    trail.as_owner("DELETE FROM events WHERE id = :id", id=trail.links()[3][1])
    trail.reseal()
    assert trail.walk().fault is None
    found = trail.fault()
    assert found is not None
    assert (found.what, found.chain_id, found.position, found.after) == (What.REWRITTEN, trail.unit_id, 6, 2)


def test_an_edit_with_all_links_computed_anew_is_found_by_the_checkpoint(trail: Trail) -> None:
    ids = trail.sealed(3)
    trail.checkpoint()
    trail.as_owner("UPDATE events SET payload = '{}' WHERE id = :id", id=ids[0])
    trail.reseal()
    assert trail.walk().fault is None
    found = trail.fault()
    assert found is not None
    assert (found.what, found.position, found.after) == (What.REWRITTEN, 3, 0)


def test_an_event_that_slips_in_among_sealed_ones_is_found(trail: Trail) -> None:
    ids = trail.sealed(3)
    forged = uuid4()
    trail.as_owner(
        "INSERT INTO events (id, xid, unit_id, subject_kind, subject_id, verb, actor, server_time, payload)"
        " SELECT :forged, xid, unit_id, subject_kind, subject_id, verb, actor, server_time, payload FROM events"
        " WHERE id = :like",
        forged=UUID(int=ids[1].int - 1), like=ids[1],
    )  # fmt: skip
    assert forged not in ids
    assert trail.fault() == Fault(What.INSERTED, trail.unit_id, 2, UUID(int=ids[1].int - 1))


def test_an_event_that_is_inserted_and_sealed_in_between_is_found_by_the_checkpoint(trail: Trail) -> None:
    trail.sealed(3)
    trail.checkpoint()
    extra = trail.sealed(1)[0]
    trail.as_owner("UPDATE audit_seals SET position = position + 100 WHERE chain_id = :c", c=trail.unit_id)
    trail.as_owner(
        "UPDATE audit_seals SET position = CASE WHEN event_id = :e THEN 1 ELSE position - 99 END WHERE chain_id = :c",
        e=extra, c=trail.unit_id,
    )  # fmt: skip
    trail.reseal()
    assert trail.walk().fault is None
    found = trail.fault()
    assert found is not None
    assert (found.what, found.position) == (What.REWRITTEN, 3)


def test_two_links_that_changed_places_are_told_from_an_edit(trail: Trail) -> None:
    ids = trail.sealed(5)
    swap = "UPDATE audit_seals SET event_id = CAST(:to AS uuid) WHERE chain_id = :c AND position = :at"
    trail.as_owner(swap, to=uuid4(), c=trail.unit_id, at=2)
    trail.as_owner(swap, to=ids[1], c=trail.unit_id, at=4)
    trail.as_owner(swap, to=ids[3], c=trail.unit_id, at=2)
    assert trail.fault() == Fault(What.REORDERED, trail.unit_id, 2, ids[3])


def test_a_tail_that_was_cut_off_is_found_by_the_checkpoint_alone(trail: Trail) -> None:
    ids = trail.sealed(6)
    trail.checkpoint()
    trail.as_owner("DELETE FROM audit_seals WHERE chain_id = :c AND position > 4", c=trail.unit_id)
    trail.as_owner("DELETE FROM events WHERE id = ANY(:ids)", ids=ids[4:])
    assert trail.walk().fault is None
    found = trail.fault()
    assert found is not None
    assert (found.what, found.position, found.event_id, found.after) == (What.TRUNCATED, 5, None, 0)


def test_a_chain_that_is_gone_altogether_is_found_by_the_checkpoint(trail: Trail) -> None:
    trail.sealed(2)
    trail.checkpoint()
    trail.as_owner("DELETE FROM audit_seals WHERE chain_id = :c", c=trail.unit_id)
    trail.as_owner("DELETE FROM events WHERE unit_id = :c", c=trail.unit_id)
    found = trail.fault()
    assert found is not None
    assert (found.what, found.position) == (What.TRUNCATED, 1)


def test_seals_that_were_lost_are_made_again_as_they_were(trail: Trail) -> None:
    trail.sealed(3)
    before = trail.links()
    trail.checkpoint()
    trail.as_owner("DELETE FROM audit_seals WHERE chain_id = :c AND position = 3", c=trail.unit_id)
    trail.seal()
    assert trail.links() == before
    assert trail.fault() is None


def erase(trail: Trail, ids: list[UUID]) -> int:
    with trail.work.begin() as tx:
        return erase_details(tx, system("retention"), ids, "retention.reporters")


def test_what_is_erased_lawfully_leaves_the_chain_whole(trail: Trail) -> None:
    ids = trail.sealed(3, erasable=NAMED)
    trail.checkpoint()
    assert erase(trail, ids[:2]) == 2
    trail.seal()
    assert trail.fault() is None
    assert trail.walk().erased == 2
    assert trail.as_owner("SELECT count(*) FROM event_details WHERE event_id = ANY(:ids)", ids=ids)[0][0] == 1


def test_an_erasure_is_on_record_and_sealed_with_the_ids_of_its_events(trail: Trail) -> None:
    ids = trail.sealed(2, erasable=NAMED)
    erase(trail, ids)
    told = trail.as_owner(
        "SELECT actor, payload FROM events WHERE unit_id = :u AND verb = :v", u=trail.unit_id, v=ERASED
    )
    assert [tuple(row) for row in told] == [
        ("system:retention", {"reason": "retention.reporters", "count": 2, "events": [str(each) for each in ids]})
    ]
    trail.seal()
    assert trail.walk().position == 3


def test_to_erase_again_does_nothing_and_tells_nothing(trail: Trail) -> None:
    ids = trail.sealed(2, erasable=NAMED)
    erase(trail, ids)
    assert erase(trail, [*ids, uuid4()]) == 0
    trail.seal()
    assert trail.walk().position == 3


def test_what_is_erased_without_a_record_is_found(trail: Trail) -> None:
    ids = trail.sealed(2, erasable=NAMED)
    trail.as_owner("DELETE FROM event_details WHERE event_id = :id", id=ids[1])
    assert trail.fault() == Fault(What.DETAIL_MISSING, trail.unit_id, 2, ids[1])


@pytest.mark.parametrize("change", ['body || \'{"reporter_name": "X"}\'', "body - '_salt'", "'{}'"])
def test_a_personal_part_that_is_not_what_was_written_is_found(trail: Trail, change: str) -> None:
    ids = trail.sealed(2, erasable=NAMED)
    trail.as_owner(f"UPDATE event_details SET body = {change} WHERE event_id = :id", id=ids[0])  # noqa: S608 - likewise
    assert trail.fault() == Fault(What.DETAIL_EDITED, trail.unit_id, 1, ids[0])


def test_a_personal_part_that_is_added_later_is_found(trail: Trail) -> None:
    ids = trail.sealed(2)
    trail.as_owner("INSERT INTO event_details (event_id, body) VALUES (:id, '{}')", id=ids[0])
    assert trail.fault() == Fault(What.DETAIL_EDITED, trail.unit_id, 1, ids[0])


def test_the_same_words_never_have_the_same_hash_so_it_betrays_nothing_once_they_are_erased(trail: Trail) -> None:
    trail.sealed(2, erasable=NAMED)
    hashes = trail.as_owner("SELECT erasable_hash FROM events WHERE unit_id = :u", u=trail.unit_id)
    salts = trail.as_owner(
        "SELECT d.body->>'_salt' FROM event_details d JOIN events e ON e.id = d.event_id WHERE e.unit_id = :u",
        u=trail.unit_id,
    )
    assert len({row[0] for row in hashes}) == 2
    assert {len(row[0]) for row in salts} == {32}


def test_an_event_from_before_there_was_salt_still_verifies(trail: Trail) -> None:
    ids = trail.happen(1, erasable=NAMED)
    old = '{"reporter_name":"Nguyễn Thị Hoa","reporter_phone":"0905123456"}'
    trail.as_owner("UPDATE event_details SET body = CAST(:old AS jsonb) WHERE event_id = :id", old=old, id=ids[0])
    hashed = "UPDATE events SET erasable_hash = encode(sha256(convert_to(:old, 'UTF8')), 'hex') WHERE id = :id"
    trail.as_owner(hashed, old=old, id=ids[0])
    trail.seal()
    assert trail.fault() is None


def test_after_a_restore_into_a_younger_server_sealing_goes_on_where_it_was(trail: Trail) -> None:
    """What docs/audit.md tells the operator to do: transaction ids of another server mean nothing in this one."""
    before, unsealed = trail.sealed(3), trail.happen(2)
    trail.as_owner(
        "UPDATE events SET xid = CASE WHEN EXISTS (SELECT FROM audit_seals s WHERE s.event_id = events.id)"
        " THEN '3'::xid8 ELSE '4'::xid8 END"
    )
    trail.as_owner("UPDATE audit_seals SET xid = '3'")
    new = trail.sealed(1)
    assert [event_id for _, event_id, _ in trail.links()] == [*before, *unsealed, *new]
    assert trail.fault() is None


Spoil = Callable[[list[str]], list[str]]


def spoilt(trail: Trail, spoil: Spoil) -> list[Fault]:
    """What comparing says once the file's lines were spoilt."""
    trail.sealed(1)
    trail.checkpoint()
    trail.sealed(1)
    trail.checkpoint()
    lines = spoil(list(CheckpointFile.inside(trail.home).lines()))
    return compare(trail.work, lines, known_keys(trail.home), only={trail.unit_id}).faults


@pytest.mark.parametrize(
    "spoil",
    [
        lambda lines: [*lines[:-2], lines[-2].replace('"count":', '"count":1'), lines[-1]],
        lambda lines: [*lines[:-2], lines[-1]],
        lambda lines: [*lines[:-2], lines[-1], lines[-2]],
        lambda lines: [*lines[:-1], "{}"],
        lambda lines: [*lines[:-1], lines[-1][:-6] + '0000"}'],
        lambda lines: lines[1:],
    ],
    ids=["edited", "one is missing", "swapped", "no checkpoint", "another signature", "the first is missing"],
)
def test_checkpoints_that_were_changed_are_found(trail: Trail, spoil: Spoil) -> None:
    assert [each.what for each in spoilt(trail, spoil)] == [What.CHECKPOINT_BROKEN]


def test_a_checkpoint_by_an_unknown_key_is_not_believed(trail: Trail) -> None:
    trail.sealed(1)
    trail.checkpoint()
    known = {"0" * 16: Ed25519PrivateKey.generate().public_key()}
    found = trail.fault(known)
    assert found is not None
    assert (found.what, found.chain_id) == (What.KEY_UNKNOWN, None)


def test_checkpoints_by_an_old_key_and_by_a_new_one_are_both_believed(trail: Trail) -> None:
    trail.sealed(1)
    trail.checkpoint()
    new = open_key(trail.home, open_key(trail.home / "new").private.private_bytes(*AS_PEM).decode())
    trail.sealed(1)
    assert make(trail.work, new, at_once=True)
    trail.checkpoint()
    keys = known_keys(trail.home)
    lines = list(CheckpointFile.inside(trail.home).lines())
    assert read(lines[-1]).statement.key == new.key_id
    assert compare(trail.work, lines, keys, only={trail.unit_id}).faults == []
    del keys[new.key_id]
    assert [each.what for each in compare(trail.work, lines, keys, only={trail.unit_id}).faults] == [What.KEY_UNKNOWN]


def test_the_first_fault_is_a_checkpoint_that_is_not_believed_then_the_earliest_link() -> None:
    late = Fault(What.EDITED, UUID(int=1), 9, None)
    early, other = replace(late, position=2), Fault(What.DELETED, UUID(int=2), 1, None)
    bad = Fault(What.KEY_UNKNOWN, None, None, None, 4)
    assert first_of([late, other, early]) == early
    assert first_of([late, bad]) == bad
    assert first_of([]) is None
    assert first_of_each([late, other, early, bad]) == [bad, early, other]
