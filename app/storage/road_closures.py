"""Road closures, and what is closed at a moment."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from geoalchemy2.shape import to_shape
from shapely.geometry.base import BaseGeometry
from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from app.access import Scope
from app.schema.road_closures import RoadClosure
from app.schema.zones import ZoneVersion


def visible(scope: Scope) -> ColumnElement[bool]:
    """Closures of the units of the scope."""
    return RoadClosure.unit_id.in_(scope.unit_ids)


def find(session: Session, scope: Scope, closure_id: UUID, *, for_update: bool = False) -> RoadClosure | None:
    """One closure of the scope."""
    query = select(RoadClosure).where(RoadClosure.id == closure_id, visible(scope))
    return session.scalar(query.with_for_update(key_share=True) if for_update else query)


def find_by_id(session: Session, closure_id: UUID) -> RoadClosure | None:
    """A closure that the asker has just made."""
    return session.get(RoadClosure, closure_id)


def list_page(session: Session, scope: Scope, at: datetime, *, after: UUID | None, limit: int) -> Sequence[RoadClosure]:
    """Closures of the scope that are not over, the oldest first, from the one that follows ``after``."""
    query = select(RoadClosure).where(visible(scope), not_over(at)).order_by(RoadClosure.id).limit(limit)
    return session.scalars(query.where(RoadClosure.id > after) if after is not None else query).all()


def not_over(at: datetime) -> ColumnElement[bool]:
    """Closures that hold at a moment, or will."""
    later = or_(RoadClosure.valid_until.is_(None), RoadClosure.valid_until > at)
    return and_(RoadClosure.ended_at.is_(None), later)


def list_closed(session: Session, at: datetime) -> frozenset[UUID]:
    """Ids of all closures in force, of every unit: a road is closed for everybody."""
    query = select(RoadClosure.id).where(not_over(at), RoadClosure.valid_from <= at)
    return frozenset(session.scalars(query))


def list_without_transit(session: Session, at: datetime) -> frozenset[UUID]:
    """Ids of the zone versions in force that nobody may drive through without a permit."""
    query = select(ZoneVersion.id).where(
        ZoneVersion.state == "published", ZoneVersion.transit_permit, ZoneVersion.effective.contains(at)
    )
    return frozenset(session.scalars(query))


def shapes_of_closures(session: Session, ids: Collection[UUID]) -> tuple[BaseGeometry, ...]:
    """Where these closures are."""
    query = select(RoadClosure.geometry).where(RoadClosure.id.in_(ids)).order_by(RoadClosure.id)
    return _shapes(session.scalars(query))


def shapes_of_versions(session: Session, ids: Collection[UUID]) -> tuple[BaseGeometry, ...]:
    """Where these zone versions are."""
    query = select(ZoneVersion.geometry).where(ZoneVersion.id.in_(ids)).order_by(ZoneVersion.id)
    return _shapes(session.scalars(query))


def _shapes(stored: Iterable[Any]) -> tuple[BaseGeometry, ...]:
    return tuple(to_shape(each) for each in stored)
