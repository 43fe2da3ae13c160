"""Rows as a file would have them, and their import."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import func, select

from app.schema.events import Event
from app.services.imports.aims import Options
from app.services.imports.report import Note, Report
from app.services.imports.rows import Row
from app.services.imports.run import run_import
from app.services.work import Work
from tests.support.accounts import OPERATOR

SOURCE = "test"


def point(lon: float = 108.2, lat: float = 16.05) -> dict[str, Any]:
    """A GeoJSON point."""
    return {"type": "Point", "coordinates": [lon, lat]}


def square(west: float = 108.1, south: float = 16.0, size: float = 0.1) -> dict[str, Any]:
    """A GeoJSON polygon."""
    east, north = west + size, south + size
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def ticket(number: int = 1, geometry: object = None, **cells: Any) -> Row:
    """A row that makes a ticket."""
    said = {"external_id": f"T{number}", "work_type": "fault_repair"} | cells
    return Row(number, said, geometry or point())


def zone(number: int = 1, geometry: object = None, **cells: Any) -> Row:
    """A row that makes a zone."""
    said = {"external_id": f"Z{number}", "name": f"Zone {number}", "hazard_class": "flood"} | cells
    return Row(number, said, geometry or square())


def load(
    work: Work, kind: str, rows: Iterable[Row], *, mapping: object = None, source: str = SOURCE, **options: Any
) -> Report:
    """Import rows."""
    return run_import(work, OPERATOR, kind, rows, Options(source, **options), mapping=mapping)


def counts(report: Report) -> tuple[int, int, int, int]:
    """How many rows were created, changed, unchanged and refused."""
    created, changed, unchanged = report.outcomes.values()
    return created, changed, unchanged, report.refused_rows


def told(notes: Sequence[Note]) -> list[tuple[int, str, str]]:
    """Row, field and code of each note."""
    return [(note.row, note.field, note.reason.code) for note in notes]


def count_events(work: Work) -> int:
    """How many events there are."""
    with work.look() as tx:
        return tx.session.scalar(select(func.count()).select_from(Event)) or 0


def crew(number: int = 2, **cells: Any) -> Row:
    """A row that makes a crew of two."""
    said = {"code": "T1", "name": "Tổ 1", "lon": "108.2", "lat": "16.05"}
    said |= {"members": "An:5:direct_supervisor; Bình:3", "vehicles": "43C-101.01:bucket_truck"}
    return Row(number, said | cells)


def authority(number: int = 2, **cells: Any) -> Row:
    """A row that makes an authority."""
    return Row(number, {"code": f"A{number}", "name": f"Ward {number}"} | cells)


def all_of(work: Work, table: type[Any]) -> list[Any]:
    """All rows of a table, the oldest first."""
    with work.look() as tx:
        return list(tx.session.scalars(select(table).order_by(table.id)))
