"""The worker's own shift on the phone: to sign on to, to look back at; and where the own phone was."""

from datetime import datetime
from typing import Self
from uuid import UUID

from fastapi import APIRouter
from pydantic import Field

from app.auth.dependencies import CurrentSubject, CurrentWork
from app.services import own_day
from app.services.crew_duty import leads
from app.services.own_day import OwnDay, Track
from app.wire.common import Lang, ReasonOut, WireOut, reasons_out
from app.wire.crew_life import CodeNameOut, CrewDayOut, CrewListsOut, HandOverOut, HelpRequestOut
from app.wire.states import AssignmentState
from compliance.hand_overs import CAUSE_NAMES, EARTHING_NAMES, ISOLATION_NAMES
from compliance.help_requests import KIND_NAMES
from compliance.sign_ons import SYMPTOMS

router = APIRouter(prefix="/mobile/v1/shift", tags=["phones"])


class ShiftVehicleOut(WireOut):
    """A vehicle of the crew, when it was looked at on this shift, and whether it may be driven."""

    id: UUID
    plate: str
    kind: str
    taken_at: datetime | None
    returned_at: datetime | None
    blocked: bool
    odometer_km: int | None = Field(description="as it was read last on this shift")


class KeptPieceOut(WireOut):
    """Own equipment in hand for keeps."""

    id: UUID = Field(description="of its issue: the entity of `ppe.return`")
    item: str
    name: str
    pieces: int
    expires_at: datetime | None
    expired: bool


class OwnJobOut(WireOut):
    """One of my jobs of the shift."""

    id: UUID
    number: str
    state: AssignmentState
    address: str
    minutes: int | None = Field(description="from leaving for it to its end, or up to now")


class ShiftStayOut(WireOut):
    """One of my stays in a zone."""

    zone: str
    entered_at: datetime
    left_at: datetime | None
    minutes: int
    ppe_profile: str | None


class ShiftStandDownOut(WireOut):
    """A stand-down of mine that is not over; why stays with HSE."""

    until: datetime
    hazard_class: str | None


class ShiftChoicesOut(CrewListsOut):
    """All that is chosen from on the phone."""

    help_kinds: list[CodeNameOut]
    symptoms: list[CodeNameOut]
    hand_over_causes: list[CodeNameOut]
    isolation: list[CodeNameOut]
    earthing: list[CodeNameOut]
    articles: list[CodeNameOut]


class OwnShiftOut(WireOut):
    """My shift, as the phone keeps it for when there is no network."""

    member_id: UUID
    leads: bool = Field(description="whether I may act for the others of the crew")
    day: CrewDayOut | None = Field(description="null where no shift runs or begins within two hours")
    signed_on_at: datetime | None
    signed_off_at: datetime | None
    unfit: bool
    vehicles: list[ShiftVehicleOut]
    kept: list[KeptPieceOut]
    jobs: list[OwnJobOut]
    stays: list[ShiftStayOut]
    stand_downs: list[ShiftStandDownOut]
    distance_m: int
    sign_off_against: list[ReasonOut] = Field(description="why I may not sign off yet")
    help_requests: list[HelpRequestOut]
    hand_overs: list[HandOverOut]
    choices: ShiftChoicesOut
    server_time: datetime

    @classmethod
    def of(cls, own: OwnDay, lang: str) -> Self:
        """In the worker's language."""
        mine = next((each for each in own.day.sign_ons if each.member_id == own.member.id), None) if own.day else None
        return cls(
            member_id=own.member.id, leads=leads(own.member), day=CrewDayOut.of(own.day, lang) if own.day else None,
            signed_on_at=mine.signed_on_at if mine else None, signed_off_at=mine.signed_off_at if mine else None,
            unfit=own.unfit, vehicles=_vehicles(own), kept=_kept(own, lang), jobs=_jobs(own), stays=_stays(own),
            stand_downs=[
                ShiftStandDownOut(until=each.until, hazard_class=each.row.hazard_class) for each in own.stand_downs
            ],
            distance_m=round(own.distance_m), sign_off_against=reasons_out(own.against, lang),
            help_requests=[HelpRequestOut.of(each, lang) for each in own.asked],
            hand_overs=[HandOverOut.of(each, lang) for each in own.handed_over], choices=_choices(own, lang),
            server_time=own.now,
        )  # fmt: skip


