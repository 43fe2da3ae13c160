"""How tickets and places lie to zones and isolation orders; written with the ticket or the zone that changed."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import get_args
from uuid import UUID

from app.access import Subject
from app.schema.isolation_orders import IsolationOrder as OrderRow
from app.schema.tickets import Ticket
from app.schema.zones import Zone, ZoneVersion
from app.schema.zones import ZonePart as PartRow
from app.services.events import About, record
from app.services.work import Tx
from app.storage import isolation_orders, judgements, zone_parts
from app.storage.judgements import Found
from compliance.isolation import IsolationOrder, WorkTypeJudgement, judge_work_type
from compliance.work_types import is_life_safety
from compliance.zone_parts import PART_KINDS, PartKind, ZonePart, hottest, tightened
from compliance.zones import Verdict, ZoneInForce, ZoneRequirements, in_force_at

VERDICTS: dict[str, Verdict] = {word: word for word in get_args(Verdict)}
_KINDS: dict[str, PartKind] = {kind: kind for kind in PART_KINDS}

_BEFORE_WORK = ("new", "deferred", "assigned")


@dataclass(frozen=True)
class Hit:
    """One zone version at one place; ``settled_by`` names who settled the verdict."""

    zone: ZoneInForce
    geometry_row: ZoneVersion
    zone_row: Zone
    authority_name: str
    settled_by: str | None = None


def judge_ticket(tx: Tx, ticket_id: UUID) -> None:
    """Write how a ticket lies to every zone; what a person settled stays."""
    judgements.judge_ticket(tx.session, ticket_id, tx.now)


def judge_version(tx: Tx, zone_version_id: UUID) -> Collection[UUID]:
    """Write how all open tickets lie to one zone version; ids of the tickets for which anything changed."""
    return judgements.judge_version(tx.session, zone_version_id, tx.now)


def zones_of(tx: Tx, ticket_ids: Collection[UUID]) -> dict[UUID, tuple[Hit, ...]]:
    """The zones of each ticket, in force or coming, those settled as outside included."""
    hits: dict[UUID, tuple[Hit, ...]] = dict.fromkeys(ticket_ids, ())
    rows = judgements.list_of_tickets(tx.session, ticket_ids, tx.now) if ticket_ids else []
    parted = {found.version.id for found in rows if found.version.parts_count}
    parts = zone_parts.list_of_tickets(tx.session, ticket_ids, parted) if parted else {}
    for found in rows:
        if found.ticket_id is not None:
            hits[found.ticket_id] += (_hit(found, parts.get((found.ticket_id, found.version.id), ())),)
    return hits


def zones_at(tx: Tx, ticket_id: UUID, at: datetime) -> tuple[ZoneInForce, ...]:
    """The zones that bind at a ticket's place at one moment, from now on; possibly inside counts."""
    return in_force_at((hit.zone for hit in zones_of(tx, [ticket_id])[ticket_id]), at)


def zones_at_place(tx: Tx, lon: float, lat: float, accuracy_m: float) -> tuple[Hit, ...]:
    """The zones at a place (degrees) known to ``accuracy_m`` metres, in force or coming."""
    rows = judgements.list_at_place(tx.session, lon, lat, accuracy_m, tx.now)
    parted = {found.version.id for found in rows if found.version.parts_count}
    parts = zone_parts.list_at_place(tx.session, lon, lat, accuracy_m, parted) if parted else {}
    return tuple(_hit(found, parts.get(found.version.id, ())) for found in rows)


def orders_at_place(tx: Tx, lon: float, lat: float, unit_id: UUID | None) -> tuple[IsolationOrder, ...]:
    """The isolation orders over a place (degrees) or its unit, in force or coming."""
    return tuple(order_facts(row) for row in judgements.list_orders_at(tx.session, lon, lat, unit_id, tx.now))


def judge_work(tx: Tx, ticket: Ticket) -> WorkTypeJudgement:
    """Whether a ticket's work may be done now under the isolation orders over it."""
    orders = [order_facts(row) for row in judgements.list_orders_of(tx.session, ticket, tx.now)]
    return judge_work_type(ticket.work_type, is_life_safety(ticket.hazards), orders, tx.now)


def apply_orders(tx: Tx, subject: Subject, ticket: Ticket) -> None:
    """Defer a ticket whose work an order forbids now, or let it return; work that has started goes on.

    What a person deferred, without an order, does not return by itself.
    """
    if ticket.state not in _BEFORE_WORK or isolation_orders.has_started(tx.session, ticket.id):
        return
    judged = judge_work(tx, ticket)
    if not judged.allowed:
        _defer(tx, subject, ticket, judged)
    elif ticket.state == "deferred" and ticket.deferred_by is not None:
        _resume(tx, subject, ticket)


