"""Isolation orders: legal orders that limit which work may be done, and the tickets they defer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from shapely import MultiPolygon

from app.access import Scope, Subject, Verb
from app.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError
from app.schema.isolation_orders import IsolationOrder
from app.services import judgements
from app.services.events import About, record
from app.services.idempotency import Once, find_made, remember
from app.services.work import Tx, Work, again
from app.storage import isolation_orders as orders
from app.storage import units
from app.storage.geometry import stored_area

NUMBERS_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
"""The year in a number is the one of this clock."""


@dataclass(frozen=True)
class NewOrder:
    """An order to be published, over an area or over a unit with all below it: one of the two."""

    legal_reference: str
    name: str
    level: str
    valid_from: datetime
    valid_until: datetime | None = None
    area: MultiPolygon | None = None
    unit_id: UUID | None = None
    allowed_work_types: tuple[str, ...] = ()


def list_orders(work: Work, subject: Subject, *, after: str | None, limit: int) -> Sequence[IsolationOrder]:
    """Orders that the subject may see and that have not ended, by number; one more than ``limit`` if there are more."""
    scope = subject.scope(Verb.ORDERS_READ)
    with work.look() as tx:
        return orders.list_page(tx.session, scope, after=after, limit=limit + 1)


def get_order(work: Work, subject: Subject, order_id: UUID) -> IsolationOrder:
    """One order.

    Raises:
        NotFoundError: none that the subject may see.
    """
    scope = subject.scope(Verb.ORDERS_READ)
    with work.look() as tx:
        return _found(orders.find(tx.session, scope, order_id))


@again
def create_order(work: Work, subject: Subject, new: NewOrder, once: Once | None = None) -> IsolationOrder:
    """Publish an order; tickets that it forbids are deferred at once, or when it begins.

    Raises:
        InvalidError: neither or both of area and unit, an unknown unit, or a period that is none.
        ForbiddenError: an order over an area, from one who does not administer a whole utility.
    """
    scope = None if subject.task else subject.scope(Verb.ORDERS_WRITE)
    with work.begin() as tx:
        _check(tx, scope, new)
        made = find_made(tx, subject, once)
        if made is not None:
            return _found(orders.find_by_id(tx.session, made))
        order = IsolationOrder(
            number=orders.next_number(tx.session, "O", tx.now.astimezone(NUMBERS_ZONE).year),
            legal_reference=new.legal_reference, name=new.name, level=new.level, area=stored_area(new.area),
            unit_id=new.unit_id, valid_from=new.valid_from, valid_until=new.valid_until,
            allowed_work_types=list(new.allowed_work_types), created_at=tx.now, created_by=subject.user_id,
        )  # fmt: skip
        tx.session.add(order)
        tx.session.flush()
        event_id = _change(tx, subject, order, "isolation_order.published")
        if order.valid_from <= tx.now:
            order.started_event_id = event_id
        remember(tx, subject, once, order.id)
        return order


@again
def end_order(work: Work, subject: Subject, order_id: UUID, reason: str) -> IsolationOrder:
    """End an order now; the tickets that it deferred return.

    Raises:
        NotFoundError: none that the subject may end.
        ConflictError: it has ended already.
    """
    scope = subject.scope(Verb.ORDERS_WRITE)
    with work.begin() as tx:
        order = _found(orders.find(tx.session, scope, order_id, for_update=True))
        _check_reach(tx, scope, order.unit_id)
        if order.state == "ended":
            raise ConflictError("the order has ended already", code="isolation_order.ended")
        end(tx, subject, order, {"reason": reason})
        return order


def begin(tx: Tx, subject: Subject, order: IsolationOrder) -> None:
    """Let an order whose time has come defer what it forbids."""
    order.started_event_id = _change(tx, subject, order, "isolation_order.started")


def end(tx: Tx, subject: Subject, order: IsolationOrder, told: dict[str, Any] | None = None) -> None:
    """Let the tickets of an order return."""
    order.state, order.ended_at = "ended", tx.now
    order.ended_event_id = _change(tx, subject, order, "isolation_order.ended", told)
    order.started_event_id = order.started_event_id or order.ended_event_id


def _change(tx: Tx, subject: Subject, order: IsolationOrder, verb: str, told: dict[str, Any] | None = None) -> UUID:
    """Tell what happened to an order, to each unit that it binds, and apply it to each ticket that it touches."""
    about = About("isolation_order", order.id, order.unit_id)
    payload = {"legal_reference": order.legal_reference, "level": order.level, **(told or {})}
    event_id = record(tx, subject, verb, about, payload=payload)
    affected = set(orders.list_units_below(tx.session, order.unit_id)) if order.unit_id else set()
    for ticket_id in orders.list_touched(tx.session, order):
        ticket = orders.lock_ticket(tx.session, ticket_id)
        if ticket is not None:
            judgements.apply_orders(tx, subject, ticket)
            affected.add(ticket.unit_id)
    for unit_id in sorted(affected - {order.unit_id}):
        record(tx, subject, verb, About("isolation_order", order.id, unit_id), payload=payload)
    return event_id


def _check(tx: Tx, scope: Scope | None, new: NewOrder) -> None:
    if (new.area is None) == (new.unit_id is None):
        raise InvalidError.of("area", "one_area", "an order has an area or a unit", "give exactly one of the two")
    if new.valid_until is not None and new.valid_until <= max(new.valid_from, tx.now):
        raise InvalidError.of("valid_until", "period", "the order would be over before it begins", "give a later end")
    if new.unit_id is not None:
        known = scope is None or new.unit_id in scope.unit_ids
        if not known or units.find_by_id(tx.session, new.unit_id) is None:
            raise InvalidError.of("unit_id", "unknown", "there is no such unit", "name a unit that you administer")
    elif scope is not None:
        _check_reach(tx, scope, None)


def _check_reach(tx: Tx, scope: Scope, unit_id: UUID | None) -> None:
    if unit_id not in scope.unit_ids and not units.has_root(tx.session, scope.unit_ids):
        raise ForbiddenError("such orders are kept by the administrator of a whole utility")


def _found(order: IsolationOrder | None) -> IsolationOrder:
    if order is None:
        raise NotFoundError("there is no such isolation order")
    return order
