"""Authorities in charge of zones."""

from datetime import date, datetime
from typing import Annotated, Any, Literal, cast
from uuid import UUID

from fastapi import APIRouter, Response, status
from pydantic import Field

from app.auth.dependencies import CurrentAuth, CurrentSubject, CurrentWork
from app.schema.authorities import Authority
from app.services import authorities
from app.services.authorities import AuthorityChanges, NewAuthority
from app.services.opening import hours_of
from app.services.work import Work
from app.wire.common import WireIn, WireOut
from app.wire.geojson import GeometryIn, MultiPolygonOut, area_out, find_area
from app.wire.headers import IfMatch, OnceKey, set_etag
from app.wire.page import Cursor, Limit, Page, decode_cursor, page_of
from compliance.opening_hours import is_open

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


Clock = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
Closing = Annotated[str, Field(pattern=r"^(([01]\d|2[0-3]):[0-5]\d|24:00)$")]


class OpeningSpan(WireIn):
    """Open from one time of the day to another, in the authority's time zone."""

    opens: Clock
    closes: Closing = Field(description="after it opens; 24:00 is midnight at the day's end")


class WeeklyOpening(OpeningSpan):
    """One opening of each such weekday; a day with a break has two."""

    day: Annotated[int, Field(ge=1, le=7, description="1 is Monday, 7 is Sunday")]


class SpecialDay(WireIn):
    """A day with hours of its own; with none it is a holiday."""

    date: date
    spans: Annotated[list[OpeningSpan], Field(max_length=10)] = Field(default_factory=list)


class Opening(WireIn):
    """The hours in which somebody is there to answer."""

    time_zone: Annotated[str, Field(min_length=1, max_length=64)] = "Asia/Ho_Chi_Minh"
    weekly: Annotated[list[WeeklyOpening], Field(min_length=1, max_length=70)]
    special_days: Annotated[list[SpecialDay], Field(max_length=400)] = Field(default_factory=list)


ResponseClock = Literal["open_hours", "always"]
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
    response_clock: ResponseClock = "open_hours"
    hours: Text | None = None
    opening: Opening | None = None
    contacts: Contacts = Field(default_factory=list)
    area: GeometryIn | None = None


class AuthorityPatch(WireIn):
    """What changes; fields left out stay."""

    name: Name = ""
    name_en: Name | None = None
    level: Level = "commune"
    response_minutes: Minutes = 60
    response_clock: ResponseClock = "open_hours"
    hours: Text | None = None
    opening: Opening | None = None
    contacts: Contacts = Field(default_factory=list)
    area: GeometryIn | None = None


class OpeningSpanOut(WireOut):
    """Open from one time of the day to another."""

    opens: str
    closes: str


class WeeklyOpeningOut(OpeningSpanOut):
    """One opening of each such weekday."""

    day: int


class SpecialDayOut(WireOut):
    """A day with hours of its own, or a holiday."""

    date: date
    spans: list[OpeningSpanOut]


class OpeningOut(WireOut):
    """The hours in which somebody is there to answer."""

    time_zone: str
    weekly: list[WeeklyOpeningOut]
    special_days: list[SpecialDayOut]


class AuthorityOut(WireOut):
    """An authority with how to reach it."""

    id: UUID
    parent_id: UUID | None
    code: str
    name: str
    name_en: str | None
    level: str
    response_minutes: int
    response_clock: ResponseClock = Field(description="whether that time runs only while the authority is open")
    hours: str | None = Field(description="for people to read")
    opening: OpeningOut | None = Field(description="for the machine; null is around the clock")
    open_now: bool
    contacts: list[ContactOut]
    area: MultiPolygonOut | None
    version: int

    @classmethod
    def of(cls, authority: Authority, now: datetime) -> "AuthorityOut":
        """As it is stored."""
        shown = {name: getattr(authority, name) for name in cls.model_fields if name not in ("area", "open_now")}
        return cls(**shown, area=area_out(authority.area), open_now=is_open(hours_of(authority), now))


@router.get("")
def list_authorities(
    work: CurrentWork, subject: CurrentSubject, cursor: Cursor = None, limit: Limit = 100
) -> Page[AuthorityOut]:
    """Authorities that I may see, by code."""
    after = decode_cursor(cursor, str)
    found = authorities.list_authorities(work, subject, after=after[0] if after else None, limit=limit)
    now = work.clock.now()
    return page_of(found, limit, lambda each: AuthorityOut.of(each, now), lambda authority: (authority.code,))


@router.get("/{authority_id}")
def get_authority(authority_id: UUID, work: CurrentWork, subject: CurrentSubject, response: Response) -> AuthorityOut:
    """One authority."""
    return _shown(authorities.get_authority(work, subject, authority_id), work, response)


@router.post("", status_code=status.HTTP_201_CREATED)
def create_authority(
    new: AuthorityIn, work: CurrentWork, auth: CurrentAuth, subject: CurrentSubject, once: OnceKey, response: Response
) -> AuthorityOut:
    """Make an authority; the administrator of a whole utility does, or one of its parent authority."""
    kept = new.model_dump(exclude={"contacts", "area", "opening"})
    contacts = tuple(each.model_dump() for each in new.contacts)
    opening = new.opening.model_dump(mode="json") if new.opening else None
    made = NewAuthority(**kept, contacts=contacts, area=find_area(new.area, "area"), opening=opening)
    authority = authorities.create_authority(work, subject, made, once)
    auth.subjects.clear()
    return _shown(authority, work, response)


@router.patch("/{authority_id}")
def change_authority(
    authority_id: UUID, patch: AuthorityPatch, version: IfMatch, work: CurrentWork, subject: CurrentSubject,
    response: Response,
) -> AuthorityOut:  # fmt: skip
    """Change an authority that I keep."""
    given: dict[str, Any] = patch.model_dump(exclude_unset=True)
    if patch.opening is not None and "opening" in given:
        given["opening"] = patch.opening.model_dump(mode="json")
    if "area" in given:
        given["area"] = find_area(given["area"], "area")
    changed = authorities.change_authority(work, subject, authority_id, version, cast("AuthorityChanges", given))
    return _shown(changed, work, response)


def _shown(authority: Authority, work: Work, response: Response) -> AuthorityOut:
    set_etag(response, authority.version)
    return AuthorityOut.of(authority, work.clock.now())
