"""Exposure records on the wire."""

from collections.abc import Mapping
from datetime import datetime
from typing import Literal, Self
from uuid import UUID

from pydantic import Field

from app.schema.exposure_records import ExposureBreach, ExposureContact
from app.services.exposure_log import is_late
from app.services.exposure_records import RecordView
from app.storage.exposure_records import StayRow
from app.wire.common import WireOut
from app.wire.stand_downs import StandDownOut
from compliance.exposure_levels import Level

Band = Literal["under_1m", "from_1_to_2m", "over_2m", "unknown"]
BreachItem = Literal[
    "respirator", "eye_protection", "gloves", "coverall", "footwear", "splash", "wound", "doffing", "other"
]
BreachAction = Literal["left", "washed", "replaced", "covered", "none"]
FollowUp = Literal["none", "watch", "test", "quarantine", "medical"]
ContactKind = Literal["none", "member", "outsider"]


class OwnStayOut(WireOut):
    """One stay in a zone, as last corrected."""

    id: UUID
    zone: str
    hazard_class: str
    authority: str
    crew: str
    role: str | None
    vehicle_plate: str | None
    ppe_profile: str | None
    entered_at: datetime
    left_at: datetime | None
    ticket_number: str
    assignment_number: str

    @classmethod
    def of_own(cls, row: StayRow) -> "OwnStayOut":
        """As the worker sees it."""
        return OwnStayOut(**_shown(row))


class StayOut(OwnStayOut):
    """A stay as HSE's list shows it."""

    unit_id: UUID
    member_id: UUID
    name: str
    zone_id: UUID
    zone_version_no: int
    vehicle_id: UUID | None
    assignment_id: UUID
    address: str
    corrected: bool
    void: bool
    level: str | None
    proposed: bool | None = Field(description="whether the level is the rule's, which nobody confirmed")
    contacts: int
    breaches: int

    @classmethod
    def of(cls, row: StayRow) -> Self:
        """As the service found it."""
        return cls(**_shown(row), **_beside(row))


class StayCorrectionOut(WireOut):
    """What a stay was in truth, as somebody wrote down later."""

    number: int
    entered_at: datetime
    left_at: datetime | None
    vehicle_id: UUID | None
    role: str | None
    ppe_profile: str | None
    void: bool
    why: str | None
    by: str
    at: datetime


class ExposureContactOut(WireOut):
    """One contact that holds."""

    id: UUID
    kind: ContactKind
    with_member_id: UUID | None
    with_name: str | None
    who: str | None = Field(description="of an outsider: name, telephone, what is known")
    band: Band
    minutes: int | None
    indoor: bool | None
    masked: bool | None
    happened_at: datetime
    recorded_at: datetime
    by: str
    late: bool
    corrected: bool


class ExposureBreachOut(WireOut):
    """One breach that holds."""

    id: UUID
    item: BreachItem
    action: BreachAction
    note: str | None
    happened_at: datetime
    recorded_at: datetime
    by: str
    late: bool
    corrected: bool


class ExposureClassificationOut(WireOut):
    """A level that was proposed or set."""

    level: str
    proposed: bool
    follow_up: FollowUp
    note: str | None
    by: str | None
    at: datetime


class StayLevelOut(WireOut):
    """A level of the stay's hazard class."""

    code: str
    vi: str
    en: str
    rank: int
    stand_down_minutes: int
    same_class_open: bool
    hse_must_confirm: bool

    @classmethod
    def of(cls, level: Level) -> Self:
        """As the service has it."""
        shown = {name: getattr(level, name) for name in cls.model_fields if name not in ("vi", "en")}
        return cls(**shown, vi=level.name.vi, en=level.name.en)


class DisinfectionRunOut(WireOut):
    """A disinfection that the job asked for."""

    id: UUID
    state: str
    completed_at: datetime | None


