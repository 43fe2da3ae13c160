"""The trail of an entry permit: each thing that happens to it is an event and, in the same moment, a step to read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from app.access import Subject
from app.schema.assignments import Assignment
from app.schema.base import new_id
from app.schema.permits import EntryPermit, PermitStep
from app.services.events import About, Happened, record, record_each
from app.services.work import Tx

SCREEN, RULE = "screen", "rule"


@dataclass(frozen=True)
class Said:
    """How the authority said it, where not on its own screen, and who of it did.

    What names a person (``name``, ``function``, ``number_called``, ``note``) is kept where it can be erased.
    """

    channel: str = SCREEN
    name: str = ""
    function: str = ""
    number_called: str = ""
    letter_number: str | None = None
    letter_date: date | None = None
    file_reference: str | None = None
    said_at: datetime | None = None
    note: str = ""

    @property
    def erasable(self) -> dict[str, Any]:
        """What names people."""
        named = {"name": self.name, "function": self.function, "number_called": self.number_called, "note": self.note}
        return {key: value for key, value in named.items() if value}

    @property
    def payload(self) -> dict[str, Any]:
        """What stays for ever."""
        if self.channel == SCREEN:
            return {}
        told = {
            "channel": self.channel,
            "letter_number": self.letter_number,
            "letter_date": self.letter_date.isoformat() if self.letter_date else None,
            "file_reference": self.file_reference,
            "said_at": self.said_at.isoformat() if self.said_at else None,
        }
        return {key: value for key, value in told.items() if value is not None}


HERE = Said()
"""On the authority's own screen, or by the desk that took the step."""


@dataclass(frozen=True)
class Noted:
    """One thing that happened to a permit, beside who did it and when.

    Attributes:
        verb: ``permit.<past participle>``.
        before: the state that it left, where it changed the state.
        to: the state that it led to, likewise.
        payload: facts that stay for ever, beside the permit's number.
        authority_id: whose step it is, or who is asked; None means the permit's own.
        said: how the authority said it.
        hidden: the authority has not been asked, so it hears of nothing.
    """

    verb: str
    before: str | None = None
    to: str | None = None
    payload: dict[str, Any] | None = None
    authority_id: UUID | None = None
    said: Said = HERE
    hidden: bool = False


def note(
    tx: Tx,
    subject: Subject,
    permit: EntryPermit,
    assignment: Assignment,
    what: Noted,
    *,
    erasable: dict[str, Any] | None = None,
    device_time: datetime | None = None,
) -> None:
    """Write what happened to a permit: its event, and the step that its readers see.

    Args:
        tx: the transaction of the change.
        subject: who did it, or caused it.
        permit: flushed.
        assignment: the one that it was asked for.
        what: what happened.
        erasable: what people wrote, beside what ``what.said`` holds.
        device_time: when the phone says it happened.
    """
    body = (erasable or {}) | what.said.erasable
    event_id = record(
        tx, subject, what.verb, _about(permit, assignment, what), payload=_payload(permit, what),
        erasable=body or None, device_time=device_time,
    )  # fmt: skip
    tx.session.add(_step(tx, subject, permit, event_id, what))
    tx.session.flush()


def note_each(tx: Tx, subject: Subject, told: Sequence[tuple[EntryPermit, Assignment, Noted]]) -> None:
    """``note`` several, in one statement each for events and steps; at least one."""
    keys = [new_id() for _ in told]
    happened = [
        Happened(what.verb, _about(permit, assignment, what), _payload(permit, what), id=key)
        for key, (permit, assignment, what) in zip(keys, told, strict=True)
    ]
    record_each(tx, subject, happened)
    tx.session.add_all(_step(tx, subject, permit, key, what) for key, (permit, _, what) in zip(keys, told, strict=True))
    tx.session.flush()


def about(permit: EntryPermit, assignment: Assignment, authority_id: UUID | None = None) -> About:
    """Through which ids dispatchers, authority and crew find a permit's events."""
    return About(
        "permit",
        permit.id,
        unit_id=permit.unit_id,
        authority_id=authority_id or permit.authority_id,
        crew_id=assignment.crew_id,
        ticket_id=permit.ticket_id,
        assignment_id=permit.assignment_id,
    )


def _about(permit: EntryPermit, assignment: Assignment, what: Noted) -> About:
    if not what.hidden:
        return about(permit, assignment, what.authority_id)
    return About(
        "permit", permit.id, unit_id=permit.unit_id, crew_id=assignment.crew_id, ticket_id=permit.ticket_id,
        assignment_id=permit.assignment_id,
    )  # fmt: skip


def _payload(permit: EntryPermit, what: Noted) -> dict[str, Any]:
    facts: dict[str, Any] = {"number": permit.number, "zone_id": str(permit.zone_id)}
    if what.to is not None:
        facts |= {"from": what.before, "to": what.to}
    return facts | what.said.payload | (what.payload or {})


def _step(tx: Tx, subject: Subject, permit: EntryPermit, event_id: UUID, what: Noted) -> PermitStep:
    said = what.said
    channel = said.channel if said.channel != SCREEN or subject.user_id else RULE
    return PermitStep(
        event_id=event_id, permit_id=permit.id, step=what.verb.removeprefix("permit."), state_from=what.before,
        state_to=what.to, at=tx.now, actor_id=subject.user_id, channel=channel,
        authority_id=what.authority_id or permit.authority_id, letter_number=said.letter_number,
        letter_date=said.letter_date, file_reference=said.file_reference,
    )  # fmt: skip
