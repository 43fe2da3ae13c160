"""What one version of a zone says, and what nobody may publish."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from uuid import UUID

from shapely import MultiPolygon

from app.errors import FieldError, InvalidError
from app.schema.base import new_id
from app.schema.zones import ZonePart, ZoneVersion
from app.services import zone_changes
from app.services.judgements import part_of, requirements_of
from app.services.work import Tx
from app.storage import operations
from app.storage import zone_parts as stored_parts
from app.storage.geometry import area_of, stored_area
from compliance import zone_parts
from compliance.zone_parts import PartKind
from compliance.zones import ZoneRequirements
from geo.partition import PartitionFault, find_fault

_PROFILES = ("ppe_profile", "disinfection_profile")


@dataclass(frozen=True)
class Gate:
    """A control point of a zone, WGS 84 degrees; ``into`` is the kind of the part that it leads into."""

    name: str
    lon: float
    lat: float
    into: PartKind | None = None


@dataclass(frozen=True)
class Part:
    """A hot, warm or cold area within a zone, and what it asks beyond the zone."""

    kind: PartKind
    area: MultiPolygon
    name: str = ""
    ppe_profile: str | None = None
    max_minutes: int | None = None


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
    parts: tuple[Part, ...] = ()
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


def check(tx: Tx, content: Content) -> None:
    """Refuse a version that nobody could keep.

    Raises:
        InvalidError: its period is none, it names lists that nobody knows, or its parts cannot stand.
    """
    check_period(content, tx.now)
    _check_codes(tx, content)
    _check_parts(content)


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


def version_of(tx: Tx, zone_id: UUID, content: Content, by: UUID | None) -> tuple[ZoneVersion, list[ZonePart]]:
    """A draft version that says this, and its parts; neither is stored yet."""
    asked = content.requirements
    version = ZoneVersion(
        id=new_id(), zone_id=zone_id, level=content.level, geometry=stored_area(content.area),
        valid_from=content.valid_from or tx.now, valid_until=content.valid_until,
        legal_instrument=content.legal_instrument, gates=[_gate_json(gate) for gate in content.gates],
        doffing_point=content.doffing_point, permit_needed=asked.permit_needed, transit_permit=asked.transit_permit,
        ppe_profile=asked.ppe_profile, entry_templates=list(asked.entry_templates),
        exit_templates=list(asked.exit_templates), disinfection_profile=asked.disinfection_profile,
        live_line_preferred=asked.live_line_preferred, max_people=asked.max_people, max_minutes=asked.max_minutes,
        hold_after_exit_minutes=asked.hold_after_exit_minutes, checkin_minutes=asked.checkin_minutes,
        parts_count=len(content.parts), created_at=tx.now, created_by=by,
    )  # fmt: skip
    parts = [
        ZonePart(
            id=new_id(), zone_version_id=version.id, kind=part.kind, name=part.name, geometry=stored_area(part.area),
            ppe_profile=part.ppe_profile, max_minutes=part.max_minutes,
        )
        for part in content.parts
    ]  # fmt: skip
    return version, parts


def _gate_json(gate: Gate) -> dict[str, object]:
    into = {"into": gate.into} if gate.into else {}
    return {"name": gate.name, "lon": gate.lon, "lat": gate.lat, **into}


def _check_codes(tx: Tx, content: Content) -> None:
    known, asked = operations.list_codes(tx.session, *_PROFILES), content.requirements
    errors = [
        _unknown(f"requirements.{name}[{at}]", code, known["template"])
        for name in ("entry_templates", "exit_templates")
        for at, code in enumerate(getattr(asked, name))
        if code not in known["template"]
    ]
    worn = [(f"parts[{at}].ppe_profile", "ppe_profile", part.ppe_profile) for at, part in enumerate(content.parts)]
    for where, kind, code in [*((f"requirements.{name}", name, getattr(asked, name)) for name in _PROFILES), *worn]:
        if code is not None and code not in known[kind]:
            errors.append(_unknown(where, code, known[kind]))
    if errors:
        raise InvalidError(errors[0].detail, code="invalid.unknown", errors=errors)
    if asked.disinfection_profile and not known["disinfection"] & set(asked.exit_templates):
        raise InvalidError.of(
            "requirements.exit_templates", "no_disinfection", "the zone asks for disinfection, and no list proves it",
            f"add one of: {', '.join(sorted(known['disinfection']))}",
        )  # fmt: skip


def _check_parts(content: Content) -> None:
    errors = [*_loose(content), *_misplaced_gates(content)]
    fault = find_fault(content.area, [part.area for part in content.parts])
    if fault is not None:
        errors.append(_fault_error(fault))
    if errors:
        raise InvalidError(errors[0].detail, code=f"invalid.{errors[0].code}", errors=errors)


def _loose(content: Content) -> Iterator[FieldError]:
    for at, part in enumerate(content.parts):
        given = zone_parts.ZonePart(part.kind, part.name, part.ppe_profile, part.max_minutes)
        name = zone_parts.loosens(content.requirements, given)
        if name is not None:
            detail = f"allows {part.max_minutes} minutes where the zone allows {content.requirements.max_minutes}"
            yield FieldError(f"parts[{at}].{name}", "loosens", detail, "a part only tightens: give less, or nothing")


def _misplaced_gates(content: Content) -> Iterator[FieldError]:
    kinds: Sequence[str] = [part.kind for part in content.parts]
    for at, gate in enumerate(content.gates):
        if gate.into is not None and gate.into not in kinds:
            detail = f"leads into a {gate.into} part, which the zone does not have"
            yield FieldError(f"gates[{at}].into", "no_such_part", detail, "draw that part, or leave `into` out")


def _fault_error(fault: PartitionFault) -> FieldError:
    where = f"parts[{fault.part}].geometry"
    if fault.kind == "beyond":
        return FieldError(where, "beyond_zone", "reaches beyond the zone", "keep it within the zone's own area")
    detail = f"shares ground with parts[{fault.other}]"
    return FieldError(where, "parts_overlap", detail, "let parts touch along an edge, not overlap")


def _unknown(field_name: str, code: str, known: Collection[str]) -> FieldError:
    remedy = f"use one of {', '.join(sorted(known))}" if known else "`cordon migrate` loads the lists that ship"
    return FieldError(field_name, "unknown", f"there is no {code!r}", remedy)


def content_of(tx: Tx, version: ZoneVersion) -> Content:
    """What a stored version says."""
    names = {each.name for each in fields(Content)} - {"area", "gates", "requirements", "parts", "publish"}
    rows = stored_parts.list_of_versions(tx.session, [version.id])[version.id] if version.parts_count else ()
    return Content(
        area=area_of(version.geometry),
        gates=tuple(Gate(**gate) for gate in version.gates),
        requirements=requirements_of(version),
        parts=tuple(
            Part(part_of(row).kind, area_of(row.geometry), row.name, row.ppe_profile, row.max_minutes) for row in rows
        ),
        **{name: getattr(version, name) for name in names},
    )
