"""What follows when a zone changes: tickets and assignments judged again, permits voided, everybody told."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.dialects.postgresql import Range

from app.access import Subject
from app.errors import InvalidError, StaleError
from app.schema.base import new_id
from app.schema.zones import Zone, ZonePart, ZoneVersion
from app.services import assignments, headcounts, permits
from app.services.events import About, record_all
from app.services.work import CHANGED_MEANWHILE, Tx, Work
from app.storage import judgements, settlements, zones
from app.storage import zone_changes as rows
from app.storage.assignments import list_active_of_zone

OVER_BEFORE = "the zone would be over before it begins"


def publish(
    tx: Tx,
    subject: Subject,
    zone: Zone,
    version: ZoneVersion,
    shown: Sequence[ZoneVersion],
    parts: Sequence[ZonePart] = (),
) -> list[ZoneVersion]:
    """Put a version in force from the later of its ``valid_from`` and now, in place of what stood from then on.

    Args:
        tx: the transaction of the change.
        subject: who publishes it.
        zone: the zone.
        version: what it shall say; not yet stored.
        shown: the zone's versions that are not over, as ``storage.zones.list_shown`` gives them.
        parts: its hot, warm and cold parts; not yet stored.

    Returns:
        the published versions that are not over now, by their beginning.

    Raises:
        InvalidError: it would be over before it begins.
        StaleError: the zone was changed meanwhile.
    """
    start = max(version.valid_from, tx.now)
    if version.valid_until is not None and version.valid_until <= start:
        raise InvalidError.of("valid_until", "period", OVER_BEFORE, "give a later end, or none")
    tx.session.flush()
    event_id = new_id()
    standing = [each for each in shown if each.state == "published"]
    before = next((each for each in standing if span(each).contains(start)), None)
    cut = [each for each in standing if _cut(each, start, tx.now)]
    for each in cut:
        if each.state == "ended":
            each.started_event_id, each.ended_event_id = each.started_event_id or event_id, event_id
    version.state, version.effective = "published", Range(start, version.valid_until)
    version.published_at, version.published_by = tx.now, subject.user_id
    version.started_event_id = event_id if start <= tx.now else None
    done = rows.publish(tx.session, zone, version, cut, tx.now)
    if done is None:
        raise StaleError(CHANGED_MEANWHILE)
    if parts:
        tx.session.add_all(parts)
        tx.session.flush()
    told = {"version_no": version.version_no, "from": start.isoformat(), "version_id": str(version.id)}
    tell(tx, subject, "zone.published", zone, done.units, told, event_id)
    if done.assignments:
        _hold_assignments(tx, zone)
    if done.permits:
        permits.on_zone_version(tx, subject, zone.id, before, version)
    if done.assignments:
        assignments.rejudge_assignments(tx, subject, zone.id)
    if start <= tx.now:
        headcounts.tell_crews_there(tx, subject, zone, version, before)
    tx.defer("rejudge_zone", zone_id=str(zone.id))
    return [*(each for each in standing if each.state == "published"), version]


def end(tx: Tx, subject: Subject, zone: Zone, reason: str) -> None:
    """End a zone now, with all that was to come and all drafts."""
    units = zones.list_units(tx.session, zone.id)
    live = list(zones.list_shown(tx.session, [zone.id], tx.now))
    before = next((each for each in live if each.state == "published"), None)
    for each in live:
        _cut(each, tx.now, tx.now)
    zones.touch(zone)
    tx.session.flush()
    verb = "zone.ended" if before else "zone.discarded"
    event_id = tell(tx, subject, verb, zone, units, {"reason": reason})
    for each in live:
        each.started_event_id, each.ended_event_id = each.started_event_id or event_id, event_id
    _judge(tx, live)
    _hold_assignments(tx, zone)
    permits.on_zone_version(tx, subject, zone.id, before, None)
    _follow(tx, subject, zone)


def begin(tx: Tx, subject: Subject, zone: Zone, version: ZoneVersion) -> None:
    """Tell that a version has come into force, in place of the one before it."""
    starts = span(version).lower
    others = [each for each in zones.list_versions(tx.session, [zone.id]) if each.id != version.id and each.effective]
    before = next((each for each in others if span(each).upper == starts and not span(each).isempty), None)
    told = {"version_no": version.version_no, "version_id": str(version.id)}
    settlements.reset_for(tx.session, version.id, tx.now)
    _judge(tx, [version])
    units = zones.list_units(tx.session, zone.id)
    version.started_event_id = tell(tx, subject, "zone.started", zone, units, told)
    _hold_assignments(tx, zone)
    permits.on_zone_version(tx, subject, zone.id, before, version)
    _follow(tx, subject, zone)
    headcounts.tell_crews_there(tx, subject, zone, version, before)


def run_out(tx: Tx, subject: Subject, zone: Zone, version: ZoneVersion) -> None:
    """Tell that a version's time is over; the next one may have taken its place at that moment."""
    units = zones.list_units(tx.session, zone.id)
    ends = span(version).upper
    others = [each for each in zones.list_versions(tx.session, [zone.id]) if each.state == "published"]
    replaced = any(span(each).lower == ends and each.id != version.id for each in others)
    verb = "zone.version_replaced" if replaced else "zone.ended"
    version.state, version.ended_at = "ended", ends
    told = {"version_no": version.version_no, "version_id": str(version.id)}
    version.ended_event_id = tell(tx, subject, verb, zone, units, told)
    version.started_event_id = version.started_event_id or version.ended_event_id
    _judge(tx, [version])
    if not replaced:
        _hold_assignments(tx, zone)
        permits.on_zone_version(tx, subject, zone.id, version, None)
    _follow(tx, subject, zone)


