"""The hash chain of the audit trail: what of an event is hashed, and how one link follows from the last.

A chain is named by the unit of its events, else by their authority, else it is the system's. Its links count from
1; each is the SHA-256 of the link before it and of its event's canonical text, the position included.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from compliance.canonical import canonical, moment

SYSTEM_CHAIN = UUID(int=0)
"""Of events that belong neither to a unit nor to an authority."""

SALT = "_salt"
"""Member of an erasable body that holds its random salt, in hexadecimal."""

SALT_BYTES = 16


@dataclass(frozen=True, slots=True)
class SealedFacts:
    """All of an event that its link covers. ``erasable_hash`` stands for what may be erased."""

    id: UUID
    unit_id: UUID | None
    authority_id: UUID | None
    crew_id: UUID | None
    ticket_id: UUID | None
    assignment_id: UUID | None
    subject_kind: str
    subject_id: UUID
    verb: str
    actor_id: UUID | None
    actor: str
    device_time: datetime | None
    server_time: datetime
    payload: Mapping[str, Any]
    erasable_hash: str | None


def chain_of(unit_id: UUID | None, authority_id: UUID | None) -> UUID:
    """The chain that an event belongs to."""
    return unit_id or authority_id or SYSTEM_CHAIN


def genesis(chain_id: UUID) -> bytes:
    """What the first link of a chain follows: no two chains begin alike, so links cannot move between them."""
    return sha256(f"cordon audit chain 1:{chain_id}".encode()).digest()


def link(previous: bytes, position: int, facts: SealedFacts) -> bytes:
    """The link of an event, 32 bytes.

    Args:
        previous: the link before it, or the chain's ``genesis``.
        position: 1 for the first.
        facts: of the event.
    """
    return sha256(previous + sealed_text(position, facts).encode()).digest()


def sealed_text(position: int, facts: SealedFacts) -> str:
    """An event's canonical text: names in order, each absent id ``null``, moments of one form."""
    return (
        f'{{"actor":{canonical(facts.actor)},"actor_id":{_id(facts.actor_id)}'
        f',"assignment_id":{_id(facts.assignment_id)},"authority_id":{_id(facts.authority_id)}'
        f',"crew_id":{_id(facts.crew_id)},"device_time":{_time(facts.device_time)}'
        f',"erasable_hash":{canonical(facts.erasable_hash)},"id":{_id(facts.id)}'
        f',"payload":{canonical(facts.payload)},"position":{position},"server_time":{_time(facts.server_time)}'
        f',"subject_id":{_id(facts.subject_id)},"subject_kind":{canonical(facts.subject_kind)}'
        f',"ticket_id":{_id(facts.ticket_id)},"unit_id":{_id(facts.unit_id)},"verb":{canonical(facts.verb)}}}'
    )


def _id(value: UUID | None) -> str:
    return "null" if value is None else f'"{value}"'


def _time(at: datetime | None) -> str:
    return "null" if at is None else f'"{moment(at)}"'


def salted_hash(body: Mapping[str, Any]) -> str:
    """Hash of an erasable body with its salt in it: who has the hash alone cannot try out what it may have said."""
    return sha256(canonical(body).encode()).hexdigest()
