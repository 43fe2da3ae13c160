"""Zones: written by liaisons for their authority, read by all staff."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Query, Response, status
from pydantic import AfterValidator, Field

from app.auth.dependencies import CurrentSubject, CurrentWork
from app.errors import InvalidError
from app.services import zone_previews, zones
from app.services.zones import Content, Gate, NewZone, Part, ZoneView
from app.storage.zones import ZoneFilter
from app.wire.common import Moment, WireIn, WireOut
from app.wire.geojson import GeometryIn, read_area, read_place
from app.wire.headers import OnceKey, set_etag
from app.wire.page import Cursor, Limit, Page, decode_cursor, page_of
from app.wire.states import AssignmentState, TicketState
from app.wire.zone_previews import PreviewOut
from app.wire.zones import ZoneOut, ZoneVersionOut
from compliance.zone_parts import PartKind
from compliance.zones import HAZARD_CLASSES, Verdict, ZoneRequirements

router = APIRouter(prefix="/api/v1/zones", tags=["zones"])

Name = Annotated[str, Field(min_length=1, max_length=200)]
Code = Annotated[str, Field(min_length=1, max_length=80)]
Codes = Annotated[list[Code], Field(max_length=20)]
WIDEST, HIGHEST = 180.0, 90.0
Words = Annotated[str, Field(max_length=2000)]


def _know_class(hazard_class: str) -> str:
    if hazard_class not in HAZARD_CLASSES:
        raise ValueError(f"one of {', '.join(HAZARD_CLASSES)}")
    return hazard_class


HazardClass = Annotated[str, AfterValidator(_know_class)]


class GateIn(WireIn):
    """A control point, and the kind of the part that it leads into."""

    name: Name
    place: GeometryIn
    into: PartKind | None = None


class PartIn(WireIn):
    """A hot, warm or cold part within the zone; what it leaves out it takes from the zone."""

    kind: PartKind
    name: Annotated[str, Field(max_length=200)] = ""
    geometry: GeometryIn
    ppe_profile: Code | None = None
    max_minutes: Annotated[int, Field(ge=1, le=10_080)] | None = None


class RequirementsIn(WireIn):
    """What a version asks for; left out asks nothing but the authority's consent."""

    permit_needed: bool = True
    ppe_profile: Code | None = None
    entry_templates: Codes = Field(default_factory=list)
    exit_templates: Codes = Field(default_factory=list)
    disinfection_profile: Code | None = None
    live_line_preferred: bool = False
    max_people: Annotated[int, Field(ge=1, le=1000)] | None = None
    max_minutes: Annotated[int, Field(ge=1, le=10_080)] | None = None
    hold_after_exit_minutes: Annotated[int, Field(ge=0, le=60_480)] = 0
    transit_permit: bool = False
    checkin_minutes: Annotated[int, Field(ge=1, le=1440)] | None = Field(
        None, description="how often a crew inside says that all are well; left out, as the hazard class is asked"
    )


class VersionIn(WireIn):
    """What a version says."""

    level: Literal[1, 2, 3] = 1
    geometry: GeometryIn
    valid_from: Moment | None = None
    valid_until: Moment | None = None
    legal_instrument: Words = ""
    gates: Annotated[list[GateIn], Field(max_length=50)] = Field(default_factory=list)
    doffing_point: Words | None = None
    requirements: RequirementsIn = Field(default_factory=RequirementsIn)
    parts: Annotated[list[PartIn], Field(max_length=20)] = Field(default_factory=list)
    publish: bool = True


class ZoneIn(VersionIn):
    """A zone to be made with its first version."""

    name: Name
    hazard_class: HazardClass
    authority_id: UUID


class EndIn(WireIn):
    """Why something ends."""

    reason: Annotated[str, Field(min_length=1, max_length=2000)]


class PreviewIn(VersionIn):
    """What is not published yet: the next version of ``zone_id``, else a new zone of ``authority_id`` (any of mine)."""

    zone_id: UUID | None = None
    authority_id: UUID | None = None
    hazard_class: HazardClass = "other"


class StepIn(WireIn):
    """A step of a zone that is not taken yet."""

    step: Literal["publish_draft", "end"]


class TouchedTicketOut(WireOut):
    """A ticket that a zone touches."""

    id: UUID
    number: str
    verdict: Verdict
    state: TicketState


class TouchedAssignmentOut(WireOut):
    """An assignment that a zone touches."""

    id: UUID
    number: str
    state: AssignmentState


class AffectedOut(WireOut):
    """Whom a zone touches."""

    tickets: list[TouchedTicketOut]
    assignments: list[TouchedAssignmentOut]
    permits_voided: int


class ZonesAsked(WireIn):
    """Which zones: not over at ``at`` (now), within ``bbox`` (min lon, min lat, max lon, max lat)."""

    at: Moment | None = None
    bbox: str | None = None
    cursor: Cursor = None
    limit: Limit = 100