class TrackPointOut(WireOut):
    """Where my phone was."""

    lon: float
    lat: float
    accuracy_m: float
    device_time: datetime


class TrackOut(WireOut):
    """Where my phone was during the shift; kept while on duty only, and for as long as `privacy` says."""

    fixes: list[TrackPointOut]
    distance_m: int

    @classmethod
    def of(cls, track: Track) -> Self:
        """As it was kept."""
        names = ("lon", "lat", "accuracy_m", "device_time")
        fixes = [TrackPointOut(**dict(zip(names, each, strict=True))) for each in track.fixes]
        return cls(fixes=fixes, distance_m=round(track.distance_m))


@router.get("")
def get_own_shift(work: CurrentWork, subject: CurrentSubject, lang: Lang) -> OwnShiftOut:
    """My shift that runs or begins soon, or that I have not signed off from; and all that may be chosen from."""
    return OwnShiftOut.of(own_day.get_own(work, subject), lang)


@router.get("/track")
def get_own_track(work: CurrentWork, subject: CurrentSubject) -> TrackOut:
    """Where my own phone was during the shift."""
    return TrackOut.of(own_day.get_track(work, subject))


def _vehicles(own: OwnDay) -> list[ShiftVehicleOut]:
    if own.day is None:
        return []
    return [
        ShiftVehicleOut(
            id=each.id, plate=each.plate, kind=each.kind,
            taken_at=max((row.checked_at for row in looks if row.moment == "start"), default=None),
            returned_at=max((row.checked_at for row in looks if row.moment == "return"), default=None),
            blocked=any(defect.blocking and defect.vehicle_id == each.id for defect in own.day.defects),
            odometer_km=max((row.odometer_km for row in looks if row.odometer_km is not None), default=None),
        )
        for each in own.day.vehicles
        for looks in ([row for row in own.checks if row.vehicle_id == each.id],)
    ]  # fmt: skip


def _kept(own: OwnDay, lang: str) -> list[KeptPieceOut]:
    return [
        KeptPieceOut(
            id=each.issue.id, item=each.issue.item_code, name=each.item.title.get(lang, each.issue.item_code),
            pieces=each.pieces, expires_at=ends, expired=ends is not None and ends <= own.now,
        )
        for each in own.kept
        for ends in (each.lot.expires_at if each.lot else None,)
    ]  # fmt: skip


def _jobs(own: OwnDay) -> list[OwnJobOut]:
    return [
        OwnJobOut(
            id=row.id, number=row.number, state=row.state, address=ticket.address or "",
            minutes=_minutes(row.en_route_at, row.closed_at or row.exited_at, own.now),
        )
        for row, ticket in own.jobs
    ]  # fmt: skip


def _stays(own: OwnDay) -> list[ShiftStayOut]:
    return [
        ShiftStayOut(
            zone=name, entered_at=stay.entered_at, left_at=stay.left_at,
            minutes=_minutes(stay.entered_at, stay.left_at, own.now) or 0, ppe_profile=stay.ppe_profile,
        )
        for stay, name in own.stays
    ]  # fmt: skip


def _minutes(since: datetime | None, until: datetime | None, now: datetime) -> int | None:
    return int(((until or now) - since).total_seconds() // 60) if since else None


def _choices(own: OwnDay, lang: str) -> ShiftChoicesOut:
    lists = CrewListsOut.of(own.lists, lang)
    tables = {"help_kinds": KIND_NAMES, "symptoms": SYMPTOMS, "hand_over_causes": CAUSE_NAMES,
              "isolation": ISOLATION_NAMES, "earthing": EARTHING_NAMES, "articles": own.articles}  # fmt: skip
    named = {key: [CodeNameOut.of(code, name, lang) for code, name in table.items()] for key, table in tables.items()}
    return ShiftChoicesOut(decline_reasons=lists.decline_reasons, vehicle_items=lists.vehicle_items, **named)
