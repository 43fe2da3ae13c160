"""What an isolation order said in each span of time: kept so that any past moment can be read back."""

from datetime import datetime

from sqlalchemy.dialects.postgresql import Range

from app.access import Subject
from app.schema.isolation_orders import IsolationOrder, IsolationOrderTerms
from app.services.work import Tx
from app.storage import isolation_orders


def write(tx: Tx, subject: Subject, order: IsolationOrder, reason: str) -> None:
    """Keep what an order says from now on, in place of what it said until now."""
    before = cut(tx, order, tx.now)
    begins = max(order.valid_from, tx.now)
    terms = IsolationOrderTerms(
        order_id=order.id, version_no=before + 1, legal_reference=order.legal_reference, name=order.name,
        level=order.level, area=order.area, unit_id=order.unit_id, unit_ids=order.unit_ids,
        allowed_work_types=order.allowed_work_types,
        effective=Range(begins, order.valid_until), reason=reason, written_at=tx.now, written_by=subject.user_id,
    )  # fmt: skip
    tx.session.add(terms)
    tx.session.flush()


def cut(tx: Tx, order: IsolationOrder, at: datetime) -> int:
    """Let what an order says end at ``at``; the number of what it said last, 0 for nothing."""
    stored = isolation_orders.list_terms(tx.session, order.id)
    for terms in stored:
        begins, ends = terms.effective.lower, terms.effective.upper
        if begins is None or (ends is not None and ends <= at):  # never in force, or over
            continue
        terms.effective = Range(begins, at) if begins < at else Range(empty=True)
    tx.session.flush()
    return stored[-1].version_no if stored else 0
