"""Zones: areas with restricted entry, kept by liaisons for their authority; every change is a new version."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from app.access import Subject, Verb
from app.errors import ConflictError, InvalidError, NotFoundError
from app.schema.assignments import Assignment
from app.schema.zones import Zone, ZonePart, ZoneVersion
from app.services import zone_changes, zone_content
from app.services.authorities import may_keep
from app.services.events import About, record
from app.services.idempotency import Once, find_made, remember
from app.services.work import Tx, Work, again
from app.services.zone_content import Content, Gate, NewZone, Part, content_of
from app.storage import authorities, headcounts, isolation_orders, units, zone_parts, zones
from app.storage.zones import Drafts, TouchedTicket, ZoneFilter

__all__ = [
    "Affected",
    "Content",
    "Gate",
    "NewZone",
    "Part",
    "VersionView",
    "ZoneView",
    "add_version",
    "content_of",
    "create_zone",
    "end_zone",
    "get_zone",
    "keep",
    "list_affected",
    "list_versions",
    "list_zones",
    "make",
    "put_version",
]

NUMBERS_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
"""The year in a number is the one of this clock."""


@dataclass(frozen=True)
class VersionView:
    """A version with its hot, warm and cold parts."""

    row: ZoneVersion
    parts: Sequence[ZonePart] = ()


@dataclass(frozen=True)
class ZoneView:
    """A zone as it is at one moment."""

    zone: Zone
    authority_name: str
    state: str
    """coming, in_force, ended or draft."""
    current: VersionView | None
    """The version in force, else the one that was last."""
    next: VersionView | None
    """The version that comes, else the newest draft that the asker may see."""
    people_inside: int = 0
    """How many are in it now."""


@dataclass(frozen=True)
class Affected:
    """Whom a zone touches."""

    tickets: Sequence[TouchedTicket]
    assignments: Sequence[Assignment]
    permits_voided: int


def list_zones(
    work: Work, subject: Subject, which: ZoneFilter | None, *, after: str | None, limit: int
) -> Sequence[ZoneView]:
    """Zones that are not over, by number; one more than ``limit`` when there are more."""
    with work.look() as tx:
        drafts = _drafts(tx, subject)
        asked = which or ZoneFilter(tx.now)
        rows = zones.list_page(tx.session, drafts, asked, after=after, limit=limit + 1)
        return view_all(tx, drafts, rows, asked.at)


def get_zone(work: Work, subject: Subject, zone_id: UUID) -> ZoneView:
    """One zone as it is now.

    Raises:
        NotFoundError: none that the subject may see.
    """
    with work.look() as tx:
        drafts = _drafts(tx, subject)
        return view_all(tx, drafts, [_found(zones.find(tx.session, drafts, zone_id))], tx.now)[0]


def list_versions(work: Work, subject: Subject, zone_id: UUID) -> Sequence[VersionView]:
    """All versions of a zone, the oldest first; drafts for those who may write them.

    Raises:
        NotFoundError: none that the subject may see.
    """
    with work.look() as tx:
        drafts = _drafts(tx, subject)
        zone = _found(zones.find(tx.session, drafts, zone_id))
        own = drafts.all or zone.authority_id in drafts.authority_ids
        rows = [each for each in zones.list_versions(tx.session, [zone_id]) if own or each.published_at is not None]
        return list(view_versions(tx, rows).values())


@again
def create_zone(work: Work, subject: Subject, new: NewZone, once: Once | None = None) -> ZoneView:
    """Make a zone, published at once or as a draft.

    Raises:
        InvalidError: there is no such authority, or the content cannot stand.
        ForbiddenError: the subject keeps neither the authority nor a whole utility.
    """
    with work.begin() as tx:
        may_keep(tx, subject, new.authority_id, Verb.ZONES_WRITE)
        drafts = _drafts(tx, subject)
        made = find_made(tx, subject, once)
        if made is not None:
            return view_all(tx, drafts, [_found(zones.find_by_id(tx.session, made))], tx.now)[0]
        zone = make(tx, subject, new)
        remember(tx, subject, once, zone.id)
        return view_all(tx, drafts, [zone], tx.now)[0]


def make(tx: Tx, subject: Subject, new: NewZone) -> Zone:
    """``create_zone`` inside an open transaction, for a subject that may keep it."""
    if authorities.find_by_id(tx.session, new.authority_id) is None:
        raise InvalidError.of("authority_id", "unknown", "there is no such authority", "name one that you keep")
    zone_content.check(tx, new.content)
    zone = Zone(
        number=isolation_orders.next_number(tx.session, "Z", tx.now.astimezone(NUMBERS_ZONE).year),
        name=new.name, hazard_class=new.hazard_class, authority_id=new.authority_id, source=new.source,
        external_id=new.external_id, created_at=tx.now, created_by=subject.user_id,
    )  # fmt: skip
    tx.session.add(zone)
    tx.session.flush()
    _write_version(tx, subject, zone, new.content, ())
    return zone


@again
def add_version(work: Work, subject: Subject, zone_id: UUID, content: Content) -> ZoneView:
    """Give a zone a new version; what was published before stays as it was, an older draft is dropped.

    Raises:
        NotFoundError: none that the subject may see.
        ForbiddenError: the subject keeps neither its authority nor a whole utility.
        InvalidError: the content cannot stand.
    """
    with work.begin() as tx:
        drafts, zone = _mine(tx, subject, zone_id)
        return _views(tx, drafts, [zone], put_version(tx, subject, zone, content), tx.now)[0]


def put_version(tx: Tx, subject: Subject, zone: Zone, content: Content) -> list[ZoneVersion]:
    """``add_version`` inside an open transaction, for a zone that the subject keeps; what is to be shown of it now."""
    zone_content.check(tx, content)
    shown = zones.list_shown(tx.session, [zone.id], tx.now)
    zone_changes.drop_drafts(tx, shown)
    return _write_version(tx, subject, zone, content, shown)


@again
def end_zone(work: Work, subject: Subject, zone_id: UUID, reason: str) -> ZoneView:
    """End a zone now, with all that was to come.

    Raises:
        NotFoundError: none that the subject may see.
        ForbiddenError: the subject keeps neither its authority nor a whole utility.
        ConflictError: it has ended already.
    """
    with work.begin() as tx:
        drafts, zone = _mine(tx, subject, zone_id)
        if not zones.list_shown(tx.session, [zone_id], tx.now):
            raise ConflictError("the zone has ended already", code="zone.ended")
        zone_changes.end(tx, subject, zone, reason)
        return view_all(tx, drafts, [zone], tx.now)[0]


def list_affected(work: Work, subject: Subject, zone_id: UUID) -> Affected:
    """Whom a zone touches: all for those who keep it, what they may read for others.

    Raises:
        NotFoundError: none that the subject may see.
    """
    with work.look() as tx:
        drafts = _drafts(tx, subject)
        zone = _found(zones.find(tx.session, drafts, zone_id))
        own = zone.authority_id in drafts.authority_ids
        mine = subject.find_scope(Verb.TICKETS_READ).unit_ids
        return Affected(
            [each for each in zones.list_touched(tx.session, zone_id) if own or each.unit_id in mine],
            [each for each in zones.list_assignments(tx.session, zone_id) if own or each.unit_id in mine],
            zones.count_permits(tx.session, zone_id, ("void",)),
        )


def view_all(tx: Tx, drafts: Drafts, rows: Sequence[Zone], at: datetime) -> list[ZoneView]:
    """Zones with what is in force and what comes at one moment, in the order given."""
    return _views(tx, drafts, rows, zones.list_shown(tx.session, [zone.id for zone in rows], at), at)


def view_versions(tx: Tx, rows: Sequence[ZoneVersion]) -> Mapping[UUID, VersionView]:
    """Versions with their parts, by id, in the order given."""
    parted = [row.id for row in rows if row.parts_count]
    parts = zone_parts.list_of_versions(tx.session, parted) if parted else {}
    return {row.id: VersionView(row, parts.get(row.id, ())) for row in rows}


def _views(tx: Tx, drafts: Drafts, rows: Sequence[Zone], shown: Sequence[ZoneVersion], at: datetime) -> list[ZoneView]:
    names = authorities.list_names(tx.session, {zone.authority_id for zone in rows})
    inside = headcounts.count_all(tx.session, [zone.id for zone in rows]) if rows else {}
    found: list[tuple[Zone, str, ZoneVersion | None, ZoneVersion | None]] = []
    for zone in rows:
        own = drafts.all or zone.authority_id in drafts.authority_ids
        versions = [each for each in shown if each.zone_id == zone.id and (own or each.state != "draft")]
        published = [each for each in versions if each.state == "published"]
        current = next((each for each in published if zone_changes.span(each).contains(at)), None)
        coming = next((each for each in published if each is not current), None)
        draft = next((each for each in reversed(versions) if each.state == "draft"), None)
        state = "in_force" if current else "coming" if coming else "draft" if draft else "ended"
        last = _last(tx, zone.id) if state == "ended" else current
        found.append((zone, state, last, coming or draft))
    told = view_versions(tx, [each for _, _, *two in found for each in two if each is not None])
    return [
        ZoneView(
            zone, names[zone.authority_id], state, told[last.id] if last else None, told[soon.id] if soon else None,
            inside.get(zone.id, 0),
        )
        for zone, state, last, soon in found
    ]  # fmt: skip


def _last(tx: Tx, zone_id: UUID) -> ZoneVersion | None:
    published = [each for each in zones.list_versions(tx.session, [zone_id]) if each.published_at is not None]
    return published[-1] if published else None


def _write_version(
    tx: Tx, subject: Subject, zone: Zone, content: Content, shown: Sequence[ZoneVersion]
) -> list[ZoneVersion]:
    version, parts = zone_content.version_of(tx, zone.id, content, subject.user_id)
    if content.publish:
        return zone_changes.publish(tx, subject, zone, version, shown, parts)
    version.version_no = zones.last_version_no(tx.session, zone.id) + 1
    tx.session.add(version)
    zones.touch(zone)
    tx.session.flush()
    tx.session.add_all(parts)
    tx.session.flush()
    about = About("zone", zone.id, authority_id=zone.authority_id)
    record(tx, subject, "zone.drafted", about, payload={"version_no": version.version_no})
    return [*(each for each in shown if each.state == "published"), version]


def _drafts(tx: Tx, subject: Subject) -> Drafts:
    if subject.task:
        return Drafts(all=True)
    subject.scope(Verb.ZONES_READ)
    scope = subject.find_scope(Verb.ZONES_WRITE)
    return Drafts(scope.authority_ids, all=units.has_root(tx.session, scope.unit_ids))


def _mine(tx: Tx, subject: Subject, zone_id: UUID) -> tuple[Drafts, Zone]:
    if not subject.task:
        subject.scope(Verb.ZONES_WRITE)
    drafts = _drafts(tx, subject)
    zone = _found(zones.find(tx.session, drafts, zone_id, for_update=True))
    may_keep(tx, subject, zone.authority_id, Verb.ZONES_WRITE)
    return drafts, zone


def keep(tx: Tx, subject: Subject, zone_id: UUID) -> Zone:
    """A zone, locked, that the subject keeps.

    Raises:
        NotFoundError: none that the subject may see.
        ForbiddenError: the subject keeps neither its authority nor a whole utility.
    """
    return _mine(tx, subject, zone_id)[1]


def _found(zone: Zone | None) -> Zone:
    if zone is None:
        raise NotFoundError("there is no such zone")
    return zone
