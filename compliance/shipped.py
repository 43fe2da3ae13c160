"""Initial contents of tables that administrators edit. What HSE must confirm first is marked so."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from compliance.checklists import Template
from compliance.isolation import LEVELS as ISOLATION_LEVELS
from compliance.shipped_templates import TEMPLATES
from compliance.text import Text
from compliance.wording.terms import PPE_PROFILE_NAMES
from compliance.zones import HAZARD_CLASSES, ZoneRequirements

__all__ = [
    "DEFAULT_CONTACT_SECONDS",
    "DEFAULT_REQUIREMENTS",
    "DISINFECTION_PROFILES",
    "HAZARD_CLASSES",
    "ISOLATION_LEVELS",
    "PPE_PROFILES",
    "TEMPLATES",
    "ContactTime",
    "DisinfectionProfile",
    "PpeItem",
    "PpeProfile",
    "Template",
    "contact_seconds",
]

DEFAULT_CONTACT_SECONDS = 600


@dataclass(frozen=True, slots=True)
class PpeItem:
    """One kind of article and how many of it each person gets."""

    code: str
    name: Text
    quantity: int = 1


@dataclass(frozen=True, slots=True)
class PpeProfile:
    """What each person wears in a kind of zone."""

    code: str
    name: Text
    items: tuple[PpeItem, ...]
    hse_must_confirm: bool = True


@dataclass(frozen=True, slots=True)
class ContactTime:
    """Minimum seconds that an agent at a concentration (percent) stays on the surface by one method."""

    agent: str
    concentration_percent: float
    method: str
    min_seconds: int


@dataclass(frozen=True, slots=True)
class DisinfectionProfile:
    """How gear and vehicle are disinfected; people are never sprayed, insulating gear takes what its maker allows."""

    code: str
    name: Text
    contact_times: tuple[ContactTime, ...]
    insulating_gear_by_maker_only: bool = True
    hse_must_confirm: bool = True


_COVERALL = PpeItem("coverall", Text("Bộ quần áo bảo hộ liền thân", "Coverall"))
_GOWN = PpeItem("gown", Text("Áo choàng y tế", "Medical gown"))
_RESPIRATOR = PpeItem("respirator_n95", Text("Khẩu trang N95", "N95 respirator"))
_MASK = PpeItem("surgical_mask", Text("Khẩu trang y tế", "Surgical mask"))
_GOGGLES = PpeItem("goggles", Text("Kính bảo hộ", "Goggles"))
_FACE_SHIELD = PpeItem("face_shield", Text("Tấm che mặt", "Face shield"))
_GLOVES = PpeItem("medical_gloves", Text("Găng tay y tế (đôi)", "Medical gloves (pair)"), 2)
_BOOT_COVERS = PpeItem("boot_covers", Text("Bao giày (đôi)", "Boot covers (pair)"))
_BOOTS = PpeItem("rubber_boots", Text("Ủng cao su (đôi)", "Rubber boots (pair)"))
_CHEMICAL_SUIT = PpeItem("chemical_suit", Text("Bộ quần áo chống hóa chất", "Chemical splash suit"))
_CHEMICAL_GLOVES = PpeItem("chemical_gloves", Text("Găng tay chống hóa chất (đôi)", "Chemical gloves (pair)"))
_GAS_MASK = PpeItem("filter_respirator", Text("Mặt nạ lọc độc", "Filter respirator"))
_LIFE_JACKET = PpeItem("life_jacket", Text("Áo phao", "Life jacket"))

PPE_PROFILES: Mapping[str, PpeProfile] = MappingProxyType(
    {
        profile.code: profile
        for profile in (
            PpeProfile("medical_basic", PPE_PROFILE_NAMES["medical_basic"], (_MASK, _GLOVES)),
            PpeProfile(
                "medical_gown",
                PPE_PROFILE_NAMES["medical_gown"],
                (_GOWN, _RESPIRATOR, _GOGGLES, _GLOVES),
            ),
            PpeProfile(
                "medical_full_level3",
                PPE_PROFILE_NAMES["medical_full_level3"],
                (_COVERALL, _RESPIRATOR, _GOGGLES, _FACE_SHIELD, _GLOVES, _BOOT_COVERS),
            ),
            PpeProfile(
                "animal_disease",
                PPE_PROFILE_NAMES["animal_disease"],
                (_COVERALL, _MASK, _GLOVES, _BOOTS),
            ),
            PpeProfile(
                "chemical_splash",
                PPE_PROFILE_NAMES["chemical_splash"],
                (_CHEMICAL_SUIT, _GAS_MASK, _GOGGLES, _CHEMICAL_GLOVES, _BOOTS),
            ),
            PpeProfile("flood", PPE_PROFILE_NAMES["flood"], (_LIFE_JACKET, _BOOTS)),
        )
    }
)

CONTACT_TIMES: tuple[ContactTime, ...] = (
    ContactTime("active_chlorine", 0.05, "wipe", 600),
    ContactTime("active_chlorine", 0.05, "immersion", 1800),
    ContactTime("alcohol", 70.0, "wipe", DEFAULT_CONTACT_SECONDS),
)

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


def contact_seconds(agent: str, concentration_percent: float, method: str) -> int:
    """Return the minimum contact time of an agent; ten minutes for one that no table names."""
    for each in CONTACT_TIMES:
        if (each.agent, each.concentration_percent, each.method) == (agent, concentration_percent, method):
            return each.min_seconds
    return DEFAULT_CONTACT_SECONDS
