"""Candidates for a ticket: every crew of its unit's subtree, soonest permitted start first, the others with reasons."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from geoalchemy2.shape import to_shape
from shapely import Point

from app.access import Subject, Verb
from app.errors import NotFoundError
from app.schema.authorities import Authority
from app.schema.tickets import Ticket
from app.services import judgements, ppe_shortages
from app.services.board_crews import BoardCrew, read_crews
from app.services.candidate_days import Day, Way, find_days
from app.services.candidate_problem import Needs
from app.services.judgements import Hit
from app.services.ppe_shortages import Going
from app.services.work import Tx, Work
from app.storage import board, tickets
from app.storage.judgements import list_orders_of
from compliance.crews import TicketFacts, may_be_assigned
from compliance.decision import Decision
from compliance.isolation import IsolationOrder
from compliance.matching import Turn, why_behind, why_first, why_moving
from compliance.reasons import Reason, reason
from compliance.sign_ons import present
from compliance.work_types import is_life_safety
from compliance.zones import MergedRequirements, ZoneInForce, in_force_at, merge
from geo.places import Place
from geo.routers import Noting
from geo.travel import Mark


@dataclass(frozen=True)
class Candidate:
    """One crew that could go without anything planned being moved, and what decides whether it is the first."""

    crew: BoardCrew
    way: Way
    why: tuple[Reason, ...]
    moving: Way | None
    """Beginning sooner by moving planned work, where that is possible and allowed."""
    work_minutes: int
    """Minutes of planned work in hand."""
    exposure_people: int
    permits_needed: int
    notes: tuple[Reason, ...] = ()
    """Where something is an estimate, and what equipment the crew would go without."""

    @property
    def moving_why(self) -> tuple[Reason, ...]:
        """What moving would gain, and whom it would cost what."""
        if self.moving is None:
            return ()
        sooner = self.way.restored_at - self.moving.restored_at
        return why_moving(self.moving.start_at, sooner, (each.told for each in self.moving.delays))

    @property
    def start_at(self) -> datetime:
        """When it may begin."""
        return self.way.start_at

    @property
    def depart_at(self) -> datetime:
        """When it leaves."""
        return self.way.depart_at

    @property
    def entry_minutes(self) -> int:
        """Minutes between arrival and the earliest start: permit, briefing, donning."""
        return round((self.way.start_at - self.way.arrive_at).total_seconds() / 60)


@dataclass(frozen=True)
class Refused:
    """One crew that cannot go, with every reason; when it would be there if it could, unless there is no way."""

    crew: BoardCrew
    reasons: tuple[Reason, ...]
    way: Way | None


@dataclass(frozen=True)
class Candidates:
    """The answer for one ticket."""

    ticket: Ticket
    at: datetime
    hits: tuple[Hit, ...]
    merged: MergedRequirements
    candidates: tuple[Candidate, ...]
    refused: tuple[Refused, ...]
    travel: Mark | None
    """Who says how long it takes to get there; None where nobody had to be asked."""


def find_candidates(work: Work, subject: Subject, ticket_id: UUID) -> Candidates:
    """Rank the crews for a ticket.

    Raises:
        NotFoundError: no ticket that the subject may assign.
    """
    scope = subject.scope(Verb.ASSIGNMENTS_WRITE)
    with work.look() as tx:
        ticket = tickets.find(tx.session, scope, ticket_id)
        if ticket is None:
            raise NotFoundError("no such ticket")
        crews = read_crews(tx, board.list_crews(tx.session, scope.unit_ids))
        return judge_crews(work, tx, ticket, crews)


def judge_crews(work: Work, tx: Tx, ticket: Ticket, crews: Sequence[BoardCrew]) -> Candidates:
    """Rank these crews for a ticket inside an open transaction: supply back first, then nearest, then by key."""
    hits = judgements.zones_of(tx, [ticket.id]).get(ticket.id, ())
    rules = _Rules(_asks(tx, ticket), [hit.zone for hit in hits], tx.now)
    now_merged = rules.merged_at(tx.now)
    noting = Noting(work.travel)
    days = find_days(replace(work, travel=noting), tx, crews, _needs(work, tx, ticket, now_merged))
    can: list[Candidate] = []
    cannot: list[Refused] = []
    for crew in crews:
        day = days[crew.id]
        if day.free is None:
            cannot.append(Refused(crew, (reason("crew.no_way"),), None))
            continue
        decision = rules.judge(crew, day.free.start_at)
        if decision.allowed:
            can.append(_candidate(crew, day, rules))
        else:
            cannot.append(Refused(crew, decision.reasons, day.free))
    can = _told_short(work, tx, ticket, rules, can, cannot)
    can.sort(key=lambda each: (each.way.restored_at, each.way.distance_m, each.crew.id))
    return Candidates(ticket, tx.now, hits, now_merged, tuple(_with_reasons(can)), tuple(cannot), noting.mark)


def _told_short(
    work: Work, tx: Tx, ticket: Ticket, rules: "_Rules", can: Sequence[Candidate], cannot: list[Refused]
) -> list[Candidate]:
    """Note which crews would go short of protective equipment, or refuse them where the setting says so."""
    going = {each.crew.id: Going(rules.merged_at(each.start_at).ppe_profiles, each.way.restored_at) for each in can}
    short = ppe_shortages.by_crew(tx, ticket.unit_id, going)
    if work.settings.ppe_shortage_refuses:
        cannot.extend(Refused(each.crew, short[each.crew.id], each.way) for each in can if each.crew.id in short)
        return [each for each in can if each.crew.id not in short]
    return [replace(each, notes=(*each.notes, *short.get(each.crew.id, ()))) for each in can]


@dataclass
class _Rules:
    """What compliance says about crews and one ticket."""

    asks: TicketFacts
    zones: Sequence[ZoneInForce]
    now: datetime
    _merged: dict[tuple[UUID, ...], MergedRequirements] = field(default_factory=dict)

    def merged_at(self, at: datetime) -> MergedRequirements:
        """What the zones in force at a moment ask for together."""
        zones = in_force_at(self.zones, at)
        key = tuple(zone.version_id for zone in zones)
        if key not in self._merged:
            self._merged[key] = merge(zones)
        return self._merged[key]

    def judge(self, crew: BoardCrew, at: datetime) -> Decision:
        """Whether a crew may be sent, with its planned entry at a moment: it is asked now, and leaves before that."""
        there = present(crew.facts.presence, self.asks.life_safety, self.now)
        return there & may_be_assigned(crew.facts, self.asks, self.merged_at(at), at)


def _asks(tx: Tx, ticket: Ticket) -> TicketFacts:
    orders = list_orders_of(tx.session, ticket, tx.now)
    return ticket_facts(ticket, [judgements.order_facts(row) for row in orders])


def ticket_facts(ticket: Ticket, orders: Iterable[IsolationOrder]) -> TicketFacts:
    """A ticket as the rules see it, under these orders."""
    return TicketFacts(
        work_type=ticket.work_type,
        life_safety=is_life_safety(ticket.hazards),
        required_skills=frozenset(ticket.required_skills),
        isolation_orders=tuple(orders),
    )


def before_start(work: Work, merged: MergedRequirements) -> timedelta:
    """What a crew does at the place before it can begin: briefing, and donning in a zone that asks for it."""
    settings = work.settings
    donning = settings.donning_minutes if merged.ppe_profiles or merged.entry_templates else 0
    return timedelta(minutes=settings.briefing_minutes + donning)


def after_work(work: Work, merged: MergedRequirements) -> timedelta:
    """What a crew does after the work: doffing and disinfection where a zone asks for them."""
    return timedelta(minutes=work.settings.exit_minutes if merged.in_zone else 0)


def _needs(work: Work, tx: Tx, ticket: Ticket, merged: MergedRequirements) -> Needs:
    point = centre(ticket.place)
    return Needs(
        place=Place(point.x, point.y),
        entry_s=60 * (_permit_minutes(tx, merged) or 0),
        before_s=int(before_start(work, merged).total_seconds()),
        work_s=60 * ticket.service_minutes,
        after_s=int(after_work(work, merged).total_seconds()),
    )


def _permit_minutes(tx: Tx, merged: MergedRequirements) -> int | None:
    """The slowest authority's response time, None when no permit is needed."""
    found = [tx.session.get_one(Authority, zone.authority_id).response_minutes for zone in merged.permit_zones]
    return max(found, default=None)