def requirements_of(version: ZoneVersion) -> ZoneRequirements:
    """What a zone version asks for, as ``compliance`` reads it."""
    return ZoneRequirements(
        permit_needed=version.permit_needed,
        ppe_profile=version.ppe_profile,
        entry_templates=tuple(version.entry_templates),
        exit_templates=tuple(version.exit_templates),
        disinfection_profile=version.disinfection_profile,
        live_line_preferred=version.live_line_preferred,
        max_people=version.max_people,
        max_minutes=version.max_minutes,
        hold_after_exit_minutes=version.hold_after_exit_minutes,
        transit_permit=version.transit_permit,
        checkin_minutes=version.checkin_minutes,
    )


def part_of(row: PartRow) -> ZonePart:
    """A stored part as ``compliance`` reads it."""
    return ZonePart(_KINDS[row.kind], row.name, row.ppe_profile, row.max_minutes)


def parts_at(tx: Tx, ticket_id: UUID, version: ZoneVersion) -> Sequence[PartRow]:
    """The hot, warm and cold parts of a version that may hold a ticket's place."""
    if not version.parts_count:
        return ()
    return zone_parts.list_of_tickets(tx.session, [ticket_id], [version.id]).get((ticket_id, version.id), ())


def requirements_at(tx: Tx, ticket_id: UUID, version: ZoneVersion) -> ZoneRequirements:
    """What a version asks at a ticket's place, its parts included."""
    return tightened(requirements_of(version), [part_of(row) for row in parts_at(tx, ticket_id, version)])


def zone_in_force(version: ZoneVersion, zone: Zone, verdict: str, parts: Sequence[PartRow] = ()) -> ZoneInForce:
    """A published version as judged against one place.

    One that was changed at the very reading of the clock at which it began was in force for no time at all; whoever
    entered at that reading entered under it, and leaves under it.

    Args:
        version: what is in force.
        zone: its zone.
        verdict: how the place lies to it.
        parts: those of its parts that may hold the place.

    Raises:
        ValueError: the version is a draft.
    """
    if version.effective is None:
        raise ValueError("a draft is never in force")
    begins, ends = version.effective.lower, version.effective.upper
    if begins is None:
        begins = ends = version.ended_at or version.valid_from
    here = [part_of(row) for row in parts]
    within = hottest(here)
    return ZoneInForce(
        zone_id=zone.id,
        version_id=version.id,
        hazard_class=zone.hazard_class,
        level=str(version.level),
        authority_id=zone.authority_id,
        valid_from=begins,
        valid_until=ends,
        requirements=tightened(requirements_of(version), here),
        verdict=VERDICTS[verdict],
        name=zone.name,
        part=within.kind if within else None,
    )


def order_facts(row: OrderRow) -> IsolationOrder:
    """A stored order as ``compliance`` reads it."""
    return IsolationOrder(
        id=row.id,
        legal_reference=row.legal_reference,
        level=row.level,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        allowed_work_types=frozenset(row.allowed_work_types),
    )


def _hit(found: Found, parts: Sequence[PartRow]) -> Hit:
    zone = zone_in_force(found.version, found.zone, found.verdict, parts)
    return Hit(zone, found.version, found.zone, found.authority_name, found.settled_by)


def _defer(tx: Tx, subject: Subject, ticket: Ticket, judged: WorkTypeJudgement) -> None:
    if ticket.state == "deferred" and ticket.deferred_by in {order.id for order in judged.deferring_orders}:
        return
    order = judged.deferring_orders[0]
    ticket.state, ticket.deferred_by = "deferred", order.id
    tx.session.flush()
    told = {"order_id": str(order.id), "legal_reference": order.legal_reference, "level": order.level}
    record(tx, subject, "ticket.deferred", _about(ticket), payload=told)


def _resume(tx: Tx, subject: Subject, ticket: Ticket) -> None:
    waiting = isolation_orders.has_active(tx.session, ticket.id)
    told = {"order_id": str(ticket.deferred_by)}
    ticket.state, ticket.deferred_by = ("assigned" if waiting else "new"), None
    tx.session.flush()
    record(tx, subject, "ticket.resumed", _about(ticket), payload=told)
    if waiting:
        record(tx, subject, "ticket.assigned", _about(ticket))


def _about(ticket: Ticket) -> About:
    return About("ticket", ticket.id, ticket.unit_id, ticket_id=ticket.id)
