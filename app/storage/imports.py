"""Queries of imports: many rows at a time."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import func, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.schema.authorities import Authority
from app.schema.base import SRID
from app.schema.crews import Crew
from app.schema.imports import ImportedRow
from app.schema.tickets import Ticket
from app.schema.units import Unit
from app.schema.zones import Zone
from geo.places import Place
from geo.shapes import Box

Imported = TypeVar("Imported", Unit, Authority, Zone, Crew, Ticket)


def lock(session: Session, kind: str) -> None:
    """Let imports of one kind follow each other: what one has looked up, no other puts in meanwhile."""
    session.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))"), {"name": f"import.{kind}"})


def list_marks(session: Session, kind: str, source: str, ids: Collection[str]) -> dict[str, Mapping[str, str]]:
    """What these rows said when they were imported last, by external id."""
    query = select(ImportedRow.external_id, ImportedRow.digests).where(
        ImportedRow.kind == kind, ImportedRow.source == source, ImportedRow.external_id.in_(ids)
    )
    return {row[0]: row[1] for row in session.execute(query)}


def list_subjects(session: Session, kind: str, source: str, ids: Collection[str]) -> dict[str, UUID]:
    """What these rows made when they were imported first, by external id."""
    query = select(ImportedRow.external_id, ImportedRow.subject_id).where(
        ImportedRow.kind == kind, ImportedRow.source == source, ImportedRow.external_id.in_(ids)
    )
    return {row[0]: row[1] for row in session.execute(query)}


def put_marks(session: Session, marks: Sequence[Mapping[str, Any]]) -> None:
    """Note what these rows say now."""
    given = insert(ImportedRow)
    key = (ImportedRow.kind, ImportedRow.source, ImportedRow.external_id)
    new = {name: given.excluded[name] for name in ("subject_id", "digests", "imported_at")}
    session.execute(given.on_conflict_do_update(index_elements=key, set_=new), list(marks))


def list_existing(session: Session, table: type[Imported], source: str, ids: Collection[str]) -> dict[str, Imported]:
    """What came from this source under these external ids."""
    query = select(table).where(table.source == source, table.external_id.in_(ids))
    return {row.external_id: row for row in session.scalars(query) if row.external_id is not None}


def hold(session: Session, row: Any) -> None:
    """Read a row anew and keep others from changing it until the transaction ends."""
    session.refresh(row, with_for_update={"key_share": True})


def list_codes(session: Session, table: type[Unit] | type[Authority], codes: Collection[str]) -> dict[str, UUID]:
    """Ids of units or authorities by their codes."""
    query = select(table.code, table.id).where(table.code.in_(codes))
    return {row[0]: row[1] for row in session.execute(query)}


def list_crew_codes(session: Session, codes: Collection[str]) -> set[tuple[UUID, str]]:
    """Which units have crews with these codes."""
    query = select(Crew.unit_id, Crew.code).where(Crew.code.in_(codes))
    return {(row[0], row[1]) for row in session.execute(query)}


def list_units_at(session: Session, places: Sequence[Place]) -> list[UUID | None]:
    """For each place the unit with the smallest territory that covers it."""
    query = text(
        f"""
        SELECT (SELECT u.id FROM units u
                WHERE ST_Covers(u.territory, ST_SetSRID(ST_MakePoint(at.lon, at.lat), {SRID}))
                ORDER BY ST_Area(u.territory), u.code LIMIT 1)
        FROM unnest(CAST(:lons AS float8[]), CAST(:lats AS float8[])) WITH ORDINALITY AS at(lon, lat, number)
        ORDER BY at.number
        """  # noqa: S608 - SRID is a number of ours
    )
    values = {"lons": [place.lon for place in places], "lats": [place.lat for place in places]}
    return list(session.scalars(query, values))


def find_box(session: Session, table: type[Unit] | type[Authority], row_id: UUID) -> Box | None:
    """The box around a unit's territory or an authority's area."""
    shape = Unit.territory if table is Unit else Authority.area
    edges = (func.ST_XMin(shape), func.ST_YMin(shape), func.ST_XMax(shape), func.ST_YMax(shape))
    row = session.execute(select(*edges).where(table.id == row_id)).one_or_none()
    return None if row is None or row[0] is None else Box(*row)
