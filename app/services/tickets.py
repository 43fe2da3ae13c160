"""Tickets: taken, judged against zones and orders, ranked by the published formula, changed and closed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID
from zoneinfo import ZoneInfo

from shapely import MultiPolygon

from app.access import Scope, Subject, Verb
from app.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError
from app.schema.isolation_orders import IsolationOrder
from app.schema.tickets import Ticket
from app.schema.units import Unit
from app.services import assignment_views, assignments, incident_views, judgements, push_views
from app.services.events import record
from app.services.idempotency import Once, find_made, remember
from app.services.incident_views import IncidentBrief
from app.services.judgements import Hit
from app.services.ticket_steps import about, step
from app.services.versions import check_version
from app.services.work import Tx, Work, again
from app.storage import settlements, tickets
from app.storage.geometry import stored_area, stored_place
from app.storage.tickets import TicketFilter
from compliance.lifecycles import TICKET
from compliance.priority import Priority, classify, prioritise
from compliance.reasons import Reason, reason
from compliance.work_types import HAZARDS, WORK_TYPES
from geo.places import Place

CREATED = "ticket.created"
NEARBY_M = 150.0
JUDGED_BY = frozenset({"place", "accuracy_m", "work_type", "hazards"})
"""What zones and isolation orders look at; a ticket that changes in nothing of it need not be judged anew."""
GROUPED_BY = frozenset({"transformer", "feeder", "customers_affected", "reported_at"})
"""What incidents look at beside."""


class ZoneAtPlace(Protocol):
    """What a ticket's reasons and its badge need of a zone."""

    @property
    def zone_id(self) -> UUID: ...  # noqa: D102 - as in ``compliance.zones.ZoneInForce``
    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def verdict(self) -> str: ...  # noqa: D102
    @property
    def valid_from(self) -> datetime: ...  # noqa: D102


@dataclass(frozen=True)
class NewTicket:
    """A report as it was taken."""

    work_type: str
    place: Place
    accuracy_m: float = 0.0
    hazards: tuple[str, ...] = ()
    customers_affected: int = 0
    site_kind: str | None = None
    asset_kind: str | None = None
    affected_area: MultiPolygon | None = None
    crews_needed: int = 1
    reported_at: datetime | None = None
    unit_id: UUID | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    """Columns without a rule of their own: address, description, reporter, network element, source..."""


@dataclass(frozen=True)
class Nearby:
    """Another open ticket close to one."""

    id: UUID
    number: str
    distance_m: float
    state: str
    incident: IncidentBrief | None = None


@dataclass(frozen=True)
class TicketView:
    """A ticket with what was judged about it, as it stands now."""

    ticket: Ticket
    unit: Unit
    hits: tuple[Hit, ...]
    order: IsolationOrder | None
    priority: Priority
    blocked: tuple[Reason, ...]
    now: datetime
    incident: IncidentBrief | None = None
    unanswered_since: datetime | None = None
    """Since when the crew that it was given to does not answer; None where nobody is waited for."""


def create_ticket(work: Work, subject: Subject, new: NewTicket, once: Once | None = None) -> TicketView:
    """Take a report: find its unit, judge its place against zones and orders, rank it.

    Raises:
        InvalidError: work type or hazards are not known, or no unit can be found.
        ForbiddenError: the role does not take tickets.
    """
    scope = subject.scope(Verb.TICKETS_WRITE)
    with work.begin() as tx:
        made = find_made(tx, subject, once)
        if made is not None:
            return _view_one(tx, _found(tickets.find_by_id(tx.session, made)))
        ticket = take(tx, subject, scope, new)
        remember(tx, subject, once, ticket.id)
        return _view_one(tx, ticket)


def take(tx: Tx, subject: Subject, scope: Scope, new: NewTicket) -> Ticket:
    """``create_ticket`` inside an open transaction."""
    check_words(new.work_type, new.hazards)
    unit = unit_for(tx, scope, new)
    year = tx.now.astimezone(ZoneInfo(unit.time_zone)).year
    ticket = Ticket(
        number=tickets.next_number(tx.session, unit, "", year),
        unit_id=unit.id,
        work_type=new.work_type,
        state=TICKET.initial,
        place=stored_place(new.place),
        accuracy_m=new.accuracy_m,
        affected_area=stored_area(new.affected_area),
        hazards=list(new.hazards),
        site_kind=new.site_kind,
        asset_kind=new.asset_kind,
        customers_affected=new.customers_affected,
        priority_class=classify(new.hazards, new.site_kind, new.asset_kind, new.customers_affected),
        crews_needed=new.crews_needed,
        reported_at=new.reported_at or tx.now,
        created_at=tx.now,
        created_by=subject.user_id,
        **new.facts,
    )
    tx.session.add(ticket)
    tx.session.flush()
    told = told_of(ticket.work_type, ticket.priority_class, ticket.customers_affected)
    who = erasable_of(ticket.reporter_name, ticket.reporter_phone)
    record(tx, subject, CREATED, about(ticket), payload=told, erasable=who)
    _judge(tx, subject, ticket)
    return ticket


