"""What is different between two plans, job by job, and which other jobs brought it about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from geo.matching.plan import Plan
from geo.matching.values import Key


class Kind(StrEnum):
    """How a job's place in the plan has changed; the first that holds."""

    NEW = "new"
    """The plan before did not know it."""
    TAKEN_IN = "taken_in"
    """It was left out and is planned now."""
    DROPPED = "dropped"
    """It was planned and is left out now, or is not there any more."""
    MOVED = "moved"
    """Another crew does it, or one of several crews is another."""
    REORDERED = "reordered"
    """The same crew does it before or after work that it stood on the other side of."""
    RETIMED = "retimed"
    """Same crew, same order, other time."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A job in a plan.

    Attributes:
        crews: Who does it, in the plan's order of crews.
        start_s: When work begins, seconds.
        finish_s: When supply is restored, seconds.
    """

    crews: tuple[Key, ...]
    start_s: int
    finish_s: int


@dataclass(frozen=True, slots=True)
class Change:
    """One job that is planned otherwise.

    Attributes:
        kind: How.
        job: Which job.
        before: Its place in the plan before; None where it had none.
        after: Its place in the plan after; None where it has none.
        because: Why: where it is later or dropped, the jobs that its crews now do first and did not before; where it is
            sooner, those that they did first and no longer do. Empty where the job itself is the reason: it is new, or
            another crew is there sooner.
    """

    kind: Kind
    job: Key
    before: Visit | None
    after: Visit | None
    because: tuple[Key, ...] = ()

    @property
    def later_s(self) -> int | None:
        """Seconds by which supply is restored later; below 0 sooner; None where it stands in one of the plans only."""
        if self.before is None or self.after is None:
            return None
        return self.after.finish_s - self.before.finish_s


def changes(before: Plan, after: Plan, *, least_s: int = 60) -> tuple[Change, ...]:
    """Compare two plans.

    Args:
        before: The plan until now.
        after: The plan from now on.
        least_s: Only another time by at least so many seconds counts as one.

    Returns:
        What changed, in the order of the new plan's crews and their work; then what is not planned any more.
    """
    old, new = _Sheet(before), _Sheet(after)
    known = {*old.visits, *before.left_out}
    found = [change for job in new.visits if (change := _change(job, old, new, known, least_s)) is not None]
    gone = [job for job in old.visits if job not in new.visits]
    found += [Change(Kind.DROPPED, job, old.visits[job], None, _now_first(job, old, new)) for job in gone]
    fresh = [job for job in after.left_out if job not in known]
    return (*found, *(Change(Kind.NEW, job, None, None) for job in fresh))


class _Sheet:
    """A plan by its jobs: visits, and what each crew does before each of them."""

    def __init__(self, plan: Plan) -> None:
        self.orders = plan.orders
        self.visits: dict[Key, Visit] = {}
        for route in plan.routes:
            for stop in route.stops:
                crews = self.visits[stop.job].crews if stop.job in self.visits else ()
                self.visits[stop.job] = Visit((*crews, route.crew), stop.start_s, stop.finish_s)

    def ahead(self, job: Key, crew: Key) -> tuple[Key, ...]:
        """What a crew does before a job; all that it does where the job is not its own."""
        order = self.orders.get(crew, ())
        return order[: order.index(job)] if job in order else order


def _change(job: Key, old: _Sheet, new: _Sheet, known: set[Key], least_s: int) -> Change | None:
    was, now = old.visits.get(job), new.visits[job]
    if was is None:
        return Change(Kind.TAKEN_IN if job in known else Kind.NEW, job, None, now)
    later = now.finish_s - was.finish_s
    if set(was.crews) != set(now.crews):
        return Change(Kind.MOVED, job, was, now, _now_first(job, old, new) if later >= 0 else ())
    because = _now_first(job, old, new) if later >= 0 else _no_longer_first(job, old, new)
    if _passed(job, old, new):
        return Change(Kind.REORDERED, job, was, now, because)
    return Change(Kind.RETIMED, job, was, now, because) if abs(now.start_s - was.start_s) >= least_s else None


def _passed(job: Key, old: _Sheet, new: _Sheet) -> bool:
    """Tell whether work of the same crew in both plans now stands on the other side of the job."""
    for crew in old.visits[job].crews:
        both = set(old.orders[crew]) & set(new.orders.get(crew, ()))
        if both & set(old.ahead(job, crew)) != both & set(new.ahead(job, crew)):
            return True
    return False


def _now_first(job: Key, old: _Sheet, new: _Sheet) -> tuple[Key, ...]:
    """What the crews that had the job do now, before it or instead of it, and did not before it until now."""
    return _unique(
        each for crew in old.visits[job].crews for each in new.ahead(job, crew) if each not in old.ahead(job, crew)
    )


def _no_longer_first(job: Key, old: _Sheet, new: _Sheet) -> tuple[Key, ...]:
    return _unique(
        each for crew in old.visits[job].crews for each in old.ahead(job, crew) if each not in new.ahead(job, crew)
    )


def _unique(keys: Iterable[Key]) -> tuple[Key, ...]:
    return tuple(dict.fromkeys(keys))
