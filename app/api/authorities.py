"""Authorities in charge of zones."""

from typing import Annotated, Any, Literal, cast
from uuid import UUID

from fastapi import APIRouter, Response, status
from pydantic import Field

from app.auth.dependencies import CurrentAuth, CurrentSubject, CurrentWork
from app.schema.authorities import Authority
from app.services import authorities
from app.services.authorities import AuthorityChanges, NewAuthority
from app.wire.common import WireIn, WireOut
from app.wire.geojson import GeometryIn, MultiPolygonOut, area_out, find_area
from app.wire.headers import IfMatch, OnceKey, set_etag
from app.wire.page import Cursor, Limit, Page, decode_cursor, page_of

router = APIRouter(prefix="/api/v1/authorities", tags=["authorities"])

Code = Annotated[str, Field(min_length=1, max_length=40)]
Name = Annotated[str, Field(min_length=1, max_length=200)]
Level = Literal["province", "district", "commune", "checkpoint"]
Minutes = Annotated[int, Field(ge=1, le=7 * 24 * 60)]
Text = Annotated[str, Field(max_length=200)]


class ContactIn(WireIn):
    """Somebody to call."""

    name: Name
    phone: Text | None = None
    email: Text | None = None


Contacts = Annotated[list[ContactIn], Field(max_length=20)]


class ContactOut(WireOut):
    """Somebody to call."""

    name: str | None = None
    phone: str | None = None
    email: str | None = None


class AuthorityIn(WireIn):
    """An authority to be made."""

    code: Code
    name: Name
    parent_id: UUID | None = None
    name_en: Name | None = None
    level: Level = "commune"
    response_minutes: Minutes = 60
    hours: Text | None = None
    contacts: Contacts = Field(default_factory=list)
    area: GeometryIn | None = None


class AuthorityPatch(WireIn):
    """What changes; fields left out stay."""

    name: Name = ""
    name_en: Name | None = None
    level: Level = "commune"
    response_minutes: Minutes = 60
    hours: Text | None = None
    contacts: Contacts = Field(default_factory=list)
    area: GeometryIn | None = None


class AuthorityOut(WireOut):
    """An authority with how to reach it."""

    id: UUID
    parent_id: UUID | None
    code: str
    name: str
    name_en: str | None
    level: str
    response_minutes: int
    hours: str | None
    contacts: list[ContactOut]
    area: MultiPolygonOut | None
    version: int

    @classmethod
    def of(cls, authority: Authority) -> "AuthorityOut":
        """As it is stored."""
        shown = {name: getattr(authority, name) for name in cls.model_fields if name != "area"}
        return cls(**shown, area=area_out(authority.area))


@router.get("")
def list_authorities(
    work: CurrentWork, subject: CurrentSubject, cursor: Cursor = None, limit: Limit = 100
) -> Page[AuthorityOut]:
    """Authorities that I may see, by code."""
    after = decode_cursor(cursor, str)
    found = authorities.list_authorities(work, subject, after=after[0] if after else None, limit=limit)
    return page_of(found, limit, AuthorityOut.of, lambda authority: (authority.code,))


@router.get("/{authority_id}")
def get_authority(authority_id: UUID, work: CurrentWork, subject: CurrentSubject, response: Response) -> AuthorityOut:
    """One authority."""
    return _shown(authorities.get_authority(work, subject, authority_id), response)


@router.post("", status_code=status.HTTP_201_CREATED)
def create_authority(
    new: AuthorityIn, work: CurrentWork, auth: CurrentAuth, subject: CurrentSubject, once: OnceKey, response: Response
) -> AuthorityOut:
    """Make an authority; the administrator of a whole utility does, or one of its parent authority."""
    kept = new.model_dump(exclude={"contacts", "area"})
    contacts = tuple(each.model_dump() for each in new.contacts)
    made = NewAuthority(**kept, contacts=contacts, area=find_area(new.area, "area"))
    authority = authorities.create_authority(work, subject, made, once)
    auth.subjects.clear()
    return _shown(authority, response)


@router.patch("/{authority_id}")
def change_authority(
    authority_id: UUID, patch: AuthorityPatch, version: IfMatch, work: CurrentWork, subject: CurrentSubject,
    response: Response,
) -> AuthorityOut:  # fmt: skip
    """Change an authority that I keep."""
    given: dict[str, Any] = patch.model_dump(exclude_unset=True)
    if "area" in given:
        given["area"] = find_area(given["area"], "area")
    changed = authorities.change_authority(work, subject, authority_id, version, cast("AuthorityChanges", given))
    return _shown(changed, response)


def _shown(authority: Authority, response: Response) -> AuthorityOut:
    set_etag(response, authority.version)
    return AuthorityOut.of(authority)
