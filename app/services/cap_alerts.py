"""CAP 1.2 messages as a source of zones: an alert makes one, an update gives it a version, a cancel ends it."""

from dataclasses import dataclass, replace
from typing import Literal
from uuid import UUID

from app.access import Subject, Verb
from app.errors import InvalidError
from app.schema.zones import Zone, ZoneMessage
from app.services import zone_changes, zones
from app.services.authorities import may_keep
from app.services.cap_values import CapAlert, CapInfo
from app.services.work import Tx, Work, again
from app.services.zone_content import Content, NewZone
from app.storage import authorities, zone_messages
from app.storage import zones as rows
from compliance.cap import hazard_class_of, level_of, why_ignored
from compliance.reasons import Reason, reason
from compliance.shipped import DEFAULT_REQUIREMENTS

SOURCE = "cap"
_PREFERRED = "vi"


@dataclass(frozen=True)
class CapAnswer:
    """What became of a message; ``reason`` says why it was passed over."""

    outcome: Literal["created", "changed", "ended", "unchanged", "ignored"]
    zone_id: UUID | None = None
    reason: Reason | None = None


@again
def take_alert(
    work: Work, subject: Subject, alert: CapAlert, authority_code: str | None, *, dry_run: bool = False
) -> CapAnswer:
    """Do what a message says. The same message again changes nothing.

    Args:
        work: what use cases work with.
        subject: who brings it; keeps the authority.
        alert: the message.
        authority_code: in charge of the zone that an alert makes.
        dry_run: say what would become of it; change nothing.

    Raises:
        InvalidError: no authority, no area, or a period that is over, named by element.
        ForbiddenError: the subject does not keep the zone's authority.
    """
    if not subject.task:
        subject.scope(Verb.ZONES_WRITE)
    ignored = why_ignored(alert.status, alert.message_type)
    if ignored is not None:
        told = reason(ignored, status=alert.status, message_type=alert.message_type)
        return CapAnswer("ignored", reason=told)
    with work.begin() as tx:
        undo = tx.session.begin_nested()
        answer = _take(tx, subject, alert, authority_code)
        if dry_run:
            undo.rollback()
            tx.session.expunge_all()
        return answer


def _take(tx: Tx, subject: Subject, alert: CapAlert, authority_code: str | None) -> CapAnswer:
    zone_messages.lock(tx.session, alert.sender)
    known = zone_messages.find(tx.session, alert.sender, alert.identifier)
    if known is not None:
        return CapAnswer("unchanged", known.zone_id)
    references = [(each.sender, each.identifier) for each in alert.references]
    zone_id = zone_messages.find_zone(tx.session, references)
    zone = rows.find_by_id(tx.session, zone_id) if zone_id else None
    if zone is None:
        return _without_zone(tx, subject, alert, authority_code)
    may_keep(tx, subject, zone.authority_id, Verb.ZONES_WRITE)
    newest = zone_messages.newest_sent_at(tx.session, zone.id)
    if newest is not None and alert.sent < newest:
        return CapAnswer("ignored", zone.id, reason("cap.older", sent=alert.sent, newest=newest))
    _note(tx, alert, zone.id)
    return _end(tx, subject, zone, alert) if alert.message_type == "Cancel" else _change(tx, subject, zone, alert)


def _without_zone(tx: Tx, subject: Subject, alert: CapAlert, authority_code: str | None) -> CapAnswer:
    """An alert makes its zone; so does an update whose first message never came. A cancel has nothing to end."""
    if alert.message_type == "Cancel":
        return CapAnswer("ignored", reason=reason("cap.unknown_reference"))
    info = _info(alert)
    authority = authorities.find_by_code(tx.session, authority_code) if authority_code else None
    if authority is None:
        detail = f"there is no authority {authority_code!r}" if authority_code else "no authority is named"
        raise InvalidError.of("authority", "unknown", detail, "name the one in charge of the zone by its code")
    may_keep(tx, subject, authority.id, Verb.ZONES_WRITE)
    hazard = hazard_class_of(info.category, zone_messages.hazard_classes(tx.session))
    content = replace(_content(alert, info), requirements=DEFAULT_REQUIREMENTS[hazard])
    new = NewZone(_name(info), hazard, authority.id, content, SOURCE, f"{alert.sender},{alert.identifier}")
    zone = zones.make(tx, subject, new)
    _note(tx, alert, zone.id)
    return CapAnswer("created", zone.id)


def _change(tx: Tx, subject: Subject, zone: Zone, alert: CapAlert) -> CapAnswer:
    """What people asked for beyond the message (PPE, checklists, limits) stays as it is."""
    info = _info(alert)
    content = _content(alert, info)
    published = [each for each in rows.list_versions(tx.session, [zone.id]) if each.published_at is not None]
    if published:
        before = zones.content_of(tx, published[-1])
        content = replace(
            content, requirements=before.requirements, gates=before.gates, doffing_point=before.doffing_point
        )
    zone.name = _name(info)
    zones.put_version(tx, subject, zone, content)
    return CapAnswer("changed", zone.id)


def _end(tx: Tx, subject: Subject, zone: Zone, alert: CapAlert) -> CapAnswer:
    if not rows.list_shown(tx.session, [zone.id], tx.now):
        return CapAnswer("unchanged", zone.id)
    zone_changes.end(tx, subject, zone, f"CAP {alert.sender},{alert.identifier}")
    return CapAnswer("ended", zone.id)


def _note(tx: Tx, alert: CapAlert, zone_id: UUID) -> None:
    tx.session.add(
        ZoneMessage(
            sender=alert.sender, identifier=alert.identifier, zone_id=zone_id, message_type=alert.message_type,
            sent_at=alert.sent, taken_at=tx.now,
        )
    )  # fmt: skip
    tx.session.flush()


def _info(alert: CapAlert) -> CapInfo:
    """The block in Vietnamese, else the first; all blocks of a message are about one event."""
    if not alert.infos:
        raise InvalidError.of("alert.info", "missing", "the message says nothing of a place", "send an info block")
    return next((each for each in alert.infos if each.language.lower().startswith(_PREFERRED)), alert.infos[0])


def _content(alert: CapAlert, info: CapInfo) -> Content:
    if info.area is None:
        remedy = "send area elements with a polygon or a circle"
        raise InvalidError.of("alert.info.area", "missing", "the message names no polygon or circle", remedy)
    return Content(
        info.area,
        level=level_of(info.severity),
        valid_from=info.onset or info.effective or alert.sent,
        valid_until=info.expires,
        legal_instrument=f"CAP {alert.sender},{alert.identifier}",
    )


def _name(info: CapInfo) -> str:
    return (info.headline or f"{info.event}: {info.area_description}")[:200]
