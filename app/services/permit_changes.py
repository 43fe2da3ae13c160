"""What time and zones do to entry permits: they become void, are bound anew, expire, or their answer is late."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import structlog

from app.access import Subject
from app.schema.assignments import Assignment
from app.schema.authorities import Authority
from app.schema.permits import EntryPermit
from app.schema.zones import Zone, ZoneVersion
from app.services.events import record
from app.services.permit_steps import about, move, void_for
from app.services.work import Tx
from app.storage import permits as rows
from compliance.permits import voids_on
from compliance.zones import ZoneRequirements

ZONE_ENDED, ZONE_CHANGED = "zone.ended", "zone.changed"
_BATCH = 500

_log = structlog.get_logger(__name__)


def on_zone_version(tx: Tx, subject: Subject, zone_id: UUID, old: ZoneVersion | None, new: ZoneVersion | None) -> int:
    """Void or bind anew the live permits of a zone whose version changed; return how many became void.

    A permit whose window begins before a coming version does is left to ``expire_due``, which looks again once that
    version is in force.

    Args:
        tx: the transaction of the change.
        subject: who changed the zone.
        zone_id: the zone.
        old: the version before; None when there was none.
        new: the version that was published; None when the zone ended.
    """
    tx.session.flush()
    known = {old.id: old} if old is not None else {}
    voided = 0
    for permit in rows.lock_live(tx.session, zone_id=zone_id):
        if new is None:
            void_for(tx, subject, permit, ZONE_ENDED, tell_crew=False)  # the end of the zone itself is told
            voided += 1
            continue
        if permit.zone_version_id == new.id or _begins_before(tx, permit, new):
            continue
        bound = known.get(permit.zone_version_id) or rows.load(tx.session, ZoneVersion, permit.zone_version_id)
        if _voids(tx, permit, bound, new):
            void_for(tx, subject, permit, ZONE_CHANGED)
            voided += 1
        else:
            _bind(tx, subject, permit, new)
    return voided


def expire_due(tx: Tx, subject: Subject) -> int:
    """Expire what is over, and judge permits against zone versions that came into force; return how many changed."""
    expired = rows.lock_expired(tx.session, tx.now, _BATCH)
    for permit in expired:
        with _apart(tx, permit.id):
            move(tx, subject, permit, "expired", tell_crew=permit.state == "approved")
    voided = 0
    for zone_id, version in rows.list_outdated(tx.session, tx.now):
        with _apart(tx, zone_id):
            voided += on_zone_version(tx, subject, zone_id, None, version)
    return len(expired) + voided


def remind_due(tx: Tx, subject: Subject) -> int:
    """Remind authorities of late answers and tell the parent authority; return of how many."""
    late = rows.lock_late(tx.session, tx.now, _BATCH)
    for permit in late:
        permit.reminded_at = tx.now
        assignment = rows.load(tx.session, Assignment, permit.assignment_id)
        told = {"number": permit.number, "authority_id": str(permit.authority_id)}
        record(tx, subject, "permit.reminded", about(permit, assignment), payload=told)
        parent_id = rows.load(tx.session, Authority, permit.authority_id).parent_id
        if parent_id is not None:
            record(tx, subject, "permit.escalated", about(permit, assignment, parent_id), payload=told)
    return len(late)


@contextmanager
def _apart(tx: Tx, due_id: UUID) -> Iterator[None]:
    """Let one thing that fails be undone and logged, to be tried again next time, and hold up nothing else."""
    try:
        with tx.session.begin_nested():
            yield
    except Exception as error:  # noqa: BLE001 - whatever it is, the others are due all the same
        _log.error("due.failed", id=str(due_id), exc_info=error)


def _begins_before(tx: Tx, permit: EntryPermit, version: ZoneVersion) -> bool:
    starts_at = version.effective.lower if version.effective is not None else None
    return starts_at is not None and max(tx.now, permit.valid_from or permit.requested_from) < starts_at


def _voids(tx: Tx, permit: EntryPermit, bound: ZoneVersion, new: ZoneVersion) -> bool:
    return voids_on(
        _requirements(bound),
        _requirements(new),
        geometry_changed_over_place=rows.changed_over(tx.session, permit.ticket_id, bound.id, new.id),
        authority_changed=rows.load(tx.session, Zone, new.zone_id).authority_id != permit.authority_id,
    )


def _bind(tx: Tx, subject: Subject, permit: EntryPermit, version: ZoneVersion) -> None:
    permit.zone_version_id = version.id
    assignment = rows.load(tx.session, Assignment, permit.assignment_id)
    told = {"number": permit.number, "zone_version_id": str(version.id)}
    tx.session.flush()
    record(tx, subject, "permit.bound_anew", about(permit, assignment), payload=told)


def _requirements(version: ZoneVersion) -> ZoneRequirements:
    return ZoneRequirements(
        permit_needed=version.permit_needed,
        ppe_profile=version.ppe_profile,
        entry_templates=tuple(version.entry_templates),
        exit_templates=tuple(version.exit_templates),
        disinfection_profile=version.disinfection_profile,
        live_line_preferred=version.live_line_preferred,
        max_people=version.max_people,
        max_minutes=version.max_minutes,
        hold_after_exit_minutes=version.hold_after_exit_minutes,
        transit_permit=version.transit_permit,
    )
