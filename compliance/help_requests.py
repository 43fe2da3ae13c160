"""Calls for help: what crews may ask for, how urgent it is, and what has to be said with it."""

from collections.abc import Mapping
from types import MappingProxyType

from compliance.decision import Decision, allow, refuse
from compliance.lifecycles import HELP
from compliance.text import Text

__all__ = ["HELP", "KINDS", "KIND_NAMES", "URGENT", "answer_complete", "ask_complete"]

KIND_NAMES: Mapping[str, Text] = MappingProxyType(
    {
        "medical": Text("Cấp cứu y tế", "Medical help"),
        "police": Text("Công an", "Police"),
        "second_crew": Text("Thêm một tổ đội", "A second crew"),
        "supervisor": Text("Người phụ trách đến hiện trường", "A supervisor at the place"),
        "equipment": Text("Thiết bị, xe chuyên dùng", "Equipment or a special vehicle"),
        "material": Text("Vật tư, bảo hộ", "Material or protective equipment"),
    }
)
"""By kind, the most urgent first."""

KINDS: tuple[str, ...] = tuple(KIND_NAMES)
URGENT: frozenset[str] = frozenset({"medical", "police"})
"""Somebody may be hurt: shown before everything else."""


def ask_complete(kind: str, item: str | None, pieces: int | None, note: str | None) -> Decision:
    """Decide whether a call says what is needed: material an article and a count, or words; equipment words."""
    if kind not in KIND_NAMES:
        return refuse("help.kind_unknown", kind=kind)
    if item is not None and pieces is None:
        return refuse("help.count_missing")
    if kind in ("material", "equipment") and item is None and not (note or "").strip():
        return refuse("help.what_missing")
    return allow()


def answer_complete(to: str, why: str | None, expects: bool) -> Decision:
    """Decide whether an answer says what the crew has to know: accepted when it comes, refused why not."""
    if to == "accepted" and not expects:
        return refuse("help.time_missing")
    if to == "refused" and not (why or "").strip():
        return refuse("help.why_missing")
    return allow()
