"""Taking a report while somebody is on the telephone: ``tickets.create_ticket`` in one statement.

The hot path. Everything that is to be decided here and now about a plain report is decided by values at hand and by one
function of the database; where more is to be decided, the long way is gone from the beginning. Both ways write the
same rows and give the same answer: a test holds them against each other.
"""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Engine

from app.access import Scope, Subject, Verb
from app.schema.base import new_id
from app.services import tickets
from app.services.events import erasable_hash_of, salted
from app.services.idempotency import Once
from app.services.tickets import NewTicket, TicketView, check_words, erasable_of, missing_permits, told_of
from app.services.work import Tx, Work
from app.storage import ticket_intake
from app.storage.geometry import stored_area
from app.storage.ticket_intake import Taken
from compliance.lifecycles import TICKET
from compliance.priority import Priority, classify, prioritise
from compliance.reasons import Reason
from geo.places import Place

_AS_REPORTED = (
    "id", "work_type", "state", "accuracy_m", "customers_affected", "priority_class", "reported_at", "crews_needed",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SeenZone:
    """A zone at a new ticket's place."""

    zone_id: UUID
    name: str
    verdict: str
    valid_from: datetime


@dataclass(frozen=True, slots=True)
class NewRow:
    """Of a new ticket what its taker is shown."""

    id: UUID
    number: str
    unit_id: UUID
    work_type: str
    state: str
    place: Place
    accuracy_m: float
    address: str
    description: str
    hazards: list[str]
    customers_affected: int
    priority_class: int
    reported_at: datetime
    crews_needed: int
    version: int = 1


@dataclass(frozen=True, slots=True)
class NewView:
    """A new ticket with what was judged about it."""

    ticket: NewRow
    unit_code: str
    zones: tuple[SeenZone, ...]
    priority: Priority
    blocked: tuple[Reason, ...]
    now: datetime


def take_report(work: Work, subject: Subject, new: NewTicket, once: Once | None = None) -> NewView | TicketView:
    """Take a report: find its unit, judge its place against zones and orders, rank it.

    Raises:
        InvalidError: work type or hazards are not known, or no unit can be found.
        ForbiddenError: the role does not take tickets.
        ConflictError: the key of ``once`` was used for something else, or the source's id before.
    """
    scope = subject.scope(Verb.TICKETS_WRITE)
    check_words(new.work_type, new.hazards)
    now = work.clock.now()
    with work.alone() as home:
        report, taken = _take(home, now, subject, scope, new, once)
    if taken is not None:
        return _view(new, report, taken, now)
    return tickets.create_ticket(work, subject, new, once)


def take(tx: Tx, subject: Subject, scope: Scope, new: NewTicket) -> UUID:
    """``tickets.take`` in one statement where that will do; ``facts`` name every column. Gives the ticket's id.

    Raises:
        InvalidError: work type or hazards are not known, or the unit is not in the scope.
    """
    check_words(new.work_type, new.hazards)
    report, taken = _take(tx.session.connection(), tx.now, subject, scope, new, None)
    return report["id"] if taken is not None else tickets.take(tx, subject, scope, new).id


def _take(
    home: Engine | Connection, now: datetime, subject: Subject, scope: Scope, new: NewTicket, once: Once | None
) -> tuple[dict[str, Any], Taken | None]:
    report = _report(subject, new, now)
    if new.unit_id is not None and new.unit_id not in scope.unit_ids:
        return report, None  # the long way says what is wrong
    taken = ticket_intake.take_ticket(
        home, scope.unit_ids, now,
        report=report, event=_event(subject, report), who=_who(report), once=_once(subject, once),
    )  # fmt: skip
    return report, taken


def _report(subject: Subject, new: NewTicket, now: datetime) -> dict[str, Any]:
    area = stored_area(new.affected_area)
    return new.facts | {
        "id": new_id(),
        "unit_id": new.unit_id,
        "work_type": new.work_type,
        "state": TICKET.initial,
        "lon": _writable(new.place.lon),
        "lat": _writable(new.place.lat),
        "accuracy_m": _writable(new.accuracy_m),
        "affected_area": None if area is None else str(area),
        "hazards": new.hazards,
        "site_kind": new.site_kind,
        "asset_kind": new.asset_kind,
        "customers_affected": new.customers_affected,
        "priority_class": classify(new.hazards, new.site_kind, new.asset_kind, new.customers_affected),
        "crews_needed": new.crews_needed,
        "reported_at": new.reported_at or now,
        "created_by": subject.user_id,
    }


def _writable(number: float) -> float:
    """A number as PostgreSQL reads it from text: those closest to 0 it refuses as out of range."""
    return number if abs(number) >= sys.float_info.min else 0.0


def _event(subject: Subject, report: Mapping[str, Any]) -> dict[str, Any]:
    told = told_of(report["work_type"], report["priority_class"], report["customers_affected"])
    return {"id": new_id(), "verb": tickets.CREATED, "actor": subject.name, "payload": told}


def _who(report: Mapping[str, Any]) -> dict[str, Any] | None:
    body = erasable_of(report.get("reporter_name"), report.get("reporter_phone"))
    if not body:
        return None
    told = salted(body)
    return {"body": told, "hash": erasable_hash_of(told)}


def _once(subject: Subject, once: Once | None) -> dict[str, Any] | None:
    return None if once is None or subject.user_id is None else vars(once)


def _view(new: NewTicket, report: Mapping[str, Any], taken: Taken, now: datetime) -> NewView:
    row = NewRow(
        number=taken.number,
        unit_id=taken.unit_id,
        place=new.place,
        hazards=list(new.hazards),
        address=new.facts.get("address", ""),
        description=new.facts.get("description", ""),
        **{name: report[name] for name in _AS_REPORTED},
    )
    zones = [(_zone(each), each["permit_needed"]) for each in taken.zones]
    return NewView(
        row,
        taken.unit_code,
        tuple(zone for zone, _ in zones),
        prioritise(row.priority_class, row.customers_affected, row.reported_at, now),
        tuple(missing_permits((zone for zone, permit_needed in zones if permit_needed), now)),
        now,
    )


def _zone(raw: Mapping[str, Any]) -> SeenZone:
    return SeenZone(UUID(raw["zone_id"]), raw["name"], raw["verdict"], datetime.fromisoformat(raw["valid_from"]))
