"""What goes into an import: rows as the file has them, and what holds for all of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from compliance.reasons import Reason
from geo.shapes import Box


@dataclass(frozen=True)
class Row:
    """One row of a file, by the file's own names."""

    number: int
    """As a person finds it: the line of a spreadsheet (the heading is 1), or the feature counted from 1."""
    cells: Mapping[str, Any]
    geometry: object | None = None
    """Raw GeoJSON."""
    id: str | int | None = None
    """The feature's own id."""
    problem: Reason | None = None
    """What is wrong with the row as a whole; nothing else of it is looked at then."""


@dataclass(frozen=True)
class Item:
    """One row read, by our names: only what it says, nothing that it leaves open."""

    row: int
    external_id: str
    values: dict[str, Any]


@dataclass(frozen=True)
class UnitAim:
    """The operating unit of ``--unit``."""

    id: UUID
    code: str
    time_zone: str
    box: Box | None
    """Around its territory; shows that axes are exchanged."""


@dataclass(frozen=True)
class AuthorityAim:
    """The authority of ``--authority``."""

    id: UUID
    code: str
    box: Box | None


@dataclass(frozen=True)
class Aim:
    """What holds for all rows of one import."""

    source: str
    unit: UnitAim | None = None
    authority: AuthorityAim | None = None
    zone: ZoneInfo | None = None
    """In which local times without a zone are read."""
    time_forms: Mapping[str, str] = field(default_factory=dict)
    """Form (``strptime``) of times, by our names of the columns."""

    @property
    def expected(self) -> Box | None:
        """Where the shapes of this file lie, if that is known."""
        found = (self.unit.box if self.unit else None, self.authority.box if self.authority else None)
        return next((box for box in found if box is not None), None)


class Fault(Exception):  # noqa: N818 - not an error of the program but of a cell
    """One cell that cannot be read."""

    def __init__(self, reason: Reason, *, field: str | None = None, detail: str = "") -> None:
        super().__init__(reason.code)
        self.reason = reason
        self.field = field
        """When it is not the field that was being read."""
        self.detail = detail
        """More, with the values, in English; for whoever mends the file."""