def _candidate(crew: BoardCrew, day: Day, rules: _Rules) -> Candidate:
    way, moving = day.free, day.moving
    if way is None:
        raise ValueError("a crew without a way is no candidate")
    if moving is not None and not rules.judge(crew, moving.start_at).allowed:
        moving = None
    merged = rules.merged_at(way.start_at)
    return Candidate(
        crew=crew,
        way=way,
        why=(),
        moving=moving,
        work_minutes=day.work_minutes,
        exposure_people=len(crew.facts.members) if merged.in_zone else 0,
        permits_needed=len(merged.permit_zones),
        notes=day.notes,
    )


def _with_reasons(ranked: Sequence[Candidate]) -> Iterable[Candidate]:
    """Say of each why it is the first, or what decides between it and the first."""
    turns = [_turn(each) for each in ranked]
    for at, (each, turn) in enumerate(zip(ranked, turns, strict=True)):
        second = turns[1] if len(turns) > 1 else None
        yield replace(each, why=why_behind(turn, turns[0]) if at else why_first(turn, second))


def _turn(each: Candidate) -> Turn:
    way = each.way
    return Turn(each.crew.row.name, way.depart_at, way.arrive_at, way.start_at, way.restored_at, way.busy)


def centre(stored: Any) -> Point:
    """A stored point as shapely sees it."""
    found = to_shape(stored)
    if not isinstance(found, Point):
        raise TypeError(f"{found.geom_type} where a point is kept")
    return found
