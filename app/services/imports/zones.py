"""Zones from a file. A row that says something new gives its zone a new version: published ones are never edited."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

import shapely
from shapely import MultiPolygon

from app.access import Subject, Verb
from app.errors import ForbiddenError
from app.schema.authorities import Authority
from app.schema.zones import Zone
from app.services import checklist_templates, zones
from app.services.authorities import may_keep
from app.services.imports import cells
from app.services.imports.cells import Field
from app.services.imports.codes import Codes
from app.services.imports.importer import Importer
from app.services.imports.reading import Form
from app.services.imports.rows import Aim, Fault, Item
from app.services.imports.shapes import area_as, read_geometry
from app.services.work import Tx
from app.services.zone_content import Content, Gate, NewZone, Part, content_of
from app.storage import operations
from app.storage import zones as rows
from compliance.reasons import Reason, reason
from compliance.shipped import DEFAULT_REQUIREMENTS
from compliance.zone_parts import PART_KINDS
from compliance.zones import HAZARD_CLASSES, ZoneRequirements

_GATE = {
    "name": Field(cells.text(200), needed=True),
    "lon": Field(cells.float_(-180, 180), needed=True),
    "lat": Field(cells.float_(-90, 90), needed=True),
    "into": Field(cells.word(PART_KINDS)),
}


def _area(raw: Any, aim: Aim, field: str) -> str:
    """The area of a part, as its well-known text, which compares."""
    shapes, _ = read_geometry(raw, area_as(field), aim)
    return str(shapely.to_wkt(shapes[field], rounding_precision=-1))


_PART = {
    "kind": Field(cells.word(PART_KINDS), needed=True),
    "name": Field(cells.text(200)),
    "ppe_profile": Field(cells.text(80)),
    "max_minutes": Field(cells.whole(1, 10_080)),
    "geometry": Field(_area, needed=True),
}
_REQUIREMENTS: Mapping[str, Field] = {
    "permit_needed": Field(cells.yes_or_no),
    "ppe_profile": Field(cells.text(80)),
    "entry_templates": Field(cells.words()),
    "exit_templates": Field(cells.words()),
    "disinfection_profile": Field(cells.text(80)),
    "live_line_preferred": Field(cells.yes_or_no),
    "max_people": Field(cells.whole(1, 1000)),
    "max_minutes": Field(cells.whole(1, 10_080)),
    "hold_after_exit_minutes": Field(cells.whole(0, 60_480)),
    "transit_permit": Field(cells.yes_or_no),
    "checkin_minutes": Field(cells.whole(1, 1440)),
}
_CONTENT: Mapping[str, Field] = {
    "level": Field(cells.whole(1, 3)),
    "valid_from": Field(cells.moment),
    "valid_until": Field(cells.moment),
    "legal_instrument": Field(cells.text(2000)),
    "gates": Field(cells.records(("name", "lon", "lat", "into"), _GATE, 50)),
    "parts": Field(cells.records(("kind", "name"), _PART, 20)),
    "doffing_point": Field(cells.text(2000)),
}


def _period(values: dict[str, Any]) -> Iterable[tuple[str, Reason]]:
    begins, ends = values.get("valid_from"), values.get("valid_until")
    if begins and ends and ends <= begins:
        yield "valid_until", Reason("import.period")


FORM = Form(
    fields={
        "name": Field(cells.text(200), needed=True),
        "hazard_class": Field(cells.word(HAZARD_CLASSES), needed=True),
        "authority": Field(cells.text(40)),
        **_CONTENT,
        **_REQUIREMENTS,
    },
    shape=area_as("area"),
    shape_needed=True,
    check=_period,
)


class Zones(Importer[Zone]):
    """Zones of the authority that the row names, else of ``--authority``; published at once."""

    kind, table, form = "zones", Zone, FORM
    by_persons = Verb.ZONES_WRITE

    def prepare(self, tx: Tx, items: Sequence[Item]) -> None:  # noqa: ARG002 - few codes, each looked up once
        """Look up authorities, checklists and profiles."""
        self._codes = Codes(tx, Authority)
        templates = frozenset(checklist_templates.newest_templates(tx))
        self._lists = {"entry_templates": templates, "exit_templates": templates}
        for name in ("ppe_profile", "disinfection_profile"):
            self._lists[name] = frozenset(row.code for row in operations.list_reference(tx.session, name))

    def create(self, tx: Tx, subject: Subject, aim: Aim, item: Item) -> UUID:
        """Make a zone; what it asks for begins with what is usual for its hazard class."""
        said = dict(item.values)
        code = said.pop("authority", None)
        if code is None and aim.authority is None:
            raise Fault(reason("import.missing", field="authority"), field="authority")
        authority_id = self._codes.find(code, "authority") if code or aim.authority is None else aim.authority.id
        if not _keeps(tx, subject, authority_id):
            raise Fault(reason("import.unknown_code", value=code or ""), field="authority")
        name, hazard_class = said.pop("name"), said.pop("hazard_class")
        usual = Content(MultiPolygon(), requirements=DEFAULT_REQUIREMENTS[hazard_class])
        content = self._content(tx, usual, said)
        new = NewZone(name, hazard_class, authority_id, content, aim.source, item.external_id)
        return zones.make(tx, subject, new).id

    def change(self, tx: Tx, subject: Subject, row: Zone, said: dict[str, Any]) -> bool:
        """Give a zone a new version; hazard class and authority stay."""
        if not _keeps(tx, subject, row.authority_id):
            raise Fault(reason("import.fixed", field="authority"), field="authority")
        if said.pop("hazard_class", row.hazard_class) != row.hazard_class:
            raise Fault(reason("import.fixed", field="hazard_class"), field="hazard_class")
        code = said.pop("authority", None)
        if code and self._codes.find(code, "authority") != row.authority_id:
            raise Fault(reason("import.fixed", field="authority"), field="authority")
        name = said.pop("name", row.name)
        published = [each for each in rows.list_versions(tx.session, [row.id]) if each.published_at is not None]
        before = content_of(tx, published[-1]) if published else Content(MultiPolygon())
        if name == row.name and replace(before, **_read(before.requirements, said)) == before:
            return False
        content = self._content(tx, replace(before, valid_from=None), said)
        row.name = name
        zones.put_version(tx, subject, row, content)
        return True

    def _content(self, tx: Tx, base: Content, said: Mapping[str, Any]) -> Content:
        for field, known in self._lists.items():
            given = said.get(field, ())
            for code in (given,) if isinstance(given, str) else given:
                if code not in known:
                    raise Fault(reason("import.unknown_code", value=code), field=field)
        content = replace(base, **_read(base.requirements, said))
        _refuse_over(content, tx.now)
        return content


def _read(base: ZoneRequirements, said: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a ``Content`` that a row gives."""
    asked = {name: value for name, value in said.items() if name in _REQUIREMENTS}
    found = {name: value for name, value in said.items() if name not in _REQUIREMENTS}
    if "gates" in found:
        found["gates"] = tuple(Gate(**gate) for gate in found["gates"])
    if "parts" in found:
        found["parts"] = tuple(_part(part) for part in found["parts"])
    return found | {"requirements": replace(base, **asked)}


def _part(read: dict[str, Any]) -> Part:
    area = shapely.from_wkt(read["geometry"])
    return Part(**({name: value for name, value in read.items() if name != "geometry"} | {"area": area}))


def _keeps(tx: Tx, subject: Subject, authority_id: UUID) -> bool:
    try:
        may_keep(tx, subject, authority_id, Verb.ZONES_WRITE)
    except ForbiddenError:
        return False
    return True


def _refuse_over(content: Content, now: datetime) -> None:
    if content.valid_until is not None and content.valid_until <= now:
        raise Fault(Reason("import.over"), field="valid_until")
    if content.valid_from and content.valid_until and content.valid_until <= content.valid_from:
        raise Fault(Reason("import.period"), field="valid_until")
