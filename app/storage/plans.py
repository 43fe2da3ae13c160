"""Plans, their lines, and the units whose boards are planned again and again."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session, defer

from app.access import Scope
from app.schema.assignments import Assignment
from app.schema.crews import Crew
from app.schema.plans import Plan, PlanLine, Replanning
from app.schema.tickets import Ticket
from compliance.lifecycles import ACTIVE_ASSIGNMENT

DEFERRED = "ex_assignments_crew_planned, ex_assignments_vehicle_planned, ex_assignment_members_planned"
"""Constraints that hold at the end of a commit, not between its lines."""


@dataclass(frozen=True)
class PlanFilter:
    """Which of the readable plans are asked for."""

    unit_id: UUID | None = None
    kind: str | None = None
    state: str | None = None


def visible(scope: Scope) -> ColumnElement[bool]:
    """Plans of the scope's units."""
    return Plan.unit_id.in_(scope.unit_ids)


def find(session: Session, scope: Scope, plan_id: UUID, *, for_update: bool = False) -> Plan | None:
    """One plan of the scope."""
    query = select(Plan).where(Plan.id == plan_id, visible(scope))
    return session.scalar(query.with_for_update(key_share=True) if for_update else query)


def list_page(session: Session, scope: Scope, which: PlanFilter, *, before: UUID | None, limit: int) -> Sequence[Plan]:
    """Plans of the scope, the newest first, without what they were made from."""
    query = select(Plan).where(visible(scope)).order_by(Plan.id.desc()).limit(limit)
    for column, wanted in ((Plan.unit_id, which.unit_id), (Plan.kind, which.kind), (Plan.state, which.state)):
        if wanted is not None:
            query = query.where(column == wanted)
    if before is not None:
        query = query.where(Plan.id < before)
    return session.scalars(query.options(defer(Plan.snapshot))).all()


def list_lines(session: Session, plan_id: UUID) -> Sequence[PlanLine]:
    """Lines of a plan by crew and order of work."""
    query = select(PlanLine).where(PlanLine.plan_id == plan_id)
    return session.scalars(query.order_by(PlanLine.crew_id, PlanLine.position, PlanLine.id)).all()


def lock_proposed(session: Session, unit_id: UUID, kind: str) -> Sequence[Plan]:
    """Proposals of one kind that nobody has decided about, locked."""
    query = select(Plan).where(Plan.unit_id == unit_id, Plan.kind == kind, Plan.state == "proposed")
    return session.scalars(query.order_by(Plan.id).with_for_update(key_share=True)).all()


def lock_tickets(session: Session, scope: Scope, ticket_ids: Collection[UUID]) -> dict[UUID, Ticket]:
    """Tickets of the scope's units, locked in a fixed order and as they are now."""
    query = select(Ticket).where(Ticket.id.in_(ticket_ids), Ticket.unit_id.in_(scope.unit_ids)).order_by(Ticket.id)
    query = query.with_for_update(key_share=True).execution_options(populate_existing=True)
    return {row.id: row for row in session.scalars(query)}


def lock_crews(session: Session, scope: Scope, crew_ids: Collection[UUID]) -> dict[UUID, Crew]:
    """Active crews of the scope's units, locked in a fixed order, so that nobody else books them meanwhile."""
    query = select(Crew).where(Crew.id.in_(crew_ids), Crew.active, Crew.unit_id.in_(scope.unit_ids)).order_by(Crew.id)
    query = query.with_for_update(key_share=True).execution_options(populate_existing=True)
    return {row.id: row for row in session.scalars(query)}


def lock_assignments(session: Session, ticket_ids: Collection[UUID]) -> dict[UUID, Assignment]:
    """Active assignments to tickets, locked behind them in a fixed order and as they are now."""
    query = select(Assignment).where(Assignment.ticket_id.in_(ticket_ids), Assignment.state.in_(ACTIVE_ASSIGNMENT))
    query = query.order_by(Assignment.id).with_for_update(key_share=True).execution_options(populate_existing=True)
    return {row.id: row for row in session.scalars(query)}


def defer_planned(session: Session) -> None:
    """Let planned times overlap until ``check_planned``: lines of one plan make room for each other."""
    session.execute(text(f"SET CONSTRAINTS {DEFERRED} DEFERRED"))


def check_planned(session: Session) -> None:
    """Check planned times now.

    Raises:
        IntegrityError: two overlap; names the constraint.
    """
    session.flush()
    session.execute(text(f"SET CONSTRAINTS {DEFERRED} IMMEDIATE"))


def find_replanning(session: Session, unit_id: UUID) -> Replanning | None:
    """How a unit's board is planned again; None where nobody ever said."""
    return session.get(Replanning, unit_id)


def get_replanning(session: Session, unit_id: UUID) -> Replanning:
    """The row that ``make_replanning`` made, locked."""
    return session.scalars(select(Replanning).where(Replanning.unit_id == unit_id).with_for_update()).one()


def make_replanning(session: Session, unit_id: UUID) -> None:
    """Make the row that will be changed, unless it is there."""
    values = {"mode": "off", "every_seconds": 60, "seconds": 1.0, "least_gain": 1.0, "version": 0}
    session.execute(insert(Replanning).values(unit_id=unit_id, **values).on_conflict_do_nothing())


def take_due(session: Session, now: datetime) -> Replanning | None:
    """A unit whose board is to be looked at now and that no other worker looks at; noted as looked at."""
    next_look = Replanning.looked_at + func.make_interval(0, 0, 0, 0, 0, 0, Replanning.every_seconds)
    due = or_(Replanning.looked_at.is_(None), next_look <= now)
    query = select(Replanning).where(Replanning.mode == "propose", due).order_by(Replanning.looked_at.nulls_first())
    row = session.scalar(query.limit(1).with_for_update(skip_locked=True))
    if row is not None:
        session.execute(update(Replanning).where(Replanning.unit_id == row.unit_id).values(looked_at=now))
    return row


def note_planned(session: Session, unit_id: UUID, fingerprint: str) -> None:
    """Note for which board the last plan was made."""
    session.execute(update(Replanning).where(Replanning.unit_id == unit_id).values(fingerprint=fingerprint))
