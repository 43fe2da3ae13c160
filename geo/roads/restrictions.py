"""Turns that signs forbid: relations of OpenStreetMap with ``type=restriction``."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from geo.roads.profiles import Tags


class Fate(StrEnum):
    """What became of a restriction."""

    APPLIED = "applied"
    OTHER_VEHICLES = "other_vehicles"
    """It does not hold for this vehicle."""
    NO_ROAD = "no_road"
    """A road in it is not driven by this vehicle, not in that direction, or not in the extract."""
    VIA_WAY = "via_way"
    """It leads over a whole road: not supported."""
    CONDITIONAL = "conditional"
    """It holds at certain hours or under other conditions: not supported."""
    UNCLEAR = "unclear"
    """Which turn is meant cannot be told from it."""


@dataclass(frozen=True, slots=True)
class Member:
    """A part of a relation: ``n`` or ``w``, its number on the map, and its role."""

    kind: str
    number: int
    role: str


@dataclass(frozen=True, slots=True)
class Restriction:
    """From each of some roads to each of others at one point: forbidden; or nothing else is allowed there."""

    origins: tuple[int, ...]
    via: int
    destinations: tuple[int, ...]
    only: bool


def read_restriction(tags: Tags, members: Sequence[Member], access: Sequence[str]) -> Restriction | Fate:
    """Understand a relation, or say why it is left out.

    Args:
        tags: Of the relation.
        members: Of the relation.
        access: Keys under which the vehicle is known, the most particular one first; see `Profile.access`.
    """
    said = next(
        (tags[key] for key in (*(f"restriction:{each}" for each in access), "restriction") if key in tags), None
    )
    if said is None:
        conditional = {f"restriction:{each}:conditional" for each in access} | {"restriction:conditional"}
        return Fate.CONDITIONAL if conditional & tags.keys() else Fate.OTHER_VEHICLES
    if {each.strip() for each in tags.get("except", "").split(";")} & set(access):
        return Fate.OTHER_VEHICLES
    if _HOURS & tags.keys():
        return Fate.CONDITIONAL
    return _turns(said, members)


_HOURS = frozenset({"day_on", "day_off", "hour_on", "hour_off"})
"""How hours were tagged before there was ``restriction:conditional``."""


def _turns(said: str, members: Sequence[Member]) -> Restriction | Fate:
    origins, destinations = (
        tuple(dict.fromkeys(each.number for each in members if (each.kind, each.role) == ("w", role)))
        for role in ("from", "to")
    )
    via = [each for each in members if each.role == "via"]
    if any(each.kind == "w" for each in via):
        return Fate.VIA_WAY
    several = (len(origins) > 1 and said != "no_entry") or (len(destinations) > 1 and said != "no_exit")
    known = said.startswith(("no_", "only_"))
    if not known or several or not origins or not destinations or [each.kind for each in via] != ["n"]:
        return Fate.UNCLEAR
    return Restriction(origins, via[0].number, destinations, said.startswith("only_"))


Turn = tuple[int, int]
"""A road by which one arrives and one by which one leaves: each 2 x road, and one more when driven backward."""
Drives = Mapping[tuple[int, int], Sequence[int]]
"""Roads as they are driven, by the number of their way and the point at which they end, or begin."""


def forbidden_turns(
    restrictions: Iterable[Restriction], arriving: Drives, leaving: Drives
) -> tuple[list[Turn], Counter[Fate]]:
    """Find the roads that restrictions speak of.

    Where a way leads on beyond the point, so that two of its roads could be meant, nothing is forbidden. Of several
    roads that are the only one allowed, each is allowed.

    Args:
        restrictions: Of one vehicle.
        arriving: The roads that can be driven to a point.
        leaving: The roads that can be driven from it.
    """
    found: dict[Turn, None] = {}
    allowed: dict[tuple[int, int], set[int]] = defaultdict(set)
    fates: Counter[Fate] = Counter()
    for each in restrictions:
        came = [arriving.get((way, each.via), ()) for way in each.origins]
        goes = [leaving.get((way, each.via), ()) for way in each.destinations]
        fate = _fate([*came, *goes], only=each.only)
        fates[fate] += 1
        if fate is not Fate.APPLIED:
            continue
        pairs = [(one, two) for ones in came for one in ones for twos in goes for two in twos]
        if each.only:
            allowed[pairs[0][0], each.via].add(pairs[0][1])
        else:
            found |= dict.fromkeys(pairs)
    at: dict[int, list[int]] = defaultdict(list)
    for (_, point), roads in leaving.items():
        at[point].extend(roads)
    for (came_by, via), others in allowed.items():
        found |= {(came_by, road): None for road in at[via] if road not in others}
    return list(found), fates


def _fate(roads: Sequence[Sequence[int]], *, only: bool) -> Fate:
    if any(len(each) > 1 for each in roads):
        return Fate.UNCLEAR
    missing = [not each for each in roads]
    return Fate.NO_ROAD if any(missing) and (only or len(roads) == 2 or all(missing)) else Fate.APPLIED  # noqa: PLR2004 - one from, one to
