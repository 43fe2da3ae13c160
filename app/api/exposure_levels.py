"""Levels of exposure: read and kept by HSE."""

from typing import Annotated, Self

from fastapi import APIRouter
from pydantic import Field

from app.auth.dependencies import CurrentSubject, CurrentWork
from app.services import exposure_levels
from app.wire.common import WireIn, WireOut
from app.wire.exposures import Band, BreachItem
from compliance.exposure_levels import Criterion, Level
from compliance.text import Text

router = APIRouter(prefix="/api/v1/exposure-levels", tags=["exposures"])

Code = Annotated[str, Field(pattern="^[a-z0-9_]{1,40}$")]
HazardClass = Annotated[str, Field(pattern=r"^([a-z_]{1,40}|\*)$", description="`*`: of classes that have none")]
Name = Annotated[str, Field(min_length=1, max_length=200)]
Minutes = Annotated[int, Field(ge=0, le=90 * 24 * 60)]


class ExposureCriterionIn(WireIn):
    """One way to reach a level: all that is named must hold."""

    bands: Annotated[list[Band], Field(max_length=4)] = Field(default_factory=list)
    min_minutes: Minutes | None = None
    masked: bool | None = None
    breach_items: Annotated[list[BreachItem], Field(max_length=20)] = Field(default_factory=list)
    stay_minutes: Minutes | None = None
    without_ppe: bool = False

    def read(self) -> Criterion:
        """As the rule takes it."""
        sets = {"bands": frozenset(self.bands), "breach_items": frozenset(self.breach_items)}
        return Criterion(**(self.model_dump() | sets))


class ExposureLevelIn(WireIn):
    """What a level is called, what follows from it and when it is reached."""

    hazard_class: HazardClass
    code: Code
    vi: Name
    en: Name
    rank: Annotated[int, Field(ge=0, le=100, description="higher is worse")]
    stand_down_minutes: Minutes
    same_class_open: bool = False
    when: Annotated[list[ExposureCriterionIn], Field(max_length=20)] = Field(default_factory=list)
    hse_must_confirm: bool = False

    def read(self) -> Level:
        """As the service takes it."""
        return Level(
            self.hazard_class, self.code, Text(self.vi, self.en), self.rank, self.stand_down_minutes,
            self.same_class_open, tuple(each.read() for each in self.when), self.hse_must_confirm,
        )  # fmt: skip


class ExposureCriterionOut(WireOut):
    """One way to reach a level."""

    bands: list[Band]
    min_minutes: int | None
    masked: bool | None
    breach_items: list[BreachItem]
    stay_minutes: int | None
    without_ppe: bool


class ExposureLevelOut(WireOut):
    """A level of exposure."""

    hazard_class: str
    code: str
    vi: str
    en: str
    rank: int
    stand_down_minutes: int
    same_class_open: bool
    when: list[ExposureCriterionOut]
    hse_must_confirm: bool

    @classmethod
    def of(cls, level: Level) -> Self:
        """As the service has it."""
        when = [
            ExposureCriterionOut(
                bands=sorted(each.bands), min_minutes=each.min_minutes, masked=each.masked,
                breach_items=sorted(each.breach_items), stay_minutes=each.stay_minutes, without_ppe=each.without_ppe,
            )
            for each in level.when
        ]  # fmt: skip
        plain = ("hazard_class", "code", "rank", "stand_down_minutes", "same_class_open", "hse_must_confirm")
        return cls(**{name: getattr(level, name) for name in plain}, vi=level.name.vi, en=level.name.en, when=when)


@router.get("")
def list_exposure_levels(work: CurrentWork, subject: CurrentSubject) -> list[ExposureLevelOut]:
    """All levels, by hazard class, the worst first."""
    return [ExposureLevelOut.of(each) for each in exposure_levels.list_levels(work, subject)]


@router.put("")
def put_exposure_level(new: ExposureLevelIn, work: CurrentWork, subject: CurrentSubject) -> ExposureLevelOut:
    """Make the level of this class and code, or change it: what is judged from now on takes it."""
    return ExposureLevelOut.of(exposure_levels.put_level(work, subject, new.read()))
