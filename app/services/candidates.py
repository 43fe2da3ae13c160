"""Candidates for a ticket: every crew of its unit's subtree, soonest permitted start first, the others with reasons."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from geoalchemy2.shape import to_shape
from shapely import Point
from sqlalchemy.dialects.postgresql import Range

from app.access import Subject, Verb
from app.errors import NotFoundError
from app.schema.authorities import Authority
from app.schema.tickets import Ticket
from app.services import crews as crew_service
from app.services import judgements
from app.services.crews import CrewView
from app.services.gate import member_facts
from app.services.judgements import Hit
from app.services.work import Tx, Work
from app.storage import assignments, crews, tickets
from app.storage.judgements import list_orders_of
from compliance.crews import CrewFacts, MemberFacts, ShiftWindow, TicketFacts, may_be_assigned
from compliance.decision import Decision
from compliance.reasons import Reason, reason
from compliance.work_types import is_life_safety
from compliance.zones import MergedRequirements, ZoneInForce, in_force_at, merge
from geo.candidates import ANY_TIME, CandidateCrews, Ranked, rank
from geo.places import Place

FAR_FUTURE = datetime(2200, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Candidate:
    """One crew that could go, and when it could start."""

    crew: CrewView
    ranked: Ranked[UUID]
    start_at: datetime
    depart_at: datetime
    arrive_at: datetime
    entry_minutes: int
    """Minutes between arrival and the earliest start: permit, briefing, donning."""
    work_minutes: int
    """Minutes of planned work in hand."""
    exposure_people: int
    permits_needed: int


@dataclass(frozen=True)
class Refused:
    """One crew that cannot go, with every reason."""

    crew: CrewView
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Candidates:
    """The answer for one ticket."""

    ticket: Ticket
    at: datetime
    hits: tuple[Hit, ...]
    merged: MergedRequirements
    candidates: tuple[Candidate, ...]
    refused: tuple[Refused, ...]


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
        views = crew_service.view_all(tx, crews.list_of_units(tx.session, scope.unit_ids))
        return judge_crews(work, tx, ticket, [view for view in views if view.crew.active])


def judge_crews(work: Work, tx: Tx, ticket: Ticket, views: list[CrewView]) -> Candidates:
    """Rank these crews for a ticket inside an open transaction."""
    hits = judgements.zones_of(tx, [ticket.id]).get(ticket.id, ())
    now_merged = merge(in_force_at([hit.zone for hit in hits], tx.now))
    ranked = {each.crew_key: each for each in _rank(work, tx, ticket, views, now_merged)}
    shifts = assignments.list_shifts(tx.session, [view.crew.id for view in views], tx.now)
    asks = _asks(tx, ticket)
    minutes = _work_minutes(tx, views)
    can: list[Candidate] = []
    cannot: list[Refused] = []
    for view in views:
        here = ranked.get(view.crew.id)
        if here is None:
            cannot.append(Refused(view, (reason("crew.no_way"),)))
            continue
        start = _moment(here.start_at_s)
        merged = merge(in_force_at([hit.zone for hit in hits], start))
        decision = may_be_assigned(_facts(view, shifts), asks, merged, start)
        if not decision.allowed:
            cannot.append(Refused(view, decision.reasons))
            continue
        can.append(_candidate(view, here, start, merged, minutes.get(view.crew.id, 0)))
    can.sort(key=lambda each: (each.ranked.start_at_s, each.ranked.distance_m, each.crew.crew.id))
    return Candidates(ticket, tx.now, hits, now_merged, tuple(can), tuple(cannot))


def may_go(tx: Tx, ticket: Ticket, view: CrewView, zones: Sequence[ZoneInForce], at: datetime) -> Decision:
    """Whether a crew may be sent to a ticket in these zones at the planned entry ``at``, inside an open transaction."""
    shifts = assignments.list_shifts(tx.session, [view.crew.id], tx.now)
    return may_be_assigned(_facts(view, shifts), _asks(tx, ticket), merge(zones), at)


def _asks(tx: Tx, ticket: Ticket) -> TicketFacts:
    return TicketFacts(
        work_type=ticket.work_type,
        life_safety=is_life_safety(ticket.hazards),
        required_skills=frozenset(ticket.required_skills),
        isolation_orders=tuple(judgements.order_facts(row) for row in list_orders_of(tx.session, ticket, tx.now)),
    )


def before_start(work: Work, merged: MergedRequirements) -> timedelta:
    """What a crew does at the place before it can begin: briefing, and donning in a zone that asks for it."""
    settings = work.settings
    donning = settings.donning_minutes if merged.ppe_profiles or merged.entry_templates else 0
    return timedelta(minutes=settings.briefing_minutes + donning)


def after_work(work: Work, merged: MergedRequirements) -> timedelta:
    """What a crew does after the work: doffing and disinfection where a zone asks for them."""
    return timedelta(minutes=work.settings.exit_minutes if merged.in_zone else 0)


def _rank(
    work: Work, tx: Tx, ticket: Ticket, views: list[CrewView], merged: MergedRequirements
) -> tuple[Ranked[UUID], ...]:
    if not views:
        return ()
    point = centre(ticket.place)
    starts = [centre(view.crew.position or view.crew.base) for view in views]
    busy = assignments.list_of_crews(tx.session, [view.crew.id for view in views])
    free = {view.crew.id: tx.now.timestamp() for view in views}
    for each in busy:
        free[each.crew_id] = max(free[each.crew_id], (each.planned.upper or FAR_FUTURE).timestamp())
    wait = _permit_minutes(tx, merged)
    entry = ANY_TIME if wait is None else int((tx.now + timedelta(minutes=wait)).timestamp())
    before = int(before_start(work, merged).total_seconds())
    pool = CandidateCrews(
        keys=[view.crew.id for view in views],
        lons=[each.x for each in starts],
        lats=[each.y for each in starts],
        free_at_s=[int(free[view.crew.id]) for view in views],
        earliest_entry_s=[entry] * len(views),
        before_start_s=[before] * len(views),
    )
    return rank(pool, Place(point.x, point.y), work.travel, now_s=int(tx.now.timestamp()))


def _permit_minutes(tx: Tx, merged: MergedRequirements) -> int | None:
    """The slowest authority's response time, None when no permit is needed."""
    found = [tx.session.get_one(Authority, zone.authority_id).response_minutes for zone in merged.permit_zones]
    return max(found, default=None)


