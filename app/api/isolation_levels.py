"""Levels of isolation: read by staff, kept by the administrator of a whole utility."""

from typing import Annotated, Self

from fastapi import APIRouter
from pydantic import Field

from app.auth.dependencies import CurrentSubject, CurrentWork
from app.services import isolation_levels
from app.services.isolation_levels import Level
from app.wire.common import WireIn, WireOut
from compliance.text import Text

router = APIRouter(prefix="/api/v1/isolation-levels", tags=["isolation orders"])

Code = Annotated[str, Field(pattern=r"^[a-z0-9_]{1,40}$")]
Name = Annotated[str, Field(min_length=1, max_length=200)]


class NameIn(WireIn):
    """A name in both languages."""

    vi: Name
    en: Name


class LevelIn(WireIn):
    """What a level is called, and which work it allows where an order does not say it itself."""

    code: Code
    name: NameIn
    allowed_work_types: Annotated[list[str], Field(max_length=100)]
    active: bool = True
    hse_must_confirm: bool = False


class NameOut(WireOut):
    """A name in both languages."""

    vi: str
    en: str


class LevelOut(WireOut):
    """A level of isolation."""

    code: str
    name: NameOut
    allowed_work_types: list[str]
    active: bool
    hse_must_confirm: bool

    @classmethod
    def of(cls, level: Level) -> Self:
        """As the service found it."""
        return cls.model_validate(level)


@router.get("")
def list_levels(work: CurrentWork, subject: CurrentSubject) -> list[LevelOut]:
    """All levels, by code."""
    return [LevelOut.of(each) for each in isolation_levels.list_levels(work, subject)]


@router.put("")
def put_level(new: LevelIn, work: CurrentWork, subject: CurrentSubject) -> LevelOut:
    """Make the level of this code, or change it: orders given from now on take it."""
    name = Text(new.name.vi, new.name.en)
    level = Level(new.code, name, tuple(new.allowed_work_types), new.active, new.hse_must_confirm)
    return LevelOut.of(isolation_levels.put_level(work, subject, level))
