"""Hot, warm and cold parts of a zone: what each tightens, and what binds where several may hold a place."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal, get_args

from compliance.text import Text
from compliance.zones import ZoneRequirements

PartKind = Literal["hot", "warm", "cold"]

PART_KINDS: tuple[PartKind, ...] = get_args(PartKind)
"""The most dangerous first."""

PART_NAMES: Mapping[str, Text] = MappingProxyType(
    {
        "hot": Text("Vùng nóng", "Hot zone"),
        "warm": Text("Vùng ấm", "Warm zone"),
        "cold": Text("Vùng lạnh", "Cold zone"),
    }
)


@dataclass(frozen=True, slots=True)
class ZonePart:
    """A part that may hold a place; None leaves what the zone asks.

    Attributes:
        kind: hot, warm or cold.
        name: What people call it.
        ppe_profile: Worn here in place of the zone's own.
        max_minutes: Longest stay here.
    """

    kind: PartKind
    name: str = ""
    ppe_profile: str | None = None
    max_minutes: int | None = None


def hottest(parts: Collection[ZonePart]) -> ZonePart | None:
    """The most dangerous of the parts that may hold a place, None where none does."""
    return min(parts, key=lambda part: PART_KINDS.index(part.kind), default=None)


def tightened(asked: ZoneRequirements, parts: Collection[ZonePart]) -> ZoneRequirements:
    """What binds at a place that may lie in these parts of a zone.

    The most dangerous part that names a PPE profile decides what is worn; of all longest stays the shortest counts.
    """
    worn = hottest([part for part in parts if part.ppe_profile is not None])
    limits = [each for each in (asked.max_minutes, *(part.max_minutes for part in parts)) if each is not None]
    return replace(
        asked,
        ppe_profile=asked.ppe_profile if worn is None else worn.ppe_profile,
        max_minutes=min(limits, default=None),
    )


def loosens(asked: ZoneRequirements, part: ZonePart) -> str | None:
    """The field in which a part would ask less than its zone, None where it only tightens.

    Whether one PPE profile protects better than another nobody can tell by its code: that is its author's word.
    """
    if asked.max_minutes is not None and part.max_minutes is not None and part.max_minutes > asked.max_minutes:
        return "max_minutes"
    return None