@again
def change_ticket(work: Work, subject: Subject, ticket_id: UUID, version: int, changes: dict[str, Any]) -> TicketView:
    """Correct a ticket; a moved one is judged afresh.

    Args:
        work: what use cases work with.
        subject: who asks.
        ticket_id: which.
        version: the version the change is based on.
        changes: columns and their new values; ``place`` as a ``Place``, ``affected_area`` as a multipolygon.

    Raises:
        NotFoundError: none that the subject may change.
        StaleError: ``version`` is not the newest.
        ConflictError: it is over.
    """
    scope = subject.scope(Verb.TICKETS_WRITE)
    with work.begin() as tx:
        ticket = _found(tickets.find(tx.session, scope, ticket_id, for_update=True))
        check_version(ticket.version, version)
        alter(tx, subject, ticket, changes)
        return _view_one(tx, ticket)


def alter(tx: Tx, subject: Subject, ticket: Ticket, changes: dict[str, Any]) -> None:
    """``change_ticket`` inside an open transaction, for a ticket that the subject may change."""
    if TICKET.is_final(ticket.state):
        raise ConflictError(f"the ticket is {ticket.state}", code="ticket.over")
    check_words(changes.get("work_type", ticket.work_type), changes.get("hazards", ticket.hazards))
    if "place" in changes or "accuracy_m" in changes:
        tickets.forget_settlements(tx.session, ticket.id, tx.now)
    for name, value in changes.items():
        setattr(ticket, name, _stored(name, value))
    facts = (ticket.hazards, ticket.site_kind, ticket.asset_kind, ticket.customers_affected)
    ticket.priority_class = classify(*facts)
    tx.session.flush()
    tx.session.refresh(ticket)
    record(tx, subject, "ticket.updated", about(ticket), payload={"fields": sorted(changes)})
    if JUDGED_BY & changes.keys():
        _judge(tx, subject, ticket)
    elif GROUPED_BY & changes.keys():
        tx.defer("rejudge_ticket", ticket_id=str(ticket.id))


def list_tickets(
    work: Work, subject: Subject, which: TicketFilter, *, after: tuple[int, datetime, UUID] | None, limit: int
) -> list[TicketView]:
    """Tickets that the subject may see, most urgent class first; one more than ``limit`` when there are more."""
    scope = subject.scope(Verb.TICKETS_READ)
    with work.look() as tx:
        return view_all(tx, tickets.list_page(tx.session, scope, which, after=after, limit=limit + 1))


def get_ticket(work: Work, subject: Subject, ticket_id: UUID) -> TicketView:
    """One ticket.

    Raises:
        NotFoundError: none that the subject may see.
    """
    scope = subject.scope(Verb.TICKETS_READ)
    with work.look() as tx:
        return _view_one(tx, _found(tickets.find(tx.session, scope, ticket_id)))


def list_nearby(work: Work, subject: Subject, ticket: Ticket) -> list[Nearby]:
    """Other open tickets within 150 m that the subject may see: perhaps the same trouble."""
    scope = subject.scope(Verb.TICKETS_READ)
    with work.look() as tx:
        found = tickets.list_nearby(tx.session, scope, ticket, NEARBY_M, 20)
        together = incident_views.of_tickets(tx, [row[0] for row in found])
        return [Nearby(*row, together.get(row[0])) for row in found]


@again
def settle(work: Work, subject: Subject, ticket_id: UUID, zone_id: UUID, verdict: str, why: str) -> TicketView:
    """Settle by a person's word whether a ticket lies inside a zone or not.

    Raises:
        NotFoundError: no such ticket, or it was never judged possibly inside this zone.
    """
    scope = subject.scope(Verb.TICKETS_SETTLE)
    if subject.user_id is None:
        raise ForbiddenError("a person settles this")
    with work.begin() as tx:
        ticket = _found(tickets.find(tx.session, scope, ticket_id, for_update=True))
        if not settlements.settle(tx.session, ticket_id, zone_id, verdict, subject.user_id, tx.now, why):
            raise NotFoundError("this ticket does not touch that zone")
        told = {"zone_id": str(zone_id), "verdict": verdict, "reason": why}
        record(tx, subject, "ticket.settled", about(ticket), payload=told)
        assignments.rejudge_ticket_assignments(tx, subject, ticket.id)
        return _view_one(tx, ticket)


@again
def move_ticket(work: Work, subject: Subject, ticket_id: UUID, to: str, why: str | None) -> TicketView:
    """Take one step of a ticket's life cycle by a person's decision.

    Raises:
        ConflictError: the life cycle has no such step for this role, or crews are still on it.
    """
    scope = subject.scope(Verb.TICKETS_WRITE)
    with work.begin() as tx:
        ticket = _found(tickets.find(tx.session, scope, ticket_id, for_update=True))
        if to in ("cancelled", "closed") and assignment_views.has_active(tx, ticket.id):
            raise ConflictError("withdraw or close its assignments first", code="ticket.has_assignments")
        step(tx, subject, ticket, to, why=why)
        return _view_one(tx, ticket)


