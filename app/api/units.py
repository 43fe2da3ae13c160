"""Operating units."""

from typing import Annotated, Any, cast
from uuid import UUID

from fastapi import APIRouter, Response, status
from pydantic import Field

from app.auth.dependencies import CurrentAuth, CurrentSubject, CurrentWork
from app.schema.units import Unit
from app.services import units
from app.services.units import NewUnit, UnitChanges
from app.wire.common import WireIn, WireOut
from app.wire.geojson import GeometryIn, MultiPolygonOut, area_out, find_area
from app.wire.headers import IfMatch, OnceKey, set_etag
from app.wire.page import Cursor, Limit, Page, decode_cursor, page_of

router = APIRouter(prefix="/api/v1/units", tags=["units"])

Code = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9-]{0,19}$", description="begins every number of the unit")]
Name = Annotated[str, Field(min_length=1, max_length=200)]
TimeZone = Annotated[str, Field(max_length=64, description="IANA name")]


class UnitIn(WireIn):
    """A unit to be made below one that I administer."""

    code: Code
    name: Name
    parent_id: UUID | None = None
    name_en: Name | None = None
    time_zone: TimeZone = "Asia/Ho_Chi_Minh"
    territory: GeometryIn | None = None


class UnitPatch(WireIn):
    """What changes; fields left out stay."""

    name: Name = ""
    name_en: Name | None = None
    time_zone: TimeZone = ""
    territory: GeometryIn | None = None


class UnitOut(WireOut):
    """An operating unit."""

    id: UUID
    parent_id: UUID | None
    code: str
    name: str
    name_en: str | None
    time_zone: str
    territory: MultiPolygonOut | None
    version: int

    @classmethod
    def of(cls, unit: Unit) -> "UnitOut":
        """As it is stored."""
        shown = {name: getattr(unit, name) for name in cls.model_fields if name != "territory"}
        return cls(**shown, territory=area_out(unit.territory))


@router.get("")
def list_units(work: CurrentWork, subject: CurrentSubject, cursor: Cursor = None, limit: Limit = 100) -> Page[UnitOut]:
    """Units that I may see, by code."""
    after = decode_cursor(cursor, str)
    found = units.list_units(work, subject, after=after[0] if after else None, limit=limit)
    return page_of(found, limit, UnitOut.of, lambda unit: (unit.code,))


@router.get("/{unit_id}")
def get_unit(unit_id: UUID, work: CurrentWork, subject: CurrentSubject, response: Response) -> UnitOut:
    """One unit."""
    return _shown(units.get_unit(work, subject, unit_id), response)


@router.post("", status_code=status.HTTP_201_CREATED)
def create_unit(
    new: UnitIn, work: CurrentWork, auth: CurrentAuth, subject: CurrentSubject, once: OnceKey, response: Response
) -> UnitOut:
    """Make a unit below one that I administer."""
    kept = new.model_dump(exclude={"territory"})
    made = NewUnit(**kept, territory=find_area(new.territory, "territory"))
    unit = units.create_unit(work, subject, made, once)
    auth.subjects.clear()
    return _shown(unit, response)


@router.patch("/{unit_id}")
def change_unit(
    unit_id: UUID, patch: UnitPatch, version: IfMatch, work: CurrentWork, subject: CurrentSubject, response: Response
) -> UnitOut:
    """Change a unit that I administer."""
    given: dict[str, Any] = patch.model_dump(exclude_unset=True)
    if "territory" in given:
        given["territory"] = find_area(given["territory"], "territory")
    return _shown(units.change_unit(work, subject, unit_id, version, cast("UnitChanges", given)), response)


def _shown(unit: Unit, response: Response) -> UnitOut:
    set_etag(response, unit.version)
    return UnitOut.of(unit)
