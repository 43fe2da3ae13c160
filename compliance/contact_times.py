"""How long a disinfectant has to stay on a surface (domain: Checklists, disinfection); HSE must confirm the table."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from compliance.text import Text

DEFAULT_CONTACT_SECONDS = 600


@dataclass(frozen=True, slots=True)
class ContactTime:
    """Minimum seconds that an agent at a concentration (percent) stays on the surface by one method."""

    agent: str
    concentration_percent: float
    method: str
    min_seconds: int


CONTACT_TIMES: tuple[ContactTime, ...] = (
    ContactTime("active_chlorine", 0.05, "wipe", 600),
    ContactTime("active_chlorine", 0.05, "immersion", 1800),
    ContactTime("alcohol", 70.0, "wipe", DEFAULT_CONTACT_SECONDS),
)


def contact_seconds(agent: str, concentration_percent: float, method: str) -> int:
    """Return the minimum contact time of an agent; ten minutes for one that no table names."""
    for each in CONTACT_TIMES:
        if (each.agent, each.concentration_percent, each.method) == (agent, concentration_percent, method):
            return each.min_seconds
    return DEFAULT_CONTACT_SECONDS


AGENT_CHOICES: Mapping[str, tuple[Text, int]] = MappingProxyType(
    {
        "chlorine_005_wipe": (
            Text("Clo hoạt tính 0,05 %, lau", "Active chlorine 0.05 %, wiped"),
            contact_seconds("active_chlorine", 0.05, "wipe"),
        ),
        "chlorine_005_immersion": (
            Text("Clo hoạt tính 0,05 %, ngâm", "Active chlorine 0.05 %, immersed"),
            contact_seconds("active_chlorine", 0.05, "immersion"),
        ),
        "alcohol_70_wipe": (Text("Cồn 70 %, lau", "Alcohol 70 %, wiped"), contact_seconds("alcohol", 70.0, "wipe")),
        "other_agent": (Text("Chất khác được phép", "Another agent that is allowed"), DEFAULT_CONTACT_SECONDS),
    }
)
"""What a crew chooses from before it disinfects, with the seconds that each asks for."""
