"""Writes the event that belongs to each change, in the same transaction."""

import hashlib
import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from app.access import Subject
from app.schema.base import new_id
from app.schema.events import Event, EventDetail
from app.services.work import Tx
from app.storage import events
from compliance.chain import SALT, SALT_BYTES, salted_hash


@dataclass(frozen=True)
class About:
    """What an event is about, and through which ids its readers find it."""

    kind: str
    id: UUID
    unit_id: UUID | None = None
    authority_id: UUID | None = None
    crew_id: UUID | None = None
    ticket_id: UUID | None = None
    assignment_id: UUID | None = None


@dataclass(frozen=True)
class Happened:
    """One of several things that happened: what, to what, and facts that stay for ever."""

    verb: str
    about: About
    payload: dict[str, Any]
    device_time: datetime | None = None
    id: UUID | None = None
    """Of the event, where it has to be known beforehand."""


def record(
    tx: Tx,
    subject: Subject,
    verb: str,
    about: About,
    *,
    payload: dict[str, Any] | None = None,
    erasable: dict[str, Any] | None = None,
    device_time: datetime | None = None,
) -> UUID:
    """Write one event and return its id.

    Args:
        tx: the transaction of the change itself.
        subject: who did it.
        verb: what happened, ``<kind>.<past participle>``.
        about: the thing it happened to.
        payload: facts that stay for ever; no personal data.
        erasable: facts that name people, as JSON takes them; kept apart, only their salted hash stays.
        device_time: when the phone says it happened.
    """
    event_id = new_id()
    body = salted(erasable) if erasable else None
    tx.session.add(
        Event(
            id=event_id,
            unit_id=about.unit_id,
            authority_id=about.authority_id,
            crew_id=about.crew_id,
            ticket_id=about.ticket_id,
            assignment_id=about.assignment_id,
            subject_kind=about.kind,
            subject_id=about.id,
            verb=verb,
            actor_id=subject.user_id,
            actor=subject.name,
            device_time=device_time,
            server_time=tx.now,
            payload=payload or {},
            erasable_hash=erasable_hash_of(body) if body else None,
        )
    )
    tx.session.flush()
    if body:
        tx.session.add(EventDetail(event_id=event_id, body=body))
    return event_id


def record_all(
    tx: Tx,
    subject: Subject,
    verb: str,
    abouts: Sequence[About],
    payload: dict[str, Any],
    first_id: UUID | None = None,
) -> UUID:
    """Write one thing that happened for each of several groups of readers, in one statement; the id of the first event.

    Args:
        tx: the transaction of the change itself.
        subject: who did it.
        verb: what happened, ``<kind>.<past participle>``.
        abouts: the thing it happened to, once for each group of readers.
        payload: facts that stay for ever; no personal data.
        first_id: of the first event, where it had to be known beforehand.
    """
    return record_each(tx, subject, [Happened(verb, about, payload) for about in abouts], first_id)


def record_each(tx: Tx, subject: Subject, told: Sequence[Happened], first_id: UUID | None = None) -> UUID:
    """Write several things that happened in this order, in one statement; the id of the first event.

    Args:
        tx: the transaction of the changes themselves.
        subject: who did them.
        told: at least one.
        first_id: of the first event, where it had to be known beforehand.
    """
    ids = [first_id or told[0].id or new_id(), *(each.id or new_id() for each in told[1:])]
    events.put_all(tx.session, [_row(tx, subject, event_id, each) for event_id, each in zip(ids, told, strict=True)])
    return ids[0]


def _row(tx: Tx, subject: Subject, event_id: UUID, each: Happened) -> dict[str, Any]:
    about = each.about
    return {
        "id": event_id, "unit_id": about.unit_id, "authority_id": about.authority_id, "crew_id": about.crew_id,
        "ticket_id": about.ticket_id, "assignment_id": about.assignment_id, "subject_kind": about.kind,
        "subject_id": about.id, "verb": each.verb, "actor_id": subject.user_id, "actor": subject.name,
        "device_time": each.device_time, "server_time": tx.now, "payload": each.payload,
    }  # fmt: skip


def salted(body: dict[str, Any]) -> dict[str, Any]:
    """An erasable body with random salt in it, so that its hash tells nothing once it is erased."""
    return body | {SALT: secrets.token_hex(SALT_BYTES)}


def erasable_hash_of(body: dict[str, Any]) -> str:
    """The hash that an event keeps of its erasable body; those written before there was salt keep theirs."""
    return salted_hash(body) if SALT in body else hash_of(body)


def hash_of(body: dict[str, Any]) -> str:
    """SHA-256 of the canonical JSON of a payload: sorted keys, no spaces, UTF-8."""
    canonical = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()
