"""Zones out into files: those in force and coming that the asker may see, in the columns that an import reads."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any
from uuid import UUID

import shapely

from app.access import Subject, Verb
from app.errors import InvalidError
from app.services import zones
from app.services.cap_values import CapReference
from app.services.work import Work
from app.services.zone_content import Content, content_of
from app.services.zone_files import CapFacts, Feature, FileFormat, ZoneFiles
from app.services.zones import ZoneView
from app.storage import authorities
from app.storage.zones import ZoneFilter

MOST = 5000

_PLAIN = (
    "permit_needed", "transit_permit", "ppe_profile", "disinfection_profile", "live_line_preferred", "max_people",
    "max_minutes", "hold_after_exit_minutes", "checkin_minutes",
)  # fmt: skip


def export_zones(
    work: Work, subject: Subject, files: ZoneFiles, form: FileFormat, zone_id: UUID | None = None
) -> bytes:
    """A file of all published zones that are not over, or of one.

    Raises:
        NotFoundError: no such zone.
        InvalidError: the format cannot hold them.
    """
    subject.scope(Verb.ZONES_READ)
    if zone_id is not None:
        views: Sequence[ZoneView] = [zones.get_zone(work, subject, zone_id)]
    else:
        views = zones.list_zones(work, subject, ZoneFilter(work.clock.now()), after=None, limit=MOST)
    shown = [view for view in views if view.state in {"in_force", "coming"}]
    if form == "cap" and len(shown) != 1:
        raise InvalidError.of("zone_id", "one_zone", "a CAP message is about one zone", "name one that is not over")
    with work.look() as tx:
        codes = authorities.list_codes(tx.session, {view.zone.authority_id for view in shown})
        contents = [content_of(tx, version.row) for view in shown if (version := view.current or view.next)]
    features = [_feature(view, each, codes) for view, each in zip(shown, contents, strict=True)]
    return files.write(features, form)


def _feature(view: ZoneView, content: Content, codes: dict[UUID, str]) -> Feature:
    zone, asked = view.zone, content.requirements
    cells: dict[str, str | int | None] = {
        "external_id": zone.external_id or zone.number,
        "name": zone.name,
        "hazard_class": zone.hazard_class,
        "authority": codes[zone.authority_id],
        "level": content.level,
        "valid_from": content.valid_from.isoformat() if content.valid_from else None,
        "valid_until": content.valid_until.isoformat() if content.valid_until else None,
        "legal_instrument": content.legal_instrument or None,
        "doffing_point": content.doffing_point,
        "gates": _listed([{name: value for name, value in asdict(gate).items() if value} for gate in content.gates]),
        "entry_templates": ";".join(asked.entry_templates) or None,
        "exit_templates": ";".join(asked.exit_templates) or None,
        "parts": _listed([_part(part) for part in content.parts]),
    }
    for name in _PLAIN:
        value = getattr(asked, name)
        cells[name] = ("true" if value else "false") if isinstance(value, bool) else value
    return Feature(cells, content.area, _message(view, codes))


def _message(view: ZoneView, codes: dict[UUID, str]) -> CapFacts | None:
    version = view.current or view.next
    if version is None or version.row.published_at is None:
        return None
    zone, number = view.zone, version.row.version_no
    sender = f"cordon@{codes[zone.authority_id]}".replace(" ", "_").replace(",", "_")
    sent = version.row.published_at
    references = tuple(
        CapReference(sender, f"{zone.number}-{each}", sent.isoformat(timespec="seconds")) for each in range(1, number)
    )
    return CapFacts(sender, f"{zone.number}-{number}", sent, references)


def _part(part: Any) -> dict[str, Any]:
    told = {name: getattr(part, name) for name in ("kind", "name", "ppe_profile", "max_minutes")}
    shape = json.loads(shapely.to_geojson(part.area))
    return {name: value for name, value in told.items() if value} | {"geometry": shape}


def _listed(records: Sequence[dict[str, Any]]) -> str | None:
    return json.dumps(records, ensure_ascii=False) if records else None