def drop_drafts(tx: Tx, shown: Iterable[ZoneVersion]) -> None:
    """A newer version takes the place of a draft, whichever it is."""
    for each in shown:
        if each.state == "draft":
            each.state, each.effective, each.ended_at = "ended", Range(empty=True), tx.now


def _hold_assignments(tx: Tx, zone: Zone) -> None:
    """Lock what the zone concerns before its permits, in the order in which crews and desks lock them."""
    list_active_of_zone(tx.session, zone.id)


def rejudge_zone(work: Work, subject: Subject, zone_id: UUID) -> None:
    """Judge all open tickets against a zone again: those that came in while it was being published."""
    with work.begin() as tx:
        changed = judgements.judge_zone(tx.session, zone_id, tx.now)
        zone = zones.find_by_id(tx.session, zone_id) if changed else None
        if zone is not None:
            tell(tx, subject, "zone.rejudged", zone, zones.list_units(tx.session, zone_id), {"tickets": len(changed)})
            assignments.rejudge_assignments(tx, subject, zone_id)


def tell(
    tx: Tx,
    subject: Subject,
    verb: str,
    zone: Zone,
    units: Iterable[UUID],
    told: dict[str, Any],
    event_id: UUID | None = None,
) -> UUID:
    """Write the event of a zone for its authority, and one for each unit that has tickets there; the first one's id."""
    abouts = [About("zone", zone.id, authority_id=zone.authority_id)]
    abouts += [About("zone", zone.id, unit_id=unit_id) for unit_id in sorted(units)]
    return record_all(tx, subject, verb, abouts, told, event_id)


def span(version: ZoneVersion) -> Range[datetime]:
    """When a version is in force; empty for a draft."""
    return version.effective if version.effective is not None else Range(empty=True)


def _cut(version: ZoneVersion, at: datetime, now: datetime) -> bool:
    """Let a version be over at ``at``; whether anything of it was cut off."""
    begins, ends = span(version).lower, span(version).upper
    if version.state == "published" and ends is not None and ends <= at:
        return False
    never = begins is None or begins >= at
    version.effective = Range(empty=True) if never else Range(begins, at)
    if never or at <= now:
        version.state, version.ended_at = "ended", now
    return True


def _judge(tx: Tx, versions: Iterable[ZoneVersion]) -> set[UUID]:
    tx.session.flush()
    return {
        ticket
        for each in versions
        if each.state != "draft"
        for ticket in judgements.judge_version(tx.session, each.id, tx.now)
    }


def _follow(tx: Tx, subject: Subject, zone: Zone) -> None:
    tx.session.flush()
    assignments.rejudge_assignments(tx, subject, zone.id)
    tx.defer("rejudge_zone", zone_id=str(zone.id))
