"""What a CAP 1.2 message means for a zone: its hazard class, its level, and whether it counts at all."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

CAP_HAZARD_CLASSES: Mapping[str, str] = MappingProxyType(
    {
        "Geo": "other",
        "Met": "flood",
        "Safety": "other",
        "Security": "security",
        "Rescue": "other",
        "Fire": "fire",
        "Health": "infectious_human",
        "Env": "chemical",
        "Transport": "other",
        "Infra": "electrical",
        "CBRNE": "chemical",
        "Other": "other",
    }
)
"""By category of CAP 1.2 the hazard class that a zone gets; ships as data that an administrator edits."""

CAP_CATEGORIES: Mapping[str, str] = MappingProxyType(
    {
        "infectious_human": "Health", "animal_disease": "Health", "chemical": "CBRNE", "radiation": "CBRNE",
        "flood": "Met", "fire": "Fire", "security": "Security", "electrical": "Infra", "other": "Other",
    }
)  # fmt: skip
"""The other way: by hazard class the category that a message of ours names."""

SEVERITIES: Final = {1: "Moderate", 2: "Severe", 3: "Extreme"}

_LEVELS: Final = {"Extreme": 3, "Severe": 2}
STATUSES: Final = ("Actual", "Exercise", "System", "Test", "Draft")
MESSAGE_TYPES: Final = ("Alert", "Update", "Cancel", "Ack", "Error")


def hazard_class_of(categories: Iterable[str], known: Mapping[str, str]) -> str:
    """The hazard class of the first category that the table knows; other for none."""
    return next((known[each] for each in categories if each in known), "other")


def level_of(severity: str) -> int:
    """The zone's level by the message's severity: Extreme 3, Severe 2, all else 1."""
    return _LEVELS.get(severity, 1)


def why_ignored(status: str, message_type: str) -> str | None:
    """The reason code for which a message changes nothing; None where it counts."""
    if status != "Actual":
        return "cap.not_actual"
    return "cap.not_about_a_zone" if message_type not in {"Alert", "Update", "Cancel"} else None
