"""Rows of a file read one by one, outside any transaction: what each says by our names, or all that is wrong."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.services.imports.cells import Field, text
from app.services.imports.mapping import PLACE_COLUMNS, Mapped
from app.services.imports.report import Note
from app.services.imports.rows import Aim, Fault, Item, Row
from app.services.imports.shapes import GEOMETRY, ShapeReader, find_raw, read_geometry
from compliance.reasons import Reason, reason

EXTERNAL_ID = "external_id"
ID_FIELD = Field(text(200), needed=True)


@dataclass(frozen=True)
class Form:
    """How the rows of one subject are read."""

    fields: Mapping[str, Field]
    shape: ShapeReader
    shape_needed: bool
    id_from: str | tuple[str, ...] | None = None
    """The column that serves as external id where the file has none of its own; of several, what they say together."""
    check: Callable[[dict[str, Any]], Iterable[tuple[str, Reason]]] = lambda _values: ()
    """What is wrong with the row as a whole: field and reason."""

    @property
    def columns(self) -> tuple[str, ...]:
        """All our columns of this subject, those of the geometry left aside."""
        return (EXTERNAL_ID, *self.fields)


@dataclass
class Read:
    """What was read."""

    rows: int = 0
    items: list[Item] = field(default_factory=list)
    refused: list[Note] = field(default_factory=list)
    warnings: list[Note] = field(default_factory=list)
    seen: dict[str, int] = field(default_factory=dict)
    """External ids, with the row that each stood in first."""
    present: set[str] = field(default_factory=set)
    """All columns that the file has."""


def read_all(
    rows: Iterable[Row], form: Form, mapped: Mapped, aim: Aim, told: Callable[[int], None] = lambda _count: None
) -> Read:
    """Read all rows; ``told`` hears of each."""
    read = Read()
    for row in rows:
        read.rows += 1
        read.present.update(row.cells)
        _read_row(row, form, mapped, aim, read)
        told(read.rows)
    return read


def ignored_columns(present: Iterable[str], form: Form, mapped: Mapped) -> tuple[str, ...]:
    """Columns of the file that nothing is read from."""
    used = {name for ours in (*form.columns, *PLACE_COLUMNS) for name in mapped.names(ours)}
    return tuple(sorted(set(present) - used))


def _read_row(row: Row, form: Form, mapped: Mapped, aim: Aim, read: Read) -> None:
    values: dict[str, Any] = {}
    notes: list[tuple[str, Reason, str]] = []
    if row.problem is not None:
        read.refused.append(Note(row.number, None, "", row.problem))
        return
    for name, cell in form.fields.items():
        _read_cell(name, cell, mapped.cell(row, name), aim, values, notes)
    dropped = _read_shape(row, form, mapped, aim, values, notes)
    external_id = _find_id(row, form, mapped, values, notes, read.seen)
    if not notes:
        notes.extend((name, problem, "") for name, problem in form.check(values))
    if notes or external_id is None:
        read.refused.extend(Note(row.number, external_id, *note) for note in notes)
        return
    read.seen[external_id] = row.number
    read.items.append(Item(row.number, external_id, values))
    if dropped:
        read.warnings.append(Note(row.number, external_id, GEOMETRY, reason("shape.height_dropped")))


def _read_cell(
    name: str, cell: Field, raw: Any, aim: Aim, values: dict[str, Any], notes: list[tuple[str, Reason, str]]
) -> None:
    if raw is None:
        if cell.needed:
            notes.append((name, reason("import.missing", field=name), ""))
        return
    try:
        values[name] = cell.read(raw, aim, name)
    except Fault as fault:
        notes.append((fault.field or name, fault.reason, fault.detail))


def _read_shape(
    row: Row, form: Form, mapped: Mapped, aim: Aim, values: dict[str, Any], notes: list[tuple[str, Reason, str]]
) -> bool:
    """Put the row's shapes into ``values``; whether third coordinates were dropped."""
    try:
        raw = find_raw(row, mapped)
        shapes, dropped = ({}, False) if raw is None else read_geometry(raw, form.shape, aim)
    except Fault as fault:
        notes.append((fault.field or GEOMETRY, fault.reason, fault.detail))
        return False
    if raw is None and form.shape_needed:
        notes.append((GEOMETRY, reason("import.missing", field=GEOMETRY), ""))
    values.update(shapes)
    return dropped


def _said(values: Mapping[str, Any], columns: str | tuple[str, ...]) -> Any:
    """What the columns say that serve as external id; None where they say nothing."""
    if isinstance(columns, str):
        return values.get(columns)
    told = [str(values.get(name, "")) for name in columns]
    return "|".join(told) if any(told) else None


def _find_id(
    row: Row,
    form: Form,
    mapped: Mapped,
    values: dict[str, Any],
    notes: list[tuple[str, Reason, str]],
    seen: Mapping[str, int],
) -> str | None:
    raw = mapped.cell(row, EXTERNAL_ID)
    raw = row.id if raw is None else raw
    if raw is None and form.id_from:
        raw = _said(values, form.id_from)
        if raw is None:  # told already: the column itself is missing or wrong
            return None
    found: dict[str, Any] = {}
    _read_cell(EXTERNAL_ID, ID_FIELD, raw, Aim(""), found, notes)
    external_id: str | None = found.get(EXTERNAL_ID)
    if external_id is not None and external_id in seen:
        notes.append((EXTERNAL_ID, reason("import.duplicate", value=external_id, first_row=seen[external_id]), ""))
    return external_id
