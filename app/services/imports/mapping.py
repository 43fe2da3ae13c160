"""The mapping file: which of a foreign file's columns mean what, what it leaves out, and how it writes times."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.errors import InvalidError
from app.services.imports.rows import Row

SECTIONS = ("source", "columns", "constants", "values", "times")
PLACE_COLUMNS = ("geometry", "lon", "lat")
"""Where CSV files keep what a GeoJSON feature has as its geometry."""


@dataclass(frozen=True)
class Mapped:
    """How to read a file; empty means that it uses our own names."""

    source: str | None = None
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Our name: the file's. Several are joined with a comma."""
    constants: Mapping[str, Any] = field(default_factory=dict)
    """Our name: what to take where the row says nothing."""
    values: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """Our name: the file's words and ours."""
    times: Mapping[str, str] = field(default_factory=dict)
    """Our name: form of the time, as ``strptime`` has it."""

    def names(self, ours: str) -> tuple[str, ...]:
        """The file's names of one of our columns."""
        return self.columns.get(ours, (ours,))

    def cell(self, row: Row, ours: str) -> Any:
        """What a row says in one of our columns; None for nothing. Words are ours already."""
        found = [row.cells[name] for name in self.names(ours) if not is_empty(row.cells.get(name))]
        raw = found[0] if len(found) == 1 else ", ".join(str(each).strip() for each in found) or None
        words = self.values.get(ours)
        if words and isinstance(raw, str | int | float):
            raw = words.get(str(raw).strip(), raw)
        return self.constants.get(ours) if is_empty(raw) else raw


def is_empty(raw: object) -> bool:
    """Whether a cell says nothing."""
    return raw is None or (isinstance(raw, str) and not raw.strip()) or raw == []


def read_mapping(raw: object, fields: Collection[str]) -> Mapped:
    """Read a mapping file as its parser gave it.

    Args:
        raw: the whole file.
        fields: our columns of the subject.

    Raises:
        InvalidError: a section or column is not known, or has not the right form.
    """
    sections = _table(raw, "the mapping file")
    _refuse_unknown(sections, SECTIONS, "section")
    ours = (*fields, *PLACE_COLUMNS)
    named = {name: _table(sections.get(name, {}), f"[{name}]") for name in SECTIONS[1:]}
    for table in named.values():
        _refuse_unknown(table, ours, "column")
    return Mapped(
        source=_text(sections["source"], "source") if "source" in sections else None,
        columns={name: _names(given, name) for name, given in named["columns"].items()},
        constants=named["constants"],
        values={name: _table(given, f"[values.{name}]") for name, given in named["values"].items()},
        times={name: _text(given, f"times.{name}") for name, given in named["times"].items()},
    )


def check_columns(mapped: Mapped, present: Collection[str]) -> None:
    """Refuse a mapping that names columns which no row has: a slip of the pen would silently leave them empty.

    Raises:
        InvalidError: with the columns that the file has.
    """
    for ours, names in mapped.columns.items():
        for name in names:
            if name not in present:
                shown = ", ".join(sorted(present)) or "none"
                detail = f"the mapping takes {ours} from {name!r}, which the file does not have; it has: {shown}"
                raise InvalidError.of("mapping", "unknown_column", detail, "mend the mapping file")


def _table(raw: object, what: str) -> Mapping[str, Any]:
    if not isinstance(raw, Mapping) or not all(isinstance(key, str) for key in raw):
        raise InvalidError.of("mapping", "form", f"{what} is no table of names", "see docs/importing.md")
    return raw


def _refuse_unknown(given: Collection[str], known: Collection[str], what: str) -> None:
    for name in given:
        if name not in known:
            detail = f"the mapping file names the {what} {name!r}; there are: {', '.join(known)}"
            raise InvalidError.of("mapping", "unknown", detail, "see docs/importing.md")


def _names(raw: object, ours: str) -> tuple[str, ...]:
    names = (raw,) if isinstance(raw, str) else tuple(raw) if isinstance(raw, list) else ()
    if not names or not all(isinstance(name, str) for name in names):
        raise InvalidError.of("mapping", "form", f"columns.{ours} names no column", "give a name or a list of names")
    return names


def _text(raw: object, what: str) -> str:
    if not isinstance(raw, str) or not raw.strip():
        raise InvalidError.of("mapping", "form", f"{what} is no text", "see docs/importing.md")
    return raw.strip()