def _facts(view: CrewView, shifts: Sequence[tuple[UUID, Range[datetime]]]) -> CrewFacts:
    windows = [during for crew_id, during in shifts if crew_id == view.crew.id]
    members = tuple(member_facts(member, member.role) for member in view.members)
    vehicle_id = view.vehicles[0].id if view.vehicles else None
    return crew_facts(view.crew.id, members, view.crew.skills, windows, vehicle_id)


def crew_facts(
    crew_id: UUID,
    members: tuple[MemberFacts, ...],
    tools: Iterable[str],
    shifts: Iterable[Range[datetime]],
    vehicle_id: UUID | None,
) -> CrewFacts:
    """A crew as the rules see it; what its tools add to its skills counts as the first member's."""
    skills = frozenset(tools)
    if members and skills:
        members = (replace(members[0], skills=members[0].skills | skills), *members[1:])
    windows = tuple(ShiftWindow(each.lower, each.upper) for each in shifts if each.lower and each.upper)
    return CrewFacts(id=crew_id, members=members, shifts=windows, vehicle_id=vehicle_id)


def _candidate(
    view: CrewView, here: Ranked[UUID], start: datetime, merged: MergedRequirements, minutes: int
) -> Candidate:
    return Candidate(
        crew=view,
        ranked=here,
        start_at=start,
        depart_at=_moment(here.depart_at_s),
        arrive_at=_moment(here.arrive_at_s),
        entry_minutes=round((here.start_at_s - here.arrive_at_s) / 60),
        work_minutes=minutes,
        exposure_people=len(view.members) if merged.in_zone else 0,
        permits_needed=len(merged.permit_zones),
    )


def centre(stored: Any) -> Point:
    """A stored point as shapely sees it."""
    found = to_shape(stored)
    if not isinstance(found, Point):
        raise TypeError(f"{found.geom_type} where a point is kept")
    return found


def _work_minutes(tx: Tx, views: list[CrewView]) -> dict[UUID, int]:
    """Minutes of planned work that each crew still has in hand."""
    found: dict[UUID, int] = {}
    for each in assignments.list_of_crews(tx.session, [view.crew.id for view in views]):
        starts, ends = each.planned.lower or tx.now, each.planned.upper or tx.now
        left = max((ends - max(starts, tx.now)).total_seconds(), 0)
        found[each.crew_id] = found.get(each.crew_id, 0) + round(left / 60)
    return found


def _moment(epoch_s: float) -> datetime:
    return datetime.fromtimestamp(epoch_s, UTC)
