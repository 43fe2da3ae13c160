"""Reasons as data: stable codes that phone, map, API error and audit share, with one catalogue of texts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from types import MappingProxyType
from uuid import UUID

from compliance import wording
from compliance.text import Text
from compliance.wording.terms import TERMS

CATALOGUE: Mapping[str, Text] = wording.ALL
"""Every code that compliance may answer, with its wording. `{name}` in a wording stands for a parameter."""

Param = str | int | float

_TIME_ENDINGS = ("_at", "_from", "_until")


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is refused, or what a gate line is about.

    Parameters whose names end in `_at`, `_from` or `_until` hold ISO 8601 moments; those that `TERMS` knows (states,
    work types, profiles) hold codes, shown by their names.
    """

    code: str
    params: Mapping[str, Param] = field(default_factory=lambda: MappingProxyType({}), hash=False)

    def text(self, lang: str, timezone: tzinfo = UTC) -> str:
        """Return the wording in `lang` (vi or en) with parameters filled in, moments shown in `timezone`.

        Raises:
            KeyError: the code is not in the catalogue.
        """
        shown = _Shown({name: _show(name, value, lang, timezone) for name, value in self.params.items()})
        return CATALOGUE[self.code].get(lang).format_map(shown)

    def as_json(self) -> dict[str, object]:
        """Return `{"code": ..., "params": {...}}` for events, problem documents and phones."""
        return {"code": self.code, "params": dict(self.params)}


def reason(code: str, **params: Param | UUID | datetime) -> Reason:
    """Make a reason; identifiers become strings and moments ISO 8601 so that it can be stored as JSON."""
    return Reason(code, {name: _plain(value) for name, value in params.items()})


class _Shown(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


def _plain(value: Param | UUID | datetime) -> Param:
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def _show(name: str, value: Param, lang: str, timezone: tzinfo) -> str:
    if isinstance(value, str) and name.endswith(_TIME_ENDINGS):
        return datetime.fromisoformat(value).astimezone(timezone).strftime("%H:%M %d/%m/%Y")
    term = TERMS.get(name, {}).get(str(value))
    return term.get(lang) if term else str(value)
