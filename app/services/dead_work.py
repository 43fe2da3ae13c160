"""The dead-work order in service: work on a dead line begins when it is confirmed, whatever way the step comes."""

from app.errors import ConflictError
from app.schema.assignments import Assignment
from app.services import checklists
from app.services.work import Tx
from compliance.dead_work import DEAD_WORK, Order, work_may_begin


def check_work_begins(tx: Tx, row: Assignment) -> None:
    """Refuse to begin work on a line that is not confirmed to be dead, tested, earthed and fenced.

    Raises:
        ConflictError: the order is missing or not complete.
    """
    order = next(
        (
            Order(each.state == "complete", len(each.status.missing))
            for each in checklists.statuses(tx, row.id)
            if each.row.template_code == DEAD_WORK and each.state != "void"
        ),
        None,
    )
    decision = work_may_begin(row.work_method, order)
    if not decision.allowed:
        raise ConflictError(decision.reasons[0].text("en"), code=decision.codes[0], reasons=decision.reasons)
