"""Isolation orders, and the tickets under them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.access import Scope
from app.schema.assignments import Assignment
from app.schema.crews import Crew
from app.schema.isolation_orders import IsolationOrder
from app.schema.tickets import Ticket
from app.schema.units import Unit
from compliance.lifecycles import ACTIVE_ASSIGNMENT, STARTED_ASSIGNMENT

_BEFORE_WORK = ("new", "deferred", "assigned")


def visible(scope: Scope) -> ColumnElement[bool]:
    """Orders over an area, and those over units of the scope or above them."""
    own = select(Crew.unit_id).where(Crew.id.in_(scope.crew_ids))
    start = select(Unit.id, Unit.parent_id).where(or_(Unit.id.in_(scope.unit_ids), Unit.id.in_(own)))
    tree = start.cte("order_units", recursive=True)
    up = aliased(Unit)
    tree = tree.union(select(up.id, up.parent_id).join(tree, up.id == tree.c.parent_id))
    return or_(IsolationOrder.area.is_not(None), IsolationOrder.unit_id.in_(select(tree.c.id)))


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
    here: ColumnElement[bool]
    if order.unit_id is not None:
        here = Ticket.unit_id.in_(_below(order.unit_id))
    else:
        area = select(IsolationOrder.area).where(IsolationOrder.id == order.id).scalar_subquery()
        here = and_(Ticket.reach.op("&&")(area), func.ST_Covers(area, Ticket.place))
    forbidden = Ticket.work_type.not_in(order.allowed_work_types)
    query = select(Ticket.id).where(
        Ticket.state.in_(_BEFORE_WORK),
        or_(and_(here, or_(forbidden, Ticket.state == "deferred")), Ticket.deferred_by == order.id),
    )
    return session.scalars(query.order_by(Ticket.id)).all()


def list_units_below(session: Session, unit_id: UUID) -> Sequence[UUID]:
    """A unit and all below it: those that an order over it binds."""
    return session.scalars(_below(unit_id)).all()


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


def _has(session: Session, ticket_id: UUID, states: frozenset[str]) -> bool:
    query = select(Assignment.id).where(Assignment.ticket_id == ticket_id, Assignment.state.in_(states))
    return session.scalar(query.limit(1)) is not None


def _below(unit_id: UUID) -> Select[Any]:
    tree = select(Unit.id).where(Unit.id == unit_id).cte("units_below", recursive=True)
    down = aliased(Unit)
    tree = tree.union(select(down.id).join(tree, down.parent_id == tree.c.id))
    return select(tree.c.id)
