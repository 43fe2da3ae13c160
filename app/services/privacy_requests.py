"""Requests of data subjects: received, due in two working days, answered with an export or an erasure, or refused."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.access import Subject, Verb
from app.errors import ConflictError, InvalidError, NotFoundError
from app.schema.base import new_id
from app.schema.privacy import PrivacyRequest
from app.schema.units import Unit
from app.services import privacy_erasure, privacy_export
from app.services.events import About, record
from app.services.evidence import Store
from app.services.opening import read_opening
from app.services.privacy_erasure import Effect
from app.services.privacy_people import Person, customer, find_worker, person_of, phone_of
from app.services.sealed import about_request
from app.services.versions import check_version
from app.services.work import Tx, Work
from app.storage import privacy as rows
from compliance.opening_hours import OpeningHours
from compliance.reasons import reason
from compliance.retention import answer_due

MOST = 200


@dataclass(frozen=True)
class NewRequest:
    """What somebody asks: who they are (one of three), and whether for a copy or for erasure."""

    kind: str
    member_id: UUID | None = None
    user_id: UUID | None = None
    phone: str | None = None
    unit_id: UUID | None = None
    """For a customer: who answers."""
    received_at: datetime | None = None


@dataclass(frozen=True)
class RequestView:
    """A request with the name, or the number, of whoever asked."""

    row: PrivacyRequest
    who: str
    late: bool


def receive(work: Work, subject: Subject, new: NewRequest) -> RequestView:
    """Write a request down; its time runs from the moment it came in.

    Raises:
        NotFoundError: no such worker in the subject's units.
        InvalidError: not exactly one way to tell who it is, no number, or it came in the future.
    """
    scope = subject.scope(Verb.PRIVACY_REQUESTS)
    with work.begin() as tx:
        person = _person(tx, new, scope.unit_ids)
        if person.unit_id is None or person.unit_id not in scope.unit_ids:
            raise NotFoundError("there is no such person in your units")
        received_at = new.received_at or tx.now
        if received_at > tx.now:
            raise InvalidError.of("received_at", "future", "a request came in the past", "leave it out for now")
        row = PrivacyRequest(
            id=new_id(), unit_id=person.unit_id, kind=new.kind, person_kind=person.kind, received_at=received_at,
            member_id=next(iter(person.keys.member_ids), None), user_id=person.keys.user_id,
            received_by=subject.user_id, due_at=answer_due(received_at, _hours(tx, work, person.unit_id)),
        )  # fmt: skip
        if new.phone:
            row.sealed_phone = tx.vault.seal(new.phone.encode(), about_request(row.id))
        tx.session.add(row)
        tx.session.flush()
        told = {"kind": row.kind, "person_kind": row.person_kind, "due_at": row.due_at.isoformat()}
        record(tx, subject, "privacy.requested", _about(row), payload=told)
        return _view(tx, row)


def list_requests(work: Work, subject: Subject, *, open_only: bool) -> list[RequestView]:
    """Those of the subject's units: what is open by when it is due, then the newest answers."""
    scope = subject.scope(Verb.PRIVACY_REQUESTS)
    with work.look() as tx:
        return [_view(tx, each) for each in rows.list_requests(tx.session, scope, open_only=open_only, limit=MOST)]


def preview(work: Work, subject: Subject, request_id: UUID) -> list[Effect]:
    """What an erasure would do and what would stay: it is carried out, looked at, and undone.

    Raises:
        NotFoundError: no such request in the subject's units.
        ConflictError: answered already, or the person still works here.
    """
    scope = subject.scope(Verb.PRIVACY_REQUESTS)
    with work.begin() as tx:
        row = _open(rows.find_request(tx.session, scope, request_id, for_update=True), "erasure")
        undo = tx.session.begin_nested()
        effects = privacy_erasure.erase(tx, subject, row, person_of(tx, row, scope.unit_ids))
        undo.rollback()
        return effects


def erase(work: Work, subject: Subject, request_id: UUID, version: int) -> RequestView:
    """Answer a request by erasing what may be erased.

    Raises:
        NotFoundError: no such request in the subject's units.
        StaleError: somebody changed it since it was read.
        ConflictError: answered already, or the person still works here.
    """
    scope = subject.scope(Verb.PRIVACY_REQUESTS)
    with work.begin() as tx:
        row = _open(rows.find_request(tx.session, scope, request_id, for_update=True), "erasure")
        check_version(row.version, version)
        effects = privacy_erasure.erase(tx, subject, row, person_of(tx, row, scope.unit_ids))
        tx.session.refresh(row)
        _answer(tx, subject, row, effects)
        return _view(tx, row)


