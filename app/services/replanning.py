"""Planning a unit's board again and again: proposes when it pays, and never assigns."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal
from uuid import UUID

import structlog

from app.access import Subject, Verb, system
from app.errors import AbandonedError, BusyError, NotFoundError
from app.schema.plans import Replanning
from app.services import board
from app.services.events import About, record
from app.services.plan_turns import Stop
from app.services.plans import Asked, close, find_plan, fingerprint, keep
from app.services.versions import check_version
from app.services.work import Work
from app.storage import plans

_SUBJECT = system("replanning")
_log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Mode:
    """Whether and how a board is planned again."""

    mode: Literal["off", "propose"]
    every_seconds: int = 60
    seconds: float = 1.0
    least_gain: float = 1.0
    """Weighted hours."""


def get_replanning(work: Work, subject: Subject, unit_id: UUID) -> Replanning:
    """How a unit's board is planned again; off, at version 0, where nobody ever said.

    Raises:
        NotFoundError: no such unit that the subject may see plans of.
    """
    scope = subject.scope(Verb.PLANS_READ)
    _check(unit_id, scope.unit_ids)
    with work.look() as tx:
        off = Replanning(unit_id=unit_id, mode="off", every_seconds=60, seconds=1.0, least_gain=1.0, version=0)
        return plans.find_replanning(tx.session, unit_id) or off


def set_replanning(work: Work, subject: Subject, unit_id: UUID, version: int, wanted: Mode) -> Replanning:
    """Say whether and how a unit's board is planned again.

    Raises:
        NotFoundError: no such unit that the subject plans for.
        StaleError: ``version`` is not the newest.
    """
    scope = subject.scope(Verb.PLANS_WRITE)
    _check(unit_id, scope.unit_ids)
    with work.begin() as tx:
        plans.make_replanning(tx.session, unit_id)
        row = plans.get_replanning(tx.session, unit_id)
        check_version(row.version, version)
        for name, value in vars(wanted).items():
            setattr(row, name, value)
        row.version += 1
        row.looked_at = row.fingerprint = None
        tx.session.flush()
        about = About("unit", unit_id, unit_id=unit_id)
        record(tx, subject, "unit.replanning_set", about, payload=vars(wanted) | {"version": row.version})
        return row


def propose_due(work: Work, stop: Stop | None = None) -> int:
    """Look at every board whose turn it is, until ``stop`` is told to end; how many proposals were made.

    What fails or is broken off is logged and tried again at its next turn; the rest goes on.
    """
    stop = stop or Stop()
    made = 0
    while stop.why is None and (due := _take(work)) is not None:
        try:
            made += _propose(work, due, stop)
        except AbandonedError:
            _log.info("replanning.broken_off", unit_id=str(due.unit_id))
        except BusyError:
            _log.info("replanning.busy", unit_id=str(due.unit_id))
        except Exception as error:  # noqa: BLE001 - one board that fails must not hold up all others
            _log.error("replanning.failed", unit_id=str(due.unit_id), exc_info=error)
    return made


def _take(work: Work) -> Replanning | None:
    with work.begin() as tx:
        return plans.take_due(tx.session, tx.now)


def _propose(work: Work, due: Replanning, stop: Stop) -> bool:
    """Plan a board that has changed; whether that was worth telling."""
    with work.look() as tx:
        now = board.read(tx, due.unit_id, timedelta(hours=work.settings.plan_horizon_hours))
    seen = fingerprint(now)
    if seen == due.fingerprint:
        return False
    asked = Asked(due.unit_id, seconds=due.seconds)
    found, seconds = find_plan(work, now, asked, stop)
    with work.begin() as tx:
        plans.note_planned(tx.session, due.unit_id, seen)
        if found.gain < due.least_gain or all(line.kind == "kept" for line in found.lines):
            return False
        older = plans.lock_proposed(tx.session, due.unit_id, "continuous")
        plan = keep(tx, _SUBJECT, found, asked, seconds, "continuous")
        for each in older:
            each.superseded_by = plan.id
            close(tx, _SUBJECT, each, "superseded", {"superseded_by": str(plan.id)})
        return True


def _check(unit_id: UUID, unit_ids: frozenset[UUID]) -> None:
    if unit_id not in unit_ids:
        raise NotFoundError("there is no such unit that you plan for")
