"""Entry passes: issued with an approval, issued anew with every change of it, revoked with its end.

Each in the same transaction as the step of the permit that it follows from. Guards' lists are made here too.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from app.access import Subject, Verb
from app.errors import ConflictError, NotFoundError
from app.schema.assignments import Assignment
from app.schema.base import new_id
from app.schema.passes import EntryPass, PassKey
from app.schema.permits import EntryPermit
from app.schema.zones import Zone
from app.services import pass_keys
from app.services.events import About, record
from app.services.work import Tx, Work
from app.storage import passes as rows
from app.storage import permits
from compliance.passes import ListedZone, PassFacts, PassList, fitted, make_list, make_pass, read_pass
from compliance.reasons import reason

CHANGED, KEY = "changed", "key"
"""Why a pass is issued anew although its permit goes on: it says something else now, or its key was revoked."""

_BATCH = 200
_LIST_STEP_SECONDS = 60


@dataclass(frozen=True)
class PassView:
    """A pass that is good, as far as its permit goes."""

    row: EntryPass
    key_id: str
    facts: PassFacts
    time_zone: str
    """Of the operating unit; in it times are printed."""


def follow(tx: Tx, subject: Subject, permit: EntryPermit) -> None:
    """Make the pass of a permit agree with it: issue, issue anew, or revoke. Does nothing when they agree.

    Call it after any change of a permit: of its state, window or gate, of the people and vehicles on it.

    Args:
        tx: the transaction of that change.
        subject: who caused it.
        permit: locked by this transaction.
    """
    held = next(iter(rows.list_current(tx.session, [permit.id])), None)
    facts = _facts_of(tx, permit)
    if held is not None:
        row, key, _ = held
        if facts is not None and key.revoked_at is None and _says(row, facts):
            return
        if row.valid_until > tx.now:
            _revoke(tx, subject, permit, row, _cause(permit, facts, key))
        elif facts is None:
            return
        else:
            row.revoked_at, row.revoked_because = tx.now, CHANGED
            tx.session.flush()
    if facts is not None:
        _issue(tx, subject, permit, facts)


def issue_due(tx: Tx, subject: Subject) -> int:
    """Issue what is missing: passes of permits approved before there were any, or whose key was revoked; how many."""
    wanting = rows.lock_wanting(tx.session, tx.now, _BATCH)
    for permit in wanting:
        follow(tx, subject, permit)
    return len(wanting)


def get_pass(work: Work, subject: Subject, permit_id: UUID) -> PassView:
    """The pass of a permit.

    Raises:
        NotFoundError: no permit that the subject may see.
        ConflictError: the permit has none: it is not approved, or over.
    """
    scope = subject.scope(Verb.PERMITS_READ)
    with work.look() as tx:
        if permits.find(tx.session, scope, permit_id) is None:
            raise NotFoundError("there is no such entry permit")
        found = list_of_permits(tx, [permit_id])
    if not found:
        why = reason("pass.none")
        raise ConflictError(why.text("en"), code=why.code, reasons=[why])
    return found[0]


def list_of_permits(tx: Tx, permit_ids: Collection[UUID]) -> list[PassView]:
    """The passes of permits that the asker may see, those that are over left out."""
    current = rows.list_current(tx.session, permit_ids) if permit_ids else []
    return [
        PassView(row, key.key_id, read_pass(row.text), time_zone)
        for row, key, time_zone in current
        if row.valid_until > tx.now and key.revoked_at is None
    ]


def make_revocation_list(work: Work) -> bytes:
    """The signed list of what is good no more. Its time is the beginning of the minute: nothing after it is missing."""
    with work.begin() as tx:
        _, private = pass_keys.signing_key(tx)
        issued_at = tx.now - timedelta(seconds=tx.now.timestamp() % _LIST_STEP_SECONDS)
        listed = PassList(
            issued_at=issued_at,
            next_update=issued_at + timedelta(hours=work.settings.pass_list_hours),
            passes=frozenset(rows.list_revoked(tx.session, tx.now)),
            keys=frozenset(bytes.fromhex(each) for each in rows.list_revoked_keys(tx.session)),
            zones=_zones(tx, timedelta(hours=work.settings.pass_zones_ahead_hours)),
        )
    return make_list(listed, private)


def _facts_of(tx: Tx, permit: EntryPermit) -> PassFacts | None:
    """What the pass of a permit must say now; None when it must have none."""
    if permit.state != "approved" or permit.valid_from is None or permit.valid_until is None:
        return None
    people, plates = rows.list_names(tx.session, permit.id)
    if permit.valid_until <= tx.now or not people:
        return None
    zone = permits.load(tx.session, Zone, permit.zone_id)
    return fitted(
        PassFacts(
            id=new_id(), permit_number=permit.number, zone_number=zone.number, zone_name=zone.name,
            gate=permit.gate or "", valid_from=permit.valid_from.replace(microsecond=0),
            valid_until=permit.valid_until.replace(microsecond=0), issued_at=tx.now.replace(microsecond=0),
            people=tuple(people), plates=tuple(plates),
        )
    )  # fmt: skip


def _says(row: EntryPass, facts: PassFacts) -> bool:
    said = read_pass(row.text)
    return replace(facts, id=said.id, issued_at=said.issued_at) == said


def _cause(permit: EntryPermit, facts: PassFacts | None, key: PassKey) -> str:
    if permit.state != "approved":
        return permit.state
    return KEY if facts is not None and key.revoked_at is not None else CHANGED


def _issue(tx: Tx, subject: Subject, permit: EntryPermit, facts: PassFacts) -> None:
    key, private = pass_keys.signing_key(tx)
    row = EntryPass(
        id=facts.id, permit_id=permit.id, pass_key_id=key.id, text=make_pass(facts, private), issued_at=tx.now,
        valid_until=facts.valid_until,
    )  # fmt: skip
    tx.session.add(row)
    tx.session.flush()
    told = {"number": permit.number, "permit_id": str(permit.id), "key_id": key.key_id}
    record(tx, subject, "pass.issued", _about(tx, permit, row), payload=told)


def _revoke(tx: Tx, subject: Subject, permit: EntryPermit, row: EntryPass, cause: str) -> None:
    row.revoked_at, row.revoked_because = tx.now, cause
    tx.session.flush()
    told = {"number": permit.number, "permit_id": str(permit.id), "reason": cause}
    record(tx, subject, "pass.revoked", _about(tx, permit, row), payload=told)


def _about(tx: Tx, permit: EntryPermit, row: EntryPass) -> About:
    assignment = permits.load(tx.session, Assignment, permit.assignment_id)
    return About(
        "pass", row.id, unit_id=permit.unit_id, authority_id=permit.authority_id, crew_id=assignment.crew_id,
        ticket_id=permit.ticket_id, assignment_id=permit.assignment_id,
    )  # fmt: skip


def _zones(tx: Tx, ahead: timedelta) -> tuple[ListedZone, ...]:
    found: Sequence[ListedZone] = [
        ListedZone(zone.number, zone.name, tuple(str(each["name"]) for each in version.gates))
        for zone, version in rows.list_zones(tx.session, tx.now, tx.now + ahead)
    ]
    return tuple(found)
