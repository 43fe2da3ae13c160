"""The catalogue of texts behind the reason codes, in Vietnamese and English."""

from collections.abc import Mapping
from types import MappingProxyType

from compliance.text import Text
from compliance.wording import (
    alerts,
    checklists,
    crew_life,
    exposure,
    gate,
    imports,
    incidents,
    lifecycles,
    matching,
    passes,
    people,
    plans,
    ppe,
    privacy,
    records,
    work_permits,
)

ALL: Mapping[str, Text] = MappingProxyType(
    {
        **gate.TEXTS,
        **people.TEXTS,
        **crew_life.TEXTS,
        **checklists.TEXTS,
        **exposure.TEXTS,
        **lifecycles.TEXTS,
        **records.TEXTS,
        **passes.TEXTS,
        **alerts.TEXTS,
        **imports.TEXTS,
        **plans.TEXTS,
        **ppe.TEXTS,
        **privacy.TEXTS,
        **incidents.TEXTS,
        **matching.TEXTS,
        **work_permits.TEXTS,
    }
)
"""Every reason code with its wording."""
