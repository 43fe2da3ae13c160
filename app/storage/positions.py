"""Where crews were, and when they were on duty."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from geoalchemy2 import WKTElement
from sqlalchemy import func, or_, select, update
from sqlalchemy.dialects.postgresql import Range, insert
from sqlalchemy.orm import Session

from app.schema.base import SRID
from app.schema.crews import Crew, Shift
from app.schema.positions import PositionFix
from geo.places import Place


@dataclass(frozen=True)
class FixRow:
    """One fix to keep."""

    id: UUID
    place: Place
    accuracy_m: float
    device_time: datetime


def list_shifts(session: Session, crew_id: UUID, begin: datetime, end: datetime) -> Sequence[Range[datetime]]:
    """When the crew was on duty between two moments, both included."""
    span = func.tstzrange(begin, end, "[]")
    return session.scalars(select(Shift.during).where(Shift.crew_id == crew_id, Shift.during.op("&&")(span))).all()


def add(session: Session, *, crew_id: UUID, user_id: UUID, fixes: Sequence[FixRow], now: datetime) -> None:
    """Keep fixes; those that are there already stay as they are."""
    rows = [
        {
            "id": fix.id,
            "crew_id": crew_id,
            "user_id": user_id,
            "place": _point(fix.place),
            "accuracy_m": fix.accuracy_m,
            "device_time": fix.device_time,
            "server_time": now,
        }
        for fix in fixes
    ]
    session.execute(
        insert(PositionFix)
        .values(rows)
        .on_conflict_do_nothing(index_elements=[PositionFix.id, PositionFix.device_time])
    )


def find_last(session: Session, crew_id: UUID) -> tuple[UUID, datetime | None] | None:
    """The crew's unit, and when it was last seen."""
    row = session.execute(select(Crew.unit_id, Crew.position_at).where(Crew.id == crew_id)).one_or_none()
    return (row[0], row[1]) if row else None


def move_crew(session: Session, crew_id: UUID, fix: FixRow) -> bool:
    """Put the crew where the fix says unless a newer one is known; tell whether it moved."""
    query = (
        update(Crew)
        .where(Crew.id == crew_id, or_(Crew.position_at.is_(None), Crew.position_at < fix.device_time))
        .values(position=_point(fix.place), position_at=fix.device_time, position_accuracy_m=fix.accuracy_m)
        .returning(Crew.id)
        .execution_options(synchronize_session=False)
    )
    return session.scalar(query) is not None


def _point(place: Place) -> WKTElement:
    return WKTElement(f"POINT({place.lon!r} {place.lat!r})", srid=SRID)
