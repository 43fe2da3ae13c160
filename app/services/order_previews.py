"""What an isolation order would do: it is published, changed or ended, looked at, and undone."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from app.access import Scope, Subject, Verb
from app.schema.base import new_id
from app.schema.isolation_orders import IsolationOrder
from app.services import isolation_orders
from app.services.isolation_orders import NewOrder, OrderChanges
from app.services.work import Tx, Work, again
from app.storage import isolation_orders as rows
from app.storage.isolation_orders import Standing
from compliance.isolation import OrderEffect, classify_effect
from compliance.work_types import is_life_safety


@dataclass(frozen=True)
class TicketEffect:
    """What becomes of one ticket; ``named`` where the asker may know which it is."""

    id: UUID
    number: str
    work_type: str
    effect: OrderEffect
    named: bool


@dataclass(frozen=True)
class OrderPreview:
    """What an order would do when it takes effect, at ``at``."""

    at: datetime
    tickets: Sequence[TicketEffect]

    def counts(self) -> Mapping[str, Mapping[OrderEffect, int]]:
        """By work type how many tickets meet which effect."""
        found: dict[str, dict[OrderEffect, int]] = {}
        for each in self.tickets:
            of_type = found.setdefault(each.work_type, {})
            of_type[each.effect] = of_type.get(each.effect, 0) + 1
        return found


def preview_new(work: Work, subject: Subject, new: NewOrder) -> OrderPreview:
    """What publishing this order would do.

    Raises:
        InvalidError, ForbiddenError: as publishing would.
    """
    scope = subject.scope(Verb.ORDERS_WRITE)

    def change(tx: Tx) -> IsolationOrder:
        isolation_orders.check_new(tx, scope, new)
        return isolation_orders.put(tx, subject, new, f"preview-{new_id()}")

    return _preview(work, subject, change)


def preview_change(work: Work, subject: Subject, order_id: UUID, changes: OrderChanges) -> OrderPreview:
    """What changing an order would do.

    Raises:
        NotFoundError, ConflictError, InvalidError, ForbiddenError: as changing would.
    """
    return _preview(work, subject, lambda tx: isolation_orders.alter_kept(tx, subject, order_id, changes, ""), order_id)


def preview_end(work: Work, subject: Subject, order_id: UUID) -> OrderPreview:
    """What ending an order would do.

    Raises:
        NotFoundError, ConflictError, ForbiddenError: as ending would.
    """
    return _preview(work, subject, lambda tx: isolation_orders.end_kept(tx, subject, order_id, ""), order_id)


@again
def _preview(
    work: Work, subject: Subject, change: Callable[[Tx], IsolationOrder], order_id: UUID | None = None
) -> OrderPreview:
    """Look, carry the change out inside a savepoint, look again, and go back: nothing of it is left."""
    mine = subject.find_scope(Verb.TICKETS_READ)
    with work.begin() as tx:
        known = rows.find_by_id(tx.session, order_id) if order_id else None
        under = {each.id for each in rows.list_under(tx.session, known)} if known else set()
        undo = tx.session.begin_nested()
        order = change(tx)
        ended = order.state == "ended"
        at = tx.now if ended else max(order.valid_from, tx.now)
        if at > tx.now:
            isolation_orders.begin(replace(tx, now=at), subject, order)
        allowed = None if ended else frozenset(order.allowed_work_types)
        still = {each.id for each in rows.list_under(tx.session, order)}
        after = rows.list_standing(tx.session, under | still)
        undo.rollback()
        tx.session.expunge_all()
        before = rows.list_standing(tx.session, under | still)
        return OrderPreview(
            at,
            [
                _effect(was, after[ticket_id], None if ticket_id not in still else allowed, mine)
                for ticket_id, was in before.items()
            ],
        )


def _effect(was: Standing, will_be: Standing, allowed: frozenset[str] | None, mine: Scope) -> TicketEffect:
    effect = classify_effect(
        deferred_before=was.deferred,
        deferred_after=will_be.deferred,
        forbidden=allowed is not None and was.work_type not in allowed,
        life_safety=is_life_safety(was.hazards),
        started=will_be.started,
    )
    return TicketEffect(was.id, was.number, was.work_type, effect, was.unit_id in mine.unit_ids)
