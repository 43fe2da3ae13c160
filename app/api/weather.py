"""Weather: told by desks and machines, in force for a unit and all below it."""

from datetime import datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from fastapi import APIRouter, status
from pydantic import Field

from app.auth.dependencies import CurrentSubject, CurrentWork
from app.schema.weather import WeatherFact
from app.services import weather
from app.services.weather import Affected, NewWeather, UnitWeather
from app.storage.weather import WeatherFilter
from app.wire.common import Lang, Moment, ReasonOut, WireIn, WireOut, reason_out
from app.wire.headers import OnceKey
from app.wire.page import Cursor, Limit, Page, decode_cursor, page_of
from compliance.reasons import Reason

router = APIRouter(prefix="/api/v1/weather", tags=["weather"])

Kind = Literal["calm", "rain", "wind", "storm", "lightning"]


class WeatherIn(WireIn):
    """What somebody sees or a station measures."""

    kind: Kind
    unit_id: UUID | None = Field(None, description="my uppermost unit when left out; all units below it inherit")
    observed_at: Moment | None = Field(None, description="now when left out")
    valid_until: Moment | None = Field(None, description="some hours after it was observed when left out")
    machine: Annotated[str, Field(min_length=1, max_length=200)] | None = Field(
        None, description="name of the station or service that says so; left out by people"
    )
    note: Annotated[str, Field(max_length=500)] | None = None

    def read(self) -> NewWeather:
        """As the service takes it."""
        return NewWeather(self.kind, self.unit_id, self.observed_at, self.valid_until, self.machine, self.note)


class WeatherOut(WireOut):
    """One word on the weather."""

    id: UUID
    unit_id: UUID
    kind: Kind
    observed_at: datetime
    valid_until: datetime
    source: Literal["person", "machine"]
    source_name: str
    note: str | None
    created_at: datetime

    @classmethod
    def of(cls, row: WeatherFact) -> Self:
        """As it is stored."""
        return cls.model_validate(row)


class UnitWeatherOut(WireOut):
    """The word in force for a unit; null where nobody has said anything, or it has expired."""

    unit_id: UUID
    unit: str
    weather: WeatherOut | None

    @classmethod
    def of(cls, found: UnitWeather) -> Self:
        """As the service found it."""
        return cls(unit_id=found.unit.id, unit=found.unit.name, weather=found.fact and WeatherOut.of(found.fact))


class WeatherAffectedOut(WireOut):
    """A job for which a word changes something."""

    assignment_id: UUID
    number: str
    crew: str
    state: str
    weather: str
    stops: ReasonOut | None = Field(description="why live-line work ends; null where only the briefing is held again")

    @classmethod
    def of(cls, found: Affected, lang: str) -> Self:
        """As the service found it."""
        row = found.row
        stops = reason_out(Reason(found.stops), lang) if found.stops else None
        return cls(
            assignment_id=row.id, number=row.number, crew=found.crew.name, state=row.state, weather=found.weather,
            stops=stops,
        )  # fmt: skip


@router.get("")
def list_weather(
    work: CurrentWork, subject: CurrentSubject, unit_id: UUID | None = None, since: Moment | None = None,
    cursor: Cursor = None, limit: Limit = 100,
) -> Page[WeatherOut]:  # fmt: skip
    """What was said, the newest first."""
    before = decode_cursor(cursor, UUID)
    which = WeatherFilter(unit_id, since)
    found = weather.list_facts(work, subject, which, before=before[0] if before else None, limit=limit)
    return page_of(found, limit, WeatherOut.of, lambda row: (row.id,))


@router.get("/current")
def list_current_weather(work: CurrentWork, subject: CurrentSubject) -> list[UnitWeatherOut]:
    """The word in force for each of my units."""
    return [UnitWeatherOut.of(each) for each in weather.list_current(work, subject)]


@router.post("/preview")
def preview_weather(new: WeatherIn, work: CurrentWork, subject: CurrentSubject, lang: Lang) -> list[WeatherAffectedOut]:
    """Whom this would concern, without saying it."""
    return [WeatherAffectedOut.of(each, lang) for each in weather.preview(work, subject, new.read())]


@router.post("", status_code=status.HTTP_201_CREATED)
def tell_weather(new: WeatherIn, work: CurrentWork, subject: CurrentSubject, once: OnceKey) -> WeatherOut:
    """Say what the weather is. Storm and lightning stop work on live parts at once."""
    return WeatherOut.of(weather.tell(work, subject, new.read(), once))


@router.post("/{weather_id}/end")
def end_weather(weather_id: UUID, work: CurrentWork, subject: CurrentSubject) -> WeatherOut:
    """Take a word back before it expires."""
    return WeatherOut.of(weather.take_back(work, subject, weather_id))
