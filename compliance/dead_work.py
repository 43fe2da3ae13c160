"""When work on a dead line may begin: not before it is off, tested dead, earthed and fenced (QCVN 01:2020/BCT).

The gate lets a crew to the place; what is done there to make the line safe is confirmed on the dead-work order.
"""

from dataclasses import dataclass

from compliance.decision import Decision, allow, refuse

DEAD_WORK = "dead_work"
"""Code of the checklist template that is the order."""
DEAD_LINE = "dead_line"


@dataclass(frozen=True, slots=True)
class Order:
    """The dead-work order of a job: whether all of it is confirmed, and how many confirmations are missing."""

    complete: bool
    missing: int = 0


def work_may_begin(method: str | None, order: Order | None) -> Decision:
    """Decide whether work may begin by this method; ``order`` None is a job that has none.

    Which method is chosen, and whether any is, the gate asks.
    """
    if method != DEAD_LINE:
        return allow()
    if order is None:
        return refuse("dead_work.missing")
    return allow() if order.complete else refuse("dead_work.open", missing=order.missing)
