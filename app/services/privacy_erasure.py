"""Erasure on request: what law and safety allow goes; what stays is named with the reason; the chain stays whole."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from uuid import UUID

from app.access import Subject
from app.errors import ConflictError
from app.schema.privacy import PrivacyRequest
from app.services import exposure_notes
from app.services.erasure import erase_details
from app.services.privacy_people import Person
from app.services.work import Tx
from app.storage import fitness
from app.storage import privacy as people
from app.storage import privacy_erasure as rows
from compliance.reasons import reason

REASON = "privacy.request"
_NAMED = 2000
"""Events whose words are erased at a time."""


@dataclass(frozen=True)
class Effect:
    """One thing that an erasure does, or leaves, with the reason why; nobody is named."""

    what: str
    count: int
    kept: str | None = None


def check(tx: Tx, person: Person) -> None:
    """Who still works here cannot be erased: dispatch and safety need to know who they are.

    Raises:
        ConflictError: the account is open, or the person has a place in a crew.
    """
    if person.kind == "worker" and people.is_employed(tx.session, person.keys.member_ids, person.keys.user_id):
        still = reason("privacy.still_employed")
        raise ConflictError(still.text("en"), code=still.code, reasons=[still])


def erase(tx: Tx, subject: Subject, request: PrivacyRequest, person: Person) -> list[Effect]:
    """Do it, in the transaction that answers the request; what was done and what stays."""
    check(tx, person)
    done = _worker(tx, subject, request, person) if person.kind == "worker" else _customer(tx, subject, request, person)
    return [each for each in done if each.count]


def as_json(effects: list[Effect]) -> list[dict[str, object]]:
    """As a request keeps them."""
    return [asdict(each) for each in effects]


def _worker(tx: Tx, subject: Subject, request: PrivacyRequest, person: Person) -> list[Effect]:
    keys, session = person.keys, tx.session
    pseudonym = f"erased-{(keys.user_id or keys.member_ids[0]).hex[-12:]}" if keys.user_id or keys.member_ids else ""
    if people.holds_any(session, keys.member_ids, tx.now):
        return [Effect("crew_records", len(keys.member_ids), "hold"),
                Effect("ledger", rows.count_stays(session, keys.member_ids), "hold")]  # fmt: skip
    subjects = [*keys.member_ids, *([keys.user_id] if keys.user_id else [])]
    named = rows.list_words(session, request.unit_id, subjects, sorted(keys.names), keys.user_id)
    signed, kept = rows.signatures(session, keys.member_ids, keys.user_id, pseudonym, tx.now)
    return [
        Effect("positions", rows.positions(session, request.id, tx.now)),
        Effect("words", _erase_words(tx, subject, named) + rows.answers(session, keys.user_id)),
        Effect("notes", _erase_notes(tx, subject, keys.member_ids)),
        Effect("messages", rows.messages(session, keys.contacts)),
        Effect("passes", rows.passes(session, keys.member_ids, tx.now)),
        Effect("signatures", signed),
        Effect("devices", rows.devices(session, keys.user_id, keys.username)),
        Effect("crew_records", rows.crew_records(session, keys.member_ids, pseudonym)),
        Effect("account", rows.account(session, keys.user_id, pseudonym)),
        Effect("signatures", kept, "safety"),
        Effect("ledger", rows.count_stays(session, keys.member_ids), "period"),
        Effect("safety_records", len(keys.member_ids), "safety"),
        Effect("trail", int(keys.user_id is not None), "accountability"),
    ]


def _erase_notes(tx: Tx, subject: Subject, member_ids: Collection[UUID]) -> int:
    """Sealed texts of the ledger, and what was ticked before shifts."""
    noted = sum(exposure_notes.erase_of(tx, subject, each, REASON) for each in member_ids)
    return noted + fitness.clear_of(tx.session, member_ids)


def _customer(tx: Tx, subject: Subject, request: PrivacyRequest, person: Person) -> list[Effect]:
    keys, session = person.keys, tx.session
    gone = rows.reporters(session, keys.ticket_ids, tx.now)
    left = len(keys.ticket_ids) - len(gone)
    phones = 0 if left else rows.request_phones(session, [request.id])
    return [
        Effect("reporter", len(gone)),
        Effect("words", _erase_words(tx, subject, rows.list_words_of_tickets(session, gone))),
        Effect("messages", rows.messages(session, keys.contacts)),
        Effect("request_phone", phones),
        Effect("reporter", left, "job_open"),
    ]


def _erase_words(tx: Tx, subject: Subject, event_ids: list[UUID]) -> int:
    starts = range(0, len(event_ids), _NAMED)
    return sum(erase_details(tx, subject, event_ids[each : each + _NAMED], REASON) for each in starts)
