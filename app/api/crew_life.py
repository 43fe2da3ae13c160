"""Crews' shifts at the desk: who is there, lists that crews choose from, defects of vehicles."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter
from pydantic import Field

from app.auth.dependencies import CurrentSubject, CurrentWork
from app.services import crew_days, crew_lists, vehicle_checks
from app.wire.common import Lang, WireIn
from app.wire.crew_life import CrewDayOut, CrewListsOut, DefectOut
from app.wire.page import Cursor, Limit, Page, decode_cursor, page_of
from compliance.text import Text
from compliance.vehicle_checks import CheckItem

router = APIRouter(prefix="/api/v1", tags=["crews"])

Code = Annotated[str, Field(pattern="^[a-z0-9_]{1,40}$")]
Name = Annotated[str, Field(min_length=1, max_length=200)]


class DeclineReasonIn(WireIn):
    """Why crews decline; taken off the list with `active` false."""

    code: Code
    vi: Name
    en: Name
    active: bool = True


class VehicleItemIn(WireIn):
    """Something to look at on a vehicle; taken off the list with `active` false."""

    code: Code
    vi: Name
    en: Name
    kind: Literal["confirm", "date", "number"] = "confirm"
    moments: Annotated[list[Literal["start", "return"]], Field(min_length=1, max_length=2)]
    blocking: bool = False
    for_keeper: bool = False
    least: Annotated[int, Field(ge=0, le=10**6)] | None = None
    active: bool = True


class MendIn(WireIn):
    """What was done about a defect."""

    note: Annotated[str, Field(min_length=1, max_length=500)]


@router.get("/crew-days")
def list_crew_days(work: CurrentWork, subject: CurrentSubject, lang: Lang) -> list[CrewDayOut]:
    """Shifts that run, or begin within two hours: who has signed on, who is missing, breaks, defects; by crew."""
    return [CrewDayOut.of(each, lang) for each in crew_days.list_days(work, subject)]


@router.get("/crew-lists")
def get_crew_lists(work: CurrentWork, subject: CurrentSubject, lang: Lang) -> CrewListsOut:
    """Why jobs are declined, and what is looked at on vehicles."""
    return CrewListsOut.of(crew_lists.get_lists(work, subject), lang)


@router.put("/crew-lists/decline-reasons")
def put_decline_reason(new: DeclineReasonIn, work: CurrentWork, subject: CurrentSubject, lang: Lang) -> CrewListsOut:
    """Add a reason, rename it, or take it off the list."""
    lists = crew_lists.put_decline(work, subject, new.code, Text(new.vi, new.en), active=new.active)
    return CrewListsOut.of(lists, lang)


@router.put("/crew-lists/vehicle-items")
def put_vehicle_item(new: VehicleItemIn, work: CurrentWork, subject: CurrentSubject, lang: Lang) -> CrewListsOut:
    """Add something to look at, change it, or take it off the list."""
    item = CheckItem(
        new.code, Text(new.vi, new.en), new.kind, tuple(new.moments), new.blocking, new.for_keeper, new.least
    )  # fmt: skip
    return CrewListsOut.of(crew_lists.put_item(work, subject, item, active=new.active), lang)


@router.get("/vehicle-defects")
def list_vehicle_defects(
    work: CurrentWork, subject: CurrentSubject, lang: Lang, open: bool | None = None,  # noqa: A002 - as all lists
    cursor: Cursor = None, limit: Limit = 100,
) -> Page[DefectOut]:  # fmt: skip
    """What is wrong with vehicles, the newest first."""
    before = decode_cursor(cursor, UUID)
    found = vehicle_checks.list_defects(
        work, subject, still_open=open, before=before[0] if before else None, limit=limit
    )
    return page_of(found, limit, lambda each: DefectOut.of(*each, lang), lambda each: (each[0].id,))


@router.post("/vehicle-defects/{defect_id}/mend", status_code=204)
def mend_vehicle_defect(defect_id: UUID, body: MendIn, work: CurrentWork, subject: CurrentSubject) -> None:
    """Say that it is mended; a vehicle without any that forbids it may be driven again."""
    vehicle_checks.mend(work, subject, defect_id, body.note)
