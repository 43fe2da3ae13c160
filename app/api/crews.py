"""Crews: read by the desks, kept by administrators."""

from typing import Annotated, Any, cast
from uuid import UUID

from fastapi import APIRouter, Response, status
from pydantic import Field, field_validator

from app.auth.dependencies import CurrentAuth, CurrentSubject, CurrentWork
from app.services import crews
from app.services.crew_parts import MemberSpec, VehicleSpec
from app.services.crews import CrewChanges, CrewView, NewCrew
from app.wire.common import WireIn
from app.wire.crews import CrewOut
from app.wire.geojson import GeometryIn, read_place
from app.wire.headers import IfMatch, OnceKey, set_etag
from app.wire.page import Cursor, Limit, Page, decode_cursor, page_of
from compliance.crews import CREW_ROLES

router = APIRouter(prefix="/api/v1/crews", tags=["crews"])

Code = Annotated[str, Field(min_length=1, max_length=40)]
Name = Annotated[str, Field(min_length=1, max_length=200)]
Skills = Annotated[list[Annotated[str, Field(min_length=1, max_length=60)]], Field(max_length=50)]


class MemberIn(WireIn):
    """A member; ``id`` names one who is in the crew already."""

    id: UUID | None = None
    name: Name
    role: str = "member"
    extra_roles: Annotated[list[str], Field(max_length=5)] = Field(
        default_factory=list, description="roles held beside it, where the matrix of combinations allows that"
    )
    safety_grade: Annotated[int, Field(ge=1, le=5)]
    skills: Skills = Field(default_factory=list)
    phone: Annotated[str, Field(max_length=40)] | None = None
    user_id: UUID | None = None

    @field_validator("role")
    @classmethod
    def _know_role(cls, role: str) -> str:
        if role not in CREW_ROLES:
            raise ValueError(f"one of {', '.join(sorted(CREW_ROLES))}")
        return role

    @field_validator("extra_roles")
    @classmethod
    def _know_roles(cls, roles: list[str]) -> list[str]:
        return [cls._know_role(each) for each in roles]


class VehicleIn(WireIn):
    """A vehicle; the plate tells which."""

    plate: Annotated[str, Field(min_length=1, max_length=20)]
    kind: Annotated[str, Field(min_length=1, max_length=40)]


Members = Annotated[list[MemberIn], Field(max_length=50)]
Vehicles = Annotated[list[VehicleIn], Field(max_length=20)]


class CrewIn(WireIn):
    """A crew to be made."""

    unit_id: UUID
    code: Code
    name: Name
    base: GeometryIn
    skills: Skills = Field(default_factory=list)
    members: Members = Field(default_factory=list)
    vehicles: Vehicles = Field(default_factory=list)


class CrewPatch(WireIn):
    """What changes; fields left out stay. Lists replace what was there."""

    name: Name = ""
    base: GeometryIn = Field(default_factory=dict)
    skills: Skills = Field(default_factory=list)
    members: Members = Field(default_factory=list)
    vehicles: Vehicles = Field(default_factory=list)
    active: bool = True


@router.get("")
def list_crews(work: CurrentWork, subject: CurrentSubject, cursor: Cursor = None, limit: Limit = 100) -> Page[CrewOut]:
    """Crews that I may see, by code, as they are now."""
    after = decode_cursor(cursor, str, UUID)
    found = crews.list_crews(work, subject, after=(after[0], after[1]) if after else None, limit=limit)
    return page_of(found, limit, CrewOut.of, lambda view: (view.crew.code, view.crew.id))


@router.get("/{crew_id}")
def get_crew(crew_id: UUID, work: CurrentWork, subject: CurrentSubject, response: Response) -> CrewOut:
    """One crew as it is now."""
    return _shown(crews.get_crew(work, subject, crew_id), response)


@router.post("", status_code=status.HTTP_201_CREATED)
def create_crew(
    new: CrewIn, work: CurrentWork, auth: CurrentAuth, subject: CurrentSubject, once: OnceKey, response: Response
) -> CrewOut:
    """Make a crew with its members and vehicles."""
    made = NewCrew(
        unit_id=new.unit_id, code=new.code, name=new.name, base=read_place(new.base, "base"),
        skills=tuple(new.skills), members=_members(new.members), vehicles=_vehicles(new.vehicles),
    )  # fmt: skip
    crew = crews.create_crew(work, subject, made, once)
    auth.subjects.clear()
    return _shown(crew, response)


@router.patch("/{crew_id}")
def change_crew(
    crew_id: UUID, patch: CrewPatch, version: IfMatch, work: CurrentWork, auth: CurrentAuth, subject: CurrentSubject,
    response: Response,
) -> CrewOut:  # fmt: skip
    """Change a crew; members left out leave it."""
    crew = crews.change_crew(work, subject, crew_id, version, _changes(patch))
    auth.subjects.clear()
    return _shown(crew, response)


def _changes(patch: CrewPatch) -> CrewChanges:
    given: dict[str, Any] = {name: getattr(patch, name) for name in patch.model_fields_set}
    if "base" in given:
        given["base"] = read_place(patch.base, "base")
    if "members" in given:
        given["members"] = _members(patch.members)
    if "vehicles" in given:
        given["vehicles"] = _vehicles(patch.vehicles)
    return cast("CrewChanges", given)


def _members(given: list[MemberIn]) -> tuple[MemberSpec, ...]:
    return tuple(MemberSpec(**(each.model_dump() | _tuples(each))) for each in given)


def _tuples(each: MemberIn) -> dict[str, tuple[str, ...]]:
    return {"skills": tuple(each.skills), "extra_roles": tuple(each.extra_roles)}


def _vehicles(given: list[VehicleIn]) -> tuple[VehicleSpec, ...]:
    return tuple(VehicleSpec(**each.model_dump()) for each in given)


def _shown(view: CrewView, response: Response) -> CrewOut:
    set_etag(response, view.crew.version)
    return CrewOut.of(view)
