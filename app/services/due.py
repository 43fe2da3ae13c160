"""What time itself brings: zones and orders that begin and end, permits that expire, shifts that are over.

Nothing is remembered between runs but what was told already, so it does not matter how long the worker was down.
"""

from collections.abc import Callable, Sequence
from datetime import timedelta
from uuid import UUID

import structlog

from app.access import Subject, system
from app.services import (
    checkins,
    devices,
    headcounts,
    isolation_orders,
    passes,
    permits,
    ppe_forecast,
    push_following,
    sign_ons,
    weather,
    zone_changes,
)
from app.services.events import About, record
from app.services.work import Tx, Work
from app.storage import due, zones
from app.storage import isolation_orders as orders
from app.storage import weather as weather_rows

_SUBJECT = system("due")
_log = structlog.get_logger(__name__)

Find = Callable[[Tx], Sequence[UUID]]
Apply = Callable[[Tx, UUID], bool]


def apply_due(work: Work) -> int:
    """Do all that has become due, each thing in a transaction of its own; how much was done.

    What fails is logged and tried again at the next run; the rest goes on.
    """
    done = sum(_apply_each(work, find, apply) for find, apply in _STEPS)

    def prune_devices(tx: Tx, subject: Subject) -> int:
        return devices.prune_due(tx, subject, timedelta(days=work.settings.device_stale_days))

    return done + sum(
        _try_all(work, step)
        for step in (prune_devices, permits.expire_due, permits.remind_due, passes.issue_due, ppe_forecast.warn_due)
    )


def _apply_each(work: Work, find: Find, apply: Apply) -> int:
    with work.look() as tx:
        waiting = list(find(tx))
    return sum(_try(work, apply, each) for each in waiting)


def _try(work: Work, apply: Apply, due_id: UUID) -> bool:
    try:
        with work.begin() as tx:
            return apply(tx, due_id)
    except Exception as error:  # noqa: BLE001 - one thing that fails must not hold up all others
        _log.error("due.failed", id=str(due_id), exc_info=error)
        return False


def _try_all(work: Work, step: Callable[[Tx, Subject], int]) -> int:
    try:
        with work.begin() as tx:
            return step(tx, _SUBJECT)
    except Exception as error:  # noqa: BLE001 - likewise
        _log.error("due.failed", step=step.__name__, exc_info=error)
        return 0


def _end_zone(tx: Tx, version_id: UUID) -> bool:
    locked = zones.lock_due(tx.session, version_id, zones.over(tx.now))
    if locked is None:
        return False
    zone_changes.run_out(tx, _SUBJECT, *locked)
    return True


def _begin_zone(tx: Tx, version_id: UUID) -> bool:
    locked = zones.lock_due(tx.session, version_id, zones.begun(tx.now))
    if locked is None:
        return False
    zone_changes.begin(tx, _SUBJECT, *locked)
    return True


def _end_order(tx: Tx, order_id: UUID) -> bool:
    order = orders.lock_due(tx.session, order_id, orders.over(tx.now))
    if order is None:
        return False
    isolation_orders.end(tx, _SUBJECT, order)
    return True


def _begin_order(tx: Tx, order_id: UUID) -> bool:
    order = orders.lock_due(tx.session, order_id, orders.begun(tx.now))
    if order is None:
        return False
    isolation_orders.begin(tx, _SUBJECT, order)
    return True


def _end_shift(tx: Tx, shift_id: UUID) -> bool:
    shift = due.lock_shift(tx.session, shift_id, tx.now)
    if shift is None:
        return False
    about = About("crew", shift.crew_id, shift.unit_id, crew_id=shift.crew_id)
    shift.ended_event_id = record(tx, _SUBJECT, "crew.shift_ended", about, payload={"shift_id": str(shift.id)})
    return True


_STEPS: tuple[tuple[Find, Apply], ...] = (
    (lambda tx: due.list_versions(tx.session, zones.over(tx.now)), _end_zone),
    (lambda tx: due.list_versions(tx.session, zones.begun(tx.now)), _begin_zone),
    (lambda tx: due.list_orders(tx.session, orders.over(tx.now)), _end_order),
    (lambda tx: due.list_orders(tx.session, orders.begun(tx.now)), _begin_order),
    (lambda tx: due.list_shifts(tx.session, tx.now), _end_shift),
    (sign_ons.list_unsigned, sign_ons.tell_unsigned),
    (lambda tx: weather_rows.list_due(tx.session, tx.now), lambda tx, fact_id: weather.expire(tx, _SUBJECT, fact_id)),
    (push_following.list_due, lambda tx, push_id: push_following.follow(tx, _SUBJECT, push_id)),
    (lambda tx: headcounts.list_due(tx, "soon"), lambda tx, stay_id: headcounts.warn(tx, _SUBJECT, stay_id, "soon")),
    (lambda tx: headcounts.list_due(tx, "over"), lambda tx, stay_id: headcounts.warn(tx, _SUBJECT, stay_id, "over")),
    (checkins.list_due, lambda tx, job_id: checkins.warn(tx, _SUBJECT, job_id)),
)
