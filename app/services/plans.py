"""Plans for a unit's board: asked for, kept, read again, discarded. Committing them is in ``plan_commits``."""

import hashlib
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from app.access import Scope, Subject, Verb
from app.errors import ConflictError, InvalidError, NotFoundError
from app.schema.plans import Plan, PlanLine
from app.services import board, plan_snapshots, plan_turns
from app.services.board import Board, BoardTicket
from app.services.events import About, record
from app.services.idempotency import Once, find_made, remember
from app.services.plan_compare import compare, value_of
from app.services.plan_lines import Line, counts_of
from app.services.plan_search import Found, search, weights_of
from app.services.plan_turns import Stop
from app.services.plan_views import PlanView, view
from app.services.ticket_digests import digest_of
from app.services.work import Tx, Work
from app.storage import plans
from app.storage.plans import PlanFilter
from compliance.crews import MemberFacts
from compliance.sign_ons import Presence
from geo.matching.search import Limit

MOST_SECONDS = 10.0
"""A request that is answered at once may search so long."""


@dataclass(frozen=True)
class Asked:
    """What a dispatcher asks for.

    Attributes:
        unit_id: whose board; that of all units below it too.
        seconds: how long to search.
        rounds: instead: the same plan on every machine.
        seed: another one finds another plan.
        weights: those that shall not be as the installation has them, by name.
    """

    unit_id: UUID
    seconds: float = 2.0
    rounds: int | None = None
    seed: int = 0
    weights: Mapping[str, float] = field(default_factory=dict)

    @property
    def limits(self) -> dict[str, Any]:
        """How it is searched, as it is kept."""
        return {"seconds": None if self.rounds else self.seconds, "rounds": self.rounds, "seed": self.seed}

    @property
    def limit(self) -> Limit:
        """When to stop."""
        return Limit(rounds=self.rounds) if self.rounds is not None else Limit(seconds=self.seconds)


def make_plan(
    work: Work, subject: Subject, asked: Asked, once: Once | None = None, stop: Stop | None = None
) -> PlanView:
    """Plan a unit's board. The database is read before and written after the search, never held during it.

    Raises:
        NotFoundError: no such unit that the subject plans for.
        BusyError: other plans are being made.
        CordonError: ``stop`` was told so; nothing was kept.
    """
    stop = stop or Stop()
    scope = subject.scope(Verb.PLANS_WRITE)
    with work.begin() as tx:
        made = find_made(tx, subject, once)
        if made is not None:
            return view(tx, tx.session.get_one(Plan, made))
        now = read_board(work, tx, scope, asked.unit_id)
    found, seconds = find_plan(work, now, asked, stop)
    with work.begin() as tx:
        made = find_made(tx, subject, once)  # the same request may have come twice at once
        plan = tx.session.get_one(Plan, made) if made else keep(tx, subject, found, asked, seconds, "asked")
        if made is None:
            remember(tx, subject, once, plan.id)
        return view(tx, plan)


def list_plans(work: Work, subject: Subject, which: PlanFilter, *, before: UUID | None, limit: int) -> Sequence[Plan]:
    """Plans that the subject may see, the newest first; one more than ``limit`` when there are more."""
    scope = subject.scope(Verb.PLANS_READ)
    with work.look() as tx:
        return plans.list_page(tx.session, scope, which, before=before, limit=limit + 1)


def get_plan(work: Work, subject: Subject, plan_id: UUID, *, compare_board: bool = False) -> PlanView:
    """One plan.

    Args:
        work: what use cases work with.
        subject: who asks.
        plan_id: which.
        compare_board: whether to look if the board is still the one that was planned, which takes a while.

    Raises:
        NotFoundError: none that the subject may see.
    """
    scope = subject.scope(Verb.PLANS_READ)
    with work.look() as tx:
        plan = found_plan(plans.find(tx.session, scope, plan_id))
        shown = view(tx, plan)
        if not compare_board:
            return shown
        return replace(shown, current=fingerprint(read_board(work, tx, scope, plan.unit_id)) == plan.fingerprint)


def discard(work: Work, subject: Subject, plan_id: UUID) -> PlanView:
    """Say that a proposal will not be used.

    Raises:
        NotFoundError: none that the subject may change.
        ConflictError: somebody has decided about it already.
    """
    scope = subject.scope(Verb.PLANS_WRITE)
    with work.begin() as tx:
        plan = found_plan(plans.find(tx.session, scope, plan_id, for_update=True))
        if plan.state != "discarded":
            check_open(plan, ("proposed",))
            close(tx, subject, plan, "discarded")
        return view(tx, plan)


def read_board(work: Work, tx: Tx, scope: Scope, unit_id: UUID) -> Board:
    """The board of a unit of the scope.

    Raises:
        NotFoundError: the scope has no such unit.
    """
    if unit_id not in scope.unit_ids:
        raise NotFoundError("there is no such unit that you plan for")
    return board.read(tx, unit_id, timedelta(hours=work.settings.plan_horizon_hours))


def find_plan(work: Work, now: Board, asked: Asked, stop: Stop | None = None) -> tuple[Found, float]:
    """Search when it is this process's turn; the plan and the seconds that it took.

    Raises:
        BusyError: other plans are being made.
        CordonError: ``stop`` was told so.
    """
    stop = stop or Stop()
    try:
        weights = weights_of(work, asked.weights)
    except (TypeError, ValueError) as error:
        remedy = "give finite numbers of 0 or more under the names that GET /plans shows"
        raise InvalidError.of("weights", "weights", str(error), remedy) from error
    with plan_turns.turn(work.settings.plan_solves, work.settings.plan_wait_seconds, stop):
        began = time.perf_counter()
        found = search(work, now, asked.limit, weights=weights, seed=asked.seed, stop=stop)
        return found, time.perf_counter() - began