def view_all(tx: Tx, rows: Sequence[Ticket]) -> list[TicketView]:
    """Tickets with what was judged about them, in the order given."""
    hits = judgements.zones_of(tx, [row.id for row in rows])
    units = tickets.list_units(tx.session, {row.unit_id for row in rows})
    orders = {row.deferred_by for row in rows if row.deferred_by}
    found = {each: tx.session.get(IsolationOrder, each) for each in orders}
    permitted = assignment_views.permitted_zones(tx, [row.id for row in rows])
    together = incident_views.of_tickets(tx, [row.id for row in rows])
    silent = push_views.unanswered_since(tx, [row.id for row in rows])
    return [
        TicketView(
            row,
            units[row.unit_id],
            hits.get(row.id, ()),
            found.get(row.deferred_by) if row.deferred_by else None,
            prioritise(row.priority_class, row.customers_affected, row.reported_at, tx.now),
            tuple(_blocked(row, hits.get(row.id, ()), found, permitted.get(row.id, frozenset()), tx.now)),
            tx.now,
            together.get(row.id),
            silent.get(row.id),
        )
        for row in rows
    ]


def _judge(tx: Tx, subject: Subject, ticket: Ticket) -> None:
    judgements.judge_ticket(tx, ticket.id)
    judgements.apply_orders(tx, subject, ticket)
    assignments.rejudge_ticket_assignments(tx, subject, ticket.id)
    tx.defer("rejudge_ticket", ticket_id=str(ticket.id))  # a zone published meanwhile is not yet to be seen


def _blocked(
    ticket: Ticket, hits: tuple[Hit, ...], orders: dict[UUID, IsolationOrder | None], ok: frozenset[UUID], now: datetime
) -> list[Reason]:
    found: list[Reason] = []
    order = orders.get(ticket.deferred_by) if ticket.deferred_by else None
    if ticket.state == "deferred" and order is not None:
        found.append(
            reason(
                "gate.work_type.not_allowed", work_type=ticket.work_type, order=order.legal_reference, level=order.level
            )
        )
    if ticket.state in ("new", "assigned", "in_progress"):
        asking = [hit.zone for hit in hits if hit.zone.requirements.permit_needed and hit.zone.zone_id not in ok]
        found.extend(missing_permits(asking, now))
    return found


def missing_permits(asking: Iterable[ZoneAtPlace], now: datetime) -> Iterator[Reason]:
    """Why work waits at a place: zones that ask for a permit, in force now, for which there is none."""
    for zone in asking:
        if zone.verdict != "outside" and zone.valid_from <= now:
            yield reason("gate.permit.missing", zone=zone.name, zone_id=zone.zone_id)


def told_of(work_type: str, priority_class: int, customers_affected: int) -> dict[str, Any]:
    """What the event of a new ticket tells for ever."""
    return {"work_type": work_type, "class": priority_class, "customers": customers_affected}


def erasable_of(name: str | None, phone: str | None) -> dict[str, Any] | None:
    """What the event of a new ticket tells of people; None without a telephone number."""
    return {"name": name, "phone": phone} if phone else None


def unit_for(tx: Tx, scope: Scope, new: NewTicket) -> Unit:
    """The unit a report belongs to: the one it names, else the smallest whose territory covers it, else the top one.

    Raises:
        InvalidError: it names a unit that is not in the scope, or the scope has none.
    """
    if new.unit_id is not None:
        if new.unit_id not in scope.unit_ids:
            raise InvalidError.of("unit_id", "unit", "no such unit of yours", "leave it out or name one of your units")
        return tx.session.get_one(Unit, new.unit_id)
    unit = tickets.find_unit_at(tx.session, scope.unit_ids, new.place)
    unit = unit or tickets.find_top_unit(tx.session, scope.unit_ids)
    if unit is None:
        raise InvalidError.of("place", "unit", "no operating unit is responsible for this place", "name a unit_id")
    return unit


def check_words(work_type: str, hazards: Sequence[str]) -> None:
    """Refuse words that are in no list.

    Raises:
        InvalidError: work type or a hazard is not known.
    """
    if work_type not in WORK_TYPES:
        raise InvalidError.of(
            "work_type", "unknown", f"{work_type!r} is no work type", f"one of {', '.join(WORK_TYPES)}"
        )
    for hazard in hazards:
        if hazard not in HAZARDS:
            raise InvalidError.of("hazards", "unknown", f"{hazard!r} is no hazard", f"some of {', '.join(HAZARDS)}")


def _stored(name: str, value: Any) -> Any:
    if name == "place":
        return stored_place(value)
    return stored_area(value) if name == "affected_area" else value


def _view_one(tx: Tx, ticket: Ticket) -> TicketView:
    return view_all(tx, [ticket])[0]


def _found(ticket: Ticket | None) -> Ticket:
    if ticket is None:
        raise NotFoundError("no such ticket")
    return ticket
