"""What time and zones do to entry permits: they become void, are bound anew, or expire."""

from uuid import UUID

from app.access import Subject
from app.schema.assignments import Assignment
from app.schema.permits import EntryPermit
from app.schema.zones import Zone, ZoneVersion
from app.services.apart import apart
from app.services.judgements import requirements_at
from app.services.permit_steps import move, void_for
from app.services.permit_trail import Noted, note
from app.services.work import Tx
from app.storage import permits as rows
from compliance.permits import voids_on

ZONE_ENDED, ZONE_CHANGED = "zone.ended", "zone.changed"
_BATCH = 500


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
        with apart(tx, permit.id):
            move(tx, subject, permit, "expired", tell_crew=permit.state == "approved")
    voided = 0
    for zone_id, version in rows.list_outdated(tx.session, tx.now):
        with apart(tx, zone_id):
            voided += on_zone_version(tx, subject, zone_id, None, version)
    return len(expired) + voided


def _begins_before(tx: Tx, permit: EntryPermit, version: ZoneVersion) -> bool:
    starts_at = version.effective.lower if version.effective is not None else None
    return starts_at is not None and max(tx.now, permit.valid_from or permit.requested_from) < starts_at


def _voids(tx: Tx, permit: EntryPermit, bound: ZoneVersion, new: ZoneVersion) -> bool:
    return voids_on(
        requirements_at(tx, permit.ticket_id, bound),
        requirements_at(tx, permit.ticket_id, new),
        geometry_changed_over_place=rows.changed_over(tx.session, permit.ticket_id, bound.id, new.id),
        authority_changed=rows.load(tx.session, Zone, new.zone_id).authority_id != permit.authority_id,
    )


def _bind(tx: Tx, subject: Subject, permit: EntryPermit, version: ZoneVersion) -> None:
    permit.zone_version_id = version.id
    assignment = rows.load(tx.session, Assignment, permit.assignment_id)
    tx.session.flush()
    note(
        tx, subject, permit, assignment,
        Noted("permit.bound_anew", payload={"zone_version_id": str(version.id)}, hidden=permit.state == "draft"),
    )  # fmt: skip