class ExposureRecordOut(StayOut):
    """One stay with all that belongs to it."""

    entered_device_at: datetime | None
    left_device_at: datetime | None
    original_entered_at: datetime
    original_left_at: datetime | None
    corrections: list[StayCorrectionOut]
    contact_list: list[ExposureContactOut]
    breach_list: list[ExposureBreachOut]
    classifications: list[ExposureClassificationOut]
    stand_downs: list[StandDownOut]
    disinfection: list[DisinfectionRunOut]
    levels: list[StayLevelOut]
    version: int

    @classmethod
    def of_record(cls, view: RecordView) -> Self:
        """As the service opened it."""
        row, notes, users = view.original, view.notes, view.users
        return cls(
            **_shown(view.found),
            **_beside(view.found),
            entered_device_at=row.entered_device_at,
            left_device_at=row.left_device_at,
            original_entered_at=row.entered_at,
            original_left_at=row.left_at,
            corrections=[
                StayCorrectionOut(
                    number=each.number, entered_at=each.entered_at, left_at=each.left_at, vehicle_id=each.vehicle_id,
                    role=each.role, ppe_profile=each.ppe_profile, void=each.void, why=notes.get(each.id),
                    by=users.get(each.corrected_by, ""), at=each.corrected_at,
                )
                for each in view.corrections
            ],
            contact_list=[_contact(each, view) for each in view.contacts],
            breach_list=[_breach(each, notes, users) for each in view.breaches],
            classifications=[
                ExposureClassificationOut(
                    level=each.level, proposed=each.proposed, follow_up=each.follow_up, note=notes.get(each.id),
                    by=users.get(each.set_by) if each.set_by else None, at=each.set_at,
                )
                for each in view.classifications
            ],
            stand_downs=[StandDownOut.of(each) for each in view.stand_downs],
            disinfection=[DisinfectionRunOut.model_validate(each) for each in view.runs],
            levels=[StayLevelOut.of(each) for each in view.levels],
            version=view.version,
        )  # fmt: skip


def _contact(each: ExposureContact, view: RecordView) -> ExposureContactOut:
    return ExposureContactOut(
        id=each.id, kind=each.kind, with_member_id=each.with_member_id,
        with_name=view.people.get(each.with_member_id) if each.with_member_id else None, who=view.notes.get(each.id),
        band=each.band, minutes=each.minutes, indoor=each.indoor, masked=each.masked, happened_at=each.happened_at,
        recorded_at=each.recorded_at, by=view.users.get(each.recorded_by, ""),
        late=is_late(each.happened_at, each.recorded_at), corrected=each.corrects_id is not None,
    )  # fmt: skip


def _breach(each: ExposureBreach, notes: Mapping[UUID, str], users: Mapping[UUID | None, str]) -> ExposureBreachOut:
    return ExposureBreachOut(
        id=each.id, item=each.item, action=each.action, note=notes.get(each.id), happened_at=each.happened_at,
        recorded_at=each.recorded_at, by=users.get(each.recorded_by, ""),
        late=is_late(each.happened_at, each.recorded_at), corrected=each.corrects_id is not None,
    )  # fmt: skip


def _shown(row: StayRow) -> dict[str, object]:
    stay = row.stay
    return {
        "id": stay.id, "zone": row.zone.name, "hazard_class": stay.hazard_class, "authority": row.authority.name,
        "crew": row.crew.name, "role": stay.role, "vehicle_plate": row.vehicle.plate if row.vehicle else None,
        "ppe_profile": stay.ppe_profile, "entered_at": stay.entered_at, "left_at": stay.left_at,
        "ticket_number": row.ticket.number, "assignment_number": row.assignment.number,
    }  # fmt: skip


def _beside(row: StayRow) -> dict[str, object]:
    stay = row.stay
    return {
        "unit_id": stay.unit_id, "member_id": stay.member_id, "name": row.member.name, "zone_id": stay.zone_id,
        "zone_version_no": row.version.version_no, "vehicle_id": stay.vehicle_id,
        "assignment_id": stay.assignment_id, "address": row.ticket.address, "corrected": stay.corrections > 0,
        "void": stay.void, "level": row.level, "proposed": row.proposed, "contacts": row.contacts,
        "breaches": row.breaches,
    }  # fmt: skip