def keep(tx: Tx, subject: Subject, found: Found, asked: Asked, seconds: float, kind: str) -> Plan:
    """Write a plan that was found, with its event."""
    now = found.matching.board
    counts = {
        "tickets": len(now.own), "crews": len(found.matching.problem.crews), "left_out": len(found.left_out),
        **counts_of(found.lines),
    }  # fmt: skip
    plan = Plan(
        unit_id=now.unit_id,
        kind=kind,
        made_at=now.now,
        made_by=subject.user_id,
        made_by_name=subject.name,
        fingerprint=fingerprint(now),
        settings={
            "seconds": asked.seconds,
            "rounds": asked.rounds,
            "seed": asked.seed,
            "weights": asdict(found.weights),
        },
        value=value_of(found),
        compared=compare(found),
        counts=counts,
        left_out=[
            {"ticket_id": str(ticket_id), "reasons": [each.as_json() for each in reasons]}
            for ticket_id, reasons in found.left_out.items()
            if ticket_id in now.own
        ],
        rounds=found.rounds,
        seconds=round(seconds, 3),
        snapshot=plan_snapshots.pack(found.matching.problem, found.plan.orders, asdict(found.weights), found.travel),
    )
    tx.session.add(plan)
    tx.session.flush()
    tx.session.add_all(_stored(plan, line, now.tickets[line.ticket_id]) for line in found.lines)
    tx.session.flush()
    told = {"kind": kind, "gain": round(found.gain, 2), "lines": counts}
    record(tx, subject, "plan.proposed", about(plan), payload=told)
    return plan


def fingerprint(now: Board) -> str:
    """Digest of what a plan for this board depends on, but for the time that passes and where crews drive.

    The same in every process: sets are sorted, for their own order is another one in each.
    """
    crews = sorted(
        (str(each.id), repr(each.facts.shifts), sorted(map(_person, each.facts.members)), _there(each.facts.presence))
        for each in now.crews
    )
    tickets = sorted(_ticket(each) for each in now.tickets.values())
    held = sorted((str(each.id), each.state, str(each.planned_entry_at)) for each in now.held)
    permits = sorted((str(key), sorted(repr(each) for each in rows)) for key, rows in now.permits.items())
    wishes = sorted((str(key), each.deadline_version, each.pin_version) for key, each in now.wishes.items())
    leads = sorted((str(key), str(each.lead_ticket_id), each.customers) for key, each in now.incidents.items())
    parts = crews, tickets, held, permits, wishes, leads, now.equipment.digest
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def _there(each: Presence) -> str:
    missing = each.unsigned_since is not None and each.unsigned_refused
    return repr((missing, each.break_until is not None, each.unavailable, each.blocked))


def _person(each: MemberFacts) -> str:
    held = (str(each.stand_down_until), each.stand_down_class, str(each.stand_down_all_until))
    seen = sorted((str(stay.crew_id), stay.zone_class) for stay in each.stays)
    return repr((str(each.id), sorted(each.roles), sorted(each.skills), *held, seen, each.duty))


def _ticket(each: BoardTicket) -> str:
    zones = sorted((str(zone.version_id), zone.verdict, str(zone.valid_until)) for zone in each.zones)
    orders = sorted((str(order.id), str(order.valid_until), sorted(order.allowed_work_types)) for order in each.orders)
    return repr((digest_of(each.row), each.row.state, zones, orders))


def close(tx: Tx, subject: Subject, plan: Plan, state: str, told: Mapping[str, object] | None = None) -> None:
    """Note what became of a plan, with its event."""
    plan.state, plan.decided_at, plan.decided_by = state, tx.now, subject.user_id
    tx.session.flush()
    record(tx, subject, f"plan.{state}", about(plan), payload={"kind": plan.kind, **(told or {})})


def check_open(plan: Plan, states: Iterable[str]) -> None:
    """Refuse what comes too late.

    Raises:
        ConflictError: the plan is in none of these states.
    """
    if plan.state not in states:
        raise ConflictError(f"the plan is {plan.state}; make a new one", code="plan.not_open")


def found_plan(plan: Plan | None) -> Plan:
    """The plan.

    Raises:
        NotFoundError: there is none.
    """
    if plan is None:
        raise NotFoundError("there is no such plan")
    return plan


def about(plan: Plan) -> About:
    """Through which ids the readers of a plan's events find it."""
    return About("plan", plan.id, unit_id=plan.unit_id)


def _stored(plan: Plan, line: Line, ticket: BoardTicket) -> PlanLine:
    return PlanLine(
        plan_id=plan.id, ticket_id=line.ticket_id, crew_id=line.crew_id, slot=line.slot, position=line.position,
        kind=line.kind, depart_at=line.depart_at, arrive_at=line.arrive_at, entry_at=line.entry_at,
        finish_at=line.finish_at, end_at=line.end_at, travel_s=line.travel_s, ready_s=line.ready_s,
        minutes_gained=line.minutes_gained, zone_version_ids=list(line.zone_version_ids),
        ticket_digest=digest_of(ticket.row), was=line.was_json(), reasons=[],
        assignment_id=line.was.id if line.was is not None and line.was.crew_id == line.crew_id else None,
    )  # fmt: skip
