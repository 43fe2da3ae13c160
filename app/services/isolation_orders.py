"""Isolation orders: legal orders that limit which work may be done, and the tickets they defer."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypedDict
from uuid import UUID
from zoneinfo import ZoneInfo

from shapely import MultiPolygon

from app.access import Scope, Subject, Verb
from app.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError
from app.schema.isolation_orders import IsolationOrder, IsolationOrderTerms
from app.services import isolation_levels, judgements, order_crews, order_terms
from app.services.events import About, record
from app.services.idempotency import Once, find_made, remember
from app.services.versions import check_version
from app.services.work import Tx, Work, again
from app.storage import isolation_orders as orders
from app.storage import units
from app.storage.geometry import stored_area

NUMBERS_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
"""The year in a number is the one of this clock."""


@dataclass(frozen=True)
class NewOrder:
    """An order to be published, over an area, over units with all below them, or over both."""

    legal_reference: str
    name: str
    level: str
    valid_from: datetime
    valid_until: datetime | None = None
    area: MultiPolygon | None = None
    unit_ids: tuple[UUID, ...] = ()
    allowed_work_types: tuple[str, ...] | None = ()
    """None takes those of the level."""


class OrderChanges(TypedDict, total=False):
    """What may change; fields left out stay as they are."""

    legal_reference: str
    name: str
    level: str
    area: MultiPolygon | None
    unit_ids: tuple[UUID, ...]
    valid_until: datetime | None
    allowed_work_types: tuple[str, ...]


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
        InvalidError: neither area nor unit, an unknown unit, or a period that is none.
        ForbiddenError: an order over an area, from one who does not administer a whole utility.
    """
    scope = None if subject.task else subject.scope(Verb.ORDERS_WRITE)
    with work.begin() as tx:
        check_new(tx, scope, new)
        made = find_made(tx, subject, once)
        if made is not None:
            return _found(orders.find_by_id(tx.session, made))
        number = orders.next_number(tx.session, "O", tx.now.astimezone(NUMBERS_ZONE).year)
        order = put(tx, subject, new, number)
        remember(tx, subject, once, order.id)
        return order


def put(tx: Tx, subject: Subject, new: NewOrder, number: str) -> IsolationOrder:
    """``create_order`` inside an open transaction, for an order that was checked."""
    allowed = new.allowed_work_types
    if allowed is None:
        allowed = isolation_levels.get_level(tx, new.level).allowed_work_types
    order = IsolationOrder(
        number=number, legal_reference=new.legal_reference, name=new.name, level=new.level,
        area=stored_area(new.area), valid_from=new.valid_from, valid_until=new.valid_until,
        allowed_work_types=list(allowed), created_at=tx.now, created_by=subject.user_id,
    )  # fmt: skip
    _bind(order, new.unit_ids)
    tx.session.add(order)
    tx.session.flush()
    order_terms.write(tx, subject, order, "")
    event_id = _change(tx, subject, order, "isolation_order.published")
    if order.valid_from <= tx.now:
        order.started_event_id = event_id
    return order


@again
def change_order(
    work: Work, subject: Subject, order_id: UUID, changes: OrderChanges, *, reason: str, version: int
) -> IsolationOrder:
    """Change what an order says from now on; what it said until now stays readable.

    Tickets that it forbids now are deferred, those that it allows again return, and crews at work that it now forbids
    are told. A level without work types takes those of the level. Another area or other units take the place of those
    that it had; what it leaves out lies under it no longer.

    Raises:
        NotFoundError: none that the subject may change.
        ConflictError: it has ended.
        StaleError: ``version`` is not the newest.
        InvalidError: an unknown level or unit, neither area nor unit left, or a period that is none.
        ForbiddenError: an area, from one who does not administer a whole utility.
    """
    with work.begin() as tx:
        return alter_kept(tx, subject, order_id, changes, reason, version)


def alter_kept(
    tx: Tx, subject: Subject, order_id: UUID, changes: OrderChanges, reason: str, version: int | None = None
) -> IsolationOrder:
    """``change_order`` inside an open transaction; no ``version`` takes the order as it is."""
    order = _kept(tx, subject, order_id)
    if version is not None:
        check_version(order.version, version)
    _alter(tx, subject, order, changes, reason)
    return order


def _alter(tx: Tx, subject: Subject, order: IsolationOrder, changes: OrderChanges, reason: str) -> None:
    if order.state == "ended":
        raise ConflictError("the order has ended already", code="isolation_order.ended")
    given: dict[str, Any] = dict(changes)
    bound = frozenset(order.unit_ids)
    if "level" in given:
        _check_level(tx, given["level"])
    if given.get("level", order.level) != order.level and "allowed_work_types" not in given:
        given["allowed_work_types"] = isolation_levels.get_level(tx, given["level"]).allowed_work_types
    until = given.get("valid_until", order.valid_until)
    if until is not None and until <= max(order.valid_from, tx.now):
        raise InvalidError.of("valid_until", "period", "the order would be over before it begins", "give a later end")
    _move(tx, subject, order, given)
    for name, value in given.items():
        setattr(order, name, list(value) if isinstance(value, tuple) else value)
    tx.session.flush()
    order_terms.write(tx, subject, order, reason)
    told = {"fields": sorted(changes), "reason": reason}
    _change(tx, subject, order, "isolation_order.changed", told, left=bound - set(order.unit_ids))


