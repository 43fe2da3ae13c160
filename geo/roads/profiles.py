"""How fast a vehicle may drive on a way of OpenStreetMap, in which directions, or not at all."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

Tags = Mapping[str, str]

MILE_KM: Final = 1.609344
WALKING_KMH: Final = 7.0


@dataclass(frozen=True, slots=True)
class Passage:
    """How one way may be driven.

    Attributes:
        forward_kmh: Along the way as it is drawn; None where that is not allowed.
        backward_kmh: Against it, likewise.
        stops: Whether a crew may stop there.
    """

    forward_kmh: float | None
    backward_kmh: float | None
    stops: bool = True


@dataclass(frozen=True, slots=True)
class Profile:
    """A kind of vehicle.

    Attributes:
        name: What `cordon routing build --profile` calls it.
        speeds_kmh: Usual speed by highway class, stops at crossings counted; classes that are not named are not driven.
        access: Keys that grant or forbid access, the most particular one first.
        share_of_limit: What is reached on average of a speed limit.
        top_kmh: Faster than this it never goes.
        height_m: Of the vehicle; lower bridges are not passed.
        width_m: Likewise.
        weight_t: Likewise.
    """

    name: str
    speeds_kmh: Mapping[str, float]
    access: tuple[str, ...]
    share_of_limit: float = 0.8
    top_kmh: float = 100.0
    height_m: float = 2.0
    width_m: float = 1.9
    weight_t: float = 2.5

    def passage(self, tags: Tags, *, ferries: bool = False) -> Passage | None:
        """Return how a way with these tags is driven; None where it is no road for this vehicle.

        Args:
            tags: Of the way.
            ferries: Whether ferries that carry vehicles count as roads.
        """
        if tags.get("route") == "ferry":
            return self._ferry(tags) if ferries else None
        kind = tags.get("highway", "")
        usual = self.speeds_kmh.get(kind)
        if usual is None or tags.get("area") == "yes" or not self._admitted(tags) or not self._fits(tags):
            return None
        forward, backward = self._directions(tags)
        if tags.get("surface") in _ROUGH and "maxspeed" not in tags:
            usual = min(usual, _ROUGH[tags["surface"]])
        ahead, back = (self._speed(tags, usual, way) for way in ("forward", "backward"))
        stops = not kind.startswith("motorway")
        return Passage(ahead if forward else None, back if backward else None, stops)

    def passes(self, tags: Tags) -> bool:
        """Tell whether a barrier with these tags lets the vehicle through."""
        kind = tags.get("barrier")
        if kind is None or kind in _OPEN_BARRIERS:
            return self._admitted(tags, unless="yes") and self._fits(tags)
        return self._admitted(tags, unless="no")

    def _admitted(self, tags: Tags, unless: str = "yes") -> bool:
        """Tell whether access is granted; `unless` is what holds where nothing is said."""
        said = next((tags[key] for key in self.access if key in tags), unless)
        return said not in _FORBIDDEN

    def _fits(self, tags: Tags) -> bool:
        limits = (("maxheight", self.height_m), ("maxwidth", self.width_m), ("maxweight", self.weight_t))
        found = ((measure(tags.get(key)), own) for key, own in limits)
        return all(limit is None or limit >= own for limit, own in found)

    def _directions(self, tags: Tags) -> tuple[bool, bool]:
        own = f"oneway:{self.access[0]}"
        said = tags.get(own) or tags.get("oneway") or ""
        if said in ("yes", "true", "1"):
            return True, False
        if said in ("-1", "reverse"):
            return False, True
        if said in ("no", "false", "0"):
            return True, True
        implied = tags.get("junction") in ("roundabout", "circular") or tags.get("highway") == "motorway"
        return True, not implied

    def _speed(self, tags: Tags, usual: float, way: str) -> float:
        limit = speed_kmh(tags.get(f"maxspeed:{way}") or tags.get("maxspeed"))
        found = usual if limit is None else limit * self.share_of_limit
        return max(min(found, self.top_kmh), min(WALKING_KMH, usual))

    def _ferry(self, tags: Tags) -> Passage | None:
        if not self._admitted(tags, unless="no"):
            return None
        speed = speed_kmh(tags.get("maxspeed")) or _FERRY_KMH
        return Passage(speed, speed, stops=False)


_FORBIDDEN: Final = frozenset({"no", "private", "agricultural", "forestry", "emergency", "military", "customers"})
_OPEN_BARRIERS: Final = frozenset({
    "gate", "lift_gate", "toll_booth", "border_control", "cattle_grid", "entrance", "kerb", "height_restrictor",
    "speed_bump", "swing_gate", "no", "sally_port", "checkpoint",
})  # fmt: skip
_ROUGH: Final = MappingProxyType({
    "unpaved": 25.0, "dirt": 20.0, "earth": 20.0, "ground": 20.0, "gravel": 30.0, "grass": 15.0, "mud": 10.0,
    "sand": 10.0, "cobblestone": 25.0,
})  # fmt: skip
_FERRY_KMH: Final = 12.0

_CAR: Final = {
    "motorway": 90.0, "motorway_link": 50.0, "trunk": 65.0, "trunk_link": 45.0, "primary": 50.0, "primary_link": 40.0,
    "secondary": 42.0, "secondary_link": 35.0, "tertiary": 35.0, "tertiary_link": 30.0, "unclassified": 30.0,
    "residential": 22.0, "living_street": 10.0, "service": 15.0, "road": 20.0, "track": 12.0,
}  # fmt: skip

PROFILES: Final[Mapping[str, Profile]] = MappingProxyType({
    "car": Profile("car", _CAR, ("motorcar", "motor_vehicle", "vehicle", "access")),
    "truck": Profile(
        "truck",
        {kind: round(speed * 0.85, 1) for kind, speed in _CAR.items()},
        ("hgv", "motor_vehicle", "vehicle", "access"),
        share_of_limit=0.75, top_kmh=80.0, height_m=3.6, width_m=2.5, weight_t=10.0,
    ),
    "motorbike": Profile(
        "motorbike",
        {k: s for k, s in _CAR.items() if not k.startswith("motorway")} | {"path": 10.0, "residential": 25.0},
        ("motorcycle", "motor_vehicle", "vehicle", "access"),
        top_kmh=70.0, height_m=1.6, width_m=0.9, weight_t=0.4,
    ),
})  # fmt: skip
"""A bucket truck, a service car, a motorbike. Motorbikes are barred from motorways, as in Việt Nam."""


def speed_kmh(text: str | None) -> float | None:
    """Return a speed limit of OpenStreetMap in km/h; None where it says nothing that is a number.

    >>> speed_kmh("50"), speed_kmh("30 mph"), speed_kmh("walk"), speed_kmh("none")
    (50.0, 48.28032, 7.0, None)
    """
    if text == "walk":
        return WALKING_KMH
    found = re.match(r"\s*(\d+(?:\.\d+)?)\s*(mph|km/h|kmh|)", text or "")
    if not found or float(found[1]) == 0:
        return None
    return float(found[1]) * (MILE_KM if found[2] == "mph" else 1)


def measure(text: str | None) -> float | None:
    """Return a height, width (metres) or weight (tonnes) limit; None where it says nothing that is a number.

    Feet and inches are read as well: ``13'6"``.
    """
    feet = re.fullmatch(r"\s*(\d+)'\s*(?:(\d+)\"?)?\s*", text or "")
    if feet:
        return int(feet[1]) * 0.3048 + int(feet[2] or 0) * 0.0254
    found = re.match(r"\s*(\d+(?:[.,]\d+)?)", text or "")
    return float(found[1].replace(",", ".")) if found else None
