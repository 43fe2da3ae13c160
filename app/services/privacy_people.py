"""Who somebody is across all tables: a worker by records and account, a customer by the telephone they report from."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from app.schema.people import User
from app.schema.privacy import PrivacyRequest
from app.services.sealed import about_request
from app.services.work import Tx
from app.storage import privacy as rows
from app.storage.privacy_sources import Keys


@dataclass(frozen=True)
class Person:
    """One person: whose they are, and by what they are known."""

    kind: str
    unit_id: UUID | None
    """None: staff of an authority."""
    keys: Keys


def find_worker(tx: Tx, *, member_id: UUID | None = None, user_id: UUID | None = None) -> Person | None:
    """A worker, or anybody with an account over a unit."""
    found = rows.find_worker(tx.session, member_id=member_id, user_id=user_id)
    if found is None:
        return None
    user = tx.session.get(User, found.user_id) if found.user_id else None
    names = rows.list_names(tx.session, found.member_ids, found.user_id)
    contacts = tuple(each for each in (user.phone, user.email) if each) if user else ()
    keys = Keys(found.member_ids, found.user_id, user.username if user else None, contacts, (), frozenset(names))
    return Person("worker", found.unit_id, keys)


def customer(tx: Tx, unit_id: UUID, phone: str, unit_ids: Collection[UUID]) -> Person:
    """Whoever reported from this telephone in these units; perhaps nothing is held of them."""
    ticket_ids = tuple(rows.list_tickets_of(tx.session, phone, unit_ids))
    return Person("customer", unit_id, Keys(contacts=(phone,), ticket_ids=ticket_ids))


def person_of(tx: Tx, request: PrivacyRequest, unit_ids: Collection[UUID]) -> Person:
    """Whom a request is about, as they are known now."""
    if request.person_kind == "worker":
        found = find_worker(tx, member_id=request.member_id, user_id=request.user_id)
        return found or Person("worker", request.unit_id, Keys())
    return customer(tx, request.unit_id, phone_of(tx, request) or "", unit_ids)


def phone_of(tx: Tx, request: PrivacyRequest) -> str | None:
    """The telephone number of a customer's request; None once it is erased, or the key is not at hand."""
    if request.sealed_phone is None:
        return None
    plain = tx.vault.unseal(bytes(request.sealed_phone), about_request(request.id))
    return plain.decode() if plain is not None else None
