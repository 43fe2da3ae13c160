"""What comes out of an import: counts, and for every row that was refused what is wrong and what to do."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from compliance.reasons import Reason
from compliance.text import Text
from compliance.wording.imports import REMEDIES

_GENERAL = REMEDIES["import.refused"]


class Outcome(StrEnum):
    """What became of one row."""

    CREATED = "created"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True)
class Note:
    """Something about one row: why it was refused, or what was dropped from it."""

    row: int
    external_id: str | None
    field: str
    reason: Reason
    detail: str = ""

    @property
    def remedy(self) -> Text:
        """What to do, with the values filled in."""
        words = REMEDIES.get(self.reason.code, _GENERAL)
        shown = _Gaps({name: str(value) for name, value in self.reason.params.items()})
        return Text(words.vi.format_map(shown), words.en.format_map(shown))

    def as_json(self) -> dict[str, Any]:
        """For machines, with both languages."""
        remedy = self.remedy
        return {
            "row": self.row,
            "external_id": self.external_id,
            "field": self.field,
            "code": self.reason.code,
            "params": dict(self.reason.params),
            "text": {"vi": self.reason.text("vi"), "en": self.reason.text("en")},
            "remedy": {"vi": remedy.vi, "en": remedy.en},
            "detail": self.detail,
        }


@dataclass
class Report:
    """What became of a file."""

    subject: str
    source: str
    dry_run: bool
    rows: int = 0
    outcomes: dict[Outcome, int] = field(default_factory=lambda: dict.fromkeys(Outcome, 0))
    refused: list[Note] = field(default_factory=list)
    warnings: list[Note] = field(default_factory=list)
    ignored_columns: tuple[str, ...] = ()
    """Columns of the file that nothing was read from."""

    @property
    def refused_rows(self) -> int:
        """How many rows did not go in; one row may have several notes."""
        return len({note.row for note in self.refused})

    def as_json(self) -> dict[str, Any]:
        """For machines."""
        counts: Mapping[str, int] = {str(outcome): count for outcome, count in self.outcomes.items()}
        return {
            "subject": self.subject,
            "source": self.source,
            "dry_run": self.dry_run,
            "rows": self.rows,
            **counts,
            "refused": self.refused_rows,
            "refusals": [note.as_json() for note in self.refused],
            "warnings": [note.as_json() for note in self.warnings],
            "ignored_columns": list(self.ignored_columns),
        }


class _Gaps(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"
