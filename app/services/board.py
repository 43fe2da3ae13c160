"""A unit's board at one moment: tickets, crews, what is booked, and what binds at each place. Read once, as values."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from app.schema.wishes import TicketWish
from app.services import incident_views, judgements, ppe_equipment
from app.services.board_crews import BoardCrew, read_crews
from app.services.incident_views import IncidentBrief
from app.services.ppe_equipment import Equipment
from app.services.work import Tx
from app.storage import board, zone_parts
from app.storage.board import HeldRow, PermitRow, TicketRow
from compliance.crews import TicketFacts
from compliance.isolation import IsolationOrder
from compliance.work_types import is_life_safety
from compliance.zones import MergedRequirements, ZoneInForce, in_force_at, merge

WORKED = ("new", "assigned", "in_progress")
"""States of a ticket through which an incident is worked."""


@dataclass(frozen=True, slots=True)
class BoardTicket:
    """A ticket with the zones and orders over its place, in force or coming."""

    row: TicketRow
    zones: tuple[ZoneInForce, ...]
    orders: tuple[IsolationOrder, ...]

    @property
    def id(self) -> UUID:
        """The ticket's key."""
        return self.row.id

    @property
    def facts(self) -> TicketFacts:
        """The ticket as the rules see it."""
        row = self.row
        return TicketFacts(
            row.work_type, is_life_safety(row.hazards), frozenset(row.required_skills), isolation_orders=self.orders
        )

    def zones_at(self, at: datetime) -> tuple[ZoneInForce, ...]:
        """The zones that bind there at a moment."""
        return in_force_at(self.zones, at)

    def merged_at(self, at: datetime) -> MergedRequirements:
        """What they ask for together."""
        return merge(self.zones_at(at))


@dataclass(frozen=True)
class Board:
    """Everything that a plan for a unit and all below it starts from."""

    unit_id: UUID
    now: datetime
    """Whole seconds."""
    horizon: timedelta
    crews: tuple[BoardCrew, ...]
    tickets: Mapping[UUID, BoardTicket]
    """Those on the board, and those elsewhere that its crews hold, most urgent first."""
    held: tuple[HeldRow, ...]
    """Active assignments of these crews and to these tickets, as planned."""
    permits: Mapping[UUID, tuple[PermitRow, ...]]
    """By assignment."""
    response_minutes: Mapping[UUID, int]
    """By authority."""
    wishes: Mapping[UUID, TicketWish]
    own: frozenset[UUID]
    """Tickets of the units themselves."""
    incidents: Mapping[UUID, IncidentBrief]
    """By ticket: those that have one cause with others."""
    equipment: Equipment = ppe_equipment.NONE
    """What crews can be given for zones that ask for protective equipment; what is planned here counts as free."""

    def covered_by(self, ticket: BoardTicket) -> str | None:
        """Number of the ticket through which this one's incident is worked; a hazard to life is never covered."""
        incident = self.incidents.get(ticket.id)
        if incident is None or incident.lead_ticket_id == ticket.id or ticket.facts.life_safety:
            return None
        lead = self.tickets.get(incident.lead_ticket_id)
        return lead.row.number if lead is not None and lead.row.state in WORKED else None

    def customers(self, ticket: BoardTicket) -> int:
        """Customers who get supply back by this ticket's work; those of an incident count once, with its leader."""
        incident = self.incidents.get(ticket.id)
        if incident is None or incident.lead_ticket_id not in self.tickets:
            return ticket.row.customers_affected
        return incident.customers if incident.lead_ticket_id == ticket.id else 0


def read(tx: Tx, unit_id: UUID, horizon: timedelta) -> Board:
    """Read the board of a unit and all below it inside an open transaction; the asker was checked before."""
    now = tx.now.replace(microsecond=0)
    units = board.list_below(tx.session, unit_id)
    crews, rows = board.list_crews(tx.session, units), board.list_tickets(tx.session, units)
    own = frozenset(row.id for row in rows)
    held = board.list_held(tx.session, [crew.id for crew in crews], own)
    rows += board.list_tickets_by_id(tx.session, {each.ticket_id for each in held} - own)
    tickets, minutes = _with_zones(tx, rows, now)
    permits: dict[UUID, tuple[PermitRow, ...]] = defaultdict(tuple)
    for permit in board.list_permits(tx.session, [each.id for each in held]):
        permits[permit.assignment_id] += (permit,)
    return Board(
        unit_id=unit_id,
        now=now,
        horizon=horizon,
        crews=tuple(read_crews(tx, crews, now + horizon)),
        tickets=tickets,
        held=tuple(held),
        permits=permits,
        response_minutes=minutes,
        wishes=board.list_wishes(tx.session, own),
        own=own,
        incidents=incident_views.of_tickets(tx, own),
        equipment=_equipment(tx, tickets, [crew.id for crew in crews], held),
    )


def _equipment(
    tx: Tx, tickets: Mapping[UUID, BoardTicket], crew_ids: Collection[UUID], held: Collection[HeldRow]
) -> Equipment:
    """What is in reach of these crews for tickets where a zone, in force or coming, may ask for any."""
    asking = [
        (ticket.row.unit_id, zone.requirements.ppe_profile) for ticket in tickets.values() for zone in ticket.zones
    ]
    profiles = {profile for _, profile in asking if profile}
    units = {unit_id for unit_id, profile in asking if profile}
    return ppe_equipment.read(tx, profiles, crew_ids, units, [each.id for each in held])


def _with_zones(tx: Tx, rows: list[TicketRow], now: datetime) -> tuple[dict[UUID, BoardTicket], dict[UUID, int]]:
    ids = [row.id for row in rows]
    verdicts = board.list_verdicts(tx.session, ids, now)
    versions = {row[0].id: row for row in board.list_versions(tx.session, {each[1] for each in verdicts})}
    zones: dict[UUID, list[ZoneInForce]] = defaultdict(list)
    parted = [version.id for version, _, _ in versions.values() if version.parts_count]
    parts = zone_parts.list_of_tickets(tx.session, ids, parted) if parted else {}
    judged: dict[tuple[UUID, str, UUID | None], ZoneInForce] = {}
    for ticket_id, version_id, verdict in verdicts:
        here = parts.get((ticket_id, version_id), ())
        key = (version_id, verdict, ticket_id if here else None)
        if key not in judged:
            version, zone, _ = versions[version_id]
            judged[key] = judgements.zone_in_force(version, zone, verdict, here)
        zones[ticket_id].append(judged[key])
    orders: dict[UUID, list[IsolationOrder]] = defaultdict(list)
    for ticket_id, order in board.list_orders(tx.session, ids, now):
        orders[ticket_id].append(judgements.order_facts(order))
    minutes = {zone.authority_id: answers for _, zone, answers in versions.values()}
    return {row.id: BoardTicket(row, tuple(zones[row.id]), tuple(orders[row.id])) for row in rows}, minutes
