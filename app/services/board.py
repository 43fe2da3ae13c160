"""A unit's board at one moment: tickets, crews, what is booked, and what binds at each place. Read once, as values."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.dialects.postgresql import Range

from app.schema.wishes import TicketWish
from app.services import candidates, incident_views, judgements
from app.services.gate import member_facts
from app.services.incident_views import IncidentBrief
from app.services.work import Tx
from app.storage import board
from app.storage.board import CrewRow, HeldRow, MemberRow, PermitRow, TicketRow
from compliance.crews import CrewFacts, TicketFacts
from compliance.isolation import IsolationOrder
from compliance.lifecycles import AT_THE_PLACE, STARTED_ASSIGNMENT
from compliance.work_types import is_life_safety
from compliance.zones import MergedRequirements, ZoneInForce, in_force_at, merge

ON_THE_WAY = STARTED_ASSIGNMENT - AT_THE_PLACE
"""The crew has left for the job and is not there yet."""

WORKED = ("new", "assigned", "in_progress")
"""States of a ticket through which an incident is worked."""


@dataclass(frozen=True, slots=True)
class BoardCrew:
    """A crew with what decides whether and when it may be sent."""

    row: CrewRow
    facts: CrewFacts
    duty: tuple[datetime, datetime] | None
    """The shift that it is on, or else the next one within the horizon; shifts that touch are one."""

    @property
    def id(self) -> UUID:
        """The crew's key."""
        return self.row.id


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
        crews=tuple(_crews(tx, crews, now, now + horizon)),
        tickets=tickets,
        held=tuple(held),
        permits=permits,
        response_minutes=minutes,
        wishes=board.list_wishes(tx.session, own),
        own=own,
        incidents=incident_views.of_tickets(tx, own),
    )


def _crews(tx: Tx, rows: list[CrewRow], now: datetime, until: datetime) -> Iterable[BoardCrew]:
    ids = [row.id for row in rows]
    members: dict[UUID, list[MemberRow]] = defaultdict(list)
    for member in board.list_members(tx.session, ids):
        members[member.crew_id].append(member)
    shifts: dict[UUID, list[Range[datetime]]] = defaultdict(list)
    for crew_id, during in board.list_shifts(tx.session, ids, now, until):
        shifts[crew_id].append(during)
    vehicles = board.list_vehicles(tx.session, ids)
    for row in rows:
        people = tuple(member_facts(each, each.role) for each in members[row.id])
        facts = candidates.crew_facts(row.id, people, row.skills, shifts[row.id], vehicles.get(row.id))
        yield BoardCrew(row, facts, _duty(facts))


def _duty(facts: CrewFacts) -> tuple[datetime, datetime] | None:
    found: tuple[datetime, datetime] | None = None
    for shift in facts.shifts:
        if found is None:
            found = shift.starts_at, shift.ends_at
        elif shift.starts_at == found[1]:
            found = found[0], shift.ends_at
    return found


def _with_zones(tx: Tx, rows: list[TicketRow], now: datetime) -> tuple[dict[UUID, BoardTicket], dict[UUID, int]]:
    ids = [row.id for row in rows]
    verdicts = board.list_verdicts(tx.session, ids, now)
    versions = {row[0].id: row for row in board.list_versions(tx.session, {each[1] for each in verdicts})}
    zones: dict[UUID, list[ZoneInForce]] = defaultdict(list)
    judged: dict[tuple[UUID, str], ZoneInForce] = {}
    for ticket_id, version_id, verdict in verdicts:
        key = (version_id, verdict)
        if key not in judged:
            version, zone, _ = versions[version_id]
            judged[key] = judgements.zone_in_force(version, zone, verdict)
        zones[ticket_id].append(judged[key])
    orders: dict[UUID, list[IsolationOrder]] = defaultdict(list)
    for ticket_id, order in board.list_orders(tx.session, ids, now):
        orders[ticket_id].append(judgements.order_facts(order))
    minutes = {zone.authority_id: answers for _, zone, answers in versions.values()}
    return {row.id: BoardTicket(row, tuple(zones[row.id]), tuple(orders[row.id])) for row in rows}, minutes