def export(work: Work, subject: Subject, request_id: UUID, store: Store) -> bytes:
    """Answer a request with everything that is held; it may be fetched again.

    Raises:
        NotFoundError: no such request in the subject's units.
        ConflictError: it was refused, or asks for something else.
    """
    scope = subject.scope(Verb.PRIVACY_REQUESTS)
    with work.begin() as tx:
        row = _found(rows.find_request(tx.session, scope, request_id, for_update=True))
        if row.kind != "access" or row.state == "refused":
            raise _answered()
        packed = privacy_export.export(tx, work, subject, person_of(tx, row, scope.unit_ids), store, why="request")
        if row.state == "open":
            _answer(tx, subject, row, [Effect("exported", 1)])
        return packed


def refuse(work: Work, subject: Subject, request_id: UUID, version: int, ground: str) -> RequestView:
    """Refuse a request on a ground.

    Raises:
        NotFoundError: no such request in the subject's units.
        StaleError: somebody changed it since it was read.
        ConflictError: answered already.
    """
    scope = subject.scope(Verb.PRIVACY_REQUESTS)
    with work.begin() as tx:
        row = _open(rows.find_request(tx.session, scope, request_id, for_update=True))
        check_version(row.version, version)
        row.state, row.refusal, row.answered_at, row.answered_by = "refused", ground, tx.now, subject.user_id
        tx.session.flush()
        record(tx, subject, "privacy.refused", _about(row), payload={"kind": row.kind, "ground": ground})
        return _view(tx, row)


def _answer(tx: Tx, subject: Subject, row: PrivacyRequest, effects: Sequence[Effect]) -> None:
    row.state, row.answered_at, row.answered_by = "answered", tx.now, subject.user_id
    row.answer = privacy_erasure.as_json(list(effects))
    tx.session.flush()
    told = {"kind": row.kind, "answer": row.answer, "late": tx.now > row.due_at}
    record(tx, subject, "privacy.answered", _about(row), payload=told)


def _person(tx: Tx, new: NewRequest, unit_ids: frozenset[UUID]) -> Person:
    given = [each for each in (new.member_id, new.user_id, new.phone) if each]
    if len(given) != 1:
        raise InvalidError.of("member_id", "one", "say who asks", "give one of member_id, user_id, phone")
    if new.phone is None:
        found = find_worker(tx, member_id=new.member_id, user_id=new.user_id)
        if found is None:
            raise NotFoundError("there is no such person in your units")
        return found
    if not rows.digits_of(new.phone):
        raise InvalidError.of("phone", "number", "this is no telephone number", "give at least nine digits")
    if new.unit_id is None:
        raise InvalidError.of("unit_id", "missing", "say which unit answers", "name one of your units")
    return customer(tx, new.unit_id, new.phone, unit_ids)


def _hours(tx: Tx, work: Work, unit_id: UUID) -> OpeningHours:
    zone = tx.session.get_one(Unit, unit_id).time_zone
    return read_opening(dict(work.settings.privacy_hours) | {"time_zone": zone})


def _about(row: PrivacyRequest) -> About:
    return About("privacy_request", row.id, row.unit_id)


def _found(row: PrivacyRequest | None) -> PrivacyRequest:
    if row is None:
        raise NotFoundError("there is no such request")
    return row


def _open(found: PrivacyRequest | None, kind: str | None = None) -> PrivacyRequest:
    row = _found(found)
    if row.state != "open" or kind not in (None, row.kind):
        raise _answered()
    return row


def _answered() -> ConflictError:
    said = reason("privacy.answered")
    return ConflictError(said.text("en"), code=said.code, reasons=[said])


def _view(tx: Tx, row: PrivacyRequest) -> RequestView:
    if row.person_kind == "customer":
        who = phone_of(tx, row) or "–"
    else:
        found = rows.name_of_worker(tx.session, row.member_id, row.user_id)
        who = found or "–"
    return RequestView(row, who, row.state == "open" and tx.now > row.due_at)
