"""What was in force at a place at any moment: zones as they read then, what persons had settled, isolation orders."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from app.access import Subject, Verb
from app.errors import InvalidError, NotFoundError
from app.schema.isolation_orders import IsolationOrder, IsolationOrderTerms
from app.schema.settlements import Settlement
from app.schema.tickets import Ticket
from app.schema.zones import Zone, ZoneVersion
from app.services import judgements
from app.services.work import Tx, Work
from app.storage import isolation_orders, settlements, tickets, zone_parts
from app.storage import judgements as rows
from app.storage.judgements import Found
from compliance.zones import MergedRequirements, ZoneInForce, merge
from geo.places import Place


@dataclass(frozen=True)
class PastZone:
    """A zone as it lay to the place then; ``settled`` is the person's word that held."""

    zone: ZoneInForce
    version: ZoneVersion
    zone_row: Zone
    authority_name: str
    settled: Settlement | None


@dataclass(frozen=True)
class Past:
    """What was in force at ``at``."""

    at: datetime
    zones: Sequence[PastZone]
    merged: MergedRequirements
    orders: Sequence[tuple[IsolationOrder, IsolationOrderTerms]]
    allowed_work_types: frozenset[str] | None
    """Those that all orders allowed; None where no order was."""


def find_past(
    work: Work,
    subject: Subject,
    at: datetime,
    *,
    place: Place | None = None,
    accuracy_m: float = 0.0,
    ticket_id: UUID | None = None,
) -> Past:
    """What was in force at a place, or at a ticket's place, at a moment that is not in the future.

    Args:
        work: what use cases work with.
        subject: who asks; isolation orders are shown to those who read them.
        at: the moment.
        place: where; left out where a ticket says it.
        accuracy_m: radius in metres within which the true place lies.
        ticket_id: a ticket: its place as it is now, and what had been settled of it then.

    Raises:
        InvalidError: the moment lies in the future, or there is neither place nor ticket.
        NotFoundError: no ticket that the subject may see.
    """
    subject.scope(Verb.ZONES_READ)
    with work.look() as tx:
        if at > tx.now:
            raise InvalidError.of("at", "future", "that moment has not come yet", "ask /api/v1/judgement for it")
        ticket = _ticket(tx, subject, ticket_id) if ticket_id else None
        if ticket is not None:
            lon, lat = tickets.places_of(tx.session, [ticket.id])[ticket.id]
            place, accuracy_m = Place(lon, lat), ticket.accuracy_m
        if place is None:
            raise InvalidError.of("lon", "missing", "there is no place", "give lon and lat, or ticket_id")
        zones = _zones(tx, place, accuracy_m, at, ticket)
        orders = _orders(tx, subject, place, ticket, at)
        allowed = [frozenset(terms.allowed_work_types) for _, terms in orders]
        binding = [each.zone for each in zones if each.zone.verdict != "outside"]
        return Past(at, zones, merge(binding), orders, frozenset.intersection(*allowed) if allowed else None)


def _ticket(tx: Tx, subject: Subject, ticket_id: UUID) -> Ticket:
    ticket = tickets.find(tx.session, subject.scope(Verb.TICKETS_READ), ticket_id)
    if ticket is None:
        raise NotFoundError("no such ticket")
    return ticket


def _zones(tx: Tx, place: Place, accuracy_m: float, at: datetime, ticket: Ticket | None) -> list[PastZone]:
    found = rows.list_past(tx.session, place.lon, place.lat, accuracy_m, at)
    parted = {each.version.id for each in found if each.version.parts_count}
    parts = zone_parts.list_at_place(tx.session, place.lon, place.lat, accuracy_m, parted) if parted else {}
    said = dict(settlements.list_at(tx.session, ticket.id, at)) if ticket else {}

    def zone(each: Found) -> PastZone:
        settled = said.get(each.version.id)
        as_judged = judgements.zone_in_force(each.version, each.zone, each.verdict, parts.get(each.version.id, ()))
        if settled is not None:
            as_judged = replace(as_judged, verdict=judgements.VERDICTS[settled.verdict])
        return PastZone(as_judged, each.version, each.zone, each.authority_name, settled)

    return [zone(each) for each in found]


def _orders(
    tx: Tx, subject: Subject, place: Place, ticket: Ticket | None, at: datetime
) -> Sequence[tuple[IsolationOrder, IsolationOrderTerms]]:
    """Those of the ticket's unit, else of the unit whose territory the place is in; none for who reads no orders."""
    scope = subject.find_scope(Verb.ORDERS_READ)
    if not scope:
        return ()
    if ticket is not None:
        unit_id: UUID | None = ticket.unit_id
    else:
        unit = tickets.find_unit_at(tx.session, scope.unit_ids, place)
        unit_id = unit.id if unit else None
    return isolation_orders.list_terms_at(tx.session, place.lon, place.lat, unit_id, at)
