"""Small shapes that both HTTP sides share: the language of the asker, and reasons with their texts."""

from collections.abc import Iterable
from datetime import UTC, datetime, tzinfo
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from fastapi import Depends, Request
from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, field_validator

from compliance.reasons import Reason
from geo.places import without_specks

Language = Literal["vi", "en"]

DEFAULT_LANGUAGE: Language = "en"
DEFAULT_TIME_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
"""Moments inside reason texts are shown in this zone unless the operating unit's own is at hand."""


_FIRST, _LAST = datetime(1970, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)


def _storable(time: datetime) -> datetime:
    """Phones with an empty battery stand at 1970; what lies outside is a typing mistake that no sum survives."""
    if not _FIRST <= time < _LAST:
        raise ValueError("lies outside 1970 to 2199")
    return time.astimezone(UTC)


Moment = Annotated[AwareDatetime, AfterValidator(_storable)]
"""A moment as askers give it: with its offset from UTC; in UTC from here on, whatever offset was written."""


def _storable_text(value: str) -> str:
    if "\0" in value:
        raise ValueError("holds a NUL character")
    return value


QueryText = Annotated[str, AfterValidator(_storable_text)]
"""A text in a query that the database is asked for: PostgreSQL's text holds no NUL character."""


Metres = Annotated[float, AfterValidator(without_specks)]
"""A length that the database calculates with; a speck is zero."""


class WireIn(BaseModel):
    """Base of all request bodies: unknown fields are an error, so that a typing mistake is never ignored."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    @field_validator("*", mode="before")
    @classmethod
    def _refuse_what_is_no_text(cls, value: Any) -> Any:
        """PostgreSQL's text holds neither a NUL character nor half of a surrogate pair."""
        if _holds(value, "\0"):
            raise ValueError("holds a NUL character")
        if _holds(value, None):
            raise ValueError("holds half of a character")
        return value


class WireOut(BaseModel):
    """Base of all answers; may be made from rows and dataclasses."""

    model_config = ConfigDict(from_attributes=True, json_schema_serialization_defaults_required=True)


class ReasonOut(WireOut):
    """Why something is refused: a stable code, its text in the asker's language, the values behind it."""

    code: str
    text: str
    params: dict[str, Any] = {}


def choose_language(accept_language: str | None) -> Language:
    """The first of ``vi`` and ``en`` by the weights of an ``Accept-Language`` header, English when neither is named."""
    best: tuple[float, Language] | None = None
    for part in (accept_language or "").split(","):
        tag, _, parameters = part.strip().partition(";")
        weight = _weight(parameters)
        primary = tag.strip().lower().partition("-")[0]
        if primary in ("vi", "en") and weight > 0 and (best is None or weight > best[0]):
            best = (weight, "vi" if primary == "vi" else "en")
    return best[1] if best else DEFAULT_LANGUAGE


async def language_of(request: Request) -> Language:
    """The language that the asker reads."""
    return choose_language(request.headers.get("accept-language"))


Lang = Annotated[Language, Depends(language_of)]


def reason_out(reason: Reason, lang: str, time_zone: tzinfo = DEFAULT_TIME_ZONE) -> ReasonOut:
    """A reason as it goes over the wire; a code without a text shows itself."""
    try:
        text = reason.text(lang, time_zone)
    except KeyError:
        text = reason.code
    return ReasonOut(code=reason.code, text=text, params=dict(reason.params))


def reasons_out(reasons: Iterable[Reason], lang: str, time_zone: tzinfo = DEFAULT_TIME_ZONE) -> list[ReasonOut]:
    """Reasons as they go over the wire."""
    return [reason_out(reason, lang, time_zone) for reason in reasons]


def _holds(value: object, character: str | None) -> bool:
    """Whether a text, however deep, holds this character; None stands for half of a surrogate pair."""
    if isinstance(value, str):
        return character in value if character is not None else any("\ud800" <= each <= "\udfff" for each in value)
    if isinstance(value, dict):
        return any(_holds(key, character) or _holds(each, character) for key, each in value.items())
    return isinstance(value, list) and any(_holds(each, character) for each in value)


def _weight(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0
