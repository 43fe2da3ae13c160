"""Restricted zones: what each requires, and the strictest of all that overlap."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Literal
from uuid import UUID

from compliance.text import Text

HAZARD_CLASSES: Mapping[str, Text] = MappingProxyType(
    {
        "infectious_human": Text("Dịch bệnh ở người", "Infectious disease (human)"),
        "animal_disease": Text("Dịch bệnh động vật", "Animal disease"),
        "chemical": Text("Hóa chất", "Chemical"),
        "radiation": Text("Phóng xạ", "Radiation"),
        "flood": Text("Ngập lụt", "Flood"),
        "fire": Text("Cháy", "Fire"),
        "security": Text("An ninh", "Security"),
        "electrical": Text("Nguy hiểm điện", "Electrical"),
        "other": Text("Khác", "Other"),
    }
)

Verdict = Literal["inside", "possibly", "outside"]


@dataclass(frozen=True, slots=True)
class ZoneRequirements:
    """What one zone version asks of those who enter. Templates and profiles are codes; None or 0 asks nothing.

    ``checkin_minutes`` is how often those inside say that all are well; None leaves that to the hazard class.
    """

    permit_needed: bool = True
    ppe_profile: str | None = None
    entry_templates: tuple[str, ...] = ()
    exit_templates: tuple[str, ...] = ()
    disinfection_profile: str | None = None
    live_line_preferred: bool = False
    max_people: int | None = None
    max_minutes: int | None = None
    hold_after_exit_minutes: int = 0
    transit_permit: bool = False
    checkin_minutes: int | None = None


@dataclass(frozen=True, slots=True)
class ZoneInForce:
    """A zone version as judged against one place; in force from `valid_from` up to `valid_until` (None: open)."""

    zone_id: UUID
    version_id: UUID
    hazard_class: str
    level: str
    authority_id: UUID
    valid_from: datetime
    valid_until: datetime | None
    requirements: ZoneRequirements
    verdict: Verdict = "inside"
    name: str = ""
    part: str | None = None
    """hot, warm or cold: the most dangerous part that may hold the place; what it asks stands in ``requirements``."""


@dataclass(frozen=True, slots=True)
class MergedRequirements:
    """The strictest requirement of each kind over all zones; `imposed_by` names the zones behind each field."""

    zones: tuple[ZoneInForce, ...] = ()
    permit_needed: bool = False
    ppe_profiles: tuple[str, ...] = ()
    entry_templates: tuple[str, ...] = ()
    exit_templates: tuple[str, ...] = ()
    disinfection_profiles: tuple[str, ...] = ()
    live_line_preferred: bool = False
    max_people: int | None = None
    max_minutes: int | None = None
    hold_after_exit_minutes: int = 0
    transit_permit: bool = False
    imposed_by: Mapping[str, tuple[UUID, ...]] = field(default_factory=lambda: MappingProxyType({}), hash=False)

    @property
    def in_zone(self) -> bool:
        """Whether any zone applies."""
        return bool(self.zones)

    @property
    def hazard_classes(self) -> frozenset[str]:
        """Hazard classes of all zones that apply."""
        return frozenset(zone.hazard_class for zone in self.zones)

    @property
    def permit_zones(self) -> tuple[ZoneInForce, ...]:
        """Zones whose authority must consent: one permit for each."""
        return tuple(zone for zone in self.zones if zone.requirements.permit_needed)


def in_force_at(zones: Iterable[ZoneInForce], at: datetime) -> tuple[ZoneInForce, ...]:
    """Return the zones that bind at this moment; possibly inside counts as inside."""
    return tuple(
        zone
        for zone in zones
        if zone.verdict != "outside" and zone.valid_from <= at and (zone.valid_until is None or at < zone.valid_until)
    )


def merge(zones: Iterable[ZoneInForce]) -> MergedRequirements:
    """Merge the requirements of all zones: any wins for flags, the union for lists, the strictest for numbers."""
    here = tuple(zones)
    max_people = _lowest(here, lambda asked: asked.max_people)
    max_minutes = _lowest(here, lambda asked: asked.max_minutes)
    hold_minutes = max((zone.requirements.hold_after_exit_minutes for zone in here), default=0)
    imposers: dict[str, Callable[[ZoneRequirements], bool]] = {
        "permit_needed": lambda asked: asked.permit_needed,
        "ppe_profiles": lambda asked: bool(asked.ppe_profile),
        "entry_templates": lambda asked: bool(asked.entry_templates),
        "exit_templates": lambda asked: bool(asked.exit_templates),
        "disinfection_profiles": lambda asked: bool(asked.disinfection_profile),
        "live_line_preferred": lambda asked: asked.live_line_preferred,
        "max_people": lambda asked: asked.max_people is not None and asked.max_people == max_people,
        "max_minutes": lambda asked: asked.max_minutes is not None and asked.max_minutes == max_minutes,
        "hold_after_exit_minutes": lambda asked: 0 < asked.hold_after_exit_minutes == hold_minutes,
        "transit_permit": lambda asked: asked.transit_permit,
    }
    imposed_by = {kind: _imposing(here, imposes) for kind, imposes in imposers.items()}
    return MergedRequirements(
        zones=here,
        permit_needed=bool(imposed_by["permit_needed"]),
        ppe_profiles=_union((zone.requirements.ppe_profile,) for zone in here),
        entry_templates=_union(zone.requirements.entry_templates for zone in here),
        exit_templates=_union(zone.requirements.exit_templates for zone in here),
        disinfection_profiles=_union((zone.requirements.disinfection_profile,) for zone in here),
        live_line_preferred=bool(imposed_by["live_line_preferred"]),
        max_people=max_people,
        max_minutes=max_minutes,
        hold_after_exit_minutes=hold_minutes,
        transit_permit=bool(imposed_by["transit_permit"]),
        imposed_by=MappingProxyType({kind: zone_ids for kind, zone_ids in imposed_by.items() if zone_ids}),
    )


def tightens(old: ZoneRequirements, new: ZoneRequirements) -> bool:
    """Tell whether the new version asks anything that the old one did not."""
    flags = ("permit_needed", "live_line_preferred", "transit_permit")
    return (
        any(getattr(new, flag) and not getattr(old, flag) for flag in flags)
        or (new.ppe_profile is not None and new.ppe_profile != old.ppe_profile)
        or (new.disinfection_profile is not None and new.disinfection_profile != old.disinfection_profile)
        or not set(new.entry_templates) <= set(old.entry_templates)
        or not set(new.exit_templates) <= set(old.exit_templates)
        or _lowers(old.max_people, new.max_people)
        or _lowers(old.max_minutes, new.max_minutes)
        or new.hold_after_exit_minutes > old.hold_after_exit_minutes
    )


def _lowers(old: int | None, new: int | None) -> bool:
    return new is not None and (old is None or new < old)


def _lowest(zones: Iterable[ZoneInForce], limit: Callable[[ZoneRequirements], int | None]) -> int | None:
    limits = (limit(zone.requirements) for zone in zones)
    return min((each for each in limits if each is not None), default=None)


def _union(groups: Iterable[Iterable[str | None]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for group in groups for code in group if code))


def _imposing(zones: Iterable[ZoneInForce], imposes: Callable[[ZoneRequirements], bool]) -> tuple[UUID, ...]:
    return tuple(zone.zone_id for zone in zones if imposes(zone.requirements))
