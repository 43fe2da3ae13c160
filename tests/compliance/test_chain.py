"""The hash chain: a link covers its event, its place and everything before it."""

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

import pytest

from compliance.chain import SALT, SYSTEM_CHAIN, SealedFacts, chain_of, genesis, link, salted_hash, sealed_text

ONE, TWO = UUID(int=1), UUID(int=2)
FACTS = SealedFacts(
    id=UUID("0195d0c1-0000-7000-8000-000000000001"),
    unit_id=UUID("0195d0c1-0000-7000-8000-0000000000aa"),
    authority_id=None,
    crew_id=None,
    ticket_id=UUID("0195d0c1-0000-7000-8000-0000000000bb"),
    assignment_id=None,
    subject_kind="ticket",
    subject_id=UUID("0195d0c1-0000-7000-8000-0000000000bb"),
    verb="ticket.created",
    actor_id=None,
    actor="system:import",
    device_time=None,
    server_time=datetime(2026, 4, 1, 5, 0, tzinfo=UTC),
    payload={"work_type": "fault_repair", "customers_affected": 12, "note": "đứt dây"},
    erasable_hash=None,
)
OTHERWISE: dict[str, Any] = {
    "id": ONE, "unit_id": ONE, "authority_id": ONE, "crew_id": ONE, "ticket_id": ONE, "assignment_id": ONE,
    "subject_kind": "crew", "subject_id": ONE, "verb": "ticket.closed", "actor_id": ONE, "actor": "somebody",
    "device_time": FACTS.server_time, "server_time": FACTS.server_time + timedelta(microseconds=1),
    "payload": dict(FACTS.payload) | {"customers_affected": 13}, "erasable_hash": "00",
}  # fmt: skip


def test_the_text_that_is_hashed_is_the_one_that_the_documentation_shows() -> None:
    assert sealed_text(1, FACTS) == (
        '{"actor":"system:import","actor_id":null,"assignment_id":null,"authority_id":null,"crew_id":null,'
        '"device_time":null,"erasable_hash":null,"id":"0195d0c1-0000-7000-8000-000000000001",'
        '"payload":{"customers_affected":12,"note":"đứt dây","work_type":"fault_repair"},"position":1,'
        '"server_time":"2026-04-01T05:00:00.000000Z","subject_id":"0195d0c1-0000-7000-8000-0000000000bb",'
        '"subject_kind":"ticket","ticket_id":"0195d0c1-0000-7000-8000-0000000000bb",'
        '"unit_id":"0195d0c1-0000-7000-8000-0000000000aa","verb":"ticket.created"}'
    )


def test_a_link_is_the_hash_of_the_one_before_and_of_the_text() -> None:
    previous = genesis(FACTS.unit_id or SYSTEM_CHAIN)
    assert previous == sha256(b"cordon audit chain 1:0195d0c1-0000-7000-8000-0000000000aa").digest()
    assert link(previous, 1, FACTS) == sha256(previous + sealed_text(1, FACTS).encode()).digest()


@pytest.mark.parametrize("name", sorted(OTHERWISE))
def test_a_change_of_any_fact_changes_the_link(name: str) -> None:
    changed = replace(FACTS, **{name: OTHERWISE[name]})
    assert link(genesis(ONE), 1, changed) != link(genesis(ONE), 1, FACTS)


def test_every_fact_is_tried_above() -> None:
    assert {each.name for each in fields(SealedFacts)} == OTHERWISE.keys()


def test_a_link_is_bound_to_its_place_and_to_what_came_before() -> None:
    assert link(genesis(ONE), 1, FACTS) != link(genesis(ONE), 2, FACTS)
    assert link(genesis(ONE), 1, FACTS) != link(genesis(TWO), 1, FACTS)


def test_the_chain_is_that_of_the_unit_else_of_the_authority_else_the_systems() -> None:
    assert chain_of(ONE, TWO) == ONE
    assert chain_of(None, TWO) == TWO
    assert chain_of(None, None) == SYSTEM_CHAIN == UUID("00000000-0000-0000-0000-000000000000")


def test_the_salt_is_part_of_what_is_hashed() -> None:
    assert salted_hash({"name": "Hoa", SALT: "00"}) == sha256(b'{"_salt":"00","name":"Hoa"}').hexdigest()
    assert salted_hash({"name": "Hoa", SALT: "00"}) != salted_hash({"name": "Hoa", SALT: "01"})
