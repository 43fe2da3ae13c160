"""Weather as somebody saw or measured it: which word holds at a moment, and what it means for work on live parts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

from compliance.text import Text

WEATHER: Mapping[str, Text] = MappingProxyType(
    {
        "calm": Text("Lặng gió, khô ráo", "Calm and dry"),
        "rain": Text("Mưa", "Rain"),
        "wind": Text("Gió mạnh", "Strong wind"),
        "storm": Text("Giông bão", "Storm"),
        "lightning": Text("Sấm sét", "Lightning"),
    }
)
"""Kinds of weather from the mildest to the worst."""

UNKNOWN = "unknown"
"""Nobody has said what the weather is, or their word has expired."""

STORM_WEATHER: frozenset[str] = frozenset({"storm", "lightning"})
"""No work on live parts in these."""

_SEVERITY = {kind: rank for rank, kind in enumerate((UNKNOWN, *WEATHER))}


@dataclass(frozen=True, slots=True)
class WeatherFact:
    """One observation for an operating unit and all below it, good from `observed_at` up to `valid_until`."""

    id: UUID
    unit_id: UUID
    kind: str
    observed_at: datetime
    valid_until: datetime


def in_force(facts: Iterable[WeatherFact], at: datetime) -> WeatherFact | None:
    """Return the word that holds: of each unit the newest, and of those the worst.

    A unit's calm does not undo the storm that the unit above has told of; who told of it takes it back.

    Args:
        facts: those of one unit and of all above it.
        at: the moment.
    """
    newest: dict[UUID, WeatherFact] = {}
    for each in facts:
        known = newest.get(each.unit_id)
        if each.observed_at <= at and (known is None or (known.observed_at, known.id) < (each.observed_at, each.id)):
            newest[each.unit_id] = each
    holding = [each for each in newest.values() if at < each.valid_until]
    return max(holding, key=lambda each: (_SEVERITY[each.kind], each.valid_until, each.id), default=None)


def worst(kinds: Iterable[str | None]) -> str:
    """Return the worst of several words; unknown where there is none."""
    return max((each for each in kinds if each is not None), key=_SEVERITY.__getitem__, default=UNKNOWN)


def here(told: str | None, seen: str | None) -> str:
    """Return the weather at a place.

    Args:
        told: the word in force for the unit, None when there is none.
        seen: what somebody sees at the place: it can make things worse, never milder, nor known.
    """
    if told is None:
        return seen if seen in STORM_WEATHER else UNKNOWN
    return worst((told, seen))


def has_changed(before: str | None, now: str) -> bool:
    """Tell whether the weather is another one than at the briefing.

    A word that has merely expired is no other weather. Where nobody had said anything, calm was taken for granted.
    """
    if now == UNKNOWN:
        return False
    return now != (before if before in WEATHER else "calm")


def is_storm(kind: str | None) -> bool | None:
    """Tell whether it storms; None where nobody knows."""
    return None if kind in (None, UNKNOWN) else kind in STORM_WEATHER
