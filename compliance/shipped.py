"""Initial contents of tables that administrators edit. What HSE must confirm first is marked so."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from compliance.checklists import Template
from compliance.contact_times import CONTACT_TIMES, DEFAULT_CONTACT_SECONDS, ContactTime, contact_seconds
from compliance.isolation import LEVELS as ISOLATION_LEVELS
from compliance.shipped_ppe import PPE_ITEMS, PPE_PROFILES
from compliance.shipped_templates import TEMPLATES
from compliance.text import Text
from compliance.zones import HAZARD_CLASSES, ZoneRequirements

__all__ = [
    "DEFAULT_CONTACT_SECONDS",
    "DEFAULT_REQUIREMENTS",
    "DISINFECTION_PROFILES",
    "HAZARD_CLASSES",
    "ISOLATION_LEVELS",
    "PPE_ITEMS",
    "PPE_PROFILES",
    "TEMPLATES",
    "ContactTime",
    "DisinfectionProfile",
    "Template",
    "contact_seconds",
]


@dataclass(frozen=True, slots=True)
class DisinfectionProfile:
    """How gear and vehicle are disinfected; people are never sprayed, insulating gear takes what its maker allows."""

    code: str
    name: Text
    contact_times: tuple[ContactTime, ...]
    insulating_gear_by_maker_only: bool = True
    hse_must_confirm: bool = True


DISINFECTION_PROFILES: Mapping[str, DisinfectionProfile] = MappingProxyType(
    {
        profile.code: profile
        for profile in (
            DisinfectionProfile(
                "chlorine_005", Text("Clo hoạt tính 0,05 %", "Active chlorine 0.05 %"), CONTACT_TIMES[:2]
            ),
            DisinfectionProfile("alcohol_70", Text("Cồn 70 %", "Alcohol 70 %"), CONTACT_TIMES[2:]),
        )
    }
)

_MEDICAL_ZONE = ZoneRequirements(
    permit_needed=True,
    ppe_profile="medical_full_level3",
    entry_templates=("donning",),
    exit_templates=("doffing", "disinfection"),
    disinfection_profile="chlorine_005",
    live_line_preferred=True,
)

DEFAULT_REQUIREMENTS: Mapping[str, ZoneRequirements] = MappingProxyType(
    {
        **dict.fromkeys(HAZARD_CLASSES, ZoneRequirements()),
        "infectious_human": _MEDICAL_ZONE,
        "animal_disease": ZoneRequirements(
            ppe_profile="animal_disease",
            entry_templates=("donning",),
            exit_templates=("doffing", "disinfection"),
            disinfection_profile="chlorine_005",
        ),
        "chemical": ZoneRequirements(ppe_profile="chemical_splash", exit_templates=("doffing",)),
        "flood": ZoneRequirements(permit_needed=False, ppe_profile="flood"),
    }
)
"""What a new zone of a hazard class starts from, before its authority edits it."""