def _move(tx: Tx, subject: Subject, order: IsolationOrder, given: dict[str, Any]) -> None:
    """Take where an order is to bind out of ``given``, and let it bind there."""
    if not given.keys() & {"area", "unit_ids"}:
        return
    area = given.get("area", order.area)
    new_ids = given.pop("unit_ids", tuple(order.unit_ids))
    _check_where(tx, subject.scope(Verb.ORDERS_WRITE), new_ids, everywhere=area is not None)
    if "area" in given:
        order.area = stored_area(given.pop("area"))
    _bind(order, new_ids)


def _bind(order: IsolationOrder, unit_ids: Iterable[UUID]) -> None:
    """Set the units of an order, each once."""
    order.unit_ids = list(dict.fromkeys(unit_ids))
    order.unit_id = next(iter(order.unit_ids), None)


def list_history(work: Work, subject: Subject, order_id: UUID) -> Sequence[IsolationOrderTerms]:
    """All that an order ever said, the oldest first.

    Raises:
        NotFoundError: none that the subject may see.
    """
    scope = subject.scope(Verb.ORDERS_READ)
    with work.look() as tx:
        order = _found(orders.find(tx.session, scope, order_id))
        return orders.list_terms(tx.session, order.id)


@again
def end_order(work: Work, subject: Subject, order_id: UUID, reason: str) -> IsolationOrder:
    """End an order now; the tickets that it deferred return.

    Raises:
        NotFoundError: none that the subject may end.
        ConflictError: it has ended already.
    """
    with work.begin() as tx:
        return end_kept(tx, subject, order_id, reason)


def end_kept(tx: Tx, subject: Subject, order_id: UUID, reason: str) -> IsolationOrder:
    """``end_order`` inside an open transaction."""
    order = _kept(tx, subject, order_id)
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
    order_terms.cut(tx, order, tx.now)
    order.ended_event_id = _change(tx, subject, order, "isolation_order.ended", told)
    order.started_event_id = order.started_event_id or order.ended_event_id


def _change(
    tx: Tx,
    subject: Subject,
    order: IsolationOrder,
    verb: str,
    told: dict[str, Any] | None = None,
    left: Collection[UUID] = (),
) -> UUID:
    """Tell what happened to an order and apply it to each ticket that it touches.

    Each unit that it binds is told, and each that it has ``left``.
    """
    about = About("isolation_order", order.id, order.unit_id)
    payload = {"legal_reference": order.legal_reference, "level": order.level, **(told or {})}
    event_id = record(tx, subject, verb, about, payload=payload)
    affected = set(orders.list_units_below(tx.session, {*order.unit_ids, *left}))
    for ticket_id in orders.list_touched(tx.session, order):
        ticket = orders.lock_ticket(tx.session, ticket_id)
        if ticket is not None:
            judgements.apply_orders(tx, subject, ticket)
            affected.add(ticket.unit_id)
    order_crews.tell(tx, subject, order)
    for unit_id in sorted(affected - {order.unit_id}):
        record(tx, subject, verb, About("isolation_order", order.id, unit_id), payload=payload)
    return event_id


def _kept(tx: Tx, subject: Subject, order_id: UUID) -> IsolationOrder:
    """An order, locked, that the subject keeps."""
    scope = subject.scope(Verb.ORDERS_WRITE)
    order = _found(orders.find(tx.session, scope, order_id, for_update=True))
    _check_reach(tx, scope, order.unit_ids, everywhere=order.area is not None)
    return order


def check_new(tx: Tx, scope: Scope | None, new: NewOrder) -> None:
    """Refuse an order that nobody could keep.

    Raises:
        InvalidError: neither area nor unit, an unknown unit or level, or a period that is none.
        ForbiddenError: an order over an area, from one who does not administer a whole utility.
    """
    _check_level(tx, new.level)
    if new.valid_until is not None and new.valid_until <= max(new.valid_from, tx.now):
        raise InvalidError.of("valid_until", "period", "the order would be over before it begins", "give a later end")
    _check_where(tx, scope, new.unit_ids, everywhere=new.area is not None)


def _check_where(tx: Tx, scope: Scope | None, unit_ids: Collection[UUID], *, everywhere: bool) -> None:
    """Refuse a place that is none, or not the asker's to give orders to; ``everywhere`` where an area is part of it."""
    if not everywhere and not unit_ids:
        raise InvalidError.of("area", "one_area", "an order is over an area or over units", "give one of them, or both")
    known = units.list_known(tx.session, unit_ids)
    if not known >= set(unit_ids) or (scope and not scope.unit_ids >= set(unit_ids)):
        raise InvalidError.of("unit_ids", "unknown", "there is no such unit", "name units that you administer")
    if scope is not None:
        _check_reach(tx, scope, unit_ids, everywhere=everywhere)


def _check_level(tx: Tx, code: str) -> None:
    known = isolation_levels.list_known(tx)
    if code not in known:
        remedy = f"use one of {', '.join(sorted(known))}, or make it: PUT /api/v1/isolation-levels"
        raise InvalidError.of("level", "unknown", f"there is no isolation level {code!r}", remedy)


def _check_reach(tx: Tx, scope: Scope, unit_ids: Collection[UUID], *, everywhere: bool) -> None:
    """Refuse who does not administer each of these units, or for an area the whole utility."""
    if not scope.unit_ids >= set(unit_ids) or (everywhere and not units.has_root(tx.session, scope.unit_ids)):
        raise ForbiddenError("such orders are kept by the administrator of a whole utility")


def _found(order: IsolationOrder | None) -> IsolationOrder:
    if order is None:
        raise NotFoundError("there is no such isolation order")
    return order
