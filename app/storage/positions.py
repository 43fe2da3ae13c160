"""Where crews were, and when they were on duty."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from geoalchemy2 import WKTElement
from sqlalchemy import and_, func, or_, select, update
from sqlalchemy.dialects.postgresql import Range, insert
from sqlalchemy.orm import Session

from app.schema.base import SRID
from app.schema.crews import Crew, CrewMember, Shift
from app.schema.positions import PositionFix
from app.schema.sign_ons import ShiftBreak, SignOn
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


def list_rests(
    session: Session, crew_id: UUID, user_id: UUID, begin: datetime, end: datetime
) -> Sequence[Range[datetime]]:
    """When the crew was on a break between two moments, and the rest of a shift that the worker signed off from."""
    span = func.tstzrange(begin, end, "[]")
    ends = func.upper(Shift.during)
    # nobody rests beyond the shift, though nobody may have said that the break is over
    breaks = func.tstzrange(ShiftBreak.begun_at, func.coalesce(ShiftBreak.ended_at, ends))
    gone = func.tstzrange(SignOn.signed_off_at, ends)
    member = select(CrewMember.id).where(CrewMember.user_id == user_id)
    # who signs off late has nothing left of the shift; a range that ends before it begins is an error
    left = and_(SignOn.signed_off_at < ends, Shift.during.op("&&")(span))
    of_me = select(gone).join(Shift, Shift.id == SignOn.shift_id).where(SignOn.member_id.in_(member), left)
    rested = and_(ShiftBreak.begun_at < func.coalesce(ShiftBreak.ended_at, ends), Shift.during.op("&&")(span))
    of_crew = select(breaks).join(Shift, Shift.id == ShiftBreak.shift_id).where(ShiftBreak.crew_id == crew_id, rested)
    return session.scalars(of_crew.union_all(of_me)).all()


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


def lock_user(session: Session, user_id: UUID) -> None:
    """Take one person's fixes one batch after the other: hold the turn to the end of the transaction."""
    session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(f"fixes:{user_id}", 0))))


def list_known(session: Session, ids: Collection[UUID]) -> frozenset[UUID]:
    """Those of these fixes that are kept already, whatever day they were counted to."""
    return frozenset(session.scalars(select(PositionFix.id).where(PositionFix.id.in_(ids))))


def list_way(session: Session, user_id: UUID, begin: datetime, end: datetime, most: int) -> list[FixRow]:
    """Where a person's phone was between two moments, in the order of time; the last ones where there are too many."""
    query = (
        select(
            PositionFix.id, func.ST_X(PositionFix.place), func.ST_Y(PositionFix.place), PositionFix.accuracy_m,
            PositionFix.device_time,
        )
        .where(PositionFix.user_id == user_id, PositionFix.device_time.between(begin, end))
        .order_by(PositionFix.device_time.desc())
        .limit(most)
    )  # fmt: skip
    rows = session.execute(query).all()
    return [FixRow(row[0], Place(row[1], row[2]), row[3], row[4]) for row in reversed(rows)]


def make_days(session: Session, at: datetime, days: int) -> int:
    """Have the tables' owner make the days from a week ago to so many ahead; how many were missing."""
    return int(session.scalar(select(func.position_days_ahead(at, days))) or 0)


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