@router.get("")
def list_zones(asked: Annotated[ZonesAsked, Query()], work: CurrentWork, subject: CurrentSubject) -> Page[ZoneOut]:
    """Zones in force and coming, by number, and my drafts."""
    after = decode_cursor(asked.cursor, str)
    which = ZoneFilter(asked.at or work.clock.now(), _bbox(asked.bbox))
    found = zones.list_zones(work, subject, which, after=after[0] if after else None, limit=asked.limit)
    return page_of(found, asked.limit, ZoneOut.of, lambda view: (view.zone.number,))


@router.post("", status_code=status.HTTP_201_CREATED)
def create_zone(new: ZoneIn, work: CurrentWork, subject: CurrentSubject, once: OnceKey, response: Response) -> ZoneOut:
    """Make a zone, published at once unless ``publish`` is false."""
    made = NewZone(new.name, new.hazard_class, new.authority_id, _content(new))
    return _shown(zones.create_zone(work, subject, made, once), response)


@router.post("/preview")
def preview_zone(asked: PreviewIn, work: CurrentWork, subject: CurrentSubject) -> PreviewOut:
    """What publishing this would do; nothing is kept of it."""
    found = zone_previews.preview_content(
        work, subject, _content(asked), zone_id=asked.zone_id, authority_id=asked.authority_id,
        hazard_class=asked.hazard_class,
    )  # fmt: skip
    return PreviewOut.of(found)


@router.post("/{zone_id}/preview")
def preview_step(zone_id: UUID, asked: StepIn, work: CurrentWork, subject: CurrentSubject) -> PreviewOut:
    """What publishing the zone's draft, or ending the zone, would do; nothing is kept of it."""
    return PreviewOut.of(zone_previews.preview_step(work, subject, zone_id, asked.step))


@router.get("/{zone_id}")
def get_zone(zone_id: UUID, work: CurrentWork, subject: CurrentSubject, response: Response) -> ZoneOut:
    """One zone as it is now."""
    return _shown(zones.get_zone(work, subject, zone_id), response)


@router.get("/{zone_id}/versions")
def list_versions(zone_id: UUID, work: CurrentWork, subject: CurrentSubject) -> list[ZoneVersionOut]:
    """All versions of a zone, the oldest first."""
    return [ZoneVersionOut.of(each) for each in zones.list_versions(work, subject, zone_id)]


@router.post("/{zone_id}/versions")
def add_version(
    zone_id: UUID, new: VersionIn, work: CurrentWork, subject: CurrentSubject, response: Response
) -> ZoneOut:
    """Give a zone a new version: the only way to change it."""
    return _shown(zones.add_version(work, subject, zone_id, _content(new)), response)


@router.post("/{zone_id}/end")
def end_zone(zone_id: UUID, why: EndIn, work: CurrentWork, subject: CurrentSubject, response: Response) -> ZoneOut:
    """End a zone now."""
    return _shown(zones.end_zone(work, subject, zone_id, why.reason), response)


@router.get("/{zone_id}/affected")
def list_affected(zone_id: UUID, work: CurrentWork, subject: CurrentSubject) -> AffectedOut:
    """Whom a zone touches now."""
    return AffectedOut.model_validate(zones.list_affected(work, subject, zone_id))


def _content(new: VersionIn) -> Content:
    asked = new.requirements.model_dump()
    asked.update(entry_templates=tuple(asked["entry_templates"]), exit_templates=tuple(asked["exit_templates"]))
    return Content(
        area=read_area(new.geometry, "geometry"),
        level=new.level,
        valid_from=new.valid_from,
        valid_until=new.valid_until,
        legal_instrument=new.legal_instrument,
        gates=tuple(_gate(gate, number) for number, gate in enumerate(new.gates)),
        doffing_point=new.doffing_point,
        requirements=ZoneRequirements(**asked),
        parts=tuple(_part(part, number) for number, part in enumerate(new.parts)),
        publish=new.publish,
    )


def _gate(gate: GateIn, number: int) -> Gate:
    place = read_place(gate.place, f"gates[{number}].place")
    return Gate(gate.name, place.lon, place.lat, gate.into)


def _part(part: PartIn, number: int) -> Part:
    area = read_area(part.geometry, f"parts[{number}].geometry")
    return Part(part.kind, area, part.name, part.ppe_profile, part.max_minutes)


def _bbox(text: str | None) -> tuple[float, float, float, float] | None:
    if text is None:
        return None
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError as error:
        remedy = "give min lon, min lat, max lon, max lat in degrees"
        raise InvalidError.of("bbox", "bbox", "this is no box", remedy) from error
    if not (-WIDEST <= west <= east <= WIDEST and -HIGHEST <= south <= north <= HIGHEST):
        raise InvalidError.of("bbox", "bbox", "this is no box on the earth", "give the smaller values first")
    return west, south, east, north


def _shown(view: ZoneView, response: Response) -> ZoneOut:
    set_etag(response, view.zone.version)
    return ZoneOut.of(view)
