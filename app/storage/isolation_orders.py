"""Isolation orders, and the tickets under them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.access import Scope
from app.schema.assignments import Assignment
from app.schema.base import SRID
from app.schema.crews import Crew
from app.schema.isolation_orders import IsolationOrder, IsolationOrderTerms
from app.schema.tickets import OPEN_STATES, Ticket
from app.schema.units import Unit
from app.storage.trees import list_above
from compliance.lifecycles import ACTIVE_ASSIGNMENT, STARTED_ASSIGNMENT

_BEFORE_WORK = ("new", "deferred", "assigned")
DONE_ASSIGNMENT = frozenset({"restored", "exiting"})
"""Started, but the work itself is over."""


@dataclass(frozen=True)
class Standing:
    """A ticket as orders leave it; ``started`` while a crew is on its way or at work."""

    id: UUID
    number: str
    unit_id: UUID
    work_type: str
    hazards: Sequence[str]
    deferred: bool
    started: bool


def visible(scope: Scope) -> ColumnElement[bool]:
    """Orders over an area, and those over units of the scope or above them."""
    own = select(Crew.unit_id).where(Crew.id.in_(scope.crew_ids))
    start = select(Unit.id, Unit.parent_id).where(or_(Unit.id.in_(scope.unit_ids), Unit.id.in_(own)))
    tree = start.cte("order_units", recursive=True)
    up = aliased(Unit)
    tree = tree.union(select(up.id, up.parent_id).join(tree, up.id == tree.c.parent_id))
    above = func.array(select(tree.c.id).scalar_subquery())
    return or_(IsolationOrder.area.is_not(None), IsolationOrder.unit_ids.overlap(above))


def find(session: Session, scope: Scope, order_id: UUID, *, for_update: bool = False) -> IsolationOrder | None:
    """One order of the scope."""
    query = select(IsolationOrder).where(IsolationOrder.id == order_id, visible(scope))
    return session.scalar(query.with_for_update(key_share=True) if for_update else query)


def find_by_id(session: Session, order_id: UUID) -> IsolationOrder | None:
    """An order that the asker has just made, or that a background task works on."""
    return session.get(IsolationOrder, order_id)


def list_page(session: Session, scope: Scope, *, after: str | None, limit: int) -> Sequence[IsolationOrder]:
    """Orders of the scope that have not ended, by number, from the one that follows ``after``."""
    query = select(IsolationOrder).where(IsolationOrder.state != "ended", visible(scope))
    query = query.order_by(IsolationOrder.number).limit(limit)
    return session.scalars(query.where(IsolationOrder.number > after) if after is not None else query).all()


def next_number(session: Session, code: str, year: int) -> str:
    """The next number of a series, such as ``Z-26-000012``."""
    return str(session.scalar(select(func.next_number(code, "", year))))


def list_touched(session: Session, order: IsolationOrder) -> Sequence[UUID]:
    """Tickets whose state this order may change: those it forbids or deferred, and those that wait deferred."""
    session.flush()
    here = _under(order)
    forbidden = Ticket.work_type.not_in(order.allowed_work_types)
    query = select(Ticket.id).where(
        Ticket.state.in_(_BEFORE_WORK),
        or_(and_(here, or_(forbidden, Ticket.state == "deferred")), Ticket.deferred_by == order.id),
    )
    return session.scalars(query.order_by(Ticket.id)).all()


def list_started(session: Session, order: IsolationOrder, notice: str) -> Sequence[Assignment]:
    """Jobs under an order whose crews are on their way or at work, their tickets locked before them, by id.

    Jobs elsewhere that bear ``notice`` are among them: the order may have been what brought it, and be gone from there.
    """
    session.flush()
    started = Assignment.state.in_(STARTED_ASSIGNMENT - DONE_ASSIGNMENT)
    of = select(Assignment.ticket_id).where(started)
    noticed = Ticket.id.in_(of.where(Assignment.notice == notice))
    tickets = select(Ticket.id).where(or_(and_(_under(order), Ticket.id.in_(of)), noticed))
    ids = session.scalars(tickets.order_by(Ticket.id).with_for_update(key_share=True)).all()
    query = select(Assignment).where(Assignment.ticket_id.in_(ids), started).order_by(Assignment.id)
    return session.scalars(query.with_for_update(key_share=True)).all()


def list_under(session: Session, order: IsolationOrder) -> Sequence[Ticket]:
    """Open tickets at whose place or unit an order is, and those that it deferred, by number."""
    session.flush()
    query = select(Ticket).where(Ticket.state.in_(OPEN_STATES), or_(_under(order), Ticket.deferred_by == order.id))
    return session.scalars(query.order_by(Ticket.number)).all()


def list_standing(session: Session, ticket_ids: Collection[UUID]) -> dict[UUID, Standing]:
    """How tickets stand now, by number."""
    session.flush()
    started = select(Assignment.id).where(
        Assignment.ticket_id == Ticket.id, Assignment.state.in_(STARTED_ASSIGNMENT - DONE_ASSIGNMENT)
    )
    deferred = and_(Ticket.state == "deferred", Ticket.deferred_by.is_not(None))
    query = select(
        Ticket.id, Ticket.number, Ticket.unit_id, Ticket.work_type, Ticket.hazards, deferred, started.exists()
    )
    rows = session.execute(query.where(Ticket.id.in_(ticket_ids)).order_by(Ticket.number))
    return {row[0]: Standing(*row) for row in rows}


def list_terms(session: Session, order_id: UUID) -> Sequence[IsolationOrderTerms]:
    """All that an order ever said, the oldest first."""
    query = select(IsolationOrderTerms).where(IsolationOrderTerms.order_id == order_id)
    return session.scalars(query.order_by(IsolationOrderTerms.version_no)).all()


def list_terms_at(
    session: Session, lon: float, lat: float, unit_id: UUID | None, at: datetime
) -> Sequence[tuple[IsolationOrder, IsolationOrderTerms]]:
    """What orders over a place (degrees) or its unit said at a moment, past or present, by number."""
    point = func.ST_SetSRID(func.ST_MakePoint(lon, lat), SRID)
    units = list(list_above(session, Unit, unit_id)) if unit_id else []
    covers = func.ST_Covers(IsolationOrderTerms.area, point)
    query = (
        select(IsolationOrder, IsolationOrderTerms)
        .join(IsolationOrderTerms, IsolationOrderTerms.order_id == IsolationOrder.id)
        .where(
            IsolationOrderTerms.effective.contains(at),
            or_(covers, IsolationOrderTerms.unit_ids.overlap(units)),
        )
        .order_by(IsolationOrder.number)
    )
    return [(row[0], row[1]) for row in session.execute(query)]


def list_units_below(session: Session, unit_ids: Collection[UUID]) -> Sequence[UUID]:
    """Units and all below them: those that an order over them binds."""
    return session.scalars(_below(unit_ids)).all() if unit_ids else ()


def lock_ticket(session: Session, ticket_id: UUID) -> Ticket | None:
    """One ticket, locked and as it is now."""
    query = select(Ticket).where(Ticket.id == ticket_id).with_for_update(key_share=True)
    return session.scalar(query.execution_options(populate_existing=True))


def has_started(session: Session, ticket_id: UUID) -> bool:
    """Whether a crew is on its way to the ticket or at work there."""
    return _has(session, ticket_id, STARTED_ASSIGNMENT)


def has_active(session: Session, ticket_id: UUID) -> bool:
    """Whether a crew is assigned to the ticket."""
    return _has(session, ticket_id, ACTIVE_ASSIGNMENT)


def lock_due(session: Session, order_id: UUID, due: ColumnElement[bool]) -> IsolationOrder | None:
    """An order that is still due and that nobody else works on, locked."""
    query = select(IsolationOrder).where(IsolationOrder.id == order_id, due)
    return session.scalar(query.with_for_update(key_share=True, skip_locked=True))


def begun(now: datetime) -> ColumnElement[bool]:
    """Orders whose beginning has passed and was not told."""
    return and_(
        IsolationOrder.state == "published",
        IsolationOrder.started_event_id.is_(None),
        IsolationOrder.valid_from <= now,
    )


def over(now: datetime) -> ColumnElement[bool]:
    """Orders whose end has passed and was not told."""
    return and_(
        IsolationOrder.state == "published",
        IsolationOrder.ended_event_id.is_(None),
        IsolationOrder.valid_until <= now,
    )


def _under(order: IsolationOrder) -> ColumnElement[bool]:
    """Tickets at whose place, or of whose unit, an order is."""
    area = select(IsolationOrder.area).where(IsolationOrder.id == order.id).scalar_subquery()
    at_place = and_(Ticket.reach.op("&&")(area), func.ST_Covers(area, Ticket.place))
    if not order.unit_ids:
        return at_place
    of_unit = Ticket.unit_id.in_(_below(order.unit_ids))
    return of_unit if order.area is None else or_(at_place, of_unit)


def _has(session: Session, ticket_id: UUID, states: frozenset[str]) -> bool:
    query = select(Assignment.id).where(Assignment.ticket_id == ticket_id, Assignment.state.in_(states))
    return session.scalar(query.limit(1)) is not None


def _below(unit_ids: Collection[UUID]) -> Select[Any]:
    tree = select(Unit.id).where(Unit.id.in_(unit_ids)).cte("units_below", recursive=True)
    down = aliased(Unit)
    tree = tree.union(select(down.id).join(tree, down.parent_id == tree.c.id))
    return select(tree.c.id)
