"""Zones on the wire: what they ask for, how places lie to them, and their versions."""

from datetime import datetime
from typing import Self
from uuid import UUID

from app.schema.zones import ZonePart, ZoneVersion
from app.services.judgements import Hit
from app.services.zones import VersionView, ZoneView
from app.wire.common import WireOut
from app.wire.geojson import MultiPolygonOut, PointOut, shape_out
from app.wire.states import PartKindOut, VersionState, ZoneState
from compliance.zone_parts import PART_NAMES
from compliance.zones import HAZARD_CLASSES, MergedRequirements, Verdict, merge


class NamedOut(WireOut):
    """Something by its name."""

    id: UUID
    name: str


class Requirements(WireOut):
    """What has to be fulfilled; the strictest of each kind where several zones ask."""

    permit_needed: bool
    ppe_profiles: list[str]
    entry_templates: list[str]
    exit_templates: list[str]
    disinfection_profiles: list[str]
    live_line_preferred: bool
    max_people: int | None
    max_minutes: int | None
    hold_after_exit_minutes: int


class ZoneHit(WireOut):
    """How a place lies to one zone."""

    zone_id: UUID
    version_id: UUID
    name: str
    hazard_class: str
    hazard_name: str
    level: int
    authority: NamedOut
    verdict: Verdict
    valid_from: datetime
    valid_until: datetime | None
    coming: bool
    settled_by: str | None
    part: PartKindOut | None
    """The most dangerous part that may hold the place; its requirements are in those below."""
    part_name: str | None
    requirements: Requirements


class ControlPointOut(WireOut):
    """A control point, and the kind of the part that it leads into."""

    name: str
    place: PointOut
    into: PartKindOut | None


class ZonePartOut(WireOut):
    """A hot, warm or cold part of a zone, and what it asks beyond the zone."""

    kind: PartKindOut
    name: str
    geometry: MultiPolygonOut
    ppe_profile: str | None
    max_minutes: int | None

    @classmethod
    def of(cls, row: ZonePart) -> Self:
        """As it is stored."""
        return cls(
            kind=row.kind, name=row.name, geometry=shape_out(row.geometry), ppe_profile=row.ppe_profile,
            max_minutes=row.max_minutes,
        )  # fmt: skip


class VersionRequirements(WireOut):
    """What one version asks for."""

    permit_needed: bool
    ppe_profile: str | None
    entry_templates: list[str]
    exit_templates: list[str]
    disinfection_profile: str | None
    live_line_preferred: bool
    max_people: int | None
    max_minutes: int | None
    hold_after_exit_minutes: int
    transit_permit: bool
    checkin_minutes: int | None


class ZoneVersionOut(WireOut):
    """What a zone says from one moment on."""

    id: UUID
    zone_id: UUID
    version_no: int
    state: VersionState
    level: int
    geometry: MultiPolygonOut
    valid_from: datetime
    valid_until: datetime | None
    effective_from: datetime | None
    effective_until: datetime | None
    legal_instrument: str
    gates: list[ControlPointOut]
    doffing_point: str | None
    requirements: VersionRequirements
    parts: list[ZonePartOut]
    published_at: datetime | None
    published_by: UUID | None

    @classmethod
    def of(cls, view: VersionView) -> Self:
        """As the service found it."""
        version = view.row
        effective = version.effective
        return cls(
            id=version.id,
            zone_id=version.zone_id,
            version_no=version.version_no,
            state=version.state,
            level=version.level,
            geometry=shape_out(version.geometry),
            valid_from=version.valid_from,
            valid_until=version.valid_until,
            effective_from=effective.lower if effective else None,
            effective_until=effective.upper if effective else None,
            legal_instrument=version.legal_instrument,
            gates=gates_out(version),
            doffing_point=version.doffing_point,
            requirements=VersionRequirements.model_validate(version),
            parts=[ZonePartOut.of(row) for row in view.parts],
            published_at=version.published_at,
            published_by=version.published_by,
        )


class ZoneOut(WireOut):
    """A zone with what is in force and what comes."""

    id: UUID
    number: str
    name: str
    authority: NamedOut
    hazard_class: str
    state: ZoneState
    current: ZoneVersionOut | None
    next: ZoneVersionOut | None
    people_inside: int
    """How many are in it now."""
    version: int

    @classmethod
    def of(cls, view: ZoneView) -> Self:
        """As the service found it."""
        zone = view.zone
        return cls(
            id=zone.id,
            number=zone.number,
            name=zone.name,
            authority=NamedOut(id=zone.authority_id, name=view.authority_name),
            hazard_class=zone.hazard_class,
            state=view.state,
            current=ZoneVersionOut.of(view.current) if view.current else None,
            next=ZoneVersionOut.of(view.next) if view.next else None,
            people_inside=view.people_inside,
            version=zone.version,
        )


def hit_out(hit: Hit, now: datetime, lang: str) -> ZoneHit:
    """One zone at one place, as the asker reads it."""
    zone = hit.zone
    hazard = HAZARD_CLASSES.get(zone.hazard_class)
    return ZoneHit(
        zone_id=zone.zone_id,
        version_id=zone.version_id,
        name=zone.name,
        hazard_class=zone.hazard_class,
        hazard_name=hazard.get(lang) if hazard else zone.hazard_class,
        level=hit.geometry_row.level,
        authority=NamedOut(id=zone.authority_id, name=hit.authority_name),
        verdict=zone.verdict,
        valid_from=zone.valid_from,
        valid_until=zone.valid_until,
        coming=zone.valid_from > now,
        settled_by=hit.settled_by,
        part=zone.part,
        part_name=PART_NAMES[zone.part].get(lang) if zone.part else None,
        requirements=Requirements.model_validate(merge([zone])),
    )


def requirements_out(merged: MergedRequirements | None) -> Requirements | None:
    """The merged requirements of a place; None where no zone asks for anything."""
    return Requirements.model_validate(merged) if merged is not None and merged.in_zone else None


def gates_out(version: ZoneVersion) -> list[ControlPointOut]:
    """The control points of a version."""
    return [
        ControlPointOut(
            name=gate["name"], place=PointOut(coordinates=[gate["lon"], gate["lat"]]), into=gate.get("into")
        )
        for gate in version.gates
    ]
