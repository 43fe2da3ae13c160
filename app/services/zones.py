"""Zones: areas with restricted entry, kept by liaisons for their authority; every change is a new version."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from shapely import MultiPolygon
from sqlalchemy.dialects.postgresql import Range

from app.access import Subject, Verb
from app.errors import ConflictError, FieldError, InvalidError, NotFoundError
from app.schema.assignments import Assignment
from app.schema.base import new_id
from app.schema.zones import Zone, ZoneVersion
from app.services import zone_changes
from app.services.authorities import may_keep
from app.services.events import About, record
from app.services.idempotency import Once, find_made, remember
from app.services.work import Tx, Work, again
from app.storage import authorities, isolation_orders, operations, units, zones
from app.storage.geometry import stored_area
from app.storage.zones import Drafts, TouchedTicket, ZoneFilter
from compliance.zones import ZoneRequirements

NUMBERS_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
"""The year in a number is the one of this clock."""

_PROFILES = ("ppe_profile", "disinfection_profile")


@dataclass(frozen=True)
class Gate:
    """A control point of a zone, WGS 84 degrees."""

    name: str
    lon: float
    lat: float


@dataclass(frozen=True)
class Content:
    """What one version of a zone says."""

    area: MultiPolygon
    level: int = 1
    valid_from: datetime | None = None
    """None means from its publication on."""
    valid_until: datetime | None = None
    legal_instrument: str = ""
    gates: tuple[Gate, ...] = ()
    doffing_point: str | None = None
    requirements: ZoneRequirements = field(default_factory=ZoneRequirements)
    publish: bool = True


@dataclass(frozen=True)
class NewZone:
    """A zone to be made with its first version."""

    name: str
    hazard_class: str
    authority_id: UUID
    content: Content
    source: str | None = None
    external_id: str | None = None


@dataclass(frozen=True)
class ZoneView:
    """A zone as it is at one moment."""

    zone: Zone
    authority_name: str
    state: str
    """coming, in_force, ended or draft."""
    current: ZoneVersion | None
    """The version in force, else the one that was last."""
    next: ZoneVersion | None
    """The version that comes, else the newest draft that the asker may see."""


@dataclass(frozen=True)
class Affected:
    """Whom a zone touches."""

    tickets: Sequence[TouchedTicket]
    assignments: Sequence[Assignment]
    permits_voided: int


@dataclass(frozen=True)
class Preview:
    """Whom a shape would touch; ``numbers`` are those of the tickets that the asker may read."""

    tickets: int
    assignments: int
    permits_voided: int
    """At most so many: live permits of the zone that is to get this shape."""
    numbers: tuple[str, ...]


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


def list_versions(work: Work, subject: Subject, zone_id: UUID) -> Sequence[ZoneVersion]:
    """All versions of a zone, the oldest first; drafts for those who may write them.

    Raises:
        NotFoundError: none that the subject may see.
    """
    with work.look() as tx:
        drafts = _drafts(tx, subject)
        zone = _found(zones.find(tx.session, drafts, zone_id))
        own = drafts.all or zone.authority_id in drafts.authority_ids
        return [each for each in zones.list_versions(tx.session, [zone_id]) if own or each.published_at is not None]


@again
def create_zone(work: Work, subject: Subject, new: NewZone, once: Once | None = None) -> ZoneView:
    """Make a zone, published at once or as a draft.

    Raises:
        InvalidError: there is no such authority, or the period is none.
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
    check_period(new.content, tx.now)
    check_codes(tx, new.content.requirements)
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
        InvalidError: the period is none.
    """
    with work.begin() as tx:
        drafts, zone = _mine(tx, subject, zone_id)
        return _views(tx, drafts, [zone], put_version(tx, subject, zone, content), tx.now)[0]


def put_version(tx: Tx, subject: Subject, zone: Zone, content: Content) -> list[ZoneVersion]:
    """``add_version`` inside an open transaction, for a zone that the subject keeps; what is to be shown of it now."""
    check_period(content, tx.now)
    check_codes(tx, content.requirements)
    shown = zones.list_shown(tx.session, [zone.id], tx.now)
    for each in shown:
        if each.state == "draft":
            each.state, each.effective, each.ended_at = "ended", Range(empty=True), tx.now
    return _write_version(tx, subject, zone, content, shown)


def check_period(content: Content, now: datetime) -> None:
    """Refuse a version that would be over before it begins.

    Raises:
        InvalidError: its end does not lie behind its beginning or, where it is to be published, behind now.
    """
    valid_from = content.valid_from or now
    if content.valid_until is None:
        return
    if content.valid_until <= valid_from:
        raise InvalidError.of("valid_until", "period", "the zone ends before it begins", "exchange the two times")
    if content.publish and content.valid_until <= now:
        raise InvalidError.of("valid_until", "period", zone_changes.OVER_BEFORE, "give a later end, or none")


def check_codes(tx: Tx, asked: ZoneRequirements) -> None:
    """Refuse requirements that nobody could fulfil: checklists, PPE and disinfection that no list here knows.

    Raises:
        InvalidError: with each field that names something unknown.
    """
    known = operations.list_codes(tx.session, *_PROFILES)
    errors = [
        _unknown(f"requirements.{name}[{at}]", code, known["template"])
        for name in ("entry_templates", "exit_templates")
        for at, code in enumerate(getattr(asked, name))
        if code not in known["template"]
    ]
    for name in _PROFILES:
        code = getattr(asked, name)
        if code is not None and code not in known[name]:
            errors.append(_unknown(f"requirements.{name}", code, known[name]))
    if errors:
        raise InvalidError(errors[0].detail, code="invalid.unknown", errors=errors)


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


def preview(
    work: Work, subject: Subject, area: MultiPolygon, period: Range[datetime], zone_id: UUID | None = None
) -> Preview:
    """Count whom a shape would touch, before anything is published.

    Raises:
        ForbiddenError: the subject writes no zones.
    """
    subject.scope(Verb.ZONES_WRITE)
    mine = subject.find_scope(Verb.TICKETS_READ).unit_ids
    with work.look() as tx:
        inside = zones.list_inside(tx.session, area)
        return Preview(
            len(inside),
            zones.count_assignments(tx.session, [row[0] for row in inside], period),
            zones.count_permits(tx.session, zone_id) if zone_id else 0,
            tuple(number for _, number, unit_id in inside if unit_id in mine),
        )


def view_all(tx: Tx, drafts: Drafts, rows: Sequence[Zone], at: datetime) -> list[ZoneView]:
    """Zones with what is in force and what comes at one moment, in the order given."""
    return _views(tx, drafts, rows, zones.list_shown(tx.session, [zone.id for zone in rows], at), at)


def _views(tx: Tx, drafts: Drafts, rows: Sequence[Zone], shown: Sequence[ZoneVersion], at: datetime) -> list[ZoneView]:
    names = authorities.list_names(tx.session, {zone.authority_id for zone in rows})
    views = []
    for zone in rows:
        own = drafts.all or zone.authority_id in drafts.authority_ids
        versions = [each for each in shown if each.zone_id == zone.id and (own or each.state != "draft")]
        published = [each for each in versions if each.state == "published"]
        current = next((each for each in published if zone_changes.span(each).contains(at)), None)
        coming = next((each for each in published if each is not current), None)
        draft = next((each for each in reversed(versions) if each.state == "draft"), None)
        state = "in_force" if current else "coming" if coming else "draft" if draft else "ended"
        last = _last(tx, zone.id) if state == "ended" else current
        views.append(ZoneView(zone, names[zone.authority_id], state, last, coming or draft))
    return views


def _last(tx: Tx, zone_id: UUID) -> ZoneVersion | None:
    published = [each for each in zones.list_versions(tx.session, [zone_id]) if each.published_at is not None]
    return published[-1] if published else None


def _write_version(
    tx: Tx, subject: Subject, zone: Zone, content: Content, shown: Sequence[ZoneVersion]
) -> list[ZoneVersion]:
    valid_from, asked = content.valid_from or tx.now, content.requirements
    version = ZoneVersion(
        id=new_id(), zone_id=zone.id, level=content.level,
        geometry=stored_area(content.area), valid_from=valid_from, valid_until=content.valid_until,
        legal_instrument=content.legal_instrument, gates=[vars(gate) for gate in content.gates],
        doffing_point=content.doffing_point, permit_needed=asked.permit_needed, transit_permit=asked.transit_permit,
        ppe_profile=asked.ppe_profile, entry_templates=list(asked.entry_templates),
        exit_templates=list(asked.exit_templates), disinfection_profile=asked.disinfection_profile,
        live_line_preferred=asked.live_line_preferred, max_people=asked.max_people, max_minutes=asked.max_minutes,
        hold_after_exit_minutes=asked.hold_after_exit_minutes, created_at=tx.now, created_by=subject.user_id,
    )  # fmt: skip
    if content.publish:
        return zone_changes.publish(tx, subject, zone, version, shown)
    version.version_no = zones.last_version_no(tx.session, zone.id) + 1
    tx.session.add(version)
    zones.touch(zone)
    tx.session.flush()
    about = About("zone", zone.id, authority_id=zone.authority_id)
    record(tx, subject, "zone.drafted", about, payload={"version_no": version.version_no})
    return [*(each for each in shown if each.state == "published"), version]


def _unknown(field: str, code: str, known: Collection[str]) -> FieldError:
    remedy = f"use one of {', '.join(sorted(known))}" if known else "`cordon migrate` loads the lists that ship"
    return FieldError(field, "unknown", f"there is no {code!r}", remedy)


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


def _found(zone: Zone | None) -> Zone:
    if zone is None:
        raise NotFoundError("there is no such zone")
    return zone
