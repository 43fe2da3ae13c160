"""Crews that are on their way or at work when an isolation order comes to forbid what they do, or allows it again."""

from app.access import Subject
from app.schema.assignments import Assignment
from app.schema.isolation_orders import IsolationOrder
from app.schema.tickets import Ticket
from app.services import judgements
from app.services.assignment_steps import about, tell_crew
from app.services.events import About, Happened, record_each
from app.services.pushes import PushKind
from app.services.work import Tx
from app.storage import isolation_orders

FORBIDS = "order.forbids"
"""The notice that the crew sees until the gate has looked at it, or the order is lifted."""


def tell(tx: Tx, subject: Subject, order: IsolationOrder) -> None:
    """Tell the crews under an order whether their work may still be done; once for each change.

    Work that has begun goes on until its crew or dispatcher decides: leaving a line half mended would be worse. Who has
    not entered yet is stopped by the gate, which asks the orders itself.
    """
    for row in isolation_orders.list_started(tx.session, order, FORBIDS):
        ticket = tx.session.get_one(Ticket, row.ticket_id)
        forbidden = not judgements.judge_work(tx, ticket).allowed
        if forbidden and row.notice != FORBIDS:
            _forbid(tx, subject, order, row, ticket)
        elif not forbidden and row.notice == FORBIDS:
            row.notice = None
            record_each(tx, subject, [Happened("assignment.order_lifted", about(row), _told(order))])
    tx.session.flush()


def _forbid(tx: Tx, subject: Subject, order: IsolationOrder, row: Assignment, ticket: Ticket) -> None:
    row.notice = FORBIDS
    tx.session.flush()
    customer = About("ticket", ticket.id, ticket.unit_id, ticket_id=ticket.id)
    told = _told(order) | {"work_type": ticket.work_type}
    happened = [
        Happened("assignment.order_forbids", about(row), told),
        Happened("ticket.order_forbids", customer, told | {"state": row.state}),
    ]
    record_each(tx, subject, happened)
    tell_crew(tx, subject, row, PushKind.ORDER_FORBIDS)


def _told(order: IsolationOrder) -> dict[str, str]:
    return {"order_id": str(order.id), "legal_reference": order.legal_reference, "level": order.level}
